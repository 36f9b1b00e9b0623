//! Answers on a step: keys on its exercises, tasks and bets as the lab changes, what is kept.

use crate::event::Key;
use crate::labs::say;
use crate::lesson::judge::placeholders;
use crate::lesson::model::Block;
use crate::msg::Effect;
use crate::progress::Answer;
use crate::screens::exercise::{Exercise, Facts, Pressed};
use crate::screens::facts::LabFacts;
use crate::screens::lesson::ring::Stop;
use crate::screens::lesson::seen::Reveal;
use crate::screens::lesson::world::is_still;
use crate::screens::lesson::{LessonScreen, Scene, World};

impl LessonScreen {
    /// The exercise that a block of the step is.
    pub fn exercise<'a>(&self, block: usize, scene: Scene<'a>) -> Option<&'a Exercise> {
        let lesson = self.lesson(scene.course)?;
        let shown = lesson.steps.get(self.step)?.blocks.get(block)?;
        scene.desk.get(&lesson.id, shown.id()?)
    }

    /// The exercise with the mark on it.
    pub fn exercise_here<'a>(&self, scene: Scene<'a>) -> Option<&'a Exercise> {
        self.exercise(self.stop()?.block, scene)
    }

    /// The first task of the step whose hints can be unfolded or folded.
    pub fn hinted(&self, scene: Scene) -> Option<usize> {
        let blocks = 0..self.step(scene.course)?.blocks.len();
        blocks.into_iter().find(|&block| {
            let exercise = self.exercise(block, scene);
            exercise.is_some_and(|exercise| {
                matches!(exercise, Exercise::Task(..)) && !exercise.offers(false).is_empty()
            })
        })
    }

    /// The controls and actions that wait for an open bet of this step. Whoever shows that the lesson
    /// is known need not bet.
    pub fn waiting(&self, scene: Scene) -> Vec<String> {
        let blocks = self.step(scene.course).map_or(&[][..], |step| &step.blocks);
        let open = blocks.iter().enumerate().filter_map(|(at, block)| {
            let exercise = self.exercise(at, scene).filter(|_| !self.testing)?;
            match block {
                Block::Bet(bet) if exercise.is_open_bet() => Some(&bet.lock),
                _ => None,
            }
        });
        open.flatten().cloned().collect()
    }

    /// Whether nothing is left to do in an exercise of the lesson that was laid out.
    pub fn is_answered(&self, id: &str, scene: Scene) -> bool {
        let lesson = self.lesson(scene.course);
        let exercise = lesson.and_then(|lesson| scene.desk.get(&lesson.id, id));
        exercise.is_some_and(|exercise| exercise.is_settled())
    }

    /// Whether the step asks something, and all of it is answered.
    pub fn is_reached(&self, scene: Scene) -> bool {
        let blocks = self.step(scene.course).map_or(0, |step| step.blocks.len());
        let mut asked = (0..blocks)
            .filter_map(|block| self.exercise(block, scene))
            .peekable();
        asked.peek().is_some() && asked.all(|exercise| exercise.is_settled())
    }

    /// A key on a field of an exercise; nothing where it means nothing there.
    pub fn press_on(
        &mut self,
        block: usize,
        field: usize,
        key: Key,
        world: &mut World,
    ) -> Option<Vec<Effect>> {
        let pressed = self.work(block, world, |exercise, facts| {
            exercise.press(field, key, facts)
        })?;
        self.follow(pressed, block, world)
    }

    /// Does something to the exercise of a block.
    pub fn work<R>(
        &mut self,
        block: usize,
        world: &mut World,
        act: impl FnOnce(&mut Exercise, &LabFacts) -> R,
    ) -> Option<R> {
        let lesson = self.lesson(world.course)?;
        let shown = lesson.steps.get(self.step)?.blocks.get(block)?;
        let facts = LabFacts::of(self.judged.and_then(|at| world.shelf.get(at)));
        let exercise = world.desk.get_mut(&lesson.id, shown.id()?)?;
        Some(act(exercise, &facts))
    }

    /// What follows from a key on an exercise.
    pub fn follow(
        &mut self,
        pressed: Pressed,
        block: usize,
        world: &mut World,
    ) -> Option<Vec<Effect>> {
        let effects = match pressed {
            Pressed::Ignored => return None,
            Pressed::Taken => {
                self.said = None; // of the key before
                Vec::new()
            }
            Pressed::Marked(field) => {
                self.said = None;
                self.mark(Stop { block, field }, world);
                return Some(Vec::new());
            }
            Pressed::Said(sentence) => {
                self.said = Some(sentence);
                Vec::new()
            }
            Pressed::Answered(answer) => self.record(block, answer, world),
            Pressed::Committed => {
                let mut effects = self.let_it_happen(block, world);
                effects.extend(self.judge(world));
                effects
            }
        };
        self.reveal = Some(Reveal::Block(block));
        Some(effects)
    }

    /// After a bet its lines are said to the lab.
    fn let_it_happen(&mut self, block: usize, world: &mut World) -> Vec<Effect> {
        let step = self.step(world.course);
        let Some(Block::Bet(bet)) = step.and_then(|step| step.blocks.get(block)) else {
            return Vec::new();
        };
        let mut effects = self.hand_over(world);
        if let Some(lab) = self.judged.and_then(|at| world.shelf.get_mut(at)) {
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
    pub fn judge(&mut self, world: &mut World) -> Vec<Effect> {
        if self.held.is_some() {
            return Vec::new();
        }
        let blocks = self.step(world.course).map_or(0, |step| step.blocks.len());
        let mut effects = Vec::new();
        for block in 0..blocks {
            let exercise = self.exercise(block, world.scene());
            let is = |what: fn(&Exercise) -> bool| exercise.is_some_and(what);
            if is(Exercise::is_open_bet) && !self.testing {
                break;
            }
            if !is(Exercise::waits) {
                continue;
            }
            let still = is_still(self.judged.and_then(|at| world.shelf.get(at)));
            let answer = self.work(block, world, |exercise, facts| exercise.judge(facts, still));
            if let Some(answer) = answer.flatten() {
                effects.extend(self.record(block, answer, world));
            }
        }
        effects
    }

    /// Keeps an answer; the first one counts.
    fn record(&mut self, block: usize, answer: Answer, world: &mut World) -> Vec<Effect> {
        let Some(lesson) = self.lesson(world.course) else {
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
        let facts = LabFacts::of(self.judged.and_then(|at| world.shelf.get(at)));
        let names = text.map(placeholders).unwrap_or_default().into_iter();
        let said = names.filter_map(|name| facts.said(&name).map(|said| (name, said)));
        world.progress.answer(&lesson.id, id, answer, world.now);
        world.progress.keep_said(&lesson.id, id, said.collect());
        let of_test = |(_, block): (usize, &Block)| block.id() == Some(id);
        if self.testing && lesson.test().into_iter().any(of_test) {
            self.said = Some(self.mark_test(block, lesson, world));
        }
        let mut effects = vec![Effect::Save(world.progress.clone())];
        effects.extend(self.hand_over(world));
        effects
    }
}
