//! Drawing the samples: a grain for what each one says, their mean so far, and the truth.

use super::{Divisor, MOST, VARIANCE};
use crate::labs::pane::{Pane, split_below};
use crate::ui::Look;
use crate::ui::number::{figure, grouped, short};
use crate::ui::plot::legend::{self, Entry};
use crate::ui::plot::plane::Plane;
use crate::ui::plot::spot::{self, Spot};
use crate::ui::plot::stroke::{self, Pen};
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

/// How high the axis of the variance reaches, in cm^2: some samples lie beyond it.
const TOP: f64 = 4.0;

/// From this width on numbers and legend take a row each.
const BROAD: u16 = 70;

/// The picture over its words.
pub fn panes(area: Rect) -> Vec<Pane<Divisor>> {
    let rows = match area.height {
        0..=4 => 1,
        _ if area.width < BROAD => 4,
        _ => 2,
    };
    let [top, words] = split_below(area, rows.min(area.height));
    vec![Pane::new(top, draw), Pane::new(words, draw_words)]
}

fn draw(lab: &Divisor, area: Rect, buf: &mut Buffer, look: &Look) {
    let plane = Plane {
        x: (0.0, MOST as f64),
        y: (0.0, TOP),
        x_name: "samples",
        y_name: "variance, cm²",
    };
    let grid = plane.draw(area, buf, look);
    let counted = || (1..).map(f64::from);
    let means: Vec<[f64; 2]> = counted().zip(lab.running()).map(|(x, y)| [x, y]).collect();
    // Grains keep off the lines, which would be lost among them without colour.
    let grains = means
        .iter()
        .zip(lab.estimates())
        .filter_map(|(&[x, mean], y)| {
            let cell = grid.cell([x, y]).filter(|_| y <= TOP)?;
            let lines = [mean, VARIANCE].map(|line| grid.cell([x, line]));
            (!lines.contains(&Some(cell))).then_some([x, y])
        });
    spot::draw(grains, Spot::Grain, &grid, look.theme.dim, buf, look);
    let truth = [[0.0, VARIANCE], [MOST as f64, VARIANCE]];
    stroke::segment(&grid, truth, Pen::Dashed, look.theme.good, buf, look);
    stroke::path(&grid, &means, Pen::Solid, look.theme.accent, buf, look);
}

fn draw_words(lab: &Divisor, area: Rect, buf: &mut Buffer, look: &Look) {
    let theme = &look.theme;
    let average = lab.average().map_or("none yet".to_owned(), figure);
    let number = |words: String, style| -> Entry { vec![(words, style)] };
    let numbers = [
        number(format!("mean of all samples {average}"), theme.accent),
        number(format!("truth {}", short(VARIANCE)), theme.text),
        number(
            format!("{} samples of {} leaves", grouped(lab.drawn as u64), lab.n),
            theme.text,
        ),
    ];
    let entry = |sign: &str, style, words: &str| -> Entry {
        vec![(sign.to_owned(), style), (format!(" {words}"), theme.dim)]
    };
    let signs = [
        entry(Spot::Grain.sign(look), theme.dim, "one sample"),
        entry(Pen::Solid.sign(look), theme.accent, "mean so far"),
        entry(Pen::Dashed.sign(look), theme.good, "the true σ²"),
    ];
    legend::draw_groups(&[&numbers, &signs], area, buf, look);
}
