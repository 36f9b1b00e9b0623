//! The picture of the autoencoder at work: its network, its run, and what it makes of digits.

use super::{Autoencoder, panels};
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
    // A second line for the parameters of each layer, where it costs no picture; none at all where the
    // panel needs every row, and tells the layers itself.
    let strip = match area.height > FRAME + panels::LARGE {
        true => 2,
        false => u16::from(!lab.settings.panel().tells_layers()),
    };
    let row = |y: u16, height: u16| {
        let y = area.y + y;
        Rect { y, height, ..area }.intersection(area)
    };
    let below = row(strip + 1, area.height);
    let losses = match lab.settings.panel() {
        // The ten digits need their rows more.
        Panel::Ten if area.height < FRAME + panels::rows_of_ten(area.width) => 0,
        Panel::One | Panel::Ten | Panel::Draw => 2,
        _ => 0,
    };
    let [middle, losses] = split_below(below, losses.min(below.height));
    let mut panes = vec![
        Pane::new(row(0, strip), draw_network),
        Pane::new(row(strip, 1), |lab, line, buf, look| {
            let missing = lab.source.ready().is_none().then(|| lab.source.sentence());
            training::progress(&lab.run, "digits", missing, line, buf, look);
        }),
        Pane::new(losses, |lab, area, buf, look| {
            training::losses(&lab.run, area, buf, look)
        }),
        Pane::new(middle, panels::draw),
    ];
    if lab.settings.panel() == Panel::Draw {
        // The panel leaves a blank line above itself, where there is room.
        let high = middle.height.clamp(panels::SMALL, panels::LARGE);
        let gap = u16::from(high < middle.height);
        let place = Rect {
            y: middle.y + gap,
            height: high.min(middle.height.saturating_sub(gap)),
            ..middle
        };
        let pad = Pane::new(panels::pad(place), |_, _, _, _| ());
        panes.push(pad.touch(|lab: &mut Autoencoder, mouse, frame| lab.brush.touch(mouse, frame)));
    }
    panes
}

fn draw_network(lab: &Autoencoder, area: Rect, buf: &mut Buffer, look: &Look) {
    if let Some(blueprint) = &lab.blueprint {
        let net = Strip {
            widths: &blueprint.widths,
            parameters: &blueprint.parameters,
            code: blueprint.code + 1,
            ending: &blueprint.ending,
        };
        network::draw(&net, area, buf, look);
    }
}
