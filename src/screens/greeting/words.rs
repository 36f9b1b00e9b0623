//! The greeting in lines: what is said of it, and an answer that was said to it.

use super::Greeting;
use crate::lesson::model::Course;
use crate::msg::Effect;
use crate::progress::Progress;
use crate::screens::exercise::Pressed;
use crate::screens::facts::LabFacts;
use crate::ui::Look;

impl Greeting {
    /// How long it was, the question, and the way on.
    pub fn told(&self, course: &Course, look: &Look) -> Vec<String> {
        let from = self.place.lesson(course);
        let from = from.map_or(String::new(), |lesson| {
            format!("{:02} {}", lesson.number, lesson.title)
        });
        let mut lines = vec![
            format!("Welcome back. You were here {}.", self.since()),
            format!("One question before you go on, from {from}."),
        ];
        if let Some(block) = self.place.block(course) {
            lines.extend(self.exercise.told(block, false, look));
        }
        lines.push(format!("Or say next, to go on with {}.", self.onward));
        lines
    }

    /// A whole answer in a line: what is replied to it, and what follows.
    pub fn hear(
        &mut self,
        line: &str,
        course: &Course,
        progress: &mut Progress,
        now: u64,
        look: &Look,
    ) -> (Vec<String>, Vec<Effect>) {
        let Some(block) = self.place.block(course) else {
            return (Vec::new(), Vec::new());
        };
        match self.exercise.hear(block, line, &LabFacts::of(None)) {
            Pressed::Answered(answer) => {
                let effects = self.record(&answer, course, progress, now);
                (self.exercise.outcome(block, look), effects)
            }
            Pressed::Said(sentence) => (vec![format!("{sentence}.")], Vec::new()),
            _ => (Vec::new(), Vec::new()),
        }
    }
}
