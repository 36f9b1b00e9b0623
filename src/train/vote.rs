//! Classifiers that answer together: the mean of their probabilities, beside what each makes alone
//! (an ensemble: L. K. Hansen, P. Salamon, 1990).

use ndarray::Array2;

use crate::stats::{Verdict, Verdicts};
use crate::train::Reading;

/// Classifiers that have read the same samples.
#[derive(Debug, Clone, PartialEq)]
pub struct Vote {
    /// The sums of their probabilities, (samples, classes).
    sums: Array2<f64>,
    /// How many they are.
    voters: usize,
    /// Sample by sample: the truth, the first voter's answer, how many were wrong, whether two differ.
    samples: Vec<Sample>,
}

#[derive(Debug, Clone, Copy, PartialEq)]
struct Sample {
    truth: usize,
    answer: usize,
    wrong: usize,
    split: bool,
}

impl Vote {
    /// The vote of one.
    pub fn of(reading: &Reading) -> Self {
        let sample = |verdict: &Verdict| Sample {
            truth: verdict.truth,
            answer: verdict.answer.class,
            wrong: 0,
            split: false,
        };
        let mut vote = Self {
            sums: Array2::zeros(reading.p.dim()),
            voters: 0,
            samples: reading.verdicts.0.iter().map(sample).collect(),
        };
        vote.add(reading);
        vote
    }

    /// One more classifier, which has read the same samples: of others it changes nothing, and is told so
    /// with false.
    pub fn add(&mut self, reading: &Reading) -> bool {
        let verdicts = &reading.verdicts.0;
        let pairs = || self.samples.iter().zip(verdicts);
        let same = verdicts.len() == self.samples.len()
            && reading.p.dim() == self.sums.dim()
            && pairs().all(|(sample, verdict)| sample.truth == verdict.truth);
        if same {
            self.sums
                .zip_mut_with(&reading.p, |sum, p| *sum += f64::from(*p));
            self.voters += 1;
            for (sample, verdict) in self.samples.iter_mut().zip(verdicts) {
                sample.wrong += usize::from(!verdict.is_right());
                sample.split |= verdict.answer.class != sample.answer;
            }
        }
        same
    }

    /// How many vote.
    pub fn voters(&self) -> usize {
        self.voters
    }

    /// What they make of the samples together.
    pub fn verdicts(&self) -> Verdicts {
        let voters = self.voters.max(1) as f64;
        let rows = self.sums.rows().into_iter().zip(&self.samples);
        let verdict = rows.filter_map(|(sums, sample)| {
            let mean: Vec<f32> = sums.iter().map(|sum| (sum / voters) as f32).collect();
            Verdict::of(&mean, sample.truth)
        });
        Verdicts(verdict.collect())
    }

    /// Samples that at least one of them reads wrongly.
    pub fn wrong_in_any(&self) -> usize {
        self.samples
            .iter()
            .filter(|sample| sample.wrong > 0)
            .count()
    }

    /// Samples that all of them read wrongly.
    pub fn wrong_in_all(&self) -> usize {
        let all = |sample: &&Sample| sample.wrong == self.voters;
        self.samples.iter().filter(all).count()
    }

    /// Samples on which they do not all give the same answer.
    pub fn split(&self) -> usize {
        self.samples.iter().filter(|sample| sample.split).count()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use ndarray::array;

    fn reading(p: Array2<f32>, truths: &[usize]) -> Reading {
        let rows = p.rows().into_iter().zip(truths);
        let verdicts = rows
            .filter_map(|(p, truth)| Verdict::of(&p.to_vec(), *truth))
            .collect();
        Reading {
            p,
            verdicts: Verdicts(verdicts),
        }
    }

    #[test]
    fn two_who_are_a_little_wrong_are_outvoted_by_one_who_is_sure() {
        let truths = [0, 1, 1];
        let sure = reading(array![[0.9, 0.1], [0.2, 0.8], [0.9, 0.1]], &truths);
        let unsure = reading(array![[0.45, 0.55], [0.3, 0.7], [0.6, 0.4]], &truths);
        let mut vote = Vote::of(&sure);
        assert!(vote.add(&unsure) && vote.add(&unsure));
        // By hand: (0.9 + 2 x 0.45) / 3 = 0.6, of three.
        let verdicts = vote.verdicts();
        assert!((verdicts.0[0].answer.p - 0.6).abs() < 1e-6);
        assert_eq!((vote.voters(), verdicts.wrong()), (3, 1));
        assert_eq!(
            (vote.wrong_in_any(), vote.wrong_in_all(), vote.split()),
            (2, 1, 1)
        );
    }

    #[test]
    fn who_has_read_other_samples_has_no_vote() {
        let mut vote = Vote::of(&reading(array![[0.9, 0.1]], &[0]));
        let before = vote.clone();
        assert!(!vote.add(&reading(array![[0.9, 0.1]], &[1])));
        assert!(!vote.add(&reading(array![[0.9, 0.1], [0.5, 0.5]], &[0, 0])));
        assert_eq!(vote, before);
    }
}
