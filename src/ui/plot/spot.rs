//! Points among lines, as fine as these: a point above a line is seen above it.
//!
//! A sign of its own for each point is coarser, see [`scatter`](super::scatter).

use crate::ui::Look;
use crate::ui::glyphs::Plotting;
use crate::ui::plot::fine::Fine;
use crate::ui::plot::plane::Grid;
use crate::ui::plot::scatter::{self, Mark};
use ratatui::buffer::Buffer;
use ratatui::style::{Modifier, Style};

/// How a point is drawn.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Spot {
    /// One of a great many.
    Grain,
    /// One of some.
    Point,
    /// The one that is chosen.
    Ring,
}

impl Spot {
    /// Its dots, from the middle to the right and down.
    fn dots(self) -> &'static [(i16, i16)] {
        match self {
            Spot::Grain => &[(0, 0)],
            Spot::Point => &[(-1, -1), (0, -1), (-1, 0), (0, 0)],
            Spot::Ring => &[
                (-1, -2),
                (0, -2),
                (-2, -1),
                (1, -1),
                (-2, 0),
                (1, 0),
                (-1, 1),
                (0, 1),
            ],
        }
    }

    /// Its signs high in a cell, in the middle, and low, where one sign shows it better than dots: a
    /// solid one among lines of dots, a round one among lines of blocks.
    fn signs(self, look: &Look) -> Option<[char; 3]> {
        match (look.glyphs.plots(), self) {
            (None, Spot::Ring) => Some(['@'; 3]),
            // Lower ones would be taken for a line's.
            (None, _) => Some(['*', 'o', 'o']),
            (Some(Plotting::Braille), Spot::Point) => Some(['▀', '■', '▄']),
            // Of quarters points and lines would melt into one.
            (Some(Plotting::Blocks), Spot::Point) => Some(['●'; 3]),
            (Some(Plotting::Blocks), Spot::Ring) => Some(['○'; 3]),
            _ => None,
        }
    }

    /// What it looks like in a legend.
    pub fn sign(self, look: &Look) -> &'static str {
        match (look.glyphs.plots(), self) {
            (None, Spot::Ring) => "@",
            (None, _) => "o or *",
            (_, Spot::Ring) => "○",
            (Some(Plotting::Braille), Spot::Point) => "■",
            (Some(Plotting::Blocks), Spot::Point) => "●",
            (Some(Plotting::Braille), Spot::Grain) => "⠶",
            (Some(Plotting::Blocks), Spot::Grain) => "▖",
        }
    }
}

/// Draws points; one off the plot becomes an arrow at its edge.
pub fn draw(
    points: impl IntoIterator<Item = [f64; 2]>,
    spot: Spot,
    grid: &Grid,
    style: Style,
    buf: &mut Buffer,
    look: &Look,
) {
    let fine = Fine::new(grid, look);
    // In ASCII lines are made of the like.
    let style = match look.glyphs.ascii {
        true => style.add_modifier(Modifier::BOLD),
        false => style,
    };
    for at in points {
        match grid.cell(at) {
            None => scatter::draw(grid, &[off_the_plot(at, style)], buf, look),
            Some(cell) => match spot.signs(look) {
                Some(signs) => {
                    let down = grid.place(at)[1] - f64::from(cell.1 - grid.plot.y);
                    let sign = beside_another(signs[third(down, look)], cell, buf);
                    scatter::put(cell, sign, style, buf);
                }
                None => dots(spot, fine.place(grid.share(at)), &fine, style, buf),
            },
        }
    }
}

fn dots(spot: Spot, place: [f64; 2], fine: &Fine, style: Style, buf: &mut Buffer) {
    let [x, y] = match spot {
        Spot::Grain => place,
        // Between dots, where the middle of an even number of them is.
        Spot::Point => place.map(f64::round),
        // Whole, also at the edge of the plot.
        Spot::Ring => fine.inside(place.map(f64::round), 2.0),
    };
    for &(right, down) in spot.dots() {
        let dot = [x + f64::from(right), y + f64::from(down)];
        if fine.is_on_plot(dot) {
            fine.ink(dot, None, style, buf);
        }
    }
}

/// The sign of a point in braille, narrower where another point stands in the cell left or right of it:
/// they would melt into one.
fn beside_another(sign: char, (x, y): (u16, u16), buf: &Buffer) -> char {
    const POINTS: &str = "▀■▄▘•▖▝▗";
    let is_point = |x: Option<u16>| {
        let cell = x.and_then(|x| buf.cell((x, y)));
        let sign = cell.and_then(|cell| cell.symbol().chars().next());
        sign.is_some_and(|sign| POINTS.contains(sign))
    };
    match (sign, is_point(x.checked_sub(1)), is_point(x.checked_add(1))) {
        (_, false, false) => sign,
        ('■', ..) => '•',
        ('▀', true, _) => '▝',
        ('▀', ..) => '▘',
        ('▄', true, _) => '▗',
        ('▄', ..) => '▖',
        _ => sign,
    }
}

/// High in a cell, in the middle, or low: whichever sign's own middle is nearest.
fn third(down: f64, look: &Look) -> usize {
    let edge = if look.glyphs.ascii { 0.5 } else { 0.375 };
    usize::from(down >= edge) + usize::from(down > 1.0 - edge)
}

fn off_the_plot(at: [f64; 2], style: Style) -> Mark<'static> {
    let symbol = "";
    Mark { at, symbol, style }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ui::plain;
    use crate::ui::plot::plane::Plane;
    use crate::ui::plot::stroke::{self, Pen};
    use proptest::prelude::*;
    use ratatui::layout::Rect;

    /// Every way of drawing plots.
    fn looks() -> [Look; 3] {
        let [mut braille, mut blocks] = [plain(false), plain(false)];
        braille.glyphs.plots = Plotting::Braille;
        blocks.glyphs.plots = Plotting::Blocks;
        [braille, blocks, plain(true)]
    }

    /// How far down the ink of a column of cells lies on average, in cells from the top of the plot.
    fn depth(grid: &Grid, columns: &[u16], buf: &Buffer) -> Option<f64> {
        let (mut sum, mut count) = (0.0, 0.0);
        for row in grid.plot.top()..grid.plot.bottom() {
            for &column in columns {
                for part in inked(buf[(column, row)].symbol()) {
                    sum += f64::from(row - grid.plot.y) + part;
                    count += 1.0;
                }
            }
        }
        (count > 0.0).then(|| sum / count)
    }

    /// How far down in its cell each dot of a sign lies.
    fn inked(symbol: &str) -> Vec<f64> {
        let quarters = |bits: u8| {
            let down = [0.25, 0.25, 0.75, 0.75];
            let on = move |i: &usize| bits >> i & 1 == 1;
            (0..4).filter(on).map(|i| down[i]).collect()
        };
        match symbol.chars().next().unwrap_or(' ') {
            ' ' => Vec::new(),
            // As fonts have them: an asterisk is high in its cell.
            '\'' => vec![0.2],
            '*' => vec![0.35],
            '-' => vec![0.55],
            'o' => vec![0.6],
            '.' => vec![0.8],
            sign @ '\u{2800}'..='\u{28ff}' => {
                let bits = sign as u32 - 0x2800;
                const ROWS: [u32; 8] = [0, 1, 2, 0, 1, 2, 3, 3];
                let on = (0..8).filter(|i| bits >> i & 1 == 1);
                on.map(|i| (f64::from(ROWS[i]) + 0.5) / 4.0).collect()
            }
            '▘' => quarters(1),
            '▝' => quarters(2),
            '▀' => quarters(3),
            '▖' => quarters(4),
            '▌' => quarters(5),
            '▞' => quarters(6),
            '▛' => quarters(7),
            '▗' => quarters(8),
            '▚' => quarters(9),
            '▐' => quarters(10),
            '▜' => quarters(11),
            '▄' => quarters(12),
            '▙' => quarters(13),
            '▟' => quarters(14),
            '█' => quarters(15),
            _ => vec![0.5],
        }
    }

    proptest! {
        #[test]
        fn a_point_above_a_line_by_a_sub_row_is_seen_above_it_and_one_below_it_below(
            size in (30u16..120, 8u16..40),
            at in (0.1f64..0.9, 0.15f64..0.85),
            rows in 1.0f64..12.0,
        ) {
            let plane = Plane { x: (0.0, 7.0), y: (-3.0, 9.0), x_name: "x", y_name: "y" };
            let area = Rect::new(2, 1, size.0, size.1);
            for look in looks() {
                let grid = plane.grid(area);
                let fine = Fine::new(&grid, &look);
                let dots = f64::from(grid.plot.height * fine.per_cell.1);
                for away in [-rows, rows] {
                    let point = grid.at_share([at.0, at.1]);
                    let level = at.1 - away / dots;
                    if !(0.02..0.98).contains(&level) {
                        continue;
                    }
                    let y = grid.at_share([0.0, level])[1];
                    let ends = [[0.0, y], [7.0, y]];
                    let sheet = Rect::new(0, 0, size.0 + 4, size.1 + 2);
                    let (mut lined, mut spotted) = (Buffer::empty(sheet), Buffer::empty(sheet));
                    stroke::segment(&grid, ends, Pen::Solid, Style::new(), &mut lined, &look);
                    draw([point], Spot::Point, &grid, Style::new(), &mut spotted, &look);
                    let columns: Vec<u16> = (grid.plot.left()..grid.plot.right()).collect();
                    let line = depth(&grid, &columns, &lined).expect("a line");
                    let spot = depth(&grid, &columns, &spotted).expect("a point");
                    prop_assert!(
                        if away > 0.0 { spot < line } else { spot > line },
                        "{size:?} {at:?} {away}: the point at {spot}, the line at {line}"
                    );
                }
            }
        }
    }

    #[test]
    fn a_point_at_the_end_of_a_line_is_no_part_of_it() {
        let plane = Plane {
            x: (0.0, 6.0),
            y: (0.0, 6.0),
            x_name: "x",
            y_name: "y",
        };
        for plots in [Plotting::Braille, Plotting::Blocks] {
            let mut look = plain(false);
            look.glyphs.plots = plots;
            let area = Rect::new(0, 0, 40, 12);
            let (grid, mut buf) = (plane.grid(area), Buffer::empty(area));
            let ends = [[2.0, 0.0], [2.0, 4.0]];
            stroke::segment(&grid, ends, Pen::Solid, Style::new(), &mut buf, &look);
            draw([ends[1]], Spot::Point, &grid, Style::new(), &mut buf, &look);
            let text: String = buf.content.iter().map(|cell| cell.symbol()).collect();
            let signs = Spot::Point.signs(&look).expect("a sign of its own");
            assert_eq!(text.matches(signs).count(), 1, "{text}");
        }
    }

    #[test]
    fn a_point_in_the_middle_of_a_cell_is_drawn_there() {
        let plane = Plane {
            x: (0.0, 6.0),
            y: (0.0, 6.0),
            x_name: "x",
            y_name: "y",
        };
        for look in looks() {
            for spot in [Spot::Point, Spot::Ring] {
                let area = Rect::new(0, 0, 40, 12);
                let (grid, mut buf) = (plane.grid(area), Buffer::empty(area));
                let (column, row) = (grid.plot.x + 9, grid.plot.y + 4);
                let at = grid.value(column, row);
                draw([at], spot, &grid, Style::new(), &mut buf, &look);
                let columns: Vec<u16> = (grid.plot.left()..grid.plot.right()).collect();
                let middle = f64::from(row - grid.plot.y) + 0.5;
                let depth = depth(&grid, &columns, &buf).expect("a point");
                assert!((depth - middle).abs() < 0.16, "{spot:?} {depth} {middle}");
            }
        }
    }

    #[test]
    fn a_point_off_the_plot_is_an_arrow_and_one_at_its_edge_stays_on_it() {
        let plane = Plane {
            x: (0.0, 6.0),
            y: (0.0, 6.0),
            x_name: "x",
            y_name: "y",
        };
        for look in looks() {
            let area = Rect::new(0, 0, 30, 9);
            let (grid, mut buf) = (plane.grid(area), Buffer::empty(area));
            draw(
                [[3.0, 99.0]],
                Spot::Point,
                &grid,
                Style::new(),
                &mut buf,
                &look,
            );
            let text: String = buf.content.iter().map(|cell| cell.symbol()).collect();
            assert!(text.contains(look.pick("▲", "^")), "{text}");
            for share in [[0.0, 0.0], [1.0, 1.0], [0.0, 1.0]] {
                let at = grid.at_share(share);
                let mut buf = Buffer::empty(area);
                draw([at], Spot::Ring, &grid, Style::new(), &mut buf, &look);
                let outside = area.positions().filter(|at| !grid.plot.contains(*at));
                assert!(outside.into_iter().all(|at| buf[at].symbol() == " "));
            }
        }
    }
}
