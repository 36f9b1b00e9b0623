//! What the lab says in words and numbers.

use super::networks::{KERNELS, SIZE, kernel};
use super::{CNN, CURVES, DENSE, DenseCnn, MAPS, READ};
use crate::labs::training::{self, Names};
use crate::labs::{Facts, shift_map};
use crate::nn::Sequential;
use crate::train::shifts::{REACH, ShiftMap};
use crate::ui::number::{by_rows, grouped, many};

/// The runs by their lanes.
pub const RUNS: [(&str, Names); 2] = [
    (
        "dense",
        Names {
            of: "Dense: ",
            state: "dense_state",
            epoch: "dense_epoch",
            step: "dense_step",
            loss: "dense_loss",
            val_loss: "dense_val_loss",
            val_accuracy: "dense_val_accuracy",
        },
    ),
    (
        "CNN",
        Names {
            of: "CNN: ",
            state: "cnn_state",
            epoch: "cnn_epoch",
            step: "cnn_step",
            loss: "cnn_loss",
            val_loss: "cnn_val_loss",
            val_accuracy: "cnn_val_accuracy",
        },
    ),
];

/// The facts of a map: here, and the means of both kinds of directions at 2 and at 4.
struct OfMap {
    here: &'static str,
    still: &'static str,
    axis_2: &'static str,
    diagonal_2: &'static str,
    diagonal_4: &'static str,
    map: &'static str,
}

const MAP_FACTS: [OfMap; 2] = [
    OfMap {
        here: "dense_here",
        still: "dense_still",
        axis_2: "dense_axis_2",
        diagonal_2: "dense_diagonal_2",
        diagonal_4: "dense_diagonal_4",
        map: "dense_map",
    },
    OfMap {
        here: "cnn_here",
        still: "cnn_still",
        axis_2: "cnn_axis_2",
        diagonal_2: "cnn_diagonal_2",
        diagonal_4: "cnn_diagonal_4",
        map: "cnn_map",
    },
];

/// The facts that tell the weights of each kernel of the first convolution.
const KERNEL_FACTS: [&str; KERNELS] = [
    "kernel_1", "kernel_2", "kernel_3", "kernel_4", "kernel_5", "kernel_6", "kernel_7", "kernel_8",
];

pub fn tell(lab: &DenseCnn, facts: &mut Facts) {
    for (run, name) in [(DENSE, "dense_parameters"), (CNN, "cnn_parameters")] {
        let count = lab.parameters(run);
        let said = format!(
            "The {} network has {} weights.",
            RUNS[run].0,
            grouped(count as u64)
        );
        facts.count(name, count, said).shown_if(lab.view == CURVES);
    }
    for (run, (_, names)) in lab.runs.iter().zip(&RUNS) {
        training::tell(run, names, facts);
    }
    maps(lab, facts);
    kernels(lab, facts);
}

fn maps(lab: &DenseCnn, facts: &mut Facts) {
    let pending = lab.pending().unwrap_or_else(|| "nothing".to_owned());
    let words = format!("Still counted: {pending}.");
    facts.text("pending", &pending, words).hide();
    for run in [DENSE, CNN] {
        let map = lab.final_map(run);
        let (name, of) = (RUNS[run].0, &MAP_FACTS[run]);
        let [right, down] = lab.shift;
        let digits = many(map.map_or(READ, ShiftMap::digits) as u64, "digit");
        let around = |by| map.map_or([f64::NAN; 2], |map| map.around(by));
        let at = |shift| map.map_or(f64::NAN, |map| map.at(shift));
        for (fact, share, words) in [
            (
                of.here,
                at(lab.shift),
                format!("are right, moved by {right} to the right and {down} down"),
            ),
            (
                of.still,
                at([0, 0]),
                format!("of {digits} are right, unmoved"),
            ),
            (
                of.axis_2,
                around(2)[0],
                "are right, moved by 2 along an axis, the mean of the four ways".to_owned(),
            ),
            (
                of.diagonal_2,
                around(2)[1],
                "are right, moved by 2 across and 2 up or down, the mean of the four ways"
                    .to_owned(),
            ),
            (
                of.diagonal_4,
                around(4)[1],
                "are right, moved by 4 across and 4 up or down, the mean of the four ways"
                    .to_owned(),
            ),
        ] {
            let said = format!("{name}: {:.0} % {words}.", 100.0 * share);
            let shown = lab.view == MAPS && lab.shown && map.is_some();
            facts.number(fact, share, said).shown_if(shown);
        }
        let told = map.map_or(String::new(), shift_map::told);
        let said = format!(
            "{name}: percent read rightly at each shift, each row from {REACH} to the left to {REACH} to the right: {told}."
        );
        facts
            .text(of.map, &told, said)
            .shown_if(lab.view == MAPS && lab.shown && map.is_some());
    }
}

/// How far training has moved the first kernels, against how large their weights were.
fn kernels(lab: &DenseCnn, facts: &mut Facts) {
    let (Some(before), Some(after)) = (lab.untrained(CNN), lab.network(CNN)) else {
        return;
    };
    let all = |net: &Sequential| -> Vec<f32> {
        (0..KERNELS)
            .flat_map(|filter| kernel(net, filter))
            .collect()
    };
    let (before, after) = (all(before), all(after));
    let size: f32 = before.iter().map(|weight| weight.abs()).sum();
    let moved: f32 = before.iter().zip(&after).map(|(a, b)| (a - b).abs()).sum();
    let share = f64::from(moved / size.max(f32::MIN_POSITIVE));
    let said = format!(
        "The weights of the first kernels moved by {:.0} % of their size, on the average.",
        100.0 * share
    );
    let shown = lab.view != MAPS && lab.view != CURVES;
    facts.number("kernels_moved", share, said).shown_if(shown);
    for (at, (name, weights)) in KERNEL_FACTS
        .iter()
        .zip(after.chunks(SIZE * SIZE))
        .enumerate()
    {
        let weights: Vec<f64> = weights.iter().copied().map(f64::from).collect();
        let rows = by_rows(&weights, SIZE);
        let said = format!("Kernel {}: {rows}.", at + 1);
        facts.text(name, &rows, said).shown_if(shown);
    }
}
