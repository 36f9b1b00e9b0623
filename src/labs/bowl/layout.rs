//! Where the pictures of the bowl and their words go.

use super::{Bowl, VIEWS};
use crate::labs::pane::{split_below, split_beside};
use ratatui::layout::Rect;

/// From this width on the map of the cuts stands beside them.
const BESIDE: u16 = 50;

/// From these widths on numbers and legend take four rows, and two.
const BROAD: [u16; 2] = [50, 70];

/// Where everything goes.
pub struct Layout {
    /// E over a weight, or along the cuts.
    pub curve: Option<Rect>,
    /// E over both weights.
    pub map: Option<Rect>,
    /// Numbers and legend.
    pub words: Rect,
}

/// Lays the lab out in an area.
pub fn layout(lab: &Bowl, area: Rect) -> Layout {
    let rows = match area.height {
        0..=4 => 1,
        5..=9 => 2,
        _ if area.width < BROAD[0] => 5,
        _ if area.width < BROAD[1] => 4,
        _ => 2,
    };
    let [top, words] = split_below(area, rows.min(area.height));
    let (map, curve) = match VIEWS[lab.view] {
        "nudge" => (None, Some(top)),
        "arrow" => (Some(top), None),
        _ if top.width < BESIDE => (None, Some(top)),
        _ => {
            let [one, other] = split_beside(top, 2);
            (Some(one), Some(other))
        }
    };
    Layout { curve, map, words }
}
