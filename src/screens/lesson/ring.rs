//! The ring of controls and fields on a step, and the mark that walks it.

use super::seen::{Reveal, Seen};
use super::{Context, ContextMut, LessonScreen};
use crate::screens::exercise::Exercise;
use crate::screens::page;
use crate::ui::control::{Control, Lock};

/// A place the mark can stand on: a control of the lab, or a field of an exercise, by the block it
/// belongs to. They are ordered as they stand on the page.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Stop {
    /// The block of the step.
    pub block: usize,
    /// The control or field in it.
    pub field: usize,
}

/// Where the mark begins: on what is asked and open. A bet comes before everything that could show
/// how it ends; a task is met in the lab.
pub fn first_stop<'a>(
    exercises: impl Iterator<Item = (usize, &'a Exercise)> + Clone,
) -> Option<Stop> {
    let find = |open: fn(&Exercise) -> bool| exercises.clone().find(|(_, it)| open(it));
    let bet = find(Exercise::is_open_bet);
    let first = || find(|exercise| !exercise.is_settled());
    let (block, exercise) = bet.or_else(first)?;
    let in_the_lab = matches!(exercise, Exercise::Task(..));
    let field = exercise.at();
    (!in_the_lab).then_some(Stop { block, field })
}

/// How far Up and Down scroll where the next stop is not in sight.
const STRIDE: u16 = 3;

impl LessonScreen {
    /// All stops of the step: controls that can be moved, fields that can be filled.
    pub fn stops(&self, controls: &[(Control, Option<Lock>)], context: Context) -> Vec<Stop> {
        let Some((lesson, step)) = self.lesson(context.course).zip(self.step(context.course))
        else {
            return Vec::new();
        };
        let lab = page::lab_block(step);
        let free = |block| {
            let free = (0..controls.len()).filter(|&field| controls[field].1.is_none());
            free.map(move |field| Stop { block, field })
        };
        let mut ring = Vec::new();
        for (block, shown) in step.blocks.iter().enumerate() {
            if lab == block {
                ring.extend(free(block));
            } else if let Some(exercise) = shown
                .id()
                .and_then(|id| context.exercises.get(&lesson.id, id))
            {
                ring.extend((0..exercise.fields()).map(|field| Stop { block, field }));
            }
        }
        if lab == step.blocks.len() {
            ring.extend(free(lab));
        }
        ring
    }

    /// Where the mark is: on a stop that is gone it moves to the next one.
    pub fn stop(&self) -> Option<Stop> {
        let ring = &self.seen.ring;
        let here = ring.iter().find(|&&stop| stop >= self.focus);
        here.or(ring.last()).copied()
    }

    /// The chosen control of the lab, if the mark is on one.
    pub fn control(&self) -> Option<usize> {
        let stop = self.stop()?;
        (stop.block == self.seen.lab_block).then_some(stop.field)
    }

    /// Up and Down: to the next stop, scrolling along; where none is near they scroll.
    pub fn walk(&mut self, by: i32, context: &mut ContextMut) {
        let Seen { ring, page, .. } = &self.seen;
        let (content, view) = (page.height, page.column.height);
        let stride = i32::from(STRIDE.min(view.max(1)));
        let at = self
            .stop()
            .and_then(|stop| ring.iter().position(|s| *s == stop));
        let Some(at) = at else {
            self.scroll.by(by, content, view);
            return;
        };
        let whole = content <= view;
        let next = match (by > 0, at) {
            (true, at) if at + 1 < ring.len() => Some(at + 1),
            (false, at) if at > 0 => Some(at - 1),
            (true, _) if whole || !self.scroll.more_below(content, view) => Some(0),
            (false, _) if whole || self.scroll.offset(content, view) == 0 => Some(ring.len() - 1),
            _ => None,
        };
        // The only stop there is has nowhere to go.
        let next = next.filter(|_| ring.len() > 1);
        let wraps = next.is_some_and(|next| next.abs_diff(at) + 1 == ring.len() && ring.len() > 2);
        match next.map(|next| ring[next]) {
            Some(next) if wraps || self.is_near(next, by) => self.mark(next, context),
            _ => drop(self.scroll.by(by * stride, content, view)),
        }
    }

    /// Tab: to the next block that has a stop, and there to where the mark was.
    pub fn jump(&mut self, by: i32, context: &mut ContextMut) {
        let Some(here) = self.stop() else {
            return self.walk(by, context);
        };
        let ring = &self.seen.ring;
        let mut blocks: Vec<usize> = ring.iter().map(|stop| stop.block).collect();
        blocks.dedup();
        let at = blocks.iter().position(|b| *b == here.block).unwrap_or(0) as i32;
        let to = blocks[(at + by).rem_euclid(blocks.len() as i32) as usize];
        let begin = self.exercise(to, context.as_ref()).map_or(0, |it| it.at());
        let mut stops = ring.iter().filter(|stop| stop.block == to).copied();
        let first = stops.clone().next();
        if let Some(stop) = stops
            .find(|stop| stop.field == begin)
            .or(first)
            .filter(|_| to != here.block)
        {
            self.mark(stop, context);
        }
    }

    /// Puts the mark on a stop, and that in view.
    pub fn mark(&mut self, stop: Stop, context: &mut ContextMut) {
        self.put(stop);
        self.work(stop.block, context, |exercise, _| exercise.mark(stop.field));
        self.reveal = Some(Reveal::Mark);
    }

    /// Whether a stop is in sight, or a stride beyond the edge towards which the mark moves.
    fn is_near(&self, stop: Stop, by: i32) -> bool {
        let Some((first, rows)) = self.seen.rows_of(stop) else {
            return true;
        };
        let page = &self.seen.page;
        let top = self.scroll.offset(page.height, page.column.height);
        match by > 0 {
            true => first + rows.min(page.column.height) <= top + page.column.height + STRIDE,
            false => first + STRIDE >= top,
        }
    }
}
