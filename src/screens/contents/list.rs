//! The lines of the contents.

use super::calibration;
use crate::lesson::model::{Course, Lesson};
use crate::progress::{Progress, Standing};
use crate::ui::Look;
use crate::ui::chrome::Dot;
use crate::ui::text::{Columns, clusters, folded};
use ratatui::text::{Line, Span};

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
        // Of a blank row below the last one nobody needs to be told.
        while lines.last().is_some_and(|line| line.width() == 0) {
            lines.pop();
        }
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
    let dots: String = dots(lesson, progress)
        .iter()
        .map(|dot| dot.sign(look))
        .collect();
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
    let open = progress.left_open(lesson);
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
    let taken: usize = right.iter().map(|span| span.content.columns()).sum();
    let keep = usize::from(width).saturating_sub(taken + 1);
    let mut spans = Vec::new();
    let mut used = 0;
    for span in left {
        let room = keep.saturating_sub(used);
        let text: String = match span.content.columns() <= room {
            true => span.content.into_owned(),
            false => cut(&span.content, room),
        };
        used += text.columns();
        spans.push(Span::styled(text, span.style));
    }
    let gap = usize::from(width).saturating_sub(used + taken);
    spans.push(Span::raw(" ".repeat(gap)));
    spans.extend(right);
    Line::from(spans)
}

fn cut(text: &str, room: usize) -> String {
    let mut out = String::new();
    let mut used = 0;
    for (cluster, columns) in clusters(text) {
        used += columns;
        if used + 3 > room {
            out.push_str("...");
            break;
        }
        out.push_str(cluster);
    }
    out
}

/// A dot for each step.
pub fn dots(lesson: &Lesson, progress: &Progress) -> Vec<Dot> {
    let dot = |at: usize| match progress.standing(lesson, at) {
        Standing::New => Dot::New,
        Standing::Open(_) => Dot::Open,
        Standing::Done => Dot::Done,
    };
    (0..lesson.steps.len()).map(dot).collect()
}
