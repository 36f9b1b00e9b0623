//! Drawing: pure functions from values to cells. Nothing here knows a model, a file or a clock.

pub(crate) mod chrome;
pub(crate) mod control;
pub(crate) mod field;
pub(crate) mod fold;
pub mod glyphs;
pub(crate) mod number;
pub(crate) mod plot;
pub(crate) mod scroll;
pub(crate) mod text;
pub mod theme;

use glyphs::Glyphs;
use theme::Theme;

/// How this learner's screen looks: handed to everything that draws.
#[derive(Debug, Clone, PartialEq)]
pub struct Look {
    /// Colours and styles by role.
    pub theme: Theme,
    /// Which characters may be used, and how pictures are made of them.
    pub glyphs: Glyphs,
    /// Formulas are told in words, for an ear, rather than in signs.
    pub spoken: bool,
    /// Whether things may move by themselves; otherwise they are at once as they will be.
    pub motion: bool,
}

impl Look {
    /// `unicode` where the screen can show it, `ascii` elsewhere.
    pub fn pick<'a>(&self, unicode: &'a str, ascii: &'a str) -> &'a str {
        if self.glyphs.ascii { ascii } else { unicode }
    }
}

/// A look for tests: without colour, pictures in the ramp.
#[cfg(test)]
pub(crate) fn plain(ascii: bool) -> Look {
    use glyphs::{Background, ColorTier};
    Look {
        theme: Theme::new(ColorTier::None, Background::Dark),
        glyphs: Glyphs {
            ascii,
            ..Glyphs::BEST
        },
        spoken: false,
        motion: false,
    }
}
