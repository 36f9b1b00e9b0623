//! What the lab shows, as numbers and sentences.

use super::Autoencoder;
use super::blueprint::Blueprint;
use super::settings::Panel;
use crate::labs::Facts;
use crate::labs::training::{self, Names};
use crate::ui::number::{a, grouped};

/// What is told of the run that this one took the place of.
const BEFORE: Names = Names {
    of: "The run before: ",
    state: "before_state",
    epoch: "before_epoch",
    step: "before_step",
    loss: "before_loss",
    val_loss: "before_val_loss",
    val_accuracy: "before_val_accuracy",
};

/// Everything the picture shows.
pub fn tell(lab: &Autoencoder, facts: &mut Facts) {
    let parameters = lab.blueprint.as_ref().map_or(0, Blueprint::total);
    let spelled = grouped(parameters as u64);
    facts.count(
        "parameters",
        parameters,
        format!("The network has {spelled} parameters."),
    );
    let code = lab.settings.code();
    facts
        .count("bottleneck", code, format!("Its code is {code} numbers."))
        .unit("numbers");
    training::tell(&lab.run, &Names::ALONE, facts);
    if let (Panel::Curves, Some(at)) = (lab.settings.panel(), lab.run.before()) {
        training::tell_of(at, &BEFORE, facts);
    }
    if lab.source.failure().is_some() {
        let text = "The digits are missing, and nothing can be trained: train says why.";
        facts.text("digits", "missing", text);
    }
    if let Some(pair) = lab.pairs.first() {
        let (index, label, error) = (pair.index, a(pair.label), pair.error);
        let text = format!("Test digit {index}, {label}, comes back with error {error:.4}.");
        facts.number("error", error, text);
    }
    let ten = lab.pairs.get(1..).unwrap_or_default();
    if let Some(worst) = ten.iter().max_by(|a, b| a.error.total_cmp(&b.error)) {
        let text = format!("Of the ten {} comes back worst.", a(worst.label));
        facts.count("worst", worst.label.into(), text).hide();
    }
    if let (Panel::Ten, Some(ten)) = (lab.settings.panel(), lab.pairs.get(1..)) {
        let each = ten
            .iter()
            .map(|pair| format!("{} with {:.4}", a(pair.label), pair.error));
        let each: Vec<String> = each.collect();
        let text = format!("Of ten digits come back {}.", each.join(", "));
        facts.text("ten", "one of each", text);
    }
}
