//! The greeting in lines: what is said of it, and an answer that was said to it.

use super::{Around, Greeting, Pressed, QUESTION};
use crate::msg::Effect;
use crate::progress::Progress;

impl Greeting {
    /// How long it was, the question, and the way on.
    pub fn sentences(&self, around: Around) -> Vec<String> {
        let mut lines = vec![
            format!("Welcome back. You were here {}.", self.since),
            format!("One question before you go on, from {}.", self.from),
        ];
        let (screen, context) = self.seen(around.look, around.area);
        if let Some(exercise) = screen.exercise(QUESTION, context) {
            lines.extend(exercise.sentences(false, around.look));
        }
        lines.push(format!("Or say next, to go on with {}.", self.onward));
        lines
    }

    /// A whole answer in a line: what is replied to it, and what follows.
    pub fn hear(
        &mut self,
        line: &str,
        progress: &mut Progress,
        around: Around,
    ) -> (Vec<String>, Vec<Effect>) {
        let (screen, mut context) = self.parts(around);
        let heard = screen.work(QUESTION, &mut context, |exercise, facts| {
            exercise.hear(line, facts)
        });
        let pressed = heard.unwrap_or(Pressed::Ignored);
        if let Pressed::Said(sentence) = pressed {
            return (vec![format!("{sentence}.")], Vec::new());
        }
        screen.follow(pressed, QUESTION, &mut context);
        let effects = self.keep(progress, around.now);
        let (screen, context) = self.seen(around.look, around.area);
        let exercise = screen.exercise(QUESTION, context);
        let replies = exercise.map(|exercise| exercise.outcome(around.look));
        (replies.unwrap_or_default(), effects)
    }
}
