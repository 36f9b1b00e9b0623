//! Drawing a step.

use crate::event::Key;
use crate::labs::Lab;
use crate::lesson::model::Lesson;
use crate::screens::contents::dots;
use crate::screens::intents::{Intent, hint, hint_to, key_of, named_in};
use crate::screens::lesson::lit::{Lit, lit};
use crate::screens::lesson::{Context, LessonScreen, ahead, behind};
use crate::screens::page::LabPlace;
use crate::ui::chrome::{self, Dots, Hint};
use crate::ui::control::{self, Control, Kind, Lock, Row};
use crate::ui::text;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

/// Draws header, body and footer.
pub fn draw(screen: &LessonScreen, context: Context, buf: &mut Buffer) {
    let Context { area, look, .. } = context;
    let lesson = screen.lesson(context.course);
    let dot = look.pick("·", "-");
    let title = match lesson {
        Some(lesson) if screen.greets => format!("handson {dot} {}", lesson.title),
        Some(lesson) => format!("handson {dot} {:02} {}", lesson.number, lesson.title),
        None => "handson".to_string(),
    };
    let at = screen.step;
    let steps = lesson.map_or(Vec::new(), |lesson| dots(lesson, context.progress));
    let steps = (!screen.greets).then_some(Dots { steps: &steps, at });
    chrome::header(&title, steps, area, buf, look);
    let page = &screen.seen.page;
    let view = page.column.height;
    let offset = screen.scroll.offset(page.height, view);
    let lab = screen.lab_in_sight(context.labs).zip(page.lab);

    for (row, line) in (0..page.head_area.height).zip(&page.head) {
        let place = Rect {
            y: page.head_area.y + row,
            height: 1,
            ..page.head_area
        };
        text::draw(line, place, buf);
    }
    // The column is drawn whole on a sheet of its own, and the part in view is laid on the screen.
    let sheet_area = Rect::new(0, 0, page.column.width, page.height);
    let mut sheet = Buffer::empty(sheet_area);
    for (row, line) in &page.lines {
        let row = Rect {
            y: *row,
            height: 1,
            ..sheet_area
        };
        text::draw(line, row, &mut sheet);
    }
    if let Some((lab, place)) = lab.filter(|(_, place)| place.scrolls) {
        draw_lab(screen, lab, &place, context, &mut sheet);
    }
    for row in 0..view.min(page.height) {
        for column in 0..page.column.width {
            buf[(page.column.x + column, page.column.y + row)] =
                sheet[(column, offset + row)].clone();
        }
    }
    if let Some((lab, place)) = lab.filter(|(_, place)| !place.scrolls) {
        draw_lab(screen, lab, &place, context, buf);
    }
    if let Some(free) = way_ahead(screen, context) {
        ahead::draw(context.course, free, buf, look);
    }
    let more = screen.scroll.more_below(page.height, view);
    chrome::marks(offset > 0, more, area, buf, look);
    if let Some(said) = &screen.said {
        let said = named_in(said, false);
        chrome::say(&said, look.theme.accent, area, buf, look);
    }
    let hints = chrome::fitting(offers(screen, context, more), area, look);
    chrome::footer(&hints, area, buf, look);
}

/// Where the way through the course is shown: in the room under the first step of all.
pub fn way_ahead(screen: &LessonScreen, context: Context) -> Option<Rect> {
    let page = &screen.seen.page;
    let view = page.column.height;
    let lab = screen.lab_in_sight(context.labs).and(page.lab);
    let first = screen.lesson == 0 && screen.step == 0;
    (first && lab.is_none_or(|place| place.scrolls)).then(|| Rect {
        y: page.column.y + page.height.min(view),
        height: view.saturating_sub(page.height),
        ..page.column
    })
}

fn draw_lab(
    screen: &LessonScreen,
    lab: &dyn Lab,
    place: &LabPlace,
    context: Context,
    buf: &mut Buffer,
) {
    let look = context.look;
    let shown = &screen.seen.controls;
    let picture = place.picture.intersection(buf.area);
    lab.view(picture, buf, look);
    let focus = screen.control();
    let rows = if place.folded {
        let shown = screen.seen.folded_control(focus);
        shown..shown + 1
    } else {
        0..shown.len()
    };
    let lines = lined_up(shown, rows.start, place.folded);
    for (line, index) in rows.enumerate() {
        let Some((_, held)) = shown.get(index) else {
            continue;
        };
        let y = place.controls.y + line as u16;
        if y >= place.controls.bottom().min(buf.area.bottom()) {
            break;
        }
        let row = Row {
            focused: Some(index) == focus,
            held: *held,
        };
        let line = Rect {
            y,
            height: 1,
            ..place.controls
        }
        .intersection(buf.area);
        let at = if place.folded { 0 } else { index };
        control::draw(&lines, at, row, line, buf, look);
    }
}

/// The controls that line up with control `index`: all, or itself with how many there are.
pub fn lined_up(shown: &[(Control, Option<Lock>)], index: usize, folded: bool) -> Vec<Control> {
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
pub fn hints(screen: &LessonScreen, context: Context) -> Vec<Hint> {
    let page = &screen.seen.page;
    let more = screen.scroll.more_below(page.height, page.column.height);
    chrome::fitting(offers(screen, context, more), context.area, context.look)
}

/// The hints, the key that does what is to be done standing out.
fn offers(screen: &LessonScreen, context: Context, more: bool) -> Vec<Hint> {
    let mut hints = all_offers(screen, context, more);
    let at = match lit(screen, context) {
        Lit::Key(name) => hints.iter().position(|hint| hint.key == name).or(Some(0)),
        Lit::Way => Some(0),
        Lit::Nothing => None,
    };
    if let Some(hint) = at.and_then(|at| hints.get_mut(at)) {
        hint.lit = true;
    }
    hints
}

/// The first step of a lesson with a formula: that the help says what its signs mean is said there.
fn first_formula(lesson: &Lesson) -> Option<usize> {
    let mut steps = lesson.steps.iter();
    steps.position(|step| !step.formulas().is_empty())
}

/// Whether the lesson's own test can still show that it is known.
fn can_test_out(lesson: &Lesson, context: Context) -> bool {
    context.progress.test(lesson).is_open() && !context.progress.is_known(&lesson.id)
}

/// The keys of what the lab can do now.
pub fn of_verbs(screen: &LessonScreen, context: Context) -> Vec<Hint> {
    let verbs = screen.lab(context.labs).map(Lab::verbs).unwrap_or_default();
    let waiting = screen.waiting(context);
    let possible = verbs
        .into_iter()
        .filter(|verb| !verb.does.is_empty() && waiting.iter().all(|name| name != verb.name));
    possible
        .filter_map(|verb| {
            Some(Hint::new(
                &verb.key_name()?,
                verb.does,
                verb.key.map(Key::char),
            ))
        })
        .collect()
}

fn all_offers(screen: &LessonScreen, context: Context, more: bool) -> Vec<Hint> {
    let Context { course, labs, .. } = context;
    if screen.is_inside(context) {
        return screen.hints_inside(context);
    }
    let lesson = screen.lesson(course);
    let steps = lesson.map_or(0, |lesson| lesson.steps.len());
    let on = match (screen.greets, screen.step + 1 == steps) {
        (true, _) => "go on",
        (_, true) => "summary",
        _ => "next",
    };
    let mut hints = vec![hint_to(Intent::Next, on)];
    let signs = lesson.and_then(first_formula) == Some(screen.step);
    let help = hint_to(Intent::Help, if signs { "signs, help" } else { "help" });
    let here = screen.exercise_here(context);
    let typing = screen.is_typing(context);
    let asked = here.map(|exercise| exercise.offers(typing));
    for (name, does, press) in asked.unwrap_or_default() {
        hints.push(Hint::new(name, does, Some(press)));
    }
    if screen.is_typed_on() {
        hints.truncate(1);
        hints.push(Hint::new("Esc", "other keys", Some(behind::END)));
        hints.push(hint(Intent::Help));
        return hints;
    }
    if typing {
        if screen.has_draft(context) {
            // The arrows move in the text.
            hints.remove(0);
        } else {
            // What begins no answer is left to the lab.
            let space = of_verbs(screen, context).into_iter();
            let acts = !screen.types(Key::char(' '), context);
            hints.extend(space.filter(|verb| acts && verb.key == "Space"));
            hints.push(help);
        }
        if screen.seen.ring.len() > 1 {
            hints.push(hint(Intent::Down));
        }
        return hints;
    }
    if screen.goes_on_in_test(context) {
        hints.push(hint_to(Intent::TestOut, "next of the test"));
    } else if screen.tested_task(context).is_some() {
        hints.push(hint_to(Intent::TestOut, "give up"));
    }
    if screen.is_ready(context) && screen.control().is_some() {
        hints.push(hint(Intent::NextBlock));
    }
    if more {
        let what = if screen.hides_picture() {
            "picture"
        } else {
            "more"
        };
        hints.push(hint_to(Intent::PageDown, what));
    }
    let switched = screen.is_switched_by_space(context);
    if switched {
        hints.push(hint(Intent::Space));
    }
    if screen.can_go_in(context) {
        hints.push(hint(Intent::GoIn));
    }
    for verb in of_verbs(screen, context) {
        if hints.iter().all(|other| other.key != verb.key) {
            hints.push(verb);
        }
    }
    let hinted = screen.hinted(context);
    let hinted = hinted.and_then(|task| screen.exercise(task, context));
    let offered = hinted.map(|exercise| exercise.offers(false));
    for (name, does, press) in offered.unwrap_or_default() {
        hints.push(Hint::new(name, does, Some(press)));
    }
    // With a thing in the hand the arrows carry it, which is said already.
    if screen.seen.ring.len() > 1 && !here.is_some_and(|it| it.is_holding()) {
        hints.push(hint(Intent::Down));
    }
    if screen.control().is_some() && !switched {
        hints.push(match screen.toggle() {
            Some(_) => hint_to(Intent::More, "switch"),
            None => hint(Intent::More),
        });
    }
    if screen.can_explain(context) {
        hints.push(hint(Intent::Why));
    }
    hints.push(help);
    let drawn = screen.lab_in_sight(labs).is_some() && !context.look.glyphs.ascii;
    let is_free = |key| !screen.types(key, context);
    let drawn = drawn && key_of(Intent::Drawing).is_some_and(is_free);
    let drawing = drawn.then(|| hint(Intent::Drawing));
    // Where nothing in the lab can be moved it is there to be looked at.
    let looked_at = screen.seen.controls.is_empty();
    hints.extend(drawing.clone().filter(|_| looked_at));
    hints.push(hint(Intent::Leave));
    hints.push(hint(Intent::Contents));
    if screen.lesson > 0 || screen.step > 0 {
        hints.push(hint(Intent::Previous));
    }
    // A choice has few options; a number many steps.
    let is_number = |control: &Control| matches!(control.kind, Kind::Number { .. });
    if screen.chosen().is_some_and(is_number) {
        hints.push(hint(Intent::MuchMore));
    }
    if here.is_some_and(|it| it.is_open_bet()) {
        hints.push(hint_to(Intent::MuchMore, "all, none"));
    }
    hints.extend(drawing.filter(|_| !looked_at));
    if screen.step == 0
        && !screen.greets
        && !screen.testing
        && lesson.is_some_and(|lesson| can_test_out(lesson, context))
    {
        hints.push(hint(Intent::TestOut));
    }
    hints
}
