//! Answers on a step: keys on its exercises, tasks and bets as the lab changes, what is kept.

use crate::event::Key;
use crate::labs::{Lab, say};
use crate::lesson::judge::placeholders;
use crate::lesson::model::Block;
use crate::msg::Effect;
use crate::progress::Answer;
use crate::screens::exercise::{Exercise, Facts, Pressed};
use crate::screens::facts::LabFacts;
use crate::screens::lesson::context::is_still;
use crate::screens::lesson::ring::Stop;
use crate::screens::lesson::seen::Reveal;
use crate::screens::lesson::{Context, ContextMut, LessonScreen};

impl LessonScreen {
    /// The exercise that a block of the step is.
    pub fn exercise<'a>(&self, block: usize, context: Context<'a>) -> Option<&'a dyn Exercise> {
        let lesson = self.lesson(context.course)?;
        let shown = lesson.steps.get(self.step)?.blocks.get(block)?;
        context.exercises.get(&lesson.id, shown.id()?)
    }

    /// The exercise with the mark on it.
    pub fn exercise_here<'a>(&self, context: Context<'a>) -> Option<&'a dyn Exercise> {
        self.exercise(self.stop()?.block, context)
    }

    /// The first task of the step whose hints can be unfolded or folded.
    pub fn hinted(&self, context: Context) -> Option<usize> {
        let blocks = 0..self.step(context.course)?.blocks.len();
        blocks.into_iter().find(|&block| {
            let exercise = self.exercise(block, context);
            exercise.is_some_and(|exercise| {
                exercise.task().is_some() && !exercise.offers(false).is_empty()
            })
        })
    }

    /// The controls and actions that wait for an open bet of this step. Whoever shows that the lesson
    /// is known need not bet.
    pub fn waiting(&self, context: Context) -> Vec<String> {
        let blocks = self
            .step(context.course)
            .map_or(0, |step| step.blocks.len());
        let exercises = (0..blocks).filter_map(|block| self.exercise(block, context));
        let open = exercises.filter(|_| !self.testing);
        open.flat_map(|exercise| exercise.locks())
            .map(|name| name.value.clone())
            .collect()
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
        act: impl FnOnce(&mut dyn Exercise, &LabFacts) -> R,
    ) -> Option<R> {
        let lesson = self.lesson(context.course)?;
        let shown = lesson.steps.get(self.step)?.blocks.get(block)?;
        let facts = LabFacts::of(
            self.judged.and_then(|at| context.labs.get(at)),
            self.counters.clone(),
        );
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
            Pressed::Answered(answer) => {
                let mut effects = self.record(block, answer, context);
                effects.extend(self.reveal_answer(block, context));
                effects
            }
            Pressed::Committed(reveal) => {
                let mut effects = self.reveal_bet(&reveal, context);
                effects.extend(self.judge(context));
                effects
            }
        };
        self.reveal = Some(Reveal::Block(block));
        Some(effects)
    }

    /// Once a number is answered rightly its lines are said to the lab.
    fn reveal_answer(&mut self, block: usize, context: &mut ContextMut) -> Vec<Effect> {
        let answered = self.exercise(block, context.as_ref());
        let is_right = answered.is_some_and(|exercise| exercise.is_settled());
        let step = self.step(context.course);
        let lines = match step.and_then(|step| step.blocks.get(block)) {
            Some(Block::Number(number)) if is_right => number.reveal.iter(),
            _ => return Vec::new(),
        };
        let lines: Vec<String> = lines.map(|line| line.value.clone()).collect();
        self.reveal_bet(&lines, context)
    }

    /// After a bet its lines are said to the lab.
    fn reveal_bet(&mut self, reveal: &[String], context: &mut ContextMut) -> Vec<Effect> {
        let mut effects = self.hand_over(context);
        if let Some(lab) = self.judged.and_then(|at| context.labs.get_mut(at)) {
            for line in reveal {
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
    /// where it is let go, and what keys draw where the brush is lifted.
    pub fn judge(&mut self, context: &mut ContextMut) -> Vec<Effect> {
        let lab = self.judged.and_then(|at| context.labs.get(at));
        if self.held.is_some() || self.inside && lab.is_some_and(Lab::is_in_hand) {
            return Vec::new();
        }
        let blocks = self
            .step(context.course)
            .map_or(0, |step| step.blocks.len());
        let mut effects = Vec::new();
        for block in 0..blocks {
            let exercise = self.exercise(block, context.as_ref());
            if exercise.is_some_and(|it| it.is_open_bet()) && !self.testing {
                break;
            }
            if !exercise.is_some_and(|it| it.waits()) {
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
        let facts = LabFacts::of(
            self.judged.and_then(|at| context.labs.get(at)),
            self.counters.clone(),
        );
        let names = text.map(placeholders).unwrap_or_default().into_iter();
        let said = names.filter_map(|name| facts.said(&name).map(|said| (name, said)));
        context.progress.answer(&lesson.id, id, answer, context.now);
        context.progress.keep_said(&lesson.id, id, said.collect());
        // An old question that came back counts with the old one, apart from its first answer.
        if let Some(recall) = shown.and_then(Block::recall) {
            let first = context.progress.answered(&lesson.id, id);
            let right = first.is_some_and(|answered| answered.first_settles());
            let when = first.map_or(context.now, |answered| answered.when);
            context
                .progress
                .recall(&recall.lesson, &recall.id, right, when);
        }
        let of_test = |(_, block): (usize, &Block)| block.id() == Some(id);
        if self.testing && lesson.test().into_iter().any(of_test) {
            self.said = Some(self.mark_test(block, lesson, context));
        }
        let mut effects = vec![Effect::Save(context.progress.clone())];
        effects.extend(self.hand_over(context));
        effects
    }
}
