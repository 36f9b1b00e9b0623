//! A number as rows: its field, and what was said to the last answer.

use super::Typed;
use crate::screens::exercise::rows::{
    Click, Row, again, hanging, mark, paragraph, sentence, verdict,
};
use crate::screens::exercise::{Hints, Sight};
use crate::screens::plain::words;
use crate::ui::Look;
use crate::ui::text::{Run, folded, runs};
use ratatui::style::Modifier;
use ratatui::text::{Line, Span};
use unicode_width::UnicodeWidthStr;

/// Columns of the field at the most.
const COLUMNS: u16 = 40;

/// The shortest field, where its unit and precision take the room.
const SHORTEST: usize = 8;

/// Columns of a row, and what a click on them does.
type Zone = (std::ops::Range<u16>, Click);

impl Typed {
    /// The question, the field, and what was said to the last answer. Where rows are scarce a question
    /// that is answered goes.
    pub fn drawn(&self, sight: Sight, shown: Hints) -> Vec<Row> {
        let Sight { width, look, .. } = sight;
        let mut rows = match self.solved && shown == Hints::Bare {
            true => Vec::new(),
            false => {
                let mut rows = again(self.number.recall.is_some(), sight);
                rows.extend(paragraph(
                    &self.number.ask,
                    look.theme.strong,
                    0,
                    width,
                    look,
                ));
                rows
            }
        };
        if !self.solved {
            let (field, precision) = self.field(sight);
            rows.push(field);
            if let Some(said) = precision {
                rows.extend(sentence(&said, look.theme.dim, 2, width, look));
            }
        }
        if let Some(refused) = &self.refused {
            let said = sentence(refused, look.theme.accent, 2, width, look);
            rows.extend(said.into_iter().map(|row| Row {
                field: Some(0),
                ..row
            }));
        }
        if let Some((to, right, reply)) = self.reply() {
            let style = if right {
                look.theme.good
            } else {
                look.theme.bad
            };
            let mut text = Vec::new();
            // A reply that begins with the answer names it itself.
            if !to.is_empty() && !begins_with(&words(&reply, look), &to) {
                text.push(Run::new(&folded(&format!("{to}: "), look), style));
            }
            text.extend(runs(&reply, look.theme.text, look));
            let lead = vec![Span::raw("  "), verdict(right, look)];
            let field = (!self.solved).then_some(0);
            rows.extend(hanging(lead, &text, width, field, None));
        }
        rows
    }

    /// The field with its unit, how near is near enough, and how to answer where there is room. What
    /// says how near comes back where there is none.
    fn field(&self, sight: Sight) -> (Row, Option<String>) {
        let Sight { width, look, .. } = sight;
        let focused = sight.focus.is_some();
        let style = if focused {
            look.theme.accent
        } else {
            look.theme.text
        };
        let mut spans = vec![mark(focused, look), Span::styled("answer: ", style)];
        let lead: usize = spans.iter().map(Span::width).sum();
        let unit = self.number.unit.iter();
        let mut tail: Vec<String> = unit
            .map(|unit| format!(" {}", folded(unit, look)))
            .collect();
        let precision = self.number.precision().map(|said| folded(&said, look));
        let columns = |tail: &[String]| tail.iter().map(|text| text.width()).sum::<usize>();
        let free = usize::from(width).saturating_sub(lead + columns(&tail) + SHORTEST);
        // How near is near enough is part of the question: the field gives way to it.
        let (beside, below) = match precision {
            Some(said) if said.width() + 2 > free => (None, Some(said)),
            said => (said, None),
        };
        tail.extend(beside.map(|said| format!("  {said}")));
        let said = columns(&tail);
        let left = usize::from(width).saturating_sub(lead + said);
        let room = usize::from(COLUMNS.min(width / 3)).min(left.max(SHORTEST));
        let cursor = focused && sight.typing;
        let typed = match self.judged {
            true => {
                let wrong = self.refused.is_none();
                let style = if wrong {
                    look.theme.bad
                } else {
                    look.theme.accent
                };
                let style = style.add_modifier(Modifier::REVERSED);
                self.field.spans(room, false, style, look)
            }
            false => self.field.spans(room, cursor, look.theme.strong, look),
        };
        let blank = room.saturating_sub(typed.iter().map(Span::width).sum());
        spans.extend(typed);
        spans.push(Span::styled("_".repeat(blank), look.theme.dim));
        let zones = self.zones(lead, room, cursor && !self.judged, look);
        if focused && self.field.is_empty() {
            let used: usize = spans.iter().map(Span::width).sum();
            let used = used + said;
            let how = [
                "  type it, such as 12.5, 1/3 or 3*4, then Enter",
                "  such as 12.5 or 3*4, then Enter",
                "  type it, then Enter",
            ];
            let fits = |how: &&str| used + how.width() <= usize::from(width);
            tail.extend(how.into_iter().find(fits).map(str::to_owned));
        }
        let tail = tail.into_iter();
        spans.extend(tail.map(|text| Span::styled(text, look.theme.dim)));
        let row = Row {
            line: Line::from(spans),
            field: Some(0),
            zones,
        };
        (row, below)
    }

    /// Where a click puts the cursor: before the character under it, or behind the last one.
    fn zones(&self, lead: usize, room: usize, cursor: bool, look: &Look) -> Vec<Zone> {
        let mut column = lead as u16;
        let mut zones = Vec::new();
        for (at, cell) in self.field.cells(room, cursor, look) {
            let end = column + cell.width() as u16;
            zones.push((column..end, Click::Cursor(at)));
            column = end;
        }
        let end = (lead + room) as u16;
        zones.push((column..end, Click::Cursor(usize::MAX)));
        zones
    }
}

/// Whether a sentence begins with this very number.
fn begins_with(sentence: &str, number: &str) -> bool {
    let rest = sentence.strip_prefix(number);
    rest.is_some_and(|rest| {
        let mut after = rest.chars();
        let (first, second) = (after.next(), after.next());
        let is_digit = |c: Option<char>| c.is_some_and(|c| c.is_ascii_digit());
        let goes_on = matches!(first, Some('.' | ',')) && is_digit(second);
        !is_digit(first) && !goes_on
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sentence_begins_with_a_number_where_no_digit_of_it_follows() {
        for (sentence, begins) in [
            ("8: two steps", true),
            ("80, for 5,408 numbers", true),
            ("80.5 of them", false),
            ("8,000 of them", false),
            ("Two steps of 2", false),
        ] {
            let number = if sentence.starts_with("80") {
                "80"
            } else {
                "8"
            };
            assert_eq!(begins_with(sentence, number), begins, "{sentence}");
        }
    }
}
