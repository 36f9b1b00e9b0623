//! The table of keys keeps its word: whatever the help tells does something.

use crate::common::{course, lab_course, plain};
use handson::app::App;
use handson::event::KeyCode;
use handson::lesson::model::Course;
use handson::progress::Progress;
use handson::screens::intents::{ROWS, Row};
use handson::session::headless::Headless;
use std::sync::Arc;

/// A key as a script names it.
fn scripted(key: KeyCode) -> String {
    match key {
        KeyCode::Char(' ') => "Space".to_owned(),
        KeyCode::Char(c) => c.to_string(),
        named => format!("{named:?}"),
    }
}

/// All that pressing a key can change.
fn seen(session: &mut Headless) -> (String, usize, bool) {
    (session.screen(), session.copied().len(), session.ended())
}

/// A course, a step of it, the size of the screen, and what was pressed before.
type Scene = (Arc<Course>, &'static str, (u16, u16), &'static str);

/// Where a key may have something to do.
fn scenes() -> Vec<Scene> {
    let (course, labs) = (course(), lab_course());
    let shipped = [
        ("04:wider", (80, 24), ""),
        ("04:wider", (80, 24), ">"),
        ("01:mnist", (40, 12), ""),
        ("01:mnist", (40, 12), "PageDown"),
        ("04:meaning", (80, 24), ""),
        ("03:disagree", (80, 24), ""),
        ("05:down", (80, 24), ""),
        ("05:begins", (80, 24), ""),
    ];
    let pad = [("pad", (80, 24), ""), ("pad", (80, 24), "Enter")];
    let shipped = shipped.map(|(at, size, before)| (Arc::clone(&course), at, size, before));
    let pad = pad.map(|(at, size, before)| (Arc::clone(&labs), at, size, before));
    shipped.into_iter().chain(pad).collect()
}

fn does_something(key: KeyCode) -> bool {
    scenes().into_iter().any(|(course, at, size, before)| {
        let at = course.find(at).unwrap_or_else(|_| {
            let mut steps = course.lessons[0].steps.iter();
            (0, steps.position(|step| step.id == at).expect("a lab"))
        });
        let app = App::new(course, Progress::default(), plain(), at);
        let mut session = Headless::new(app, size.0, size.1);
        session.play(before).unwrap();
        let then = seen(&mut session);
        session.play(&scripted(key)).unwrap();
        seen(&mut session) != then
    })
}

#[test]
fn every_key_of_the_table_does_something_somewhere() {
    let on_a_step = |row: &&Row| row.place.is_on_step();
    for row in ROWS.iter().filter(on_a_step) {
        for key in row.keys {
            assert!(does_something(*key), "{key:?} of {:?}", row.intent);
        }
    }
}
