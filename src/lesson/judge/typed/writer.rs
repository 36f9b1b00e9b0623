//! From what people type to what [`Expr`](crate::expr::Expr) reads: signs that are left out are
//! put in where they can mean one thing.

mod number;

use super::asked::Asked;
use super::literal::{self, Comma};
use super::signs::{fraction, raised};
use super::{Unread, spoken, words};

/// Functions that people write without parentheses: `sqrt 2`, `ln2`.
const BARE: [&str; 4] = ["sqrt", "ln", "log", "exp"];

/// Functions between whose arguments commas stand.
const SEVERAL: [&str; 3] = ["round", "min", "max"];

/// How far a sign reaches that is left out, where it could reach further.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Reach {
    /// As on a calculator: `1/2π` is half of π, `√2π` the root of two times π.
    Near,
    /// As in print: `1/2π` is `1/(2π)`, `√2π` is `√(2π)`.
    Far,
}

/// What was typed, as an author would write it.
pub struct Written {
    pub source: String,
    /// A percent sign stands in it, or it is named as a part of something.
    pub share: bool,
    /// What was counted beside it.
    pub thing: Option<String>,
}

/// Writes it out.
pub fn write(text: &str, asked: &Asked, comma: Comma, reach: Reach) -> Result<Written, Unread> {
    let (text, share) = spoken::in_signs(text);
    let mut writer = Writer {
        out: String::new(),
        here: Level::default(),
        outer: Vec::new(),
        comma,
        reach,
        blank: false,
        share,
        thing: None,
    };
    let mut rest = text.as_str();
    while let Some(c) = rest.chars().next() {
        let length = writer.take(rest, c, asked)?;
        writer.blank = matches!(c, ' ' | '\t');
        rest = &rest[length..];
    }
    writer.release();
    match (writer.outer.is_empty(), writer.here.value) {
        (false, _) => Err(Unread::Parenthesis),
        (true, None) => Err(Unread::Ends),
        (true, Some(_)) => Ok(Written {
            source: writer.out,
            share: writer.share,
            thing: writer.thing,
        }),
    }
}

struct Writer {
    out: String,
    here: Level,
    /// The levels around this one, outermost first.
    outer: Vec<Level>,
    comma: Comma,
    reach: Reach,
    /// A blank was last.
    blank: bool,
    share: bool,
    thing: Option<String>,
}

/// What is known of the innermost pair of parentheses.
#[derive(Default)]
struct Level {
    /// Where the last value begins, if one stands last.
    value: Option<usize>,
    /// What that value ends with.
    last: Last,
    /// It stands behind `/` or `^`: whatever is multiplied with it by leaving out the sign could
    /// belong to either side.
    tight: bool,
    /// A function without parentheses stands before it: that may reach over a product.
    bare: bool,
    /// Where roots and bare functions begin that end with the next value.
    open: Vec<usize>,
    /// Parentheses that reach further than that value, and are still to be closed.
    held: usize,
    /// Commas stand between arguments here.
    several: bool,
    /// The value that comes has its sign.
    signed: bool,
}

/// What a value ends with.
#[derive(Clone, Copy, Default, PartialEq, Eq)]
enum Last {
    /// The digits of a number: a fraction is added to it, and no number follows.
    Digits,
    /// A sign behind a number, as in 2²: no number follows.
    Sign,
    /// A percent sign: neither a number nor another one follows.
    Share,
    /// Anything else.
    #[default]
    Other,
}

/// What begins.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind<'a> {
    /// A number in these digits.
    Digits(&'a str),
    /// A function or a root.
    Function,
    Other,
}

impl Writer {
    /// Writes the word that `rest` begins with, and says how long it is.
    fn take(&mut self, rest: &str, c: char, asked: &Asked) -> Result<usize, Unread> {
        let next = |after: usize| rest[after..].trim_start().chars().next();
        let one = c.len_utf8();
        let number = |c: char| c.is_ascii_digit();
        match c {
            ' ' | '\t' => {}
            ',' | ';' if self.here.several && self.here.value.is_some() => {
                self.out.push_str(", ");
                self.here.value = None;
            }
            _ if number(c) || matches!(c, '.' | ',') && rest[1..].starts_with(number) => {
                return self.number(rest);
            }
            '+' | '-' | '*' | '/' | '^' | ':' => return self.operator(rest, c),
            '(' => {
                self.begin(Kind::Other)?;
                self.enter(false);
            }
            ')' => self.leave()?,
            '%' | '‰' => self.share(c)?,
            '√' => self.root("sqrt", false)?,
            'π' => self.constant("pi")?,
            // An x between two values multiplies them.
            'x' | 'X' if self.here.value.is_some() && next(one).is_some_and(begins_value) => {
                self.sign('*')?;
            }
            _ if fraction(c).is_some() => self.fraction(fraction(c).unwrap_or_default())?,
            _ if raised(c).is_some() => return self.power(rest),
            _ if c.is_alphabetic() => return self.name(rest, asked),
            _ => return Err(Unread::Sign(c)),
        }
        Ok(one)
    }

    /// A value begins: with one before it, the sign between them was left out.
    fn begin(&mut self, kind: Kind) -> Result<(), Unread> {
        if let Some(at) = self.here.value {
            // Two numbers side by side are no product.
            if let Kind::Digits(spelled) = kind
                && self.here.last != Last::Other
            {
                return Err(Unread::Apart(spelled.to_owned()));
            }
            // `5/2 ln(2π)` is read in one way by everybody.
            let apart = kind == Kind::Function && self.blank;
            if self.reach == Reach::Far && self.here.tight && !apart {
                self.out.insert(at, '(');
                self.here.held += 1;
                self.here.tight = false;
            }
            self.out.push('*');
        }
        self.here.last = match kind {
            Kind::Digits(_) => Last::Digits,
            _ => Last::Other,
        };
        self.here.value = Some(self.out.len());
        self.here.signed = false;
        Ok(())
    }

    /// The value is written: what took it as its argument ends, or reaches further.
    fn end(&mut self) {
        match self.reach {
            Reach::Near => self.close(),
            Reach::Far if !self.here.open.is_empty() => {
                self.here.held += self.here.open.len();
                self.here.open.clear();
                self.here.tight = false;
            }
            Reach::Far => {}
        }
    }

    /// What took the value as its argument ends.
    fn close(&mut self) {
        while let Some(at) = self.here.open.pop() {
            self.out.push(')');
            self.here.value = Some(at);
            self.here.last = Last::Other;
        }
    }

    /// What reached further ends as well.
    fn release(&mut self) {
        self.out.push_str(&")".repeat(self.here.held));
        (self.here.held, self.here.bare) = (0, false);
    }

    fn constant(&mut self, name: &str) -> Result<(), Unread> {
        self.begin(Kind::Other)?;
        self.out.push_str(name);
        self.end();
        Ok(())
    }

    /// A root sign, or a function without parentheses: the next value is its argument.
    fn root(&mut self, function: &str, word: bool) -> Result<(), Unread> {
        self.begin(Kind::Function)?;
        let at = self.here.value.take();
        self.here.open.extend(at);
        self.here.bare |= word;
        self.out.push_str(function);
        self.out.push('(');
        Ok(())
    }

    fn name(&mut self, rest: &str, asked: &Asked) -> Result<usize, Unread> {
        let ends = |c: char| !(c.is_alphanumeric() || c == '_') || c == 'π' || raised(c).is_some();
        let length = rest.find(ends).unwrap_or(rest.len());
        let (spelled, after) = rest.split_at(length);
        let name = spelled.to_lowercase();
        // The word says what the sign does, whoever names it.
        let percent = words::is_percent(&name);
        if self.here.value.is_some() && !percent && asked.is_tail(rest) {
            self.thing = asked.thing(rest).map(str::to_owned);
            return Ok(rest.len());
        }
        let counted = matches!(&name[..], "st" | "nd" | "rd" | "th") && !self.blank;
        if counted
            && self
                .here
                .value
                .is_some_and(|at| literal::is_whole(&self.out[at..]))
        {
            return Ok(length); // 27th
        }
        if let Some(scale) = words::scale(&name)
            && let Some(at) = self.here.value.filter(|_| self.here.last == Last::Digits)
        {
            self.out.insert(at, '(');
            self.out.push_str(&format!("*{scale})"));
            self.here.last = Last::Sign;
            return Ok(length);
        }
        let called = after.trim_start().starts_with('(');
        let glued = BARE.iter().find(|bare| {
            let digits = name.strip_prefix(**bare);
            // log2 and log10 are other functions.
            **bare != "log" && digits.is_some_and(|d| d.starts_with(|c: char| c.is_ascii_digit()))
        });
        match (&name[..], glued) {
            _ if percent => self.share('%')?,
            ("pi" | "e", _) => self.constant(&name)?,
            (_, Some(bare)) => {
                self.root(bare, true)?;
                return Ok(bare.len());
            }
            (bare, _) if !called && BARE.contains(&bare) => self.root(bare, true)?,
            (function, _) if called => {
                self.begin(Kind::Function)?;
                self.out.push_str(function);
                let blank = after.len() - after.trim_start().len();
                self.enter(SEVERAL.contains(&function));
                return Ok(length + blank + 1);
            }
            // Whoever evaluates it says that there is no such name.
            (name, _) => self.constant(name)?,
        }
        Ok(length)
    }

    /// Parentheses open, with the level inside them.
    fn enter(&mut self, several: bool) {
        self.out.push('(');
        let inner = Level {
            several,
            ..Level::default()
        };
        self.outer.push(std::mem::replace(&mut self.here, inner));
    }

    fn leave(&mut self) -> Result<(), Unread> {
        let outer = self.outer.pop().ok_or(Unread::Parenthesis)?;
        if self.here.value.is_none() {
            return Err(Unread::Missing(')'));
        }
        self.release();
        self.out.push(')');
        self.here = outer;
        self.close();
        Ok(())
    }

    fn operator(&mut self, rest: &str, c: char) -> Result<usize, Unread> {
        let (sign, length) = match c {
            '*' if rest.starts_with("**") => ('^', 2),
            ':' => ('/', 1),
            c => (c, 1),
        };
        self.sign(sign)?;
        Ok(length)
    }

    fn sign(&mut self, sign: char) -> Result<(), Unread> {
        let adds = matches!(sign, '+' | '-');
        match self.here.value {
            // A sign of the value that comes.
            None if adds && self.here.signed => return Err(Unread::Twice(sign)),
            None if adds => self.here.signed = true,
            None => return Err(Unread::Missing(sign)),
            Some(_) => {
                // A power binds more than anything; a function in letters may reach over a product.
                if adds || (sign != '^' && !self.here.bare) {
                    self.release();
                }
                self.here.tight = matches!(sign, '/' | '^');
                self.here.value = None;
            }
        }
        self.out.push(sign);
        Ok(())
    }
}

fn begins_value(c: char) -> bool {
    c.is_ascii_digit() || ".(√π-".contains(c) || fraction(c).is_some()
}
