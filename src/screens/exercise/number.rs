//! A question with a number for its answer: a field that takes what is typed.

mod drawn;
mod outcomes;
mod refusal;
mod words;

use super::outcomes::boxed;
use super::rows::Row;
use super::{Exercise, Facts, Hints, Pressed, Sight, filled};
use crate::event::{Key, KeyCode};
use crate::lesson::judge::typed::FORMS;
use crate::lesson::judge::{self, Verdict};
use crate::lesson::model::{Inline, Number};
use crate::progress::{Answer, Answered};
use crate::screens::intents::Offer;
use crate::ui::field::{Edit, Field};
use refusal::refusal;

/// The longest answer, in characters.
const LONGEST: usize = 60;

/// What is said to a wrong answer that is no known mistake, where the lesson says nothing of its own.
const TRY_AGAIN: &str = "Not that. Try again.";

/// How far a number has come.
#[derive(Debug, Clone)]
pub struct Typed {
    number: Number,
    field: Field,
    /// What was said to the last answer, which was right or wrong.
    said: Option<Said>,
    /// Why what stands in the field could not be judged.
    refused: Option<String>,
    /// What was answered stands in the field, wrong or refused: a letter takes its place, and a key
    /// that edits begins to mend it.
    judged: bool,
    solved: bool,
}

#[derive(Debug, Clone)]
struct Said {
    to: String,
    right: bool,
    reply: Vec<Inline>,
    /// What was asked for then.
    answer: Option<f64>,
    /// It is another one now: the lab shows something else.
    past: bool,
}

impl Typed {
    /// A number as it was left: solved, or to be typed.
    pub fn new(number: &Number, before: Option<&Answered>) -> Self {
        let solved = before.filter(|answered| answered.right.is_some());
        let mut field = Field::new(LONGEST);
        if let Some(Answer::Number { typed, right: true }) = solved.map(|it| &it.first) {
            field.insert(typed);
        }
        Self {
            number: number.clone(),
            field,
            said: None,
            refused: None,
            judged: false,
            solved: solved.is_some(),
        }
    }

    /// What was judged gives way to what comes, and what was refused is no longer so.
    fn make_room(&mut self) {
        if self.judged {
            self.clear();
        }
        self.refused = None;
    }

    fn answer(&mut self, facts: &dyn Facts) -> Pressed {
        let answer = self.field.text().trim().to_string();
        if answer.is_empty() {
            return Pressed::Said(format!("type a number first, such as {FORMS}"));
        }
        let (right, reply) = match judge::number(&self.number, &answer, facts) {
            Ok(Verdict::Right) => (
                true,
                self.number.reply.clone().unwrap_or_else(|| said("Right.")),
            ),
            Ok(Verdict::Wrong(Some(mistake))) => (false, mistake.reply.clone()),
            Ok(Verdict::Wrong(None)) => (false, self.otherwise()),
            Err(why) => {
                self.refused = Some(refusal(&self.number, &answer, &why));
                self.said = None; // of another answer
                self.judged = true;
                return Pressed::Taken;
            }
        };
        self.solved = right;
        self.refused = None;
        self.said = Some(Said {
            to: answer.clone(),
            right,
            reply: filled(&reply, facts),
            answer: self.number.answer.number(facts).ok(),
            past: false,
        });
        self.judged = !right;
        Pressed::Answered(Answer::Number {
            typed: answer,
            right,
        })
    }

    /// What is said to a wrong answer that is no known mistake.
    fn otherwise(&self) -> Vec<Inline> {
        let own = self.number.otherwise.clone();
        own.unwrap_or_else(|| said(TRY_AGAIN))
    }

    /// The last answer, whether it was right, and what was said to it.
    fn reply(&self) -> Option<(String, bool, Vec<Inline>)> {
        match (&self.said, self.solved) {
            (Some(said), _) => {
                let to = match said.past {
                    true => format!("{}, when you answered", said.to),
                    false => said.to.clone(),
                };
                Some((to, said.right, said.reply.clone()))
            }
            (None, true) => {
                let reply = self
                    .number
                    .reply
                    .as_deref()
                    .and_then(judge::timeless)
                    .unwrap_or_else(|| said("Right."));
                Some((self.field.text().to_owned(), true, reply))
            }
            (None, false) => None,
        }
    }
}

impl Exercise for Typed {
    fn outcomes(&self, all: bool) -> Vec<Box<dyn Exercise>> {
        let mut outcomes = self.all_outcomes();
        outcomes.retain(|outcome| all || !outcome.is_wrong());
        boxed(outcomes)
    }

    /// Whether it was answered rightly.
    fn is_settled(&self) -> bool {
        self.solved
    }

    /// The field, until it is right.
    fn fields(&self) -> usize {
        usize::from(!self.solved)
    }

    /// Whether something was typed and not answered.
    fn has_draft(&self) -> bool {
        !self.solved && !self.judged && !self.field.is_empty()
    }

    /// What was typed is taken back; whether there was anything.
    fn clear(&mut self) -> bool {
        let typed = !self.field.is_empty();
        self.field.clear();
        (self.refused, self.judged) = (None, false);
        typed
    }

    /// Text in one piece; what is longer than an answer may be is not cut in silence.
    fn paste(&mut self, text: &str) -> Pressed {
        if self.solved {
            return Pressed::Ignored;
        }
        self.make_room();
        match self.field.insert(text) {
            true => Pressed::Taken,
            false => Pressed::Said(full()),
        }
    }

    /// The cursor goes to a place in what was typed.
    fn point(&mut self, at: usize) {
        self.judged = false;
        self.field.point(at);
    }

    /// A key while the field has the keys: text and what edits it. A field that is empty, or shows
    /// what was judged, leaves to the step what begins no answer, as a blank, `?` and `/`, and the
    /// arrows with nothing to move in.
    fn press(&mut self, _: usize, key: Key, facts: &dyn Facts) -> Pressed {
        let begins = |c: char| !matches!(c, ' ' | '?' | '/');
        let waits = self.judged || self.field.is_empty();
        match key.code {
            _ if self.solved => return Pressed::Ignored,
            KeyCode::Enter => return self.answer(facts),
            KeyCode::Char(c) if waits && !begins(c) => return Pressed::Ignored,
            KeyCode::Char(_) if !key.ctrl && !key.alt => self.make_room(),
            KeyCode::Right if self.judged => return Pressed::Ignored,
            _ => {}
        }
        let edit = self.field.press(key);
        if edit != Edit::Ignored {
            self.judged = false;
        }
        match edit {
            Edit::Ignored => Pressed::Ignored,
            Edit::Moved => Pressed::Taken,
            Edit::Changed => {
                self.refused = None;
                Pressed::Taken
            }
            Edit::Full => Pressed::Said(full()),
        }
    }

    /// Whether a change of the lab may change what was asked for.
    fn waits(&self) -> bool {
        self.said.is_some()
    }

    /// The lab may have changed: what was said of a digit is not said of the next one.
    fn judge(&mut self, facts: &dyn Facts, _: bool) -> Option<Answer> {
        let follows = !self.number.answer.names().is_empty();
        if let Some(said) = self.said.as_mut().filter(|_| follows) {
            said.past = self.number.answer.number(facts).ok() != said.answer;
        }
        None
    }

    /// The keys it takes, first of all the one that answers.
    fn offers(&self, typing: bool) -> Vec<Offer> {
        let key = Key::new;
        match (typing, self.field.is_empty()) {
            (true, _) if self.judged => vec![
                ("type", "another answer", key(KeyCode::Enter)),
                ("←", "edit this one", key(KeyCode::Left)),
                ("Esc", "other keys", key(KeyCode::Esc)),
            ],
            (true, true) => vec![
                ("type", "the answer", key(KeyCode::Enter)),
                ("Esc", "other keys", key(KeyCode::Esc)),
            ],
            (true, false) => vec![
                ("Enter", "answer", key(KeyCode::Enter)),
                ("Esc", "stop typing", key(KeyCode::Esc)),
            ],
            (false, true) => vec![("Enter", "type", key(KeyCode::Enter))],
            (false, false) => vec![
                ("Enter", "go on typing", key(KeyCode::Enter)),
                ("Esc", "clear", key(KeyCode::Esc)),
            ],
        }
    }

    fn rows(&self, sight: Sight, shown: Hints) -> Vec<Row> {
        self.drawn(sight, shown)
    }

    fn is_field(&self) -> bool {
        !self.solved
    }

    fn asks_the_lab(&self) -> bool {
        !self.number.answer.names().is_empty()
    }

    fn next_key(&self, typing: bool) -> Option<&'static str> {
        Some(self.offers(typing)[0].0)
    }
}

/// What is said where an answer would be longer than any is.
fn full() -> String {
    format!("an answer has at most {LONGEST} characters: the rest is left out")
}

fn said(words: &str) -> Vec<Inline> {
    vec![Inline::Text(words.to_string())]
}
