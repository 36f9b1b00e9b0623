//! Things put in their places: where they begin, and how many are right.

use super::shuffled;
use crate::lesson::model::{Arrangement, Misplaced};

/// The things as they stand at first: no more than a third in their places. The same seed gives the
/// same.
pub fn begin(arrangement: &Arrangement, seed: u64) -> Vec<usize> {
    let all = arrangement.things.len();
    let mut orders = (0..64).map(|turn| shuffled(all, seed.wrapping_add(turn)));
    let few = |things: &Vec<usize>| 3 * in_place(things) <= all;
    orders.find(few).unwrap_or_else(|| (0..all).rev().collect())
}

/// How many things are in their places.
pub fn in_place(things: &[usize]) -> usize {
    let places = things.iter().enumerate();
    places.filter(|(place, thing)| place == *thing).count()
}

/// The first known mistake in how things stand.
pub fn misplaced<'a>(arrangement: &'a Arrangement, things: &[usize]) -> Option<&'a Misplaced> {
    let mut known = arrangement.wrong.iter();
    known.find(|known| known.slip.is_in(things))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lesson::model::{Inline, Slip};

    fn four(wrong: &[Slip]) -> Arrangement {
        let text = |text: &str| vec![Inline::Text(text.into())];
        let known = |slip: &Slip| Misplaced {
            slip: *slip,
            reply: text("r"),
        };
        Arrangement {
            id: "a".into(),
            ask: text("?"),
            things: ["a", "b", "c", "d"].map(text).into(),
            places: None,
            wrong: wrong.iter().map(known).collect(),
            reply: None,
            test: false,
        }
    }

    #[test]
    fn things_begin_all_there_the_same_for_a_seed_and_few_of_them_in_place() {
        let four = four(&[]);
        let mut seen = std::collections::BTreeSet::new();
        for seed in 0..400 {
            let things = begin(&four, seed);
            assert_eq!(things, begin(&four, seed));
            assert!(in_place(&things) <= 1, "{seed}");
            let mut all = things.clone();
            all.sort_unstable();
            assert_eq!(all, [0, 1, 2, 3]);
            seen.insert(things);
        }
        assert_eq!(seen.len(), 17, "every such order begins somewhere");
    }

    #[test]
    fn the_first_known_mistake_that_is_there_is_found() {
        let swapped = Slip::Swapped {
            earlier: 0,
            later: 2,
        };
        let beside = |place, thing| Slip::Beside { place, thing };
        let known = four(&[beside(3, Some(0)), beside(3, None), swapped]);
        for (things, found) in [
            ([0, 1, 2, 3], None),
            ([1, 0, 2, 3], None),
            ([2, 1, 0, 3], Some(2)),
            ([3, 1, 2, 0], Some(0)),
            ([0, 1, 3, 2], Some(1)),
            ([2, 3, 0, 1], Some(1)),
        ] {
            let found = found.map(|at: usize| &known.wrong[at]);
            assert_eq!(misplaced(&known, &things), found, "{things:?}");
        }
        assert_eq!(in_place(&[2, 1, 0, 3]), 2);
    }
}
