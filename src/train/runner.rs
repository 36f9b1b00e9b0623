//! A job on a thread of its own, that keeps nobody waiting: commands go in, the latest checkpoint
//! comes out, and letting go of the handle ends it.

mod elsewhere;
mod link;
mod serve;

use std::any::Any;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{self, Receiver, RecvTimeoutError, Sender, TryRecvError};
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::thread;
use std::time::{Duration, Instant};

use crate::nn::Seen;
use crate::train::{Checkpoint, Command, History, JobId, Plan, Task};

// Work of other kinds asks as well before it takes memory.
pub use crate::dataset::room::{give_back, has_room};
// A session without threads runs the same jobs in line.
pub use crate::train::turn::{Alone, Turn, Turnstile};
pub use crate::train::wire::Hello;
pub use crate::train::{Job, State};
pub use serve::serve;

/// How often a job asks whether it is its turn.
const ROUND: Duration = Duration::from_millis(250);

/// Starts jobs.
pub struct Runner;

/// The only hold on a running job. Dropping it ends the job within a quantum, without waiting.
pub struct Handle {
    commands: Sender<Command>,
    /// Commands given.
    told: u64,
    /// Of those, as many as the checkpoint that was taken last knows of.
    heard: u64,
    board: Arc<Board>,
}

/// Where the worker leaves its latest checkpoint.
#[derive(Default)]
struct Board {
    latest: Mutex<Latest>,
    published: Condvar,
    wanted: AtomicBool,
}

/// A checkpoint, until it is taken, and how many commands were carried out before it.
#[derive(Default)]
struct Latest {
    checkpoint: Option<Arc<Checkpoint>>,
    heard: u64,
}

impl Runner {
    /// Begins a training on a thread of low priority and returns at once. `on_news` is called,
    /// mostly on that thread, when there is something to [`take`](Handle::take): at the beginning,
    /// when it was [wanted](Handle::want), after a command, and when it waits or ends. What cannot
    /// be begun ends as [`State::Failed`]. It works when `turnstile` lets it.
    pub fn start(
        id: JobId,
        task: Task,
        turnstile: Box<dyn Turnstile>,
        on_news: impl Fn() + Send + Sync + 'static,
    ) -> Handle {
        let board = Arc::new(Board::default());
        let (commands, orders) = mpsc::channel();
        let (plan, from) = (task.plan.clone(), task.from.clone());
        let worker = Arc::new(Worker {
            board: Arc::clone(&board),
            on_news,
        });
        let own = Arc::clone(&worker);
        let work = move || {
            step_back();
            own.run(id, task, &orders, turnstile);
        };
        if let Err(refused) = thread::Builder::new()
            .name("trainer".to_string())
            .spawn(work)
        {
            let reason = format!("the system gives no thread to train on ({refused}): try again");
            worker.fail(before(id, &plan, from), reason);
        }
        Handle {
            commands,
            told: 0,
            heard: 0,
            board,
        }
    }
}

impl Handle {
    /// Gives a command; it is carried out between two quanta.
    pub fn tell(&mut self, command: Command) {
        // Without a receiver the job is over, and there is nothing left to tell.
        let _ = self.commands.send(command);
        self.told += 1;
    }

    /// Whether what was taken last was made after all that the job was told.
    pub fn has_heard(&self) -> bool {
        self.heard >= self.told
    }

    /// Asks for a checkpoint; the job makes one after the present quantum.
    pub fn want(&self) {
        self.board.wanted.store(true, Ordering::Relaxed);
    }

    /// The latest checkpoint, if it was not taken yet.
    pub fn take(&mut self) -> Option<Arc<Checkpoint>> {
        let mut latest = self.board.lock();
        self.heard = latest.heard;
        latest.checkpoint.take()
    }

    /// Lets go of the job after [`Command::Pause`], with what it did last: waits for that no
    /// longer than `patience`.
    pub fn part(self, patience: Duration) -> Option<Arc<Checkpoint>> {
        let working = |latest: &mut Latest| {
            let working = |at: &Arc<Checkpoint>| at.is_working();
            latest.heard < self.told || latest.checkpoint.as_ref().is_none_or(working)
        };
        let latest = self.board.lock();
        let waited = self
            .board
            .published
            .wait_timeout_while(latest, patience, working);
        let (mut latest, _) = waited.unwrap_or_else(PoisonError::into_inner);
        latest.checkpoint.take()
    }
}

impl Board {
    fn lock(&self) -> MutexGuard<'_, Latest> {
        self.latest.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// What the thread of a job works with.
struct Worker<F> {
    board: Arc<Board>,
    on_news: F,
}

impl<F: Fn()> Worker<F> {
    /// Publishes a checkpoint from after so many commands. Who is over hears nothing any more, and
    /// so owes no answer.
    fn publish(&self, checkpoint: Checkpoint, heard: u64) -> Arc<Checkpoint> {
        let checkpoint = Arc::new(checkpoint);
        let is_over = checkpoint.state.is_over();
        *self.board.lock() = Latest {
            checkpoint: Some(Arc::clone(&checkpoint)),
            heard: if is_over { u64::MAX } else { heard },
        };
        self.board.published.notify_all();
        (self.on_news)();
        checkpoint
    }

    fn fail(&self, before: Checkpoint, reason: String) {
        let state = State::Failed(reason);
        self.publish(Checkpoint { state, ..before }, u64::MAX);
    }

    /// Works until it is over or the handle is gone; a panic becomes a failure.
    fn run(
        &self,
        id: JobId,
        task: Task,
        orders: &Receiver<Command>,
        mut turnstile: Box<dyn Turnstile>,
    ) {
        let (plan, from) = (task.plan.clone(), task.from.clone());
        let mut last = None;
        let work = AssertUnwindSafe(|| self.work(id, task, orders, &mut *turnstile, &mut last));
        let reason = match catch_unwind(work) {
            Ok(Ok(())) => return,
            Ok(Err(unfit)) => unfit.to_string(),
            Err(panic) => format!(
                "training ended by a fault of the program ({}): reset to begin again",
                message(&*panic)
            ),
        };
        // What the optimizer remembered is not trusted after a fault in the middle.
        let trusted = |last: Arc<Checkpoint>| Checkpoint {
            optimizer: None,
            ..Checkpoint::clone(&last)
        };
        let stands = last.map_or_else(|| before(id, &plan, from), trusted);
        self.fail(stands, reason);
    }

    fn work(
        &self,
        id: JobId,
        task: Task,
        orders: &Receiver<Command>,
        turnstile: &mut dyn Turnstile,
        last: &mut Option<Arc<Checkpoint>>,
    ) -> Result<(), nn::Error> {
        let wanted = match task.plan.threads() {
            0 => nn::available_threads(),
            threads => threads,
        };
        let mut job = Job::new(id, task)?;
        let mut heard = 0;
        *last = Some(self.publish(job.checkpoint(), heard));
        let mut asked: Option<Instant> = None;
        while !job.state().is_over() {
            let news = match next(&job, orders, turnstile, &mut asked) {
                Err(TryRecvError::Disconnected) => return Ok(()),
                Ok(command) => {
                    heard += 1;
                    // Commands were checked where they came from; one that cannot be changes nothing.
                    let _ = job.tell(command);
                    true
                }
                Err(TryRecvError::Empty) => {
                    let now = Instant::now();
                    let again = asked.is_none_or(|asked| now - asked >= ROUND);
                    let news = again && take_turn(&mut job, turnstile.ask(wanted));
                    if again {
                        asked = Some(now);
                    }
                    if job.is_working() {
                        turnstile.work(&mut || {
                            job.advance();
                        });
                        job.took(now.elapsed());
                    }
                    news || !job.is_working() && !job.is_queued()
                }
            };
            if self.board.wanted.swap(false, Ordering::Relaxed) || news {
                *last = Some(self.publish(job.checkpoint(), heard));
            }
        }
        Ok(())
    }
}

/// The next command, if there is one. A job that waits sleeps until it is told something, one in
/// the queue until it may ask again; a handle that is gone ends both.
fn next(
    job: &Job,
    orders: &Receiver<Command>,
    turnstile: &mut dyn Turnstile,
    asked: &mut Option<Instant>,
) -> Result<Command, TryRecvError> {
    if job.is_working() {
        return orders.try_recv();
    }
    if job.is_queued() {
        return orders.recv_timeout(ROUND).map_err(|error| match error {
            RecvTimeoutError::Timeout => TryRecvError::Empty,
            RecvTimeoutError::Disconnected => TryRecvError::Disconnected,
        });
    }
    turnstile.leave();
    give_back(); // a pause may last for hours
    *asked = None;
    orders.recv().map_err(|_| TryRecvError::Disconnected)
}

/// Tells the job what the turnstile said, and says whether that is news for the screen.
fn take_turn(job: &mut Job, turn: Turn) -> bool {
    let before = job.state().clone();
    match turn {
        Turn::Go(threads) => job.admit(threads),
        Turn::Wait(_) if job.is_stepping() => {} // a single step holds nobody up
        Turn::Wait(ahead) => job.queue(ahead),
    }
    before != *job.state()
}

/// Gives way to everything else: keys come first. Threads begun by this one inherit it.
fn step_back() {
    // Elsewhere the value would count for the whole process. Refused, it only costs smoothness.
    #[cfg(target_os = "linux")]
    let _ = rustix::process::setpriority_process(None, 19);
}

fn message(panic: &(dyn Any + Send)) -> &str {
    let text = panic.downcast_ref::<String>().map(String::as_str);
    text.or_else(|| panic.downcast_ref::<&str>().copied())
        .unwrap_or("without a message")
}

/// Where a job stands that has not begun: where another run stood, or untrained.
fn before(id: JobId, plan: &Plan, from: Option<Arc<Checkpoint>>) -> Checkpoint {
    match from {
        Some(from) => Checkpoint {
            job: id,
            ..Checkpoint::clone(&from)
        },
        None => untrained(id, plan),
    }
}

/// The checkpoint of a run of no steps.
fn untrained(id: JobId, plan: &Plan) -> Checkpoint {
    let (epochs, batches) = (plan.epochs(), plan.batches());
    Checkpoint {
        job: id,
        model: plan.model(),
        optimizer: None,
        learning_rate: plan.optimizer().learning_rate(),
        step: 0,
        steps: (epochs as u64).saturating_mul(batches as u64),
        epoch: 0,
        epochs,
        batch: 0,
        seen: Seen::default(),
        batches,
        state: State::Paused,
        curve: History::default(),
        epoch_reports: Vec::new(),
        ends: Vec::new(),
        epoch_seconds: 0.0,
        samples_per_second: 0.0,
        eta: None,
        place: None,
    }
}

#[cfg(test)]
mod tests;
