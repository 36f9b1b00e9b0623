//! The picture: the values on a number line of their own, and below it on both scales. All three stay
//! as they are while the tenth moves.

use super::{NINE, SQUEEZED, Scales, TENTH};
use crate::labs::pane::{Drag, Pane};
use crate::ui::Look;
use crate::ui::chrome::put;
use crate::ui::number::figure;
use crate::ui::plot::plane::{Grid, Plane};
use crate::ui::text::folded;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

/// Most rows of a number line: its name, room for the values, and the axis with its labels in it.
const LINE: u16 = 8;

/// What a line shows.
struct Line<'a> {
    name: String,
    range: (f64, f64),
    ticks: &'a [f64],
    values: Vec<f64>,
}

/// The uppermost line is the one a hand moves the tenth along.
pub fn panes(lab: &Scales, area: Rect) -> Vec<Pane<Scales>> {
    let grid = grid(&raw(lab), row(area, 0));
    let drag = |_: &Scales, drag: &Drag| vec![("tenth", drag.to[0])];
    vec![Pane::new(area, draw).drag(
        grid,
        &["tenth"],
        "Drag the tenth value along its line.",
        drag,
    )]
}

fn row(area: Rect, nth: u16) -> Rect {
    let each = LINE.min(area.height / 3);
    Rect {
        y: area.y + nth * each,
        height: each.min(area.height.saturating_sub(nth * each)),
        ..area
    }
}

fn raw(lab: &Scales) -> Line<'static> {
    Line {
        name: "ten values as they are".to_owned(),
        range: (0.0, TENTH.range.1),
        ticks: &[0.0, 200.0, 400.0, 600.0, 800.0, 1000.0],
        values: lab.values(),
    }
}

/// A grid keeps one row more under its plot than a number line has.
fn grid(line: &Line, area: Rect) -> Grid {
    let plane = Plane {
        x: line.range,
        y: (0.0, 1.0),
        x_name: "",
        y_name: "",
    };
    let height = area.height + 1;
    plane.grid(Rect { height, ..area })
}

fn draw(lab: &Scales, area: Rect, buf: &mut Buffer, look: &Look) {
    draw_line(&raw(lab), row(area, 0), buf, look);
    let normalized = lab.normalized();
    let name = format!(
        "normalized: (value - least) / (most - least); {} of 10 below {SQUEEZED}",
        lab.squeezed()
    );
    let line = Line {
        name,
        range: (0.0, 1.0),
        ticks: &[0.0, 0.1, 0.2, 0.4, 0.6, 0.8, 1.0],
        values: normalized,
    };
    draw_line(&line, row(area, 1), buf, look);
    if !lab.standardized {
        return;
    }
    let (mean, deviation) = lab.mean_and_deviation();
    let line = Line {
        name: format!(
            "standardized: (value - mean {}) / deviation {}",
            figure(mean),
            figure(deviation)
        ),
        range: (-3.0, 3.0),
        ticks: &[-3.0, -2.0, -1.0, 0.0, 1.0, 2.0, 3.0],
        values: lab.standardized(),
    };
    draw_line(&line, row(area, 2), buf, look);
}

fn draw_line(line: &Line, area: Rect, buf: &mut Buffer, look: &Look) {
    let theme = &look.theme;
    let grid = grid(line, area);
    if grid.plot.is_empty() || area.height < 3 {
        return;
    }
    put(
        buf,
        area.x + 1,
        area.y,
        &folded(&line.name, look),
        area.width,
        theme.text,
    );
    let axis = grid.plot.bottom();
    let values = axis - 1;
    for x in grid.plot.left()..grid.plot.right() {
        put(buf, x, axis, look.pick("─", "-"), 1, theme.dim);
    }
    for tick in line.ticks {
        if let Some((x, _)) = grid.cell([*tick, 0.5]) {
            let label = tick.to_string();
            let at = x.saturating_sub(label.len() as u16 / 2);
            put(buf, at, axis, &label, u16::MAX, theme.text);
        }
    }
    // The tenth comes last: it stands on what it hides.
    for (nth, value) in line.values.iter().enumerate() {
        let Some((x, _)) = grid.cell([*value, 0.5]) else {
            continue;
        };
        let tenth = nth == NINE.len();
        let (sign, style) = match tenth {
            true => (look.pick("◊", "@"), theme.accent),
            false => (look.pick("●", "o"), theme.first),
        };
        put(buf, x, values, sign, 1, style);
    }
}
