//! Drawing a step.

use crate::event::{Key, KeyCode};
use crate::labs::Lab;
use crate::lesson::model::Course;
use crate::screens::Shelf;
use crate::screens::lesson::LessonScreen;
use crate::screens::page::LabPlace;
use crate::ui::Look;
use crate::ui::chrome::{self, Dots, Hint};
use crate::ui::control::{self, Control, Row};
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::widgets::Widget;

/// Draws header, body and footer.
pub fn draw(
    screen: &LessonScreen,
    (course, shelf): (&Course, &Shelf),
    seen: &[bool],
    area: Rect,
    buf: &mut Buffer,
    look: &Look,
) {
    let title = match screen.lesson(course) {
        Some(lesson) => {
            let dot = look.pick("·", "-");
            format!("handson {dot} {:02} {}", lesson.number, lesson.title)
        }
        None => "handson".to_string(),
    };
    chrome::header(
        &title,
        Some(Dots {
            seen,
            at: screen.step,
        }),
        area,
        buf,
        look,
    );
    let page = screen.page(course, shelf, look, area);
    let view = page.column.height;
    let offset = screen.scroll.offset(page.height, view);
    let lab = screen.lab(shelf).zip(page.lab);
    let shown = screen.controls(course, shelf);

    // The column is drawn whole on a sheet of its own, and the part in view is laid on the screen.
    let sheet_area = Rect::new(0, 0, page.column.width, page.height);
    let mut sheet = Buffer::empty(sheet_area);
    for (row, line) in &page.lines {
        line.render(
            Rect {
                y: *row,
                height: 1,
                ..sheet_area
            },
            &mut sheet,
        );
    }
    if let Some((lab, place)) = lab.filter(|(_, place)| place.scrolls) {
        draw_lab(screen, lab, &place, &shown, &mut sheet, look);
    }
    for row in 0..view.min(page.height) {
        for column in 0..page.column.width {
            buf[(page.column.x + column, page.column.y + row)] =
                sheet[(column, offset + row)].clone();
        }
    }
    if let Some((lab, place)) = lab.filter(|(_, place)| !place.scrolls) {
        draw_lab(screen, lab, &place, &shown, buf, look);
    }
    let more = screen.scroll.more_below(page.height, view);
    chrome::marks(offset > 0, more, area, buf, look);
    if let Some(said) = &screen.said {
        chrome::say(said, look.theme.accent, area, buf, look);
    }
    let hints = chrome::fitting(offers(screen, course, shelf, more, look), area, look);
    chrome::footer(&hints, area, buf, look);
}

fn draw_lab(
    screen: &LessonScreen,
    lab: &dyn Lab,
    place: &LabPlace,
    shown: &[(Control, bool)],
    buf: &mut Buffer,
    look: &Look,
) {
    let picture = place.picture.intersection(buf.area);
    lab.view(picture, buf, look);
    let focus = screen.focus;
    let rows = if place.folded {
        focus..focus + 1
    } else {
        0..shown.len()
    };
    for (line, index) in rows.enumerate() {
        let Some((_, locked)) = shown.get(index) else {
            continue;
        };
        let y = place.controls.y + line as u16;
        if y >= place.controls.bottom().min(buf.area.bottom()) {
            break;
        }
        let row = Row {
            focused: index == focus && !locked,
            locked: *locked,
        };
        let line = Rect {
            y,
            height: 1,
            ..place.controls
        }
        .intersection(buf.area);
        let lines = lined_up(shown, index, place.folded);
        let at = if place.folded { 0 } else { index };
        control::draw(&lines, at, row, line, buf, look);
    }
}

/// The controls that line up with control `index`: all, or itself with how many there are.
pub fn lined_up(shown: &[(Control, bool)], index: usize, folded: bool) -> Vec<Control> {
    if !folded {
        return shown.iter().map(|(control, _)| control.clone()).collect();
    }
    let Some((control, _)) = shown.get(index) else {
        return Vec::new();
    };
    let mut control = control.clone();
    let count = format!("control {} of {}", index + 1, shown.len());
    control.note = match control.note.is_empty() {
        true => count,
        false => format!("{count}   {}", control.note),
    };
    vec![control]
}

/// The keys that work here and now, the one that goes on first.
pub fn hints(
    screen: &LessonScreen,
    course: &Course,
    shelf: &Shelf,
    look: &Look,
    area: Rect,
) -> Vec<Hint> {
    let page = screen.page(course, shelf, look, area);
    let more = screen.scroll.more_below(page.height, page.column.height);
    chrome::fitting(offers(screen, course, shelf, more, look), area, look)
}

fn offers(
    screen: &LessonScreen,
    course: &Course,
    shelf: &Shelf,
    more: bool,
    look: &Look,
) -> Vec<Hint> {
    let last = screen.lesson + 1 == course.lessons.len()
        && screen
            .lesson(course)
            .is_some_and(|l| l.steps.len() == screen.step + 1);
    let key = |code| Some(Key::new(code));
    let mut hints = vec![Hint::new(
        "→",
        if last { "contents" } else { "next" },
        key(KeyCode::Right),
    )];
    if more {
        hints.push(Hint::new("PgDn", "more", key(KeyCode::PageDown)));
    }
    for verb in screen.lab(shelf).map(Lab::verbs).unwrap_or_default() {
        let Some(c) = verb.key else { continue };
        let name = if c == ' ' {
            "Space".to_string()
        } else {
            c.to_string()
        };
        hints.push(Hint::new(&name, verb.does, Some(Key::char(c))));
    }
    let free = screen
        .controls(course, shelf)
        .iter()
        .filter(|(_, locked)| !locked)
        .count();
    if free > 1 {
        hints.push(Hint::new("↑↓", "control", key(KeyCode::Down)));
    }
    if free > 0 {
        hints.push(Hint::new("+-", "change", Some(Key::char('+'))));
    }
    hints.push(Hint::new("?", "help", Some(Key::char('?'))));
    if screen.lab(shelf).is_some() && !look.glyphs.ascii {
        hints.push(Hint::new("a", "drawing", Some(Key::char('a'))));
    }
    if screen.lesson > 0 || screen.step > 0 {
        hints.push(Hint::new("←", "back", key(KeyCode::Left)));
    }
    hints.push(Hint::new("c", "contents", Some(Key::char('c'))));
    hints.push(Hint::new("q", "leave", Some(Key::char('q'))));
    hints
}
