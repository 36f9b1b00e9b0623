//! Digits shifted by whole pixels: how a network reads them, everywhere at once, and how it learns from
//! them.

mod samples;

pub use samples::{Augmented, Shifted};

use crate::dataset::idx::{PIXELS, SIDE};
use crate::dataset::{Digits, nist};
pub use crate::nn::SHIFTS;
use crate::nn::{self, Error, Layer, Sequential};
use crate::train::digits::{classes, pictures};
use ndarray::Array2;
use std::array::from_fn;
use std::sync::Arc;

/// How far a map of shifts reaches to each side.
pub const REACH: isize = SHIFTS as isize / 2;

/// Pictures that are read together.
const CHUNK: usize = 512;

/// How many digits are read rightly at each shift: rows from `REACH` up to `REACH` down, columns from
/// left to right.
#[derive(Debug, Clone, PartialEq)]
pub struct ShiftMap {
    right: [[usize; SHIFTS]; SHIFTS],
    digits: usize,
}

impl ShiftMap {
    /// The first `count` digits, at every shift; each centred by its mass before it is read, if so
    /// wanted. Works on `threads` threads, 0 for as many as the machine has.
    ///
    /// # Errors
    /// None for a classifier of digits.
    pub fn of(
        model: &Sequential,
        digits: &Arc<Digits>,
        count: usize,
        centred: bool,
        threads: usize,
    ) -> Result<Self, Error> {
        let count = count.min(digits.len());
        let right = match centred {
            true => centred_right(model, digits, count),
            false => right(model, digits, count, threads)?,
        };
        Ok(Self {
            right,
            digits: count,
        })
    }

    /// How many digits it is of.
    pub fn digits(&self) -> usize {
        self.digits
    }

    /// The share that is read rightly, shifted so far to the right and down; not a number beyond the
    /// map.
    pub fn at(&self, [right, down]: [isize; 2]) -> f64 {
        let place = |by: isize| usize::try_from(by + REACH).ok();
        let row = place(down).and_then(|row| self.right.get(row));
        let count = row.and_then(|row| row.get(place(right)?));
        count.map_or(f64::NAN, |&count| count as f64 / self.digits as f64)
    }

    /// The mean of the four directions at a distance: along the axes, and along the diagonals.
    pub fn around(&self, by: isize) -> [f64; 2] {
        let mean = |at: [[isize; 2]; 4]| at.iter().map(|at| self.at(*at)).sum::<f64>() / 4.0;
        [
            mean([[by, 0], [-by, 0], [0, by], [0, -by]]),
            mean([[by, by], [-by, by], [by, -by], [-by, -by]]),
        ]
    }
}

/// The shift of a place in the map.
fn shift_of(row: usize, column: usize) -> [isize; 2] {
    [column as isize - REACH, row as isize - REACH]
}

fn right(
    model: &Sequential,
    digits: &Arc<Digits>,
    count: usize,
    threads: usize,
) -> Result<[[usize; SHIFTS]; SHIFTS], Error> {
    let (x, y) = (pictures(digits, 0..count)?, classes(digits, 0..count)?);
    if matches!(model.layers().first(), Some(Layer::Dense(_))) {
        return Ok(nn::shift_hits(model, SIDE, &*x, &*y, threads));
    }
    // Weights that all places share cannot be read elsewhere: the pictures move instead.
    let at = |row, column| {
        let moved = Shifted::new(digits, 0..count, shift_of(row, column));
        nn::hits(model, &moved, &*y, threads)
    };
    Ok(from_fn(|row| from_fn(|column| at(row, column))))
}

/// The same of digits that are centred before they are read. What loses no ink comes back as it was;
/// only the others are looked at again.
fn centred_right(model: &Sequential, digits: &Digits, count: usize) -> [[usize; SHIFTS]; SHIFTS] {
    let inked: Vec<Inked> = (0..count).map(|at| Inked::of(digits.image(at))).collect();
    let label = |at: usize| usize::from(digits.label(at));
    let read = |which: &[usize], shift: [isize; 2]| {
        let rows = which.iter().map(|at| inked[*at].shifted_and_centred(shift));
        read_rightly(model, rows, which.iter().map(|at| label(*at)))
    };
    let all: Vec<usize> = (0..count).collect();
    let unmoved = read(&all, [0; 2]);
    let at = |row, column| {
        let shift = shift_of(row, column);
        let (whole, cut): (Vec<usize>, Vec<usize>) =
            all.iter().partition(|at| inked[**at].stays(shift));
        let kept = whole.iter().filter(|at| unmoved[**at]);
        let again = read(&cut, shift);
        kept.count() + again.iter().filter(|right| **right).count()
    };
    from_fn(|row| from_fn(|column| at(row, column)))
}

/// The pixels of a digit that have ink, which are few: column, row and ink; and the first and last column
/// and row of them.
struct Inked {
    pixels: Vec<(isize, isize, f32)>,
    columns: [isize; 2],
    rows: [isize; 2],
}

impl Inked {
    fn of(image: &[u8]) -> Self {
        let mut inked = Self {
            pixels: Vec::new(),
            columns: [SIDE as isize, 0],
            rows: [SIDE as isize, 0],
        };
        for (at, &byte) in image.iter().enumerate().filter(|(_, byte)| **byte > 0) {
            let (x, y) = ((at % SIDE) as isize, (at / SIDE) as isize);
            for (ends, at) in [(&mut inked.columns, x), (&mut inked.rows, y)] {
                *ends = [ends[0].min(at), ends[1].max(at)];
            }
            inked.pixels.push((x, y, f32::from(byte) / 255.0));
        }
        inked
    }

    /// What is left of it, shifted.
    fn shifted(&self, [right, down]: [isize; 2]) -> impl Iterator<Item = (isize, isize, f32)> {
        let pixels = self.pixels.iter();
        let moved = pixels.map(move |(x, y, ink)| (x + right, y + down, *ink));
        moved.filter(|(x, y, _)| is_inside(*x) && is_inside(*y))
    }

    /// Whether it loses nothing by a shift.
    fn stays(&self, shift: [isize; 2]) -> bool {
        let [right, down] = shift;
        let inside = |ends: [isize; 2], by| ends.iter().all(|at| is_inside(at + by));
        inside(self.columns, right) && inside(self.rows, down)
    }

    /// The picture that comes of [`shifted`](crate::dataset::transform::shifted) and [`nist::centred`], one after the other; black where
    /// nothing is left.
    fn shifted_and_centred(&self, shift: [isize; 2]) -> Vec<f32> {
        let mut sums = [0.0; 3];
        for (x, y, ink) in self.shifted(shift) {
            let parts = [1.0, x as f64, y as f64];
            (0..3).for_each(|at| sums[at] += f64::from(ink) * parts[at]);
        }
        let mut picture = vec![0.0; PIXELS];
        let [mass, x, y] = sums;
        let [right, down] = [x, y].map(|sum| nist::to_middle(sum / mass));
        for (x, y, ink) in self.shifted(shift) {
            let (x, y) = (x + right, y + down);
            if is_inside(x) && is_inside(y) {
                picture[y as usize * SIDE + x as usize] = ink;
            }
        }
        picture
    }
}

/// Whether there is such a column or row.
fn is_inside(along: isize) -> bool {
    (0..SIDE as isize).contains(&along)
}

/// Whether each picture is read as its label says.
fn read_rightly(
    model: &Sequential,
    pictures: impl Iterator<Item = Vec<f32>>,
    labels: impl Iterator<Item = usize>,
) -> Vec<bool> {
    let mut right = Vec::new();
    let mut both = pictures.zip(labels).peekable();
    while both.peek().is_some() {
        let (rows, labels): (Vec<_>, Vec<_>) = both.by_ref().take(CHUNK).unzip();
        let x = Array2::from_shape_vec((rows.len(), PIXELS), rows.concat());
        let p = x.map(|x| model.predict(x.view())).unwrap_or_default();
        let answers = p.rows().into_iter().map(|p| {
            let better = |best: usize, at: usize| if p[at] > p[best] { at } else { best };
            (1..p.len()).fold(0, better)
        });
        right.extend(answers.zip(labels).map(|(answer, label)| answer == label));
    }
    right
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::dataset::mnist::test_digits;
    use crate::dataset::transform::shifted;
    use crate::nn::Activation::{Relu, Softmax};
    use crate::nn::Conv2d;
    use crate::train::classifier::trained;
    use crate::train::digits::CLASSES;

    /// What a map is by its definition: every digit shifted, then read.
    fn by_hand(model: &Sequential, count: usize, shift: [isize; 2], centred: bool) -> f64 {
        let digits = test_digits().unwrap();
        let seen = (0..count).map(|at| {
            let moved = shifted(&digits.grey(at), shift);
            match centred {
                true => nist::centred(&moved).unwrap(),
                false => moved,
            }
        });
        let labels = (0..count).map(|at| digits.label(at).into());
        let right = read_rightly(model, seen, labels);
        right.iter().filter(|right| **right).count() as f64 / count as f64
    }

    #[test]
    fn the_map_of_a_convolutional_network_is_what_reading_every_shifted_digit_gives() {
        use crate::nn::Conv2d;
        let net = Sequential::pictures(SIDE, SIDE, 1)
            .conv2d(Conv2d::new(2, 3, Relu))
            .max_pool2d(2)
            .dense(CLASSES, Softmax);
        let (digits, count) = (test_digits().unwrap(), 60);
        let map = ShiftMap::of(&net, &digits, count, false, 2).unwrap();
        for shift in [[0, 0], [-4, 4], [3, -1]] {
            let seen = (0..count).map(|at| shifted(&digits.grey(at), shift));
            let labels = (0..count).map(|at| digits.label(at).into());
            let right = read_rightly(&net, seen, labels);
            let share = right.iter().filter(|right| **right).count() as f64 / count as f64;
            assert_eq!(map.at(shift), share, "{shift:?}");
        }
    }

    #[test]
    fn the_map_is_what_reading_every_shifted_digit_gives() {
        let (model, digits, count) = (trained().unwrap(), test_digits().unwrap(), 300);
        for centred in [false, true] {
            let map = ShiftMap::of(&model, &digits, count, centred, 2).unwrap();
            assert_eq!(map.digits(), count);
            for shift in [[0, 0], [-4, 0], [3, -2], [0, 1], [4, 4]] {
                let expected = by_hand(&model, count, shift, centred);
                assert!(
                    (map.at(shift) - expected).abs() < 1e-12,
                    "{shift:?} {centred}"
                );
            }
            assert!(map.at([5, 0]).is_nan() && map.at([0, -5]).is_nan());
            let four = [[0, 2], [2, 0], [0, -2], [-2, 0]].map(|at| map.at(at));
            assert!((map.around(2)[0] - four.iter().sum::<f64>() / 4.0).abs() < 1e-12);
        }
    }

    #[test]
    fn the_map_of_a_convolution_is_what_reading_every_shifted_digit_gives() {
        let conv = Conv2d::new(4, 5, Relu).stride(2);
        let model = Sequential::pictures(SIDE, SIDE, 1).conv2d(conv);
        let model = model.dense(CLASSES, Softmax).initialize(1);
        let digits = test_digits().unwrap();
        let map = ShiftMap::of(&model, &digits, 100, false, 2).unwrap();
        for shift in [[0, 0], [-4, 1], [3, -2]] {
            assert_eq!(
                map.at(shift),
                by_hand(&model, 100, shift, false),
                "{shift:?}"
            );
        }
    }
}
