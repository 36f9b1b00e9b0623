//! Lessons that change on the disk while the course runs.
//!
//! The system tells of a change at once. Now and then the folder is looked at all the same: network
//! file systems tell nothing, nor does a folder of which another has taken the place.

use std::fs;
use std::io;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{self, Path, PathBuf};
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::thread;
use std::time::{Duration, Instant, SystemTime};

use notify::event::{AccessKind, AccessMode, EventKind};
use notify::{Event, RecommendedWatcher, RecursiveMode, Watcher};

use super::news::{Inbox, News};
use super::worker::sentence;
use crate::msg::{Msg, Reading};

/// An editor saves in several steps: after this much quiet it is done.
const QUIET: Duration = Duration::from_millis(30);

/// Who writes without a pause is not waited for longer.
const LONGEST: Duration = Duration::from_millis(150);

/// Between two looks at a folder whose changes are told, and at one whose changes are not.
const LOOK: Duration = Duration::from_secs(2);
const LOOK_UNTOLD: Duration = Duration::from_millis(200);

/// A folder of lessons that a course was read from.
pub struct Lessons {
    /// The folder.
    pub folder: PathBuf,
    /// The course as it is shown.
    pub shown: Reading,
    /// Reads it anew.
    pub read: Box<dyn FnMut() -> Reading + Send>,
}

/// What the watching thread is told.
enum Told {
    Changed,
    Over,
}

/// Watches until it is dropped.
pub(super) struct Watch {
    over: Sender<Told>,
}

impl Watch {
    /// A thread that sends each new version of the lessons to `inbox`.
    pub(super) fn start(lessons: Lessons, inbox: Inbox) -> io::Result<Self> {
        let (over, told) = channel();
        let tell = over.clone();
        // What the system names has no dots in it.
        let folder = path::absolute(&lessons.folder).unwrap_or_else(|_| lessons.folder.clone());
        // Without it the folder is looked at more often.
        let watcher = notify::recommended_watcher(move |event: notify::Result<Event>| {
            if event.is_ok_and(|event| concerns(&event, &folder)) {
                let _ = tell.send(Told::Changed); // or nobody watches any more
            }
        });
        let thread = WatchThread {
            watcher: watcher.ok(),
            stamp: stamp(&lessons.folder),
            last: lessons.shown.clone(),
            lessons,
            inbox,
        };
        let watch = thread::Builder::new().name("watch".into());
        watch.spawn(move || thread.run(&told))?;
        Ok(Self { over })
    }
}

impl Drop for Watch {
    fn drop(&mut self) {
        let _ = self.over.send(Told::Over); // or it has ended already
    }
}

/// Whether an event may change the lessons of a folder: that somebody reads, as we do, does not, nor
/// does what happens to other files there.
fn concerns(event: &Event, folder: &Path) -> bool {
    let changes = match event.kind {
        EventKind::Access(access) => access == AccessKind::Close(AccessMode::Write),
        _ => true,
    };
    let mut paths = event.paths.iter();
    changes && (event.need_rescan() || paths.any(|path| is_lesson(path) || path == folder))
}

/// Whether a file is a lesson, by its name.
fn is_lesson(path: &Path) -> bool {
    path.extension().is_some_and(|end| end == "md")
}

/// The thread's side.
struct WatchThread {
    lessons: Lessons,
    inbox: Inbox,
    watcher: Option<RecommendedWatcher>,
    stamp: Vec<(PathBuf, u64, Option<SystemTime>)>,
    /// What was told last.
    last: Reading,
}

impl WatchThread {
    fn run(mut self, told: &Receiver<Told>) {
        let mut changed = true; // since they were read, before this
        loop {
            // Anew each time: what is called so now may be another folder than before.
            let telling = self.watch();
            let stamp = stamp(&self.lessons.folder);
            if (changed || stamp != self.stamp) && !self.read() {
                return;
            }
            self.stamp = stamp;
            changed = match told.recv_timeout(if telling { LOOK } else { LOOK_UNTOLD }) {
                Ok(Told::Changed) => true,
                Err(RecvTimeoutError::Timeout) => false,
                Ok(Told::Over) | Err(RecvTimeoutError::Disconnected) => return,
            };
            if changed && !quiet(told) {
                return;
            }
        }
    }

    /// Lets the system tell of changes; says whether it will.
    fn watch(&mut self) -> bool {
        let folder = &self.lessons.folder;
        self.watcher.as_mut().is_some_and(|watcher| {
            let _ = watcher.unwatch(folder); // the first time there is nothing to end
            watcher.watch(folder, RecursiveMode::NonRecursive).is_ok()
        })
    }

    /// Reads the lessons and tells what is new; says whether anybody listens.
    fn read(&mut self) -> bool {
        let read = catch_unwind(AssertUnwindSafe(&mut self.lessons.read));
        let read = read.unwrap_or_else(|panic| Err(sentence(&*panic)));
        if read == self.last {
            return true;
        }
        self.last = read.clone();
        self.inbox.send(News::Msg(Msg::Lessons(read))).is_ok()
    }
}

/// Waits until nothing changes any more; says whether to go on.
fn quiet(told: &Receiver<Told>) -> bool {
    let begun = Instant::now();
    while begun.elapsed() < LONGEST {
        match told.recv_timeout(QUIET) {
            Ok(Told::Changed) => {}
            Err(RecvTimeoutError::Timeout) => return true,
            Ok(Told::Over) | Err(RecvTimeoutError::Disconnected) => return false,
        }
    }
    true
}

/// What can be told of a folder's lessons without reading them.
fn stamp(folder: &Path) -> Vec<(PathBuf, u64, Option<SystemTime>)> {
    let entries = fs::read_dir(folder).into_iter().flatten().flatten();
    let paths = entries.map(|entry| entry.path());
    let lessons = paths.filter(|path| is_lesson(path));
    let mut stamp: Vec<_> = lessons
        .filter_map(|path| {
            let about = fs::metadata(&path).ok()?;
            Some((path, about.len(), about.modified().ok()))
        })
        .collect();
    stamp.sort();
    stamp
}

#[cfg(test)]
mod tests {
    use super::*;
    use notify::event::{CreateKind, Flag, ModifyKind, RemoveKind};

    #[test]
    fn only_what_happens_to_lessons_or_to_their_folder_has_them_read_again() {
        let folder = Path::new("course");
        let heard = |kind, path: &str| concerns(&Event::new(kind).add_path(path.into()), folder);
        let modified = EventKind::Modify(ModifyKind::Any);
        assert!(heard(modified, "course/a.md"));
        assert!(heard(EventKind::Create(CreateKind::File), "course/b.md"));
        assert!(heard(EventKind::Remove(RemoveKind::Folder), "course"));
        assert!(!heard(modified, "course/.a.md.swp"));
        assert!(!heard(modified, "course/notes.txt"));
        let read = EventKind::Access(AccessKind::Read);
        assert!(!heard(read, "course/a.md"));
        let lost = Event::new(EventKind::Other).set_flag(Flag::Rescan);
        assert!(concerns(&lost, folder), "what was missed may have been one");
    }
}
