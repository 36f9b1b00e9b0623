//! The gate before the parser: known commands and signs in balance, or an error with its place.

use super::error::FormulaError;
use super::prepare;
use super::signs::{self, ENVIRONMENTS, FUNCTIONS, SHAPES, SIGNS, WORDS};
use unicode_width::UnicodeWidthChar;

/// Refuses LaTeX that has no place on the character grid.
pub(super) fn check(latex: &str) -> Result<(), FormulaError> {
    if latex.len() > FormulaError::LIMIT {
        return Err(FormulaError::TooLong(latex.len()));
    }
    if latex.trim().is_empty() {
        return Err(FormulaError::Empty);
    }
    let mut gate = Gate {
        latex,
        at: 0,
        open: Vec::new(),
        shapes: 0,
    };
    while let Some(sign) = gate.peek() {
        match sign {
            '\\' => gate.command()?,
            '{' => gate.push("{")?,
            '}' => gate.pop("{", "}")?,
            _ => gate.sign(sign)?,
        }
    }
    match gate.open.pop() {
        Some((what, at)) => Err(FormulaError::Unbalanced { what, at }),
        None => Ok(()),
    }
}

struct Gate<'a> {
    latex: &'a str,
    at: usize,
    /// What is open: its opening half and where it stands.
    open: Vec<(&'static str, usize)>,
    /// Commands in a row that each take the next as their argument: `\hat\hat x` nests, too.
    shapes: usize,
}

impl<'a> Gate<'a> {
    fn peek(&self) -> Option<char> {
        self.latex[self.at..].chars().next()
    }

    fn push(&mut self, what: &'static str) -> Result<(), FormulaError> {
        let at = self.at;
        self.open.push((what, at));
        self.at += what.len();
        if self.open.len() > FormulaError::DEPTH {
            return Err(FormulaError::TooDeep { at });
        }
        Ok(())
    }

    fn pop(&mut self, opening: &'static str, closing: &'static str) -> Result<(), FormulaError> {
        match self.open.last() {
            Some((what, _)) if *what == opening => {
                self.open.pop();
                self.at += closing.len();
                Ok(())
            }
            // What is open is the likelier mistake, unless nothing is.
            Some((what, at)) => Err(FormulaError::Unbalanced { what, at: *at }),
            None => Err(FormulaError::Unbalanced {
                what: closing,
                at: self.at,
            }),
        }
    }

    fn sign(&mut self, sign: char) -> Result<(), FormulaError> {
        let known = match sign {
            '%' | '#' | '$' | '"' | '`' | '@' | '?' => false,
            ' ' | '\n' | '\r' | '\t' => true,
            _ => sign.is_ascii_graphic() || signs::by_character(sign).is_some(),
        };
        if !known {
            return Err(FormulaError::UnknownSign { sign, at: self.at });
        }
        if !sign.is_whitespace() {
            self.shapes = 0;
        }
        self.at += sign.len_utf8();
        Ok(())
    }

    fn command(&mut self) -> Result<(), FormulaError> {
        let at = self.at;
        let rest = &self.latex[at + 1..];
        let length = signs::name_length(rest);
        let name = &rest[..length];
        match name {
            "left" => self.push("\\left"),
            "right" => self.pop("\\left", "\\right"),
            "begin" => {
                self.environment()?;
                let array = self.argument() == Some("array");
                self.push("\\begin")?;
                self.skip_argument()?;
                if array { self.columns() } else { Ok(()) }
            }
            "end" => {
                self.environment()?;
                self.pop("\\begin", "\\end")?;
                self.skip_argument()
            }
            _ if WORDS.contains(&name) => self.words(name),
            "not" if signs::negated(rest[length..].trim_start()).is_none() => {
                Err(FormulaError::NotDenied { at })
            }
            "pmod" if !rest[length..].trim_start().starts_with('{') => {
                Err(FormulaError::NoBraces { name: "pmod", at })
            }
            _ if SHAPES.contains(&name) => {
                self.shapes += 1;
                self.at += 1 + length;
                if self.shapes > FormulaError::DEPTH {
                    return Err(FormulaError::TooDeep { at });
                }
                Ok(())
            }
            _ if SIGNS.iter().any(|sign| sign.command == name) || FUNCTIONS.contains(&name) => {
                self.shapes = 0;
                self.at += 1 + length;
                Ok(())
            }
            _ => Err(FormulaError::UnknownCommand {
                name: name.to_owned(),
                nearest: nearest(name, commands()),
                at,
            }),
        }
    }

    /// The environment named after `\begin` or `\end` must be known.
    fn environment(&self) -> Result<(), FormulaError> {
        let name = self.argument().unwrap_or_default();
        if ENVIRONMENTS.contains(&name) {
            return Ok(());
        }
        Err(FormulaError::UnknownEnvironment {
            name: name.to_owned(),
            nearest: nearest(name, ENVIRONMENTS.iter().copied()),
            at: self.at,
        })
    }

    /// The columns after `\begin{array}`: `{lcr}`, with `|` for lines between.
    fn columns(&mut self) -> Result<(), FormulaError> {
        let at = self.at;
        let rest = self.latex[at..].trim_start();
        let columns = rest.strip_prefix('{').and_then(|rest| rest.split_once('}'));
        let Some((columns, after)) = columns else {
            return Err(FormulaError::NoColumns { at });
        };
        let known = columns.chars().all(|c| "lcr|".contains(c));
        if !known || !columns.contains(['l', 'c', 'r']) {
            return Err(FormulaError::NoColumns { at });
        }
        self.at = self.latex.len() - after.len();
        Ok(())
    }

    /// Plain words after `\text` or `\operatorname`.
    fn words(&mut self, name: &str) -> Result<(), FormulaError> {
        let Some(name) = WORDS.iter().copied().find(|known| *known == name) else {
            return Ok(());
        };
        let star = matches!(name, "operatorname" | "tag") && self.rest(name).starts_with('*');
        let at = self.at + 1 + name.len() + usize::from(star);
        let plain = |sign: char| match name {
            "operatorname" => sign.is_ascii_alphanumeric() || " -~".contains(sign),
            "label" => sign.is_ascii_graphic() && sign != '\\',
            _ => sign.width() == Some(1) && !"\\${}%#&_^~".contains(sign),
        };
        let words = self.latex[at..]
            .strip_prefix('{')
            .and_then(|rest| rest.split('}').next());
        let bare = match (name, words) {
            ("operatorname", Some(words)) => Some(prepare::blanks(words)),
            (_, words) => words.map(str::to_owned),
        };
        match bare {
            Some(words) if !words.is_empty() && words.chars().all(plain) => {
                self.at = at;
                self.skip_argument()
            }
            _ => Err(FormulaError::NotPlain { name, at }),
        }
    }

    /// What stands in the braces right after the command at the cursor.
    fn argument(&self) -> Option<&'a str> {
        let name = &self.latex[self.at + 1..];
        let rest = self.rest(&name[..signs::name_length(name)]);
        rest.strip_prefix('{')?.split('}').next()
    }

    /// What follows the command at the cursor.
    fn rest(&self, name: &str) -> &'a str {
        &self.latex[self.at + 1 + name.len()..]
    }

    fn skip_argument(&mut self) -> Result<(), FormulaError> {
        match self.latex[self.at..].find('}') {
            Some(length) => self.at += length + 1,
            None => {
                let what = "{";
                return Err(FormulaError::Unbalanced { what, at: self.at });
            }
        }
        self.shapes = 0;
        Ok(())
    }
}

fn commands() -> impl Iterator<Item = &'static str> {
    let signs = SIGNS.iter().map(|sign| sign.command);
    let words = [FUNCTIONS, SHAPES, WORDS, &["begin", "end"]];
    signs.chain(words.into_iter().flatten().copied())
}

/// The name with the fewest letters to change, if they are no more than half of it.
fn nearest(name: &str, known: impl Iterator<Item = &'static str>) -> Option<&'static str> {
    let changes =
        |other: &str| strsim::osa_distance(&name.to_ascii_lowercase(), &other.to_ascii_lowercase());
    let words = known.filter(|other| other.len() > 1);
    words
        .map(|other| (changes(other), other))
        .filter(|(changes, _)| *changes <= name.len().max(3) / 2)
        .min_by_key(|(changes, _)| *changes)
        .map(|(_, other)| other)
}
