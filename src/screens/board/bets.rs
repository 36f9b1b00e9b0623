//! Whether the class's bets were as often right as they were sure.

use super::Sight;
use crate::ui::chrome::put;
use crate::ui::number::many;
use crate::ui::plot::plane::Plane;
use crate::ui::plot::scatter::{self, Mark};
use crate::ui::plot::stroke::{self, Pen};
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

/// Draws what was said against what happened, in percent.
pub fn draw(sight: Sight, area: Rect, buf: &mut Buffer) {
    let look = sight.look;
    let theme = &look.theme;
    let claims = sight.class.claims();
    let Some(found) = claims.reliability() else {
        return;
    };
    let plane = Plane {
        x: (0.0, 100.0),
        y: (0.0, 100.0),
        x_name: "said %",
        y_name: "bets: how often right, %",
    };
    let below = Rect {
        height: area.height.saturating_sub(1),
        ..area
    };
    let grid = plane.draw(below, buf, look);
    stroke::segment(
        &grid,
        [[0.0, 0.0], [100.0, 100.0]],
        Pen::Dashed,
        theme.dim,
        buf,
        look,
    );
    let groups = found.groups.iter().map(|group| Mark {
        at: [100.0 * group.said, 100.0 * group.right],
        symbol: look.pick("●", "*"),
        style: theme.first,
    });
    let marks: Vec<_> = groups.collect();
    scatter::draw(&grid, &marks, buf, look);
    let (said, right) = (100.0 * found.all.said, 100.0 * found.all.right);
    let text = format!(
        "{}: said {said:.0}%, right {right:.0}%",
        many(claims.count_all() as u64, "bet")
    );
    let y = area.bottom().saturating_sub(1);
    put(
        buf,
        area.x + 2,
        y,
        &text,
        area.width.saturating_sub(2),
        theme.dim,
    );
}
