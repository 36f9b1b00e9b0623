//! Principal components: the directions in which rows of numbers vary most, and what is left of a row
//! in the first few of them. No other linear code of as many numbers has a lower squared error (Karl
//! Pearson, 1901).

mod eigen;
mod moments;

pub use moments::Moments;

use ndarray::{Array1, Array2, ArrayView2, Axis};

/// The first principal components of some rows.
#[derive(Debug, Clone)]
pub struct Pca {
    mean: Array1<f64>,
    /// (components, numbers of a row), each of length 1, the one of the largest variance first.
    components: Array2<f64>,
    /// The variance along each.
    variances: Vec<f64>,
}

impl Pca {
    /// The first `count` components of what was counted.
    ///
    /// # Panics
    /// If a row has fewer numbers than that.
    pub fn of(moments: &Moments, count: usize) -> Self {
        let (variances, components) = eigen::largest(&moments.covariance(), count);
        Self {
            mean: moments.mean(),
            components,
            variances,
        }
    }

    /// The variance along each component.
    pub fn variances(&self) -> &[f64] {
        &self.variances
    }

    /// Where rows (rows, numbers) lie along the first components: (rows, count).
    ///
    /// # Panics
    /// If there are not so many components, or the rows are of another width.
    pub fn encode(&self, rows: ArrayView2<f32>, count: usize) -> Array2<f64> {
        let centred = rows.mapv(f64::from) - &self.mean;
        centred.dot(&self.first(count).t())
    }

    /// The rows that lie there: (rows, numbers).
    ///
    /// # Panics
    /// If there are fewer components than the codes have numbers.
    pub fn decode(&self, codes: ArrayView2<f64>) -> Array2<f64> {
        codes.dot(&self.first(codes.ncols())) + &self.mean
    }

    /// The mean squared error of each row (rows, numbers) once its first components alone are kept: for
    /// each of `counts` the sum over the rows, of the mean over a row's numbers. The components are
    /// square to each other, so each takes its own square away.
    ///
    /// # Panics
    /// If there are not so many components, or the rows are of another width.
    pub fn errors(&self, rows: ArrayView2<f32>, counts: &[usize]) -> Vec<f64> {
        let centred = rows.mapv(f64::from) - &self.mean;
        let along = centred.dot(&self.components.t());
        let squares = |values: &Array2<f64>, count: usize| -> f64 {
            let rows = values.rows().into_iter();
            rows.map(|row| row.iter().take(count).map(|x| x * x).sum::<f64>())
                .sum()
        };
        let all = squares(&centred, centred.ncols());
        let left = |&count: &usize| (all - squares(&along, count)) / centred.ncols() as f64;
        counts.iter().map(left).collect()
    }

    fn first(&self, count: usize) -> ArrayView2<'_, f64> {
        self.components.view().split_at(Axis(0), count).0
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use ndarray::array;

    /// Four rows on a line through (2, 1) with slope 1, and one step beside it each way.
    fn moments() -> Moments {
        let mut moments = Moments::new(2);
        for row in [[0, 0], [4, 4], [1, 3], [3, 1]] {
            moments.add(&row);
        }
        moments
    }

    #[test]
    fn by_hand() {
        // About the mean (2, 2) the rows are (-2, -2), (2, 2), (-1, 1), (1, -1): along the diagonal
        // the squares come to 8 + 8, across it to 2 + 2, of four rows.
        let pca = Pca::of(&moments(), 2);
        for (variance, expected) in pca.variances().iter().zip([4.0, 1.0]) {
            assert!((variance * 255.0 * 255.0 - expected).abs() < 1e-9);
        }
        let half = 0.5f64.sqrt();
        for component in pca.components.rows() {
            assert!(component.iter().all(|x| (x.abs() - half).abs() < 1e-12));
        }
    }

    #[test]
    fn one_component_keeps_what_lies_along_it_and_all_of_them_keep_everything() {
        let pca = Pca::of(&moments(), 2);
        let row = array![[1.0f32 / 255.0, 3.0 / 255.0]];
        let back = |count| pca.decode(pca.encode(row.view(), count).view());
        for (one, two) in back(1).iter().zip([2.0, 2.0]) {
            assert!(
                (one * 255.0 - two).abs() < 1e-6,
                "it lies across: only the mean is left"
            );
        }
        let errors = pca.errors(row.view(), &[1, 2]);
        // The mean of two squares of 1 at one component, and nothing at two.
        assert!((errors[0] * 255.0 * 255.0 - 1.0).abs() < 1e-5 && errors[1].abs() < 1e-10);
        for (x, expected) in back(2).iter().zip([1.0, 3.0]) {
            assert!((x * 255.0 - expected).abs() < 1e-6);
        }
    }
}
