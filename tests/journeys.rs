//! What a learner does, from key to screen.

mod common;

use common::{open, plain};
use handson::session::headless::Headless;

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
    for _ in 0..100 {
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
    until(&mut session, "paused after update 3", 3);
    session.play("tick*5").unwrap();
    assert!(session.screen().contains("paused after update 3"));
    session.play("s tick").unwrap();
    assert!(
        session.screen().contains("paused after update 4"),
        "{}",
        session.screen()
    );
    session.play("r tick").unwrap();
    assert!(session.screen().contains("untrained"));
    session.play("s tick").unwrap();
    assert!(
        session.screen().contains("paused after update 1"),
        "{}",
        session.screen()
    );
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
    until(&mut session, "paused after update 4", 3);
}

#[test]
fn help_and_contents_do_not_stop_a_run() {
    let mut session = journey("09:train");
    session
        .play("Space tick*2 ? tick*2 Esc c tick*2 Esc Space tick")
        .unwrap();
    until(&mut session, "paused after update 6", 2);
}

#[test]
fn another_optimizer_goes_on_from_the_same_weights_and_another_bottleneck_does_not() {
    let mut session = journey("09:settings").quanta(40);
    session.play("Space tick*2").unwrap();
    let trained = number_after(&mut session, "error");
    session.play("-").unwrap();
    session.play("tick").unwrap();
    let forked = number_after(&mut session, "error");
    assert!(forked < trained * 1.3, "from {trained} to {forked}");
    let mut session = journey("09:bottleneck").quanta(40);
    session.play("Space tick*2 - tick").unwrap();
    assert!(
        session.screen().contains("untrained"),
        "{}",
        session.screen()
    );
    assert!(session.screen().contains("[16]"));
}

#[test]
fn the_keys_of_the_footer_can_be_clicked() {
    let mut session = journey("01:hello");
    let rows = session.rows();
    let footer = rows.last().unwrap();
    let at = footer.chars().position(|c| c == '→').unwrap();
    session.play(&format!("click@{at},23")).unwrap();
    assert!(session.screen().contains("How to leave"));
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
        .play(&format!("press@{x},{y} drag@{},{y} release@{x},{y}", x - 5))
        .unwrap();
    assert!(
        number_after(&mut session, "← peak") > 1.0,
        "{}",
        session.screen()
    );
}

#[test]
fn the_set_up_and_the_program_can_be_copied() {
    let mut session = journey("09:settings");
    session.play("y Y").unwrap();
    assert!(session.copied()[0].starts_with("handson open autoencoder:settings --with optimizer="));
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
fn the_chosen_drawing_is_kept_with_the_place() {
    let mut session = journey("01:drawing");
    session.play("a").unwrap();
    let saved = session.saved().expect("it is kept");
    assert_eq!(saved.drawing(), Some("blocks"));
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
