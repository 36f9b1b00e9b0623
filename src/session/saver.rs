//! Keeping what the learner did and trained, off the UI thread.

use std::collections::BTreeMap;
use std::io;
use std::sync::mpsc::{Receiver, RecvTimeoutError, SyncSender, sync_channel};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::thread;
use std::time::{Duration, Instant};

use super::failures::{Failures, Unsaved};
use super::news::{Inbox, News};
use crate::class::Doing;
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
    fn refused(&self) -> Option<String>;

    /// Tells the class what this session is at, where there is one. Nobody is told if it cannot be.
    fn tell(&mut self, _doing: Doing) {}
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

    fn refused(&self) -> Option<String> {
        (**self).refused()
    }

    fn tell(&mut self, doing: Doing) {
        (**self).tell(doing);
    }
}

/// What waits for the thread, of several versions the newest; and what it is at.
#[derive(Debug, Default)]
struct Orders {
    progress: Option<Progress>,
    labs: BTreeMap<String, Keepsake>,
    recalls: Vec<String>,
    doing: Option<Doing>,
    under_way: Option<What>,
    failures: Failures,
}

/// What is being written.
#[derive(Debug)]
enum What {
    Progress,
    Lab,
}

impl Orders {
    /// What is not kept when nobody waits any longer.
    fn lost(&mut self) -> Unsaved {
        let mut unsaved = std::mem::take(&mut self.failures).all();
        if self.progress.is_some() || matches!(self.under_way, Some(What::Progress)) {
            unsaved
                .progress
                .get_or_insert_with(|| format!("writing it {SLOW}"));
        }
        let labs = !self.labs.is_empty() || matches!(self.under_way, Some(What::Lab));
        if labs && unsaved.labs.is_empty() {
            let sentence = format!("what you trained last is not kept: writing it {SLOW}");
            unsaved.labs.push(sentence);
        }
        unsaved
    }
}

/// Why nobody waits any longer.
const SLOW: &str = "took too long; see whether the disk is busy or out of reach";

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
        let orders = Arc::new(Mutex::new(Orders {
            failures: Failures::new(keeper.refused()),
            ..Orders::default()
        }));
        let (bell, rung) = sync_channel(1);
        let (last, outcome) = sync_channel(1);
        let thread = SaveThread {
            keeper,
            inbox,
            orders: Arc::clone(&orders),
            between,
            kept: None,
        };
        thread::Builder::new().name("save".into()).spawn(move || {
            let _ = last.send(thread.run(&rung));
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

    /// Tells the class what the session is at.
    pub(super) fn tell(&self, doing: Doing) {
        self.order(|orders| orders.doing = Some(doing));
    }

    /// Asks for what was kept; the answer comes as a message.
    pub(super) fn recall(&self, key: String) {
        self.order(|orders| orders.recalls.push(key));
    }

    fn order(&self, change: impl FnOnce(&mut Orders)) {
        change(&mut lock(&self.orders));
        let _ = self.bell.try_send(()); // rung already: all of it will be seen
    }

    /// Waits for what is still to be kept; says what could not be kept in the end.
    pub(super) fn finish(self, patience: Duration) -> Unsaved {
        drop(self.bell);
        let outcome = self.outcome.recv_timeout(patience);
        outcome.unwrap_or_else(|_| lock(&self.orders).lost())
    }
}

fn lock(orders: &Mutex<Orders>) -> MutexGuard<'_, Orders> {
    orders.lock().unwrap_or_else(PoisonError::into_inner)
}

/// The thread's side.
struct SaveThread {
    keeper: Box<dyn Keeper>,
    inbox: Inbox,
    orders: Arc<Mutex<Orders>>,
    between: Duration,
    /// When labs were last kept.
    kept: Option<Instant>,
}

impl SaveThread {
    /// Works until nobody can ring any more, and then keeps the rest.
    fn run(mut self, rung: &Receiver<()>) -> Unsaved {
        loop {
            let waits = !lock(&self.orders).labs.is_empty();
            let bell = match self.due() {
                Some(wait) if waits => rung.recv_timeout(wait),
                _ => rung.recv().map_err(|_| RecvTimeoutError::Disconnected),
            };
            let open = bell != Err(RecvTimeoutError::Disconnected);
            let recalls = std::mem::take(&mut lock(&self.orders).recalls);
            if open {
                self.answer(recalls);
            }
            if let Some(doing) = lock(&self.orders).doing.take() {
                self.keeper.tell(doing);
            }
            self.keep_progress(open);
            if !open || self.due().is_none_or(|wait| wait.is_zero()) {
                self.keep_labs(open);
            }
            if !open {
                return std::mem::take(&mut lock(&self.orders).failures).all();
            }
        }
    }

    /// How long until labs may be kept again; none: at once.
    fn due(&self) -> Option<Duration> {
        let kept = self.kept?;
        Some(self.between.saturating_sub(kept.elapsed()))
    }

    fn keep_progress(&mut self, open: bool) {
        let Some(progress) = self.take(|orders| orders.progress.take(), What::Progress) else {
            return;
        };
        let kept = self.keeper.progress(progress);
        self.done(open, |failures| failures.progress(kept));
    }

    fn keep_labs(&mut self, open: bool) {
        // What is ordered meanwhile waits for its own time.
        let keys: Vec<String> = lock(&self.orders).labs.keys().cloned().collect();
        for key in keys {
            let Some(keepsake) = self.take(|orders| orders.labs.remove(&key), What::Lab) else {
                continue;
            };
            let kept = self.keeper.lab(&key, &keepsake);
            self.done(open, |failures| failures.lab(&key, kept));
            self.kept = Some(Instant::now());
        }
    }

    /// Takes the next order of a kind, which is under way from here on.
    fn take<T>(&self, next: impl FnOnce(&mut Orders) -> Option<T>, what: What) -> Option<T> {
        let mut orders = lock(&self.orders);
        let taken = next(&mut orders);
        orders.under_way = taken.is_some().then_some(what);
        taken
    }

    /// It is kept, or it is known why not.
    fn done(&self, open: bool, outcome: impl FnOnce(&mut Failures) -> Option<String>) {
        let mut orders = lock(&self.orders);
        orders.under_way = None;
        let news = outcome(&mut orders.failures);
        drop(orders);
        if let Some(why) = news.filter(|_| open) {
            let _ = self.inbox.try_send(News::Msg(Msg::SaveFailed(why)));
        }
    }

    fn answer(&mut self, keys: Vec<String>) {
        for key in keys {
            let kept = self.keeper.recall(&key).map(|kept| kept.map(Box::new));
            let _ = self.inbox.send(News::Msg(Msg::Recalled(key, kept))); // or nobody is there
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

        fn refused(&self) -> Option<String> {
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
        let (labs, kept_labs) = channel();
        let (_open, go) = channel::<()>();
        let saver = Saver::start(Box::new(Slow { kept, labs, go }), BETWEEN, inbox).unwrap();
        saver.keep("net".into(), keepsake(0));
        assert_eq!(kept_labs.recv().unwrap(), ("net".into(), 0));
        for n in 1..=100 {
            saver.keep("net".into(), keepsake(n));
        }
        saver.recall("net".into());
        let answer = news.recv().unwrap();
        assert!(matches!(answer, News::Msg(Msg::Recalled(key, Err(_))) if key == "net"));
        assert_eq!(saver.finish(Duration::from_secs(10)), Unsaved::default());
        assert_eq!(kept_labs.iter().collect::<Vec<_>>(), [("net".into(), 100)]);
    }

    #[test]
    fn what_is_given_up_is_named_and_what_was_kept_is_not() {
        let saver = |saved: bool| {
            let (inbox, _news) = sync_channel(8);
            let ((kept, progress), (labs, _shelf)) = (channel(), channel());
            let (open, go) = channel::<()>();
            let keeper = Slow { kept, labs, go };
            let saver = Saver::start(Box::new(keeper), BETWEEN, inbox).unwrap();
            if saved {
                saver.save(place("first"));
            }
            (saver, open, progress)
        };
        // The place hangs, and a network waits behind it.
        let (slow, _open, _progress) = saver(true);
        slow.keep("net".into(), keepsake(1));
        let unsaved = slow.finish(Duration::ZERO);
        assert!(unsaved.progress.is_some_and(|why| why.contains("too long")));
        assert!(unsaved.labs.len() == 1 && unsaved.labs[0].contains("what you trained"));
        // Nothing waits: nothing is lost.
        let (idle, _open, _progress) = saver(false);
        let unsaved = lock(&idle.orders).lost();
        assert_eq!(unsaved, Unsaved::default());
        // A network alone.
        lock(&idle.orders).under_way = Some(What::Lab);
        let unsaved = lock(&idle.orders).lost();
        assert_eq!((unsaved.progress, unsaved.labs.len()), (None, 1));
    }
}
