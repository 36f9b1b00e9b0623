//! A question with a number for its answer: a field that takes what is typed.

mod words;

use super::rows::{Row, hanging, mark, paragraph, verdict};
use super::{Facts, Pressed, Sight, filled};
use crate::event::{Key, KeyCode};
use crate::lesson::judge::{self, Verdict};
use crate::lesson::model::{Inline, Number};
use crate::progress::{Answer, Answered};
use crate::ui::text::{Run, folded, runs, typed};
use ratatui::style::Modifier;
use ratatui::text::{Line, Span};
use unicode_width::UnicodeWidthStr;

/// The longest answer, in characters.
const LONGEST: usize = 40;

/// What is said to a wrong answer that is no known mistake.
const TRY_AGAIN: &str = "Not that. Try again.";

/// How far a number has come.
#[derive(Debug, Clone, Default)]
pub struct Typed {
    text: String,
    typing: bool,
    /// What was said to the last answer, which was right or wrong.
    said: Option<Said>,
    solved: bool,
}

#[derive(Debug, Clone)]
struct Said {
    to: String,
    right: bool,
    reply: Vec<Inline>,
}

impl Typed {
    /// A number as it was left: solved, or to be typed.
    pub fn new(before: Option<&Answered>) -> Self {
        let Some(answered) = before.filter(|answered| answered.right.is_some()) else {
            return Self::default();
        };
        let text = match &answered.first {
            Answer::Number { typed, right: true } => typed.clone(),
            _ => String::new(),
        };
        Self {
            text,
            solved: true,
            ..Self::default()
        }
    }

    /// Whether it was answered rightly.
    pub fn is_solved(&self) -> bool {
        self.solved
    }

    /// Whether characters go into the field.
    pub fn is_typing(&self) -> bool {
        self.typing
    }

    /// The field, until it is right.
    pub fn fields(&self) -> usize {
        usize::from(!self.solved)
    }

    /// The mark goes elsewhere; what was typed stays.
    pub fn leave(&mut self) {
        self.typing = false;
    }

    /// Text in one piece, or a whole answer of the line dialogue.
    pub fn paste(&mut self, text: &str) {
        if self.solved {
            return;
        }
        self.typing = true;
        let room = LONGEST.saturating_sub(self.text.chars().count());
        self.text.extend(typed(text).take(room));
    }

    /// A digit, a sign, a point or a parenthesis begins an answer or goes on with it, and so does
    /// Enter; from then on every character is part of it until Enter or Esc. Esc stops typing, and
    /// what was typed stays, to be gone on with; Esc once more clears it.
    pub fn press(&mut self, number: &Number, key: Key, facts: &dyn Facts) -> Pressed {
        if self.solved {
            return Pressed::Ignored;
        }
        match (key.code, self.typing) {
            (KeyCode::Char(c), true) => self.paste(c.encode_utf8(&mut [0; 4])),
            (KeyCode::Char(c), false) if c.is_ascii_digit() || "-.(".contains(c) => {
                self.paste(c.encode_utf8(&mut [0; 4]));
            }
            (KeyCode::Backspace, _) => drop(self.text.pop()),
            (KeyCode::Delete, _) => self.text.clear(),
            (KeyCode::Esc, true) => self.typing = false,
            (KeyCode::Esc, false) if !self.text.is_empty() => self.text.clear(),
            (KeyCode::Enter, false) => self.typing = true,
            (KeyCode::Enter, true) => return self.answer(number, facts),
            _ => return Pressed::Ignored,
        }
        Pressed::Taken
    }

    fn answer(&mut self, number: &Number, facts: &dyn Facts) -> Pressed {
        let answer = self.text.trim().to_string();
        self.typing = false;
        if answer.is_empty() {
            return Pressed::Taken;
        }
        let (right, reply) = match judge::number(number, &answer, facts) {
            Ok(Verdict::Right) => (true, number.reply.clone().unwrap_or_else(|| said("Right."))),
            Ok(Verdict::Wrong(Some(mistake))) => (false, mistake.reply.clone()),
            Ok(Verdict::Wrong(None)) => (false, said(TRY_AGAIN)),
            Err(error) => {
                self.typing = true;
                return Pressed::Said(format!("'{answer}' is no number to judge: {error}"));
            }
        };
        self.solved = right;
        self.said = Some(Said {
            to: answer.clone(),
            right,
            reply: filled(&reply, facts),
        });
        if !right {
            self.text.clear();
        }
        Pressed::Answered(Answer::Number {
            typed: answer,
            right,
        })
    }

    /// The keys it takes.
    pub fn offers(&self) -> Vec<(&'static str, &'static str, Key)> {
        match self.typing {
            true => vec![
                ("Enter", "answer", Key::new(KeyCode::Enter)),
                ("Esc", "stop typing", Key::new(KeyCode::Esc)),
            ],
            false if !self.text.is_empty() => vec![
                ("Enter", "go on typing", Key::new(KeyCode::Enter)),
                ("Esc", "clear", Key::new(KeyCode::Esc)),
            ],
            false => vec![("Enter", "type", Key::new(KeyCode::Enter))],
        }
    }

    /// The question, the field, and what was said to the last answer.
    pub fn rows(&self, number: &Number, sight: Sight) -> Vec<Row> {
        let Sight { focus, width, look } = sight;
        let mut rows = paragraph(&number.ask, look.theme.strong, 0, width, look);
        if !self.solved {
            rows.push(self.field(focus.is_some(), sight));
        }
        if let Some((to, right, reply)) = self.reply(number) {
            let style = if right {
                look.theme.good
            } else {
                look.theme.bad
            };
            let mut text = Vec::new();
            if !to.is_empty() {
                text.push(Run::new(&folded(&format!("{to}: "), look), style));
            }
            text.extend(runs(&reply, look.theme.text, look));
            let lead = vec![Span::raw("  "), verdict(right, look)];
            let field = (!self.solved).then_some(0);
            rows.extend(hanging(lead, &text, width, field, None));
        }
        rows
    }

    /// The last answer, whether it was right, and what was said to it.
    fn reply(&self, number: &Number) -> Option<(String, bool, Vec<Inline>)> {
        match (&self.said, self.solved) {
            (Some(said), _) => Some((said.to.clone(), said.right, said.reply.clone())),
            (None, true) => {
                let reply = number
                    .reply
                    .as_deref()
                    .and_then(judge::timeless)
                    .unwrap_or_else(|| said("Right."));
                Some((self.text.clone(), true, reply))
            }
            (None, false) => None,
        }
    }

    fn field(&self, focused: bool, sight: Sight) -> Row {
        let look = sight.look;
        let style = if focused {
            look.theme.accent
        } else {
            look.theme.text
        };
        let text = folded(&self.text, look);
        let mut spans = vec![
            mark(focused, look),
            Span::styled("answer: ", style),
            Span::styled(text.clone(), look.theme.strong),
        ];
        let blank = LONGEST
            .min(usize::from(sight.width / 3))
            .saturating_sub(text.width());
        if self.typing && focused {
            let cursor = look.theme.strong.add_modifier(Modifier::REVERSED);
            spans.push(Span::styled(" ", cursor));
        }
        let line = look.pick("_", "_").repeat(blank);
        spans.push(Span::styled(line, look.theme.dim));
        if focused && !self.typing && self.text.is_empty() {
            let used: usize = spans.iter().map(Span::width).sum();
            let how = [
                "  type it, such as 12.5 or 3*4, then Enter",
                "  type it, such as 3*4, then Enter",
                "  type it, then Enter",
            ];
            let fits = |how: &&str| used + how.width() <= usize::from(sight.width);
            if let Some(how) = how.into_iter().find(fits) {
                spans.push(Span::styled(how, look.theme.dim));
            }
        }
        let key = Key::new(KeyCode::Enter);
        Row {
            line: Line::from(spans),
            field: Some(0),
            zones: if self.typing {
                Vec::new()
            } else {
                vec![(0..sight.width, key)]
            },
        }
    }
}

fn said(words: &str) -> Vec<Inline> {
    vec![Inline::Text(words.to_string())]
}
