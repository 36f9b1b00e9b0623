//! What can be done: train, turn a weight, put points and take them.

use super::units::TURN;
use super::{Action, Classifier2d};
use crate::labs::training;
use crate::ui::number::many;

/// All of it.
pub const ALL: &[Action] = &[
    training::train(),
    training::step(),
    training::reset(),
    Action::new("more", "Make the chosen weight larger by 0.5.", |lab| {
        lab.turn(TURN)
    })
    .key('m', |lab| lab.if_turning("weight up")),
    Action::new("less", "Make the chosen weight smaller by 0.5.", |lab| {
        lab.turn(-TURN)
    })
    .key('l', |lab| lab.if_turning("weight down")),
    Action::with(
        "point",
        "X Y CLASS",
        "Put a point to learn from.",
        Classifier2d::put_said,
    ),
    Action::with(
        "take",
        "X Y",
        "Take the point that is there.",
        Classifier2d::take_said,
    ),
    Action::new(
        "clear",
        "The points as they were before you changed them.",
        |lab| {
            lab.put_back();
            Ok(())
        },
    )
    .key('x', |lab| {
        if !lab.hand.made.is_empty() {
            "own points away"
        } else {
            ""
        }
    })
    .costs(|lab| {
        let points = lab.data.train.len();
        (!lab.hand.made.is_empty() && points > 0)
            .then(|| format!("this takes {} away", many(points as u64, "point")))
    }),
];
