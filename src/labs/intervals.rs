//! Samples of a known curve, and around each mean an interval: how often does it hold mu?

mod facts;
mod view;

use super::model::Model;
use super::pane::Pane;
use super::scale::Scale;
use super::table;
use super::{Facts, Height};
use ndarray_rand::rand::SeedableRng;
use ndarray_rand::rand_distr::{Distribution, StandardNormal};
use rand_chacha::ChaCha8Rng;
use ratatui::layout::Rect;

type Control = table::Control<Intervals>;
type Action = table::Action<Intervals>;

/// The curve that the samples come from.
const MU: f64 = 10.0;
const SIGMA: f64 = 2.0;

/// Samples that are drawn at once, and the most that are kept.
const EACH: usize = 100;
const MOST: usize = 10_000;

/// The lab's state.
pub struct Intervals {
    n: usize,
    /// How far an interval reaches to each side, in standard deviations of a mean.
    reach: f64,
    random: ChaCha8Rng,
    /// The standard score of each sample's mean: how far it lies from mu, in standard deviations of a mean.
    scores: Vec<f64>,
}

impl Default for Intervals {
    fn default() -> Self {
        Self {
            n: 25,
            reach: 1.96,
            random: ChaCha8Rng::seed_from_u64(0),
            scores: Vec::new(),
        }
    }
}

impl Intervals {
    /// The standard deviation of a mean.
    fn of_mean(&self) -> f64 {
        SIGMA / (self.n as f64).sqrt()
    }

    /// A hundred samples of n values more; of each its mean.
    fn draw(&mut self) {
        let root = (self.n as f64).sqrt();
        for _ in 0..EACH {
            let values = (0..self.n).map(|_| -> f64 { StandardNormal.sample(&mut self.random) });
            self.scores.push(values.sum::<f64>() / root);
        }
    }

    /// Whether the interval around a mean holds mu.
    fn holds(&self, mean: f64) -> bool {
        mean.abs() <= self.reach
    }

    /// The means of the samples that were drawn last.
    fn newest(&self) -> &[f64] {
        &self.scores[self.scores.len().saturating_sub(EACH)..]
    }

    fn holding(&self, means: &[f64]) -> usize {
        means.iter().filter(|mean| self.holds(**mean)).count()
    }
}

impl Model for Intervals {
    const CONTROLS: &'static [Control] = &[
        Control::whole(
            "n",
            "How many values a sample has; another number begins anew.",
            |_| Scale::one_two_five((10.0, 1000.0), 0),
            |lab| lab.n,
            |lab, n| {
                *lab = Self {
                    n,
                    reach: lab.reach,
                    ..Self::default()
                };
            },
        )
        .note(|lab| format!("a mean scatters by {:.2}", lab.of_mean())),
        Control::number(
            "reach",
            "How far each interval reaches to both sides of its mean, in sigma over the root of n.",
            |_| Scale::even((0.1, 3.5), 0.02, 2),
            |lab| lab.reach,
            |lab, reach| lab.reach = reach,
        )
        .note(|lab| format!("mean ± {:.2}", lab.reach * lab.of_mean())),
    ];

    const ACTIONS: &'static [Action] = &[Action::new(
        "draw",
        "Draw a hundred samples more, each with its interval.",
        |lab| {
            if lab.scores.len() < MOST {
                lab.draw();
            }
            Ok(())
        },
    )
    .key(' ', |lab| match lab.scores.len() < MOST {
        true => "100 samples",
        false => "",
    })];

    const WIDTH: u16 = 54;

    const STAYS: bool = false;

    fn facts(&self, facts: &mut Facts) {
        facts::tell(self, facts);
    }

    fn panes(&self, area: Rect) -> Vec<Pane<Self>> {
        view::panes(area)
    }

    fn height(&self, _width: u16) -> Height {
        Height::new(8, 11, 24)
    }
}

#[cfg(test)]
mod tests;
