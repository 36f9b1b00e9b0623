//! The largest eigenvalues of a symmetric matrix and their eigenvectors: by subspace iteration, and in
//! the small space that it gives by the rotations of C. G. J. Jacobi (1846).

use ndarray::{Array2, ArrayView1, Axis, s};

/// Directions beside those that are asked for: the more, the quicker it settles.
const SPARE: usize = 8;

/// It settles in some dozens of turns; where two eigenvalues are the same it need not.
const TURNS: usize = 300;

/// When nothing moves any more: the change of an eigenvalue, as a share of the largest.
const STILL: f64 = 1e-13;

/// The `count` largest eigenvalues of a symmetric matrix that has none below 0, and their
/// eigenvectors as rows: (count, width), each of length 1.
///
/// # Panics
/// If the matrix is smaller than that.
pub fn largest(matrix: &Array2<f64>, count: usize) -> (Vec<f64>, Array2<f64>) {
    let width = matrix.nrows();
    let tried = (count + SPARE).min(width);
    // Any directions will do that are not all across one that is looked for.
    let mut basis = Array2::from_shape_fn((width, tried), |(row, column)| {
        f64::from(u8::from(row == column)) + ((row * 31 + column * 17 + 1) as f64).sin()
    });
    let mut before = vec![f64::INFINITY; tried];
    for _ in 0..TURNS {
        orthonormalize(&mut basis);
        let image = matrix.dot(&basis);
        let (values, rotation) = jacobi(basis.t().dot(&image));
        let still = STILL * values[0].max(f64::MIN_POSITIVE);
        let moved = values.iter().zip(&before).take(count);
        let is_still = moved.fold(true, |still_so, (a, b)| still_so && (a - b).abs() <= still);
        if is_still {
            basis = basis.dot(&rotation);
            before = values;
            break;
        }
        basis = image.dot(&rotation);
        before = values;
    }
    orthonormalize(&mut basis);
    let vectors = basis.slice(s![.., ..count]).t().to_owned();
    before.truncate(count);
    (before, vectors)
}

/// Makes the columns as long as 1 and square to each other (Gram and Schmidt), twice: once leaves
/// rounding behind.
fn orthonormalize(basis: &mut Array2<f64>) {
    for _ in 0..2 {
        for column in 0..basis.ncols() {
            let (before, mut rest) = basis.view_mut().split_at(Axis(1), column);
            let mut own = rest.column_mut(0);
            for other in before.columns() {
                let along = other.dot(&own);
                own.scaled_add(-along, &other);
            }
            let length = length(own.view());
            if length > 0.0 {
                own /= length;
            }
        }
    }
}

fn length(x: ArrayView1<f64>) -> f64 {
    x.dot(&x).sqrt()
}

/// All eigenvalues of a small symmetric matrix, the largest first, and their eigenvectors as columns.
fn jacobi(mut a: Array2<f64>) -> (Vec<f64>, Array2<f64>) {
    let n = a.nrows();
    let mut vectors = Array2::eye(n);
    let total: f64 = a.iter().map(|x| x * x).sum();
    for _ in 0..60 {
        let off: f64 = (0..n).flat_map(|p| (0..p).map(move |q| (p, q))).map(|at| a[at] * a[at]).sum();
        if off <= 1e-32 * total {
            break;
        }
        for p in 0..n {
            for q in p + 1..n {
                rotate(&mut a, &mut vectors, p, q);
            }
        }
    }
    let mut order: Vec<usize> = (0..n).collect();
    order.sort_by(|&p, &q| a[[q, q]].total_cmp(&a[[p, p]]));
    let values = order.iter().map(|&p| a[[p, p]]).collect();
    (values, vectors.select(Axis(1), &order))
}

/// One rotation, after which a[p, q] is 0.
fn rotate(a: &mut Array2<f64>, vectors: &mut Array2<f64>, p: usize, q: usize) {
    if a[[p, q]] == 0.0 {
        return;
    }
    let theta = (a[[q, q]] - a[[p, p]]) / (2.0 * a[[p, q]]);
    let t = theta.signum() / (theta.abs() + theta.hypot(1.0));
    let cos = 1.0 / t.hypot(1.0);
    let sin = t * cos;
    let turn = |matrix: &mut Array2<f64>, at_p: [usize; 2], at_q: [usize; 2]| {
        let (x, y) = (matrix[at_p], matrix[at_q]);
        matrix[at_p] = cos * x - sin * y;
        matrix[at_q] = sin * x + cos * y;
    };
    for k in 0..a.nrows() {
        turn(a, [k, p], [k, q]);
    }
    for k in 0..a.nrows() {
        turn(a, [p, k], [q, k]);
        turn(vectors, [k, p], [k, q]);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use ndarray::array;

    #[test]
    fn by_hand() {
        let (values, vectors) = largest(&array![[2.0, 1.0], [1.0, 2.0]], 2);
        assert!((values[0] - 3.0).abs() < 1e-12 && (values[1] - 1.0).abs() < 1e-12);
        assert!((vectors[[0, 0]] - vectors[[0, 1]]).abs() < 1e-12);
        assert!((vectors[[1, 0]] + vectors[[1, 1]]).abs() < 1e-12);
    }

    /// A matrix with these eigenvalues: it is turned by reflections, which leave them as they are.
    fn with(values: &[f64]) -> Array2<f64> {
        let n = values.len();
        let mut matrix = Array2::from_diag(&ndarray::arr1(values));
        for seed in 1..4 {
            let mut v = Array2::from_shape_fn((n, 1), |(row, _)| ((seed * row + 1) as f64).cos());
            v /= length(v.column(0));
            let mirror = Array2::eye(n) - 2.0 * v.dot(&v.t());
            matrix = mirror.dot(&matrix).dot(&mirror);
        }
        matrix
    }

    #[test]
    fn the_eigenvalues_that_a_matrix_was_made_with_are_found_and_their_vectors_only_grow() {
        let made: Vec<f64> = (0..40).map(|k| 0.9f64.powi(k)).collect();
        let matrix = with(&made);
        let (values, vectors) = largest(&matrix, 5);
        for (value, made) in values.iter().zip(&made) {
            assert!((value - made).abs() < 1e-11, "{value} {made}");
        }
        for (value, vector) in values.iter().zip(vectors.rows()) {
            let left = matrix.dot(&vector) - *value * &vector;
            assert!(length(left.view()) < 1e-6 && (length(vector) - 1.0).abs() < 1e-12);
        }
        let gram = vectors.dot(&vectors.t()) - Array2::<f64>::eye(5);
        assert!(gram.iter().all(|x| x.abs() < 1e-10));
    }
}
