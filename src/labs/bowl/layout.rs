//! Where the pictures of the bowl and their words go.

use super::{Bowl, VIEWS};
use crate::labs::pane::{split_below, split_beside};
use ratatui::layout::Rect;

/// From this width on the map of the cuts stands beside them.
const BESIDE: u16 = 50;

/// From this width on the words of the map stand beside it, as broad as this.
const MAP: (u16, u16) = (64, 26);

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
    if VIEWS[lab.view] == "arrow" && area.width >= MAP.0 {
        let map = Rect {
            width: area.width - MAP.1 - 2,
            ..area
        };
        let words = Rect {
            x: map.right() + 2,
            width: MAP.1,
            // Beside the plot, under the name of its axis.
            y: area.y + 1.min(area.height),
            height: area.height.saturating_sub(1),
        };
        return Layout {
            curve: None,
            map: Some(map),
            words,
        };
    }
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
