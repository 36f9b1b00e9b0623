//! What was given out: seats, second keys, names, codes, and what was revoked.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use thiserror::Error;

use super::alike::{has_letters, heard, look_alike, tidied};
use super::key::is_fingerprint;
use super::rules::enrolled;
use super::{Enrolment, Rules};

/// The longest name a learner may choose, in characters.
pub const LONGEST_NAME: usize = 32;

/// The most keys of one seat.
const MOST_KEYS: usize = 8;

/// How long a code for another key is good, in seconds.
const GOOD: u64 = 900;

/// The version written, and the only one that is read.
const VERSION: u32 = 1;

/// A seat.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Seat {
    /// What its learner wants to be called.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub called: String,
    /// The fingerprints of its keys, with when each came, in seconds since 1970.
    #[serde(default)]
    pub keys: BTreeMap<String, u64>,
}

/// A code that gives another key a seat.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Code {
    /// Whose.
    seat: String,
    /// Until when, in seconds since 1970.
    until: u64,
}

/// All that was given out.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Ledger {
    version: u32,
    /// By its id.
    #[serde(default)]
    seats: BTreeMap<String, Seat>,
    /// Seats and fingerprints that may not come in.
    #[serde(default)]
    revoked: BTreeSet<String>,
    /// By the SHA-256 of the code.
    #[serde(default)]
    codes: BTreeMap<String, Code>,
}

/// Why something is not given.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum Refused {
    /// There is no seat left.
    #[error("all {0} seats of this class are taken: ask your teacher")]
    Full(usize),
    /// The word is neither the class word nor a code.
    #[error("that is neither the class word nor a code that is good now")]
    Word,
    /// The word is no code, where the class word opens nothing.
    #[error("that is no code that is good now: one is good once, and for a quarter of an hour")]
    Code,
    /// A name that somebody has.
    #[error("somebody in this class is called so: choose another name")]
    Taken,
    /// A name that cannot be shown.
    #[error("a name is up to {LONGEST_NAME} letters, digits, blanks or - . ' _")]
    Name,
    /// The seat has enough keys.
    #[error("this seat has {MOST_KEYS} keys already: ask your teacher to revoke one")]
    Keys,
    /// There is no such seat or key.
    #[error("there is no seat and no key `{0}`; `handson seats list` has them all")]
    Unknown(String),
    /// Several seats are called so.
    #[error("`{0}` is what several seats are called: say one of {1}")]
    Several(String, String),
    /// It is of another version.
    #[error("it was written by another version of handson")]
    Version,
}

impl Default for Ledger {
    fn default() -> Self {
        Self {
            version: VERSION,
            seats: BTreeMap::new(),
            revoked: BTreeSet::new(),
            codes: BTreeMap::new(),
        }
    }
}

impl Ledger {
    /// Whether this version can read it.
    ///
    /// # Errors
    /// If it cannot.
    pub fn checked(self) -> Result<Self, Refused> {
        match self.version {
            VERSION => Ok(self),
            _ => Err(Refused::Version),
        }
    }

    /// The seat of a key.
    pub fn seat_of(&self, fingerprint: &str) -> Option<&str> {
        let mut seats = self.seats.iter();
        let found = seats.find(|(_, seat)| seat.keys.contains_key(fingerprint));
        found.map(|(id, _)| id.as_str())
    }

    /// Whether there are codes for other keys.
    pub fn promises(&self) -> bool {
        !self.codes.is_empty()
    }

    /// All seats that have a key or a name, by their ids.
    pub fn seats(&self) -> impl Iterator<Item = (&str, &Seat)> {
        self.seats.iter().map(|(id, seat)| (id.as_str(), seat))
    }

    /// Whether a seat or a key may not come in.
    pub fn is_revoked(&self, what: &str) -> bool {
        self.revoked.contains(what)
    }

    /// Gives a key a seat for the word its holder knows: a new one for the class word, that of another
    /// key for a code. `now` is in seconds since 1970. A key that has a seat keeps it.
    ///
    /// # Errors
    /// Why not.
    pub fn enrol(
        &mut self,
        fingerprint: &str,
        word: &str,
        rules: &Rules,
        now: u64,
    ) -> Result<String, Refused> {
        if let Some(seat) = self.seat_of(fingerprint) {
            return Ok(seat.to_owned());
        }
        self.codes.retain(|_, code| code.until > now);
        if let Some(code) = self.codes.get(&hashed(word)) {
            let seat = code.seat.clone();
            self.add_key(&seat, fingerprint, now)?;
            self.codes.remove(&hashed(word));
            return Ok(seat);
        }
        // By their digests: how long the comparison takes says nothing of the word.
        if rules.enrolment == Enrolment::Closed {
            return Err(Refused::Code);
        }
        if hashed(word) != hashed(&rules.word) {
            return Err(Refused::Word);
        }
        if self.taken(rules) >= rules.seats {
            return Err(Refused::Full(rules.seats));
        }
        let mut ids = (1..).map(enrolled);
        let free = ids.find(|id| !self.seats.contains_key(id));
        let id = free.unwrap_or_default(); // numbers do not end before seats do
        self.add_key(&id, fingerprint, now)?;
        Ok(id)
    }

    /// How many seats are taken by enrolment. One that is revoked is free for another, under another id.
    pub fn taken(&self, rules: &Rules) -> usize {
        let taken = self.seats.keys().filter(|id| !rules.has(id));
        taken.filter(|id| !self.is_revoked(id)).count()
    }

    fn add_key(&mut self, seat: &str, fingerprint: &str, now: u64) -> Result<(), Refused> {
        let seat = self.seats.entry(seat.to_owned()).or_default();
        if seat.keys.len() >= MOST_KEYS {
            return Err(Refused::Keys);
        }
        seat.keys.insert(fingerprint.to_owned(), now);
        Ok(())
    }

    /// Makes a code that gives another key this seat, once and for a quarter of an hour. One that was
    /// made before is good no longer: whether there was one that still was.
    pub fn promise(&mut self, seat: &str, code: &str, now: u64) -> bool {
        self.codes.retain(|_, other| other.until > now);
        let before = self.codes.len();
        self.codes.retain(|_, other| other.seat != seat);
        let replaces = self.codes.len() < before;
        let until = now.saturating_add(GOOD);
        let seat = seat.to_owned();
        self.codes.insert(hashed(code), Code { seat, until });
        replaces
    }

    /// What the learner of a seat is called; empty where they want no name.
    pub fn called(&self, seat: &str) -> &str {
        self.seats.get(seat).map_or("", |seat| &seat.called)
    }

    /// The seat or the key that somebody means: by its id, its fingerprint, or the name on the board.
    ///
    /// # Errors
    /// If there is none, or several are called so.
    pub fn meant(&self, what: &str, rules: &Rules) -> Result<String, Refused> {
        if self.seats.contains_key(what) || rules.has(what) || is_fingerprint(what) {
            return Ok(what.to_owned());
        }
        let name = tidied(what).to_lowercase();
        let called = self.seats.iter();
        let called = called.filter(|(_, seat)| seat.called.to_lowercase() == name);
        let ids: Vec<&str> = called.map(|(id, _)| id.as_str()).collect();
        match ids[..] {
            [id] if !name.is_empty() => Ok(id.to_owned()),
            [_, _, ..] if !name.is_empty() => {
                Err(Refused::Several(what.to_owned(), ids.join(", ")))
            }
            _ => Err(Refused::Unknown(what.to_owned())),
        }
    }

    /// Calls the learner of a seat so.
    ///
    /// # Errors
    /// A name that cannot be shown, or that another seat has or is: letters that look alike are the same.
    pub fn call(&mut self, seat: &str, name: &str, rules: &Rules) -> Result<(), Refused> {
        let name = tidied(name);
        let plain = |c: char| c.is_alphanumeric() || " -.'_".contains(c);
        let long = name.chars().count();
        if !(1..=LONGEST_NAME).contains(&long) || !name.chars().all(plain) || !has_letters(&name) {
            return Err(Refused::Name);
        }
        let own = |id: &str| id == seat;
        let ids = self.seats.keys().map(String::as_str);
        let listed = rules.listed().map(|(id, _)| id);
        let called = self
            .seats
            .iter()
            .filter(|(id, _)| !own(id))
            .map(|(_, it)| it.called.as_str());
        let others = ids.chain(listed).filter(|id| !own(id)).chain(called);
        if others.into_iter().any(|other| look_alike(other, &name)) {
            return Err(Refused::Taken);
        }
        self.seats.entry(seat.to_owned()).or_default().called = name;
        Ok(())
    }

    /// Takes a seat or a key out of use, or gives it back; which, by its id or its fingerprint. What is
    /// given back needs no free seat: who gives it back knows why.
    ///
    /// # Errors
    /// If it is not known which one is meant.
    pub fn revoke(&mut self, what: &str, rules: &Rules, back: bool) -> Result<String, Refused> {
        let what = self.meant(what, rules)?;
        match back {
            false => drop(self.revoked.insert(what.clone())),
            true => drop(self.revoked.remove(&what)),
        }
        // A key that is revoked may have made a code before.
        let listed = rules
            .listed()
            .find(|(_, keys)| keys.contains(&what.as_str()));
        let seat = listed.map(|(id, _)| id).or_else(|| self.seat_of(&what));
        let seat = seat.unwrap_or(&what).to_owned();
        self.codes.retain(|_, code| code.seat != seat);
        Ok(what)
    }
}

/// Of what is heard of a word.
fn hashed(word: &str) -> String {
    let digest = Sha256::digest(heard(word).as_bytes());
    digest.iter().map(|byte| format!("{byte:02x}")).collect()
}
