//! What the screen tests share: the course on a screen in memory.
#![allow(dead_code)] // benches use a part of it

pub mod dialogue;
pub mod fields;

use handson::app::App;
use handson::labs;
use handson::lesson::catalog::Catalog;
use handson::lesson::model::{Block, Course, LabDirective, Lesson, Step};
use handson::progress::Progress;
use handson::session::headless::Headless;
use handson::ui::Look;
use handson::ui::glyphs::{Background, ColorTier, Drawing, Glyphs, Plotting};
use handson::ui::theme::Theme;
use std::sync::{Arc, LazyLock};

/// The lessons that ship, read once for all sessions of a test program.
pub fn course() -> Arc<Course> {
    static COURSE: LazyLock<Arc<Course>> = LazyLock::new(|| {
        let course = Catalog::embedded().course();
        Arc::new(course.expect("the embedded lessons are without fault"))
    });
    Arc::clone(&COURSE)
}

/// A course with one step for each lab of the registry.
pub fn lab_course() -> Arc<Course> {
    let step = |entry: &labs::Entry| Step {
        id: entry.name.into(),
        title: entry.name.into(),
        goal: None,
        alone: false,
        blocks: vec![Block::Lab(LabDirective {
            name: entry.name.into(),
            ..Default::default()
        })],
    };
    let lesson = Lesson {
        id: "labs".into(),
        number: 1,
        title: "All labs".into(),
        summary: String::new(),
        minutes: 1,
        needs: vec![],
        symbols: vec![],
        steps: labs::REGISTRY.iter().map(step).collect(),
    };
    Arc::new(Course {
        lessons: vec![lesson],
        ..Course::default()
    })
}

/// How the screens of the tests look.
pub fn look(tier: ColorTier, drawing: Drawing, ascii: bool) -> Look {
    Look {
        theme: Theme::new(tier, Background::Dark),
        glyphs: Glyphs {
            digits: drawing,
            plots: Plotting::with(drawing),
            ascii,
        },
        spoken: false,
        motion: false,
    }
}

/// Without colour, pictures in the ramp.
pub fn plain() -> Look {
    look(ColorTier::None, Drawing::Ramp, false)
}

/// Nothing above 0x7F, without colour.
pub fn ascii() -> Look {
    look(ColorTier::None, Drawing::Ramp, true)
}

/// A session at a step of the course that ships, such as `09:train`.
pub fn open(place: &str, size: (u16, u16), look: Look) -> Headless {
    let course = course();
    let at = course.find(place).expect("the step exists");
    at_step(course, at, size, look)
}

/// A session at a step given by its indices.
pub fn at_step(
    course: Arc<Course>,
    at: (usize, usize),
    (width, height): (u16, u16),
    look: Look,
) -> Headless {
    Headless::new(
        App::new(course, Progress::default(), look, at),
        width,
        height,
    )
}

/// Every step of a course, as indices.
pub fn steps(course: &Course) -> Vec<(usize, usize)> {
    let lessons = course.lessons.iter().enumerate();
    lessons
        .flat_map(|(l, lesson)| (0..lesson.steps.len()).map(move |s| (l, s)))
        .collect()
}

/// Fails where a screen is not as it was looked at: `tests/snapshots`, rewritten by `INSTA_UPDATE=always`.
pub fn as_it_was(name: &str, screen: &str) {
    insta::with_settings!({ prepend_module_to_snapshot => false, snapshot_path => "../snapshots" }, {
        insta::assert_snapshot!(name, screen);
    });
}
