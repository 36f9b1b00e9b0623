//! What the nodes of the first layer look for: their incoming weights as pictures, dead ones marked.

use super::Inside;
use crate::dataset::idx::{PIXELS, SIDE};
use crate::labs::autoencoder::Autoencoder;
use crate::ui::Look;
use crate::ui::chrome::{longest_form, put};
use crate::ui::plot::digit::{self, Picture};
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

/// Rows of one row of pictures with its line below, and of the words over all.
const PICTURE: (u16, u16) = (14, 7);
pub const HIGH: u16 = PICTURE.1 + 2;

/// The nodes from the chosen one on, as many as there is room for.
pub fn draw(lab: &Autoencoder, area: Rect, buf: &mut Buffer, look: &Look) {
    let Some(inside) = &lab.inside else {
        return;
    };
    let first = inside.net.layers().first().map_or(0, |layer| layer.units());
    let dead = format!("{} of {first} dead", inside.dead(0));
    let words = "weights into layer 1: grey is 0, ink above, paper below";
    let forms = [
        format!("{words}; under each, what it gives for your digit; {dead}"),
        format!("{words}; {dead}"),
    ];
    let words = longest_form(forms, area.width);
    put(buf, area.x, area.y, &words, area.width, look.theme.dim);
    let (wide, high) = PICTURE;
    let columns = usize::from(area.width / (wide + 1)).max(1);
    let rows = usize::from(area.height.saturating_sub(1) / (high + 1));
    let from = lab.settings.unit(first) - 1;
    for (nth, node) in (from..first).take(columns * rows).enumerate() {
        let place = Rect {
            x: area.x + (nth % columns) as u16 * (wide + 1),
            y: area.y + 1 + (nth / columns) as u16 * (high + 1),
            width: wide,
            height: high,
        };
        if area.intersection(place) != place {
            continue;
        }
        let pixels = picture(inside, node);
        digit::draw(&Picture::new(&pixels, 28), place, buf, look);
        let dead = inside.measured.dead.first();
        let dead = dead.and_then(|dead| dead.get(node)) == Some(&true);
        let (name, style) = match dead {
            true => (format!("{} dead", node + 1), look.theme.bad),
            false => {
                let given = inside.outputs[0][node];
                (format!("{}: {given:.2}", node + 1), look.theme.text)
            }
        };
        put(buf, place.x, place.bottom(), &name, wide, style);
    }
}

/// The weights of a node in words: their ends, those of the corners, and what it gives for the digit.
pub fn told(inside: &Inside, node: usize) -> String {
    let kernel = inside.net.kernel(0);
    let weights = kernel.column(node);
    let ends = [f32::min, f32::max].map(|end| weights.iter().copied().reduce(end).unwrap_or(0.0));
    let at = |end: f32| {
        let place = weights.iter().position(|w| *w == end).unwrap_or(0);
        format!("{end:.3} at {}", inside.named(0, place))
    };
    let corners = [0, SIDE - 1, PIXELS - SIDE, PIXELS - 1].map(|at| weights.get(at));
    let corners = corners.map(|w| format!("{:.4}", w.copied().unwrap_or(0.0)));
    format!(
        "The weights of node {} go from {} to {}; in the four corners they are {}. For this digit it gives {:.2}.",
        node + 1,
        at(ends[0]),
        at(ends[1]),
        corners.join(", "),
        inside.outputs[0][node]
    )
}

/// Weights as greys: 0 in the middle, the largest of them at an end.
fn picture(inside: &Inside, node: usize) -> Vec<f32> {
    let kernel = inside.net.kernel(0);
    let weights = kernel.column(node);
    let most = weights.iter().fold(0.0f32, |a, b| a.max(b.abs()));
    let grey = |w: &f32| 0.5 + 0.5 * w / most.max(f32::MIN_POSITIVE);
    weights.iter().map(grey).take(PIXELS).collect()
}
