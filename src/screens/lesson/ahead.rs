//! The way through the course in one row, under its first step, where there is room for it.

use crate::lesson::model::{Course, Lesson};
use crate::ui::Look;
use crate::ui::chrome::put;
use crate::ui::text::{folded, wrap_text};
use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};
use unicode_width::UnicodeWidthStr;

/// Columns between two titles, at least.
const GAP: u16 = 3;

/// Every lesson after the first by its number and its title, in as few rows as hold them all;
/// nothing where none do.
pub fn draw(course: &Course, area: Rect, buf: &mut Buffer, look: &Look) {
    for (lesson, title) in set(course, area, look) {
        let Some(shown) = course.lessons.get(lesson) else {
            continue;
        };
        let (x, width) = (title.area.x, title.area.width);
        let number = format!("{:02}", shown.number);
        put(buf, x, title.area.y, &number, width, look.theme.strong);
        for (line, y) in title.lines.iter().zip(title.area.y + 1..) {
            put(buf, x, y, line.trim_end(), width, look.theme.dim);
        }
    }
}

/// The lesson whose title is at a cell of the screen.
pub fn lesson_at(course: &Course, area: Rect, at: Position, look: &Look) -> Option<usize> {
    let mut titles = set(course, area, look).into_iter();
    titles.find_map(|(lesson, title)| title.area.contains(at).then_some(lesson))
}

/// A title where it stands, under its number.
struct Title {
    area: Rect,
    lines: Vec<String>,
}

/// The titles of the lessons after the first, each with its place in the course.
fn set(course: &Course, area: Rect, look: &Look) -> Vec<(usize, Title)> {
    let lessons = course.lessons.get(1..).unwrap_or_default();
    // A row for the numbers, and a blank one over them.
    let most = area.height.saturating_sub(2);
    let set = (1..=most).find_map(|rows| Some((rows, titles(lessons, rows, area.width, look)?)));
    let Some((rows, titles)) = set else {
        return Vec::new();
    };
    let taken: u16 = titles.iter().map(|(width, _)| width).sum();
    let gaps = u16::try_from(titles.len().saturating_sub(1)).unwrap_or(u16::MAX);
    let gap = (area.width - taken).checked_div(gaps).unwrap_or_default();
    let mut x = area.x;
    let places = titles.into_iter().map(|(width, lines)| {
        let area = Rect {
            x,
            y: area.bottom() - rows - 1,
            width,
            height: rows + 1,
        };
        x += width + gap;
        Title { area, lines }
    });
    (1..).zip(places).collect()
}

/// The titles in so many rows, each with the columns it takes, if they stand beside each other in
/// a width.
fn titles(
    lessons: &[Lesson],
    rows: u16,
    width: u16,
    look: &Look,
) -> Option<Vec<(u16, Vec<String>)>> {
    let mut room = width;
    let mut titles = Vec::new();
    for lesson in lessons {
        let title = folded(&lesson.title, look);
        let widest = title.split(' ').map(UnicodeWidthStr::width).max()? as u16;
        let mut widths = (widest.max(2)..=room).map(|width| (width, wrap_text(&title, width)));
        let (width, lines) = widths.find(|(_, lines)| lines.len() <= usize::from(rows))?;
        titles.push((width, lines));
        room = room.saturating_sub(width + GAP);
    }
    Some(titles)
}
