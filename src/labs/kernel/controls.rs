//! What can be moved in the lab.

use super::field::LAYERS;
use super::{Control, KERNELS, OneKernel, VIEWS};
use crate::dataset::mnist::TEST_DIGITS;
use crate::labs::scale::Scale;

/// What a number of a kernel may be.
const WEIGHT: Scale = Scale::whole(-9.0, 9.0);

/// The layers by name.
const UP: [&str; LAYERS.len()] = ["conv", "pool", "conv2", "pool2"];

/// A number of the learner's own kernel, which is set whatever kernel is looked at.
const fn own<const AT: usize>(name: &'static str) -> Control {
    Control::number(
        name,
        "A number of your own kernel, counted row by row.",
        |_| WEIGHT,
        |lab: &OneKernel| lab.own[AT],
        |lab, value| lab.own[AT] = value.round(),
    )
}

pub const CONTROLS: &[Control] = &[
    Control::choice(
        "view",
        "The nine products, the pooled map, the field of a unit, or what the kernel prefers.",
        &VIEWS,
        |lab| lab.view,
        |lab, view| lab.view = view,
    ),
    Control::whole(
        "nth",
        "Which of the test digits, counted from 0.",
        |_| Scale::whole(0.0, (TEST_DIGITS - 1) as f64),
        |lab| lab.nth,
        |lab, nth| lab.nth = nth,
    ),
    Control::choice(
        "kernel",
        "Which kernel is held against the digit.",
        &KERNELS,
        |lab| lab.kernel,
        |lab, kernel| lab.kernel = kernel,
    ),
    Control::choice(
        "layer",
        "How many layers up the unit is whose field is shown.",
        &UP,
        |lab| lab.layer,
        |lab, layer| lab.layer = layer,
    )
    .note(|lab| {
        let it = LAYERS[lab.layer];
        format!("{} x {} units", it.side, it.side)
    }),
    Control::whole(
        "row",
        "The row of the window, or of the unit, from the top.",
        |lab| Scale::whole(1.0, lab.side() as f64),
        |lab| lab.place()[0] + 1,
        |lab, row| lab.at[0] = row - 1,
    ),
    Control::whole(
        "column",
        "The column of the window, or of the unit, from the left.",
        |lab| Scale::whole(1.0, lab.side() as f64),
        |lab| lab.place()[1] + 1,
        |lab, column| lab.at[1] = column - 1,
    ),
    Control::whole(
        "cell",
        "Which of the nine numbers is under your hand, counted row by row.",
        |_| Scale::whole(1.0, 9.0),
        |lab| lab.cell + 1,
        |lab, cell| lab.cell = cell - 1,
    ),
    Control::number(
        "weight",
        "What that number is: changed, the kernel is your own.",
        |_| WEIGHT,
        |lab| lab.weights()[lab.cell],
        |lab, value| lab.write(value.round()),
    ),
    own::<0>("w1"),
    own::<1>("w2"),
    own::<2>("w3"),
    own::<3>("w4"),
    own::<4>("w5"),
    own::<5>("w6"),
    own::<6>("w7"),
    own::<7>("w8"),
    own::<8>("w9"),
    Control::toggle(
        "maps",
        "Whether the maps are shown.",
        &["hidden", "shown"],
        |lab| lab.shown,
        |lab, shown| lab.shown = shown,
    ),
];
