//! Carrying out what is asked for, in the order it is asked, before anything more is heard: the one
//! interpreter of effects for scripts, for lines and for `check`. Only a session on a terminal, where
//! nothing may wait, has each kind of them done by a thread of its own.

mod memory;

pub(crate) use memory::Memory;

use std::collections::VecDeque;

use super::failures::{Failures, Unsaved};
use super::jobs::{Inline, Threads};
use super::saver::Keeper;
use super::worker::work;
use crate::msg::{Command, Effect, JobId, Msg, Task};

/// Where trainings run.
pub(crate) trait Jobs {
    /// Starts one; an error is the sentence why it cannot start.
    fn start(&mut self, id: JobId, task: Task) -> Result<(), String>;
    /// Tells one something; an error is the sentence why it cannot be so.
    fn tell(&mut self, id: JobId, command: Command) -> Result<(), String>;
}

impl Jobs for Threads {
    fn start(&mut self, id: JobId, task: Task) -> Result<(), String> {
        Threads::start(self, id, task);
        Ok(())
    }

    fn tell(&mut self, id: JobId, command: Command) -> Result<(), String> {
        Threads::tell(self, id, command);
        Ok(())
    }
}

impl Jobs for Inline {
    fn start(&mut self, id: JobId, task: Task) -> Result<(), String> {
        Inline::start(self, id, task)
    }

    fn tell(&mut self, id: JobId, command: Command) -> Result<(), String> {
        Inline::tell(self, id, command)
    }
}

/// Everything outside the application, or outside a lab alone.
pub(crate) struct Outside<J, K> {
    pub(crate) jobs: J,
    pub(super) keeping: Keeping<K>,
}

/// Where progress and labs are kept.
pub(super) struct Keeping<K> {
    failures: Failures,
    pub(super) keeper: K,
}

/// What only the driver can do, after all else was done.
#[derive(Debug, Default, PartialEq)]
pub(crate) struct Left {
    /// Why trainings were refused.
    pub(crate) refused: Vec<String>,
    /// What is to be on the clipboard.
    pub(crate) copied: Vec<String>,
    /// The end was asked for: what came after it was not heard.
    pub(crate) quits: bool,
}

impl<J: Jobs, K: Keeper> Outside<J, K> {
    pub(crate) fn new(jobs: J, keeper: K) -> Self {
        let failures = Failures::new(keeper.refused());
        Self {
            jobs,
            keeping: Keeping { failures, keeper },
        }
    }

    /// Carries out effects, and those of each answer that `hear` is handed, to their end.
    pub(crate) fn carry_out(
        &mut self,
        effects: Vec<Effect>,
        hear: &mut dyn FnMut(Msg) -> Vec<Effect>,
    ) -> Left {
        let mut left = Left::default();
        let mut answers = VecDeque::new();
        let mut effects = effects;
        loop {
            for effect in effects {
                answers.extend(self.do_one(effect, &mut left));
            }
            match answers.pop_front() {
                Some(answer) if !left.quits => effects = hear(answer),
                _ => return left,
            }
        }
    }

    /// Does one thing; gives its answer.
    fn do_one(&mut self, effect: Effect, left: &mut Left) -> Option<Msg> {
        match effect {
            Effect::Train(id, task) => left.refused.extend(self.jobs.start(id, *task).err()),
            Effect::Tell(id, command) => left.refused.extend(self.jobs.tell(id, command).err()),
            Effect::Work(id, closure) => return Some(work(id, closure)),
            Effect::Copy(text) => left.copied.push(text),
            Effect::Quit => left.quits = true,
            kept @ (Effect::Save(_) | Effect::Keep(..) | Effect::Recall(_)) => {
                return self.keeping.carry_out(kept);
            }
        }
        None
    }
}

impl<K: Keeper> Keeping<K> {
    fn carry_out(&mut self, effect: Effect) -> Option<Msg> {
        let news = match effect {
            Effect::Save(progress) => self.failures.progress(self.keeper.progress(progress)),
            Effect::Keep(key, keepsake) => {
                let kept = self.keeper.lab(&key, &keepsake);
                self.failures.lab(&key, kept)
            }
            Effect::Recall(key) => {
                let kept = self.keeper.recall(&key).map(|kept| kept.map(Box::new));
                return Some(Msg::Recalled(key, kept));
            }
            _ => return None,
        };
        news.map(Msg::SaveFailed)
    }

    /// Keeps what is still to be kept, when jobs are over; says what could not be kept in the end.
    pub(super) fn finish(&mut self, effects: impl IntoIterator<Item = Effect>) -> Unsaved {
        for effect in effects {
            self.carry_out(effect);
        }
        std::mem::take(&mut self.failures).all()
    }
}
