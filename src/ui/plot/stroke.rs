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
    /// With gaps, to be told from a solid one without colour; in ASCII of a sign of its own.
    Dashed,
    /// Of single dots, to be told from both; in ASCII of a sign of its own.
    Dotted,
}

impl Pen {
    /// What it looks like in a legend.
    pub fn sign(self, look: &Look) -> &'static str {
        match self {
            Pen::Solid => look.pick("━", "-"),
            Pen::Dashed => look.pick("╍", "="),
            Pen::Dotted => look.pick("┈", ":"),
        }
    }

    /// Whether it touches the paper at a step of a line.
    fn touches(self, step: u32, fine: &Fine, look: &Look) -> bool {
        match self {
            Pen::Solid => true,
            Pen::Dashed => look.glyphs.ascii || step % 6 < 3,
            Pen::Dotted => step.is_multiple_of(2 * u32::from(fine.per_cell.0)),
        }
    }
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
    stretch(grid, ends, (pen, 0), style, buf, look);
}

/// A segment whose pen has come so many steps already; gives how many at its end.
fn stretch(
    grid: &Grid,
    ends: [[f64; 2]; 2],
    (pen, begun): (Pen, u32),
    style: Style,
    buf: &mut Buffer,
    look: &Look,
) -> u32 {
    let [from, to] = ends.map(|point| grid.share(point));
    let Some((from, to)) = clip(from, to) else {
        return begun;
    };
    let fine = Fine::new(grid, look);
    let ([x0, y0], [x1, y1]) = (fine.place(from), fine.place(to));
    let steps = (x1 - x0).abs().max((y1 - y0).abs()).ceil().max(1.0);
    let sign = match pen {
        Pen::Solid => lean(&fine, [x1 - x0, y1 - y0]),
        Pen::Dashed | Pen::Dotted => pen.sign(look).chars().next(),
    };
    for step in 0..=(steps as u32) {
        let share = f64::from(step) / steps;
        if pen.touches(begun.wrapping_add(step), &fine, look) {
            let along = |from: f64, to: f64| (1.0 - share) * from + share * to;
            fine.ink([along(x0, x1), along(y0, y1)], sign, style, buf);
        }
    }
    begun.wrapping_add(steps as u32)
}

/// Draws a path through points.
pub fn path(
    grid: &Grid,
    points: &[[f64; 2]],
    pen: Pen,
    style: Style,
    buf: &mut Buffer,
    look: &Look,
) {
    points.windows(2).fold(0, |begun, pair| {
        stretch(grid, [pair[0], pair[1]], (pen, begun), style, buf, look)
    });
}

/// Draws the curve of a function over the whole width of the plot.
pub fn curve(grid: &Grid, f: &dyn Fn(f64) -> f64, style: Style, buf: &mut Buffer, look: &Look) {
    path(grid, &along(grid, f), Pen::Solid, style, buf, look);
}

/// The same for a curve with a peak at `top`, which may be too narrow for the points of the others:
/// it is drawn to its height all the same.
pub fn hill(
    grid: &Grid,
    f: &dyn Fn(f64) -> f64,
    top: f64,
    style: Style,
    buf: &mut Buffer,
    look: &Look,
) {
    let mut points = along(grid, f);
    let place = points.partition_point(|[x, _]| *x < top);
    points.insert(place, [top, f(top)]);
    path(grid, &points, Pen::Solid, style, buf, look);
}

/// Points of a curve, two in each column of the plot.
fn along(grid: &Grid, f: &dyn Fn(f64) -> f64) -> Vec<[f64; 2]> {
    let columns = 2 * u32::from(grid.plot.width);
    let at = |i: u32| {
        let [x, _] = grid.at_share([f64::from(i) / f64::from(columns.max(1)), 0.0]);
        [x, f(x)]
    };
    (0..=columns).map(at).collect()
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
    fn without_colour_every_pen_draws_another_line_and_in_ascii_one_of_its_own_sign() {
        use crate::ui::glyphs::Plotting;
        let [mut braille, mut blocks] = [plain(false), plain(false)];
        braille.glyphs.plots = Plotting::Braille;
        blocks.glyphs.plots = Plotting::Blocks;
        for look in [braille, blocks, plain(true)] {
            let drawn = [Pen::Solid, Pen::Dashed, Pen::Dotted].map(|pen| {
                let area = Rect::new(0, 0, 40, 7);
                let (grid, mut buf) = (PLANE.grid(area), Buffer::empty(area));
                let ends = [[0.0, 0.2], [1.0, 0.7]];
                segment(&grid, ends, pen, Style::new(), &mut buf, &look);
                buf.content.iter().map(|c| c.symbol()).collect::<String>()
            });
            let [solid, dashed, dotted] = drawn;
            assert!(solid != dashed && dashed != dotted && solid != dotted);
            for (line, sign) in [(dashed, "="), (dotted, ":")] {
                let own = line.replace([' ', sign.chars().next().unwrap_or(' ')], "");
                assert!(!look.glyphs.ascii || own.is_empty(), "{line}");
            }
        }
    }

    #[test]
    fn a_peak_narrower_than_a_cell_is_drawn_to_its_height_and_a_higher_one_to_the_top() {
        for (height, rows) in [(0.6, 3), (40.0, 4)] {
            for top in (1..20).map(|part| 0.05 * f64::from(part)) {
                let area = Rect::new(0, 0, 12, 7);
                let (grid, mut buf) = (PLANE.grid(area), Buffer::empty(area));
                let f = |x: f64| height * (-((x - top) / 1e-3).powi(2)).exp();
                hill(&grid, &f, top, Style::new(), &mut buf, &plain(true));
                let inked = |y: &u16| {
                    let mut cells = grid.plot.left()..grid.plot.right();
                    cells.any(|x| buf[(x, *y)].symbol() != " ")
                };
                let inked = (grid.plot.top()..grid.plot.bottom()).filter(inked).count();
                assert!(inked >= rows, "{height} at {top}: {inked} rows");
            }
        }
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
