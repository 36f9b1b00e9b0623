//! Whether who says 80 % is right in 80 of 100 cases: claims gathered by how sure they were, and how
//! often each group was right. The curve of these is called a reliability diagram.

/// Claims that were about as sure as each other.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Group {
    /// How many.
    pub count: usize,
    /// The mean of the probabilities that were said.
    pub said: f64,
    /// The share that was right.
    pub right: f64,
}

/// Claims by how sure they were.
#[derive(Debug, Clone, PartialEq)]
pub struct Reliability {
    /// The groups that hold any, the least sure first.
    pub groups: Vec<Group>,
    /// All together.
    pub all: Group,
}

impl Reliability {
    /// Gathers claims, each with its probability and whether it was right, in so many ranges of equal
    /// width; none where there are no claims.
    pub fn of(claims: impl IntoIterator<Item = (f64, bool)>, ranges: usize) -> Option<Self> {
        let claims = claims.into_iter();
        Self::of_counts(
            claims.map(|(said, right)| (said, 1, usize::from(right))),
            ranges,
        )
    }

    /// The same of claims that were counted: a probability, how often it was said, and how often that was
    /// right.
    pub fn of_counts(
        claims: impl IntoIterator<Item = (f64, usize, usize)>,
        ranges: usize,
    ) -> Option<Self> {
        let mut sums = vec![(0usize, 0.0, 0usize); ranges.max(1)];
        for (said, often, right) in claims {
            let last = sums.len() - 1;
            let (count, total, hits) = &mut sums[((said * ranges as f64) as usize).min(last)];
            *count += often;
            *total += said * often as f64;
            *hits += right;
        }
        let group = |&(count, said, right): &(usize, f64, usize)| Group {
            count,
            said: said / count as f64,
            right: right as f64 / count as f64,
        };
        let all = sums.iter().fold((0, 0.0, 0), |sum, part| {
            (sum.0 + part.0, sum.1 + part.1, sum.2 + part.2)
        });
        let groups = sums.iter().filter(|sum| sum.0 > 0).map(group).collect();
        (all.0 > 0).then(|| Self {
            groups,
            all: group(&all),
        })
    }

    /// How far what was said is from what was right, in the mean over all claims: the expected calibration
    /// error (M. P. Naeini, G. Cooper, M. Hauskrecht, 2015).
    pub fn mean_gap(&self) -> f64 {
        let groups = self.groups.iter();
        let sum: f64 = groups
            .map(|group| group.count as f64 * (group.said - group.right).abs())
            .sum();
        sum / self.all.count as f64
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn claims_are_gathered_by_how_sure_they_were() {
        let claims = [
            (0.95, true),
            (0.85, false),
            (0.81, true),
            (1.0, true),
            (0.2, false),
        ];
        let found = Reliability::of(claims, 10).unwrap();
        let groups: Vec<_> = found.groups.iter().map(|g| (g.count, g.right)).collect();
        assert_eq!(groups, [(1, 0.0), (2, 0.5), (2, 1.0)]);
        assert!((found.groups[1].said - 0.83).abs() < 1e-12);
        assert!((found.all.said - 0.762).abs() < 1e-12 && found.all.right == 0.6);
        // By hand: (0.2 + 2 x 0.33 + 2 x 0.025) / 5.
        assert!((found.mean_gap() - 0.182).abs() < 1e-12);
        assert_eq!(Reliability::of([], 10), None);
    }

    #[test]
    fn who_is_right_as_often_as_said_has_no_gap() {
        let claims = (0..100).map(|i| (0.75, i % 4 != 0));
        let found = Reliability::of(claims, 10).unwrap();
        assert!(found.mean_gap() < 1e-12);
    }
}
