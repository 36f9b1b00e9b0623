//! The time machine's picture: val_loss after each epoch of two runs on one scale, where on it the
//! learner looks, and the same digit at some of these moments.

use super::Autoencoder;
use super::pictures::Frame;
use crate::labs::pane::split_below;
use crate::labs::training::{Curve, curves};
use crate::ui::Look;
use crate::ui::chrome::put;
use crate::ui::plot::digit::{self, Picture};
use crate::ui::plot::plane::{Grid, Plane};
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

/// Rows of both, at the least and at the most.
pub const LEAST: u16 = 13;
pub const MOST: u16 = 28;

/// The losses that are drawn: an untrained network lies far above, and so does a bottleneck of 2 in its
/// first epochs.
const LOSSES: (f64, f64) = (0.01, 0.05);

/// Curves above, pictures below.
pub fn draw(lab: &Autoencoder, area: Rect, buf: &mut Buffer, look: &Look) {
    let high = (area.height / 2).clamp(5, 10);
    let frame = match high {
        7.. => (14, 7, (0, 0)),
        _ => (10, 5, (4, 4)),
    };
    let [plot, pictures] = split_below(area, (frame.1 + 1).min(area.height));
    curve(lab, plot, buf, look);
    strip(&lab.frames, frame, pictures, buf, look);
}

fn curve(lab: &Autoencoder, area: Rect, buf: &mut Buffer, look: &Look) {
    let Some(shown) = lab.past_shown() else {
        let words = "No epoch yet: Space trains, and each one is kept.";
        put(buf, area.x, area.y, words, area.width, look.theme.dim);
        return;
    };
    let beside = lab.past_beside();
    let runs = [Some(shown), beside].into_iter().flatten();
    let longest = runs.map(|past| past.latest.epoch.max(past.latest.epochs));
    let plane = Plane {
        x: (0.0, longest.max().unwrap_or(1) as f64),
        y: LOSSES,
        x_name: "epoch",
        y_name: "val_loss",
    };
    let names = [Some(shown), beside].map(|past| past.map(|past| format!("run {}", past.number)));
    let drawn = [Some(shown), beside].into_iter().zip(&names);
    let drawn: Vec<Curve> = drawn
        .filter_map(|(past, name)| Some(Curve::of_epochs(name.as_ref()?, Some(&past?.latest))))
        .collect();
    let grid = curves(&drawn, &plane, area, buf, look);
    marks(lab, &grid, buf, look);
}

/// Where forks began, and where the learner looks.
fn marks(lab: &Autoencoder, grid: &Grid, buf: &mut Buffer, look: &Look) {
    let runs = [lab.past_shown(), lab.past_beside()].into_iter().flatten();
    for past in runs {
        let begun = past.origin.map(|origin| origin.epoch);
        let place = begun.and_then(|epoch| Some([epoch as f64, past.val_loss(epoch)?]));
        if let Some((column, row)) = place.and_then(|place| grid.cell(place)) {
            put(buf, column, row, look.pick("○", "o"), 1, look.theme.strong);
        }
    }
    let moment = lab.moment_shown() as f64;
    if let Some((column, _)) = grid.cell([moment, LOSSES.0]) {
        let row = grid.plot.bottom();
        put(buf, column, row, look.pick("▲", "^"), 1, look.theme.accent);
        for y in grid.plot.y..grid.plot.bottom() {
            if buf[(column, y)].symbol() == " " {
                put(buf, column, y, look.pick("┊", ":"), 1, look.theme.dim);
            }
        }
    }
}

/// The digit as it went in, then as it came back, each with what it is and its error below.
fn strip(
    frames: &[Frame],
    (wide, high, crop): (u16, u16, (u8, u8)),
    area: Rect,
    buf: &mut Buffer,
    look: &Look,
) {
    let gap = 1;
    for (x, frame) in (area.x..area.right())
        .step_by(usize::from(wide + gap))
        .zip(frames)
    {
        let place = Rect {
            x,
            width: wide,
            height: high,
            ..area
        };
        if area.intersection(place) != place {
            return;
        }
        let picture = Picture::new(&frame.pixels, 28).cropped(crop);
        digit::draw(&picture, place, buf, look);
        let words = match frame.moment {
            None => "went in".to_owned(),
            // Without the zero before the point: there are ten columns.
            Some((run, epoch)) => {
                let error = format!("{:.3}", frame.error);
                format!("{run}:{epoch} {}", error.trim_start_matches('0'))
            }
        };
        put(buf, x, place.bottom(), &words, wide, look.theme.text);
    }
}
