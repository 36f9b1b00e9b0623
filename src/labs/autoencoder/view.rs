//! The picture of the autoencoder at work: its network, its run, and what it makes of digits.

use super::{Autoencoder, CODE, panels};
use crate::labs::autoencoder::settings::Panel;
use crate::labs::pane::{Pane, split_below};
use crate::labs::training;
use crate::ui::Look;
use crate::ui::plot::network::{self, Strip};
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

/// Rows of everything but the panels: strip, progress, two spark lines.
pub const FRAME: u16 = 4;

/// From the top: the network, how far the run is, the panels, and both losses where no panel draws
/// them.
pub fn panes(lab: &Autoencoder, area: Rect) -> Vec<Pane<Autoencoder>> {
    // A second line for the parameters of each layer, where it costs no picture.
    let strip = if area.height > FRAME + panels::LARGE {
        2
    } else {
        1
    };
    let row = |y: u16, height: u16| {
        let y = area.y + y;
        Rect { y, height, ..area }.intersection(area)
    };
    let below = row(strip + 1, area.height);
    let losses = match lab.settings.panel() {
        Panel::Curves | Panel::Time | Panel::Runs => 0,
        _ => 2,
    };
    let [middle, losses] = split_below(below, losses.min(below.height));
    vec![
        Pane::new(row(0, strip), draw_network),
        Pane::new(row(strip, 1), |lab, line, buf, look| {
            let missing = lab.source.ready().is_none().then(|| lab.source.sentence());
            training::progress(&lab.run, "digits", missing, line, buf, look);
        }),
        Pane::new(losses, |lab, area, buf, look| {
            training::losses(&lab.run, area, buf, look)
        }),
        Pane::new(middle, panels::draw),
    ]
}

fn draw_network(lab: &Autoencoder, area: Rect, buf: &mut Buffer, look: &Look) {
    if let Some(blueprint) = &lab.blueprint {
        let net = Strip {
            widths: &blueprint.widths,
            parameters: &blueprint.parameters,
            code: CODE + 1,
            ending: "sigmoid",
        };
        network::draw(&net, area, buf, look);
    }
}
