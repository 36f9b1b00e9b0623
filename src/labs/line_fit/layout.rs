//! Where the pictures of the line fit and its words go, and over which ranges.

use super::{LineFit, VIEWS};
use crate::labs::pane::{split_below, split_beside};
use crate::stats::Form;
use crate::ui::plot::plane::{Grid, Plane};
use ratatui::layout::Rect;

/// From this width on both pictures stand side by side.
const BOTH: u16 = 50;

/// A picture over another one has so many rows at least.
const LOWEST: u16 = 8;

/// From this width on they never stand over each other.
const BROAD: u16 = 88;

/// From so many rows on there is one for the name of the horizontal axis.
const NAMED: u16 = 14;

/// Rows worth giving up blank lines for.
pub const GOOD: u16 = 13;

/// More rows than this would stay empty.
const BEST: u16 = 34;

/// Where points, landscape and the lines of words go.
pub struct Layout {
    /// The points with the line.
    pub points: Option<Rect>,
    /// E over the weights.
    pub landscape: Option<Rect>,
    /// Numbers and legend.
    pub words: Rect,
}

/// Lays the lab out in an area.
pub fn layout(lab: &LineFit, area: Rect) -> Layout {
    let rows = match area.height {
        0 => 0,
        1..=7 => 1,
        // Room for what went wrong as well, so that the picture stays as it is when that is said.
        12.. if area.width < 76 => 4,
        _ => 2,
    };
    let [top, mut words] = split_below(area, rows);
    let top = Rect {
        height: top.height.min(highest(lab, top.width)),
        ..top
    };
    words.y = top.bottom();
    let (points, landscape) = match shown(lab, area.width) {
        [true, true] => {
            let [one, other] = halves(top);
            (Some(one), Some(other))
        }
        [points, landscape] => (points.then_some(top), landscape.then_some(top)),
    };
    Layout {
        points,
        landscape,
        words,
    }
}

/// Whether points and landscape are drawn at a width.
pub fn shown(lab: &LineFit, width: u16) -> [bool; 2] {
    match VIEWS[lab.view] {
        "both" => [true, width >= BOTH],
        view => [view == "points", view == "landscape"],
    }
}

/// The rows that the lab makes good use of at a width.
pub fn best(lab: &LineFit, width: u16) -> u16 {
    let words = if width < 76 { 4 } else { 2 };
    highest(lab, width).saturating_add(words).clamp(GOOD, BEST)
}

/// So high the pictures may be at most.
fn highest(lab: &LineFit, width: u16) -> u16 {
    match VIEWS[lab.view] {
        "points" if lab.squares => wide_enough(width),
        "both" if lab.squares && width >= BROAD => wide_enough(width / 2),
        _ => u16::MAX,
    }
}

/// So high a picture of points may be at most, that squares over them have room: a square as high
/// as its error is long, of a point at half the width, is no wider than that half.
fn wide_enough(width: u16) -> u16 {
    3 + width.saturating_sub(8) * 3 / 8
}

/// Two pictures side by side, or one over the other where they would be higher than wide: a square
/// as high as its error is long has room in a wide one alone.
fn halves(area: Rect) -> [Rect; 2] {
    let half = area.width / 2;
    // A cell is twice as high as wide.
    if area.width < BROAD && 2 * area.height > half && area.height / 2 >= LOWEST {
        return split_below(area, area.height / 2);
    }
    split_beside(area, 2)
}

/// The points over the ranges of the data. Where there is no room for the name of the horizontal
/// axis the vertical one names both.
pub fn points_on(lab: &LineFit, area: Rect) -> (Plane<'static>, Grid) {
    let [x, y] = lab.data.ranges;
    let [x_name, y_name] = lab.data.names;
    let plane = Plane {
        x,
        y,
        x_name,
        y_name,
    };
    let plane = match area.height < NAMED && area.width < 6 * x_name.len() as u16 {
        true => Plane {
            x_name: "",
            y_name: lab.data.name,
            ..plane
        },
        false => plane,
    };
    (plane, plane.grid(area))
}

/// The weights over the ranges of their controls.
pub fn weights_on(lab: &LineFit, area: Rect) -> (Plane<'static>, Grid) {
    let plane = Plane {
        x: lab.data.a.range,
        y: lab.data.b.range,
        x_name: "slope a",
        // Where the least is not told, no contour is named by it.
        y_name: match (lab.form, area.width >= 46 && !lab.covered) {
            (Form::Sum, true) => "intercept b   (E = sum; 2×: twice the least)",
            (Form::Mean, true) => "intercept b   (E = mean; 2×: twice the least)",
            (Form::Sum, false) => "intercept b   (E = sum)",
            (Form::Mean, false) => "intercept b   (E = mean)",
        },
    };
    (plane, plane.grid(area))
}
