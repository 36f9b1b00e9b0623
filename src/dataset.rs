//! Data: where its bytes are found, how they are checked, and the shapes they are handed out in.
//!
//! | to find | look in |
//! | --- | --- |
//! | the embedded files, a learner's folder, the private temporary folder | [`catalog`] |
//! | the format of MNIST's files and everything that can be wrong with one | [`idx`], [`error`] |
//! | the digits | [`mnist`] |
//! | pictures of 28x28 out of files of any length, some at a time | [`stream`] |
//! | pictures of a learner's own, of any size, and the ink on them | [`picture`] |
//! | the same made as MNIST's digits were | [`nist`] |
//! | a picture shifted, turned, scaled, inverted, thickened, with noise | [`transform`] |
//! | whether there is memory for them | [`room`] |
//! | tables with missing values | [`table`] |
//! | points out of a learner's own CSV file | [`labelled`] |
//! | a table of any columns, as a regression takes it | [`frame`] |
//! | invented points: blobs, circle, xor, spiral, a noisy line | [`toy`] |
//! | samples in another order: by a shuffle buffer, by label | [`shuffle`] |
//! | standardizing without a leak, holding rows out | [`scale`], [`split`] |

pub(crate) mod catalog;
pub(crate) mod error;
pub(crate) mod frame;
pub mod idx;
pub(crate) mod labelled;
pub mod mnist;
pub(crate) mod nist;
pub(crate) mod picture;
pub(crate) mod room;
pub(crate) mod scale;
pub mod shuffle;
pub(crate) mod split;
pub mod stream;
pub(crate) mod table;
pub mod toy;
pub(crate) mod transform;

pub use error::{DataError, Fault};
pub use mnist::{Digits, Mnist};
