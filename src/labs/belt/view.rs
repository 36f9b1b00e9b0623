//! The picture: a cell for each batch, the last one as wide as it is full; over it the moments of an
//! epoch, under it the counts.

use super::{Belt, Phase, Place};
use crate::labs::pane::Pane;
use crate::ui::Look;
use crate::ui::chrome::put;
use crate::ui::number::grouped;
use crate::ui::plot::legend;
use crate::ui::text::folded;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;

/// Rows over the belt, and under it.
const OVER: u16 = 2;
const UNDER: u16 = 3;

pub fn panes(area: Rect) -> Vec<Pane<Belt>> {
    vec![Pane::new(area, draw)]
}

fn draw(lab: &Belt, area: Rect, buf: &mut Buffer, look: &Look) {
    if area.height < OVER + UNDER + 1 {
        return;
    }
    draw_head(
        lab,
        Rect {
            height: OVER,
            ..area
        },
        buf,
        look,
    );
    let belt = Rect {
        x: area.x + 1,
        y: area.y + OVER,
        width: area.width.saturating_sub(2),
        height: area.height - OVER - UNDER,
    };
    draw_belt(lab, belt, buf, look);
    let words = Rect {
        y: belt.bottom(),
        height: UNDER,
        ..area
    };
    draw_counts(lab, words, buf, look);
}

/// The moments of an epoch in their order, the present one lit; or how a batch is drawn.
fn draw_head(lab: &Belt, area: Rect, buf: &mut Buffer, look: &Look) {
    let theme = &look.theme;
    if !lab.phases {
        let words = format!(
            "all {} samples, cut into batches of {}",
            grouped(lab.all_samples() as u64),
            lab.batch
        );
        return put(buf, area.x + 1, area.y, &words, area.width, theme.text);
    }
    let now = lab.place().phase;
    let mut x = area.x + 1;
    for phase in Phase::ALL {
        let lit = phase == now && lab.moments > 0;
        let mark = if lit { look.pick("►", ">") } else { " " };
        let words = format!("{mark} {}", phase.name());
        let style = if lit { theme.accent } else { theme.dim };
        put(
            buf,
            x,
            area.y,
            &words,
            area.right().saturating_sub(x),
            style,
        );
        x = x.saturating_add(words.chars().count() as u16 + 2);
    }
}

/// How a batch stands.
fn sign(lab: &Belt, nth: usize, place: Place, look: &Look) -> (&'static str, Style) {
    let theme = &look.theme;
    let short = nth + 1 == lab.batches() && lab.last_batch() < lab.batch;
    let now = place.phase == Phase::Batches && nth + 1 == place.batches;
    let (full, part) = match (now, nth < place.batches) {
        (true, _) => (look.pick("█", "@"), look.pick("▌", "a")),
        (false, true) => (look.pick("▓", "#"), look.pick("▄", "h")),
        (false, false) => (look.pick("░", "."), look.pick("·", ",")),
    };
    let style = match (now, nth < place.batches) {
        (true, _) => theme.accent,
        (false, true) => theme.first,
        (false, false) => theme.dim,
    };
    (if short { part } else { full }, style)
}

fn draw_belt(lab: &Belt, area: Rect, buf: &mut Buffer, look: &Look) {
    let (place, all) = (lab.place(), lab.batches());
    let across = usize::from(area.width / 2).max(1);
    let rows = usize::from(area.height);
    // Of more batches than have a cell each, those around the present one are drawn.
    let first = match all > across * rows {
        true => (place.batches / across).saturating_sub(rows / 2) * across,
        false => 0,
    };
    for nth in first..all.min(first + across * rows) {
        let (row, column) = ((nth - first) / across, (nth - first) % across);
        let (sign, style) = sign(lab, nth, place, look);
        put(
            buf,
            area.x + 2 * column as u16,
            area.y + row as u16,
            sign,
            1,
            style,
        );
    }
}

fn draw_counts(lab: &Belt, area: Rect, buf: &mut Buffer, look: &Look) {
    let theme = &look.theme;
    let place = lab.place();
    let from = place.batches.saturating_sub(1) * lab.batch;
    let to = (place.batches * lab.batch).min(lab.all_samples());
    let batch = match place.batches {
        0 => "no batch has passed yet".to_owned(),
        n => {
            let [from, to] = [from + 1, to].map(|n| grouped(n as u64));
            format!("batch {}: samples {from} to {to}", grouped(n as u64))
        }
    };
    put(buf, area.x + 1, area.y, &batch, area.width, theme.text);
    let counts = [
        (
            format!("updates {}", grouped(lab.updates() as u64)),
            theme.strong,
        ),
        (
            format!("epochs over {} of {}", place.epochs, lab.epochs),
            theme.text,
        ),
    ];
    let counts = counts.map(|(words, style)| vec![(words, style)]);
    let row = Rect {
        x: area.x + 1,
        y: area.y + 1,
        width: area.width.saturating_sub(1),
        height: 1.min(area.height),
    };
    legend::draw(&counts, row, buf, look);
    let signs = [("░", "."), ("█", "@"), ("▓", "#")].map(|(wide, ascii)| look.pick(wide, ascii));
    let words = format!(
        "{} waits  {} an update now  {} has passed; small: a short batch",
        signs[0], signs[1], signs[2]
    );
    put(
        buf,
        area.x + 1,
        area.y + 2,
        &folded(&words, look),
        area.width,
        theme.dim,
    );
}
