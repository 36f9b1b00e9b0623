//! Everything on the screen below, explained: made from what the lab says of itself.

use crate::event::Event;
use crate::labs::{Lab, Verb};
use crate::lesson::model::{Block, Lesson, Step};
use crate::screens::Wish;
use crate::screens::intents::{Intent, Place, hint, hint_on, on, told};
use crate::screens::page;
use crate::ui::Look;
use crate::ui::chrome::{self, Hint};
use crate::ui::control::{Control, Lock};
use crate::ui::scroll::{self, Scroll};
use crate::ui::text::{Columns, MEASURE, Run, draw, folded, formula, key, wrap};
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::text::{Line, Span};

/// The window over the help.
#[derive(Default)]
pub struct Help {
    scroll: Scroll,
}

/// What the help speaks of.
pub struct Subject<'a> {
    /// The lesson, for its symbols.
    pub lesson: &'a Lesson,
    /// The symbols in the formulas of the step, and what they mean.
    pub symbols: Vec<(&'a str, &'a str)>,
    /// The step.
    pub step: &'a Step,
    /// The lab in it.
    pub lab: Option<&'a dyn Lab>,
    /// Its controls that the step offers, each with what holds it, if anything does.
    pub controls: &'a [(Control, Option<Lock>)],
    /// What of it waits for a bet.
    pub waiting: Vec<String>,
}

impl Help {
    /// Something happened.
    pub fn update(
        &mut self,
        event: &Event,
        subject: &Subject,
        area: Rect,
        look: &Look,
    ) -> Option<Wish> {
        let body = chrome::frame(area).body;
        let rows = lines(subject, body.width, look).len() as u16;
        if let Some(by) = scroll::rows(event, body.height) {
            self.scroll.by(by, rows, body.height);
        } else if let Event::Key(key) = event {
            return match on(Place::Help, *key) {
                Some(Intent::Back) => Some(Wish::Back),
                Some(Intent::Contents) => Some(Wish::Contents),
                _ => None,
            };
        }
        None
    }

    /// The keys that work here.
    pub fn hints(&self, subject: &Subject, area: Rect, look: &Look) -> Vec<Hint> {
        let body = chrome::frame(area).body;
        let rows = lines(subject, body.width, look).len() as u16;
        offers(self.scroll.more_below(rows, body.height))
    }

    /// Draws the help.
    pub fn view(&self, subject: &Subject, area: Rect, buf: &mut Buffer, look: &Look) {
        let body = chrome::frame(area).body;
        let dot = look.pick("·", "-");
        let title = format!("handson {dot} help: {}", subject.step.title);
        chrome::header(&title, None, area, buf, look);
        let lines = lines(subject, body.width, look);
        let rows = lines.len() as u16;
        let offset = self.scroll.offset(rows, body.height);
        for (row, line) in lines.iter().skip(usize::from(offset)).enumerate() {
            let y = body.y.saturating_add(row as u16);
            if y >= body.bottom() {
                break;
            }
            let row = Rect {
                y,
                height: 1,
                ..body
            };
            draw(line, row, buf);
        }
        let more = self.scroll.more_below(rows, body.height);
        chrome::marks(offset > 0, more, area, buf, look);
        chrome::footer(&offers(more), area, buf, look);
    }
}

fn offers(more: bool) -> Vec<Hint> {
    let own = |intent| hint_on(Place::Help, intent);
    let mut hints = vec![own(Intent::Back)];
    hints.extend(more.then(|| own(Intent::PageDown)));
    hints.push(own(Intent::Down));
    hints.push(own(Intent::Contents));
    hints.push(hint(Intent::Leave));
    hints
}

/// A list of terms and their meanings under a heading.
struct Sheet<'a> {
    lines: Vec<Line<'static>>,
    width: u16,
    look: &'a Look,
}

impl Sheet<'_> {
    fn heading(&mut self, text: &str) {
        if !self.lines.is_empty() {
            self.lines.push(Line::default());
        }
        self.lines.push(Line::from(Span::styled(
            format!("  {text}"),
            self.look.theme.strong,
        )));
    }

    /// Symbols and their meanings, if there are any.
    fn symbols<'s>(&mut self, heading: &str, symbols: impl Iterator<Item = (&'s str, &'s str)>) {
        let mut symbols = symbols.peekable();
        if symbols.peek().is_some() {
            self.heading(heading);
        }
        for (symbol, meaning) in symbols {
            self.entry(&formula(symbol, self.look), meaning);
        }
    }

    /// The keys of a place.
    fn keys(&mut self, place: Place) {
        for (keys, sentence) in told(place) {
            self.entry(keys, sentence);
        }
    }

    /// A term, and its meaning wrapped beside it.
    fn entry(&mut self, term: &str, meaning: &str) {
        const TERM: usize = 17;
        let meaning = Run::new(&folded(meaning, self.look), self.look.theme.text);
        let width = usize::from(self.width.min(MEASURE + 20))
            .saturating_sub(TERM + 6)
            .max(12);
        // A long term has a line of its own.
        let is_long = key(term, self.look).columns() > TERM;
        if is_long {
            let style = self.look.theme.accent;
            let term = format!("    {}", key(term, self.look));
            self.lines.push(Line::from(Span::styled(term, style)));
        }
        for (row, mut line) in wrap(&[meaning], width).into_iter().enumerate() {
            let term = if row == 0 && !is_long {
                key(term, self.look)
            } else {
                String::new()
            };
            let pad = " ".repeat(TERM.saturating_sub(term.columns()));
            line.spans.insert(
                0,
                Span::styled(format!("    {term}{pad} "), self.look.theme.accent),
            );
            self.lines.push(line);
        }
    }
}

/// The keys of questions, bets and tasks, as far as the step has any.
fn on_what_is_asked(step: &Step, sheet: &mut Sheet) {
    if step.blocks.iter().all(|block| block.id().is_none()) {
        return;
    }
    sheet.heading("What it asks");
    let place = |block: &Block| match block {
        Block::Quiz(_) => Some(Place::Quiz),
        Block::Number(_) => Some(Place::Number),
        Block::Bet(_) => Some(Place::Bet),
        Block::Task(_) => Some(Place::Task),
        Block::Arrangement(_) => Some(Place::Arrangement),
        _ => None,
    };
    for wanted in [
        Place::Quiz,
        Place::Number,
        Place::Arrangement,
        Place::Bet,
        Place::Task,
    ] {
        if step.blocks.iter().any(|block| place(block) == Some(wanted)) {
            sheet.keys(wanted);
        }
    }
}

fn lines(subject: &Subject, width: u16, look: &Look) -> Vec<Line<'static>> {
    let mut sheet = Sheet {
        lines: Vec::new(),
        width,
        look,
    };
    if let Some(goal) = &subject.step.goal {
        sheet.heading("The goal");
        sheet.entry("", &page::plain(goal, look));
    }
    if let Some(lab) = subject.lab {
        on_the_lab(subject, lab, &mut sheet);
    }
    on_what_is_asked(subject.step, &mut sheet);
    let others = subject.lesson.symbols.iter();
    let others = others.map(|(symbol, meaning)| (&symbol[..], &meaning[..]));
    let others = others.filter(|symbol| !subject.symbols.contains(symbol));
    sheet.symbols("Symbols on this screen", subject.symbols.iter().copied());
    sheet.symbols("More symbols and words of this lesson", others);
    sheet.heading("Keys");
    sheet.keys(Place::Step);
    sheet.lines
}

fn on_the_lab(subject: &Subject, lab: &dyn Lab, sheet: &mut Sheet) {
    let shown = subject.controls;
    if !shown.is_empty() {
        sheet.heading("Controls");
    }
    for (control, held) in shown {
        let symbol = if sheet.look.glyphs.ascii {
            ""
        } else {
            control.symbol
        };
        let range = held.map_or_else(|| control.range(), Lock::listed);
        let meaning = format!("{} Now {}; {range}.", control.help, control.value());
        sheet.entry(&format!("{symbol} {}", control.name), &meaning);
    }
    let (mut verbs, drag) = (lab.verbs(), lab.drag_help());
    // Only what a key would do now is of help: the rest can be said in lines, which have a help of their own.
    verbs.retain(|verb: &Verb| verb.is_possible);
    let keyed = verbs
        .iter()
        .filter_map(|verb| Some((verb.key_name()?, verb)));
    let keyed: Vec<_> = keyed.collect();
    let is_free = |name: &&str| {
        shown
            .iter()
            .any(|(c, held)| c.name == *name && held.is_none())
    };
    let drags = !drag.is_empty() && lab.moved_in_picture().iter().any(is_free);
    if !keyed.is_empty() || drags {
        sheet.heading("What it can do");
    }
    if !lab.keys().is_empty() {
        sheet.keys(Place::Lab);
    }
    for (key, does) in lab.keys() {
        sheet.entry(key, does);
    }
    for (key, verb) in keyed {
        let waits = subject.waiting.iter().any(|name| name == verb.name);
        let help = match waits {
            true => format!("{} Now {}.", verb.help, Lock::Bet.listed()),
            false => verb.help.to_owned(),
        };
        sheet.entry(&key, &help);
    }
    if drags {
        sheet.entry("mouse", &drag);
    }
    sheet.heading("What it shows now");
    for fact in lab.visible_facts() {
        sheet.entry(fact.name, &fact.sentence);
    }
}
