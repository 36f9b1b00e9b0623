//! How tall a picture should be.

/// Heights of a picture, in rows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Height {
    /// Below this it cannot be read.
    pub least: u16,
    /// Worth giving up blank lines for.
    pub good: u16,
    /// More would stay empty.
    pub best: u16,
}

impl Height {
    /// In this order: the least, the good and the best.
    pub const fn new(least: u16, good: u16, best: u16) -> Self {
        Self { least, good, best }
    }
}
