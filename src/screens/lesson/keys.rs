//! What each key does on a step.

use crate::event::{Key, KeyCode};
use crate::labs::Lab;
use crate::lesson::model::Course;
use crate::msg::Effect;
use crate::screens::Wish;
use crate::screens::lesson::{LessonScreen, Outcome, World};

/// A key was pressed.
pub fn press(screen: &mut LessonScreen, key: Key, world: &mut World) -> Outcome {
    if key.ctrl || key.alt {
        return Outcome::default();
    }
    match key.code {
        KeyCode::Right | KeyCode::Char('n') => next(screen, world.course).into(),
        KeyCode::Left | KeyCode::Char('p') => previous(screen, world.course).into(),
        KeyCode::Down | KeyCode::Tab => walk(screen, 1, world),
        KeyCode::Up | KeyCode::BackTab => walk(screen, -1, world),
        KeyCode::PageDown => page_down(screen, world),
        KeyCode::PageUp => {
            scroll(screen, -1, world);
            Outcome::default()
        }
        KeyCode::Char('+' | '=' | '.') => move_control(screen, 1, world).into(),
        KeyCode::Char('-' | ',') => move_control(screen, -1, world).into(),
        KeyCode::Char('>') => move_control(screen, 10, world).into(),
        KeyCode::Char('<') => move_control(screen, -10, world).into(),
        KeyCode::Char('y') => copy_set_up(screen, world).into(),
        KeyCode::Char('Y') => copy_code(screen, world).into(),
        KeyCode::Char(c) => do_verb(screen, c, world).into(),
        _ => Outcome::default(),
    }
}

/// The step after this one, on across lessons; after the last one, the contents.
fn next(screen: &LessonScreen, course: &Course) -> Wish {
    let steps = screen.lesson(course).map_or(0, |lesson| lesson.steps.len());
    if screen.step + 1 < steps {
        Wish::Go {
            lesson: screen.lesson,
            step: screen.step + 1,
        }
    } else if screen.lesson + 1 < course.lessons.len() {
        Wish::Go {
            lesson: screen.lesson + 1,
            step: 0,
        }
    } else {
        Wish::Contents
    }
}

/// The step before this one; before the first of all there is none.
fn previous(screen: &LessonScreen, course: &Course) -> Option<Wish> {
    if let Some(step) = screen.step.checked_sub(1) {
        return Some(Wish::Go {
            lesson: screen.lesson,
            step,
        });
    }
    let lesson = screen.lesson.checked_sub(1)?;
    let step = course.lessons.get(lesson)?.steps.len().saturating_sub(1);
    Some(Wish::Go { lesson, step })
}

/// Up and Down walk the ring of controls, scrolling along; without controls they scroll.
fn walk(screen: &mut LessonScreen, by: i32, world: &mut World) -> Outcome {
    let page = screen.page(world.course, world.shelf, world.look, world.area);
    let shown = screen.controls(world.course, world.shelf);
    let free: Vec<usize> = (0..shown.len()).filter(|&i| !shown[i].1).collect();
    let view = page.column.height;
    let Some(place) = page.lab.filter(|_| !free.is_empty()) else {
        screen.scroll.by(by, page.height, view);
        return Outcome::default();
    };
    let at = free.iter().position(|&i| i == screen.focus).unwrap_or(0) as i32;
    let to = (at + by).rem_euclid(free.len() as i32) as usize;
    screen.focus = free[to];
    if place.scrolls {
        let row = if place.folded { 0 } else { screen.focus as u16 };
        screen
            .scroll
            .show(place.controls.y + row, 1, page.height, view);
    }
    Outcome::default()
}

fn scroll(screen: &mut LessonScreen, pages: i32, world: &mut World) -> bool {
    let page = screen.page(world.course, world.shelf, world.look, world.area);
    let view = page.column.height;
    // Two rows stay, so that the eye finds its place again.
    let rows = i32::from(view.saturating_sub(2).max(1)) * pages;
    screen.scroll.by(rows, page.height, view)
}

fn page_down(screen: &mut LessonScreen, world: &mut World) -> Outcome {
    match scroll(screen, 1, world) {
        true => Outcome::default(),
        false => next(screen, world.course).into(),
    }
}

fn move_control(screen: &mut LessonScreen, steps: i32, world: &mut World) -> Vec<Effect> {
    let shown = screen.controls(world.course, world.shelf);
    match shown.get(screen.focus) {
        Some((control, false)) => screen.set(control.name, &control.stepped(steps), world),
        Some((control, true)) => {
            screen.said = Some(format!("{} is fixed in this step", control.name));
            Vec::new()
        }
        None => Vec::new(),
    }
}

fn do_verb(screen: &mut LessonScreen, key: char, world: &mut World) -> Vec<Effect> {
    let Some(lab) = screen.lab_mut(world.shelf) else {
        return Vec::new();
    };
    let Some(verb) = lab.verbs().into_iter().find(|verb| verb.key == Some(key)) else {
        return Vec::new();
    };
    match lab.act(verb.name, "") {
        Ok(effects) => effects,
        Err(refusal) => {
            screen.said = Some(refusal.to_string());
            Vec::new()
        }
    }
}

/// The settings of a lab as one word: `optimizer=adam,bottleneck=8`.
pub fn set_up_code(lab: &dyn Lab) -> String {
    let pairs = lab
        .controls()
        .into_iter()
        .map(|c| format!("{}={}", c.name, c.value()));
    pairs.collect::<Vec<_>>().join(",")
}

fn copy_set_up(screen: &mut LessonScreen, world: &mut World) -> Vec<Effect> {
    let Some(lab) = screen.lab(world.shelf) else {
        return Vec::new();
    };
    let code = set_up_code(lab);
    let lesson = screen.lesson(world.course).zip(screen.step(world.course));
    let place = lesson.map_or(String::new(), |(l, s)| format!("{}:{}", l.id, s.id));
    let command = format!("handson open {place} --with {code}");
    screen.said = Some(format!("copied: {command}"));
    vec![Effect::Copy(command)]
}

fn copy_code(screen: &mut LessonScreen, world: &mut World) -> Vec<Effect> {
    let Some(code) = screen.lab(world.shelf).and_then(Lab::code) else {
        screen.said = Some("this step runs no code to copy".into());
        return Vec::new();
    };
    screen.said = Some(format!(
        "copied the running code, {} lines",
        code.lines().count()
    ));
    vec![Effect::Copy(code)]
}
