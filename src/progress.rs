//! What a learner did: a value, and where it is kept.
//!
//! Everything is kept under the ids of lessons and steps, never under numbers, so that a course
//! may grow or be put into another order and nobody loses anything.

mod file;
mod labs;
mod store;
#[cfg(test)]
mod tests;

pub use store::{BadLearner, Notice, Store};

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

use crate::lesson::model::{Course, Lesson};

/// What a learner did and chose.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Progress {
    /// Where the learner is.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    place: Option<Place>,
    /// How pictures are drawn, as the learner chose it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    drawing: Option<String>,
    /// By the id of the lesson.
    #[serde(default)]
    lessons: BTreeMap<String, Done>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
struct Place {
    lesson: String,
    step: String,
}

/// What was done in one lesson.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
struct Done {
    /// The ids of the steps that were on the screen.
    #[serde(default)]
    seen: BTreeSet<String>,
}

impl Progress {
    /// The learner is at a step now, and has seen it.
    pub fn visit(&mut self, lesson: &str, step: &str) {
        self.place = Some(Place {
            lesson: lesson.to_owned(),
            step: step.to_owned(),
        });
        let done = self.lessons.entry(lesson.to_owned()).or_default();
        done.seen.insert(step.to_owned());
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

    /// How pictures are drawn, if the learner chose.
    pub fn drawing(&self) -> Option<&str> {
        self.drawing.as_deref()
    }

    /// The learner chose how pictures are drawn.
    pub fn choose_drawing(&mut self, drawing: &str) {
        self.drawing = Some(drawing.to_owned());
    }

    /// Adds what another run did. What only one can be right about stays as it is here.
    pub fn merge(&mut self, other: Self) {
        self.place = self.place.take().or(other.place);
        self.drawing = self.drawing.take().or(other.drawing);
        for (lesson, done) in other.lessons {
            let seen = &mut self.lessons.entry(lesson).or_default().seen;
            seen.extend(done.seen);
        }
    }
}
