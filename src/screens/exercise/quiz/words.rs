//! A question in lines: what is said of it, and an answer that was said to it.

use super::Asked;
use crate::lesson::model::{Quiz, QuizOption};
use crate::screens::exercise::Pressed;
use crate::screens::exercise::words::without;
use crate::screens::plain::{replied, words};
use crate::ui::Look;
use std::collections::BTreeSet;

impl Asked {
    /// The question, its options by number, and how to answer.
    pub fn sentences(&self, quiz: &Quiz, look: &Look) -> Vec<String> {
        let mut lines = vec![format!("Question: {}", words(&quiz.ask, look))];
        for (number, _, option) in self.shown(quiz) {
            lines.push(format!("{number}. {}", words(&option.text, look)));
        }
        match (self.solved, quiz.has_several_right()) {
            (true, _) => {}
            (false, true) => lines.push(
                "Several are right. Name them all: say answer and their numbers.".to_string(),
            ),
            (false, false) => lines.push(
                "Answer with the number of an option: say answer and its number.".to_string(),
            ),
        }
        lines
    }

    /// What was replied to the last answer.
    pub fn outcome(&self, quiz: &Quiz, look: &Look) -> Vec<String> {
        let mut lines = Vec::new();
        for (number, at, option) in self.shown(quiz) {
            if !self.tried.contains(&at) {
                continue;
            }
            let verdict = if option.right { "Right" } else { "Not right" };
            lines.push(format!(
                "{verdict}: {number}. {}",
                words(&option.text, look)
            ));
            let reply = option.reply.as_ref().map(|reply| replied(reply, look));
            lines.extend(reply.map(|reply| without(verdict, &reply)));
        }
        if quiz.has_several_right() && !self.solved && !self.tried.is_empty() {
            lines.push(self.still_wrong(quiz));
        }
        lines
    }

    /// `2`, or `1, 3` where several are right.
    pub fn hear(&mut self, quiz: &Quiz, line: &str) -> Pressed {
        let last = self.order.len();
        if self.solved {
            return Pressed::Said("this question is answered already".into());
        }
        let said = line.split([' ', ',', ';']).filter(|word| !word.is_empty());
        let option = |word: &str| {
            let number = word.trim_end_matches('.').parse::<usize>().ok()?;
            self.order.get(number.checked_sub(1)?).copied()
        };
        let chosen: Option<BTreeSet<usize>> = said.map(option).collect();
        match chosen {
            Some(chosen) if chosen.len() == 1 || quiz.has_several_right() && !chosen.is_empty() => {
                let one = chosen.first().copied();
                if quiz.has_several_right() {
                    self.marked = chosen;
                }
                self.answer(quiz, one)
            }
            Some(chosen) if chosen.len() > 1 => Pressed::Said(format!(
                "one option is right here: say one number from 1 to {last}"
            )),
            _ => Pressed::Said(format!(
                "the options have the numbers 1 to {last}: say answer and one of them"
            )),
        }
    }

    /// The options in the order they are shown in: their number, place in the file, and themselves.
    fn shown<'a>(&'a self, quiz: &'a Quiz) -> impl Iterator<Item = (usize, usize, &'a QuizOption)> {
        let shown = self.order.iter().enumerate();
        shown.filter_map(|(at, &place)| Some((at + 1, place, quiz.options.get(place)?)))
    }
}
