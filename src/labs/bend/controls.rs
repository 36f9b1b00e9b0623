//! What can be moved: the points, the network, how it learns, and the line by hand.

use super::data::SETS;
use super::settings::ACTIVATIONS;
use super::{Bend, Control};
use crate::labs::scale::Scale;
use crate::labs::training::{self, Change};

/// What the line by hand may be: over the wave, and over the cars.
pub const W: [Scale; 2] = [
    Scale::even((-3.0, 3.0), 0.05, 2),
    Scale::even((-15.0, 5.0), 0.1, 1),
];
const B: [Scale; 2] = [
    Scale::even((-2.0, 2.0), 0.05, 2),
    Scale::even((0.0, 60.0), 0.2, 1),
];

fn weights(lab: &Bend) -> String {
    format!("{} weights in all", lab.net().parameters())
}

/// All of them; a set-up code sets them in this order.
pub const ALL: &[Control] = &[
    Control::choice(
        "data",
        "Points along a wave, or cars by their weight.",
        &SETS,
        |lab| lab.settings.set,
        |lab, set| lab.change_points(set),
    )
    .costs(|lab: &Bend| lab.run.discards()),
    Control::whole(
        "layers",
        "Hidden layers. Another network starts untrained.",
        |_| Scale::whole(0.0, 3.0),
        |lab| lab.settings.layers,
        |lab, layers| {
            lab.change(Change::Network, |settings| {
                settings.layers = layers;
            });
        },
    )
    .note(weights)
    .costs(|lab| lab.run.discards()),
    Control::whole(
        "nodes",
        "Nodes of each hidden layer. Another network starts untrained.",
        |_| Scale::whole(1.0, 16.0),
        |lab| lab.settings.nodes,
        |lab, nodes| {
            lab.change(Change::Network, |settings| {
                settings.nodes = nodes;
            });
        },
    )
    .note(weights)
    .costs(|lab| lab.run.discards()),
    Control::choice(
        "activation",
        "What a hidden node makes of its sum; linear leaves it. Another one starts untrained.",
        &ACTIVATIONS,
        |lab| lab.settings.activation,
        |lab, chosen| lab.change(Change::Network, |settings| settings.activation = chosen),
    )
    .costs(|lab| lab.run.discards()),
    training::rate(),
    training::epochs("How often every point is seen."),
    Control::number(
        "seed",
        "What the weights are drawn from.",
        |_| Scale::whole(0.0, 99.0),
        |lab| lab.settings.seed as f64,
        |lab, seed| {
            lab.change(Change::Network, |settings| {
                settings.seed = seed.round() as u64
            })
        },
    )
    .costs(|lab| lab.run.discards()),
    Control::toggle(
        "net",
        "The network: without it there is nothing to train.",
        &["hidden", "shown"],
        |lab| lab.settings.net,
        |lab, shown| lab.change(Change::Picture, |settings| settings.net = shown),
    ),
    Control::toggle(
        "hand",
        "A line that you move by hand.",
        &["hidden", "shown"],
        |lab| lab.settings.hand,
        |lab, shown| lab.change(Change::Picture, |settings| settings.hand = shown),
    ),
    Control::number(
        "w",
        "The weight of your line: how far it rises for each step to the right.",
        |lab| W[lab.settings.set],
        |lab| lab.settings.w,
        |lab, w| lab.change(Change::Picture, |settings| settings.w = w),
    )
    .note(|lab| {
        format!(
            "ŷ = {:.2}x {}",
            lab.settings.w,
            B[lab.settings.set].signed(lab.settings.b)
        )
    }),
    Control::number(
        "b",
        "The bias of your line: where it stands at x = 0.",
        |lab| B[lab.settings.set],
        |lab| lab.settings.b,
        |lab, b| lab.change(Change::Picture, |settings| settings.b = b),
    ),
    Control::toggle(
        "closed",
        "The line of least squares, by its formula.",
        &["hidden", "shown"],
        |lab| lab.settings.closed,
        |lab, shown| lab.change(Change::Picture, |settings| settings.closed = shown),
    ),
];
