//! A step of a lesson: its text, the lab in it, and what it asks.

mod ahead;
mod answers;
mod behind;
mod context;
mod doubt;
mod follow;
mod inside;
mod keys;
mod lit;
mod mouse;
mod own_test;
mod ring;
mod seen;
mod set_up;
mod silent;
#[cfg(test)]
mod tests;
mod typing;
mod view;
mod why;

use crate::event::{Event, MouseKind};
use crate::labs::{BadValue, Lab};
use crate::lesson::judge::Counters;
use crate::lesson::model::{Block, Course, Lesson, Step};
use crate::msg::{Effect, Msg};
use crate::progress::Progress;
use crate::screens::contents::favourites;
use crate::screens::page;
use crate::screens::{DAY, LabStore};
use crate::ui::control::Lock;
use crate::ui::scroll::Scroll;
use behind::Behind;
pub use context::{Context, ContextMut, Outcome};
use mouse::Held;
use ring::{Stop, first_stop};
use seen::{Reveal, Seen};
use typing::{Minus, Typing};
pub use view::{draw, hints};

/// Where the learner is, and what the mark is on.
#[derive(Default)]
pub struct LessonScreen {
    /// Index of the lesson.
    pub lesson: usize,
    /// Index of the step.
    pub step: usize,
    /// Place in the store of the lab in the learner's hands: none as long as one of a step before
    /// can only be looked at.
    lab: Option<usize>,
    /// Place of the lab on the screen, which tasks and bets speak to. It may be one of a step before.
    judged: Option<usize>,
    /// As it was laid out after the last event.
    seen: Seen,
    scroll: Scroll,
    /// What is to be in sight once it is laid out anew.
    reveal: Option<Reveal>,
    /// Where the mark was put: the next stop that there is has it.
    focus: Stop,
    /// Who has the keys that are text, where the step asks for a number.
    typing: Typing,
    /// The learner has gone into the lab: its own keys are its.
    inside: bool,
    /// The key before was `-`, which moved a knob while a field waited for an answer.
    minus: Option<Minus>,
    /// Of a `-` before what is typed: what is asked about once.
    signed: Option<&'static str>,
    /// What keys are taken for behind a right answer.
    behind: Behind,
    /// What was done on the step, for conditions that ask for few tries.
    counters: Counters,
    /// The line that destroys something, and was asked about.
    asked: Option<String>,
    /// The control whose track the mouse holds, or the picture.
    held: Option<Held>,
    /// What the step explains to who asks is unfolded.
    explained: bool,
    /// What a key just said, until the next one.
    said: Option<String>,
    /// The learner came to meet the lesson's last task, and so to show that it is known.
    testing: bool,
    /// It greets a learner who comes back: every way out of it goes on to the step that waits.
    greets: bool,
}

/// What the settled bets and answered numbers of a step have set in its lab.
fn revealed(lesson: &Lesson, step: &Step, progress: &Progress) -> Vec<(String, String)> {
    let settled = step.blocks.iter().filter_map(|block| match block {
        Block::Bet(bet) if progress.is_settled(&lesson.id, &bet.id) => Some(&bet.reveal),
        Block::Number(it) if progress.is_settled(&lesson.id, &it.id) => Some(&it.reveal),
        _ => None,
    });
    let lines = settled.flatten();
    let set = lines.filter_map(|line| line.value.strip_prefix("set ")?.split_once(' '));
    set.map(|(name, value)| (name.to_owned(), value.to_owned()))
        .collect()
}

impl LessonScreen {
    /// Shows another step. A lab that stays on the screen keeps running; another one is parked.
    pub fn go(&mut self, lesson: usize, step: usize, context: &mut ContextMut) -> Vec<Effect> {
        let shown = context.course.lessons.get(lesson);
        let shown = shown.and_then(|l| Some((l, l.steps.get(step)?)));
        let mut effects = Vec::new();
        let mut judged = None;
        let mut free = false;
        let mut focus = Stop::default();
        if let Some((lesson, here)) = shown {
            let day = context.now / DAY;
            context.exercises.begin(lesson, here, context.progress, day);
            let exercises = here.blocks.iter().enumerate().filter_map(|(block, shown)| {
                Some((block, context.exercises.get(&lesson.id, shown.id()?)?))
            });
            focus = first_stop(exercises).unwrap_or_default();
            if let Some((at, directive)) = lesson.lab_for(step) {
                let place = lesson.place(&lesson.steps[at]);
                let revealed = match at == step {
                    true => revealed(lesson, here, context.progress),
                    false => Vec::new(),
                };
                let taken = context.labs.take(directive, &place, &revealed);
                if let Some((place_of_lab, more)) = taken {
                    let stays = context.labs.get(place_of_lab).is_some_and(Lab::stays);
                    if let Some(lab) = context.labs.get_mut(place_of_lab) {
                        lab.hear_bets(&favourites(context.course, context.progress));
                    }
                    judged = (at == step || stays).then_some(place_of_lab);
                    effects.extend(more);
                }
                free = at == step && !directive.still;
            }
        }
        let before = (self.lab, self.judged);
        *self = Self {
            lesson,
            step,
            judged,
            focus,
            ..Self::default()
        };
        self.lab = judged.filter(|_| free || !self.asks(context.as_ref()));
        effects.extend(self.put_up(before, context));
        effects
    }

    /// Shows the one step of a course that greets a learner.
    pub fn greet(&mut self, context: &mut ContextMut) {
        self.go(0, 0, context); // no lab stands there, so nothing follows
        self.greets = true;
    }

    /// Labs come on the screen and leave it. `before` is what was in the learner's hands, and what
    /// was on the screen.
    fn put_up(
        &self,
        (held, seen): (Option<usize>, Option<usize>),
        context: &mut ContextMut,
    ) -> Vec<Effect> {
        let mut effects = Vec::new();
        if held != self.lab {
            let old = held.and_then(|at| context.labs.get_mut(at));
            effects.extend(old.map(|lab| lab.park()).unwrap_or_default());
            effects.extend(
                self.lab_mut(context.labs)
                    .map(|lab| lab.open())
                    .unwrap_or_default(),
            );
        }
        // What can only be looked at is opened for its data, and nothing in it moves.
        let looked_at = self
            .judged
            .filter(|_| self.lab.is_none() && seen != self.judged);
        if let Some(lab) = looked_at.and_then(|at| context.labs.get_mut(at)) {
            effects.extend(lab.open());
            effects.extend(lab.park());
        }
        effects
    }

    /// Whether a question or a bet of this step waits for its answer.
    fn asks(&self, context: Context) -> bool {
        self.open(context).is_some()
    }

    /// The first question or bet of this step that waits for its answer.
    pub fn open(&self, context: Context) -> Option<&'static str> {
        let blocks = &self.step(context.course)?.blocks;
        let mut blocks = blocks.iter().enumerate();
        blocks.find_map(|(at, block)| {
            let open = self.exercise(at, context)?.is_open();
            open.then_some(match block {
                Block::Bet(_) => "bet",
                _ => "question",
            })
        })
    }

    /// A lab of a step before, which could only be looked at, can be moved once everything is
    /// answered: until then nothing that is asked can be found out by trying.
    pub fn hand_over(&mut self, context: &mut ContextMut) -> Vec<Effect> {
        if self.lab.is_some() || self.asks(context.as_ref()) {
            return Vec::new();
        }
        self.lab = self.judged;
        let lab = self.lab_mut(context.labs);
        lab.map(|lab| lab.open()).unwrap_or_default()
    }

    /// The lesson shown.
    pub fn lesson<'a>(&self, course: &'a Course) -> Option<&'a Lesson> {
        course.lessons.get(self.lesson)
    }

    /// The step shown.
    pub fn step<'a>(&self, course: &'a Course) -> Option<&'a Step> {
        self.lesson(course)?.steps.get(self.step)
    }

    /// The lab on the screen.
    pub fn lab_in_sight<'a>(&self, labs: &'a LabStore) -> Option<&'a dyn Lab> {
        labs.get(self.judged?)
    }

    /// The lab on the screen, if it is in the learner's hands.
    pub fn lab<'a>(&self, labs: &'a LabStore) -> Option<&'a dyn Lab> {
        labs.get(self.lab?)
    }

    /// The same, to be spoken to.
    pub fn lab_mut<'a>(&self, labs: &'a mut LabStore) -> Option<&'a mut (dyn Lab + 'static)> {
        labs.get_mut(self.lab?)
    }

    /// Sets up the lab in the learner's hands from a code, and hands out what follows from it.
    ///
    /// # Errors
    /// A sentence, where a part of the code cannot be, or there is no lab.
    pub fn set_up(
        &self,
        code: &str,
        course: &Course,
        labs: &mut LabStore,
        effects: &mut Vec<Effect>,
    ) -> Result<(), String> {
        let step = self.lesson(course).zip(self.step(course));
        let directive = step.and_then(|(lesson, step)| page::directive(lesson, step));
        let lab = self.lab_mut(labs).ok_or("this step has no lab to set up")?;
        set_up::apply(lab, directive, code, effects)
    }

    /// Says something to the learner until the next key.
    pub fn say(&mut self, sentence: String) {
        self.said = Some(sentence);
    }

    /// Takes back what was said, if it was this.
    pub fn unsay(&mut self, sentence: &str) {
        self.said.take_if(|said| said == sentence);
    }

    /// What was last said to the learner, for whoever tells it in words.
    pub fn take_said(&mut self) -> Option<String> {
        self.said.take()
    }

    /// A key went elsewhere: what came before it is over.
    pub fn pass_over(&mut self) {
        (self.behind, self.minus) = (Behind::Nothing, None);
    }

    /// Something happened.
    pub fn update(&mut self, event: &Event, context: &mut ContextMut) -> Outcome {
        let asked = self.asked_about();
        self.counters.tick(context.now);
        let outcome = self.take(event, context);
        // What was asked is answered by the next key or click, whatever it says.
        let answers = match event {
            Event::Key(_) => true,
            Event::Mouse(mouse) => mouse.kind == MouseKind::Press,
            _ => false,
        };
        if answers {
            self.forget_asked(asked);
        }
        outcome
    }

    fn take(&mut self, event: &Event, context: &mut ContextMut) -> Outcome {
        match event {
            Event::Key(key) => {
                self.said = None;
                self.held = None; // a hand on the keys has left the mouse
                if self.types_on(*key, context.as_ref()) {
                    self.go_on_behind();
                    return Outcome::default();
                }
                match self.ends_behind(*key) {
                    true => Outcome::default(),
                    false => keys::press(self, *key, context),
                }
            }
            Event::Mouse(mouse) => self.mouse(*mouse, context),
            Event::Paste(text) => {
                self.paste(text, context);
                Outcome::default()
            }
            _ => {
                let lab = self.lab_mut(context.labs);
                lab.map(|lab| lab.update(&Msg::Input(event.clone())))
                    .unwrap_or_default()
                    .into()
            }
        }
    }

    /// Does something in the lab. A control that this puts back is, where this step shows it, as the
    /// step begins; every other one stays.
    ///
    /// # Errors
    /// Where the lab cannot do it, or that would show how an open bet ends.
    pub fn act(
        &mut self,
        verb: &str,
        arguments: &str,
        context: &mut ContextMut,
    ) -> Result<Vec<Effect>, BadValue> {
        let shown = self.lesson(context.course).zip(self.step(context.course));
        let directive = shown.and_then(|(lesson, step)| page::directive(lesson, step));
        if self
            .waiting(context.as_ref())
            .iter()
            .any(|name| name == verb)
        {
            return Err(BadValue::NotYet(Lock::Bet.said_of(verb)));
        }
        let Some(lab) = self.lab_mut(context.labs) else {
            return Ok(Vec::new());
        };
        let mut effects = lab.act(verb, arguments)?;
        self.counters.press(verb);
        let Some(directive) = directive else {
            return Ok(effects);
        };
        let moved = lab.moved_by(verb);
        for (name, value) in &directive.start {
            if moved.contains(&name.as_str()) {
                // What the other controls do not allow any more is left.
                effects.extend(lab.set(name, value).unwrap_or_default());
            }
        }
        Ok(effects)
    }

    /// A control was set.
    pub fn moved(&mut self, control: &str) {
        self.counters.set(control);
    }

    /// Tells the lab, in its language, to set a control; `again` says what sets it once more, where
    /// that costs something.
    fn set(
        &mut self,
        name: &str,
        value: &str,
        again: &str,
        context: &mut ContextMut,
    ) -> Vec<Effect> {
        let line = format!("set {name} {value}");
        let costs = self.lab(context.labs).and_then(|lab| lab.costs(&line));
        // Who was asked about a control is sure of it wherever it goes: a hand hits no cell twice.
        let asked = format!("set {name}");
        if costs.is_some_and(|costs| !self.is_sure(&asked, again, &costs)) {
            return Vec::new();
        }
        let Some(lab) = self.lab_mut(context.labs) else {
            return Vec::new();
        };
        match lab.set(name, value) {
            Ok(effects) => {
                self.moved(name);
                effects
            }
            Err(refusal) => {
                self.said = Some(refusal.to_string());
                Vec::new()
            }
        }
    }
}
