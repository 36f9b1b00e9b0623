use super::*;
use crate::event::KeyCode;
use crate::labs::hosted::Hosted;
use crate::labs::testing::{fact, number_of, opened, screen};
use crate::labs::{Lab, Value};

fn after(lines: &[&str]) -> Hosted<OneKernel> {
    opened(OneKernel::new(0), lines)
}

#[test]
fn the_upper_edge_of_a_seven_answers_over_its_bar() {
    let lab = after(&["set kernel upper", "set nth 0"]);
    // Worked out with numpy: 2.99 in row 7, column 8.
    assert!((number_of(&lab, "largest") - 2.99).abs() < 0.01);
    assert_eq!(
        [number_of(&lab, "best_row"), number_of(&lab, "best_column")],
        [7.0, 8.0]
    );
    assert!((number_of(&lab, "passing") - 0.142).abs() < 0.001);
    let there = after(&["set kernel upper", "set row 7", "set column 8"]);
    assert_eq!(number_of(&there, "at_best"), 1.0);
    assert_eq!(number_of(&there, "sum"), number_of(&there, "relu"));
}

#[test]
fn who_cannot_see_the_picture_is_told_the_digit_the_window_and_the_nine_products() {
    let lab = after(&["set kernel upper", "set row 7", "set column 8"]);
    let text = |name: &str| match fact(&lab, name) {
        Value::Text(text) => text,
        other => panic!("{name} is {other:?}"),
    };
    let numbers = |name: &str| -> Vec<f64> {
        let all = text(name).replace(',', "");
        all.split(' ').map(|it| it.parse().unwrap()).collect()
    };
    let (window, products) = (numbers("window"), numbers("products"));
    let by_hand = window
        .iter()
        .zip(KNOWN[2])
        .map(|(pixel, weight)| pixel * weight);
    assert!(by_hand.zip(&products).all(|(a, b)| (a - b).abs() < 1e-9));
    let sum: f64 = products.iter().sum();
    assert!((sum - number_of(&lab, "sum")).abs() < 0.03, "{sum}");
    // The 7 begins in row 8, and nothing is told of a view that does not show it.
    assert!(
        text("rows").starts_with("8: 8 to 10, 9: 7 to 21, "),
        "{}",
        text("rows")
    );
    assert!(
        lab.visible_facts()
            .iter()
            .any(|fact| fact.name == "products")
    );
    let pooled = after(&["set view pooled"]);
    assert!(
        pooled
            .visible_facts()
            .iter()
            .all(|fact| fact.name != "products")
    );
}

#[test]
fn writing_a_number_of_a_known_kernel_makes_it_the_learners_own() {
    let lab = after(&["set kernel upper", "set cell 9", "set weight 3"]);
    assert_eq!(lab.kernel, OWN);
    assert_eq!(lab.weights()[..8], KNOWN[2][..8]);
    assert_eq!(lab.weights()[8], 3.0);
    let same = after(&["set kernel upper", "set cell 9", "set weight 1"]);
    assert_eq!(same.kernel, 2);
}

#[test]
fn what_was_written_by_hand_is_made_again_and_put_away() {
    let lab = after(&[
        "set view score",
        "set kernel zero",
        "set cell 3",
        "set weight -2",
    ]);
    let made = lab.made();
    let lines: Vec<&str> = made.iter().map(String::as_str).collect();
    let mut again = after(&["set view score"]);
    for line in lines {
        assert!(crate::labs::say(&mut again, line).is_ok(), "{line}");
    }
    assert_eq!((again.kernel, again.own), (OWN, lab.own));
    again.unmake();
    assert_eq!(again.weights(), [0.0; 9]);
    assert!(again.made().is_empty() && after(&[]).made().is_empty());
}

#[test]
fn the_square_of_a_pooled_place_is_told_with_its_four_numbers() {
    let lab = after(&[
        "set view pooled",
        "set kernel upper",
        "set row 8",
        "set column 8",
    ]);
    let told = lab.visible_facts();
    let square = told.iter().find(|fact| fact.name == "square").unwrap();
    assert!(
        square.sentence.contains("rows 7 to 8 and columns 7 to 8"),
        "{}",
        square.sentence
    );
    let Value::Text(four) = &square.value else {
        panic!("it is a text");
    };
    let four = four.replace(',', "");
    let four = four.split(' ').map(|it| it.parse::<f64>().unwrap());
    let most = four.reduce(f64::max).unwrap();
    assert!((most - number_of(&lab, "pooled")).abs() < 0.005);
}

#[test]
fn what_a_kernel_prefers_is_the_numpy_figure() {
    for (kernel, share) in [("outline", 0.711), ("upright", 0.469), ("left", 0.601)] {
        let lab = after(&["set view score", &format!("set kernel {kernel}")]);
        let found = number_of(&lab, "prefers_one");
        assert!((found - share).abs() < 0.002, "{kernel}: {found}");
    }
    let zero = after(&["set view score", "set kernel zero"]);
    assert_eq!(number_of(&zero, "prefers_one"), 0.5);
    assert_eq!(number_of(&zero, "zeros"), 1.0);
}

#[test]
fn arrows_move_the_window_and_stay_within_the_map() {
    let mut lab = after(&["set row 26", "set column 25"]);
    for (key, place) in [
        (KeyCode::Right, [25, 25]),
        (KeyCode::Right, [25, 25]),
        (KeyCode::Down, [25, 25]),
        (KeyCode::Up, [24, 25]),
    ] {
        assert!(lab.press(Key::new(key)).is_some());
        assert_eq!(lab.place(), place);
    }
    // A unit two layers up has fewer places, and the place follows.
    assert!(lab.set("view", "field").is_ok() && lab.set("layer", "pool2").is_ok());
    assert_eq!(lab.place(), [4, 4]);
    assert_eq!(number_of(&lab, "field"), 10.0);
}

#[test]
fn the_nine_products_stand_beside_the_digit_and_sum_up() {
    let lab = after(&["set kernel upper", "set row 9", "set column 8"]);
    // However few rows there are beside both pictures, no value is cut.
    for high in [11, 12, 15] {
        let all = screen(&lab, 76, high, true).join("\n");
        assert!(
            all.contains("sum -2.99") && all.contains("ReLU 0.00"),
            "{all}"
        );
    }
    let there = after(&["set kernel upper", "set row 7", "set column 8"]);
    let all = screen(&there, 76, 11, true).join("\n");
    assert!(all.contains("ReLU 2.99"), "{all}");
    let zero = after(&["set kernel zero"]);
    let rows = screen(&zero, 76, 15, true).join("\n");
    assert!(
        rows.contains("all are 0") && !rows.contains("NaN"),
        "{rows}"
    );
}

#[test]
fn a_press_on_a_map_goes_to_that_place_of_it() {
    use crate::event::{Mouse, MouseKind};
    use ratatui::layout::Rect;
    let area = Rect::new(0, 0, 76, 15);
    // The map begins in column 31, under its caption; a row of cells is two rows of it.
    let kind = MouseKind::Press;
    for (view, [x, y], place) in [
        ("products", [31 + 7, 1 + 4], [8, 7]),
        ("pooled", [27 + 8, 1 + 3], [6, 8]),
    ] {
        let mut lab = after(&[&format!("set view {view}")]);
        lab.touch(Mouse { kind, x, y }, area, &|_| true);
        assert_eq!(lab.place(), place, "{view}");
    }
}
