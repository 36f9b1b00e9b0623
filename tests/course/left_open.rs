//! What a step leaves open: who goes on past it, who gives a task of the test up, what a key says that
//! would do nothing, a question that the learner's own place decides, and what is explained on demand.

use crate::common::dialogue;
use crate::common::fields::open_at;
use handson::progress::Answer;
use handson::session::headless::Headless;

/// A sentence on the screen, in however many rows.
fn told(session: &mut Headless) -> String {
    let screen = session.screen().replace('─', " ");
    let words: Vec<&str> = screen.split_whitespace().collect();
    words.join(" ")
}

#[test]
fn what_is_open_is_gone_past_by_the_arrow_alone_and_the_next_step_says_what_stays_open() {
    for (place, key, said) in [
        ("03:wrong", "n", "this bet is open: → goes on without it"),
        ("03:wrong", "PageDown", "this bet is open: → goes on"),
        ("03:wrong", "p", "this bet is open: ← goes back"),
        ("03:ruler", "n", "this question is open: →"),
        ("03:ruler", "PageDown", "this question is open: →"),
    ] {
        let mut session = open_at(place);
        let before = session.rows()[0].clone();
        session.play(key).unwrap();
        assert!(
            told(&mut session).contains(said),
            "{place} {key}: {}",
            session.screen()
        );
        assert_eq!(session.rows()[0], before, "{place} {key}");
    }
    let mut session = open_at("03:wrong");
    session.play("Right").unwrap();
    let said = told(&mut session);
    assert!(
        said.contains("the bet stays open: ← goes back to it"),
        "{said}"
    );
    assert!(said.contains("8 of "), "{said}");
    // With nothing open the letters turn pages.
    session.play("Left +*10 Enter n").unwrap();
    let said = told(&mut session);
    assert!(
        said.contains("8 of ") && !said.contains("stays open"),
        "{said}"
    );
}

#[test]
fn a_task_of_the_test_is_given_up_by_its_key_or_by_a_hint_both_asked_for_twice() {
    let first = |session: &Headless| {
        let saved = session.saved()?;
        let answered = saved.answered("classification", "two-answers")?;
        Some((
            answered.first.clone(),
            answered.first_settles(),
            answered.right.is_some(),
        ))
    };
    let at_the_task = || {
        let mut session = open_at("03:bird");
        session.play("T type:44 Enter T").unwrap();
        assert!(session.rows()[0].contains("9 of "), "{}", session.screen());
        session
    };
    for (key, costs) in [
        (
            "T",
            "this gives the task up, and the test goes on: T once more does it",
        ),
        ("h", "in the test a hint ends the try: h once more does it"),
    ] {
        let mut session = at_the_task();
        session.play(key).unwrap();
        let said = told(&mut session);
        assert!(said.contains(costs), "{said}");
        assert!(said.contains("9 of ") && !said.contains("hint 1"), "{said}");
        assert_eq!(first(&session), None);
        session.play(key).unwrap();
        assert_eq!(first(&session), Some((Answer::Task, false, false)), "{key}");
        // It can still be met, and the first try stays what it was.
        let mut session = match key {
            "T" => {
                assert!(session.rows()[0].contains("10 of "), "{}", session.screen());
                session.play("Left").unwrap();
                session
            }
            _ => {
                assert!(session.screen().contains("hint 1 of 2"));
                session
            }
        };
        session.play("Esc r").unwrap();
        let said = told(&mut session);
        assert!(said.contains("A bird that the mean calls Adelie"), "{said}");
    }
}

#[test]
fn no_key_is_silent_on_a_chosen_knob_and_home_and_end_move_it_to_its_ends() {
    let mut session = open_at("04:wider");
    for (key, said) in [
        (
            "5",
            "+ and - move a knob, > and < by ten, Home and End to its ends",
        ),
        ("Enter", "a knob needs no Enter"),
        ("z", "z means nothing here: ? tells what does"),
        ("Q", "a small q leaves the course; is Caps Lock on?"),
        ("w", "nothing here waits to be explained"),
    ] {
        session.play(key).unwrap();
        assert!(
            told(&mut session).contains(said),
            "{key}: {}",
            session.screen()
        );
        assert!(!session.ended(), "{key}");
    }
    let sigma = |session: &mut Headless| {
        let rows = session.rows();
        let row = rows.iter().find(|row| row.contains("sigma")).cloned();
        row.unwrap_or_default()
    };
    session.play("End").unwrap();
    assert!(sigma(&mut session).contains("3.00"), "{}", session.screen());
    session.play("Home").unwrap();
    assert!(sigma(&mut session).contains("0.10"), "{}", session.screen());
    session.play("q").unwrap();
    assert!(session.ended());
}

#[test]
fn a_question_is_judged_at_the_place_where_the_learner_stands_and_names_the_moment() {
    let mut session = open_at("05:sign");
    // Left of the valley E falls with more a, right of it with less.
    session.play("Up*2 <*8 Down*2 1 Enter").unwrap();
    let said = told(&mut session);
    assert!(said.contains("with more a, E falls"), "{said}");
    session.play("Up >*3").unwrap();
    let said = told(&mut session);
    assert!(
        said.contains("When you answered: The slope along a is -"),
        "{said}"
    );
    let mut session = open_at("05:sign");
    session.play("1 Enter").unwrap();
    let said = told(&mut session);
    assert!(
        !said.contains("with more a, E falls") || said.contains("× A little more a"),
        "{said}"
    );
    session.play("2 Enter").unwrap();
    let said = told(&mut session);
    assert!(said.contains("with less a, E falls"), "{said}");
}

#[test]
fn moves_are_counted_since_the_reset() {
    let mut session = open_at("05:in-turn");
    let met = |session: &Headless| {
        let saved = session.saved().cloned().unwrap_or_default();
        saved.is_settled("regression", "few-moves")
    };
    // Seven steps up and down cost 14 moves, and no place is near enough then.
    let wander = "+*7 -*7";
    let arrive = ">*7 +*6 Down >*11 +*2 Up";
    session.play(wander).unwrap();
    session.play(arrive).unwrap();
    assert!(!met(&session), "{}", session.screen());
    session.play("r Down Up >*8 -*4").unwrap();
    assert!(!met(&session));
}

#[test]
fn what_a_step_explains_is_unfolded_and_folded_by_its_key_and_said_in_lines() {
    let mut session = open_at("03:promise");
    assert!(told(&mut session).contains("w Why likely, and not probable?"));
    assert!(!told(&mut session).contains("read the other way"));
    session.play("w").unwrap();
    assert!(
        told(&mut session).contains("read the other way"),
        "{}",
        session.screen()
    );
    session.play("w").unwrap();
    assert!(!told(&mut session).contains("read the other way"));
    let mut script = dialogue::open("03:promise");
    let said = dialogue::say(&mut script, "why");
    assert!(said.contains("read the other way"), "{said}");
}

#[test]
fn beside_the_first_formula_of_a_lesson_the_footer_says_where_its_signs_are_explained() {
    for (place, says) in [
        ("03:ruler", true),
        ("03:who", false),
        ("05:line", true),
        ("05:total", false),
        ("09:layers", true), // its formulas stand within its sentences
    ] {
        let mut session = open_at(place);
        session.play("Right Left").unwrap();
        let footer = session.rows().pop().unwrap_or_default();
        assert_eq!(footer.contains("? signs, help"), says, "{place}: {footer}");
    }
}

#[test]
fn a_question_that_comes_back_counts_with_the_old_one_apart_from_its_first_answer() {
    for (typed, right) in [("650", true), ("640", false)] {
        let mut session = open_at("09:layers");
        session
            .play("type:100480 Enter Esc*2 g type:11:asked Enter")
            .unwrap();
        let said = told(&mut session);
        assert!(
            said.contains("A question from before, with other numbers"),
            "{said}"
        );
        session.play(&format!("type:{typed} Enter")).unwrap();
        let saved = session.saved().cloned().unwrap_or_default();
        let old = saved.answered("autoencoder", "first-layer").cloned();
        let again: Vec<bool> = old
            .iter()
            .flat_map(|old| old.again.values().copied())
            .collect();
        assert_eq!(again, [right], "{typed}");
        assert!(old.is_some_and(|old| old.first_settles()));
    }
}
