//! Claims about answers that are asked about and not judged.

use super::{expr, text};
use crate::expr::Nothing;
use crate::lesson::judge::{Percent, Unjudged, Verdict, number};
use crate::lesson::model::{Mistake, Number};

#[test]
fn percent_is_in_doubt_by_the_form_of_an_answer_and_never_by_its_value() {
    let asked = |answer: &str, within: f64, unit: Option<&str>| Number {
        test: false,
        otherwise: None,
        recall: None,
        id: "n".to_owned().into(),
        ask: text("What share?"),
        answer: expr(answer).into(),
        within,
        unit: unit.map(str::to_owned),
        given: Vec::new(),
        reveal: Vec::new(),
        wrong: Vec::new(),
        reply: None,
    };
    let share = asked("0.51", 0.006, None);
    for (typed, judged) in [
        ("51%", Ok(Verdict::Right)),
        ("51 percent", Ok(Verdict::Right)),
        ("51", Err(Unjudged::Percent(Percent::Unsaid))),
        ("51.3", Err(Unjudged::Percent(Percent::Unsaid))),
        ("102/2", Err(Unjudged::Percent(Percent::Unsaid))),
        ("0.51%", Err(Unjudged::Percent(Percent::Twice))),
        ("0.0051", Ok(Verdict::Wrong(None))),
        ("49", Err(Unjudged::Percent(Percent::Unsaid))),
        ("2", Err(Unjudged::Percent(Percent::Unsaid))),
        ("0.49%", Err(Unjudged::Percent(Percent::Twice))),
        ("49%", Ok(Verdict::Wrong(None))),
        ("0.49", Ok(Verdict::Wrong(None))),
        ("149", Ok(Verdict::Wrong(None))),
    ] {
        assert_eq!(number(&share, typed, &Nothing), judged, "{typed}");
    }
    let percents = asked("44.15", 0.5, Some("%"));
    for (typed, judged) in [
        ("44", Ok(Verdict::Right)),
        ("0.44", Err(Unjudged::Percent(Percent::Share))),
        ("0,442", Err(Unjudged::Percent(Percent::Share))),
        ("151/342", Err(Unjudged::Percent(Percent::Share))),
        ("0.44%", Err(Unjudged::Percent(Percent::Twice))),
        ("0.442 percent", Err(Unjudged::Percent(Percent::Twice))),
        ("0.49", Err(Unjudged::Percent(Percent::Share))),
        ("49", Ok(Verdict::Wrong(None))),
        ("49%", Ok(Verdict::Wrong(None))),
    ] {
        assert_eq!(number(&percents, typed, &Nothing), judged, "{typed}");
    }
    // Two wrong answers of one form are asked about alike, however near one of them is.
    for typed in ["0.44", "0.45", "0.01", "0.99"] {
        let judged = number(&percents, typed, &Nothing);
        assert_eq!(judged, Err(Unjudged::Percent(Percent::Share)), "{typed}");
    }
    // A mistake that the lesson knows is judged as one.
    let known = Number {
        reveal: Vec::new(),
        wrong: vec![Mistake {
            is: expr("0.2").into(),
            reply: text("the root of a share"),
        }],
        ..asked("20", 0.5, Some("%"))
    };
    let judged = number(&known, "0.2", &Nothing);
    assert_eq!(judged, Ok(Verdict::Wrong(Some(&known.wrong[0]))));
    // Where the question speaks of no share, nothing is meant in percent.
    let plain = Number {
        ask: text("Which sigma?"),
        ..asked("0.399", 0.005, None)
    };
    assert_eq!(number(&plain, "40", &Nothing), Ok(Verdict::Wrong(None)));
    // What is no share is in no percent: a negative number, more than the whole.
    for (answer, typed) in [("14", "1400"), ("14", "0.14"), ("-0.511", "-51.1")] {
        let judged = asked(answer, 0.0005, None);
        let judged = number(&judged, typed, &Nothing);
        assert!(
            matches!(judged, Ok(Verdict::Wrong(_))),
            "{typed}: {judged:?}"
        );
    }
}

#[test]
fn a_sign_between_two_numbers_that_may_not_be_meant_is_asked_about_unless_it_is_right() {
    let asked = |answer: &str, wrong: &str| Number {
        test: false,
        otherwise: None,
        recall: None,
        id: "n".to_owned().into(),
        ask: text("?"),
        answer: expr(answer).into(),
        within: 0.005,
        unit: None,
        given: Vec::new(),
        reveal: Vec::new(),
        wrong: vec![Mistake {
            is: expr(wrong).into(),
            reply: text("the other way"),
        }],
        reply: None,
    };
    let question = asked("0.399", "-82.75");
    let judged = |typed: &str| number(&question, typed, &Nothing);
    let known = Ok(Verdict::Wrong(Some(&question.wrong[0])));
    for (typed, verdict) in [
        ("0.601-0.202", Ok(Verdict::Right)),
        ("4.73-87.48", known),
        ("5-3", Ok(Verdict::Wrong(None))),
        ("40 - 48", Ok(Verdict::Wrong(None))),
        ("-48-165", Err("a range, from -48 to 165, or -48 minus 165")),
        ("-40 - 48", Ok(Verdict::Wrong(None))),
        ("-48-40", Err("a range, from -48 to 40")),
        ("48-40", Ok(Verdict::Wrong(None))),
        ("40-48-1", Ok(Verdict::Wrong(None))),
        ("1:4", Err("1/4 or 1.4")),
        ("399:1000", Ok(Verdict::Right)),
        ("0:399", Err("0/399 or 0.399")),
        ("0.5:3", Ok(Verdict::Wrong(None))),
        ("40-48", Err("a range, from 40 to 48, or 40 minus 48")),
        ("0,38–0,40", Err("a range, from 0,38 to 0,40, or")),
        ("about 31-48%", Err("a range")),
        ("40%-48%", Err("a range")),
        ("40 to 48", Err("two numbers")),
        ("40 or 48", Err("two numbers")),
        ("40..48", Err("two numbers")),
        ("between 40 and 48", Err("two numbers")),
    ] {
        match (judged(typed), verdict) {
            (Err(why), Err(said)) => {
                let why = why.to_string();
                assert!(why.contains(said), "{typed}: {why}");
            }
            (judged, verdict) => {
                assert_eq!(judged.ok(), verdict.ok(), "{typed}");
            }
        }
    }
}

#[test]
fn a_letter_that_the_question_gives_a_value_for_may_be_typed() {
    let question = Number {
        test: false,
        otherwise: None,
        recall: None,
        id: "n".to_owned().into(),
        ask: text("Above which rate?"),
        answer: expr("2 / 151.9").into(),
        within: 0.00005,
        unit: None,
        given: vec![("lambda".to_owned().into(), expr("151.9").into())],
        reveal: Vec::new(),
        wrong: Vec::new(),
        reply: None,
    };
    for typed in [
        "2/λ",
        "2/lambda",
        "2 / Lambda",
        "2 ÷ λ",
        "2λ/λ^2",
        "rate = 2/λ",
    ] {
        let judged = number(&question, typed, &Nothing);
        assert_eq!(judged, Ok(Verdict::Right), "{typed}");
    }
    let judged = number(&question, "λ/2", &Nothing);
    assert_eq!(judged, Ok(Verdict::Wrong(None)));
    assert!(number(&question, "2/η", &Nothing).is_err());
}
