//! The knobs of the likelihood lab.

use crate::labs::knob::Knob;
use crate::labs::likelihood::leaves::{LEAVES, Unit};
use crate::ui::control::{Control, Steps};

/// The largest seed.
pub const LAST_SEED: f64 = 999.0;

/// How many leaves.
pub const N: Knob = Knob {
    name: "n",
    symbol: "",
    range: (1.0, LEAVES as f64),
    steps: Steps::Even(1.0),
    decimals: 0,
    unit: "",
    help: "How many leaves are looked at.",
};

/// Which leaves.
pub const SEED: Knob = Knob {
    name: "seed",
    symbol: "",
    range: (0.0, LAST_SEED),
    help: "Which leaves: every seed draws 200 others.",
    ..N
};

/// The mean, in centimetres.
pub const MU: Knob = Knob {
    name: "mu",
    symbol: "μ",
    range: (4.0, 10.0),
    steps: Steps::Even(0.02),
    decimals: 2,
    unit: "",
    help: "The mean: the length under which leaves are taken to lie densest.",
};
/// The standard deviation, in centimetres.
pub const SIGMA: Knob = Knob {
    name: "sigma",
    symbol: "σ",
    range: (0.02, 3.0),
    help: "The standard deviation: how far from the centre leaves are taken to lie.",
    ..MU
};
/// The top of the density's axis, in 1/cm.
pub const TOP: Knob = Knob {
    name: "top",
    symbol: "",
    range: (0.2, 20.0),
    steps: Steps::Even(0.2),
    decimals: 1,
    unit: "",
    help: "How high the density's axis reaches, in 1/cm: it stays while the bell grows.",
};
/// The intercept of the line, in centimetres.
pub const B: Knob = Knob {
    name: "b",
    symbol: "",
    range: (-4.0, 10.0),
    help: "The intercept of the line: the length it gives a leaf without width.",
    ..MU
};

/// The slope of the line.
pub const A: Knob = Knob {
    name: "a",
    symbol: "",
    range: (-1.0, 3.0),
    steps: Steps::Even(0.01),
    help: "The slope of the line: by how much length grows with width.",
    ..MU
};

/// A knob of centimetres at so many of them, told in a unit.
pub fn length(knob: Knob, cm: f64, unit: Unit, note: String) -> Control {
    let steps = match knob.steps {
        Steps::Even(step) => Steps::Even(step * unit.per_cm),
        other => other,
    };
    let (low, high) = knob.range;
    let knob = Knob {
        range: (low * unit.per_cm, high * unit.per_cm),
        steps,
        decimals: unit.decimals,
        ..knob
    };
    knob.at(knob.shown(cm * unit.per_cm), note)
}
