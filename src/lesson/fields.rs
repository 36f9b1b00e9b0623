//! A TOML table read field by field, so that every mistake is found, each with its place.

mod kinds;

use toml::Spanned;
use toml::de::{DeString, DeTable, DeValue};

use super::nearest::hint;
use super::source::{Body, Reports, Spot};
use super::{code_reports, codes};

/// The fields of one table; what nobody asked for is reported by [`Fields::finish`].
pub(super) struct Fields<'a> {
    body: &'a Body,
    table: DeTable<'a>,
    /// What the table belongs to, for the messages.
    owner: &'static str,
    /// Where the table begins in the file.
    at: usize,
    asked: Vec<&'static str>,
}

impl<'a> Fields<'a> {
    /// Reads the text as TOML; `None` where it is not.
    pub(super) fn read(
        body: &'a Body,
        owner: &'static str,
        at: usize,
        reports: &mut Reports<'_>,
    ) -> Option<Self> {
        let (table, errors) = DeTable::parse_recoverable(&body.text);
        for error in &errors {
            let place = error.span().map_or(at, |span| body.place(span.start));
            let message = error.message().lines().next().unwrap_or_default();
            let fix = format!("{owner} is TOML: one `name = value` a line, texts in quotes");
            reports.error(place, format!("{owner}: {message}"), fix);
        }
        spelled_codes(body, table.get_ref().iter(), reports);
        errors.is_empty().then(|| Self {
            body,
            table: table.into_inner(),
            owner,
            at,
            asked: Vec::new(),
        })
    }

    /// A text, if the field is there.
    pub(super) fn text(
        &mut self,
        name: &'static str,
        reports: &mut Reports<'_>,
    ) -> Option<Spot<String>> {
        let value = self.take(name)?;
        let text = self.as_text(&value);
        self.or_wrong(text, &value, name, "a text in quotes", reports)
    }

    /// A text that must be there and not be blank.
    pub(super) fn required(
        &mut self,
        name: &'static str,
        reports: &mut Reports<'_>,
    ) -> Option<Spot<String>> {
        if !self.table.contains_key(name) {
            self.missing(name, "\"...\"", reports);
            self.asked.push(name);
            return None;
        }
        let text = self.text(name, reports)?;
        if text.value.trim().is_empty() {
            let message = format!("`{name}` of {} is empty", self.owner);
            reports.error(
                text.at,
                message,
                format!("write its {name} between the quotes"),
            );
            return None;
        }
        Some(text)
    }

    /// A whole number from 1 to `most` that must be there.
    pub(super) fn count(
        &mut self,
        name: &'static str,
        most: u32,
        reports: &mut Reports<'_>,
    ) -> Option<u32> {
        let Some(value) = self.take(name) else {
            self.missing(name, "5", reports);
            return None;
        };
        let number = value.get_ref().as_integer();
        let number = number
            .and_then(|digits| u32::from_str_radix(digits.as_str(), digits.radix()).ok())
            .filter(|number| (1..=most).contains(number));
        let expected = format!("a whole number from 1 to {most}");
        self.or_wrong(number, &value, name, &expected, reports)
    }

    /// A list of texts, if the field is there.
    pub(super) fn list(
        &mut self,
        name: &'static str,
        reports: &mut Reports<'_>,
    ) -> Option<Vec<Spot<String>>> {
        let value = self.take(name)?;
        let texts = value.get_ref().as_array().and_then(|values| {
            let texts = values.iter().map(|value| self.as_text(value));
            texts.collect::<Option<Vec<_>>>()
        });
        self.or_wrong(
            texts,
            &value,
            name,
            "a list of texts: [\"a\", \"b\"]",
            reports,
        )
    }

    /// The entries of a table in the order of the file, each value as it is spelled there (a text
    /// without its quotes), if the field is there.
    pub(super) fn entries(
        &mut self,
        name: &'static str,
        reports: &mut Reports<'_>,
    ) -> Option<Vec<(Spot<String>, Spot<String>)>> {
        let value = self.take(name)?;
        let mut entries = Vec::new();
        for (key, value) in value.get_ref().as_table().into_iter().flatten() {
            let key = self.spot(key.span().start, key.get_ref().as_ref());
            match self.spelled(value) {
                Some(spelled) => entries.push((key, spelled)),
                None => {
                    let message =
                        format!("`{}` must be a number, a text, true or false", key.value);
                    let place = self.body.place(value.span().start);
                    reports.error(place, message, "write one plain value".to_owned());
                }
            }
        }
        entries.sort_by_key(|(key, _)| key.at);
        let entries = value.get_ref().is_table().then_some(entries);
        self.or_wrong(entries, &value, name, "a table: { a = 1, b = 2 }", reports)
    }

    /// Reports every field that was not asked for.
    pub(super) fn finish(self, reports: &mut Reports<'_>) {
        for key in self.table.keys() {
            let name = key.get_ref().as_ref();
            let message = format!("unknown field `{name}` in {}", self.owner);
            let fix = hint(name, self.asked.iter().copied());
            reports.error(self.body.place(key.span().start), message, fix);
        }
    }

    fn take(&mut self, name: &'static str) -> Option<Spanned<DeValue<'a>>> {
        self.asked.push(name);
        self.table.remove(name)
    }

    fn missing(&self, name: &str, example: &str, reports: &mut Reports<'_>) {
        let message = format!("{} has no `{name}`", self.owner);
        reports.error(self.at, message, format!("add `{name} = {example}`"));
    }

    /// The value, or a report of what was expected in its place.
    fn or_wrong<T>(
        &self,
        good: Option<T>,
        value: &Spanned<DeValue<'_>>,
        name: &str,
        expected: &str,
        reports: &mut Reports<'_>,
    ) -> Option<T> {
        if good.is_none() {
            let message = format!("`{name}` of {} must be {expected}", self.owner);
            let written = &self.body.text[value.span()];
            let written = written.lines().next().unwrap_or_default();
            let place = self.body.place(value.span().start);
            reports.error(place, message, format!("replace `{written}`"));
        }
        good
    }

    fn as_text(&self, value: &Spanned<DeValue<'_>>) -> Option<Spot<String>> {
        Some(self.spot(value.span().start, value.get_ref().as_str()?))
    }

    fn spelled(&self, value: &Spanned<DeValue<'_>>) -> Option<Spot<String>> {
        match value.get_ref() {
            DeValue::String(_) => self.as_text(value),
            DeValue::Integer(_) | DeValue::Float(_) | DeValue::Boolean(_) => {
                Some(self.spot(value.span().start, &self.body.text[value.span()]))
            }
            DeValue::Datetime(_) | DeValue::Array(_) | DeValue::Table(_) => None,
        }
    }

    fn spot(&self, offset: usize, value: &str) -> Spot<String> {
        Spot {
            value: codes::without(value).into_owned(),
            at: self.body.place(offset),
        }
    }
}

/// Reports control characters that texts are spelled with, such as `\u001b`.
fn spelled_codes<'t>(
    body: &Body,
    entries: impl Iterator<Item = (&'t Spanned<DeString<'t>>, &'t Spanned<DeValue<'t>>)>,
    reports: &mut Reports<'_>,
) {
    for (key, value) in entries {
        code_reports::report_spelled(body.place(key.span().start), key.get_ref(), reports);
        spelled_code(body, value, reports);
    }
}

fn spelled_code(body: &Body, value: &Spanned<DeValue<'_>>, reports: &mut Reports<'_>) {
    match value.get_ref() {
        DeValue::String(text) => {
            code_reports::report_spelled(body.place(value.span().start), text, reports);
        }
        DeValue::Array(values) => {
            for value in values.iter() {
                spelled_code(body, value, reports);
            }
        }
        DeValue::Table(table) => spelled_codes(body, table.iter(), reports),
        _ => {}
    }
}
