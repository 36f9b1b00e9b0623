//! Who needs somebody now.

use super::{Class, Doing, Given, Standing};

/// Seconds at one open step after which a learner counts as stuck.
pub const STUCK: u64 = 600;

/// Seconds of waiting for a core after which a learner is told of.
const PATIENCE: u64 = 60;

/// A learner who needs somebody.
#[derive(Debug, Clone, PartialEq)]
pub struct Need<'a> {
    /// Their id.
    pub id: &'a str,
    /// The lesson and the step.
    pub place: (usize, usize),
    /// For how many seconds.
    pub seconds: u64,
    /// Why.
    pub why: Why<'a>,
}

/// What keeps a learner.
#[derive(Debug, Clone, PartialEq)]
pub enum Why<'a> {
    /// This exercise is open, and was tried so, or was not.
    Open(usize, Option<&'a Given>),
    /// They wait for a core.
    Core,
}

impl Class {
    /// Who stands at an open step for long or waits for a core, the longest first.
    pub fn needs(&self) -> Vec<Need<'_>> {
        let mut needs: Vec<_> = self
            .learners()
            .filter_map(|(id, it)| self.need(id, it))
            .collect();
        needs.sort_by_key(|need| std::cmp::Reverse(need.seconds));
        needs
    }

    fn need<'a>(&self, id: &'a str, learner: &'a super::Learner) -> Option<Need<'a>> {
        let digest = &learner.digest;
        let seconds = self.now.saturating_sub(digest.since);
        let waits = matches!(digest.doing, Some(Doing::Waiting { .. })) && seconds >= PATIENCE;
        let why = match digest.standing(self.now) {
            Standing::Stuck => {
                let tried = digest.open.iter().find(|at| digest.first(**at).is_some());
                let open = *tried.or(digest.open.first())?;
                Why::Open(open, digest.first(open))
            }
            _ if waits => Why::Core,
            _ => return None,
        };
        let place = digest.place?;
        Some(Need {
            id,
            place,
            seconds,
            why,
        })
    }

    /// How many are stuck at a step.
    pub fn stuck_at(&self, place: (usize, usize)) -> usize {
        let learners = self.learners.values();
        learners
            .filter(|it| it.digest.place == Some(place))
            .filter(|it| it.digest.standing(self.now) == Standing::Stuck)
            .count()
    }
}
