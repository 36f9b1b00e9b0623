//! Claims about answers that are asked about and not judged.

use super::{expr, text};
use crate::expr::Nothing;
use crate::lesson::judge::{Percent, Unjudged, Verdict, number};
use crate::lesson::model::{Mistake, Number};

#[test]
fn where_nothing_but_percent_is_in_doubt_it_is_asked_and_no_try() {
    let asked = |answer: &str, within: f64, unit: Option<&str>| Number {
        test: false,
        id: "n".to_owned().into(),
        ask: text("?"),
        answer: expr(answer).into(),
        within,
        unit: unit.map(str::to_owned),
        wrong: vec![Mistake {
            is: expr(&format!("100 * ({answer})")).into(),
            reply: text("in percent"),
        }],
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
        ("49", Ok(Verdict::Wrong(None))),
        ("0.49%", Ok(Verdict::Wrong(None))),
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
        ("0.49", Ok(Verdict::Wrong(None))),
    ] {
        assert_eq!(number(&percents, typed, &Nothing), judged, "{typed}");
    }
    // What is no share is in no percent: a count, a negative number, more than the whole.
    for (answer, typed) in [
        ("14", "1400"),
        ("14", "0.14"),
        ("-0.511", "-51.1"),
        ("1", "100"),
    ] {
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
        id: "n".to_owned().into(),
        ask: text("?"),
        answer: expr(answer).into(),
        within: 0.005,
        unit: None,
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
        ("-40-48", Ok(Verdict::Wrong(None))),
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
