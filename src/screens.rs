//! The screens. Each is a state, an update and a view, and speaks to the application by [`Wish`].

pub mod contents;
pub mod copied;
mod desk;
pub mod exercise;
mod facts;
pub mod finder;
pub mod greeting;
pub mod help;
pub mod intents;
pub mod lesson;
mod page;
pub mod plain;
pub mod search;
mod shelf;
pub mod summary;

pub use desk::{DAY, Desk};
#[cfg(test)]
pub use page::counted;
pub use shelf::Shelf;

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
