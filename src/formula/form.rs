//! Which characters a formula may be made of.

use super::signs;

/// Which characters may be used.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Form {
    /// All that are one cell wide.
    Unicode,
    /// Nothing above 0x7F.
    Ascii,
}

impl Form {
    /// How a sign is written.
    pub(super) fn sign(self, sign: char) -> String {
        match (self, sign) {
            // The letters that these signs are made after.
            (Self::Unicode, '∑') => "Σ".to_owned(),
            (Self::Unicode, '∏') => "Π".to_owned(),
            (Self::Unicode, _) if signs::RARE.contains(sign) => Self::Ascii.sign(sign),
            (Self::Unicode, _) => sign.to_string(),
            (Self::Ascii, '−') => "-".to_owned(),
            (Self::Ascii, _) => match (signs::by_character(sign), signs::plain(sign)) {
                (Some(known), _) => known.ascii.to_owned(),
                (None, Some(letter)) => letter.to_string(),
                (None, None) => self.words(&sign.to_string()),
            },
        }
    }

    /// How words are written.
    pub(super) fn words(self, words: &str) -> String {
        let plain = |c: char| if c.is_ascii() { c } else { '?' };
        match self {
            Self::Unicode => words.to_owned(),
            Self::Ascii => words.chars().map(plain).collect(),
        }
    }

    /// The first where all characters may be used, else the second.
    pub(super) fn pick<T>(self, unicode: T, ascii: T) -> T {
        match self {
            Self::Unicode => unicode,
            Self::Ascii => ascii,
        }
    }
}
