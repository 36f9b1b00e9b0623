//! What is worked out in the background: maps, readings and broken pixels, coarse first and then fine.

use super::reading::{Reading, Treatment};
use super::subject::{DRAWING, Data};
use super::{CURES, FLIPS, GLANCE, MAP, MISTAKES, RELIABILITY, Robustness, known, seen};
use crate::dataset::idx::PIXELS;
use crate::labs::stages::{Stage, Stages};
use crate::msg::Effect;
use crate::nn::Sequential;
use crate::train::JobId;
use crate::train::shifts::ShiftMap;
use std::sync::Arc;

/// Which network: the one that ships, or the learner's at a moment of its run.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum Who {
    Shipped,
    Own(JobId, u64),
}

/// What a reading of all pictures of a kind is of.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Read {
    pub(super) who: Who,
    pub(super) kind: usize,
    pub(super) treatment: Treatment,
    /// The pixels of the drawing, where the kind is `DRAWING`.
    pub(super) sheet: Vec<f32>,
}

/// What the background finds: nothing where a network is of another kind.
pub(super) type MapOf = Arc<Option<ShiftMap>>;
pub(super) type ReadingOf = Arc<Option<Reading>>;
pub(super) type PixelsOf = Arc<Vec<Option<usize>>>;

/// What may help against shifts, and can be tried here.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Cure {
    None,
    Shifts,
    Centred,
}

impl Robustness {
    /// The map of the network that answers, as it is treated.
    pub(super) fn map_key(&self) -> (Who, bool) {
        (self.who(), self.treatment.centred)
    }

    pub(super) fn reading_key(&self) -> Read {
        let kind = self.subject.kind;
        Read {
            who: self.who(),
            kind,
            treatment: self.treatment,
            sheet: match kind {
                DRAWING => self.brush.paper.pixels.clone(),
                _ => vec![0.0; PIXELS],
            },
        }
    }

    /// Asks the background for what the view shows and is not known, or not as fine as can be.
    pub(super) fn ask(&mut self) {
        let Some((data, network)) = self.data.ready().cloned().zip(self.network().cloned()) else {
            return;
        };
        let (id, who, network) = (self.id, self.who(), Arc::new(network));
        // A run that goes on is soon another network.
        let still = who == Who::Shipped || !self.run.is_wanted();
        let is_own = who != Who::Shipped;
        if still && (self.view == MAP || self.view == CURES && is_own) {
            let key = self.map_key();
            let asked = ask_map(&mut self.maps, id, key, &network, &data);
            self.effects.extend(asked);
        }
        if self.view == CURES {
            for (stages, centred) in [(&mut self.plain, false), (&mut self.centred, true)] {
                let key = (Who::Shipped, centred);
                let asked = ask_map(stages, id, key, &data.classifier, &data);
                self.effects.extend(asked);
            }
        }
        if still && matches!(self.view, MISTAKES | RELIABILITY) {
            let key = self.reading_key();
            if let Some(stage) = self.readings.wants(&key) {
                let (network, data, read) = (Arc::clone(&network), data.clone(), key.clone());
                let work = move || read_all(&network, &data, read, stage);
                self.effects.push(self.readings.ask(id, key, stage, work));
            }
        }
        if still
            && self.view == FLIPS
            && let Some(stage) = self.pixels.wants(&who)
        {
            let work = move || break_some(&network, &data, who, stage);
            self.effects.push(self.pixels.ask(id, who, stage, work));
        }
    }

    /// The map, as fine as it is known.
    pub(super) fn map(&self) -> Option<&ShiftMap> {
        (**self.maps.known(&self.map_key())?).as_ref()
    }

    /// What is known of all pictures of the kind.
    pub(super) fn reading(&self) -> Option<&Reading> {
        (**self.readings.known(&self.reading_key())?).as_ref()
    }

    /// The map of a cure, once it is whole: of the network that ships, centred or not, or of the
    /// learner's.
    pub(super) fn cure(&self, cure: Cure) -> Option<&ShiftMap> {
        let known = match cure {
            Cure::None => self.plain.final_one(&(Who::Shipped, false)),
            Cure::Centred => self.centred.final_one(&(Who::Shipped, true)),
            Cure::Shifts => match self.map_key() {
                key @ (Who::Own(..), false) => self.maps.final_one(&key),
                _ => None,
            },
        };
        (**known?).as_ref()
    }
}

/// A map of a network, centred or not, next as fine as it is wanted.
fn ask_map(
    stages: &mut Stages<(Who, bool), MapOf>,
    id: u32,
    key: (Who, bool),
    network: &Arc<Sequential>,
    data: &Data,
) -> Option<Effect> {
    let stage = stages.wants(&key)?;
    let (network, digits) = (Arc::clone(network), Arc::clone(&data.mnist.test));
    let work = move || {
        let (who, centred) = key;
        let known = || known::map(centred).filter(|_| who == Who::Shipped);
        known().unwrap_or_else(|| {
            let count = if stage == Stage::Coarse {
                GLANCE
            } else {
                digits.len()
            };
            let map = Arc::new(ShiftMap::of(&network, &digits, count, centred, 0).ok());
            if who == Who::Shipped && stage == Stage::Fine {
                known::keep_map(centred, &map);
            }
            map
        })
    };
    Some(stages.ask(id, key, stage, work))
}

/// What a network makes of all pictures of a kind.
fn read_all(network: &Sequential, data: &Data, read: Read, stage: Stage) -> ReadingOf {
    if let Some(reading) = known::reading(&read) {
        return reading;
    }
    let (kind, sheet) = (read.kind, &read.sheet);
    let reading = Reading::of(network, data, kind, sheet, read.treatment, stage);
    let reading = Arc::new(reading);
    if read.who == Who::Shipped && kind != DRAWING && stage == Stage::Fine {
        known::keep_reading(read, &reading);
    }
    reading
}

/// How many pixels break each of some digits.
fn break_some(network: &Sequential, data: &Data, who: Who, stage: Stage) -> PixelsOf {
    let known = known::pixels().filter(|_| who == Who::Shipped);
    known.unwrap_or_else(|| {
        let pixels = Arc::new(seen::broken(network, data, stage));
        if who == Who::Shipped && stage == Stage::Fine {
            known::keep_pixels(&pixels);
        }
        pixels
    })
}
