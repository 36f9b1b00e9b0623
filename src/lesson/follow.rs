//! The same place in another version of the course.

use super::model::Course;

impl Course {
    /// The place that is most like one of an older version: the same step, by its id; else the one
    /// that stands there under a new id; else the nearest that is still there.
    pub fn like(&self, old: &Self, (lesson, step): (usize, usize)) -> (usize, usize) {
        let lessons = |course: &Self| -> Vec<String> {
            course.lessons.iter().map(|l| l.id.clone()).collect()
        };
        let steps = |course: &Self, at: usize| -> Vec<String> {
            let steps = course.lessons.get(at).map(|lesson| &lesson.steps);
            steps.into_iter().flatten().map(|s| s.id.clone()).collect()
        };
        let (before, now) = (lessons(old), lessons(self));
        let Some(at) = same(&before, &now, lesson) else {
            return (nearest(&before, &now, lesson), 0);
        };
        let (before, now) = (steps(old, lesson), steps(self, at));
        let step = same(&before, &now, step).unwrap_or_else(|| nearest(&before, &now, step));
        (at, step)
    }
}

/// The place of the same id, or of a new one in the same place.
fn same(before: &[String], now: &[String], at: usize) -> Option<usize> {
    let id = before.get(at)?;
    let renamed = || now.get(at).filter(|id| !before.contains(id)).map(|_| at);
    now.iter().position(|other| other == id).or_else(renamed)
}

/// The place of the id that stood nearest and is still there.
fn nearest(before: &[String], now: &[String], at: usize) -> usize {
    let mut others: Vec<usize> = (0..before.len()).collect();
    others.sort_by_key(|other| other.abs_diff(at));
    let place = |other: usize| now.iter().position(|id| *id == before[other]);
    others.into_iter().find_map(place).unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ids(words: &str) -> Vec<String> {
        words.split(' ').map(str::to_owned).collect()
    }

    #[test]
    fn a_place_goes_by_its_id_then_by_what_stands_there_then_by_its_neighbours() {
        for (before, now, at, expected) in [
            ("a b c", "c b a", 0, Some(2)),
            ("a b c", "x a b c", 1, Some(2)),
            ("a b c", "a x c", 1, Some(1)),
            ("a b c", "a c", 1, None),
        ] {
            assert_eq!(
                same(&ids(before), &ids(now), at),
                expected,
                "{before} {now}"
            );
        }
        assert_eq!(nearest(&ids("a b c"), &ids("a c"), 1), 0);
        assert_eq!(nearest(&ids("a b c d"), &ids("x d"), 2), 1);
        assert_eq!(nearest(&ids("a b"), &ids("x y"), 1), 0);
        assert_eq!(Course::default().like(&Course::default(), (3, 4)), (0, 0));
    }
}
