//! The way through the course under its first step, where there is room for it: every lesson after
//! the first by its number and its title.

use crate::lesson::model::Course;
use crate::ui::Look;
use crate::ui::chrome::put;
use crate::ui::text::folded;
use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};
use unicode_width::UnicodeWidthStr;

/// Columns between two titles.
const GAP: u16 = 3;
/// Columns of a number and the blank behind it.
const NUMBER: u16 = 3;

/// Draws the titles side by side in as few rows as hold them, at the foot of the area; none where
/// there is no room for all.
pub fn draw(course: &Course, area: Rect, buf: &mut Buffer, look: &Look) {
    for entry in entries(course, area, look) {
        let Rect { x, y, width, .. } = entry.area;
        let number = format!("{:02}", course.lessons[entry.lesson].number);
        put(buf, x, y, &number, width, look.theme.strong);
        put(buf, x + NUMBER, y, &entry.title, width, look.theme.dim);
    }
}

/// The lesson whose title is at a cell of the screen.
pub fn lesson_at(course: &Course, area: Rect, at: Position, look: &Look) -> Option<usize> {
    let mut entries = entries(course, area, look).into_iter();
    entries.find_map(|entry| entry.area.contains(at).then_some(entry.lesson))
}

/// A lesson where it stands.
struct Entry {
    lesson: usize,
    title: String,
    area: Rect,
}

fn entries(course: &Course, area: Rect, look: &Look) -> Vec<Entry> {
    let (mut x, mut row) = (0, 0);
    let mut entries = Vec::new();
    for (lesson, shown) in course.lessons.iter().enumerate().skip(1) {
        let title = folded(&shown.title, look);
        let width = NUMBER + title.width() as u16;
        if x > 0 && x + width > area.width {
            (x, row) = (0, row + 1);
        }
        let area = Rect::new(area.x + x, row, width, 1);
        entries.push(Entry {
            lesson,
            title,
            area,
        });
        x += width + GAP;
    }
    let rows = row + 1;
    let fits = |entry: &Entry| entry.area.right() <= area.right();
    if rows > area.height || !entries.iter().all(fits) {
        return Vec::new();
    }
    for entry in &mut entries {
        entry.area.y += area.bottom() - rows;
    }
    entries
}
