//! Three rules for a new bird: the nearest mean, the nearest neighbour, always the largest class.

use crate::labs::birds::{Flock, Ruler};

/// Names of the rules, in the order of the control.
pub const RULES: [&str; 4] = ["mean", "neighbour", "largest", "none"];

/// Columns and rows of the map of answers.
const MAP: [usize; 2] = [120, 60];

/// How far the map goes on beyond the ranges, as a share of them.
const BEYOND: f64 = 0.25;

/// Two distances within this share of each other are a tie.
const TIE: f64 = 1e-9;

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
pub fn misclassified<'a>(
    flock: &'a Flock,
    ruler: &'a Ruler,
) -> impl Iterator<Item = &'a ([f64; 2], usize)> {
    let wrong = |(at, class): &&([f64; 2], usize)| ask_one(flock, ruler, 0, *at).class != *class;
    flock.birds.iter().filter(wrong)
}

/// The birds, by their places, that a rule gets wrong: asked about the birds it was made of, or about
/// each in turn with that one set aside.
pub fn wrong(flock: &Flock, ruler: &Ruler, rule: usize, aside: bool) -> Vec<usize> {
    let is_wrong = |bird: &usize| {
        let (at, class) = flock.birds[*bird];
        let others = aside.then(|| flock.without(*bird));
        ask_one(others.as_ref().unwrap_or(flock), ruler, rule, at).class != class
    };
    (0..flock.birds.len()).filter(is_wrong).collect()
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
    /// Where it begins, and how wide and high a cell of it is.
    from: [f64; 2],
    cell: [f64; 2],
}

impl Map {
    /// The answers of a rule over the ranges of both axes, and some way beyond: a plot may show more.
    pub fn new(flock: &Flock, ruler: &Ruler, rule: usize, ranges: [(f64, f64); 2]) -> Self {
        let wide = [0, 1].map(|k| ranges[k].1 - ranges[k].0);
        let from = [0, 1].map(|k| ranges[k].0 - BEYOND * wide[k]);
        let cell = [0, 1].map(|k| (1.0 + 2.0 * BEYOND) * wide[k] / MAP[k] as f64);
        let class = |i: usize| {
            let at = [i % MAP[0], i / MAP[0]];
            let bird = [0, 1].map(|k| from[k] + (at[k] as f64 + 0.5) * cell[k]);
            ask_one(flock, ruler, rule, bird).class
        };
        Self {
            classes: (0..MAP[0] * MAP[1]).map(class).collect(),
            from,
            cell,
        }
    }

    /// The answer at a place.
    pub fn at(&self, place: [f64; 2]) -> Option<usize> {
        let cell = |k: usize| {
            let cell = ((place[k] - self.from[k]) / self.cell[k]).max(0.0) as usize;
            cell.min(MAP[k] - 1)
        };
        self.classes.get(cell(1) * MAP[0] + cell(0)).copied()
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
            centre: [4.0 / 3.0, 4.0 / 3.0],
            spread: [1.0, 2.0],
        }
    }

    #[test]
    fn a_bird_set_aside_is_neither_its_own_neighbour_nor_in_its_mean() {
        let mut flock = two();
        flock.birds.push(([0.0, 1.0], 0));
        (flock.counts[0], flock.means[0]) = (2, [0.0, 0.5]);
        let wrong = |rule, aside| wrong(&flock, &RAW, rule, aside);
        assert_eq!(wrong(1, false), Vec::<usize>::new());
        // Without itself [2, 0] is nearest to [0, 0], 4 against 16, and [2, 4] to [0, 1], 13 against 16.
        // The mean of the second species is the other one of the two: right for [2, 4] alone.
        assert_eq!((wrong(1, true), wrong(0, true)), (vec![1, 2], vec![1]));
        assert_eq!(flock.without(1).means, [[0.0, 0.5], [2.0, 4.0]]);
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
        let cells = [0, 1].map(|k| 1.5 * (ranges[k].1 - ranges[k].0) / MAP[k] as f64);
        for at in [[0.01, 0.02], [1.04, 1.51], [3.2, 5.3], [-1.2, -2.2]] {
            // The middle of the cell that holds it.
            let middle = [0, 1].map(|k| {
                let from = ranges[k].0 - BEYOND * (ranges[k].1 - ranges[k].0);
                from + (((at[k] - from) / cells[k]).floor() + 0.5) * cells[k]
            });
            assert_eq!(map.at(at), Some(ask(&flock, &RAW, middle)[1].class));
        }
    }
}
