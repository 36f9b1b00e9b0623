use super::*;
use crate::event::KeyCode;
use crate::lesson::judge::Counters;
use crate::lesson::model::Inline;
use crate::screens::exercise::words::Spoken;
use crate::screens::facts::LabFacts;

fn text(text: &str) -> Vec<Inline> {
    vec![Inline::Text(text.into())]
}

fn five(matched: bool) -> Arrangement {
    let five = ["a", "b", "c", "d", "e"].map(text);
    Arrangement {
        id: "five".into(),
        ask: text("?"),
        things: five.clone().into(),
        places: matched.then(|| five.into()),
        wrong: Vec::new(),
        reply: None,
        test: false,
    }
}

/// Things that stand as they should not, each named by its place.
fn standing(things: [usize; 5], matched: bool) -> Arranged {
    Arranged {
        arrangement: five(matched),
        first: things.into(),
        things: things.into(),
        at: 0,
        held: None,
        moved: false,
        tried: None,
        solved: false,
    }
}

/// Presses keys as the screen does: each on the field with the mark.
fn press(arranged: &mut Arranged, keys: &str) {
    for key in keys.chars() {
        let code = match key {
            '^' => KeyCode::Up,
            'v' => KeyCode::Down,
            'E' => KeyCode::Esc,
            '!' => KeyCode::Enter,
            c => KeyCode::Char(c),
        };
        let field = arranged.at();
        match arranged.press(
            field,
            Key::new(code),
            &LabFacts::of(None, Counters::default()),
        ) {
            Pressed::Marked(field) => arranged.mark(field),
            Pressed::Ignored if key == 'v' => arranged.mark(field + 1),
            Pressed::Ignored if key == '^' => arranged.mark(field - 1),
            _ => {}
        }
    }
}

#[test]
fn in_an_order_the_others_make_room_and_in_a_match_two_change_places() {
    for (keys, order, matched) in [
        (" vv ", [1, 2, 4, 3, 0], [2, 1, 4, 3, 0]),
        (" vvE", [4, 1, 2, 3, 0], [4, 1, 2, 3, 0]),
        ("v v^^ ", [1, 4, 2, 3, 0], [1, 4, 2, 3, 0]),
        (" vvvvvvv ", [1, 2, 3, 0, 4], [0, 1, 2, 3, 4]),
        (" ^^ ", [4, 1, 2, 3, 0], [4, 1, 2, 3, 0]),
        // Enter puts down what is in the hand, and answers nothing.
        (" v!", [1, 4, 2, 3, 0], [1, 4, 2, 3, 0]),
        // A digit carries in an order alone, from the hand and without it.
        ("4", [1, 2, 3, 4, 0], [4, 1, 2, 3, 0]),
        (" vv4 ", [1, 2, 3, 4, 0], [2, 1, 4, 3, 0]),
        ("9", [4, 1, 2, 3, 0], [4, 1, 2, 3, 0]),
    ] {
        for (is_match, expected) in [(false, order), (true, matched)] {
            let mut arranged = standing([4, 1, 2, 3, 0], is_match);
            press(&mut arranged, keys);
            assert_eq!(arranged.things, expected, "{keys} {is_match}");
            assert_eq!(arranged.tried, None, "{keys}");
        }
    }
}

#[test]
fn enter_answers_once_something_was_moved_and_not_the_same_twice() {
    let mut arranged = standing([4, 1, 2, 3, 0], true);
    press(&mut arranged, "!");
    assert_eq!(arranged.tried, None, "untouched it is no answer");
    press(&mut arranged, " v !");
    assert_eq!(arranged.tried.as_deref(), Some(&[1, 4, 2, 3, 0][..]));
    assert!(!arranged.is_settled());
    assert!(matches!(arranged.answer(), Pressed::Said(_)));
    press(&mut arranged, " ^ ");
    let field = arranged.at();
    press(&mut arranged, " vvvv !");
    assert_eq!((field, arranged.is_settled()), (0, true));
    assert_eq!(arranged.fields(), 0);
}

#[test]
fn a_line_is_an_answer_only_with_every_number_once() {
    for (line, is_match, expected) in [
        ("5 2 3 4 1", false, Some([0, 1, 2, 3, 4])),
        ("52341", false, Some([0, 1, 2, 3, 4])),
        ("5, 2, 3, 4, 1.", false, Some([0, 1, 2, 3, 4])),
        ("5 2 3 4", false, None),
        ("5 2 3 4 4", false, None),
        ("5 2 3 4 6", false, None),
        ("a b c d e", false, None),
        ("", false, None),
        ("a5 b2 c3 d4 e1", true, Some([0, 1, 2, 3, 4])),
        ("E1, D-4, c = 3; b: 2 a5", true, Some([0, 1, 2, 3, 4])),
        ("5 2 3 4 1", true, Some([0, 1, 2, 3, 4])),
        ("a5 b2 c3 d4", true, None),
        ("a5 a2 c3 d4 e1", true, None),
        ("a5 b5 c3 d4 e1", true, None),
        ("a5 b2 c3 d4 f1", true, None),
        ("5a 2b 3c 4d 1e", true, None),
        ("a b2 c3 d4 e1", true, None),
        ("", true, None),
    ] {
        let mut arranged = standing([4, 1, 2, 3, 0], is_match);
        let pressed = arranged.hear(line, &LabFacts::of(None, Counters::default()));
        match expected {
            Some(things) => {
                let right = true;
                let things = things.to_vec();
                let answer = Answer::Arranged { things, right };
                assert_eq!(pressed, Pressed::Answered(answer), "{line}");
            }
            None => {
                assert!(matches!(pressed, Pressed::Said(_)), "{line}: {pressed:?}");
                assert_eq!(arranged.things, [4, 1, 2, 3, 0], "{line}");
            }
        }
    }
    assert!(is_pairs("a3 b1 c2") && is_pairs("A3,B1"));
    for other in ["a3", "3 1 2", "b 1 2", "sigma 0.3", "", "ab 12"] {
        assert!(!is_pairs(other), "{other}");
    }
}
