//! What is let go when the room runs out: first what is least likely to be gone back to.

use super::{Kept, Past};
use crate::msg::Checkpoint;
use std::sync::Arc;

/// What is let go of an epoch.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Part {
    /// What the optimizer remembers.
    Memory,
    /// Everything.
    Whole,
}

impl<S> Past<S> {
    /// Bytes of weights and memories that it holds.
    pub(super) fn bytes(&self) -> usize {
        let ends = self.ends.values();
        let stands = self.ends.get(&self.latest.epoch);
        let twice = stands.is_some_and(|end| Arc::ptr_eq(end, &self.latest));
        let latest = if twice { 0 } else { bytes(&self.latest) };
        ends.map(|end| bytes(end)).sum::<usize>() + latest
    }

    /// Keeps the weights alone.
    fn forget_memories(&mut self) {
        self.ends.values_mut().for_each(forget);
        forget(&mut self.latest);
    }

    /// Lets go of a part of one epoch: of those that have it the one that is missed least, for being
    /// nearest between two others; never of the newest. Says whether there was one.
    fn thin(&mut self, part: Part) -> bool {
        let has = |end: &Checkpoint| part == Part::Whole || end.optimizer.is_some();
        let with = self.ends.iter().filter(|(_, end)| has(end));
        let epochs: Vec<usize> = with.map(|(epoch, _)| *epoch).collect();
        let from = self.origin.map_or(0, |origin| origin.epoch);
        let before = std::iter::once(from).chain(epochs.iter().copied());
        let gaps = before.zip(epochs.iter().copied().zip(epochs.iter().copied().skip(1)));
        let nearest = gaps.min_by_key(|(before, (_, after))| after - before);
        let Some((_, (epoch, _))) = nearest else {
            return false;
        };
        match part {
            Part::Whole => drop(self.ends.remove(&epoch)),
            Part::Memory => self.ends.get_mut(&epoch).into_iter().for_each(forget),
        }
        true
    }
}

impl<S> Kept<S> {
    /// Lets go of what there is no room for.
    pub(super) fn shed(&mut self) {
        let Some(newest) = self.runs.last() else {
            return;
        };
        let (newest, origin) = (newest.number, newest.origin);
        let parent = origin.map_or(newest, |origin| origin.run);
        let is_old = |run: &Past<S>| run.number != newest && run.number != parent;
        self.runs
            .iter_mut()
            .filter(|run| is_old(run))
            .for_each(Past::forget_memories);
        self.thin_while(&is_old, Part::Whole);
        self.thin_while(&|run| run.number != newest, Part::Memory);
        self.thin_while(&|run| run.number != newest, Part::Whole);
        while self.bytes() > self.room
            && let Some(oldest) = self.runs.iter().position(&is_old)
        {
            self.runs.remove(oldest);
        }
        self.thin_while(&|_| true, Part::Memory);
        self.thin_while(&|_| true, Part::Whole);
    }

    /// The oldest of the chosen runs first.
    fn thin_while(&mut self, chosen: &dyn Fn(&Past<S>) -> bool, part: Part) {
        while self.bytes() > self.room {
            let mut runs = self.runs.iter_mut().filter(|run| chosen(run));
            if !runs.any(|run| run.thin(part)) {
                return;
            }
        }
    }
}

/// Without what the optimizer remembers.
fn forget(end: &mut Arc<Checkpoint>) {
    if end.optimizer.is_some() || !end.ends.is_empty() {
        *end = Arc::new(Checkpoint {
            optimizer: None,
            ends: Vec::new(),
            ..Checkpoint::clone(end)
        });
    }
}

fn bytes(at: &Checkpoint) -> usize {
    let memory = at.optimizer.as_ref();
    let memory = memory.map_or(0, |state| state.first.len() + state.second.len());
    (at.weights().len() + memory) * size_of::<f32>()
}
