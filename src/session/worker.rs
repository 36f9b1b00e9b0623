//! Work off the UI thread: what is computed.

use std::any::Any;
use std::io;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;
use std::sync::mpsc::{Sender, channel};
use std::thread;

use super::news::{Inbox, News};
use crate::msg::{JobId, Msg, Panicked, Work};
use crate::train::runner::has_room;

/// What a piece of work may take without asking; who takes more asks.
const ROOM: usize = 32 << 20;

/// Does one piece of work; a panic in it becomes the answer `Panicked`, with its sentence. It is
/// not begun where memory is so short that it, or the screen, would end the program.
pub(super) fn work(id: JobId, work: Work) -> Msg {
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

/// Computes in the order it was asked.
#[derive(Debug)]
pub(super) struct Worker {
    queue: Sender<(JobId, Work)>,
}

impl Worker {
    /// A thread that answers into `inbox`; it ends, after the work in hand, when this is dropped.
    pub(super) fn start(inbox: Inbox) -> io::Result<Self> {
        let (queue, waiting) = channel();
        thread::Builder::new().name("work".into()).spawn(move || {
            for (id, next) in waiting {
                if inbox.send(News::Msg(work(id, next))).is_err() {
                    return;
                }
            }
        })?;
        Ok(Self { queue })
    }

    /// Does this after what is waiting already.
    pub(super) fn run(&self, id: JobId, work: Work) {
        let _ = self.queue.send((id, work)); // the thread ends only with us
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const ID: JobId = JobId { lab: 1, run: 2 };

    #[test]
    fn a_panic_in_a_work_becomes_its_answer() {
        let Msg::Worked(ID, answer) = work(ID, Box::new(|| panic!("no more {}", "ink"))) else {
            panic!("another message")
        };
        assert_eq!(answer.downcast_ref(), Some(&Panicked("no more ink".into())));
    }
}
