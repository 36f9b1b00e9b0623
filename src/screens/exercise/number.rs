//! A question with a number for its answer: a field that takes what is typed.

mod outcomes;
mod words;

use super::outcomes::boxed;
use super::rows::{Click, Row, hanging, mark, paragraph, sentence, verdict};
use super::{Exercise, Facts, Hints, Pressed, Sight, filled};
use crate::event::{Key, KeyCode};
use crate::lesson::judge::typed::FORMS;
use crate::lesson::judge::{self, Unjudged, Verdict};
use crate::lesson::model::{Inline, Number};
use crate::progress::{Answer, Answered};
use crate::ui::Look;
use crate::ui::field::{Edit, Field};
use crate::ui::text::{Run, folded, runs};
use ratatui::style::Modifier;
use ratatui::text::{Line, Span};
use unicode_width::UnicodeWidthStr;

/// The longest answer, in characters.
const LONGEST: usize = 60;

/// Columns of the field at the most.
const COLUMNS: u16 = 40;

/// The shortest field, where its unit and precision take the room.
const SHORTEST: usize = 8;

/// What is said to a wrong answer that is no known mistake.
const TRY_AGAIN: &str = "Not that. Try again.";

/// Columns of a row, and what a click on them does.
type Zone = (std::ops::Range<u16>, Click);

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
            Ok(Verdict::Wrong(None)) => (false, said(TRY_AGAIN)),
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

    /// The field with its unit, how near is near enough, and how to answer where there is room. What
    /// says how near comes back where there is none.
    fn field(&self, sight: Sight) -> (Row, Option<String>) {
        let Sight { width, look, .. } = sight;
        let focused = sight.focus.is_some();
        let style = if focused {
            look.theme.accent
        } else {
            look.theme.text
        };
        let mut spans = vec![mark(focused, look), Span::styled("answer: ", style)];
        let lead: usize = spans.iter().map(Span::width).sum();
        let unit = self.number.unit.iter();
        let mut tail: Vec<String> = unit
            .map(|unit| format!(" {}", folded(unit, look)))
            .collect();
        let precision = self.number.precision().map(|said| folded(&said, look));
        let columns = |tail: &[String]| tail.iter().map(|text| text.width()).sum::<usize>();
        let free = usize::from(width).saturating_sub(lead + columns(&tail) + SHORTEST);
        // How near is near enough is part of the question: the field gives way to it.
        let (beside, below) = match precision {
            Some(said) if said.width() + 2 > free => (None, Some(said)),
            said => (said, None),
        };
        tail.extend(beside.map(|said| format!("  {said}")));
        let said = columns(&tail);
        let left = usize::from(width).saturating_sub(lead + said);
        let room = usize::from(COLUMNS.min(width / 3)).min(left.max(SHORTEST));
        let cursor = focused && sight.typing;
        let typed = match self.judged {
            true => {
                let wrong = self.refused.is_none();
                let style = if wrong {
                    look.theme.bad
                } else {
                    look.theme.accent
                };
                let style = style.add_modifier(Modifier::REVERSED);
                self.field.spans(room, false, style, look)
            }
            false => self.field.spans(room, cursor, look.theme.strong, look),
        };
        let blank = room.saturating_sub(typed.iter().map(Span::width).sum());
        spans.extend(typed);
        spans.push(Span::styled("_".repeat(blank), look.theme.dim));
        let zones = self.zones(lead, room, cursor && !self.judged, look);
        if focused && self.field.is_empty() {
            let used: usize = spans.iter().map(Span::width).sum();
            let used = used + said;
            let how = [
                "  type it, such as 12.5, 1/3 or 3*4, then Enter",
                "  such as 12.5 or 3*4, then Enter",
                "  type it, then Enter",
            ];
            let fits = |how: &&str| used + how.width() <= usize::from(width);
            tail.extend(how.into_iter().find(fits).map(str::to_owned));
        }
        let tail = tail.into_iter();
        spans.extend(tail.map(|text| Span::styled(text, look.theme.dim)));
        let row = Row {
            line: Line::from(spans),
            field: Some(0),
            zones,
        };
        (row, below)
    }

    /// Where a click puts the cursor: before the character under it, or behind the last one.
    fn zones(&self, lead: usize, room: usize, cursor: bool, look: &Look) -> Vec<Zone> {
        let mut column = lead as u16;
        let mut zones = Vec::new();
        for (at, cell) in self.field.cells(room, cursor, look) {
            let end = column + cell.width() as u16;
            zones.push((column..end, Click::Cursor(at)));
            column = end;
        }
        let end = (lead + room) as u16;
        zones.push((column..end, Click::Cursor(usize::MAX)));
        zones
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
    fn offers(&self, typing: bool) -> Vec<(&'static str, &'static str, Key)> {
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

    /// The question, the field, and what was said to the last answer. Where rows are scarce a question
    /// that is answered goes.
    fn rows(&self, sight: Sight, shown: Hints) -> Vec<Row> {
        let Sight { width, look, .. } = sight;
        let mut rows = match self.solved && shown == Hints::Bare {
            true => Vec::new(),
            false => paragraph(&self.number.ask, look.theme.strong, 0, width, look),
        };
        if !self.solved {
            let (field, precision) = self.field(sight);
            rows.push(field);
            if let Some(said) = precision {
                rows.extend(sentence(&said, look.theme.dim, 2, width, look));
            }
        }
        if let Some(refused) = &self.refused {
            let said = sentence(refused, look.theme.accent, 2, width, look);
            rows.extend(said.into_iter().map(|row| Row {
                field: Some(0),
                ..row
            }));
        }
        if let Some((to, right, reply)) = self.reply() {
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

    fn is_field(&self) -> bool {
        !self.solved
    }

    fn next_key(&self, typing: bool) -> Option<&'static str> {
        Some(self.offers(typing)[0].0)
    }
}

/// Why an answer was not judged, and what would be.
fn refusal(number: &Number, answer: &str, why: &Unjudged) -> String {
    match why {
        Unjudged::Unread(why) => format!("'{answer}' is not judged: {why}. Type {FORMS}."),
        Unjudged::TwoWays(one, other) => {
            format!("'{answer}' is not judged: it can be {one} or {other}. Type one of them.")
        }
        Unjudged::Thing { .. } => format!("'{answer}' is not judged: {why}."),
        Unjudged::Coarse => {
            let asked = match number.precision() {
                Some(precision) if precision.ends_with('s') => format!("{precision}, rounded"),
                Some(precision) => precision,
                None => "with all its digits".to_owned(),
            };
            format!("'{answer}' is right, but too coarse: answer {asked}. It is not counted.")
        }
        Unjudged::Lesson(why) => format!("'{answer}' cannot be judged now: {why}."),
    }
}

/// What is said where an answer would be longer than any is.
fn full() -> String {
    format!("an answer has at most {LONGEST} characters: the rest is left out")
}

fn said(words: &str) -> Vec<Inline> {
    vec![Inline::Text(words.to_string())]
}
