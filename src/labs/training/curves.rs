//! Runs side by side: their curves on one pair of axes, and below a line for each with its sign, its
//! name and its values, so that nothing is told by colour alone.

use crate::labs::pane::split_below;
use crate::train::{Checkpoint, Place, State};
use crate::ui::Look;
use crate::ui::chrome::put;
use crate::ui::plot::plane::{Grid, Plane};
use crate::ui::plot::stroke::{self, Pen};
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;
use unicode_width::UnicodeWidthStr;

/// Points of a curve: more than a plot has dots are of no use.
const FINE: usize = 256;

/// A run to be drawn.
pub struct Curve<'a> {
    name: &'a str,
    at: Option<&'a Checkpoint>,
    points: Vec<[f64; 2]>,
    values: String,
    /// It is over and done with: what it does now is not said.
    stands: bool,
    /// Its name and its values say enough.
    brief: bool,
}

impl<'a> Curve<'a> {
    /// A run under its name, as what is measured over its epochs, with its newest values in words.
    pub fn new(
        name: &'a str,
        at: Option<&'a Checkpoint>,
        measured: fn(&Checkpoint) -> Vec<[f64; 2]>,
        values: fn(&Checkpoint) -> String,
    ) -> Self {
        Self {
            name,
            at,
            points: at.map(measured).unwrap_or_default(),
            values: at.map(values).unwrap_or_default(),
            stands: false,
            brief: false,
        }
    }

    /// The losses of a run, batch by batch, told by those of its last epoch.
    pub fn of_losses(name: &'a str, at: Option<&'a Checkpoint>) -> Self {
        Self::new(name, at, losses, |at| {
            let [loss, val_loss] = at.losses();
            let loss = loss.map(|loss| format!("loss {loss:.4}"));
            let val_loss = val_loss.map(|loss| format!("val_loss {loss:.4}"));
            let known: Vec<String> = loss.into_iter().chain(val_loss).collect();
            known.join("  ")
        })
    }

    /// The losses of a run, batch by batch, told by the last of them alone.
    pub fn of_batches(name: &'a str, at: Option<&'a Checkpoint>) -> Self {
        Self::new(name, at, losses, |at| {
            at.curve
                .last()
                .map_or(String::new(), |loss| format!("{loss:.4}"))
        })
    }

    /// What a run comes to on its test set, epoch by epoch.
    pub fn of_epochs(name: &'a str, at: Option<&'a Checkpoint>) -> Self {
        let measured = |at: &Checkpoint| {
            let known = at.epoch_reports.iter();
            let known = known.filter_map(|report| Some([report.epoch as f64, report.val_loss?]));
            known.filter(|[_, loss]| loss.is_finite()).collect()
        };
        Self::new(name, at, measured, |at| {
            let last = at.last_epoch().and_then(|report| report.val_loss);
            last.map_or(String::new(), |loss| format!("{loss:.4}"))
        })
    }

    /// The same of a run that will not go on.
    pub fn standing(self) -> Self {
        Self {
            stands: true,
            ..self
        }
    }

    /// The same told by its name and its values alone.
    pub fn brief(self) -> Self {
        Self {
            brief: true,
            ..self
        }
    }

    /// What is said of a worker that has not begun, or is gone.
    fn words(&self) -> &str {
        match self.at.and_then(|at| at.place.as_ref()) {
            Some(Place::Waits(says) | Place::Gone(says)) => says,
            Some(Place::On(_)) | None => "",
        }
    }

    /// What is to be said of the run itself, and how.
    fn state(&self, look: &Look) -> (&str, Style) {
        let theme = &look.theme;
        match self.at.map(|at| &at.state) {
            _ if self.brief => ("", theme.dim),
            None if self.stands => ("none yet", theme.dim),
            _ if self.stands => ("", theme.dim),
            _ if self.at.is_some_and(Checkpoint::is_away) => (self.words(), theme.accent),
            None => ("untrained", theme.dim),
            Some(State::Running | State::Validating) => ("", theme.text),
            Some(State::Queued(_)) => ("waits for a core", theme.accent),
            Some(State::Paused | State::Stopped) => ("paused", theme.accent),
            Some(State::Finished) => ("done", theme.good),
            Some(State::Failed(reason)) => (reason, theme.bad),
        }
    }
}

/// The loss of every batch, over the epochs.
fn losses(at: &Checkpoint) -> Vec<[f64; 2]> {
    let losses = at.curve.resample(FINE);
    let epochs = at.step as f64 / at.batches.max(1) as f64;
    let each = epochs / losses.len().max(1) as f64;
    let place = |nth: usize| (nth as f64 + 0.5) * each;
    let numbered = losses.into_iter().enumerate();
    let points = numbered.map(|(nth, loss)| [place(nth), f64::from(loss)]);
    points.filter(|[_, loss]| loss.is_finite()).collect()
}

/// The share of the test set that is classified rightly, epoch by epoch.
pub fn accuracies(at: &Checkpoint) -> Vec<[f64; 2]> {
    let known = at.epoch_reports.iter();
    known
        .filter_map(|report| Some([report.epoch as f64, report.val_accuracy?]))
        .collect()
}

/// Where an axis of shares begins, of which these are drawn: if all lie near 1, they are told apart there.
pub fn floor(shares: impl Iterator<Item = f64>) -> f64 {
    let least = shares.reduce(f64::min).unwrap_or(0.0);
    let floors = [0.8, 0.5].into_iter();
    floors.filter(|floor| least >= *floor).fold(0.0, f64::max)
}

/// Draws up to three runs, the first of them solid, the others above it in strokes that let it through where
/// they run along it. Returns where values fall.
pub fn curves(runs: &[Curve], plane: &Plane, area: Rect, buf: &mut Buffer, look: &Look) -> Grid {
    let [plot, lines] = split_below(area, (runs.len() as u16).min(area.height));
    let grid = plane.draw(plot, buf, look);
    let [first, second] = [look.theme.first, look.theme.second];
    let pens = [
        (Pen::Solid, first),
        (Pen::Dashed, second),
        (Pen::Dotted, look.theme.text),
    ];
    for (at, run) in runs.iter().enumerate() {
        let (pen, style) = pens[at.min(pens.len() - 1)];
        draw(&run.points, &grid, pen, style, plane.y.1, buf, look);
    }
    let wide = runs.iter().map(|run| run.name.width()).max().unwrap_or(0);
    for ((run, (pen, style)), y) in runs.iter().zip(pens).zip(lines.rows().map(|row| row.y)) {
        let sign = pen.long_sign(look);
        let epoch = run.at.filter(|_| !run.brief).map(|at| {
            let begun = at.epoch + usize::from(at.batch > 0);
            format!("epoch {:>2}/{}", begun, at.epochs)
        });
        let words = [
            (sign, style),
            (format!("{:<wide$}", run.name), look.theme.text),
            (epoch.unwrap_or_default(), look.theme.text),
            (run.values.clone(), look.theme.strong),
            {
                let (state, style) = run.state(look);
                (state.to_owned(), style)
            },
        ];
        let mut x = lines.x;
        for (words, style) in words.iter().filter(|(words, _)| !words.is_empty()) {
            put(buf, x, y, words, lines.right().saturating_sub(x), *style);
            x = x.saturating_add(words.width() as u16 + 2);
        }
    }
    grid
}

/// One curve. Where it is above the plot a sign at the top says so.
fn draw(
    points: &[[f64; 2]],
    grid: &Grid,
    pen: Pen,
    style: Style,
    top: f64,
    buf: &mut Buffer,
    look: &Look,
) {
    if grid.plot.is_empty() {
        return;
    }
    stroke::path(grid, points, pen, style, buf, look);
    for [x, _] in points.iter().filter(|[_, y]| *y > top) {
        if let Some((column, row)) = grid.cell([*x, grid.at_share([0.0, 1.0])[1]]) {
            put(buf, column, row, look.pick("▲", "^"), 1, style);
        }
    }
}
