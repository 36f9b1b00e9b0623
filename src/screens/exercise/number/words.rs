//! A question for a number in lines: what is said of it, and an answer that was said to it.

use super::{LONGEST, TRY_AGAIN, Typed};
use crate::screens::exercise::rows::AGAIN;
use crate::screens::exercise::words::{Spoken, without};
use crate::screens::exercise::{Exercise, Facts, Pressed};
use crate::screens::plain::{replied, words};
use crate::ui::Look;
use crate::ui::text::folded;

impl Spoken for Typed {
    /// The question, and how to answer.
    fn asked(&self, _: bool, look: &Look) -> Vec<String> {
        let lead = if self.number.recall.is_some() {
            AGAIN
        } else {
            "Question"
        };
        let mut lines = vec![format!("{lead}: {}", words(&self.number.ask, look))];
        if !self.solved {
            let near = self.number.precision().map_or(String::new(), |near| {
                format!(" Answer {}.", folded(&near, look))
            });
            let unit = self.number.unit.as_deref().map_or(String::new(), |unit| {
                format!(" in {}", if unit == "%" { "percent" } else { unit })
            });
            lines.push(format!(
                "Answer with a number or a sum{unit}, for example: answer 12.5, or answer 3*4.{near}"
            ));
        }
        lines
    }

    /// What was replied to the last answer.
    fn outcome(&self, look: &Look) -> Vec<String> {
        let Some((to, right, reply)) = self.reply() else {
            return Vec::new();
        };
        let (verdict, reply) = match (right, replied(&reply, look)) {
            (true, reply) => ("Right", without("Right", &reply)),
            (false, reply) if reply == TRY_AGAIN => ("Not right", "Try again.".to_string()),
            (false, reply) => ("Not right", without("Not right", &reply)),
        };
        match to.is_empty() {
            true => vec![format!("{verdict}. {reply}")],
            false => vec![format!("{verdict}: {to}"), reply],
        }
    }

    /// A whole answer.
    fn hear(&mut self, line: &str, facts: &dyn Facts) -> Pressed {
        if self.solved {
            return Pressed::Said("this question is answered already".into());
        }
        if line.chars().count() > LONGEST {
            return Pressed::Said(format!("an answer has at most {LONGEST} characters"));
        }
        if line.is_empty() {
            return Pressed::Said("say a number with it, for example: answer 12.5".into());
        }
        self.clear();
        self.field.insert(line);
        match (self.answer(facts), self.refused.take()) {
            (Pressed::Taken, Some(refused)) => {
                self.clear();
                Pressed::Said(refused)
            }
            (pressed, _) => pressed,
        }
    }
}
