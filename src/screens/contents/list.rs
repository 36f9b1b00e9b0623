//! The lines of the contents.

use super::{calibration, left_open};
use crate::lesson::model::{Course, Lesson};
use crate::progress::Progress;
use crate::ui::Look;
use crate::ui::text::folded;
use ratatui::text::{Line, Span};
use unicode_width::UnicodeWidthStr;

/// Rows a lesson takes: title, summary, a blank one.
pub const ROWS: u16 = 3;

/// Everything on the contents, line by line.
pub struct Sheet {
    /// The lines.
    pub lines: Vec<Line<'static>>,
}

impl Sheet {
    /// Writes the contents with the mark on a lesson.
    pub fn new(
        course: &Course,
        progress: &Progress,
        chosen: usize,
        width: u16,
        look: &Look,
    ) -> Self {
        let mut lines = Vec::new();
        for (at, lesson) in course.lessons.iter().enumerate() {
            let state = state(lesson, course, progress, look);
            lines.push(title(lesson, at == chosen, state, progress, width, look));
            lines.push(summary(lesson, width, look));
            lines.push(Line::default());
        }
        lines.extend(calibration::lines(course, progress, look));
        lines.extend(recalled(progress, look));
        Self { lines }
    }

    /// How many lines there are.
    pub fn rows(&self) -> u16 {
        u16::try_from(self.lines.len()).unwrap_or(u16::MAX)
    }
}

fn title(
    lesson: &Lesson,
    chosen: bool,
    state: Span<'static>,
    progress: &Progress,
    width: u16,
    look: &Look,
) -> Line<'static> {
    let style = if chosen {
        look.theme.accent
    } else {
        look.theme.strong
    };
    let mark = if chosen {
        look.pick(" ► ", " > ")
    } else {
        "   "
    };
    let text = format!("{:02}  {}", lesson.number, folded(&lesson.title, look));
    let dots = dots(lesson, progress, look);
    let right = format!("  {dots}  {:>2} min ", lesson.minutes);
    between(
        vec![
            Span::styled(mark.to_string(), style),
            Span::styled(text, style),
        ],
        vec![state, Span::styled(right, look.theme.dim)],
        width,
    )
}

/// What it is about.
fn summary(lesson: &Lesson, width: u16, look: &Look) -> Line<'static> {
    let text = format!("       {}", folded(&lesson.summary, look));
    let text = Span::styled(text, look.theme.dim);
    between(vec![text], Vec::new(), width)
}

/// What is open in a lesson, what it needs, or that it is known.
fn state(lesson: &Lesson, course: &Course, progress: &Progress, look: &Look) -> Span<'static> {
    let open = left_open(lesson, progress);
    let (said, style) = match (progress.is_known(&lesson.id), open) {
        (true, _) => ("known".to_string(), look.theme.good),
        (_, 0) => (needs(lesson, course, progress), look.theme.dim),
        (_, open) => (format!("{open} open"), look.theme.accent),
    };
    Span::styled(said, style)
}

/// How questions went that were asked again on another day; nothing before the first.
fn recalled(progress: &Progress, look: &Look) -> Option<Line<'static>> {
    let (asked, right) = progress.recalled();
    let text = format!("   asked again after a day or more: {right} of {asked} right");
    (asked > 0).then(|| Line::from(Span::styled(text, look.theme.strong)))
}

/// The lessons it builds on, by their numbers, as far as they were not seen to their ends.
pub fn needs(lesson: &Lesson, course: &Course, progress: &Progress) -> String {
    let needed = course.lessons.iter().filter(|other| {
        lesson.needs.contains(&other.id)
            && !progress.is_known(&other.id)
            && progress.steps_seen(other) < other.steps.len()
    });
    let numbers: Vec<String> = needed.map(|other| format!("{:02}", other.number)).collect();
    match numbers.is_empty() {
        true => String::new(),
        false => format!("needs {}", numbers.join(", ")),
    }
}

/// Text at the left, cut where it must be, and something at the right edge.
fn between(left: Vec<Span<'static>>, right: Vec<Span<'static>>, width: u16) -> Line<'static> {
    let taken: usize = right.iter().map(Span::width).sum();
    let keep = usize::from(width).saturating_sub(taken + 1);
    let mut spans = Vec::new();
    let mut used = 0;
    for span in left {
        let room = keep.saturating_sub(used);
        let text: String = match span.content.width() <= room {
            true => span.content.into_owned(),
            false => cut(&span.content, room),
        };
        used += text.width();
        spans.push(Span::styled(text, span.style));
    }
    let gap = usize::from(width).saturating_sub(used + taken);
    spans.push(Span::raw(" ".repeat(gap)));
    spans.extend(right);
    Line::from(spans)
}

fn cut(text: &str, room: usize) -> String {
    let mut out = String::new();
    for c in text.chars() {
        if out.width() + 4 > room {
            out.push_str("...");
            break;
        }
        out.push(c);
    }
    out
}

/// A dot for each step: not seen, seen with something open, done.
fn dots(lesson: &Lesson, progress: &Progress, look: &Look) -> String {
    let dot = |at: usize| {
        let seen = progress.has_seen(&lesson.id, &lesson.steps[at].id);
        match (seen, progress.open_in(lesson, at)) {
            (false, _) => look.pick("○", "."),
            (true, 0) => look.pick("●", "*"),
            (true, _) => look.pick("◊", "o"),
        }
    };
    (0..lesson.steps.len()).map(dot).collect()
}
