//! Small expressions: `peak > 1 && abs(mu) < 0.01`, `784*128 + 128`, `rows("auto-mpg") == 406`.
//!
//! Tasks, bets, claims and the answers of numbers are written in them; what a learner types is read
//! by `lesson::judge::typed`, which is less strict. Numbers are `f64`; there are names,
//! functions, texts in quotes, `+ - * /`, `^` (also `**`), comparisons, `&&`, `||` and `!`. What a
//! name or a function stands for is the business of a [`Scope`]; constants and the functions every
//! calculator has are known here (`builtin`).
//!
//! A comparison with NaN is neither true nor false, and what follows from it alone is neither:
//! NaN meets no condition, denied or not. Two numbers are equal when they agree to twelve digits,
//! so that `0.1 + 0.2 == 0.3`.

mod builtin;
mod error;
mod eval;
mod parse;
#[cfg(test)]
mod tests;
mod token;

pub use error::{ExprError, Fault};

use std::fmt;

/// An expression that was understood.
///
/// ```
/// use handson::expr::{Expr, Nothing};
///
/// assert_eq!(Expr::parse("784*128 + 128")?.number(&Nothing)?, 100_480.0);
/// assert!(Expr::parse("round(pi, 2) == 3.14")?.holds(&Nothing)?);
/// assert_eq!(Expr::parse("1 + * 2").unwrap_err().at, 4);
/// # Ok::<(), handson::expr::ExprError>(())
/// ```
#[derive(Debug, Clone, PartialEq)]
pub struct Expr {
    source: String,
    root: Node,
}

/// What an expression, a name or an argument comes to.
#[derive(Debug, Clone, PartialEq)]
pub enum Value {
    /// A number; NaN where it is not known.
    Number(f64),
    /// A text.
    Text(String),
    /// True, false, or neither: it was compared with NaN.
    Truth(Option<bool>),
}

/// What the names and functions of an expression stand for.
pub trait Scope {
    /// The value of a name, if there is one.
    fn name(&self, name: &str) -> Option<Value>;

    /// The value of a function, if there is one; the error is a sentence about its arguments.
    fn call(&self, function: &str, arguments: &[Value]) -> Option<Result<Value, String>>;

    /// Every name there is, for whoever misspells one.
    fn names(&self) -> Vec<String> {
        Vec::new()
    }

    /// Every function there is, for whoever misspells one.
    fn functions(&self) -> Vec<String> {
        Vec::new()
    }
}

/// A scope without names and functions of its own.
#[derive(Debug, Clone, Copy, Default)]
pub struct Nothing;

impl Scope for Nothing {
    fn name(&self, _: &str) -> Option<Value> {
        None
    }

    fn call(&self, _: &str, _: &[Value]) -> Option<Result<Value, String>> {
        None
    }
}

/// A piece of an expression, with the byte offset that an error would point at.
#[derive(Debug, Clone, PartialEq)]
enum Node {
    Number(f64, usize),
    Text(String, usize),
    Name(String, usize),
    Call(String, usize, Vec<Node>),
    Unary(Unary, usize, Box<Node>),
    Binary(Binary, usize, Box<Node>, Box<Node>),
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Unary {
    Minus,
    Not,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Binary {
    Or,
    And,
    Equal,
    Unequal,
    Less,
    LessEqual,
    Greater,
    GreaterEqual,
    Plus,
    Minus,
    Times,
    Over,
    Power,
}

impl Expr {
    /// Reads an expression.
    ///
    /// # Errors
    /// What is wrong with it, with its byte offset.
    pub fn parse(source: &str) -> Result<Self, ExprError> {
        Ok(Self {
            source: source.to_owned(),
            root: parse::parse(source)?,
        })
    }

    /// What it comes to.
    ///
    /// # Errors
    /// A name or function that `scope` does not have, or a part of the wrong kind.
    pub fn value(&self, scope: &dyn Scope) -> Result<Value, ExprError> {
        eval::value(&self.root, scope)
    }

    /// The number it comes to.
    ///
    /// # Errors
    /// As for [`Expr::value`], and where it is no number.
    pub fn number(&self, scope: &dyn Scope) -> Result<f64, ExprError> {
        eval::number(&self.root, scope)
    }

    /// Whether it is true. What NaN decides is not.
    ///
    /// # Errors
    /// As for [`Expr::value`], and where it is neither true nor false by its kind.
    pub fn holds(&self, scope: &dyn Scope) -> Result<bool, ExprError> {
        Ok(eval::truth(&self.root, scope)? == Some(true))
    }

    /// Both sides of the comparison that the whole expression is, if it is one of numbers.
    pub fn sides(&self, scope: &dyn Scope) -> Option<(f64, f64)> {
        match &self.root {
            Node::Binary(operator, _, left, right) if operator.compares() => Some((
                eval::number(left, scope).ok()?,
                eval::number(right, scope).ok()?,
            )),
            _ => None,
        }
    }

    /// Every name in it, with its byte offset.
    pub fn names(&self) -> Vec<(&str, usize)> {
        let mut names = Vec::new();
        self.root.names(&mut names);
        names
    }

    /// As it was written.
    pub fn source(&self) -> &str {
        &self.source
    }
}

impl fmt::Display for Expr {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.source)
    }
}

impl Node {
    /// Where an error about the whole of it points.
    fn at(&self) -> usize {
        match self {
            Self::Number(_, at)
            | Self::Text(_, at)
            | Self::Name(_, at)
            | Self::Call(_, at, _)
            | Self::Unary(_, at, _)
            | Self::Binary(_, at, _, _) => *at,
        }
    }

    fn names<'a>(&'a self, names: &mut Vec<(&'a str, usize)>) {
        match self {
            Self::Number(..) | Self::Text(..) => {}
            Self::Name(name, at) => names.push((name, *at)),
            Self::Call(_, _, arguments) => arguments.iter().for_each(|node| node.names(names)),
            Self::Unary(_, _, inner) => inner.names(names),
            Self::Binary(_, _, left, right) => {
                left.names(names);
                right.names(names);
            }
        }
    }
}

impl Binary {
    fn compares(self) -> bool {
        matches!(
            self,
            Self::Equal
                | Self::Unequal
                | Self::Less
                | Self::LessEqual
                | Self::Greater
                | Self::GreaterEqual
        )
    }
}
