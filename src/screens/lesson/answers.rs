//! Answers on a step: keys on its exercises, tasks and bets as the lab changes, what is kept.

use crate::event::Key;
use crate::labs::say;
use crate::lesson::judge::placeholders;
use crate::lesson::model::{Block, Lesson};
use crate::msg::Effect;
use crate::progress::{Answer, Test};
use crate::screens::exercise::{Exercise, Facts, Pressed};
use crate::screens::facts::LabFacts;
use crate::screens::lesson::context::is_still;
use crate::screens::lesson::ring::Stop;
use crate::screens::lesson::seen::Reveal;
use crate::screens::lesson::{Context, ContextMut, LessonScreen};

impl LessonScreen {
    /// The exercise that a block of the step is.
    pub fn exercise<'a>(&self, block: usize, context: Context<'a>) -> Option<&'a Exercise> {
        let lesson = self.lesson(context.course)?;
        let shown = lesson.steps.get(self.step)?.blocks.get(block)?;
        context.exercises.get(&lesson.id, shown.id()?)
    }

    /// The exercise with the mark on it.
    pub fn exercise_here<'a>(&self, context: Context<'a>) -> Option<&'a Exercise> {
        self.exercise(self.stop()?.block, context)
    }

    /// The first task of the step whose hints can be unfolded or folded.
    pub fn hinted(&self, context: Context) -> Option<usize> {
        let blocks = 0..self.step(context.course)?.blocks.len();
        blocks.into_iter().find(|&block| {
            let exercise = self.exercise(block, context);
            exercise.is_some_and(|exercise| {
                matches!(exercise, Exercise::Task(..)) && !exercise.offers(false).is_empty()
            })
        })
    }

    /// The controls and actions that wait for an open bet of this step. Whoever shows that the lesson
    /// is known need not bet.
    pub fn waiting(&self, context: Context) -> Vec<String> {
        let blocks = self
            .step(context.course)
            .map_or(&[][..], |step| &step.blocks);
        let open = blocks.iter().enumerate().filter_map(|(at, block)| {
            let exercise = self.exercise(at, context).filter(|_| !self.testing)?;
            match block {
                Block::Bet(bet) if exercise.is_open_bet() => Some(&bet.lock),
                _ => None,
            }
        });
        open.flatten().cloned().collect()
    }

    /// Whether nothing is left to do in an exercise of the lesson that was laid out.
    pub fn is_answered(&self, id: &str, context: Context) -> bool {
        let lesson = self.lesson(context.course);
        let exercise = lesson.and_then(|lesson| context.exercises.get(&lesson.id, id));
        exercise.is_some_and(|exercise| exercise.is_settled())
    }

    /// Whether the step asks something, and all of it is answered.
    pub fn is_reached(&self, context: Context) -> bool {
        let blocks = self
            .step(context.course)
            .map_or(0, |step| step.blocks.len());
        let mut asked = (0..blocks)
            .filter_map(|block| self.exercise(block, context))
            .peekable();
        asked.peek().is_some() && asked.all(|exercise| exercise.is_settled())
    }

    /// A key on a field of an exercise; nothing where it means nothing there.
    pub fn press_on(
        &mut self,
        block: usize,
        field: usize,
        key: Key,
        context: &mut ContextMut,
    ) -> Option<Vec<Effect>> {
        let pressed = self.work(block, context, |exercise, facts| {
            exercise.press(field, key, facts)
        })?;
        self.follow(pressed, block, context)
    }

    /// Does something to the exercise of a block.
    pub fn work<R>(
        &mut self,
        block: usize,
        context: &mut ContextMut,
        act: impl FnOnce(&mut Exercise, &LabFacts) -> R,
    ) -> Option<R> {
        let lesson = self.lesson(context.course)?;
        let shown = lesson.steps.get(self.step)?.blocks.get(block)?;
        let facts = LabFacts::of(self.judged.and_then(|at| context.labs.get(at)));
        let exercise = context.exercises.get_mut(&lesson.id, shown.id()?)?;
        Some(act(exercise, &facts))
    }

    /// What follows from a key on an exercise.
    pub fn follow(
        &mut self,
        pressed: Pressed,
        block: usize,
        context: &mut ContextMut,
    ) -> Option<Vec<Effect>> {
        let effects = match pressed {
            Pressed::Ignored => return None,
            Pressed::Taken => {
                self.said = None; // of the key before
                Vec::new()
            }
            Pressed::Marked(field) => {
                self.said = None;
                self.mark(Stop { block, field }, context);
                return Some(Vec::new());
            }
            Pressed::Said(sentence) => {
                self.said = Some(sentence);
                Vec::new()
            }
            Pressed::Answered(answer) => self.record(block, answer, context),
            Pressed::Committed => {
                let mut effects = self.reveal_bet(block, context);
                effects.extend(self.judge(context));
                effects
            }
        };
        self.reveal = Some(Reveal::Block(block));
        Some(effects)
    }

    /// After a bet its lines are said to the lab.
    fn reveal_bet(&mut self, block: usize, context: &mut ContextMut) -> Vec<Effect> {
        let step = self.step(context.course);
        let Some(Block::Bet(bet)) = step.and_then(|step| step.blocks.get(block)) else {
            return Vec::new();
        };
        let mut effects = self.hand_over(context);
        if let Some(lab) = self.judged.and_then(|at| context.labs.get_mut(at)) {
            for line in &bet.reveal {
                match say(lab, line) {
                    Ok(more) => effects.extend(more),
                    Err(refusal) => self.said = Some(refusal.to_string()),
                }
            }
        }
        effects
    }

    /// The lab may have changed: tasks may be met, bets settled. A task below an open bet waits for
    /// it, unless the learner came to show that the lesson is known. What the mouse holds is judged
    /// where it is let go.
    pub fn judge(&mut self, context: &mut ContextMut) -> Vec<Effect> {
        if self.held.is_some() {
            return Vec::new();
        }
        let blocks = self
            .step(context.course)
            .map_or(0, |step| step.blocks.len());
        let mut effects = Vec::new();
        for block in 0..blocks {
            let exercise = self.exercise(block, context.as_ref());
            let is = |what: fn(&Exercise) -> bool| exercise.is_some_and(what);
            if is(Exercise::is_open_bet) && !self.testing {
                break;
            }
            if !is(Exercise::waits) {
                continue;
            }
            let still = is_still(self.judged.and_then(|at| context.labs.get(at)));
            let answer = self.work(block, context, |exercise, facts| {
                exercise.judge(facts, still)
            });
            if let Some(answer) = answer.flatten() {
                effects.extend(self.record(block, answer, context));
            }
        }
        effects
    }

    /// Keeps an answer; the first one counts.
    fn record(&mut self, block: usize, answer: Answer, context: &mut ContextMut) -> Vec<Effect> {
        let Some(lesson) = self.lesson(context.course) else {
            return Vec::new();
        };
        let step = lesson.steps.get(self.step);
        let Some(id) = step.and_then(|step| step.blocks.get(block)?.id()) else {
            return Vec::new();
        };
        let happened = match &answer {
            Answer::Bet { happened, .. } => Some(*happened),
            _ => None,
        };
        let shown = step.and_then(|step| step.blocks.get(block));
        let text = shown.and_then(|shown| shown.tells(happened));
        let facts = LabFacts::of(self.judged.and_then(|at| context.labs.get(at)));
        let names = text.map(placeholders).unwrap_or_default().into_iter();
        let said = names.filter_map(|name| facts.said(&name).map(|said| (name, said)));
        context.progress.answer(&lesson.id, id, answer, context.now);
        context.progress.keep_said(&lesson.id, id, said.collect());
        let of_test = |(_, block): (usize, &Block)| block.id() == Some(id);
        if self.testing && lesson.test().into_iter().any(of_test) {
            self.said = self.mark_test(lesson, context);
        }
        let mut effects = vec![Effect::Save(context.progress.clone())];
        effects.extend(self.hand_over(context));
        effects
    }

    /// What an answer in the lesson's own test comes to.
    fn mark_test(&mut self, lesson: &Lesson, context: &mut ContextMut) -> Option<String> {
        let standing = context.progress.test(lesson);
        self.testing = matches!(standing, Test::Open { .. });
        Some(match standing {
            Test::Absent => return None,
            Test::Open { right, of, .. } => format!("{right} of {of} right. T: the next one."),
            Test::Failed => "not at the first try: the steps of this lesson say why.".to_owned(),
            Test::Passed => {
                context.progress.know(&lesson.id, context.now);
                let title = &lesson.title;
                format!("{title}: you know it. It is marked in the contents.")
            }
        })
    }
}
