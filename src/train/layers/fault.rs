//! Layers that cannot be read, and how they are written.

use crate::nn::UnknownName;

/// A layer that cannot be read; layers count from 1.
#[derive(Debug, Clone, PartialEq, thiserror::Error)]
pub enum LayerFault {
    /// Nothing at all.
    #[error("no layers were given: write units and activation, such as \"128 relu, 784 sigmoid\"")]
    None,
    /// Nothing between two commas.
    #[error("layer {0} is empty: write units and activation, such as \"128 relu\"")]
    Empty(usize),
    /// A word where the units should be, that is no kind of layer either.
    #[error("layer {0}: {1}")]
    Kind(usize, UnknownName),
    /// Units that are no whole number.
    #[error("layer {number} has {text:?} units: write a whole number, such as \"128 relu\"")]
    Units {
        /// The layer.
        number: usize,
        /// What stands there.
        text: String,
    },
    /// A layer of no units.
    #[error("layer {0} has 0 units: give it at least 1")]
    NoUnits(usize),
    /// A convolution of no channels.
    #[error("layer {0} has 0 channels: give it at least 1")]
    NoChannels(usize),
    /// A convolution that begins with its kernel.
    #[error(
        "layer {0} does not say how many channels it makes: write them first, such as \"8 conv3 relu\""
    )]
    ChannelsFirst(usize),
    /// A size of a kernel, a square or a stride that is no whole number.
    #[error("layer {number} has {text:?}: write {such} with a whole number of at least 1")]
    Size {
        /// The layer.
        number: usize,
        /// What stands there.
        text: String,
        /// How one writes it.
        such: &'static str,
    },
    /// An activation nobody knows.
    #[error("layer {0}: {1}")]
    Activation(usize, UnknownName),
    /// More than units and activation.
    #[error("layer {number} goes on with {text:?}: put a comma between layers")]
    Rest {
        /// The layer.
        number: usize,
        /// The word too many.
        text: String,
    },
}
