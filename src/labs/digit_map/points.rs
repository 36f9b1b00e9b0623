//! Where a thousand test digits lie, by two numbers each, and whether neighbours are alike.

use crate::codes::Codec;
use crate::labs::coded::principal::principal;
use crate::labs::coded::{self, Coded};
use crate::stats::Pca as Components;
use crate::train::autoencoder;
use ndarray::{Array2, ArrayView2, Axis};
use std::sync::{Arc, OnceLock};

/// The maps by name, and each by its place.
pub const MAPS: [&str; 2] = ["code", "pca"];
pub const CODE: usize = 0;
pub const PCA: usize = 1;

/// How many digits are on a map.
pub const COUNT: usize = 1000;

/// Components that neighbours are looked for by, as many as the code has numbers.
const NUMBERS: usize = 32;

/// Both maps, and what they are made with.
pub struct Atlas {
    /// All that ships for the code of 32 numbers.
    pub coded: Arc<Coded>,
    plane: Codec,
    components: Arc<Components>,
    /// Where the first test digits lie on each map.
    pub points: [Vec<[f64; 2]>; 2],
    /// Of how many of them the nearest other one is of the same class.
    pub alike: Alike,
}

/// Of how many digits the nearest other one is of the same class, by what they are compared.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Alike {
    /// By all pixels.
    pub pixels: usize,
    /// By the code of 32 numbers.
    pub code_32: usize,
    /// By 32 principal components.
    pub pca_32: usize,
    /// By the code of two.
    pub code_2: usize,
    /// By two principal components.
    pub pca_2: usize,
}

static DATA: OnceLock<Result<Arc<Atlas>, String>> = OnceLock::new();

/// It, once for a process.
///
/// # Errors
/// The sentence that says what cannot be had.
pub fn data() -> Result<Arc<Atlas>, String> {
    DATA.get_or_init(|| Atlas::unpack().map(Arc::new)).clone()
}

impl Atlas {
    fn unpack() -> Result<Self, String> {
        let coded = coded::data()?;
        let plane = autoencoder::plane().map_err(|error| error.to_string())?;
        let plane = Codec::of(&plane).map_err(|error| error.to_string())?;
        let components = principal()?;
        let pictures = coded.chunk(0, COUNT);
        let labels = &coded.digits.labels()[..pictures.nrows()];
        let codes = plane.encode(pictures.view()).mapv(f64::from);
        let pca = components.encode(pictures.view(), NUMBERS);
        let first = pca.view().split_at(Axis(1), 2).0;
        let code_32 = coded.codec.encode(pictures.view()).mapv(f64::from);
        let alike = Alike {
            pixels: alike(pictures.mapv(f64::from).view(), labels),
            code_32: alike(code_32.view(), labels),
            pca_32: alike(pca.view(), labels),
            code_2: alike(codes.view(), labels),
            pca_2: alike(first, labels),
        };
        let places = |rows: ArrayView2<f64>| {
            rows.rows()
                .into_iter()
                .map(|row| [row[0], row[1]])
                .collect()
        };
        Ok(Self {
            points: [places(codes.view()), places(first)],
            alike,
            coded,
            plane,
            components,
        })
    }

    /// What a digit of the maps is, by its label.
    pub fn label(&self, index: usize) -> u8 {
        self.coded.digits.label(index)
    }

    /// The picture of a code of two numbers.
    pub fn of_code(&self, at: [f64; 2]) -> Vec<f32> {
        self.plane.decoder().predict_one(&at.map(|x| x as f32))
    }

    /// The picture of two principal components; a pixel may lie below 0 or above 1.
    pub fn of_components(&self, at: [f64; 2]) -> Vec<f32> {
        let code = ArrayView2::from_shape((1, 2), &at);
        let decoded = code.map(|code| self.components.decode(code));
        decoded.map_or(Vec::new(), |pixels| {
            pixels.iter().map(|&x| x as f32).collect()
        })
    }

    /// The digit of a map nearest to a place, and how far it is.
    pub fn nearest(&self, map: usize, [x, y]: [f64; 2]) -> (usize, f64) {
        let far = self.points[map]
            .iter()
            .map(|point| (point[0] - x).hypot(point[1] - y));
        let nearest = far.enumerate().min_by(|(_, a), (_, b)| a.total_cmp(b));
        nearest.unwrap_or((0, f64::INFINITY))
    }
}

/// Of how many rows the nearest other one has the same label.
fn alike(rows: ArrayView2<f64>, labels: &[u8]) -> usize {
    let products: Array2<f64> = rows.dot(&rows.t());
    let squares = products.diag();
    let nearest = |row: usize| {
        // The square of the distance, less what is the same for all others.
        let far = |other: &usize| squares[*other] - 2.0 * products[[row, *other]];
        let others = (0..rows.nrows()).filter(|other| *other != row);
        others.min_by(|a, b| far(a).total_cmp(&far(b)))
    };
    let same = |row: &usize| nearest(*row).is_some_and(|other| labels[other] == labels[*row]);
    (0..rows.nrows()).filter(same).count()
}

#[cfg(test)]
mod tests {
    use super::*;
    use ndarray::array;

    #[test]
    fn the_nearest_other_row_is_looked_for() {
        // On a line: 0, 1, 5, 7; of the first two each is the other's nearest, and of the last two.
        let rows = array![[0.0], [1.0], [5.0], [7.0]];
        assert_eq!(alike(rows.view(), &[3, 3, 8, 8]), 4);
        assert_eq!(alike(rows.view(), &[3, 8, 8, 8]), 2);
    }
}
