//! What helps against shifts: a row for each cure, with its accuracy at every distance, and with noise,
//! which it was not made for.

use super::super::{Cure, Robustness};
use crate::labs::scope;
use crate::labs::shift_map::shade;
use crate::train::shifts::{REACH, ShiftMap};
use crate::ui::Look;
use crate::ui::chrome::put;
use crate::ui::number::many;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;
use std::sync::OnceLock;

/// Rows: two of heads, five cures, and the words.
pub const ROWS: u16 = 9;
pub const LEAST: u16 = 7;

/// Columns of a cure's name, and of a number.
const NAME: u16 = 29;
const CELL: u16 = 5;

/// Where the column of shifts along both axes begins, and that of noise.
const BOTH: u16 = NAME + 5 * CELL + 2;
const NOISE: u16 = BOTH + CELL + 1;

/// A cure as a row: the accuracies along an axis, that along both, and that with noise.
struct Row {
    name: String,
    along: [f64; 5],
    both: f64,
    noise: f64,
    style: Style,
}

/// The table.
pub fn draw(lab: &Robustness, area: Rect, buf: &mut Buffer, look: &Look) {
    let theme = &look.theme;
    let mut write = |x: u16, y: u16, words: &str, style: Style| {
        if x < area.width && y < area.height {
            put(buf, area.x + x, area.y + y, words, area.width - x, style);
        }
    };
    write(0, 0, "% right of all test digits", theme.text);
    write(NAME, 0, "shifted along an axis", theme.text);
    write(BOTH, 0, "both", theme.text);
    write(NOISE, 0, "noise", theme.text);
    write(0, 1, "cure", theme.dim);
    for (column, by) in (0..).zip(0..=REACH) {
        write(NAME + CELL * column, 1, &format!("{by:>4}"), theme.dim);
    }
    write(BOTH, 1, &format!("{REACH:>4}"), theme.dim);
    write(NOISE, 1, " 10 %", theme.dim);
    for (at, (row, y)) in rows(lab, look).iter().zip(2..).enumerate() {
        write(0, y, &row.name, row.style);
        let told = lab.score || at == 0;
        let mut cell = |x: u16, share: f64| {
            let (words, style) = match share.is_finite() {
                _ if !told => ("?".to_owned(), theme.dim),
                true => (format!("{:.0}", 100.0 * share), shade(share, look)),
                false => (look.pick("–", "-").to_owned(), theme.dim),
            };
            write(x, y, &format!("{words:>4}"), style);
        };
        for (column, share) in (0..).zip(row.along) {
            cell(NAME + CELL * column, share);
        }
        cell(BOTH, row.both);
        cell(NOISE, row.noise);
        if at == 0 {
            write(NOISE + 4, y, "*", theme.dim);
        }
    }
    let words = "*: measured before, with PyTorch, two seeds each; the rest is computed now";
    write(0, 7, words, theme.dim);
}

fn rows(lab: &Robustness, look: &Look) -> [Row; 5] {
    let theme = &look.theme;
    let known = |name: String, noise: f64, style, cure| {
        let map = lab.cure(cure);
        let around = |by| map.map_or([f64::NAN; 2], |map: &ShiftMap| map.around(by));
        Row {
            name,
            along: std::array::from_fn(|by| around(by as isize)[0]),
            both: around(REACH)[1],
            noise,
            style,
        }
    };
    let elsewhere = |name: &str, [along, both, noise]: [&str; 3]| Row {
        name: name.to_owned(),
        along: measured(along),
        both: measured(both)[4],
        noise: measured(noise)[0],
        style: theme.text,
    };
    let own = match lab.run.latest() {
        Some(at) if at.step > 0 => format!("yours: {}", many(at.step, "update")),
        _ => "yours: untrained".to_owned(),
    };
    let noisy = measured("dense_noise")[0];
    [
        known("none".into(), noisy, theme.strong, Cure::None),
        elsewhere(
            "convolutional network *",
            ["cnn_axis", "cnn_diagonal", "cnn_noise"],
        ),
        elsewhere(
            "shifts in training *",
            ["augmented_axis", "augmented_diagonal", "augmented_noise"],
        ),
        known(own, f64::NAN, theme.second, Cure::Shifts),
        known(
            "centring by mass".into(),
            f64::NAN,
            theme.text,
            Cure::Centred,
        ),
    ]
}

/// Series of `data/measured.toml` that the table quotes.
const SERIES: [&str; 7] = [
    "dense_noise",
    "cnn_axis",
    "cnn_diagonal",
    "cnn_noise",
    "augmented_axis",
    "augmented_diagonal",
    "augmented_noise",
];

/// What `data/measure_shifts.py` found, at shifts of 0 to 4 where it is a series, read once; not numbers
/// where there is none of that name.
pub fn measured(name: &str) -> [f64; 5] {
    static FOUND: OnceLock<[[f64; 5]; SERIES.len()]> = OnceLock::new();
    let found = FOUND.get_or_init(|| SERIES.map(|name| scope::series("shifts", name)));
    let at = SERIES.iter().position(|known| *known == name);
    at.map_or([f64::NAN; 5], |at| found[at])
}
