//! What the layout promises of the picture, for every step there is.

mod steady;

use super::*;
use crate::event::Key;
use crate::labs::testing::checkpoint;
use crate::lesson::catalog::Catalog;
use crate::lesson::model::Block;
use crate::progress::Progress;
use crate::screens::ExerciseStore;
use crate::train::Preset;
use crate::ui::Look;
use crate::ui::plain;
use ratatui::layout::Rect;
use std::sync::Arc;

struct Room {
    course: Course,
    labs: LabStore,
    exercises: ExerciseStore,
    progress: Progress,
    look: Look,
    area: Rect,
}

impl Room {
    fn new(width: u16, height: u16) -> Self {
        Self {
            course: Catalog::embedded().course().expect("lessons without fault"),
            labs: LabStore::default(),
            exercises: ExerciseStore::default(),
            progress: Progress::default(),
            look: plain(false),
            area: Rect::new(0, 0, width, height),
        }
    }

    fn context(&mut self) -> ContextMut<'_> {
        ContextMut {
            course: &self.course,
            labs: &mut self.labs,
            exercises: &mut self.exercises,
            progress: &mut self.progress,
            look: &self.look,
            area: self.area,
            now: 1,
        }
    }
}

/// Every step of a course.
fn steps(course: &Course) -> Vec<(usize, usize)> {
    let lessons = course.lessons.iter().enumerate();
    lessons
        .flat_map(|(l, lesson)| (0..lesson.steps.len()).map(move |s| (l, s)))
        .collect()
}

/// Rows of the picture and of the controls that are in sight.
fn in_sight(screen: &LessonScreen, context: Context) -> (u16, u16) {
    let page = &screen.seen.page;
    let Some(lab) = page.lab else { return (0, 0) };
    let view = match lab.scrolls {
        true => Rect {
            x: 0,
            y: screen.scroll.offset(page.height, page.column.height),
            ..page.column
        },
        false => context.area,
    };
    let rows = |area: Rect| area.intersection(view).height;
    (rows(lab.picture), rows(lab.controls))
}

#[test]
fn the_key_that_a_hint_speaks_of_is_lit() {
    for (place, key) in [
        ("01:control", "Space"),
        ("07:derivation", "Space"),
        ("05:hand", "+-"),
    ] {
        let mut room = Room::new(80, 24);
        let (lesson, step) = room.course.find(place).expect("the step exists");
        let mut screen = LessonScreen::default();
        let mut context = room.context();
        screen.go(lesson, step, &mut context);
        screen.lay_out(context.as_ref());
        let lit = lit::lit(&screen, context.as_ref());
        assert_eq!(lit, lit::Lit::Key(key.to_owned()), "{place}");
    }
}

#[test]
fn once_all_epochs_are_done_the_knob_that_plans_more_is_lit_and_not_the_way_in() {
    let mut room = Room::new(80, 24);
    let (lesson, step) = room.course.find("11:train").expect("the step exists");
    let mut screen = LessonScreen::default();
    let mut context = room.context();
    screen.go(lesson, step, &mut context);
    let plan = Preset::Classifier.check(&Preset::Classifier.spec(), 50_000);
    let lab = screen.lab_mut(context.labs).expect("a lab");
    let mut trained = checkpoint(lab.jobs()[0], plan.expect("it is sound").model());
    (trained.epoch, trained.epochs, trained.step) = (3, 3, 1173);
    lab.restore(Arc::new(trained));
    screen.lay_out(context.as_ref());
    assert!(screen.can_go_in(context.as_ref()));
    let lit = lit::lit(&screen, context.as_ref());
    assert_eq!(lit, lit::Lit::Key("+-".to_owned()));
}

#[test]
fn nothing_is_lit_while_a_bet_waits_for_what_happens() {
    let mut room = Room::new(80, 24);
    let (lesson, step) = room.course.find("13:maps").expect("the step exists");
    let mut screen = LessonScreen::default();
    let mut context = room.context();
    screen.go(lesson, step, &mut context);
    screen.lay_out(context.as_ref());
    assert_eq!(
        lit::lit(&screen, context.as_ref()),
        lit::Lit::Key("+-".to_owned())
    );
    // All ten chips on one option; nobody trains here, so it stays open.
    for key in [Key::char('>'), Key::new(crate::event::KeyCode::Enter)] {
        screen.update(&Event::Key(key), &mut context);
        screen.lay_out(context.as_ref());
    }
    assert_eq!(lit::lit(&screen, context.as_ref()), lit::Lit::Nothing);
    let hints = hints(&screen, context.as_ref());
    assert!(hints.iter().all(|hint| !hint.lit) && !hints.is_empty());
}

#[test]
fn hints_push_no_control_out_of_sight_and_leave_a_picture_that_can_be_read() {
    for (width, height) in [(80, 24), (100, 30), (140, 45)] {
        let mut room = Room::new(width, height);
        for (lesson, step) in steps(&room.course) {
            let blocks = &room.course.lessons[lesson].steps[step].blocks;
            let hints = blocks.iter().map(|block| match block {
                Block::Task(task) => task.hints.len(),
                _ => 0,
            });
            let hints: usize = hints.sum();
            let mut screen = LessonScreen::default();
            let mut context = room.context();
            screen.go(lesson, step, &mut context);
            screen.lay_out(context.as_ref());
            let Some(lab) = screen.lab(context.labs) else {
                continue;
            };
            let place = screen.seen.page.lab;
            let width_of = place.map_or(0, |place| place.picture.width);
            let least = lab.height(width_of).least;
            let (picture, controls) = in_sight(&screen, context.as_ref());
            for hint in 1..=hints {
                screen.update(&Event::Key(Key::char('h')), &mut context);
                screen.lay_out(context.as_ref());
                let now = in_sight(&screen, context.as_ref());
                let place = (lesson, step, hint, width);
                assert!(
                    now.0 >= least.min(picture),
                    "{place:?}: {now:?}, least {least}"
                );
                assert_eq!(now.1, controls, "{place:?}");
            }
        }
    }
}
