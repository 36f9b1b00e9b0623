//! A file of codes: what makes pictures of it, how its bits are to be read, the codes, a checksum.
//!
//! It is a safetensors file, so that others can read it too, of these tensors in this order:
//!
//! | tensor | type and shape | what |
//! | --- | --- | --- |
//! | `decoder/dense/kernel`, `decoder/dense/bias`, `decoder/dense_1/kernel` ... | F32, as Keras has them | the decoder, unless it is kept apart |
//! | `ranges` | F32 (2, width) | below 32 bits: lowest and highest of each code number |
//! | `codes` | F32 (pictures, width), or U8 (pictures, bytes of a code) | the codes: at 8 bits a byte is the cell of a number, below that the first number has the highest bits |
//! | `sha256` | U8 (32) | of every byte before it |
//!
//! Its metadata says that it is one, its version, bits, widths, the decoder's layers and digest. The
//! head of a file is right if it is, byte for byte, the one that would be written.

mod digest;
mod head;
mod pack;
mod read;
mod write;

pub use digest::digest;
pub use head::Head;
pub use read::Reader;
pub use write::Writer;

/// Bytes of the checksum at the end.
const CHECKSUM: usize = 32;

#[cfg(test)]
mod tests;
