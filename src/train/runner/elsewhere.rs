//! A job that another process does: on another machine, or under a scheduler. To whoever holds the
//! handle it is a job as every other.
//!
//! A worker is started when something is to be done, and let go when nothing was for a while: it may
//! hold a core that somebody waits for. The last checkpoint is here, and the next worker begins with
//! it; so it is when a worker dies, is killed, or is no longer heard of.

mod hearing;

use std::collections::VecDeque;
use std::sync::Arc;
use std::sync::mpsc::{self, Receiver, RecvTimeoutError, Sender};
use std::thread;
use std::time::{Duration, Instant};

use super::link::{Link, Word};
use super::{Board, Handle, Runner, Worker, before};
use crate::train::wire::frame;
use crate::train::wire::job::ToWorker;
use crate::train::{Checkpoint, Command, JobId, Place, State, Task};

/// Between two looks at what is due, and at least between two checkpoints: weights on their way cost what
/// training could have.
const TICK: Duration = Duration::from_millis(100);

/// What the thread of a job hears.
enum Event {
    Told(Command),
    /// The handle is gone.
    Gone,
    /// A worker, counted from 1, says something.
    Word(u64, Word),
}

impl Runner {
    /// The same as [`start`](Self::start) with a worker that a shell's command starts.
    pub fn start_elsewhere(
        id: JobId,
        task: Task,
        command: Arc<str>,
        on_news: impl Fn() + Send + Sync + 'static,
    ) -> Handle {
        let board = Arc::new(Board::default());
        let (commands, orders) = mpsc::channel();
        let (events, heard) = mpsc::channel();
        let worker = Worker {
            board: Arc::clone(&board),
            on_news,
        };
        let last = before(id, &task.plan, task.from.clone());
        let job = Elsewhere {
            is_asked: !task.paused,
            ends: VecDeque::new(),
            last: Arc::new(last),
            task,
            command,
            events: events.clone(),
            link: None,
            links: 0,
            heard: 0,
            pending: Vec::new(),
            worker,
        };
        let begun = thread::Builder::new()
            .name("orders".to_owned())
            .spawn(move || hand_on(&orders, &events))
            .and_then(|_| {
                let name = thread::Builder::new().name("elsewhere".to_owned());
                name.spawn(move || job.run(&heard)).map(|_| ())
            });
        drop(begun); // a job without its thread is silent, as one without memory would be
        Handle {
            commands,
            told: 0,
            heard: 0,
            board,
        }
    }
}

/// Orders come in on the channel of what workers say.
fn hand_on(orders: &Receiver<Command>, events: &Sender<Event>) {
    for command in orders {
        if events.send(Event::Told(command)).is_err() {
            return;
        }
    }
    let _ = events.send(Event::Gone);
}

/// A job and the worker it has at the moment.
struct Elsewhere<F> {
    worker: Worker<F>,
    /// What is trained, with all that was changed since; it goes on from `last`.
    task: Task,
    command: Arc<str>,
    events: Sender<Event>,
    link: Option<Linked>,
    links: u64,
    /// Commands that were carried out, or handed on.
    heard: u64,
    /// Commands for a worker that has not begun.
    pending: Vec<Command>,
    /// A worker is wanted from the beginning.
    is_asked: bool,
    /// The ends of the latest epochs, of all workers.
    ends: VecDeque<Arc<Checkpoint>>,
    last: Arc<Checkpoint>,
}

/// A worker under way.
struct Linked {
    link: Link,
    /// Its machine, once it has greeted.
    host: Option<Arc<str>>,
    begun: Instant,
    /// Commands handed to it.
    told: u64,
    /// Of those, as many as its last checkpoint knows of.
    knows: u64,
    /// Since when it owes an answer.
    owes: Option<Instant>,
    /// When a checkpoint was last wanted, and for how long the next one is not.
    wanted: Instant,
    rest: Duration,
    /// By whom it was told to end.
    leaves: Option<String>,
    /// Since when it has nothing to do.
    idle: Option<Instant>,
    /// It has heard that it is to stop working.
    said: Option<Place>,
}

impl<F: Fn()> Elsewhere<F> {
    fn run(mut self, events: &Receiver<Event>) {
        match self.is_asked {
            true => self.open(),
            false => self.show(State::Paused, None),
        }
        loop {
            let event = match self.link {
                Some(_) => events.recv_timeout(TICK),
                None => events.recv().map_err(|_| RecvTimeoutError::Disconnected),
            };
            match event {
                Ok(Event::Gone) | Err(RecvTimeoutError::Disconnected) => return,
                Ok(Event::Told(command)) => self.tell(command),
                Ok(Event::Word(which, word)) if self.link.is_some() && which == self.links => {
                    self.hear(word);
                }
                Ok(Event::Word(..)) | Err(RecvTimeoutError::Timeout) => {}
            }
            self.look_round();
            if self.last.state.is_over() {
                return;
            }
        }
    }

    /// Starts a worker, which begins where the last one stopped.
    fn open(&mut self) {
        self.links += 1;
        let (which, events) = (self.links, self.events.clone());
        let parameters = self.task.plan.parameters();
        let hear = move |word| events.send(Event::Word(which, word)).is_ok();
        let link = match Link::open(&self.command, parameters, hear) {
            Ok(link) => link,
            Err(error) => {
                let why = format!("no worker can be started ({error})");
                return self.stand(&why);
            }
        };
        let now = Instant::now();
        self.link = Some(Linked {
            link,
            host: None,
            begun: now,
            told: 0,
            knows: 0,
            owes: None,
            wanted: now,
            rest: TICK,
            leaves: None,
            idle: None,
            said: None,
        });
        self.show(State::Queued(0), Some(self.waiting("")));
    }

    /// What is said while a worker has not greeted.
    fn waiting(&self, complaint: &str) -> Place {
        let says = match complaint {
            "" => {
                let command: String = self.command.chars().take(40).collect();
                format!("waits for `{command}` to begin")
            }
            complaint => format!("waits for a worker: {complaint}"),
        };
        Place::Waits(says.into())
    }

    fn tell(&mut self, command: Command) {
        self.heard += 1;
        match command {
            Command::LearningRate(rate) => {
                self.task.plan.optimizer = self.task.plan.optimizer.with_learning_rate(rate);
            }
            Command::Epochs(epochs) => self.task.plan.epochs = epochs.max(1),
            _ => {}
        }
        let begun = self.link.as_ref().map(|link| link.host.is_some());
        match (command, begun) {
            (Command::Stop, _) => {
                self.link = None;
                self.show(State::Stopped, None);
            }
            (Command::Pause, Some(true)) if self.is_silent() => {
                self.stand("it was silent when it was to pause");
            }
            (command, Some(true)) => self.hand_over(command),
            // Nothing was begun that would have to be stopped.
            (Command::Pause, Some(false)) => {
                self.let_go();
                self.show(State::Paused, None);
            }
            (Command::Resume | Command::Step, Some(false)) => {
                self.pending.push(command);
                self.show(State::Queued(0), self.last.place.clone());
            }
            (Command::Resume | Command::Step, None) if self.has_work() => {
                self.pending.push(command);
                self.open();
            }
            (_, Some(false)) => self.show(State::Queued(0), self.last.place.clone()),
            _ => self.show_changed(),
        }
    }

    /// Whether epochs are left.
    fn has_work(&self) -> bool {
        self.last.epoch < self.task.plan.epochs
    }

    /// Hands a command to a worker that has begun.
    fn hand_over(&mut self, command: Command) {
        if let Some(link) = &mut self.link {
            link.link.say(frame(&ToWorker::Tell(command), &[]));
            link.told += 1;
            link.owes.get_or_insert_with(Instant::now);
            link.idle = None;
        }
    }

    /// What changed while nobody works.
    fn show_changed(&mut self) {
        let plan = &self.task.plan;
        let mut at = Checkpoint::clone(&self.last);
        // That a worker is gone was said.
        at.place = at.place.filter(|place| !matches!(place, Place::Gone(_)));
        at.learning_rate = plan.optimizer().learning_rate();
        let begun = at.epoch + usize::from(at.batch > 0);
        at.epochs = plan.epochs().max(begun);
        at.steps = (at.epochs as u64).saturating_mul(at.batches as u64);
        if at.state == State::Finished && at.epochs > at.epoch {
            at.state = State::Paused;
        }
        self.publish(at);
    }

    /// The last checkpoint in another state. A run that has come to its end stays there.
    fn show(&mut self, state: State, place: Option<Place>) {
        let state = match (&self.last.state, state) {
            (State::Finished, State::Paused) if !self.has_work() => State::Finished,
            (_, state) => state,
        };
        self.publish(Checkpoint {
            state,
            place,
            ..Checkpoint::clone(&self.last)
        });
    }

    /// After so many commands as are known to have been carried out; one that waits for a worker to
    /// begin is answered by being queued.
    fn publish(&mut self, at: Checkpoint) {
        let open = self.link.as_ref();
        let open = open.map_or(0, |link| link.told - link.knows);
        let ends = self.ends.iter().cloned().collect();
        let at = Checkpoint { ends, ..at };
        self.last = self.worker.publish(at, self.heard.saturating_sub(open));
    }
}

#[cfg(test)]
mod tests;
