//! What each key does on a step.

use crate::event::{Key, key_name};
use crate::labs::{Lab, Verb};
use crate::lesson::model::Course;
use crate::msg::Effect;
use crate::screens::Wish;
use crate::screens::intents::{self, Intent};
use crate::screens::lesson::seen::Reveal;
use crate::screens::lesson::set_up;
use crate::screens::lesson::{ContextMut, LessonScreen, Outcome, inside, silent, typing};

/// A key was pressed.
pub fn press(screen: &mut LessonScreen, key: Key, context: &mut ContextMut) -> Outcome {
    if let Some(effects) = inside::press(screen, key, context) {
        return effects.into();
    }
    if let Some(effects) = typing::press(screen, key, context) {
        return effects.into();
    }
    if key.ctrl || key.alt {
        return Outcome::default();
    }
    if let Some(effects) = on_exercise(screen, key, context) {
        return effects.into();
    }
    let intent = intents::on_step(key);
    if let Some(sentence) =
        intent.and_then(|intent| silent::stays(screen, intent, key, context.as_ref()))
    {
        screen.say(sentence);
        return Outcome::default();
    }
    match intent {
        Some(intent) if screen.greets && leaves(intent) => return Wish::Back.into(),
        Some(Intent::Next) => return next(screen, context.course).into(),
        Some(Intent::Previous) => return previous(screen, context.course).into(),
        Some(Intent::Down) => screen.walk(1, context),
        Some(Intent::Up) => screen.walk(-1, context),
        Some(Intent::GoIn) if screen.can_go_in(context.as_ref()) => screen.go_in(context),
        Some(Intent::NextBlock) => screen.jump(1, context),
        Some(Intent::PreviousBlock) => screen.jump(-1, context),
        Some(Intent::PageDown) => {
            if !scroll(screen, 1) {
                return next(screen, context.course).into();
            }
        }
        Some(Intent::PageUp) => drop(scroll(screen, -1)),
        Some(Intent::TestOut) if screen.tested_task(context.as_ref()).is_some() => {
            return screen.give_up(context);
        }
        Some(Intent::TestOut) => return screen.test_out(context.as_ref()).into(),
        Some(Intent::More) => return move_control(screen, 1, "+", context).into(),
        Some(Intent::Less) => return move_control(screen, -1, "-", context).into(),
        Some(Intent::MuchMore) => return move_control(screen, 10, ">", context).into(),
        Some(Intent::Why) => screen.explain(context.as_ref()),
        Some(Intent::MuchLess) => return move_control(screen, -10, "<", context).into(),
        Some(Intent::CopySetUp) => return copy_set_up(screen, context).into(),
        Some(Intent::CopyProgram) => return copy_code(screen, context).into(),
        _ => return silent::press(screen, key, context).into(),
    }
    Outcome::default()
}

/// Whether what is meant turns pages, or is meant for the step that waits: that is to be seen before
/// anything is done to it.
fn leaves(intent: Intent) -> bool {
    matches!(
        intent,
        Intent::Next
            | Intent::Previous
            | Intent::GoIn
            | Intent::ComeOut
            | Intent::TestOut
            | Intent::CopySetUp
            | Intent::CopyProgram
    )
}

/// What the field with the mark, or a task, makes of the key.
fn on_exercise(
    screen: &mut LessonScreen,
    key: Key,
    context: &mut ContextMut,
) -> Option<Vec<Effect>> {
    let field = screen.exercise_here(context.as_ref());
    let field = field.is_some_and(|exercise| exercise.is_field());
    if let Some(stop) = screen.stop().filter(|_| !field) {
        // What has no field left has handed the mark on.
        screen.focus = stop;
        let effects = screen.press_on(stop.block, stop.field, key, context);
        if effects.is_some() {
            return effects;
        }
    }
    match intents::on_step(key) {
        Some(Intent::Hint) => {
            let task = screen.hinted(context.as_ref())?;
            screen.unfold(task, context)
        }
        _ => None,
    }
}

/// The step after this one; after the last one of a lesson, what it comes to.
fn next(screen: &LessonScreen, course: &Course) -> Wish {
    let steps = screen.lesson(course).map_or(0, |lesson| lesson.steps.len());
    if screen.step + 1 < steps {
        Wish::Go {
            lesson: screen.lesson,
            step: screen.step + 1,
        }
    } else {
        Wish::Summary
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

/// Scrolls by whole pages and says whether anything moved.
pub fn scroll(screen: &mut LessonScreen, pages: i32) -> bool {
    let page = &screen.seen.page;
    let view = page.column.height;
    // Two rows stay, so that the eye finds its place again.
    let rows = i32::from(view.saturating_sub(2).max(1)) * pages;
    screen.scroll.by(rows, page.height, view)
}

/// The chosen control moves so many steps, by a key.
fn move_control(
    screen: &mut LessonScreen,
    steps: i32,
    key: &str,
    context: &mut ContextMut,
) -> Vec<Effect> {
    match screen.chosen() {
        Some(control) => {
            let (name, value) = (control.name, control.stepped(steps));
            screen.reveal = Some(Reveal::Mark);
            screen.set(name, &value, key, context)
        }
        None => {
            screen.said = Some(match screen.seen.controls.first() {
                Some((control, Some(held))) => held.said_of(control.name),
                Some(_) => "↑ and ↓ choose a knob, which + and - then move".to_owned(),
                None => "nothing here can be moved".to_owned(),
            });
            Vec::new()
        }
    }
}

/// What a key of the lab's verbs does, or Space to a toggle; nothing where it is none of them.
pub fn do_verb(
    screen: &mut LessonScreen,
    key: char,
    context: &mut ContextMut,
) -> Option<Vec<Effect>> {
    if key == ' ' && screen.is_switched_by_space(context.as_ref()) {
        return Some(move_control(screen, 1, "Space", context));
    }
    let lab = screen.lab(context.labs)?;
    let verbs = lab.verbs();
    let given = |verb: &Verb| Some((verb.name, verb.given_by(key)?));
    let (verb, arguments) = verbs.iter().find_map(given)?;
    let waits = screen
        .waiting(context.as_ref())
        .iter()
        .any(|name| name == verb);
    let costs = lab.costs(verb).filter(|_| !waits);
    if costs.is_some_and(|costs| !screen.is_sure(verb, &key_name(key), &costs)) {
        return Some(Vec::new());
    }
    let effects = match screen.act(verb, &arguments, context) {
        Ok(effects) => {
            let lab = screen.lab(context.labs);
            let remark = lab.and_then(|lab| lab.remark(verb));
            screen.said = remark.map(str::to_owned);
            effects
        }
        Err(refusal) => {
            screen.said = Some(refusal.to_string());
            Vec::new()
        }
    };
    Some(effects)
}

fn copy_set_up(screen: &mut LessonScreen, context: &mut ContextMut) -> Vec<Effect> {
    let Some(lab) = screen.lab(context.labs) else {
        return Vec::new();
    };
    let code = set_up::code(lab);
    let step = screen
        .lesson(context.course)
        .zip(screen.step(context.course));
    let opens = step.map_or(String::new(), |(lesson, step)| {
        match context.course.is_of_labs {
            true => format!("lab {}", lesson.id),
            false => format!("open {}:{}", lesson.id, step.id),
        }
    });
    let command = format!("handson {opens} --with {code}");
    vec![Effect::Copy(command)]
}

fn copy_code(screen: &mut LessonScreen, context: &mut ContextMut) -> Vec<Effect> {
    let Some(code) = screen.lab(context.labs).and_then(Lab::code) else {
        screen.said = Some("this step runs no code to copy".into());
        return Vec::new();
    };
    vec![Effect::Copy(code)]
}
