//! The picture: the cars of each place over its code, with what is said of them; below it how each
//! place goes in.

use super::{Codes, PLACES};
use crate::labs::pane::{Pane, split_below};
use crate::ui::Look;
use crate::ui::chrome::put;
use crate::ui::number::figure;
use crate::ui::plot::plane::Plane;
use crate::ui::plot::spot::{self, Spot};
use crate::ui::plot::stroke::{self, Pen};
use crate::ui::text::folded;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

/// Rows under the picture: one for each place, and the error.
const WORDS: u16 = 5;

/// How far the cars of a place are spread to both sides, and how far what is said of them reaches.
const SPREAD: f64 = 0.22;
const REACH: f64 = 0.36;

pub fn panes(area: Rect) -> Vec<Pane<Codes>> {
    let [picture, words] = split_below(area, WORDS.min(area.height / 2));
    vec![Pane::new(picture, draw), Pane::new(words, draw_words)]
}

fn draw(lab: &Codes, area: Rect, buf: &mut Buffer, look: &Look) {
    let x_name = if lab.codes().is_some() {
        "code"
    } else {
        "place"
    };
    let plane = Plane {
        x: (0.4, 3.6),
        y: (5.0, 50.0),
        x_name: "",
        y_name: "miles per gallon",
    };
    let grid = plane.grid(area);
    if grid.plot.is_empty() {
        return;
    }
    // Between the codes there is nothing: their names stand in place of numbers.
    plane.draw_upper(
        Rect {
            height: area.height.saturating_sub(2),
            ..area
        },
        buf,
        look,
    );
    let theme = &look.theme;
    let rule = look.pick("─", "-").repeat(usize::from(grid.plot.width));
    put(
        buf,
        grid.plot.x,
        grid.plot.bottom(),
        &rule,
        grid.plot.width,
        theme.dim,
    );
    for (place, name) in PLACES.iter().enumerate() {
        let at = lab.at(place);
        // Golden steps spread any number of cars evenly.
        let aside = |nth: usize| (nth as f64 * 0.618_034).fract() - 0.5;
        let cars = lab.cars[place].iter().enumerate();
        let cars = cars.map(|(nth, mpg)| [at + 2.0 * SPREAD * aside(nth), *mpg]);
        spot::draw(cars, Spot::Grain, &grid, theme.dim, buf, look);
        let level = |mpg: f64, pen, style, buf: &mut Buffer| {
            let ends = [[at - REACH, mpg], [at + REACH, mpg]];
            stroke::segment(&grid, ends, pen, style, buf, look);
        };
        level(lab.means()[place], Pen::Dashed, theme.first, buf);
        if lab.codes().is_none() {
            level(lab.said()[place], Pen::Solid, theme.second, buf);
        }
        let label = match lab.codes() {
            Some(_) => format!("{x_name} {at:.0}: {name}"),
            None => (*name).to_owned(),
        };
        if let Some((column, _)) = grid.cell([at, 20.0]) {
            let x = column.saturating_sub(label.chars().count() as u16 / 2);
            put(buf, x, grid.plot.bottom() + 1, &label, u16::MAX, theme.text);
        }
    }
    if let Some(line) = lab.line() {
        let ends = [0.5, 3.5].map(|code| [code, line.predict(code)]);
        stroke::line(&grid, ends, Pen::Solid, theme.second, buf, look);
    }
}

fn draw_words(lab: &Codes, area: Rect, buf: &mut Buffer, look: &Look) {
    let theme = &look.theme;
    let mut y = area.y;
    let mut line = |words: &str, style| {
        if y < area.bottom() {
            put(
                buf,
                area.x + 1,
                y,
                &folded(words, look),
                area.width.saturating_sub(1),
                style,
            );
            y += 1;
        }
    };
    let signs = [Pen::Dashed, Pen::Solid].map(|pen| pen.sign(look));
    line(
        &format!(
            "{:<8}{:>8}{:>14}{:>14}",
            "place",
            "goes in",
            format!("{} mean mpg", signs[0]),
            format!("{} comes out", signs[1])
        ),
        theme.dim,
    );
    for (place, name) in PLACES.iter().enumerate() {
        let words = format!(
            "{name:<8}{:>8}{:>14}{:>14}",
            lab.goes_in(place),
            figure(lab.means()[place]),
            figure(lab.said()[place])
        );
        line(&words, theme.text);
    }
    line(
        &format!(
            "off by {:.2} mpg over all cars (root of the mean square)",
            lab.error()
        ),
        theme.strong,
    );
}
