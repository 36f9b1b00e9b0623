//! What can be moved and done in the lab.

use super::{Action, Control, DenseCnn, VIEWS};
use crate::dataset::mnist::TEST_DIGITS;
use crate::labs::scale::Scale;
use crate::labs::training;
use crate::train::shifts::REACH;

/// Pixels that digits are shifted by on the maps.
const SHIFT: Scale = Scale::whole(-(REACH as f64), REACH as f64).unit("px");

pub const CONTROLS: &[Control] = &[
    Control::choice(
        "view",
        "The curves of both, both maps of shifts, or the first kernels before training and after.",
        &VIEWS,
        |lab| lab.view,
        |lab, view| lab.view = view,
    ),
    training::epochs("How often each of the 20,000 digits is seen."),
    Control::number(
        "right",
        "Pixels to the right, on the maps.",
        |_| SHIFT,
        |lab: &DenseCnn| lab.shift[0] as f64,
        |lab, by| lab.shift[0] = by.round() as isize,
    ),
    Control::number(
        "down",
        "Pixels down, on the maps.",
        |_| SHIFT,
        |lab| lab.shift[1] as f64,
        |lab, by| lab.shift[1] = by.round() as isize,
    ),
    Control::whole(
        "nth",
        "Which test digit the kernels are held against, counted from 0.",
        |_| Scale::whole(0.0, (TEST_DIGITS - 1) as f64),
        |lab| lab.nth,
        |lab, nth| lab.nth = nth,
    ),
    Control::toggle(
        "score",
        "Whether the maps are shown.",
        &["hidden", "shown"],
        |lab| lab.shown,
        |lab, shown| lab.shown = shown,
    ),
];

pub const ACTIONS: &[Action] = &[training::train(), training::step(), training::reset()];
