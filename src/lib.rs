//! map to come
pub mod dataset;
pub mod event;
pub mod lesson;
pub mod stats;
