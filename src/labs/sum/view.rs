//! The picture: what one throw may be, beside the sum of n and the bell; or the board of pegs.

use super::{BARS, HIGHEST, SEES, Sum, board};
use crate::labs::pane::{Pane, split_below};
use crate::ui::Look;
use crate::ui::number::{grouped, many};
use crate::ui::plot::curve::{self, Hill};
use crate::ui::plot::legend::{self, Entry};
use crate::ui::plot::plane::{Grid, Plane};
use crate::ui::plot::stroke::Pen;
use crate::ui::plot::{label, overlay};
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

/// Columns of the picture of one throw.
const ONE: u16 = 22;

/// How far the axis of the sum reaches to both sides, in widths of the bell.
const REACH: f64 = 4.2;

/// Rows of the pile at least, its axis included.
const PILE: u16 = 5;

/// How high the axis of the balls may end, each with the balls in one slot that it ends for: few, so
/// that it seldom moves.
const PILES: [u32; 9] = [10, 30, 100, 300, 1000, 3000, 10_000, 30_000, 100_000];

/// The axis while nothing is to be seen yet: for the 200 balls that a learner is asked about.
const UNSEEN: u32 = 100;

/// From so many columns on the legend has one row.
const WIDE: u16 = 76;

/// One throw and the sum side by side over the legend, or the board.
pub fn panes(lab: &Sum, area: Rect) -> Vec<Pane<Sum>> {
    let rows = if area.width < WIDE { 2 } else { 1 };
    let [picture, words] = split_below(area, rows.min(area.height / 4));
    let legend = Pane::new(words, |lab: &Sum, area, buf, look| {
        legend::draw(&words_of(lab, look), area, buf, look);
    });
    if lab.is("pegs") {
        return vec![Pane::new(picture, draw_board), legend];
    }
    let (one, sum) = beside(picture);
    let pane = Pane::new(one, draw_one);
    let pane = match lab.is("bars") {
        true => pane.drag(
            plane_of_one(lab).grid_on_ground(one),
            &BARS,
            "Drag a bar.",
            |_, drag| {
                let bar = (drag.to[0].round() as usize).clamp(1, BARS.len()) - 1;
                vec![(BARS[bar], drag.to[1])]
            },
        ),
        false => pane,
    };
    vec![pane, Pane::new(sum, draw_sum), legend]
}

/// The area of one throw, and that of the sum.
fn beside(area: Rect) -> (Rect, Rect) {
    let width = ONE.max(area.width / 4).min(area.width);
    let one = Rect { width, ..area };
    let x = one.right();
    let width = area.width - one.width;
    (one, Rect { x, width, ..area })
}

fn plane_of_one(lab: &Sum) -> Plane<'static> {
    let (from, to) = match lab.is("bars") {
        true => (1, BARS.len()),
        false => lab.one.ends(),
    };
    let most = lab.one.all().map(|(_, share)| share).fold(0.0, f64::max);
    Plane {
        x: (from as f64 - 0.5, to as f64 + 0.5),
        y: match lab.is("bars") {
            true => (0.0, HIGHEST + 0.5),
            false => (0.0, 1.15 * most),
        },
        x_name: "",
        y_name: match lab.is("bars") {
            true => "your bars",
            false => "chance, one throw",
        },
    }
}

fn draw_one(lab: &Sum, area: Rect, buf: &mut Buffer, look: &Look) {
    let grid = plane_of_one(lab).draw_on_ground(area, buf, look);
    let own = lab.is("bars");
    draw_bars(&grid, buf, look, |number| match own {
        true => (lab.bars.get(number.wrapping_sub(1))).map_or(0.0, |height| *height),
        false => lab.one.at(number),
    });
}

/// The numbers that are seen of the sum.
fn seen(lab: &Sum) -> (f64, f64) {
    let (mean, wide) = (lab.sum.mean(), lab.sum.deviation());
    let reach = (REACH * wide).max(2.0 * lab.sum.apart() as f64);
    (mean - reach, mean + reach)
}

fn draw_sum(lab: &Sum, area: Rect, buf: &mut Buffer, look: &Look) {
    let bell = lab.bell();
    let apart = lab.sum.apart() as f64;
    let height = |x: f64| bell.map_or(0.0, |bell| apart * bell.pdf(x));
    let most = lab.sum.all().map(|(_, share)| share).fold(0.0, f64::max);
    let name = match (!lab.sees("throws"), lab.n) {
        (true, 1) => "chance".to_owned(),
        (true, n) => format!("chance of a sum of {}", grouped(n as u64)),
        (false, n) => format!("share of the sums of {}", grouped(n as u64)),
    };
    let plane = Plane {
        x: seen(lab),
        y: (0.0, 1.15 * most.max(height(lab.sum.mean()))),
        x_name: "",
        y_name: &name,
    };
    let grid = plane.draw_on_ground(area, buf, look);
    let made = f64::from(lab.throws.made());
    draw_bars(&grid, buf, look, |sum| match SEES[lab.see] {
        "chances" => lab.sum.at(sum),
        "throws" if made > 0.0 => f64::from(lab.throws.count(sum)) / made,
        _ => 0.0,
    });
    if bell.is_some() && !lab.sees("nothing") {
        overlay::draw(grid.plot, buf, |buf| {
            let top = lab.sum.mean();
            let hill = Hill { f: &height, top };
            curve::line(hill, &grid, look.theme.accent, buf, look);
        });
    }
}

/// A bar over each whole number, all as wide; where there is room, clear of the next.
fn draw_bars(grid: &Grid, buf: &mut Buffer, look: &Look, height: impl Fn(usize) -> f64) {
    let plot = grid.plot;
    if plot.is_empty() {
        return;
    }
    let value = |column: u16| grid.value(column, plot.y)[0];
    let [first, last] = [plot.left(), plot.right() - 1].map(value);
    let wide = f64::from(plot.width.max(2) - 1) / (last - first);
    // So many columns to either side of the middle one, with one left free before the next bar.
    let beside = (wide as u16).saturating_sub(2) / 2;
    // A bar stands on its tick, and the axis keeps it.
    let tick = look.pick("┬", "+");
    let ground = plot.rows().next_back().unwrap_or_default();
    let ticks: Vec<_> = (ground.positions())
        .filter_map(|at| Some((at, buf.cell(at)?.clone())))
        .filter(|(_, cell)| cell.symbol() == tick)
        .collect();
    for column in plot.left()..plot.right() {
        let number = value(column).round();
        let middle = grid.cell([number, 0.0]).map(|(x, _)| x);
        let is_beyond = middle.is_some_and(|middle| column.abs_diff(middle) > beside);
        if number < 0.0 || wide >= 3.0 && is_beyond {
            continue;
        }
        let high = height(number as usize);
        if high > 0.0 {
            curve::fill(grid, column, high, look.theme.first, buf, look);
        }
    }
    for (at, cell) in ticks {
        buf[at] = cell;
    }
}

/// The rows of pegs over the pile, if there is room for both; else the pile alone.
fn draw_board(lab: &Sum, area: Rect, buf: &mut Buffer, look: &Look) {
    let rows = lab.n as u16;
    let pegs = if area.height >= rows + PILE { rows } else { 0 };
    // The name of the axis stands beside the last row of pegs.
    let [above, _] = split_below(area, area.height - pegs);
    let [_, below] = split_below(area, area.height - pegs.saturating_sub(1));
    let (from, to) = lab.sum.ends();
    let plane = |top| Plane {
        x: (from as f64 - 0.5, to as f64 + 0.5),
        y: (0.0, top),
        x_name: "slot",
        y_name: "balls",
    };
    // Over the highest bar there is a row for its number.
    let rows = f64::from(plane(1.0).grid_on_ground(below).plot.height.max(3)) - 1.0;
    let air = (rows / (rows - 1.0)).max(1.3);
    let grid = plane(air * f64::from(pile(lab))).draw_on_ground(below, buf, look);
    board::draw(lab, above, &grid, buf, look);
    draw_bars(&grid, buf, look, |slot| lab.throws.count(slot).into());
    for slot in from..=to {
        let count = lab.throws.count(slot);
        let Some((x, y)) = grid.cell([slot as f64, count.into()]).filter(|_| count > 0) else {
            continue;
        };
        let words = grouped(count.into());
        let x = x.saturating_sub(words.len() as u16 / 2);
        let places = [1, 2].map(|up| (x, y.saturating_sub(up), words.clone()));
        label::draw(places, grid.plot, look.theme.text, buf);
    }
}

/// So many balls in one slot find room on the axis.
fn pile(lab: &Sum) -> u32 {
    if lab.sees("nothing") {
        return UNSEEN;
    }
    let (from, to) = lab.sum.ends();
    let most = (from..=to).map(|slot| lab.throws.count(slot)).max();
    let enough = |pile: &u32| *pile >= most.unwrap_or(0);
    let found = PILES.into_iter().find(enough);
    found.unwrap_or(most.unwrap_or(0))
}

/// What the signs mean, and how near the sum is to the bell.
fn words_of(lab: &Sum, look: &Look) -> Vec<Entry> {
    let theme = &look.theme;
    let entry =
        |sign: &str, style, words: String| vec![(format!("{sign} "), style), (words, theme.text)];
    let bar = look.pick("█", "#");
    let made = u64::from(lab.throws.made());
    if lab.is("pegs") {
        let way = entry(
            look.pick("●", "o"),
            theme.accent,
            "the last ball's way".into(),
        );
        let pegs = entry(look.pick("·", "."), theme.text, "a peg".into());
        // The axis moves with the pile: then that is said.
        let axis = vec![(format!("axis for {} in a slot", pile(lab)), theme.dim)];
        let balls = entry(bar, theme.first, many(made, "ball"));
        return vec![balls, pegs, way, axis];
    }
    let bell = entry(Pen::Solid.sign(look), theme.accent, "the bell".into());
    if lab.sees("nothing") {
        return vec![entry(bar, theme.first, "one throw".into())];
    }
    if lab.sees("throws") {
        let words = format!("{} thrown", many(made, "sum"));
        return vec![entry(bar, theme.first, words), bell];
    }
    let chances = match lab.n {
        1 => "one throw".to_owned(),
        n => format!("sum of {} throws", grouped(n as u64)),
    };
    let gap = match lab.sum.gap() {
        Some(gap) => format!("gap {gap:.3}"),
        None => "one sum alone: no bell".to_owned(),
    };
    let needed = lab.needed.filter(|_| lab.is("bars"));
    let needed = needed.map(|needed| format!("gap within 0.01 from n = {needed} on"));
    let strong = |words: String| vec![(words, theme.strong)];
    let entries = [entry(bar, theme.first, chances), bell, strong(gap)];
    entries.into_iter().chain(needed.map(strong)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::labs::testing::{after, screen};

    #[test]
    fn the_axis_of_the_balls_is_the_same_before_and_after_the_bet_and_says_when_it_moves() {
        let board = ["set what pegs", "set n 6", "set see nothing"];
        let thrown = [&board[..2], &["set see throws", "throw 200"]].concat();
        let [hidden, thrown] = [&board[..], &thrown].map(after::<Sum>);
        assert_eq!((pile(&hidden), pile(&thrown)), (UNSEEN, UNSEEN));
        let few = after::<Sum>(&["set what pegs", "set see throws", "throw 3"]);
        for (lab, axis) in [(&few, "axis for 10 in"), (&thrown, "axis for 100 in")] {
            let rows = screen(lab, 76, 12, false);
            assert!(rows.concat().contains(axis), "{rows:#?}");
        }
        // Every slot has its number, and there is a bar under it.
        let rows = screen(&thrown, 76, 10, false);
        let bars = rows
            .concat()
            .matches(['▁', '▂', '▃', '▄', '▅', '▆', '▇', '█'])
            .count();
        assert!(bars > 12, "{rows:#?}");
    }
}
