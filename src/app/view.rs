//! What is seen of the application: the screen in front, or the step in words alone.

use super::{App, Over};
use crate::lesson::model::{Lesson, Step};
use crate::screens::exercise::Exercise;
use crate::screens::lesson::draw;
use crate::screens::plain;
use crate::ui::Look;
use crate::ui::chrome;
use crate::ui::fold;
use ratatui::Frame;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

impl App {
    /// The rows of the step that this screen does not show.
    pub fn hidden_rows(&self) -> u16 {
        self.lesson.hidden_rows(self.context())
    }

    /// The step in words and numbers alone.
    pub fn plain(&self) -> String {
        let mut look = self.look.clone();
        look.glyphs.ascii = true;
        fold::told(&self.written(true, &[], &look), self.look.glyphs.ascii)
    }

    /// The same, with the hints that were not asked for or without them.
    /// What was `heard` of the lab just before is left out.
    pub(super) fn written(&self, all_hints: bool, heard: &[String], look: &Look) -> String {
        let context = self.context();
        let asked = |block: usize| {
            let exercise = self.lesson.exercise(block, context);
            let mut lines =
                exercise.map_or(Vec::new(), |exercise| exercise.sentences(all_hints, look));
            // Without its name the first question that is open is answered.
            if let Some(exercise) = exercise
                && let Some(id) = exercise_id(exercise, self.place(), block)
            {
                lines.push(format!(
                    "To answer this one first, say its name: answer {id} and the answer."
                ));
            }
            lines
        };
        let place = self.place();
        place.map_or(String::new(), |(lesson, step)| {
            plain::write(plain::Page {
                lesson,
                index: self.lesson.step,
                step,
                lab: self.lesson.lab_in_sight(&self.labs),
                at_hand: self.lesson.lab(&self.labs).is_some(),
                waiting: &self.lesson.waiting(context),
                heard,
                whole: all_hints,
                asked: &asked,
                answered: &|id| self.lesson.is_answered(id, context),
                look,
            })
        })
    }

    /// Draws the screen in front.
    pub fn view(&self, frame: &mut Frame) {
        let area = frame.area();
        self.draw(area, frame.buffer_mut());
    }

    /// Draws the screen in front into a buffer.
    pub fn draw(&self, area: Rect, buf: &mut Buffer) {
        let area = area.intersection(buf.area);
        // Everything is laid out for the size that was told: of another one word is on its way.
        if self.area.is_empty() || area.intersection(self.area) != self.area {
            return;
        }
        let area = self.area;
        match &self.over {
            Some(Over::Contents(contents)) => {
                contents.view(&self.course, &self.progress, area, buf, &self.look);
            }
            Some(Over::Summary(summary)) => summary.view(self.summed_up(area), buf),
            Some(Over::Copied(copied)) => copied.view(area, buf, &self.look),
            Some(Over::Finder(finder)) => finder.view(&self.course, area, buf, &self.look),
            Some(Over::Help(help)) => {
                if let Some(subject) = self.subject() {
                    help.view(&subject, area, buf, &self.look);
                }
            }
            None => {
                let (screen, context) = self.front();
                draw(screen, context, buf);
            }
        }
        if let Some(notice) = &self.notice {
            chrome::say(notice, self.look.theme.bad, area, buf, &self.look);
        }
        if let Some(fault) = &self.fault {
            chrome::banner(fault, area, buf, &self.look);
        }
        if self.look.glyphs.ascii {
            fold::screen(buf);
        }
    }
}

/// The name of a question that is open where the step asks several.
fn exercise_id<'a>(
    exercise: &dyn Exercise,
    place: Option<(&Lesson, &'a Step)>,
    block: usize,
) -> Option<&'a str> {
    let (_, step) = place.filter(|_| !exercise.is_settled())?;
    let questions = step.blocks.iter().filter(|block| block.is_question());
    let several = questions.count() > 1;
    let asked = step.blocks.get(block).filter(|block| block.is_question())?;
    asked.id().filter(|_| several)
}
