//! What is in each batch: a column for some batches of the epoch, a row for each digit, ink for its share.

use crate::labs::pipeline::{BATCHES, Pipeline};
use crate::train::digits::CLASSES;
use crate::ui::Look;
use crate::ui::chrome::put;
use crate::ui::plot::digit::{level, sign};
use crate::ui::text::folded;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

/// Columns before the picture.
const BEFORE: u16 = 9;

/// Rows with the chain, the head, the axis and the line under it.
pub const ROWS: u16 = CLASSES as u16 + 5;

pub fn draw(lab: &Pipeline, area: Rect, buf: &mut Buffer, look: &Look) {
    let theme = &look.theme;
    let mut write = |x: u16, y: u16, words: &str, style| {
        if x < area.width && y < area.height {
            let words = folded(words, look);
            put(buf, area.x + x, area.y + y, &words, area.width - x, style);
        }
    };
    let [tenth, quarter, half, all] = [0.1, 0.25, 0.5, 1.0].map(sign);
    let scale = format!(
        "share of a batch: {tenth} a tenth, {quarter} a quarter, {half} a half, {all} all; the rest between"
    );
    write(0, 0, &scale, theme.dim);
    let wide = area.width.saturating_sub(BEFORE + 1);
    for class in 0..CLASSES as u16 {
        write(
            1,
            1 + class,
            &format!("digit {class}{}", look.pick("│", "|")),
            theme.text,
        );
    }
    let rule: String = (0..wide).map(|_| look.pick("─", "-")).collect();
    write(
        BEFORE - 1,
        11,
        &format!("{}{rule}", look.pick("└", "+")),
        theme.dim,
    );
    write(BEFORE, 12, "first batch", theme.dim);
    let last = format!("batch {BATCHES}");
    write(
        BEFORE + wide.saturating_sub(last.len() as u16),
        12,
        &last,
        theme.dim,
    );
    let Some(mixed) = &lab.mixed else {
        return write(BEFORE, 5, lab.labels.sentence(), theme.dim);
    };
    if !lab.shown {
        write(BEFORE + 2, 5, "? hidden until you have bet", theme.dim);
        return;
    }
    let words = format!(
        "{:.1} different digits in a batch on the average, {} in the poorest",
        mixed.classes(),
        mixed.fewest()
    );
    write(0, 13, &words, theme.strong);
    for column in 0..wide {
        let at = |column: u16| f64::from(column) / f64::from(wide);
        let shares = mixed.shares(at(column), at(column + 1));
        for (row, share) in (1..).zip(shares) {
            let (x, y) = (area.x + BEFORE + column, area.y + row);
            if y < area.bottom()
                && let Some(cell) = buf.cell_mut((x, y))
            {
                let ink = level(share as f32);
                cell.set_char(sign(share as f32))
                    .set_fg(look.theme.ink(ink));
            }
        }
    }
}
