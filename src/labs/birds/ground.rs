//! The ground of each species: where a rule answers with it, in a tint and in letters.

use super::Flock;
use crate::ui::Look;
use crate::ui::chrome::put;
use crate::ui::plot::plane::Grid;
use ratatui::buffer::Buffer;

/// Columns from one letter of a ground to the next.
const LETTERS: u16 = 6;

/// Where a rule says which species.
pub struct Ground<'a> {
    /// The species that the rule says at a place, by its number.
    pub at: &'a dyn Fn([f64; 2]) -> Option<usize>,
    /// The new bird.
    pub bird: [f64; 2],
    /// The species that the rule says of the new bird.
    pub answer: Option<usize>,
}

impl Ground<'_> {
    /// Under and between all that is drawn already.
    pub fn draw(&self, flock: &Flock, grid: &Grid, buf: &mut Buffer, look: &Look) {
        self.letters(flock, grid, buf, look);
        self.tint(grid, buf, look);
    }

    /// A letter of the species here and there over its whole ground: too regular for data, clear of
    /// it, and read without colour.
    fn letters(&self, flock: &Flock, grid: &Grid, buf: &mut Buffer, look: &Look) {
        let bird = grid.cell(self.bird).zip(self.answer);
        for (x, y) in cells(grid, buf) {
            let [column, row] = [x - grid.plot.x, y - grid.plot.y];
            let here = column % LETTERS == LETTERS / 2 * (row % 2);
            let clear = || {
                let mut beside =
                    x.saturating_sub(1).max(grid.plot.x)..(x + 2).min(grid.plot.right());
                beside.all(|x| buf.cell((x, y)).is_none_or(|cell| cell.symbol() == " "))
            };
            if !(here && clear()) {
                continue;
            }
            // A letter stands where all of its cell is one ground; beside the bird none speaks against
            // its answer, which is that of its place in the row.
            let [upper, lower] = self.halves(grid, (x, y));
            let speaks_for_it = bird.is_none_or(|((column, row), class)| {
                row != y || column.abs_diff(x) > LETTERS || upper == Some(class)
            });
            let class = upper.filter(|_| upper == lower && speaks_for_it);
            if let Some(species) = class.and_then(|class| flock.species.get(class)) {
                put(buf, x, y, &letter(species), 1, look.theme.dim);
            }
        }
    }

    /// A tint of the species' colour under all that lies on it: by halves of cells where nothing
    /// does, and under the new bird its own.
    fn tint(&self, grid: &Grid, buf: &mut Buffer, look: &Look) {
        let ground = |class: Option<usize>| class.and_then(|class| look.theme.ground(class));
        // Without tints there is nothing to ask for.
        if ground(Some(0)).is_none() {
            return;
        }
        let own = grid.cell(self.bird).zip(self.answer);
        for at in cells(grid, buf) {
            let [upper, lower] = self.halves(grid, at).map(ground);
            let cell = &mut buf[at];
            if let Some((_, answer)) = own.filter(|(bird, _)| *bird == at) {
                ground(Some(answer)).map(|tint| cell.set_bg(tint));
            } else if let (Some(upper), Some(lower)) = (upper, lower) {
                let split = upper != lower && cell.symbol() == " " && !look.glyphs.ascii;
                if split {
                    cell.set_symbol("▀").set_fg(upper);
                }
                cell.set_bg(if split { lower } else { upper });
            }
        }
    }

    /// What the rule says in the middle of the upper and of the lower half of a cell.
    fn halves(&self, grid: &Grid, cell: (u16, u16)) -> [Option<usize>; 2] {
        [0.25, 0.75].map(|down| (self.at)(grid.within(cell, [0.5, down])))
    }
}

/// What the letters of all grounds are, for a legend.
pub fn words(flock: &Flock) -> String {
    let letters: Vec<String> = flock.species.iter().map(|name| letter(name)).collect();
    format!("{} ground", letters.join(" "))
}

/// The letter that the ground of a species is marked with.
fn letter(species: &str) -> String {
    species.chars().take(1).collect::<String>().to_lowercase()
}

/// The cells of the plot that are on the screen.
fn cells(grid: &Grid, buf: &Buffer) -> impl Iterator<Item = (u16, u16)> + use<> {
    let plot = grid.plot.intersection(buf.area);
    (plot.top()..plot.bottom()).flat_map(move |y| (plot.left()..plot.right()).map(move |x| (x, y)))
}
