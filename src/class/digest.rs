//! One learner, as far as a class is looked at: small, and by places in place of ids.

use super::needs::STUCK;
use super::{Doing, Given, Present, Questions, Standing};
use crate::lesson::judge;
use crate::progress::{Answer, Place, Progress};

/// A step by its places, and since when.
type At = (Option<(usize, usize)>, u64);

/// What a learner did.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Digest {
    /// Where they were when something was last kept of them.
    kept: At,
    /// Exercises that are settled, by their places among all, in order.
    settled: Vec<usize>,
    /// The lesson and the step they are at.
    pub place: Option<(usize, usize)>,
    /// When they came there, in seconds since 1970.
    pub since: u64,
    /// When something was last kept of them.
    pub last: u64,
    /// What their session is at; none where there is none.
    pub doing: Option<Doing>,
    /// The exercises of the step that are open, by their places among all.
    pub open: Vec<usize>,
    /// Steps of the course that are done.
    pub done: usize,
    /// First answers to questions and tasks, by their places among all.
    pub firsts: Vec<(usize, Given)>,
    /// Of each bet the chips on what was trusted most, the number of options, and whether it happened.
    pub claims: Vec<(u32, usize, bool)>,
}

/// What a learner's files say, and when.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Stamped {
    /// What was kept of them.
    pub progress: Progress,
    /// When, in seconds since 1970.
    pub when: u64,
    /// What their session says; none where there is none.
    pub present: Option<Present>,
}

impl Digest {
    /// What files say of a learner of this course.
    pub fn of(questions: &Questions, stamped: &Stamped) -> Self {
        let (course, progress) = (questions.course(), &stamped.progress);
        let place = progress.place();
        let mut digest = Self {
            kept: (
                place.and_then(|place| place.within(course)),
                place.and_then(Place::since).unwrap_or(stamped.when),
            ),
            last: stamped.when,
            ..Self::default()
        };
        let lessons = course.lessons.iter();
        digest.done = lessons.map(|lesson| progress.steps_done(lesson)).sum();
        for at in 0..questions.all().len() {
            let Some((lesson, _, block)) = questions.at(at) else {
                continue;
            };
            let id = block.id().unwrap_or_default();
            if progress.is_settled(&lesson.id, id) {
                digest.settled.push(at);
            }
            let Some(answered) = progress.answered(&lesson.id, id) else {
                continue;
            };
            if let Answer::Bet { chips, happened } = &answered.first {
                digest.claims.extend(claim(chips, *happened));
            }
            if let Some(given) = Given::of(block, answered) {
                digest.firsts.push((at, given));
            }
        }
        digest.hear(questions, stamped.present.as_ref());
        digest
    }

    /// What their session says now. An open one knows better where they are than what was kept: that may
    /// be of another session, which has left.
    pub(super) fn hear(&mut self, questions: &Questions, present: Option<&Present>) {
        self.doing = present.map(|present| present.doing);
        let place = present.and_then(|present| present.place.as_ref());
        let place =
            place.and_then(|place| Some((place.within(questions.course())?, place.since())));
        (self.place, self.since) = match place {
            Some((place, since)) => (Some(place), since.unwrap_or(self.kept.1)),
            None => self.kept,
        };
        let all = questions.all().iter().enumerate();
        let here = all.filter(|(_, it)| self.place == Some((it.lesson, it.step)));
        let open = here.filter(|(at, _)| self.settled.binary_search(at).is_err());
        self.open = open.map(|(at, _)| at).collect();
    }

    /// How they stand where they are. Who trains or waits for a core is not stuck.
    pub fn standing(&self, now: u64) -> Standing {
        let long = now.saturating_sub(self.since) >= STUCK;
        match self.doing {
            None => Standing::Away,
            Some(Doing::Reading) if long && !self.open.is_empty() => Standing::Stuck,
            Some(_) => Standing::Here,
        }
    }

    /// The first answer to a question.
    pub fn first(&self, question: usize) -> Option<&Given> {
        let at = self.firsts.binary_search_by_key(&question, |(at, _)| *at);
        at.ok().map(|at| &self.firsts[at].1)
    }
}

/// What a bet trusted most, of several the first. A file from elsewhere may hold what is no bet.
fn claim(chips: &[u32], happened: usize) -> Option<(u32, usize, bool)> {
    if !judge::adds_up(chips, chips.len()) || happened >= chips.len() {
        return None;
    }
    let most = *chips.iter().max()?;
    let at = chips.iter().position(|placed| *placed == most)?;
    Some((most, chips.len(), at == happened))
}
