//! A question from an earlier lesson, for a learner who comes back after a day. It stands in
//! nobody's way, and what is answered counts apart from the first answer.

mod choice;
mod typing;
mod words;

use crate::event::{Event, Key, KeyCode, Mouse, MouseKind};
use crate::lesson::model::{Block, Course};
use crate::msg::Effect;
use crate::progress::{Answer, Progress};
use crate::screens::Wish;
use crate::screens::exercise::{Click, Exercise, Pressed, Row, Sight};
use crate::screens::facts::LabFacts;
use crate::screens::lesson::Outcome;
use crate::ui::Look;
use crate::ui::chrome::{self, Hint};
use crate::ui::scroll::Scroll;
use crate::ui::text::{MEASURE, draw, folded};
use choice::Place;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;
use ratatui::text::{Line, Span};

/// Seconds after which a learner is greeted.
pub const DAY: u64 = 86_400;

/// What `?` says here.
pub const HELP: &str = "a question you met before: answer it, or go on with the right arrow";

/// Columns left free at each edge.
const MARGIN: u16 = 2;

/// The question, as far as the learner has come with it.
pub struct Greeting {
    place: Place,
    exercise: Exercise,
    /// The option with the mark on it.
    field: usize,
    /// Whole days since the learner was here.
    days: u64,
    /// The title of the step it goes on to.
    onward: String,
    answered: bool,
    /// A field for text has the keys, until Esc.
    typing: bool,
    said: Option<String>,
    scroll: Scroll,
}

impl Greeting {
    /// The greeting of a learner who was last here `before`, if it is time for one and an earlier
    /// lesson has something to ask. `at` is the lesson and step that it goes on to.
    pub fn new(
        course: &Course,
        progress: &Progress,
        at: (usize, usize),
        before: u64,
        now: u64,
    ) -> Option<Self> {
        let days = now.saturating_sub(before) / DAY;
        if days == 0 {
            return None;
        }
        let place = choice::choose(course, progress, at.0, now / DAY)?;
        let seed = choice::order(course, place, now / DAY);
        let exercise = Exercise::new(place.block(course)?, None, seed, false)?;
        let lesson = course.lessons.get(at.0)?;
        let step = lesson.steps.get(at.1)?;
        Some(Self {
            place,
            exercise,
            field: 0,
            days,
            onward: format!("{:02} {}: {}", lesson.number, lesson.title, step.title),
            answered: false,
            typing: true,
            said: None,
            scroll: Scroll::default(),
        })
    }

    /// Says something until the next key.
    pub fn say(&mut self, sentence: &str) {
        self.said = Some(sentence.to_owned());
    }

    /// Something happened, at `now` in seconds since 1970.
    pub fn update(
        &mut self,
        event: &Event,
        course: &Course,
        progress: &mut Progress,
        now: u64,
        (area, look): (Rect, &Look),
    ) -> Outcome {
        let Some(block) = self.place.block(course) else {
            return Wish::Back.into();
        };
        match event {
            Event::Key(key) if (key.ctrl || key.alt) && !self.is_typing() => Outcome::default(),
            Event::Key(key) => {
                self.said = None;
                if let KeyCode::PageDown | KeyCode::PageUp = key.code {
                    return self.page(key.code, course, area, look);
                }
                let outcome = self.press(*key, block, course, progress, now);
                self.reveal(course, area, look);
                outcome
            }
            Event::Paste(text) => {
                self.typing = true;
                if let Pressed::Said(sentence) = self.exercise.paste(text) {
                    self.said = Some(sentence);
                }
                Outcome::default()
            }
            Event::Mouse(mouse) => self.mouse(*mouse, course, progress, now, (area, look)),
            _ => Outcome::default(),
        }
    }

    /// By whole pages; below the last one it goes on.
    fn page(&mut self, key: KeyCode, course: &Course, area: Rect, look: &Look) -> Outcome {
        let column = Self::column(area);
        let height = height(&self.rows(course, column.width, look));
        let page = i32::from(column.height.saturating_sub(2).max(1));
        let by = if key == KeyCode::PageUp { -page } else { page };
        let moved = self.scroll.by(by, height, column.height);
        (!moved && key == KeyCode::PageDown && !(self.is_typing() && self.exercise.has_draft()))
            .then_some(Wish::Back)
            .into()
    }

    fn press(
        &mut self,
        key: Key,
        block: &Block,
        course: &Course,
        progress: &mut Progress,
        now: u64,
    ) -> Outcome {
        let fields = self.exercise.fields(block);
        let facts = LabFacts::of(None);
        if self.takes_up(key) {
            return Outcome::default();
        }
        let pressed = match self.exercise.is_field() && !self.typing {
            true => Pressed::Ignored,
            false => self.exercise.press(block, self.field, key, &facts),
        };
        match pressed {
            Pressed::Ignored if key.code == KeyCode::Esc && self.is_typing() => {
                self.typing = false;
                return Outcome::default();
            }
            Pressed::Ignored => {}
            Pressed::Marked(field) => {
                self.go_to(field);
                return Outcome::default();
            }
            Pressed::Taken | Pressed::Committed => return Outcome::default(),
            Pressed::Said(sentence) => {
                self.said = Some(sentence);
                return Outcome::default();
            }
            Pressed::Answered(answer) => {
                return self.record(&answer, course, progress, now).into();
            }
        }
        match key.code {
            KeyCode::Right | KeyCode::Char('n') | KeyCode::Esc | KeyCode::Enter => {
                return Wish::Back.into();
            }
            // These are meant for the step, which is to be seen before they do anything to it.
            KeyCode::Left | KeyCode::Char('p' | 'T' | 'y' | 'Y') => return Wish::Back.into(),
            KeyCode::Down | KeyCode::Tab if fields > 0 => self.go_to((self.field + 1) % fields),
            KeyCode::Up | KeyCode::BackTab if fields > 0 => {
                self.go_to((self.field + fields - 1) % fields);
            }
            _ => {}
        }
        Outcome::default()
    }

    fn go_to(&mut self, field: usize) {
        self.field = field;
        self.exercise.mark(field);
    }

    /// Of several tries the first one counts, here too.
    fn record(
        &mut self,
        answer: &Answer,
        course: &Course,
        progress: &mut Progress,
        now: u64,
    ) -> Vec<Effect> {
        if std::mem::replace(&mut self.answered, true) {
            return Vec::new();
        }
        if let Some((lesson, id)) = self.place.ids(course) {
            progress.recall(lesson, id, answer.settles(), now);
        }
        vec![Effect::Save(progress.clone())]
    }

    fn mouse(
        &mut self,
        mouse: Mouse,
        course: &Course,
        progress: &mut Progress,
        now: u64,
        (area, look): (Rect, &Look),
    ) -> Outcome {
        let column = Self::column(area);
        let rows = self.rows(course, column.width, look);
        let height = height(&rows);
        match mouse.kind {
            MouseKind::WheelUp => drop(self.scroll.by(-3, height, column.height)),
            MouseKind::WheelDown => drop(self.scroll.by(3, height, column.height)),
            MouseKind::Press if column.contains((mouse.x, mouse.y).into()) => {
                let at = mouse.y - column.y + self.scroll.offset(height, column.height);
                let Some(row) = rows.get(usize::from(at)) else {
                    return Outcome::default();
                };
                self.go_to(row.field.unwrap_or(self.field));
                self.typing = true;
                match row
                    .click_at(mouse.x - column.x)
                    .zip(self.place.block(course))
                {
                    Some((Click::Key(key), block)) => {
                        return self.press(key, block, course, progress, now);
                    }
                    Some((Click::Cursor(at), _)) => self.exercise.point(at),
                    None => {}
                }
            }
            _ => {}
        }
        Outcome::default()
    }

    fn column(area: Rect) -> Rect {
        let body = chrome::frame(area).body;
        let margin = if body.width > 40 { MARGIN } else { 0 };
        Rect {
            x: body.x + margin,
            width: body.width.saturating_sub(2 * margin).min(MEASURE),
            ..body
        }
    }

    /// Scrolls as little as it takes to show the field with the mark, or what was said at the end.
    fn reveal(&mut self, course: &Course, area: Rect, look: &Look) {
        let column = Self::column(area);
        let rows = self.rows(course, column.width, look);
        let marked = |row: &Row| !self.answered && row.field == Some(self.field);
        let at = rows.iter().position(marked).unwrap_or(rows.len());
        let at = u16::try_from(at).unwrap_or(u16::MAX);
        self.scroll.show(at, 1, height(&rows), column.height);
    }

    /// When the learner was here.
    fn since(&self) -> String {
        match self.days {
            1 => "yesterday".to_owned(),
            days => format!("{days} days ago"),
        }
    }

    /// Everything on the screen, row by row.
    fn rows(&self, course: &Course, width: u16, look: &Look) -> Vec<Row> {
        let theme = &look.theme;
        let days = self.since();
        let mut rows = vec![
            said(&[
                ("Welcome back", theme.strong),
                ("   You were here ", theme.accent),
                (&days, theme.accent),
                (".", theme.accent),
            ]),
            Row::default(),
        ];
        let from = self.place.lesson(course);
        let from = from.map(|lesson| format!("{:02} {}", lesson.number, lesson.title));
        let from = folded(&from.unwrap_or_default(), look);
        let opening = "One question before you go on, from ";
        rows.push(said(&[
            (opening, theme.dim),
            (&from, theme.dim),
            (":", theme.dim),
        ]));
        rows.push(Row::default());
        if let Some(block) = self.place.block(course) {
            let sight = Sight {
                focus: Some(self.field),
                typing: self.is_typing(),
                width,
                look,
            };
            rows.extend(self.exercise.rows(block, sight));
        }
        rows.push(Row::default());
        let (words, style) = match (self.exercise.is_settled(), self.answered) {
            (true, _) => (" goes on to ", theme.accent),
            (false, true) => (" goes on, or try again: ", theme.dim),
            (false, false) => (" goes on without an answer: ", theme.dim),
        };
        let onward = folded(&self.onward, look);
        rows.push(said(&[
            (look.pick("→", ">"), style),
            (words, style),
            (&onward, style),
        ]));
        if self.answered {
            let apart = "Counted apart: your first answer stays as it was.";
            rows.push(said(&[(apart, theme.dim)]));
        }
        rows
    }

    /// Draws it.
    pub fn view(&self, course: &Course, area: Rect, buf: &mut Buffer, look: &Look) {
        let title = look.pick("handson · welcome back", "handson - welcome back");
        chrome::header(title, None, area, buf, look);
        let column = Self::column(area);
        let rows = self.rows(course, column.width, look);
        let height = height(&rows);
        let offset = self.scroll.offset(height, column.height);
        let shown = rows.iter().skip(usize::from(offset));
        for (row, y) in shown.zip(column.y..column.bottom()) {
            let line = Rect {
                y,
                height: 1,
                ..column
            };
            draw(&row.line, line, buf);
        }
        let more = self.scroll.more_below(height, column.height);
        chrome::marks(offset > 0, more, area, buf, look);
        if let Some(sentence) = &self.said {
            chrome::say(sentence, look.theme.accent, area, buf, look);
        }
        chrome::footer(&self.hints(course, area, look), area, buf, look);
    }

    /// The keys that work here.
    pub fn hints(&self, course: &Course, area: Rect, look: &Look) -> Vec<Hint> {
        let key = |code| Some(Key::new(code));
        let mut hints = vec![Hint::new("→", "go on", key(KeyCode::Right))];
        let block = self.place.block(course);
        let fields = block.map_or(0, |block| self.exercise.fields(block));
        if let Some(block) = block.filter(|_| fields > 0) {
            let typing = self.is_typing();
            let next = self.exercise.next_key(block, typing);
            for (name, does, press) in self.exercise.offers(block, typing) {
                let lit = !self.answered && next == Some(name);
                let hint = Hint::new(name, does, Some(press));
                hints.push(Hint { lit, ..hint });
            }
        }
        if fields > 1 {
            hints.push(Hint::new("↑↓", "choose", key(KeyCode::Down)));
        }
        if !self.is_typing() {
            hints.push(Hint::new("q", "leave", Some(Key::char('q'))));
            hints.push(Hint::new("c", "contents", Some(Key::char('c'))));
        }
        chrome::fitting(hints, area, look)
    }
}

fn height(rows: &[Row]) -> u16 {
    u16::try_from(rows.len()).unwrap_or(u16::MAX)
}

/// A row of words, each in its style.
fn said(words: &[(&str, Style)]) -> Row {
    let spans = words
        .iter()
        .map(|(text, style)| Span::styled((*text).to_owned(), *style));
    Row {
        line: Line::from(spans.collect::<Vec<_>>()),
        ..Row::default()
    }
}
