//! Keeping what the learner did and trained, off the UI thread.

use std::collections::BTreeMap;
use std::io;
use std::sync::mpsc::{Receiver, RecvTimeoutError, SyncSender, sync_channel};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread;
use std::time::{Duration, Instant};

use super::failures::{Failures, Unsaved};
use super::news::{Inbox, News};
use crate::msg::{Keepsake, Msg};
use crate::progress::Progress;

/// Labs are kept no more often than this while the session goes on: a short epoch must not write
/// to the disk all the time.
pub(super) const BETWEEN: Duration = Duration::from_secs(5);

/// Where things are kept. An error is the sentence that the learner should read.
pub trait Keeper: Send {
    /// Keeps the learner's progress.
    ///
    /// # Errors
    /// If it could not be kept.
    fn progress(&mut self, progress: Progress) -> Result<(), String>;

    /// Keeps a lab.
    ///
    /// # Errors
    /// If it could not be kept.
    fn lab(&mut self, key: &str, keepsake: &Keepsake) -> Result<(), String>;

    /// What was kept of a lab.
    ///
    /// # Errors
    /// If something is there that cannot be used.
    fn recall(&mut self, key: &str) -> Result<Option<Keepsake>, String>;

    /// Why progress cannot be kept, where the learner was told before anything was.
    fn told(&self) -> Option<String>;
}

impl Keeper for Box<dyn Keeper> {
    fn progress(&mut self, progress: Progress) -> Result<(), String> {
        (**self).progress(progress)
    }

    fn lab(&mut self, key: &str, keepsake: &Keepsake) -> Result<(), String> {
        (**self).lab(key, keepsake)
    }

    fn recall(&mut self, key: &str) -> Result<Option<Keepsake>, String> {
        (**self).recall(key)
    }

    fn told(&self) -> Option<String> {
        (**self).told()
    }
}

/// What waits for the thread; of several versions the newest.
#[derive(Debug, Default)]
struct Orders {
    progress: Option<Progress>,
    labs: BTreeMap<String, Keepsake>,
    recalls: Vec<String>,
}

/// Hands over what is to be kept, and never waits but at the end.
#[derive(Debug)]
pub(super) struct Saver {
    orders: Arc<Mutex<Orders>>,
    bell: SyncSender<()>,
    outcome: Receiver<Unsaved>,
}

impl Saver {
    /// A thread that keeps things with `keeper`, labs no more often than every `between`, and
    /// answers and complains into `inbox`.
    pub(super) fn start(
        keeper: Box<dyn Keeper>,
        between: Duration,
        inbox: Inbox,
    ) -> io::Result<Self> {
        let orders = Arc::new(Mutex::new(Orders::default()));
        let (bell, rung) = sync_channel(1);
        let (last, outcome) = sync_channel(1);
        let desk = Desk {
            failures: Failures::new(keeper.told()),
            keeper,
            inbox,
            orders: Arc::clone(&orders),
            waiting: BTreeMap::new(),
            between,
            kept: None,
        };
        thread::Builder::new().name("save".into()).spawn(move || {
            let _ = last.send(desk.run(&rung));
        })?;
        Ok(Self {
            orders,
            bell,
            outcome,
        })
    }

    /// Keeps this soon.
    pub(super) fn save(&self, progress: Progress) {
        self.order(|orders| orders.progress = Some(progress));
    }

    /// Keeps this lab before long.
    pub(super) fn keep(&self, key: String, keepsake: Keepsake) {
        self.order(|orders| drop(orders.labs.insert(key, keepsake)));
    }

    /// Asks for what was kept; the answer comes as a message.
    pub(super) fn recall(&self, key: String) {
        self.order(|orders| orders.recalls.push(key));
    }

    fn order(&self, change: impl FnOnce(&mut Orders)) {
        change(&mut self.orders.lock().unwrap_or_else(PoisonError::into_inner));
        let _ = self.bell.try_send(()); // rung already: all of it will be seen
    }

    /// Waits for what is still to be kept; says what could not be kept in the end.
    pub(super) fn finish(self, patience: Duration) -> Unsaved {
        drop(self.bell);
        let outcome = self.outcome.recv_timeout(patience);
        outcome.unwrap_or_else(|_| Unsaved {
            progress: Some("keeping your place took too long".into()),
            labs: Vec::new(),
        })
    }
}

/// The thread's side.
struct Desk {
    keeper: Box<dyn Keeper>,
    inbox: Inbox,
    orders: Arc<Mutex<Orders>>,
    /// Labs that are to be kept, but not yet.
    waiting: BTreeMap<String, Keepsake>,
    between: Duration,
    /// When labs were last kept.
    kept: Option<Instant>,
    failures: Failures,
}

impl Desk {
    /// Works until nobody can ring any more, and then keeps the rest.
    fn run(mut self, rung: &Receiver<()>) -> Unsaved {
        loop {
            let bell = match self.due() {
                Some(wait) if !self.waiting.is_empty() => rung.recv_timeout(wait),
                _ => rung.recv().map_err(|_| RecvTimeoutError::Disconnected),
            };
            let open = bell != Err(RecvTimeoutError::Disconnected);
            let orders =
                std::mem::take(&mut *self.orders.lock().unwrap_or_else(PoisonError::into_inner));
            if open {
                self.answer(orders.recalls);
            }
            if let Some(progress) = orders.progress {
                let kept = self.keeper.progress(progress);
                let news = self.failures.progress(kept);
                self.tell(news, open);
            }
            self.waiting.extend(orders.labs);
            if !open || self.due().is_none_or(|wait| wait.is_zero()) {
                self.keep(open);
            }
            if !open {
                return self.failures.all();
            }
        }
    }

    /// How long until labs may be kept again; none: at once.
    fn due(&self) -> Option<Duration> {
        let kept = self.kept?;
        Some(self.between.saturating_sub(kept.elapsed()))
    }

    fn keep(&mut self, open: bool) {
        for (key, keepsake) in std::mem::take(&mut self.waiting) {
            let kept = self.keeper.lab(&key, &keepsake);
            let news = self.failures.lab(&key, kept);
            self.tell(news, open);
            self.kept = Some(Instant::now());
        }
    }

    fn answer(&mut self, keys: Vec<String>) {
        for key in keys {
            let kept = self.keeper.recall(&key).map(|kept| kept.map(Box::new));
            let _ = self.inbox.send(News::Msg(Msg::Recalled(key, kept))); // or nobody is there
        }
    }

    fn tell(&self, news: Option<String>, open: bool) {
        if let Some(why) = news.filter(|_| open) {
            let _ = self.inbox.try_send(News::Msg(Msg::SaveFailed(why)));
        }
    }
}

#[cfg(test)]
mod tests {
    use std::sync::mpsc::{Sender, channel};

    use super::*;

    /// Keeps what it is told when it is let to, and always complains.
    struct Slow {
        kept: Sender<Progress>,
        labs: Sender<(String, usize)>,
        go: Receiver<()>,
    }

    impl Keeper for Slow {
        fn progress(&mut self, progress: Progress) -> Result<(), String> {
            let _ = self.go.recv();
            self.kept.send(progress).unwrap();
            Err("the disk is full".to_owned())
        }

        fn lab(&mut self, key: &str, keepsake: &Keepsake) -> Result<(), String> {
            self.labs
                .send((key.to_owned(), keepsake.settings.len()))
                .unwrap();
            Ok(())
        }

        fn recall(&mut self, key: &str) -> Result<Option<Keepsake>, String> {
            Err(format!("{key} is no more"))
        }

        fn told(&self) -> Option<String> {
            None
        }
    }

    fn place(step: &str) -> Progress {
        let mut progress = Progress::default();
        progress.visit("a", step);
        progress
    }

    fn keepsake(settings: usize) -> Keepsake {
        Keepsake {
            settings: vec![Default::default(); settings],
            ..Keepsake::default()
        }
    }

    #[test]
    fn of_many_saves_the_newest_is_kept_and_the_last_failure_told() {
        let (inbox, news) = sync_channel(8);
        let (kept, saved) = channel();
        let (labs, _shelf) = channel();
        let (open, go) = channel::<()>();
        let saver = Saver::start(Box::new(Slow { kept, labs, go }), BETWEEN, inbox).unwrap();
        saver.save(place("first"));
        open.send(()).unwrap();
        assert_eq!(saved.recv().unwrap(), place("first"));
        assert!(
            matches!(news.recv().unwrap(), News::Msg(Msg::SaveFailed(why)) if why == "the disk is full")
        );
        for n in 0..100 {
            saver.save(place(&n.to_string()));
        }
        // A lab that is kept does not hide that the progress is not.
        saver.keep("net".into(), keepsake(0));
        drop(open);
        let unsaved = saver.finish(Duration::from_secs(10));
        assert_eq!(saved.iter().last(), Some(place("99")));
        assert_eq!(unsaved.progress.as_deref(), Some("the disk is full"));
    }

    #[test]
    fn labs_are_kept_now_and_then_and_the_newest_of_each_at_the_end() {
        let (inbox, news) = sync_channel(8);
        let (kept, _saved) = channel();
        let (labs, shelf) = channel();
        let (_open, go) = channel::<()>();
        let saver = Saver::start(Box::new(Slow { kept, labs, go }), BETWEEN, inbox).unwrap();
        saver.keep("net".into(), keepsake(0));
        assert_eq!(shelf.recv().unwrap(), ("net".into(), 0));
        for n in 1..=100 {
            saver.keep("net".into(), keepsake(n));
        }
        saver.recall("net".into());
        let answer = news.recv().unwrap();
        assert!(matches!(answer, News::Msg(Msg::Recalled(key, Err(_))) if key == "net"));
        assert_eq!(saver.finish(Duration::from_secs(10)), Unsaved::default());
        assert_eq!(shelf.iter().collect::<Vec<_>>(), [("net".into(), 100)]);
    }
}
