//! Drawing the autoencoder at work.

use crate::labs::autoencoder::pictures::Pair;
use crate::labs::autoencoder::settings::Panel;
use crate::labs::autoencoder::{Autoencoder, CODE};
use crate::train::{Checkpoint, State};
use crate::ui::Look;
use crate::ui::chrome::put;
use crate::ui::number::{clock, grouped};
use crate::ui::plot::digit::{self, Picture};
use crate::ui::plot::network::{self, Strip};
use crate::ui::plot::sparkline;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;

/// Rows of everything but the panels: strip, progress, two spark lines.
pub const FRAME: u16 = 4;

/// Rows of a digit at full size.
pub const LARGE: u16 = 14;

/// Rows below which a digit cannot be recognized.
pub const SMALL: u16 = 7;

/// Rows of the program.
const PROGRAM: u16 = 14;

/// Draws everything.
pub fn draw(lab: &Autoencoder, area: Rect, buf: &mut Buffer, look: &Look) {
    // A second line for the parameters of each layer, where it costs no picture.
    let strip = if area.height > FRAME + LARGE { 2 } else { 1 };
    let row = |y: u16, height: u16| {
        Rect {
            y: area.y + y,
            height,
            ..area
        }
        .intersection(area)
    };
    if let Some(blueprint) = &lab.blueprint {
        let net = Strip {
            widths: &blueprint.widths,
            parameters: &blueprint.parameters,
            code: CODE + 1,
            ending: "sigmoid",
        };
        network::draw(&net, row(0, strip), buf, look);
    }
    progress(lab, row(strip, 1), buf, look);
    let sparks = 2.min(area.height.saturating_sub(strip + 1));
    losses(lab, row(area.height - sparks, sparks), buf, look);
    let middle = row(strip + 1, area.height.saturating_sub(strip + 1 + sparks));
    panels(lab, middle, buf, look);
}

/// The chosen panel first, then the others while there is room.
fn panels(lab: &Autoencoder, area: Rect, buf: &mut Buffer, look: &Look) {
    let first = lab.settings.panel();
    let is_code = |panel| matches!(panel, Panel::Rust | Panel::Keras);
    let others = [Panel::One, Panel::Ten, Panel::Rust]
        .into_iter()
        .filter(|&p| p != first && !(is_code(p) && is_code(first)));
    let mut top = area.y;
    for panel in std::iter::once(first).chain(others) {
        let left = area.bottom() - top;
        let wanted = match panel {
            Panel::One => left.clamp(SMALL, LARGE),
            Panel::Ten => ten_layout(area.width).height(),
            Panel::Rust | Panel::Keras => PROGRAM,
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
        }
        top = place.bottom();
    }
}

/// Where the run is: epoch, bar, speed, time to go; or what can be done.
fn progress(lab: &Autoencoder, line: Rect, buf: &mut Buffer, look: &Look) {
    if line.is_empty() {
        return;
    }
    let theme = &look.theme;
    let (text, style) = match (&lab.latest, lab.source.ready()) {
        (Some(at), _) => of_the_run(at, line.width, look),
        (None, None) => (lab.source.sentence().to_string(), theme.dim),
        (None, Some(_)) if lab.run.is_wanted() => ("starting...".into(), theme.dim),
        (None, Some(_)) => ("untrained. Space trains it.".into(), theme.dim),
    };
    put(buf, line.x, line.y, &text, line.width, style);
}

fn of_the_run(at: &Checkpoint, width: u16, look: &Look) -> (String, Style) {
    let theme = &look.theme;
    let share = at.step as f64 / at.steps.max(1) as f64;
    let epoch = (at.epoch + 1).min(at.epochs);
    let mut head = format!("epoch {epoch:>2}/{}", at.epochs);
    if width >= 72 {
        head += &format!(" batch {:>3}/{}", at.batch, at.batches);
    }
    head += &format!(" {}", sparkline::progress(share, 17, look));
    match &at.state {
        State::Failed(reason) => (reason.clone(), theme.bad),
        State::Finished => (
            format!("{head} done: {} updates", grouped(at.step)),
            theme.good,
        ),
        State::Paused | State::Stopped => (
            format!("{head} paused after update {}", grouped(at.step)),
            theme.accent,
        ),
        State::Validating => (format!("{head} looking at the test digits"), theme.text),
        State::Running => {
            let speed = grouped(at.samples_per_second.max(0.0) as u64);
            let pace = match at.eta {
                Some(eta) => {
                    format!("{speed:>8} digits/s  {:>6} to go", clock(eta.as_secs_f64()))
                }
                None => format!("update {}", grouped(at.step)),
            };
            (format!("{head} {pace}"), theme.text)
        }
    }
}

/// Both losses on one scale, with their last values.
fn losses(lab: &Autoencoder, area: Rect, buf: &mut Buffer, look: &Look) {
    let width = usize::from(area.width.saturating_sub(46)).clamp(12, 40);
    let (loss, val_loss) = lab.curves(width);
    // Logarithms: a loss falls by factors, and the last epochs matter as much as the first.
    let log = |line: &[Option<f64>]| -> Vec<Option<f64>> {
        line.iter()
            .map(|v| v.filter(|v| *v > 0.0).map(f64::ln))
            .collect()
    };
    let (a, b) = (log(&loss), log(&val_loss));
    let scale = sparkline::scale([&a[..], &b[..]]);
    let last = |line: &[Option<f64>]| line.iter().rev().flatten().next().copied();
    let rows = [
        (
            "loss    ",
            &a,
            last(&loss),
            look.theme.first,
            "of a moving epoch, log scale",
        ),
        (
            "val_loss",
            &b,
            last(&val_loss),
            look.theme.second,
            "at its end, unseen digits",
        ),
    ];
    for (y, (name, line, value, style, note)) in (area.y..area.bottom()).zip(rows) {
        put(buf, area.x, y, name, area.width, look.theme.text);
        let bars = sparkline::bars(line, scale, look);
        put(
            buf,
            area.x + 9,
            y,
            &bars,
            area.width.saturating_sub(9),
            style,
        );
        let at = area.x + 10 + width as u16;
        let value = value.map_or_else(|| "  -   ".into(), |v| format!("{v:.4}"));
        put(
            buf,
            at,
            y,
            &value,
            area.right().saturating_sub(at),
            look.theme.strong,
        );
        let room = area.right().saturating_sub(at + 8);
        if note.len() <= usize::from(room) {
            put(buf, at + 8, y, note, room, look.theme.dim);
        }
    }
}

/// Columns between input and output.
const BETWEEN: u16 = 20;

/// Input, code, output.
fn one(lab: &Autoencoder, area: Rect, buf: &mut Buffer, look: &Look) {
    let Some(pair) = lab.pairs.first() else {
        return;
    };
    let high = area.height.min(LARGE);
    let wide = 2 * high;
    let x = area.x + area.width.saturating_sub(2 * wide + BETWEEN) / 2;
    let cell = |x, width| {
        Rect {
            x,
            y: area.y,
            width,
            height: high,
        }
        .intersection(area)
    };
    digit::draw(&Picture::new(&pair.input, 28), cell(x, wide), buf, look);
    digit::draw(
        &Picture::new(&pair.output, 28),
        cell(x + wide + BETWEEN, wide),
        buf,
        look,
    );
    between(pair, cell(x + wide + 2, BETWEEN - 4), buf, look);
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
    line(
        top,
        &format!("code: {} {}", pair.code.len(), look.pick("→", ">")),
        look.theme.text,
    );
    let highest = pair.code.iter().fold(0.0f32, |a, b| a.max(b.abs()));
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
    line(
        last.saturating_sub(1),
        &format!("error {:.4}", pair.error),
        look.theme.strong,
    );
    line(
        last,
        look.pick("◂ input output ▸", "< input output >"),
        look.theme.dim,
    );
}

/// How the strip of pairs is laid out at a width.
struct TenLayout {
    count: usize,
    wide: u16,
    high: u16,
    crop: u8,
}

impl TenLayout {
    /// A line of words above each row of digits.
    fn height(&self) -> u16 {
        2 * (self.high + 1)
    }
}

fn ten_layout(width: u16) -> TenLayout {
    match width {
        130.. => TenLayout {
            count: 10,
            wide: 12,
            high: 6,
            crop: 2,
        },
        90.. => TenLayout {
            count: 10,
            wide: 9,
            high: 5,
            crop: 4,
        },
        _ => TenLayout {
            count: 5,
            wide: 12,
            high: 6,
            crop: 2,
        },
    }
}

/// Ten digits above, what comes back below.
fn ten(lab: &Autoencoder, area: Rect, buf: &mut Buffer, look: &Look) {
    let Some(pairs) = lab.pairs.get(1..) else {
        return;
    };
    let layout = ten_layout(area.width);
    let errors = pairs.iter().take(layout.count).map(|p| p.error);
    let mean = errors.sum::<f64>() / layout.count.max(1) as f64;
    let lower = layout.high + 1;
    let captions = [
        (0, "test digits, one of each class".to_string()),
        (
            lower,
            format!("what comes back through the code: mean error {mean:.4}"),
        ),
    ];
    for (y, text) in captions {
        if y < area.height {
            put(buf, area.x, area.y + y, &text, area.width, look.theme.dim);
        }
    }
    let count = layout.count as u16;
    let gap = (area.width.saturating_sub(count * layout.wide) / count.max(1)).min(2);
    for (column, pair) in (0..).zip(pairs.iter().take(layout.count)) {
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
    }
}

/// The running program: both languages where there is room for both.
fn program(lab: &Autoencoder, panel: Panel, area: Rect, buf: &mut Buffer, look: &Look) {
    let (rust, keras) = (lab.program(Panel::Rust), lab.program(Panel::Keras));
    let both = area.width >= 90;
    let half = Rect {
        width: area.width / 2,
        ..area
    };
    let columns: Vec<(&str, Rect)> = match (both, panel) {
        (true, _) => vec![
            (&rust, half),
            (
                &keras,
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
