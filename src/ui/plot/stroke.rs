//! Lines on a plane, finer than its cells: eight dots in a cell, four quarters, or ASCII.

use crate::ui::Look;
use crate::ui::plot::fine::Fine;
use crate::ui::plot::plane::Grid;
use crate::ui::plot::scatter::{self, Mark};
use ratatui::buffer::Buffer;
use ratatui::style::Style;

/// How a line looks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Pen {
    /// Without gaps.
    Solid,
    /// With gaps, to be told from a solid one without colour.
    Dashed,
    /// Of single dots, to be told from both; in ASCII of a sign of its own.
    Dotted,
    /// Without gaps, in ASCII of a sign of its own: over shades, whose signs are those of a line.
    Trail,
}

impl Pen {
    /// What it looks like in a legend.
    pub fn sign(self, look: &Look) -> &'static str {
        match self {
            // In ASCII a line has three heights in a cell.
            Pen::Solid => look.pick("━", ".-'"),
            Pen::Dashed => look.pick("╍", "- -"),
            Pen::Dotted => look.pick("┈", ":"),
            Pen::Trail => look.pick("━", "="),
        }
    }

    /// The same as long as four signs of a line.
    pub fn long_sign(self, look: &Look) -> String {
        match look.glyphs.ascii {
            true => format!("{:<4}", self.sign(look)),
            false => self.sign(look).repeat(4),
        }
    }

    /// The one sign of its own that it is drawn with in ASCII, if it has one.
    fn own_sign(self, look: &Look) -> Option<char> {
        match self {
            Pen::Solid | Pen::Dashed => None,
            Pen::Dotted | Pen::Trail => self.sign(look).chars().next(),
        }
    }

    /// Whether it touches the paper at a step of a line that goes through so many cells: in ASCII
    /// dashes and gaps are a cell long.
    fn touches(self, step: u32, cells: u32, fine: &Fine, look: &Look) -> bool {
        match self {
            Pen::Solid | Pen::Trail => true,
            Pen::Dashed if look.glyphs.ascii => cells.is_multiple_of(2),
            Pen::Dashed => step % 6 < 3,
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

/// The same for a line that goes on: where it leaves the plot at its top or floor, or lies beyond,
/// an arrow says so.
pub fn line(
    grid: &Grid,
    ends: [[f64; 2]; 2],
    pen: Pen,
    style: Style,
    buf: &mut Buffer,
    look: &Look,
) {
    segment(grid, ends, pen, style, buf, look);
    let [from, to] = ends.map(|point| grid.share(point));
    let within = |y: f64| (0.0..=1.0).contains(&y);
    let beyond = match clip(from, to) {
        // What is cut off at an end lies beyond it.
        Some((first, last)) => [(from, first), (to, last)]
            .into_iter()
            .filter(|(end, _)| !within(end[1]))
            .map(|(end, cut)| [cut[0], end[1]])
            .collect(),
        None => vec![[0.5, from[1].midpoint(to[1])]],
    };
    for [x, y] in beyond.into_iter().filter(|[_, y]| !within(*y)) {
        let [x, _] = grid.at_share([x, 0.5]);
        let [_, y] = grid.at_share([0.5, y]);
        let (at, symbol) = ([x, y], "");
        scatter::draw(grid, &[Mark { at, symbol, style }], buf, look);
    }
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
    let [wide, high] = [fine.per_cell.0, fine.per_cell.1].map(f64::from);
    let is_flat = (x1 - x0).abs() / wide >= (y1 - y0).abs() / high;
    let cell = |[x, y]: [f64; 2]| if is_flat { x / wide } else { y / high } as u32;
    let sign = pen
        .own_sign(look)
        .or_else(|| lean(&fine, [x1 - x0, y1 - y0]));
    for step in 0..=(steps as u32) {
        let share = f64::from(step) / steps;
        let along = |from: f64, to: f64| (1.0 - share) * from + share * to;
        let place = [along(x0, x1), along(y0, y1)];
        if pen.touches(begun.wrapping_add(step), cell(place), &fine, look) {
            fine.ink(place, sign, style, buf);
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
    fn without_colour_every_pen_draws_another_line() {
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
            let own = dotted.replace([' ', ':'], "");
            assert!(!look.glyphs.ascii || own.is_empty(), "{dotted}");
        }
    }

    #[test]
    fn in_ascii_a_line_is_of_the_signs_of_its_legend_and_dashes_have_gaps() {
        let look = plain(true);
        let drawn = |pen: Pen, pieces: u32| {
            let area = Rect::new(0, 0, 40, 7);
            let (grid, mut buf) = (PLANE.grid(area), Buffer::empty(area));
            let at = |i: u32| [f64::from(i) / f64::from(pieces), 0.4];
            let points: Vec<[f64; 2]> = (0..=pieces).map(at).collect();
            path(&grid, &points, pen, Style::new(), &mut buf, &look);
            let rows = grid.plot.rows().map(|row| {
                let cells = row.positions().map(|at| buf[at].symbol().to_owned());
                cells.collect::<String>()
            });
            rows.collect::<String>().trim().to_owned()
        };
        // However many pieces a line is made of.
        for pieces in [1, 7, 300] {
            let dashed = drawn(Pen::Dashed, pieces);
            let gaps: String = dashed.chars().skip(1).step_by(2).collect();
            assert!(dashed.len() > 20 && gaps.trim().is_empty(), "{dashed}");
            let solid = drawn(Pen::Solid, pieces);
            let sign = Pen::Solid.sign(&look);
            assert!(solid.chars().all(|c| sign.contains(c)), "{solid}");
        }
    }

    #[test]
    fn a_line_that_goes_on_beyond_the_plot_has_an_arrow_where_it_leaves() {
        let drawn = |ends| {
            let area = Rect::new(0, 0, 12, 7);
            let (grid, mut buf) = (PLANE.grid(area), Buffer::empty(area));
            line(
                &grid,
                ends,
                Pen::Solid,
                Style::new(),
                &mut buf,
                &plain(true),
            );
            let row = |y| {
                let cells = grid.plot.left()..grid.plot.right();
                cells.map(|x| buf[(x, y)].symbol()).collect::<String>()
            };
            [row(grid.plot.top()), row(grid.plot.bottom() - 1)]
        };
        let [top, floor] = drawn([[0.0, -1.0], [1.0, 2.0]]);
        assert!(top.contains('^') && floor.contains('v'), "{top}/{floor}");
        let [top, floor] = drawn([[0.0, 0.2], [1.0, 0.8]]);
        assert!(!top.contains('^') && !floor.contains('v'), "{top}/{floor}");
        assert!(drawn([[0.0, 3.0], [1.0, 2.0]])[0].contains('^'));
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
