//! Why a file of codes cannot be used, and what to do about it.

use std::io;

/// Why a file of codes cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum CodesError {
    /// It cannot be read.
    #[error("cannot be read ({}): name another file", .0.kind())]
    Read(#[source] io::Error),
    /// It does not begin as such a file does.
    #[error("this is no file of codes: name one that `handson compress` wrote")]
    Foreign,
    /// It begins as one of another version.
    #[error(
        "a file of codes of version {0:?}, and this handson reads version 1: take the handson that \
         wrote it, or compress the digits again"
    )]
    Version(String),
    /// It says of itself what cannot be.
    #[error("damaged: what it says of itself cannot be: compress the digits again")]
    Head,
    /// It ends before its end.
    #[error(
        "truncated: {expected} bytes by what it says of itself, and it ends after {found}: copy or \
         compress it again"
    )]
    Truncated {
        /// Bytes it should have.
        expected: u64,
        /// Bytes it has.
        found: u64,
    },
    /// It goes on behind its end.
    #[error("too long: more than the {0} bytes it should have: copy or compress it again")]
    TooLong(u64),
    /// Its bytes are not those that were written.
    #[error("damaged: its checksum does not fit: copy or compress it again")]
    Checksum,
    /// The decoder is neither in it nor at hand.
    #[error("its decoder is not in it: name the weights that made it by --weights")]
    NoDecoder,
    /// The decoder at hand is not the one it was made with.
    #[error("it was made by other weights: name those that made it by --weights")]
    OtherDecoder,
}
