//! The birds that were measured, two measurements at a time, and how a picture shows them.

pub(crate) mod ground;

use crate::dataset::table::Table;
use crate::labs::scale::Scale;
use crate::stats::{mean, variance};
use crate::ui::Look;
use crate::ui::plot::plane::Grid;
use crate::ui::plot::scatter::{self, Mark};
use ratatui::buffer::Buffer;
use ratatui::style::Style;

/// Something that was measured of each bird.
pub struct Measure {
    /// The column of the table.
    column: &'static str,
    /// What it is, in words.
    pub name: &'static str,
    /// The same with its unit, for an axis.
    pub axis: &'static str,
    /// The same in standard deviations from the mean.
    pub standardized: &'static str,
    /// What the new bird may have.
    pub scale: Scale,
}

impl Measure {
    /// A value with its unit.
    pub fn spelled(&self, value: f64) -> String {
        format!("{value:.*} {}", self.scale.decimals, self.scale.unit)
    }
}

/// What was measured.
pub const MEASURES: [Measure; 4] = [
    Measure {
        column: "bill_length_mm",
        name: "bill length",
        axis: "bill length, mm",
        standardized: "bill length, z",
        scale: Scale::even((30.0, 62.0), 0.5, 1).unit("mm"),
    },
    Measure {
        column: "flipper_length_mm",
        name: "flipper length",
        axis: "flipper length, mm",
        standardized: "flipper length, z",
        scale: Scale::even((168.0, 236.0), 1.0, 0).unit("mm"),
    },
    Measure {
        column: "body_mass_g",
        name: "body mass",
        axis: "body mass, g",
        standardized: "body mass, z",
        scale: Scale::even((2500.0, 6500.0), 25.0, 0).unit("g"),
    },
    Measure {
        column: "bill_depth_mm",
        name: "bill depth",
        axis: "bill depth, mm",
        standardized: "bill depth, z",
        scale: Scale::even((13.0, 22.0), 0.1, 1).unit("mm"),
    },
];

/// Names of the pairs, in the order of the control.
pub const NAMES: [&str; 4] = ["bill-mass", "bill-flipper", "flipper-mass", "bill-depth"];

/// How each species is drawn.
pub fn sign(class: usize, look: &Look) -> (&str, Style) {
    match class {
        0 => (look.pick("○", "o"), look.theme.first),
        1 => (look.pick("+", "+"), look.theme.second),
        _ => (look.pick("▲", "x"), look.theme.good),
    }
}

/// All birds of known species on a plot, each with the sign of its species, where `on_axes` has it.
pub fn draw(
    flock: &Flock,
    on_axes: &dyn Fn([f64; 2]) -> [f64; 2],
    grid: &Grid,
    buf: &mut Buffer,
    look: &Look,
) {
    let mark = |&(bird, class): &([f64; 2], usize)| {
        let (symbol, style) = sign(class, look);
        let at = on_axes(bird);
        Mark { at, symbol, style }
    };
    let marks: Vec<Mark> = flock.birds.iter().map(mark).collect();
    scatter::draw(grid, &marks, buf, look);
}

/// The pairs of measures, horizontal and vertical.
pub const PAIRS: [[usize; 2]; 4] = [[0, 2], [0, 1], [1, 2], [0, 3]];

/// The pair of the length of a bill and its depth.
pub const BILL: usize = 3;

/// The ranges of both axes of a pair.
pub fn ranges(pair: usize) -> [(f64, f64); 2] {
    PAIRS[pair].map(|measure| MEASURES[measure].scale.range)
}

/// The middle of the plot of a pair: where the new bird stands before it is moved.
pub fn centre(pair: usize) -> [f64; 2] {
    PAIRS[pair].map(|measure| {
        let scale = MEASURES[measure].scale;
        scale.snapped(scale.range.0.midpoint(scale.range.1))
    })
}

/// How distances are measured: a difference counts in units of its axis' spread.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Ruler {
    /// One unit along each axis.
    pub spread: [f64; 2],
}

impl Ruler {
    /// The squares of both differences.
    pub fn parts(&self, a: [f64; 2], b: [f64; 2]) -> [f64; 2] {
        [0, 1].map(|k| ((a[k] - b[k]) / self.spread[k]).powi(2))
    }

    /// The squared distance.
    pub fn distance(&self, a: [f64; 2], b: [f64; 2]) -> f64 {
        let [x, y] = self.parts(a, b);
        x + y
    }
}

/// All birds that have both measurements.
#[derive(Debug, Clone, PartialEq)]
pub struct Flock {
    /// Names of the species, in alphabetical order.
    pub species: Vec<String>,
    /// Where each bird lies, and the place of its species among them.
    pub birds: Vec<([f64; 2], usize)>,
    /// The mean of each species.
    pub means: Vec<[f64; 2]>,
    /// How many birds each species has.
    pub counts: Vec<usize>,
    /// The mean of both measurements over all birds.
    pub centre: [f64; 2],
    /// Their standard deviation.
    pub spread: [f64; 2],
}

impl Flock {
    /// The birds as one pair of measures sees them; `None` where the table cannot be read.
    pub fn new(pair: usize) -> Option<Self> {
        let table = Table::penguins().ok()?;
        let rows = table.complete_rows(&PAIRS[pair].map(|measure| MEASURES[measure].column))?;
        let (species, codes) = table.categories("species")?;
        let bird = |(row, values): &(usize, Vec<f64>)| Some(([values[0], values[1]], codes[*row]?));
        let birds: Vec<([f64; 2], usize)> = rows.iter().filter_map(bird).collect();
        let of = |class: usize| birds.iter().filter(move |bird| bird.1 == class);
        let counts: Vec<usize> = (0..species.len()).map(|class| of(class).count()).collect();
        let mean_of = |class: usize| {
            [0, 1].map(|k| of(class).map(|bird| bird.0[k]).sum::<f64>() / counts[class] as f64)
        };
        let means = (0..species.len()).map(mean_of).collect();
        let [x, y] = [0, 1].map(|k| birds.iter().map(|bird| bird.0[k]).collect::<Vec<f64>>());
        Some(Self {
            species: species.to_vec(),
            means,
            counts,
            centre: [mean(&x)?, mean(&y)?],
            spread: [variance(&x)?.sqrt(), variance(&y)?.sqrt()],
            birds,
        })
    }

    /// Distances in standard deviations of both measurements.
    pub fn ruler(&self) -> Ruler {
        Ruler {
            spread: self.spread,
        }
    }

    /// All others, with the means that they have without this one. How far is far stays as it was.
    pub fn without(&self, bird: usize) -> Self {
        let mut others = self.clone();
        let (at, class) = others.birds.remove(bird);
        let count = others.counts[class];
        others.counts[class] = count - 1;
        // The only one of its species leaves no mean.
        others.means[class] =
            [0, 1].map(|k| (self.means[class][k] * count as f64 - at[k]) / (count - 1) as f64);
        others
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_species_are_three_and_two_birds_were_not_measured() {
        let flock = Flock::new(0).unwrap();
        assert_eq!(flock.species, ["Adelie", "Chinstrap", "Gentoo"]);
        assert_eq!(flock.counts, [151, 68, 123]);
    }

    #[test]
    fn every_bird_lies_on_the_plot() {
        for pair in 0..PAIRS.len() {
            let ranges = ranges(pair);
            for (bird, _) in Flock::new(pair).unwrap().birds {
                for k in [0, 1] {
                    assert!(bird[k] > ranges[k].0 && bird[k] < ranges[k].1, "{bird:?}");
                }
            }
        }
    }
}
