//! The question to the terminal while it is open: what was answered, and until when it counts.

use std::time::{Duration, Instant};

use super::Answers;
use super::local::Judge;
use crate::event::Abilities;

/// The open question.
pub(super) struct Asking {
    answers: Answers,
    until: Instant,
    judge: Judge,
}

impl Asking {
    /// Answers count for this long from now on.
    pub(super) fn new(now: Instant, patience: Duration, judge: Judge) -> Self {
        Self {
            answers: Answers::default(),
            until: now + patience,
            judge,
        }
    }

    /// This is what was answered so far.
    pub(super) fn hear(&mut self, answers: Answers) {
        self.answers = answers;
    }

    /// How long it stays open, if nothing more is answered.
    pub(super) fn wait(&self, now: Instant) -> Duration {
        if self.answers.complete {
            Duration::ZERO
        } else {
            self.until.saturating_duration_since(now)
        }
    }

    /// Closes it: what the terminal can show, and whether it can show a frame at once. Nothing, if
    /// it has said nothing of that.
    pub(super) fn close(self) -> Option<(Abilities, bool)> {
        let silent = Answers {
            complete: self.answers.complete,
            ..Answers::default()
        };
        (self.answers != silent).then(|| {
            let synchronized = self.answers.synchronized == Some(true);
            ((self.judge)(&self.answers), synchronized)
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ui::glyphs::{Background, ColorTier};

    const PATIENCE: Duration = Duration::from_millis(100);

    fn asking() -> (Asking, Instant) {
        let judge = |answers: &Answers| Abilities {
            color: answers.color.unwrap_or(ColorTier::Ansi16),
            background: Background::Dark,
            ascii: false,
        };
        let now = Instant::now();
        (Asking::new(now, PATIENCE, Box::new(judge)), now)
    }

    #[test]
    fn it_closes_with_the_last_answer_or_when_time_is_over() {
        let (mut asking, now) = asking();
        assert_eq!(asking.wait(now), PATIENCE);
        assert_eq!(asking.wait(now + PATIENCE), Duration::ZERO);
        asking.hear(Answers {
            complete: true,
            ..Answers::default()
        });
        assert_eq!(asking.wait(now), Duration::ZERO);
    }

    #[test]
    fn what_came_in_time_counts_and_silence_changes_nothing() {
        let (mut partly, _) = asking();
        partly.hear(Answers {
            color: Some(ColorTier::TrueColor),
            synchronized: Some(true),
            ..Answers::default()
        });
        let (can, synchronized) = partly.close().unwrap();
        assert_eq!((can.color, synchronized), (ColorTier::TrueColor, true));
        let (mut fence_alone, _) = asking();
        fence_alone.hear(Answers {
            complete: true,
            ..Answers::default()
        });
        assert_eq!(fence_alone.close(), None);
        assert_eq!(asking().0.close(), None);
    }
}
