//! How a step uses its screen: the picture beside the question, nothing black without a reason, and
//! every control in sight.

use crate::common;
use crate::common::{at_step, course, open, plain, steps};
use handson::event::Event;
use handson::lesson::model::Block;
use handson::session::headless::Headless;

/// The body of a screen: its rows between the rules.
fn body(session: &mut Headless) -> Vec<String> {
    let rows = session.rows();
    rows[2..rows.len() - 2].to_vec()
}

/// First and last place that is not blank.
fn extent(blank: impl Iterator<Item = bool>) -> Option<(usize, usize)> {
    let mut inked = blank.enumerate().filter(|(_, blank)| !blank);
    let (first, _) = inked.next()?;
    Some((first, inked.last().map_or(first, |(last, _)| last)))
}

#[test]
fn at_140x45_text_and_picture_stand_in_the_middle_under_the_goal() {
    let course = course();
    for at in steps(&course) {
        let mut session = at_step(course.clone(), at, (140, 45), plain());
        let screen = session.screen();
        let rows = body(&mut session);
        assert!(rows[0].contains("Goal: "), "{screen}");
        let under = &rows[1..];
        let (top, bottom) = extent(under.iter().map(|row| row.trim().is_empty())).unwrap();
        let columns = (0..140).map(|x| under.iter().all(|row| row.chars().nth(x) == Some(' ')));
        let (left, right) = extent(columns).unwrap();
        // Text is ragged on the right, and the eye's middle lies a little above the true one.
        let off = |first: usize, last: usize, size: usize| (first + last + 1).abs_diff(size) / 2;
        assert!(
            off(left, right, 140) <= 9,
            "columns {left} to {right}: {screen}"
        );
        // Text alone begins near its title; what stands beside a picture is in the middle with it.
        assert!(
            off(top, bottom, 40) <= 5 || top <= 6,
            "rows {top} to {bottom}: {screen}"
        );
    }
}

#[test]
fn all_that_is_asked_is_in_sight_when_a_step_opens() {
    let course = course();
    for at in steps(&course) {
        let mut session = at_step(course.clone(), at, (80, 24), plain());
        for (width, height) in [(80, 24), (100, 30), (140, 45)] {
            session.send(Event::Resize { width, height });
            let screen = session.screen();
            // Only a picture that was seen before may wait below.
            assert!(!screen.contains("PgDn more"), "{screen}");
        }
    }
}

#[test]
fn beside_every_question_after_a_lab_stands_the_lab() {
    let course = course();
    for (lesson, step) in steps(&course) {
        let shown = &course.lessons[lesson];
        let asks = shown.steps[step]
            .blocks
            .iter()
            .any(|block| block.id().is_some());
        if !asks || shown.lab_for(step).is_none() {
            continue;
        }
        let mut session = at_step(course.clone(), (lesson, step), (140, 45), plain());
        let screen = session.screen();
        let beside = body(&mut session).split_off(2);
        let inked = |row: &String| row.chars().skip(60).any(|c| c != ' ');
        assert!(
            beside.iter().filter(|row| inked(row)).count() >= 1,
            "{screen}"
        );
    }
}

#[test]
fn the_lab_of_a_step_before_waits_until_the_question_is_answered() {
    for (place, answer, answered) in [
        ("04:edge", "type:1/sqrt(2*pi) Enter", "●"),
        ("05:gradient", "type:0.305 Enter", "●"),
    ] {
        let mut session = open(place, (140, 45), plain());
        session.play("+ s r Down + PageDown").unwrap();
        session.play("Left").unwrap();
        let mut session = open(place, (140, 45), plain());
        // What is text goes into the field, until that gives the keys back.
        session.play("Esc").unwrap();
        let before = body(&mut session);
        for key in ["r", "s", "Down", "r"] {
            session.play(key).unwrap();
            assert_eq!(body(&mut session), before, "{place} after {key}");
        }
        session.play(answer).unwrap();
        assert!(session.screen().contains(answered), "{}", session.screen());
    }
    let mut session = open("04:edge", (140, 45), plain());
    session.play("type:0.399 Enter").unwrap();
    assert!(
        session.screen().contains("► σ sigma  1.00"),
        "{}",
        session.screen()
    );
    session.play("- - - -").unwrap();
    assert!(
        !session.screen().contains("► σ sigma  1.00"),
        "{}",
        session.screen()
    );
}

#[test]
fn where_there_is_no_room_the_question_stands_alone_and_the_picture_is_one_page_down() {
    let mut session = open("03:rules", (80, 24), plain());
    let screen = session.screen();
    assert!(
        !screen.contains("body mass") && screen.contains("more: PageDown"),
        "{screen}"
    );
    session.play("PageDown").unwrap();
    let screen = session.screen();
    assert!(
        screen.contains("body mass, g") && screen.contains("Adelie 151"),
        "{screen}"
    );
}

#[test]
fn hints_unfold_one_by_one_and_fold_again() {
    let course = course();
    for (lesson, step) in steps(&course) {
        let blocks = &course.lessons[lesson].steps[step].blocks;
        let hints = blocks.iter().find_map(|block| match block {
            Block::Task(task) => Some(task.hints.len()),
            _ => None,
        });
        let Some(hints) = hints else { continue };
        let mut session = at_step(course.clone(), (lesson, step), (80, 24), plain());
        // A field has the letters until Esc.
        let types = session.screen().contains("type the answer");
        let h = if types { "Esc h" } else { "h" };
        if types {
            session.play("Esc").unwrap();
        }
        let before = session.screen();
        for hint in 1..=hints {
            session.play(h).unwrap();
            let screen = session.screen();
            assert!(
                screen.contains(&format!("hint {hint} of {hints}:")),
                "{screen}"
            );
        }
        session.play(h).unwrap();
        assert_eq!(session.screen(), before, "folded again");
    }
}

#[test]
fn a_control_of_two_values_is_flipped_by_space_plus_and_minus() {
    let mut session = open("03:who", (100, 30), plain());
    session.play("Down").unwrap();
    let raw = "► axes  ● raw  ○ standardized";
    let standardized = "► axes  ○ raw  ● standardized";
    let shown = |session: &mut Headless| {
        let screen = session.screen();
        let words: Vec<&str> = screen.split_whitespace().collect();
        words.join(" ")
    };
    let [raw, standardized] =
        [raw, standardized].map(|line| line.split_whitespace().collect::<Vec<_>>().join(" "));
    assert!(shown(&mut session).contains(&raw), "{}", session.screen());
    assert!(
        session.screen().contains("Space switch"),
        "{}",
        session.screen()
    );
    for key in ["Space", "+", "-"] {
        let was = shown(&mut session).contains(&raw);
        session.play(key).unwrap();
        let now = shown(&mut session);
        assert_eq!(
            now.contains(&standardized),
            was,
            "{key}: {}",
            session.screen()
        );
        assert_ne!(now.contains(&raw), was, "{key}");
    }
}

#[test]
fn the_track_of_a_knob_is_as_wide_as_its_picture_and_its_remark_allow() {
    for (place, least) in [
        ("05:hand", 55),
        // A remark stands beside it.
        ("04:samples", 36),
        ("03:bird", 30),
        ("09:train", 35),
    ] {
        let mut session = open(place, (140, 45), plain());
        let screen = session.screen();
        let rail = |line: &str| line.matches('━').count();
        let longest = screen.lines().map(rail).max().unwrap_or(0);
        assert!(longest >= least, "{longest} columns: {screen}");
    }
}

/// The row and the column of words on a screen.
fn place(session: &mut Headless, words: &str) -> Option<(usize, usize)> {
    let rows = session.rows();
    let mut places = rows.iter().enumerate();
    places.find_map(|(y, row)| Some((y, row[..row.find(words)?].chars().count())))
}

#[test]
fn two_pictures_stand_side_by_side_wherever_there_is_room() {
    for at in ["05:hand", "05:down", "05:diverge", "05:cars"] {
        for size in [(80, 24), (100, 30), (140, 45)] {
            if (at, size) == ("05:cars", (100, 30)) {
                continue; // the question is beside them, so one stands above the other
            }
            let mut session = open(at, size, plain());
            let screen = session.screen();
            let points = if at == "05:cars" {
                "miles per gallon"
            } else {
                " y "
            };
            let points = place(&mut session, points).expect("points");
            let map = place(&mut session, "intercept b").expect("a map");
            assert!(points.0 == map.0 && points.1 < map.1, "{screen}");
            assert!(screen.contains("slope a"), "its axis has a name: {screen}");
        }
    }
}

/// Rows of the first plot on a screen: those along its vertical axis.
fn plot_rows(session: &mut Headless) -> usize {
    let rows = session.rows();
    let axis = |row: &&String| matches!(row.chars().nth(8), Some('│' | '┤'));
    rows.iter().filter(axis).count()
}

#[test]
fn after_a_bet_the_picture_of_what_happened_is_large_enough_and_all_that_is_said_in_sight() {
    for at in [
        "03:raw",
        "05:most",
        "06:logarithm",
        "06:which-sigma",
        "07:sigma",
    ] {
        let mut session = open(at, (80, 24), plain());
        session.play("> Enter").unwrap();
        let screen = session.screen();
        assert!(screen.contains("it happened"), "{screen}");
        assert!(!screen.contains("PgDn more"), "{screen}");
        assert!(plot_rows(&mut session) >= 4, "{screen}");
    }
}

#[test]
fn the_derivation_has_no_gap_and_its_result_is_never_cut() {
    let mut session = open("07:derivation", (140, 45), plain());
    let rows = body(&mut session);
    let right = |row: &String| row.chars().skip(58).all(|sign| sign == ' ');
    let blank: Vec<bool> = rows.iter().skip(2).map(right).collect();
    let (first, last) = extent(blank.iter().copied()).expect("a board");
    let gaps = blank[first..=last].windows(3);
    assert!(
        gaps.into_iter().all(|rows| rows.contains(&false)),
        "{rows:#?}"
    );
    let mut session = open("07:derivation", (80, 24), common::ascii());
    assert!(
        session.screen().contains("= 0.6664"),
        "{}",
        session.screen()
    );
}

#[test]
fn before_the_first_answer_the_screen_is_as_full_as_after_it() {
    for size in [(100, 30), (140, 45)] {
        let mut session = open("01:hello", size, plain());
        let right = |session: &mut Headless| {
            let rows = session.rows();
            let inked = |row: &&String| {
                row.chars()
                    .skip(usize::from(size.0) * 3 / 4)
                    .any(|c| c != ' ')
            };
            rows[2..rows.len() - 2].iter().filter(inked).count()
        };
        let before = right(&mut session);
        session.play("3").unwrap();
        assert!(
            before >= 10 && before + 3 >= right(&mut session),
            "{}",
            session.screen()
        );
    }
}

/// Rows of the screen that a picture with axes is drawn on.
fn rows_of_plot(session: &mut Headless) -> usize {
    let inside = |row: &String| row.contains('┤') || row.contains('│');
    session.rows().iter().filter(|row| inside(row)).count()
}

#[test]
fn hints_and_answers_leave_the_task_in_sight_and_a_picture_that_can_be_read() {
    let unfold = |session: &mut Headless, hints: usize, least: usize| {
        for hint in 1..=hints {
            session.play("h").unwrap();
            let screen = session.screen();
            assert!(screen.contains("E at most 1.01 times"), "{screen}");
            assert!(screen.contains(&format!("hint {hint} of 3")), "{screen}");
            assert!(
                screen.contains("form  ● sum") && screen.contains("η rate"),
                "{screen}"
            );
            assert!(rows_of_plot(session) >= least, "{screen}");
        }
    };
    // An open bet takes its rows as well, and the three controls that the task needs stay.
    unfold(&mut open("05:cars", (80, 24), plain()), 3, 4);
    let mut session = open("05:cars", (80, 24), plain());
    session.play("5 Down 5 Enter").unwrap();
    let screen = session.screen();
    assert!(screen.contains("You gave it"), "{screen}");
    assert!(rows_of_plot(&mut session) >= 4, "{screen}");
    unfold(&mut session, 3, 4);

    let mut session = open("06:dies", (80, 24), plain());
    let before = rows_of_plot(&mut session);
    session.play("type:27 Enter").unwrap();
    let screen = session.screen();
    assert!(screen.contains("○ The first n at which"), "{screen}");
    assert!(rows_of_plot(&mut session) >= before, "{screen}");
}

#[test]
fn of_two_formulas_the_one_gives_way_that_leaves_more_in_two_dimensions() {
    let screen = open("05:gradient", (100, 29), plain()).screen();
    let (tall, low) = ("──── = −2 Σ x (y", "η(∂E/∂a, ∂E/∂b)");
    assert!(screen.contains(tall) && screen.contains(low), "{screen}");
}

#[test]
fn a_lost_bet_says_why_in_place_of_its_question_where_rows_are_scarce_and_a_won_one_keeps_it() {
    let asked = "The trainer's share?";
    for (keys, why, asks) in [
        (
            "> Enter",
            "The other thread works while the trainer does",
            false,
        ),
        ("Down > Enter", "The slower of the two sets the pace", true),
    ] {
        let mut session = open("13:belt", (80, 24), plain());
        session.play(keys).unwrap();
        let screen = session.screen();
        assert!(screen.contains("it happened"), "{screen}");
        assert!(screen.contains(why), "{screen}");
        assert_eq!(screen.contains(asked), asks, "{screen}");
    }
}
