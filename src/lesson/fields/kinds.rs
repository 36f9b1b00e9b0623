//! Fields of the kinds that questions and tasks are made of.

use toml::de::DeValue;

use super::Fields;
use crate::expr::Expr;
use crate::lesson::model::Inline;
use crate::lesson::parse::prose;
use crate::lesson::source::{Reports, Spot};

impl<'a> Fields<'a> {
    /// Whether a switch is on; off where the field is not there.
    pub(in crate::lesson) fn switch(
        &mut self,
        name: &'static str,
        reports: &mut Reports<'_>,
    ) -> bool {
        let Some(value) = self.take(name) else {
            return false;
        };
        let on = value.get_ref().as_bool();
        self.or_wrong(on, &value, name, "true or false", reports)
            .unwrap_or(false)
    }

    /// `true` or `false`, or a condition in quotes; false where the field is not there.
    pub(in crate::lesson) fn switch_or_condition(
        &mut self,
        name: &'static str,
        reports: &mut Reports<'_>,
    ) -> (bool, Option<Spot<Expr>>) {
        let Some(value) = self.take(name) else {
            return (false, None);
        };
        if let Some(text) = self.as_text(&value) {
            return (false, self.parsed(name, &text, reports));
        }
        let expected = "true or false, or a condition in quotes";
        let on = self.or_wrong(value.get_ref().as_bool(), &value, name, expected, reports);
        (on.unwrap_or(false), None)
    }

    /// A list of texts that must be there.
    pub(in crate::lesson) fn required_list(
        &mut self,
        name: &'static str,
        reports: &mut Reports<'_>,
    ) -> Option<Vec<Spot<String>>> {
        if !self.table.contains_key(name) {
            self.missing(name, "[\"a\", \"b\", \"c\"]", reports);
        }
        self.list(name, reports)
    }

    /// A place counted from 1 in a list of so many, if the field is there; counted from 0.
    pub(in crate::lesson) fn place(
        &mut self,
        name: &'static str,
        of: usize,
        reports: &mut Reports<'_>,
    ) -> Option<Spot<usize>> {
        let value = self.take(name)?;
        let place = place(value.get_ref(), of).map(|value_of| Spot {
            value: value_of,
            at: self.body.place(value.span().start),
        });
        let expected = format!("a whole number from 1 to {of}");
        self.or_wrong(place, &value, name, &expected, reports)
    }

    /// Two different such places, which must be there.
    pub(in crate::lesson) fn two_places(
        &mut self,
        name: &'static str,
        of: usize,
        reports: &mut Reports<'_>,
    ) -> Option<Spot<(usize, usize)>> {
        let Some(value) = self.take(name) else {
            self.missing(name, "[1, 2]", reports);
            return None;
        };
        let both = value.get_ref().as_array().and_then(|values| {
            let places: Vec<_> = values.iter().map(|it| place(it.get_ref(), of)).collect();
            match places[..] {
                [Some(one), Some(other)] if one != other => Some((one, other)),
                _ => None,
            }
        });
        let both = both.map(|both| Spot {
            value: both,
            at: self.body.place(value.span().start),
        });
        let expected = format!("two different numbers from 1 to {of}, such as [1, 2]");
        self.or_wrong(both, &value, name, &expected, reports)
    }

    /// A finite number, not negative, if the field is there.
    pub(in crate::lesson) fn amount(
        &mut self,
        name: &'static str,
        reports: &mut Reports<'_>,
    ) -> Option<f64> {
        let value = self.take(name)?;
        let number = self
            .number_spelled(value.get_ref())
            .filter(|number| number.is_finite() && *number >= 0.0);
        self.or_wrong(number, &value, name, "a number of 0 or more", reports)
    }

    /// An expression that must be there: in quotes, or a plain number.
    pub(in crate::lesson) fn expression(
        &mut self,
        name: &'static str,
        reports: &mut Reports<'_>,
    ) -> Option<Spot<Expr>> {
        let Some(value) = self.take(name) else {
            self.missing(name, "\"...\"", reports);
            return None;
        };
        let spelled = match value.get_ref() {
            DeValue::Integer(_) | DeValue::Float(_) => self.spelled(&value),
            _ => self.as_text(&value),
        };
        let expected = "an expression in quotes, or a number";
        let text = self.or_wrong(spelled, &value, name, expected, reports)?;
        self.parsed(name, &text, reports)
    }

    /// Expressions by their names: `{ lambda = 151.9 }`, if the field is there.
    pub(in crate::lesson) fn expressions(
        &mut self,
        name: &'static str,
        reports: &mut Reports<'_>,
    ) -> Vec<(Spot<String>, Spot<Expr>)> {
        let entries = self.entries(name, reports).unwrap_or_default();
        let parsed = entries.into_iter().filter_map(|(key, text)| {
            let value = self.parsed(name, &text, reports)?;
            Some((key, value))
        });
        parsed.collect()
    }

    fn parsed(
        &self,
        name: &str,
        text: &Spot<String>,
        reports: &mut Reports<'_>,
    ) -> Option<Spot<Expr>> {
        match Expr::parse(&text.value) {
            Ok(expr) => Some(Spot {
                value: expr,
                at: text.at,
            }),
            Err(error) => {
                let place = reports.inside(text.at, &text.value, error.at);
                let message = format!("`{name}` of {}: {error}", self.owner);
                let fix = "write it as in `peak > 1 && abs(mu) < 0.01`".to_owned();
                reports.error(place, message, fix);
                None
            }
        }
    }

    /// Running text, if the field is there.
    pub(in crate::lesson) fn prose(
        &mut self,
        name: &'static str,
        reports: &mut Reports<'_>,
    ) -> Option<Spot<Vec<Inline>>> {
        let text = self.text(name, reports)?;
        Some(Spot {
            value: prose(&text, reports),
            at: text.at,
        })
    }

    /// Running text that must be there.
    pub(in crate::lesson) fn required_prose(
        &mut self,
        name: &'static str,
        reports: &mut Reports<'_>,
    ) -> Option<Vec<Inline>> {
        let text = self.required(name, reports)?;
        Some(prose(&text, reports))
    }

    /// Tables under one name: `[[name]]`, or `name = [ { ... } ]`. None is an empty list.
    pub(in crate::lesson) fn tables(
        &mut self,
        name: &'static str,
        owner: &'static str,
        reports: &mut Reports<'_>,
    ) -> Vec<Self> {
        let Some(value) = self.take(name) else {
            return Vec::new();
        };
        let tables = value.get_ref().as_array().and_then(|values| {
            let tables = values.iter().map(|value| match value.get_ref() {
                DeValue::Table(table) => Some(Self {
                    body: self.body,
                    table: table.clone(),
                    owner,
                    at: self.body.place(value.span().start),
                    asked: Vec::new(),
                }),
                _ => None,
            });
            tables.collect::<Option<Vec<_>>>()
        });
        let expected = format!("a list of tables, each begun by [[{name}]]");
        self.or_wrong(tables, &value, name, &expected, reports)
            .unwrap_or_default()
    }

    /// Where the table begins.
    pub(in crate::lesson) fn at(&self) -> usize {
        self.at
    }

    fn number_spelled(&self, value: &DeValue<'_>) -> Option<f64> {
        match value {
            DeValue::Integer(digits) if digits.radix() == 10 => digits.as_str().parse().ok(),
            DeValue::Float(digits) => digits.as_str().parse().ok(),
            _ => None,
        }
    }
}

/// A place counted from 1 in a list of so many; counted from 0.
fn place(value: &DeValue<'_>, of: usize) -> Option<usize> {
    let digits = value.as_integer()?;
    let place = usize::from_str_radix(digits.as_str(), digits.radix()).ok()?;
    place.checked_sub(1).filter(|place| *place < of)
}
