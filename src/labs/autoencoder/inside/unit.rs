//! One node taken apart for the chosen digit: each number it is given times its weight, the sum, and
//! what its activation makes of that.

use super::Inside;
use crate::labs::autoencoder::Autoencoder;
use crate::ui::Look;
use crate::ui::chrome::put;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

/// Products that are written out.
const WRITTEN: usize = 6;

/// Rows of everything.
pub const HIGH: u16 = WRITTEN as u16 + 6;

/// A node's sum for the chosen digit, taken apart.
pub struct Apart {
    /// The largest products: where each comes from, what comes in, its weight.
    pub written: Vec<(usize, f32, f32)>,
    /// How many others there are, how many of them are 0, and what they come to.
    pub rest: usize,
    pub silent: usize,
    pub others: f32,
    /// What is added whatever comes in.
    pub bias: f32,
}

impl Apart {
    /// That of a node of a layer.
    pub fn of(inside: &Inside, layer: usize, unit: usize) -> Self {
        let (below, kernel) = (inside.below(layer), inside.net.kernel(layer));
        let mut products: Vec<(usize, f32, f32)> = below
            .iter()
            .zip(kernel.column(unit))
            .enumerate()
            .map(|(from, (a, w))| (from, *a, *w))
            .collect();
        products.sort_by(|(_, a, w), (_, b, v)| (b * v).abs().total_cmp(&(a * w).abs()));
        let rest = products.split_off(WRITTEN.min(products.len()));
        Self {
            written: products,
            rest: rest.len(),
            silent: rest.iter().filter(|(_, a, _)| *a == 0.0).count(),
            others: rest.iter().map(|(_, a, w)| a * w).sum(),
            bias: inside.net.bias(layer)[unit],
        }
    }
}

pub fn draw(lab: &Autoencoder, area: Rect, buf: &mut Buffer, look: &Look) {
    let Some(inside) = &lab.inside else {
        return;
    };
    let theme = &look.theme;
    let (layer, unit, _) = lab.chosen_weight(&inside.net);
    let dense = &inside.net.layers()[layer];
    let apart = Apart::of(inside, layer, unit);
    let sum = apart.written.iter().map(|(_, a, w)| a * w).sum::<f32>() + apart.others + apart.bias;
    let given = inside.outputs[layer][unit];
    let mut row = 0;
    let mut line = |words: &str, style| {
        if row < area.height {
            put(buf, area.x, area.y + row, words, area.width, style);
        }
        row += 1;
    };
    let times = look.pick("×", "x");
    let whose = inside.named(layer + 1, unit);
    let head = format!(
        "layer {}, {whose}: what comes in, times its weight",
        layer + 1
    );
    line(&head, theme.strong);
    for (from, a, w) in &apart.written {
        let name = inside.named(layer, *from);
        let product = format!("{name:<12} {a:>7.3} {times} {w:>+7.3} =");
        line(&told(&product, a * w), theme.text);
    }
    let words = format!("{} others, {} of them 0", apart.rest, apart.silent);
    line(&told(&words, apart.others), theme.dim);
    line(&told("bias", apart.bias), theme.text);
    line(&told("sum z", sum), theme.strong);
    let f = dense.activation();
    line(&told(&format!("{f} of z gives a"), given), theme.strong);
}

/// A line with its number in one column with all others.
fn told(words: &str, number: f32) -> String {
    format!("  {words:<32} {number:>+8.3}")
}
