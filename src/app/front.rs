//! The step in front: the greeting while there is one, else that of the lesson.

use super::{App, Over};
use crate::lesson::model::{Lesson, Step};
use crate::msg::Effect;
use crate::screens::greeting::Around;
use crate::screens::help::Subject;
use crate::screens::lesson::{Context, ContextMut, LessonScreen};
use crate::screens::summary::{self, Summary};
use crate::ui::Look;
use ratatui::layout::Rect;

impl App {
    /// The screen of the step in front, which is the greeting while there is one.
    pub(super) fn front(&self) -> (&LessonScreen, Context<'_>) {
        match &self.greeting {
            Some(greeting) => greeting.seen(&self.look, self.area),
            None => (&self.lesson, self.context()),
        }
    }

    /// The same, to be spoken to.
    pub(super) fn front_mut(&mut self) -> (&mut LessonScreen, ContextMut<'_>) {
        match self.greeting {
            Some(ref mut greeting) => greeting.parts(around(&self.look, self.area, self.now)),
            None => self.parts(),
        }
    }

    /// The lesson and the step of the course.
    pub(super) fn place(&self) -> Option<(&Lesson, &Step)> {
        self.lesson
            .lesson(&self.course)
            .zip(self.lesson.step(&self.course))
    }

    /// Lays out the step in front.
    pub(super) fn lay_out(&mut self) {
        let (screen, context) = self.front_mut();
        screen.lay_out(context.as_ref());
    }

    /// What the step on the screen leaves open for who goes on to the next one.
    pub(super) fn left_open(&self, lesson: usize, step: usize) -> Option<String> {
        let screen = &self.lesson;
        let onward = (lesson, step) == (screen.lesson, screen.step + 1);
        let open = screen.open(self.context()).filter(|_| onward)?;
        Some(format!("the {open} stays open: {{back}} goes back to it"))
    }

    /// Says something on the step in front, until the next key.
    pub(super) fn say(&mut self, sentence: &str) {
        self.front_mut().0.say(sentence.to_owned());
    }

    /// The page after the lesson that one is in.
    pub(super) fn sum_up(&mut self) -> Vec<Effect> {
        self.over = Some(Over::Summary(Summary::of(self.lesson.lesson)));
        Vec::new()
    }

    /// What that page is made of.
    pub(super) fn summed_up(&self, area: Rect) -> summary::Sight<'_> {
        summary::Sight {
            course: &self.course,
            progress: &self.progress,
            area,
            look: &self.look,
        }
    }

    /// What the help speaks of: the step in front.
    pub(super) fn subject(&self) -> Option<Subject<'_>> {
        let (screen, context) = self.front();
        let course = context.course;
        let (lesson, step) = screen.lesson(course).zip(screen.step(course))?;
        Some(Subject {
            lesson,
            step,
            symbols: course.symbols_on(screen.lesson, screen.step),
            lab: screen.lab(context.labs),
            controls: screen.controls(),
            waiting: screen.waiting(context),
        })
    }
}

/// What surrounds a greeting.
pub(super) fn around(look: &Look, area: Rect, now: u64) -> Around<'_> {
    Around { look, area, now }
}
