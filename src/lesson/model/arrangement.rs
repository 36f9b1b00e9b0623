//! Things that a learner puts in their places.

use super::{Inline, Spot};

/// Things to be put in their places: into their order, or each beside what it belongs to.
#[derive(Debug, Clone, PartialEq)]
pub struct Arrangement {
    /// Stable within the lesson; the answer is kept under it.
    pub id: Spot<String>,
    /// What is to be done.
    pub ask: Vec<Inline>,
    /// The things, each where it belongs: the first one in the first place. Answers name them so.
    pub things: Vec<Vec<Inline>>,
    /// What stands at each place, where things are matched; nothing where they are put in order.
    pub places: Option<Vec<Vec<Inline>>>,
    /// Known mistakes: the first one that is there is replied to.
    pub wrong: Vec<Misplaced>,
    /// What is said once everything is in its place.
    pub reply: Option<Vec<Inline>>,
    /// Whether it is of the lesson's own test.
    pub test: bool,
}

/// A mistake that many make.
#[derive(Debug, Clone, PartialEq)]
pub struct Misplaced {
    /// The mistake.
    pub slip: Slip,
    /// Which thought leads astray.
    pub reply: Vec<Inline>,
}

/// What can be wrong with an arrangement.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Slip {
    /// The later of two things stands before the earlier one.
    Swapped {
        /// Belongs before the other.
        earlier: usize,
        /// Belongs after it.
        later: usize,
    },
    /// Another thing than its own stands at a place: this one, or whichever.
    Beside {
        /// The place.
        place: usize,
        /// The thing; any, where none is named.
        thing: Option<usize>,
    },
}

impl Arrangement {
    /// What an author calls it.
    pub fn kind(&self) -> &'static str {
        match self.places {
            None => "order",
            Some(_) => "match",
        }
    }

    /// What stands at the place that a mistake is about, where it is about one.
    pub fn place_of(&self, slip: Slip) -> Option<&[Inline]> {
        match slip {
            Slip::Swapped { .. } => None,
            Slip::Beside { place, .. } => Some(self.places.as_ref()?.get(place)?),
        }
    }
}

impl Slip {
    /// Whether it is made where these things stand, the first in the first place.
    pub fn is_in(self, things: &[usize]) -> bool {
        let place_of = |thing| things.iter().position(|it| *it == thing);
        match self {
            Self::Swapped { earlier, later } => place_of(later) < place_of(earlier),
            Self::Beside { place, thing } => {
                let there = things.get(place).copied();
                there != Some(place) && (thing.is_none() || thing == there)
            }
        }
    }
}
