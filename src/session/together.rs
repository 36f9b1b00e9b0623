//! One turn for all that one learner trains: two runs side by side are no two learners.
//!
//! Each run gets as many threads as the other, so that a race is fair. Where there are fewer threads
//! than runs, the runs take turns, a quantum each: never do more threads work than the learner has.

#[cfg(test)]
mod tests;

use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};

use crate::train::runner::{Turn, Turnstile};

/// The turn of one session, shared by its trainings.
pub(super) struct Together {
    shared: Arc<Shared>,
    seats: u64,
}

/// What the trainings share.
struct Shared {
    state: Mutex<State>,
    passed: Condvar,
}

struct State {
    turn: Box<dyn Turnstile>,
    /// The threads of that turn.
    threads: usize,
    /// The trainings that work or wait, in the order of coming.
    seated: Vec<Seated>,
    /// Who did the last quantum in turn.
    last: u64,
}

/// A training that works or waits.
struct Seated {
    seat: u64,
    wanted: usize,
    /// It may work.
    goes: bool,
}

/// The turnstile of one training.
struct Seat {
    shared: Arc<Shared>,
    number: u64,
}

impl Together {
    /// Nobody trains yet; what will goes through `turn`.
    pub(super) fn new(turn: Box<dyn Turnstile>) -> Self {
        let state = State {
            turn,
            threads: 0,
            seated: Vec::new(),
            last: 0,
        };
        let shared = Shared {
            state: Mutex::new(state),
            passed: Condvar::new(),
        };
        Self {
            shared: Arc::new(shared),
            seats: 0,
        }
    }

    /// A turnstile for one more training.
    pub(super) fn seat(&mut self) -> Box<dyn Turnstile> {
        self.seats += 1;
        Box::new(Seat {
            shared: Arc::clone(&self.shared),
            number: self.seats,
        })
    }
}

impl Shared {
    fn lock(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl State {
    /// Lets a training ask, and tells it its share.
    fn ask(&mut self, number: u64, wanted: usize) -> Turn {
        let at = match self.seated.iter().position(|other| other.seat == number) {
            Some(at) => at,
            None => {
                self.seated.push(Seated {
                    seat: number,
                    wanted,
                    goes: false,
                });
                self.seated.len() - 1
            }
        };
        self.seated[at].wanted = wanted;
        let runs = self.seated.len();
        let most = self.seated.iter().map(|other| other.wanted).max();
        let most = most.unwrap_or(wanted);
        // What cannot be shared evenly is left to others.
        let whole = if most > runs {
            most - most % runs
        } else {
            most
        };
        let turn = self.turn.ask(whole);
        self.seated[at].goes = matches!(turn, Turn::Go(_));
        match turn {
            Turn::Go(threads) => {
                self.threads = threads;
                Turn::Go((threads / runs).max(1).min(wanted.max(1)))
            }
            wait => wait,
        }
    }

    /// Whether a training may work beside all others that do.
    fn has_room(&self, number: u64) -> bool {
        let going = self.seated.iter().filter(|other| other.goes);
        going.clone().count() <= self.threads || going.into_iter().all(|it| it.seat != number)
    }

    /// Whether the next quantum in turn is this one's.
    fn is_next(&self, number: u64) -> bool {
        let going = || self.seated.iter().filter(|other| other.goes);
        let last = going().position(|other| other.seat == self.last);
        let next = last.map_or(0, |last| (last + 1) % going().count());
        going().nth(next).is_some_and(|other| other.seat == number)
    }

    fn leave(&mut self, number: u64) {
        self.seated.retain(|other| other.seat != number);
        if self.seated.is_empty() {
            self.turn.leave();
        }
    }
}

impl Turnstile for Seat {
    fn ask(&mut self, wanted: usize) -> Turn {
        let turn = self.shared.lock().ask(self.number, wanted);
        self.shared.passed.notify_all();
        turn
    }

    fn leave(&mut self) {
        self.shared.lock().leave(self.number);
        self.shared.passed.notify_all();
    }

    fn work(&mut self, quantum: &mut dyn FnMut()) {
        let waits =
            |state: &mut State| !(state.has_room(self.number) || state.is_next(self.number));
        let waited = self.shared.passed.wait_while(self.shared.lock(), waits);
        let mut state = waited.unwrap_or_else(PoisonError::into_inner);
        if state.has_room(self.number) {
            drop(state);
            return quantum();
        }
        // The others wait for the lock, a quantum long.
        quantum();
        state.last = self.number;
        drop(state);
        self.shared.passed.notify_all();
    }
}

impl Drop for Seat {
    fn drop(&mut self) {
        self.leave();
    }
}
