//! Lessons that have changed while the course runs.

use super::{App, Over};
use crate::msg::{Effect, Reading};
use crate::screens::contents::Contents;
use crate::screens::summary::Summary;
use std::sync::Arc;

/// What is said when the lessons have changed.
pub(super) const ANEW: &str = "the lessons were read anew";

impl App {
    /// Shows the lessons as they are now, at the place that is most like the one before; with a
    /// fault in them, what was read last stays, and the fault is said above it.
    pub(super) fn reload(&mut self, reading: Reading) -> Vec<Effect> {
        let course = match reading {
            Ok(course) => course,
            Err(fault) => {
                self.fault = Some(fault);
                self.lesson.unsay(ANEW); // that was before
                return Vec::new();
            }
        };
        self.fault = None;
        self.greeting = None; // it speaks of the lessons as they were
        let marked = self.lesson.marked(self.context());
        let old = std::mem::replace(&mut self.course, Arc::clone(&course));
        let before = (self.lesson.lesson, self.lesson.step);
        let at = course.like(&old, before);
        self.exercises.follow(&old, &course);
        let mut effects = self.labs.follow((&old, before), (&course, at));
        let (screen, mut context) = self.parts();
        effects.extend(screen.stay(&old, at, marked, &mut context));
        effects.extend(self.record_step());
        match &mut self.over {
            Some(Over::Contents(contents)) => {
                *contents = Contents::at(contents.chosen(), &course, self.area);
            }
            Some(Over::Finder(finder)) => finder.look_up(&course),
            Some(Over::Summary(summary)) => *summary = Summary::of(at.0),
            Some(Over::Help(_) | Over::Copied(_)) | None => {}
        }
        self.lesson.say(ANEW.into());
        effects
    }
}
