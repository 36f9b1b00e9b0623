//! Turns on a machine that several learners share, whoever they are.
//!
//! A folder that every account can write to holds empty files, and advisory locks on them say
//! everything: one file a core, held by who trains on it; one a training, held while it trains;
//! one a place in the queue, held by who waits. A process that dies lets go of all of them. One
//! more file is held for the moment in which somebody looks round, so that nobody looks at half a
//! change. Where the folder cannot be used, everybody trains as if alone. Locks resist no ill will:
//! whoever can open the files can hold them all for ever, and the others wait. So can whoever burns
//! the cores themselves; a folder of the learners' group keeps other accounts out.
//!
//! A core's file has the number that the system gives the core, and the others name the cores that
//! are wanted: processes that were given different cores (by a scheduler, by `taskset`) are not in
//! each other's way. Under a quota of time it is the cores of the host that are shared.
//!
//! Cores are shared evenly, and anew whenever somebody comes or goes: a training gives cores back
//! for those who wait, down to the last one, and takes free ones when nobody does. So who comes
//! waits only if every core has another learner.

mod cores;
mod locks;
#[cfg(test)]
mod tests;

use std::io;
use std::path::PathBuf;
use std::time::Duration;

use crate::train::runner::{Alone, Turn, Turnstile};
pub use cores::Cores;
use cores::MOST;
use locks::{Folder, Held};

/// Rounds in a row in which the folder was in somebody else's hands, before it is given up.
const PATIENCE: usize = 40;

/// Where the learners of a host share its cores.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Slots {
    folder: PathBuf,
    cores: Cores,
}

impl Slots {
    /// Slots for these cores, in a folder that is made if it is not there.
    pub fn new(folder: PathBuf, cores: Cores) -> Self {
        Self { folder, cores }
    }

    /// The folder where nobody names one: the same for all accounts, whatever their environment.
    pub fn usual_folder() -> PathBuf {
        let shared = if cfg!(unix) {
            PathBuf::from("/tmp")
        } else {
            std::env::temp_dir()
        };
        shared.join("handson-slots")
    }

    /// A turnstile for one job.
    pub fn turnstile(slots: Option<&Self>) -> Box<dyn Turnstile> {
        match slots {
            Some(slots) => Box::new(Training::new(slots)),
            None => Box::new(Alone),
        }
    }

    /// Waits as long as it makes sense to wait before asking again.
    pub fn rest() {
        std::thread::sleep(Duration::from_millis(250));
    }
}

/// One training among those of the host.
struct Training {
    folder: Folder,
    cores: Cores,
    /// The cores it has.
    held: Vec<Held>,
    /// It is counted by this.
    seat: Option<Held>,
    /// Its place in the queue.
    place: Option<Held>,
    last: Turn,
    /// Rounds in a row that came to nothing; none once the folder is given up.
    failed: Option<usize>,
}

impl Training {
    fn new(slots: &Slots) -> Self {
        Self {
            folder: Folder::new(slots.folder.clone()),
            cores: slots.cores.clone(),
            held: Vec::new(),
            seat: None,
            place: None,
            last: Turn::Wait(0),
            failed: Some(0),
        }
    }

    /// Looks round and takes what is due. Nothing if somebody else is looking round.
    fn round(&mut self, wanted: usize) -> io::Result<Option<Turn>> {
        let Some(_looking) = self.folder.look_round()? else {
            return Ok(None);
        };
        if self.held.is_empty() {
            let ahead = self.ahead()?;
            let free = match ahead {
                0 => self.free_core()?,
                _ => None,
            };
            let Some(core) = free else {
                self.queue_up()?;
                return Ok(Some(Turn::Wait(ahead)));
            };
            self.held.push(core);
            self.place = None;
            self.seat = self.folder.take(&self.kind("training"), 0..MOST)?;
        }
        let waiting = self.folder.others("queue", &self.cores)?;
        let share = self.share(waiting.len())?.min(wanted);
        // Given back first is what somebody who waits can use.
        let is_wanted = |core: &Held| {
            let alone = Cores::new([core.number]);
            waiting.iter().any(|cores| alone.meets(cores))
        };
        self.held.sort_by_key(is_wanted);
        self.held.truncate(share);
        while self.held.len() < share
            && let Some(core) = self.free_core()?
        {
            self.held.push(core);
        }
        Ok(Some(Turn::Go(self.held.len())))
    }

    fn free_core(&self) -> io::Result<Option<Held>> {
        self.folder.take("core", self.cores.numbers().to_vec())
    }

    /// Files of those who share exactly these cores: only they have an order among them.
    fn kind(&self, what: &str) -> String {
        format!("{what}@{}", self.cores.name())
    }

    /// How many wait for the same cores and came before.
    fn ahead(&self) -> io::Result<usize> {
        let own = self.place.as_ref().map_or(MOST, |place| place.number);
        self.folder.count(&self.kind("queue"), 0..own)
    }

    /// Takes the place behind the last one, or moves up to behind the next one.
    fn queue_up(&mut self) -> io::Result<()> {
        let own = self.place.as_ref().map_or(MOST, |place| place.number);
        let kind = self.kind("queue");
        let last = self.folder.last(&kind, 0..own)?;
        let free = last.map_or(0, |last| last + 1)..own;
        if let Some(place) = self.folder.take(&kind, free)? {
            self.place = Some(place);
        }
        Ok(())
    }

    /// The cores that are fair: all of them over all trainings that may use one of them, rounded
    /// down for as long as somebody waits.
    fn share(&self, waiting: usize) -> io::Result<usize> {
        let training = self.folder.others("training", &self.cores)?.len().max(1);
        let cores = self.cores.count();
        Ok(match waiting {
            0 => cores.div_ceil(training),
            _ => (cores / (training + waiting)).max(1),
        })
    }
}

impl Turnstile for Training {
    fn ask(&mut self, wanted: usize) -> Turn {
        let Some(failed) = self.failed else {
            return Turn::Go(wanted);
        };
        self.last = match self.round(wanted.max(1)) {
            Ok(Some(turn)) => {
                self.failed = Some(0);
                turn
            }
            Ok(None) if failed < PATIENCE => {
                self.failed = Some(failed + 1);
                self.last
            }
            Ok(None) | Err(_) => {
                self.leave();
                self.failed = None;
                Turn::Go(wanted)
            }
        };
        self.last
    }

    fn leave(&mut self) {
        self.held.clear();
        (self.seat, self.place) = (None, None);
        self.last = Turn::Wait(0);
    }
}
