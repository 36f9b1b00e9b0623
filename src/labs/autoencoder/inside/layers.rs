//! The layers in a table: shape, parameters, dead nodes, and how large the slopes are; both halves added
//! up.

use crate::labs::autoencoder::Autoencoder;
use crate::ui::Look;
use crate::ui::chrome::put;
use crate::ui::number::grouped;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

/// Rows: the head, six layers and two sums.
pub const HIGH: u16 = 10;

const HEAD: &str = "layer       gives  parameters  activation  0 here  dead  slopes";

pub fn draw(lab: &Autoencoder, area: Rect, buf: &mut Buffer, look: &Look) {
    let theme = &look.theme;
    let mut row = 0;
    let mut line = |words: &str, style| {
        if row < area.height {
            put(buf, area.x, area.y + row, words, area.width, style);
        }
        row += 1;
    };
    let Some(inside) = &lab.inside else {
        return;
    };
    line(HEAD, theme.dim);
    let code = lab.settings_shown().code_layer();
    let layers = inside.net.layers();
    let mut sum = 0;
    for (at, layer) in layers.iter().enumerate() {
        sum += layer.parameters();
        let zero = inside.outputs[at].iter().filter(|a| **a == 0.0).count();
        let words = format!(
            "{:<8}  {:>7}  {:>10}  {:<10}  {zero:>6}  {:>4}  {:.1e}",
            at + 1,
            layer.units(),
            grouped(layer.parameters() as u64),
            layer.activation().to_string(),
            inside.dead(at),
            inside.slope_size(at),
        );
        let style = match at + 1 == lab.settings.layer(layers.len()) {
            true => theme.strong,
            false => theme.text,
        };
        line(&words, style);
        if at == code || at + 1 == layers.len() {
            let half = if at == code { "encoder" } else { "decoder" };
            let sum = grouped(std::mem::take(&mut sum) as u64);
            line(&format!("  {half:<15}  {sum:>10}"), theme.accent);
        }
    }
    line(
        "0 here: nodes that give 0 for this digit. slopes: their size over one batch",
        theme.dim,
    );
}
