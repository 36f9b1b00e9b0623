//! What can be moved and done in the lab.

use super::chosen::CLASS;
use super::settings::HIDDEN;
use super::{Action, Control, DRAW, MATRIX, MnistClassifier, VIEWS, facts};
use crate::labs::brush;
use crate::labs::scale::Scale;
use crate::labs::training::{self, Change};
use crate::ui::number::grouped;

/// What can be moved.
pub const CONTROLS: &[Control] = &[
    Control::toggle(
        "network",
        "Whose answers are shown: those of the network that ships, or of yours.",
        &["shipped", "yours"],
        |lab| lab.own,
        |lab, own| lab.own = own,
    )
    .note(facts::who),
    Control::choice(
        "hidden",
        "Nodes of the hidden layers. Others are another network: it starts untrained.",
        &HIDDEN,
        |lab| lab.settings.hidden,
        |lab, chosen| lab.change(Change::Network, |settings| settings.hidden = chosen),
    )
    .costs(|lab| lab.run.discards()),
    training::optimizer(),
    training::rate(),
    training::batch("Digits an update looks at."),
    training::epochs("How often every training digit is seen."),
    Control::number(
        "budget",
        "Seconds of learning that may be spent; then the run waits.",
        |_| Scale::even((5.0, 120.0), 5.0, 0).unit("s"),
        |lab| lab.settings.budget,
        |lab, seconds| lab.settings.budget = seconds,
    )
    .note(|lab| format!("{:.0} s are spent", lab.run.seconds())),
    Control::choice(
        "view",
        "What is shown first: a digit with its ten bars, the confusion matrix, the chosen digits, or your own drawing.",
        &VIEWS,
        |lab| lab.view,
        |lab, view| lab.view = view,
    )
    .note(|lab| match lab.view {
        MATRIX | DRAW => "Enter goes into it".to_owned(),
        _ => String::new(),
    }),
    Control::toggle(
        "score",
        "Whether the figures over all digits are told: hidden where they are asked for.",
        &["hidden", "shown"],
        |lab| lab.score,
        |lab, score| lab.score = score,
    ),
    Control::toggle(
        "digits",
        "All digits in their order, or those that are read wrongly, the surest first.",
        &["all", "errors"],
        |lab| lab.chosen.errors,
        |lab, errors| lab.choose(|chosen| chosen.errors = errors),
    )
    .note(|lab| match lab.chosen.cell() {
        Some(_) => "of the chosen cell".to_owned(),
        None => String::new(),
    }),
    Control::choice(
        "truth",
        "Only digits that are this, by their label.",
        &CLASS,
        |lab| lab.chosen.truth,
        |lab, class| lab.choose(|chosen| chosen.truth = class),
    ),
    Control::choice(
        "read",
        "Only digits that are read as this.",
        &CLASS,
        |lab| lab.chosen.read,
        |lab, class| lab.choose(|chosen| chosen.read = class),
    ),
    Control::whole(
        "nth",
        "Which of those digits is shown, counted from 1.",
        |lab| match (lab.shown(), lab.list.len()) {
            (None, _) => Scale::whole(1.0, 10_000.0),
            (Some(_), count) => Scale::whole(1.0, count.max(1) as f64),
        },
        |lab| lab.nth() + 1,
        |lab, nth| lab.chosen.nth = nth - 1,
    )
    .note(|lab| format!("of {}", grouped(lab.list.len() as u64))),
    Control::toggle(
        "centring",
        "Whether a drawing is scaled and centred by its mass, as MNIST's digits were.",
        &["off", "on"],
        |lab| lab.centred,
        |lab, centred| lab.centred = centred,
    ),
];

/// What can be done beside.
pub const ACTIONS: &[Action] = &[
    // The network that ships is not trained: only of one's own there is a key for it.
    training::train().keyed_if(|lab: &MnistClassifier| lab.own),
    training::step().keyed_if(|lab: &MnistClassifier| lab.own),
    training::reset().keyed_if(|lab: &MnistClassifier| lab.own),
    Action::new(
        "open",
        "Open the test digits for your network: once, after the last choice.",
        MnistClassifier::open_test,
    )
    .costs(MnistClassifier::costs_of_opening)
    .key('o', |lab| match lab.why_closed() {
        Some(_) => "",
        None => "open the test digits",
    }),
    Action::with(
        "opened",
        "N SHARE",
        "Says how often the test digits were opened on other days, and what share was read rightly.",
        MnistClassifier::opened_before,
    )
    .kept(),
    brush::ink(),
    brush::undo(),
    brush::clear(),
];
