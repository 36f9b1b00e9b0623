//! What can be set and done.

use super::settings::{BOTTLENECKS, NETWORKS, NOISES, Panel, VIEWS};
use super::{Action, Autoencoder, Control};
use crate::dataset::mnist::TEST_DIGITS;
use crate::labs::brush;
use crate::labs::scale::Scale;
use crate::labs::training::{self, Change, Learns};
use crate::ui::number::a;

/// Whether another noise is other training.
fn learns_noisy(lab: &Autoencoder) -> bool {
    lab.settings.denoises && training::is_begun(lab)
}

pub const CONTROLS: &[Control] = &[
    training::optimizer(),
    training::rate(),
    training::batch("Digits an update looks at.")
        .note(|lab: &Autoencoder| lab.learning().updates_told(lab.settings.parts().0.len())),
    Control::choice(
        "network",
        "Six layers with bends, or two without any. Another network starts untrained.",
        &NETWORKS,
        |lab: &Autoencoder| lab.settings.network,
        |lab, chosen| lab.change(Change::Network, |settings| settings.network = chosen),
    )
    .costs(|lab| lab.run.discards()),
    Control::choice(
        "bottleneck",
        "Numbers in the middle. Another bottleneck is another network: it starts untrained, unless you forked one just before.",
        &BOTTLENECKS,
        |lab| lab.settings.bottleneck,
        |lab, chosen| lab.change(Change::Network, |settings| settings.bottleneck = chosen),
    )
    .costs(|lab| lab.run.discards().filter(|_| !lab.grafts())),
    training::epochs("How often every training digit is seen."),
    Control::whole(
        "digit",
        "Which of the 10,000 test digits is shown.",
        |_| Scale::whole(0.0, (TEST_DIGITS - 1) as f64),
        |lab| lab.settings.digit,
        |lab, n| lab.change(Change::Picture, |settings| settings.digit = n),
    )
    .note(|lab| match lab.pairs.first() {
        // Five moments have five errors.
        Some(pair) if lab.settings.panel() == Panel::Five => a(pair.label),
        Some(pair) => format!("{}, error {:.4}", a(pair.label), pair.error),
        None => String::new(),
    }),
    Control::whole(
        "run",
        "Which of your runs is shown; the last of them is the one that trains.",
        Autoencoder::runs_to_show,
        |lab| lab.number_shown(),
        |lab, n| lab.show_run(n),
    )
    .note(Autoencoder::run_told),
    Control::whole(
        "moment",
        "After which epoch the network is shown; at the end of its scale it follows the training.",
        |lab| Scale::whole(0.0, lab.last_moment() as f64),
        |lab| lab.moment_shown(),
        |lab, epoch| lab.show_moment(epoch),
    )
    .note(Autoencoder::moment_told),
    Control::toggle(
        "judge",
        "What val_loss is of: the test digits, or 10,000 training digits that are held out.",
        &["test", "held-out"],
        |lab: &Autoencoder| lab.settings.holds_out,
        |lab, held| lab.change(Change::Network, |settings| settings.holds_out = held),
    )
    .costs(|lab| lab.run.discards()),
    Control::choice(
        "noise",
        "What is laid over the digits before they go in; the error compares with the clean ones.",
        &NOISES,
        |lab: &Autoencoder| lab.settings.noise,
        |lab, chosen| lab.change_noise(|settings| settings.noise = chosen),
    )
    .steers(learns_noisy),
    Control::number(
        "amount",
        "How much noise: a standard deviation, a share of the pixels, or tens of pixels of radius.",
        |_| Scale::even((0.05, 0.8), 0.05, 2),
        |lab: &Autoencoder| lab.settings.amount,
        |lab, amount| lab.change_noise(|settings| settings.amount = amount),
    )
    .note(|lab| lab.settings.amount_told())
    .steers(learns_noisy),
    Control::toggle(
        "learns",
        "What it learns from: clean digits, or noisy ones that it is to return clean.",
        &["clean", "noisy"],
        |lab: &Autoencoder| lab.settings.denoises,
        |lab, noisy| lab.change_noise(|settings| settings.denoises = noisy),
    )
    .steers(training::is_begun),
    Control::whole(
        "layer",
        "Which layer is looked at.",
        |lab: &Autoencoder| Scale::whole(1.0, (lab.widths_shown().len() - 1) as f64),
        |lab| lab.settings.layer(lab.widths_shown().len() - 1),
        |lab, n| lab.look_at(|settings| settings.layer = n),
    ),
    Control::whole(
        "unit",
        "Which of its nodes; in the last layer a node is a pixel.",
        |lab: &Autoencoder| Scale::whole(1.0, lab.nodes_at(0) as f64),
        |lab| lab.settings.unit(lab.nodes_at(0)),
        |lab, n| lab.look_at(|settings| settings.unit = n),
    ),
    Control::whole(
        "from",
        "Which of the numbers that come in: its weight is looked at.",
        |lab: &Autoencoder| Scale::whole(1.0, lab.nodes_at(1) as f64),
        |lab| lab.settings.from(lab.nodes_at(1)),
        |lab, n| lab.look_at(|settings| settings.from = n),
    ),
    Control::choice(
        "view",
        "What is shown first: digits, the running program, curves, epochs, runs, or what is inside.",
        &VIEWS,
        |lab| lab.settings.panel,
        |lab, chosen| lab.change(Change::Picture, |settings| settings.panel = chosen),
    ),
];

pub const ACTIONS: &[Action] = &[
    training::train(),
    training::step(),
    training::reset(),
    Action::new(
        "fork",
        "Another run from the moment shown; it waits, so that one thing can be changed.",
        Autoencoder::fork,
    )
    .key('f', |lab| match lab.why_no_fork() {
        Some(_) => "",
        None => "fork here",
    }),
    Action::new(
        "open",
        "Open the test digits for the network as it stands: once, after the last choice.",
        Autoencoder::open_test,
    )
    .key('o', |lab| match lab.why_closed() {
        Some(_) => "",
        None => "open the test digits",
    }),
    brush::ink(),
    brush::undo(),
    brush::clear(),
];
