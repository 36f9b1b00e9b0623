//! What the learner looks at stays where it is when a question, a bet, a task or a hint is settled.

use super::*;
use crate::labs::say;
use crate::screens::facts::LabFacts;

/// Where the picture is on the screen.
fn picture(screen: &LessonScreen) -> Option<Rect> {
    let page = &screen.seen.page;
    let lab = page.lab?;
    let offset = screen.scroll.offset(page.height, page.column.height);
    Some(match lab.scrolls {
        true => Rect {
            x: page.column.x + lab.picture.x,
            y: (page.column.y + lab.picture.y).saturating_sub(offset),
            ..lab.picture
        },
        false => lab.picture,
    })
}

/// Brings an exercise to its end as a learner does.
fn settle(screen: &mut LessonScreen, block: usize, context: &mut ContextMut) {
    let step = screen.step(context.course).expect("a step").clone();
    let enter = Key::new(crate::event::KeyCode::Enter);
    match &step.blocks[block] {
        Block::Quiz(quiz) => {
            for at in 0..quiz.options.len() {
                screen.press_on(block, at, enter, context);
            }
        }
        Block::Bet(bet) => {
            screen.press_on(block, bet.options.len() - 1, Key::char('>'), context);
            screen.press_on(block, 0, enter, context);
        }
        Block::Number(number) => {
            let facts = LabFacts::of(screen.lab(context.labs), Counters::default());
            // What waits for data has no answer yet.
            let Ok(answer) = number.answer.number(&facts) else {
                return;
            };
            // As few decimals as are asked for.
            let decimals = (0..12).find(|&places| {
                let typed: f64 = format!("{answer:.places$}").parse().expect("digits");
                (typed - answer).abs() <= number.within
            });
            let places = decimals.unwrap_or(12);
            for key in format!("{answer:.places$}").chars() {
                screen.press_on(block, 0, Key::char(key), context);
            }
            screen.press_on(block, 0, enter, context);
        }
        // Once is enough: what a lab does is the same at every size.
        Block::Task(task) if context.area.width == 80 => {
            for line in &task.solve {
                if let Some(lab) = screen.judged.and_then(|at| context.labs.get_mut(at)) {
                    let _ = say(lab, line);
                }
            }
            screen.judge(context);
        }
        _ => {}
    }
}

/// Steps where no way leaves room for all that may be said and a picture that can be read: of a question,
/// a task and its hint; of a long reply; of a hint under a table and a plot.
const CROWDED: [&str; 21] = [
    "80 02:names",
    "80 02:scales",
    "80 02:update",
    "80 06:dies",
    "80 07:numbers",
    "80 08:promise",
    "80 09:node",
    "80 09:time",
    "80 09:runs",
    "80 09:flow",
    "80 09:bottleneck",
    "80 09:denoise",
    "80 09:blot",
    "80 09:noise",
    "80 10:meaning",
    "80 10:doubt",
    "80 12:line",
    "80 12:doubt",
    "80 13:nobody",
    "80 13:enough",
    "80 13:hunt",
];

#[test]
fn the_picture_stays_where_it_is_when_something_is_settled() {
    let mut moved = Vec::new();
    for (width, height) in [(80, 24), (100, 30), (140, 45)] {
        let mut room = Room::new(width, height);
        for at in steps(&room.course) {
            let shown = &room.course.lessons[at.0];
            let place = format!("{:02}:{}", shown.number, shown.steps[at.1].id);
            if let Some(how) = moves(&mut room, at) {
                moved.push((format!("{width} {place}"), how));
            }
        }
    }
    moved.retain(|(place, _)| !CROWDED.contains(&place.as_str()));
    assert!(moved.is_empty(), "{moved:#?}");
}

/// Whether and how a picture in sight moves while all that a step asks is done.
fn moves(room: &mut Room, (lesson, step): (usize, usize)) -> Option<String> {
    let blocks = room.course.lessons[lesson].steps[step].blocks.clone();
    let mut screen = LessonScreen::default();
    let mut context = room.context();
    screen.go(lesson, step, &mut context);
    screen.lay_out(context.as_ref());
    let before = picture(&screen)?;
    let body = crate::ui::chrome::frame(context.area).body;
    if before.bottom() > body.bottom() {
        return None;
    }
    let moved = |screen: &mut LessonScreen, context: &mut ContextMut, what: &str| {
        screen.lay_out(context.as_ref());
        let now = picture(screen)?;
        (now != before).then(|| format!("{what}: {before:?} to {now:?}"))
    };
    let mut how = None;
    for (at, block) in blocks.iter().enumerate() {
        if let Block::Task(task) = block {
            for _ in &task.hints {
                screen.press_on(at, 0, Key::char('h'), &mut context);
                how = how.or(moved(&mut screen, &mut context, "hint"));
            }
        }
        if block.id().is_some() {
            settle(&mut screen, at, &mut context);
            // What waits for data or for a training is not settled yet.
            let exercise = screen.exercise(at, context.as_ref());
            if exercise.is_some_and(|exercise| exercise.is_settled()) {
                how = how.or(moved(&mut screen, &mut context, "settled"));
            }
        }
    }
    how
}
