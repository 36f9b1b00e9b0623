//! Notation never makes a right answer wrong: what people type at the course's own questions.

mod answers;

use crate::common;
use crate::common::course;
use crate::common::fields::open_at;
use answers::{ANSWERS, Judged};
use handson::app::App;
use handson::lesson::judge::{Unjudged, Verdict, number};
use handson::lesson::model::{Block, Number};
use handson::progress::Progress;
use handson::session::dialogue::Script;
use std::sync::Arc;

/// The question of a name in a lesson.
fn question(place: &str) -> Number {
    let course = course();
    let (lesson, step) = course.find(place).expect("the step exists");
    let blocks = &course.lessons[lesson].steps[step].blocks;
    let found = blocks.iter().find_map(|block| match block {
        Block::Number(number) => Some(number.clone()),
        _ => None,
    });
    found.expect("it asks for a number")
}

#[test]
fn what_people_type_is_right_wrong_for_its_value_or_asked_about() {
    let judge = |place: &str| {
        let question = question(place);
        move |typed: &str| match number(&question, typed, &handson::labs::scope::Functions) {
            Ok(Verdict::Right) => Judged::Right,
            Ok(Verdict::Wrong(_)) => Judged::Wrong,
            Err(Unjudged::Coarse) => Judged::Coarse,
            Err(Unjudged::Lesson(why)) => panic!("{why}"),
            Err(_) => Judged::Asked,
        }
    };
    // Questions at which many forms of what is right are tried, and many of what is not.
    let mut many = 0;
    let mut others = Vec::new();
    for (place, answers) in ANSWERS {
        let judge = judge(place);
        for (typed, meant) in *answers {
            let judged = judge(typed);
            if judged != *meant {
                others.push(format!("{place}: {typed} is {judged:?}, not {meant:?}"));
            }
        }
        let count = |meant| {
            answers
                .iter()
                .filter(|(_, judged)| *judged == meant)
                .count()
        };
        many += usize::from(count(Judged::Right) >= 8 && count(Judged::Wrong) >= 3);
    }
    let all: usize = ANSWERS.iter().map(|(_, answers)| answers.len()).sum();
    assert!(many >= 5 && all >= 50, "{many} {all}");
    assert!(others.is_empty(), "{others:#?}");
}

#[test]
fn what_rounding_allows_is_said_beside_the_field_and_is_what_is_judged() {
    for (place, said, right, wrong) in [
        (
            "05:gradient",
            "to 3 decimals",
            &["0.305", "0.3052"][..],
            &["0.32", "0.306"][..],
        ),
        (
            "05:begins",
            "to 4 decimals",
            &["0.0132", "2/151.9"],
            &["0.014", "0.0130"],
        ),
        ("04:any", "to 1 decimal", &["3.9", "3.92"], &["4", "4.08"]),
        (
            "07:numbers",
            "within 0.01 nats",
            &["6.59", "ln(2*pi)*5/2+2"],
            &["6.4", "6"],
        ),
    ] {
        let screen = open_at(place).screen();
        assert!(screen.contains(said), "{place}: {screen}");
        let question = question(place);
        let scope = &handson::labs::scope::Functions;
        for typed in right {
            assert_eq!(
                number(&question, typed, scope),
                Ok(Verdict::Right),
                "{place}: {typed}"
            );
        }
        for typed in wrong {
            let judged = number(&question, typed, scope);
            assert!(matches!(judged, Ok(Verdict::Wrong(_))), "{place}: {typed}");
        }
    }
}

#[test]
fn a_comma_that_cannot_be_read_one_way_is_asked_about_on_both_screens_and_not_kept() {
    let mut session = open_at("04:edge");
    session.play("type:399,000 Enter").unwrap();
    let screen = session.screen();
    assert!(screen.contains("399000 or 399.000"), "{screen}");
    assert!(screen.contains("answer: 399,000"), "to be mended");
    let kept = |progress: Option<&Progress>| {
        progress.and_then(|p| p.answered("normal-distribution", "edge").cloned())
    };
    assert_eq!(kept(session.saved()), None);
    let course = course();
    let at = course.find("04:edge").unwrap();
    let app = App::new(
        Arc::clone(&course),
        Progress::default(),
        common::ascii(),
        at,
    );
    let (mut script, _) = Script::new(app);
    assert!(script.say("answer 399,000").contains("399000 or 399.000"));
    assert!(script.say("answer nonsense").contains("1/3"));
    assert_eq!(kept(script.saved()), None);
    for line in [
        "0,399",
        "answer 0,399",
        "answer = 0.399",
        "answer edge = 0.399",
        "edge = 0.399",
        "1/sqrt(2pi)",
        "answer 1/√(2π)",
        "39.9%",
    ] {
        let app = App::new(
            Arc::clone(&course),
            Progress::default(),
            common::ascii(),
            at,
        );
        let (mut script, _) = Script::new(app);
        let said = script.say(line);
        assert!(said.starts_with("Right"), "{line}: {said}");
        let echo = said.lines().next().unwrap_or_default();
        assert!(!echo.contains('='), "{line}: {said}");
    }
}
