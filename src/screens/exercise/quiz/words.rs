//! A question in lines: what is said of it, and an answer that was said to it.

use super::Asked;
use crate::lesson::model::QuizOption;
use crate::screens::exercise::words::{Spoken, without};
use crate::screens::exercise::{Facts, Pressed};
use crate::screens::plain::{replied, words};
use crate::ui::Look;
use std::collections::BTreeSet;

impl Spoken for Asked {
    /// The question, its options by number, and how to answer.
    fn asked(&self, _: bool, look: &Look) -> Vec<String> {
        let mut lines = vec![format!("Question: {}", words(&self.quiz.ask, look))];
        for (number, _, option) in self.shown() {
            lines.push(format!("{number}. {}", words(&option.text, look)));
        }
        match (self.solved, self.quiz.has_several_right()) {
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
    fn outcome(&self, look: &Look) -> Vec<String> {
        let mut lines = Vec::new();
        for (number, at, option) in self.shown() {
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
        if self.quiz.has_several_right() && !self.solved && !self.tried.is_empty() {
            lines.push(self.still_wrong());
        }
        lines
    }

    /// `2`, or `1, 3` where several are right.
    fn hear(&mut self, line: &str, _: &dyn Facts) -> Pressed {
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
            Some(chosen)
                if chosen.len() == 1 || self.quiz.has_several_right() && !chosen.is_empty() =>
            {
                let one = chosen.first().copied();
                if self.quiz.has_several_right() {
                    self.marked = chosen;
                }
                self.answer(one)
            }
            Some(chosen) if chosen.len() > 1 => Pressed::Said(format!(
                "one option is right here: say one number from 1 to {last}"
            )),
            _ => Pressed::Said(format!(
                "the options have the numbers 1 to {last}: say answer and one of them"
            )),
        }
    }
}

impl Asked {
    /// The options in the order they are shown in: their number, place in the file, and themselves.
    fn shown(&self) -> impl Iterator<Item = (usize, usize, &QuizOption)> {
        let shown = self.order.iter().enumerate();
        shown.filter_map(|(at, &place)| Some((at + 1, place, self.quiz.options.get(place)?)))
    }
}
