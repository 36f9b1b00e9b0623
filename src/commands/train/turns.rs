//! A training without the screen takes its turn as every other on the host does.

use std::time::{Duration, Instant};

use crate::nn::available_threads;
use crate::session::Slots;
use crate::train::{Job, State, Turn, Turnstile};
use crate::ui::number::ordinal;

/// How often it is asked whose turn it is.
const ROUND: Duration = Duration::from_millis(250);

/// The turns of one training.
pub struct Turns {
    turnstile: Box<dyn Turnstile>,
    wanted: usize,
    asked: Option<Instant>,
}

impl Turns {
    /// Turns among those who share `slots`; 0 threads are as many as the machine has.
    pub fn new(slots: Option<&Slots>, threads: usize) -> Self {
        Self {
            turnstile: Slots::turnstile(slots),
            wanted: if threads == 0 {
                available_threads()
            } else {
                threads
            },
            asked: None,
        }
    }

    /// Lets the job work or wait; waits a while with it. A sentence where its place is another.
    pub fn take(&mut self, job: &mut Job) -> Option<String> {
        if self.asked.is_some_and(|asked| asked.elapsed() < ROUND) {
            return None;
        }
        let turn = match job.is_working() || job.is_queued() {
            true => self.turnstile.ask(self.wanted),
            false => return None,
        };
        match turn {
            Turn::Go(threads) => {
                self.asked = Some(Instant::now());
                job.admit(threads);
                None
            }
            Turn::Wait(ahead) => {
                let known = *job.state() == State::Queued(ahead);
                job.queue(ahead);
                Slots::rest();
                let place = ordinal(ahead + 1);
                (!known).then(|| {
                    format!("every core is busy: {place} in the queue (--slots off trains at once)")
                })
            }
        }
    }
}
