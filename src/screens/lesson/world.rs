//! What the screen of a step looks at and changes, and what comes of it.

use crate::labs::Lab;
use crate::lesson::model::Course;
use crate::msg::Effect;
use crate::progress::Progress;
use crate::screens::{Desk, Shelf, Wish};
use crate::ui::Look;
use ratatui::layout::Rect;

/// What a step is drawn from.
#[derive(Clone, Copy)]
pub struct Scene<'a> {
    /// All lessons.
    pub course: &'a Course,
    /// All labs.
    pub shelf: &'a Shelf,
    /// All that was begun.
    pub desk: &'a Desk,
    /// All that was done.
    pub progress: &'a Progress,
    /// How it looks.
    pub look: &'a Look,
    /// The whole screen.
    pub area: Rect,
}

/// What a screen may look at and change.
pub struct World<'a> {
    /// All lessons.
    pub course: &'a Course,
    /// All labs.
    pub shelf: &'a mut Shelf,
    /// All that was begun.
    pub desk: &'a mut Desk,
    /// All that was done.
    pub progress: &'a mut Progress,
    /// How it looks.
    pub look: &'a Look,
    /// The whole screen.
    pub area: Rect,
    /// Seconds since 1970.
    pub now: u64,
}

impl World<'_> {
    /// The same, to look at.
    pub fn scene(&self) -> Scene<'_> {
        Scene {
            course: self.course,
            shelf: self.shelf,
            desk: self.desk,
            progress: self.progress,
            look: self.look,
            area: self.area,
        }
    }
}

/// What an input led to.
#[derive(Default)]
pub struct Outcome {
    /// To be carried out.
    pub effects: Vec<Effect>,
    /// Asked of the application.
    pub wish: Option<Wish>,
}

impl From<Vec<Effect>> for Outcome {
    fn from(effects: Vec<Effect>) -> Self {
        Self {
            effects,
            wish: None,
        }
    }
}

impl From<Wish> for Outcome {
    fn from(wish: Wish) -> Self {
        Some(wish).into()
    }
}

impl From<Option<Wish>> for Outcome {
    fn from(wish: Option<Wish>) -> Self {
        Self {
            effects: Vec::new(),
            wish,
        }
    }
}

/// Whether the values of a lab are there to stay.
pub fn is_still(lab: Option<&dyn Lab>) -> bool {
    lab.is_none_or(|lab| !lab.activity().is_in_passing())
}
