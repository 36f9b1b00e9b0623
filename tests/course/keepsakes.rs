//! What a learner trained is there in the next session.

use crate::common::dialogue::{self, say};
use crate::common::{course, plain};
use handson::app::App;
use handson::event::Event;
use handson::msg::Keepsake;
use handson::progress::Progress;
use handson::session::headless::Headless;
use std::collections::BTreeMap;

type Kept = BTreeMap<String, Keepsake>;

fn session(place: &str, kept: Kept) -> Headless {
    let course = course();
    let at = course.find(place).expect("the step exists");
    let app = App::new(course, Progress::default(), plain(), at);
    Headless::going_on(app, 80, 24, kept).quanta(10)
}

/// Ends a session as a hang-up does; what is kept, through the bytes of a file.
fn end(mut session: Headless) -> Kept {
    session.send(Event::Quit);
    through_a_file(session.kept())
}

fn through_a_file(kept: &Kept) -> Kept {
    let kept = kept.iter();
    kept.map(|(key, keepsake)| (key.clone(), Keepsake::decode(&keepsake.encode()).unwrap()))
        .collect()
}

fn has(session: &mut Headless, text: &str) -> bool {
    session.screen().contains(text)
}

#[track_caller]
fn assert_has(session: &mut Headless, text: &str) {
    assert!(has(session, text), "no '{text}':\n{}", session.screen());
}

#[test]
fn a_network_goes_on_where_it_stood_and_becomes_what_it_would_have_become() {
    let mut whole = session("09:train", Kept::new());
    whole.play("Space tick*12 Space tick").unwrap();
    let mut first = session("09:train", Kept::new());
    first.play("Space tick*5").unwrap();
    let mut second = session("09:train", end(first));
    assert_has(&mut second, "kept: it can go on from here");
    assert_has(&mut second, "loss     ");
    second.play("Space tick*7 Space tick").unwrap();
    assert_eq!(second.screen(), whole.screen());
}

#[test]
fn r_starts_anew_and_what_was_kept_is_forgotten() {
    let mut first = session("09:train", Kept::new());
    first.play("Space tick*5").unwrap();
    let mut second = session("09:train", end(first));
    second.play("r").unwrap();
    assert_has(&mut second, "r once more does it");
    second.play("r").unwrap();
    assert_has(&mut second, "untrained");
    let mut third = session("09:train", end(second));
    assert_has(&mut third, "untrained");
}

#[test]
fn settings_come_back_and_a_step_not_seen_yet_still_sets_its_own() {
    let mut first = session("09:settings", Kept::new());
    first.play("- Space tick*2").unwrap();
    assert!(has(&mut first, "adam "), "{}", first.screen());
    let kept = end(first);
    let mut second = session("09:settings", kept.clone());
    assert_has(&mut second, "adam ");
    assert_has(&mut second, "kept");
    // Only the first session has seen this step; the course gives it values of its own.
    let mut other = session("09:ten", kept);
    let fresh = session("09:ten", Kept::new()).screen();
    assert_has(&mut other, "kept");
    let control = |screen: &str| {
        let line = screen.lines().find(|line| line.contains("view"));
        line.map(str::to_owned)
    };
    assert_eq!(control(&other.screen()), control(&fresh));
}

#[test]
fn a_step_that_names_no_view_shows_the_first_whatever_another_step_has_left() {
    let fresh = session("09:train", Kept::new()).screen();
    assert!(fresh.contains("input"), "the digit stands there:\n{fresh}");
    let mut another = session("09:units", Kept::new());
    assert!(another.screen().contains("unit"));
    let mut on_another_day = session("09:train", end(another));
    assert_eq!(on_another_day.screen(), fresh);
}

#[test]
fn a_kept_network_may_be_stepped_forked_and_left_again() {
    let mut first = session("09:settings", Kept::new());
    first.play("Space tick*3").unwrap();
    let kept = end(first);
    let mut stepped = session("09:settings", kept.clone());
    stepped.play("s tick*3").unwrap();
    assert_has(&mut stepped, "paused");
    assert!(!has(&mut stepped, "kept"));
    let mut left = session("09:settings", kept.clone());
    left.play("Right Left tick").unwrap();
    assert_has(&mut left, "kept");
    let again = end(left);
    let (one, two) = (&kept["autoencoder:ae"], &again["autoencoder:ae"]);
    let weights = |k: &Keepsake| k.trained[0].weights().to_vec();
    assert_eq!(weights(one), weights(two), "looking changes nothing");
    let mut forked = session("09:settings", kept);
    forked.play("- tick").unwrap();
    assert!(forked.refused().is_empty(), "{:?}", forked.refused());
    assert!(!has(&mut forked, "untrained"));
}

#[test]
fn a_set_up_code_comes_on_top_of_what_was_kept() {
    let mut first = session("09:settings", Kept::new());
    first.play("Space tick*3").unwrap();
    let kept = end(first);
    let course = course();
    let at = course.find("09:settings").unwrap();
    let mut app = App::new(course, Progress::default(), plain(), at);
    app.set_up("optimizer=sgd").unwrap();
    let mut session = Headless::going_on(app, 80, 24, kept);
    assert_has(&mut session, "sgd");
    assert!(!has(&mut session, "untrained"));
}

#[test]
fn points_put_by_hand_come_back_and_a_set_up_code_makes_them_again() {
    let code = |session: &mut Headless| {
        session.play("y").unwrap();
        let copied = session.copied().last().cloned().unwrap_or_default();
        copied
            .split_once("--with ")
            .map(|(_, code)| code.to_owned())
    };
    let mut first = session("08:own", Kept::new());
    // Three points, of which the second is taken again.
    first
        .play("Enter a Right*4 b Backspace Right*4 b Esc")
        .unwrap();
    let told = code(&mut first).unwrap();
    assert_eq!(told.matches("point:").count(), 2, "{told}");
    assert!(!told.contains("take:"), "{told}");
    let mut second = session("08:own", end(first));
    assert_eq!(code(&mut second).as_ref(), Some(&told));
    let course = course();
    let at = course.find("08:own").unwrap();
    let mut app = App::new(course, Progress::default(), plain(), at);
    app.set_up(&told).unwrap();
    assert_eq!(code(&mut Headless::new(app, 80, 24)), Some(told));
}

#[test]
fn what_a_bet_has_shown_stays_shown_once_it_is_settled_and_hidden_before() {
    let score = |kept: &Kept| {
        let mut settings = kept["mnist_classifier:digits"].settings.iter();
        settings
            .find(|(name, _)| name == "score")
            .unwrap()
            .1
            .clone()
    };
    let mut first = session("11:share", Kept::new());
    first.play("> Enter tick").unwrap();
    assert_has(&mut first, "it happened");
    // The step before it, of the same lab, hides the score.
    first.play("Left Right tick").unwrap();
    let progress = first.saved().cloned().unwrap();
    let kept = end(first);
    assert_eq!(score(&kept), "shown");
    let at = course().find("11:share").unwrap();
    let again = |progress| {
        let app = App::new(course(), progress, plain(), at);
        score(&end(Headless::going_on(app, 80, 24, kept.clone())))
    };
    assert_eq!(again(progress), "shown");
    // Of a bet that is open nothing is shown, whatever was kept.
    assert_eq!(again(Progress::default()), "hidden");
}

#[test]
fn a_hunt_goes_on_with_the_bugs_the_looks_and_the_suspect_that_were_left() {
    let mut script = dialogue::open("13:hunt");
    let first_four = ["labels", "order", "drop", "leak"];
    let next = [
        "look batch",
        "accuse scale",
        "more",
        "look numbers",
        "set suspect leak",
    ];
    for stage in first_four {
        say(&mut script, &format!("accuse {stage}"));
        say(&mut script, "more");
    }
    for line in next {
        say(&mut script, line);
    }
    let told = |text: &str| -> Vec<String> {
        let facts = [
            "This is bug",
            "looks are left",
            "You suspect",
            "An epoch sees",
            "It makes",
        ];
        let is_told = |line: &&str| facts.iter().any(|fact| line.contains(fact));
        text.lines().filter(is_told).map(str::to_owned).collect()
    };
    let before = told(&say(&mut script, "facts"));
    let before: Vec<&str> = (before.iter())
        .map(|fact| {
            fact.split_once(": ")
                .map_or(fact.as_str(), |(_, fact)| fact)
        })
        .collect();
    assert_eq!(before.len(), 5, "{before:?}");
    say(&mut script, "quit");
    let kept = through_a_file(script.kept());
    let now = session("13:hunt", kept).app().plain();
    assert!(
        before.iter().all(|fact| now.contains(fact)),
        "{before:?}: {now}"
    );
}
