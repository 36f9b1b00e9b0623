//! A bet as rows: its options with their chips, and what it came to.

use super::{HALF_A_CHIP, Settled, Staked, worth};
use crate::event::Key;
use crate::lesson::judge::CHIPS;
use crate::lesson::model::{Inline, Outcome};
use crate::screens::exercise::rows::{Click, Row, hanging, mark, paragraph, sentence, verdict};
use crate::screens::exercise::{Hints, Sight};
use crate::ui::text::{Columns, Run, folded, runs};
use ratatui::text::Span;

/// Columns of the chips with their ends and their number: `− ●●●○○○○○○○ +  3`.
const BAR: u16 = CHIPS as u16 + 8;

impl Staked {
    /// The question, the options with their chips, and what it cost. Where rows are scarce, those of
    /// the options go that neither happened nor were thought likely, then those that were and why a
    /// price is finite, and the question sooner than why the learner was wrong; at last all but what
    /// happened and why.
    pub fn drawn(&self, sight: Sight, shown: Hints) -> Vec<Row> {
        let Sight { width, look, .. } = sight;
        let few = matches!(shown, Hints::Own | Hints::Alone | Hints::Bare);
        let unasked = match (&self.settled, shown) {
            (Some(_), Hints::Bare) => true,
            (Some(settled), Hints::Own) => self.lost(settled).is_some(),
            _ => false,
        };
        let mut rows = match unasked {
            true => Vec::new(),
            false => paragraph(&self.bet.ask, look.theme.strong, 0, width, look),
        };
        let counts = |field: usize| match &self.settled {
            Some(settled) if few => settled.happened == field,
            Some(settled) if shown != Hints::All => {
                settled.happened == field || self.chips.get(field).is_some_and(|&chips| chips > 0)
            }
            _ => true,
        };
        let options = self.bet.options.iter().enumerate();
        let options: Vec<_> = options.filter(|(field, _)| counts(*field)).collect();
        let widest = options
            .iter()
            .map(|(_, it)| words(it, sight).columns() as u16);
        let widest = widest.max().unwrap_or(0);
        let text = widest.min(width.saturating_sub(BAR + 4)).max(8);
        for (field, outcome) in options {
            rows.extend(self.option(field, outcome, text, sight));
        }
        match &self.settled {
            Some(settled) => rows.extend(self.bill(settled, sight, shown)),
            None if self.committed => {
                rows.extend(sentence(&self.suspense(), look.theme.dim, 2, width, look));
            }
            None => {
                let how = match self.left() {
                    0 => "All ten are placed. Enter commits, and you see what happens.".to_string(),
                    1 => "1 chip left.".to_string(),
                    left => format!("{left} chips left. {}", worth(self.bet.options.len())),
                };
                rows.extend(sentence(&how, look.theme.dim, 2, width, look));
            }
        }
        rows
    }

    /// Why the option that was trusted most did not happen.
    fn lost(&self, settled: &Settled) -> Option<Vec<Inline>> {
        self.bet.lost(&self.chips, settled.happened)
    }

    /// One option: its words, then `− ●●●○○○○○○○ +  3`.
    fn option(&self, field: usize, outcome: &Outcome, text: u16, sight: Sight) -> Vec<Row> {
        let Sight {
            focus, width, look, ..
        } = sight;
        let focused = focus == Some(field) && !self.committed;
        let happened = self.settled.as_ref().map(|s| s.happened == field);
        let style = match (focused, happened) {
            (true, _) => look.theme.accent,
            (_, Some(false)) => look.theme.dim,
            _ => look.theme.text,
        };
        let lead = match happened {
            Some(true) => verdict(true, look),
            _ => mark(focused, look),
        };
        let words = runs(&outcome.text, style, look);
        let mut rows = hanging(vec![lead], &words, text + 2, Some(field), None);
        let placed = self.chips.get(field).copied().unwrap_or(0).min(CHIPS);
        let Some(first) = rows.first_mut().filter(|_| width > BAR) else {
            return rows;
        };
        let pad = usize::from(text + 4).saturating_sub(first.line.columns());
        let bar = format!(
            "{}{}",
            look.pick("●", "o").repeat(placed as usize),
            look.pick("·", ".").repeat((CHIPS - placed) as usize)
        );
        let at = text + 4;
        let ends = if self.committed {
            [" ", " "]
        } else {
            [look.pick("−", "-"), "+"]
        };
        let spans = &mut first.line.spans;
        spans.push(Span::raw(" ".repeat(pad)));
        spans.push(Span::styled(format!("{} ", ends[0]), style));
        spans.push(Span::styled(bar, style));
        spans.push(Span::styled(format!(" {} {placed:>3}", ends[1]), style));
        let said = "  it happened";
        if happened == Some(true) && width >= text + BAR + 4 + said.len() as u16 {
            spans.push(Span::styled(said, look.theme.good));
        }
        if !self.committed {
            first.zones = zones(at);
        }
        rows
    }

    /// Why it happened, and the price.
    fn bill(&self, settled: &Settled, sight: Sight, shown: Hints) -> Vec<Row> {
        let Sight { width, look, .. } = sight;
        let (said, saved) = self.price(settled, self.bet.options.len());
        let style = if saved {
            look.theme.good
        } else {
            look.theme.bad
        };
        let why = settled.why(&self.bet).unwrap_or_default();
        if shown == Hints::Bare {
            // The price goes on in the same rows.
            let mut text = runs(&why, look.theme.text, look);
            text.push(Run::new(&folded(&format!(" {said}"), look), style));
            return hanging(vec![Span::raw("  ")], &text, width, None, None);
        }
        let mut rows = match why.is_empty() {
            true => Vec::new(),
            false => paragraph(&why, look.theme.text, 2, width, look),
        };
        if let Some(lost) = self.lost(settled).filter(|_| shown != Hints::Alone) {
            rows.extend(paragraph(&lost, look.theme.text, 2, width, look));
        }
        rows.extend(sentence(&said, style, 2, width, look));
        if self.first && matches!(shown, Hints::All | Hints::Last) {
            rows.extend(sentence(HALF_A_CHIP, look.theme.dim, 2, width, look));
        }
        rows
    }
}

fn words(outcome: &Outcome, sight: Sight) -> ratatui::text::Line<'static> {
    let text = runs(&outcome.text, sight.look.theme.text, sight.look);
    let lines = crate::ui::text::wrap(&text, usize::MAX);
    lines.into_iter().next().unwrap_or_default()
}

/// A click on an end moves a chip, one on the bar sets them.
fn zones(at: u16) -> Vec<(std::ops::Range<u16>, Click)> {
    let bar = at + 2;
    let mut zones = vec![(at.saturating_sub(1)..at + 2, Click::Key(Key::char('-')))];
    for chip in 1..CHIPS as u16 {
        let digit = char::from_digit(u32::from(chip), 10).unwrap_or('1');
        zones.push((bar + chip - 1..bar + chip, Click::Key(Key::char(digit))));
    }
    let last = bar + CHIPS as u16 - 1;
    zones.push((last..last + 1, Click::Key(Key::char('>'))));
    zones.push((last + 1..last + 4, Click::Key(Key::char('+'))));
    zones
}
