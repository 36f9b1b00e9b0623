//! The picture: errors over n, where each doubling is a step of one length; a band where eight of ten refits
//! of the network lie, its mean, and that of the line.

use super::{ENOUGH, NAMES, Refits, SIZES};
use crate::labs::pane::{Pane, split_below};
use crate::ui::Look;
use crate::ui::chrome::put;
use crate::ui::plot::legend::{self, Entry};
use crate::ui::plot::plane::{Grid, Plane};
use crate::ui::plot::spot::{self, Spot};
use crate::ui::plot::stroke::{self, Pen};
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use std::ops::Range;

/// Rows under the picture: signs, which take two rows where it is narrow, and the chosen n.
const WORDS: u16 = 3;
const NARROW: u16 = 74;

/// The errors that are drawn, in miles per gallon.
const RANGE: (f64, f64) = (1.0, 6.0);

/// Where a number of cars stands on the axis: a doubling is a step of 1, from the least on.
fn place(size: usize) -> f64 {
    (SIZES[size] as f64 / SIZES[0] as f64).log2()
}

/// The axis, with a margin at both ends.
fn axis() -> (f64, f64) {
    (-0.4, place(SIZES.len() - 1) + 0.4)
}

pub fn panes(area: Rect) -> Vec<Pane<Refits>> {
    let rows = if area.width < NARROW {
        WORDS
    } else {
        WORDS - 1
    };
    let [picture, words] = split_below(area, rows.min(area.height));
    vec![Pane::new(picture, draw), Pane::new(words, draw_words)]
}

fn draw(lab: &Refits, area: Rect, buf: &mut Buffer, look: &Look) {
    let plane = Plane {
        x: axis(),
        y: RANGE,
        x_name: "",
        y_name: "mean |error| on 72 unseen cars, mpg",
    };
    let grid = plane.grid(area);
    if grid.plot.is_empty() {
        return;
    }
    let above = Rect {
        height: area.height.saturating_sub(2),
        ..area
    };
    plane.draw_upper(above, buf, look);
    draw_level_axis(lab, &grid, buf, look);
    draw_band(lab, &grid, buf, look);
    let theme = &look.theme;
    if let Some(floor) = lab.nets(SIZES.len() - 1).filter(|_| lab.all_done()) {
        let enough = ENOUGH * floor.mean;
        let (from, to) = axis();
        let ends = [[from, enough], [to, enough]];
        stroke::segment(&grid, ends, Pen::Dotted, theme.text, buf, look);
    }
    for (size, refits) in lab.refits.iter().enumerate() {
        let dots = refits.iter().map(|refit| [place(size), refit.net]);
        spot::draw(dots, Spot::Grain, &grid, theme.dim, buf, look);
    }
    let known = |spread: fn(&Refits, usize) -> Option<super::Spread>| -> Vec<[f64; 2]> {
        let sizes = (0..SIZES.len()).filter(|size| lab.is_done(*size));
        sizes
            .filter_map(|size| Some([place(size), spread(lab, size)?.mean]))
            .collect()
    };
    stroke::path(
        &grid,
        &known(Refits::lines),
        Pen::Dashed,
        theme.first,
        buf,
        look,
    );
    stroke::path(
        &grid,
        &known(Refits::nets),
        Pen::Solid,
        theme.second,
        buf,
        look,
    );
}

/// The numbers of cars under their columns, the chosen one lit; where they do not all fit, the chosen
/// one and the doublings have theirs.
fn draw_level_axis(lab: &Refits, grid: &Grid, buf: &mut Buffer, look: &Look) {
    let (theme, axis) = (&look.theme, grid.plot.bottom());
    let rule = look.pick("─", "-").repeat(usize::from(grid.plot.width));
    put(buf, grid.plot.x, axis, &rule, grid.plot.width, theme.dim);
    let mut taken: Vec<Range<u16>> = Vec::new();
    for size in by_weight(lab.size) {
        let Some((x, _)) = grid.cell([place(size), RANGE.0]) else {
            continue;
        };
        put(buf, x, axis, look.pick("┬", "+"), 1, theme.dim);
        let (label, style) = match (NAMES[size], size == lab.size) {
            (name, true) => (format!("n={name}"), theme.accent),
            ("320", _) => ("320 cars".to_owned(), theme.dim),
            (name, _) => (name.to_owned(), theme.dim),
        };
        let (from, width) = (x.saturating_sub(label.len() as u16 / 2), label.len() as u16);
        let free = |other: &Range<u16>| other.end < from || from + width < other.start;
        if taken.iter().all(free) {
            put(buf, from, axis + 1, &label, u16::MAX, style);
            taken.push(from..from + width);
        }
    }
}

/// All sizes, the chosen one first and the doublings before what lies between them.
fn by_weight(chosen: usize) -> Vec<usize> {
    let mut sizes: Vec<usize> = (0..SIZES.len()).collect();
    sizes.sort_by_key(|size| (*size != chosen, place(*size).fract() != 0.0));
    sizes
}

/// Where eight of ten refits lie, between the sizes that are fitted as straight lines have it.
fn draw_band(lab: &Refits, grid: &Grid, buf: &mut Buffer, look: &Look) {
    let done: Vec<(f64, super::Spread)> = (0..SIZES.len())
        .filter(|size| lab.is_done(*size))
        .filter_map(|size| Some((place(size), lab.nets(size)?)))
        .collect();
    for pair in done.windows(2) {
        let [(from, left), (to, right)] = [pair[0], pair[1]];
        for column in grid.plot.left()..grid.plot.right() {
            let x = grid.value(column, grid.plot.y)[0];
            let share = (x - from) / (to - from);
            if !(0.0..=1.0).contains(&share) {
                continue;
            }
            let between = |one: f64, other: f64| one + share * (other - one);
            let (low, high) = (between(left.low, right.low), between(left.high, right.high));
            for row in grid.plot.top()..grid.plot.bottom() {
                let y = grid.value(column, row)[1];
                if (low..=high).contains(&y) {
                    put(buf, column, row, look.pick("░", ":"), 1, look.theme.dim);
                }
            }
        }
    }
}

fn draw_words(lab: &Refits, area: Rect, buf: &mut Buffer, look: &Look) {
    let theme = &look.theme;
    let signs = [Pen::Solid, Pen::Dashed, Pen::Dotted].map(|pen| pen.sign(look));
    let mut words: Vec<Entry> = vec![
        vec![
            (format!("{} ", signs[0]), theme.second),
            ("network".to_owned(), theme.text),
        ],
        vec![
            (format!("{} ", signs[1]), theme.first),
            ("line".to_owned(), theme.text),
        ],
        vec![(
            format!("{} 8 of 10 networks", look.pick("░", ":")),
            theme.dim,
        )],
    ];
    if lab.all_done() {
        words.push(vec![(format!("{} 10% above n=320", signs[2]), theme.text)]);
    }
    let state = match (
        &lab.failure,
        lab.queue.front(),
        lab.nets(lab.size),
        lab.lines(lab.size),
    ) {
        (Some(why), ..) => (format!("it could not go on: {why}"), theme.bad),
        (None, Some((size, _)), ..) => {
            let (n, done) = (SIZES[*size], lab.refits[*size].len());
            (format!("fitting on {n} cars: {done} of 20"), theme.accent)
        }
        (None, None, Some(net), Some(line)) => (
            format!(
                "n={}: network {:.2} ({:.2} to {:.2}), line {:.2} mpg",
                SIZES[lab.size], net.mean, net.low, net.high, line.mean
            ),
            theme.strong,
        ),
        _ => ("nothing is fitted for this n".to_owned(), theme.dim),
    };
    legend::draw_groups(&[&words, &[vec![state]]], area, buf, look);
}
