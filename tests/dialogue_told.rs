//! What the dialogue tells of a lab, and when: what is new, once, the task first.

mod common;

use common::dialogue::{open, say};

#[test]
fn after_a_move_what_the_task_is_about_comes_first_and_lists_of_points_do_not_come() {
    let mut script = open("05:hand");
    let said = say(&mut script, "set a 0.7");
    let at = |words: &str| {
        said.find(words)
            .unwrap_or_else(|| panic!("{words}: {said}"))
    };
    assert!(
        at("times the least there is.") < at("E of a and b is 14.91."),
        "{said}"
    );
    assert!(
        said.contains("facts errors") && !said.contains("(0.5, 1.90)"),
        "{said}"
    );
    let said = say(&mut script, "facts errors").replace('\n', " ");
    assert!(said.contains("(0.5, 1.90)"), "{said}");
    say(&mut script, "set a 0.76");
    let said = say(&mut script, "set b 1.12");
    assert!(said.starts_with("b is 1.12"), "{said}");
    assert!(
        said.find("Task met") < said.find("E of a and b is"),
        "{said}"
    );
    assert!(said.trim_end().ends_with("Say next to go on."), "{said}");
}

#[test]
fn what_a_bet_was_about_is_told_after_what_happened() {
    let mut script = open("05:most");
    let said = say(&mut script, "bet 1 2 7");
    let at = |words: &str| {
        said.find(words)
            .unwrap_or_else(|| panic!("{words}: {said}"))
    };
    assert!(at("It happened: 3.") < at("The slope a is 0.5"), "{said}");
    let said = say(&mut open("01:bet"), "bet 5 3 2");
    assert!(said.starts_with("You bet 5 3 2."), "{said}");
}

#[test]
fn a_fact_is_told_once_with_its_exact_value_where_it_was_rounded() {
    let mut script = open("05:hand");
    let said = say(&mut script, "facts");
    assert!(said.contains("E: E of a and b is 87.48.\n"), "{said}");
    assert!(
        said.contains("ratio: E is 51.56 times the least there is. Exactly 51.561208."),
        "{said}"
    );
    say(&mut script, "symbols short");
    assert!(say(&mut script, "facts E").contains("E: E(a, b) is 87.48."));
}

#[test]
fn a_control_goes_by_what_its_help_calls_it() {
    let mut script = open("05:hand");
    assert!(say(&mut script, "set slope 0.5").contains("a is 0.50"));
    assert!(say(&mut script, "set the intercept to 1").contains("b is 1.00"));
    let mut script = open("05:down");
    assert!(say(&mut script, "set learning rate 0.002").contains("rate is 0.0020"));
}

#[test]
fn what_was_told_on_the_step_before_is_not_told_again_unless_it_is_asked_for() {
    let mut script = open("03:raw");
    let mean = "On average Gentoo has a body mass of 5076 g.";
    assert!(say(&mut script, "again").contains(mean));
    let said = say(&mut script, "next");
    assert!(
        !said.contains(mean) && said.contains("as it was: say facts."),
        "{said}"
    );
    assert!(
        said.contains("The nearest mean says"),
        "what the task is about is told: {said}"
    );
    assert!(say(&mut script, "again").contains(mean));
    assert!(say(&mut script, "facts").contains(mean));
    assert!(say(&mut script, "open 05:most").contains("The points are the set five."));
}
