//! What a learner did: a value, and where it is kept.
//!
//! Everything is kept under the ids of lessons and steps, never under numbers, so that a course
//! may grow or be put into another order and nobody loses anything.

mod answer;
mod file;
mod here;
mod labs;
mod roll;
mod store;
#[cfg(test)]
mod tests;

pub use answer::{Answer, Answered, Standing, Test};
pub use file::{change_whole, write_whole};
pub use here::Here;
pub use labs::Kept;
pub use roll::{Found, Read, Roll};
pub use store::is_name as is_learner;
pub use store::{BadLearner, Notice, Store, Unreadable, conflict, peek};

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

use crate::lesson::model::{Course, Lesson};

/// Seconds after the last key after which who comes back was away, and not on a lost line.
const AWAY: u64 = 900;

/// What a learner did and chose.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Progress {
    /// Where the learner is.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    place: Option<Place>,
    /// How digits are drawn, as the learner chose it; of plots, before these had a drawing of their
    /// own, as well.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    drawing: Option<String>,
    /// How plots are drawn, as the learner chose it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    plots: Option<String>,
    /// What lies behind the text, as the learner chose it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    background: Option<String>,
    /// When the learner was last here, in seconds since 1970.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    here: Option<u64>,
    /// The files that lay beside this one, and that the learner was told of.
    #[serde(default, skip_serializing_if = "BTreeSet::is_empty")]
    told: BTreeSet<String>,
    /// By the id of the lesson.
    #[serde(default)]
    lessons: BTreeMap<String, Done>,
}

/// A step, by ids.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Place {
    lesson: String,
    step: String,
    /// When they came there, in seconds since 1970.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    since: Option<u64>,
}

impl Place {
    /// The same, come to at `when` unless that is known.
    pub fn came(mut self, when: u64) -> Self {
        self.since.get_or_insert(when);
        self
    }

    /// When the learner came there, in seconds since 1970, where that is known.
    pub fn since(&self) -> Option<u64> {
        self.since
    }

    /// Whether both are the same step, whenever somebody came there.
    pub fn is_same_step(&self, other: &Self) -> bool {
        (&self.lesson, &self.step) == (&other.lesson, &other.step)
    }

    /// The places of the lesson and of the step in it, where the course has them.
    pub fn within(&self, course: &Course) -> Option<(usize, usize)> {
        let mut lessons = course.lessons.iter();
        let at = lessons.position(|lesson| lesson.id == self.lesson)?;
        let mut steps = course.lessons[at].steps.iter();
        Some((at, steps.position(|step| step.id == self.step)?))
    }
}

/// What was done in one lesson.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
struct Done {
    /// The ids of the steps that were on the screen.
    #[serde(default)]
    seen: BTreeSet<String>,
    /// What was answered, by the id of the question, bet or task.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    answers: BTreeMap<String, Answered>,
    /// When the learner showed to know the lesson without it, in seconds since 1970.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    known: Option<u64>,
}

impl Progress {
    /// The learner is at a step now, and has seen it. Who was there already came there before.
    pub fn visit(&mut self, lesson: &str, step: &str) {
        let place = Place {
            lesson: lesson.to_owned(),
            step: step.to_owned(),
            since: None,
        };
        let before = self.place.take();
        let same = before.filter(|before| before.is_same_step(&place));
        self.place = Some(same.unwrap_or(place));
        let done = self.lessons.entry(lesson.to_owned()).or_default();
        done.seen.insert(step.to_owned());
    }

    /// The learner came to where they are at `when`, in seconds since 1970, unless it was before; 0 is a
    /// time that is not known yet.
    pub fn came(&mut self, when: u64) {
        if let Some(place) = self.place.as_mut().filter(|_| when > 0) {
            place.since.get_or_insert(when);
        }
    }

    /// The learner opens the course at `when`, in seconds since 1970: after a lost line they are where
    /// they were since they came there, after long they come there anew.
    pub fn come_back(&mut self, when: u64) {
        let here = self.here.filter(|here| when.saturating_sub(*here) < AWAY);
        if let Some(place) = self.place.as_mut().filter(|_| here.is_none()) {
            place.since = None;
        }
    }

    /// Whether a step was on the screen.
    pub fn has_seen(&self, lesson: &str, step: &str) -> bool {
        let done = self.lessons.get(lesson);
        done.is_some_and(|done| done.seen.contains(step))
    }

    /// How many of a lesson's present steps were on the screen.
    pub fn steps_seen(&self, lesson: &Lesson) -> usize {
        let steps = lesson.steps.iter();
        steps
            .filter(|step| self.has_seen(&lesson.id, &step.id))
            .count()
    }

    /// Where to go on, as places of a lesson and of a step in it. A step that is no more gives way
    /// to the first of its lesson that was not seen, a lesson that is no more to the first of all.
    pub fn resume(&self, course: &Course) -> (usize, usize) {
        let Some(place) = &self.place else {
            return (0, 0);
        };
        let lessons = &course.lessons;
        let Some(at) = lessons.iter().position(|lesson| lesson.id == place.lesson) else {
            return (0, 0);
        };
        let lesson = &lessons[at];
        let steps = lesson.steps.iter();
        let same = steps.clone().position(|step| step.id == place.step);
        let mut ids = steps.map(|step| step.id.as_str());
        let unseen = || ids.position(|step| !self.has_seen(&lesson.id, step));
        (at, same.or_else(unseen).unwrap_or(0))
    }

    /// Where the learner is.
    pub fn place(&self) -> Option<&Place> {
        self.place.as_ref()
    }

    /// How digits are drawn, if the learner chose.
    pub fn digits(&self) -> Option<&str> {
        self.drawing.as_deref()
    }

    /// The learner chose how digits are drawn.
    pub fn choose_digits(&mut self, drawing: &str) {
        self.drawing = Some(drawing.to_owned());
    }

    /// How plots are drawn, if the learner chose.
    pub fn plots(&self) -> Option<&str> {
        self.plots.as_deref()
    }

    /// The learner chose how plots are drawn.
    pub fn choose_plots(&mut self, drawing: &str) {
        self.plots = Some(drawing.to_owned());
    }

    /// What lies behind the text, if the learner chose.
    pub fn background(&self) -> Option<&str> {
        self.background.as_deref()
    }

    /// The learner chose what lies behind the text, or with `auto` leaves it to the terminal again.
    pub fn choose_background(&mut self, background: &str) {
        self.background = Some(background.to_owned());
    }

    /// Records that the learner is here at `when`, in seconds since 1970, and returns the visit before.
    /// One in the future, recorded by a clock that was wrong, counts as now.
    pub fn record_visit(&mut self, when: u64) -> Option<u64> {
        self.came(when);
        let before = self.here.replace(when);
        before.map(|before| before.min(when))
    }

    /// Tells the learner of a file, by its name. Whether that is new.
    pub fn tell(&mut self, file: &str) -> bool {
        self.told.insert(file.to_owned())
    }

    /// The learner showed to know a lesson without going through it.
    pub fn know(&mut self, lesson: &str, when: u64) {
        let done = self.lessons.entry(lesson.to_owned()).or_default();
        done.known = earlier(done.known, Some(when));
    }

    /// Whether the learner showed to know a lesson.
    pub fn is_known(&self, lesson: &str) -> bool {
        let done = self.lessons.get(lesson);
        done.is_some_and(|done| done.known.is_some())
    }

    /// Forgets a lesson, its place included.
    pub fn forget(&mut self, lesson: &str) {
        self.lessons.remove(lesson);
        self.place = self.place.take().filter(|place| place.lesson != lesson);
    }

    /// Adds what another run did. What only one can be right about stays as it is here; of answers
    /// the first one by time counts.
    pub fn merge(&mut self, other: Self) {
        self.place = self.place.take().or(other.place);
        self.drawing = self.drawing.take().or(other.drawing);
        self.plots = self.plots.take().or(other.plots);
        self.background = self.background.take().or(other.background);
        // Not the later one: that may be of a clock that was wrong.
        self.here = self.here.or(other.here);
        self.told.extend(other.told);
        for (lesson, theirs) in other.lessons {
            let done = self.lessons.entry(lesson).or_default();
            done.seen.extend(theirs.seen);
            done.known = earlier(done.known, theirs.known);
            for (id, answered) in theirs.answers {
                match done.answers.get_mut(&id) {
                    Some(ours) => ours.merge(answered),
                    None => {
                        done.answers.insert(id, answered);
                    }
                }
            }
        }
    }
}

/// The earlier of two times, where there is one.
fn earlier(a: Option<u64>, b: Option<u64>) -> Option<u64> {
    a.into_iter().chain(b).min()
}
