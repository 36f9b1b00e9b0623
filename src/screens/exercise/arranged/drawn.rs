//! An arrangement as rows: an order line by line, a match in two columns.

use super::Arranged;
use crate::lesson::judge::misplaced;
use crate::lesson::model::Inline;
use crate::screens::exercise::Sight;
use crate::screens::exercise::rows::{Click, Row, hanging, paragraph, verdict};
use crate::screens::intents::{Intent, Place, key_on};
use crate::ui::Look;
use crate::ui::text::{Columns, Run, folded, runs, wrap};
use ratatui::style::{Modifier, Style};
use ratatui::text::{Line, Span};

/// Columns of the mark before each row.
const MARK: usize = 3;

/// Columns between the two columns of a match.
const BETWEEN: usize = 3;

/// A right column narrower than this goes below the left one.
const NARROW: usize = 16;

impl Arranged {
    /// What is asked, the things as they stand, and what was said to the last answer.
    pub fn drawn(&self, sight: Sight) -> Vec<Row> {
        let Sight { width, look, .. } = sight;
        let mut rows = paragraph(&self.arrangement.ask, look.theme.strong, 0, width, look);
        let left = self.arrangement.places.as_deref().unwrap_or_default();
        let column = self.left_column(left, width, look);
        for (field, &thing) in self.things.iter().enumerate() {
            let Some(thing) = self.arrangement.things.get(thing) else {
                continue;
            };
            let focused = sight.focus == Some(field) && !self.solved;
            let held = self.held.is_some() && self.at == field;
            let style = match (held, focused) {
                (true, _) => look.theme.accent.add_modifier(Modifier::REVERSED),
                (_, true) => look.theme.accent,
                _ => look.theme.text,
            };
            let mark = mark(held, focused, look);
            let lines = match left.get(field) {
                None => {
                    let number = format!("{}. ", field + 1);
                    let lead = vec![mark, Span::styled(number, look.theme.dim)];
                    let thing = runs(thing, style, look);
                    let rows = hanging(lead, &thing, width, None, None).into_iter();
                    rows.map(|row| row.line).collect()
                }
                Some(place) => pair(mark, place, (thing, style), (column, width), look),
            };
            rows.extend(lines.into_iter().map(|line| self.row(line, field, width)));
        }
        rows.extend(self.replied(sight));
        rows
    }

    /// A click takes up the thing in a row, or puts down there what is in the hand.
    fn row(&self, line: Line<'static>, field: usize, width: u16) -> Row {
        let key = key_on(Place::Arrangement, Intent::TakeUp).filter(|_| !self.solved);
        let click = key.map(|key| (0..width, Click::Key(key)));
        Row {
            line,
            field: Some(field),
            zones: click.into_iter().collect(),
        }
    }

    /// Columns of what stands still in a match: the widest of it, but no more than two fifths.
    fn left_column(&self, left: &[Vec<Inline>], width: u16, look: &Look) -> usize {
        let wide = |text: &Vec<Inline>| {
            let lines = wrap(&runs(text, look.theme.text, look), usize::MAX);
            lines.first().map_or(0, Columns::columns)
        };
        let widest = left.iter().map(wide).max().unwrap_or(0);
        widest.min(usize::from(width) * 2 / 5)
    }

    /// What was said to the last answer, in this session or before.
    fn replied(&self, sight: Sight) -> Vec<Row> {
        let Sight { width, look, .. } = sight;
        let style = look.theme.text;
        let text = match (&self.tried, self.solved) {
            (None, false) => return Vec::new(),
            (Some(tried), false) => {
                let lead = format!("Not yet: {} ", self.standing(tried));
                let mut text = vec![Run::new(&folded(&lead, look), look.theme.bad)];
                if let Some(known) = misplaced(&self.arrangement, tried) {
                    if let Some(place) = self.arrangement.place_of(known.slip) {
                        text.extend(runs(place, look.theme.strong, look));
                        text.push(Run::new(": ", style));
                    }
                    text.extend(runs(&known.reply, style, look));
                }
                text
            }
            (_, true) => match &self.arrangement.reply {
                Some(reply) => runs(reply, style, look),
                None => vec![Run::new("Right.", style)],
            },
        };
        hanging(vec![verdict(self.solved, look)], &text, width, None, None)
    }
}

/// The mark of a row: a thing in the hand can go up and down.
fn mark(held: bool, focused: bool, look: &Look) -> Span<'static> {
    let sign = match (held, focused) {
        (true, _) => look.pick("↑↓ ", "^v "),
        (_, true) => look.pick("►  ", ">  "),
        _ => "   ",
    };
    Span::styled(sign.to_string(), look.theme.accent)
}

/// What stands still, and beside it what was put there; below it, where there is no room beside.
fn pair(
    mark: Span<'static>,
    place: &[Inline],
    (thing, style): (&[Inline], Style),
    (column, width): (usize, u16),
    look: &Look,
) -> Vec<Line<'static>> {
    let width = usize::from(width);
    let place = runs(place, look.theme.strong, look);
    let thing = runs(thing, style, look);
    let room = width.saturating_sub(MARK + column + BETWEEN);
    if room < NARROW {
        let rows = hanging(vec![mark], &place, width as u16, None, None);
        let lead = vec![Span::raw(" ".repeat(MARK + 2))];
        let below = hanging(lead, &thing, width as u16, None, None);
        return rows.into_iter().chain(below).map(|row| row.line).collect();
    }
    let left = wrap(&place, column);
    let right = wrap(&thing, room);
    let line = |at: usize| {
        let mut spans = vec![match at {
            0 => mark.clone(),
            _ => Span::raw(" ".repeat(MARK)),
        }];
        let left = left.get(at).cloned().unwrap_or_default();
        let pad = column.saturating_sub(left.columns());
        spans.extend(left.spans);
        let between = if at == 0 {
            look.pick(" ─ ", " - ")
        } else {
            "   "
        };
        spans.push(Span::raw(" ".repeat(pad)));
        spans.push(Span::styled(between.to_string(), look.theme.dim));
        spans.extend(right.get(at).cloned().unwrap_or_default().spans);
        Line::from(spans)
    };
    (0..left.len().max(right.len())).map(line).collect()
}
