//! What a step asks: where the mark begins, how an answer is typed, what testing out says.

use crate::common;
use crate::common::fields::open_at;
use crate::common::{course, plain};
use handson::app::App;
use handson::lesson::model::Block;
use handson::progress::{Answer, Progress};
use handson::session::headless::Headless;
use std::collections::BTreeSet;
use std::sync::Arc;

#[test]
fn the_mark_begins_on_what_is_open_and_on_the_lab_where_a_task_is() {
    for (place, marked) in [
        ("04:zero", "► ○"),
        ("04:tails", "► answer:"),
        ("04:wider", "► σ sigma"),
        ("01:bet", "► fewer than 60"),
    ] {
        let screen = open_at(place).screen();
        assert!(screen.contains(marked), "{place}: {screen}");
    }
}

#[test]
fn escape_stops_typing_and_keeps_the_draft_and_once_more_clears_it() {
    let mut session = open_at("04:tails");
    session.play("type:0.00 Esc").unwrap();
    let screen = session.screen();
    assert!(screen.contains("answer: 0.00_") && screen.contains("Esc clear"));
    session.play("? Esc").unwrap();
    assert!(session.screen().contains("answer: 0.00_"));
    session.play("type:27 Esc Esc").unwrap();
    assert!(session.screen().contains("answer: ____"));
    session.play("type:0.00 Esc type:27 Enter").unwrap();
    let screen = session.screen();
    assert!(screen.contains("about one in 370"), "{screen}");
}

#[test]
fn the_step_a_session_opens_on_has_its_options_in_the_order_of_the_day() {
    let at = |place: &str, day: u64| open_at(place).at(day * 86_400 + 1);
    let mut orders = BTreeSet::new();
    for day in 1..8 {
        let opened = at("04:meaning", day).screen();
        let mut walked = at("04:factor", day);
        walked.play("Right").unwrap();
        let options = |screen: &str| {
            let rows = screen.lines().filter(|row| row.contains('○'));
            rows.filter(|row| !row.contains("handson"))
                .map(str::to_owned)
                .collect::<Vec<_>>()
        };
        let order = options(&opened);
        assert_eq!(order, options(&walked.screen()), "day {day}");
        orders.insert(order);
    }
    assert!(orders.len() > 1, "it is shuffled");
}

#[test]
fn options_that_were_tried_stay_marked_on_another_day() {
    let course = course();
    let at = course.find("03:wrong").unwrap();
    let steps = &course.lessons[at.0].steps;
    let quiz = |step: usize| {
        let mut blocks = steps[step].blocks.iter();
        blocks.find_map(|block| match block {
            Block::Quiz(quiz) if !quiz.has_several_right() => Some(quiz),
            _ => None,
        })
    };
    let (step, quiz) = (0..steps.len())
        .find_map(|step| Some((step, quiz(step)?)))
        .expect("a quiz");
    let wrong: Vec<usize> = (0..quiz.options.len())
        .filter(|at| !quiz.options[*at].right)
        .collect();
    let mut progress = Progress::default();
    for (when, &option) in (1..).zip(&wrong) {
        let marked = vec![option];
        let answer = Answer::Quiz {
            marked,
            right: false,
        };
        progress.answer(&course.lessons[at.0].id, &quiz.id, answer, when);
    }
    let tried = |progress: &Progress| {
        let app = App::new(Arc::clone(&course), progress.clone(), plain(), (at.0, step));
        let mut session = Headless::new(app, 140, 45);
        let rows = session.rows();
        rows.iter().filter(|row| row.contains("× ")).count()
    };
    assert_eq!(tried(&Progress::default()), 0);
    assert_eq!(tried(&progress), wrong.len());
}

#[test]
fn a_lessons_own_test_is_asked_for_only_as_long_as_it_is_open() {
    let mut session = open_at("04:curve");
    session.play("Esc T").unwrap();
    assert!(session.screen().contains("test 1 of 3"));
    session.play("Right Left Esc T").unwrap();
    assert!(session.screen().contains("test 1 of 3"));
    let course = course();
    let lesson = &course.lessons[course.find("04").unwrap().0];
    for (known, said) in [(false, "is met already"), (true, "you know this lesson")] {
        let mut progress = Progress::default();
        for (_, block) in lesson.test() {
            progress.answer(&lesson.id, block.id().unwrap(), Answer::Task, 1);
        }
        if known {
            progress.know(&lesson.id, 1);
        }
        let app = App::new(
            Arc::clone(&course),
            progress,
            plain(),
            course.find("04").unwrap(),
        );
        let mut session = Headless::new(app, 80, 24);
        session.play("Esc T").unwrap();
        let screen = session.screen();
        assert!(
            screen.contains(said) && screen.contains("1 of "),
            "{screen}"
        );
    }
}

#[test]
fn a_lesson_is_known_when_all_of_its_test_is_right_at_the_first_try() {
    let known = |session: &Headless| session.saved().is_some_and(|it| it.is_known("regression"));
    let mut session = open_at("05:line");
    for (keys, said) in [
        ("T", "test 1 of 3"),
        ("type:14 Enter", "1 right, 2 to go. T: the next one."),
        ("T", "test 2 of 3"),
        ("type:0.0132 Enter", "2 right, 1 to go. T: the next one."),
        // Who tests out meets a task without the bet above it.
        (
            "T Up*3 + Down + Down >*3 -*2 s",
            "The test is over: 3 of 3 right at the first try. Regression: you know it.",
        ),
    ] {
        assert!(!known(&session));
        session.play(keys).unwrap();
        assert_told(&mut session, keys, said);
    }
    assert_told(
        &mut session,
        "",
        "Next comes Maximum likelihood: g 06 goes there.",
    );
    assert!(known(&session));

    let mut session = open_at("05:line");
    for (keys, said) in [
        (
            "T type:13 Enter",
            "0 of 3 right at the first try so far. Esc, then T: the next one.",
        ),
        // What is typed right afterwards is no other try.
        (
            "type:14 Enter",
            "0 of 3 right at the first try so far. T: the next one.",
        ),
        (
            "T type:0.0132 Enter",
            "1 of 3 right at the first try so far.",
        ),
        (
            "T Up*3 + Down + Down >*3 -*2 s",
            "The test is over: 2 of 3 right at the first try, wrong in One number for all errors (g 05:2 goes there).",
        ),
        (
            "T",
            "the first try counts, and was wrong in One number for all errors (g 05:2 goes there)",
        ),
    ] {
        session.play(keys).unwrap();
        assert_told(&mut session, keys, said);
        assert!(!known(&session));
    }
}

/// A sentence on the screen, in however many rows.
fn assert_told(session: &mut Headless, keys: &str, said: &str) {
    let screen = session.screen().replace('─', " ");
    let words: Vec<&str> = screen.split_whitespace().collect();
    assert!(words.join(" ").contains(said), "{keys}: {screen}");
}

#[test]
fn the_way_to_the_test_is_told_in_the_footer_and_in_the_help_of_every_step() {
    let mut session = open_at("05:total");
    session.play("?").unwrap();
    let told = (0..9).any(|_| {
        let told = session.screen().contains("from a field Esc, then T");
        session.play("PageDown").unwrap();
        told
    });
    assert!(told, "{}", session.screen());
    session.play("Esc T").unwrap();
    assert_eq!(common::fields::field(&mut session), "T", "a field takes it");
    session.play("Esc*2 T type:14 Enter").unwrap();
    let footer = session.rows().pop().unwrap();
    assert!(footer.contains("T next of the test"), "{footer}");
}

#[test]
fn what_was_told_of_a_moment_is_told_on_another_day_with_its_numbers() {
    for (place, keys, told) in [
        ("04:spread", "+*10 Enter tick*300", "When it happened: 0."),
        ("04:samples", "+*6 Space*3", "When you met it: The mean of "),
        // What it set in the lab is set again, so it is told of the picture.
        ("03:wrong", "+*10 Enter", "It gets 26 wrong."),
    ] {
        let mut session = open_at(place);
        session.play(keys).unwrap();
        let screen = session.screen();
        let progress = session.saved().cloned().expect("it is kept");
        let kept = serde_json::to_string(&progress).expect("it can be kept");
        let progress: Progress = serde_json::from_str(&kept).expect("it can be read");
        let course = course();
        let at = course.find(place).expect("the step exists");
        let app = App::new(course, progress, plain(), at);
        let again = Headless::new(app, 80, 24).screen();
        let again = again.split_whitespace().collect::<Vec<_>>().join(" ");
        assert!(again.contains(told), "{place}: {screen}\n{again}");
        assert!(!again.contains('{'), "{again}");
    }
}
