//! The course as a dialogue, in memory.

use super::{ascii, course};
use handson::app::App;
use handson::lesson::model::{Block, Course, Lesson};
use handson::progress::Progress;
use handson::session::dialogue::Script;
use std::sync::Arc;

/// A new learner at a step.
pub fn open(place: &str) -> Script {
    let course = course();
    let place = course.find(place).expect("the step exists");
    let app = App::new(course, Progress::default(), ascii(), place);
    Script::new(app).0
}

/// A line, and everything that follows from it.
pub fn say(script: &mut Script, line: &str) -> String {
    let answer = script.say(line);
    answer + &script.rest()
}

/// The dialogue at a step, and what it says first.
pub fn at(course: &Arc<Course>, place: (usize, usize)) -> (Script, String) {
    let app = App::new(course.clone(), Progress::default(), ascii(), place);
    Script::new(app)
}

/// Every exercise of the course with its step.
pub fn exercises(course: &Course) -> Vec<((usize, usize), &Lesson, &Block)> {
    let lessons = course.lessons.iter().enumerate();
    let blocks = lessons.flat_map(|(l, lesson)| {
        let steps = lesson.steps.iter().enumerate();
        steps.flat_map(move |(s, step)| step.blocks.iter().map(move |b| ((l, s), lesson, b)))
    });
    blocks
        .filter(|(_, _, block)| block.id().is_some())
        .collect()
}

/// Nothing that a screen reader stumbles over: ASCII, no sequences, no drawn lines, no long ones.
#[track_caller]
pub fn reads_well(text: &str) {
    assert!(text.is_ascii(), "{text}");
    assert!(
        !text.contains(|c: char| c.is_control() && c != '\n'),
        "{text}"
    );
    for line in text.lines() {
        assert!(line.len() <= 76 || !line.contains(' '), "{line}");
        for drawn in [
            "---", "===", "___", "|||", "###", "***", "+--", "[ ]", "( )",
        ] {
            assert!(!line.contains(drawn), "{line}");
        }
    }
}
