//! Whether a straight line parts two sets of points.

use std::f64::consts::PI;

/// Distances below this are none.
const LEAST: f64 = 1e-9;

/// Whether all points of `a` lie on one side of some line and all of `b` on the other, none of them
/// on it.
///
/// Seen along a line, two sets are apart if their projections on the direction across it are. The
/// order of the projections changes only at directions across which two points fall together, so one
/// direction between each two of these is tried: (points)^2 directions in all.
pub fn line_parts(a: &[[f64; 2]], b: &[[f64; 2]]) -> bool {
    if a.is_empty() || b.is_empty() {
        return true;
    }
    let points: Vec<[f64; 2]> = a.iter().chain(b).copied().collect();
    let mut angles = Vec::new();
    for (at, p) in points.iter().enumerate() {
        for q in &points[..at] {
            let (x, y) = (q[0] - p[0], q[1] - p[1]);
            if x.hypot(y) > LEAST {
                angles.push((y.atan2(x) + PI / 2.0).rem_euclid(PI));
            }
        }
    }
    angles.sort_by(f64::total_cmp);
    let Some(&first) = angles.first() else {
        return false;
    };
    let next = angles.iter().skip(1).copied().chain([first + PI]);
    let between = angles.iter().zip(next).map(|(from, to)| from.midpoint(to));
    between.into_iter().any(|angle| is_apart(a, b, angle))
}

/// Whether the projections on a direction are apart.
fn is_apart(a: &[[f64; 2]], b: &[[f64; 2]], angle: f64) -> bool {
    let (sin, cos) = angle.sin_cos();
    let ends = |set: &[[f64; 2]]| {
        let along = set.iter().map(|[x, y]| x * cos + y * sin);
        along.fold((f64::INFINITY, f64::NEG_INFINITY), |(low, high), at| {
            (low.min(at), high.max(at))
        })
    };
    let ((low_a, high_a), (low_b, high_b)) = (ends(a), ends(b));
    low_b - high_a > LEAST || low_a - high_b > LEAST
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_line_parts_and_what_none_does() {
        let row = |xs: &[f64]| -> Vec<[f64; 2]> { xs.iter().map(|&x| [x, 0.0]).collect() };
        assert!(line_parts(&row(&[-1.0, -0.5, 0.0]), &row(&[0.1])));
        assert!(!line_parts(&row(&[-1.0, 1.0]), &row(&[0.0])), "between two");
        assert!(!line_parts(&row(&[0.0]), &row(&[0.0])), "on one another");
        let xor = [[[0.0, 0.0], [1.0, 1.0]], [[0.0, 1.0], [1.0, 0.0]]];
        assert!(!line_parts(&xor[0], &xor[1]));
        let triangle = [[0.0, 0.0], [2.0, 0.0], [0.0, 2.0]];
        assert!(!line_parts(&triangle, &[[0.5, 0.5]]), "inside");
        assert!(line_parts(&triangle, &[[1.01, 1.01]]), "just outside");
        assert!(line_parts(&triangle, &[]), "nothing to part");
    }
}
