//! Three rules for a new bird: the nearest mean, the nearest neighbour, always the largest class.

use crate::labs::penguins::birds::Flock;

/// Names of the rules, in the order of the control.
pub const RULES: [&str; 4] = ["mean", "neighbour", "largest", "none"];

/// Columns and rows of the map of answers.
const MAP: [usize; 2] = [120, 60];

/// Two distances within this share of each other are a tie.
const TIE: f64 = 1e-9;

/// How distances are measured: a difference counts in units of its axis' spread.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Ruler {
    /// One unit along each axis.
    pub spread: [f64; 2],
}

impl Ruler {
    /// The squares of both differences.
    pub fn parts(&self, a: [f64; 2], b: [f64; 2]) -> [f64; 2] {
        [0, 1].map(|k| ((a[k] - b[k]) / self.spread[k]).powi(2))
    }

    /// The squared distance.
    pub fn distance(&self, a: [f64; 2], b: [f64; 2]) -> f64 {
        let [x, y] = self.parts(a, b);
        x + y
    }
}

/// What a rule says of a bird.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Answer {
    /// The place of the species among their names.
    pub class: usize,
    /// Where what decided lies: a mean, or a neighbour.
    pub by: Option<[f64; 2]>,
    /// Another species that is exactly as near, and stands behind it in the alphabet.
    pub tie: Option<usize>,
}

/// What each rule says of `bird`, in the order of [`RULES`], of which the last is none.
pub fn ask(flock: &Flock, ruler: &Ruler, bird: [f64; 2]) -> [Answer; 3] {
    [0, 1, 2].map(|rule| ask_one(flock, ruler, rule, bird))
}

/// The birds of known species that the nearest mean puts into another one.
pub fn strays<'a>(
    flock: &'a Flock,
    ruler: &'a Ruler,
) -> impl Iterator<Item = &'a ([f64; 2], usize)> {
    let wrong = |(at, class): &&([f64; 2], usize)| ask_one(flock, ruler, 0, *at).class != *class;
    flock.birds.iter().filter(wrong)
}

fn ask_one(flock: &Flock, ruler: &Ruler, rule: usize, bird: [f64; 2]) -> Answer {
    match rule {
        0 => nearest(
            flock.means.iter().zip(0..).map(|(&at, class)| (at, class)),
            ruler,
            bird,
        ),
        1 => nearest(flock.birds.iter().copied(), ruler, bird),
        _ => largest(flock),
    }
}

/// The class of the nearest of `places`; of two as near, the first in the alphabet.
fn nearest(
    places: impl Iterator<Item = ([f64; 2], usize)>,
    ruler: &Ruler,
    bird: [f64; 2],
) -> Answer {
    let mut least = f64::INFINITY;
    let mut answer = Answer::default();
    for (at, class) in places {
        let away = ruler.distance(at, bird);
        let alone = Answer {
            class,
            by: Some(at),
            tie: None,
        };
        if away > least * (1.0 + TIE) {
            continue;
        } else if answer.by.is_none() || away < least * (1.0 - TIE) {
            (least, answer) = (away, alone);
        } else if class < answer.class {
            let tie = Some(answer.class);
            answer = Answer { tie, ..alone };
        } else if class > answer.class {
            answer.tie = answer.tie.or(Some(class));
        }
    }
    answer
}

fn largest(flock: &Flock) -> Answer {
    let most = flock.counts.iter().max();
    let class = flock.counts.iter().position(|count| Some(count) == most);
    Answer {
        class: class.unwrap_or(0),
        ..Answer::default()
    }
}

/// What one rule says everywhere on the plot: worked out once for all places of the bird.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Map {
    classes: Vec<usize>,
}

impl Map {
    /// The answers of a rule over the ranges of both axes.
    pub fn new(flock: &Flock, ruler: &Ruler, rule: usize, ranges: [(f64, f64); 2]) -> Self {
        let value = |k: usize, i: usize| {
            let (from, to) = ranges[k];
            from + (i as f64 + 0.5) / MAP[k] as f64 * (to - from)
        };
        let class = |i: usize| {
            let bird = [value(0, i % MAP[0]), value(1, i / MAP[0])];
            ask_one(flock, ruler, rule, bird).class
        };
        Self {
            classes: (0..MAP[0] * MAP[1]).map(class).collect(),
        }
    }

    /// The answer at a share of both axes, from the lower left.
    pub fn at(&self, share: [f64; 2]) -> Option<usize> {
        let place = |k: usize| {
            let cell = (share[k] * MAP[k] as f64).max(0.0) as usize;
            cell.min(MAP[k] - 1)
        };
        self.classes.get(place(1) * MAP[0] + place(0)).copied()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn two() -> Flock {
        Flock {
            species: vec!["A".into(), "B".into()],
            birds: vec![([0.0, 0.0], 0), ([2.0, 0.0], 1), ([2.0, 4.0], 1)],
            means: vec![[0.0, 0.0], [2.0, 2.0]],
            counts: vec![1, 2],
            spread: [1.0, 2.0],
        }
    }

    const RAW: Ruler = Ruler { spread: [1.0; 2] };

    #[test]
    fn each_rule_by_hand() {
        let [mean, neighbour, largest] = ask(&two(), &RAW, [1.2, 0.1]);
        assert_eq!((mean.class, mean.by), (0, Some([0.0, 0.0])));
        assert_eq!((neighbour.class, neighbour.by), (1, Some([2.0, 0.0])));
        assert_eq!((largest.class, largest.by), (1, None));
    }

    #[test]
    fn a_tie_names_both_species() {
        let [mean, neighbour, _] = ask(&two(), &RAW, [1.0, 1.0]);
        assert_eq!((mean.class, mean.tie), (0, Some(1)));
        assert_eq!((neighbour.class, neighbour.tie), (0, Some(1)));
        let mut turned = two();
        turned.birds.reverse();
        assert_eq!(ask(&turned, &RAW, [1.0, 1.0])[1], neighbour);
    }

    #[test]
    fn the_map_says_what_the_rule_says() {
        let (flock, ranges) = (two(), [(-1.0, 3.0), (-2.0, 5.0)]);
        let map = Map::new(&flock, &RAW, 1, ranges);
        for share in [[0.004, 0.01], [0.5042, 0.508], [0.996, 0.99]] {
            let at = [0, 1].map(|k| {
                let cell = (share[k] * MAP[k] as f64).floor() + 0.5;
                ranges[k].0 + cell / MAP[k] as f64 * (ranges[k].1 - ranges[k].0)
            });
            assert_eq!(map.at(share), Some(ask(&flock, &RAW, at)[1].class));
        }
    }
}
