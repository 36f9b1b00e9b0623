//! Which keys are text on the greeting: where it asks for a number the field has them, until Esc.

use super::Greeting;
use crate::event::{Key, KeyCode};
use crate::lesson::judge::typed::begins;
use crate::lesson::model::Course;
use crate::ui::Look;
use ratatui::layout::Rect;

impl Greeting {
    /// Whether a field for text has the keys.
    pub(super) fn is_typing(&self) -> bool {
        self.typing && self.exercise.is_field()
    }

    /// Takes back what is being typed, and says so; whether there was something.
    pub fn take_back(&mut self, said: &str) -> bool {
        let drafted = self.is_typing() && self.exercise.has_draft();
        if drafted {
            self.exercise.clear();
            self.say(said);
        }
        drafted
    }

    /// What is being typed stays in sight in another size of the screen.
    pub fn keep_in_sight(&mut self, course: &Course, area: Rect, look: &Look) {
        if self.exercise.has_draft() {
            self.reveal(course, area, look);
        }
    }

    /// Whether a key is text for it.
    pub fn types(&self, key: Key) -> bool {
        let passes = matches!(key.code, KeyCode::Char(' ' | '?' | '/'));
        self.is_typing() && (self.exercise.has_draft() || !passes)
    }

    /// A field that was left takes up the keys again with Enter, which does no more, or with
    /// whatever is no letter and begins an answer.
    pub(super) fn takes_up(&mut self, key: Key) -> bool {
        if self.typing || !self.exercise.is_field() {
            return false;
        }
        self.typing = match key.code {
            KeyCode::Char(c) => !c.is_alphabetic() && begins(c),
            code => code == KeyCode::Enter,
        };
        key.code == KeyCode::Enter
    }
}
