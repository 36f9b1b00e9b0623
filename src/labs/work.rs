//! Work of a lab on another thread, of which only what was asked last counts.

use crate::msg::{Effect, Msg, Panicked, WorkId};
use std::marker::PhantomData;
use std::sync::Arc;

/// A place for results of one kind.
pub struct Work<T> {
    place: u32,
    /// How often it was asked.
    asked: u64,
    kind: PhantomData<fn() -> T>,
}

impl<T: Send + Sync + 'static> Work<T> {
    /// Nothing is asked yet. A lab with several numbers them.
    pub const fn new(place: u32) -> Self {
        Self {
            place,
            asked: 0,
            kind: PhantomData,
        }
    }

    /// Asks for what `compute` gives, for the lab of this number. What was asked before is forgotten:
    /// it is not begun any more, or its result is dropped.
    pub fn ask(&mut self, lab: u32, compute: impl FnOnce() -> T + Send + 'static) -> Effect {
        self.asked += 1;
        let id = WorkId {
            lab,
            place: self.place,
            asked: self.asked,
        };
        let work = move || -> Arc<dyn std::any::Any + Send + Sync> { Arc::new(compute()) };
        Effect::Work(id, Box::new(work))
    }

    /// Takes a result out of a message that brings what was asked last; or the sentence of a panic
    /// in its place.
    pub fn receive(&self, msg: &Msg) -> Option<Result<T, String>>
    where
        T: Clone,
    {
        let Msg::Worked(WorkId { place, asked, .. }, answer) = msg else {
            return None;
        };
        if (*place, *asked) != (self.place, self.asked) {
            return None;
        }
        if let Some(Panicked(reason)) = answer.downcast_ref() {
            return Some(Err(reason.clone()));
        }
        answer.downcast_ref::<T>().cloned().map(Ok)
    }
}

/// Does the work that is asked for on this thread, and what follows from it; gives the other effects.
pub fn worked(effects: Vec<Effect>, hear: &mut dyn FnMut(&Msg) -> Vec<Effect>) -> Vec<Effect> {
    let mut others = Vec::new();
    for effect in effects {
        match effect {
            Effect::Work(id, work) => {
                let more = hear(&Msg::Worked(id, work()));
                others.extend(worked(more, hear));
            }
            other => others.push(other),
        }
    }
    others
}

#[cfg(test)]
mod tests {
    use super::*;

    fn done(effect: Effect) -> Msg {
        let Effect::Work(id, work) = effect else {
            panic!("it is work: {effect:?}");
        };
        Msg::Worked(id, work())
    }

    #[test]
    fn only_what_was_asked_last_is_taken() {
        let mut work = Work::new(0);
        let old = done(work.ask(3, || "old"));
        let new = done(work.ask(3, || "new"));
        assert_eq!(work.receive(&old), None);
        assert_eq!(work.receive(&new), Some(Ok("new")));
    }

    #[test]
    fn a_result_for_another_place_is_left() {
        let (mut here, mut there) = (Work::new(0), Work::new(1));
        let mine = done(here.ask(3, || 1));
        let other = done(there.ask(3, || 2));
        assert_eq!(here.receive(&other), None);
        assert_eq!(here.receive(&mine), Some(Ok(1)));
        assert_eq!(there.receive(&other), Some(Ok(2)));
    }

    #[test]
    fn a_panic_is_told_in_its_sentence() {
        let mut work = Work::<u8>::new(0);
        let panicked = |effect| match effect {
            Effect::Work(id, _) => Msg::Worked(id, Arc::new(Panicked("no more ink".into()))),
            effect => panic!("it is work: {effect:?}"),
        };
        let old = panicked(work.ask(3, || 1));
        let new = panicked(work.ask(3, || 2));
        assert_eq!(work.receive(&new), Some(Err("no more ink".into())));
        assert_eq!(work.receive(&old), None, "it is no longer asked for");
    }
}
