//! Drawing the digit, and beside it both readings.

use super::layout::Layout;
use super::{FirstGuess, GROWTH, facts};
use crate::ui::Look;
use crate::ui::chrome::put;
use crate::ui::number::grouped;
use crate::ui::plot::digit::{self, Picture};
use crate::ui::plot::sparkline;
use crate::ui::text::wrap_text;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

/// Columns of the smallest digit that can be read, and of the words beside it.
const SMALL: u16 = 10;
const WORDS: u16 = 18;

/// Draws everything.
pub fn draw(lab: &FirstGuess, area: Rect, buf: &mut Buffer, look: &Look) {
    let Some(reading) = lab.shown() else {
        let sentence = lab.readings.sentence();
        return put(buf, area.x, area.y, sentence, area.width, look.theme.dim);
    };
    let picture = Picture::new(&reading.pixels, 28);
    let Some(layout) = Layout::of(area) else {
        return draw_small(lab, &picture, area, buf, look);
    };
    digit::draw(&picture, layout.digit, buf, look);
    if let Some(caption) = layout.caption {
        let digit = format!("test digit {}", grouped(reading.index as u64));
        let more = format!("{digit}: 28 x 28 numbers, one a pixel");
        let fits = more.len() <= usize::from(caption.width);
        let words = if fits { more } else { digit };
        put(
            buf,
            caption.x,
            caption.y,
            &words,
            caption.width,
            look.theme.dim,
        );
    }
    draw_table(lab, &layout, buf, look);
    write(&words(lab, look), layout.words(), buf, look);
}

/// A row for each digit: the learner's mark, and then the network's bar, number and mark.
fn draw_table(lab: &FirstGuess, layout: &Layout, buf: &mut Buffer, look: &Look) {
    let theme = &look.theme;
    let (table, bars) = (layout.table, layout.bars());
    let answered = lab.answered();
    put(buf, table.x + 4, table.y, "you", u16::MAX, theme.second);
    let head = match bars.width >= 30 {
        true => "the network: p of each digit",
        false => "the network",
    };
    put(buf, bars.x, table.y, head, bars.width, theme.first);
    for row in 0..10u8 {
        let y = layout.row(row.into());
        put(buf, table.x, y, &row.to_string(), 1, theme.strong);
        let yours = answered.is_some_and(|(answer, _)| answer == row);
        let (mark, style) = match yours {
            true => (look.pick("○", "o"), theme.second),
            false => (look.pick("·", "."), theme.dim),
        };
        put(buf, table.x + 5, y, mark, 1, style);
        let Some((_, reading)) = answered else {
            // Where its bars will be.
            let rail = look.pick("· ", ". ").repeat(usize::from(bars.width) / 2);
            put(buf, bars.x, y, &rail, bars.width, theme.dim);
            put(buf, bars.right() + 1, y, "?", 1, theme.dim);
            continue;
        };
        // One after the other: each row has its tenth of the time.
        let share = (10.0 * growth(lab, look) - f64::from(row)).clamp(0.0, 1.0);
        if share == 0.0 {
            continue;
        }
        let p = f64::from(reading.p[usize::from(row)]);
        let bar = sparkline::bar(share * p, bars.width.into(), look);
        put(buf, bars.x, y, &bar, bars.width, theme.first);
        let guess = row == reading.guess();
        let style = if guess { theme.strong } else { theme.dim };
        put(buf, bars.right() + 1, y, &format!("{p:.3}"), 5, style);
        if guess && growth(lab, look) == 1.0 {
            put(
                buf,
                bars.right() + 7,
                y,
                look.pick("●", "@"),
                1,
                theme.first,
            );
        }
    }
    if layout.axis {
        draw_axis(
            Rect {
                y: layout.row(9) + 1,
                height: 2,
                ..bars
            },
            buf,
            look,
        );
    }
}

/// From nothing to certainty.
fn draw_axis(area: Rect, buf: &mut Buffer, look: &Look) {
    let (last, style) = (area.width.saturating_sub(1), look.theme.dim);
    let line = look.pick("─", "-").repeat(area.width.into());
    put(buf, area.x, area.y, &line, area.width, style);
    for (at, label) in [(0, "0"), (last / 2, "0.5"), (last, "1")] {
        put(buf, area.x + at, area.y, look.pick("┬", "+"), 1, style);
        let left = (label.len() / 2) as u16;
        put(buf, area.x + at - left.min(at), area.y + 1, label, 3, style);
    }
}

/// How far the bars have grown, from 0 to 1.
fn growth(lab: &FirstGuess, look: &Look) -> f64 {
    match look.motion {
        true => f64::from(lab.grown) / f64::from(GROWTH),
        false => 1.0,
    }
}

/// What is said of both readings, once the bars are there.
fn words(lab: &FirstGuess, look: &Look) -> Vec<String> {
    let answered = lab.answered().filter(|_| growth(lab, look) == 1.0);
    let Some((answer, reading)) = answered else {
        return Vec::new();
    };
    vec![facts::verdict(answer, reading), facts::score(lab)]
}

/// A small digit with the words beside it; where there is no room for one, the words alone.
fn draw_small(lab: &FirstGuess, picture: &Picture, area: Rect, buf: &mut Buffer, look: &Look) {
    let across = area.width.saturating_sub(WORDS + 2);
    let wide = (2 * area.height).min(across) / 2 * 2;
    let mut beside = area;
    if wide >= SMALL {
        let (width, height) = (wide, wide / 2);
        digit::draw(
            picture,
            Rect {
                width,
                height,
                ..area
            },
            buf,
            look,
        );
        beside.x += wide + 2;
        beside.width -= wide + 2;
    }
    let mut words = words(lab, look);
    if lab.answered().is_none() {
        words.push("What do you read? Type the digit, 0 to 9.".to_string());
    }
    write(&words, beside, buf, look);
}

/// Sentences, each on lines of its own.
fn write(sentences: &[String], area: Rect, buf: &mut Buffer, look: &Look) {
    let lines = sentences.iter().flat_map(|s| wrap_text(s, area.width));
    for (line, y) in lines.zip(area.y..area.bottom()) {
        put(buf, area.x, y, line.trim_end(), area.width, look.theme.text);
    }
}
