//! The files of a class as what is told of it.

use crate::class::{Change, ClassNews, Digest, Present, Questions, Stamped};
use crate::commands::seats::LEDGER;
use crate::progress::{Found, Read, Roll};
use crate::seats::Ledger;
use crate::session::Register;
use sha2::{Digest as _, Sha256};
use std::collections::BTreeMap;
use std::fs;
use std::path::PathBuf;
use std::sync::Arc;

/// Learners that are read before the board is told.
const PORTION: usize = 500;

/// A folder of learners' files.
pub struct Files {
    folder: PathBuf,
    roll: Roll,
    questions: Arc<Questions>,
    /// Numbers are given by the order in which learners are told of: it must not be that of names.
    anonymous: bool,
    /// The bytes of the ledger of seats as it was last read.
    ledger: Vec<u8>,
}

impl Files {
    /// Of a folder, read for a course.
    pub fn of(folder: PathBuf, questions: Arc<Questions>, anonymous: bool) -> Self {
        Self {
            roll: Roll::of(folder.clone()),
            folder,
            questions,
            anonymous,
            ledger: Vec::new(),
        }
    }

    /// What learners call themselves, if that changed since it was last asked.
    fn called(&mut self) -> Option<BTreeMap<String, String>> {
        let bytes = fs::read(self.folder.join(LEDGER)).ok()?;
        if bytes == self.ledger {
            return None;
        }
        let ledger: Ledger = serde_json::from_slice(&bytes).ok()?;
        self.ledger = bytes;
        let seats = ledger.seats();
        Some(
            seats
                .map(|(id, seat)| (id.to_owned(), seat.called.clone()))
                .collect(),
        )
    }

    fn change(&self, read: Read<Present>) -> (String, Change) {
        let present = Present::of_all(read.here);
        let change = match read.kept {
            Found::Same => Change::Does(present),
            Found::Gone => Change::Gone,
            Found::New(progress, when) => {
                let stamped = Stamped {
                    progress: *progress,
                    when,
                    present,
                };
                Change::Did(Digest::of(&self.questions, &stamped))
            }
        };
        (read.id, change)
    }
}

impl Register for Files {
    fn folder(&self) -> PathBuf {
        self.folder.clone()
    }

    fn look_round(&mut self) {
        self.roll.look_round();
    }

    fn hear(&mut self, files: &[PathBuf]) {
        files.iter().for_each(|file| self.roll.hear(file));
    }

    fn read(&mut self, now: u64) -> ClassNews {
        let mut read = self.roll.read(PORTION);
        if self.anonymous {
            read.sort_by_cached_key(|read| Sha256::digest(read.id.as_bytes()));
        }
        let learners = read.into_iter().map(|read| self.change(read)).collect();
        let (unreadable, foreign) = self.roll.passed_over();
        ClassNews {
            now,
            learners,
            called: self.called(),
            unreadable,
            foreign,
            more: self.roll.has_more(),
        }
    }
}
