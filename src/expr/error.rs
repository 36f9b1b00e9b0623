//! Why an expression has no value.

use thiserror::Error;

/// What is wrong, and where.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[error("{fault}")]
pub struct ExprError {
    /// The byte offset in the expression that it is about.
    pub at: usize,
    /// What is wrong.
    pub fault: Fault,
}

/// What can be wrong with an expression.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum Fault {
    /// There is nothing to read.
    #[error("the expression is empty")]
    Empty,
    /// More than anybody writes.
    #[error("the expression has {0} bytes; at most {limit} are read", limit = Self::LIMIT)]
    TooLong(usize),
    /// More parentheses, signs or powers inside each other than anybody can read.
    #[error("the expression is nested deeper than {limit}", limit = Self::DEPTH)]
    TooDeep,
    /// A character with no meaning.
    #[error("{0:?} means nothing here")]
    Sign(char),
    /// A number such as `1.2.3` or `1e`.
    #[error("`{0}` is no number")]
    Number(String),
    /// A text without its second quote.
    #[error("the text is never closed")]
    Text,
    /// Something else was to come.
    #[error("{wanted} was expected{}", but(.found))]
    Expected {
        /// What was to come.
        wanted: &'static str,
        /// What came, or nothing at the end.
        found: String,
    },
    /// `a < b < c`.
    #[error("comparisons do not chain: write `a < b && b < c`")]
    Chained,
    /// A name that the scope does not have.
    #[error("there is no `{name}`{}", all(.known))]
    Name {
        /// The name.
        name: String,
        /// All there are.
        known: Vec<String>,
    },
    /// A function that is not known.
    #[error("there is no function `{name}`{}", all(.known))]
    Function {
        /// Its name.
        name: String,
        /// All there are.
        known: Vec<String>,
    },
    /// A function does not take these arguments.
    #[error("{0}")]
    Arguments(String),
    /// A value of the wrong kind.
    #[error("{wanted} is needed here, and this is {found}")]
    Kind {
        /// What is needed.
        wanted: &'static str,
        /// What is there.
        found: &'static str,
    },
}

impl Fault {
    /// The longest expression that is read, in bytes.
    pub const LIMIT: usize = 1000;
    /// The deepest nesting that is read.
    pub const DEPTH: usize = 32;

    pub(super) fn at(self, at: usize) -> ExprError {
        ExprError { at, fault: self }
    }
}

fn but(what: &str) -> String {
    match what {
        "" => ", and it ends here".to_owned(),
        what => format!(", not `{what}`"),
    }
}

fn all(names: &[String]) -> String {
    match names {
        [] => String::new(),
        names => format!("; there are {}", names.join(", ")),
    }
}
