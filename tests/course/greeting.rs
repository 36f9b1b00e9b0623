//! The question that greets a learner who comes back after a day.

use crate::common::{as_it_was, ascii, course, plain};
use handson::app::App;
use handson::event::Event;
use handson::progress::{Answer, Progress};
use handson::session::headless::Headless;
use handson::ui::Look;

/// When the learner was here last, and a day later, in seconds since 1970.
const BEFORE: u64 = 1_700_000_000;
const NEXT_DAY: u64 = BEFORE + 86_400;

/// A learner who has answered one question of lesson 01, and left in lesson 04.
fn learner() -> Progress {
    let mut progress = Progress::default();
    progress.record_visit(BEFORE);
    let answer = Answer::Quiz {
        marked: vec![0],
        right: false,
    };
    progress.answer("welcome", "why-test", answer, BEFORE);
    progress.visit("normal-distribution", "wider");
    progress
}

/// The course as it opens for this learner at `now`; `greets` is false where a lesson was named.
fn come_back(progress: Progress, now: u64, greets: bool, look: Look) -> Headless {
    let course = course();
    let at = progress.resume(&course);
    let mut app = App::new(course, progress, look, at);
    if greets {
        app.greet();
    }
    Headless::new(app, 80, 24).at(now)
}

fn greeted(progress: Progress, now: u64, greets: bool) -> bool {
    let screen = come_back(progress, now, greets, plain()).screen();
    screen.contains("Welcome back")
}

#[test]
fn a_learner_who_comes_back_after_a_day_is_asked_something_and_right_goes_on() {
    let mut session = come_back(learner(), NEXT_DAY, true, plain());
    as_it_was("greeting", &session.screen());
    for way_on in ["Right", "n", "Esc", "PageDown"] {
        let mut session = come_back(learner(), NEXT_DAY, true, plain());
        session.play(way_on).unwrap();
        assert!(session.screen().contains("Wider or taller"), "{way_on}");
        assert!(session.play("Right Left").is_ok());
        assert!(session.screen().contains("Wider or taller"), "asked once");
    }
}

#[test]
fn who_is_new_or_was_here_within_a_day_or_names_a_lesson_is_not_asked() {
    assert!(greeted(learner(), NEXT_DAY, true));
    assert!(!greeted(learner(), NEXT_DAY - 1, true));
    assert!(!greeted(learner(), BEFORE - 5, true), "a clock set back");
    assert!(!greeted(learner(), NEXT_DAY, false), "a lesson was named");
    assert!(!greeted(Progress::default(), NEXT_DAY, true));
}

#[test]
fn only_a_question_that_was_answered_in_an_earlier_lesson_is_asked() {
    let mut nothing = Progress::default();
    nothing.record_visit(BEFORE);
    nothing.visit("normal-distribution", "wider");
    assert!(!greeted(nothing, NEXT_DAY, true));
    let mut first = learner();
    first.visit("welcome", "how");
    assert!(!greeted(first, NEXT_DAY, true), "no lesson lies before 01");
    let mut bet = learner();
    bet.forget("welcome");
    bet.visit("normal-distribution", "wider");
    let chips = Answer::Bet {
        chips: vec![10, 0, 0],
        happened: 0,
    };
    bet.answer("welcome", "next-ink", chips, BEFORE);
    // What is to be counted in a lab's digit cannot be asked without the lab.
    let five = Answer::Number {
        typed: "5".into(),
        right: true,
    };
    bet.answer("welcome", "which-digit", five, BEFORE);
    assert!(!greeted(bet, NEXT_DAY, true), "neither can be asked alone");
}

/// Moves the mark to the option that says this, and answers.
fn answer(session: &mut Headless, option: &str) {
    for _ in 0..3 {
        let screen = session.screen();
        let marked = screen.lines().find(|line| line.contains('►'));
        if marked.is_some_and(|line| line.contains(option)) {
            return session.play("Enter").unwrap();
        }
        session.play("Down").unwrap();
    }
    panic!("no '{option}' in {}", session.screen());
}

#[test]
fn the_answer_counts_apart_and_of_several_tries_the_first() {
    let mut session = come_back(learner(), NEXT_DAY, true, plain());
    answer(&mut session, "the hard ones");
    assert!(
        session.screen().contains("if anything a little easier"),
        "its feedback"
    );
    answer(&mut session, "digits that are new");
    assert!(session.screen().contains("Only new ones can"));
    assert!(session.screen().contains("goes on to 04"));
    let saved = session.saved().expect("it is kept");
    let answered = saved.answered("welcome", "why-test").unwrap();
    assert_eq!(answered.when, BEFORE);
    assert_eq!(answered.right, None);
    assert_eq!(saved.recalled(), (1, 0));
    session.play("Enter c End").unwrap();
    assert!(session.screen().contains("0 of 1 right"));
}

#[test]
fn a_mouse_can_answer_and_go_on() {
    let mut session = come_back(learner(), NEXT_DAY, true, plain());
    let rows = session.rows();
    let row = rows
        .iter()
        .position(|row| row.contains("digits that are new"));
    session.play(&format!("click@10,{}", row.unwrap())).unwrap();
    session.play("Enter").unwrap();
    assert!(session.screen().contains("Only new ones can"));
    assert_eq!(session.saved().map(|saved| saved.recalled()), Some((1, 1)));
    session.play("click@3,23").unwrap();
    assert!(session.screen().contains("Wider or taller"));
}

#[test]
fn nothing_on_it_keeps_a_key_from_working() {
    for (keys, then) in [
        ("c", "handson · contents"),
        ("/", "search"),
        ("?", "help: Welcome back"),
    ] {
        let mut session = come_back(learner(), NEXT_DAY, true, plain());
        session.play(keys).unwrap();
        assert!(session.screen().contains(then), "{}", session.screen());
    }
    for meant_for_the_step in ["Left", "p", "T", "y", "Y"] {
        let mut session = come_back(learner(), NEXT_DAY, true, plain());
        session.play(meant_for_the_step).unwrap();
        let screen = session.screen();
        assert!(!screen.contains("Welcome back"), "{meant_for_the_step}");
        assert!(screen.contains("Wider or taller"), "{screen}");
    }
    let mut session = come_back(learner(), NEXT_DAY, true, plain());
    session.play("q").unwrap();
    assert!(session.ended());
}

#[test]
fn a_field_on_it_has_the_keys_until_esc_and_esc_again_goes_on() {
    let mut progress = learner();
    let typed = Answer::Number {
        typed: "784".into(),
        right: true,
    };
    progress.recall("welcome", "why-test", true, BEFORE);
    progress.answer("welcome", "how-long", typed, BEFORE);
    let mut session = come_back(progress, NEXT_DAY, true, plain());
    session.play("type:7np").unwrap();
    assert!(session.screen().contains("answer: 7np"), "all of it text");
    session.play("Ctrl-c").unwrap();
    assert!(session.screen().contains("taken back"));
    session.play("Esc").unwrap();
    assert!(session.screen().contains("Welcome back"));
    session.play("c Esc").unwrap();
    assert!(session.screen().contains("Welcome back"), "where it was");
    session.play("Esc").unwrap();
    assert!(session.screen().contains("Wider or taller"));
    assert!(!session.screen().contains("Welcome back"));
}

#[test]
fn it_draws_at_every_size_and_in_ascii() {
    for (width, height) in [(80, 24), (120, 40), (40, 12), (20, 6), (1, 1), (0, 0)] {
        let mut session = come_back(learner(), NEXT_DAY, true, ascii());
        session.send(Event::Resize { width, height });
        assert!(session.screen().is_ascii(), "{}", session.screen());
        session.play("Down Enter PageDown PageUp").unwrap();
        assert!(session.screen().is_ascii());
    }
}

#[test]
fn the_one_that_went_wrong_comes_first_and_the_least_asked_before_it() {
    let mut progress = learner();
    let right = Answer::Number {
        typed: "784".into(),
        right: true,
    };
    progress.answer("welcome", "how-long", right, BEFORE);
    let asks = |progress: &Progress, words: &str| {
        let mut session = come_back(progress.clone(), NEXT_DAY, true, plain());
        session.screen().contains(words)
    };
    assert!(asks(&progress, "kept away from learning"));
    progress.recall("welcome", "why-test", true, BEFORE + 1);
    assert!(asks(&progress, "How many numbers"));
}

#[test]
fn what_was_put_in_its_places_is_asked_again_as_well() {
    let lesson = "likelihood-and-squared-error";
    let mut progress = Progress::default();
    progress.record_visit(BEFORE);
    let answer = Answer::Arranged {
        things: vec![1, 0, 2, 3, 4],
        right: false,
    };
    progress.answer(lesson, "reasons", answer, BEFORE);
    progress.visit("autoencoder", "idea");
    let mut session = come_back(progress, NEXT_DAY, true, plain());
    assert!(session.screen().contains("What allows it?"));
    session.play("Space Down Space Enter").unwrap();
    assert!(
        session.screen().contains("Not yet: "),
        "{}",
        session.screen()
    );
    let saved = session.saved().expect("it is kept");
    let answered = saved.answered(lesson, "reasons").expect("it is kept");
    assert_eq!(answered.again.len(), 1);
}
