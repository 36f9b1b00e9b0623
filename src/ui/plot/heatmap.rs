//! A landscape over a plane: ink for height, and contours with their heights written in.

use crate::ui::Look;
use crate::ui::glyphs::{Drawing, Plotting};
use crate::ui::plot::braille;
use crate::ui::plot::digit;
use crate::ui::plot::plane::Grid;
use crate::ui::plot::stroke::{self, Pen};
use crate::ui::text::folded;
use crate::ui::theme::INK_LEVELS;
use ratatui::buffer::{Buffer, Cell};
use ratatui::layout::Rect;
use ratatui::style::Color;
use unicode_width::UnicodeWidthStr;

/// What to draw.
pub struct Heatmap<'a> {
    /// The height at a point of the plane. What is dear to compute is computed before.
    pub f: &'a dyn Fn([f64; 2]) -> f64,
    /// Ink for a height, from 0 (none) to 1 (full).
    pub ink: &'a dyn Fn(f64) -> f64,
    /// Heights to draw a contour at, each with what to write on it.
    pub contours: &'a [(f64, &'a str)],
}

/// The names of the contours, to be written when everything else is drawn: they give way to it.
#[must_use]
#[derive(Default)]
pub struct Names {
    plot: Rect,
    /// One for each contour, which may be empty, with the cells it goes through, from above.
    names: Vec<(String, Vec<(u16, u16)>)>,
    /// The contours that go through each cell of the plot, as bits.
    through: Vec<u32>,
    /// The plot as it is without data.
    bare: Vec<Cell>,
}

impl Names {
    /// Writes each name where its contour is highest, clear of data, of every other contour and of
    /// other names. The widest contour comes first; a name without a place goes.
    pub fn write(&self, buf: &mut Buffer, look: &Look) {
        let mut taken: Vec<(u16, u16, u16)> = Vec::new();
        for (at, (name, cells)) in self.names.iter().enumerate().rev() {
            if name.is_empty() {
                continue;
            }
            let width = name.width() as u16;
            let place = cells.iter().find_map(|&(column, row)| {
                let from = column.min(self.plot.width.checked_sub(width)?);
                let meets =
                    |&(y, x, end): &(u16, u16, u16)| y == row && from <= end && x <= from + width;
                let clear = (from..from + width).all(|column| self.is_own(at, column, row));
                let beside = from.saturating_sub(1)..(from + width + 1).min(self.plot.width);
                let free = clear && beside.into_iter().all(|x| self.is_bare(x, row, buf));
                (free && !taken.iter().any(meets)).then_some((from, row))
            });
            if let Some((from, row)) = place {
                let style = look.theme.strong.fg(Color::Reset).bg(Color::Reset);
                buf.set_string(self.plot.x + from, self.plot.y + row, name, style);
                taken.push((row, from, from + width));
            }
        }
    }

    fn index(&self, column: u16, row: u16) -> usize {
        usize::from(row) * usize::from(self.plot.width) + usize::from(column)
    }

    /// Whether no other contour than this one goes through a cell.
    fn is_own(&self, contour: usize, column: u16, row: u16) -> bool {
        let through = self.through.get(self.index(column, row));
        through.is_some_and(|bits| bits & !(1 << contour) == 0)
    }

    fn is_bare(&self, column: u16, row: u16, buf: &Buffer) -> bool {
        let at = self.index(column, row);
        let cell = buf.cell((self.plot.x + column, self.plot.y + row));
        // By its sign alone: a name stands in the same place with colours and without.
        let bare = self.bare.get(at);
        cell.is_some_and(|cell| bare.is_some_and(|bare| bare.symbol() == cell.symbol()))
    }
}

/// Draws ink, then contours. Their names are for later.
pub fn draw(map: &Heatmap, grid: &Grid, buf: &mut Buffer, look: &Look) -> Names {
    let plot = grid.plot.intersection(buf.area);
    if plot.is_empty() {
        return Names::default();
    }
    let (w, h) = (f64::from(grid.plot.width), f64::from(grid.plot.height));
    let height = |x: f64, y: f64| (map.f)(grid.at_share([x / w, 1.0 - y / h]));
    let fills = look.theme.can_fill();
    let ink = |x: f32, y: f32, wide: f32, high: f32| {
        let (x, y) = (x + wide / 2.0, y + high / 2.0);
        (map.ink)(height(f64::from(x), f64::from(y))) as f32
    };
    // Ink lies under dots where two colours find room in a cell; where not, there are lines alone.
    // ASCII lines are as broad as the ink, and quarters hide it.
    let (inked, lined) = match look.glyphs.plots() {
        None => (Some(Drawing::Ramp), false),
        Some(Plotting::Braille) => (fills.then_some(Drawing::Blocks), true),
        Some(Plotting::Blocks) => (fills.then_some(Drawing::Blocks), !fills),
    };
    if let Some(drawing) = inked {
        digit::ink(&ink, drawing, plot, buf, look);
    }
    // Heights at the corners of all cells, row by row.
    let columns = usize::from(plot.width) + 1;
    let corners: Vec<f64> = (0..=plot.height)
        .flat_map(|y| (0..=plot.width).map(move |x| (x, y)))
        .map(|(x, y)| height(f64::from(x), f64::from(y)))
        .collect();
    let mut names = Vec::new();
    let mut crossed = vec![0u32; usize::from(plot.width) * usize::from(plot.height)];
    for (contour, &(level, label)) in map.contours.iter().enumerate() {
        let mut through = Vec::new();
        for row in 0..usize::from(plot.height) {
            for column in 0..columns - 1 {
                let at = |i, j| corners[(row + j) * columns + column + i];
                let square = [at(0, 0), at(1, 0), at(1, 1), at(0, 1)];
                for ends in cuts(square, level) {
                    let place = |[x, y]: [f64; 2]| {
                        let (x, y) = (column as f64 + x, row as f64 + y);
                        grid.at_share([x / w, 1.0 - y / h])
                    };
                    let ends = ends.map(place);
                    if lined {
                        stroke::segment(grid, ends, Pen::Solid, look.theme.dim, buf, look);
                    }
                    through.push((column as u16, row as u16));
                    crossed[row * (columns - 1) + column] |= 1 << contour;
                }
            }
        }
        names.push((folded(label, look), through));
    }
    if lined && inked.is_some() {
        on_ink(&ink, plot, buf, look);
    }
    let cells =
        (plot.top()..plot.bottom()).flat_map(|y| (plot.left()..plot.right()).map(move |x| (x, y)));
    Names {
        plot,
        names,
        through: crossed,
        bare: cells.map(|at| buf[at].clone()).collect(),
    }
}

/// A line on bright ink is dark, and bright on dark ink.
fn on_ink(ink: &dyn Fn(f32, f32, f32, f32) -> f32, plot: Rect, buf: &mut Buffer, look: &Look) {
    for at in plot.positions() {
        let cell = &mut buf[at];
        if cell.bg != Color::Reset && braille::is_dots(cell.symbol()) {
            let (x, y) = (f32::from(at.x - plot.x), f32::from(at.y - plot.y));
            let level = digit::level(ink(x, y, 1.0, 1.0));
            let other = if level > INK_LEVELS / 2 {
                1
            } else {
                INK_LEVELS - 1
            };
            cell.set_fg(look.theme.ink(other));
        }
    }
}

/// Where a contour cuts a square with these heights at its corners, clockwise from the upper left:
/// marching squares (W. Lorensen and H. Cline, 1987), a saddle cut either way.
fn cuts(corners: [f64; 4], level: f64) -> impl Iterator<Item = [[f64; 2]; 2]> {
    const AT: [[f64; 2]; 4] = [[0.0, 0.0], [1.0, 0.0], [1.0, 1.0], [0.0, 1.0]];
    let mut crossed = Vec::new();
    for i in 0..4 {
        let j = (i + 1) % 4;
        let (a, b) = (corners[i], corners[j]);
        if (a < level) != (b < level) && a.is_finite() && b.is_finite() {
            let share = (level - a) / (b - a);
            crossed.push([0, 1].map(|k| AT[i][k] + share * (AT[j][k] - AT[i][k])));
        }
    }
    let pairs: Vec<_> = crossed.chunks_exact(2).map(|c| [c[0], c[1]]).collect();
    pairs.into_iter()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ui::plain;
    use crate::ui::plot::plane::Plane;

    fn bowl(ascii: bool, data: impl Fn(&Grid, &mut Buffer)) -> String {
        let plane = Plane {
            x: (-1.0, 1.0),
            y: (-1.0, 1.0),
            x_name: "",
            y_name: "",
        };
        let area = Rect::new(0, 0, 41, 18);
        let mut buf = Buffer::empty(area);
        let map = Heatmap {
            f: &|[x, y]| x * x + y * y,
            ink: &|z| 1.0 - z / 2.0,
            contours: &[(0.25, "quarter"), (0.81, "far")],
        };
        let names = draw(&map, &plane.grid(area), &mut buf, &plain(ascii));
        data(&plane.grid(area), &mut buf);
        names.write(&mut buf, &plain(ascii));
        buf.content.iter().map(|c| c.symbol()).collect()
    }

    #[test]
    fn the_valley_has_most_ink_and_the_contours_are_named() {
        let text = bowl(true, |_, _| {});
        assert!(text.contains('@') && text.contains("quarter") && text.contains("far"));
        assert!(text.is_ascii());
    }

    #[test]
    fn a_name_gives_way_to_data_and_is_never_torn() {
        // A stroke through the upper half of the bowl, where the names would be.
        let stroke = |grid: &Grid, buf: &mut Buffer| {
            for y in grid.plot.top()..grid.plot.top() + grid.plot.height / 2 {
                for x in grid.plot.left()..grid.plot.right() {
                    buf[(x, y)].set_symbol("o");
                }
            }
        };
        let (bare, text) = (bowl(true, |_, _| {}), bowl(true, stroke));
        let whole = |text: &str| text.contains("quarter") && text.contains("far");
        assert!(whole(&bare) && whole(&text), "{text}");
        let covered = |grid: &Grid, buf: &mut Buffer| {
            let plot = grid.plot;
            for at in (plot.top()..plot.bottom())
                .flat_map(|y| (plot.left()..plot.right()).map(move |x| (x, y)))
            {
                buf[at].set_symbol("o");
            }
        };
        assert!(!bowl(true, covered).contains("far"));
    }

    #[test]
    fn a_name_stands_on_no_other_contour_and_beside_no_data() {
        // Contours so near each other that a name of one would lie on the next.
        let plane = Plane {
            x: (-1.0, 1.0),
            y: (-1.0, 1.0),
            x_name: "",
            y_name: "",
        };
        let area = Rect::new(0, 0, 41, 12);
        let (grid, look) = (plane.grid(area), plain(false));
        let draw_with = |contours: &[(f64, &str)]| {
            let mut buf = Buffer::empty(area);
            let map = Heatmap {
                f: &|[x, y]| x + y,
                ink: &|_| 0.0,
                contours,
            };
            let names = draw(&map, &grid, &mut buf, &look);
            let bare = buf.clone();
            names.write(&mut buf, &look);
            (bare, buf)
        };
        let (bare, named) = draw_with(&[(0.0, "aaaa"), (0.3, "bbbb")]);
        let (alone, _) = draw_with(&[(0.3, "")]);
        for at in grid.plot.positions() {
            if named[at] != bare[at] && named[at].symbol() == "a" {
                assert_eq!(
                    alone[at].symbol(),
                    " ",
                    "the name of one on the other, {at}"
                );
            }
        }
        assert!(named != bare, "one of them has its name");
    }

    #[test]
    fn a_square_is_cut_where_the_height_crosses() {
        let ends: Vec<_> = cuts([0.0, 1.0, 1.0, 0.0], 0.25).collect();
        assert_eq!(ends, [[[0.25, 0.0], [0.25, 1.0]]]);
        assert_eq!(cuts([0.0, 1.0, 0.0, 1.0], 0.5).count(), 2);
        assert_eq!(cuts([0.0, 0.1, 0.2, 0.1], 0.5).count(), 0);
        assert_eq!(cuts([f64::NAN, 1.0, 0.0, f64::INFINITY], 0.5).count(), 0);
    }

    #[test]
    fn every_drawing_shows_the_bowl() {
        assert_ne!(bowl(false, |_, _| {}), bowl(true, |_, _| {}));
    }
}
