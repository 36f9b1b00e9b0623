//! The largest eigenvalues of a symmetric matrix and their eigenvectors: by subspace iteration, and in
//! the small space that it gives by the rotations of C. G. J. Jacobi (1846).

use ndarray::{Array2, Axis};
use ndarray_rand::rand::{Rng, SeedableRng};
use ndarray_rand::rand_distr::StandardNormal;
use rand_chacha::ChaCha8Rng;

/// Directions that are followed beside those that are asked for, at the least: the more, the quicker
/// it settles.
const SPARE: usize = 8;

/// Turns from one look at what is left to the next, and looks at the most.
const TURNS: usize = 12;
const LOOKS: usize = 20;

/// What may be left of `A v - c v`, as a share of the largest eigenvalue: the eigenvalues themselves
/// are then known to about its square.
const LEFT: f64 = 1e-7;

/// The `count` largest eigenvalues of a symmetric matrix that has none below 0, and their
/// eigenvectors as rows: (count, width), each of length 1.
///
/// # Panics
/// If the matrix is smaller than that.
pub fn largest(matrix: &Array2<f64>, count: usize) -> (Vec<f64>, Array2<f64>) {
    let width = matrix.nrows();
    let followed = (2 * count + SPARE).min(width);
    // Any directions will do that are not all across one that is looked for. They are columns.
    let mut random = ChaCha8Rng::seed_from_u64(0);
    let mut basis =
        Array2::from_shape_simple_fn((width, followed), || random.sample(StandardNormal));
    let mut values = Vec::new();
    for _ in 0..LOOKS {
        for _ in 0..TURNS {
            basis = orthonormal(matrix.dot(&basis));
        }
        basis = orthonormal(basis);
        let small = basis.t().dot(&matrix.dot(&basis));
        let (found, rotation) = jacobi(&small);
        basis = basis.dot(&rotation.t());
        values = found;
        if left(matrix, &basis, &values, count) <= LEFT * values[0] {
            break;
        }
    }
    values.truncate(count);
    (values, basis.t().split_at(Axis(0), count).0.to_owned())
}

/// The largest element of `A v - c v` over the first eigenvectors.
fn left(matrix: &Array2<f64>, basis: &Array2<f64>, values: &[f64], count: usize) -> f64 {
    let vectors = basis.view().split_at(Axis(1), count).0;
    let mut left = matrix.dot(&vectors);
    for (mut column, (vector, value)) in left
        .columns_mut()
        .into_iter()
        .zip(vectors.columns().into_iter().zip(values))
    {
        column.scaled_add(-value, &vector);
    }
    left.iter().fold(0.0, |most, x| most.max(x.abs()))
}

/// Columns that span the same, each of length 1 and square to the others: `B L^-T`, where `L L^T` is
/// the Cholesky decomposition of `B^T B`.
fn orthonormal(basis: Array2<f64>) -> Array2<f64> {
    let n = basis.ncols();
    let mut l = basis.t().dot(&basis).into_iter().collect::<Vec<f64>>();
    for i in 0..n {
        for j in 0..=i {
            let (row, column) = (&l[i * n..i * n + j], &l[j * n..j * n + j]);
            let known: f64 = row.iter().zip(column).map(|(a, b)| a * b).sum();
            let rest = l[i * n + j] - known;
            l[i * n + j] = match i == j {
                // A direction that is no new one stays short.
                true => rest
                    .max(f64::EPSILON * l[i * n + i])
                    .max(f64::MIN_POSITIVE)
                    .sqrt(),
                false => rest / l[j * n + j],
            };
        }
    }
    // The inverse of L, row by row; what it is to be multiplied by is its transpose.
    let mut inverse = vec![0.0; n * n];
    for i in 0..n {
        for k in 0..i {
            let factor = l[i * n + k];
            let (above, own) = inverse.split_at_mut(i * n);
            let row = above[k * n..].iter().zip(own).take(k + 1);
            row.for_each(|(above, own)| *own -= factor * above);
        }
        inverse[i * n + i] = 1.0;
        let pivot = l[i * n + i];
        inverse[i * n..=i * n + i]
            .iter_mut()
            .for_each(|x| *x /= pivot);
    }
    let inverse = Array2::from_shape_fn((n, n), |(row, column)| inverse[column * n + row]);
    basis.dot(&inverse)
}

/// All eigenvalues of a small symmetric matrix, the largest first, and their eigenvectors as rows.
fn jacobi(matrix: &Array2<f64>) -> (Vec<f64>, Array2<f64>) {
    /// Far more rounds than it ever takes: each squares what is left beside the diagonal.
    const ROUNDS: usize = 40;
    let n = matrix.nrows();
    let mut a: Vec<f64> = matrix.iter().copied().collect();
    let mut vectors: Vec<f64> = Array2::eye(n).into_iter().collect();
    let total: f64 = a.iter().map(|x| x * x).sum();
    let small = 1e-17 * total.sqrt();
    for _ in 0..ROUNDS {
        let mut is_done = true;
        for p in 0..n {
            for q in p + 1..n {
                if a[p * n + q].abs() > small {
                    is_done = false;
                    rotate(&mut a, &mut vectors, n, [p, q]);
                }
            }
        }
        if is_done {
            break;
        }
    }
    let mut order: Vec<usize> = (0..n).collect();
    order.sort_by(|&p, &q| a[q * n + q].total_cmp(&a[p * n + p]));
    let values = order.iter().map(|&p| a[p * n + p]).collect();
    let vectors = Array2::from_shape_fn((n, n), |(row, column)| vectors[order[row] * n + column]);
    (values, vectors)
}

/// One rotation, after which the element at row p and column q is 0.
fn rotate(a: &mut [f64], vectors: &mut [f64], n: usize, [p, q]: [usize; 2]) {
    let theta = (a[q * n + q] - a[p * n + p]) / (2.0 * a[p * n + q]);
    let t = theta.signum() / (theta.abs() + theta.hypot(1.0));
    let cos = 1.0 / t.hypot(1.0);
    let sin = t * cos;
    let turn = |x: f64, y: f64| (cos * x - sin * y, sin * x + cos * y);
    for row in a.chunks_exact_mut(n) {
        (row[p], row[q]) = turn(row[p], row[q]);
    }
    for matrix in [a, vectors] {
        let (upper, lower) = matrix.split_at_mut(q * n);
        let rows = upper[p * n..(p + 1) * n].iter_mut().zip(&mut lower[..n]);
        rows.for_each(|(x, y)| (*x, *y) = turn(*x, *y));
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use ndarray::{ArrayView1, array};

    fn length(x: ArrayView1<f64>) -> f64 {
        x.dot(&x).sqrt()
    }

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
            assert!(length(left.view()) < 1e-6 && (length(vector.view()) - 1.0).abs() < 1e-12);
        }
        let gram = vectors.dot(&vectors.t()) - Array2::<f64>::eye(5);
        assert!(gram.iter().all(|x| x.abs() < 1e-10));
    }
}
