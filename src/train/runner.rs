//! Stand-in: a counting job on a thread.

use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{Sender, TryRecvError, channel};
use std::sync::{Arc, Mutex};

use crate::train::job::Job;
use crate::train::{Checkpoint, Command, JobId, State, Task};

/// Starts jobs.
pub struct Runner;

/// A job on its thread.
pub struct Handle {
    commands: Sender<Command>,
    wanted: Arc<AtomicBool>,
    slot: Arc<Mutex<Option<Arc<Checkpoint>>>>,
}

impl Runner {
    /// Run a job on a thread of its own.
    pub fn start(id: JobId, task: Task, on_news: impl Fn() + Send + 'static) -> Handle {
        let (commands, orders) = channel();
        let wanted = Arc::new(AtomicBool::new(true));
        let slot = Arc::new(Mutex::new(None));
        let handle = Handle { commands, wanted: Arc::clone(&wanted), slot: Arc::clone(&slot) };
        std::thread::spawn(move || {
            let Ok(mut job) = Job::new(id, task) else { return };
            loop {
                match orders.try_recv() {
                    Ok(command) => job.tell(command),
                    Err(TryRecvError::Disconnected) => return,
                    Err(TryRecvError::Empty) => {}
                }
                job.advance();
                let checkpoint = job.checkpoint();
                let running = checkpoint.state == State::Running;
                if wanted.swap(false, Ordering::AcqRel) || !running {
                    if let Ok(mut slot) = slot.lock() {
                        *slot = Some(Arc::new(checkpoint));
                    }
                    on_news();
                }
                if !running {
                    match orders.recv() {
                        Ok(command) => job.tell(command),
                        Err(_) => return,
                    }
                }
            }
        });
        handle
    }
}

impl Handle {
    /// Tell it something.
    pub fn tell(&self, command: Command) {
        let _ = self.commands.send(command);
    }

    /// A checkpoint is wanted.
    pub fn want(&self) {
        self.wanted.store(true, Ordering::Release);
    }

    /// The newest checkpoint, once.
    pub fn take(&self) -> Option<Arc<Checkpoint>> {
        self.slot.lock().ok()?.take()
    }
}
