//! The picture: the map with the points on it, and beside it or below it the network, its run and
//! the dearest points.

use super::judged::DEAREST;
use super::settings::SEEN;
use super::{Classifier2d, ground, network, side, units};
use crate::labs::Height;
use crate::labs::pane::{Pane, split_below};
use crate::ui::Look;
use crate::ui::chrome::put;
use crate::ui::plot::legend::{self, Entry};
use crate::ui::plot::plane::Plane;
use crate::ui::plot::scatter::{self, Mark};
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use unicode_width::UnicodeWidthStr;

/// Columns of what stands beside the map, with the gap before it.
const SIDE: u16 = 29;
const GAP: u16 = 2;

/// Where it is so wide, or so low, it stands beside the map, and else under it.
const WIDE: u16 = 84;
const LOW: u16 = 24;

pub fn height(width: u16) -> Height {
    match width {
        ..WIDE => Height::new(11, 16, 34),
        _ => Height::new(11, 18, 32),
    }
}

pub fn panes(lab: &Classifier2d, area: Rect) -> Vec<Pane<Classifier2d>> {
    let beside = area.width >= WIDE || area.height < LOW;
    let (picture, run, dear) = match beside {
        true => {
            let [picture, column] = split_right(area, SIDE.min(area.width / 2));
            let run = column.height.saturating_sub(side::DEAR);
            let [run, dear] = split_below(column, column.height - run);
            (picture, run, dear)
        }
        false => {
            let [picture, below] = split_below(area, side::DEAR);
            let [run, dear] = split_right(below, SIDE);
            (picture, run, dear)
        }
    };
    let legend = if picture.width < legend_width(lab) {
        2
    } else {
        1
    };
    let [map, words] = split_below(picture, picture.height.min(legend));
    vec![
        Pane::new(map, draw_map).touch(Classifier2d::touch),
        Pane::new(words, draw_legend),
        Pane::new(run, side::draw_run),
        Pane::new(dear, side::draw_dear),
    ]
}

/// An area with so many columns taken off at the right, the gap between the two included.
fn split_right(area: Rect, columns: u16) -> [Rect; 2] {
    let left = area.width.saturating_sub(columns);
    let gap = GAP.min(columns);
    let right = Rect {
        x: area.x + left + gap,
        width: area.width - left - gap,
        ..area
    };
    [
        Rect {
            width: left,
            ..area
        },
        right,
    ]
}

pub fn plane(lab: &Classifier2d) -> Plane<'_> {
    let [x, y] = lab.data.ranges;
    let [x_name, y_name] = &lab.data.axes;
    Plane {
        x,
        y,
        x_name,
        y_name,
    }
}

fn draw_map(lab: &Classifier2d, area: Rect, buf: &mut Buffer, look: &Look) {
    match SEEN[lab.settings.seen] {
        "units" => return units::draw(lab, area, buf, look),
        "network" => return network::draw(lab, area, buf, look),
        _ => {}
    }
    let grid = plane(lab).draw(area, buf, look);
    let letters: Vec<char> = lab.data.classes.iter().map(|class| class.letter).collect();
    if let Some(map) = &lab.map {
        ground::draw(map, &letters, &grid, buf, look);
    }
    let shown = match lab.settings.drawn {
        0 => &[][..],
        1 => &lab.data.train,
        _ => &lab.data.test,
    };
    let names: Vec<String> = letters.iter().map(char::to_string).collect();
    for point in shown {
        let Some(at) = grid.cell(point.at) else {
            let arrow = Mark {
                at: point.at,
                symbol: "",
                style: ground::style(point.class, look),
            };
            scatter::draw(&grid, &[arrow], buf, look);
            continue;
        };
        // The ground stays under it.
        let name = names.get(point.class).map_or("?", String::as_str);
        let style = ground::style(point.class, look);
        put(buf, at.0, at.1, name, 1, style);
    }
    for (rank, dear) in lab.judged.dearest.iter().enumerate() {
        // Of few points each shows its class.
        let ranked = shown.len() > 2 * DEAREST;
        let at = grid.cell(dear.point.at).filter(|_| ranked);
        if let Some((x, y)) = at {
            put(buf, x, y, &(rank + 1).to_string(), 1, look.theme.bad);
        }
    }
    if lab.hand.free
        && let Some((x, y)) = grid.cell(lab.hand.at)
    {
        put(buf, x, y, look.pick("◊", "@"), 1, look.theme.strong);
    }
}

fn draw_legend(lab: &Classifier2d, area: Rect, buf: &mut Buffer, look: &Look) {
    if SEEN[lab.settings.seen] == "network" {
        return; // it has signs of its own, and no points
    }
    legend::draw(&signs(lab, look), area, buf, look);
}

/// What the signs mean: the letters of the classes, and the inks of doubt.
fn signs(lab: &Classifier2d, look: &Look) -> Vec<Entry> {
    let theme = &look.theme;
    let classes = lab.data.classes.iter().enumerate();
    let mut entries: Vec<Entry> = match lab.data.named {
        true => classes
            .map(|(at, class)| {
                let words = format!("{} {}", class.letter, class.name);
                vec![(words, ground::style(at, look))]
            })
            .collect(),
        false => vec![
            classes
                .map(|(at, class)| (format!("{} ", class.letter), ground::style(at, look)))
                .chain([("points".to_owned(), theme.dim)])
                .collect(),
        ],
    };
    let doubts = ground::inks(look).into_iter().zip(ground::DOUBTS);
    let doubts: Vec<String> = doubts
        .map(|(ink, limit)| format!("{ink} <{limit}"))
        .collect();
    entries.push(vec![(format!("p {}", doubts.join(" ")), theme.dim)]);
    if lab.hand.free {
        let [x, y] = lab.hand.at;
        let hand = format!("{} {x:.2}, {y:.2}", look.pick("◊", "@"));
        entries.push(vec![(hand, theme.strong)]);
    }
    entries
}

/// Columns of the legend on one row.
fn legend_width(lab: &Classifier2d) -> u16 {
    let names = lab.data.classes.iter();
    let names = match lab.data.named {
        true => names.map(|class| class.name.width() + 5).sum(),
        false => 2 * names.len() + 9,
    };
    // `p ░ <0.9 ▒ <0.7 ▓ <0.5`, and `◊ -0.30, -0.24`
    let hand = if lab.hand.free { 17 } else { 0 };
    u16::try_from(names + 23 + hand).unwrap_or(u16::MAX)
}
