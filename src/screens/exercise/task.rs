//! Something to bring about in the lab: watched while the learner works on it.

mod outcomes;
mod words;

use super::moment::{Moment, of_then};
use super::outcomes::boxed;
use super::rows::{Click, Row, hanging};
use super::{Exercise, Facts, Pressed, Sight};
use crate::event::Key;
use crate::lesson::judge::{Watch, counted, timeless};
use crate::lesson::model::{Inline, Task};
use crate::progress::{Answer, Answered};
use crate::screens::intents::{Intent, Offer, Place, key_of, offer, on_step};
use crate::ui::text::{Run, folded, runs};
use ratatui::text::Span;

/// What begins a sentence that is no longer so.
const MET: &str = "When you met it";

/// Which of the unfolded hints are shown, and with them how much of what is settled.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Hints {
    /// Every one.
    All,
    /// The last one, where more would take the room of the picture.
    Last,
    /// The same, and of a settled bet what happened, why, and what it cost; where the option that was
    /// trusted most did not, why that is so in place of the question.
    Own,
    /// The same, with the question and not a word on that option.
    Alone,
    /// The same, and of a settled bet or question only how it came out and why.
    Bare,
}

/// How far a task has come.
#[derive(Debug, Clone)]
pub struct Watched {
    task: Task,
    watch: Watch,
    /// How many hints are unfolded.
    hints: usize,
    /// Why it worked, once that was seen.
    done: Option<Moment>,
    /// What met it is so now, as far as the lab was looked at.
    holds: bool,
    /// How far the count is, where what is to be reached counts something.
    counted: Option<String>,
}

impl Watched {
    /// A task as it was left: met, or to be met.
    pub fn new(task: &Task, before: Option<&Answered>) -> Self {
        let before = before.filter(|answered| answered.right.is_some());
        let done = before.zip(task.why());
        Self {
            task: task.clone(),
            watch: match before {
                Some(_) => Watch::met(),
                None => Watch::default(),
            },
            hints: 0,
            done: done.and_then(|(before, done)| Moment::past(done, &before.said)),
            holds: before.is_none(),
            counted: None,
        }
    }

    /// What `h` does, if it does anything: for the footer, and beside the self.task.
    fn on_h(&self) -> Option<(&'static str, &'static str)> {
        match self.hints {
            _ if self.is_settled() || self.task.hints.is_empty() => None,
            0 => Some(("hint", "a hint")),
            _ if self.has_hint() => Some(("next hint", "another")),
            _ => Some(("fold hints", "fold")),
        }
    }

    fn follow(&mut self, facts: &dyn Facts) {
        let Some(text) = self.task.why() else {
            return;
        };
        self.holds = self.task.until.holds(facts).unwrap_or(false);
        match &mut self.done {
            Some(done) => done.follow(text, self.holds, facts),
            None if self.holds => self.done = Some(Moment::new(text, facts)),
            None => {}
        }
    }

    /// Why it worked.
    fn why(&self) -> Option<Vec<Inline>> {
        match &self.done {
            Some(done) => Some(done.words(MET)),
            // Met in an earlier session.
            None => {
                let why = self.task.why().and_then(timeless)?;
                Some(if self.holds { why } else { of_then(why, MET) })
            }
        }
    }

    fn goal(&self, sight: Sight) -> Vec<Row> {
        let Sight { width, look, .. } = sight;
        let sign = Span::styled(look.pick("○ ", "( ) ").to_string(), look.theme.accent);
        let mut text = runs(&self.task.goal, look.theme.text, look);
        if let Some(counted) = &self.counted {
            let more = format!(" ({})", counted.replace(' ', "\u{a0}"));
            text.push(Run::new(&folded(&more, look), look.theme.dim));
        }
        let hint = self.on_h().map(|(_, does)| format!("h: {does}"));
        if let Some(hint) = &hint {
            let more = format!("\u{a0} {hint}").replace(' ', "\u{a0}");
            text.push(Run::new(&folded(&more, look), look.theme.dim));
        }
        let mut rows = hanging(vec![sign], &text, width, None, None);
        // A hint ends the first try: it is asked for where it stands, and not anywhere on the task.
        if let (Some(hint), Some(last), Some(key)) = (hint, rows.last_mut(), key_of(Intent::Hint)) {
            let end = last.line.width() as u16;
            let start = end.saturating_sub(hint.chars().count() as u16);
            last.zones = vec![(start..end, Click::Key(key))];
        }
        rows
    }
}

impl Exercise for Watched {
    fn outcomes(&self, _: bool) -> Vec<Box<dyn Exercise>> {
        boxed(self.all_outcomes())
    }

    /// Whether it was met.
    fn is_settled(&self) -> bool {
        self.watch.is_met()
    }

    /// Whether a hint is left to be unfolded.
    fn has_hint(&self) -> bool {
        !self.is_settled() && self.hints < self.task.hints.len()
    }

    /// `h` unfolds the next hint; after the last one it folds them all.
    fn press(&mut self, _: usize, key: Key, _: &dyn Facts) -> Pressed {
        if on_step(key) != Some(Intent::Hint) || self.on_h().is_none() {
            return Pressed::Ignored;
        }
        self.hints = (self.hints + 1) % (self.task.hints.len() + 1);
        Pressed::Taken
    }

    /// Looks whether it is met now; once it is, why it worked follows the lab.
    fn judge(&mut self, facts: &dyn Facts, still: bool) -> Option<Answer> {
        if self.is_settled() {
            self.follow(facts);
            return None;
        }
        self.counted = counted(&self.task.until, facts);
        // A fact may be missing until a run has begun: then it is not met yet.
        let met = self.watch.update(&self.task, facts, still).unwrap_or(false);
        if !met {
            return None;
        }
        self.done = self.task.why().map(|done| Moment::new(done, facts));
        Some(Answer::Task)
    }

    /// The keys it takes.
    fn offers(&self, _: bool) -> Vec<Offer> {
        let offers = self.on_h().zip(offer(Place::Task, Intent::Hint));
        let offers = offers.map(|((does, _), (name, _, key))| (name, does, key));
        offers.into_iter().collect()
    }

    /// What is to be reached and the hints; met, why it worked.
    fn rows(&self, sight: Sight, shown: Hints) -> Vec<Row> {
        let Sight { width, look, .. } = sight;
        if self.is_settled() {
            let sign = Span::styled(look.pick("● ", "* ").to_string(), look.theme.good);
            let text = self.why().unwrap_or_else(|| self.task.goal.clone());
            let text = runs(&text, look.theme.text, look);
            return hanging(vec![sign], &text, width, None, None);
        }
        let open = self.hints.min(self.task.hints.len());
        let first = match shown {
            Hints::All => 0,
            Hints::Last | Hints::Own | Hints::Alone | Hints::Bare => open.saturating_sub(1),
        };
        let mut rows = self.goal(sight);
        rows.extend((first..open).flat_map(|at| hint(&self.task, at, sight)));
        rows
    }

    fn fields(&self) -> usize {
        0
    }

    fn waits(&self) -> bool {
        true // a met one is true, or says that it was
    }

    fn is_open(&self) -> bool {
        false
    }

    fn task(&self) -> Option<&Task> {
        Some(&self.task)
    }
}

fn hint(task: &Task, at: usize, sight: Sight) -> Vec<Row> {
    let Sight { width, look, .. } = sight;
    let count = format!("hint {} of {}: ", at + 1, task.hints.len());
    let mut text = vec![Run::new(&count, look.theme.dim)];
    text.extend(runs(&task.hints[at], look.theme.text, look));
    hanging(vec![Span::raw("  ")], &text, width, None, None)
}

#[cfg(test)]
mod tests;
