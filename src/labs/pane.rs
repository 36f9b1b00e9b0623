//! The parts of a picture, and what a hand on each of them does.

use crate::event::Mouse;
use crate::ui::Look;
use crate::ui::plot::plane::Grid;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

/// A part of a lab's picture.
pub struct Pane<M: 'static> {
    area: Rect,
    draw: fn(&M, Rect, &mut Buffer, &Look),
    hand: Option<Hand<M>>,
}

/// What a hand on a pane does.
pub(super) enum Hand<M: 'static> {
    /// It moves controls.
    Moves(Moves<M>),
    /// Anything else, on any cell of the pane.
    Touches(fn(&mut M, Mouse, Rect)),
}

/// A hand on a plot.
pub(super) struct Moves<M: 'static> {
    /// Where it can take hold, and what the cells there mean.
    pub grid: Grid,
    /// The controls that it moves.
    pub controls: &'static [&'static str],
    /// What it does, in a sentence.
    pub help: &'static str,
    pub to: fn(&M, &Drag) -> Targets,
}

/// Where a hand moves controls: their names, and the values that it asks for.
pub type Targets = Vec<(&'static str, f64)>;

/// A hand on a plot, in the units of its axes.
pub struct Drag<'a> {
    /// Where the button went down.
    pub from: [f64; 2],
    /// Where it is now.
    pub to: [f64; 2],
    /// It has just gone down.
    pub is_press: bool,
    pub(super) began: &'a [(&'static str, f64)],
    pub(super) free: &'a dyn Fn(&str) -> bool,
    pub(super) grid: &'a Grid,
}

impl<M> Pane<M> {
    /// A pane to be looked at.
    pub fn new(area: Rect, draw: fn(&M, Rect, &mut Buffer, &Look)) -> Self {
        let hand = None;
        Self { area, draw, hand }
    }

    /// The same with the controls that a hand on its grid moves, and how that is told.
    pub fn drag(
        self,
        grid: Grid,
        controls: &'static [&'static str],
        help: &'static str,
        to: fn(&M, &Drag) -> Targets,
    ) -> Self {
        let hand = Some(Hand::Moves(Moves {
            grid,
            controls,
            help,
            to,
        }));
        Self { hand, ..self }
    }

    /// The same where a hand does what no control says.
    pub fn touch(self, touch: fn(&mut M, Mouse, Rect)) -> Self {
        let hand = Some(Hand::Touches(touch));
        Self { hand, ..self }
    }

    pub(super) fn area(&self) -> Rect {
        self.area
    }

    pub(super) fn draw(&self, lab: &M, buf: &mut Buffer, look: &Look) {
        (self.draw)(lab, self.area, buf, look);
    }

    pub(super) fn hand(&self) -> Option<&Hand<M>> {
        self.hand.as_ref()
    }

    /// What a hand on its plot moves, if it has one.
    pub(super) fn moves(&self) -> Option<&Moves<M>> {
        match &self.hand {
            Some(Hand::Moves(moves)) => Some(moves),
            Some(Hand::Touches(_)) | None => None,
        }
    }
}

impl Drag<'_> {
    /// The value that a control of the pane had when the button went down.
    pub fn began(&self, control: &str) -> f64 {
        let found = self.began.iter().find(|(name, _)| *name == control);
        found.map_or(f64::NAN, |(_, value)| *value)
    }

    /// How far a point is from the hand, in columns.
    pub fn distance(&self, point: [f64; 2]) -> f64 {
        let [[x, y], [to_x, to_y]] = [point, self.to].map(|at| self.grid.place(at));
        // A cell is twice as high as wide.
        (x - to_x).hypot(2.0 * (y - to_y))
    }

    /// Whether the step lets hands move a control.
    pub fn is_free(&self, control: &str) -> bool {
        (self.free)(control)
    }
}

/// An area with so many rows taken off below.
pub fn split_below(area: Rect, rows: u16) -> [Rect; 2] {
    let upper = area.height.saturating_sub(rows);
    let lower = area.height - upper;
    let above = Rect {
        height: upper,
        ..area
    };
    let below = Rect {
        y: above.bottom(),
        height: lower,
        ..area
    };
    [above, below]
}

/// The left and the right half of an area, so many columns apart.
pub fn split_beside(area: Rect, gap: u16) -> [Rect; 2] {
    let left = area.width / 2 - gap.div_ceil(2).min(area.width / 2);
    let from = area.x + left + gap;
    let beside = Rect {
        x: from,
        width: area.right().saturating_sub(from),
        ..area
    };
    [
        Rect {
            width: left,
            ..area
        },
        beside,
    ]
}
