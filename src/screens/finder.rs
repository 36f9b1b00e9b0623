//! Finding a place: `/` searches titles and text, `g` goes to a lesson or step by what it is called.

use crate::event::{Event, KeyCode, MouseKind};
use crate::lesson::model::Course;
use crate::screens::Wish;
use crate::screens::intents::{Intent, Place, hint_on, on};
use crate::screens::search::{Hit, places, search};
use crate::ui::Look;
use crate::ui::chrome::{self, Hint, put};
use crate::ui::field::{Edit, Field};
use crate::ui::scroll::Scroll;
use crate::ui::text::{Columns, folded};
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

/// Rows above the hits: the field and a blank one.
const HEAD: u16 = 2;

/// The longest question.
const LONGEST: usize = 60;

/// What is looked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Aim {
    /// Words of the lessons.
    Words,
    /// A lesson or a step.
    Place,
}

/// A field, and what it finds.
pub struct Finder {
    aim: Aim,
    asked: Field,
    hits: Vec<Hit>,
    chosen: usize,
    scroll: Scroll,
}

impl Finder {
    /// Nothing was asked yet.
    pub fn new(aim: Aim, course: &Course) -> Self {
        let mut finder = Self {
            aim,
            asked: Field::new(LONGEST),
            hits: Vec::new(),
            chosen: 0,
            scroll: Scroll::default(),
        };
        finder.look_up(course);
        finder
    }

    /// Rows a hit takes.
    fn rows(&self) -> u16 {
        match self.aim {
            Aim::Words => 3,
            Aim::Place => 1,
        }
    }

    fn height(&self) -> u16 {
        u16::try_from(self.hits.len())
            .unwrap_or(u16::MAX)
            .saturating_mul(self.rows())
    }

    /// What stands before the field.
    fn lead(&self) -> &'static str {
        match self.aim {
            Aim::Words => "/ ",
            Aim::Place => "go to ",
        }
    }

    /// The column in which the field begins.
    fn field(&self, body: Rect) -> u16 {
        body.x + 2 + self.lead().columns() as u16
    }

    /// The columns it has.
    fn room(&self, body: Rect) -> usize {
        usize::from(body.width).saturating_sub(self.lead().columns() + 3)
    }

    fn list(area: Rect) -> Rect {
        let body = chrome::frame(area).body;
        let head = HEAD.min(body.height);
        Rect {
            y: body.y + head,
            height: body.height - head,
            ..body
        }
    }

    /// Something happened.
    pub fn update(
        &mut self,
        event: &Event,
        course: &Course,
        (area, look): (Rect, &Look),
    ) -> Option<Wish> {
        let list = Self::list(area);
        match event {
            Event::Key(key) => match on(Place::Finder, *key) {
                Some(Intent::Back) => return Some(Wish::Back),
                Some(Intent::Open) => return self.go(self.chosen, course),
                Some(Intent::Up) => self.move_by(-1, list),
                Some(Intent::Down) => self.move_by(1, list),
                Some(Intent::PageUp) => self.move_by(-5, list),
                Some(Intent::PageDown) => self.move_by(5, list),
                _ if key.code == KeyCode::Backspace && self.asked.is_empty() => {
                    return Some(Wish::Back);
                }
                _ if self.asked.press(*key) == Edit::Changed => self.look_up(course),
                _ => {}
            },
            Event::Paste(text) => {
                self.asked.insert(text);
                self.look_up(course);
            }
            Event::Mouse(mouse) => match mouse.kind {
                MouseKind::WheelUp => drop(self.scroll.by(-3, self.height(), list.height)),
                MouseKind::WheelDown => drop(self.scroll.by(3, self.height(), list.height)),
                MouseKind::Press if list.contains((mouse.x, mouse.y).into()) => {
                    let offset = self.scroll.offset(self.height(), list.height);
                    let row = mouse.y - list.y + offset;
                    return self.go(usize::from(row / self.rows()), course);
                }
                MouseKind::Press => {
                    let body = chrome::frame(area).body;
                    let column = mouse.x.checked_sub(self.field(body));
                    if let Some(column) = column.filter(|_| mouse.y == body.y) {
                        let room = self.room(body);
                        self.asked.point_under(usize::from(column), room, look);
                    }
                }
                _ => {}
            },
            _ => {}
        }
        None
    }

    /// Looks up what is asked for, from the first place on.
    pub fn look_up(&mut self, course: &Course) {
        self.hits = match self.aim {
            Aim::Words => search(course, self.asked.text()),
            Aim::Place => places(course, self.asked.text()),
        };
        (self.chosen, self.scroll) = (0, Scroll::default());
    }

    fn move_by(&mut self, by: isize, list: Rect) {
        let last = self.hits.len().saturating_sub(1);
        self.chosen = self.chosen.saturating_add_signed(by).min(last);
        let row = u16::try_from(self.chosen)
            .unwrap_or(u16::MAX)
            .saturating_mul(self.rows());
        self.scroll
            .show(row, self.rows(), self.height(), list.height);
    }

    fn go(&self, hit: usize, course: &Course) -> Option<Wish> {
        let hit = self.hits.get(hit).map(|hit| (hit.lesson, hit.step));
        let named = || course.find(self.asked.text()).ok();
        let (lesson, step) = match self.aim {
            Aim::Words => hit,
            Aim::Place if self.chosen == 0 => named().or(hit),
            Aim::Place => hit,
        }?;
        Some(Wish::Go { lesson, step })
    }

    /// Draws the field and what it finds.
    pub fn view(&self, course: &Course, area: Rect, buf: &mut Buffer, look: &Look) {
        let body = chrome::frame(area).body;
        let dot = look.pick("·", "-");
        let lead = self.lead();
        let (title, how) = match self.aim {
            Aim::Words => ("search", "words of the lessons"),
            Aim::Place => (
                "go to",
                "a lesson or step: 04, 4:3, sigma, autoencoder:train",
            ),
        };
        chrome::header(&format!("handson {dot} {title}"), None, area, buf, look);
        let mut x = body.x + 2;
        let mut say = |text: &str, style| {
            if body.height > 0 && x < body.right() {
                put(buf, x, body.y, text, body.right() - x, style);
            }
            x = x.saturating_add(text.columns() as u16);
        };
        say(lead, look.theme.accent);
        for span in self
            .asked
            .spans(self.room(body), true, look.theme.strong, look)
        {
            say(&span.content, span.style);
        }
        match (self.asked.is_empty(), self.hits.len()) {
            (true, _) => say(&format!("  {how}"), look.theme.dim),
            (false, 0) if self.aim == Aim::Words => say("  this stands nowhere", look.theme.bad),
            (false, 0) => say("  nothing is called so", look.theme.bad),
            (false, 1) => say("  1 place", look.theme.dim),
            (false, n) => say(&format!("  {n} places"), look.theme.dim),
        }
        self.draw_hits(course, Self::list(area), buf, look);
        let list = Self::list(area);
        let more = self.scroll.more_below(self.height(), list.height);
        let above = self.scroll.offset(self.height(), list.height) > 0;
        chrome::marks(above, more, area, buf, look);
        chrome::footer(&hints(), area, buf, look);
    }

    fn draw_hits(&self, course: &Course, list: Rect, buf: &mut Buffer, look: &Look) {
        let offset = self.scroll.offset(self.height(), list.height);
        for y in 0..list.height {
            let row = offset + y;
            let at = usize::from(row / self.rows());
            let Some(hit) = self.hits.get(at) else { break };
            let line = Rect {
                y: list.y + y,
                height: 1,
                ..list
            };
            match row % self.rows() {
                0 => draw_place(hit, course, at == self.chosen, line, buf, look),
                1 => draw_sentence(hit, line, buf, look),
                _ => {}
            }
        }
    }
}

fn draw_place(hit: &Hit, course: &Course, chosen: bool, line: Rect, buf: &mut Buffer, look: &Look) {
    let Some(lesson) = course.lessons.get(hit.lesson) else {
        return;
    };
    let style = if chosen {
        look.theme.accent
    } else {
        look.theme.strong
    };
    let mark = if chosen {
        look.pick("► ", "> ")
    } else {
        "  "
    };
    let step = lesson.steps.get(hit.step).map_or("", |step| &step.title);
    let arrow = look.pick("›", ">");
    let text = format!(
        "{mark}{:02}:{:<2} {} {arrow} {step}",
        lesson.number,
        hit.step + 1,
        lesson.title
    );
    put(
        buf,
        line.x + 1,
        line.y,
        &folded(&text, look),
        line.width.saturating_sub(2),
        style,
    );
}

/// The sentence around a hit, with what was looked for standing out.
fn draw_sentence(hit: &Hit, line: Rect, buf: &mut Buffer, look: &Look) {
    let mut x = line.x + 9;
    let parts = [
        (&hit.before, look.theme.dim),
        (&hit.found, look.theme.accent),
        (&hit.after, look.theme.dim),
    ];
    for (text, style) in parts {
        let text = folded(text, look);
        if x < line.right() {
            put(buf, x, line.y, &text, line.right() - x, style);
        }
        x = x.saturating_add(text.columns() as u16);
    }
}

/// The keys that work here.
pub fn hints() -> Vec<Hint> {
    [Intent::Open, Intent::Down, Intent::Back]
        .map(|intent| hint_on(Place::Finder, intent))
        .into()
}
