//! Set-up codes: what `y` copies, opened again.

use crate::common;
use crate::common::plain;
use handson::app::App;
use handson::lesson::model::Course;
use handson::progress::Progress;
use handson::session::headless::Headless;
use std::sync::Arc;

#[test]
fn a_set_up_code_sets_up_what_it_was_copied_from() {
    let course = common::lab_course();
    for at in common::steps(&course) {
        let copied = |session: &mut Headless| {
            session.play("y").unwrap();
            session
                .copied()
                .last()
                .unwrap()
                .split_once("--with ")
                .unwrap()
                .1
                .to_string()
        };
        let mut session = common::at_step(course.clone(), at, (80, 24), plain());
        session.play("+*3 Down >*3 Down - Down <*3 Down +").unwrap();
        let code = copied(&mut session);
        let mut app = App::new(course.clone(), Progress::default(), plain(), at);
        app.set_up(&code).unwrap();
        assert_eq!(copied(&mut Headless::new(app, 80, 24)), code);
    }
}

#[test]
fn the_code_of_a_step_sets_it_up_and_what_the_step_is_about_stays() {
    let course = common::course();
    let app = |at| App::new(course.clone(), Progress::default(), plain(), at);
    let mut seen = 0;
    for at in common::steps(&course) {
        let mut session = Headless::new(app(at), 80, 24);
        session.play("y").unwrap();
        let command = session.copied().last().cloned().unwrap_or_default();
        if let Some((_, code)) = command.split_once("--with ") {
            assert_eq!(app(at).set_up(code), Ok(()), "{command}");
            seen += 1;
        }
    }
    assert!(seen > 100, "{seen} steps have a lab");

    let at = course.find("08:arms").unwrap();
    let refused = app(at).set_up("v1,set=blobs").unwrap_err();
    assert!(refused.contains("'set' stays spiral"), "{refused}");
    for part in ["set:set:blobs", "train:10:epochs"] {
        let refused = app(at).set_up(part).unwrap_err();
        assert!(refused.contains("is not name=value"), "{refused}");
    }
    let lab = Course {
        is_of_labs: true,
        ..Course::clone(&common::lab_course())
    };
    let at = (0, 0);
    let app = App::new(Arc::new(lab), Progress::default(), plain(), at);
    let mut session = Headless::new(app, 80, 24);
    session.play("y").unwrap();
    let command = session.copied().last().cloned().unwrap();
    assert!(command.starts_with("handson lab "), "{command}");
}
