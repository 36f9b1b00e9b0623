//! What a hand does on a step: by mouse, by wheel; and what is said of it stays true.

use crate::common::{look, open, plain};
use handson::session::headless::Headless;
use handson::ui::glyphs::{ColorTier, Drawing};

const SIZE: (u16, u16) = (80, 24);

/// The row with these words, counted from the top, and the column they begin at.
pub fn find(session: &mut Headless, words: &str) -> (u16, u16) {
    let rows = session.rows();
    // In the header a sign is one of the steps.
    let found = rows.iter().enumerate().skip(2).find_map(|(y, row)| {
        let at = row.find(words)?;
        Some((row[..at].chars().count() as u16, y as u16))
    });
    found.unwrap_or_else(|| panic!("no {words:?} in\n{}", rows.join("\n")))
}

/// The word after some words, without the stop at the end of a sentence.
fn after(session: &mut Headless, words: &str) -> String {
    let screen = session.screen().replace('\n', " ");
    let (_, rest) = screen
        .split_once(words)
        .unwrap_or_else(|| panic!("no {words:?} in {screen}"));
    let word = rest.split_whitespace().next().unwrap_or_default();
    word.trim_end_matches(['.', ',', ';']).to_string()
}

fn says(session: &mut Headless, words: &str) -> bool {
    let screen = session.screen();
    screen
        .split_whitespace()
        .collect::<Vec<_>>()
        .join(" ")
        .contains(words)
}

#[test]
fn a_fixed_coordinate_stays_and_the_free_one_follows_the_hand() {
    let mut session = open("03:who", SIZE, plain());
    let (x, y) = find(&mut session, "◊");
    session
        .play(&format!(
            "press@{x},{y} drag@{},{} release@{x},{y}",
            x - 20,
            y - 3
        ))
        .unwrap();
    assert!(says(&mut session, "y 3700 g"), "{}", session.screen());
    assert!(says(&mut session, "x 40.0 mm"), "{}", session.screen());
    // Straight up nothing follows, and it is said why.
    let (x, y) = find(&mut session, "◊");
    session
        .play(&format!("press@{x},{y} drag@{x},{}", y - 2))
        .unwrap();
    assert!(
        says(&mut session, "y is fixed in this step"),
        "{}",
        session.screen()
    );
}

#[test]
fn where_nothing_can_be_dragged_a_hand_is_told_so() {
    let mut session = open("03:raw", SIZE, plain());
    let (x, y) = find(&mut session, "◊");
    session
        .play(&format!("press@{x},{y} drag@{},{y}", x + 9))
        .unwrap();
    assert!(says(
        &mut session,
        "nothing in the picture can be dragged in this step"
    ));
    assert_eq!(find(&mut session, "◊"), (x, y));
}

#[test]
fn the_wheel_turns_the_knob_under_it_and_over_a_picture_its_last() {
    let mut session = open("05:line", SIZE, plain());
    let (_, a) = find(&mut session, "a   0.00");
    session.play(&format!("wheelup@30,{a}*3")).unwrap();
    assert!(says(&mut session, "a 0.03"), "{}", session.screen());
    session
        .play(&format!("wheeldown@30,{a} wheelup@30,10*2"))
        .unwrap();
    assert!(
        says(&mut session, "a 0.02") && says(&mut session, "► b 0.04"),
        "{}",
        session.screen()
    );
}

#[test]
fn beside_knobs_and_pictures_the_wheel_scrolls() {
    let mut session = open("01:leave", (80, 10), plain());
    let before = session.screen();
    session.play("wheeldown@10,5").unwrap();
    assert_ne!(session.screen(), before);
    session.play("wheelup@10,5").unwrap();
    assert_eq!(session.screen(), before);
}

#[test]
fn a_knob_held_past_the_end_of_its_track_goes_to_that_end() {
    for (far, end) in [(79, "σ sigma 3.00"), (1, "σ sigma 0.10")] {
        let mut session = open("04:wider", SIZE, plain());
        let (_, y) = find(&mut session, "σ sigma");
        let row: Vec<char> = session.rows()[usize::from(y)].chars().collect();
        let x = row.iter().position(|c| *c == '●').unwrap();
        session
            .play(&format!("press@{x},{y} drag@{far},{y}"))
            .unwrap();
        assert!(says(&mut session, end), "{}", session.screen());
    }
}

#[test]
fn a_key_in_the_footer_acts_when_the_button_is_let_go_on_it() {
    let mut session = open("04:wider", SIZE, plain());
    let (x, y) = find(&mut session, "q leave");
    session.play(&format!("press@{x},{y}")).unwrap();
    assert!(!session.ended());
    session.play("release@5,5").unwrap();
    assert!(!session.ended(), "it was let go elsewhere");
    session
        .play(&format!("press@{x},{y} release@{x},{y}"))
        .unwrap();
    assert!(session.ended());
}

#[test]
fn a_reset_takes_what_it_moves_back_to_where_the_step_began() {
    let mut session = open("03:who", SIZE, plain());
    for there in ["x 50.0 mm", "● raw"] {
        assert!(says(&mut session, there), "{}", session.screen());
    }
    session.play("-*5 Down Space").unwrap();
    for there in ["x 47.5 mm", "● standardized"] {
        assert!(says(&mut session, there), "{}", session.screen());
    }
    // It is the bird that goes back; how distances are measured stays as it was chosen.
    session.play("r").unwrap();
    for there in ["x 50.0 mm", "● standardized"] {
        assert!(says(&mut session, there), "{}", session.screen());
    }
    let mut session = open("05:diverge", SIZE, plain());
    session.play("+*10 Enter + s r").unwrap();
    for there in ["η rate 0.0200", "E = 87.48"] {
        assert!(says(&mut session, there), "{}", session.screen());
    }
}

#[test]
fn chips_follow_a_hand_along_them_and_the_wheel() {
    let mut session = open("03:raw", SIZE, plain());
    let (_, y) = find(&mut session, "··········");
    let row: Vec<char> = session.rows()[usize::from(y)].chars().collect();
    let x = row.iter().position(|c| *c == '·').unwrap();
    session
        .play(&format!(
            "press@{x},{y} drag@{},{y} release@{},{y}",
            x + 6,
            x + 6
        ))
        .unwrap();
    assert!(says(&mut session, "●●●●●●●···"), "{}", session.screen());
    session.play(&format!("wheeldown@{x},{y}")).unwrap();
    assert!(says(&mut session, "●●●●●●····"), "{}", session.screen());
    session.play(&format!("wheelup@{x},{y}")).unwrap();
    assert!(says(&mut session, "●●●●●●●···"), "{}", session.screen());
}

#[test]
fn a_reset_leaves_what_the_step_fixes() {
    let mut session = open("03:who", SIZE, plain());
    session.play("+*5 r").unwrap();
    assert!(says(&mut session, "y 3700 g"), "{}", session.screen());
    // What descent moves goes back all the same.
    let mut session = open("05:down", SIZE, plain());
    session.play("s s r").unwrap();
    assert!(says(&mut session, "a 0.00"), "{}", session.screen());
}

#[test]
fn what_happened_in_a_bet_is_told_as_of_its_moment() {
    let mut session = open("05:cars", SIZE, plain());
    session.play("+*10 Enter tick*300").unwrap();
    let first = after(&mut session, "it happened");
    let said = |session: &mut Headless| says(session, "9.566 times the least. E bends");
    assert!(said(&mut session), "{first}: {}", session.screen());
    session.play("r").unwrap();
    assert!(
        says(&mut session, "When it happened: 9.566 times the least."),
        "{}",
        session.screen()
    );
}

#[test]
fn a_drag_is_judged_where_it_is_let_go() {
    let mut session = open("03:bird", SIZE, plain());
    let (x, y) = find(&mut session, "◊");
    let (fifty, _) = find(&mut session, "50  ");
    let (_, four) = find(&mut session, "4000 ┤");
    let (there, away) = (format!("{fifty},{four}"), format!("{x},{y}"));
    session
        .play(&format!(
            "press@{away} drag@{there} drag@{away} release@{away}"
        ))
        .unwrap();
    assert!(
        says(&mut session, "Where would a Chinstrap be?"),
        "{}",
        session.screen()
    );
    session.play(&format!("press@{away} drag@{there}")).unwrap();
    assert!(says(&mut session, "Where would a Chinstrap be?"));
    session.play(&format!("release@{there}")).unwrap();
    assert!(
        says(&mut session, "● You looked which cloud it is in."),
        "{}",
        session.screen()
    );
}

#[test]
fn the_numbers_beside_a_tick_follow_the_lab_and_then_name_their_moment() {
    let mut session = open("05:line", SIZE, plain());
    session.play(">*8 Down >*5").unwrap();
    for keys in ["", "+", "+*3"] {
        session.play(keys).unwrap();
        let said = after(&mut session, "the largest error is ");
        let legend = after(&mut session, " largest error ");
        assert!(
            legend.starts_with(&said),
            "{said} beside {legend}\n{}",
            session.screen()
        );
        assert!(!says(&mut session, "When you met it"));
    }
    session.play(">*10").unwrap();
    assert!(
        says(&mut session, "● When you met it: Slope 0.8"),
        "{}",
        session.screen()
    );
    session.play("<*10").unwrap();
    assert!(!says(&mut session, "When you met it"));
}

#[test]
fn a_point_pulled_on_after_the_task_is_met_is_told_as_it_is() {
    let mut session = open("07:laplace", SIZE, plain());
    session.play("Down +*4 Down <*4 -*3").unwrap();
    let said = after(&mut session, "The squared fit has the slope ");
    let legend = after(&mut session, "━ squared ");
    assert!(
        said.starts_with(&legend) || legend.starts_with(&said),
        "{}",
        session.screen()
    );
    session.play(">*6").unwrap();
    assert!(
        says(&mut session, "When you met it: The squared fit"),
        "{}",
        session.screen()
    );
}

#[test]
fn after_the_formula_the_way_by_hand_is_told_as_of_its_moment() {
    let mut session = open("05:hand", SIZE, plain());
    session.play(">*7 +*6 Down >*5 +*6").unwrap();
    assert!(says(&mut session, "● E = "), "{}", session.screen());
    let (said, legend) = (after(&mut session, "● E = "), after(&mut session, " E = "));
    assert_eq!(said, legend);
    session.play("f").unwrap();
    assert!(
        says(&mut session, "● When you met it: E = "),
        "{}",
        session.screen()
    );
}

#[test]
fn a_line_dragged_by_an_end_leaves_the_other_where_it_is() {
    let mut session = open(
        "05:line",
        SIZE,
        look(ColorTier::None, Drawing::Blocks, false),
    );
    let (_, zero) = find(&mut session, "0 ┤");
    let (_, five) = find(&mut session, "5 ┤");
    let drag = format!(
        "press@70,{zero} drag@70,{} drag@70,{five} release@70,{five}",
        five + 1
    );
    session.play(&drag).unwrap();
    // The line went up at the right, and its height at x = 0 is b.
    assert!(says(&mut session, "b 0.00"), "{}", session.screen());
    assert!(!says(&mut session, "a 0.00"), "{}", session.screen());
}

#[test]
fn a_click_on_a_dot_of_the_header_goes_to_its_step() {
    let mut session = open("05:line", SIZE, plain());
    let dots = |session: &mut Headless| session.rows()[0].clone();
    let here = dots(&mut session).chars().position(|c| c == '◊').unwrap();
    session.play(&format!("click@{},0", here + 3)).unwrap();
    assert!(
        dots(&mut session).contains("4 of 17"),
        "{}",
        session.screen()
    );
    session.play("click@3,0").unwrap();
    assert!(
        dots(&mut session).contains("4 of 17"),
        "{}",
        session.screen()
    );
}

#[test]
fn what_a_bet_locks_says_so_to_keys_and_to_a_hand_until_the_commitment() {
    let mut session = open("07:sigma", SIZE, plain());
    assert!(
        says(&mut session, "sigma 1.00 (bet first)"),
        "{}",
        session.screen()
    );
    assert!(!says(&mut session, "least at"), "{}", session.screen());
    let (x, y) = find(&mut session, "(bet first)");
    session
        .play(&format!("press@{x},{y} release@{x},{y}"))
        .unwrap();
    assert!(
        says(&mut session, "sigma waits for your bet"),
        "{}",
        session.screen()
    );
    session.play("> Enter").unwrap();
    assert!(!says(&mut session, "(bet first)"), "{}", session.screen());
    assert!(says(&mut session, "least at"), "{}", session.screen());
    let mut session = open("05:cars", SIZE, plain());
    let footer = |session: &mut Headless| session.rows().last().cloned().unwrap_or_default();
    assert!(
        !footer(&mut session).contains("s step"),
        "{}",
        footer(&mut session)
    );
    session.play("s").unwrap();
    assert!(
        says(&mut session, "step waits for your bet"),
        "{}",
        session.screen()
    );
    session.play("> Enter").unwrap();
    assert!(
        footer(&mut session).contains("s step"),
        "{}",
        footer(&mut session)
    );
}

#[test]
fn text_that_waits_for_an_answer_comes_with_it_and_stays_from_day_to_day() {
    let waits = "Another line brings";
    let mut session = open("07:numbers", SIZE, plain());
    assert!(!says(&mut session, waits), "{}", session.screen());
    session.play("6 . 5 9 Enter").unwrap();
    assert!(says(&mut session, waits), "{}", session.screen());
}
