//! What can be moved and done in the lab.

use super::{Action, Code, Control, INPUTS, MOST, NUMBERS};
use crate::dataset::mnist::TEST_DIGITS;
use crate::labs::brush;
use crate::labs::scale::Scale;

/// What can be moved.
pub const CONTROLS: &[Control] = &[
    Control::choice(
        "input",
        "What goes in: a test digit, a picture of clothes, your own drawing, a blank page, or a digit with ink and paper exchanged.",
        &INPUTS,
        |lab| lab.input,
        |lab, input| lab.bring(|lab| lab.input = input),
    ),
    Control::whole(
        "digit",
        "Which of the 10,000 test digits.",
        |_| Scale::whole(0.0, (TEST_DIGITS - 1) as f64),
        |lab| lab.digit,
        |lab, digit| lab.bring(|lab| lab.digit = digit),
    )
    .note(|lab| match lab.data.ready() {
        Some(coded) => format!("its label is {}", coded.digits.label(lab.digit)),
        None => String::new(),
    }),
    Control::whole(
        "clothes",
        "Which of a hundred pictures of Fashion-MNIST.",
        |_| Scale::whole(0.0, 99.0),
        |lab| lab.clothes,
        |lab, clothes| lab.bring(|lab| lab.clothes = clothes),
    ),
    Control::whole(
        "number",
        "Which of the 32 numbers is turned. The others stay as the picture was encoded.",
        |_| Scale::whole(1.0, NUMBERS as f64),
        |lab| lab.number + 1,
        |lab, number| lab.bring(|lab| lab.number = number - 1),
    ),
    Control::number(
        "value",
        "The value of that number.",
        |_| Scale::even((0.0, MOST), 1.0, 1),
        |lab| (f64::from(lab.value()) * 10.0).round() / 10.0,
        |lab, value| lab.turn(value),
    )
    .note(|lab| match lab.range(lab.number) {
        Some([low, high]) if low == high => "dead: the same for all training digits".to_owned(),
        Some([low, high]) => format!("in training {low:.1} to {high:.1}"),
        None => String::new(),
    }),
    Control::toggle(
        "output",
        "Whether it is shown what comes back: hidden where that is asked.",
        &["hidden", "shown"],
        |lab| lab.shown,
        |lab, shown| lab.shown = shown,
    ),
    Control::toggle(
        "bars",
        "Whether the 32 numbers are drawn, and the one under your hand is told.",
        &["hidden", "shown"],
        |lab| lab.bars,
        |lab, bars| lab.bars = bars,
    ),
];

/// What can be done beside.
pub const ACTIONS: &[Action] = &[
    Action::new(
        "reset",
        "Put the number back to what the picture's code has.",
        |lab: &mut Code| {
            lab.turned = None;
            Ok(())
        },
    )
    .key('r', |lab| {
        if lab.turned.is_some() {
            "number back"
        } else {
            ""
        }
    })
    .moves(&["value"]),
    brush::ink(),
    brush::undo(),
    brush::clear(),
];
