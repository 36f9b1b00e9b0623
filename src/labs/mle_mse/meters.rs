//! The two meters over one slope: as curves; where there are few rows, as rails.

use crate::labs::mle_mse::{MleMse, SLOPES};
use crate::labs::pane::split_below;
use crate::stats::Noise;
use crate::ui::Look;
use crate::ui::chrome::put;
use crate::ui::number::figure;
use crate::ui::plot::plane::{Grid, Plane};
use crate::ui::plot::scatter::{self, Mark};
use crate::ui::plot::stroke::{self, Pen};
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;

/// The horizontal axis that both meters share.
pub const SLOPE_AXIS: Plane = Plane {
    x: SLOPES.range,
    y: (0.0, 1.0),
    x_name: "slope a",
    y_name: "",
};

/// Below this height they are rails: of a curve two or three rows would be left.
pub const LOW: u16 = 13;

/// From this width on their names are written out.
const WIDE: u16 = 46;

/// Tops of the meters: few, so that a flatter curve looks flatter while sigma moves.
const TOPS: [f64; 7] = [3.0, 8.0, 30.0, 100.0, 300.0, 1000.0, 30000.0];

/// The signs of what they read at the learner's slope, and of where they are least.
pub fn signs(look: &Look) -> [&'static str; 2] {
    // In ASCII a ring is an `@` already.
    [look.pick("◊", "V"), look.pick("×", "x")]
}

/// One meter: what it reads at a slope, from where to where it reads, where it is least.
struct Meter {
    name: String,
    f: fn(&MleMse, f64) -> f64,
    range: (f64, f64),
    least: Option<f64>,
    style: Style,
}

/// The squared error and the likelihood.
fn both(lab: &MleMse, width: u16, look: &Look) -> [Meter; 2] {
    let squared = lab.squared.map(|line| line.slope);
    let likeliest = lab.likeliest().map(|line| line.slope);
    let wide = width >= WIDE;
    let meter = |[long, short]: [&str; 2], f: fn(&MleMse, f64) -> f64, least: Option<f64>| {
        let told = least.filter(|_| !lab.covered);
        let at = told.map_or(String::new(), |a| format!(", least at {a:.2}"));
        let what = if wide { long } else { short };
        let lowest = f(lab, least.unwrap_or(lab.slope));
        Meter {
            name: format!("{what} {}{at}", figure(f(lab, lab.slope))),
            f,
            range: (0.0, lowest),
            least: told,
            style: look.theme.first,
        }
    };
    let mut mse = meter(["mean squared error", "MSE"], MleMse::mse, squared);
    let mut nll = meter(
        ["negative log-likelihood", "-log L"],
        MleMse::nll,
        likeliest,
    );
    mse.range = (0.0, top(2.5 + mse.range.1, 0));
    nll.range = (-10.0, top(5.0 + nll.range.1, 2));
    // That of the fit that is the likeliest under this noise.
    nll.style = match lab.noise {
        Noise::Gaussian => look.theme.first,
        Noise::Laplace => look.theme.second,
    };
    [mse, nll]
}

/// The first top that is high enough, from the given one on.
fn top(enough: f64, first: usize) -> f64 {
    let top = TOPS[first..].iter().find(|top| enough <= **top);
    top.copied().unwrap_or(TOPS[TOPS.len() - 1])
}

/// Both as curves, one over the other.
pub fn draw(lab: &MleMse, area: Rect, buf: &mut Buffer, look: &Look) {
    let [above, below] = split_below(area, area.height - area.height.saturating_sub(2) / 2);
    let [mse, nll] = both(lab, area.width, look);
    let plane = |meter: &Meter| Plane {
        y: meter.range,
        y_name: "",
        ..SLOPE_AXIS
    };
    let upper = Plane {
        y_name: &mse.name,
        ..plane(&mse)
    };
    let lower = Plane {
        y_name: &nll.name,
        ..plane(&nll)
    };
    draw_curve(lab, &mse, &upper.draw_upper(above, buf, look), buf, look);
    draw_curve(lab, &nll, &lower.draw(below, buf, look), buf, look);
}

fn draw_curve(lab: &MleMse, meter: &Meter, grid: &Grid, buf: &mut Buffer, look: &Look) {
    let [_, bottom] = grid.at_share([0.0, 0.0]);
    let [_, top] = grid.at_share([0.0, 1.0]);
    let upright = |at: f64| [[at, bottom], [at, top]];
    if let Some(least) = meter.least {
        stroke::segment(grid, upright(least), Pen::Dotted, look.theme.dim, buf, look);
    }
    let f = |slope| (meter.f)(lab, slope);
    if !lab.covered {
        stroke::curve(grid, &f, meter.style, buf, look);
    }
    let [here, least] = signs(look);
    let least = meter.least.map(|slope| Mark {
        at: [slope, f(slope)],
        symbol: least,
        style: look.theme.good,
    });
    let here = Mark {
        at: [lab.slope, f(lab.slope)],
        symbol: here,
        style: look.theme.strong,
    };
    let marks: Vec<Mark> = least.into_iter().chain([here]).collect();
    scatter::draw(grid, &marks, buf, look);
}

/// Both as rails: what each reads lies on a line between the ends of its scale.
pub fn draw_rails(lab: &MleMse, area: Rect, buf: &mut Buffer, look: &Look) {
    let each = (area.height / 2).clamp(1, 3);
    let tops = (area.y..area.bottom()).step_by(each.into());
    for (meter, y) in both(lab, area.width, look).iter().zip(tops) {
        put(buf, area.x, y, &meter.name, area.width, look.theme.text);
        if each > 1 {
            let line = Rect {
                y: y + 1,
                height: 1,
                ..area
            };
            draw_rail(lab, meter, line, buf, look);
        }
    }
}

fn draw_rail(lab: &MleMse, meter: &Meter, line: Rect, buf: &mut Buffer, look: &Look) {
    let (low, high) = meter.range;
    let [from, to] = [low, high].map(|end| format!("{end:.0}"));
    let ends = (from.len() + to.len()) as u16 + 2;
    let columns = line.width.saturating_sub(ends);
    if columns < 8 {
        return;
    }
    let start = line.x + from.len() as u16 + 1;
    put(buf, line.x, line.y, &from, line.width, look.theme.dim);
    let rail = look.pick("─", "-").repeat(columns.into());
    put(buf, start, line.y, &rail, columns, meter.style);
    put(
        buf,
        start + columns + 1,
        line.y,
        &to,
        line.width,
        look.theme.dim,
    );
    let [here, least] = signs(look);
    let mut mark = |slope: f64, sign: &str, style| {
        let share = ((meter.f)(lab, slope) - low) / (high - low);
        let (sign, share) = match share {
            1.0.. => (look.pick("►", ">"), 1.0),
            _ => (sign, share.max(0.0)),
        };
        let x = start + (share * f64::from(columns - 1)).round() as u16;
        put(buf, x, line.y, sign, 1, style);
    };
    if let Some(slope) = meter.least {
        mark(slope, least, look.theme.good);
    }
    mark(lab.slope, here, look.theme.strong);
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::labs::testing::{after, screen};

    #[test]
    fn on_a_low_screen_the_meters_are_rails_with_their_numbers_and_their_signs_are_explained() {
        let lab = after::<MleMse>(&["set curves shown"]);
        for (ascii, signs) in [
            (false, ["◊ at your", "× least"]),
            (true, ["V at your", "x least"]),
        ] {
            let rows = screen(&lab, 76, 9, ascii);
            let all = rows.concat();
            for words in ["MSE ", "-log L ", "least at"].into_iter().chain(signs) {
                assert!(all.contains(words), "{words}: {rows:#?}");
            }
            assert!(!all.contains("slope a"), "no axis of a curve: {rows:#?}");
        }
    }
}
