//! What the lab says in words and numbers.

use super::update::{bits, neighbours};
use super::{ANSWERS, BATCH, Bits, RATE_NAMES, RATES, ROUNDED, WEIGHT, WHOLE};
use crate::labs::Facts;
use crate::labs::training::{self, Names};

/// The runs by their lanes.
pub const RUNS: [(&str, Names); 2] = [
    (
        "weights in float32",
        Names {
            of: "Weights in float32: ",
            state: "whole_state",
            epoch: "whole_epoch",
            step: "whole_step",
            loss: "whole_loss",
            val_loss: "whole_val_loss",
            val_accuracy: "whole_val_accuracy",
        },
    ),
    (
        "weights in bfloat16",
        Names {
            of: "Weights in bfloat16: ",
            state: "rounded_state",
            epoch: "rounded_epoch",
            step: "rounded_step",
            loss: "rounded_loss",
            val_loss: "rounded_val_loss",
            val_accuracy: "rounded_val_accuracy",
        },
    ),
];

/// What is told of the weight of each run.
const OF_WEIGHT: [[&str; 4]; 2] = [
    ["whole_weight", "whole_move", "whole_after", "whole_moved"],
    [
        "rounded_weight",
        "rounded_move",
        "rounded_after",
        "rounded_moved",
    ],
];

/// Where a weight leads: from which unit to which answer.
pub fn from_to(nth: usize) -> [usize; 2] {
    [nth / ANSWERS, nth % ANSWERS]
}

pub fn tell(lab: &Bits, facts: &mut Facts) {
    let rate = f64::from(RATES[lab.rate]);
    let said = format!("Both learn at a rate of {}.", RATE_NAMES[lab.rate]);
    facts.number("rate", rate, said);
    for (run, (_, names)) in lab.runs.iter().zip(&RUNS) {
        training::tell(run, names, facts);
    }
    let [unit, answer] = from_to(lab.nth);
    let shown = lab.view == WEIGHT;
    for run in [WHOLE, ROUNDED] {
        let (of, names) = (RUNS[run].1.of, OF_WEIGHT[run]);
        let update = lab.update(run);
        let found = update.and_then(|update| update.of_weight(lab.nth));
        let [before, after] =
            found.map_or([f64::NAN; 2], |it| [it.before, it.after].map(f64::from));
        let wanted = found.map_or(f64::NAN, |it| it.wanted);
        let moved = update.map_or(f64::NAN, |update| update.moved);
        let told = [
            (
                before,
                format!("the weight from unit {unit} to answer {answer} is {before:.8}"),
            ),
            (
                wanted,
                format!("{BATCH} unseen digits ask it to move by {wanted:.8}"),
            ),
            (after, format!("moved so, it is {after:.8}")),
            (
                moved,
                format!(
                    "that update moves {:.1} % of all weights that have a slope",
                    100.0 * moved
                ),
            ),
        ];
        for (name, (value, words)) in names.into_iter().zip(told) {
            let words = format!("{of}{words}.");
            facts
                .number(name, value, words)
                .shown_if(shown && found.is_some());
        }
    }
    for (run, name) in [(WHOLE, "whole_bits"), (ROUNDED, "rounded_bits")] {
        let weight = lab.update(run).and_then(|update| update.of_weight(lab.nth));
        let bits = weight.map_or(String::new(), |it| {
            bits(it.before, run == ROUNDED).join(" ")
        });
        let said = format!(
            "{}its sign, exponent and fraction, bit by bit: {bits}.",
            RUNS[run].1.of
        );
        facts
            .text(name, &bits, said)
            .shown_if(shown && weight.is_some());
    }
    let weight = lab
        .update(ROUNDED)
        .and_then(|update| update.of_weight(lab.nth));
    let gap = weight.map_or(f64::NAN, |it| {
        let [below, above] = neighbours(it.before).map(f64::from);
        (above - f64::from(it.before)).min(f64::from(it.before) - below)
    });
    let said = format!("Weights in bfloat16: the next number is {gap:.8} away.");
    facts
        .number("gap", gap, said)
        .shown_if(shown && weight.is_some());
}
