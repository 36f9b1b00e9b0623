//! A question from an earlier lesson, for a learner who comes back after a day: a step like any
//! other, in a course of its own. What is answered counts apart from the first answer.

mod choice;
mod words;

use crate::event::Event;
use crate::lesson::model::{Block, Course, Inline, Lesson, Step};
use crate::msg::Effect;
use crate::progress::Progress;
use crate::screens::exercise::Pressed;
use crate::screens::lesson::{Context, ContextMut, LessonScreen, Outcome};
use crate::screens::{DAY, ExerciseStore, LabStore};
use crate::ui::Look;
use ratatui::layout::Rect;

/// The place of the question among the blocks of the step.
const QUESTION: usize = 1;

/// What surrounds the greeting: how it looks, the whole screen, and seconds since 1970.
#[derive(Clone, Copy)]
pub struct Around<'a> {
    /// How it looks.
    pub look: &'a Look,
    /// The whole screen.
    pub area: Rect,
    /// Seconds since 1970.
    pub now: u64,
}

/// The question, as far as the learner has come with it.
pub struct Greeting {
    /// One lesson of one step.
    course: Course,
    screen: LessonScreen,
    labs: LabStore,
    exercises: ExerciseStore,
    /// What was answered here.
    answers: Progress,
    /// The first answer is kept with those of the course.
    kept: bool,
    /// When the learner was here.
    since: String,
    /// The lesson it comes from.
    from: String,
    /// The step it goes on to.
    onward: String,
}

impl Greeting {
    /// The greeting of a learner who was last here `before`, if it is time for one and an earlier
    /// lesson has something to ask. `at` is the lesson and step that it goes on to.
    pub fn new(
        course: &Course,
        progress: &Progress,
        at: (usize, usize),
        before: u64,
        around: Around,
    ) -> Option<Self> {
        let days = around.now.saturating_sub(before) / DAY;
        if days == 0 {
            return None;
        }
        let place = choice::choose(course, progress, at.0, around.now / DAY)?;
        let (asking, question) = (place.lesson(course)?, place.block(course)?);
        let lesson = course.lessons.get(at.0)?;
        let step = lesson.steps.get(at.1)?;
        let mut greeting = Self {
            course: Course::default(),
            screen: LessonScreen::default(),
            labs: LabStore::default(),
            exercises: ExerciseStore::default(),
            answers: Progress::default(),
            kept: false,
            since: match days {
                1 => "yesterday".to_owned(),
                days => format!("{days} days ago"),
            },
            from: format!("{:02} {}", asking.number, asking.title),
            onward: format!("{:02} {}: {}", lesson.number, lesson.title, step.title),
        };
        greeting.course.lessons.push(Lesson {
            title: "welcome back".to_owned(),
            steps: vec![greeting.step(question.clone())],
            ..asking.clone()
        });
        let (screen, mut context) = greeting.parts(around);
        screen.greet(&mut context);
        Some(greeting)
    }

    /// The step: how long it was, the question, and the way on.
    fn step(&self, question: Block) -> Step {
        let text = |text: String| vec![Inline::Text(text)];
        let lead = format!(
            "You were here {}. Your first answer stays; this counts apart.",
            self.since
        );
        let on = vec![
            Inline::Strong(text("→".to_owned())),
            Inline::Text(format!(" goes on to {}", self.onward)),
        ];
        Step {
            id: String::new(),
            title: "Welcome back".to_owned(),
            goal: Some(text(format!(
                "one question before you go on, from {}.",
                self.from
            ))),
            alone: false,
            blocks: vec![Block::Paragraph(text(lead)), question, Block::Paragraph(on)],
        }
    }

    /// Its screen, and all that may change.
    pub fn parts<'a>(&'a mut self, around: Around<'a>) -> (&'a mut LessonScreen, ContextMut<'a>) {
        let Around { look, area, now } = around;
        let context = ContextMut {
            course: &self.course,
            labs: &mut self.labs,
            exercises: &mut self.exercises,
            progress: &mut self.answers,
            look,
            area,
            now,
        };
        (&mut self.screen, context)
    }

    /// The same, to look at.
    pub fn seen<'a>(&'a self, look: &'a Look, area: Rect) -> (&'a LessonScreen, Context<'a>) {
        let context = Context {
            course: &self.course,
            labs: &self.labs,
            exercises: &self.exercises,
            progress: &self.answers,
            look,
            area,
        };
        (&self.screen, context)
    }

    /// Something happened. Whatever it wishes for, it goes on to the step that waits.
    pub fn update(&mut self, event: &Event, progress: &mut Progress, around: Around) -> Outcome {
        let (screen, mut context) = self.parts(around);
        let wish = screen.update(event, &mut context).wish;
        Outcome {
            effects: self.keep(progress, around.now),
            wish,
        }
    }

    /// Of several tries the first one counts, here too.
    fn keep(&mut self, progress: &mut Progress, now: u64) -> Vec<Effect> {
        let asked = self.course.lessons.first().and_then(|lesson| {
            let question = lesson.steps.first()?.blocks.get(QUESTION)?;
            Some((&lesson.id, question.id()?))
        });
        let answered = asked
            .and_then(|(lesson, id)| Some((lesson, id, self.answers.answered(lesson, id)?)))
            .filter(|_| !self.kept);
        let Some((lesson, id, answered)) = answered else {
            return Vec::new();
        };
        progress.recall(lesson, id, answered.first.settles(), now);
        self.kept = true;
        vec![Effect::Save(progress.clone())]
    }
}
