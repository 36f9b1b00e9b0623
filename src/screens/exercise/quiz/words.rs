//! A question in lines: what is said of it, and an answer that was said to it.

use super::Asked;
use crate::lesson::judge::typed::value;
use crate::lesson::model::QuizOption;
use crate::lesson::parse::plain;
#[cfg(test)]
use crate::progress::Answer;
use crate::screens::exercise::rows::AGAIN;
use crate::screens::exercise::words::{Spoken, without};
use crate::screens::exercise::{Facts, Pressed};
use crate::screens::plain::{replied, words};
use crate::ui::Look;
use std::collections::BTreeSet;

impl Spoken for Asked {
    /// The question, its options by number, and how to answer.
    fn asked(&self, _: bool, look: &Look) -> Vec<String> {
        let lead = if self.quiz.recall.is_some() {
            AGAIN
        } else {
            "Question"
        };
        let mut lines = vec![format!("{lead}: {}", words(&self.quiz.ask, look))];
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
            let reply = self.reply(at).map(|reply| replied(&reply, look));
            lines.extend(reply.map(|reply| without(verdict, &reply)));
        }
        if self.quiz.has_several_right() && !self.solved && !self.tried.is_empty() {
            lines.push(self.still_wrong());
        }
        lines
    }

    /// `2`, `second`, `the 2nd one`, `option two`, or its own words; `1, 3` where several are right.
    fn hear(&mut self, line: &str, facts: &dyn Facts) -> Pressed {
        let last = self.order.len();
        if self.solved {
            return Pressed::Said("this question is answered already".into());
        }
        let chosen = self.by_words(line).or_else(|| self.by_numbers(line));
        match chosen {
            Some(chosen)
                if chosen.len() == 1 || self.quiz.has_several_right() && !chosen.is_empty() =>
            {
                let one = chosen.first().copied();
                if self.quiz.has_several_right() {
                    self.marked = chosen;
                }
                self.answer(one, facts)
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

/// Words that may stand beside the number of an option.
const BESIDE: [&str; 7] = ["the", "option", "options", "number", "no", "one", "and"];

/// Places in words.
const PLACES: [&str; 9] = [
    "first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth",
];

/// The place that a word names, from 1.
fn place(word: &str) -> Option<usize> {
    let word = word.trim_end_matches(['.', ')']);
    let number = word.trim_end_matches(|c: char| c.is_ascii_alphabetic());
    let ordinal = ["", "st", "nd", "rd", "th"].contains(&&word[number.len()..]);
    let digits = number.parse().ok().filter(|_| ordinal);
    let named = PLACES.iter().position(|place| *place == word);
    let counted = || value(word).filter(|value| *value >= 1.0 && value.fract() == 0.0);
    digits
        .or(named.map(|at| at + 1))
        .or_else(|| counted().map(|value| value as usize))
}

impl Asked {
    /// The options whose numbers a line names.
    fn by_numbers(&self, line: &str) -> Option<BTreeSet<usize>> {
        let line = line.to_lowercase();
        let words = line.split([' ', ',', ';']).filter(|word| !word.is_empty());
        let words: Vec<&str> = words.collect();
        let only = words.len() == 1;
        let said = words
            .into_iter()
            .filter(|word| only || !BESIDE.contains(word));
        let option = |word: &str| self.order.get(place(word)?.checked_sub(1)?).copied();
        said.map(option).collect()
    }

    /// The option that a line says in its own words.
    fn by_words(&self, line: &str) -> Option<BTreeSet<usize>> {
        let bare = |text: &str| -> String {
            let text = text.to_lowercase();
            text.trim().trim_end_matches('.').to_owned()
        };
        let line = bare(line);
        let options = self.quiz.options.iter().enumerate();
        let mut said = options.filter(|(_, option)| bare(&plain(&option.text)) == line);
        let (at, _) = said.next()?;
        Some(BTreeSet::from([at]))
    }

    /// The options in the order they are shown in: their number, place in the file, and themselves.
    fn shown(&self) -> impl Iterator<Item = (usize, usize, &QuizOption)> {
        let shown = self.order.iter().enumerate();
        shown.filter_map(|(at, &place)| Some((at + 1, place, self.quiz.options.get(place)?)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::expr::Nothing;
    use crate::lesson::model::{Inline, Quiz};

    impl Facts for Nothing {
        fn said(&self, _: &str) -> Option<String> {
            None
        }
    }

    #[test]
    fn an_option_is_named_by_its_number_its_place_or_its_words() {
        let option = |text: &str, right| QuizOption {
            text: vec![Inline::Text(text.to_owned())],
            right,
            when: None,
            reply: None,
        };
        let quiz = Quiz {
            id: "q".into(),
            ask: Vec::new(),
            shuffle: false,
            options: vec![
                option("Still the mass", false),
                option("The bill alone.", true),
                option("1", false),
            ],
            test: false,
            recall: None,
        };
        for said in [
            "2",
            "2.",
            "second",
            "the second",
            "the second one",
            "2nd",
            "option 2",
            "two",
            "number two",
            "the bill alone",
            "The bill alone.",
        ] {
            let pressed = Asked::new(&quiz, None, 0).hear(said, &Nothing);
            let right = matches!(pressed, Pressed::Answered(Answer::Quiz { right: true, .. }));
            assert!(right, "{said}: {pressed:?}");
        }
        for said in ["4", "zeroth", "the bill", "0", ""] {
            let pressed = Asked::new(&quiz, None, 0).hear(said, &Nothing);
            assert!(matches!(pressed, Pressed::Said(_)), "{said}: {pressed:?}");
        }
    }
}
