//! What the dialogue tells of a lab, and when: what is new, once, the task first.

use crate::common::dialogue::{open, say};

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
fn a_fact_that_is_asked_for_by_name_has_its_exact_value_where_it_was_rounded() {
    let mut script = open("05:hand");
    let said = say(&mut script, "facts");
    assert!(said.contains("E: E of a and b is 87.48.\n"), "{said}");
    assert!(!said.contains("Exactly"), "{said}");
    let said = say(&mut script, "facts ratio");
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
    let mut script = open("03:ruler");
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

#[test]
fn a_descent_that_diverges_is_told_first_by_run_and_by_single_steps() {
    let happened = "Diverged: at the rate 0.02 each step went over the valley and higher";
    for line in ["run", "step 9", "step"] {
        let mut script = open("05:down");
        say(&mut script, "set rate 0.02");
        let mut said = say(&mut script, line);
        while line == "step" && !said.contains("Diverged") {
            said = say(&mut script, line);
        }
        let flat = said.replace('\n', " ");
        let first = flat.trim_start_matches("It is running. Say stop to end it. ");
        assert!(first.starts_with(happened), "{line}: {said}");
        assert!(
            flat.contains("The line is put back where it began: take a smaller rate."),
            "{said}"
        );
        assert!(!said.contains("facts diverged"), "{line}: {said}");
        let once_more = say(&mut script, "step 9").replace('\n', " ");
        assert!(once_more.starts_with(happened), "{line}: {once_more}");
        let moved = say(&mut script, "set rate 0.001");
        assert!(!moved.contains("Diverged"), "{moved}");
    }
}

#[test]
fn a_run_that_takes_long_says_how_to_end_it_how_far_it_is_and_that_it_did_not_settle() {
    let mut script = open("05:cars");
    // Until the bet is made nothing runs there.
    say(&mut script, "bet 2 3 5");
    say(&mut script, "reset");
    assert!(
        script
            .say("run")
            .contains("It is running. Say stop to end it.")
    );
    let way = script.rest().replace('\n', " ");
    let at = |words: &str| way.find(words).unwrap_or_else(|| panic!("{words}: {way}"));
    assert!(
        at("200,000 steps of at most 1,000,000 are made.") < at("Stopped at the limit of a run"),
        "{way}"
    );
    assert!(way.contains("1,000,000 steps, and not settled."), "{way}");
    assert!(way.contains("1,000,000 descent steps were made."), "{way}");
    assert_eq!(way.matches("300,000 steps of at most").count(), 1, "{way}");
    assert!(
        say(&mut script, "help")
            .replace('\n', " ")
            .contains("1,000,000 steps at most")
    );
    script.say("run");
    assert!(!script.say("stop").contains("limit"));
    assert!(script.say("stop").contains("Nothing is running here."));
}

#[test]
fn what_is_left_out_was_heard_as_it_is_now() {
    // Everything is as it was told: no heading stands before nothing.
    let mut script = open("03:ruler");
    let said = say(&mut script, "next");
    assert!(
        said.trim_end().contains("What else it shows is as it was"),
        "{said}"
    );
    // A lab that begins anew is told where it differs from what was heard last.
    let mut script = open("05:gradient");
    let begin = "E of a and b is 87.48.";
    assert!(say(&mut script, "again").contains(begin));
    script = open("05:down");
    say(&mut script, "step 3");
    let said = say(&mut script, "next").replace('\n', " ");
    assert!(
        said.contains("The points are the set") || said.contains(begin),
        "{said}"
    );
}

#[test]
fn numbers_are_told_as_a_voice_says_them() {
    let mut script = open("05:down");
    let said = say(&mut script, "again").replace('\n', " ");
    for holds in [
        "from ten to the minus 11 to 10",
        "The gradient of E is (minus 152.5, minus 49.20)",
        "the size of y minus a x minus b",
    ] {
        assert!(said.contains(holds), "{holds}: {said}");
    }
    let said = say(&mut open("01:hello"), "facts rows").replace('\n', " ");
    assert!(said.contains("two of the 28 rows at a time"), "{said}");
}

#[test]
fn a_reply_is_told_in_words_and_its_verdict_once() {
    let mut script = open("05:begins");
    let said = say(&mut script, "answer limit 0.0132").replace('\n', " ");
    assert!(said.contains("2 over 151.9 equals 0.0132"), "{said}");
    assert_eq!(said.matches("Right").count(), 1, "{said}");
}

#[test]
fn what_a_bet_locks_waits_for_it_in_lines_and_is_then_given_out_of_hand() {
    let mut script = open("05:cars");
    let told = say(&mut script, "again").replace('\n', " ");
    assert!(
        told.contains("After your bet you can say to it: step"),
        "{told}"
    );
    for line in ["run 10", "s", "space"] {
        let said = say(&mut script, line);
        assert!(said.contains("waits for your bet"), "{line}: {said}");
    }
    let said = say(&mut script, "bet 2 3 5").replace('\n', " ");
    assert!(said.contains("in your hands now: step, run."), "{said}");
    let said = say(&mut script, "step");
    assert!(!said.contains("waits"), "{said}");
    let mut script = open("07:sigma");
    let said = say(&mut script, "controls").replace('\n', " ");
    assert!(
        said.contains("sigma is 1.00, waiting for your bet."),
        "{said}"
    );
    for line in ["sigma 0.3", "set sigma 0.3", "- sigma"] {
        let said = say(&mut script, line);
        assert!(said.contains("sigma waits for your bet"), "{line}: {said}");
    }
}

#[test]
fn text_that_would_give_an_answer_away_is_told_after_it() {
    let waits = "Another line brings E down to 3";
    let mut script = open("07:numbers");
    for line in ["again", "answer 2", "search Another line brings"] {
        let said = say(&mut script, line);
        assert!(!said.contains(waits), "{line}: {said}");
    }
    let said = say(&mut script, "answer 6.59");
    let right = said.find("the constant 4.59").expect("the reply");
    assert!(said.find(waits).is_some_and(|at| at > right), "{said}");
    assert!(say(&mut script, "again").contains(waits));
}

#[test]
fn a_verb_of_the_lab_comes_before_another_word_for_a_command() {
    let mut script = open("13:hunt");
    let said = say(&mut script, "look batch").replace('\n', " ");
    assert!(said.contains("2 looks are left"), "{said}");
    assert!(
        said.contains("The first pictures of the first batch come with the labels"),
        "{said}"
    );
    // Where no lab has such a verb it is another word for facts.
    let mut other = open("05:hand");
    let looked = say(&mut other, "look");
    assert!(looked.contains("E of a and b"), "{looked}");
    assert_eq!(say(&mut other, "facts"), looked);
}

#[test]
fn what_the_readme_shows_of_a_dialogue_is_what_is_said() {
    let (_, shown) = include_str!("../../README.md")
        .split_once("$ printf 'open 04:wider\\nset sigma 0.38\\n' | handson --plain\n")
        .expect("the example");
    let shown = shown.lines().take_while(|line| *line != "```");
    let mut script = open("01");
    let mut said = say(&mut script, "open 04:wider");
    said += &say(&mut script, "set sigma 0.38");
    let mut lines = said.lines();
    for line in shown.filter(|line| *line != "...") {
        assert!(lines.any(|said| said == line), "{line}: {said}");
    }
}
