//! The network as a drawing: a node for each number, a line for each weight, firmer where it is larger.

use super::units::Unit;
use super::{Classifier2d, ground};
use crate::labs::pane::split_below;
use crate::ui::Look;
use crate::ui::chrome::{longest_form, put};
use crate::ui::plot::legend::{self, Entry};
use crate::ui::plot::plane::{Grid, Plane};
use crate::ui::plot::stroke::{self, Pen};
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;

/// How a weight is drawn that is more than this share of the largest one: the firmest comes last and
/// stays whole. What is smaller is not drawn.
const PENS: [(f64, Pen); 3] = [(0.05, Pen::Dotted), (0.2, Pen::Dashed), (0.5, Pen::Solid)];

/// One weight: from which node to which, and what it is.
struct Line {
    ends: [[f64; 2]; 2],
    weight: f64,
    /// It is the one that a hand turns.
    chosen: bool,
}

/// Inputs at the left, scores at the right, each layer a column.
pub fn draw(lab: &Classifier2d, area: Rect, buf: &mut Buffer, look: &Look) {
    let [area, words] = split_below(area, area.height.min(1));
    let nodes = nodes(lab);
    let grid = plane(&nodes).grid(area);
    let lines = lines(lab, &nodes);
    let most = lines
        .iter()
        .fold(0.0, |most: f64, line| most.max(line.weight.abs()));
    for (at, (least, pen)) in PENS.into_iter().enumerate() {
        let below = PENS.get(at + 1).map_or(f64::INFINITY, |next| next.0);
        let here = |line: &&Line| (least..below).contains(&(line.weight.abs() / most));
        for line in lines.iter().filter(here) {
            stroke::segment(&grid, line.ends, pen, style(line.weight, look), buf, look);
        }
    }
    if let Some(line) = lines.iter().find(|line| line.chosen) {
        stroke::segment(&grid, line.ends, Pen::Solid, look.theme.accent, buf, look);
    }
    for (layer, ys) in nodes.iter().enumerate() {
        for (node, &y) in ys.iter().enumerate() {
            if let Some(at) = grid.cell([layer as f64, y]) {
                buf[at].reset(); // or it would have the colour of a line
                draw_node(lab, [layer, node], nodes.len(), at, buf, look);
            }
        }
    }
    draw_heads(lab, &grid, nodes.len(), area, buf, look);
    legend::draw(&signs(most, look), words, buf, look);
}

/// Where the nodes of each column stand, from 1 at the top down to 0.
fn nodes(lab: &Classifier2d) -> Vec<Vec<f64>> {
    let net = lab.net();
    let layers = net.layers().iter().map(|layer| layer.units());
    let column = |count: usize| {
        let place = |node: usize| 1.0 - (node as f64 + 0.5) / count as f64;
        (0..count).map(place).collect()
    };
    std::iter::once(net.inputs())
        .chain(layers)
        .map(column)
        .collect()
}

fn plane(nodes: &[Vec<f64>]) -> Plane<'static> {
    Plane {
        x: (0.0, nodes.len() as f64 - 1.0),
        y: (0.0, 1.0),
        x_name: "",
        y_name: "",
    }
}

/// A line for each weight; biases have none.
fn lines(lab: &Classifier2d, nodes: &[Vec<f64>]) -> Vec<Line> {
    let net = lab.net();
    let turned = lab.chosen_unit().map(|unit| (unit, lab.chosen_input()));
    let mut lines = Vec::new();
    for (layer, pair) in nodes.windows(2).enumerate() {
        for ((from, unit), &weight) in net.kernel(layer).indexed_iter() {
            let (x, to) = (layer as f64, pair[1][unit]);
            lines.push(Line {
                ends: [[x, pair[0][from]], [x + 1.0, to]],
                weight: weight.into(),
                chosen: turned == Some((Unit { layer, unit }, from)),
            });
        }
    }
    lines
}

fn style(weight: f64, look: &Look) -> Style {
    match weight < 0.0 {
        true => look.theme.second,
        false => look.theme.first,
    }
}

/// An input with its name, a hidden node, or the letter of a class.
fn draw_node(
    lab: &Classifier2d,
    [layer, node]: [usize; 2],
    columns: usize,
    (x, y): (u16, u16),
    buf: &mut Buffer,
    look: &Look,
) {
    let theme = &look.theme;
    let dot = look.pick("●", "O");
    if layer + 1 == columns {
        let class = lab.data.classes.get(node);
        let letter = class.map_or(String::new(), |class| class.letter.to_string());
        return put(buf, x, y, &letter, 1, ground::style(node, look));
    }
    let chosen = lab.chosen_unit();
    let is_chosen = layer > 0 && chosen.is_some_and(|it| [it.layer + 1, it.unit] == [layer, node]);
    put(
        buf,
        x,
        y,
        dot,
        1,
        if is_chosen {
            theme.accent
        } else {
            theme.strong
        },
    );
    if let (0, Some(name)) = (layer, lab.data.axes.get(node)) {
        let name: String = name
            .chars()
            .take(usize::from(x.saturating_sub(1)))
            .collect();
        let left = x.saturating_sub(1 + name.chars().count() as u16);
        put(buf, left, y, &name, x - left, theme.dim);
    }
}

/// What each column is, over it.
fn draw_heads(
    lab: &Classifier2d,
    grid: &Grid,
    columns: usize,
    area: Rect,
    buf: &mut Buffer,
    look: &Look,
) {
    for layer in 0..columns {
        let words = match layer {
            0 => "in".to_owned(),
            _ if layer + 1 == columns => "out".to_owned(),
            _ => {
                let name = format!("layer{layer}");
                let activation = lab.settings.activation_name();
                // Names of neighbours have a gap between them.
                let room = (area.width / columns as u16).saturating_sub(2);
                longest_form([format!("{name}, {activation}"), name], room)
            }
        };
        let at = grid
            .cell([layer as f64, 1.0])
            .or(grid.cell([layer as f64, 0.5]));
        if let Some((x, _)) = at {
            let wide = words.chars().count() as u16;
            let x = x
                .saturating_sub(wide / 2)
                .min(area.right().saturating_sub(wide));
            put(buf, x.max(area.x), area.y, &words, wide, look.theme.dim);
        }
    }
}

/// What the lines mean.
fn signs(most: f64, look: &Look) -> Vec<Entry> {
    let theme = &look.theme;
    let pens = PENS.iter().rev().map(|(share, pen)| {
        let words = format!("{} over {:.2}", pen.sign(look), share * most);
        vec![(words, theme.text)]
    });
    let signs = [(theme.first, "weight above 0"), (theme.second, "below 0")];
    let signs = signs.map(|(style, words)| vec![(words.to_owned(), style)]);
    pens.chain(signs).collect()
}
