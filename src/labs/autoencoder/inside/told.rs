//! What the pictures of the inside show, in words: for whoever reads the course in lines.

use super::unit::Apart;
use super::{Inside, units};
use crate::labs::Facts;
use crate::labs::autoencoder::Autoencoder;
use crate::labs::autoencoder::settings::Panel;
use crate::ui::number::many;

/// Names of the facts, which are told of nothing where nothing inside is shown.
pub const NAMES: [&str; 4] = ["products", "factors", "layers", "weights"];

/// Tells what the picture that is shown holds.
pub fn tell(lab: &Autoencoder, inside: &Inside, facts: &mut Facts) {
    let panel = lab.settings.panel();
    let chosen = lab.chosen_weight(&inside.net);
    let (layer, unit, _) = chosen;
    let first = inside.net.layers().first().map_or(0, |layer| layer.units());
    // Facts are asked for at every key: only what is shown is worked out.
    let (shown, sentence) = match panel {
        Panel::Unit => ("products", products(inside, layer, unit)),
        Panel::Update => ("factors", factors(inside, chosen)),
        Panel::Flow => ("layers", layers(inside)),
        Panel::Units => {
            let node = lab.settings.unit(first) - 1;
            ("weights", units::told(inside, node))
        }
        _ => ("", String::new()),
    };
    for name in NAMES {
        let is_shown = name == shown;
        let says = if is_shown {
            &sentence
        } else {
            "It is in another view."
        };
        facts.text(name, "told", says).shown_if(is_shown);
    }
}

/// A node taken apart: its largest products, all others, its bias.
fn products(inside: &Inside, layer: usize, unit: usize) -> String {
    let apart = Apart::of(inside, layer, unit);
    let each = apart.written.iter().map(|(from, a, w)| {
        let from = inside.named(layer, *from);
        format!("{from} gives {a:.3} times {w:.3}, which is {:.3}", a * w)
    });
    let each: Vec<String> = each.collect();
    format!(
        "Its largest products: {}. The {} others, {} of them 0, come to {:.3}; its bias is {:.3}.",
        each.join("; "),
        apart.rest,
        apart.silent,
        apart.others,
        apart.bias
    )
}

/// The two factors of a weight's slope, and the slope over a batch, which moves it.
fn factors(inside: &Inside, chosen: (usize, usize, usize)) -> String {
    inside.one_move(chosen).map_or(String::new(), |step| {
        format!(
            "For this digit {:.3} comes in through the weight, and the slope in its node's sum is {}; the slope \
             in the weight is their product. Over a batch of digits the mean of such slopes is {}: that moves it.",
            step.a,
            slope(step.d),
            slope(step.batch_slope)
        )
    })
}

fn slope(slope: f32) -> String {
    match slope {
        0.0 => "0".to_owned(),
        slope => format!("{slope:.2e}"),
    }
}

/// What each hidden layer gives for the digit.
fn layers(inside: &Inside) -> String {
    let hidden = inside
        .outputs
        .split_last()
        .map_or(&[][..], |(_, hidden)| hidden);
    let each = hidden.iter().zip(1..).map(|(given, layer)| {
        let silent = given.iter().filter(|a| **a == 0.0).count();
        let (nodes, silent) = (many(given.len() as u64, "node"), silent.to_string());
        let most = given.iter().copied().enumerate().max_by(|(_, a), (_, b)| a.total_cmp(b));
        let (node, most) = most.unwrap_or_default();
        format!("layer {layer} of {nodes} has {silent} that give 0, and its largest is {most:.2}, of node {}", node + 1)
    });
    let each: Vec<String> = each.collect();
    format!("On the way of this digit {}.", each.join("; "))
}
