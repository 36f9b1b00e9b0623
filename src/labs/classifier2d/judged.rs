//! What a network makes of the points: how many it has right, and what each costs.

use crate::labs::points::{Data, Point, inputs};
use crate::nn::Sequential;

/// How many of the dearest points are told.
pub const DEAREST: usize = 5;

/// How a network does on some points.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Tally {
    /// How many there are.
    pub points: usize,
    /// Those that get their own class.
    pub right: usize,
    /// The mean of -ln p of the own class, in nats.
    pub mean_cost: f64,
}

impl Tally {
    /// The share that is right.
    pub fn accuracy(&self) -> f64 {
        self.right as f64 / self.points.max(1) as f64
    }
}

/// A point that costs much.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Dear {
    pub point: Point,
    /// The class that it gets.
    pub answer: usize,
    /// -ln p of its own, in nats.
    pub cost: f64,
}

/// A network on all points of a set.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Judged {
    pub train: Tally,
    pub test: Tally,
    /// The points that cost most, the dearest first: of those to learn from, or of the test points.
    pub dearest: Vec<Dear>,
}

impl Judged {
    /// What the network makes of the points; the dearest are those of the test points if these are
    /// `looked_at`.
    pub fn of(net: &Sequential, data: &Data, looked_at: bool) -> Self {
        let train = priced(net, &data.train);
        let test = priced(net, &data.test);
        let judged = Self {
            train: tally(&train),
            test: tally(&test),
            dearest: Vec::new(),
        };
        let mut dearest = if looked_at { test } else { train };
        // Those of equal cost stay in their order.
        dearest.sort_by(|a, b| b.cost.total_cmp(&a.cost));
        dearest.truncate(DEAREST);
        Self { dearest, ..judged }
    }
}

/// Each point with what it gets and costs.
fn priced(net: &Sequential, points: &[Point]) -> Vec<Dear> {
    let answers = net.predict(inputs(points).view());
    let price = |(point, p): (&Point, ndarray::ArrayView1<f32>)| {
        let best = (0..p.len()).max_by(|&a, &b| p[a].total_cmp(&p[b]));
        let own = p.get(point.class).copied().unwrap_or(0.0);
        Dear {
            point: *point,
            answer: best.unwrap_or(0),
            // `max` also makes a number of what is none.
            cost: -f64::from(own.max(f32::MIN_POSITIVE)).ln(),
        }
    };
    points.iter().zip(answers.rows()).map(price).collect()
}

fn tally(priced: &[Dear]) -> Tally {
    let right = |dear: &&Dear| dear.answer == dear.point.class;
    let all: f64 = priced.iter().map(|dear| dear.cost).sum();
    Tally {
        points: priced.len(),
        right: priced.iter().filter(right).count(),
        mean_cost: all / priced.len().max(1) as f64,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::nn::Activation;

    #[test]
    fn a_network_that_knows_nothing_pays_the_logarithm_of_the_number_of_classes() {
        for set in [1, 2] {
            let data = Data::of(set, 0.1, 0, None);
            let mut net = Sequential::new(2).dense(data.classes.len(), Activation::Softmax);
            net.set_weights(&vec![0.0; net.parameters()]).unwrap();
            let judged = Judged::of(&net, &data, false);
            let expected = (data.classes.len() as f64).ln();
            assert!((judged.train.mean_cost - expected).abs() < 1e-6);
            assert!((judged.test.mean_cost - expected).abs() < 1e-6);
        }
    }

    #[test]
    fn the_dearest_points_are_those_that_are_surest_and_wrong() {
        // Two classes by the sign of x: the logit of the second is 4 x, of the first 0.
        let mut net = Sequential::new(2).dense(2, Activation::Softmax);
        let layer = net.layers()[0];
        let mut weights = vec![0.0; net.parameters()];
        layer.set(&mut weights, [0.0, 4.0, 0.0, 0.0], [0.0, 0.0]);
        net.set_weights(&weights).unwrap();
        let point = |x, class| Point {
            at: [x, 0.0],
            class,
        };
        let data = Data {
            train: vec![
                point(-1.0, 1),
                point(0.5, 1),
                point(-0.25, 0),
                point(2.0, 0),
            ],
            test: vec![point(1.0, 1)],
            ..Data::of(2, 0.0, 0, None)
        };
        let judged = Judged::of(&net, &data, false);
        assert_eq!((judged.train.right, judged.train.accuracy()), (2, 0.5));
        assert_eq!((judged.test.right, judged.test.points), (1, 1));
        let costs: Vec<f64> = judged.dearest.iter().map(|dear| dear.cost).collect();
        // ln(1 + e^8), ln(1 + e^4), ln(1 + e^-1), ln(1 + e^-2)
        let expected = [8.0f64, 4.0, -1.0, -2.0].map(|z| (1.0 + z.exp()).ln());
        for (cost, expected) in costs.iter().zip(expected) {
            assert!((cost - expected).abs() < 1e-4, "{costs:?}");
        }
        assert_eq!(judged.dearest[0].answer, 1);
    }
}
