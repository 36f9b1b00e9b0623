//! Work off the UI thread: one thread for what is computed, one for what is kept.

use std::any::Any;
use std::io;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::mpsc::{Receiver, Sender, SyncSender, channel, sync_channel};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread;
use std::time::Duration;

use super::news::{Inbox, News};
use crate::msg::{JobId, Msg, Panicked, Work};
use crate::progress::Progress;

/// Does one piece of work; a panic in it becomes the answer `Panicked`, with its sentence.
pub(super) fn work(id: JobId, work: Work) -> Msg {
    let answer = catch_unwind(AssertUnwindSafe(work)).unwrap_or_else(|panic| {
        let why = sentence(&*panic);
        Arc::new(Panicked(why))
    });
    Msg::Worked(id, answer)
}

fn sentence(panic: &(dyn Any + Send)) -> String {
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

/// How progress is kept: the sentence says why it could not be.
pub type Save = Box<dyn FnMut(Progress) -> Result<(), String> + Send>;

/// Keeps progress; of several waiting to be kept, the newest.
#[derive(Debug)]
pub(super) struct Saver {
    newest: Arc<Mutex<Option<Progress>>>,
    bell: SyncSender<()>,
    outcome: Receiver<Option<String>>,
}

impl Saver {
    /// A thread that keeps progress with `save` and says in `inbox` what could not be kept.
    pub(super) fn start(mut save: Save, inbox: Inbox) -> io::Result<Self> {
        let newest = Arc::new(Mutex::new(None::<Progress>));
        let (bell, rung) = sync_channel(1);
        let (last, outcome) = sync_channel(1);
        let saver = Self {
            newest: Arc::clone(&newest),
            bell,
            outcome,
        };
        thread::Builder::new().name("save".into()).spawn(move || {
            let mut failure = None;
            loop {
                let open = rung.recv().is_ok();
                let progress = newest.lock().unwrap_or_else(PoisonError::into_inner).take();
                if let Some(progress) = progress {
                    failure = save(progress).err();
                    if let Some(why) = failure.clone().filter(|_| open) {
                        let _ = inbox.try_send(News::Msg(Msg::SaveFailed(why)));
                    }
                }
                if !open {
                    let _ = last.send(failure);
                    return;
                }
            }
        })?;
        Ok(saver)
    }

    /// Keeps this soon.
    pub(super) fn save(&self, progress: Progress) {
        *self.newest.lock().unwrap_or_else(PoisonError::into_inner) = Some(progress);
        let _ = self.bell.try_send(()); // rung already: it will see the newest
    }

    /// Waits for what is still to be kept; says what could not be kept in the end.
    pub(super) fn finish(self, patience: Duration) -> Option<String> {
        drop(self.bell);
        match self.outcome.recv_timeout(patience) {
            Ok(failure) => failure,
            Err(_) => Some("keeping your place took too long".into()),
        }
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

    #[test]
    fn of_many_saves_the_newest_is_kept_and_the_last_failure_told() {
        let (inbox, news) = sync_channel(8);
        let (kept, saved) = channel();
        let (go, gate) = channel::<()>();
        let save = Box::new(move |progress| {
            let _ = gate.recv();
            kept.send(progress).unwrap();
            Err("the disk is full".to_owned())
        });
        let saver = Saver::start(save, inbox).unwrap();
        let place = |step: &str| {
            let mut progress = Progress::default();
            progress.visit("a", step);
            progress
        };
        saver.save(place("first"));
        go.send(()).unwrap();
        assert_eq!(saved.recv().unwrap(), place("first"));
        assert!(
            matches!(news.recv().unwrap(), News::Msg(Msg::SaveFailed(why)) if why == "the disk is full")
        );
        for n in 0..100 {
            saver.save(place(&n.to_string()));
        }
        drop(go);
        let failure = saver.finish(Duration::from_secs(10));
        assert_eq!(saved.iter().last(), Some(place("99")));
        assert_eq!(failure.as_deref(), Some("the disk is full"));
    }
}
