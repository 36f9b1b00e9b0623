//! Something to bring about in the lab: watched while the learner works on it.

mod words;

use super::rows::{Row, hanging};
use super::{Facts, Pressed, Sight, filled};
use crate::event::{Key, KeyCode};
use crate::lesson::judge::{Watch, timeless};
use crate::lesson::model::{Inline, Task};
use crate::progress::{Answer, Answered};
use crate::ui::text::{Run, folded, runs};
use ratatui::text::Span;

/// How far a task has come.
#[derive(Debug, Clone)]
pub struct Watched {
    watch: Watch,
    /// How many hints are unfolded.
    hints: usize,
    /// Why it worked, with the facts of that moment.
    done: Option<Vec<Inline>>,
}

impl Watched {
    /// A task as it was left: met, or to be met.
    pub fn new(before: Option<&Answered>) -> Self {
        Self {
            watch: match before {
                Some(_) => Watch::met(),
                None => Watch::default(),
            },
            hints: 0,
            done: None,
        }
    }

    /// Whether it was met.
    pub fn is_met(&self) -> bool {
        self.watch.is_met()
    }

    /// Whether a hint is left to be unfolded.
    fn has_hint(&self, task: &Task) -> bool {
        !self.is_met() && self.hints < task.hints.len()
    }

    /// `h` unfolds the next hint.
    pub fn press(&mut self, task: &Task, key: Key) -> Pressed {
        if key.code != KeyCode::Char('h') || !self.has_hint(task) {
            return Pressed::Ignored;
        }
        self.hints += 1;
        Pressed::Taken
    }

    /// Looks whether it is met now.
    pub fn judge(&mut self, task: &Task, facts: &dyn Facts, still: bool) -> Option<Answer> {
        // A fact may be missing until a run has begun: then it is not met yet.
        let met = self.watch.update(task, facts, still).unwrap_or(false);
        if !met {
            return None;
        }
        self.done = task.done.as_ref().map(|done| filled(done, facts));
        Some(Answer::Task)
    }

    /// Why it worked.
    fn why(&self, task: &Task) -> Option<Vec<Inline>> {
        let done = self.done.clone();
        done.or_else(|| task.done.as_deref().and_then(timeless))
    }

    /// The keys it takes.
    pub fn offers(&self, task: &Task) -> Vec<(&'static str, &'static str, Key)> {
        match self.has_hint(task) {
            true => vec![("h", "hint", Key::char('h'))],
            false => Vec::new(),
        }
    }

    /// What is to be reached and the hints; met, why it worked.
    pub fn rows(&self, task: &Task, sight: Sight) -> Vec<Row> {
        let Sight { width, look, .. } = sight;
        if self.is_met() {
            let sign = Span::styled(look.pick("√ ", "* ").to_string(), look.theme.good);
            let text = self.why(task).unwrap_or_else(|| task.goal.clone());
            return hanging(
                vec![sign],
                &runs(&text, look.theme.text, look),
                width,
                None,
                None,
            );
        }
        let sign = Span::styled(look.pick("○ ", "( ) ").to_string(), look.theme.accent);
        let mut text = runs(&task.goal, look.theme.text, look);
        let key = self.has_hint(task).then(|| Key::char('h'));
        if key.is_some() {
            let more = if self.hints == 0 {
                "\u{a0} h: a hint"
            } else {
                "\u{a0} h: another"
            };
            text.push(Run::new(&folded(more, look), look.theme.dim));
        }
        let mut rows = hanging(vec![sign], &text, width, None, key);
        for (at, hint) in task.hints.iter().take(self.hints).enumerate() {
            let count = format!("  hint {} of {}: ", at + 1, task.hints.len());
            let lead = vec![Span::styled(count, look.theme.dim)];
            rows.extend(hanging(
                lead,
                &runs(hint, look.theme.text, look),
                width,
                None,
                None,
            ));
        }
        rows
    }
}
