//! A field that was answered wrong, pasted into, clicked into, or moved by another size of the
//! screen; and what stands on a step once it is no longer so.

mod common;

use common::fields::{field, open_at, type_in};
use handson::event::{Event, Key};
use handson::progress::Answer;
use handson::session::headless::Headless;

#[test]
fn a_wrong_answer_stays_marked_to_be_edited_or_typed_over() {
    for (keys, text) in [
        ("type:4", "4"),
        ("Left type:4", "0.3449"),
        ("Backspace", "0.34"),
        ("Home Delete", ".349"),
        ("End type:9", "0.3499"),
        ("Ctrl-u", ""),
    ] {
        let mut session = open_at("04:edge");
        session.play("type:0.349 Enter").unwrap();
        assert_eq!(field(&mut session), "0.349", "it is not wiped");
        let footer = session.rows().pop().unwrap();
        assert!(footer.contains("edit this one"), "{footer}");
        session.play(keys).unwrap();
        assert_eq!(field(&mut session), text, "{keys}");
        assert!(session.rows()[0].contains("11 of "), "{keys}");
    }
    // With nothing to move on to in it, the way on is the way on.
    let mut session = open_at("04:edge");
    session.play("type:0.349 Enter Right").unwrap();
    assert!(session.rows()[0].contains("12 of "));
}

#[test]
fn an_answer_that_is_too_coarse_is_no_try_and_is_gone_on_with_or_typed_anew() {
    // As after a wrong one: what is typed takes its place, an arrow begins to edit it.
    let mut session = open_at("05:gradient");
    session.play("type:0,3 Enter type:0,305").unwrap();
    assert_eq!(field(&mut session), "0,305");
    let mut session = open_at("05:gradient");
    session.play("type:0,3 Enter").unwrap();
    let screen = session.screen();
    assert!(
        screen.contains("right, but too coarse: answer to 3 decimals"),
        "{screen}"
    );
    let kept = |session: &Headless| {
        let saved = session.saved().cloned().unwrap_or_default();
        saved.answered("regression", "one-step").cloned()
    };
    assert_eq!(kept(&session), None);
    session.play("Left End type:05 Enter").unwrap();
    assert!(
        session.screen().contains("0,305: 0 + 0.002"),
        "{}",
        session.screen()
    );
    assert!(matches!(
        kept(&session).map(|it| it.first),
        Some(Answer::Number { right: true, .. })
    ));
}

#[test]
fn a_click_puts_the_cursor_where_it_is() {
    let mut session = open_at("04:edge");
    session.play("type:0.39").unwrap();
    let rows = session.rows();
    let y = rows
        .iter()
        .position(|row| row.contains("answer: "))
        .unwrap();
    let x = rows[y]
        .find("0.39")
        .map(|at| rows[y][..at].chars().count())
        .unwrap();
    for (column, typed, text) in [
        (x + 1, "1", "01.39"),
        (x, "2", "201.39"),
        (x + 12, "3", "201.393"),
    ] {
        session
            .play(&format!("click@{column},{y} type:{typed}"))
            .unwrap();
        assert_eq!(field(&mut session), text);
    }
    let mut session = open_at("04:edge");
    session.play("Esc / type:sigma").unwrap();
    let rows = session.rows();
    let y = rows.iter().position(|row| row.contains("/ sigma")).unwrap();
    session.play(&format!("click@5,{y} type:x")).unwrap();
    assert!(
        session.screen().contains("/ sxigma"),
        "{}",
        session.screen()
    );
}

#[test]
fn what_is_pasted_beyond_the_end_of_the_field_is_said() {
    let mut session = open_at("04:edge");
    session.send(Event::Paste("1".repeat(61)));
    assert!(
        session.screen().contains("at most 60 characters"),
        "{}",
        session.screen()
    );
    session.send(Event::Key(Key::char('2')));
    assert!(session.screen().contains("at most 60 characters"));
    let mut session = open_at("04:edge");
    session.send(Event::Paste("0.399\n".into()));
    assert_eq!(field(&mut session), "0.399");
    assert!(!session.screen().contains("at most"));
}

#[test]
fn what_is_typed_into_stays_in_sight_when_the_terminal_shrinks() {
    for place in ["05:begins", "05:gradient", "01:mnist", "09:layers"] {
        let mut session = open_at(place);
        type_in(&mut session, "12");
        assert_eq!(field(&mut session), "12");
        for (width, height) in [(60, 14), (40, 10), (80, 12), (80, 24)] {
            session.send(Event::Resize { width, height });
            assert_eq!(field(&mut session), "12", "{place} at {width}x{height}");
        }
    }
}

#[test]
fn what_was_said_of_a_digit_is_not_said_of_the_next_one() {
    let mut session = open_at("01:drawing");
    session.play("type:5 Enter").unwrap();
    let screen = session.screen();
    assert!(screen.contains("5: Yes."), "{screen}");
    session.play("Space").unwrap();
    let screen = session.screen();
    assert!(screen.contains("5, when you answered: Yes."), "{screen}");
}

#[test]
fn what_descent_moves_is_not_called_fixed() {
    let mut session = open_at("05:down");
    let screen = session.screen();
    assert!(screen.contains("(descent moves it)") && !screen.contains("(fixed here)"));
    assert!(open_at("03:who").screen().contains("(fixed here)"));
    session.play("?").unwrap();
    assert!(
        session.screen().contains("moved by descent"),
        "{}",
        session.screen()
    );
}

#[test]
fn the_formula_says_that_the_way_by_hand_is_over() {
    let mut session = open_at("05:hand");
    session.play("f").unwrap();
    let screen = session.screen();
    assert!(screen.contains("counts again after a reset"), "{screen}");
}
