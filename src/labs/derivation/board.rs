//! The derivation as on a blackboard: the line, why it holds, its numbers, and over it as many of
//! the lines before as there is room for.

use crate::formula::Math;
use crate::labs::derivation::lines::{self, DerivationLine};
use crate::labs::derivation::{Derivation, POINTS};
use crate::ui::Look;
use crate::ui::chrome::put;
use crate::ui::number::{figure, short};
use crate::ui::plot::plane::Plane;
use crate::ui::plot::spot::{self, Spot};
use crate::ui::plot::stroke::{self, Pen};
use crate::ui::text::{self, folded, wrap_text};
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;
use ratatui::text::Line as Row;
use ratatui::widgets::Widget;
use unicode_width::UnicodeWidthStr;

/// From this height on the points are drawn as well, so high at least.
const ROOMY: u16 = 26;
const PICTURE: u16 = 10;

/// Draws everything.
pub fn draw(lab: &Derivation, area: Rect, buf: &mut Buffer, look: &Look) {
    let Some(line) = lab.lines.get(lab.at) else {
        return;
    };
    let width = usize::from(area.width);
    let sums = sums(lab, look);
    let why = wrap_text(&folded(line.why, look), area.width);
    let formula = text::tall(&line.formula, width, look);
    // From the bottom: the sums; over them the numbers, in two dimensions where they find room;
    // over them the formula. What is left shows where it came from.
    let bottom = area.bottom().saturating_sub(sums.len() as u16);
    let picture = if area.height >= ROOMY { PICTURE } else { 0 };
    let floor = bottom - picture;
    let needed = 1 + why.len() + formula.len();
    let room = usize::from(floor.saturating_sub(area.y)).saturating_sub(needed);
    let numbers = numbers(lab, width, room, look);
    let spare = room.saturating_sub(numbers.len());
    let gap = u16::from(spare >= 2);
    let mut y = area.y;
    let title = format!("{} of {}  {}", lab.at + 1, lines::COUNT, line.title);
    put(buf, area.x, y, &title, area.width, look.theme.accent);
    y += 1;
    for row in &why {
        if y < floor {
            put(buf, area.x, y, row, area.width, look.theme.text);
        }
        y += 1;
    }
    let before = before(lab, spare.saturating_sub(usize::from(2 * gap)), width, look);
    let parts = [
        (before, Some(look.theme.dim)),
        (formula, None),
        (numbers, None),
    ];
    for (rows, style) in parts.into_iter().filter(|(rows, _)| !rows.is_empty()) {
        y += gap;
        for row in rows {
            if y < floor {
                let place = Rect {
                    y,
                    height: 1,
                    ..area
                };
                style
                    .map_or(row.clone(), |style| dimmed(row, style))
                    .render(place, buf);
            }
            y += 1;
        }
    }
    if picture > 0 {
        let top = floor.min(y + 1);
        let place = Rect {
            y: top,
            height: bottom - top,
            ..area
        };
        draw_points(lab, place, buf, look);
    }
    for (row, y) in sums.iter().zip(bottom..area.bottom()) {
        put(buf, area.x, y, row, area.width, look.theme.dim);
    }
}

/// The points, the line, and its errors.
fn draw_points(lab: &Derivation, area: Rect, buf: &mut Buffer, look: &Look) {
    if area.is_empty() {
        return;
    }
    let plane = Plane {
        x: (0.0, 6.0),
        y: (0.0, 6.0),
        x_name: "x",
        y_name: "y",
    };
    let grid = plane.draw(area, buf, look);
    for [x, y] in POINTS {
        let ends = [[x, y], [x, lab.fit.predict(x)]];
        stroke::segment(&grid, ends, Pen::Solid, look.theme.dim, buf, look);
    }
    let f = |x| lab.fit.predict(x);
    stroke::curve(&grid, &f, look.theme.second, buf, look);
    spot::draw(POINTS, Spot::Point, &grid, look.theme.first, buf, look);
}

fn dimmed(row: Row<'static>, style: Style) -> Row<'static> {
    row.into_iter().map(|span| span.style(style)).collect()
}

/// The lines before, as many as there is room for, the nearest last.
fn before(lab: &Derivation, room: usize, width: usize, look: &Look) -> Vec<Row<'static>> {
    let mut rows = Vec::new();
    for line in lab.lines[..lab.at].iter().rev() {
        let set = text::tall(&line.formula, width, look);
        if rows.len() + set.len() + 1 > room {
            break;
        }
        let gap = (!rows.is_empty()).then(Row::default);
        rows.splice(0..0, set.into_iter().chain(gap));
    }
    rows
}

/// The line's right side with the numbers of the moment, and what they come to; on one line where
/// there is no room for more.
fn numbers(lab: &Derivation, width: usize, room: usize, look: &Look) -> Vec<Row<'static>> {
    let Some(live) = &lab.live else {
        return Vec::new();
    };
    let tall = text::tall(live, width, look);
    if tall.len() <= room {
        return tall;
    }
    let flat = if look.glyphs.ascii {
        live.ascii()
    } else {
        live.unicode()
    };
    let row = |text: &str| Row::styled(format!("    {text}"), look.theme.strong);
    let result = flat.rfind(" = ").filter(|_| flat.width() + 4 > width);
    match result.map(|at| flat.split_at(at)) {
        None => vec![row(&flat)],
        // What it comes to is never cut.
        Some((_, result)) if room < 2 => vec![row(result.trim_start())],
        Some((numbers, result)) => vec![row(numbers), row(result.trim_start())],
    }
}

/// The right side with numbers for symbols, those lit that the knob moved last moves.
pub fn live(lab: &Derivation, line: &DerivationLine) -> Option<Math> {
    let [x, y] = POINTS[0];
    let densities = lab.densities().map(figure);
    let values = [
        (r"\sigma", format!("{:.2}", lab.sigma)),
        ("a", format!("{:.2}", lab.fit.slope)),
        ("b", format!("{:.2}", lab.fit.intercept)),
        ("x", short(x)),
        ("y", short(y)),
        ("n", POINTS.len().to_string()),
        ("E", figure(lab.squares())),
        ("M", figure(lab.error.least())),
        ("V", figure(lab.value())),
        ("C", figure(lab.constant())),
        ("f_1", densities[0].clone()),
        ("f_2", densities[1].clone()),
        ("f_3", densities[2].clone()),
        ("f_4", densities[3].clone()),
        ("f_5", densities[4].clone()),
    ];
    let values: Vec<(&str, &str)> = values.iter().map(|(s, v)| (*s, v.as_str())).collect();
    let live = line.numbers.substituted(&values).ok()?;
    let symbols: &[&str] = match lab.moved {
        "a" => &["a", "E", "f_1", "f_2", "f_3", "f_4", "f_5"],
        "b" => &["b", "E", "f_1", "f_2", "f_3", "f_4", "f_5"],
        r"\sigma" => &[r"\sigma", "C", "f_1", "f_2", "f_3", "f_4", "f_5"],
        _ => &[],
    };
    let live = symbols
        .iter()
        .try_fold(live, |math, symbol| math.lit(symbol));
    live.ok()
}

/// E, its mean and -log L, and where E is least.
fn sums(lab: &Derivation, look: &Look) -> Vec<String> {
    let errors: Vec<String> = lab.errors().iter().map(|e| format!("{e:.2}")).collect();
    let (e, least) = (lab.squares(), lab.error.least());
    let lines = [
        format!("errors y - ax - b: {}", errors.join("  ")),
        format!(
            "E {}   E/n {}   -log L {}   least E {}",
            figure(e),
            figure(e / POINTS.len() as f64),
            figure(lab.nll()),
            figure(least)
        ),
    ];
    lines.map(|line| folded(&line, look)).to_vec()
}
