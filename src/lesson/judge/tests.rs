//! Claims about judging.

mod doubt;
mod number;

use super::*;
use crate::expr::{Expr, Nothing, Scope, Value};
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
        when: None,
        reply: None,
    };
    Quiz {
        test: false,
        id: "q".into(),
        ask: text("?"),
        shuffle: true,
        options: right.iter().map(option).collect(),
        recall: None,
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
        id: "b".into(),
        ask: text("?"),
        reveal: Vec::new(),
        options: whens
            .iter()
            .map(|when| Outcome {
                lost: None,
                text: text("a"),
                when: expr(when).into(),
                reply: None,
            })
            .collect(),
        lock: Vec::new(),
        long: false,
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
fn of_a_lost_bet_the_option_is_told_that_was_trusted_more_than_any_other() {
    let option = |said: &str| Outcome {
        text: text("a"),
        when: expr("x < 1").into(),
        reply: None,
        lost: Some(text(said)),
    };
    let bet = Bet {
        id: "b".into(),
        ask: text("?"),
        reveal: Vec::new(),
        options: vec![option("first"), option("second")],
        lock: Vec::new(),
        long: false,
    };
    // After the words of the option itself.
    let second = [text("a"), text("? "), text("second")].concat();
    for (chips, happened, said) in [
        ([3, 7], 0, Some(second)),
        ([3, 7], 1, None),
        ([5, 5], 0, None),
    ] {
        assert_eq!(bet.lost(&chips, happened), said, "{chips:?} {happened}");
    }
}

#[test]
fn a_value_in_passing_meets_no_task_and_the_end_of_a_run_does() {
    let task = Task {
        test: false,
        id: "t".into(),
        goal: text("!"),
        until: expr("x > 1").into(),
        hints: Vec::new(),
        done: None,
        solve: Vec::new(),
        naive: Vec::new(),
        long: false,
        warm_up: false,
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
