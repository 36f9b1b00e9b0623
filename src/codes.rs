//! Digits as codes: an autoencoder cut in two at its narrowest layer, its numbers in few bits each,
//! and what all of it weighs in bytes.
//!
//! | to find | look in |
//! | --- | --- |
//! | encoder and decoder of a model | [`codec`] |
//! | the range of each code number, over the training digits or any others | [`ranges`] |
//! | code numbers in 8, 4, 2 or 1 bits, and back | [`quantizer`] |
//! | the file that codes are kept in, written and read as a stream | [`file`] |
//! | bytes of everything that competes, and how many digits repay the decoder | [`ledger`] |
//! | what zstd and PNG make of the same digits | [`rivals`] |

pub mod codec;
mod error;
pub mod file;
pub mod ledger;
pub mod quantizer;
pub mod ranges;
pub mod rivals;

pub use codec::{Codec, NoCode};
pub use error::CodesError;
pub use ledger::Ledger;
pub use quantizer::{Bits, Quantizer};
pub use ranges::Ranges;
