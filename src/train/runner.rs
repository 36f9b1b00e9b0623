//! A job on a thread of its own, that keeps nobody waiting: commands go in, the latest checkpoint
//! comes out, and letting go of the handle ends it.

use std::any::Any;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{self, Receiver, Sender, TryRecvError};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread;
use std::time::Instant;

use crate::train::{Checkpoint, Command, History, JobId, Plan, Task};

// A session without threads runs the same jobs in line.
pub use crate::train::{Job, State};

/// Starts jobs.
pub struct Runner;

/// The only hold on a running job. Dropping it ends the job within a quantum, without waiting.
pub struct Handle {
    commands: Sender<Command>,
    board: Arc<Board>,
}

/// Where the worker leaves its latest checkpoint.
#[derive(Default)]
struct Board {
    latest: Mutex<Option<Arc<Checkpoint>>>,
    wanted: AtomicBool,
}

impl Runner {
    /// Begins a training on a thread of low priority and returns at once. `on_news` is called,
    /// mostly on that thread, when there is something to [`take`](Handle::take): at the beginning,
    /// when it was [wanted](Handle::want), after a command, and when it waits or ends. What cannot
    /// be begun ends as [`State::Failed`].
    pub fn start(id: JobId, task: Task, on_news: impl Fn() + Send + Sync + 'static) -> Handle {
        let board = Arc::new(Board::default());
        let (commands, orders) = mpsc::channel();
        let plan = task.plan.clone();
        let desk = Arc::new(Desk {
            board: Arc::clone(&board),
            on_news,
        });
        let worker = Arc::clone(&desk);
        let work = move || {
            step_back();
            worker.run(id, task, &orders);
        };
        if let Err(refused) = thread::Builder::new()
            .name("trainer".to_string())
            .spawn(work)
        {
            let reason = format!("the system gives no thread to train on ({refused}): try again");
            desk.publish(failed(untrained(id, &plan), reason));
        }
        Handle { commands, board }
    }
}

impl Handle {
    /// Gives a command; it is carried out between two quanta.
    pub fn tell(&self, command: Command) {
        // Without a receiver the job is over, and there is nothing left to tell.
        let _ = self.commands.send(command);
    }

    /// Asks for a checkpoint; the job makes one after the present quantum.
    pub fn want(&self) {
        self.board.wanted.store(true, Ordering::Relaxed);
    }

    /// The latest checkpoint, if it was not taken yet.
    pub fn take(&self) -> Option<Arc<Checkpoint>> {
        self.board
            .latest
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .take()
    }
}

/// The worker's side.
struct Desk<F> {
    board: Arc<Board>,
    on_news: F,
}

impl<F: Fn()> Desk<F> {
    fn publish(&self, checkpoint: Checkpoint) -> Arc<Checkpoint> {
        let checkpoint = Arc::new(checkpoint);
        let latest = Some(Arc::clone(&checkpoint));
        *self
            .board
            .latest
            .lock()
            .unwrap_or_else(PoisonError::into_inner) = latest;
        (self.on_news)();
        checkpoint
    }

    /// Works until it is over or the handle is gone; a panic becomes a failure.
    fn run(&self, id: JobId, task: Task, orders: &Receiver<Command>) {
        let plan = task.plan.clone();
        let mut last = None;
        let work = AssertUnwindSafe(|| self.work(id, task, orders, &mut last));
        let reason = match catch_unwind(work) {
            Ok(Ok(())) => return,
            Ok(Err(unfit)) => unfit.to_string(),
            Err(panic) => format!(
                "training ended by a fault of the program ({}): reset to begin again",
                message(&*panic)
            ),
        };
        let before = last.map_or_else(|| untrained(id, &plan), |last| Checkpoint::clone(&last));
        self.publish(failed(before, reason));
    }

    fn work(
        &self,
        id: JobId,
        task: Task,
        orders: &Receiver<Command>,
        last: &mut Option<Arc<Checkpoint>>,
    ) -> Result<(), crate::nn::Error> {
        let mut job = Job::new(id, task)?;
        *last = Some(self.publish(job.checkpoint()));
        while !job.state().is_over() {
            // A job that waits sleeps until it is told something; a handle that is gone ends it.
            let order = if job.is_working() {
                orders.try_recv()
            } else {
                orders.recv().map_err(|_| TryRecvError::Disconnected)
            };
            let news = match order {
                Err(TryRecvError::Disconnected) => return Ok(()),
                // Commands were checked where they came from; one that cannot be changes nothing.
                Ok(command) => job.tell(command).is_ok(),
                Err(TryRecvError::Empty) => {
                    let began = Instant::now();
                    job.advance();
                    job.took(began.elapsed());
                    !job.is_working()
                }
            };
            if self.board.wanted.swap(false, Ordering::Relaxed) || news {
                *last = Some(self.publish(job.checkpoint()));
            }
        }
        Ok(())
    }
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

/// The checkpoint of a job that never began.
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
        batches,
        state: State::Paused,
        curve: History::default(),
        epoch_reports: Vec::new(),
        samples_per_second: 0.0,
        eta: None,
    }
}

fn failed(before: Checkpoint, reason: String) -> Checkpoint {
    Checkpoint {
        state: State::Failed(reason),
        optimizer: None,
        ..before
    }
}

#[cfg(test)]
mod tests;
