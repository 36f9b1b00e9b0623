//! Inside a lab that takes keys for itself: Enter goes in, Esc or Tab comes back.

use super::{Context, ContextMut, LessonScreen, keys};
use crate::event::Key;
use crate::labs::{Lab, Verb};
use crate::msg::Effect;
use crate::screens::intents::{Intent, hint, on_step};
use crate::screens::lesson::view::of_verbs;
use crate::ui::chrome::Hint;

impl LessonScreen {
    /// The keys that the lab in the learner's hands takes for itself: none, where nobody goes in.
    fn own_keys(&self, context: Context) -> &'static [(&'static str, &'static str)] {
        self.lab(context.labs).map_or(&[], Lab::keys)
    }

    /// Whether the learner is in the lab.
    pub fn is_inside(&self, context: Context) -> bool {
        self.inside && !self.own_keys(context).is_empty()
    }

    /// Whether Enter goes in: nothing with the mark wants it.
    pub fn can_go_in(&self, context: Context) -> bool {
        !self.inside && !self.own_keys(context).is_empty() && self.exercise_here(context).is_none()
    }

    /// Goes in.
    pub fn go_in(&mut self, context: &mut ContextMut) {
        self.inside = true;
        if let Some(lab) = self.lab_mut(context.labs) {
            lab.go_in();
        }
    }

    /// The keys that work inside, what the lab does first.
    pub fn hints_inside(&self, context: Context) -> Vec<Hint> {
        let own = self.own_keys(context).iter().map(|(name, does)| {
            let mut letters = name.chars();
            let key = match (*name, letters.next(), letters.next()) {
                ("Space", ..) => Some(Key::char(' ')),
                (_, Some(letter), None) => Some(Key::char(letter)),
                _ => None,
            };
            Hint::new(name, does, key)
        });
        let mut hints: Vec<Hint> = own.collect();
        let others = of_verbs(self, context).into_iter();
        let taken: Vec<String> = hints.iter().map(|hint| hint.key.clone()).collect();
        hints.extend(others.filter(|verb| !taken.contains(&verb.key)));
        hints.push(hint(Intent::ComeOut));
        hints.push(hint(Intent::Help));
        hints
    }
}

/// A key inside: the lab's own, or that of one of its verbs. What scrolls does so here as well, and leaves no step.
pub fn press(screen: &mut LessonScreen, key: Key, context: &mut ContextMut) -> Option<Vec<Effect>> {
    if !screen.is_inside(context.as_ref()) {
        return None;
    }
    let lab = screen.lab_mut(context.labs)?;
    let key = key.small();
    match (on_step(key), key.typed()) {
        (Some(Intent::PageDown), _) => drop(keys::scroll(screen, 1)),
        (Some(Intent::PageUp), _) => drop(keys::scroll(screen, -1)),
        (Some(Intent::ComeOut | Intent::NextBlock | Intent::PreviousBlock), _) => {
            screen.inside = false;
        }
        (_, Some(c)) if !key.ctrl && !key.alt => {
            if let Some(effects) = lab.press(key) {
                return Some(effects);
            }
            let is_own = |verb: &Verb| verb.given_by(c).is_some();
            if lab.verbs().iter().any(is_own) {
                return keys::do_verb(screen, c, context);
            }
            screen.say("Esc comes back out of the lab: then the other keys work again".into());
        }
        _ => return lab.press(key).or(Some(Vec::new())),
    }
    Some(Vec::new())
}
