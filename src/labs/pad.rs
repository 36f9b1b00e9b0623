//! A pad of 28 by 28 pixels to draw a digit on, by mouse or by keys, with a soft brush.

use super::brush::{self, Brush};
use super::model::Model;
use super::pane::{Pane, split_below};
use super::table::{Action, Control};
use super::{Facts, Height, ink};
use crate::dataset::idx::SIDE;
use crate::ui::chrome::put;
use crate::ui::glyphs::Drawn;
use crate::ui::plot::sheet::Sheet;
use ratatui::layout::Rect;

/// The lab's state.
#[derive(Default)]
pub struct Pad {
    brush: Brush,
}

impl Model for Pad {
    const CONTROLS: &'static [Control<Self>] = &[];

    const ACTIONS: &'static [Action<Self>] = &[brush::ink(), brush::undo(), brush::clear()];

    const WIDTH: u16 = 58;
    const DRAWS: Drawn = Drawn::Digits;

    fn facts(&self, facts: &mut Facts) {
        let paper = &self.brush.paper;
        let (mean, inked) = (paper.mean(), paper.inked());
        facts.number("ink", mean, format!("The mean ink is {mean:.3}."));
        let words = format!("{inked} of its 784 pixels are more than half inked.");
        facts.count("inked", inked, words).unit("pixels");
        let rows = ink::rows(&paper.pixels);
        facts.push(rows).shown_if(inked > 0);
    }

    fn panes(&self, area: Rect) -> Vec<Pane<Self>> {
        let [above, words] = split_below(area, 1);
        let sheet = Pane::new(
            Sheet::of(SIDE, above).frame,
            |lab: &Self, frame, buf, look| lab.brush.draw(frame, buf, look),
        );
        let numbers = Pane::new(words, |lab: &Self, area, buf, look| {
            let paper = &lab.brush.paper;
            let brush = if lab.brush.is_down() { "down" } else { "up" };
            let (mean, inked) = (paper.mean(), paper.inked());
            let words = format!("brush {brush}   mean ink {mean:.3}   {inked} pixels inked");
            put(buf, area.x, area.y, &words, area.width, look.theme.dim);
        });
        let touched = sheet.touch(|lab, mouse, frame| lab.brush.touch(mouse, frame));
        vec![touched, numbers]
    }

    fn height(&self, _width: u16) -> Height {
        Height::new(10, 17, 31)
    }

    fn brush(&self) -> Option<&Brush> {
        Some(&self.brush)
    }

    fn brush_mut(&mut self) -> Option<&mut Brush> {
        Some(&mut self.brush)
    }
}

#[cfg(test)]
mod tests;
