//! The ledger: bytes a digit by each way to keep it, the share of the decoder apart, and the error that
//! each costs.

use super::{BITS, Bytes};
use crate::codes::Bits;
use crate::dataset::idx::PIXELS;
use crate::ui::Look;
use crate::ui::chrome::put;
use crate::ui::number::{figure, grouped};
use crate::ui::plot::sparkline;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

/// Rows of the table with its head, and of what is said under it.
pub const ROWS: u16 = 10;

/// Columns of the names, and of the numbers behind the bars.
const NAMES: u16 = 19;
const NUMBERS: u16 = 20;

/// The longest bar, in bytes a digit: a little more than the pixels take.
const MOST: f64 = 800.0;

/// A way to keep digits.
struct Way {
    name: String,
    /// Bytes a digit of its own, and its share of the decoder.
    bytes: Option<[f64; 2]>,
    error: Option<f64>,
    chosen: bool,
}

fn ways(lab: &Bytes) -> Vec<Way> {
    let Some((weighed, ledger)) = lab.data.ready().zip(lab.ledger()) else {
        return Vec::new();
    };
    let alone = |name: &str, bytes: f64, error: f64, shown: bool| Way {
        name: name.to_owned(),
        bytes: shown.then_some([bytes, 0.0]),
        error: shown.then_some(error),
        chosen: false,
    };
    let mut ways = vec![
        alone("raw pixels", PIXELS as f64, 0.0, true),
        alone("zstd, no loss", weighed.zstd, 0.0, true),
        alone(
            "1 bit a pixel, zstd",
            weighed.ink,
            weighed.ink_error,
            lab.rivals,
        ),
    ];
    let widths = BITS.iter().zip(Bits::ALL).zip(weighed.errors).enumerate();
    ways.extend(widths.map(|(place, ((name, bits), error))| Way {
        name: format!("codes, {name:>2} bit"),
        bytes: Some([bits.bytes(ledger.width) as f64, ledger.each(ledger.decoder)]),
        error: (lab.errors || place == 0).then_some(error),
        chosen: place == lab.bits,
    }));
    ways
}

/// Draws it.
pub fn draw(lab: &Bytes, area: Rect, buf: &mut Buffer, look: &Look) {
    let ways = ways(lab);
    if ways.is_empty() {
        let sentence = lab.data.sentence();
        return put(buf, area.x, area.y, sentence, area.width, look.theme.dim);
    }
    let theme = &look.theme;
    let wide = area.width.saturating_sub(NAMES + NUMBERS + 3).min(80);
    let bars = area.x + NAMES + 2;
    let images = grouped(lab.images as u64);
    let [own, decoder] = [look.pick("█", "#"), look.pick("░", ".")];
    let numbers = bars + wide + 1;
    let legend = format!("a digit: {own} its own {decoder} the decoder's");
    let kept = format!(" {images} kept");
    put(buf, area.x, area.y, &kept, NAMES + 1, theme.dim);
    put(buf, bars, area.y, &legend, wide, theme.dim);
    put(
        buf,
        numbers,
        area.y,
        "    bytes   error",
        NUMBERS,
        theme.dim,
    );
    for (way, y) in ways.iter().zip(area.y + 1..area.bottom()) {
        let style = if way.chosen { theme.strong } else { theme.text };
        let mark = if way.chosen {
            look.pick("►", ">")
        } else {
            " "
        };
        put(
            buf,
            area.x,
            y,
            &format!("{mark}{}", way.name),
            NAMES + 1,
            style,
        );
        let Some([own, decoder]) = way.bytes else {
            put(buf, bars, y, "?", 1, theme.dim);
            continue;
        };
        draw_bar(
            [own, decoder],
            Rect {
                x: bars,
                y,
                width: wide,
                height: 1,
            },
            buf,
            look,
        );
        let error = way.error.map_or("?".to_owned(), figure);
        let words = format!("{:>9} {error:>7}", bytes(own + decoder));
        put(buf, numbers, y, &words, NUMBERS, style);
    }
    draw_words(
        lab,
        Rect {
            y: area.y + 1 + ways.len() as u16,
            ..area
        }
        .intersection(area),
        buf,
        look,
    );
}

/// Bytes in few digits.
fn bytes(count: f64) -> String {
    match count {
        _ if count < 100.0 => format!("{count:.1}"),
        _ => grouped(count.round() as u64),
    }
}

/// A bar of its own bytes, and the decoder's share after it; an arrow where it goes on.
fn draw_bar([own, decoder]: [f64; 2], area: Rect, buf: &mut Buffer, look: &Look) {
    let cells = |bytes: f64| (bytes / MOST * f64::from(area.width)).min(f64::from(area.width));
    let bar = sparkline::bar(own / MOST, area.width.into(), look);
    let first = bar.chars().count() as u16;
    put(buf, area.x, area.y, &bar, area.width, look.theme.first);
    let last = cells(own + decoder).round() as u16;
    let share = look
        .pick("░", ".")
        .repeat(usize::from(last.saturating_sub(first)));
    put(
        buf,
        area.x + first,
        area.y,
        &share,
        area.width - first.min(area.width),
        look.theme.dim,
    );
    if own + decoder > MOST && area.width > 0 {
        put(
            buf,
            area.right() - 1,
            area.y,
            look.pick("►", ">"),
            1,
            look.theme.dim,
        );
    }
}

/// When the decoder is repaid, where that is told.
fn draw_words(lab: &Bytes, area: Rect, buf: &mut Buffer, look: &Look) {
    if lab.repaid && !area.is_empty() {
        put(
            buf,
            area.x,
            area.y,
            &repaid(lab),
            area.width,
            look.theme.strong,
        );
    }
}

/// When the decoder is repaid at the chosen width, in a line.
pub fn repaid(lab: &Bytes) -> String {
    let [raw, zstd] = repaid_after(lab);
    let said = |count: Option<u64>| match count {
        Some(count) => format!("after {}", grouped(count)),
        None => "never".to_owned(),
    };
    let bits = BITS[lab.bits];
    format!(
        "{bits} bit codes repay it: against raw {}, against zstd {}",
        said(raw),
        said(zstd)
    )
}

/// After how many digits the decoder is repaid at the chosen width: against raw pixels, and against
/// zstd.
pub fn repaid_after(lab: &Bytes) -> [Option<u64>; 2] {
    let Some((weighed, ledger)) = lab.data.ready().zip(lab.ledger()) else {
        return [None; 2];
    };
    let bits = lab.width();
    let many = crate::codes::Ledger {
        pictures: 10_000,
        ..ledger
    };
    let zstd = (weighed.zstd * many.pictures as f64).round() as u64;
    [
        many.repaid_after(many.raw(), bits),
        many.repaid_after(zstd, bits),
    ]
}
