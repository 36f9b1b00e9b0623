//! What follows from the leaves and the knobs: log densities, their sum, the products as f32 and
//! f64 hold them, and the best there is.

use crate::stats::likelihood::maximum_likelihood;
use crate::stats::{Line, Normal, sample_variance, variance};
use std::f64::consts::TAU;

/// Where the normal distribution of a leaf's length is centred.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Centre {
    /// The same mean for all.
    Mean(f64),
    /// On a line, by the leaf's width.
    Line(Line),
}

impl Centre {
    /// The centre for a leaf of this width.
    pub fn at(&self, width: f64) -> f64 {
        match self {
            Centre::Mean(mean) => *mean,
            Centre::Line(line) => line.predict(width),
        }
    }
}

/// The parameters of the greatest likelihood.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Best {
    /// The centre.
    pub centre: Centre,
    /// The biased standard deviation around it.
    pub sigma: f64,
    /// The greatest log-likelihood, in nats.
    pub log_likelihood: f64,
}

/// A product of densities, multiplied one by one, and what became of it.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Product<T> {
    /// The product of all n.
    pub value: T,
    /// The n at which it became 0.
    pub dead_at: Option<usize>,
    /// The n at which it became infinite.
    pub infinite_at: Option<usize>,
}

/// Everything computed.
#[derive(Debug, Clone, PartialEq)]
pub struct Reading {
    /// ln f of each leaf, in the order of drawing, in nats.
    pub logs: Vec<f64>,
    /// Their sum over the first 1, 2, 3, ... leaves.
    pub sums: Vec<f64>,
    /// The product in 32 bits.
    pub single: Product<f32>,
    /// The product in 64 bits.
    pub double: Product<f64>,
    /// The greatest likelihood; none where it has no bound, the centre passing through every leaf.
    pub best: Option<Best>,
    /// The deviation with n - 1 in place of n; none for a single leaf.
    pub sample_sigma: Option<f64>,
}

impl Reading {
    /// Reads `leaves` (width, length) under normal distributions of one `sigma`, above 0.
    pub fn new(leaves: &[[f64; 2]], centre: Centre, sigma: f64) -> Self {
        let error = |&[x, y]: &[f64; 2]| y - centre.at(x);
        let normal = Normal::new(0.0, sigma).unwrap_or(Normal::standard());
        let logs: Vec<f64> = leaves.iter().map(|l| normal.ln_pdf(error(l))).collect();
        let running = |sum: &mut f64, log: &f64| {
            *sum += log;
            Some(*sum)
        };
        let densities = || leaves.iter().map(|leaf| normal.pdf(error(leaf)));
        let lengths: Vec<f64> = leaves.iter().map(|leaf| leaf[1]).collect();
        Self {
            sums: logs.iter().scan(0.0, running).collect(),
            logs,
            single: multiply(densities().map(|f| f as f32), 1.0, |a, b| a * b),
            double: multiply(densities(), 1.0, |a, b| a * b),
            best: best(leaves, centre),
            sample_sigma: sample_variance(&lengths).map(f64::sqrt),
        }
    }

    /// The log-likelihood: the sum of all log densities.
    pub fn log_likelihood(&self) -> f64 {
        self.sums.last().copied().unwrap_or(0.0)
    }

    /// Nats behind the best; infinitely many where there is no best.
    pub fn behind(&self) -> f64 {
        let best = self.best.map_or(f64::INFINITY, |b| b.log_likelihood);
        // The best itself may come out a rounding error behind, or before.
        let behind = best - self.log_likelihood();
        if behind < 1e-9 { 0.0 } else { behind }
    }
}

fn multiply<T: Copy + Into<f64>>(
    densities: impl Iterator<Item = T>,
    one: T,
    times: impl Fn(T, T) -> T,
) -> Product<T> {
    let mut product = Product {
        value: one,
        dead_at: None,
        infinite_at: None,
    };
    for (n, density) in (1..).zip(densities) {
        let (before, after) = (product.value, times(product.value, density));
        // Once infinite it stays so: a density of 0 then is not to make it no number at all.
        if before.into().is_infinite() {
            break;
        }
        product.value = after;
        if after.into() == 0.0 {
            product.dead_at.get_or_insert(n);
        } else if after.into().is_infinite() {
            product.infinite_at = Some(n);
        }
    }
    product
}

/// The maximum of the likelihood, of the same kind of centre. ln L = -n/2 (ln(2 pi sigma^2) + 1)
/// there, since the mean squared error is sigma^2.
fn best(leaves: &[[f64; 2]], kind: Centre) -> Option<Best> {
    let (centre, sigma) = match kind {
        Centre::Mean(_) => {
            let lengths: Vec<f64> = leaves.iter().map(|leaf| leaf[1]).collect();
            let normal = maximum_likelihood(&lengths)?;
            (Centre::Mean(normal.mean()), normal.std_dev())
        }
        // Through two leaves a line passes without error.
        Centre::Line(_) if leaves.len() < 3 => return None,
        Centre::Line(_) => {
            let line = Line::least_squares(leaves)?;
            let errors: Vec<f64> = leaves.iter().map(|l| l[1] - line.predict(l[0])).collect();
            (Centre::Line(line), variance(&errors)?.sqrt())
        }
    };
    let n = leaves.len() as f64;
    Some(Best {
        centre,
        sigma,
        log_likelihood: -n / 2.0 * ((TAU * sigma * sigma).ln() + 1.0),
    })
}

/// ln L(mu, sigma) without the sample: its size, mean and biased variance say all there is to know.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Surface {
    n: f64,
    mean: f64,
    variance: f64,
}

impl Surface {
    /// The surface over `leaves`, of which there is at least one.
    pub fn new(leaves: &[[f64; 2]]) -> Option<Self> {
        let lengths: Vec<f64> = leaves.iter().map(|leaf| leaf[1]).collect();
        Some(Self {
            n: leaves.len() as f64,
            mean: crate::stats::mean(&lengths)?,
            variance: variance(&lengths)?,
        })
    }

    /// ln L, in nats.
    pub fn at(&self, mu: f64, sigma: f64) -> f64 {
        let square = sigma * sigma;
        let squares = self.variance + (self.mean - mu).powi(2);
        -self.n / 2.0 * ((TAU * square).ln() + squares / square)
    }
}
