//! Labs stay what they are when the lessons change under them.

use super::{Shelf, key};
use crate::lesson::model::{Block, Course, LabDirective};
use crate::msg::Effect;

/// A lab directive, and the step it stands in.
struct Placed<'a> {
    place: String,
    lab: &'a LabDirective,
}

impl Placed<'_> {
    fn key(&self) -> String {
        key(self.lab, &self.place)
    }
}

impl Shelf {
    /// The lessons have changed. Every lab stays as the learner left it, but for start values that
    /// are others now; the lab on the screen stays even where its step or its `keep` is called
    /// otherwise.
    pub fn follow(
        &mut self,
        (old, before): (&Course, (usize, usize)),
        (new, now): (&Course, (usize, usize)),
    ) -> Vec<Effect> {
        let (olds, news) = (places(old), places(new));
        let known = |place: &str| olds.iter().any(|old| old.place == place);
        let renamed = shown(old, before)
            .zip(shown(new, now))
            .filter(|(was, is)| was.place == is.place || !known(&is.place));
        if let Some((was, is)) = &renamed {
            self.rename(was, is, &news);
        }
        let mut effects = Vec::new();
        for is in &news {
            let renamed = renamed.as_ref().filter(|(_, to)| to.place == is.place);
            let was = olds.iter().find(|old| old.place == is.place);
            let was = was.or(renamed.map(|(was, _)| was));
            let before = was.map_or(&[][..], |was| &was.lab.start);
            effects.extend(self.start_anew(is, before));
        }
        effects
    }

    /// The lab of a step, under its new key if that is free and the old one is no more.
    fn rename(&mut self, was: &Placed, is: &Placed, news: &[Placed]) {
        let (old, new) = (was.key(), is.key());
        let mine = |key: &str| self.labs.iter().position(|shelved| shelved.key == key);
        let another = was.lab.name != is.lab.name;
        let parted = mine(&new).is_some() || news.iter().any(|other| other.key() == old);
        let Some(at) = mine(&old).filter(|_| !another && (old == new || !parted)) else {
            return;
        };
        let shelved = &mut self.labs[at];
        shelved.key = new;
        shelved.kept = is.lab.keep.is_some();
        if shelved.set_up.contains(&was.place) {
            shelved.set_up.insert(is.place.clone());
        }
    }

    /// Sets the start values that a step has now and had not before, if they were set before.
    fn start_anew(&mut self, is: &Placed, before: &[(String, String)]) -> Vec<Effect> {
        let start = is.lab.start.iter();
        let changed: Vec<_> = start
            .filter(|value| !before.contains(value))
            .cloned()
            .collect();
        let key = is.key();
        let shelved = self.labs.iter_mut().find(|shelved| shelved.key == key);
        shelved
            .filter(|shelved| shelved.set_up.contains(&is.place))
            .map_or(Vec::new(), |shelved| shelved.start(&changed))
    }
}

/// The lab that a step's tasks speak to.
fn shown(course: &Course, (lesson, step): (usize, usize)) -> Option<Placed<'_>> {
    let lesson = course.lessons.get(lesson)?;
    let (at, lab) = lesson.lab_for(step)?;
    let place = lesson.place(&lesson.steps[at]);
    Some(Placed { place, lab })
}

/// Every lab of the course.
fn places(course: &Course) -> Vec<Placed<'_>> {
    let mut places = Vec::new();
    for lesson in &course.lessons {
        for step in &lesson.steps {
            for block in &step.blocks {
                if let Block::Lab(lab) = block {
                    let place = lesson.place(step);
                    places.push(Placed { place, lab });
                }
            }
        }
    }
    places
}
