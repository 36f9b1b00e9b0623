//! What a hand on the picture moves: a point, or the slope along the meters.

use super::{MleMse, SLOPE, VIEWS, X, Y, view};
use crate::event::{Mouse, MouseKind};
use ratatui::layout::Rect;

/// The button goes down on something, or moves while it is held.
pub fn touch(lab: &mut MleMse, mouse: Mouse, area: Rect, free: &dyn Fn(&str) -> bool) {
    let at = (mouse.x, mouse.y);
    let pressed = mouse.kind == MouseKind::Press;
    if pressed {
        lab.held = view::part_at(lab, area, at);
    }
    match lab.held {
        Some(view::Part::Slope) if free("a") => {
            let slope = view::slope_at(lab, area, at);
            lab.slope = slope.map_or(lab.slope, |slope| SLOPE.snapped(slope));
        }
        // A press chooses, a drag moves: a click alone leaves the point where it is.
        Some(view::Part::Point(nearest)) if pressed && free("point") => lab.chosen = nearest,
        Some(view::Part::Point(_)) if !pressed => {
            let [old_x, old_y] = lab.points[lab.chosen];
            if let Some([x, y]) = view::value_at(lab, area, at) {
                let moves_x = free("x") && !lab.upright;
                let x = if moves_x { X.snapped(x) } else { old_x };
                let y = if free("y") { Y.snapped(y) } else { old_y };
                lab.move_point([x, y]);
            }
        }
        _ => {}
    }
}

/// What can be dragged, for the help.
pub fn help(lab: &MleMse) -> &'static str {
    match VIEWS[lab.view] {
        "points" => "Drag a point: the one nearest to the mouse.",
        "meters" => "Drag your slope along the meters.",
        _ => "Drag a point, the one nearest to the mouse; or your slope along the meters.",
    }
}

/// The controls that this moves.
pub fn moved(lab: &MleMse) -> &'static [&'static str] {
    match (VIEWS[lab.view], lab.upright) {
        ("meters", _) => &["a"],
        ("points", true) => &["point", "y"],
        ("points", false) => &["point", "x", "y"],
        (_, true) => &["a", "point", "y"],
        (_, false) => &["a", "point", "x", "y"],
    }
}
