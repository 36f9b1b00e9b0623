//! What the lab shows of its network: one digit, ten of them, the program, or the curve of its loss.

use crate::dataset::idx::SIDE;
use crate::labs::autoencoder::Autoencoder;
use crate::labs::autoencoder::pictures::{MANY, Pair};
use crate::labs::autoencoder::settings::Panel;
use crate::labs::autoencoder::{five, inside, list, timeline};
use crate::labs::training::{Curve, curves};
use crate::ui::Look;
use crate::ui::chrome::put;
use crate::ui::plot::digit::{self, Picture};
use crate::ui::plot::plane::Plane;
use crate::ui::plot::sheet::Sheet;
use crate::ui::plot::sparkline;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use std::sync::Arc;
use unicode_width::UnicodeWidthStr;

/// Rows of a digit at full size.
pub const LARGE: u16 = 14;

/// Rows below which a digit cannot be recognized.
pub const SMALL: u16 = 7;

/// Rows of the program, in Rust and in Python.
pub const PROGRAM: u16 = 13;

/// Rows of the curves, at the least and at the most.
pub const CURVES: (u16, u16) = (10, 18);

/// The highest loss that is drawn; a sign at the top stands for a curve above it. What is compared
/// lies below: the seed job comes there in its second epoch.
const MOST_LOSS: f64 = 0.04;

/// The chosen panel first, then the others while there is room.
pub fn draw(lab: &Autoencoder, area: Rect, buf: &mut Buffer, look: &Look) {
    let first = lab.settings.panel();
    let is_code = |panel| matches!(panel, Panel::Rust | Panel::Keras);
    let others = [Panel::One, Panel::Ten, Panel::Rust]
        .into_iter()
        .filter(|&p| p != first && !(is_code(p) && is_code(first)));
    let mut top = area.y;
    for panel in std::iter::once(first).chain(others) {
        let left = area.bottom() - top;
        let wanted = match panel {
            Panel::One | Panel::Draw => left.clamp(SMALL, LARGE),
            Panel::Ten => ten_layout(area.width).height(),
            Panel::Rust | Panel::Keras => lab.program_rows(),
            Panel::Curves => left.clamp(CURVES.0, CURVES.1),
            Panel::Five => left.clamp(five::HIGH, 2 * five::HIGH - 1),
            Panel::Layers => inside::layers::HIGH,
            Panel::Flow => inside::flow::HIGH,
            Panel::Units => left.clamp(inside::units::HIGH, 4 * inside::units::HIGH),
            Panel::Unit => inside::unit::HIGH,
            Panel::Update => inside::update::HIGH,
            Panel::Time => left.clamp(timeline::LEAST, timeline::MOST),
            Panel::Runs => list::height(lab).clamp(list::LEAST, left.max(list::LEAST)),
        };
        // A blank line above each, where it costs nothing; the first may be cut, no other.
        let gap = u16::from(wanted < left);
        if panel != first && wanted + 1 > left {
            continue;
        }
        let height = wanted.min(left - gap);
        let place = Rect {
            y: top + gap,
            height,
            ..area
        };
        match panel {
            Panel::One => one(lab, place, buf, look),
            Panel::Ten => ten(lab, place, buf, look),
            Panel::Rust | Panel::Keras => program(lab, panel, place, buf, look),
            Panel::Curves => losses(lab, place, buf, look),
            Panel::Time => timeline::draw(lab, place, buf, look),
            Panel::Runs => list::draw(lab, place, buf, look),
            Panel::Draw => drawn(lab, place, buf, look),
            Panel::Five => five::draw(lab, place, buf, look),
            Panel::Layers => inside::layers::draw(lab, place, buf, look),
            Panel::Flow => inside::flow::draw(lab, place, buf, look),
            Panel::Units => inside::units::draw(lab, place, buf, look),
            Panel::Unit => inside::unit::draw(lab, place, buf, look),
            Panel::Update => inside::update::draw(lab, place, buf, look),
        }
        top = place.bottom();
    }
}

/// The loss of this run, and of the one that it took the place of.
fn losses(lab: &Autoencoder, area: Rect, buf: &mut Buffer, look: &Look) {
    let [now, before] = [lab.run.latest(), lab.run.before()].map(|at| at.map(Arc::as_ref));
    let planned = [now.map(|at| at.epochs), before.map(|at| at.epoch + 1)];
    let longest = planned.into_iter().flatten().max();
    let plane = Plane {
        x: (
            0.0,
            longest.unwrap_or(0).max(lab.settings.learning.epochs) as f64,
        ),
        y: (0.0, MOST_LOSS),
        x_name: "epoch",
        y_name: "loss",
    };
    let runs = [
        Curve::of_losses("this run", now),
        Curve::of_losses("the one before", before).standing(),
    ];
    let _ = curves(&runs, &plane, area, buf, look);
}

/// Columns between input and output.
const BETWEEN: u16 = 20;

/// Where input, code and output stand.
fn beside(area: Rect) -> [Rect; 3] {
    let high = area.height.min(LARGE);
    let wide = 2 * high;
    let x = area.x + area.width.saturating_sub(2 * wide + BETWEEN) / 2;
    let columns = [
        (x, wide),
        (x + wide + 2, BETWEEN - 4),
        (x + wide + BETWEEN, wide),
    ];
    columns.map(|(x, width)| {
        Rect {
            x,
            width,
            height: high,
            ..area
        }
        .intersection(area)
    })
}

/// Input, code, output.
fn one(lab: &Autoencoder, area: Rect, buf: &mut Buffer, look: &Look) {
    let Some(pair) = lab.pairs.first() else {
        return;
    };
    let [left, middle, right] = beside(area);
    digit::draw(&Picture::new(&pair.input, 28), left, buf, look);
    digit::draw(&Picture::new(&pair.output, 28), right, buf, look);
    between(pair, middle, buf, look);
}

/// Where the pad stands.
pub fn pad(area: Rect) -> Rect {
    let [left, ..] = beside(area);
    Sheet::of(SIDE, left).frame
}

/// The same with the digit as a sheet to draw on.
fn drawn(lab: &Autoencoder, area: Rect, buf: &mut Buffer, look: &Look) {
    let Some(pair) = lab.pairs.first() else {
        return;
    };
    let [_, middle, right] = beside(area);
    lab.brush.draw_over(&pair.input, pad(area), buf, look);
    digit::draw(&Picture::new(&pair.output, 28), right, buf, look);
    between(pair, middle, buf, look);
}

/// The column between the pictures: what goes in, the code as bars, what is lost.
fn between(pair: &Pair, area: Rect, buf: &mut Buffer, look: &Look) {
    let mut line = |y: u16, text: &str, style| {
        if y < area.height {
            put(buf, area.x, area.y + y, text, area.width, style);
        }
    };
    let Some(last) = area.height.checked_sub(1) else {
        return;
    };
    let tall = area.height > 9;
    line(0, &format!("test digit {}", pair.index), look.theme.dim);
    if tall {
        line(1, &format!("a handwritten {}", pair.label), look.theme.dim);
    }
    let top = if tall { 3 } else { 1 };
    let highest = pair.code.iter().fold(0.0f32, |a, b| a.max(b.abs()));
    // The bars' scale is the code's own, and says so.
    let up_to = look.pick("≤", "<=");
    line(
        top,
        &format!("code {}, {up_to} {highest:.1}", pair.code.len()),
        look.theme.text,
    );
    let values: Vec<_> = pair.code.iter().map(|v| Some(f64::from(v.abs()))).collect();
    let rows = usize::from(last.saturating_sub(top + 2));
    // Eight bars a row with air between them, or sixteen without.
    let (per_row, air) = if values.len() <= 8 * rows {
        (8, " ")
    } else {
        (16, "")
    };
    for (y, values) in (top + 1..).zip(values.chunks(per_row).take(rows)) {
        let bars = sparkline::bars(values, (0.0, f64::from(highest)), look);
        let bars: Vec<String> = bars.chars().map(String::from).collect();
        line(y, &bars.join(air), look.theme.second);
    }
    if pair.noise > 0.0 {
        let words = format!("noise {:.4}", pair.noise);
        line(last.saturating_sub(2), &words, look.theme.text);
    }
    line(
        last.saturating_sub(1),
        &format!("error {:.4}", pair.error),
        look.theme.strong,
    );
    line(
        last,
        look.pick("◄ input output ►", "< input output >"),
        look.theme.dim,
    );
}

/// How the strip of pairs is laid out at a width.
struct TenLayout {
    wide: u16,
    high: u16,
    /// Pixels left out at each side, and at top and bottom: MNIST keeps its edges free.
    crop: (u8, u8),
}

impl TenLayout {
    /// A line of words above each row of digits, and the errors under them.
    fn height(&self) -> u16 {
        2 * self.high + 3
    }
}

/// Rows of the strip of pairs at a width.
pub fn rows_of_ten(width: u16) -> u16 {
    ten_layout(width).height()
}

fn ten_layout(width: u16) -> TenLayout {
    match width {
        130.. => TenLayout {
            wide: 12,
            high: 6,
            crop: (2, 2),
        },
        90.. => TenLayout {
            wide: 9,
            high: 5,
            crop: (4, 4),
        },
        70.. => TenLayout {
            wide: 7,
            high: 5,
            crop: (5, 4),
        },
        _ => TenLayout {
            wide: 6,
            high: 4,
            crop: (5, 4),
        },
    }
}

/// Ten digits above, what comes back below, and each error.
fn ten(lab: &Autoencoder, area: Rect, buf: &mut Buffer, look: &Look) {
    let Some(pairs) = lab.pairs.get(1..) else {
        return;
    };
    let layout = ten_layout(area.width);
    let mean = pairs.iter().map(|p| p.error).sum::<f64>() / pairs.len().max(1) as f64;
    let lower = layout.high + 1;
    let above = "one test digit of each class".to_owned();
    let below = format!("what comes back, and its error: {mean:.4} on average");
    // With noise the means are told of more digits than these, as tasks and bets have them.
    let captions = match lab.many {
        Some([went_in, came_back]) => [
            (
                0,
                format!("{above}; error of {MANY} as they go in: {went_in:.4}"),
            ),
            (lower, format!("{below}, {came_back:.4} over {MANY} digits")),
        ],
        None => [(0, above), (lower, below)],
    };
    for (y, text) in captions {
        if y < area.height {
            put(buf, area.x, area.y + y, &text, area.width, look.theme.dim);
        }
    }
    let count = pairs.len() as u16;
    let gap = (area.width.saturating_sub(count * layout.wide) / count.max(1)).min(2);
    for (column, pair) in (0..).zip(pairs) {
        let x = area.x + column * (layout.wide + gap);
        for (y, pixels) in [(1, &pair.input), (lower + 1, &pair.output)] {
            let place = Rect {
                x,
                y: area.y + y,
                width: layout.wide,
                height: layout.high,
            };
            let picture = Picture::new(pixels, 28).cropped(layout.crop);
            if area.intersection(place) == place {
                digit::draw(&picture, place, buf, look);
            }
        }
        let y = lower + 1 + layout.high;
        if y < area.height && x + layout.wide <= area.right() {
            put(
                buf,
                x + 1,
                area.y + y,
                &match layout.wide {
                    7.. => format!("{:.4}", pair.error),
                    // Without the zero before the point, so that two do not touch.
                    _ => format!("{:.4}", pair.error)
                        .trim_start_matches('0')
                        .to_owned(),
                },
                layout.wide,
                look.theme.strong,
            );
        }
    }
}

/// The running program: both languages where there is room for every line of both.
fn program(lab: &Autoencoder, panel: Panel, area: Rect, buf: &mut Buffer, look: &Look) {
    let (rust, keras) = (lab.program(Panel::Rust), lab.program(Panel::Keras));
    let widest = |text: &str| text.lines().map(str::width).max().unwrap_or(0) as u16;
    let both = widest(rust).max(widest(keras)) < area.width / 2;
    let half = Rect {
        width: area.width / 2,
        ..area
    };
    let columns: Vec<(&str, Rect)> = match (both, panel) {
        (true, _) => vec![
            (rust, half),
            (
                keras,
                Rect {
                    x: area.x + half.width,
                    ..half
                },
            ),
        ],
        (false, Panel::Keras) => vec![(keras, area)],
        (false, _) => vec![(rust, area)],
    };
    for (text, place) in columns {
        for (y, line) in (place.y..place.bottom()).zip(text.lines()) {
            put(
                buf,
                place.x,
                y,
                line,
                place.width.saturating_sub(1),
                look.theme.first,
            );
        }
    }
}
