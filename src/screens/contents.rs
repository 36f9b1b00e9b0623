//! All lessons, what each is about, and how far the learner has come.

use crate::event::{Event, KeyCode, MouseKind};
use crate::lesson::model::{Course, Lesson};
use crate::progress::Progress;
use crate::screens::Wish;
use crate::ui::Look;
use crate::ui::chrome::{self, Hint, put};
use crate::ui::scroll::Scroll;
use crate::ui::text::folded;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

/// Rows a lesson takes: title, summary, a blank one.
const ROWS: u16 = 3;

/// The mark and the window over the list.
#[derive(Default)]
pub struct Contents {
    chosen: usize,
    scroll: Scroll,
}

impl Contents {
    /// Opens with the mark on a lesson, and that in view.
    pub fn at(lesson: usize, course: &Course, area: Rect) -> Self {
        let mut contents = Self {
            chosen: lesson,
            scroll: Scroll::default(),
        };
        contents.move_to(0, course, chrome::frame(area).body);
        contents
    }

    /// Something happened.
    pub fn update(
        &mut self,
        event: &Event,
        course: &Course,
        progress: &Progress,
        area: Rect,
    ) -> Option<Wish> {
        let body = chrome::frame(area).body;
        let rows = height(course);
        match event {
            Event::Key(key) => match key.code {
                KeyCode::Up | KeyCode::BackTab => self.move_to(-1, course, body),
                KeyCode::Down | KeyCode::Tab => self.move_to(1, course, body),
                KeyCode::PageUp => self.move_to(-5, course, body),
                KeyCode::PageDown => self.move_to(5, course, body),
                KeyCode::Enter | KeyCode::Right => return open(self.chosen, course, progress),
                KeyCode::Esc | KeyCode::Left | KeyCode::Char('c') => return Some(Wish::Back),
                _ => {}
            },
            Event::Mouse(mouse) => match mouse.kind {
                MouseKind::WheelUp => drop(self.scroll.by(-3, rows, body.height)),
                MouseKind::WheelDown => drop(self.scroll.by(3, rows, body.height)),
                MouseKind::Press if body.contains((mouse.x, mouse.y).into()) => {
                    let row = mouse.y - body.y + self.scroll.offset(rows, body.height);
                    let lesson = usize::from(row / ROWS);
                    if lesson < course.lessons.len() {
                        return open(lesson, course, progress);
                    }
                }
                _ => {}
            },
            _ => {}
        }
        None
    }

    fn move_to(&mut self, by: isize, course: &Course, body: Rect) {
        let last = course.lessons.len().saturating_sub(1);
        self.chosen = self.chosen.saturating_add_signed(by).min(last);
        let row = u16::try_from(self.chosen)
            .unwrap_or(u16::MAX)
            .saturating_mul(ROWS);
        self.scroll.show(row, ROWS - 1, height(course), body.height);
    }

    /// Draws the list.
    pub fn view(
        &self,
        course: &Course,
        progress: &Progress,
        area: Rect,
        buf: &mut Buffer,
        look: &Look,
    ) {
        let body = chrome::frame(area).body;
        let title = look.pick("handson · contents", "handson - contents");
        chrome::header(title, None, area, buf, look);
        let offset = self.scroll.offset(height(course), body.height);
        for row in 0..body.height {
            let at = offset + row;
            let index = usize::from(at / ROWS);
            let Some(lesson) = course.lessons.get(index) else {
                break;
            };
            let line = Rect {
                y: body.y + row,
                height: 1,
                ..body
            };
            match at % ROWS {
                0 => self.title(index, lesson, progress, line, buf, look),
                1 => {
                    let text = folded(&lesson.summary, look);
                    put(
                        buf,
                        line.x + 7,
                        line.y,
                        &text,
                        line.width.saturating_sub(8),
                        look.theme.dim,
                    );
                }
                _ => {}
            }
        }
        let more = self.scroll.more_below(height(course), body.height);
        chrome::marks(offset > 0, more, area, buf, look);
        chrome::footer(&hints(), area, buf, look);
    }

    fn title(
        &self,
        index: usize,
        lesson: &Lesson,
        progress: &Progress,
        line: Rect,
        buf: &mut Buffer,
        look: &Look,
    ) {
        let chosen = index == self.chosen;
        let style = if chosen {
            look.theme.accent
        } else {
            look.theme.strong
        };
        if chosen {
            put(buf, line.x + 1, line.y, look.pick("▸", ">"), 1, style);
        }
        let text = format!("{:02}  {}", lesson.number, folded(&lesson.title, look));
        let right = format!(
            "{}  {:>2} min",
            dots(lesson, progress, look),
            lesson.minutes
        );
        let width = right.chars().count() as u16;
        let room = line.width.saturating_sub(width + 6);
        put(buf, line.x + 3, line.y, &text, room, style);
        let at = line.right().saturating_sub(width + 1).max(line.x);
        put(buf, at, line.y, &right, width, look.theme.dim);
    }
}

/// A dot for each step: seen or not.
fn dots(lesson: &Lesson, progress: &Progress, look: &Look) -> String {
    let dot = |seen| {
        if seen {
            look.pick("●", "*")
        } else {
            look.pick("○", ".")
        }
    };
    lesson
        .steps
        .iter()
        .map(|step| dot(progress.has_seen(&lesson.id, &step.id)))
        .collect()
}

fn height(course: &Course) -> u16 {
    u16::try_from(course.lessons.len())
        .unwrap_or(u16::MAX)
        .saturating_mul(ROWS)
}

/// A lesson opens at its first step not seen yet; one that is done, at its beginning.
fn open(lesson: usize, course: &Course, progress: &Progress) -> Option<Wish> {
    let shown = course.lessons.get(lesson)?;
    let fresh = shown
        .steps
        .iter()
        .position(|step| !progress.has_seen(&shown.id, &step.id));
    Some(Wish::Go {
        lesson,
        step: fresh.unwrap_or(0),
    })
}

/// The keys that work here.
pub fn hints() -> Vec<Hint> {
    use crate::event::Key;
    let key = |code| Some(Key::new(code));
    vec![
        Hint::new("Enter", "open", key(KeyCode::Enter)),
        Hint::new("↑↓", "choose", key(KeyCode::Down)),
        Hint::new("Esc", "back", key(KeyCode::Esc)),
        Hint::new("q", "leave", Some(Key::char('q'))),
    ]
}
