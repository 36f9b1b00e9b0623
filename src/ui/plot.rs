//! Pictures of numbers. They take slices and closures, never a model.

pub mod axis;
mod braille;
pub mod curve;
pub mod digit;
pub mod network;
pub mod sparkline;
