//! The chosen digit on its way through the network: what each layer gives, a sign a node.

use crate::labs::autoencoder::Autoencoder;
use crate::ui::Look;
use crate::ui::chrome::put;
use crate::ui::plot::digit::{self, Picture};
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

/// Nodes in a row, and the columns before them.
const ROW: usize = 64;
const LABEL: u16 = 12;

/// Rows of the layers, and of a picture beside or below.
pub const HIGH: u16 = 12;
const PICTURE: (u16, u16) = (10, 5);

/// The layers from the top, then what went in and what came back.
pub fn draw(lab: &Autoencoder, area: Rect, buf: &mut Buffer, look: &Look) {
    let Some((inside, pair)) = lab.inside.as_ref().zip(lab.pairs.first()) else {
        return;
    };
    let mut y = area.y;
    let hidden = inside
        .outputs
        .split_last()
        .map_or(&[][..], |(_, hidden)| hidden);
    for (at, given) in hidden.iter().enumerate() {
        let most = given.iter().fold(0.0f32, |a, b| a.max(b.abs()));
        let rows = given.len().div_ceil(ROW) as u16;
        if y + rows > area.bottom() {
            return;
        }
        let name = format!("{} {}", at + 1, inside.net.layers()[at].activation());
        put(buf, area.x, y, &name, LABEL, look.theme.text);
        if rows > 1 {
            let scale = format!("to {most:.2}");
            put(buf, area.x, y + 1, &scale, LABEL, look.theme.dim);
        }
        for (row, nodes) in given.chunks(ROW).enumerate() {
            let place = Rect {
                x: area.x + LABEL,
                y: y + row as u16,
                width: nodes.len() as u16,
                height: 1,
            }
            .intersection(area);
            for (x, node) in (place.x..place.right()).zip(nodes) {
                let level = digit::level(node.abs() / most.max(f32::MIN_POSITIVE));
                let sign = digit::sign(node.abs() / most.max(f32::MIN_POSITIVE)).to_string();
                // A node that gives nothing is seen as one, and not as a gap; no other has a dot.
                let sign = match level {
                    _ if *node == 0.0 => look.pick("·", "."),
                    0 | 1 => ":",
                    _ => &sign,
                };
                put(buf, x, place.y, sign, 1, look.theme.first);
            }
        }
        y += rows;
    }
    let pictures = [("went in", &pair.input), ("came back", &pair.output)];
    for (nth, (name, pixels)) in (0..).zip(pictures) {
        let place = Rect {
            x: area.x + LABEL + nth * (PICTURE.0 + LABEL),
            y,
            width: PICTURE.0,
            height: PICTURE.1,
        };
        if area.intersection(place) == place {
            let picture = Picture::new(pixels, 28).cropped((4, 4));
            digit::draw(&picture, place, buf, look);
            let x = place.x - LABEL + 1;
            put(buf, x, y + 2, name, LABEL - 1, look.theme.dim);
        }
    }
}
