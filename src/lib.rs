//! map to come
pub mod event;
pub mod formula;
pub mod lesson;
pub mod progress;
