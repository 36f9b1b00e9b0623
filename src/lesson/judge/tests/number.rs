//! Claims about judging answers that are numbers.

use super::{X, expr, text};
use crate::expr::Nothing;
use crate::lesson::judge::typed::Unread;
use crate::lesson::judge::{Percent, Unjudged, Verdict, number};
use crate::lesson::model::{Mistake, Number};

#[test]
fn a_fact_that_is_asked_for_is_not_answered_by_its_name() {
    let asked = Number {
        test: false,
        otherwise: None,
        recall: None,
        id: "n".into(),
        ask: text("?"),
        answer: expr("x").into(),
        within: 0.0,
        unit: None,
        given: Vec::new(),
        reveal: Vec::new(),
        wrong: Vec::new(),
        reply: None,
    };
    assert_eq!(number(&asked, "7", &X(7.0)), Ok(Verdict::Right));
    assert!(number(&asked, "x", &X(7.0)).is_err());
}

#[test]
fn a_number_is_right_within_its_tolerance_and_a_known_mistake_is_named() {
    let asked = Number {
        test: false,
        otherwise: None,
        recall: None,
        id: "n".into(),
        ask: text("?"),
        answer: expr("784*128 + 128").into(),
        within: 0.0,
        unit: None,
        given: Vec::new(),
        reveal: Vec::new(),
        wrong: vec![
            Mistake {
                is: expr("784*128").into(),
                reply: text("without the biases"),
            },
            Mistake {
                is: expr("128").into(),
                reply: text("biases alone"),
            },
        ],
        reply: None,
    };
    let judged = |typed: &str| number(&asked, typed, &Nothing);
    for typed in [
        "100,480",
        "100480",
        "784*128+128",
        "1.0048e5",
        "785 * 128",
        "100 480",
        "10048000%",
    ] {
        assert_eq!(judged(typed), Ok(Verdict::Right), "{typed}");
    }
    assert_eq!(judged("100352"), Ok(Verdict::Wrong(Some(&asked.wrong[0]))));
    assert_eq!(judged("99,000"), Ok(Verdict::Wrong(None)));
    let none = Err(Unjudged::Unread(Unread::NoValue));
    assert_eq!(judged("0/0"), none);
}

#[test]
fn a_mistake_is_known_as_exactly_as_the_answer_each_by_its_own_size() {
    let asked = Number {
        test: false,
        otherwise: None,
        recall: None,
        id: "n".into(),
        ask: text("How many percent?"),
        answer: expr("44.15").into(),
        within: 0.5,
        unit: Some("%".to_owned()),
        given: Vec::new(),
        reveal: Vec::new(),
        wrong: vec![Mistake {
            is: expr("0.2").into(),
            reply: text("the root of a share"),
        }],
        reply: None,
    };
    let judged = |typed: &str| number(&asked, typed, &Nothing);
    let known = Ok(Verdict::Wrong(Some(&asked.wrong[0])));
    for typed in ["0.2", "1/5", "0,202"] {
        assert_eq!(judged(typed), known, "{typed}");
    }
    // Any other one is asked about: less than 1% may be meant as a share.
    for typed in ["123/342", "0.9", "1/3", "0.5", "0.21"] {
        let asked = Err(Unjudged::Percent(Percent::Share));
        assert_eq!(judged(typed), asked, "{typed}");
    }
}

#[test]
fn a_comma_that_can_be_read_in_two_ways_is_asked_about_unless_one_of_them_is_right() {
    let asked = |answer: &str| Number {
        test: false,
        otherwise: None,
        recall: None,
        id: "n".into(),
        ask: text("?"),
        answer: expr(answer).into(),
        within: 0.005,
        unit: None,
        given: Vec::new(),
        reveal: Vec::new(),
        wrong: vec![Mistake {
            is: expr("60000").into(),
            reply: text("all of them"),
        }],
        reply: None,
    };
    let height = asked("6.59");
    let judged = |typed: &str| number(&height, typed, &Nothing);
    for typed in ["6,59", "6.590"] {
        assert_eq!(judged(typed), Ok(Verdict::Right), "{typed}");
    }
    for (typed, one, other) in [
        ("6,800", "6800", "6.800"),
        ("6,590", "6590", "6.590"),
        ("60,000", "60000", "60.000"),
    ] {
        let either = Unjudged::TwoWays(one.to_owned(), other.to_owned());
        assert_eq!(judged(typed), Err(either), "{typed}");
    }
    // Here there is one reading.
    for (typed, mistake) in [("6,8", None), ("6,800,000", None), ("60000", Some(0))] {
        let mistake = mistake.map(|at: usize| &height.wrong[at]);
        assert_eq!(judged(typed), Ok(Verdict::Wrong(mistake)), "{typed}");
    }
    // What is counted has no decimals: thousands are meant, unless only the other reading is right.
    let count = asked("1 / 0.01^2");
    let judged = |typed: &str| number(&count, typed, &Nothing);
    assert_eq!(judged("10,000"), Ok(Verdict::Right));
    for typed in ["1,001", "1.001", "1,0001"] {
        assert_eq!(judged(typed), Ok(Verdict::Wrong(None)), "{typed}");
    }
    for (typed, one, other) in [
        ("10.000", "10000", "10"),
        ("1,0000", "10000", "1"),
        ("1.0000", "10000", "1"),
    ] {
        let either = Unjudged::TwoWays(one.to_owned(), other.to_owned());
        assert_eq!(judged(typed), Err(either), "{typed}");
    }
    // A sum of such numbers is asked about as one of them is.
    let updates = asked("ceil(60000 / 256)");
    for (typed, grouped, decimals) in [
        ("60.160/256", "235", "0.235"),
        ("60.000 / 256 + 0.625", "", ""),
    ] {
        let judged = number(&updates, typed, &Nothing);
        match grouped {
            "" => assert_eq!(judged, Ok(Verdict::Wrong(None)), "{typed}"),
            _ => {
                let either = Unjudged::TwoWays(grouped.to_owned(), decimals.to_owned());
                assert_eq!(judged, Err(either), "{typed}");
            }
        }
    }
    let few = asked("14");
    for (typed, other) in [("14,000", "14.000"), ("14.000", "14")] {
        let either = Unjudged::TwoWays("14000".to_owned(), other.to_owned());
        assert_eq!(number(&few, typed, &Nothing), Err(either), "{typed}");
    }
    for typed in ["14 000", "14 squared", "14000"] {
        let wrong = number(&few, typed, &Nothing);
        assert_eq!(wrong, Ok(Verdict::Wrong(None)), "{typed}");
    }
}

#[test]
fn a_formula_that_reads_in_two_ways_is_right_where_one_of_them_is_and_else_not_kept() {
    let asked = Number {
        test: false,
        otherwise: None,
        recall: None,
        id: "n".into(),
        ask: text("?"),
        answer: expr("1 / sqrt(2*pi)").into(),
        within: 0.005,
        unit: None,
        given: Vec::new(),
        reveal: Vec::new(),
        wrong: vec![Mistake {
            is: expr("1/(2*pi)").into(),
            reply: text("the variance"),
        }],
        reply: None,
    };
    for typed in ["1/√2π", "1/sqrt 2pi", "1/sqrt 2*pi", "1/√(2π)"] {
        let judged = number(&asked, typed, &Nothing);
        assert_eq!(judged, Ok(Verdict::Right), "{typed}");
    }
    for typed in ["1/2π", "√2π"] {
        let judged = number(&asked, typed, &Nothing);
        assert_eq!(judged, Err(Unread::TwoWays.into()), "{typed}");
    }
}

#[test]
fn a_thing_of_the_question_is_no_unit_and_a_share_is_as_good_as_percents() {
    let asked = Number {
        test: false,
        otherwise: None,
        recall: None,
        id: "n".into(),
        ask: text("How many percent of the birds does it get right?"),
        answer: expr("100 * 151 / 342").into(),
        within: 0.5,
        unit: Some("%".to_owned()),
        given: Vec::new(),
        reveal: Vec::new(),
        wrong: vec![
            Mistake {
                is: expr("151").into(),
                reply: text("so many birds"),
            },
            Mistake {
                is: expr("100 / 3").into(),
                reply: text("blindly"),
            },
        ],
        reply: None,
    };
    let judged = |typed: &str| number(&asked, typed, &Nothing);
    for typed in [
        "44",
        "44%",
        "44% of the birds",
        "44 Prozent",
        "44 out of 100",
        "151 of 342",
        "151 of the 342 birds",
        "44.5",
        "43.7",
        "44,",
    ] {
        assert_eq!(judged(typed), Ok(Verdict::Right), "{typed}");
    }
    for typed in ["44 birds", "44 of them", "45 birds"] {
        let thing = matches!(judged(typed), Err(Unjudged::Thing { .. }));
        assert!(thing, "{typed}: {:?}", judged(typed));
    }
    // Nearer to 45 than to 44.
    for typed in ["44.6", "44.64", "44.65", "43.4", "47%", "47 percent"] {
        assert_eq!(judged(typed), Ok(Verdict::Wrong(None)), "{typed}");
    }
    for (typed, at) in [("151 birds", 0), ("33", 1), ("33.3", 1)] {
        let known = Ok(Verdict::Wrong(Some(&asked.wrong[at])));
        assert_eq!(judged(typed), known, "{typed}");
    }
}

#[test]
fn a_rounded_answer_on_the_edge_of_the_tolerance_is_right_and_the_question_says_how_far_it_goes() {
    let asked = |within: f64, unit: Option<&str>| Number {
        test: false,
        otherwise: None,
        recall: None,
        id: "n".into(),
        ask: text("?"),
        answer: expr("0.1525").into(),
        within,
        unit: unit.map(str::to_owned),
        given: Vec::new(),
        reveal: Vec::new(),
        wrong: Vec::new(),
        reply: None,
    };
    let three = asked(0.0005, None);
    for (typed, right) in [("0.153", true), ("0.152", true), ("0.1531", false)] {
        let verdict = if right {
            Verdict::Right
        } else {
            Verdict::Wrong(None)
        };
        assert_eq!(number(&three, typed, &Nothing), Ok(verdict), "{typed}");
    }
    for (within, unit, said) in [
        (0.0005, None, Some("to 3 decimals")),
        (0.05, Some("mm"), Some("to 1 decimal")),
        (0.5, None, Some("to the nearest whole number")),
        (0.00013, None, Some("within 0.00013")),
        (2.0, Some("mm"), Some("within 2 mm")),
        (0.6, Some("%"), Some("within 0.6%")),
        (0.0, None, None),
    ] {
        assert_eq!(asked(within, unit).precision().as_deref(), said, "{within}");
    }
}

#[test]
fn the_answer_with_fewer_digits_than_are_asked_for_is_too_coarse_and_no_try() {
    let asked = |answer: &str, within: f64, unit: Option<&str>| Number {
        test: false,
        otherwise: None,
        recall: None,
        id: "n".into(),
        ask: text("?"),
        answer: expr(answer).into(),
        within,
        unit: unit.map(str::to_owned),
        given: Vec::new(),
        reveal: Vec::new(),
        wrong: vec![Mistake {
            is: expr("4").into(),
            reply: text("two sigmas"),
        }],
        reply: None,
    };
    let slope = asked("0.1525", 0.0005, None);
    for typed in ["0,15", "0.15", "15%", "a = 0.15", "3/20", "15/100"] {
        let judged = number(&slope, typed, &Nothing);
        assert_eq!(judged, Err(Unjudged::Coarse), "{typed}");
    }
    // A single digit that is a fifth off may be a guess.
    for typed in [
        "0.14", "0", "0.16", "0.1520", "0.154", "1.5", "-0.15", "0.2", "0.1",
    ] {
        let judged = number(&slope, typed, &Nothing);
        let right = typed == "0.1520";
        let verdict = if right {
            Verdict::Right
        } else {
            Verdict::Wrong(None)
        };
        assert_eq!(judged, Ok(verdict), "{typed}");
    }
    // All the digits that were asked for, cut off and not rounded, are no answer.
    let rate = asked("2/151.9", 0.00005, None);
    for (typed, judged) in [
        ("0.013", Err(Unjudged::Coarse)),
        ("0.01", Ok(Verdict::Wrong(None))),
        ("0.0131", Ok(Verdict::Wrong(None))),
        ("0.0132", Ok(Verdict::Right)),
    ] {
        assert_eq!(number(&rate, typed, &Nothing), judged, "{typed}");
    }
    let share = asked("44.15", 0.05, Some("%"));
    for (typed, judged) in [
        ("44%", Err(Unjudged::Coarse)),
        ("44", Err(Unjudged::Coarse)),
        ("44.1", Ok(Verdict::Right)),
        ("45", Ok(Verdict::Wrong(None))),
    ] {
        assert_eq!(number(&share, typed, &Nothing), judged, "{typed}");
    }
    // A known mistake is named all the same, and what is counted has no decimals to be coarse in.
    let width = asked("3.92", 0.05, None);
    let known = number(&width, "4", &Nothing);
    assert!(matches!(known, Ok(Verdict::Wrong(Some(_)))), "{known:?}");
    for typed in ["3.98", "2*1.99"] {
        let another = number(&width, typed, &Nothing);
        assert_eq!(another, Ok(Verdict::Wrong(None)), "{typed}");
    }
    let count = asked("100480", 0.0, None);
    let judged = number(&count, "100000", &Nothing);
    assert_eq!(judged, Ok(Verdict::Wrong(None)));
}

#[test]
fn what_the_question_and_its_replies_speak_of_may_stand_behind_the_number() {
    let asked = Number {
        test: false,
        otherwise: None,
        recall: None,
        id: "n".into(),
        ask: text("How many labels does it need?"),
        answer: expr("0").into(),
        within: 0.0,
        unit: None,
        given: Vec::new(),
        reveal: Vec::new(),
        wrong: vec![Mistake {
            is: expr("27").into(),
            reply: text("a factor of 1/e a leaf"),
        }],
        reply: None,
    };
    for typed in ["none", "no labels", "0 labels", "zero", "no label at all"] {
        assert_eq!(
            number(&asked, typed, &Nothing),
            Ok(Verdict::Right),
            "{typed}"
        );
    }
    let known = Ok(Verdict::Wrong(Some(&asked.wrong[0])));
    assert_eq!(number(&asked, "27 leaves", &Nothing), known);
    assert!(number(&asked, "27 trees", &Nothing).is_err());
}
