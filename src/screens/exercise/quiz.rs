//! A question with options. The mark chooses, Enter answers; several tries, the first one counts.

mod words;

use super::rows::{Row, hanging, mark, paragraph, sentence, verdict};
use super::{Pressed, Sight};
use crate::event::{Key, KeyCode};
use crate::lesson::judge;
use crate::lesson::model::{Inline, Quiz};
use crate::progress::{Answer, Answered};
use crate::ui::text::runs;
use ratatui::text::Span;
use std::collections::BTreeSet;

/// How far a quiz has come. Options are named by their places in the file.
#[derive(Debug, Clone)]
pub struct Asked {
    /// The order they are shown in.
    order: Vec<usize>,
    marked: BTreeSet<usize>,
    /// What the last try marked.
    tried: BTreeSet<usize>,
    /// Options that a try has shown to be wrong, when but one is right.
    out: BTreeSet<usize>,
    solved: bool,
}

impl Asked {
    /// A quiz as it was left: solved, or to be answered.
    pub fn new(quiz: &Quiz, before: Option<&Answered>, seed: u64) -> Self {
        let solved = before.is_some_and(|answered| answered.right.is_some());
        let right = quiz.options.iter().enumerate().filter(|(_, o)| o.right);
        let tried = right.map(|(at, _)| at);
        Self {
            order: judge::order(quiz, seed),
            marked: BTreeSet::new(),
            tried: tried.filter(|_| solved).collect(),
            out: BTreeSet::new(),
            solved,
        }
    }

    /// Whether it was answered rightly.
    pub fn is_solved(&self) -> bool {
        self.solved
    }

    /// An option a field.
    pub fn fields(&self, quiz: &Quiz) -> usize {
        if self.solved { 0 } else { quiz.options.len() }
    }

    /// Space marks, Enter answers; a digit marks the option of that number.
    pub fn press(&mut self, quiz: &Quiz, field: usize, key: Key) -> Pressed {
        if self.solved {
            return Pressed::Ignored;
        }
        let chosen = self.order.get(field).copied();
        match key.code {
            KeyCode::Char(' ') => self.choose(quiz, chosen),
            KeyCode::Char(digit) if digit.is_ascii_digit() => {
                let at = digit.to_digit(10).and_then(|d| (d as usize).checked_sub(1));
                self.choose(quiz, at.and_then(|at| self.order.get(at).copied()))
            }
            KeyCode::Enter => self.answer(quiz, chosen),
            _ => Pressed::Ignored,
        }
    }

    fn choose(&mut self, quiz: &Quiz, option: Option<usize>) -> Pressed {
        let Some(option) = option else {
            return Pressed::Ignored;
        };
        let was = self.marked.remove(&option);
        if !quiz.has_several_right() {
            self.marked.clear();
        }
        if !was {
            self.marked.insert(option);
        }
        Pressed::Taken
    }

    fn answer(&mut self, quiz: &Quiz, option: Option<usize>) -> Pressed {
        let several = quiz.has_several_right();
        if !several {
            self.marked = option.into_iter().collect();
        }
        if self.marked.is_empty() {
            return Pressed::Said("mark with Space what is right, then press Enter".into());
        }
        let marked: Vec<usize> = std::mem::take(&mut self.marked).into_iter().collect();
        let right = judge::quiz(quiz, &marked);
        self.tried = marked.iter().copied().collect();
        if several && !right {
            self.marked.extend(&marked);
        } else if !right {
            self.out.extend(&marked);
        }
        self.solved = right;
        Pressed::Answered(Answer::Quiz { marked, right })
    }

    /// The keys it takes.
    pub fn offers(&self, quiz: &Quiz) -> Vec<(&'static str, &'static str, Key)> {
        let mut offers = vec![("Enter", "answer", Key::new(KeyCode::Enter))];
        if quiz.has_several_right() {
            offers.insert(0, ("Space", "mark", Key::char(' ')));
        }
        offers
    }

    /// The question, its options, and under those of the last try what was replied.
    pub fn rows(&self, quiz: &Quiz, sight: Sight) -> Vec<Row> {
        let Sight { focus, width, look } = sight;
        let mut rows = paragraph(&quiz.ask, look.theme.strong, 0, width, look);
        let several = quiz.has_several_right();
        if several && !self.solved {
            let how = "Several are right: Space marks, Enter answers.";
            rows.extend(sentence(how, look.theme.dim, 0, width, look));
        }
        for (field, &at) in self.order.iter().enumerate() {
            let Some(option) = quiz.options.get(at) else {
                continue;
            };
            let focused = focus == Some(field) && !self.solved;
            let style = match (focused, self.out.contains(&at)) {
                (true, _) => look.theme.accent,
                (false, true) => look.theme.dim,
                (false, false) if self.solved && !option.right => look.theme.dim,
                _ => look.theme.text,
            };
            let tried = self.tried.contains(&at);
            let sign = match (tried || self.out.contains(&at), several) {
                (true, _) if self.solved || !several => verdict(option.right, look),
                (_, false) => {
                    let sign = match self.marked.contains(&at) {
                        true => look.pick("● ", "(o) "),
                        false => look.pick("○ ", "( ) "),
                    };
                    Span::styled(sign.to_string(), style)
                }
                (_, true) => {
                    let sign = match self.marked.contains(&at) {
                        true => "[x] ",
                        false => "[ ] ",
                    };
                    Span::styled(sign, style)
                }
            };
            let lead = vec![mark(focused, look), sign];
            let text = runs(&option.text, style, look);
            let key = (!self.solved).then(|| Key::char(' '));
            rows.extend(hanging(lead, &text, width, Some(field), key));
            if let Some(reply) = option.reply.as_ref().filter(|_| tried) {
                rows.extend(replied(reply, option.right, several, sight, field));
            }
        }
        if several && !self.solved && !self.tried.is_empty() {
            let said = self.still_wrong(quiz);
            rows.extend(sentence(&said, look.theme.bad, 4, width, look));
        }
        rows
    }

    /// How far a try with several marks is from right.
    fn still_wrong(&self, quiz: &Quiz) -> String {
        let right = |at: &&usize| quiz.options.get(**at).is_some_and(|option| option.right);
        let found = self.tried.iter().filter(right).count();
        let all = quiz.options.iter().filter(|option| option.right).count();
        let wrong = self.tried.len() - found;
        match wrong {
            0 => format!("Right as far as it goes: {found} of {all}."),
            _ => format!("Not yet: {found} of {all} found, and {wrong} marked that is not right."),
        }
    }
}

fn replied(reply: &[Inline], right: bool, several: bool, sight: Sight, field: usize) -> Vec<Row> {
    let Sight { width, look, .. } = sight;
    let lead = match several {
        true => vec![Span::raw("      "), verdict(right, look)],
        false => vec![Span::raw("      ")],
    };
    hanging(
        lead,
        &runs(reply, look.theme.text, look),
        width,
        Some(field),
        None,
    )
}
