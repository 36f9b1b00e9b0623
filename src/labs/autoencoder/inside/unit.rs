//! One node taken apart for the chosen digit: each number it is given times its weight, the sum, and
//! what its activation makes of that.

use crate::labs::autoencoder::Autoencoder;
use crate::ui::Look;
use crate::ui::chrome::put;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

/// Products that are written out.
const WRITTEN: usize = 6;

/// Rows of everything.
pub const HIGH: u16 = WRITTEN as u16 + 6;

pub fn draw(lab: &Autoencoder, area: Rect, buf: &mut Buffer, look: &Look) {
    let Some(inside) = &lab.inside else {
        return;
    };
    let theme = &look.theme;
    let (layer, unit, _) = lab.chosen_weight(&inside.net);
    let dense = &inside.net.layers()[layer];
    let (below, kernel) = (inside.below(layer), inside.net.kernel(layer));
    let mut products: Vec<(usize, f32, f32)> = below
        .iter()
        .zip(kernel.column(unit))
        .enumerate()
        .map(|(from, (a, w))| (from, *a, *w))
        .collect();
    products.sort_by(|(_, a, w), (_, b, v)| (b * v).abs().total_cmp(&(a * w).abs()));
    let (written, rest) = products.split_at(WRITTEN.min(products.len()));
    let others: f32 = rest.iter().map(|(_, a, w)| a * w).sum();
    let silent = rest.iter().filter(|(_, a, _)| *a == 0.0).count();
    let bias = inside.net.bias(layer)[unit];
    let sum = written.iter().map(|(_, a, w)| a * w).sum::<f32>() + others + bias;
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
    for (from, a, w) in written {
        let name = inside.named(layer, *from);
        let product = format!("{name:<12} {a:>7.3} {times} {w:>+7.3} =");
        line(&told(&product, a * w), theme.text);
    }
    let words = format!("{} others, {silent} of them 0", rest.len());
    line(&told(&words, others), theme.dim);
    line(&told("bias", bias), theme.text);
    line(&told("sum z", sum), theme.strong);
    let f = dense.activation();
    line(&told(&format!("{f} of z gives a"), given), theme.strong);
}

/// A line with its number in one column with all others.
fn told(words: &str, number: f32) -> String {
    format!("  {words:<32} {number:>+8.3}")
}
