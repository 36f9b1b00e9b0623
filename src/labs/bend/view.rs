//! The picture: the points with the network's curve and up to two lines, and below them the run.

use super::Bend;
use crate::labs::Height;
use crate::labs::pane::{Pane, split_below};
use crate::labs::training;
use crate::ui::Look;
use crate::ui::number::figure;
use crate::ui::plot::legend::{self, Entry};
use crate::ui::plot::plane::Plane;
use crate::ui::plot::spot::{self, Spot};
use crate::ui::plot::stroke::{self, Pen};
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

/// Rows under the picture: the curves with their errors, and the run.
const WORDS: u16 = 3;

pub fn height(_width: u16) -> Height {
    Height::new(10, 14, 26)
}

pub fn panes(area: Rect) -> Vec<Pane<Bend>> {
    let [picture, words] = split_below(area, WORDS.min(area.height));
    vec![Pane::new(picture, draw), Pane::new(words, draw_words)]
}

fn draw(lab: &Bend, area: Rect, buf: &mut Buffer, look: &Look) {
    let data = &lab.data;
    let plane = Plane {
        x: data.ranges[0],
        y: data.ranges[1],
        x_name: data.names[0],
        y_name: data.names[1],
    };
    let grid = plane.draw(area, buf, look);
    let theme = &look.theme;
    let spot = spot_of(lab);
    spot::draw(
        data.points.iter().copied(),
        spot,
        &grid,
        theme.dim,
        buf,
        look,
    );
    let (from, to) = data.ranges[0];
    let mut line = |line: &dyn Fn(f64) -> f64, pen, style| {
        let ends = [from, to].map(|x| [x, line(x)]);
        stroke::line(&grid, ends, pen, style, buf, look);
    };
    if let Some(best) = lab.best().filter(|_| lab.settings.closed) {
        line(&|x| best.predict(x), Pen::Dashed, theme.good);
    }
    if lab.settings.hand {
        let hand = lab.hand();
        line(&|x| hand.predict(x), Pen::Dotted, theme.accent);
    }
    stroke::path(&grid, &lab.curve, Pen::Solid, theme.second, buf, look);
}

/// Many points are grains: they would hide one another, and the curve.
fn spot_of(lab: &Bend) -> Spot {
    if lab.data.points.len() > 100 {
        Spot::Grain
    } else {
        Spot::Point
    }
}

fn draw_words(lab: &Bend, area: Rect, buf: &mut Buffer, look: &Look) {
    let [rest, run] = split_below(area, 1.min(area.height));
    training::progress(&lab.run, "points", None, run, buf, look);
    let theme = &look.theme;
    let told = |value: f64| {
        format!("{} {}", figure(value), lab.data.unit)
            .trim_end()
            .to_owned()
    };
    let mut words: Vec<Entry> = Vec::new();
    let mut entry = |sign: &str, style, said: String| {
        words.push(vec![(format!("{sign} "), style), (said, theme.text)]);
    };
    let shape = if lab.is_straight() {
        "a straight line"
    } else {
        "bent"
    };
    let net = format!("network: {shape}, off by {}", told(lab.error));
    entry(Pen::Solid.sign(look), theme.second, net);
    if lab.settings.closed {
        entry(
            Pen::Dashed.sign(look),
            theme.good,
            format!("closed form: off by {}", told(lab.best_error())),
        );
    }
    if lab.settings.hand {
        entry(
            Pen::Dotted.sign(look),
            theme.accent,
            format!("by hand: off by {}", told(lab.hand_error())),
        );
    }
    legend::draw(&words, rest, buf, look);
}
