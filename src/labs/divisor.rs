//! Many small samples from one normal distribution: what must the squares about each sample's own mean
//! be divided by, so that the variance comes out right on average?

mod facts;
mod view;

use super::model::Model;
use super::pane::Pane;
use super::scale::Scale;
use super::table;
use super::{Facts, Height};
use crate::stats::mean;
use ndarray_rand::rand::SeedableRng;
use ndarray_rand::rand_distr::{Distribution, StandardNormal};
use rand_chacha::ChaCha8Rng;
use ratatui::layout::Rect;

type Control = table::Control<Divisor>;
type Action = table::Action<Divisor>;

/// The distribution that is drawn from: lengths of leaves, in cm.
const MEAN: f64 = 7.0;
const DEVIATION: f64 = 1.2;

/// Its variance, in cm^2.
const VARIANCE: f64 = DEVIATION * DEVIATION;

/// More samples than this are not drawn.
const MOST: usize = 2000;

/// So many are drawn at once.
const MORE: usize = 100;

/// The most values in a sample.
const LARGEST: usize = 20;

/// The largest seed.
const LAST_SEED: f64 = 999.0;

/// The lab's state.
pub struct Divisor {
    seed: u64,
    n: usize,
    divisor: f64,
    /// The squares about its own mean, added, of each sample that may be drawn.
    squares: Vec<f64>,
    /// How many of them are drawn.
    drawn: usize,
}

impl Default for Divisor {
    /// Samples of five, divided by five, of which none is drawn.
    fn default() -> Self {
        Self {
            seed: 1,
            n: 5,
            divisor: 5.0,
            squares: squares(1, 5),
            drawn: 0,
        }
    }
}

/// For each sample of so many values the squares of their distances from its own mean, added.
fn squares(seed: u64, n: usize) -> Vec<f64> {
    let mut random = ChaCha8Rng::seed_from_u64(seed);
    let mut value = || -> f64 {
        let standard: f64 = StandardNormal.sample(&mut random);
        MEAN + DEVIATION * standard
    };
    let mut sample = || -> f64 {
        let values: Vec<f64> = (0..n).map(|_| value()).collect();
        let centre = mean(&values).unwrap_or(MEAN);
        values.iter().map(|x| (x - centre).powi(2)).sum()
    };
    (0..MOST).map(|_| sample()).collect()
}

impl Divisor {
    fn look_at(&mut self, seed: u64, n: usize) {
        (self.seed, self.n) = (seed, n);
        self.squares = squares(seed, n);
    }

    /// What each sample drawn says the variance is.
    fn estimates(&self) -> impl Iterator<Item = f64> {
        self.squares[..self.drawn]
            .iter()
            .map(|squares| squares / self.divisor)
    }

    /// The mean of the estimates of the first 1, 2, 3, ... samples.
    fn running(&self) -> Vec<f64> {
        let mut sum = 0.0;
        let means = (1..).zip(self.estimates()).map(|(count, estimate)| {
            sum += estimate;
            sum / f64::from(count)
        });
        means.collect()
    }

    /// The mean of all estimates, once there is one.
    fn average(&self) -> Option<f64> {
        (self.drawn > 0).then(|| self.estimates().sum::<f64>() / self.drawn as f64)
    }
}

impl Model for Divisor {
    const CONTROLS: &'static [Control] = &[
        Control::number(
            "seed",
            "Which samples: every seed draws others.",
            |_| Scale::whole(0.0, LAST_SEED),
            |lab| lab.seed as f64,
            |lab, seed| lab.look_at(seed.round() as u64, lab.n),
        ),
        Control::whole(
            "n",
            "How many leaves are in a sample.",
            |_| Scale::whole(2.0, LARGEST as f64),
            |lab| lab.n,
            |lab, n| lab.look_at(lab.seed, n),
        ),
        Control::number(
            "divisor",
            "What the squares about a sample's own mean are divided by.",
            |_| Scale::even((1.0, 25.0), 0.5, 1),
            |lab| lab.divisor,
            |lab, divisor| lab.divisor = divisor,
        )
        .note(|lab| format!("n = {} in each sample", lab.n)),
        Control::whole(
            "samples",
            "How many samples are drawn.",
            |_| Scale::whole(0.0, MOST as f64),
            |lab| lab.drawn,
            |lab, drawn| lab.drawn = drawn,
        ),
    ];

    const ACTIONS: &'static [Action] = &[Action::new("draw", "Draw 100 more samples.", |lab| {
        lab.drawn = (lab.drawn + MORE).min(MOST);
        Ok(())
    })
    .key('s', |lab| match lab.drawn < MOST {
        true => "100 samples",
        false => "",
    })];

    const WIDTH: u16 = 50;

    fn facts(&self, facts: &mut Facts) {
        facts::tell(self, facts);
    }

    fn panes(&self, area: Rect) -> Vec<Pane<Self>> {
        view::panes(area)
    }

    fn height(&self, _width: u16) -> Height {
        Height::new(8, 13, 26)
    }
}

#[cfg(test)]
mod tests;
