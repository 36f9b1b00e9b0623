//! map to come
pub mod event;
pub mod lesson;
pub mod nn;
