//! Digits over what comes back of their codes, beside a table of what each width costs.

use super::{BITS, Bytes};
use crate::codes::{Bits, Quantizer};
use crate::labs::coded::Coded;
use crate::stats::mean_squared_error;
use crate::ui::Look;
use crate::ui::chrome::put;
use crate::ui::number::figure;
use crate::ui::plot::digit::{self, Picture};
use crate::ui::plot::sparkline;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

/// How many are made ready: as many as the widest screen shows.
const MOST: usize = 12;

/// Columns of the table, and between two parts.
const TABLE: u16 = 38;
const GAP: u16 = 2;

/// Rows of a digit, at the most.
const TALL: u16 = 14;

/// A digit, and what comes back of its code.
pub struct Pair {
    input: Vec<f32>,
    output: Vec<f32>,
    /// The mean squared error between them.
    pub error: f64,
}

/// The pairs from a digit on, its code kept in so many bits a number.
pub fn pairs(coded: &Coded, bits: Bits, from: usize) -> Vec<Pair> {
    let quantizer = Quantizer::new(bits, coded.ranges.clone());
    let pair = |index| {
        let input = coded.digits.grey(index);
        let code = coded.encode(&input);
        let kept = code.iter().enumerate();
        let kept: Vec<f32> = kept
            .map(|(nth, &value)| quantizer.round(nth, value))
            .collect();
        let output = coded.decode(&kept);
        Pair {
            error: mean_squared_error(&input, &output),
            input,
            output,
        }
    };
    (from..coded.digits.len()).take(MOST).map(pair).collect()
}

/// Draws it.
pub fn draw(lab: &Bytes, area: Rect, buf: &mut Buffer, look: &Look) {
    if lab.pairs.is_empty() {
        let sentence = lab.data.sentence();
        return put(buf, area.x, area.y, sentence, area.width, look.theme.dim);
    }
    let left = Rect {
        width: area.width.saturating_sub(TABLE + GAP),
        ..area
    };
    let high = (area.height.saturating_sub(1) / 2)
        .min(TALL)
        .min(left.width / 2);
    let pitch = 2 * high + GAP;
    let count = (left.width + GAP) / pitch.max(1);
    for (pair, nth) in lab.pairs.iter().zip(0..count) {
        let upper = Rect {
            x: area.x + nth * pitch,
            width: 2 * high,
            height: high,
            ..area
        };
        let lower = Rect {
            y: upper.bottom(),
            ..upper
        };
        digit::draw(&Picture::new(&pair.input, 28), upper, buf, look);
        digit::draw(&Picture::new(&pair.output, 28), lower, buf, look);
        let words = figure(pair.error);
        put(
            buf,
            lower.x,
            lower.bottom(),
            &words,
            2 * high,
            look.theme.dim,
        );
    }
    let shown = count.min(lab.pairs.len() as u16);
    let table = area.x + shown * pitch;
    let right = Rect {
        x: table.min(area.right()),
        width: area.right().saturating_sub(table).min(TABLE + 20),
        ..area
    };
    draw_table(lab, right, buf, look);
}

/// A row for each width: bits, bytes, and the error over all test digits.
fn draw_table(lab: &Bytes, area: Rect, buf: &mut Buffer, look: &Look) {
    let Some(weighed) = lab.data.ready() else {
        return;
    };
    let theme = &look.theme;
    let mut y = area.y;
    let mut line = |words: &str, style| {
        if y < area.bottom() {
            put(buf, area.x, y, words, area.width, style);
        }
        y += 1;
    };
    line("    bits  bytes  error, all test digits", theme.dim);
    let most = weighed
        .errors
        .iter()
        .copied()
        .fold(weighed.mean_error, f64::max);
    let wide = usize::from(area.width.saturating_sub(24));
    let all = BITS.iter().zip(Bits::ALL).zip(weighed.errors).enumerate();
    for (place, ((name, bits), error)) in all {
        let is_chosen = place == lab.bits;
        let mark = if is_chosen {
            look.pick("►", ">")
        } else {
            " "
        };
        let told = lab.errors || place == 0;
        let (number, bar) = match told {
            true => (figure(error), sparkline::bar(error / most, wide, look)),
            false => ("?".to_owned(), String::new()),
        };
        let words = format!(
            "  {mark} {name:>4}  {:>5}  {number:<7} {bar}",
            bits.bytes(32)
        );
        line(&words, if is_chosen { theme.strong } else { theme.text });
    }
    let bar = sparkline::bar(weighed.mean_error / most, wide, look);
    line(
        &format!("    mean picture  {:<7} {bar}", figure(weighed.mean_error)),
        theme.dim,
    );
}
