//! The course as a dialogue, in memory.

use super::{ascii, course};
use handson::app::App;
use handson::progress::Progress;
use handson::session::dialogue::Script;

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
