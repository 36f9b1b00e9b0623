//! The picture: what is so against what the network says, the errors, the learning curve, or the
//! columns; and below it the run with its errors.

use super::settings::VIEWS;
use super::{Regression, columns};
use crate::labs::Height;
use crate::labs::pane::{Pane, split_below};
use crate::labs::training::{self, Curve};
use crate::train::{Checkpoint, EpochReport};
use crate::ui::Look;
use crate::ui::plot::legend::{self, Entry};
use crate::ui::plot::plane::Plane;
use crate::ui::plot::spot::{self, Spot};
use crate::ui::plot::stroke::{self, Pen};
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use std::sync::Arc;

/// Rows under the picture: the run, and its errors, which take two rows where it is narrow.
const WORDS: u16 = 3;
const NARROW: u16 = 74;

pub fn height(_width: u16) -> Height {
    Height::new(10, 15, 26)
}

/// What is shown over the run.
pub fn panes(lab: &Regression, area: Rect) -> Vec<Pane<Regression>> {
    // What was done to the columns has nothing to do with a run.
    if VIEWS[lab.settings.view] == "columns" {
        return vec![Pane::new(area, columns::draw)];
    }
    let rows = if area.width < NARROW {
        WORDS
    } else {
        WORDS - 1
    };
    let [picture, words] = split_below(area, rows.min(area.height));
    let draw = match VIEWS[lab.settings.view] {
        "residuals" => draw_residuals,
        "curve" => draw_curve,
        _ => draw_fit,
    };
    vec![Pane::new(picture, draw), Pane::new(words, draw_words)]
}

/// On the diagonal what is said is so.
fn draw_fit(lab: &Regression, area: Rect, buf: &mut Buffer, look: &Look) {
    let (from, to) = lab.judged.range();
    let [actual, predicted] = ["actual", "predicted"].map(|it| format!("{it} {}", lab.measure()));
    let plane = Plane {
        x: (from, to),
        y: (from, to),
        x_name: &actual,
        y_name: &predicted,
    };
    let grid = plane.draw(area, buf, look);
    let ends = [[from, from], [to, to]];
    stroke::segment(&grid, ends, Pen::Dashed, look.theme.dim, buf, look);
    let (learn, held) = (&lab.judged.learn, &lab.judged.held);
    spot::draw(
        learn.iter().copied(),
        Spot::Grain,
        &grid,
        look.theme.first,
        buf,
        look,
    );
    spot::draw(
        held.iter().copied(),
        Spot::Point,
        &grid,
        look.theme.second,
        buf,
        look,
    );
}

/// How far above or below what is so it says, over what it says.
fn draw_residuals(lab: &Regression, area: Rect, buf: &mut Buffer, look: &Look) {
    let (from, to) = lab.judged.range();
    let half = (to - from) / 3.0;
    let predicted = format!("predicted {}", lab.measure());
    let plane = Plane {
        x: (from, to),
        y: (-half, half),
        x_name: &predicted,
        y_name: "residual: actual - predicted",
    };
    let grid = plane.draw(area, buf, look);
    stroke::segment(
        &grid,
        [[from, 0.0], [to, 0.0]],
        Pen::Dashed,
        look.theme.dim,
        buf,
        look,
    );
    let residual = |[actual, said]: &[f64; 2]| [*said, actual - said];
    let (learn, held) = (&lab.judged.learn, &lab.judged.held);
    spot::draw(
        learn.iter().map(residual),
        Spot::Grain,
        &grid,
        look.theme.first,
        buf,
        look,
    );
    spot::draw(
        held.iter().map(residual),
        Spot::Point,
        &grid,
        look.theme.second,
        buf,
        look,
    );
}

/// Roots of both losses, which have the unit of what is predicted.
fn draw_curve(lab: &Regression, area: Rect, buf: &mut Buffer, look: &Look) {
    let run = lab.run.latest().map(Arc::as_ref);
    let learned = Curve::new(
        "rows it learns from",
        run,
        |at| roots(at, |it| Some(it.loss)),
        |at| last(at, |it| Some(it.loss)),
    );
    let unseen = Curve::new(
        "unseen rows",
        run,
        |at| roots(at, |it| it.val_loss),
        |at| last(at, |it| it.val_loss),
    );
    let y_name = match lab.scales_target() {
        true => "root of the loss, in standard deviations".to_owned(),
        false => format!("root of the loss, {}", lab.unit()),
    };
    let top = |points: Vec<[f64; 2]>| points.iter().map(|[_, y]| *y).fold(0.0, f64::max);
    let most = run.map_or(0.0, |at| {
        top(roots(at, |it| Some(it.loss))).max(top(roots(at, |it| it.val_loss)))
    });
    // The first epochs stand far above the rest, and would press it flat.
    let least = if lab.scales_target() { 1.2 } else { 8.0 };
    let plane = Plane {
        x: (0.0, lab.settings.learning.epochs as f64),
        y: (0.0, if most > 0.0 { most.min(least) } else { least }),
        x_name: "epoch",
        y_name: &y_name,
    };
    training::curves(&[learned.brief(), unseen], &plane, area, buf, look);
}

fn roots(at: &Checkpoint, loss: fn(&EpochReport) -> Option<f64>) -> Vec<[f64; 2]> {
    let known = at.epoch_reports.iter();
    let known = known.filter_map(|report| Some([report.epoch as f64, loss(report)?.sqrt()]));
    known.filter(|[_, root]| root.is_finite()).collect()
}

fn last(at: &Checkpoint, loss: fn(&EpochReport) -> Option<f64>) -> String {
    let last = at.last_epoch().and_then(loss);
    last.map_or(String::new(), |loss| format!("{:.2}", loss.sqrt()))
}

fn draw_words(lab: &Regression, area: Rect, buf: &mut Buffer, look: &Look) {
    let [rest, run] = split_below(area, 1.min(area.height));
    training::progress(&lab.run, "rows", lab.lack(), run, buf, look);
    let (theme, judged) = (&look.theme, &lab.judged);
    let mut words: Vec<Entry> = vec![
        vec![(
            format!("val_mae {}", lab.told(judged.val_mae())),
            theme.strong,
        )],
        vec![(format!("mean {}", lab.told(judged.mean_mae)), theme.dim)],
    ];
    if matches!(VIEWS[lab.settings.view], "fit" | "residuals") {
        for (spot, style, rows, what) in [
            (Spot::Point, theme.second, judged.held.len(), "unseen"),
            (Spot::Grain, theme.first, judged.learn.len(), "learned"),
        ] {
            words.push(vec![
                (format!("{} ", spot.sign(look)), style),
                (format!("{rows} {what}"), theme.dim),
            ]);
        }
    }
    legend::draw(&words, rest, buf, look);
}
