//! Lesson 01 as a newcomer meets it: a digit to read, a digit to find, a drawing to choose.

use crate::common::dialogue::{self, say};
use crate::common::{ascii, course, look, open, plain};
use handson::session::headless::Headless;
use handson::ui::glyphs::{ColorTier, Drawing};

#[test]
fn the_first_screen_asks_before_it_tells_and_any_answer_will_do() {
    let mut session = open("01:hello", (80, 24), plain());
    let before = session.screen();
    assert!(
        before.contains("0-9 your answer") && !before.contains("sure"),
        "{before}"
    );
    session.play("7").unwrap();
    let after = session.screen();
    for said in [
        "You: 7. The network: 9, and it is 99% sure.",
        "The label says 3.",
        "●\u{a0}Goal",
    ] {
        assert!(after.contains(said), "{after}");
    }
    assert!(!after.contains("0-9 your answer"), "{after}");
    session.play("Space 3 Right").unwrap();
    assert!(session.screen().contains("How to leave"));
    session.play("Left").unwrap();
    let again = session.screen();
    assert!(again.contains("you 1, the network 1, of 2."), "{again}");
}

#[test]
fn the_first_screen_is_answered_by_a_click_as_well() {
    let mut session = open("01:hello", (140, 45), plain());
    let rows = session.rows();
    let three = |row: &String| row.contains("3    ·    · ·");
    let y = rows.iter().position(three).expect("the row of the 3");
    session.play(&format!("click@100,{y}")).unwrap();
    assert!(session.screen().contains("You: 3. The network: 9"));
}

#[test]
fn the_face_of_the_course_names_the_lessons_that_there_are_and_no_other() {
    let course = course();
    let mut session = open("01:hello", (140, 45), plain());
    let screen = session.screen();
    let of = |number: usize| {
        course
            .lessons
            .iter()
            .find(move |it| it.number == number as u32)
    };
    for number in 2..14 {
        let title = of(number).map_or(String::new(), |lesson| lesson.title.clone());
        let shown = screen.contains(&format!("{number:02} {title}"));
        assert_eq!(shown, !title.is_empty(), "{number} {title}: {screen}");
    }
    for place in ["01:leave", "03:1"] {
        let screen = open(place, (140, 45), plain()).screen();
        assert!(!screen.contains("the network"), "{screen}");
        assert!(!screen.contains("04 The normal"), "{screen}");
    }
}

#[test]
fn a_thin_digit_is_a_dozen_keys_away_whichever_way_one_walks() {
    for key in ["Space", "+", "-", ">"] {
        let mut session = open("01:control", (80, 24), plain());
        let met = |session: &mut Headless| session.screen().contains("●\u{a0}Goal");
        let mut keys = 0;
        while !met(&mut session) {
            session.play(key).unwrap();
            keys += 1;
            assert!(keys <= 12, "{key}: {}", session.screen());
        }
        assert!(keys > 2, "{key} at once");
    }
}

#[test]
fn the_step_that_asks_for_a_digit_does_not_name_it() {
    let said = open("01:drawing", (80, 24), ascii()).app().plain();
    assert!(
        said.contains("Its ink, two of the 28 rows") && !said.contains(" is a 9"),
        "{said}"
    );
    let said = open("01:control", (80, 24), ascii()).app().plain();
    assert!(
        said.contains(" is a 9.") && !said.contains("Its ink, two of the 28 rows"),
        "{said}"
    );
}

#[test]
fn every_small_digit_says_what_it_is_and_which_flag_makes_it_so() {
    for (drawing, own) in [(Drawing::Ramp, "ramp"), (Drawing::Braille, "braille")] {
        let look = look(ColorTier::Ansi256, drawing, false);
        let screen = open("01:drawing", (80, 24), look).screen();
        for flag in ["ramp", "blocks", "braille"] {
            assert!(screen.contains(&format!("--glyphs {flag}")), "{screen}");
        }
        assert!(screen.contains(&format!("now: --glyphs {own}")), "{screen}");
        for flag in ["truecolor", "16", "none"] {
            assert!(screen.contains(&format!("--color {flag}")), "{screen}");
        }
        assert!(screen.contains("two pixels a cell"), "{screen}");
    }
}

#[test]
fn the_first_digit_is_read_in_words_and_the_network_answers_after() {
    for line in ["say 4", "4", "SAY 4"] {
        let mut script = dialogue::open("01:hello");
        let step = say(&mut script, "again");
        assert!(
            step.contains("Its ink, two of the 28 rows") && !step.contains("sure"),
            "{step}"
        );
        let said = say(&mut script, line);
        for told in [
            "You read a 4.",
            "The network reads a 9.",
            "It is 99% sure.",
            "The label says 3.",
            "Task met",
        ] {
            assert!(said.contains(told), "{line}: {said}");
        }
        assert!(said.find("Task met") < said.find("You read"), "{said}");
    }
    let mut script = dialogue::open("01:hello");
    for line in ["say", "say 12", "4 4"] {
        let said = say(&mut script, line);
        assert!(said.contains("one digit, 0 to 9"), "{line}: {said}");
    }
}

#[test]
fn a_click_on_a_title_of_the_way_ahead_goes_to_that_lesson() {
    let mut session = open("01:hello", (140, 45), plain());
    let rows = session.rows();
    let y = rows
        .iter()
        .position(|row| row.contains("Regression"))
        .expect("the way ahead");
    let x = rows[y][..rows[y].find("Regression").unwrap_or(0)]
        .chars()
        .count();
    for (row, there) in [(y, true), (y - 3, false)] {
        let mut session = open("01:hello", (140, 45), plain());
        session.play(&format!("click@{x},{row}")).unwrap();
        let header = session.rows()[0].clone();
        assert_eq!(header.contains("05 Regression"), there, "{header}");
    }
    session.play("Right").unwrap();
    session.play(&format!("click@{x},{y}")).unwrap();
    assert!(
        session.rows()[0].contains("2 of 9"),
        "only where it is shown"
    );
}
