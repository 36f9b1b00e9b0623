//! The way through the course in one row, under its first step, where there is room for it.

use crate::lesson::model::{Course, Lesson};
use crate::ui::Look;
use crate::ui::chrome::put;
use crate::ui::text::{folded, wrap_text};
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

/// Columns a lesson's title needs, and its rows with the number over it and a blank row above.
const TITLE: u16 = 16;
const ROWS: u16 = 4;

/// Every lesson after the first by its number and its title; nothing where not all find room.
pub fn draw(course: &Course, area: Rect, buf: &mut Buffer, look: &Look) {
    let lessons = course.lessons.get(1..).unwrap_or_default();
    let count = u16::try_from(lessons.len()).unwrap_or(u16::MAX);
    let each = area.width.checked_div(count).unwrap_or_default();
    if each < TITLE || area.height < ROWS {
        return;
    }
    let top = area.bottom() - ROWS + 1;
    for (at, lesson) in (0..count).zip(lessons) {
        draw_one(
            lesson,
            Rect {
                x: area.x + at * each,
                y: top,
                width: each - 2,
                height: ROWS - 1,
            },
            buf,
            look,
        );
    }
}

fn draw_one(lesson: &Lesson, area: Rect, buf: &mut Buffer, look: &Look) {
    let number = format!("{:02}", lesson.number);
    put(buf, area.x, area.y, &number, area.width, look.theme.strong);
    let title = wrap_text(&folded(&lesson.title, look), area.width);
    for (line, y) in title.iter().zip(area.y + 1..area.bottom()) {
        put(buf, area.x, y, line.trim_end(), area.width, look.theme.dim);
    }
}
