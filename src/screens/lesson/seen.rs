//! A step as the learner sees it. It is laid out once, after each event: drawing shows it, and the
//! next key or move of the mouse means what it meant on it.

use super::ring::Stop;
use super::{Context, LessonScreen};
use crate::labs::Lab;
use crate::lesson::model::{Lesson, Step};
use crate::screens::exercise::{Hints, Row, Sight, begin};
use crate::screens::page::{self, Page, Setting, Texts};
use crate::ui::chrome;
use crate::ui::control::{Control, Lock};

/// What is worked out of a step once.
#[derive(Default)]
pub struct Seen {
    /// Where everything stands.
    pub page: Page,
    /// The controls that the step offers, each with what holds it, if anything does.
    pub controls: Vec<(Control, Option<Lock>)>,
    /// All places where the mark can stand, as they stand on the page.
    pub ring: Vec<Stop>,
    /// The place of the lab among the blocks.
    pub lab_block: usize,
    texts: Texts,
}

/// What an event wants in sight.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reveal {
    /// Where the mark is.
    Mark,
    /// A whole block.
    Block(usize),
}

impl LessonScreen {
    /// Lays the step out as it is now, and scrolls as little as it takes to show what the event
    /// wants in sight.
    pub fn lay_out(&mut self, context: Context) {
        let Some((lesson, step)) = self.lesson(context.course).zip(self.step(context.course))
        else {
            self.seen = Seen::default();
            return;
        };
        let controls = self.offered(lesson, step, context);
        self.seen.lab_block = page::lab_block(step);
        self.seen.ring = self.stops(&controls, context);
        self.seen.controls = controls;
        self.seen.texts.fit(context.look, context.area);
        self.seen.page = self.page(step, context);
        let rows = match self.reveal.take() {
            Some(Reveal::Mark) => self.stop().and_then(|stop| self.seen.rows_of(stop)),
            Some(Reveal::Block(block)) => self.seen.page.rows_of(block, None),
            None => None,
        };
        if let Some((first, rows)) = rows {
            let page = &self.seen.page;
            self.scroll
                .show(first, rows, page.height, page.column.height);
        }
    }

    /// The controls that the step offered when it was laid out, each with what holds it, if anything
    /// does.
    pub fn controls(&self) -> &[(Control, Option<Lock>)] {
        &self.seen.controls
    }

    /// The controls of the lab in the learner's hands that this step offers.
    fn offered(
        &self,
        lesson: &Lesson,
        step: &Step,
        context: Context,
    ) -> Vec<(Control, Option<Lock>)> {
        let directive = page::directive(lesson, step);
        let lab = self.lab(context.labs).zip(directive);
        lab.map(|(lab, directive)| page::shown(lab, directive, &self.waiting(context)))
            .unwrap_or_default()
    }

    fn page(&self, step: &Step, context: Context) -> Page {
        let look = context.look;
        let (stop, typing) = (self.stop(), self.is_typing(context));
        let asked = |block: usize, width: u16, hints: Hints| -> Vec<Row> {
            let focus = stop
                .filter(|stop| stop.block == block)
                .map(|stop| stop.field);
            let sight = Sight {
                focus,
                typing,
                width,
                look,
            };
            let exercise = self.exercise(block, context);
            exercise.map_or(Vec::new(), |exercise| exercise.rows(sight, hints))
        };
        let unbegun = |block: usize, width: u16| -> u16 {
            let sight = Sight {
                focus: None,
                typing: false,
                width,
                look,
            };
            let shown = step.blocks.get(block);
            let rows = shown.and_then(|shown| {
                let exercise = begin(shown, None, 0, false)?;
                Some(exercise.rows(sight, Hints::All).len())
            });
            rows.and_then(|rows| rows.try_into().ok()).unwrap_or(0)
        };
        let most = |block: usize, width: u16, hints: Hints, all: bool| -> u16 {
            let exercise = self.exercise(block, context);
            let count =
                || exercise.map_or(0, |exercise| exercise.most_rows(width, look, hints, all));
            self.seen.texts.most_rows((block, width, hints, all), count)
        };
        let lab = self.lab_in_sight(context.labs);
        let controls = match self.lab(context.labs) {
            Some(_) => self.seen.controls.len(),
            // What waits for an answer has rows for its controls all the same.
            None => {
                let lesson = self.lesson(context.course);
                let directive = lesson.and_then(|lesson| page::directive(lesson, step));
                let waiting = lab.zip(directive);
                waiting.map_or(0, |(lab, directive)| page::shown(lab, directive, &[]).len())
            }
        };
        let controls = u16::try_from(controls).unwrap_or(u16::MAX);
        let setting = Setting {
            step,
            lab: lab.map(|lab| (lab, controls)),
            texts: &self.seen.texts,
            asked: &asked,
            unbegun: &unbegun,
            most: &most,
            answered: &|id| self.is_answered(id, context),
            explained: self.explained,
            reached: self.is_reached(context),
            look,
        };
        page::lay_out(setting, chrome::frame(context.area).body)
    }

    /// The rows that the screen does not show, but for a picture that was seen before.
    pub fn hidden_rows(&self, context: Context) -> u16 {
        let page = &self.seen.page;
        let worked_with = self.step(context.course).and_then(page::worked_with);
        let text = page.lines.last().map_or(0, |(row, _)| row + 1);
        let needed = worked_with.map_or(text, |_| page.height);
        needed.saturating_sub(page.column.height)
    }

    /// Whether the picture, and nothing else, is what lies below.
    pub fn hides_picture(&self) -> bool {
        let page = &self.seen.page;
        let below = self.scroll.offset(page.height, page.column.height) + page.column.height;
        let hidden = page
            .lab
            .is_some_and(|lab| lab.scrolls && lab.picture.y >= below);
        hidden && page.lines.last().is_none_or(|(row, _)| *row < below)
    }

    /// Whether something is being typed, and can be seen.
    pub fn sees_draft(&self, context: Context) -> bool {
        let stop = self.stop().filter(|_| self.has_draft(context));
        let page = &self.seen.page;
        let top = self.scroll.offset(page.height, page.column.height);
        let sight = top..=top + page.column.height;
        let rows = stop.and_then(|stop| self.seen.rows_of(stop));
        rows.is_some_and(|(first, rows)| sight.contains(&first) && sight.contains(&(first + rows)))
    }

    /// What is typed into stays in sight in another size.
    pub fn keep_draft_in_sight(&mut self, context: Context) {
        if self.sees_draft(context) {
            self.reveal = Some(Reveal::Mark);
        }
    }

    /// The control with the mark on it.
    pub fn chosen(&self) -> Option<&Control> {
        let (control, _) = self.seen.controls.get(self.control()?)?;
        Some(control)
    }

    /// The same, if it has but two values.
    pub fn toggle(&self) -> Option<&Control> {
        self.chosen().filter(|control| control.toggle().is_some())
    }

    /// Whether Space switches it. A lab that has a use for Space, such as one that trains, keeps it
    /// wherever the mark is: then + and - switch.
    pub fn is_switched_by_space(&self, context: Context) -> bool {
        let verbs = self.lab(context.labs).map(Lab::verbs).unwrap_or_default();
        self.toggle().is_some() && verbs.iter().all(|verb| verb.key != Some(' '))
    }
}

impl Seen {
    /// The rows of the column that a stop takes; nothing for a control beside the column.
    pub fn rows_of(&self, stop: Stop) -> Option<(u16, u16)> {
        if stop.block != self.lab_block {
            return self.page.rows_of(stop.block, Some(stop.field));
        }
        let place = self.page.lab.filter(|place| place.scrolls)?;
        let row = if place.folded { 0 } else { stop.field as u16 };
        Some((place.controls.y + row, 1))
    }

    /// The control shown where there is room for one: the `chosen` one, else the first to be moved.
    pub fn folded_control(&self, chosen: Option<usize>) -> usize {
        let first = || self.controls.iter().position(|(_, held)| held.is_none());
        chosen.or_else(first).unwrap_or(0)
    }
}
