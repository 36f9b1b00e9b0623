//! What the teacher has settled: a file in TOML.

use std::collections::{BTreeMap, BTreeSet};

use serde::Deserialize;
use thiserror::Error;

use super::alike::heard;
use super::key::{BadKey, PublicKey};
use crate::progress::{BadLearner, is_learner};

/// The most seats that open enrolment may have.
const MOST: usize = 100_000;

/// The shortest class word: what is guessed at one a second must not be found in a term.
const SHORTEST_WORD: usize = 8;

/// How the ids begin that enrolment gives.
const ENROLLED: &str = "seat-";

/// Who may come without being on the list.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Enrolment {
    /// Nobody.
    Closed,
    /// Whoever knows the class word, while there are seats.
    Open,
}

/// The rules of a class.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rules {
    /// The account that keys open.
    pub account: String,
    /// Who may come without being on the list.
    pub enrolment: Enrolment,
    /// Seats that can be taken by enrolment.
    pub seats: usize,
    /// What who enrols must know.
    pub word: String,
    /// The seat of each key on the list, by its fingerprint.
    listed: BTreeMap<String, String>,
    names: BTreeSet<String>,
}

/// What is wrong with the rules.
#[derive(Debug, Clone, PartialEq, Error)]
pub enum BadRules {
    /// It is no such file.
    #[error("{0}")]
    Toml(String),
    /// Open enrolment without what bounds it.
    #[error(
        "open enrolment needs `seats`, at most {MOST}, and a `word` of at least {SHORTEST_WORD} letters or \
         digits, such as three words at random"
    )]
    Unbounded,
    /// No account.
    #[error("`account` must name the account of the learners, and never root")]
    Account,
    /// A name that cannot name a learner.
    #[error(transparent)]
    Name(#[from] BadLearner),
    /// A name that enrolment gives.
    #[error("`{0}` is a name that enrolment gives to whoever comes: choose another one")]
    Enrolled(String),
    /// A seat that stands there twice.
    #[error("the seat `{0}` stands there twice: give its keys in one")]
    Twice(String),
    /// A key that two have.
    #[error("a key of `{0}` is one of `{1}` as well")]
    Shared(String, String),
    /// A key that is none.
    #[error("a key of `{seat}`: {source}")]
    Key {
        /// Whose.
        seat: String,
        /// What is wrong.
        source: BadKey,
    },
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Written {
    account: String,
    enrolment: Enrolment,
    #[serde(default)]
    seats: usize,
    #[serde(default)]
    word: String,
    #[serde(default)]
    seat: Vec<WrittenSeat>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct WrittenSeat {
    name: String,
    #[serde(default)]
    keys: Vec<String>,
}

/// The id that enrolment gives, by its number.
pub(super) fn enrolled(number: usize) -> String {
    format!("{ENROLLED}{number:03}")
}

/// Whether enrolment could give this id.
fn is_enrolled(id: &str) -> bool {
    let number = id.strip_prefix(ENROLLED);
    number.is_some_and(|number| !number.is_empty() && number.bytes().all(|c| c.is_ascii_digit()))
}

impl Rules {
    /// The rules in a file's text.
    ///
    /// # Errors
    /// What is wrong with it: then nobody comes in.
    pub fn read(text: &str) -> Result<Self, BadRules> {
        let written: Written = toml::from_str(text).map_err(|error| {
            BadRules::Toml(
                error
                    .message()
                    .lines()
                    .next()
                    .unwrap_or_default()
                    .to_owned(),
            )
        })?;
        let word = written.word.trim().to_owned();
        let bounded =
            (1..=MOST).contains(&written.seats) && heard(&word).chars().count() >= SHORTEST_WORD;
        if written.enrolment == Enrolment::Open && !bounded {
            return Err(BadRules::Unbounded);
        }
        if written.account.is_empty() || written.account == "root" {
            return Err(BadRules::Account);
        }
        let mut rules = Self {
            account: written.account,
            enrolment: written.enrolment,
            seats: written.seats,
            word,
            listed: BTreeMap::new(),
            names: BTreeSet::new(),
        };
        for seat in written.seat {
            rules.list(seat)?;
        }
        Ok(rules)
    }

    fn list(&mut self, seat: WrittenSeat) -> Result<(), BadRules> {
        if !is_learner(&seat.name) {
            return Err(BadLearner(seat.name).into());
        }
        if is_enrolled(&seat.name) {
            return Err(BadRules::Enrolled(seat.name));
        }
        if !self.names.insert(seat.name.clone()) {
            return Err(BadRules::Twice(seat.name));
        }
        for line in &seat.keys {
            let key = PublicKey::of_line(line).map_err(|source| BadRules::Key {
                seat: seat.name.clone(),
                source,
            })?;
            let before = self
                .listed
                .insert(key.fingerprint().to_owned(), seat.name.clone());
            if let Some(other) = before.filter(|other| *other != seat.name) {
                return Err(BadRules::Shared(seat.name, other));
            }
        }
        Ok(())
    }

    /// The seat of a key on the list.
    pub fn seat_of(&self, fingerprint: &str) -> Option<&str> {
        self.listed.get(fingerprint).map(String::as_str)
    }

    /// Every seat on the list, with the fingerprints of its keys.
    pub fn listed(&self) -> impl Iterator<Item = (&str, Vec<&str>)> {
        self.names.iter().map(|name| {
            let keys = self.listed.iter().filter(move |(_, seat)| *seat == name);
            (name.as_str(), keys.map(|(key, _)| key.as_str()).collect())
        })
    }

    /// Whether the list has a seat of this name.
    pub fn has(&self, seat: &str) -> bool {
        self.names.contains(seat)
    }
}
