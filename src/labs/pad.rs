//! A pad of 28 by 28 pixels to draw a digit on, by mouse or by keys, with a soft brush.

use super::model::Model;
use super::pane::{Pane, split_below};
use super::paper::{LAST, Paper};
use super::table::{Action, Control, Done};
use super::{BadValue, Facts, Height, ink, language::places};
use crate::dataset::idx::SIDE;
use crate::event::{Key, KeyCode, Mouse, MouseKind};
use crate::ui::chrome::put;
use crate::ui::glyphs::Drawn;
use crate::ui::plot::sheet::Sheet;
use ratatui::layout::Rect;

/// The lab's state.
pub struct Pad {
    paper: Paper,
    /// Column and row of the brush.
    at: [f64; 2],
    /// The brush is on the paper: the arrow keys draw.
    is_down: bool,
}

impl Default for Pad {
    fn default() -> Self {
        Self {
            paper: Paper::default(),
            at: [14.0; 2],
            is_down: false,
        }
    }
}

impl Pad {
    fn draw_to(&mut self, to: [f64; 2]) {
        let from = std::mem::replace(&mut self.at, to);
        self.paper.lay([from, to]);
    }

    /// A stroke through places, each a column and a row; one alone is a dab.
    fn ink(&mut self, said: &str) -> Done {
        let places = places("ink", said, (0.0, LAST))?;
        self.paper.begin();
        self.at = places[0];
        places.into_iter().for_each(|at| self.draw_to(at));
        Ok(())
    }

    fn undo(&mut self) -> Done {
        self.is_down = false;
        let nothing = BadValue::NotNow("there is nothing to undo");
        self.paper.undo().ok_or(nothing)
    }

    fn clear(&mut self) -> Done {
        self.is_down = false;
        self.paper.clear();
        Ok(())
    }

    /// The mouse draws as long as its button is held.
    fn touch(&mut self, mouse: Mouse, frame: Rect) {
        let to = Sheet::framed(SIDE, frame).place(mouse.x, mouse.y);
        if mouse.kind == MouseKind::Press {
            self.paper.begin();
            self.at = to;
        }
        self.draw_to(to);
    }
}

impl Model for Pad {
    const CONTROLS: &'static [Control<Self>] = &[];

    const ACTIONS: &'static [Action<Self>] = &[
        Action::with(
            "ink",
            "X Y [X Y ...]",
            "A stroke through columns and rows, 0 to 27; one place is a dab.",
            Self::ink,
        ),
        Action::new("undo", "Take the last stroke back.", Self::undo)
            .key('u', |lab| if lab.paper.can_undo() { "undo" } else { "" }),
        Action::new("clear", "A clean sheet.", Self::clear).key('x', |_| "clear"),
    ];

    const WIDTH: u16 = 58;
    const DRAWS: Drawn = Drawn::Digits;

    fn facts(&self, facts: &mut Facts) {
        let (mean, inked) = (self.paper.mean(), self.paper.inked());
        facts.number("ink", mean, format!("The mean ink is {mean:.3}."));
        let words = format!("{inked} of its 784 pixels are more than half inked.");
        facts.count("inked", inked, words).unit("pixels");
        let rows = ink::rows(&self.paper.pixels);
        facts.push(rows).shown_if(inked > 0);
    }

    fn panes(&self, area: Rect) -> Vec<Pane<Self>> {
        let [above, words] = split_below(area, 1);
        let sheet = Pane::new(
            Sheet::of(SIDE, above).frame,
            |lab: &Self, frame, buf, look| {
                Sheet::framed(SIDE, frame).draw(&lab.paper.pixels, lab.at, buf, look);
            },
        );
        let numbers = Pane::new(words, |lab: &Self, area, buf, look| {
            let brush = if lab.is_down { "down" } else { "up" };
            let (mean, inked) = (lab.paper.mean(), lab.paper.inked());
            let words = format!("brush {brush}   mean ink {mean:.3}   {inked} pixels inked");
            put(buf, area.x, area.y, &words, area.width, look.theme.dim);
        });
        vec![sheet.touch(Self::touch), numbers]
    }

    fn height(&self, _width: u16) -> Height {
        Height::new(10, 17, 31)
    }

    fn keys(&self) -> &'static [(&'static str, &'static str)] {
        &[("↑↓←→", "move"), ("Space", "brush up or down")]
    }

    /// Arrows move the brush, and draw while it is down; Space puts it down and lifts it.
    fn press(&mut self, key: Key) -> bool {
        let [x, y] = self.at.map(f64::round);
        let to = match key.code {
            KeyCode::Left => [x - 1.0, y],
            KeyCode::Right => [x + 1.0, y],
            KeyCode::Up => [x, y - 1.0],
            KeyCode::Down => [x, y + 1.0],
            KeyCode::Char(' ') => [x, y],
            _ => return false,
        };
        if to == [x, y] {
            self.is_down = !self.is_down;
            if self.is_down {
                self.paper.begin();
            }
        }
        let to = to.map(|at| at.clamp(0.0, LAST));
        match self.is_down {
            true => self.draw_to(to),
            false => self.at = to,
        }
        true
    }
}

#[cfg(test)]
mod tests;
