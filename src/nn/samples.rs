//! Where the numbers come from: anything that can copy some of its rows as f32.

use super::Error;
use super::simd::wide;
use super::vector::prefetch;
use ndarray::Array2;
use std::ops::Range;

/// Rows of numbers, all of one width. A batch is copied out of them inside the training step, so
/// they may be kept as they are smallest: MNIST stays bytes.
pub trait Samples: Send + Sync {
    /// Number of rows.
    fn len(&self) -> usize;

    /// Numbers a row.
    fn width(&self) -> usize;

    /// Copies some `features` of the rows `indices` into `out`, row after row; it has as many
    /// numbers.
    ///
    /// # Panics
    /// May panic if an index is not below `len`, a feature is not below `width`, there is none, or
    /// `out` has another size.
    fn gather(&self, indices: &[u32], features: Range<usize>, out: &mut [f32]);

    /// Says that these rows will soon be gathered, so that they are on their way from memory. Does
    /// nothing where the cache finds them without being told.
    fn prefetch(&self, _indices: &[u32]) {}

    /// A name under which another process of the same program has these very rows; none where
    /// only the rows themselves say which they are.
    fn name(&self) -> Option<&str> {
        None
    }

    /// Whether there are no rows.
    fn is_empty(&self) -> bool {
        self.len() == 0
    }
}

/// Whether two are one object, as the input and target of an autoencoder are.
pub(super) fn same(x: &dyn Samples, y: &dyn Samples) -> bool {
    std::ptr::addr_eq(x, y) && size_of_val(x) > 0
}

impl<S: Samples + ?Sized> Samples for &S {
    fn len(&self) -> usize {
        (**self).len()
    }

    fn width(&self) -> usize {
        (**self).width()
    }

    fn gather(&self, indices: &[u32], features: Range<usize>, out: &mut [f32]) {
        (**self).gather(indices, features, out);
    }

    fn prefetch(&self, indices: &[u32]) {
        (**self).prefetch(indices);
    }

    fn name(&self) -> Option<&str> {
        (**self).name()
    }
}

impl Samples for Array2<f32> {
    fn len(&self) -> usize {
        self.nrows()
    }

    fn width(&self) -> usize {
        self.ncols()
    }

    fn gather(&self, indices: &[u32], features: Range<usize>, out: &mut [f32]) {
        for (&index, out) in indices.iter().zip(out.chunks_exact_mut(features.len())) {
            let row = self.row(index as usize);
            match row.as_slice() {
                Some(row) => out.copy_from_slice(&row[features.clone()]),
                None => {
                    let each = out.iter_mut().zip(row.iter().skip(features.start));
                    each.for_each(|(out, &x)| *out = x);
                }
            }
        }
    }
}

/// Rows of bytes, such as grey pictures, scaled from 0..=255 to 0..=1 as they are used.
#[derive(Debug, Clone)]
pub struct Bytes<T> {
    bytes: T,
    width: usize,
}

impl<T: AsRef<[u8]> + Send + Sync> Bytes<T> {
    /// Takes `bytes`, row after row; they may be owned, borrowed or shared.
    ///
    /// # Errors
    /// [`Error::RaggedRows`] if they do not divide into rows of `width`.
    pub fn new(bytes: T, width: usize) -> Result<Self, Error> {
        let found = bytes.as_ref().len();
        if width == 0 || !found.is_multiple_of(width) {
            return Err(Error::RaggedRows {
                bytes: found,
                width,
            });
        }
        Ok(Self { bytes, width })
    }
}

impl<T: AsRef<[u8]> + Send + Sync> Samples for Bytes<T> {
    fn len(&self) -> usize {
        self.bytes.as_ref().len() / self.width
    }

    fn width(&self) -> usize {
        self.width
    }

    fn prefetch(&self, indices: &[u32]) {
        for &index in indices {
            let row = &self.bytes.as_ref()[index as usize * self.width..][..self.width];
            row.chunks(64).for_each(|line| prefetch(line.as_ptr()));
        }
    }

    fn gather(&self, indices: &[u32], features: Range<usize>, out: &mut [f32]) {
        let bytes = self.bytes.as_ref();
        wide(
            #[inline(always)]
            || {
                let rows = out.chunks_exact_mut(features.len());
                for (&index, out) in indices.iter().zip(rows) {
                    let row = &bytes[index as usize * self.width..][..self.width];
                    let each = out.iter_mut().zip(&row[features.clone()]);
                    each.for_each(|(out, &byte)| *out = f32::from(byte) * (1.0 / 255.0));
                }
            },
        );
    }
}

/// Labels as targets: label 3 of 10 classes is 0 0 0 1 0 0 0 0 0 0.
#[derive(Debug, Clone)]
pub struct OneHot<T> {
    labels: T,
    classes: usize,
}

impl<T: AsRef<[u8]> + Send + Sync> OneHot<T> {
    /// Takes one label a sample; they may be owned, borrowed or shared.
    ///
    /// # Errors
    /// [`Error::LabelOutOfRange`] for a label that is not below `classes`.
    pub fn new(labels: T, classes: usize) -> Result<Self, Error> {
        let mut numbered = labels.as_ref().iter().enumerate();
        match numbered.find(|(_, label)| usize::from(**label) >= classes) {
            Some((index, &label)) => Err(Error::LabelOutOfRange {
                index,
                label,
                classes,
            }),
            None => Ok(Self { labels, classes }),
        }
    }
}

impl<T: AsRef<[u8]> + Send + Sync> Samples for OneHot<T> {
    fn len(&self) -> usize {
        self.labels.as_ref().len()
    }

    fn width(&self) -> usize {
        self.classes
    }

    fn gather(&self, indices: &[u32], features: Range<usize>, out: &mut [f32]) {
        let labels = self.labels.as_ref();
        for (&index, out) in indices.iter().zip(out.chunks_exact_mut(features.len())) {
            let label = usize::from(labels[index as usize]);
            let each = out.iter_mut().zip(features.clone());
            each.for_each(|(out, class)| *out = f32::from(class == label));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use ndarray::array;

    #[test]
    fn bytes_are_scaled_to_the_unit_interval_and_rows_come_in_the_order_asked() {
        let samples = Bytes::new(vec![0, 255, 51, 102, 153, 204], 2).unwrap();
        assert_eq!((samples.len(), samples.width()), (3, 2));
        let mut out = [9.0; 4];
        samples.gather(&[2, 0], 0..2, &mut out);
        for (found, expected) in out.iter().zip([0.6, 0.8, 0.0, 1.0]) {
            assert!((found - expected).abs() < 1e-7);
        }
    }

    #[test]
    fn bytes_that_are_not_whole_rows_are_refused() {
        let refused = Bytes::new([0u8; 7], 2).map(|_| ());
        assert_eq!(refused, Err(Error::RaggedRows { bytes: 7, width: 2 }));
        assert!(Bytes::new([0u8; 0], 0).is_err());
    }

    #[test]
    fn labels_become_one_hot_and_a_label_without_class_is_refused() {
        let samples = OneHot::new([2u8, 0], 3).unwrap();
        let mut out = [9.0; 6];
        samples.gather(&[0, 1], 0..3, &mut out);
        assert_eq!(out, [0.0, 0.0, 1.0, 1.0, 0.0, 0.0]);
        let refused = OneHot::new([0u8, 3], 3).map(|_| ());
        assert_eq!(
            refused,
            Err(Error::LabelOutOfRange {
                index: 1,
                label: 3,
                classes: 3
            })
        );
    }

    #[test]
    fn an_array_in_any_layout_gives_its_rows() {
        let array = array![[1.0, 2.0], [3.0, 4.0], [5.0, 6.0]];
        let transposed = array![[1.0, 3.0, 5.0], [2.0, 4.0, 6.0]].reversed_axes();
        let mut out = [0.0; 4];
        for samples in [&array, &transposed] {
            samples.gather(&[2, 1], 0..2, &mut out);
            assert_eq!(out, [5.0, 6.0, 3.0, 4.0]);
        }
    }

    #[test]
    fn one_object_is_known_again_and_an_equal_one_is_not() {
        let (x, y) = (array![[1.0f32]], array![[1.0f32]]);
        assert!(same(&x, &x) && !same(&x, &y));
    }
}
