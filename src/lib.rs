//! map to come
pub mod app;
pub mod event;
pub mod lesson;
pub mod msg;
pub mod progress;
pub mod session;
pub mod train;
