//! Turns on a machine that several learners share, whoever they are.
//!
//! A folder that every account can write to holds empty files, and advisory locks on them say
//! everything: one file a core, held by who trains on it; one a training, held while it trains;
//! one a place in the queue, held by who waits. A process that dies lets go of all of them. One
//! more file is held for the moment in which somebody looks round, so that nobody looks at half a
//! change. Where the folder cannot be used, everybody trains as if alone.
//!
//! Cores are shared evenly, and anew whenever somebody comes or goes: a training gives cores back
//! for those who wait, down to the last one, and takes free ones when nobody does. So who comes
//! waits only if every core has another learner.

mod locks;
#[cfg(test)]
mod tests;

use std::io;
use std::path::PathBuf;
use std::time::Duration;

use crate::train::runner::{Alone, Turn, Turnstile};
use locks::{Folder, Held};

/// As many cores, trainings and places are told apart.
const MOST: usize = 64;

/// Rounds in a row in which the folder was in somebody else's hands, before it is given up.
const PATIENCE: usize = 40;

/// Where the learners of a host share its cores.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Slots {
    folder: PathBuf,
    cores: usize,
}

impl Slots {
    /// Slots for so many cores, in a folder that is made if it is not there.
    pub fn new(folder: PathBuf, cores: usize) -> Self {
        let cores = cores.clamp(1, MOST);
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
    cores: usize,
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
            cores: slots.cores,
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
                0 => self.folder.take("core", 0..self.cores)?,
                _ => None,
            };
            let Some(core) = free else {
                self.queue_up()?;
                return Ok(Some(Turn::Wait(ahead)));
            };
            self.held.push(core);
            self.place = None;
            self.seat = self.folder.take("training", 0..MOST)?;
        }
        let share = self.share()?.min(wanted);
        self.held.truncate(share);
        while self.held.len() < share
            && let Some(core) = self.folder.take("core", 0..self.cores)?
        {
            self.held.push(core);
        }
        Ok(Some(Turn::Go(self.held.len())))
    }

    /// How many wait and came before.
    fn ahead(&self) -> io::Result<usize> {
        let own = self.place.as_ref().map_or(MOST, |place| place.number);
        self.folder.count("queue", 0..own)
    }

    /// Takes the place behind the last one, or moves up to behind the next one.
    fn queue_up(&mut self) -> io::Result<()> {
        let own = self.place.as_ref().map_or(MOST, |place| place.number);
        let last = self.folder.last("queue", 0..own)?;
        let free = last.map_or(0, |last| last + 1)..own;
        if let Some(place) = self.folder.take("queue", free)? {
            self.place = Some(place);
        }
        Ok(())
    }

    /// The cores that are fair: all of them over all trainings, rounded down for as long as
    /// somebody waits.
    fn share(&self) -> io::Result<usize> {
        let training = self.folder.count("training", 0..MOST)?.max(1);
        let waiting = self.folder.count("queue", 0..MOST)?;
        Ok(match waiting {
            0 => self.cores.div_ceil(training),
            _ => (self.cores / (training + waiting)).max(1),
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
