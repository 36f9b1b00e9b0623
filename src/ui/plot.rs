//! Pictures of numbers. They take slices and closures, never a model.

pub mod axis;
pub mod boundary;
mod braille;
pub mod curve;
pub mod digit;
mod fine;
pub mod heatmap;
pub mod label;
pub mod legend;
pub mod network;
pub mod overlay;
pub mod plane;
pub mod scale;
pub mod scatter;
pub mod sheet;
pub mod sparkline;
pub mod spot;
pub mod stroke;
