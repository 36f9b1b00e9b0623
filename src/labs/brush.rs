//! A brush over its paper: what hands, keys and lines do with it, the same in every lab with a sheet
//! to draw on.

use super::BadValue;
use super::language::places;
use super::model::Model;
use super::paper::{LAST, Paper, Stroke};
use super::table::{Action, Done};
use crate::dataset::idx::SIDE;
use crate::event::{Key, Mouse, MouseKind};
use crate::ui::Look;
use crate::ui::plot::sheet::Sheet;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

/// What a lab says of the keys that move a brush, up and down.
const UP: &[(&str, &str)] = &[("↑↓←→", "move"), ("Space", "put the brush down")];
const DOWN: &[(&str, &str)] = &[("↑↓←→", "draw"), ("Space", "lift the brush")];

/// Parts of a pixel that places are told in, so that a stroke that is told is the same stroke.
const PARTS: f64 = 10.0;

/// Paper, and where the brush is over it.
pub struct Brush {
    /// What was drawn.
    pub paper: Paper,
    /// Column and row of the brush.
    at: [f64; 2],
    /// The brush is on the paper: the arrow keys draw.
    is_down: bool,
}

/// A stroke that is told: the same in every lab with a sheet, as are the other two.
pub const fn ink<M: Model>() -> Action<M> {
    Action::with(
        "ink",
        "X Y [X Y ...]",
        "A stroke through columns and rows, 0 to 27; one place is a dab.",
        |lab: &mut M, said| of(lab)?.ink(said),
    )
    .offered_if(|lab: &M| lab.shows_sheet())
}

/// The last stroke, taken back.
pub const fn undo<M: Model>() -> Action<M> {
    let act = |lab: &mut M| of(lab)?.undo();
    Action::new("undo", "Take the last stroke back.", act).key('u', |lab| match lab.brush() {
        Some(brush) if lab.shows_sheet() && brush.paper.can_undo() => "undo",
        _ => "",
    })
}

/// All strokes, taken away.
pub const fn clear<M: Model>() -> Action<M> {
    let act = |lab: &mut M| of(lab)?.clear();
    Action::new("clear", "Take all strokes away.", act).key('x', |lab| match lab.brush() {
        Some(brush) if lab.shows_sheet() && brush.paper.inked() > 0 => "clear",
        _ => "",
    })
}

fn of<M: Model>(lab: &mut M) -> Result<&mut Brush, BadValue> {
    let nothing = BadValue::NotNow("there is nothing to draw on");
    lab.brush_mut().ok_or(nothing)
}

impl Default for Brush {
    fn default() -> Self {
        Self {
            paper: Paper::default(),
            at: [14.0; 2],
            is_down: false,
        }
    }
}

impl Brush {
    /// Whether the arrow keys draw.
    pub fn is_down(&self) -> bool {
        self.is_down
    }

    /// What the keys do now, for the hint line.
    pub fn keys(&self) -> &'static [(&'static str, &'static str)] {
        if self.is_down { DOWN } else { UP }
    }

    /// Takes the brush off the paper.
    pub fn lift(&mut self) {
        self.is_down = false;
    }

    fn draw_to(&mut self, to: [f64; 2]) {
        let from = std::mem::replace(&mut self.at, to);
        self.paper.lay([from, to]);
    }

    /// What was drawn, as lines that draw it again.
    pub fn made(&self) -> Vec<String> {
        let place = |[x, y]: &[f64; 2]| format!("{x} {y}");
        let line = |stroke: &Stroke| {
            let places: Vec<String> = stroke.iter().map(place).collect();
            format!("ink {}", places.join(" "))
        };
        let strokes = self.paper.strokes().iter();
        strokes.filter(|it| !it.is_empty()).map(line).collect()
    }

    /// A stroke through places, each a column and a row; one alone is a dab.
    pub fn ink(&mut self, said: &str) -> Done {
        let places = places("ink", said, (0.0, LAST))?;
        self.paper.begin();
        self.at = places[0];
        places.into_iter().for_each(|at| self.draw_to(at));
        Ok(())
    }

    /// Takes the last stroke back.
    pub fn undo(&mut self) -> Done {
        self.lift();
        let nothing = BadValue::NotNow("there is nothing to undo");
        self.paper.undo().ok_or(nothing)
    }

    /// A clean sheet.
    pub fn clear(&mut self) -> Done {
        self.lift();
        self.paper.clear();
        Ok(())
    }

    /// The mouse draws as long as its button is held.
    pub fn touch(&mut self, mouse: Mouse, frame: Rect) {
        let to = Sheet::framed(SIDE, frame).place(mouse.x, mouse.y);
        let to = to.map(|at| (at.clamp(0.0, LAST) * PARTS).round() / PARTS);
        if mouse.kind == MouseKind::Press {
            self.paper.begin();
            self.at = to;
        }
        self.draw_to(to);
    }

    /// Arrows move the brush, and draw while it is down; Space puts it down and lifts it.
    pub fn press(&mut self, key: Key) -> bool {
        let [x, y] = self.at.map(f64::round);
        let to = match (key.arrow(), key.typed()) {
            (Some([right, down]), _) => [x + right as f64, y + down as f64],
            (None, Some(' ')) => [x, y],
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

    /// Draws another picture with the brush on it, such as what was drawn over something.
    pub fn draw_over(&self, pixels: &[f32], frame: Rect, buf: &mut Buffer, look: &Look) {
        Sheet::framed(SIDE, frame).draw(pixels, self.at, buf, look);
    }

    /// Draws the sheet with the brush on it in its frame.
    pub fn draw(&self, frame: Rect, buf: &mut Buffer, look: &Look) {
        self.draw_over(&self.paper.pixels, frame, buf, look);
    }
}
