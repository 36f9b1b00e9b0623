//! Which key goes where: to a field for text, to what works everywhere, or to the screen in front.

use super::{App, Over};
use crate::event::{Event, Key};
use crate::msg::Effect;
use crate::screens::copied::Copied;
use crate::screens::finder::Aim;
use crate::screens::help::Help;
use crate::screens::intents::{self, Intent};

impl App {
    /// A key was pressed.
    pub(super) fn key(&mut self, key: Key) -> Vec<Effect> {
        match key.typed().filter(|_| key.ctrl) {
            Some('c') if self.takes_back() => Vec::new(),
            Some('c') => self.leave(),
            _ if self.types(key) => self.below(&Event::Key(key)),
            _ => {
                let key = self.meant(key);
                let effects = self.command(key);
                // A minus may turn out to be the sign of what comes.
                if key.typed().is_some_and(|c| c != '-') {
                    self.lesson.pass_over();
                }
                effects
            }
        }
    }

    /// In a shell Ctrl-C gives up what is being typed: here it does so first, too.
    fn takes_back(&mut self) -> bool {
        const SAID: &str = "what you typed is taken back: Ctrl-C once more leaves the course";
        match &mut self.over {
            Some(Over::Finder(_)) => {
                self.over = None;
                self.say("the search is closed: Ctrl-C once more leaves the course");
                true
            }
            Some(_) => false,
            None => {
                let (screen, mut context) = self.front_mut();
                let drafted = screen.has_draft(context.as_ref());
                if drafted {
                    screen.take_back(&mut context);
                    screen.say(SAID.into());
                }
                drafted
            }
        }
    }

    /// A key that is no text.
    fn command(&mut self, key: Key) -> Vec<Effect> {
        match intents::on_step(key).filter(|_| !key.ctrl) {
            Some(Intent::Leave) if self.doubts_leaving() => Vec::new(),
            Some(Intent::Leave) => self.leave(),
            Some(Intent::Drawing) => self.next_drawing(),
            Some(Intent::Background) => self.turn_background(),
            Some(Intent::Help) if !matches!(self.over, Some(Over::Help(_))) => {
                self.over = Some(Over::Help(Help::default()));
                Vec::new()
            }
            Some(Intent::Contents) if self.is_on_step() => self.open_contents(),
            Some(Intent::Search) if self.is_on_step() => self.find(Aim::Words),
            Some(Intent::Seek) if self.is_on_step() => self.find(Aim::Place),
            Some(Intent::CopySetUp | Intent::CopyProgram) if self.is_on_step() => {
                // The next one may come while the one before is shown.
                self.over.take_if(|over| matches!(over, Over::Copied(_)));
                let effects = self.below(&Event::Key(key));
                self.show_copied(&effects);
                effects
            }
            _ => self.below(&Event::Key(key)),
        }
    }

    /// What was sent to the clipboard is shown whole: nobody can know whether it arrived.
    fn show_copied(&mut self, effects: &[Effect]) {
        let copied = effects.iter().find_map(|effect| match effect {
            Effect::Copy(text) => Some(text),
            _ => None,
        });
        if let Some(text) = copied {
            self.over = Some(Over::Copied(Copied::new(text)));
        }
    }

    /// Whether a step is in front, or what stands in nobody's way: a copied text.
    fn is_on_step(&self) -> bool {
        matches!(self.over, None | Some(Over::Copied(_)))
    }

    /// Whether a key is text for a field, whatever it would mean elsewhere.
    fn types(&self, key: Key) -> bool {
        match &self.over {
            Some(Over::Finder(_)) => true,
            Some(_) => false,
            None => {
                let (screen, context) = self.front();
                screen.types(key, context)
            }
        }
    }

    /// The key that is meant: under Caps Lock a capital without a meaning of its own is the small
    /// letter. A letter of another alphabet is none of the keys here, which is said once.
    fn meant(&mut self, key: Key) -> Key {
        let Some(c) = key.typed() else {
            return key;
        };
        if c.is_alphabetic() && !c.is_ascii() && !std::mem::replace(&mut self.told_alphabet, true) {
            self.notify(format!(
                "'{c}' is no key here: they are Latin letters, as in the footer; arrows work"
            ));
        }
        let mut verbs = (self.lesson.lab(&self.labs).into_iter()).flat_map(|lab| lab.verbs());
        let own = intents::on_step(key).is_some() || verbs.any(|verb| verb.key == Some(c));
        // Nobody is thrown out by Caps Lock.
        let leaves = intents::on_step(key.small()) == Some(Intent::Leave);
        match own || leaves {
            true => key,
            false => key.small(),
        }
    }

    /// Where a question waits for text, or was just answered, a `q` may be a letter of it: the course
    /// is left with the second one.
    fn doubts_leaving(&mut self) -> bool {
        let waits = self.lesson.may_be_typed(self.context());
        waits && self.over.is_none() && !self.lesson.is_sure("quit", "q", "this leaves the course")
    }
}
