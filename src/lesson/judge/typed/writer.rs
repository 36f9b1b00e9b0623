//! From what people type to what [`Expr`](crate::expr::Expr) reads: signs that are left out are
//! put in where they can mean one thing.

use super::Unread;
use super::literal::{self, Comma};
use super::signs::{fraction, raised};
use super::words;

/// Functions that people write without parentheses: `sqrt 2`, `ln2`.
const BARE: [&str; 4] = ["sqrt", "ln", "log", "exp"];

/// Functions between whose arguments commas stand.
const SEVERAL: [&str; 3] = ["round", "min", "max"];

/// Writes it out, and says whether a percent sign stood in it.
pub fn write(text: &str, units: &[String], comma: Comma) -> Result<(String, bool), Unread> {
    let mut writer = Writer {
        out: String::new(),
        here: Level::default(),
        outer: Vec::new(),
        comma,
        percent: false,
    };
    let text = spoken_signs(text);
    let mut rest = text.as_str();
    while let Some(c) = rest.chars().next() {
        let length = writer.take(rest, c, units)?;
        rest = &rest[length..];
    }
    match (writer.outer.is_empty(), writer.here.value) {
        (false, _) => Err(Unread::Parenthesis),
        (true, None) => Err(Unread::Ends),
        (true, Some(_)) => Ok((writer.out, writer.percent)),
    }
}

/// Words that people dictate for signs.
fn spoken_signs(text: &str) -> String {
    let signs = [
        (" times ", " * "),
        (" plus ", " + "),
        (" minus ", " - "),
        (" divided by ", " / "),
        (" over ", " / "),
        (" per cent", "%"),
    ];
    let text = match text.strip_prefix("minus ") {
        Some(rest) => format!("-{rest}"),
        None => text.to_owned(),
    };
    signs
        .iter()
        .fold(text, |text, (word, sign)| text.replace(word, sign))
}

/// Words that may stand behind a number beside what it counts.
const FILLING: [&str; 14] = [
    "of",
    "the",
    "them",
    "in",
    "at",
    "all",
    "total",
    "each",
    "per",
    "a",
    "an",
    "more",
    "only",
    "altogether",
];

struct Writer {
    out: String,
    here: Level,
    /// The levels around this one, outermost first.
    outer: Vec<Level>,
    comma: Comma,
    percent: bool,
}

/// What is known of the innermost pair of parentheses.
#[derive(Default)]
struct Level {
    /// Where the last value begins, if one stands last.
    value: Option<usize>,
    /// What that value ends with.
    last: Last,
    /// It stands behind `/`, `^` or a root: whatever is multiplied with it by leaving out the sign
    /// could belong to either side.
    tight: bool,
    /// A function without parentheses stands before it: no sign but + and - may follow.
    bare: bool,
    /// Where roots and bare functions begin that end with the next value.
    open: Vec<usize>,
    /// Commas stand between arguments here.
    several: bool,
}

/// What a value ends with.
#[derive(Clone, Copy, Default, PartialEq, Eq)]
enum Last {
    /// The digits of a number: a fraction is added to it, and no number follows.
    Digits,
    /// A sign behind a number, as in 27% or 2²: no number follows.
    Sign,
    /// Anything else.
    #[default]
    Other,
}

impl Writer {
    /// Writes the word that `rest` begins with, and says how long it is.
    fn take(&mut self, rest: &str, c: char, units: &[String]) -> Result<usize, Unread> {
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
                self.begin(false, "(")?;
                self.enter(false);
            }
            ')' => self.leave()?,
            '%' | '‰' => self.share(c)?,
            '√' => self.root("sqrt", false)?,
            '"' => return self.text(rest),
            'π' => self.constant("pi")?,
            // An x between two values multiplies them.
            'x' | 'X' if self.here.value.is_some() && next(one).is_some_and(begins_value) => {
                self.sign('*')?;
            }
            _ if fraction(c).is_some() => self.fraction(fraction(c).unwrap_or_default())?,
            _ if raised(c).is_some() => return self.power(rest),
            _ if c.is_alphabetic() => return self.name(rest, units),
            _ => return Err(Unread::Sign(c)),
        }
        Ok(one)
    }

    /// A value begins: with one before it, the sign between them was left out.
    fn begin(&mut self, digits: bool, spelled: &str) -> Result<(), Unread> {
        if self.here.value.is_some() {
            // Two numbers side by side are no product.
            if digits && self.here.last != Last::Other {
                return Err(Unread::Apart(spelled.to_owned()));
            }
            if self.here.tight || self.here.bare {
                return Err(Unread::TwoWays);
            }
            self.out.push('*');
        }
        self.here.last = if digits { Last::Digits } else { Last::Other };
        self.here.value = Some(self.out.len());
        Ok(())
    }

    /// The value is written: what took it as its argument ends.
    fn end(&mut self) {
        while let Some(at) = self.here.open.pop() {
            self.out.push(')');
            self.here.value = Some(at);
            (self.here.tight, self.here.last) = (true, Last::Other);
        }
    }

    fn number(&mut self, rest: &str) -> Result<usize, Unread> {
        let comma = match self.here.several {
            true => Comma::Arguments,
            false => self.comma,
        };
        let length = literal::length(rest, comma);
        let spelled = &rest[..length];
        let plain = literal::plain(spelled, comma);
        let plain = plain.ok_or_else(|| Unread::Number(spelled.to_owned()))?;
        self.begin(true, spelled)?;
        self.out.push_str(&plain);
        self.end();
        Ok(length)
    }

    /// A fraction in one character; behind a number it is added to that.
    fn fraction(&mut self, spelled: &str) -> Result<(), Unread> {
        match self.here.value.filter(|_| self.here.last == Last::Digits) {
            Some(at) => {
                self.out.insert(at, '(');
                self.out.push_str(&format!("+{spelled})"));
            }
            None => {
                self.begin(true, spelled)?;
                self.out.push_str(&format!("({spelled})"));
            }
        }
        self.end();
        Ok(())
    }

    fn constant(&mut self, name: &str) -> Result<(), Unread> {
        self.begin(false, name)?;
        self.out.push_str(name);
        self.end();
        Ok(())
    }

    /// A root sign, or a function without parentheses: the next value is its argument.
    fn root(&mut self, function: &str, word: bool) -> Result<(), Unread> {
        self.begin(false, function)?;
        let at = self.here.value.take();
        self.here.open.extend(at);
        self.here.bare |= word;
        self.out.push_str(function);
        self.out.push('(');
        Ok(())
    }

    fn name(&mut self, rest: &str, units: &[String]) -> Result<usize, Unread> {
        let ends = |c: char| !(c.is_alphanumeric() || c == '_') || c == 'π' || raised(c).is_some();
        let length = rest.find(ends).unwrap_or(rest.len());
        let (spelled, after) = rest.split_at(length);
        let name = spelled.to_lowercase();
        // The word says what the sign does, whoever names it.
        let percent = matches!(&name[..], "percent" | "pct");
        if self.here.value.is_some() && !percent && is_tail(rest, units) {
            return Ok(rest.len());
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
            ("percent" | "pct", _) => self.share('%')?,
            ("pi" | "e", _) => self.constant(&name)?,
            (_, Some(bare)) => {
                self.root(bare, true)?;
                return Ok(bare.len());
            }
            (bare, _) if !called && BARE.contains(&bare) => self.root(bare, true)?,
            (function, _) if called => {
                self.begin(false, function)?;
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
        self.out.push(')');
        self.here = outer;
        self.end();
        Ok(())
    }

    /// `27%` is 27 hundredths, whatever stands around it.
    fn share(&mut self, sign: char) -> Result<(), Unread> {
        let at = self.here.value.ok_or(Unread::Missing(sign))?;
        let of = if sign == '%' { 100 } else { 1000 };
        self.out.insert(at, '(');
        self.out.push_str(&format!("/{of})"));
        self.percent |= sign == '%';
        self.here.last = Last::Sign;
        Ok(())
    }

    /// Digits raised behind a value.
    fn power(&mut self, rest: &str) -> Result<usize, Unread> {
        let first = rest.chars().next().unwrap_or('^');
        self.here.value.ok_or(Unread::Missing(first))?;
        let digits: Vec<(char, usize)> = rest
            .chars()
            .map_while(|c| Some((raised(c)?, c.len_utf8())))
            .collect();
        self.out.push('^');
        self.out.extend(digits.iter().map(|(digit, _)| digit));
        self.here.last = Last::Sign;
        Ok(digits.iter().map(|(_, length)| length).sum())
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
            None if adds => {}
            None => return Err(Unread::Missing(sign)),
            Some(_) => {
                if self.here.bare && !adds {
                    return Err(Unread::TwoWays);
                }
                self.here.bare = false;
                self.here.tight = matches!(sign, '/' | '^');
                self.here.value = None;
            }
        }
        self.out.push(sign);
        Ok(())
    }

    /// A text in quotes, as it stands.
    fn text(&mut self, rest: &str) -> Result<usize, Unread> {
        let inside = rest[1..].find('"').ok_or(Unread::Sign('"'))?;
        let length = inside + 2;
        self.begin(false, &rest[..length])?;
        self.out.push_str(&rest[..length]);
        Ok(length)
    }
}

fn begins_value(c: char) -> bool {
    c.is_ascii_digit() || ".(√π-".contains(c) || fraction(c).is_some()
}

/// Whether nothing follows but what is counted, and words that mean nothing beside it.
fn is_tail(rest: &str, units: &[String]) -> bool {
    let mut words = rest.split_whitespace();
    words.all(|word| {
        let word = word.trim_end_matches(',');
        FILLING.contains(&word) || units.iter().any(|unit| is_unit(word, unit))
    })
}

/// Whether a word is the unit, one or many of it.
fn is_unit(word: &str, unit: &str) -> bool {
    let same = |one: &str, many: &str| {
        let plurals = [("", "s"), ("", "es"), ("y", "ies"), ("f", "ves")];
        let mut plurals = plurals.iter();
        plurals.any(|(end, ends)| {
            let stem = one.strip_suffix(end);
            stem.is_some_and(|stem| many.strip_suffix(ends) == Some(stem))
        })
    };
    word == unit || same(word, unit) || same(unit, word)
}
