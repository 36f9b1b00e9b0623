//! What can be moved: the rows, the network, how it learns, and what is drawn.

use super::settings::VIEWS;
use super::{Control, Regression};
use crate::labs::scale::Scale;
use crate::labs::training::{self, Change};
use crate::ui::number::many;

/// Nodes of a hidden layer.
const NODES: Scale = Scale::whole(0.0, 128.0);

/// The nodes of a hidden layer: another network, untrained.
const fn nodes_of<const LAYER: usize>(name: &'static str) -> Control {
    Control::whole(
        name,
        "Nodes of this hidden layer; with 0 it is not there. Another network starts untrained.",
        |_| NODES,
        |lab| lab.settings.nodes[LAYER],
        |lab, nodes| {
            lab.change(Change::Network, |settings| {
                settings.nodes[LAYER] = nodes;
            });
        },
    )
    .note(|lab| format!("{} weights in all", lab.fresh.parameters()))
    .costs(|lab| lab.run.discards())
}

/// All of them; a set-up code sets them in this order.
pub const ALL: &[Control] = &[
    Control::toggle(
        "data",
        "The course's cars, or the table that you brought.",
        &["cars", "own"],
        |lab| lab.settings.own,
        |lab, own| lab.change_rows(|settings| settings.own = own),
    )
    .costs(|lab: &Regression| lab.run.discards()),
    Control::number(
        "seed",
        "What the rows kept for testing, the weights and the order of batches are drawn from.",
        |_| Scale::whole(0.0, 99.0),
        |lab| lab.settings.seed as f64,
        |lab, seed| lab.change_rows(|settings| settings.seed = seed.round() as u64),
    )
    .costs(|lab| lab.run.discards()),
    nodes_of::<0>("layer1"),
    nodes_of::<1>("layer2"),
    training::optimizer(),
    training::rate(),
    training::batch("Rows an update looks at.").note(|lab: &Regression| {
        format!("{} an epoch", many(lab.updates_an_epoch() as u64, "update"))
    }),
    training::epochs("How often every row is seen."),
    Control::choice(
        "view",
        "What is so against what it says, its errors, the learning curve, or what was done to the columns.",
        &VIEWS,
        |lab| lab.settings.view,
        |lab, view| lab.change(Change::Picture, |settings| settings.view = view),
    ),
];
