//! A question for a number in lines: what is said of it, and an answer that was said to it.

use super::{LONGEST, TRY_AGAIN, Typed};
use crate::lesson::model::Number;
use crate::screens::exercise::words::without;
use crate::screens::exercise::{Facts, Pressed};
use crate::screens::plain::{replied, words};
use crate::ui::Look;
use crate::ui::text::folded;

impl Typed {
    /// The question, and how to answer.
    pub fn sentences(&self, number: &Number, look: &Look) -> Vec<String> {
        let mut lines = vec![format!("Question: {}", words(&number.ask, look))];
        if !self.solved {
            let near = number.precision().map_or(String::new(), |near| {
                format!(" Answer {}.", folded(&near, look))
            });
            let unit = number.unit.as_deref().map_or(String::new(), |unit| {
                format!(" in {}", if unit == "%" { "percent" } else { unit })
            });
            lines.push(format!(
                "Answer with a number or a sum{unit}, for example: answer 12.5, or answer 3*4.{near}"
            ));
        }
        lines
    }

    /// What was replied to the last answer.
    pub fn outcome(&self, number: &Number, look: &Look) -> Vec<String> {
        let Some((to, right, reply)) = self.reply(number) else {
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
    pub fn hear(&mut self, number: &Number, line: &str, facts: &dyn Facts) -> Pressed {
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
        match (self.answer(number, facts), self.refused.take()) {
            (Pressed::Taken, Some(refused)) => {
                self.clear();
                Pressed::Said(refused)
            }
            (pressed, _) => pressed,
        }
    }
}
