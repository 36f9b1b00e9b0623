//! Numbers: digits, fractions, and the signs behind them.

use super::super::Unread;
use super::super::literal::{self, Comma};
use super::super::signs::raised;
use super::{Kind, Last, Writer};

impl Writer {
    /// A number in digits, or a fraction behind a whole one.
    pub(super) fn number(&mut self, rest: &str) -> Result<usize, Unread> {
        let comma = match self.here.several {
            true => Comma::Arguments,
            false => self.comma,
        };
        let length = literal::length(rest, comma);
        let spelled = &rest[..length];
        let plain = literal::plain(spelled, comma);
        let plain = plain.ok_or_else(|| Unread::Number(spelled.to_owned()))?;
        if let Some(mixed) = self.mixed(rest) {
            self.fraction(&rest[..mixed])?;
            return Ok(mixed);
        }
        self.begin(Kind::Digits(spelled))?;
        self.out.push_str(&plain);
        self.end();
        Ok(length)
    }

    /// The length of the fraction behind a whole number: `26 2/3`.
    fn mixed(&self, rest: &str) -> Option<usize> {
        let whole = &self.out[self.here.value?..];
        let digits = |text: &str| {
            text.find(|c: char| !c.is_ascii_digit())
                .unwrap_or(text.len())
        };
        let (above, after) = rest.split_at(digits(rest));
        let below = after.strip_prefix('/')?;
        let (below, after) = below.split_at(digits(below));
        let (one, other): (u32, u32) = (above.parse().ok()?, below.parse().ok()?);
        let ends = !after.starts_with(['/', '^', '.', ',']);
        let is_whole = literal::is_whole(whole) && !self.here.tight;
        (self.blank && is_whole && ends && one < other).then(|| rest.len() - after.len())
    }

    /// A fraction; behind a number it is added to that.
    pub(super) fn fraction(&mut self, spelled: &str) -> Result<(), Unread> {
        match self.here.value.filter(|_| self.here.last == Last::Digits) {
            Some(at) => {
                self.out.insert(at, '(');
                self.out.push_str(&format!("+{spelled})"));
            }
            None => {
                self.begin(Kind::Digits(spelled))?;
                self.out.push_str(&format!("({spelled})"));
            }
        }
        self.end();
        Ok(())
    }

    /// `27%` is 27 hundredths, whatever stands around it.
    pub(super) fn share(&mut self, sign: char) -> Result<(), Unread> {
        let at = self.here.value.ok_or(Unread::Missing(sign))?;
        if self.here.last == Last::Share {
            return Err(Unread::Twice(sign));
        }
        let of = if sign == '%' { 100 } else { 1000 };
        self.out.insert(at, '(');
        self.out.push_str(&format!("/{of})"));
        self.share = true;
        self.here.last = Last::Share;
        Ok(())
    }

    /// Digits raised behind a value.
    pub(super) fn power(&mut self, rest: &str) -> Result<usize, Unread> {
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
}
