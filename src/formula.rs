//! Formulas: LaTeX in, characters out.
//!
//! [`Math::parse`] reads LaTeX into a small tree (`tree`). The tree is set in two dimensions
//! (`display`, pieces of `layout`), written on one line (`linear`), in Unicode or in ASCII, or said
//! in English (`spoken`). A live formula has numbers in the place of symbols (`substitute`) and
//! parts that are lit.
//!
//! The LaTeX is read by `pulldown-latex`. It tells no columns, and odd input can make it panic, so
//! `gate` admits only what the signs and words of `signs` make up: whatever passes has a place on
//! the character grid, and whatever does not is refused with its column. What papers use and the
//! parser does not know, `prepare` says to it in what it does know.

mod aloud;
mod display;
mod error;
mod form;
mod gate;
mod layout;
mod linear;
mod parts;
mod prepare;
mod read;
mod scripts;
mod signs;
mod spoken;
mod substitute;
#[cfg(test)]
mod tests;
mod tree;

pub use aloud::signs_in_words;
pub use error::FormulaError;
pub use form::Form;
pub use layout::{Cell, Layout};

use tree::Node;

/// A formula that was understood.
///
/// ```
/// use handson::formula::{Form, Math};
///
/// let density = Math::parse(r"\frac{1}{\sqrt{2\pi\sigma^2}}")?;
/// assert_eq!(density.unicode(), "1/√(2πσ²)");
/// assert_eq!(density.ascii(), "1 / sqrt(2 pi sigma^2)");
///
/// let live = density.substituted(&[(r"\sigma", "0.38")])?.lit(r"\sigma")?;
/// let set = live.layout(76, Form::Unicode);
/// assert_eq!(set.lines()[set.baseline()], "─────────────");
/// # Ok::<(), handson::formula::FormulaError>(())
/// ```
#[derive(Debug, Clone, PartialEq)]
pub struct Math {
    root: Node,
    /// The parts that are lit wherever they stand.
    lit: Vec<Node>,
}

impl Math {
    /// Reads LaTeX: what stands between the dollars, without them.
    ///
    /// # Errors
    /// A command, sign or structure that has no place on a character grid, with its byte offset.
    pub fn parse(latex: &str) -> Result<Self, FormulaError> {
        gate::check(latex)?;
        Ok(Self {
            root: read::read(latex)?,
            lit: Vec::new(),
        })
    }

    /// The formula on one line: `f(x | μ, σ²) = 1/√(2πσ²) · e^(−(x−μ)²/(2σ²))`.
    pub fn unicode(&self) -> String {
        linear::write(&self.root, Form::Unicode)
    }

    /// The same with nothing above 0x7F: `1 / sqrt(2 pi sigma^2)`.
    pub fn ascii(&self) -> String {
        linear::write(&self.root, Form::Ascii)
    }

    /// The formula as one reads it aloud: `1 over the square root of 2 pi sigma squared`.
    pub fn spoken(&self) -> String {
        spoken::say(&self.root)
    }

    /// The formula in two dimensions, in at most `width` columns (1 where that is 0): over-wide, it
    /// goes on in further lines.
    pub fn layout(&self, width: usize, form: Form) -> Layout {
        display::set(&self.root, width, form, &self.lit)
    }

    /// The same with a part lit wherever it stands: the symbol that a knob moves.
    ///
    /// # Errors
    /// As for [`Math::parse`].
    pub fn lit(mut self, symbol: &str) -> Result<Self, FormulaError> {
        self.lit.push(Self::parse(symbol)?.root);
        Ok(self)
    }

    /// The same with numbers in the place of symbols, each lit where its symbol is:
    /// `substituted(&[("\\mu", "0.50")])` makes `x − 0.50` of `x − μ`.
    ///
    /// # Errors
    /// As for [`Math::parse`].
    pub fn substituted(&self, values: &[(&str, &str)]) -> Result<Self, FormulaError> {
        let value =
            |(symbol, value): &(&str, &str)| Ok((Self::parse(symbol)?.root, (*value).to_owned()));
        let values = values.iter().map(value).collect::<Result<Vec<_>, _>>()?;
        Ok(Self {
            root: substitute::node(&self.root, &values),
            lit: self.lit.clone(),
        })
    }
}
