//! One bar a leaf: its log density or the density itself, as a length from zero and as a number.

use crate::labs::likelihood::Likelihood;
use crate::ui::Look;
use crate::ui::chrome::put;
use crate::ui::number::figure;
use crate::ui::plot::sparkline;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

/// Columns of a log density.
const LOG: u16 = 6;

/// The least columns a bar needs to compare.
const LEAST_BAR: u16 = 3;

/// Columns of a leaf, its log density, a bar, and the gap after it.
pub const COLUMN: u16 = 20;

/// The ends of the bars in nats, for centimetres: no leaf has more, and one that has less says so.
/// They stay, whatever the curve does.
const ENDS: (f64, f64) = (-10.0, 3.0);

/// A leaf that gets a bar.
struct Entry {
    /// Its length, or its width where lengths are judged by a line.
    leaf: f64,
    log: f64,
}

/// So many columns hold the bars of all leaves under their heads.
pub fn columns(lab: &Likelihood, height: u16) -> u16 {
    let rows = usize::from(height.saturating_sub(1)).max(1);
    u16::try_from(lab.reading.logs.len().div_ceil(rows)).unwrap_or(u16::MAX)
}

/// Draws the bars, as many columns of them as it takes. Where not all find room, the leaves of
/// the lowest density come first and the others together last.
pub fn draw(lab: &Likelihood, area: Rect, buf: &mut Buffer, look: &Look) {
    // The leaf, its log density, and the gaps after them.
    let leaf = lab.unit().decimals as u16 + 2;
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
    let ends = ends(lab);
    let columns = (entries.len().div_ceil(usize::from(rows)) as u16).clamp(1, most);
    let width = area.width / columns;
    let what = if lab.tells_logs() { "log f" } else { "    f" };
    let head = match (rest, lab.has_line()) {
        (true, _) => format!("lowest {}", what.trim_start()),
        (_, true) => format!("{:>1$}  {what}", "x", usize::from(leaf)),
        _ => format!("{:>1$}  {what}", lab.unit().name, usize::from(leaf)),
    };
    for column in 0..columns {
        let line = Rect {
            x: area.x + column * width,
            width: width.saturating_sub(1),
            height: 1,
            ..area
        };
        match lab.tells_logs() {
            true => draw_head(&head, words, ends, line, buf, look),
            false => put(buf, line.x, line.y, &head, line.width, look.theme.text),
        }
    }
    for (i, entry) in entries[..shown].iter().enumerate() {
        let (column, row) = (i as u16 / rows, i as u16 % rows);
        let line = Rect {
            x: area.x + column * width,
            y: area.y + 1 + row,
            width: width.saturating_sub(1),
            height: 1,
        };
        match lab.tells_logs() {
            true => draw_one(lab, entry, ends, line, buf, look),
            false => draw_density(lab, entry, line, buf, look),
        }
    }
    if rest {
        let others: f64 = entries[shown..].iter().map(|entry| entry.log).sum();
        let of_others = format!(": {}", figure(others));
        let told = if lab.tells_logs() {
            of_others
        } else {
            String::new()
        };
        let words = format!("+{} more{told}", entries.len() - shown);
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

/// The ends in the unit chosen: another unit adds the same to every log density.
fn ends(lab: &Likelihood) -> (f64, f64) {
    let more = -lab.unit().per_cm.ln();
    (ENDS.0 + more, ENDS.1 + more)
}

/// The cells left of zero, of so many.
fn zero((low, high): (f64, f64), cells: u16) -> u16 {
    (high / (high - low) * f64::from(cells)).round() as u16
}

/// What the numbers are, and over the bars where they begin and where they end.
fn draw_head(head: &str, words: u16, ends: (f64, f64), line: Rect, buf: &mut Buffer, look: &Look) {
    put(buf, line.x, line.y, head, line.width, look.theme.text);
    let start = line.x + words;
    let cells = line.right().saturating_sub(start);
    let at = start + zero(ends, cells);
    let last = format!("{:.0}", ends.0);
    put(buf, at, line.y, "0", 1, look.theme.dim);
    // Without colour the side says it.
    if at > start + 1 {
        put(buf, start, line.y, "+", 1, look.theme.dim);
    }
    let end = line.right().saturating_sub(last.len() as u16);
    if end > at + 1 {
        put(buf, end, line.y, &last, u16::MAX, look.theme.dim);
    }
}

fn draw_one(
    lab: &Likelihood,
    entry: &Entry,
    (low, high): (f64, f64),
    line: Rect,
    buf: &mut Buffer,
    look: &Look,
) {
    let decimals = lab.unit().decimals;
    let (leaf, wide) = (decimals + 2, usize::from(LOG));
    let words = format!(
        "{:>leaf$.decimals$} {:>wide$} ",
        entry.leaf,
        told(entry.log)
    );
    put(buf, line.x, line.y, &words, line.width, look.theme.text);
    let start = line.x + words.len() as u16;
    let cells = line.right().saturating_sub(start);
    let zero = zero((low, high), cells);
    // The less likely, the further to the right.
    if entry.log < 0.0 {
        let room = cells - zero;
        let mut bar = cut(entry.log / low, usize::from(room), look);
        if bar.is_empty() {
            bar.push_str(look.pick("▏", "|"));
        }
        put(buf, start + zero, line.y, &bar, room, look.theme.first);
    } else {
        let count = (entry.log / high * f64::from(zero))
            .round()
            .clamp(1.0, f64::from(zero.max(1)));
        let mut bar = look.pick("█", "#").repeat(count as usize);
        if entry.log > high {
            let rest = bar.chars().skip(1);
            bar = look.pick("◄", "<").chars().chain(rest).collect();
        }
        put(
            buf,
            (start + zero).saturating_sub(count as u16),
            line.y,
            &bar,
            zero,
            look.theme.good,
        );
    }
}

/// A leaf with its density, on the scale of the picture's axis.
fn draw_density(lab: &Likelihood, entry: &Entry, line: Rect, buf: &mut Buffer, look: &Look) {
    let decimals = lab.unit().decimals;
    let (leaf, wide) = (decimals + 2, usize::from(LOG));
    let density = entry.log.exp();
    let words = format!(
        "{:>leaf$.decimals$} {:>wide$} ",
        entry.leaf,
        told_density(density)
    );
    put(buf, line.x, line.y, &words, line.width, look.theme.text);
    let start = line.x + words.len() as u16;
    let room = line.right().saturating_sub(start);
    let share = density * lab.unit().per_cm / lab.top;
    let bar = cut(share, usize::from(room), look);
    put(buf, start, line.y, &bar, room, look.theme.first);
}

/// A share of so many columns as a bar; one that goes on beyond them says so at its end.
fn cut(share: f64, columns: usize, look: &Look) -> String {
    let mut bar = sparkline::bar(share, columns, look);
    if share > 1.0 && bar.pop().is_some() {
        bar.push_str(look.pick("►", ">"));
    }
    bar
}

/// A density in [`LOG`] columns.
fn told_density(density: f64) -> String {
    match density {
        0.0 => "0".to_owned(),
        ..0.0005 => format!("{density:.0e}"),
        ..9.99995 => format!("{density:.4}"),
        ..999.995 => format!("{density:.2}"),
        _ => format!("{density:.0}"),
    }
}

/// A log density in [`LOG`] columns, none of its figures cut.
fn told(log: f64) -> String {
    match log.abs() {
        ..99.995 => format!("{log:.2}"),
        ..999.95 => format!("{log:.1}"),
        ..99_999.5 => format!("{log:.0}"),
        _ => format!("{log:.0e}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_log_density_keeps_its_width_and_none_of_its_figures_is_cut() {
        for exponent in -20..=76 {
            let log = -(1.3_f64.powi(exponent));
            let told = told(log);
            assert!(told.len() <= usize::from(LOG), "{told}");
            let read: f64 = told.parse().expect("a number");
            let near = (read / log - 1.0).abs() < 0.34 || (read - log).abs() < 0.006;
            assert!(near, "{told} is not {log}");
        }
    }

    #[test]
    fn a_density_keeps_its_width_and_reads_as_it_is() {
        for exponent in -700..=20 {
            let density = 1.5_f64.powi(exponent);
            let told = told_density(density);
            assert!(told.len() <= usize::from(LOG), "{told}");
            let read: f64 = told.parse().expect("a number");
            assert!(
                (read / density - 1.0).abs() < 0.34,
                "{told} is not {density}"
            );
        }
        assert_eq!(told_density(0.0), "0");
    }

    #[test]
    fn a_bar_that_is_cut_says_so_in_either_sign() {
        use crate::ui::plain;
        for (ascii, end) in [(false, '►'), (true, '>')] {
            let look = plain(ascii);
            for columns in 1..9 {
                assert!(!cut(1.0, columns, &look).contains(end));
                let bar = cut(1.2, columns, &look);
                assert!(
                    bar.ends_with(end) && bar.chars().count() == columns,
                    "{bar}"
                );
            }
        }
    }

    #[test]
    fn nothing_below_zero_reaches_over_it() {
        for cells in 1..40 {
            assert!(zero(ENDS, cells) < cells.max(2));
        }
        assert_eq!(zero((-10.0, 0.0), 9), 0);
    }
}
