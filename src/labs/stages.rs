//! Work in the background that comes coarse first, then fine: of what is asked last, and of nothing else.

use super::work::Work;
use crate::msg::{Effect, Msg};

/// How fine: a glance, then all of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Stage {
    Coarse,
    Fine,
}

/// What was found, and what it was asked for.
pub struct Stages<K, T> {
    work: Work<T>,
    asked: Option<(K, Stage)>,
    found: Option<(K, Stage, T)>,
}

impl<K: PartialEq + Clone, T: Clone + Send + Sync + 'static> Stages<K, T> {
    /// Nothing is asked yet; a lab with several numbers them.
    pub const fn new(place: u32) -> Self {
        Self {
            work: Work::new(place),
            asked: None,
            found: None,
        }
    }

    /// How fine it is to be asked for this next; nothing where it was asked, or is known.
    pub fn wants(&self, key: &K) -> Option<Stage> {
        let next = match &self.found {
            Some((found, Stage::Coarse, _)) if found == key => Stage::Fine,
            Some((found, Stage::Fine, _)) if found == key => return None,
            _ => Stage::Coarse,
        };
        let pending = |(asked, _): &(K, Stage)| asked == key;
        let is_pending = self.asked.as_ref().is_some_and(pending);
        (!is_pending).then_some(next)
    }

    /// Asks for it.
    pub fn ask(
        &mut self,
        lab: u32,
        key: K,
        stage: Stage,
        compute: impl FnOnce() -> T + Send + 'static,
    ) -> Effect {
        self.asked = Some((key, stage));
        self.work.ask(lab, compute)
    }

    /// Takes what has come, and says whether it has.
    pub fn receive(&mut self, msg: &Msg) -> bool {
        let Some(result) = self.work.receive(msg) else {
            return false;
        };
        // After a panic it stays asked: it would panic again.
        if let (Ok(found), Some((key, stage))) = (result, self.asked.clone()) {
            self.asked = None;
            self.found = Some((key, stage, found));
        }
        true
    }

    /// What is known for this, however fine.
    pub fn known(&self, key: &K) -> Option<&T> {
        let (found, _, value) = self.found.as_ref()?;
        (found == key).then_some(value)
    }

    /// The same, once it is all there is to know.
    pub fn final_one(&self, key: &K) -> Option<&T> {
        let (found, stage, value) = self.found.as_ref()?;
        (found == key && *stage == Stage::Fine).then_some(value)
    }
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
    fn it_comes_coarse_then_fine_and_is_not_asked_twice() {
        let mut stages = Stages::new(3);
        assert_eq!(stages.wants(&"a"), Some(Stage::Coarse));
        let effect = stages.ask(0, "a", Stage::Coarse, || 1);
        assert!(stages.wants(&"a").is_none());
        assert!(stages.receive(&done(effect)));
        assert_eq!(
            (stages.known(&"a"), stages.final_one(&"a")),
            (Some(&1), None)
        );
        assert_eq!(stages.wants(&"a"), Some(Stage::Fine));
        let effect = stages.ask(0, "a", Stage::Fine, || 2);
        assert!(stages.receive(&done(effect)));
        assert_eq!(stages.final_one(&"a"), Some(&2));
        assert_eq!(
            (stages.wants(&"a"), stages.wants(&"b")),
            (None, Some(Stage::Coarse))
        );
        assert_eq!(stages.known(&"b"), None);
    }

    #[test]
    fn what_was_asked_before_is_dropped() {
        let mut stages = Stages::new(3);
        let old = done(stages.ask(0, "a", Stage::Coarse, || 1));
        let new = done(stages.ask(0, "b", Stage::Coarse, || 2));
        assert!(!stages.receive(&old) && stages.receive(&new));
        assert_eq!(stages.known(&"b"), Some(&2));
    }
}
