//! The same numbers as Keras and PyTorch.

mod input_gradients;
mod parity;
mod peer_weights;
