use super::*;
use crate::dataset::mnist::test_digits;
use crate::event::Event;
use crate::labs::hosted::Hosted;
use crate::labs::testing::{number_of, worked};
use crate::labs::{Lab, say};
use crate::msg::Msg;
use crate::train::classifier;
use crate::ui::{Look, plain};
use ndarray::ArrayView2;
use ratatui::buffer::Buffer;
use std::time::Duration;

fn packed() -> Hosted<FirstGuess> {
    Hosted::new(FirstGuess::new(0))
}

/// The lab with its digits unpacked.
fn unpacked() -> Hosted<FirstGuess> {
    let mut lab = packed();
    worked(Lab::open(&mut lab), &mut |msg| lab.update(msg));
    assert!(lab.shown().is_some(), "{}", lab.readings.sentence());
    lab
}

fn rows(lab: &Hosted<FirstGuess>, (width, height): (u16, u16), look: &Look) -> Vec<String> {
    let area = Rect::new(0, 0, width, height);
    let mut buf = Buffer::empty(area);
    lab.view(area, &mut buf, look);
    let row = |y| (0..width).map(|x| buf[(x, y)].symbol()).collect();
    (0..height).map(row).collect()
}

const SIZES: [(u16, u16); 4] = [(76, 16), (96, 21), (136, 30), (40, 7)];

#[test]
fn each_digit_is_here_for_its_reason() {
    let readings = chosen::readings().unwrap();
    let wrong: Vec<usize> = (readings.iter())
        .filter(|reading| reading.guess() != reading.label)
        .map(|reading| reading.index)
        .collect();
    assert_eq!(wrong, [6030, 9768, 3906, 9729, 720, 9024, 2654, 5936]);
    for reading in readings.iter() {
        let sure = reading.sure();
        let (at, is_wrong) = (reading.index, wrong.contains(&reading.index));
        assert!(sure > 0.9 || !is_wrong, "{at}: wrong and {sure} sure");
    }
    let barely = |reading: &&Reading| reading.sure() < 0.65;
    assert_eq!(readings.iter().filter(barely).count(), 5);
    // The face of the course: a three, and the network takes it for a nine.
    assert_eq!((readings[0].label, readings[0].guess()), (3, 9));
}

#[test]
fn what_is_drawn_and_told_is_what_the_network_predicts() {
    let digits = test_digits().unwrap();
    let network = classifier::trained().unwrap();
    for (at, &index) in CHOSEN.iter().enumerate() {
        let x: Vec<f32> = (digits.image(index).iter())
            .map(|&byte| f32::from(byte) / 255.0)
            .collect();
        let x = ArrayView2::from_shape((1, 784), &x).unwrap();
        let p = network.predict(x);
        let mut lab = unpacked();
        assert!(say(&mut lab, &format!("set picture {}", at + 1)).is_ok());
        assert!(say(&mut lab, "say 0").is_ok());
        let sure = p.iter().copied().fold(0.0, f32::max);
        assert_eq!(number_of(&lab, "digit"), index as f64);
        assert_eq!(number_of(&lab, "label"), f64::from(digits.label(index)));
        assert!((number_of(&lab, "sure") - f64::from(sure)).abs() < 1e-6);
        assert_eq!(p[[0, number_of(&lab, "network") as usize]], sure);
        let shown = rows(&lab, (76, 16), &plain(true));
        for (digit, p) in p.iter().enumerate() {
            let row = &shown[1 + digit];
            assert!(row.contains(&format!(" {p:.3}")), "{digit}: {row}");
            let bar = row.matches('#').count() - row[..32].matches('#').count();
            assert_eq!(bar, (f64::from(*p) * 25.0).round() as usize, "{row}");
        }
    }
}

#[test]
fn before_the_answer_nothing_of_it_is_drawn_or_told() {
    let mut beside: Vec<Vec<String>> = Vec::new();
    for at in 1..=CHOSEN.len() {
        let mut lab = unpacked();
        assert!(say(&mut lab, &format!("set picture {at}")).is_ok());
        let told: Vec<&str> = lab.visible_facts().iter().map(|fact| fact.name).collect();
        assert_eq!(told, ["digit", "rows"]);
        for name in ["yours", "network", "sure", "label"] {
            assert!(number_of(&lab, name).is_nan(), "{name}");
        }
        // All that is drawn beside one digit is drawn beside any other.
        let right = |row: String| row.chars().skip(32).collect();
        let drawn = rows(&lab, SIZES[0], &plain(false)).into_iter().map(right);
        beside.push(drawn.collect());
        for size in SIZES {
            let text = rows(&lab, size, &plain(false)).concat();
            assert!(!text.contains("sure") && !text.contains("label"), "{text}");
        }
    }
    beside.dedup();
    assert_eq!(beside.len(), 1, "{beside:#?}");
}

#[test]
fn the_answer_is_the_learners_and_stands() {
    let mut lab = unpacked();
    assert!(say(&mut lab, "say 4").is_ok());
    let drawn = rows(&lab, (76, 14), &plain(false)).join("\n");
    for words in [
        "You: 4. The network: 9, and it is 99% sure.",
        "The label says 3.",
    ] {
        assert!(drawn.contains(words), "{drawn}");
    }
    assert!(drawn.contains("Right so far: you 0, the network 0, of 1."));
    let refused = say(&mut lab, "say 3").unwrap_err().to_string();
    assert!(refused.contains("Space brings another"), "{refused}");
    assert_eq!(number_of(&lab, "yours"), 4.0);
    for bad in ["say", "say 12", "say x", "say -1", "another 2", "read 3"] {
        assert!(say(&mut lab, bad).is_err(), "{bad}");
    }
    assert!(say(&mut lab, "another").is_ok());
    assert!(number_of(&lab, "yours").is_nan());
    assert!(say(&mut lab, "say 3").is_ok());
    assert_eq!(lab.score(), [2, 1, 1]);
    // Once round: what was answered is shown as it was.
    for _ in 1..CHOSEN.len() {
        assert!(say(&mut lab, "another").is_ok());
    }
    assert_eq!(
        (number_of(&lab, "yours"), number_of(&lab, "answered")),
        (4.0, 2.0)
    );
}

#[test]
fn before_the_digits_are_there_nothing_can_be_answered() {
    let mut lab = packed();
    let refused = say(&mut lab, "say 3").unwrap_err().to_string();
    assert!(refused.contains("unpacked"), "{refused}");
    assert_eq!(lab.score(), [0, 0, 0]);
}

#[test]
fn a_click_on_a_row_answers_with_its_digit() {
    for (size, at) in [((76, 16), (60, 8)), ((136, 30), (100, 16))] {
        let mut lab = unpacked();
        let (area, (x, y)) = (Rect::new(0, 0, size.0, size.1), at);
        let row = rows(&lab, size, &plain(false))[usize::from(y)].clone();
        let kind = MouseKind::Press;
        lab.touch(Mouse { kind, x, y }, area, &|_| true);
        assert!(
            row.contains(&format!(" {}    ·", number_of(&lab, "yours"))),
            "{row}"
        );
        // Beside the table, and once answered, it says nothing.
        let before = number_of(&lab, "yours");
        for (x, y) in [(2, y), (x, 1), (x, y + 1), (200, 200)] {
            lab.touch(Mouse { kind, x, y }, area, &|_| true);
        }
        assert_eq!(number_of(&lab, "yours"), before);
    }
}

#[test]
fn the_bars_grow_once_and_without_motion_they_are_there_at_once() {
    let moving = Look {
        motion: true,
        ..plain(false)
    };
    let mut lab = unpacked();
    assert!(lab.activity() != Activity::Grows);
    assert!(say(&mut lab, "say 3").is_ok());
    let whole = rows(&lab, SIZES[0], &plain(false));
    let mut seen = 0;
    while lab.activity() == Activity::Grows {
        let drawn = rows(&lab, SIZES[0], &moving).concat();
        assert!(!drawn.contains('●') && !drawn.contains("label"), "{drawn}");
        let numbers = drawn.matches("0.").count();
        assert!(numbers >= seen, "{drawn}");
        seen = numbers;
        lab.update(&Msg::Input(Event::Tick(Duration::ZERO)));
    }
    assert_eq!(rows(&lab, SIZES[0], &moving), whole);
    assert!(whole.concat().contains('●'));
}

#[test]
fn a_certainty_short_of_one_is_not_called_one() {
    let mut lab = unpacked();
    assert!(say(&mut lab, "set picture 4").is_ok() && say(&mut lab, "say 2").is_ok());
    assert!(number_of(&lab, "sure") > 0.995);
    let drawn = rows(&lab, (136, 30), &plain(false)).concat();
    assert!(drawn.contains("it is over 99% sure"), "{drawn}");
}
