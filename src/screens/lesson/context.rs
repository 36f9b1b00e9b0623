//! What the screen of a step looks at and changes, and what comes of it.

use crate::labs::Lab;
use crate::lesson::model::Course;
use crate::msg::Effect;
use crate::progress::Progress;
use crate::screens::{ExerciseStore, LabStore, Wish};
use crate::ui::Look;
use ratatui::layout::Rect;

/// What a step is drawn from.
#[derive(Clone, Copy)]
pub struct Context<'a> {
    /// All lessons.
    pub course: &'a Course,
    /// All labs.
    pub labs: &'a LabStore,
    /// All that was begun.
    pub exercises: &'a ExerciseStore,
    /// All that was done.
    pub progress: &'a Progress,
    /// How it looks.
    pub look: &'a Look,
    /// The whole screen.
    pub area: Rect,
}

/// What a screen may look at and change.
pub struct ContextMut<'a> {
    /// All lessons.
    pub course: &'a Course,
    /// All labs.
    pub labs: &'a mut LabStore,
    /// All that was begun.
    pub exercises: &'a mut ExerciseStore,
    /// All that was done.
    pub progress: &'a mut Progress,
    /// How it looks.
    pub look: &'a Look,
    /// The whole screen.
    pub area: Rect,
    /// Seconds since 1970.
    pub now: u64,
}

impl ContextMut<'_> {
    /// The same, to look at.
    pub fn as_ref(&self) -> Context<'_> {
        Context {
            course: self.course,
            labs: self.labs,
            exercises: self.exercises,
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
