//! map to come
pub mod app;
pub mod commands;
pub mod dataset;
pub mod event;
pub mod formula;
pub mod labs;
pub mod lesson;
pub mod msg;
pub mod nn;
pub mod progress;
pub mod screens;
pub mod session;
pub mod stats;
pub mod train;
pub mod ui;
