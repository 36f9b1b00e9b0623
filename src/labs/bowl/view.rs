//! Drawing the bowl: E over one weight with its nudge, the map, the two cuts, and their words.

use super::layout::layout;
use super::map::{self, REACH};
use super::{Bowl, SCALES, VIEWS, WEIGHTS, facts};
use crate::labs::pane::Pane;
use crate::ui::Look;
use crate::ui::number::{figure, short};
use crate::ui::plot::legend::{self, Entry};
use crate::ui::plot::plane::Plane;
use crate::ui::plot::scatter::{self, Mark};
use crate::ui::plot::stroke::{self, Pen};
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;

/// How high the axes of E reach, over a weight and along the cuts.
const TOPS: [f64; 2] = [200.0, 80.0];

/// The pictures over their words. A hand drags the line over the map.
pub fn panes(lab: &Bowl, area: Rect) -> Vec<Pane<Bowl>> {
    let parts = layout(lab, area);
    let map = parts.map.map(|area| {
        let pane = Pane::new(area, map::draw);
        match VIEWS[lab.view] {
            "arrow" => pane.drag(
                map::plane(area).grid(area),
                &WEIGHTS,
                "Drag your a and b over the map.",
                |_, drag| vec![("a", drag.to[0]), ("b", drag.to[1])],
            ),
            _ => pane,
        }
    });
    let curve = parts.curve.map(|area| {
        let is_nudge = VIEWS[lab.view] == "nudge";
        Pane::new(area, if is_nudge { draw_nudge } else { draw_cuts })
    });
    (map.into_iter().chain(curve))
        .chain([Pane::new(parts.words, draw_words)])
        .collect()
}

/// E over the weight, the places before and after the nudge, and the straight line through both.
fn draw_nudge(lab: &Bowl, area: Rect, buf: &mut Buffer, look: &Look) {
    let other = [lab.line.intercept, lab.line.slope][lab.weight];
    let y_name = format!("E, with {} = {}", WEIGHTS[1 - lab.weight], short(other));
    let plane = Plane {
        x: SCALES[lab.weight].range,
        y: (0.0, TOPS[0]),
        x_name: ["slope a", "intercept b"][lab.weight],
        y_name: &y_name,
    };
    let grid = plane.draw(area, buf, look);
    let at = |value| lab.error.at(&lab.with(value));
    stroke::curve(&grid, &at, look.theme.first, buf, look);
    let (here, slope) = (lab.here(), lab.secant());
    let straight = |x: f64| [x, at(here) + slope * (x - here)];
    let ends = [plane.x.0 - 1.0, plane.x.1 + 1.0].map(straight);
    stroke::segment(&grid, ends, Pen::Dashed, look.theme.second, buf, look);
    let there = here + lab.nudge;
    let mark = |x, symbol, style| Mark {
        at: [x, at(x)],
        symbol,
        style,
    };
    let marks = [
        mark(there, look.pick("○", "o"), look.theme.good),
        mark(here, look.pick("◊", "@"), look.theme.strong),
    ];
    scatter::draw(&grid, &marks, buf, look);
}

/// E along the cut and along the one at right angles to it.
fn draw_cuts(lab: &Bowl, area: Rect, buf: &mut Buffer, look: &Look) {
    let plane = Plane {
        x: (-REACH, REACH),
        y: (0.0, TOPS[1]),
        x_name: "way from +",
        y_name: "E along the cuts",
    };
    let grid = plane.draw(area, buf, look);
    for (degrees, pen, style) in map::cuts(lab, look) {
        const PARTS: i32 = 200;
        let point = |i: i32| {
            let x = REACH * f64::from(i) / f64::from(PARTS);
            [x, lab.error.at(&lab.off_floor(x, degrees))]
        };
        let points: Vec<[f64; 2]> = (-PARTS..=PARTS).map(point).collect();
        stroke::path(&grid, &points, pen, style, buf, look);
    }
}

fn draw_words(lab: &Bowl, area: Rect, buf: &mut Buffer, look: &Look) {
    let (numbers, signs) = match VIEWS[lab.view] {
        "nudge" => nudge_words(lab, look),
        "arrow" => arrow_words(lab, look),
        _ => cut_words(lab, look),
    };
    legend::draw_groups(&[&numbers, &signs], area, buf, look);
}

/// Numbers, each with its sign before it, and what the other signs of the picture mean.
type Words = (Vec<Entry>, Vec<Entry>);

fn entry(sign: &str, style: Style, words: &str, rest: Style) -> Entry {
    vec![(sign.to_owned(), style), (format!(" {words}"), rest)]
}

fn nudge_words(lab: &Bowl, look: &Look) -> Words {
    let theme = &look.theme;
    let told = |line, decimals| {
        let e = lab.error.at(line);
        format!("{} = {e:.4}", facts::height(line, decimals))
    };
    let here = told(&lab.line, 2);
    let there = told(&lab.nudged(), facts::digits(lab));
    let numbers = vec![
        entry(look.pick("◊", "@"), theme.strong, &here, theme.accent),
        entry(look.pick("○", "o"), theme.good, &there, theme.accent),
    ];
    let curve = format!("E over {}", WEIGHTS[lab.weight]);
    let signs = vec![
        entry(Pen::Solid.sign(look), theme.first, &curve, theme.dim),
        entry(
            Pen::Dashed.sign(look),
            theme.second,
            "straight through both",
            theme.dim,
        ),
    ];
    (numbers, signs)
}

fn arrow_words(lab: &Bowl, look: &Look) -> Words {
    let theme = &look.theme;
    let number = |words: String, style| vec![(words, style)];
    let now = figure(lab.error.at(&lab.line));
    let mut numbers = vec![number(format!("E = {now}"), theme.accent)];
    let mut signs = vec![
        entry(look.pick("◊", "@"), theme.strong, "your a, b", theme.dim),
        entry(look.pick("+", "L"), theme.good, "least E", theme.dim),
    ];
    if lab.arrow {
        let [a, b] = lab.error.gradient(&lab.line).map(figure);
        numbers.push(number(format!("slope along a {a}"), theme.text));
        numbers.push(number(format!("slope along b {b}"), theme.text));
        if let Some(aside) = lab.aside() {
            let words = format!("points {aside:.0}° beside {}", look.pick("+", "L"));
            numbers.push(number(words, theme.text));
        }
        let what = match map::tip(lab) {
            Some(_) => "steepest way down",
            None => "no arrow: nearly flat here",
        };
        signs.push(entry(look.pick("━→", "->"), theme.accent, what, theme.dim));
    }
    signs.extend(shades(look));
    (numbers, signs)
}

fn cut_words(lab: &Bowl, look: &Look) -> Words {
    let theme = &look.theme;
    let [(across, dashed, first), (turn, solid, second)] = map::cuts(lab, look);
    let bend = |degrees| format!("bend {}", figure(lab.bend(degrees)));
    let yours = format!("your cut: {}", bend(turn));
    let other = format!("at right angles: {}", bend(across));
    let numbers = vec![
        entry(solid.sign(look), second, &yours, theme.accent),
        entry(dashed.sign(look), first, &other, theme.text),
    ];
    let mut signs = vec![entry(
        look.pick("+", "L"),
        theme.good,
        "the floor, least E",
        theme.dim,
    )];
    signs.extend(shades(look));
    (numbers, signs)
}

/// What the shades of the map mean, where they are signs.
fn shades(look: &Look) -> Option<Entry> {
    let words = || {
        entry(
            &map::shades(),
            look.theme.text,
            "E small to large",
            look.theme.dim,
        )
    };
    look.glyphs.ascii.then(words)
}
