//! Pictures of numbers. They take slices and closures, never a model.

pub(crate) mod axis;
pub(crate) mod boundary;
mod braille;
pub(crate) mod curve;
pub(crate) mod digit;
mod fine;
pub(crate) mod heatmap;
pub(crate) mod label;
pub(crate) mod legend;
pub(crate) mod network;
pub(crate) mod overlay;
pub(crate) mod plane;
pub(crate) mod scale;
pub(crate) mod scatter;
pub(crate) mod sheet;
pub(crate) mod sparkline;
pub(crate) mod spot;
pub(crate) mod stroke;
