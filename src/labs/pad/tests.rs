use super::*;
use crate::event::{Key, KeyCode, Mouse, MouseKind};
use crate::labs::hosted::Hosted;
use crate::labs::testing::{fact, number_of, screen};
use crate::labs::{Lab, Value, say};

fn after(lines: &[&str]) -> Hosted<Pad> {
    crate::labs::testing::after(lines)
}

fn press(lab: &mut Hosted<Pad>, keys: &[KeyCode]) {
    for code in keys {
        assert!(Lab::press(lab, Key::new(*code)).is_some(), "{code:?}");
    }
}

const AREA: Rect = Rect::new(0, 0, 76, 17);

#[test]
fn keys_draw_what_a_stroke_of_the_same_way_draws() {
    use KeyCode::{Char, Down, Right};
    let mut lab = after(&[]);
    press(&mut lab, &[Down, Right]);
    assert_eq!(
        number_of(&lab, "inked"),
        0.0,
        "a lifted brush draws nothing"
    );
    press(
        &mut lab,
        &[Char(' '), Down, Down, Down, Char(' '), Right, Right],
    );
    let other = after(&["ink 15 15 15 18"]);
    assert_eq!(lab.brush.paper.pixels, other.brush.paper.pixels);
    assert!(number_of(&lab, "inked") > 3.0);
    assert_eq!(fact(&lab, "rows"), fact(&other, "rows"));
    for code in [KeyCode::Enter, Char('w'), KeyCode::PageDown] {
        assert!(Lab::press(&mut lab, Key::new(code)).is_none(), "{code:?}");
    }
}

#[test]
fn a_drag_draws_one_stroke_under_the_hand_that_one_undo_takes_back() {
    let mut lab = after(&["ink 3 3"]);
    let before = lab.brush.paper.pixels.clone();
    let frame = lab.panes(AREA)[0].area();
    let hand = |lab: &mut Hosted<Pad>, kind, (x, y): (u16, u16)| {
        let (x, y) = (frame.x + 1 + x, frame.y + 1 + y);
        lab.touch(Mouse { kind, x, y }, AREA, &|_| true);
    };
    hand(&mut lab, MouseKind::Press, (10, 7));
    hand(&mut lab, MouseKind::Drag, (20, 7));
    hand(&mut lab, MouseKind::Drag, (200, 7));
    // Row 7 of cells has the rows 14 and 15 of pixels; the hand is between them.
    for x in [10, 15, 20, 27] {
        assert_eq!(lab.brush.paper.pixels[14 * SIDE + x], 1.0, "{x}");
        assert_eq!(lab.brush.paper.pixels[15 * SIDE + x], 1.0, "{x}");
    }
    assert_eq!(lab.brush.paper.pixels[14 * SIDE + 7], 0.0);
    assert!(say(&mut lab, "undo").is_ok());
    assert_eq!(lab.brush.paper.pixels, before);
    // Beside the sheet there is nothing to draw on.
    lab.touch(
        Mouse {
            kind: MouseKind::Press,
            x: 0,
            y: 3,
        },
        AREA,
        &|_| true,
    );
    assert_eq!(lab.brush.paper.pixels, before);
}

#[test]
fn undo_is_offered_once_something_is_drawn_and_lifts_the_brush() {
    let offered = |lab: &Hosted<Pad>| lab.verbs().iter().any(|verb| verb.does == "undo");
    let mut lab = after(&[]);
    assert!(say(&mut lab, "undo").is_err() && !offered(&lab));
    for line in ["ink 4 4", "clear"] {
        assert!(say(&mut lab, line).is_ok() && offered(&lab), "{line}");
    }
    assert!(say(&mut lab, "undo").is_ok() && number_of(&lab, "inked") > 0.0);
    press(&mut lab, &[KeyCode::Char(' '), KeyCode::Left]);
    assert!(say(&mut lab, "undo").is_ok());
    let undone = lab.brush.paper.pixels.clone();
    press(&mut lab, &[KeyCode::Left, KeyCode::Left]);
    assert_eq!(lab.brush.paper.pixels, undone);
}

#[test]
fn what_is_no_place_on_the_sheet_is_refused_and_draws_nothing() {
    let mut lab = after(&[]);
    for line in [
        "ink",
        "ink 1",
        "ink 1 28",
        "ink -1 2",
        "ink NaN 1",
        "ink 1 2 3",
        "ink 1 2 3 x",
        "clear 1",
    ] {
        assert!(say(&mut lab, line).is_err(), "{line}");
    }
    assert_eq!(
        (number_of(&lab, "ink"), lab.brush.paper.can_undo()),
        (0.0, false)
    );
}

#[test]
fn the_ink_is_told_as_numbers_and_rows_once_there_is_some() {
    let lab = after(&[]);
    assert!(lab.visible_facts().iter().all(|fact| fact.name != "rows"));
    let lab = after(&["ink 10 6 10 21"]);
    // Full along 16 rows, three quarters beside them and at both ends, and a little at the corners.
    let ink = number_of(&lab, "ink") * 784.0;
    assert!((ink - (16.0 + 24.0 + 1.5)).abs() < 2.0, "{ink}");
    assert_eq!(number_of(&lab, "inked"), 3.0 * 16.0 + 2.0);
    let Value::Text(rows) = fact(&lab, "rows") else {
        panic!("rows are words");
    };
    assert!(rows.starts_with("2: 10, 3: 9 to 11, 4: 9 to 11"), "{rows}");
    assert!(lab.visible_facts().iter().any(|fact| fact.name == "rows"));
}

#[test]
fn the_sheet_has_its_frame_and_its_numbers_at_every_size() {
    for (width, height) in [(76, 10), (76, 17), (58, 20), (96, 31), (40, 12)] {
        for ascii in [true, false] {
            let rows = screen(&after(&["ink 14 14"]), width, height, ascii);
            let text = rows.join("\n");
            assert!(text.contains("brush up") && text.contains(if ascii { "+--" } else { "┌──" }));
        }
    }
}

#[test]
fn what_was_drawn_by_hand_is_told_in_lines_that_draw_it_again() {
    use KeyCode::{Char, Down, Right};
    let mut lab = after(&["ink 3 4 20 4 20 20", "ink 9 9", "clear", "undo"]);
    press(&mut lab, &[Char(' '), Right, Right, Down]);
    assert!(lab.is_in_hand());
    lab.go_in();
    assert!(
        !lab.is_in_hand(),
        "whoever goes in begins with the brush lifted"
    );
    let frame = lab.panes(AREA)[0].area();
    for (kind, x, y) in [(MouseKind::Press, 4, 5), (MouseKind::Drag, 9, 6)] {
        let (x, y) = (frame.x + x, frame.y + y);
        lab.touch(Mouse { kind, x, y }, AREA, &|_| true);
    }
    assert!(say(&mut lab, "ink 1 1").and(say(&mut lab, "undo")).is_ok());
    let made = lab.made();
    assert_eq!(
        made[..3],
        ["ink 3 4 20 4 20 20", "ink 9 9", "ink 9 9 11 9 11 10"]
    );
    assert_eq!(made.len(), 4);
    let lines: Vec<&str> = made.iter().map(String::as_str).collect();
    let mut again = after(&lines);
    assert_eq!(again.made(), made);
    let pixels = again.brush.paper.pixels.iter().zip(&lab.brush.paper.pixels);
    assert!(pixels.clone().all(|(a, b)| (a - b).abs() < 1e-6));
    again.unmake();
    assert!(again.made().is_empty() && again.brush.paper.inked() == 0);
}
