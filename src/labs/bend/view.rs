//! The picture: the points with the network's curve and up to two lines, and below them the run.

use super::Bend;
use super::controls::W;
use crate::labs::pane::{Drag, Pane, Targets, split_below};
use crate::labs::{Height, grip, training};
use crate::ui::Look;
use crate::ui::plot::legend::{self, Entry};
use crate::ui::plot::plane::Plane;
use crate::ui::plot::spot::{self, Spot};
use crate::ui::plot::stroke::{self, Pen};
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

/// Columns that two curves with their errors need on one row.
const NARROW: u16 = 76;

pub fn height(_width: u16) -> Height {
    Height::new(10, 14, 26)
}

pub fn panes(lab: &Bend, area: Rect) -> Vec<Pane<Bend>> {
    let settings = &lab.settings;
    let curves = [settings.net, settings.hand, settings.closed];
    let curves = curves.into_iter().filter(|shown| *shown).count();
    let signs = if curves > 2 || area.width < NARROW {
        2
    } else {
        1
    };
    let rows = signs + u16::from(settings.net);
    let [picture, words] = split_below(area, rows.min(area.height));
    let drawn = Pane::new(picture, draw);
    let drawn = match settings.hand {
        true => drawn.drag(
            plane(lab).grid(picture),
            &["w", "b"],
            grip::HELP,
            line_under,
        ),
        false => drawn,
    };
    vec![drawn, Pane::new(words, draw_words)]
}

fn line_under(lab: &Bend, drag: &Drag) -> Targets {
    grip::dragged(["w", "b"], drag, lab.data.ranges[0], W[lab.settings.set])
}

fn plane(lab: &Bend) -> Plane<'static> {
    let data = &lab.data;
    Plane {
        x: data.ranges[0],
        y: data.ranges[1],
        x_name: data.names[0],
        y_name: data.names[1],
    }
}

fn draw(lab: &Bend, area: Rect, buf: &mut Buffer, look: &Look) {
    let data = &lab.data;
    let grid = plane(lab).draw(area, buf, look);
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
    if lab.settings.net {
        stroke::path(&grid, &lab.curve, Pen::Solid, theme.second, buf, look);
    }
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
    let run = u16::from(lab.settings.net).min(area.height);
    let [rest, run] = split_below(area, run);
    if lab.settings.net {
        training::progress(&lab.run, "points", None, run, buf, look);
    }
    let theme = &look.theme;
    let told = |value: f64| {
        format!("{value:.2} {}", lab.data.unit)
            .trim_end()
            .to_owned()
    };
    let mut words: Vec<Entry> = Vec::new();
    let mut entry = |sign: &str, style, said: String| {
        words.push(vec![(format!("{sign} "), style), (said, theme.text)]);
    };
    if lab.settings.net {
        let shape = if lab.is_straight() {
            "a straight line"
        } else {
            "bent"
        };
        let net = format!("network: {shape}, off by {}", told(lab.error));
        entry(Pen::Solid.sign(look), theme.second, net);
    }
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
