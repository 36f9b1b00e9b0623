//! What many refits come to: their mean, and where eight of ten lie.

/// Some figures, in short.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Spread {
    pub mean: f64,
    /// A tenth lies below.
    pub low: f64,
    /// A tenth lies above.
    pub high: f64,
}

impl Spread {
    /// Of some figures; none of nothing.
    pub fn of(figures: impl Iterator<Item = f64>) -> Option<Self> {
        let mut sorted: Vec<f64> = figures.collect();
        sorted.sort_by(f64::total_cmp);
        let last = sorted.len().checked_sub(1)?;
        // Between two figures a quantile is taken by straight lines, as numpy has it.
        let quantile = |share: f64| {
            let place = share * last as f64;
            let (below, part) = (place.floor() as usize, place.fract());
            sorted[below] + part * (sorted[(below + 1).min(last)] - sorted[below])
        };
        Some(Self {
            mean: sorted.iter().sum::<f64>() / sorted.len() as f64,
            low: quantile(0.1),
            high: quantile(0.9),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tenths_are_those_of_numpy() {
        let spread = Spread::of((0..20).map(f64::from)).expect("figures");
        assert!((spread.mean - 9.5).abs() < 1e-12);
        assert!((spread.low - 1.9).abs() < 1e-12 && (spread.high - 17.1).abs() < 1e-12);
        assert_eq!(Spread::of(std::iter::empty()), None);
    }
}
