//! The lesson's own test: what leads through it, and what is said at its end.

use super::{Context, ContextMut, LessonScreen, Outcome};
use crate::lesson::model::{Block, Course, Lesson};
use crate::msg::Effect;
use crate::progress::Test;
use crate::screens::Wish;
use crate::screens::intents::{Intent, key_of};

impl LessonScreen {
    /// To what comes next of the test. Who did not come for the test is led into it only as long as
    /// all of it can be right.
    pub fn test_out(&mut self, context: Context) -> Option<Wish> {
        let lesson = self.lesson(context.course)?;
        let test = context.progress.test(lesson);
        let said = match test.next() {
            _ if context.progress.is_known(&lesson.id) => {
                "you have shown that you know this lesson".to_owned()
            }
            _ if test.of() == 0 => "this lesson has nothing to test out with".to_owned(),
            Some(step) if self.testing || test.is_open() => {
                return Some(Wish::TestOut {
                    lesson: self.lesson,
                    step,
                });
            }
            _ if test.is_passed() => {
                "the test of this lesson is met already: nothing is left to show".to_owned()
            }
            _ => format!(
                "of the test's questions the first try counts, and was wrong in {}",
                wrong(lesson, &test)
            ),
        };
        self.say(said);
        None
    }

    /// The task of the test that stands here and was not tried yet, for who came for the test.
    pub fn tested_task(&self, context: Context) -> Option<usize> {
        let lesson = self.lesson(context.course).filter(|_| self.testing)?;
        let untried = |id: &str| context.progress.answered(&lesson.id, id).is_none();
        let mut test = lesson.test().into_iter();
        let (_, block) = test.find(|(step, block)| {
            *step == self.step && matches!(block, Block::Task(_)) && block.id().is_some_and(untried)
        })?;
        let blocks = &self.step(context.course)?.blocks;
        blocks.iter().position(|other| other.id() == block.id())
    }

    /// The next hint of a task. In the test it is asked for twice: it ends the try.
    pub fn unfold(&mut self, task: usize, context: &mut ContextMut) -> Option<Vec<Effect>> {
        let hint = key_of(Intent::Hint)?;
        if self.tested_task(context.as_ref()) != Some(task) {
            return self.press_on(task, 0, hint, context);
        }
        const COSTS: &str = "in the test a hint ends the try";
        if !self.is_sure("hint", "{hint}", COSTS) {
            return Some(Vec::new());
        }
        let mut effects = self.press_on(task, 0, hint, context).unwrap_or_default();
        effects.extend(self.end_try(task, context));
        Some(effects)
    }

    /// The learner gives up the task of the test that stands here, once that is sure, and goes on to
    /// what comes next of it.
    pub fn give_up(&mut self, context: &mut ContextMut) -> Outcome {
        let Some(task) = self.tested_task(context.as_ref()) else {
            return Outcome::default();
        };
        const COSTS: &str = "this gives the task up, and the test goes on";
        if !self.is_sure("give up", "{test}", COSTS) {
            return Outcome::default();
        }
        let effects = self.end_try(task, context);
        let wish = match self.testing {
            true => self.test_out(context.as_ref()),
            false => None,
        };
        Outcome { effects, wish }
    }

    /// The first try at a task of the test is over, and was not right.
    fn end_try(&mut self, task: usize, context: &mut ContextMut) -> Vec<Effect> {
        let Some((lesson, step)) = self.lesson(context.course).zip(self.step(context.course))
        else {
            return Vec::new();
        };
        let Some(id) = step.blocks.get(task).and_then(Block::id) else {
            return Vec::new();
        };
        context.progress.give_up(&lesson.id, id, context.now);
        let said = self.mark_test(task, lesson, context);
        self.say(said);
        vec![Effect::Save(context.progress.clone())]
    }

    /// The learner has come to a step of the test.
    pub fn test(&mut self, context: Context) {
        let Some(lesson) = self.lesson(context.course) else {
            return;
        };
        let test = context.progress.test(lesson);
        self.testing = test.next().is_some();
        if self.testing {
            let nth = test.tried() + 1;
            self.say(match test.of() {
                1 => "meet this task, and the lesson counts as known".into(),
                of => format!("test {nth} of {of}: the first try counts, and {{test}} goes on"),
            });
        }
    }

    /// Whether T goes on to what comes next of the test: the learner is in it, and has tried what
    /// stands here.
    pub fn goes_on_in_test(&self, context: Context) -> bool {
        let lesson = self.lesson(context.course).filter(|_| self.testing);
        let next = lesson.and_then(|lesson| context.progress.test(lesson).next());
        next.is_some_and(|step| step != self.step)
    }

    /// What an answer in the test, that of a block, comes to.
    pub fn mark_test(&mut self, block: usize, lesson: &Lesson, context: &mut ContextMut) -> String {
        let test = context.progress.test(lesson);
        let (right, of) = (test.right(), test.of());
        self.testing = test.next().is_some();
        if self.testing {
            // A field that is still to be filled takes T for a letter.
            let exercise = self.exercise(block, context.as_ref());
            let key = match exercise.is_some_and(|it| it.is_field()) {
                true => "{escape}{test}",
                false => "{test}",
            };
            return match test.wrong().is_empty() {
                true => format!("{right} right, {} to go. {key}: the next one.", of - right),
                false => {
                    format!("{right} of {of} right at the first try so far. {key}: the next one.")
                }
            };
        }
        let over = format!("The test is over: {right} of {of} right at the first try");
        if !test.is_passed() {
            return format!("{over}, wrong in {}.", wrong(lesson, &test));
        }
        context.progress.know(&lesson.id, context.now);
        let onward = onward(context.course, self.lesson);
        format!("{over}. {}: you know it.{onward}", lesson.title)
    }
}

/// Where something was wrong, by numbers and titles.
fn wrong(lesson: &Lesson, test: &Test) -> String {
    let mut steps = test.wrong();
    steps.dedup();
    let places = steps.into_iter().filter_map(|step| {
        let title = &lesson.steps.get(step)?.title;
        let number = lesson.number;
        Some(format!(
            "{title} ({{open}} {number:02}:{} goes there)",
            step + 1
        ))
    });
    places.collect::<Vec<_>>().join(" and ")
}

/// The lesson after the one that is known.
fn onward(course: &Course, lesson: usize) -> String {
    let next = course.lessons.get(lesson + 1);
    next.map_or(String::new(), |next| {
        let (number, title) = (next.number, &next.title);
        format!(" Next comes {title}: {{open}} {number:02} goes there.")
    })
}
