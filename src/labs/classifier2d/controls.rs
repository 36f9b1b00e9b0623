//! What can be moved: the points, the network, how it learns, and what is drawn.

use super::settings::{ACTIVATIONS, DRAWN, LOSSES, SEEN};
use super::{Classifier2d, Control};
use crate::labs::points::SETS;
use crate::labs::scale::Scale;
use crate::labs::training::{self, Change, Learns};

/// Nodes of a hidden layer.
const NODES: Scale = Scale::whole(0.0, 32.0);

/// The nodes of a hidden layer: another network, untrained.
const fn nodes_of(
    name: &'static str,
    get: fn(&Classifier2d) -> f64,
    set: fn(&mut Classifier2d, f64),
) -> Control {
    let help =
        "Nodes of this hidden layer; with 0 it is not there. Another network starts untrained.";
    Control::number(name, help, |_| NODES, get, set)
        .note(Classifier2d::shape_note)
        .costs(|lab| lab.run.discards())
}

/// All of them; a set-up code sets them in this order.
pub const ALL: &[Control] = &[
    Control::choice(
        "set",
        "The points to tell apart; own is what you put or bring.",
        &SETS,
        |lab| lab.settings.set,
        |lab, chosen| lab.change_points(|settings| settings.set = chosen),
    )
    .costs(|lab| lab.run.discards()),
    Control::number(
        "noise",
        "The standard deviation of what jostles each point.",
        |_| Scale::even((0.0, 0.3), 0.01, 2),
        |lab| lab.settings.noise,
        |lab, noise| lab.change_points(|settings| settings.noise = noise),
    )
    .costs(|lab| lab.run.discards()),
    Control::number(
        "seed",
        "What points, weights and the order of batches are drawn from.",
        |_| Scale::whole(0.0, 99.0),
        |lab| lab.settings.seed as f64,
        |lab, seed| lab.change_points(|settings| settings.seed = seed.round() as u64),
    )
    .costs(|lab| lab.run.discards()),
    nodes_of(
        "layer1",
        |lab| lab.settings.nodes[0] as f64,
        |lab, nodes| lab.layer(0, nodes),
    ),
    nodes_of(
        "layer2",
        |lab| lab.settings.nodes[1] as f64,
        |lab, nodes| lab.layer(1, nodes),
    ),
    nodes_of(
        "layer3",
        |lab| lab.settings.nodes[2] as f64,
        |lab, nodes| lab.layer(2, nodes),
    ),
    Control::choice(
        "activation",
        "What a hidden node makes of its sum. Another one starts untrained.",
        &ACTIVATIONS,
        |lab| lab.settings.activation,
        |lab, chosen| lab.change(Change::Network, |settings| settings.activation = chosen),
    )
    .costs(|lab| lab.run.discards()),
    training::optimizer(),
    training::rate(),
    training::batch("Points an update looks at.")
        .note(|lab: &Classifier2d| lab.learning().updates_told(lab.data.train.len())),
    Control::choice(
        "loss",
        "What is made small: minus log p of the right class, or squares of what p lacks.",
        &LOSSES,
        |lab| lab.settings.loss,
        |lab, chosen| lab.change(Change::Fork, |settings| settings.loss = chosen),
    ),
    Control::number(
        "l2",
        "How much the squares of all weights count beside the loss: what keeps them small.",
        |_| Scale::even((0.0, 0.1), 0.001, 3),
        |lab| lab.settings.l2,
        |lab, l2| lab.change(Change::Fork, |settings| settings.l2 = l2),
    )
    .symbol("λ"),
    training::epochs("How often every point is seen."),
    Control::choice(
        "drawn",
        "Which points are drawn: those to learn from, or those kept for testing.",
        &DRAWN,
        |lab| lab.settings.drawn,
        |lab, chosen| {
            lab.change(Change::Picture, |settings| settings.drawn = chosen);
            lab.judge();
        },
    ),
    Control::choice(
        "see",
        "What is drawn: the answer over the plane, what the hidden units say there, or the network with a line for each weight.",
        &SEEN,
        |lab| lab.settings.seen,
        |lab, seen| lab.change(Change::Picture, |settings| settings.seen = seen),
    ),
    Control::whole(
        "unit",
        "Which hidden unit is enlarged.",
        |lab| Scale::whole(1.0, lab.units().len().max(1) as f64),
        |lab| lab.unit.min(lab.units().len().saturating_sub(1)) + 1,
        |lab, unit| lab.unit = unit - 1,
    ),
    Control::whole(
        "weight",
        "Which weight of that unit is turned by hand; the last is its bias.",
        |lab| Scale::whole(1.0, lab.weights_of_unit() as f64),
        |lab| lab.weight.min(lab.weights_of_unit() - 1) + 1,
        |lab, weight| lab.weight = weight - 1,
    )
    .note(|lab| {
        let weight = lab.chosen_weight();
        weight.map_or(String::new(), |(name, value)| format!("{name}: {value:.2}"))
    }),
    Control::toggle(
        "points",
        "Whether points may be put and taken: by a click, or inside with the keys.",
        &["fixed", "free"],
        |lab| lab.hand.free,
        |lab, free| lab.hand.free = free,
    ),
    Control::whole(
        "brush",
        "The class of the next point that is put.",
        |lab| Scale::whole(1.0, lab.data.classes.len() as f64),
        |lab| lab.hand.class + 1,
        |lab, class| lab.hand.class = class - 1,
    )
    .note(|lab| {
        let class = lab.data.classes.get(lab.hand.class);
        class.map_or(String::new(), |class| class.name.clone())
    }),
];
