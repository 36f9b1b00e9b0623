//! What a learner does, from key to screen.

use crate::common;
use crate::common::{open, plain};
use handson::app::App;
use handson::lesson::model::Block;
use handson::progress::Progress;
use handson::session::headless::Headless;
use std::sync::Arc;

fn journey(place: &str) -> Headless {
    open(place, (80, 24), plain())
}

/// Ticks until the screen holds a text.
fn until(session: &mut Headless, text: &str, ticks: usize) {
    for _ in 0..ticks {
        if session.screen().contains(text) {
            return;
        }
        session.tick();
    }
    panic!("'{text}' never came:\n{}", session.screen());
}

/// The number that follows a word on the screen.
fn number_after(session: &mut Headless, word: &str) -> f64 {
    let screen = session.screen();
    let after = screen
        .split(word)
        .nth(1)
        .expect("the word is on the screen");
    let text: String = after
        .chars()
        .skip_while(|c| !c.is_ascii_digit())
        .take_while(|c| "0123456789.".contains(*c))
        .collect();
    text.parse().expect("a number follows")
}

#[test]
fn the_right_arrow_leads_from_the_welcome_to_the_autoencoder() {
    let mut session = journey("01");
    for _ in 0..150 {
        if session.screen().contains("Train it") {
            return;
        }
        session.play("Right").unwrap();
    }
    panic!("the autoencoder was never reached");
}

#[test]
fn two_hundred_steps_of_training_make_the_error_fall_and_a_digit_appear() {
    let mut session = journey("09:train").quanta(10);
    assert!(session.screen().contains("untrained"));
    let before = number_after(&mut session, "error");
    session.play("Space tick*20").unwrap();
    let after = number_after(&mut session, "error");
    assert!(after < before / 2.0, "from {before} to {after}");
    assert!(session.screen().contains("epoch  1/17"));
}

#[test]
fn training_can_be_paused_stepped_and_reset() {
    let mut session = journey("09:train");
    session.play("Space tick*3 Space tick").unwrap();
    until(&mut session, "paused", 3);
    session.play("tick*5").unwrap();
    assert_eq!(number_after(&mut session, "batch"), 3.0);
    session.play("s tick").unwrap();
    assert_eq!(number_after(&mut session, "batch"), 4.0);
    session.play("r tick").unwrap();
    assert_eq!(number_after(&mut session, "batch"), 4.0, "it asks first");
    session.play("r tick").unwrap();
    assert!(session.screen().contains("untrained"));
    session.play("s tick").unwrap();
    assert_eq!(number_after(&mut session, "batch"), 1.0);
}

#[test]
fn a_lab_that_is_left_is_parked_and_goes_on_when_one_comes_back() {
    let mut session = journey("09:train");
    session.play("Space tick*3 Right tick*9 Left").unwrap();
    session.play("tick").unwrap();
    let step = session.screen();
    assert!(
        step.contains("epoch  1/17") && !step.contains("paused"),
        "{step}"
    );
    session.play("Space tick").unwrap();
    until(&mut session, "paused", 3);
    assert_eq!(number_after(&mut session, "batch"), 4.0);
}

#[test]
fn help_and_contents_do_not_stop_a_run() {
    let mut session = journey("09:train");
    session
        .play("Space tick*2 ? tick*2 Esc c tick*2 Esc Space tick")
        .unwrap();
    until(&mut session, "paused", 2);
    assert_eq!(number_after(&mut session, "batch"), 6.0);
}

#[test]
fn a_task_below_a_bet_waits_until_the_bet_is_made() {
    let mut session = open("05:diverge", (100, 30), plain());
    let done = "still arrives";
    // The knob of the rate waits: `+` puts a chip, and the steps are those of the rate there is.
    session.play("+ s*5").unwrap();
    let step = session.screen();
    assert!(step.contains("(bet first)"), "{step}");
    assert!(!step.contains("Diverged") && !step.contains(done), "{step}");
    session.play("> Enter").unwrap();
    let step = session.screen();
    assert!(
        !step.contains("(bet first)") && !step.contains(done),
        "{step}"
    );
    session.play("+ s*5").unwrap();
    let step = session.screen();
    assert!(step.contains("Diverged") && step.contains(done), "{step}");
}

#[test]
fn another_optimizer_goes_on_from_the_same_weights_and_another_bottleneck_does_not() {
    let mut session = journey("09:settings").quanta(40);
    session.play("Space tick*2").unwrap();
    let trained = number_after(&mut session, "/17  loss");
    session.play("-").unwrap();
    session.play("tick").unwrap();
    let forked = number_after(&mut session, "/17  loss");
    assert!(forked < trained * 1.3, "from {trained} to {forked}");
    let mut session = journey("09:bottleneck").quanta(40);
    session.play("Space tick*2 - - tick").unwrap();
    assert!(
        session.screen().contains("untrained"),
        "{}",
        session.screen()
    );
    assert!(session.screen().contains("[16]"));
}

/// Clicks on a key in the footer.
fn click_hint(session: &mut Headless, hint: &str) {
    let footer = session.rows().last().unwrap().clone();
    let before = footer
        .find(hint)
        .unwrap_or_else(|| panic!("no '{hint}' in: {footer}"));
    let column = footer[..before].chars().count();
    session.play(&format!("click@{column},23")).unwrap();
}

#[test]
fn every_key_of_every_footer_can_be_clicked() {
    let mut session = journey("01:leave");
    for (hint, then) in [
        ("? help", "The goal"),
        ("Esc back", "How to leave"),
        ("c contents", "handson · contents"),
        ("Esc back", "How to leave"),
        ("← back", "Welcome"),
        ("a drawing", "digits are drawn in blocks"),
        ("→ next", "How to leave"),
    ] {
        click_hint(&mut session, hint);
        assert!(
            session.screen().contains(then),
            "{hint}: {}",
            session.screen()
        );
    }
    click_hint(&mut session, "q leave");
    assert!(session.ended());
}

#[test]
fn a_setting_changed_right_after_the_start_is_the_one_that_trains() {
    let trained = |script: &str| {
        let mut session = journey("09:settings").quanta(60);
        session.play(script).unwrap();
        number_after(&mut session, "/17  loss")
    };
    // Two down from adamax is sgd, which learns next to nothing in so few steps.
    let (at_once, before) = (trained("Space - - tick*2"), trained("- - Space tick*2"));
    assert_eq!(at_once, before);
    assert!(at_once > 2.0 * trained("Space tick*2"));
}

#[test]
fn the_picture_moves_only_what_the_step_offers() {
    let mut session = journey("04:mean");
    let before = session.rows();
    session
        .play("press@40,10 drag@50,10 release@50,10")
        .unwrap();
    let rows = session.rows();
    let rule = rows.len() - 2;
    assert_eq!(rows[..rule], before[..rule]);
    assert!(rows[rule].contains("nothing in the picture can be dragged"));
    let mut session = journey("04:height");
    session
        .play("press@30,10 drag@70,10 release@70,10")
        .unwrap();
    let area = number_after(&mut session, "is the area,");
    assert!(area < 0.25, "the low end pushed the high one along: {area}");
}

#[test]
fn a_knob_can_be_dragged() {
    let mut session = journey("04:wider");
    let rows = session.rows();
    let (y, row) = rows
        .iter()
        .enumerate()
        .find(|(_, row)| row.contains("sigma"))
        .unwrap();
    let x = row.chars().position(|c| c == '●').unwrap();
    session
        .play(&format!("press@{x},{y} drag@{},{y} release@{x},{y}", x - 9))
        .unwrap();
    let sigma = number_after(&mut session, "σ sigma");
    assert!(sigma < 0.5, "{}", session.screen());
}

#[test]
fn the_set_up_and_the_program_can_be_copied() {
    let mut session = journey("09:settings");
    session.play("y Y").unwrap();
    assert!(
        session.copied()[0].starts_with("handson open autoencoder:settings --with v1,optimizer=")
    );
    assert!(session.copied()[1].contains("Sequential::new(784)"));
}

#[test]
fn the_same_script_gives_the_same_screen() {
    let play = || {
        let mut session = journey("09:train");
        session.play("Space tick*5 + s tick").unwrap();
        session.screen()
    };
    assert_eq!(play(), play());
}

#[test]
fn the_chosen_drawings_are_kept_with_the_place_digits_and_plots_apart() {
    for (step, drawings) in [
        ("01:drawing", (Some("blocks"), None)),
        ("04:wider", (None, Some("blocks"))),
    ] {
        let mut session = journey(step);
        session.play("a").unwrap();
        let what = if drawings.0.is_some() {
            "digits"
        } else {
            "plots"
        };
        let said = format!("{what} are drawn in blocks");
        assert!(session.screen().contains(&said), "{}", session.screen());
        let saved = session.saved().expect("it is kept");
        assert_eq!((saved.digits(), saved.plots()), drawings);
    }
    // The place is kept with it.
    let mut session = journey("01:drawing");
    session.play("a").unwrap();
    let saved = session.saved().expect("it is kept");
    assert!(saved.has_seen("welcome", "drawing"));
}

#[test]
fn nothing_of_a_bad_script_is_played() {
    let mut session = journey("01:hello");
    let before = session.screen();
    assert!(session.play("Right Rihgt").is_err());
    assert_eq!(session.screen(), before);
}

#[test]
fn a_screen_that_does_not_change_costs_no_byte() {
    let mut session = journey("04:wider");
    for size in ["0x0", "1x1", "0x5", "500x200", "80x24"] {
        session.play(&format!("resize@{size}")).unwrap();
        session.bytes();
        assert!(session.bytes().is_empty(), "at {size}");
    }
}

#[test]
fn after_leaving_nothing_reaches_the_course() {
    let mut session = journey("01:hello");
    session.play("Right q Right Right").unwrap();
    assert!(session.ended());
    assert!(session.screen().contains("How to leave"));
}

#[test]
fn the_mark_begins_on_a_control_that_can_be_moved() {
    let mut course = (*common::lab_course()).clone();
    let normal = course.lessons[0]
        .steps
        .iter()
        .position(|step| step.id == "normal")
        .unwrap();
    for block in &mut course.lessons[0].steps[normal].blocks {
        if let Block::Lab(directive) = block {
            directive.show = Some(vec!["mu".into(), "sigma".into()]);
            directive.lock = vec!["mu".into()];
        }
    }
    let mut session = common::at_step(Arc::new(course), (0, normal), (80, 24), plain());
    session.play("+").unwrap();
    let screen = session.screen();
    assert!(
        screen.contains("(fixed here)") && screen.contains("► σ sigma   1.02"),
        "{screen}"
    );
}

#[test]
fn the_contents_open_with_the_present_lesson_in_view() {
    let mut session = open("09:train", (80, 10), plain());
    session.play("c").unwrap();
    assert!(session.screen().contains("► 09"), "{}", session.screen());
}

#[test]
fn no_learning_rate_brings_a_number_that_is_none_to_the_screen() {
    let course = common::course();
    let at = course.find("09:train").unwrap();
    let app = || App::new(course.clone(), Progress::default(), plain(), at);
    let beyond = app().set_up("rate=1000000000").unwrap_err();
    assert!(beyond.contains("to 1"), "the control ends before: {beyond}");
    for optimizer in ["sgd", "adam", "adamax"] {
        let mut app = app();
        app.set_up(&format!("optimizer={optimizer},rate=1"))
            .unwrap();
        let mut session = Headless::new(app, 80, 24).quanta(10);
        session.play("Space").unwrap();
        for _ in 0..20 {
            session.tick();
            let screen = session.screen();
            assert!(
                !screen.contains("NaN") && !screen.contains(" inf"),
                "{screen}"
            );
        }
    }
}

#[test]
fn a_step_has_its_own_picture_again_after_another_step_of_the_same_lab() {
    for place in ["06:climb", "11:matrix", "04:meaning"] {
        let mut session = open(place, (100, 30), plain());
        let before = session.rows()[2..].to_vec();
        session.play("Right Right Left Left").unwrap();
        assert_eq!(session.rows()[2..], before, "{place}");
    }
}
