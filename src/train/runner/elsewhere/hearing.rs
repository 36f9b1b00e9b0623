//! What a worker says, and its silence.

use std::sync::Arc;
use std::sync::atomic::Ordering;
use std::time::{Duration, Instant};

use super::{Elsewhere, TICK, Word};
use crate::train::wire::job::ToWorker;
use crate::train::wire::news::FromWorker;
use crate::train::wire::{Broken, frame, job};
use crate::train::{Checkpoint, Place, State, Task, layers};

/// How long a worker that owes an answer may be silent before that is said, and before it is given up.
const SILENT: Duration = Duration::from_secs(10);
const LOST: Duration = Duration::from_secs(60);

/// How long a worker without work is kept.
const IDLE: Duration = Duration::from_secs(60);

/// Of the time at most one part in so many goes to the way of checkpoints; but they come as often as this.
const SHARE: u32 = 40;
const RAREST: Duration = Duration::from_secs(2);

/// How long a worker may take to begin before it is said what is waited for.
const BEGINS: Duration = Duration::from_millis(500);

impl<F: Fn()> Elsewhere<F> {
    pub(super) fn hear(&mut self, word: Word) {
        match word {
            Word::Hello(hello) => self.begin(&hello.host),
            Word::Says(FromWorker::At(at), numbers) => {
                let (id, knows) = (self.last.job, at.heard);
                match at.checkpoint(id, &numbers).and_then(|at| self.fits(at)) {
                    Ok(at) => self.take(at, knows),
                    Err(why) => self.fail(&why),
                }
            }
            Word::Says(FromWorker::End(at), numbers) => {
                match at
                    .checkpoint(self.last.job, &numbers)
                    .and_then(|at| self.fits(at))
                {
                    Ok(end) => self.keep_end(end),
                    Err(why) => self.fail(&why),
                }
            }
            Word::Says(FromWorker::Refused(why), _) => self.stand(&format!("it refuses: {why}")),
            // Why may be on its way still: a scheduler complains when it ends a job.
            Word::Says(FromWorker::Leaves(who), _) => {
                if let Some(link) = &mut self.link {
                    link.leaves = Some(who);
                }
            }
            Word::Broken(why) => self.fail(&why),
            Word::Ended(how, reason) => {
                let leaves = self.link.as_mut().and_then(|link| link.leaves.take());
                self.stand(&match (leaves, reason) {
                    (Some(who), Some(reason)) => format!("it leaves, {who}: {reason}"),
                    (Some(who), None) => format!("it leaves: {who}"),
                    (None, Some(reason)) => reason,
                    (None, None) => how,
                });
            }
        }
    }

    fn fail(&mut self, why: &Broken) {
        self.stand(&why.to_string());
    }

    /// A worker has greeted: it is given the job.
    fn begin(&mut self, host: &str) {
        let plain = host.chars().filter(|c| !c.is_control());
        let host: String = plain.take(40).collect();
        let goes = self.is_asked && self.pending.is_empty();
        let trained = self.last.step > 0 || self.task.from.is_some();
        let task = Task {
            paused: !goes,
            from: trained.then(|| Arc::clone(&self.last)),
            ..self.task.clone()
        };
        let job = match job::bytes(&task) {
            Ok(job) => job,
            Err(why) => return self.fail(&why),
        };
        if let Some(link) = &mut self.link {
            link.host = Some(host.into());
            link.owes = Some(Instant::now());
            link.link.say(job);
        }
        for command in std::mem::take(&mut self.pending) {
            self.hand_over(command);
        }
        self.is_asked = false;
    }

    /// Whether a checkpoint is of the network that is trained here.
    fn fits(&self, at: Checkpoint) -> Result<Checkpoint, Broken> {
        let plan = &self.task.plan;
        let same = at.model.inputs() == plan.inputs() && layers::of(&at.model) == plan.layers();
        match same {
            true => Ok(at),
            false => Err(Broken::Unfit("it trains another network".to_owned())),
        }
    }

    fn take(&mut self, mut at: Checkpoint, knows: u64) {
        let Some(link) = &mut self.link else { return };
        if let Some(asked) = link.owes {
            link.rest = (asked.elapsed() * SHARE).clamp(TICK, RAREST);
        }
        link.knows = knows.min(link.told);
        link.owes = (link.knows < link.told).then(Instant::now);
        let rests = !at.is_working() && !matches!(at.state, State::Queued(_));
        let settled = rests && link.owes.is_none();
        link.idle = settled.then(Instant::now);
        link.said = None;
        at.place = link.host.clone().map(Place::On);
        self.publish(at);
    }

    /// The end of an epoch, as the task asked for: the last few are kept.
    fn keep_end(&mut self, end: Checkpoint) {
        self.ends.push_back(Arc::new(end));
        while self.ends.len() > self.task.ends {
            self.ends.pop_front();
        }
    }

    pub(super) fn look_round(&mut self) {
        let Some(link) = &mut self.link else { return };
        let now = Instant::now();
        let Some(host) = link.host.clone() else {
            if now - link.begun >= BEGINS {
                let complaint = link.link.complaint();
                let says = self.waiting(&complaint);
                if self.last.place.as_ref() != Some(&says) {
                    self.show(State::Queued(0), Some(says));
                }
            }
            return;
        };
        if link.idle.is_some_and(|idle| now - idle >= IDLE) {
            return self.let_go();
        }
        let silent = link.owes.map(|since| now - since);
        if silent.is_some_and(|silent| silent >= LOST) {
            let seconds = LOST.as_secs();
            return self.stand(&format!("{host} has said nothing for {seconds} s"));
        }
        if silent.is_some_and(|silent| silent >= SILENT) && link.said.is_none() {
            let seconds = SILENT.as_secs();
            let says = format!("no word from {host} for {seconds} s: it is waited for");
            link.said = Some(Place::Waits(says.into()));
            let (state, place) = (self.last.state.clone(), link.said.clone());
            return self.show(state, place);
        }
        let works = self.last.is_working() || matches!(self.last.state, State::Queued(_));
        let due = link.owes.is_none() && now - link.wanted >= link.rest && works;
        if due && self.worker.board.wanted.swap(false, Ordering::Relaxed) {
            (link.wanted, link.owes) = (now, Some(now));
            link.link.say(frame(&ToWorker::Want, &[]));
        }
    }

    /// The worker is gone, or is given up: what it came to is kept, and can be gone on with.
    pub(super) fn stand(&mut self, why: &str) {
        let was_idle = self.link.as_ref().is_some_and(|link| link.idle.is_some());
        self.let_go();
        if was_idle {
            return; // nobody waits for it; the next is started when there is work
        }
        let says = match self.last.step {
            0 => format!("no worker: {why}"),
            step => format!("step {step} is kept; the worker is gone: {why}"),
        };
        self.show(State::Paused, Some(Place::Gone(says.into())));
    }

    pub(super) fn let_go(&mut self) {
        self.link = None;
        self.is_asked = false;
        self.pending.clear();
    }

    pub(super) fn is_silent(&self) -> bool {
        self.link.as_ref().is_some_and(|link| link.said.is_some())
    }
}
