//! A digit of any size and place made as MNIST's were: its ink scaled into 20 by 20 pixels with its
//! proportions kept, and the middle of its mass put into the middle of 28 by 28.
//!
//! Source: Y. LeCun, C. Cortes, C. J. C. Burges, "The MNIST database of handwritten digits", 1998.

use crate::dataset::idx::{PIXELS, SIDE};
use crate::dataset::transform::shifted;

/// Pixels of the longer side of a digit.
const BOX: f64 = 20.0;

/// The pixel that the middle of the mass comes to lie on.
const MIDDLE: f64 = (SIDE / 2) as f64;

/// The ink of a picture with rows of `width` pixels, from 0 to 1, as a digit of MNIST: 784 values.
/// None where there is no ink.
pub fn normalized(pixels: &[f32], width: usize) -> Option<Vec<f32>> {
    let bounds = Bounds::of(pixels, width)?;
    let scale = BOX / bounds.longer();
    let small = scaled(pixels, width, &bounds, scale);
    let mut digit = centred(&small)?;
    // A thin pen on a large sheet is no faint one: what has most ink is full.
    let full = digit.iter().copied().fold(f32::MIN_POSITIVE, f32::max);
    digit.iter_mut().for_each(|ink| *ink /= full);
    Some(digit)
}

/// The same picture with the middle of its mass in the middle, to a pixel, its size as it is; none where
/// there is no ink.
pub fn centred(pixels: &[f32]) -> Option<Vec<f32>> {
    Some(shifted(pixels, to_centre(pixels)?))
}

/// How many pixels to the right, and down, that moves it.
pub fn to_centre(pixels: &[f32]) -> Option<[isize; 2]> {
    Some(middle(pixels)?.map(to_middle))
}

/// How many pixels that moves it along one side, the middle of its mass being at `at`.
pub fn to_middle(at: f64) -> isize {
    (MIDDLE - at).round() as isize
}

/// The smallest box around all ink: the first column and row with any, and the first without.
struct Bounds {
    left: usize,
    top: usize,
    right: usize,
    bottom: usize,
}

impl Bounds {
    fn of(pixels: &[f32], width: usize) -> Option<Self> {
        let mut found: Option<Self> = None;
        for (at, _) in pixels.iter().enumerate().filter(|(_, ink)| **ink > 0.0) {
            let (x, y) = (at % width, at / width);
            let bounds = found.get_or_insert(Self {
                left: x,
                top: y,
                right: x,
                bottom: y,
            });
            bounds.left = bounds.left.min(x);
            bounds.right = bounds.right.max(x + 1);
            bounds.bottom = bounds.bottom.max(y + 1);
        }
        found
    }

    fn longer(&self) -> f64 {
        (self.right - self.left).max(self.bottom - self.top) as f64
    }
}

/// The ink of the box with its corner in that of 28 by 28 pixels, each of which gets the mean of what it
/// covers.
fn scaled(pixels: &[f32], width: usize, bounds: &Bounds, scale: f64) -> Vec<f32> {
    let [columns, rows] = [(bounds.left, bounds.right), (bounds.top, bounds.bottom)]
        .map(|ends| (0..SIDE).map(move |at| covered(at, ends, scale)));
    let columns: Vec<Vec<(usize, f64)>> = columns.collect();
    let mut small = Vec::with_capacity(PIXELS);
    for row in rows {
        for column in &columns {
            let mut ink = 0.0;
            for &(y, high) in &row {
                for &(x, wide) in column {
                    ink += high * wide * f64::from(pixels[y * width + x]);
                }
            }
            small.push((ink * scale * scale) as f32);
        }
    }
    small
}

/// The pixels of the picture, between its ends, that the small pixel `at` covers, each with how much
/// of it.
fn covered(at: usize, (first, end): (usize, usize), scale: f64) -> Vec<(usize, f64)> {
    let [from, to] = [at, at + 1].map(|edge| first as f64 + edge as f64 / scale);
    let last = (to.ceil() as usize).min(end);
    (from.floor() as usize..last)
        .map(|i| (i, to.min(i as f64 + 1.0) - from.max(i as f64)))
        .filter(|(_, share)| *share > 0.0)
        .collect()
}

/// The middle of the mass: column and row.
fn middle(pixels: &[f32]) -> Option<[f64; 2]> {
    let (mut mass, mut x, mut y) = (0.0, 0.0, 0.0);
    for (at, &ink) in pixels.iter().enumerate() {
        let ink = f64::from(ink);
        mass += ink;
        x += ink * (at % SIDE) as f64;
        y += ink * (at / SIDE) as f64;
    }
    (mass > 0.0).then(|| [x / mass, y / mass])
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::dataset::mnist::test_digits;

    #[test]
    fn mnists_own_digits_stay_as_they_are() {
        let digits = test_digits().unwrap();
        for at in (0..digits.len()).step_by(97) {
            let ink = digits.grey(at);
            let again = normalized(&ink, SIDE).unwrap();
            let full = ink.iter().copied().fold(0.0, f32::max);
            let off = ink.iter().zip(&again).map(|(a, b)| (a / full - b).abs());
            assert!(off.fold(0.0, f32::max) < 1e-6, "test digit {at}");
        }
    }

    #[test]
    fn size_and_place_make_no_difference() {
        // An L of 4 by 6 squares, each of `n` by `n` pixels, somewhere on the paper.
        let drawn = |n: usize, (left, top): (usize, usize), width: usize| {
            let mut pixels = vec![0.0f32; width * width];
            for (y, x) in (0..6 * n).flat_map(|y| (0..4 * n).map(move |x| (y, x))) {
                if x < n || y >= 5 * n {
                    pixels[(top + y) * width + left + x] = 1.0;
                }
            }
            normalized(&pixels, width).unwrap()
        };
        let one = drawn(10, (0, 0), 60);
        for other in [
            drawn(10, (30, 17), 100),
            drawn(40, (5, 90), 400),
            drawn(1, (2, 2), 9),
        ] {
            let off = one.iter().zip(&other).map(|(a, b)| (a - b).abs());
            assert!(off.fold(0.0, f32::max) < 1e-4);
        }
        // 20 rows of 28, and no more.
        let inked = |row: &[f32]| row.iter().any(|ink| *ink > 0.0);
        assert_eq!(one.chunks(SIDE).filter(|row| inked(row)).count(), 20);
        let [x, y] = middle(&one).unwrap();
        assert!(
            (x - MIDDLE).abs() <= 0.5 && (y - MIDDLE).abs() <= 0.5,
            "{x} {y}"
        );
    }

    #[test]
    fn a_thin_pen_on_a_large_sheet_is_no_faint_one() {
        let mut sheet = vec![0.0f32; 500 * 500];
        (100..400).for_each(|y| sheet[y * 500 + 250] = 1.0);
        let line = normalized(&sheet, 500).unwrap();
        let full = line.iter().filter(|ink| **ink > 0.99).count();
        assert_eq!(full, 20);
    }

    #[test]
    fn a_dot_becomes_a_block_and_no_ink_nothing() {
        let mut dot = vec![0.0; 15 * 7];
        assert_eq!(normalized(&dot, 15), None);
        assert_eq!(normalized(&[], 15), None);
        dot[33] = 0.25;
        let block = normalized(&dot, 15).unwrap();
        let inked = block.iter().filter(|ink| (**ink - 1.0).abs() < 1e-6);
        assert_eq!(inked.count(), 400);
    }
}
