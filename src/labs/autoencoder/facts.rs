//! What the lab shows, as numbers and sentences.

use crate::labs::Fact;
use crate::labs::autoencoder::Autoencoder;
use crate::labs::autoencoder::blueprint::Blueprint;
use crate::labs::autoencoder::settings::Panel;
use crate::ui::number::{a, grouped, many};

/// Everything the picture shows.
pub fn facts(lab: &Autoencoder) -> Vec<Fact> {
    let n = Fact::number;
    let parameters = lab.blueprint.as_ref().map_or(0, Blueprint::total);
    let code = lab.settings.bottleneck();
    let mut facts = vec![
        n(
            "parameters",
            parameters as f64,
            "",
            format!("The network has {} parameters.", grouped(parameters as u64)),
        ),
        n(
            "bottleneck",
            code as f64,
            "numbers",
            format!("Its code is {code} numbers."),
        ),
    ];
    if let Some(at) = &lab.latest {
        let (epoch, of) = (at.epoch, at.epochs);
        facts.push(n(
            "epoch",
            epoch as f64,
            "",
            match epoch {
                1 => format!("1 of {} is done.", many(of as u64, "epoch")),
                _ => format!("{epoch} of {} are done.", many(of as u64, "epoch")),
            },
        ));
        let step = at.step;
        facts.push(n(
            "step",
            step as f64,
            "",
            match step {
                1 => "1 update was made.".to_owned(),
                _ => format!("{} were made.", many(step, "update")),
            },
        ));
        if let Some(loss) = at.curve.last().map(f64::from) {
            facts.push(n(
                "loss",
                loss,
                "",
                format!("The training loss is {loss:.4}."),
            ));
        }
        if let Some(val) = at.epoch_reports.last().and_then(|report| report.val_loss) {
            let text = format!("After the last whole epoch the test error was {val:.4}.");
            facts.push(n("val_loss", val, "", text));
        }
    } else {
        facts.push(Fact::text(
            "state",
            "untrained",
            "The network is untrained.".into(),
        ));
    }
    if let Some(pair) = lab.pairs.first() {
        let (index, label, error) = (pair.index, a(pair.label), pair.error);
        let text = format!("Test digit {index}, {label}, comes back with error {error:.4}.");
        facts.push(n("error", error, "", text));
    }
    if lab.settings.panel() == Panel::Ten
        && let Some(ten) = lab.pairs.get(1..)
    {
        let each = ten
            .iter()
            .map(|pair| format!("{} with {:.4}", a(pair.label), pair.error));
        let each: Vec<String> = each.collect();
        let text = format!("Of ten digits come back {}.", each.join(", "));
        facts.push(Fact::text("ten", "one of each", text));
    }
    facts
}
