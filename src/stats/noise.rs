//! Families of noise around a line: how likely residuals are, and which line they favour.

use statrs::distribution::{Continuous, Normal};

use crate::stats::{Line, mean};

/// How errors are distributed around 0. Both families are told by their standard deviation sigma,
/// so that the same sigma means the same spread.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Noise {
    /// exp(-r^2 / (2 sigma^2)) / sqrt(2 pi sigma^2)
    Gaussian,
    /// exp(-sqrt(2) |r| / sigma) / (sqrt(2) sigma): heavier tails, a sharp peak
    Laplace,
}

impl Noise {
    /// Logarithm of the density of a residual, in nats; NaN unless `sigma` is above 0.
    pub fn ln_pdf(self, residual: f64, sigma: f64) -> f64 {
        match self {
            Noise::Gaussian => Normal::new(0.0, sigma).map_or(f64::NAN, |n| n.ln_pdf(residual)),
            Noise::Laplace if sigma > 0.0 => {
                // Twice the square of its scale is its variance. Not through statrs, which takes
                // the logarithm of a density that sinks to 0 some 745 scales out.
                let scale = sigma / f64::sqrt(2.0);
                -residual.abs() / scale - (2.0 * scale).ln()
            }
            Noise::Laplace => f64::NAN,
        }
    }

    /// -ln of the density of all `points` (x, y) around `line`, in nats: independent errors of one
    /// sigma.
    pub fn negative_log_likelihood(self, points: &[[f64; 2]], line: &Line, sigma: f64) -> f64 {
        let density = |&[x, y]: &[f64; 2]| self.ln_pdf(y - line.predict(x), sigma);
        -points.iter().map(density).sum::<f64>()
    }

    /// The likeliest line among those of one slope: through the mean or the median of y - a x.
    /// `None` without points.
    pub fn likeliest_at(self, slope: f64, points: &[[f64; 2]]) -> Option<Line> {
        let mut rests: Vec<f64> = points.iter().map(|&[x, y]| y - slope * x).collect();
        let intercept = match self {
            Noise::Gaussian => mean(&rests)?,
            Noise::Laplace => median(&mut rests)?,
        };
        Some(Line { slope, intercept })
    }
}

/// The middle value, or the mean of the two in the middle. Sorts; `None` for an empty sample.
fn median(values: &mut [f64]) -> Option<f64> {
    values.sort_unstable_by(f64::total_cmp);
    let last = values.len().checked_sub(1)?;
    Some((values[last / 2] + values[values.len() / 2]) / 2.0)
}

#[cfg(test)]
mod tests;
