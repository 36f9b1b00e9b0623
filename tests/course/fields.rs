//! A field that was answered wrong, pasted into, clicked into, or moved by another size of the
//! screen; and what stands on a step once it is no longer so.

use crate::common;
use crate::common::fields::{field, open_at, type_in};
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

#[test]
fn what_is_typed_on_behind_a_right_answer_is_no_command() {
    for (answer, on) in [
        ("3.92", "/2"),
        ("1.96*2", "1,96*sqrt(4)"),
        ("3.92", "% q"),
        ("3.92", "4cgnT/yq"),
    ] {
        let mut session = open_at("04:any");
        type_in(&mut session, answer);
        session.play("Enter").unwrap();
        let head = session.rows()[0].clone();
        type_in(&mut session, on);
        let screen = session.screen();
        assert!(
            !session.ended() && session.rows()[0] == head,
            "{on}: {screen}"
        );
        assert!(
            screen.contains("this question is answered"),
            "{on}: {screen}"
        );
        let footer = session.rows().pop().unwrap();
        assert!(footer.contains("Esc other keys"), "{footer}");
        assert!(
            !footer.contains("leave") && !footer.contains("contents"),
            "{footer}"
        );
        session.play("Esc c").unwrap();
        assert!(
            session.screen().contains("contents"),
            "after Esc keys are commands"
        );
    }
    // Keys that go on with no answer are what they are, and q asks.
    let mut session = open_at("04:any");
    session.play("type:3.92 Enter q").unwrap();
    assert!(!session.ended() && session.screen().contains("this leaves the course"));
    session.play("q").unwrap();
    assert!(session.ended());
    let mut session = open_at("04:any");
    session.play("type:3.92 Enter n").unwrap();
    assert!(
        session.rows()[0].contains("18 of "),
        "{}",
        session.rows()[0]
    );
}

#[test]
fn a_minus_on_a_knob_with_an_answer_begun_behind_it_is_its_sign_and_asked_about_once() {
    let knob = |session: &mut Headless| {
        let rows = session.rows();
        let row = rows.into_iter().find(|row| row.contains("nudge  "));
        row.expect("a knob").replace('►', " ")
    };
    let mut session = open_at("05:nudge");
    session.play("Up").unwrap();
    let before = knob(&mut session);
    type_in(&mut session, "-");
    assert_ne!(knob(&mut session), before, "a minus moves a knob");
    type_in(&mut session, "1");
    let screen = session.screen();
    assert!(screen.contains("the - before it is the sign"), "{screen}");
    assert_eq!(knob(&mut session), before, "the knob is back");
    type_in(&mut session, "52,4");
    assert_eq!(field(&mut session), "-152,4");
    session.play("Enter").unwrap();
    let screen = session.screen();
    assert!(screen.contains("Enter once more"), "{screen}");
    session.play("Enter").unwrap();
    assert!(
        session.screen().contains("gives -152.4"),
        "{}",
        session.screen()
    );
    // Who presses it again and again moves the knob, and so does who begins no answer.
    for (keys, text) in [("- - type:152", "152"), ("- Down Up type:152", "152")] {
        let mut session = open_at("05:nudge");
        session.play(&format!("Up {keys}")).unwrap();
        assert_eq!(field(&mut session), text, "{keys}");
        assert_ne!(knob(&mut session), before, "{keys}");
    }
    // But whether it belongs to the answer is asked where it stands right before it.
    for (keys, asks) in [("- -", true), ("- Down Up", false)] {
        let mut session = open_at("05:nudge");
        session
            .play(&format!("Up {keys} type:152.5 Enter"))
            .unwrap();
        let screen = session.screen();
        assert_eq!(screen.contains("is not in the answer"), asks, "{screen}");
        session.play("Enter").unwrap();
        assert!(session.screen().contains("E falls as a grows"));
    }
}

#[test]
fn a_blank_before_an_answer_does_not_change_what_is_asked_for() {
    let mut session = open_at("01:drawing");
    let picture = session.screen();
    type_in(&mut session, " ");
    let screen = session.screen();
    assert!(
        screen.contains("Esc, and Space is a key of the picture"),
        "{screen}"
    );
    type_in(&mut session, " 5");
    session.play("Enter").unwrap();
    assert!(session.screen().contains("5: Yes."), "{}", session.screen());
    let mut session = open_at("01:drawing");
    session.play("Esc Space").unwrap();
    assert_ne!(session.screen(), picture);
}

#[test]
fn ten_chips_are_typed_as_ten_and_the_footer_names_all_and_none() {
    let mut session = open_at("04:spread");
    let placed = |session: &mut Headless| {
        let rows = session.rows();
        let row = rows.into_iter().find(|row| row.contains('►'));
        row.expect("an option with the mark").matches('●').count()
    };
    for (keys, chips) in [
        ("1", 1),
        ("0", 10),
        ("0", 0),
        ("4", 4),
        ("2", 2),
        ("1 + 0", 0),
        (">", 10),
        ("<", 0),
    ] {
        session.play(keys).unwrap();
        assert_eq!(placed(&mut session), chips, "{keys}: {}", session.screen());
    }
    let mut wide = common::open("04:spread", (140, 45), common::plain());
    let footer = wide.rows().pop().unwrap();
    assert!(footer.contains(">< all, none"), "{footer}");
}

#[test]
fn what_is_marked_and_what_is_right_have_signs_of_their_own() {
    for (look, marked, right, wrong) in [
        (common::plain(), "■ ", "● ", "× "),
        (common::ascii(), "(o) ", "* ", "x "),
    ] {
        let mut session = common::open("04:zero", (80, 24), look);
        let all = [marked, right, wrong];
        let shown = |session: &mut Headless| {
            let rows = session.rows().split_off(2);
            // Behind the margin and the mark.
            let begins = |row: &String| row.chars().skip(4).collect::<String>();
            let rows: Vec<String> = rows.iter().map(begins).collect();
            let row = |sign: &&str| rows.iter().any(|row| row.starts_with(*sign));
            all.iter()
                .filter(|sign| row(sign))
                .copied()
                .collect::<Vec<_>>()
        };
        session.play("Down").unwrap();
        assert_eq!(shown(&mut session), [marked]);
        for _ in 0..4 {
            session.play("Enter Down").unwrap();
        }
        let end = shown(&mut session);
        assert!(end.contains(&right) && !end.contains(&marked), "{end:?}");
    }
}
