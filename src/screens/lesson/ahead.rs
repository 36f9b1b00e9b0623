//! The way through the course in one row, under its first step, where there is room for it.

use crate::lesson::model::{Course, Lesson};
use crate::ui::Look;
use crate::ui::chrome::put;
use crate::ui::text::{folded, wrap_text};
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

/// Columns a lesson's title needs.
const TITLE: u16 = 16;

/// Columns between two of them.
const GAP: u16 = 2;

/// Every lesson after the first by its number and its title; nothing where not all find room.
pub fn draw(course: &Course, area: Rect, buf: &mut Buffer, look: &Look) {
    let lessons = course.lessons.get(1..).unwrap_or_default();
    let count = u16::try_from(lessons.len()).unwrap_or(u16::MAX);
    let each = area.width.checked_div(count).unwrap_or_default();
    let Some(width) = each.checked_sub(GAP).filter(|width| *width >= TITLE) else {
        return;
    };
    let title = |lesson: &Lesson| wrap_text(&folded(&lesson.title, look), width);
    let titles: Vec<Vec<String>> = lessons.iter().map(title).collect();
    // Under the numbers the titles, and over them a blank row.
    let rows = 1 + titles.iter().map(Vec::len).max().unwrap_or_default() as u16;
    let Some(y) = area.bottom().checked_sub(rows).filter(|y| *y > area.y) else {
        return;
    };
    for ((at, lesson), title) in (0..).zip(lessons).zip(titles) {
        let x = area.x + at * each;
        let number = format!("{:02}", lesson.number);
        put(buf, x, y, &number, width, look.theme.strong);
        for (line, y) in title.iter().zip(y + 1..) {
            put(buf, x, y, line.trim_end(), width, look.theme.dim);
        }
    }
}
