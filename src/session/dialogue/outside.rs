//! Carrying out what the course asks for, in the order it asks, before it is heard again.

use std::collections::VecDeque;
use std::sync::Arc;

use crate::app::dialogue::Dialogue;
use crate::msg::{Checkpoint, Command, Effect, JobId, Msg, Task};
use crate::session::failures::{Failures, Unsaved};
use crate::session::jobs::{Inline, Threads};
use crate::session::saver::Keeper;
use crate::session::worker::work;

/// Where trainings run.
pub(super) trait Jobs {
    /// Starts one; an error is the sentence why it cannot start.
    fn start(&mut self, id: JobId, task: Task) -> Result<(), String>;
    /// Tells one something.
    fn tell(&mut self, id: JobId, command: Command);
}

impl Jobs for Threads {
    fn start(&mut self, id: JobId, task: Task) -> Result<(), String> {
        Threads::start(self, id, task);
        Ok(())
    }

    fn tell(&mut self, id: JobId, command: Command) {
        Threads::tell(self, id, command);
    }
}

impl Jobs for Inline {
    fn start(&mut self, id: JobId, task: Task) -> Result<(), String> {
        Inline::start(self, id, task)
    }

    fn tell(&mut self, id: JobId, command: Command) {
        Inline::tell(self, id, command);
    }
}

/// Everything outside the application.
pub(super) struct Outside<J, K: ?Sized> {
    pub(super) jobs: J,
    pub(super) keeping: Keeping<K>,
}

/// Where progress and labs are kept.
pub(super) struct Keeping<K: ?Sized> {
    failures: Failures,
    pub(super) keeper: K,
}

impl<J: Jobs, K: Keeper> Outside<J, K> {
    pub(super) fn new(jobs: J, keeper: K) -> Self {
        Self {
            jobs,
            keeping: Keeping {
                failures: Failures::new(keeper.refused()),
                keeper,
            },
        }
    }

    /// Hands a message to the course and carries out what follows, to its end. Says whether the
    /// course asks to be ended.
    pub(super) fn carry_out(&mut self, dialogue: &mut Dialogue, msg: Msg) -> bool {
        let mut quits = false;
        let mut waiting = VecDeque::from([msg]);
        while let Some(msg) = waiting.pop_front() {
            for effect in dialogue.update(msg) {
                match effect {
                    Effect::Train(id, task) => {
                        if let Err(why) = self.jobs.start(id, *task) {
                            dialogue.notify(why);
                        }
                    }
                    Effect::Tell(id, command) => self.jobs.tell(id, command),
                    Effect::Work(id, closure) => waiting.push_back(work(id, closure)),
                    Effect::Copy(_) => {} // a dialogue says what it would copy
                    Effect::Quit => quits = true,
                    other => waiting.extend(self.keeping.carry_out(other)),
                }
            }
        }
        quits
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

    /// Keeps where trainings stopped; says what could not be kept in the end.
    pub(super) fn finish(
        &mut self,
        dialogue: &mut Dialogue,
        parted: Vec<Arc<Checkpoint>>,
    ) -> Unsaved {
        for checkpoint in parted {
            for effect in dialogue.update(Msg::Trained(checkpoint)) {
                self.carry_out(effect);
            }
        }
        std::mem::take(&mut self.failures).all()
    }
}
