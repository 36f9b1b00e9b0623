//! Three species as Gaussians: likelihoods, priors and posteriors of a bird.

use crate::labs::birds::Flock;
use crate::stats::{Bivariate, Covariance};

/// A Gaussian for each species, in the order of the alphabet.
pub struct Classes {
    /// Each with its own covariance.
    pub own: [Bivariate; 3],
    /// The same means, and for all of them the mean of the three covariances.
    pub shared: [Bivariate; 3],
}

/// What the Gaussians say of one bird.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Scores {
    /// ln f(bird | species), in nats.
    pub log_f: [f64; 3],
    /// ln f(bird | species) + ln prior.
    pub scores: [f64; 3],
    /// ln P(species | bird).
    pub log_posterior: [f64; 3],
}

/// How the Gaussians do on the birds that are known.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Record {
    /// Birds that get another species than theirs.
    pub wrong: usize,
    /// The mean of -ln P(own species | bird), in nats: the cross-entropy.
    pub mean_cost: f64,
    /// The most that one bird costs.
    pub most: f64,
}

impl Classes {
    /// The likeliest Gaussians for the birds; `None` where a species has too few.
    pub fn fit(flock: &Flock) -> Option<Self> {
        let of = |class| -> Vec<[f64; 2]> {
            let birds = flock.birds.iter().filter(|bird| bird.1 == class);
            birds.map(|bird| bird.0).collect()
        };
        let fitted = |class| Bivariate::fit(&of(class)).ok();
        let own = [fitted(0)?, fitted(1)?, fitted(2)?];
        let parts = own.iter().map(Bivariate::covariance);
        let covariance = Covariance::pooled(parts.zip(flock.counts.iter().copied()))?;
        let with = |class: usize| Bivariate::new(own[class].mean(), covariance).ok();
        let shared = [with(0)?, with(1)?, with(2)?];
        Some(Self { own, shared })
    }

    /// Those in force.
    pub fn hills(&self, shared: bool) -> &[Bivariate; 3] {
        match shared {
            true => &self.shared,
            false => &self.own,
        }
    }

    /// What they say of a bird.
    pub fn scores(&self, bird: [f64; 2], shared: bool, priors: [f64; 3]) -> Scores {
        let log_f = self.hills(shared).each_ref().map(|hill| hill.ln_pdf(bird));
        let scores = [0, 1, 2].map(|class| log_f[class] + priors[class].ln());
        Scores {
            log_f,
            scores,
            log_posterior: log_softmax(scores),
        }
    }

    /// How they do on the known birds.
    pub fn record(&self, flock: &Flock, shared: bool, priors: [f64; 3]) -> Record {
        let mut record = Record::default();
        for &(at, class) in &flock.birds {
            let scores = self.scores(at, shared, priors);
            let cost = scores.cost(class);
            record.wrong += usize::from(scores.most_probable() != class);
            record.mean_cost += cost / flock.birds.len() as f64;
            record.most = record.most.max(cost);
        }
        record
    }
}

impl Scores {
    /// The species under which the bird is likeliest.
    pub fn likeliest(&self) -> usize {
        highest(&self.log_f)
    }

    /// P(species | bird).
    pub fn posterior(&self, class: usize) -> f64 {
        self.log_posterior[class].exp()
    }

    /// What a bird of a species costs that gets these scores: -ln P(species | bird), in nats.
    pub fn cost(&self, class: usize) -> f64 {
        -self.log_posterior[class]
    }

    /// The species with the highest score.
    pub fn most_probable(&self) -> usize {
        highest(&self.scores)
    }
}

/// The first of the highest.
fn highest(values: &[f64; 3]) -> usize {
    let later = |best: usize, at: usize| if values[at] > values[best] { at } else { best };
    (1..3).fold(0, later)
}

/// The logarithm of softmax, s_k - ln(sum of e^(s_j)); the highest is taken out first, so that no power overflows.
fn log_softmax(scores: [f64; 3]) -> [f64; 3] {
    let most = scores.into_iter().fold(f64::NEG_INFINITY, f64::max);
    let sum: f64 = scores.iter().map(|score| (score - most).exp()).sum();
    scores.map(|score| score - most - sum.ln())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn softmax_by_hand() {
        let softmax = |scores| log_softmax(scores).map(f64::exp);
        let third = softmax([-700.0; 3]);
        assert!(third.iter().all(|p| (p - 1.0 / 3.0).abs() < 1e-12));
        // e^0 : e^ln 2 : e^ln 5 is 1 : 2 : 5.
        let parts = softmax([0.0, 2f64.ln(), 5f64.ln()]);
        for (part, whole) in parts.iter().zip([1.0, 2.0, 5.0]) {
            assert!((part - whole / 8.0).abs() < 1e-12);
        }
    }
}
