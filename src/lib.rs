//! map to come
pub mod commands;
pub mod dataset;
pub mod event;
pub mod lesson;
pub mod nn;
pub mod stats;
pub mod train;
