//! Training jobs, on threads of their own for a live session, in line for a scripted one.

use std::collections::HashMap;
use std::sync::Arc;

use super::news::{Inbox, ring};
use crate::msg::{Checkpoint, Command, JobId, Task};
use crate::train::runner::{Handle, Job, Runner, State};

/// Jobs on threads. A job is cancelled when a later run of its lab starts, or with the session.
pub(super) struct Threads {
    inbox: Inbox,
    most: Option<usize>,
    handles: HashMap<JobId, Handle>,
}

impl Threads {
    /// No job yet; each will ring `inbox` when it has news, and train on `most` threads.
    pub(super) fn new(inbox: Inbox, most: Option<usize>) -> Self {
        Self {
            inbox,
            most,
            handles: HashMap::new(),
        }
    }

    /// Starts a job.
    pub(super) fn start(&mut self, id: JobId, mut task: Task) {
        if let Some(most) = self.most {
            task.plan = task.plan.on_threads(most);
        }
        let inbox = self.inbox.clone();
        self.handles.retain(|old, _| old.lab != id.lab);
        self.handles
            .insert(id, Runner::start(id, task, move || ring(&inbox)));
    }

    /// Tells a job something; an old job is not there to hear it.
    pub(super) fn tell(&mut self, id: JobId, command: Command) {
        if let Some(handle) = self.handles.get(&id) {
            handle.tell(command);
        }
    }

    /// The newest checkpoint of each job that has one.
    pub(super) fn news(&mut self) -> Vec<Arc<Checkpoint>> {
        self.handles.values().filter_map(Handle::take).collect()
    }

    /// The screen has shown what there was: the next checkpoints are wanted.
    pub(super) fn want(&self) {
        self.handles.values().for_each(Handle::want);
    }
}

/// Jobs without threads: they go on when they are told to.
#[derive(Default)]
pub(super) struct Inline {
    jobs: Vec<Entry>,
}

struct Entry {
    id: JobId,
    job: Job,
    told: Option<(u64, State)>,
}

impl Inline {
    /// Starts a job; an error is the sentence why it cannot start.
    pub(super) fn start(&mut self, id: JobId, task: Task) -> Result<(), String> {
        let job = Job::new(id, task).map_err(|error| error.to_string())?;
        self.jobs.retain(|old| old.id.lab != id.lab);
        self.jobs.push(Entry {
            id,
            job,
            told: None,
        });
        Ok(())
    }

    /// Tells a job something; an old job is not there to hear it.
    pub(super) fn tell(&mut self, id: JobId, command: Command) {
        if let Some(entry) = self.jobs.iter_mut().find(|entry| entry.id == id) {
            // A learning rate that is none is refused by the control it came from.
            let _ = entry.job.tell(command);
        }
    }

    /// Each job goes on by `quanta`; the checkpoints of those that got anywhere.
    pub(super) fn advance(&mut self, quanta: usize) -> Vec<Arc<Checkpoint>> {
        let mut news = Vec::new();
        for entry in &mut self.jobs {
            for _ in 0..quanta {
                entry.job.advance();
            }
            let checkpoint = entry.job.checkpoint();
            let now = Some((checkpoint.step, checkpoint.state.clone()));
            if entry.told != now {
                entry.told = now;
                news.push(Arc::new(checkpoint));
            }
        }
        news
    }
}
