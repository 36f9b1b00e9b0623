//! Training jobs, on threads of their own for a live session, in line for a scripted one.

use std::collections::HashMap;
use std::sync::Arc;
use std::time::Duration;

use super::Options;
use super::news::{Inbox, ring};
use super::slots::Slots;
use super::together::Together;
use crate::class::Doing;
use crate::msg::{Checkpoint, Command, JobId, Task};
use crate::train::runner::{Handle, Job, Runner, State};

/// Jobs on threads. A job is cancelled when a later run of its lane starts, or with the session.
/// All of them take one turn among the learners of a host.
pub(super) struct Threads {
    inbox: Inbox,
    most: Option<usize>,
    together: Together,
    worker: Option<Arc<str>>,
    jobs: HashMap<JobId, Running>,
}

struct Running {
    handle: Handle,
    /// It works or waits for its turn, as far as was heard.
    busy: bool,
    /// What it is at, as far as was heard.
    doing: Doing,
    /// It pauses because nobody watches, and not because it was told to.
    parked: bool,
    /// What was set off last: a run goes on by itself, everything else is soon over.
    set_off: SetOff,
}

/// What of a job is to be waited for, before it can be said what became of a line.
#[derive(Clone, Copy, PartialEq, Eq)]
enum SetOff {
    Nothing,
    /// It has not shown yet what it makes of the last command.
    Command,
    /// A single step.
    Step,
}

impl Threads {
    /// No job yet; each will ring `inbox` when it has news, and train on `most` threads, as far
    /// as there are slots, or in a worker that has slots of its own.
    pub(super) fn new(inbox: Inbox, options: &Options) -> Self {
        Self {
            inbox,
            most: options.threads,
            together: Together::new(Slots::turnstile(options.slots.as_ref())),
            worker: options.worker.as_deref().map(Arc::from),
            jobs: HashMap::new(),
        }
    }

    /// Starts a job.
    pub(super) fn start(&mut self, id: JobId, mut task: Task) {
        if let Some(most) = self.most {
            task.plan = task.plan.on_threads(most);
        }
        let inbox = self.inbox.clone();
        self.jobs.retain(|old, _| !old.shares_lane(&id));
        let news = move || ring(&inbox);
        let handle = match &self.worker {
            Some(command) => Runner::start_elsewhere(id, task, Arc::clone(command), news),
            None => Runner::start(id, task, self.together.seat(), news),
        };
        let running = Running {
            handle,
            busy: true,
            doing: Doing::Reading,
            parked: false,
            set_off: SetOff::Command,
        };
        self.jobs.insert(id, running);
    }

    /// Tells a job something; an old job is not there to hear it.
    pub(super) fn tell(&mut self, id: JobId, command: Command) {
        if let Some(job) = self.jobs.get_mut(&id) {
            job.busy = true; // until it says otherwise
            job.parked = false;
            job.set_off = match command {
                Command::Step => SetOff::Step,
                _ => SetOff::Command,
            };
            job.handle.tell(command);
        }
    }

    /// Nobody watches: each job that works waits, and others may have its cores.
    pub(super) fn park(&mut self) {
        for job in self.jobs.values_mut().filter(|job| job.busy) {
            job.parked = true;
            job.handle.tell(Command::Pause);
        }
    }

    /// Somebody watches again: what was parked, and told nothing since, goes on.
    pub(super) fn go_on(&mut self) {
        for job in self.jobs.values_mut() {
            if std::mem::take(&mut job.parked) {
                job.busy = true;
                job.handle.tell(Command::Resume);
            }
        }
    }

    /// The newest checkpoint of each job that has one.
    pub(super) fn news(&mut self) -> Vec<Arc<Checkpoint>> {
        let jobs = self.jobs.values_mut();
        jobs.filter_map(|job| {
            let checkpoint = job.handle.take()?;
            // What it does not know of yet will make it work.
            job.busy = !job.handle.has_heard()
                || checkpoint.is_working()
                || matches!(checkpoint.state, State::Queued(_));
            job.doing = doing(&checkpoint);
            let is_stepping = job.set_off == SetOff::Step && job.busy;
            if job.handle.has_heard() && !is_stepping {
                job.set_off = SetOff::Nothing;
            }
            Some(checkpoint)
        })
        .collect()
    }

    /// Whether it cannot be said yet what became of the last commands.
    pub(super) fn are_settling(&self) -> bool {
        (self.jobs.values()).any(|job| job.set_off != SetOff::Nothing)
    }

    /// Whether any job works or waits for its turn.
    pub(super) fn are_busy(&self) -> bool {
        self.jobs.values().any(|job| job.busy)
    }

    /// What the learner does with them: of several trainings the one that is soonest over.
    pub(super) fn doing(&self) -> Doing {
        let jobs = self.jobs.values().map(|job| job.doing);
        let at_work = jobs.filter(|doing| *doing != Doing::Reading);
        let soonest = at_work.min_by_key(|doing| match doing {
            Doing::Training { step, steps, .. } => (0, steps.saturating_sub(*step)),
            _ => (1, 0),
        });
        soonest.unwrap_or_default()
    }

    /// The screen has shown what there was: the next checkpoints are wanted.
    pub(super) fn want(&self) {
        self.jobs.values().for_each(|job| job.handle.want());
    }

    /// The session is over: each job stops where it is.
    pub(super) fn pause(&mut self) {
        let busy = self.jobs.values_mut().filter(|job| job.busy);
        busy.for_each(|job| job.handle.tell(Command::Pause));
    }

    /// Where they stopped, as far as that is known in time.
    pub(super) fn part(self, patience: Duration) -> Vec<Arc<Checkpoint>> {
        let busy = self.jobs.into_values().filter(|job| job.busy);
        busy.filter_map(|job| job.handle.part(patience)).collect()
    }
}

/// What a learner does whose training shows this.
fn doing(checkpoint: &Checkpoint) -> Doing {
    match checkpoint.state {
        State::Queued(ahead) => Doing::Waiting { ahead },
        _ if checkpoint.is_working() => Doing::Training {
            step: checkpoint.step,
            steps: checkpoint.steps,
            left: checkpoint.eta.map(|left| left.as_secs()),
        },
        _ => Doing::Reading,
    }
}

/// Jobs without threads: they go on when they are told to.
#[derive(Default)]
pub(crate) struct Inline {
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
        self.jobs.retain(|old| !old.id.shares_lane(&id));
        self.jobs.push(Entry {
            id,
            job,
            told: None,
        });
        Ok(())
    }

    /// Tells a job something; an old job is not there to hear it. An error is the sentence why it
    /// cannot be so.
    pub(super) fn tell(&mut self, id: JobId, command: Command) -> Result<(), String> {
        match self.jobs.iter_mut().find(|entry| entry.id == id) {
            Some(entry) => entry.job.tell(command).map_err(|error| error.to_string()),
            None => Ok(()),
        }
    }

    /// Whether no job goes on by itself.
    pub(crate) fn are_resting(&self) -> bool {
        self.jobs.iter().all(|entry| !entry.job.is_working())
    }

    /// Each job goes on by `quanta`; the checkpoints of those that got anywhere.
    pub(crate) fn advance(&mut self, quanta: usize) -> Vec<Arc<Checkpoint>> {
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

    /// Where every job is, in the order of their beginning.
    #[cfg(test)]
    pub(super) fn checkpoints(&self) -> Vec<Checkpoint> {
        self.jobs
            .iter()
            .map(|entry| entry.job.checkpoint())
            .collect()
    }
}

#[cfg(test)]
mod tests;
