//! Who needs somebody now.

use super::{Class, Given, Learner, Standing};

/// Seconds at one open step after which a learner counts as stuck.
pub const STUCK: u64 = 600;

/// A learner who needs somebody. Who waits for a core needs the core.
#[derive(Debug, Clone, PartialEq)]
pub struct Need<'a> {
    /// Their id.
    pub id: &'a str,
    /// The lesson and the step.
    pub place: (usize, usize),
    /// For how many seconds.
    pub seconds: u64,
    /// The exercise that is open, of several one that was tried.
    pub open: usize,
    /// What was tried first.
    pub tried: Option<&'a Given>,
}

impl Class {
    /// Who stands at an open step for long, the longest first.
    pub fn needs(&self) -> Vec<Need<'_>> {
        let mut needs: Vec<_> = self
            .learners()
            .filter_map(|(id, it)| self.need(id, it))
            .collect();
        needs.sort_by_key(|need| std::cmp::Reverse(need.seconds));
        needs
    }

    fn need<'a>(&self, id: &'a str, learner: &'a Learner) -> Option<Need<'a>> {
        let digest = &learner.digest;
        if digest.standing(self.now) != Standing::Stuck {
            return None;
        }
        let tried = digest.open.iter().find(|at| digest.first(**at).is_some());
        let open = *tried.or(digest.open.first())?;
        Some(Need {
            id,
            place: digest.place?,
            seconds: self.now.saturating_sub(digest.since),
            open,
            tried: digest.first(open),
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
