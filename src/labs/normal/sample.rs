//! Samples of the distribution: drawn from one stream, so that every learner who does the same
//! draws the same.

use crate::labs::{BadValue, Facts};
use crate::stats::normal::Normal as Density;
use crate::stats::{mean, variance};
use crate::ui::number::{grouped, many};
use ndarray_rand::rand::SeedableRng;
use ndarray_rand::rand_distr::{Distribution, StandardNormal};
use rand_chacha::ChaCha8Rng;

/// The largest sample.
pub const MOST: usize = 10_000;

/// The most values that are drawn at once, in all samples together.
const MOST_AT_ONCE: usize = 200_000;

/// Fewer values have no tail to speak of.
const TAIL: usize = 100;

/// Samples of `n` values each. They are kept in standard units, so that they follow the knobs.
#[derive(Debug, Clone)]
pub struct Samples {
    /// Values in a sample.
    n: usize,
    /// Which draw it is; none was made before the first.
    draw: u64,
    /// The samples, one after the other.
    z: Vec<f64>,
}

impl Default for Samples {
    fn default() -> Self {
        Self {
            n: 100,
            draw: 0,
            z: Vec::new(),
        }
    }
}

impl Samples {
    /// Values in a sample.
    pub fn n(&self) -> usize {
        self.n
    }

    /// Whether anything was drawn.
    pub fn is_drawn(&self) -> bool {
        !self.z.is_empty()
    }

    /// One sample of another size. It begins with the values of the smaller one: of the same draw
    /// more is seen. The size that it has already asks for none.
    pub fn resize(&mut self, n: usize) {
        if n != self.n || self.is_drawn() {
            self.n = n.clamp(1, MOST);
            self.fill(1);
        }
    }

    /// `sample`, `sample 100`, `sample 100 x 10`: new values, so many, so many times.
    ///
    /// # Errors
    /// What the verb takes, where this is something else.
    pub fn draw(&mut self, arguments: &str) -> Result<(), BadValue> {
        let (n, times) = match arguments.split_once('x') {
            _ if arguments.is_empty() => (Some(self.n), Some(1)),
            None => (arguments.parse().ok(), Some(1)),
            Some((n, times)) => (n.trim().parse().ok(), times.trim().parse().ok()),
        };
        let asked = n.zip(times).filter(|&(n, times): &(usize, usize)| {
            (1..=MOST).contains(&n) && times >= 1 && n.saturating_mul(times) <= MOST_AT_ONCE
        });
        let Some((n, times)) = asked else {
            let most = grouped(MOST_AT_ONCE as u64);
            let allowed = format!(
                "said alone, or with the values of a sample and the samples, such as 100 x 10: \
                 at most {} and {most} in all",
                grouped(MOST as u64)
            );
            return Err(BadValue::arguments("sample", arguments, &allowed));
        };
        self.draw += 1;
        self.n = n;
        self.fill(times);
        Ok(())
    }

    fn fill(&mut self, times: usize) {
        let mut random = ChaCha8Rng::seed_from_u64(self.draw);
        let drawn = (0..self.n * times).map(|_| StandardNormal.sample(&mut random));
        self.z = drawn.collect();
    }

    /// The mean of each sample, in standard units.
    fn means(&self) -> Vec<f64> {
        self.z.chunks(self.n).filter_map(mean).collect()
    }

    /// The mean of all values, in standard units: once there are any.
    pub fn mean(&self) -> Option<f64> {
        mean(&self.z)
    }

    /// The mean of each sample in standard units, where there are several.
    pub fn several_means(&self) -> Option<Vec<f64>> {
        (self.z.len() > self.n).then(|| self.means())
    }

    /// The value of the only sample that lies farthest from the mean, in standard units: once
    /// there are enough for a tail.
    pub fn farthest(&self) -> Option<f64> {
        let alone = self.z.len() == self.n && self.n >= TAIL;
        let values = self.z.iter().copied().filter(|_| alone);
        values.max_by(|a, b| a.abs().total_cmp(&b.abs()))
    }

    /// Tells what the samples say of the distribution that they come from.
    pub fn tell(&self, density: &Density, facts: &mut Facts) {
        let means = self.means();
        let (Some(all), Some(spread)) = (mean(&self.z), variance(&self.z)) else {
            return;
        };
        let (mu, sigma) = (density.mean(), density.std_dev());
        let (mean, deviation) = (mu + sigma * all, sigma * spread.sqrt());
        let n = many(self.n as u64, "value");
        facts
            .count("n", self.n, format!("A sample has {n}."))
            .unit("values");
        let drawn = match means.len() {
            1 => "One sample was drawn.".to_owned(),
            drawn => format!("{drawn} samples were drawn."),
        };
        facts.count("samples", means.len(), drawn);
        facts.number(
            "mean",
            mean,
            format!("The mean of all values is {mean:.3}."),
        );
        let sentence = format!("Their standard deviation is {deviation:.3}.");
        facts.number("deviation", deviation, sentence);
        let farthest = self.z.iter().fold(0.0_f64, |far, z| far.max(z.abs()));
        let sentence = format!("The value farthest from mu lies {farthest:.2} sigma away.");
        facts.number("farthest", farthest, sentence).unit("sigma");
        if means.len() > 1 {
            let lowest = means.iter().copied().fold(f64::INFINITY, f64::min);
            let highest = means.iter().copied().fold(f64::NEG_INFINITY, f64::max);
            let spread = highest - lowest;
            let sentence = format!(
                "The means of the samples lie between {:.3} and {:.3}, {spread:.2} sigma apart.",
                mu + sigma * lowest,
                mu + sigma * highest,
            );
            facts.number("spread", spread, sentence).unit("sigma");
        }
    }

    /// The density of a histogram at x: the share of the values in the bin around x, over its width.
    /// Bins are `width` wide and lie from `from` on.
    pub fn histogram(&self, density: &Density, from: f64, width: f64, bins: usize) -> Vec<f64> {
        let mut counts = vec![0_u32; bins];
        for z in &self.z {
            let bin = (density.mean() + density.std_dev() * z - from) / width;
            if bin >= 0.0
                && let Some(count) = counts.get_mut(bin as usize)
            {
                *count += 1;
            }
        }
        let whole = self.z.len().max(1) as f64 * width;
        counts.into_iter().map(|n| f64::from(n) / whole).collect()
    }

    /// The mean of the first 1, 2, 3, ... values of the first sample, in standard units.
    pub fn running_mean(&self) -> impl Iterator<Item = f64> {
        let mut sum = 0.0;
        let first = self.z.iter().take(self.n).enumerate();
        first.map(move |(at, z)| {
            sum += z;
            sum / (at + 1) as f64
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::labs::Value;

    fn fact(samples: &Samples, density: &Density, name: &str) -> Option<f64> {
        let mut facts = Facts::default();
        samples.tell(density, &mut facts);
        match facts
            .into_list()
            .iter()
            .find(|fact| fact.name == name)?
            .value
        {
            Value::Number(x) => Some(x),
            Value::Text(_) => None,
        }
    }

    #[test]
    fn the_mean_of_n_values_scatters_as_sigma_over_the_root_of_n() {
        let mut samples = Samples::default();
        samples.draw("100 x 2000").unwrap();
        let means = samples.means();
        let scatter = variance(&means).unwrap().sqrt();
        // Of 2,000 means the deviation is known to 1.6 %; four of these are allowed.
        assert!((scatter / 0.1 - 1.0).abs() < 0.064, "{scatter}");
    }

    #[test]
    fn a_sample_follows_its_distribution() {
        let (mut samples, density) = (Samples::default(), Density::new(2.0, 0.5).unwrap());
        assert_eq!(fact(&samples, &density, "n"), None);
        samples.resize(10_000);
        let (mean, deviation) = (
            fact(&samples, &density, "mean").unwrap(),
            fact(&samples, &density, "deviation").unwrap(),
        );
        assert!((mean - 2.0).abs() < 0.02 && (deviation - 0.5).abs() < 0.015);
        assert_eq!(fact(&samples, &density, "spread"), None);
    }

    #[test]
    fn a_larger_sample_begins_with_the_smaller_one_and_another_draw_does_not() {
        let mut samples = Samples::default();
        samples.resize(10);
        let ten = samples.z.clone();
        samples.resize(1000);
        assert_eq!(samples.z[..10], ten);
        samples.draw("10").unwrap();
        assert_ne!(samples.z, ten);
    }

    #[test]
    fn a_histogram_holds_the_share_of_the_values_it_covers() {
        let mut samples = Samples::default();
        samples.draw("1000 x 3").unwrap();
        let bins = samples.histogram(&Density::standard(), -5.0, 0.25, 40);
        let area: f64 = bins.iter().map(|height| height * 0.25).sum();
        assert!((area - 1.0).abs() < 1e-9, "{area}");
    }

    #[test]
    fn what_cannot_be_drawn_is_refused_with_what_can() {
        let mut samples = Samples::default();
        for arguments in [
            "0",
            "-1",
            "ten",
            "10 x",
            "x 10",
            "10 x 0",
            "10001",
            "10000 x 21",
            "NaN",
        ] {
            let said = samples.draw(arguments).unwrap_err().to_string();
            assert!(said.contains("100 x 10"), "{arguments}: {said}");
        }
        assert!(!samples.is_drawn());
        assert!(samples.draw("100x10").is_ok());
        assert_eq!(samples.running_mean().count(), 100);
    }
}
