//! The picture: the cars of each place over its code, with what is said of them; below it how each
//! place goes in.

use super::{Categories, PLACES};
use crate::labs::pane::{Pane, split_below};
use crate::ui::Look;
use crate::ui::chrome::put;
use crate::ui::plot::legend;
use crate::ui::plot::plane::{Grid, Plane};
use crate::ui::plot::spot::{self, Spot};
use crate::ui::plot::stroke::{self, Pen};
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

/// Rows under the picture: the error, and what the signs mean.
const WORDS: u16 = 1;

/// Rows under the axis: what goes in for each place, its mean, and what comes out.
const UNDER: u16 = 3;

/// How far the cars of a place are spread to both sides, and how far what is said of them reaches.
const SPREAD: f64 = 0.22;
const REACH: f64 = 0.36;

pub fn panes(area: Rect) -> Vec<Pane<Categories>> {
    let [picture, words] = split_below(area, WORDS.min(area.height));
    vec![Pane::new(picture, draw), Pane::new(words, draw_words)]
}

fn draw(lab: &Categories, area: Rect, buf: &mut Buffer, look: &Look) {
    let plane = Plane {
        x: (0.4, 3.6),
        y: (5.0, 50.0),
        x_name: "",
        y_name: "miles per gallon",
    };
    // A grid keeps two rows below its plot: axis and labels.
    let [upper, under] = split_below(area, (UNDER - 1).min(area.height));
    let grid = plane.grid(upper);
    if grid.plot.is_empty() {
        return;
    }
    // Between the codes there is nothing: words stand in place of numbers.
    plane.draw_upper(split_below(upper, 2)[0], buf, look);
    let theme = &look.theme;
    let rule = look.pick("─", "-").repeat(usize::from(grid.plot.width));
    let axis = grid.plot.bottom();
    put(buf, grid.plot.x, axis, &rule, grid.plot.width, theme.dim);
    for (place, name) in PLACES.iter().enumerate() {
        draw_place(lab, place, &grid, buf, look);
        let Some((column, _)) = grid.cell([lab.at(place), 20.0]) else {
            continue;
        };
        let goes_in = format!("{name}: {}", lab.goes_in(place));
        let mean = format!("mean {:.1}", lab.means()[place]);
        let out = format!("comes out {:.1}", lab.said()[place]);
        let styles = [theme.text, theme.first, theme.second];
        for ((words, style), y) in [goes_in, mean, out].iter().zip(styles).zip(axis + 1..) {
            let x = column.saturating_sub(words.chars().count() as u16 / 2);
            if y < under.bottom() {
                put(buf, x, y, words, u16::MAX, style);
            }
        }
    }
    if let Some(line) = lab.line() {
        let ends = [0.5, 3.5].map(|code| [code, line.predict(code)]);
        stroke::line(&grid, ends, Pen::Solid, theme.second, buf, look);
    }
}

/// The cars of a place around its code, their mean, and what comes out for it alone.
fn draw_place(lab: &Categories, place: usize, grid: &Grid, buf: &mut Buffer, look: &Look) {
    let (theme, at) = (&look.theme, lab.at(place));
    // Golden steps spread any number of cars evenly.
    let aside = |nth: usize| (nth as f64 * 0.618_034).fract() - 0.5;
    let cars = lab.cars[place].iter().enumerate();
    let cars = cars.map(|(nth, mpg)| [at + 2.0 * SPREAD * aside(nth), *mpg]);
    spot::draw(cars, Spot::Grain, grid, theme.dim, buf, look);
    let level = |mpg: f64, pen, style, buf: &mut Buffer| {
        let ends = [[at - REACH, mpg], [at + REACH, mpg]];
        stroke::segment(grid, ends, pen, style, buf, look);
    };
    level(lab.means()[place], Pen::Dashed, theme.first, buf);
    if lab.codes().is_none() {
        level(lab.said()[place], Pen::Solid, theme.second, buf);
    }
}

fn draw_words(lab: &Categories, area: Rect, buf: &mut Buffer, look: &Look) {
    let theme = &look.theme;
    let signs = [Pen::Dashed, Pen::Solid].map(|pen| pen.sign(look));
    let off = format!("off by {:.2} mpg (root of the mean square)", lab.error());
    let entries = [
        vec![(off, theme.strong)],
        vec![
            (format!("{} ", signs[0]), theme.first),
            ("mean".to_owned(), theme.dim),
        ],
        vec![
            (format!("{} ", signs[1]), theme.second),
            ("comes out".to_owned(), theme.dim),
        ],
    ];
    legend::draw(&entries, area, buf, look);
}
