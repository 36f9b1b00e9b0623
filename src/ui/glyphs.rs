//! What a terminal can show: colour tiers, background, character tiers.

pub use crate::event::{Background, ColorTier};
use std::str::FromStr;

/// How pictures are made of characters.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Drawing {
    /// One character a cell, darker ones for more ink. The face of this course.
    Ramp,
    /// Two pixels a cell.
    Blocks,
    /// Eight dots a cell.
    Braille,
}

impl Drawing {
    /// All of them, in the order the learner walks through.
    pub const ALL: [Drawing; 3] = [Drawing::Ramp, Drawing::Blocks, Drawing::Braille];

    /// The name on the command line and in the state file.
    pub fn name(self) -> &'static str {
        match self {
            Drawing::Ramp => "ramp",
            Drawing::Blocks => "blocks",
            Drawing::Braille => "braille",
        }
    }

    /// The next way of drawing, round and round.
    pub fn next(self) -> Self {
        match self {
            Drawing::Ramp => Drawing::Blocks,
            Drawing::Blocks => Drawing::Braille,
            Drawing::Braille => Drawing::Ramp,
        }
    }
}

impl FromStr for Drawing {
    type Err = UnknownDrawing;

    fn from_str(name: &str) -> Result<Self, Self::Err> {
        Drawing::ALL
            .into_iter()
            .find(|d| d.name() == name)
            .ok_or(UnknownDrawing)
    }
}

/// A name that is no way of drawing.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("no such drawing: it is one of ramp, blocks, braille")]
pub struct UnknownDrawing;

/// The characters that may be used.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Glyphs {
    /// How pictures are drawn.
    pub drawing: Drawing,
    /// Nothing above 0x7F anywhere; pictures are drawn with the ramp.
    pub ascii: bool,
}

impl Glyphs {
    /// The drawing in force: ASCII has but the ramp.
    pub fn drawing(self) -> Drawing {
        if self.ascii {
            Drawing::Ramp
        } else {
            self.drawing
        }
    }
}
