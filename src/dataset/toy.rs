//! Points invented on the spot, small enough to see all of: the same seed, the same points.

use std::f64::consts::TAU;

use ndarray_rand::rand::{Rng, SeedableRng};
use ndarray_rand::rand_distr::{Distribution, StandardNormal};
use rand_chacha::ChaCha8Rng;

/// Points of the plane, each of a class.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Points {
    /// Where they are; about within -1 to 1 both ways.
    pub positions: Vec<[f64; 2]>,
    /// What they are, from 0.
    pub classes: Vec<usize>,
}

/// `n` points in as many round clouds as `classes`, their centres evenly on a circle; `noise` is
/// the clouds' standard deviation.
pub fn blobs(n: usize, classes: usize, noise: f64, seed: u64) -> Points {
    let classes = classes.max(1);
    invent(n, classes, noise, seed, |_, class| {
        let angle = TAU * class as f64 / classes as f64;
        [0.6 * angle.cos(), 0.6 * angle.sin()]
    })
}

/// `n` points, one class in the middle and one all around it.
pub fn circle(n: usize, noise: f64, seed: u64) -> Points {
    invent(n, 2, noise, seed, |random, class| {
        let radius = if class == 0 {
            random.random_range(0.0..0.4)
        } else {
            0.8
        };
        let angle = random.random_range(0.0..TAU);
        [radius * angle.cos(), radius * angle.sin()]
    })
}

/// `n` points of two classes by the sign of the product of their coordinates: what no single
/// line can part (Minsky and Papert, "Perceptrons", 1969).
pub fn xor(n: usize, noise: f64, seed: u64) -> Points {
    invent(n, 2, noise, seed, |random, class| {
        let (x, y): (f64, f64) = (random.random_range(0.1..0.9), random.random_range(0.1..0.9));
        let (sign, other) = if random.random() {
            (1.0, 1.0)
        } else {
            (-1.0, -1.0)
        };
        if class == 0 {
            [sign * x, other * y]
        } else {
            [sign * x, -other * y]
        }
    })
}

/// `n` points on so many `arms` that wind around each other. However many there are, neighbours are
/// equally far from each other: two arms make one and a half turns, three make one.
pub fn spiral(n: usize, arms: usize, noise: f64, seed: u64) -> Points {
    let arms = arms.max(1);
    invent(n, arms, noise, seed, |random, class| {
        let along: f64 = random.random_range(0.0..1.0);
        let radius = 0.1 + 0.8 * along;
        let turns = 3.0 * along + class as f64;
        let angle = TAU * turns / arms as f64;
        [radius * angle.cos(), radius * angle.sin()]
    })
}

/// `n` pairs (x, y): x even over 0 to 1, y = `slope` x + `intercept` + normal noise.
pub fn line(n: usize, slope: f64, intercept: f64, noise: f64, seed: u64) -> Vec<[f64; 2]> {
    let mut random = ChaCha8Rng::seed_from_u64(seed);
    let step = 1.0 / n.saturating_sub(1).max(1) as f64;
    let mut point = |i: usize| {
        let x = i as f64 * step;
        let error: f64 = StandardNormal.sample(&mut random);
        [x, slope * x + intercept + noise * error]
    };
    (0..n).map(&mut point).collect()
}

/// Classes in turn, each point where `place` puts it and then jostled by normal noise.
fn invent(
    n: usize,
    classes: usize,
    noise: f64,
    seed: u64,
    mut place: impl FnMut(&mut ChaCha8Rng, usize) -> [f64; 2],
) -> Points {
    let mut random = ChaCha8Rng::seed_from_u64(seed);
    let classes: Vec<usize> = (0..n).map(|i| i % classes).collect();
    let jostled = |&class: &usize| {
        place(&mut random, class).map(|coordinate| {
            let error: f64 = StandardNormal.sample(&mut random);
            coordinate + noise * error
        })
    };
    let positions = classes.iter().map(jostled).collect();
    Points { positions, classes }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_same_seed_gives_the_same_points_and_another_seed_others() {
        let arms = |n, noise, seed| spiral(n, 3, noise, seed);
        for make in [circle, xor, arms] {
            assert_eq!(make(50, 0.1, 7), make(50, 0.1, 7));
            assert_ne!(make(50, 0.1, 7), make(50, 0.1, 8));
        }
        assert_eq!(blobs(50, 3, 0.1, 7), blobs(50, 3, 0.1, 7));
        assert_eq!(line(9, 2.0, 1.0, 0.1, 7), line(9, 2.0, 1.0, 0.1, 7));
    }

    #[test]
    fn every_class_gets_its_share() {
        let points = blobs(100, 3, 0.1, 1);
        let of = |class| points.classes.iter().filter(|&&c| c == class).count();
        assert_eq!([of(0), of(1), of(2)], [34, 33, 33]);
    }

    #[test]
    fn without_noise_each_set_obeys_its_rule() {
        let all = |points: Points, rule: fn([f64; 2], usize) -> bool| {
            points
                .positions
                .iter()
                .zip(points.classes)
                .all(|(&p, class)| rule(p, class))
        };
        assert!(all(xor(200, 0.0, 3), |[x, y], class| (x * y < 0.0)
            == (class == 1)));
        assert!(all(circle(200, 0.0, 3), |[x, y], class| (x.hypot(y) > 0.6)
            == (class == 1)));
        for arms in [2, 3] {
            let Points { positions, classes } = spiral(200, arms, 0.0, 3);
            for ([x, y], class) in positions.into_iter().zip(classes) {
                let along = (x.hypot(y) - 0.1) / 0.8;
                let turns = (3.0 * along + class as f64) / arms as f64;
                assert!((y.atan2(x) - TAU * turns).cos() > 1.0 - 1e-9);
            }
        }
    }

    #[test]
    fn neighbouring_arms_are_equally_far_apart_however_many_there_are() {
        // Looked along any ray, a class is 0.8 / 3 further out than the one before it.
        for arms in [2, 3, 5] {
            let Points { positions, classes } = spiral(300, arms, 0.0, 1);
            for ([x, y], class) in positions.into_iter().zip(classes) {
                let (reach, turn) = (x.hypot(y), y.atan2(x) / TAU);
                assert!((0.1..0.9).contains(&reach), "{arms} arms");
                let crossing = arms as f64 * turn - class as f64;
                let from_first = (reach - 0.1) / (0.8 / 3.0) - crossing;
                let whole = from_first.rem_euclid(arms as f64);
                assert!(whole.min(arms as f64 - whole) < 1e-9, "{arms} arms");
            }
        }
    }

    #[test]
    fn a_line_without_noise_is_the_line() {
        for [x, y] in line(11, -2.0, 3.0, 0.0, 5) {
            assert!((y - (3.0 - 2.0 * x)).abs() < 1e-12);
        }
        assert_eq!(line(1, 1.0, 0.5, 0.0, 5), [[0.0, 0.5]]);
        assert_eq!(line(0, 1.0, 0.5, 0.0, 5), [[0.0; 2]; 0]);
    }
}
