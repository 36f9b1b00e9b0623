//! What the probabilities of a classifier are worth: its answer, the next likely class, and how both
//! compare with the truth.

use std::cmp::Ordering;

/// The two most probable classes of a sample.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Answer {
    /// The most probable class; of several the first.
    pub class: usize,
    /// Its probability.
    pub p: f64,
    /// The next likely one.
    pub next: usize,
    /// The probability of that.
    pub next_p: f64,
}

impl Answer {
    /// The answer that these probabilities give; none where there are not two classes.
    pub fn of(p: &[f32]) -> Option<Self> {
        let best = |but: Option<usize>| {
            let others = (0..p.len()).filter(|class| Some(*class) != but);
            others.reduce(|best, class| if p[class] > p[best] { class } else { best })
        };
        let class = best(None)?;
        let next = best(Some(class))?;
        Some(Self {
            class,
            p: p[class].into(),
            next,
            next_p: p[next].into(),
        })
    }

    /// How many times as probable the answer is as the next likely class; infinite where that got
    /// nothing.
    pub fn margin(&self) -> f64 {
        self.p / self.next_p
    }
}

/// An answer beside the truth.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Verdict {
    /// What was answered.
    pub answer: Answer,
    /// What it is.
    pub truth: usize,
    /// Where the truth stands among the classes by their probability: 1 for the answer, 2 for the
    /// next likely one.
    pub place: usize,
    /// -ln of the probability that the truth got, in nats.
    pub cost: f64,
}

impl Verdict {
    /// What these probabilities are worth where the truth is known; none where it is no class.
    pub fn of(p: &[f32], truth: usize) -> Option<Self> {
        let got = *p.get(truth)?;
        let before = p
            .iter()
            .enumerate()
            .filter(|&(class, &other)| other > got || (other == got && class < truth));
        Some(Self {
            answer: Answer::of(p)?,
            truth,
            place: 1 + before.count(),
            // What an f32 cannot tell from 0 costs as much as the least that it can.
            // The sum makes 0 of what would be minus 0.
            cost: 0.0 - f64::from(got.max(f32::MIN_POSITIVE)).ln(),
        })
    }

    /// Whether the answer is the truth.
    pub fn is_right(&self) -> bool {
        self.place == 1
    }
}

/// All verdicts on a set of samples.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Verdicts(pub Vec<Verdict>);

impl Verdicts {
    /// The share of samples whose truth is among the `k` most probable classes: with 1 the accuracy,
    /// with 2 the top-2 accuracy. Not a number without samples.
    pub fn within(&self, k: usize) -> f64 {
        let among = self.0.iter().filter(|verdict| verdict.place <= k);
        among.count() as f64 / self.0.len() as f64
    }

    /// How many samples have their truth at each place, the first being that of the answer.
    pub fn places(&self, classes: usize) -> Vec<usize> {
        let mut places = vec![0; classes];
        for verdict in &self.0 {
            places[verdict.place - 1] += 1;
        }
        places
    }

    /// How many answers are wrong.
    pub fn wrong(&self) -> usize {
        self.0.iter().filter(|verdict| !verdict.is_right()).count()
    }

    /// The share of the wrong answers whose truth was the next likely class; not a number where none
    /// is wrong.
    pub fn next_share(&self) -> f64 {
        let next = self.0.iter().filter(|verdict| verdict.place == 2);
        next.count() as f64 / self.wrong() as f64
    }

    /// The mean of -ln p of the truth, in nats: the cross-entropy. Not a number without samples.
    pub fn mean_cost(&self) -> f64 {
        let sum: f64 = self.0.iter().map(|verdict| verdict.cost).sum();
        sum / self.0.len() as f64
    }

    /// How often each class (the row) got each answer (the column).
    pub fn confusion(&self, classes: usize) -> Vec<Vec<usize>> {
        let mut confusion = vec![vec![0; classes]; classes];
        for verdict in &self.0 {
            confusion[verdict.truth][verdict.answer.class] += 1;
        }
        confusion
    }

    /// The places of the samples that are chosen, those with the surest answer first.
    pub fn surest_first(&self, chosen: impl Fn(&Verdict) -> bool) -> Vec<usize> {
        let mut places: Vec<usize> = (0..self.0.len())
            .filter(|&at| chosen(&self.0[at]))
            .collect();
        let surer = |a: &usize, b: &usize| -> Ordering {
            self.0[*b].answer.p.total_cmp(&self.0[*a].answer.p)
        };
        places.sort_by(surer);
        places
    }
}

#[cfg(test)]
mod tests;
