//! How many pixels must be changed until a right answer is wrong: a row for each number.

use super::super::seen::median;
use super::super::{MOST_PIXELS, Robustness};
use crate::ui::Look;
use crate::ui::chrome::put;
use crate::ui::plot::sparkline;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

/// The numbers of pixels that share a row, from the first to the last.
const BINS: [(usize, usize); 10] = [
    (1, 1),
    (2, 2),
    (3, 3),
    (4, 4),
    (5, 5),
    (6, 6),
    (7, 8),
    (9, 12),
    (13, 20),
    (21, MOST_PIXELS),
];

/// Rows: a head, the bins, what never broke, and the words.
pub const ROWS: u16 = 13;

/// Columns before a bar and after it, and of it at the most.
const BEFORE: u16 = 9;
const AFTER: u16 = 14;
const WIDE: u16 = 50;

/// The bars, and the median.
pub fn draw(lab: &Robustness, area: Rect, buf: &mut Buffer, look: &Look) {
    let theme = &look.theme;
    let mut row = |y: u16, x: u16, words: &str, style| {
        if y < area.height && x < area.width {
            put(buf, area.x + x, area.y + y, words, area.width - x, style);
        }
    };
    let known = lab.pixels.known(&lab.who()).filter(|_| lab.score);
    let Some(counts) = known else {
        let words = match lab.score {
            true => "Breaking digits, pixel by pixel...",
            false => "How many pixels it takes: hidden until you have bet",
        };
        return row(0, 0, words, theme.dim);
    };
    let of = counts.len();
    let title = format!("  pixels  digits, of {of} that were read rightly");
    row(0, 0, &title, theme.dim);
    let within = |(from, to): (usize, usize)| {
        let inside = |n: &&usize| (from..=to).contains(*n);
        counts.iter().flatten().filter(inside).count()
    };
    let never = counts.iter().filter(|n| n.is_none()).count();
    let all: Vec<usize> = BINS.map(within).into_iter().chain([never]).collect();
    let most = all.iter().copied().max().unwrap_or(0).max(1);
    let middle = median(counts);
    let wide = area.width.saturating_sub(BEFORE + AFTER).min(WIDE);
    for (at, (&count, y)) in all.iter().zip(1..).enumerate() {
        let bin = BINS.get(at);
        let name = match bin {
            Some((from, to)) if from == to => from.to_string(),
            Some((from, to)) => format!("{from} to {to}"),
            None => "more".to_owned(),
        };
        let is_middle = bin
            .zip(middle)
            .is_some_and(|(bin, n)| (bin.0..=bin.1).contains(&n));
        let style = if is_middle { theme.first } else { theme.dim };
        row(y, 0, &format!("{name:>8}"), theme.text);
        let bar = sparkline::bar(count as f64 / most as f64, wide.into(), look);
        row(y, BEFORE, &bar, style);
        let words = if is_middle { " the median" } else { "" };
        let after = BEFORE + bar.chars().count() as u16 + 1;
        row(y, after, &format!("{count}{words}"), style);
    }
    let few = within((1, 6));
    let words = format!("{few} of {of} break within 6 of their 784 pixels");
    row(ROWS - 1, 0, &words, theme.strong);
}
