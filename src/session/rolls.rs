//! A class whose files change while it is looked at.
//!
//! The system tells of a change at once, and the file that changed is read at once. Now and then the
//! folder is looked at all the same: network file systems tell nothing, nor does anybody of a process
//! that was killed.

use std::io;
use std::path::{self, PathBuf};
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::thread;
use std::time::Duration;

use notify::event::{AccessKind, AccessMode, EventKind};
use notify::{Event, RecommendedWatcher, RecursiveMode, Watcher};

use super::news::{Inbox, News, unix_time};
use crate::class::ClassNews;
use crate::msg::Msg;

/// Between two looks at the folder.
const LOOK: Duration = Duration::from_secs(2);

/// Changes that are taken together.
const PORTION: usize = 1024;

/// What reads a class.
pub trait Register: Send {
    /// The folder.
    fn folder(&self) -> PathBuf;
    /// Looks at every file of the folder.
    fn look_round(&mut self);
    /// Something happened to these files.
    fn hear(&mut self, files: &[PathBuf]);
    /// Reads some of those that changed.
    fn read(&mut self, now: u64) -> ClassNews;
}

/// What the watching thread is told.
enum Told {
    Changed(Vec<PathBuf>),
    Lost,
    Over,
}

/// Watches until it is dropped.
pub(super) struct Rolls {
    over: Sender<Told>,
}

impl Rolls {
    /// A thread that sends what is new of the class to `inbox`.
    pub(super) fn start(register: Box<dyn Register>, inbox: Inbox) -> io::Result<Self> {
        let (over, told) = channel();
        let tell = over.clone();
        let watcher = notify::recommended_watcher(move |event: notify::Result<Event>| {
            let told = match event {
                Ok(event) if event.need_rescan() => Told::Lost,
                Ok(event) if changes(&event) => Told::Changed(event.paths),
                _ => return,
            };
            let _ = tell.send(told); // or nobody watches any more
        });
        let thread = RollThread {
            watcher: watcher.ok(),
            watched: false,
            register,
            inbox,
        };
        let watch = thread::Builder::new().name("roll".into());
        watch.spawn(move || thread.run(&told))?;
        Ok(Self { over })
    }
}

impl Drop for Rolls {
    fn drop(&mut self) {
        let _ = self.over.send(Told::Over); // or it has ended already
    }
}

/// Whether an event may change a file: that somebody reads, as we do, does not.
fn changes(event: &Event) -> bool {
    match event.kind {
        EventKind::Access(access) => access == AccessKind::Close(AccessMode::Write),
        _ => true,
    }
}

/// The thread's side.
struct RollThread {
    register: Box<dyn Register>,
    watcher: Option<RecommendedWatcher>,
    watched: bool,
    inbox: Inbox,
}

impl RollThread {
    fn run(mut self, told: &Receiver<Told>) {
        let mut round = true;
        loop {
            if round {
                // First watched, then read: nothing is missed in between.
                self.watch();
                self.register.look_round();
            }
            loop {
                let news = self.register.read(unix_time());
                let more = news.more;
                if self.inbox.send(News::Msg(Msg::Class(news))).is_err() {
                    return;
                }
                if !more {
                    break;
                }
            }
            round = false;
            let first = match told.recv_timeout(LOOK) {
                Ok(told) => Some(told),
                Err(RecvTimeoutError::Timeout) => {
                    round = true;
                    None
                }
                Err(RecvTimeoutError::Disconnected) => return,
            };
            for told in first.into_iter().chain(told.try_iter().take(PORTION)) {
                match told {
                    Told::Changed(files) => self.register.hear(&files),
                    Told::Lost => round = true,
                    Told::Over => return,
                }
            }
        }
    }

    /// Lets the system tell of changes, once the folder is there.
    fn watch(&mut self) {
        let folder = self.register.folder();
        if self.watched && folder.is_dir() {
            return;
        }
        let folder = path::absolute(&folder).unwrap_or(folder);
        self.watched = self.watcher.as_mut().is_some_and(|watcher| {
            let _ = watcher.unwatch(&folder); // the first time there is nothing to end
            watcher.watch(&folder, RecursiveMode::NonRecursive).is_ok()
        });
    }
}
