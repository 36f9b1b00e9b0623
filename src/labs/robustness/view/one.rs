//! One picture as it is given to the networks, the ten probabilities, and what the autoencoder makes of
//! it; or the sheet to draw one on.

use super::super::Robustness;
use crate::dataset::idx::SIDE;
use crate::event::{Mouse, MouseKind};
use crate::labs::bars;
use crate::labs::pane::Pane;
use crate::ui::Look;
use crate::ui::chrome::put;
use crate::ui::plot::digit::{self, Picture};
use crate::ui::plot::sheet::Sheet;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Modifier;

/// Rows of a picture at the most, and of its caption.
const TALL: u16 = 14;
const CAPTION: u16 = 1;

/// Rows below which ten bars and the answer are not all seen.
pub const LEAST: u16 = CAPTION + 11;

/// Columns between the parts, and of the bars at the least and at the most.
const GAP: u16 = 2;
const BARS: (u16, u16) = (20, 48);

/// Columns from which both pictures have a place.
const BOTH: u16 = 68;

/// The picture, the bars, and if so wanted and there is room the reconstruction.
pub fn panes(area: Rect, rebuilt: bool) -> Vec<Pane<Robustness>> {
    let pictures = if rebuilt && area.width >= BOTH { 2 } else { 1 };
    let free = area.width.saturating_sub(BARS.0 + GAP * pictures);
    let tall = area.height.saturating_sub(CAPTION).min(TALL);
    let tall = tall.min(free / (2 * pictures));
    let picture = Rect {
        width: 2 * tall,
        height: area.height.min(tall + CAPTION),
        ..area
    };
    let x = (picture.right() + GAP).min(area.right());
    let after = (pictures - 1) * (2 * tall + GAP);
    let bars = Rect {
        x,
        width: (area.right() - x).saturating_sub(after).min(BARS.1),
        ..area
    };
    let mut panes = vec![
        Pane::new(picture, draw_input).touch(touch),
        Pane::new(bars, draw_bars),
    ];
    if pictures == 2 {
        let x = (bars.right() + GAP).min(area.right());
        let width = (area.right() - x).min(2 * tall);
        panes.push(Pane::new(
            Rect {
                x,
                width,
                ..picture
            },
            draw_rebuilt,
        ));
    }
    panes
}

/// The sheet, the bars, and where there is room what the autoencoder makes of it.
pub fn sheet(area: Rect) -> Vec<Pane<Robustness>> {
    let left = Rect {
        width: area.width.saturating_sub(BARS.0 + GAP),
        ..area
    };
    let frame = Rect {
        x: area.x,
        ..Sheet::of(SIDE, left).frame
    };
    let x = (frame.right() + GAP).min(area.right());
    let width = (area.right() - x).min(BARS.1);
    let bars = Rect { x, width, ..area };
    let paper = Pane::new(frame, |lab: &Robustness, frame, buf, look| {
        lab.brush.draw(frame, buf, look);
    });
    let paper = paper.touch(|lab, mouse, frame| lab.brush.touch(mouse, frame));
    let mut panes = vec![paper, Pane::new(bars, draw_bars)];
    let x = (bars.right() + GAP).min(area.right());
    let tall = area.height.saturating_sub(CAPTION).min(TALL);
    if area.right() - x >= 2 * tall && tall > 0 {
        let (width, height) = (2 * tall, tall + CAPTION);
        panes.push(Pane::new(
            Rect {
                x,
                width,
                height,
                ..area
            },
            draw_rebuilt,
        ));
    }
    panes
}

/// The part of a picture's pane under its caption.
fn paper(area: Rect) -> Rect {
    let caption = CAPTION.min(area.height);
    Rect {
        y: area.y + caption,
        height: area.height - caption,
        ..area
    }
}

fn draw_input(lab: &Robustness, area: Rect, buf: &mut Buffer, look: &Look) {
    let Some(seen) = lab.seen.as_ref().filter(|_| area.height > CAPTION) else {
        return;
    };
    let dim = look.theme.dim;
    put(buf, area.x, area.y, "their input", area.width, dim);
    let paper = paper(area);
    digit::draw(&Picture::new(&seen.pixels, SIDE), paper, buf, look);
    for &(at, _) in &lab.flips {
        mark(cell(paper, [at % SIDE, at / SIDE]), false, buf, look);
    }
    if let Some(at) = lab.cursor {
        mark(cell(paper, at), true, buf, look);
    }
}

/// The cell that shows a pixel.
fn cell(paper: Rect, [x, y]: [usize; 2]) -> (u16, u16) {
    let along = |at: usize, from: u16, cells: u16| {
        let cell = (at as f64 + 0.5) / SIDE as f64 * f64::from(cells);
        from + (cell as u16).min(cells.saturating_sub(1))
    };
    (
        along(x, paper.x, paper.width),
        along(y, paper.y, paper.height),
    )
}

/// A pixel that was changed, or where the next one would be.
fn mark(at: (u16, u16), is_cursor: bool, buf: &mut Buffer, look: &Look) {
    let Some(cell) = buf.cell_mut(at) else {
        return;
    };
    if cell.symbol() == " " {
        cell.set_symbol(look.pick("·", "."));
    }
    cell.set_style(match is_cursor {
        true => look.theme.strong.add_modifier(Modifier::REVERSED),
        false => look.theme.bad,
    });
}

/// A press on the picture flips the pixel in the middle of the cell.
fn touch(lab: &mut Robustness, mouse: Mouse, area: Rect) {
    let paper = paper(area);
    if mouse.kind != MouseKind::Press || !paper.contains((mouse.x, mouse.y).into()) {
        return;
    }
    let along = |cell: u16, from: u16, cells: u16| {
        let share = (f64::from(cell - from) + 0.5) / f64::from(cells.max(1));
        ((share * SIDE as f64) as usize).min(SIDE - 1)
    };
    let at = [
        along(mouse.x, paper.x, paper.width),
        along(mouse.y, paper.y, paper.height),
    ];
    lab.cursor = Some(at);
    lab.flip(at);
}

fn draw_bars(lab: &Robustness, area: Rect, buf: &mut Buffer, look: &Look) {
    let theme = &look.theme;
    let Some((seen, data)) = lab.seen.as_ref().zip(lab.data.ready()) else {
        return;
    };
    let label = lab.shown().label(data);
    let caption = if area.height >= LEAST { CAPTION } else { 0 };
    if caption > 0 {
        let words = "classifier: p, log scale";
        put(buf, area.x, area.y, words, area.width, theme.dim);
    }
    let bars = Rect {
        y: area.y + caption,
        height: (area.height - caption).min(10),
        ..area
    };
    bars::draw(&seen.p, label, bars, buf, look);
    let answer = &seen.answer;
    let (class, sure) = (answer.class, 100.0 * answer.p);
    let (words, style) = match label {
        Some(label) if label == class => (format!("{class}, right: {sure:.1} %"), theme.good),
        Some(_) => (format!("{class}, wrong: {sure:.1} %"), theme.bad),
        None => (format!("{class}: {sure:.1} %"), theme.strong),
    };
    let mut rows = (bars.bottom()..area.bottom()).map(|y| Rect {
        y,
        height: 1,
        ..area
    });
    let mut row = |words: &str, style| {
        if let Some(line) = rows.next() {
            put(buf, line.x, line.y, words, line.width, style);
        }
    };
    row(&words, style);
    if let Some(clean) = lab.clean.as_ref().filter(|_| lab.is_disturbed()) {
        let (class, sure) = (clean.answer.class, 100.0 * clean.answer.p);
        row(&format!("before: {class}, {sure:.1} %"), theme.dim);
    }
}

fn draw_rebuilt(lab: &Robustness, area: Rect, buf: &mut Buffer, look: &Look) {
    let Some(seen) = lab.seen.as_ref().filter(|_| area.height > CAPTION) else {
        return;
    };
    let words = format!("autoencoder: {:.4}", seen.error);
    put(buf, area.x, area.y, &words, area.width, look.theme.dim);
    let picture = Picture::new(&seen.rebuilt, SIDE);
    digit::draw(&picture, paper(area), buf, look);
}
