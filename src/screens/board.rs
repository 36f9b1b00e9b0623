//! The teacher's board: where the class is, who needs somebody, what was missed and how, whether bets
//! were as often right as they were sure. It shows what learners did, never their keys.

mod bets;
mod closer;
mod crowd;
mod missed;
mod people;
mod told;

use crate::class::{Class, ClassNews, Given};
use crate::event::{Event, Key, Mouse, MouseKind};
use crate::lesson::model::Block;
use crate::msg::{Effect, Msg};
use crate::screens::intents::{Intent, Place, hint_on, on};
use crate::ui::Look;
use crate::ui::chrome::{self, Hint};
use crate::ui::glyphs::{Background, ColorTier, Glyphs};
use crate::ui::number::many;
use crate::ui::scroll::{self, Scroll};
use crate::ui::text::Columns;
use crate::ui::theme::Theme;
use ratatui::Frame;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

/// From so many columns on two parts stand side by side.
const WIDE: u16 = 76;

/// The part of the board that the keys move in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Part {
    People,
    Missed,
}

/// The board.
pub struct Board {
    title: String,
    class: Class,
    look: Look,
    area: Rect,
    names: bool,
    part: Part,
    /// The learner with the mark; none: the first.
    person: Option<String>,
    /// The question with the mark; none: the first.
    question: Option<usize>,
    /// What has the mark is looked at closer.
    closer: Option<Scroll>,
    notice: Option<String>,
    pressed: Option<Key>,
}

/// What everything on the board is drawn from.
#[derive(Clone, Copy)]
struct Sight<'a> {
    class: &'a Class,
    names: bool,
    look: &'a Look,
}

impl Board {
    /// A board under a title, with names or with numbers in their place.
    pub fn new(title: String, class: Class, look: Look, names: bool) -> Self {
        Self {
            title,
            class,
            look,
            area: Rect::new(0, 0, 80, 24),
            names,
            part: Part::People,
            person: None,
            question: None,
            closer: None,
            notice: None,
            pressed: None,
        }
    }

    /// Something happened.
    pub fn update(&mut self, msg: Msg) -> Vec<Effect> {
        match msg {
            Msg::Class(news) => self.hear(news),
            Msg::Time(now) => self.class.now = self.class.now.max(now),
            Msg::Input(event) => return self.input(&event),
            Msg::SaveFailed(reason) => self.notice = Some(reason),
            _ => {}
        }
        Vec::new()
    }

    /// Shows a sentence until the next key.
    pub fn notify(&mut self, sentence: String) {
        self.notice = Some(sentence);
    }

    fn hear(&mut self, news: ClassNews) {
        self.class.hear(news);
    }

    fn input(&mut self, event: &Event) -> Vec<Effect> {
        match event {
            Event::Resize { width, height } => {
                let (width, height) = (*width, *height);
                self.area = Rect::new(0, 0, width, height);
            }
            Event::Terminal(can) => {
                self.look.theme = Theme::new(can.color, can.background);
                self.look.glyphs.ascii = can.ascii;
            }
            Event::Quit => return vec![Effect::Quit],
            Event::Key(key) => {
                self.notice = None;
                return self.key(*key);
            }
            Event::Mouse(mouse) => return self.mouse(event, *mouse),
            _ => {}
        }
        Vec::new()
    }

    /// A click on a key in the footer presses it, where it is let go as well.
    fn mouse(&mut self, event: &Event, mouse: Mouse) -> Vec<Effect> {
        let hint = chrome::hint_at(&self.hints(), self.area, mouse.x, mouse.y, &self.look);
        match mouse.kind {
            MouseKind::Press => self.pressed = hint,
            MouseKind::Release => {
                if let Some(key) = self.pressed.take().filter(|key| hint == Some(*key)) {
                    return self.key(key);
                }
            }
            _ => self.scroll(event),
        }
        Vec::new()
    }

    fn key(&mut self, key: Key) -> Vec<Effect> {
        match on(Place::Board, key) {
            Some(Intent::Leave) => return vec![Effect::Quit],
            Some(Intent::Names) => self.names = !self.names,
            Some(Intent::Back) => self.closer = None,
            Some(Intent::Open) if self.closer.is_none() && self.chosen_is_there() => {
                self.closer = Some(Scroll::default());
            }
            Some(_) if self.closer.is_some() => self.scroll(&Event::Key(key)),
            Some(Intent::NextBlock) => {
                self.part = match self.part {
                    Part::People => Part::Missed,
                    Part::Missed => Part::People,
                };
            }
            Some(Intent::Down) => self.walk(1),
            Some(Intent::Up) => self.walk(-1),
            Some(Intent::PageDown) => self.walk(5),
            Some(Intent::PageUp) => self.walk(-5),
            Some(Intent::First) => self.walk(isize::MIN),
            Some(Intent::Last) => self.walk(isize::MAX),
            _ => {}
        }
        Vec::new()
    }

    fn scroll(&mut self, event: &Event) {
        let body = chrome::frame(self.area).body;
        let rows = self.closer_lines().len();
        let by = scroll::rows(event, body.height);
        if let (Some(scroll), Some(by)) = (&mut self.closer, by) {
            let rows = u16::try_from(rows).unwrap_or(u16::MAX);
            scroll.by(by, rows, body.height);
        }
    }

    /// Moves the mark in the part the keys are in.
    fn walk(&mut self, by: isize) {
        match self.part {
            Part::People => {
                let ids = people::ids(&self.class);
                let at = ids
                    .iter()
                    .position(|id| Some(*id) == self.person.as_deref());
                let to = moved(at, by, ids.len());
                self.person = to.map(|at| ids[at].to_owned());
            }
            Part::Missed => {
                let missed: Vec<_> = self.class.missed().into_iter().map(|(at, _)| at).collect();
                let at = missed.iter().position(|at| Some(*at) == self.question);
                self.question = moved(at, by, missed.len()).map(|at| missed[at]);
            }
        }
    }

    fn chosen_is_there(&self) -> bool {
        match self.part {
            Part::People => self.person().is_some(),
            Part::Missed => self.question().is_some(),
        }
    }

    /// The learner with the mark.
    fn person(&self) -> Option<&str> {
        let chosen = self
            .person
            .as_deref()
            .filter(|id| self.class.learner(id).is_some());
        chosen.or_else(|| people::ids(&self.class).first().copied())
    }

    /// The question with the mark.
    fn question(&self) -> Option<usize> {
        let wrong = |at: &usize| self.class.tally(*at).is_some_and(|tally| tally.wrong() > 0);
        let first = || self.class.missed().first().map(|(at, _)| *at);
        self.question.filter(wrong).or_else(first)
    }

    fn hints(&self) -> Vec<Hint> {
        let mut hints = vec![hint_on(Place::Board, Intent::Down)];
        match self.closer {
            Some(_) => hints.insert(0, hint_on(Place::Board, Intent::Back)),
            None => {
                hints.push(hint_on(Place::Board, Intent::Open));
                hints.push(hint_on(Place::Board, Intent::NextBlock));
            }
        }
        let mut names = hint_on(Place::Board, Intent::Names);
        names.does = if self.names { "names off" } else { "names on" }.to_owned();
        hints.extend([names, hint_on(Place::Board, Intent::Leave)]);
        chrome::fitting(hints, self.area, &self.look)
    }

    /// Draws the board.
    pub fn view(&self, frame: &mut Frame) {
        let area = frame.area();
        self.draw(area, frame.buffer_mut());
    }

    fn draw(&self, area: Rect, buf: &mut Buffer) {
        let look = &self.look;
        let dot = look.pick("·", "-");
        chrome::header(
            &format!("handson {dot} {}", self.title),
            None,
            area,
            buf,
            look,
        );
        self.counts(area, buf);
        let body = chrome::frame(area).body;
        match self.closer {
            Some(scroll) => self.draw_closer(scroll, area, buf),
            None => self.parts(body, buf),
        }
        let hints = self.hints();
        chrome::footer(&hints, area, buf, look);
        if let Some(notice) = &self.notice {
            chrome::say(notice, look.theme.bad, area, buf, look);
        }
    }

    /// How many there are, at the right end of the header.
    fn counts(&self, area: Rect, buf: &mut Buffer) {
        let (all, here) = self.class.present();
        let mut text = format!("{}  {here} here", many(all as u64, "learner"));
        if self.class.reading {
            text = format!("reading: {text}");
        }
        let at = area.right().saturating_sub(text.columns() as u16 + 1);
        if !chrome::frame(area).header.is_empty() {
            chrome::put(buf, at, area.y, &text, u16::MAX, self.look.theme.dim);
        }
    }

    fn parts(&self, body: Rect, buf: &mut Buffer) {
        let sight = self.sight();
        let goal = "Goal: see within ten seconds who needs you, and what to explain to all.";
        let room = body.width.saturating_sub(2);
        chrome::put(buf, body.x + 2, body.y, goal, room, self.look.theme.accent);
        let body = Rect {
            y: body.y + 1,
            height: body.height.saturating_sub(1),
            ..body
        };
        let upper = body.height.div_ceil(2);
        let [top, bottom] = [(0, upper), (upper, body.height - upper)].map(|(y, height)| Rect {
            y: body.y + y,
            height,
            ..body
        });
        let (person, question) = (self.person(), self.question());
        let in_people = self.part == Part::People;
        if body.width < WIDE {
            // On a narrow screen the part with the keys is the one that is drawn.
            crowd::draw(sight, top, buf);
            return match self.part {
                Part::People => people::draw(sight, person, true, bottom, buf),
                Part::Missed => missed::draw(sight, question, true, bottom, buf),
            };
        }
        // The list has a column more than half: what somebody does takes twelve.
        let left = body.width / 2 - 1;
        let (crowd, people) = split(top, left);
        crowd::draw(sight, crowd, buf);
        if self.class.claims().count_all() == 0 {
            // The room of bets that nobody made is the list's.
            let (missed, _) = split(bottom, left);
            let (_, people) = split(body, left);
            people::draw(sight, person, in_people, people, buf);
            missed::draw(sight, question, !in_people, missed, buf);
        } else {
            let (missed, bets) = split(bottom, body.width * 6 / 10);
            people::draw(sight, person, in_people, people, buf);
            missed::draw(sight, question, !in_people, missed, buf);
            bets::draw(sight, bets, buf);
        }
    }

    fn sight(&self) -> Sight<'_> {
        Sight {
            class: &self.class,
            names: self.names,
            look: &self.look,
        }
    }
}

/// The left part of an area, of so many columns, and the rest.
fn split(area: Rect, left: u16) -> (Rect, Rect) {
    let width = left.min(area.width);
    let right = Rect {
        x: area.x + width,
        width: area.width - width,
        ..area
    };
    (Rect { width, ..area }, right)
}

/// The class in sentences.
pub fn sentences(class: &Class, names: bool) -> Vec<String> {
    let look = &plain();
    told::sentences(Sight { class, names, look })
}

/// An answer in the words of the course.
pub fn given(given: &Given, block: &Block) -> String {
    told::given(given, block, &plain())
}

/// How words are set that are not drawn.
fn plain() -> Look {
    Look {
        theme: Theme::new(ColorTier::None, Background::Unknown),
        glyphs: Glyphs::BEST,
        spoken: false,
        motion: false,
    }
}

/// Another place in a list; from nowhere the first is where one was.
fn moved(at: Option<usize>, by: isize, count: usize) -> Option<usize> {
    let last = count.checked_sub(1)?;
    Some(at.unwrap_or(0).saturating_add_signed(by).min(last))
}

#[cfg(test)]
mod tests;
