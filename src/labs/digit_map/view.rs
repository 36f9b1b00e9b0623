//! The picture: the digits as their labels on a plane, and beside it what the place under the hand
//! decodes to.

use super::points::COUNT;
use super::{DigitMap, Here, facts};
use crate::labs::coded::picture::{self, LARGE, SMALL};
use crate::labs::pane::Pane;
use crate::ui::Look;
use crate::ui::chrome::put;
use crate::ui::plot::plane::{Grid, Plane};
use crate::ui::plot::scatter::{self, Mark};
use crate::ui::plot::sparkline;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use std::collections::BTreeMap;

/// Columns of what stands beside the map, at the least.
const BESIDE: u16 = 26;

const GAP: u16 = 2;

/// The map and what is beside it.
pub fn panes(lab: &DigitMap, area: Rect) -> Vec<Pane<DigitMap>> {
    let beside = match area.width {
        0..60 => 0,
        60..110 => BESIDE,
        _ => BESIDE.max(2 * LARGE + GAP),
    };
    let map = Rect {
        width: (area.width - beside).saturating_sub(GAP),
        ..area
    };
    let right = Rect {
        x: area.right() - beside,
        width: beside,
        ..area
    };
    let drag = |lab: &DigitMap, map| plane(lab).grid(map);
    vec![
        Pane::new(map, draw_map).drag(
            drag(lab, map),
            &["x", "y"],
            "Drag the place that is decoded.",
            |_, drag| vec![("x", drag.to[0]), ("y", drag.to[1])],
        ),
        Pane::new(right, draw_beside),
    ]
}

fn plane(lab: &DigitMap) -> Plane<'static> {
    let [x_name, y_name] = [
        ["first number", "second number"],
        ["1st component", "2nd component"],
    ][lab.by];
    Plane {
        x: lab.window(0),
        y: lab.window(1),
        x_name,
        y_name,
    }
}

fn draw_map(lab: &DigitMap, area: Rect, buf: &mut Buffer, look: &Look) {
    let grid = plane(lab).draw(area, buf, look);
    let Some((here, atlas)) = lab.here.as_ref().zip(lab.data.ready()) else {
        let sentence = lab.data.sentence();
        return put(
            buf,
            grid.plot.x,
            grid.plot.y,
            sentence,
            grid.plot.width,
            look.theme.dim,
        );
    };
    if lab.digits {
        let points = atlas.points[lab.by].iter().enumerate();
        let labelled = points.map(|(index, &point)| (point, atlas.label(index)));
        let read = here
            .judged
            .as_ref()
            .map(|judged| judged.answer.class)
            .filter(|_| lab.decoded);
        draw_labels(labelled, read, &grid, buf, look);
    }
    let hand = Mark {
        at: lab.at,
        symbol: look.pick("◊", "@"),
        style: look.theme.strong.patch(look.theme.accent),
    };
    scatter::draw(&grid, &[hand], buf, look);
}

/// In each cell the commonest label there; those that read as the place under the hand stand out.
fn draw_labels(
    points: impl Iterator<Item = ([f64; 2], u8)>,
    read: Option<usize>,
    grid: &Grid,
    buf: &mut Buffer,
    look: &Look,
) {
    let mut cells: BTreeMap<(u16, u16), [u16; 10]> = BTreeMap::new();
    for (point, label) in points {
        let Some(cell) = grid.cell(point) else {
            continue;
        };
        let counts = cells.entry(cell).or_default();
        if let Some(count) = counts.get_mut(usize::from(label)) {
            *count += 1;
        }
    }
    for ((x, y), counts) in cells {
        let commonest = (0..10)
            .rev()
            .max_by_key(|&label| counts[label])
            .unwrap_or(0);
        let style = match read {
            Some(read) if read == commonest => look.theme.accent,
            Some(_) => look.theme.dim,
            None => look.theme.text,
        };
        put(buf, x, y, &commonest.to_string(), 1, style);
    }
}

fn draw_beside(lab: &DigitMap, area: Rect, buf: &mut Buffer, look: &Look) {
    if area.width == 0 {
        return;
    }
    let Some(here) = &lab.here else { return };
    if lab.alike {
        return draw_alike(lab, area, buf, look);
    }
    let theme = &look.theme;
    let words = words(lab, here);
    // What is nearest has its picture where there is room for both.
    let rows = words.len() as u16;
    let tall = (area.height.saturating_sub(rows + 1)).min(LARGE);
    let both = area.height >= 2 * (SMALL + 1) + rows && lab.digits;
    let tall = if both {
        (area.height - rows) / 2 - 1
    } else {
        tall
    }
    .min(LARGE);
    let mut y = area.y;
    let picture = |pixels: &[f32], said: &str, y: &mut u16, buf: &mut Buffer| {
        let height = (tall + 1).min(area.bottom().saturating_sub(*y));
        picture::draw(
            pixels,
            said,
            Rect {
                y: *y,
                height,
                ..area
            },
            buf,
            look,
        );
        *y += height;
    };
    if lab.decoded && tall >= 4 {
        picture(&here.pixels, "decoded from here", &mut y, buf);
    }
    if let Some(atlas) = lab.data.ready().filter(|_| both) {
        let pixels = lab.written(&atlas.coded, here.nearest);
        let said = format!("nearest: digit {}", here.nearest);
        picture(&pixels, &said, &mut y, buf);
    }
    for (words, at) in words.iter().zip(y..area.bottom()) {
        put(buf, area.x, at, words, area.width, theme.text);
    }
}

fn words(lab: &DigitMap, here: &Here) -> Vec<String> {
    let [x, y] = lab.at;
    let mut words = vec![format!("at ({x:.1}, {y:.1})")];
    if let Some(judged) = here.judged.as_ref().filter(|_| lab.decoded) {
        let answer = &judged.answer;
        words.push(format!(
            "read as {} {:.2}, {} {:.2}",
            answer.class, answer.p, answer.next, answer.next_p
        ));
    }
    if let Some(atlas) = lab.data.ready().filter(|_| lab.digits) {
        let label = atlas.label(here.nearest);
        words.push(format!("nearest {label}, {:.1} away", here.distance));
    }
    words
}

/// How often the nearest digit is of the same class, as bars.
fn draw_alike(lab: &DigitMap, area: Rect, buf: &mut Buffer, look: &Look) {
    let theme = &look.theme;
    let mut y = area.y;
    let mut line = |words: &str, style| {
        if y < area.bottom() {
            put(buf, area.x, y, words, area.width, style);
        }
        y += 1;
    };
    line("nearest other digit of the", theme.dim);
    line(&format!("same class, of {COUNT}"), theme.dim);
    for (_, by, count) in facts::neighbours(lab) {
        let bar = sparkline::bar(count as f64 / COUNT as f64, 9, look);
        line(&format!("{by:<11}{count:>4} {bar}"), theme.text);
    }
}
