//! Lines on a plane, finer than its cells: eight dots in a cell, four quarters, or ASCII.

use crate::ui::Look;
use crate::ui::plot::fine::Fine;
use crate::ui::plot::plane::Grid;
use ratatui::buffer::Buffer;
use ratatui::style::Style;

/// How a line looks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Pen {
    /// Without gaps.
    Solid,
    /// With gaps, to be told from a solid one without colour.
    Dashed,
}

/// Draws the part of a straight line between two points that lies on the plot.
pub fn segment(
    grid: &Grid,
    ends: [[f64; 2]; 2],
    pen: Pen,
    style: Style,
    buf: &mut Buffer,
    look: &Look,
) {
    let [from, to] = ends.map(|point| grid.share(point));
    let Some((from, to)) = clip(from, to) else {
        return;
    };
    let fine = Fine::new(grid, look);
    let ([x0, y0], [x1, y1]) = (fine.place(from), fine.place(to));
    let steps = (x1 - x0).abs().max((y1 - y0).abs()).ceil().max(1.0);
    let lean = lean(&fine, [x1 - x0, y1 - y0]);
    for step in 0..=(steps as u32) {
        let share = f64::from(step) / steps;
        if pen == Pen::Dashed && step % 6 >= 3 {
            continue;
        }
        let along = |from: f64, to: f64| (1.0 - share) * from + share * to;
        fine.ink([along(x0, x1), along(y0, y1)], lean, style, buf);
    }
}

/// Draws a path through points.
pub fn path(grid: &Grid, points: &[[f64; 2]], style: Style, buf: &mut Buffer, look: &Look) {
    for pair in points.windows(2) {
        segment(grid, [pair[0], pair[1]], Pen::Solid, style, buf, look);
    }
}

/// Draws the curve of a function over the whole width of the plot.
pub fn curve(grid: &Grid, f: &dyn Fn(f64) -> f64, style: Style, buf: &mut Buffer, look: &Look) {
    let columns = 2 * u32::from(grid.plot.width);
    let at = |i: u32| {
        let [x, _] = grid.at_share([f64::from(i) / f64::from(columns.max(1)), 0.0]);
        [x, f(x)]
    };
    let points: Vec<[f64; 2]> = (0..=columns).map(at).collect();
    path(grid, &points, style, buf, look);
}

/// The ASCII sign for a stroke in this direction, in dots; none where its height in the cell says
/// more.
fn lean(fine: &Fine, [dx, dy]: [f64; 2]) -> Option<char> {
    let rise = dy / f64::from(fine.per_cell.1);
    let run = dx / f64::from(fine.per_cell.0);
    match (rise.abs() > 2.0 * run.abs(), rise.abs() > 0.6 * run.abs()) {
        (true, _) => Some('|'),
        (_, true) if (rise > 0.0) == (run > 0.0) => Some('\\'),
        (_, true) => Some('/'),
        _ => None,
    }
}

/// The part of a segment inside the unit square (Y.-D. Liang and B. A. Barsky, 1984).
fn clip([x0, y0]: [f64; 2], [x1, y1]: [f64; 2]) -> Option<([f64; 2], [f64; 2])> {
    let (dx, dy) = (x1 - x0, y1 - y0);
    if !(dx.is_finite() && dy.is_finite()) {
        return None;
    }
    let (mut enter, mut leave) = (0.0_f64, 1.0_f64);
    for (towards, room) in [(-dx, x0), (dx, 1.0 - x0), (-dy, y0), (dy, 1.0 - y0)] {
        if towards == 0.0 && room < 0.0 {
            return None;
        }
        if towards < 0.0 {
            enter = enter.max(room / towards);
        } else if towards > 0.0 {
            leave = leave.min(room / towards);
        }
    }
    let at = |t: f64| [x0 + t * dx, y0 + t * dy];
    (enter <= leave).then(|| (at(enter), at(leave)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ui::plain;
    use crate::ui::plot::plane::Plane;
    use ratatui::layout::Rect;

    const PLANE: Plane = Plane {
        x: (0.0, 1.0),
        y: (0.0, 1.0),
        x_name: "",
        y_name: "",
    };

    fn drawn(ends: [[f64; 2]; 2], ascii: bool) -> Vec<String> {
        let area = Rect::new(0, 0, 12, 7);
        let grid = PLANE.grid(area);
        let mut buf = Buffer::empty(area);
        segment(
            &grid,
            ends,
            Pen::Solid,
            Style::new(),
            &mut buf,
            &plain(ascii),
        );
        let row = |y| {
            let cells = grid.plot.left()..grid.plot.right();
            cells.map(|x| buf[(x, y)].symbol().to_string()).collect()
        };
        (grid.plot.top()..grid.plot.bottom()).map(row).collect()
    }

    #[test]
    fn a_diagonal_has_no_gap() {
        let rows = drawn([[0.0, 0.0], [1.0, 1.0]], true);
        assert_eq!(rows, ["   /", "  / ", " // ", "/   "]);
        let rows = drawn([[0.0, 0.0], [1.0, 1.0]], false);
        assert!(rows.iter().flat_map(|r| r.chars()).any(|c| c > '\u{2800}'));
    }

    #[test]
    fn what_leaves_the_plot_is_cut_at_its_edge() {
        let inside = drawn([[0.0, 0.5], [1.0, 0.5]], true);
        assert_eq!(drawn([[-9.0, 0.5], [9.0, 0.5]], true), inside);
        let nothing = vec!["    ".to_string(); 4];
        assert_eq!(drawn([[-9.0, 2.0], [9.0, 2.0]], true), nothing);
        assert_eq!(drawn([[0.0, f64::NAN], [1.0, 1.0]], true), nothing);
        assert_eq!(drawn([[0.0, f64::INFINITY], [1.0, 1.0]], true), nothing);
    }
}
