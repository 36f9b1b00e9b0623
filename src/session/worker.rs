//! Work off the UI thread: what is computed.

use std::any::Any;
use std::collections::VecDeque;
use std::io;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::{Arc, Condvar, Mutex, PoisonError};
use std::thread;

use super::news::{Inbox, News};
use crate::msg::{Msg, Panicked, Work, WorkId};
use crate::train::runner::{give_back, has_room};

/// What a piece of work may take without asking; who takes more asks.
const ROOM: usize = 32 << 20;

/// Does one piece of work; a panic in it becomes the answer `Panicked`, with its sentence. It is
/// not begun where memory is so short that it, or the screen, would end the program.
pub(super) fn work(id: WorkId, work: Work) -> Msg {
    if !has_room(ROOM) {
        let why = "there is no memory left for it (`ulimit -v` shows a limit)";
        return Msg::Worked(id, Arc::new(Panicked(why.to_owned())));
    }
    let answer = catch_unwind(AssertUnwindSafe(work)).unwrap_or_else(|panic| {
        let why = sentence(&*panic);
        Arc::new(Panicked(why))
    });
    Msg::Worked(id, answer)
}

/// What a panic has to say.
pub(super) fn sentence(panic: &(dyn Any + Send)) -> String {
    let text = panic.downcast_ref::<&str>().copied();
    let text = text.or_else(|| panic.downcast_ref::<String>().map(String::as_str));
    text.unwrap_or("it stopped without saying why").to_owned()
}

/// What waits to be computed, in the order it was asked: a place in a lab has one turn.
#[derive(Default)]
struct Queue {
    waiting: VecDeque<(WorkId, Work)>,
    closed: bool,
}

impl Queue {
    /// Takes up work; what waits for the same place gives its turn to it.
    fn put(&mut self, id: WorkId, work: Work) {
        match self
            .waiting
            .iter_mut()
            .find(|(other, _)| other.shares_place(id))
        {
            Some(waits) => *waits = (id, work),
            None => self.waiting.push_back((id, work)),
        }
    }
}

/// Computes in the order it was asked, and of each place in a lab what was asked last.
pub(super) struct Worker {
    queue: Arc<(Mutex<Queue>, Condvar)>,
}

impl Worker {
    /// A thread that answers into `inbox`; it ends, after the work in hand, when this is dropped.
    pub(super) fn start(inbox: Inbox) -> io::Result<Self> {
        let queue = Arc::new((Mutex::new(Queue::default()), Condvar::new()));
        let worker = Self {
            queue: Arc::clone(&queue),
        };
        thread::Builder::new().name("work".into()).spawn(move || {
            while let Some((id, next)) = take(&queue) {
                let answer = work(id, next);
                give_back(); // a session reads for hours with what it took for a moment
                if inbox.send(News::Msg(answer)).is_err() {
                    return;
                }
            }
        })?;
        Ok(worker)
    }

    /// Does this when its turn comes.
    pub(super) fn run(&self, id: WorkId, work: Work) {
        let (queue, woken) = &*self.queue;
        let mut queue = queue.lock().unwrap_or_else(PoisonError::into_inner);
        queue.put(id, work);
        woken.notify_one();
    }
}

impl Drop for Worker {
    fn drop(&mut self) {
        let (queue, woken) = &*self.queue;
        queue.lock().unwrap_or_else(PoisonError::into_inner).closed = true;
        woken.notify_one();
    }
}

/// The next work, once there is one; nothing when no more will come.
fn take(queue: &(Mutex<Queue>, Condvar)) -> Option<(WorkId, Work)> {
    let (queue, woken) = queue;
    let queue = queue.lock().unwrap_or_else(PoisonError::into_inner);
    let idle = |queue: &mut Queue| queue.waiting.is_empty() && !queue.closed;
    let mut queue = woken
        .wait_while(queue, idle)
        .unwrap_or_else(PoisonError::into_inner);
    if queue.closed {
        return None;
    }
    queue.waiting.pop_front()
}

#[cfg(test)]
mod tests {
    use super::*;

    const ID: WorkId = WorkId {
        lab: 1,
        place: 2,
        asked: 1,
    };

    #[test]
    fn a_panic_in_a_work_becomes_its_answer() {
        let Msg::Worked(ID, answer) = work(ID, Box::new(|| panic!("no more {}", "ink"))) else {
            panic!("another message")
        };
        assert_eq!(answer.downcast_ref(), Some(&Panicked("no more ink".into())));
    }

    #[test]
    fn what_is_asked_again_takes_the_turn_of_what_waits() {
        let said = |word: &'static str| -> Work { Box::new(move || Arc::new(word)) };
        let other = WorkId { place: 3, ..ID };
        let again = WorkId { asked: 2, ..ID };
        let mut queue = Queue::default();
        for (id, word) in [(ID, "old"), (other, "between"), (again, "new")] {
            queue.put(id, said(word));
        }
        let turns: Vec<_> = (queue.waiting.into_iter())
            .map(|(id, work)| (id, *work().downcast_ref::<&str>().expect("a word")))
            .collect();
        assert_eq!(turns, [(again, "new"), (other, "between")]);
    }
}
