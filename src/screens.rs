//! The screens. Each is a state, an update and a view, and speaks to the application by [`Wish`].

pub mod board;
pub(crate) mod contents;
pub(crate) mod copied;
pub(crate) mod exercise;
mod exercise_store;
mod facts;
pub(crate) mod finder;
pub(crate) mod greeting;
pub(crate) mod help;
pub mod intents;
mod lab_store;
pub(crate) mod lesson;
mod page;
pub mod plain;
pub(crate) mod search;
pub(crate) mod summary;

pub use exercise_store::{DAY, ExerciseStore};
pub use lab_store::LabStore;
#[cfg(test)]
pub use page::counted;

/// What a screen asks of the application.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Wish {
    /// Show this step.
    Go {
        /// Index of the lesson.
        lesson: usize,
        /// Index of the step.
        step: usize,
    },
    /// Show the task that shows that a lesson is known.
    TestOut {
        /// Index of the lesson.
        lesson: usize,
        /// Index of the task's step.
        step: usize,
    },
    /// Search the text of all lessons.
    Search,
    /// Go to a lesson or step by its name.
    Seek,
    /// Show what a lesson comes to, after its last step.
    Summary,
    /// Show the contents.
    Contents,
    /// Back to the lesson.
    Back,
}
