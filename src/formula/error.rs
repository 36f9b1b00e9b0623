//! Why a formula was refused.

use thiserror::Error;

/// LaTeX that cannot be shown. Every kind knows the byte offset in the source that it is about.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum FormulaError {
    /// Nothing between the dollars.
    #[error("the formula is empty")]
    Empty,
    /// Longer than any screen: see [`FormulaError::LIMIT`].
    #[error("the formula has {0} bytes; at most {limit} are read", limit = Self::LIMIT)]
    TooLong(usize),
    /// More groups inside each other than a screen can show.
    #[error("groups are nested deeper than {limit}", limit = Self::DEPTH)]
    TooDeep {
        /// Where the group too many opens.
        at: usize,
    },
    /// A command that has no place on the character grid.
    #[error("`\\{name}` is not known to formulas{}", hint(.nearest))]
    UnknownCommand {
        /// Its name, without the backslash.
        name: String,
        /// The known command that looks most like it.
        nearest: Option<&'static str>,
        /// Where its backslash stands.
        at: usize,
    },
    /// An environment that has no place on the character grid.
    #[error("`\\begin{{{name}}}` is not known to formulas{}", hint(.nearest))]
    UnknownEnvironment {
        /// Its name.
        name: String,
        /// The known environment that looks most like it.
        nearest: Option<&'static str>,
        /// Where its backslash stands.
        at: usize,
    },
    /// A character with no meaning, or no spelling in ASCII.
    #[error("the character {sign:?} cannot stand in a formula")]
    UnknownSign {
        /// The character.
        sign: char,
        /// Where it stands.
        at: usize,
    },
    /// A brace, `\left` or `\begin` without its other half, or one half too many.
    #[error("`{what}` has no other half")]
    Unbalanced {
        /// The half that stands there.
        what: &'static str,
        /// Where it stands.
        at: usize,
    },
    /// `\text` and its like take plain words in braces, and nothing else.
    #[error("`\\{name}` takes plain words in braces")]
    NotPlain {
        /// The command's name.
        name: &'static str,
        /// Where its argument stands.
        at: usize,
    },
    /// `\not` before something that has no sign for its denial.
    #[error(
        "`\\not` is known before =, <, >, `\\in`, `\\le`, `\\ge`, `\\sim`, `\\subset`, `\\mid` and arrows"
    )]
    NotDenied {
        /// Where its backslash stands.
        at: usize,
    },
    /// A command whose argument must stand in braces.
    #[error("`\\{name}` takes its argument in braces")]
    NoBraces {
        /// The command's name.
        name: &'static str,
        /// Where its backslash stands.
        at: usize,
    },
    /// An array without its columns.
    #[error("`\\begin{{array}}` takes its columns in braces: l, c, r, and | for a line")]
    NoColumns {
        /// Where they should stand.
        at: usize,
    },
    /// The parts are known, their order is not: the parser's own words.
    #[error("{0}")]
    Grammar(String),
}

impl FormulaError {
    /// The longest formula that is read, in bytes: several screens of 80x24.
    pub const LIMIT: usize = 2000;
    /// The deepest nesting that is read: no terminal shows more than a few levels.
    pub const DEPTH: usize = 24;

    /// The byte offset in the LaTeX source that the error is about; 0 when it is all of it.
    pub fn at(&self) -> usize {
        match self {
            Self::Empty | Self::TooLong(_) | Self::Grammar(_) => 0,
            Self::TooDeep { at }
            | Self::UnknownCommand { at, .. }
            | Self::UnknownEnvironment { at, .. }
            | Self::UnknownSign { at, .. }
            | Self::Unbalanced { at, .. }
            | Self::NotPlain { at, .. }
            | Self::NotDenied { at }
            | Self::NoBraces { at, .. }
            | Self::NoColumns { at } => *at,
        }
    }
}

fn hint(nearest: &Option<&'static str>) -> String {
    nearest.map_or_else(String::new, |name| format!("; did you mean `{name}`?"))
}
