//! All lessons, what each is about, how far the learner has come, and how the bets went.

mod calibration;
mod list;
mod words;

use crate::event::{Event, MouseKind};
use crate::lesson::model::Course;
use crate::progress::Progress;
use crate::screens::Wish;
use crate::screens::intents::{Intent, Place, hint, hint_on, on};
use crate::ui::Look;
use crate::ui::chrome::{self, Hint};
use crate::ui::scroll::{Scroll, page};
use crate::ui::text::draw;
pub use calibration::{favourites, of_lesson};
pub use list::dots;
use list::{ROWS, Sheet};
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
pub use words::{sentences, steps};

/// The mark and the window over the list.
#[derive(Default)]
pub struct Contents {
    /// The lesson that lies under the contents.
    here: usize,
    chosen: usize,
    scroll: Scroll,
}

impl Contents {
    /// Opens with the mark on a lesson, and that in view.
    pub fn at(lesson: usize, course: &Course, area: Rect) -> Self {
        let mut contents = Self {
            here: lesson,
            chosen: lesson,
            scroll: Scroll::default(),
        };
        contents.move_to(0, course, chrome::frame(area).body);
        contents
    }

    /// The lesson with the mark on it.
    pub fn chosen(&self) -> usize {
        self.chosen
    }

    /// Something happened.
    pub fn update(
        &mut self,
        event: &Event,
        course: &Course,
        progress: &Progress,
        (area, look): (Rect, &Look),
    ) -> Option<Wish> {
        let body = chrome::frame(area).body;
        let rows = || Sheet::new(course, progress, self.chosen, body.width, look).rows();
        match event {
            Event::Key(key) => match on(Place::Contents, *key)? {
                Intent::Up => self.move_to(-1, course, body),
                // Below the last lesson lie the bets.
                Intent::Down if self.is_last(course) => self.scroll_by(3, rows(), body),
                Intent::PageDown
                    if self.is_last(course) || self.only_bets_below(course, rows(), body) =>
                {
                    self.turn(1, rows(), body);
                }
                Intent::Down => self.move_to(1, course, body),
                Intent::PageUp => self.move_to(-5, course, body),
                Intent::PageDown => self.move_to(5, course, body),
                Intent::Last => {
                    let rows = rows();
                    self.scroll.by(i32::from(rows), rows, body.height);
                }
                Intent::First => self.move_to(isize::MIN, course, body),
                Intent::Open => return self.open(self.chosen, course, progress),
                Intent::Search => return Some(Wish::Search),
                Intent::Seek => return Some(Wish::Seek),
                Intent::Back => return Some(Wish::Back),
                _ => {}
            },
            Event::Mouse(mouse) => match mouse.kind {
                MouseKind::WheelUp | MouseKind::WheelDown => {
                    let rows = rows();
                    let by = if mouse.kind == MouseKind::WheelUp {
                        -3
                    } else {
                        3
                    };
                    self.scroll.by(by, rows, body.height);
                }
                // The marks of what is above and below stand on the edges.
                MouseKind::Press if mouse.y + 1 == body.y => self.turn(-1, rows(), body),
                MouseKind::Press if mouse.y == body.bottom() => self.turn(1, rows(), body),
                MouseKind::Press if body.contains((mouse.x, mouse.y).into()) => {
                    let row = mouse.y - body.y + self.scroll.offset(rows(), body.height);
                    let lesson = usize::from(row / ROWS);
                    if lesson < course.lessons.len() {
                        return self.open(lesson, course, progress);
                    }
                }
                _ => {}
            },
            _ => {}
        }
        None
    }

    /// Goes on or back by what is in sight.
    fn turn(&mut self, pages: i32, rows: u16, body: Rect) {
        self.scroll_by(pages * page(body.height), rows, body);
    }

    fn scroll_by(&mut self, lines: i32, rows: u16, body: Rect) {
        self.scroll.by(lines, rows, body.height);
    }

    /// Whether more lies below, and no lesson of it.
    fn only_bets_below(&self, course: &Course, rows: u16, body: Rect) -> bool {
        let lessons = u16::try_from(course.lessons.len()).unwrap_or(u16::MAX);
        let offset = self.scroll.offset(rows, body.height);
        let in_sight = offset.saturating_add(body.height);
        self.scroll.more_below(rows, body.height) && lessons.saturating_mul(ROWS) <= in_sight
    }

    fn is_last(&self, course: &Course) -> bool {
        self.chosen + 1 >= course.lessons.len()
    }

    fn move_to(&mut self, by: isize, course: &Course, body: Rect) {
        let last = course.lessons.len().saturating_sub(1);
        self.chosen = self.chosen.saturating_add_signed(by).min(last);
        let row = u16::try_from(self.chosen)
            .unwrap_or(u16::MAX)
            .saturating_mul(ROWS);
        let lessons = u16::try_from(course.lessons.len()).unwrap_or(u16::MAX);
        let rows = lessons.saturating_mul(ROWS);
        self.scroll.show(row, ROWS - 1, rows, body.height);
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
        let sheet = Sheet::new(course, progress, self.chosen, body.width, look);
        let offset = self.scroll.offset(sheet.rows(), body.height);
        let lines = sheet.lines.iter().skip(usize::from(offset));
        for (line, y) in lines.zip(body.y..body.bottom()) {
            let row = Rect {
                y,
                height: 1,
                ..body
            };
            draw(line, row, buf);
        }
        let more = self.scroll.more_below(sheet.rows(), body.height);
        chrome::marks(offset > 0, more, area, buf, look);
        chrome::footer(&chrome::fitting(hints(), area, look), area, buf, look);
    }

    /// The lesson that one is in is gone back to where one is.
    fn open(&self, lesson: usize, course: &Course, progress: &Progress) -> Option<Wish> {
        match lesson == self.here {
            true => Some(Wish::Back),
            false => open(lesson, course, progress),
        }
    }
}

/// A lesson opens at the first step that was not seen yet, or where something is open; one that is
/// done, at its beginning.
fn open(lesson: usize, course: &Course, progress: &Progress) -> Option<Wish> {
    let shown = course.lessons.get(lesson)?;
    let fresh = |at: &usize| !progress.has_seen(&shown.id, &shown.steps[*at].id);
    let asks = |at: &usize| progress.open_in(shown, *at) > 0;
    let step = (0..shown.steps.len()).find(|at| fresh(at) || asks(at));
    Some(Wish::Go {
        lesson,
        step: step.unwrap_or(0),
    })
}

/// The keys that work here.
pub fn hints() -> Vec<Hint> {
    let own = [
        Intent::Open,
        Intent::Down,
        Intent::Search,
        Intent::Seek,
        Intent::Back,
    ];
    let own = own.map(|intent| hint_on(Place::Contents, intent));
    own.into_iter().chain([hint(Intent::Leave)]).collect()
}
