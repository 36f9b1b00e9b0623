//! The picture: both curves, both maps, or the first kernels.

mod kernels;

use super::{CNN, CURVES, DENSE, DenseCnn, MAPS, READ};
use crate::event::{Mouse, MouseKind};
use crate::labs::pane::Pane;
use crate::labs::training::{self, Curve};
use crate::labs::{Height, shift_map};
use crate::msg::Checkpoint;
use crate::ui::Look;
use crate::ui::chrome::put;
use crate::ui::number::grouped;
use crate::ui::plot::plane::Plane;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use std::sync::Arc;

/// Rows over a map, and under it.
const OVER: u16 = 1;
const UNDER: u16 = 1;

/// Heights worth having.
pub fn height(lab: &DenseCnn, width: u16) -> Height {
    match lab.view {
        CURVES => Height::new(9, 14, 24),
        MAPS => {
            let rows = OVER + shift_map::HIGH + UNDER;
            Height::new(rows, rows, rows)
        }
        _ => {
            let rows = kernels::rows(width);
            Height::new(kernels::LEAST, rows, rows)
        }
    }
}

pub fn panes(lab: &DenseCnn, area: Rect) -> Vec<Pane<DenseCnn>> {
    match lab.view {
        CURVES => vec![Pane::new(area, curves)],
        MAPS => {
            let gap = area.width.saturating_sub(2 * shift_map::WIDE).min(6);
            let half = |before: u16| {
                let x = (area.x + before).min(area.right());
                let width = shift_map::WIDE.min(area.right() - x);
                Rect { x, width, ..area }
            };
            let right = half(shift_map::WIDE + gap);
            vec![
                Pane::new(half(0), |lab, area, buf, look| {
                    map(lab, DENSE, true, area, buf, look);
                })
                .touch(touch),
                // Without a gap the rows' names would be read as a column of the first map.
                Pane::new(
                    right,
                    match gap {
                        0 => |lab, area, buf, look| map(lab, CNN, false, area, buf, look),
                        _ => |lab, area, buf, look| map(lab, CNN, true, area, buf, look),
                    },
                )
                .touch(touch),
            ]
        }
        _ => vec![Pane::new(area, kernels::draw)],
    }
}

/// The map under its head.
fn under(area: Rect) -> Rect {
    let over = OVER.min(area.height);
    Rect {
        y: area.y + over,
        height: area.height - over,
        ..area
    }
}

/// A press looks at another shift.
fn touch(lab: &mut DenseCnn, mouse: Mouse, area: Rect) {
    let shift = shift_map::shift_at(mouse.x, mouse.y, under(area));
    if let Some(shift) = shift.filter(|_| mouse.kind == MouseKind::Press) {
        lab.shift = shift;
    }
}

/// The share of held-out digits that are read rightly, epoch by epoch.
fn curves(lab: &DenseCnn, area: Rect, buf: &mut Buffer, look: &Look) {
    let plane = Plane {
        x: (0.0, lab.epochs as f64),
        y: (0.8, 1.0),
        x_name: "epoch",
        y_name: "val_accuracy",
    };
    let values = |at: &Checkpoint| {
        let newest = at.last_epoch().and_then(|it| it.val_accuracy);
        let newest = newest.map_or(String::new(), |share| format!("{share:.4}"));
        match at.samples_per_second {
            pace if pace > 0.0 && at.is_working() => {
                format!("{newest} {} digits/s", grouped(pace as u64))
            }
            _ => newest,
        }
    };
    let name = |run: usize, what: &str| {
        let count = lab.parameters(run);
        format!("{what}, {} weights", grouped(count as u64))
    };
    let names = [name(CNN, "CNN"), name(DENSE, "dense")];
    let latest = |run: usize| lab.runs[run].latest().map(Arc::as_ref);
    let runs = [
        Curve::new(&names[0], latest(CNN), training::accuracies, values),
        Curve::new(&names[1], latest(DENSE), training::accuracies, values),
    ];
    training::curves(&runs, &plane, area, buf, look);
}

fn map(lab: &DenseCnn, run: usize, is_named: bool, area: Rect, buf: &mut Buffer, look: &Look) {
    let theme = &look.theme;
    let known = lab.map(run);
    // A glance is named as one.
    let of = known.map_or(String::new(), |map| {
        let first = if map.digits() < READ { "first " } else { "" };
        format!(" of {first}{}", grouped(map.digits() as u64))
    });
    let name = super::facts::RUNS[run].0;
    let head = format!("{name}: % right{of}, by shift");
    put(buf, area.x, area.y, &head, area.width, theme.strong);
    let shown = known.filter(|_| lab.shown);
    let draw = match is_named {
        true => shift_map::draw,
        false => shift_map::draw_beside,
    };
    draw(shown, lab.shift, under(area), buf, look);
    let y = area.y + OVER + shift_map::HIGH;
    if y >= area.bottom() {
        return;
    }
    let words = match (shown, lab.runs[run].latest()) {
        (Some(map), _) if lab.final_map(run).is_none() => format!(
            "still counting: {} of {} digits",
            grouped(map.digits() as u64),
            grouped(READ as u64)
        ),
        (Some(map), _) => {
            let at = |shift| 100.0 * map.at(shift);
            format!("unmoved {:.1}, here {:.1}", at([0, 0]), at(lab.shift))
        }
        (None, None) => "untrained".to_owned(),
        (None, Some(_)) if !lab.shown => "hidden until you have bet".to_owned(),
        (None, Some(_)) if lab.runs[run].is_wanted() => "it still learns".to_owned(),
        (None, Some(_)) => "reading the digits 81 times...".to_owned(),
    };
    put(buf, area.x, y, &words, area.width, theme.text);
}
