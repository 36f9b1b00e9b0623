//! Ten probabilities as ten bars, on a scale of powers of ten: so the next likely one is seen where
//! the answer is sure.

use crate::stats::Answer;
use crate::ui::Look;
use crate::ui::chrome::put;
use crate::ui::plot::sparkline;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use std::ops::Range;

/// The least probability that has a bar: 10 to the power of minus this.
const DECADES: f64 = 6.0;

/// Columns before the bars and after them.
const BEFORE: u16 = 4;
const AFTER: u16 = 8;

/// Rows of the bars with their axis.
pub const ROWS: u16 = 11;

/// A row for each digit, and the axis under them. `truth` is what the label says, where it is told.
pub fn draw(p: &[f32], truth: Option<usize>, area: Rect, buf: &mut Buffer, look: &Look) {
    let Some(answer) = Answer::of(p).filter(|_| area.width > BEFORE + AFTER) else {
        return;
    };
    let theme = &look.theme;
    let wide = area.width - BEFORE - AFTER;
    for (digit, (&p, y)) in p.iter().zip(area.y..area.bottom()).enumerate() {
        let (mark, style) = match digit {
            _ if digit == answer.class => (look.pick("●", "@"), theme.first),
            _ if digit == answer.next => (look.pick("○", "o"), theme.second),
            _ => (" ", theme.dim),
        };
        put(buf, area.x, y, mark, 1, style);
        let named = if truth == Some(digit) {
            theme.good
        } else {
            theme.text
        };
        put(buf, area.x + 2, y, &digit.to_string(), 1, named);
        let share = (f64::from(p).log10() + DECADES) / DECADES;
        let bar = sparkline::bar(share.max(0.0), wide.into(), look);
        put(buf, area.x + BEFORE, y, &bar, wide, style);
        let number = match p {
            ..1e-9 if p > 0.0 => format!("{p:.0e}"),
            ..1e-3 if p > 0.0 => format!("{p:.1e}"),
            0.99995.. => ">0.9999".to_owned(),
            _ => format!("{p:.4}"),
        };
        put(buf, area.x + BEFORE + wide + 1, y, &number, AFTER, style);
        if truth == Some(digit) {
            let sign = look.pick("◄", "<");
            put(buf, area.right() - 1, y, sign, 1, theme.good);
        }
    }
    if area.height >= ROWS {
        axis(area.x + BEFORE, area.y + 10, wide, buf, look);
    }
}

/// Where each power of ten stands, as many of them as there is room for: the ends first.
fn axis(x: u16, y: u16, wide: u16, buf: &mut Buffer, look: &Look) {
    let mut taken: Vec<Range<u16>> = Vec::new();
    for (p, label) in [(1e-6, "1e-6"), (1.0, "1"), (1e-2, "0.01"), (1e-4, "1e-4")] {
        let share = (f64::log10(p) + DECADES) / DECADES;
        let long = label.len() as u16;
        let end = (share * f64::from(wide)).round() as u16;
        let left = end.saturating_sub(long * u16::from(share > 0.0));
        let meets = |other: &Range<u16>| left < other.end + 1 && other.start < left + long + 1;
        if left + long <= wide && !taken.iter().any(meets) {
            put(buf, x + left, y, label, long, look.theme.dim);
            taken.push(left..left + long);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ui::plain;

    #[test]
    fn powers_of_ten_that_would_run_into_each_other_are_left_out() {
        let look = plain(true);
        for wide in 1..60 {
            let mut buf = Buffer::empty(Rect::new(0, 0, 80, 1));
            axis(0, 0, wide, &mut buf, &look);
            let row: String = (0..80).map(|x| buf[(x, 0)].symbol()).collect();
            for word in row.split_whitespace() {
                assert!(
                    ["1e-6", "1e-4", "0.01", "1"].contains(&word),
                    "{wide}: {row}"
                );
            }
            assert!(row[wide.into()..].trim().is_empty(), "{wide}: {row}");
            assert_eq!(row.starts_with("1e-6"), wide >= 4, "{wide}: {row}");
        }
    }
}
