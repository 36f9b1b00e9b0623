//! One update taken apart, on the network itself: a weight, its slope for the chosen digit by the chain
//! rule through the layers above, its slope over a batch, and the move that the optimizer makes of it.

use super::Inside;
use crate::labs::autoencoder::Autoencoder;
use crate::labs::backprop::bend;
use crate::nn::{Optimizer, OptimizerState};
use crate::ui::Look;
use crate::ui::chrome::put;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

/// Rows of everything.
pub const HIGH: u16 = 13;

/// Nodes above whose part is written out.
const WRITTEN: usize = 2;

/// A weight in one update: every number on the way.
#[derive(Debug, Clone, PartialEq)]
pub struct Move {
    /// What comes in through it, for the chosen digit.
    pub a: f32,
    /// The slope of that digit's error in the sum of its node.
    pub d: f32,
    /// The slope in the weight: the product of the two.
    pub slope: f32,
    /// The same, the mean over a batch.
    pub batch_slope: f32,
    /// The weight, before and after.
    pub before: f32,
    pub after: f32,
    /// What the optimizer remembers of it after the update.
    pub first: f32,
    pub second: f32,
}

impl Inside {
    /// The update of a weight.
    pub fn one_move(&self, (layer, unit, from): (usize, usize, usize)) -> Option<Move> {
        let (dense, update) = (&self.net.layers()[layer], self.measured.update.as_ref()?);
        let of = |weights: &[f32]| match weights.is_empty() {
            true => 0.0,
            false => dense.kernel(weights)[[from, unit]],
        };
        let (a, d) = (self.below(layer)[from], self.slopes[layer][unit] + 0.0);
        let OptimizerState { first, second, .. } = &update.memory;
        Some(Move {
            a,
            d,
            // Nothing is printed as a negative 0.
            slope: a * d + 0.0,
            batch_slope: of(&update.slopes) + 0.0,
            before: of(self.net.weights()),
            after: of(update.after.weights()),
            first: of(first) + 0.0,
            second: of(second),
        })
    }
}

pub fn draw(lab: &Autoencoder, area: Rect, buf: &mut Buffer, look: &Look) {
    let Some(inside) = &lab.inside else {
        return;
    };
    let chosen = lab.chosen_weight(&inside.net);
    let Some(step) = inside.one_move(chosen) else {
        return;
    };
    let theme = &look.theme;
    let mut row = 0;
    let mut line = |words: &str, style| {
        if row < area.height {
            put(buf, area.x, area.y + row, words, area.width, style);
        }
        row += 1;
    };
    let (layer, unit, from) = chosen;
    let (into, out) = (inside.named(layer + 1, unit), inside.named(layer, from));
    let head = format!(
        "w from {out} to {into} of layer {}: {:+.5}",
        layer + 1,
        step.before
    );
    line(&head, theme.strong);
    line(
        "1 the error's slope in this node's sum, for the digit shown",
        theme.dim,
    );
    for words in back(inside, layer, unit, look) {
        line(&words, theme.text);
    }
    line("2 times what came in through w: the slope in w", theme.dim);
    let times = look.pick("×", "x");
    let words = format!(
        "  {:+.2e} {times} {:.3} = {:+.2e}",
        step.d, step.a, step.slope
    );
    line(&words, theme.text);
    line(
        &format!("  over a batch, the mean: g = {:+.2e}", step.batch_slope),
        theme.strong,
    );
    line(
        "3 the move: this update and what the optimizer remembers",
        theme.dim,
    );
    for words in moved(inside, &step, look) {
        line(&words, theme.text);
    }
    let to = look.pick("→", "->");
    let words = format!("  w {:+.6} {to} {:+.6}", step.before, step.after);
    line(&words, theme.strong);
}

/// The slope in a node's sum, out of those above it.
fn back(inside: &Inside, layer: usize, unit: usize, look: &Look) -> Vec<String> {
    let times = look.pick("×", "x");
    let dense = &inside.net.layers()[layer];
    let (a, d) = (
        inside.outputs[layer][unit],
        inside.slopes[layer][unit] + 0.0,
    );
    let f = dense.activation();
    let bent = bend(f, a);
    if layer + 1 == inside.net.layers().len() {
        let n = inside.outputs[layer].len();
        let words = format!(
            "  2({a:.3} - {:.3}) / {n}, {times} slope of {f} {bent:.3} = {d:+.2e}",
            inside.target[unit]
        );
        return vec![words];
    }
    let kernel = inside.net.kernel(layer + 1);
    let above = &inside.slopes[layer + 1];
    let mut parts: Vec<(usize, f32, f32)> = kernel
        .row(unit)
        .iter()
        .zip(above)
        .enumerate()
        .map(|(node, (w, d))| (node, *w, *d))
        .collect();
    parts.sort_by(|(_, w, d), (_, v, e)| (v * e).abs().total_cmp(&(w * d).abs()));
    let total = parts.iter().map(|(_, w, d)| w * d).sum::<f32>() + 0.0;
    let written = parts.iter().take(WRITTEN).map(|(node, w, d)| {
        let name = inside.named(layer + 2, *node);
        format!("{w:+.3} {times} {d:+.1e} ({name})")
    });
    let written: Vec<String> = written.collect();
    let others = parts.len().saturating_sub(WRITTEN);
    vec![
        format!("  {} and {others} more", written.join("  ")),
        format!("  sum {total:+.2e}, {times} slope of {f} {bent:.0} = {d:+.2e}"),
    ]
}

/// The optimizer's move, with its own numbers.
fn moved(inside: &Inside, step: &Move, look: &Look) -> Vec<String> {
    let t = inside
        .measured
        .update
        .as_ref()
        .map_or(0, |update| update.memory.step);
    let power = |beta: f32| 1.0 - f64::from(beta).powf(t as f64);
    let (m, u) = (step.first, step.second);
    let (minus, times) = (look.pick("−", "-"), look.pick("×", "x"));
    match inside.measured.optimizer {
        Optimizer::Adamax(own) => vec![
            format!("  m = {m:+.2e}  mean of g lately    u = {u:.2e}  largest of |g| lately"),
            format!(
                "  w {minus} {} / {:.3} {times} m / (u + {:e})    (update {t} of the run)",
                own.learning_rate,
                power(own.beta_1),
                own.epsilon
            ),
        ],
        Optimizer::Adam(own) => vec![
            format!("  m = {m:+.2e}  mean of g lately    v = {u:.2e}  mean of its squares"),
            format!(
                "  w {minus} {} {times} (m / {:.3}) / (root of (v / {:.3}) + e)    (update {t})",
                own.learning_rate,
                power(own.beta_1),
                power(own.beta_2)
            ),
        ],
        Optimizer::Sgd(own) => vec![format!("  w {minus} {} {times} g", own.learning_rate)],
    }
}
