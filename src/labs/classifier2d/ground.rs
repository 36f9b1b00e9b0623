//! The ground of each class: where a network answers with it, and how far it doubts. What it is sure
//! of is left empty but for sparse letters; doubt is the only ink.

use super::map::Map;
use crate::ui::Look;
use crate::ui::chrome::put;
use crate::ui::plot::plane::Grid;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;

/// Columns from one letter of a ground to the next.
const LETTERS: u16 = 6;

/// Below each of these probabilities doubt has another ink.
pub const DOUBTS: [f64; 3] = [0.9, 0.7, 0.5];

/// The inks of doubt, the faintest first.
pub fn inks(look: &Look) -> [&str; 3] {
    ["░", "▒", "▓"].map(|ink| match ink {
        "░" => look.pick("░", "."),
        "▒" => look.pick("▒", ":"),
        _ => look.pick("▓", "%"),
    })
}

/// How a class is coloured.
pub fn style(class: usize, look: &Look) -> Style {
    let theme = &look.theme;
    [
        theme.first,
        theme.second,
        theme.good,
        theme.accent,
        theme.bad,
    ][class % 5]
}

/// What a network says in one cell.
struct Said {
    /// The class of the upper and of the lower half.
    halves: [usize; 2],
    /// The least probability that its class has there.
    p: f64,
    /// Everywhere in the cell it is one class.
    whole: bool,
}

impl Said {
    fn of(map: &Map, grid: &Grid, cell: (u16, u16)) -> Option<Self> {
        let at = |right, down| map.answer(grid.share(grid.within(cell, [right, down])));
        let corners = [
            at(0.25, 0.25)?,
            at(0.75, 0.25)?,
            at(0.25, 0.75)?,
            at(0.75, 0.75)?,
        ];
        let first = corners[0].0;
        Some(Self {
            halves: [first, corners[2].0],
            p: corners.iter().map(|corner| corner.1).fold(1.0, f64::min),
            whole: corners.iter().all(|corner| corner.0 == first),
        })
    }

    /// How far it doubts, from none to all of [`DOUBTS`]. Between two classes a network went through
    /// one half, however steeply.
    fn doubt(&self) -> usize {
        let doubt = DOUBTS.iter().filter(|&&limit| self.p < limit).count();
        doubt.max(usize::from(!self.whole))
    }
}

/// Draws what a map says over the plot; `letters` are those of the classes.
pub fn draw(map: &Map, letters: &[char], grid: &Grid, buf: &mut Buffer, look: &Look) {
    let plot = grid.plot.intersection(buf.area);
    for (x, y) in cells(plot) {
        let Some(said) = Said::of(map, grid, (x, y)) else {
            return;
        };
        let [upper, lower] = said.halves;
        let tints = [upper, lower].map(|class| look.theme.ground(class));
        if let [Some(_), Some(lower)] = tints {
            buf[(x, y)].set_bg(lower);
        }
        let [column, row] = [x - plot.x, y - plot.y];
        match said.doubt() {
            0 if column % LETTERS == LETTERS / 2 * (row % 2) => {
                let letter = letters.get(upper).copied().unwrap_or('?');
                let letter = letter.to_ascii_lowercase().to_string();
                put(buf, x, y, &letter, 1, look.theme.dim);
            }
            0 => {}
            doubt => put(buf, x, y, inks(look)[doubt - 1], 1, look.theme.dim),
        }
    }
}

fn cells(plot: Rect) -> impl Iterator<Item = (u16, u16)> {
    (plot.top()..plot.bottom()).flat_map(move |y| (plot.left()..plot.right()).map(move |x| (x, y)))
}
