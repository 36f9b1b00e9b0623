//! The page after the last step of a lesson: what was seen, what is still open, how the bets went and
//! what comes next. No lesson is left unasked.

mod words;

use crate::event::{Event, MouseKind};
use crate::lesson::model::{Course, Lesson};
use crate::progress::Progress;
use crate::screens::Wish;
use crate::screens::intents::{Intent, Place, hint, hint_on, hint_to, on, on_step};
use crate::ui::Look;
use crate::ui::chrome::{self, Hint};
use crate::ui::scroll::{self, Scroll};
use crate::ui::text::{MEASURE, Run, draw, folded, wrap};
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;
use ratatui::text::{Line, Span};
use words::Told;

/// The mark and the window over the page.
#[derive(Default)]
pub struct Summary {
    lesson: usize,
    /// Of the rows that lead somewhere.
    chosen: usize,
    scroll: Scroll,
}

/// What is looked at.
#[derive(Clone, Copy)]
pub struct Sight<'a> {
    /// All lessons.
    pub course: &'a Course,
    /// All that was done.
    pub progress: &'a Progress,
    /// The whole screen.
    pub area: Rect,
    /// How it looks.
    pub look: &'a Look,
}

/// The page, line by line; each line that leads somewhere with where.
struct Sheet {
    lines: Vec<(Line<'static>, Option<usize>)>,
    targets: Vec<Wish>,
}

impl Summary {
    /// Of a lesson, with the mark on what is open first, else on what comes next.
    pub fn of(lesson: usize) -> Self {
        Self {
            lesson,
            ..Self::default()
        }
    }

    /// The lesson it is of.
    fn lesson<'a>(&self, course: &'a Course) -> Option<&'a Lesson> {
        course.lessons.get(self.lesson)
    }

    /// Something happened.
    pub fn update(&mut self, event: &Event, sight: Sight) -> Option<Wish> {
        let sheet = self.sheet(sight);
        let body = chrome::frame(sight.area).body;
        let rows = sheet.rows();
        if let Event::Mouse(mouse) = event
            && mouse.kind == MouseKind::Press
            && body.contains((mouse.x, mouse.y).into())
        {
            let row = mouse.y - body.y + self.scroll.offset(rows, body.height);
            let (_, target) = sheet.lines.get(usize::from(row))?;
            return sheet.targets.get((*target)?).cloned();
        }
        let Event::Key(key) = event else {
            let by = scroll::rows(event, body.height)?;
            self.scroll.by(by, rows, body.height);
            return None;
        };
        match (on(Place::Summary, *key), on_step(*key)) {
            (_, Some(Intent::Next)) => return Some(self.onward(sight.course)),
            (Some(Intent::Open), _) => return sheet.targets.get(self.chosen).cloned(),
            (Some(Intent::Back), _) | (_, Some(Intent::Previous)) => return Some(Wish::Back),
            (_, Some(Intent::Contents)) => return Some(Wish::Contents),
            (_, Some(Intent::Search)) => return Some(Wish::Search),
            (_, Some(Intent::Seek)) => return Some(Wish::Seek),
            (_, Some(Intent::Down | Intent::NextBlock)) => self.move_by(1, &sheet, body),
            (_, Some(Intent::Up | Intent::PreviousBlock)) => self.move_by(-1, &sheet, body),
            _ => {
                let by = scroll::rows(event, body.height)?;
                self.scroll.by(by, rows, body.height);
            }
        }
        None
    }

    /// The mark to another row that leads somewhere, and that in sight.
    fn move_by(&mut self, by: isize, sheet: &Sheet, body: Rect) {
        let last = sheet.targets.len().saturating_sub(1);
        self.chosen = self.chosen.saturating_add_signed(by).min(last);
        let is_chosen = |(_, target): &(Line, Option<usize>)| *target == Some(self.chosen);
        let row = sheet.lines.iter().position(is_chosen).unwrap_or(0) as u16;
        self.scroll.show(row, 1, sheet.rows(), body.height);
    }

    /// Where the way goes on: the next lesson, or after the last one the contents.
    fn onward(&self, course: &Course) -> Wish {
        let lesson = self.lesson + 1;
        match lesson < course.lessons.len() {
            true => Wish::Go { lesson, step: 0 },
            false => Wish::Contents,
        }
    }

    /// The keys that work here.
    pub fn hints(&self, sight: Sight) -> Vec<Hint> {
        let last = self.onward(sight.course) == Wish::Contents;
        let on = if last { "contents" } else { "next lesson" };
        let sheet = self.sheet(sight);
        let mut hints = vec![hint_to(Intent::Next, on)];
        hints.push(hint_on(Place::Summary, Intent::Open));
        if sheet.targets.len() > 1 {
            hints.push(hint(Intent::Down));
        }
        let body = chrome::frame(sight.area).body;
        if self.scroll.more_below(sheet.rows(), body.height) {
            hints.push(hint(Intent::PageDown));
        }
        hints.push(hint(Intent::Previous));
        hints.push(hint(Intent::Leave));
        if !last {
            hints.push(hint(Intent::Contents));
        }
        hints[0].lit = true;
        chrome::fitting(hints, sight.area, sight.look)
    }

    /// Draws the page.
    pub fn view(&self, sight: Sight, buf: &mut Buffer) {
        let Sight { area, look, .. } = sight;
        let body = chrome::frame(area).body;
        let dot = look.pick("·", "-");
        if let Some(lesson) = self.lesson(sight.course) {
            let (number, title) = (lesson.number, &lesson.title);
            let title = format!("handson {dot} {number:02} {title}: the end");
            chrome::header(&title, None, area, buf, look);
        }
        let sheet = self.sheet(sight);
        let offset = self.scroll.offset(sheet.rows(), body.height);
        let lines = sheet.lines.iter().skip(usize::from(offset));
        for ((line, _), y) in lines.zip(body.y..body.bottom()) {
            let row = Rect {
                y,
                height: 1,
                ..body
            };
            draw(line, row, buf);
        }
        let more = self.scroll.more_below(sheet.rows(), body.height);
        chrome::marks(offset > 0, more, area, buf, look);
        chrome::footer(&self.hints(sight), area, buf, look);
    }

    fn sheet(&self, sight: Sight) -> Sheet {
        let Sight { look, .. } = sight;
        let mut sheet = Sheet {
            lines: Vec::new(),
            targets: Vec::new(),
        };
        let Some(told) = Told::of(self.lesson, sight.course, sight.progress) else {
            return sheet;
        };
        let width = chrome::frame(sight.area).body.width;
        let theme = &look.theme;
        sheet.text(&told.about, theme.text, width, look);
        sheet.text(&told.seen, theme.text, width, look);
        sheet.space();
        let done = if told.open.is_empty() {
            theme.good
        } else {
            theme.strong
        };
        sheet.text(&told.left, done, width, look);
        for (step, words) in told.open {
            let lesson = self.lesson;
            self.target(&mut sheet, Wish::Go { lesson, step }, &words, width, look);
        }
        if let Some((words, saved)) = told.bets {
            let style = if saved { theme.good } else { theme.bad };
            sheet.space();
            sheet.text(&words, style, width, look);
        }
        sheet.space();
        let onward = self.onward(sight.course);
        let words = format!("{} {}", look.pick("→", "->"), told.onward);
        self.target(&mut sheet, onward, &words, width, look);
        sheet
    }

    /// A row that leads somewhere.
    fn target(&self, sheet: &mut Sheet, wish: Wish, words: &str, width: u16, look: &Look) {
        let at = sheet.targets.len();
        sheet.targets.push(wish);
        let (mark, style) = match at == self.chosen {
            true => (look.pick("► ", "> "), look.theme.accent),
            false => ("  ", look.theme.text),
        };
        for (row, mut line) in set(words, style, width, look).into_iter().enumerate() {
            let lead = if row == 0 { mark } else { "  " };
            line.spans.insert(1, Span::styled(lead, style));
            sheet.lines.push((line, Some(at)));
        }
    }
}

impl Sheet {
    fn rows(&self) -> u16 {
        u16::try_from(self.lines.len()).unwrap_or(u16::MAX)
    }

    fn space(&mut self) {
        self.lines.push((Line::default(), None));
    }

    fn text(&mut self, words: &str, style: Style, width: u16, look: &Look) {
        let lines = set(words, style, width, look);
        self.lines
            .extend(lines.into_iter().map(|line| (line, None)));
    }
}

/// Lines at the margin of a step, and no wider than is read.
fn set(words: &str, style: Style, width: u16, look: &Look) -> Vec<Line<'static>> {
    let run = Run::new(&folded(words, look), style);
    let mut lines = wrap(&[run], usize::from(width.saturating_sub(6).min(MEASURE)));
    for line in &mut lines {
        line.spans.insert(0, "  ".into());
    }
    lines
}
