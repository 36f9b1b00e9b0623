//! Labs stay what they are when the lessons change under them, as long as one names them.

use super::{LabStore, StoredLab, key};
use crate::lesson::model::{Block, Course, LabDirective, Spot};
use crate::msg::Effect;
use std::collections::BTreeSet;

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

impl LabStore {
    /// The lessons have changed. Every lab stays as the learner left it, but for start values that
    /// are others now; the lab on the screen stays even where its step or its `keep` is called
    /// otherwise. What no lesson names any more ends.
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
        let mut effects = self.end_others(&news);
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
        let another = was.lab.name != is.lab.name;
        let parted = self.place(&new).is_some() || news.iter().any(|other| other.key() == old);
        if another || (old != new && parted) {
            return;
        }
        let Some(shelved) = self.find(&old) else {
            return;
        };
        shelved.key = new;
        shelved.kept = is.lab.keep.is_some();
        if shelved.set_up.contains(&was.place) {
            shelved.set_up.insert(is.place.clone());
        }
    }

    /// Ends the labs that no step has any more; what is kept of them is there if they come back.
    fn end_others(&mut self, news: &[Placed]) -> Vec<Effect> {
        let named: BTreeSet<String> = news.iter().map(Placed::key).collect();
        let mut effects = Vec::new();
        for slot in &mut self.labs {
            let gone = slot.take_if(|shelved| !named.contains(&shelved.key));
            effects.extend(gone.map(StoredLab::end).unwrap_or_default());
        }
        effects
    }

    /// Sets the start values that a step has now and had not before, if they were set before.
    fn start_anew(&mut self, is: &Placed, before: &[(Spot<String>, Spot<String>)]) -> Vec<Effect> {
        let start = is.lab.start.iter();
        let changed: Vec<_> = start
            .filter(|value| !before.contains(value))
            .cloned()
            .collect();
        self.find(&is.key())
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::labs::say;
    use crate::labs::testing::worked;
    use crate::lesson::model::{Lesson, Step};
    use crate::msg::{Command, JobId, Msg};

    fn course(lab: Option<LabDirective>) -> Course {
        let step = Step {
            id: "one".into(),
            title: String::new(),
            goal: None,
            alone: false,
            blocks: lab.into_iter().map(Block::Lab).collect(),
        };
        let lesson = Lesson {
            id: "a".into(),
            number: 1,
            title: String::new(),
            summary: String::new(),
            minutes: 1,
            needs: Vec::new(),
            symbols: Vec::new(),
            steps: vec![step],
        };
        Course {
            lessons: vec![lesson],
            ..Course::default()
        }
    }

    /// Does the work that is asked for, and what follows from it; gives the other effects.
    fn carry_out(labs: &mut LabStore, effects: Vec<Effect>) -> Vec<Effect> {
        worked(effects, &mut |msg| match msg {
            Msg::Worked(id, _) => labs.deliver(id.lab, msg),
            _ => Vec::new(),
        })
    }

    #[test]
    fn a_lab_that_no_lesson_names_any_more_ends_and_its_place_stays_empty() {
        let directive = LabDirective {
            name: "autoencoder".into(),
            keep: Some("ae".into()),
            ..LabDirective::default()
        };
        let (with, without) = (course(Some(directive.clone())), course(None));
        let mut labs = LabStore::default();
        let (at, effects) = labs.take(&directive, "a:one", &[]).unwrap();
        carry_out(&mut labs, effects);
        labs.recall("autoencoder:ae", None);
        let effects = labs.get_mut(at).unwrap().open();
        carry_out(&mut labs, effects);
        let effects = say(labs.get_mut(at).unwrap(), "train").unwrap();
        let effects = carry_out(&mut labs, effects);
        let started = effects.iter().find_map(|effect| match effect {
            Effect::Train(id, _) => Some(*id),
            _ => None,
        });
        let job: JobId = started.expect("it trains");

        let effects = labs.follow((&with, (0, 0)), (&without, (0, 0)));
        assert!(
            matches!(&effects[..], [Effect::Keep(key, _), Effect::Tell(told, Command::Stop)]
            if key == "autoencoder:ae" && *told == job)
        );
        assert!(labs.get(at).is_none() && labs.keep().is_empty());

        // It comes back as what was kept of it, and under another number.
        let (again, effects) = labs.take(&directive, "a:one", &[]).unwrap();
        assert_eq!(again, at + 1);
        assert!(matches!(&effects[..], [Effect::Recall(_), ..]));
    }
}
