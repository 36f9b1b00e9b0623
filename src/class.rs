//! What a whole class did, of what each learner's course has kept: who is where, what was missed and
//! how, whether bets were as often right as they were sure. Plain values: no file, no clock.
//!
//! Each learner comes as a [`Digest`], made where the file is read. The sums follow one learner at a
//! time, so that a change costs the same in a class of ten and in one of ten thousand.

mod digest;
mod doing;
mod needs;
mod present;
mod question;
mod tally;
#[cfg(test)]
mod tests;

pub use digest::{Digest, Stamped};
pub use doing::{Doing, Standing};
pub use needs::Need;
#[cfg(test)]
pub use needs::STUCK;
pub use present::Present;
pub use question::{Given, Questions};
pub use tally::{Claims, Tally};

use std::collections::BTreeMap;
use std::sync::Arc;

/// What is new in a class.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct ClassNews {
    /// What time it is, in seconds since 1970.
    pub now: u64,
    /// Learners of whom something is new.
    pub learners: Vec<(String, Change)>,
    /// What learners call themselves, by their ids, where that changed.
    pub called: Option<BTreeMap<String, String>>,
    /// Learners' files that cannot be read now.
    pub unreadable: usize,
    /// Files in the folder that are of no learner.
    pub foreign: usize,
    /// There is more to come at once.
    pub more: bool,
}

/// What is new of a learner.
#[derive(Debug, Clone, PartialEq)]
pub enum Change {
    /// All they did.
    Did(Digest),
    /// What their session says; none where there is none any more.
    Does(Option<Present>),
    /// Their file is gone.
    Gone,
}

/// A learner of the class.
#[derive(Debug, Clone, PartialEq)]
pub struct Learner {
    /// Their number where names are off: it stays while the class is looked at.
    pub number: usize,
    /// What they did.
    pub digest: Digest,
}

/// The class as it is now.
#[derive(Debug)]
pub struct Class {
    questions: Arc<Questions>,
    learners: BTreeMap<String, Learner>,
    called: BTreeMap<String, String>,
    tallies: Vec<Tally>,
    claims: Claims,
    numbers: BTreeMap<String, usize>,
    /// Seconds since 1970.
    pub now: u64,
    /// Learners' files that cannot be read.
    pub unreadable: usize,
    /// Files of no learner.
    pub foreign: usize,
    /// Not all files were read yet.
    pub reading: bool,
}

impl Class {
    /// An empty class of a course.
    pub fn new(questions: Arc<Questions>) -> Self {
        let tallies = vec![Tally::default(); questions.all().len()];
        Self {
            questions,
            learners: BTreeMap::new(),
            called: BTreeMap::new(),
            tallies,
            claims: Claims::default(),
            numbers: BTreeMap::new(),
            now: 0,
            unreadable: 0,
            foreign: 0,
            reading: true,
        }
    }

    /// Takes in what is new.
    pub fn hear(&mut self, news: ClassNews) {
        self.now = news.now.max(self.now);
        (self.unreadable, self.foreign) = (news.unreadable, news.foreign);
        self.reading = news.more;
        self.called = news.called.unwrap_or(std::mem::take(&mut self.called));
        for (id, change) in news.learners {
            self.change(id, change);
        }
    }

    fn change(&mut self, id: String, change: Change) {
        if let Change::Does(present) = change {
            if let Some(learner) = self.learners.get_mut(&id) {
                learner.digest.hear(&self.questions, present.as_ref());
            }
            return;
        }
        if let Some(before) = self.learners.remove(&id) {
            self.count(&before.digest, false);
        }
        if let Change::Did(digest) = change {
            self.count(&digest, true);
            let next = self.numbers.len() + 1;
            let number = *self.numbers.entry(id.clone()).or_insert(next);
            self.learners.insert(id, Learner { number, digest });
        }
    }

    /// Adds what a learner did to the sums, or takes it out of them.
    fn count(&mut self, digest: &Digest, adds: bool) {
        for (question, given) in &digest.firsts {
            if let Some(tally) = self.tallies.get_mut(*question) {
                tally.count(given, adds);
            }
        }
        self.claims.count(&digest.claims, adds);
    }

    /// What is asked in the course.
    pub fn questions(&self) -> &Questions {
        &self.questions
    }

    /// Everybody, by their ids.
    pub fn learners(&self) -> impl Iterator<Item = (&str, &Learner)> {
        self.learners
            .iter()
            .map(|(id, learner)| (id.as_str(), learner))
    }

    /// One of them.
    pub fn learner(&self, id: &str) -> Option<&Learner> {
        self.learners.get(id)
    }

    /// What a learner is to be called: by the name they chose or their id, or by their number.
    pub fn name(&self, id: &str, names: bool) -> String {
        let chosen = self.called.get(id).filter(|name| !name.is_empty());
        match (names, self.learners.get(id)) {
            (true, _) if id.is_empty() => chosen.map_or("(no name)".to_owned(), Clone::clone),
            (true, _) => chosen.map_or(id.to_owned(), Clone::clone),
            (false, learner) => format!("learner {}", learner.map_or(0, |it| it.number)),
        }
    }

    /// How many there are, and how many of them are here.
    pub fn present(&self) -> (usize, usize) {
        let here = self
            .learners
            .values()
            .filter(|it| it.digest.doing.is_some());
        (self.learners.len(), here.count())
    }

    /// Of each lesson how many stand there: here and getting on, stuck, away.
    pub fn lessons(&self) -> Vec<[usize; 3]> {
        let mut counts = vec![[0; 3]; self.questions.course().lessons.len()];
        for learner in self.learners.values() {
            let Some(count) = (learner.digest.place).and_then(|(at, _)| counts.get_mut(at)) else {
                continue;
            };
            count[learner.digest.standing(self.now) as usize] += 1;
        }
        counts
    }

    /// The questions and tasks that were answered, the most often missed first. Each by its place among all, with the first answers to it.
    pub fn missed(&self) -> Vec<(usize, &Tally)> {
        let tallies = self.tallies.iter().enumerate();
        let mut missed: Vec<_> = tallies.filter(|(_, tally)| tally.wrong() > 0).collect();
        missed.sort_by(|(_, a), (_, b)| {
            let expected = a.expected().total_cmp(&b.expected());
            expected.then(b.answers().cmp(&a.answers()))
        });
        missed
    }

    /// The first answers to a question.
    pub fn tally(&self, question: usize) -> Option<&Tally> {
        self.tallies.get(question)
    }

    /// How sure the class was of what it trusted most in each bet, and how often that happened.
    pub fn claims(&self) -> &Claims {
        &self.claims
    }

    /// How many train, and how many wait for a core.
    pub fn at_work(&self) -> [usize; 2] {
        let mut counts = [0; 2];
        for learner in self.learners.values() {
            match learner.digest.doing {
                Some(Doing::Training { .. }) => counts[0] += 1,
                Some(Doing::Waiting { .. }) => counts[1] += 1,
                Some(Doing::Reading) | None => {}
            }
        }
        counts
    }
}
