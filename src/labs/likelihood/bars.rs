//! One bar a leaf: its log density, as a length from zero and as a number.

use crate::labs::likelihood::Likelihood;
use crate::ui::Look;
use crate::ui::chrome::put;
use crate::ui::number::figure;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

/// Columns of a log density.
const LOG: u16 = 6;

/// The least columns a bar needs to compare.
const LEAST_BAR: u16 = 3;

/// A leaf that gets a bar.
struct Entry {
    /// Its length, or its width where lengths are judged by a line.
    leaf: f64,
    log: f64,
}

/// Draws the bars, as many columns of them as it takes. Where not all find room, the leaves of
/// the lowest density come first and the others together last.
pub fn draw(lab: &Likelihood, area: Rect, buf: &mut Buffer, look: &Look) {
    // The leaf, its log density, and the gaps after them.
    let leaf = lab.unit.decimals as u16 + 2;
    let words = leaf + LOG + 2;
    if area.height < 2 || area.width < words + LEAST_BAR {
        return;
    }
    let rows = area.height - 1;
    let most = area.width / (words + LEAST_BAR);
    let room = usize::from(rows * most);
    let mut entries = entries(lab);
    let rest = entries.len() > room;
    if rest {
        entries.sort_by(|a, b| a.log.total_cmp(&b.log));
    } else {
        entries.sort_by(|a, b| a.leaf.total_cmp(&b.leaf));
    }
    let shown = if rest { room - 1 } else { entries.len() };
    let scale = scale(&entries[..shown]);
    let columns = (entries.len().div_ceil(usize::from(rows)) as u16).clamp(1, most);
    let width = area.width / columns;
    let head = match (rest, lab.has_line()) {
        (true, _) => format!("lowest {shown} log f"),
        (_, true) => format!("{:>1$}  log f", "x", usize::from(leaf)),
        _ => format!("{:>1$}  log f", lab.unit.name, usize::from(leaf)),
    };
    put(buf, area.x, area.y, &head, width, look.theme.text);
    for (i, entry) in entries[..shown].iter().enumerate() {
        let (column, row) = (i as u16 / rows, i as u16 % rows);
        let line = Rect {
            x: area.x + column * width,
            y: area.y + 1 + row,
            width: width.saturating_sub(1),
            height: 1,
        };
        draw_one(lab, entry, scale, line, buf, look);
    }
    if rest {
        let others: f64 = entries[shown..].iter().map(|entry| entry.log).sum();
        let words = format!("+{} more: {}", entries.len() - shown, figure(others));
        let x = area.x + (columns - 1) * width;
        put(buf, x, area.bottom() - 1, &words, width, look.theme.text);
    }
}

fn entries(lab: &Likelihood) -> Vec<Entry> {
    let which = if lab.has_line() { 0 } else { 1 };
    let leaves = lab.leaves();
    let both = leaves.iter().zip(&lab.reading.logs);
    let entry = |(leaf, &log): (&[f64; 2], &f64)| Entry {
        leaf: leaf[which],
        log,
    };
    both.map(entry).collect()
}

/// The ends of the bars' scale: they double where they must, so that the scale seldom moves.
fn scale(entries: &[Entry]) -> (f64, f64) {
    let logs = || entries.iter().map(|entry| entry.log);
    let low = logs().fold(0.0, f64::min);
    let high = logs().fold(0.0, f64::max);
    let above = if high > 0.0 { doubled(high) } else { 0.0 };
    (-doubled(-low), above)
}

/// The first of 5, 10, 20, 40, ... that is no smaller.
fn doubled(x: f64) -> f64 {
    let mut end = 5.0;
    while end < x {
        end *= 2.0;
    }
    end
}

fn draw_one(
    lab: &Likelihood,
    entry: &Entry,
    (low, high): (f64, f64),
    line: Rect,
    buf: &mut Buffer,
    look: &Look,
) {
    let decimals = lab.unit.decimals;
    let log = if entry.log.abs() < 999.5 {
        format!("{:.2}", entry.log)
    } else {
        format!("{:.0}", entry.log)
    };
    let log: String = log.chars().take(usize::from(LOG)).collect();
    let (leaf, wide) = (decimals + 2, usize::from(LOG));
    let words = format!("{:>leaf$.decimals$} {log:>wide$} ", entry.leaf);
    put(buf, line.x, line.y, &words, line.width, look.theme.text);
    let start = words.len() as u16;
    let cells = f64::from(line.width.saturating_sub(start));
    // The less likely, the further to the right.
    let cell = |value: f64| ((high - value) / (high - low) * cells).round() as u16;
    let (from, to) = (cell(entry.log.max(0.0)), cell(entry.log.min(0.0)));
    let style = match entry.log < 0.0 {
        true => look.theme.first,
        false => look.theme.good,
    };
    let bar = look.pick("▆", "=").repeat(usize::from((to - from).max(1)));
    put(buf, line.x + start + from, line.y, &bar, u16::MAX, style);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_scale_holds_every_bar_and_zero() {
        let entry = |log| Entry { leaf: 0.0, log };
        assert_eq!(scale(&[entry(-0.3)]), (-5.0, 0.0));
        assert_eq!(scale(&[entry(-11.0), entry(3.5)]), (-20.0, 5.0));
    }
}
