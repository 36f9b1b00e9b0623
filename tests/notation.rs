//! Notation never makes a right answer wrong: what people type at the course's own questions.

mod common;

use common::course;
use common::fields::open_at;
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

enum Judged {
    Right,
    Wrong,
    /// It is asked about, or said which forms there are: nothing is kept.
    Asked,
    /// It is right, but rounded too far: that is said, and nothing is kept.
    Coarse,
}

#[test]
fn fifty_answers_that_people_type_are_right_wrong_for_their_value_or_asked_about() {
    use Judged::{Asked, Coarse, Right, Wrong};
    let judge = |place: &str| {
        let question = question(place);
        move |typed: &str| match number(&question, typed, &handson::labs::scope::Functions) {
            Ok(Verdict::Right) => "right",
            Ok(Verdict::Wrong(_)) => "wrong",
            Err(Unjudged::Unread(_) | Unjudged::TwoWays(..) | Unjudged::Thing { .. }) => "asked",
            Err(Unjudged::Coarse) => "coarse",
            Err(Unjudged::Lesson(why)) => panic!("{why}"),
        }
    };
    let answers: [(&str, &[(&str, Judged)]); 12] = [
        (
            "04:any", // 1.96 sigmas of 2
            &[
                ("3.92", Right),
                ("1,96 * 2", Right),
                ("3.92 sigma", Asked),
                ("3.92 sigmas", Asked),
                ("1.96 sigma", Asked),
                ("1.96", Wrong),
                ("3.92 to each side", Right),
                ("3 23/25", Right),
                ("3.98", Wrong),
                ("3,920", Asked),
                ("+-3.92", Asked),
                ("±3.92", Asked),
                ("+/- 3.92", Asked),
            ],
        ),
        (
            "01:mnist", // 28 * 28
            &[
                ("784", Right),
                (" 784 ", Right),
                ("784.0", Right),
                ("28x28", Right),
                ("28 × 28", Right),
                ("28*28", Right),
                ("28^2", Right),
                ("28**2", Right),
                ("28²", Right),
                ("784 numbers", Right),
                ("784 pixels", Right),
                ("28 squared", Right),
                ("28 by 28", Right),
                ("784?", Right),
                ("28 * 28 = 784", Right),
                ("seven hundred eighty-four", Right),
                ("28·28", Right),
                ("7.84e2", Right),
                ("= 784", Right),
                ("56", Wrong),
                ("28+28", Wrong),
                ("785", Wrong),
                ("78,4", Wrong),
                ("-784", Wrong),
                ("many", Asked),
                ("28 28", Asked),
            ],
        ),
        (
            "03:rules", // 44.15 percent
            &[
                ("44", Right),
                ("44%", Right),
                ("44 %", Right),
                ("44.2", Right),
                ("44,15", Right),
                ("44 percent", Right),
                ("forty-four", Right),
                ("forty-four percent", Right),
                ("0,27%.5", Asked),
                ("151/342%", Wrong),
                ("100*151/342", Right),
                ("0.44", Wrong),
                ("44 birds", Asked),
                ("151 birds", Wrong),
                ("44 out of 100", Right),
                ("151 of 342", Right),
                ("44 Prozent", Right),
                ("44,", Right),
                ("44.65", Wrong),
                ("56%", Wrong),
                ("33", Wrong),
            ],
        ),
        (
            "04:edge", // 1 / sqrt(2 pi)
            &[
                ("0.399", Right),
                ("0,399", Right),
                (".4", Right),
                ("0.40", Right),
                ("1/√(2π)", Right),
                ("1/sqrt(2pi)", Right),
                ("1 / sqrt(2*pi)", Right),
                ("(2π)^(-1/2)", Right),
                ("(2*pi)**-.5", Right),
                ("39.9%", Right),
                ("√(2π)", Wrong),
                ("1/(2π)", Wrong),
                ("0,159", Wrong),
                ("−0.4", Wrong),
                ("½", Wrong),
                ("0·4", Right),
                ("0.3", Wrong),
                ("1/√2π", Right),
                ("1/sqrt 2pi", Right),
                ("< 0.4", Right),
                ("below 0.4", Right),
                ("> 0.4", Asked),
                ("1/2pi", Asked),
                ("399,000", Asked),
            ],
        ),
        (
            "04:tails", // 0.0027
            &[
                ("0.0027", Right),
                ("0,0027", Right),
                ("0.27%", Right),
                ("0,27 %", Right),
                ("2.7e-3", Right),
                ("2.7×10⁻³", Right),
                ("1/370", Right),
                ("2.7‰", Right),
                ("0.27", Wrong),
                ("1 in 370", Right),
                ("one in 370", Right),
                ("2.7 per mille", Right),
                ("2.7 in a thousand", Right),
                ("0.3%", Coarse),
                ("0.003", Coarse),
                ("3/1000", Coarse),
                ("0.00135", Wrong),
                ("none", Wrong),
            ],
        ),
        (
            "09:layers", // 784 * 128 + 128
            &[
                ("100480", Right),
                ("100,480", Right),
                ("100 480", Right),
                ("100'480", Right),
                ("100.480,0", Right),
                ("785·128", Right),
                ("784×128+128", Right),
                ("(784+1)128", Right),
                ("100480 parameters", Right),
                ("100,352", Wrong),
                ("100,481", Wrong),
                ("1,00480", Asked),
                ("10,04,80", Asked),
                ("100480 apples", Asked),
            ],
        ),
        (
            "04:root", // 10,000
            &[
                ("ten thousand", Right),
                ("10 thousand", Right),
                ("10k values", Right),
                ("a thousand", Wrong),
                ("1,0000", Asked),
                ("100 squared", Right),
            ],
        ),
        (
            "06:dies", // 26.7, within 2
            &[
                ("27 leaves", Right),
                ("twenty-seven leaves", Right),
                ("27 birds", Asked),
                ("26 2/3", Right),
                ("27th", Right),
            ],
        ),
        (
            "05:begins", // 0.0132
            &[("> 0.0132", Right), ("above 0.0132", Right)],
        ),
        (
            "05:total", // 14
            &[
                ("14 squared", Wrong),
                ("14,000", Asked),
                ("14.000", Asked),
                ("14 000", Wrong),
                ("measured(\"ae.val_loss\")", Asked),
                ("rows(\"penguins\")", Asked),
            ],
        ),
        (
            "07:numbers", // 5/2 ln(2 pi) + 2
            &[("5/2 ln(2π) + 2", Right), ("5/2 ln 2π + 2", Right)],
        ),
        (
            "09:idea", // 0
            &[
                ("no labels", Right),
                ("none of them", Right),
                ("60000 labels", Wrong),
            ],
        ),
    ];
    let mut count = 0;
    for (place, answers) in answers {
        let judge = judge(place);
        for (typed, judged) in answers {
            let meant = match judged {
                Right => "right",
                Wrong => "wrong",
                Asked => "asked",
                Coarse => "coarse",
            };
            assert_eq!(judge(typed), meant, "{place}: {typed}");
            count += 1;
        }
    }
    assert!(count >= 50);
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
