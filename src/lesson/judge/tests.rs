//! Claims about judging.

use super::*;
use crate::expr::{Expr, Nothing, Value};
use crate::lesson::model::{Bet, Inline, Outcome, QuizOption, Task};

fn text(words: &str) -> Vec<Inline> {
    vec![Inline::Text(words.to_owned())]
}

fn expr(source: &str) -> Expr {
    Expr::parse(source).expect(source)
}

/// One fact, `x`.
struct X(f64);

impl Scope for X {
    fn name(&self, name: &str) -> Option<Value> {
        (name == "x").then_some(Value::Number(self.0))
    }

    fn call(&self, _: &str, _: &[Value]) -> Option<Result<Value, String>> {
        None
    }
}

fn a_quiz(right: &[bool]) -> Quiz {
    let option = |right: &bool| QuizOption {
        text: text("a"),
        right: *right,
        reply: None,
    };
    Quiz {
        id: "q".to_owned(),
        ask: text("?"),
        shuffle: true,
        options: right.iter().map(option).collect(),
    }
}

#[test]
fn a_quiz_is_right_with_exactly_the_right_options() {
    let two = a_quiz(&[true, false, true]);
    for (marked, right) in [
        (&[0, 2][..], true),
        (&[2, 0], true),
        (&[0], false),
        (&[0, 1, 2], false),
        (&[], false),
    ] {
        assert_eq!(quiz(&two, marked), right, "{marked:?}");
    }
}

#[test]
fn options_are_shuffled_by_seed_and_none_is_lost() {
    let six = a_quiz(&[false; 6]);
    assert_eq!(order(&six, 7), order(&six, 7));
    let mut firsts = [0; 6];
    for seed in 0..6000 {
        let shown = order(&six, seed);
        firsts[shown[0]] += 1;
        let mut sorted = shown;
        sorted.sort_unstable();
        assert_eq!(sorted, [0, 1, 2, 3, 4, 5]);
    }
    // A thousand each, within five standard deviations of sqrt(6000 * 5/36).
    assert!(
        firsts.iter().all(|n| (855..=1145).contains(n)),
        "{firsts:?}"
    );
    let mut still = six;
    still.shuffle = false;
    assert_eq!(order(&still, 3), [0, 1, 2, 3, 4, 5]);
}

#[test]
fn no_bet_costs_infinity_and_an_even_spread_costs_ln_k() {
    assert!((price(0, 3) - (23.0_f64).ln()).abs() < 1e-12);
    for options in 2..=10 {
        let all: f64 = (0..options)
            .map(|i| probability(u32::from(i == 0) * CHIPS, options))
            .sum();
        assert!((all - 1.0).abs() < 1e-12, "{options}");
        assert!(price(0, options).is_finite());
    }
    assert!((price(5, 2) - even(2)).abs() < 1e-12);
    assert!((price(2, 5) - even(5)).abs() < 1e-12);
    assert!(price(CHIPS, 3) < even(3) && even(3) < price(2, 3));
}

#[test]
fn chips_that_do_not_add_up_are_no_bet() {
    assert!(adds_up(&[5, 3, 2], 3) && adds_up(&[10, 0], 2));
    for chips in [&[5, 5, 1][..], &[9, 0, 0], &[10], &[u32::MAX, 11, 0], &[]] {
        assert!(!adds_up(chips, 3), "{chips:?}");
    }
}

#[test]
fn exactly_one_option_of_a_bet_happens() {
    let bet = |whens: &[&str]| Bet {
        id: "b".to_owned(),
        ask: text("?"),
        reveal: Vec::new(),
        options: whens
            .iter()
            .map(|when| Outcome {
                text: text("a"),
                when: expr(when),
                reply: None,
            })
            .collect(),
    };
    let parted = bet(&["x < 1", "x >= 1 && x < 2", "x >= 2"]);
    assert_eq!(happened(&parted, &X(0.0)), Ok(0));
    assert_eq!(happened(&parted, &X(2.0)), Ok(2));
    assert_eq!(happened(&parted, &X(f64::NAN)), Err(Unsettled::Nothing));
    let lapping = bet(&["x < 1", "x < 2"]);
    assert_eq!(happened(&lapping, &X(0.0)), Err(Unsettled::Several(0, 1)));
    let missing = bet(&["x < 1", "y < 2"]);
    let said = happened(&missing, &X(3.0)).unwrap_err().to_string();
    assert!(said.contains("option 2") && said.contains("`y`"), "{said}");
}

#[test]
fn a_fact_that_is_asked_for_is_not_answered_by_its_name() {
    let asked = Number {
        id: "n".to_owned(),
        ask: text("?"),
        answer: expr("x"),
        within: 0.0,
        unit: None,
        wrong: Vec::new(),
        reply: None,
    };
    assert_eq!(number(&asked, "7", &X(7.0)), Ok(Verdict::Right));
    assert!(number(&asked, "x", &X(7.0)).is_err());
}

#[test]
fn a_number_is_right_within_its_tolerance_and_a_known_mistake_is_named() {
    let asked = Number {
        id: "n".to_owned(),
        ask: text("?"),
        answer: expr("784*128 + 128"),
        within: 0.0,
        unit: None,
        wrong: vec![
            Mistake {
                is: expr("784*128"),
                reply: text("without the biases"),
            },
            Mistake {
                is: expr("128"),
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
        id: "n".to_owned(),
        ask: text("How many percent?"),
        answer: expr("44.15"),
        within: 0.5,
        unit: Some("%".to_owned()),
        wrong: vec![Mistake {
            is: expr("0.4415"),
            reply: text("as a share"),
        }],
        reply: None,
    };
    let judged = |typed: &str| number(&asked, typed, &Nothing);
    for typed in ["0.44", "151/342", "0,442"] {
        assert_eq!(
            judged(typed),
            Ok(Verdict::Wrong(Some(&asked.wrong[0]))),
            "{typed}"
        );
    }
    for typed in ["123/342", "0.9", "1/3", "0.5"] {
        assert_eq!(judged(typed), Ok(Verdict::Wrong(None)), "{typed}");
    }
}

#[test]
fn a_comma_that_can_be_read_in_two_ways_is_asked_about_unless_one_of_them_is_right() {
    let asked = |answer: &str| Number {
        id: "n".to_owned(),
        ask: text("?"),
        answer: expr(answer),
        within: 0.005,
        unit: None,
        wrong: vec![Mistake {
            is: expr("60000"),
            reply: text("all of them"),
        }],
        reply: None,
    };
    let height = asked("6.59");
    let judged = |typed: &str| number(&height, typed, &Nothing);
    for typed in ["6,590", "6,59", "6.590"] {
        assert_eq!(judged(typed), Ok(Verdict::Right), "{typed}");
    }
    let either = Unjudged::Comma("6800".to_owned(), "6.800".to_owned());
    assert_eq!(judged("6,800"), Err(either));
    // Here there is one reading, or a known mistake.
    for (typed, mistake) in [("6,8", None), ("6,800,000", None), ("60,000", Some(0))] {
        let mistake = mistake.map(|at: usize| &height.wrong[at]);
        assert_eq!(judged(typed), Ok(Verdict::Wrong(mistake)), "{typed}");
    }
    // What is counted has no decimals.
    let count = asked("1 / 0.01^2");
    let wrong = number(&count, "1,001", &Nothing);
    assert_eq!(wrong, Ok(Verdict::Wrong(None)));
}

#[test]
fn a_rounded_answer_on_the_edge_of_the_tolerance_is_right_and_the_question_says_how_far_it_goes() {
    let asked = |within: f64, unit: Option<&str>| Number {
        id: "n".to_owned(),
        ask: text("?"),
        answer: expr("0.1525"),
        within,
        unit: unit.map(str::to_owned),
        wrong: Vec::new(),
        reply: None,
    };
    let three = asked(0.0005, None);
    for (typed, right) in [
        ("0.153", true),
        ("0.152", true),
        ("0.1531", false),
        ("0.15", false),
    ] {
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
fn a_value_in_passing_meets_no_task_and_the_end_of_a_run_does() {
    let task = Task {
        id: "t".to_owned(),
        goal: text("!"),
        until: expr("x > 1"),
        hints: Vec::new(),
        done: None,
        solve: Vec::new(),
        naive: Vec::new(),
    };
    let mut watch = Watch::default();
    let mut see = |x: f64, ended| watch.update(&task, &X(x), ended);
    assert_eq!(see(2.0, false), Ok(false));
    assert_eq!(see(0.0, false), Ok(false));
    assert_eq!(see(f64::NAN, true), Ok(false));
    assert_eq!(see(2.0, false), Ok(false));
    assert_eq!(see(3.0, false), Ok(true));
    assert_eq!(see(3.0, false), Ok(false));
    assert_eq!(see(0.0, true), Ok(false));
    assert!(watch.is_met());
    assert_eq!(Watch::default().update(&task, &X(2.0), true), Ok(true));
    assert!(Watch::default().update(&task, &Nothing, true).is_err());
}

#[test]
fn facts_fill_their_places_and_nothing_else() {
    let fact = |name: &str| (name == "peak").then(|| "1.33".to_owned());
    let filled = fill(
        &[
            Inline::Text("{peak} {paek} {1} { peak } {peak".to_owned()),
            Inline::Strong(text("a {{peak}}")),
            Inline::Code("{peak}".to_owned()),
        ],
        &fact,
    );
    assert_eq!(
        filled,
        [
            Inline::Text("1.33 {paek} {1} { peak } {peak".to_owned()),
            Inline::Strong(text("a {1.33}")),
            Inline::Code("{peak}".to_owned()),
        ]
    );
    assert_eq!(placeholders(&text("{peak} {paek} {1}")), ["peak", "paek"]);
}

#[test]
fn of_a_reply_of_another_day_the_sentences_without_facts_remain() {
    let reply = |words: &str| timeless(&text(words)).map(|left| fill(&left, &|_| None));
    let joined = |words: &str| match reply(words) {
        None => String::new(),
        Some(left) => left
            .iter()
            .map(|inline| match inline {
                Inline::Text(words) => words.as_str(),
                _ => "",
            })
            .collect(),
    };
    assert_eq!(joined("From {low} lies 0.5. Many do."), "Many do.");
    assert_eq!(
        joined("Yes! It is {x}. So 1.5 it was."),
        "Yes! So 1.5 it was."
    );
    assert_eq!(joined("All of it."), "All of it.");
    assert_eq!(reply("It is {x}."), None);
    assert_eq!(reply(""), None);
}
