//! What a click and a turn of the wheel mean where they are made.

use crate::common::{open, plain};
use crate::hands::find;
use handson::session::headless::Headless;

const SIZE: (u16, u16) = (100, 30);

#[test]
fn a_click_marks_an_option_and_one_more_on_it_answers() {
    for option in ["Still the mass", "The bill alone"] {
        let mut session = open("03:ruler", SIZE, plain());
        let (x, y) = find(&mut session, option);
        session.play(&format!("click@{x},{y}")).unwrap();
        let screen = session.screen();
        assert!(screen.contains(&format!("■ {option}")), "{screen}");
        assert!(!screen.contains("In tonnes") && !screen.contains("Right:"));
        session.play(&format!("click@{x},{y}")).unwrap();
        let screen = session.screen();
        assert!(screen.contains("In tonnes") || screen.contains("Right:"));
    }
}

#[test]
fn where_several_are_right_a_click_marks_and_unmarks_and_never_answers() {
    let mut session = open("07:assumptions", SIZE, plain());
    let (x, y) = find(&mut session, "The errors are normal.");
    for marked in [true, false, true] {
        session.play(&format!("click@{x},{y}")).unwrap();
        let row = &session.rows()[usize::from(y)];
        assert_eq!(row.contains("[■]"), marked, "{row}");
    }
}

#[test]
fn the_wheel_over_a_picture_moves_what_a_hand_there_would_take() {
    let mut session = open("03:typical", SIZE, plain());
    let is_control = |row: &str| row.contains(" − ");
    let value = |session: &mut Headless, bill: &str| {
        let rows = session.rows().into_iter();
        let mut controls = rows.filter(|row| is_control(row));
        let named = controls.find(|row| row.contains(&format!(" {bill}  ")));
        named.expect("its control").replace('►', " ")
    };
    let bills = ["a", "b", "c", "d", "e"];
    let (x, _) = find(&mut session, "●━┃");
    let rows: Vec<u16> = (session.rows().iter().zip(0..))
        .filter(|(row, _)| row.contains("●") && !is_control(row))
        .map(|(_, y)| y)
        .skip_while(|y| *y < 2)
        .collect();
    assert_eq!(rows.len(), 5, "{}", session.screen());
    for (at, y) in rows.iter().enumerate() {
        let before = bills.map(|bill| value(&mut session, bill));
        session.play(&format!("wheelup@{x},{y}")).unwrap();
        let after = bills.map(|bill| value(&mut session, bill));
        for other in 0..5 {
            assert_eq!(after[other] != before[other], other == at, "{at}, {other}");
        }
    }
}

#[test]
fn a_picture_that_is_looked_at_says_so_to_a_hand() {
    let mut session = open("03:equally-far", SIZE, plain());
    let (x, y) = find(&mut session, "◊");
    session
        .play(&format!("press@{x},{y} drag@{},{y}", x + 9))
        .unwrap();
    let screen = session.screen();
    assert!(screen.contains("here to be looked at"), "{screen}");
    assert_eq!(find(&mut session, "◊"), (x, y));
}

#[test]
fn what_a_step_offers_to_explain_unfolds_where_it_is_clicked() {
    let mut session = open("03:promise", SIZE, plain());
    let (x, y) = find(&mut session, "Why likely");
    let before = session.screen();
    session.play(&format!("click@{x},{y}")).unwrap();
    let open = session.screen();
    assert_ne!(open, before);
    session.play(&format!("click@{x},{y}")).unwrap();
    assert_eq!(session.screen(), before, "a second click folds it");
}
