//! The picture: both curves, or one weight of each run bit by bit, with what an update does to it.

use super::facts::{RUNS, from_to};
use super::update::{Move, bits, neighbours};
use super::{BATCH, Bits, CURVES, ROUNDED, WHOLE};
use crate::labs::Height;
use crate::labs::pane::Pane;
use crate::labs::training::{self, Curve};
use crate::msg::Checkpoint;
use crate::ui::Look;
use crate::ui::chrome::put;
use crate::ui::number::many;
use crate::ui::plot::plane::Plane;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;
use std::sync::Arc;

/// Rows of the weights without and with empty ones between.
const TIGHT: u16 = 11;
const LOOSE: u16 = 13;

/// Columns of the line of numbers at most.
const LINE: u16 = 64;

pub fn height(lab: &Bits) -> Height {
    match lab.view {
        CURVES => Height::new(9, 14, 24),
        _ => Height::new(TIGHT, LOOSE, LOOSE),
    }
}

pub fn panes(lab: &Bits, area: Rect) -> Vec<Pane<Bits>> {
    match lab.view {
        CURVES => vec![Pane::new(area, curves)],
        _ => vec![Pane::new(area, weights)],
    }
}

/// The share of held-out digits that are read rightly, epoch by epoch.
fn curves(lab: &Bits, area: Rect, buf: &mut Buffer, look: &Look) {
    let latest = lab.runs.iter().filter_map(|run| run.latest());
    let shares = latest.flat_map(|at| training::accuracies(at));
    let plane = Plane {
        x: (0.0, lab.epochs as f64),
        y: (training::floor(shares.map(|[_, share]| share)), 1.0),
        x_name: "epoch",
        y_name: "val_accuracy",
    };
    let values = |at: &Checkpoint| {
        let newest = at.last_epoch().and_then(|it| it.val_accuracy);
        newest.map_or(String::new(), |share| format!("{share:.4}"))
    };
    let runs = [WHOLE, ROUNDED].map(|run| {
        let latest = lab.runs[run].latest().map(Arc::as_ref);
        Curve::new(RUNS[run].0, latest, training::accuracies, values)
    });
    training::curves(&runs, &plane, area, buf, look);
}

/// One weight of each run, and how many weights an update moves.
fn weights(lab: &Bits, area: Rect, buf: &mut Buffer, look: &Look) {
    let theme = &look.theme;
    let mut rows = Rows { area, buf };
    let [unit, answer] = from_to(lab.nth);
    let updates = many(lab.runs[ROUNDED].steps(), "update");
    let head = format!(
        "from unit {unit} to answer {answer}, after {updates}; what {BATCH} digits ask of it:"
    );
    rows.put(&[(&head, theme.dim)]);
    for (run, style) in [(WHOLE, theme.first), (ROUNDED, theme.second)] {
        let update = lab.update(run).and_then(|it| it.of_weight(lab.nth));
        let Some(it) = update else {
            rows.put(&[(RUNS[run].0, style), (" are not there yet", theme.dim)]);
            continue;
        };
        let gap = RUNS[ROUNDED].0.len() - RUNS[run].0.len();
        let value = format!("{:gap$}  {:.8}", "", it.before);
        rows.put(&[(RUNS[run].0, style), (&value, theme.strong)]);
        let [sign, exponent, fraction] = bits(it.before, run == ROUNDED);
        rows.put(&[
            ("  sign ", theme.dim),
            (&sign, theme.text),
            ("  exponent ", theme.dim),
            (&exponent, theme.text),
            ("  fraction ", theme.dim),
            (&fraction, style),
        ]);
        let after = match it.after == it.before {
            true => ", where it was".to_owned(),
            false => String::new(),
        };
        let words = format!("  a move by {:+.8}: to {:.8}{after}", it.wanted, it.after);
        rows.put(&[(&words, theme.text)]);
        if run == ROUNDED {
            line_of_numbers(&it, rows.next(3), rows.buf, look);
        }
        if area.height >= LOOSE {
            rows.next(1);
        }
    }
    let share = |run: usize| match lab.update(run) {
        Some(update) => format!("{:.1}%", 100.0 * update.moved),
        None => "?".to_owned(),
    };
    let (whole, rounded) = (share(WHOLE), share(ROUNDED));
    rows.put(&[
        ("that update moves ", theme.dim),
        (&format!("float32 {whole}"), theme.first),
        (", ", theme.dim),
        (&format!("bfloat16 {rounded}"), theme.second),
        (" of weights with a slope", theme.dim),
    ]);
}

/// Rows that are written one after the other.
struct Rows<'a> {
    area: Rect,
    buf: &'a mut Buffer,
}

impl Rows<'_> {
    /// The next so many, or what is left of them.
    fn next(&mut self, rows: u16) -> Rect {
        let height = rows.min(self.area.height);
        let taken = Rect {
            height,
            ..self.area
        };
        self.area.y += height;
        self.area.height -= height;
        taken
    }

    fn put(&mut self, parts: &[(&str, Style)]) {
        let row = self.next(1);
        let mut x = row.x;
        for (text, style) in parts.iter().filter(|_| row.height > 0) {
            put(
                self.buf,
                x,
                row.y,
                text,
                row.right().saturating_sub(x),
                *style,
            );
            x += text.chars().count() as u16;
        }
    }
}

/// The bfloat16 numbers about a weight, with what lies half way between them, and how far it is to move.
fn line_of_numbers(it: &Move, area: Rect, buf: &mut Buffer, look: &Look) {
    let theme = &look.theme;
    let indented = Rect {
        x: area.x + 2,
        width: area.width.saturating_sub(2).min(LINE),
        ..area
    };
    if indented.height < 3 || indented.width < 40 {
        return;
    }
    let [below, above] = neighbours(it.before).map(f64::from);
    let weight = f64::from(it.before);
    let last = f64::from(indented.width - 1);
    let column = |value: f64| {
        let share = ((value - below) / (above - below)).clamp(0.0, 1.0);
        indented.x + (share * last).round() as u16
    };
    let (y, right) = (indented.y, indented.right() - 1);
    let rule = look.pick("─", "-").repeat(usize::from(indented.width));
    put(buf, indented.x, y + 1, &rule, indented.width, theme.dim);
    for value in [below, weight, above] {
        put(
            buf,
            column(value),
            y + 1,
            look.pick("┬", "+"),
            1,
            theme.strong,
        );
    }
    let (from, to) = (column(weight), column(weight + it.wanted));
    for half in [(below + weight) / 2.0, (weight + above) / 2.0] {
        put(buf, column(half), y + 1, look.pick("┴", "."), 1, theme.dim);
        // The arrow comes first.
        let at = column(half).saturating_sub(3);
        if at > from.max(to) || at + 7 <= from.min(to) {
            put(buf, at, y, "halfway", 7, theme.dim);
        }
    }
    for x in from.min(to)..=from.max(to) {
        put(buf, x, y, look.pick("─", "-"), 1, theme.accent);
    }
    let wanted = weight + it.wanted;
    if wanted < below || wanted > above {
        put(buf, (from + to) / 2 - 4, y, " beyond ", 8, theme.accent);
    }
    put(buf, from, y, look.pick("●", "o"), 1, theme.second);
    if to != from {
        let tip = if to > from {
            look.pick("→", ">")
        } else {
            look.pick("←", "<")
        };
        put(buf, to, y, tip, 1, theme.accent);
    }
    let labels = [below, weight, above].map(|value| format!("{value:.8}"));
    let width = |label: &String| label.len() as u16;
    let places = [
        indented.x,
        from.saturating_sub(width(&labels[1]) / 2),
        (right + 1).saturating_sub(width(&labels[2])),
    ];
    for ((label, x), style) in labels
        .iter()
        .zip(places)
        .zip([theme.dim, theme.strong, theme.dim])
    {
        put(buf, x, y + 2, label, width(label), style);
    }
}
