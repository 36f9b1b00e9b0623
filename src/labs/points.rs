//! Points to tell apart: where they come from, and which of them are kept for testing.

use crate::dataset::labelled::Labelled;
use crate::dataset::{split, toy};
use crate::labs::birds::{self, BILL, Flock};
use crate::nn::Samples;
use crate::stats::separable::line_parts;
use crate::stats::{mean, variance};
use ndarray::Array2;
use ndarray_rand::rand::SeedableRng;
use ndarray_rand::rand_distr::{Distribution, StandardNormal};
use rand_chacha::ChaCha8Rng;
use std::sync::Arc;

/// The sets on offer, in this order. The last is the learner's own.
pub const SETS: [&str; 6] = ["penguins", "blobs", "circle", "xor", "spiral", "own"];

/// The place of the learner's own set.
pub const OWN: usize = 5;

/// Points of an invented set to learn from, and as many again to test with.
const INVENTED: usize = 300;

/// Test points are drawn from another seed.
const UNSEEN: u64 = 1_000_000;

/// How wide the clouds of `blobs` are without any noise.
const BLOB: f64 = 0.2;

/// A point and the place of its class.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Point {
    pub at: [f64; 2],
    pub class: usize,
}

/// A class: its name, and the letter it is drawn with.
#[derive(Debug, Clone, PartialEq)]
pub struct Class {
    pub name: String,
    pub letter: char,
}

/// A set of points.
#[derive(Debug, Clone, PartialEq)]
pub struct Data {
    pub classes: Vec<Class>,
    /// The classes have names of their own.
    pub named: bool,
    pub train: Vec<Point>,
    pub test: Vec<Point>,
    /// What is measured along both axes.
    pub axes: [String; 2],
    /// The part of the plane that is shown.
    pub ranges: [(f64, f64); 2],
}

impl Data {
    /// Whether some straight line parts each two classes of the points to learn from.
    pub fn is_parted_by_lines(&self) -> bool {
        let of = |class: usize| -> Vec<[f64; 2]> {
            let own = self.train.iter().filter(|point| point.class == class);
            own.map(|point| point.at).collect()
        };
        let sets: Vec<_> = (0..self.classes.len()).map(of).collect();
        let mut pairs = (0..sets.len()).flat_map(|a| (0..a).map(move |b| (a, b)));
        pairs.all(|(a, b)| line_parts(&sets[a], &sets[b]))
    }

    /// The set of a place among [`SETS`], jostled by normal noise; `own` is what the learner brought.
    pub fn of(set: usize, noise: f64, seed: u64, own: Option<&Labelled>) -> Self {
        match SETS[set] {
            "penguins" => Self::penguins(noise, seed),
            "blobs" => Self::invented(3, seed, |seed| {
                toy::blobs(INVENTED, 3, BLOB.hypot(noise), seed)
            }),
            "circle" => Self::invented(2, seed, |seed| toy::circle(INVENTED, noise, seed)),
            "xor" => Self::invented(2, seed, |seed| toy::xor(INVENTED, noise, seed)),
            "spiral" => Self::invented(3, seed, |seed| toy::spiral(INVENTED, 3, noise, seed)),
            _ => match own {
                Some(own) => Self::brought(own, noise, seed),
                None => Self::empty(),
            },
        }
    }

    fn invented(classes: usize, seed: u64, make: impl Fn(u64) -> toy::Points) -> Self {
        let points = |seed| {
            let toy::Points { positions, classes } = make(seed);
            let both = positions.into_iter().zip(classes);
            both.map(|(at, class)| Point { at, class }).collect()
        };
        let name = |class| format!("class {}", letter(class));
        Self {
            classes: classes_of((0..classes).map(name).collect()),
            named: false,
            train: points(seed),
            test: points(seed + UNSEEN),
            axes: ["x", "y"].map(str::to_owned),
            ranges: [(-1.2, 1.2); 2],
        }
    }

    /// Nothing yet: three classes, for the learner to put points of.
    fn empty() -> Self {
        let nothing = |_| toy::Points::default();
        Self::invented(3, 0, nothing)
    }

    /// Length and depth of each bill, in standard deviations from the mean. Of a table that cannot be
    /// read there is nothing.
    fn penguins(noise: f64, seed: u64) -> Self {
        let Some(flock) = Flock::new(BILL) else {
            return Self::empty();
        };
        let axes = birds::PAIRS[BILL].map(|measure| standardized(birds::MEASURES[measure].name));
        let data = Self::parted(&flock.birds, noise, seed);
        Self {
            classes: classes_of(flock.species),
            named: true,
            axes,
            ranges: [(-3.0, 3.0); 2],
            ..data
        }
    }

    fn brought(own: &Labelled, noise: f64, seed: u64) -> Self {
        let data = Self::parted(&own.points, noise, seed);
        let reach = |axis: usize| {
            let values = data.train.iter().map(|point| point.at[axis]);
            let ends = values.fold((0.0f64, 0.0f64), |(low, high), v| (low.min(v), high.max(v)));
            // One that lies far out becomes an arrow at the edge, and does not press the others
            // together.
            ((ends.0 - 0.25).max(-6.0), (ends.1 + 0.25).min(6.0))
        };
        Self {
            classes: classes_of(own.classes.clone()),
            named: true,
            axes: own.axes.each_ref().map(|name| standardized(name)),
            ranges: [reach(0), reach(1)],
            ..data
        }
    }

    /// Three quarters to learn from, standardized by their own mean and deviation, and the others by
    /// the same.
    fn parted(points: &[([f64; 2], usize)], noise: f64, seed: u64) -> Self {
        let n = points.len();
        let (train, test) = split::random(n, n / 4, seed).unwrap_or_default();
        let column =
            |axis: usize| -> Vec<f64> { train.iter().map(|&i| points[i].0[axis]).collect() };
        let scale = [0, 1].map(|axis| {
            let column = column(axis);
            let spread = variance(&column).map_or(0.0, f64::sqrt);
            (
                mean(&column).unwrap_or(0.0),
                if spread > 0.0 { spread } else { 1.0 },
            )
        });
        let mut random = ChaCha8Rng::seed_from_u64(seed);
        let mut point = |&i: &usize| {
            let at = [0, 1].map(|axis| {
                let error: f64 = StandardNormal.sample(&mut random);
                (points[i].0[axis] - scale[axis].0) / scale[axis].1 + noise * error
            });
            Point {
                at,
                class: points[i].1,
            }
        };
        let mut part = |rows: &[usize]| rows.iter().map(&mut point).collect();
        Self {
            train: part(&train),
            test: part(&test),
            ..Self::empty()
        }
    }

    /// Why nothing can be learned from it, if so.
    pub fn lack(&self) -> Option<&'static str> {
        let Some(first) = self.train.first() else {
            return Some("put points of two classes");
        };
        let two = self.train.iter().any(|point| point.class != first.class);
        (!two).then_some("all points are of one class: put one of another")
    }

    /// Inputs and targets of some points.
    pub fn samples(&self, points: &[Point]) -> [Arc<dyn Samples>; 2] {
        let classes = self.classes.len();
        let hot = |(i, class): (usize, usize)| f32::from(u8::from(points[i].class == class));
        [
            Arc::new(inputs(points)),
            Arc::new(Array2::from_shape_fn((points.len(), classes), hot)),
        ]
    }
}

/// Where points are, as rows.
pub fn inputs(points: &[Point]) -> Array2<f32> {
    Array2::from_shape_fn((points.len(), 2), |(i, axis)| points[i].at[axis] as f32)
}

/// The letter of a class that has no name of its own.
fn letter(class: usize) -> char {
    char::from(b'A' + class as u8)
}

/// Classes with the first letters of their names, where these tell them apart.
fn classes_of(names: Vec<String>) -> Vec<Class> {
    let first = |name: &String| name.chars().next().map(|c| c.to_ascii_uppercase());
    let firsts: Vec<Option<char>> = names.iter().map(first).collect();
    let speaks = |(at, first): (usize, &Option<char>)| {
        first.is_some_and(|c| c.is_ascii_alphabetic()) && !firsts[..at].contains(first)
    };
    let all = firsts.iter().enumerate().all(speaks);
    let class = |(at, name): (usize, String)| Class {
        letter: firsts[at].filter(|_| all).unwrap_or(letter(at)),
        name,
    };
    names.into_iter().enumerate().map(class).collect()
}

/// What is written at an axis of standard deviations from the mean: no z, which is a logit here.
fn standardized(name: &str) -> String {
    format!("{name}, std")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_set_is_the_same_for_a_seed_and_its_test_points_are_others() {
        for (set, name) in SETS.iter().enumerate().take(OWN) {
            let data = Data::of(set, 0.1, 4, None);
            assert_eq!(data, Data::of(set, 0.1, 4, None), "{name}");
            assert_ne!(data.train, Data::of(set, 0.1, 5, None).train, "{name}");
            assert!(data.train.iter().all(|point| !data.test.contains(point)));
        }
    }

    #[test]
    fn penguins_are_standardized_by_the_birds_to_learn_from_and_a_quarter_is_kept() {
        let data = Data::of(0, 0.0, 3, None);
        assert_eq!((data.train.len(), data.test.len()), (257, 85));
        for axis in [0, 1] {
            let column: Vec<f64> = data.train.iter().map(|point| point.at[axis]).collect();
            assert!(mean(&column).unwrap().abs() < 1e-9);
            assert!((variance(&column).unwrap() - 1.0).abs() < 1e-9);
        }
        let letters: String = data.classes.iter().map(|class| class.letter).collect();
        assert_eq!(letters, "ACG");
    }

    #[test]
    fn classes_are_told_by_their_own_letters_or_else_by_a_b_c() {
        let letters = |names: &[&str]| -> String {
            let names = names.iter().map(|name| (*name).to_owned()).collect();
            classes_of(names).iter().map(|class| class.letter).collect()
        };
        assert_eq!(letters(&["setosa", "versicolor"]), "SV");
        assert_eq!(letters(&["male", "mild"]), "AB");
        assert_eq!(letters(&["0", "1", "2"]), "ABC");
    }

    #[test]
    fn the_learners_own_points_are_standardized_and_without_any_there_is_nothing() {
        let own = Labelled {
            axes: ["w", "h"].map(str::to_owned),
            classes: ["in", "out"].map(str::to_owned).to_vec(),
            points: (0..16)
                .map(|i| ([f64::from(i), 1000.0 * f64::from(i % 5)], i as usize % 2))
                .collect(),
            dropped: 0,
        };
        let data = Data::of(OWN, 0.0, 0, Some(&own));
        assert_eq!(
            (data.train.len(), data.test.len(), data.lack()),
            (12, 4, None)
        );
        assert!(
            data.train
                .iter()
                .all(|p| p.at.iter().all(|v| v.abs() < 4.0))
        );
        assert_eq!(data.axes, ["w, std", "h, std"]);
        assert!(Data::of(OWN, 0.0, 0, None).train.is_empty());
    }
}
