//! What the flags that are a choice may be.

use clap::ValueEnum;

/// `--color`
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, ValueEnum)]
pub enum ColorChoice {
    /// As the environment says
    #[default]
    Auto,
    /// 24 bits
    Truecolor,
    /// The xterm palette
    #[value(name = "256")]
    Ansi256,
    /// The sixteen names
    #[value(name = "16")]
    Ansi16,
    /// Bold and reverse only
    None,
}

/// `--glyphs`
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum GlyphChoice {
    /// Characters of growing weight
    Ramp,
    /// Two pixels a cell
    Blocks,
    /// Eight dots a cell
    Braille,
    /// Nothing above 0x7F
    Ascii,
}

/// `--background`
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, ValueEnum)]
pub enum BackgroundChoice {
    /// As the key b, the terminal or the environment says, else what can be read on both
    #[default]
    Auto,
    /// Dark text on light
    Light,
    /// Light text on dark
    Dark,
}

/// `--symbols`
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum SymbolsChoice {
    /// In words
    Spoken,
    /// In signs
    Short,
}

/// `--plain`, `--mouse`, `--motion` and `--remote`
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, ValueEnum)]
pub enum OnOff {
    /// Yes
    #[default]
    On,
    /// No
    Off,
}

impl OnOff {
    /// Whether it is on.
    pub fn is_on(self) -> bool {
        self == Self::On
    }
}
