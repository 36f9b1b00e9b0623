//! What may happen to a picture of 28 by 28 pixels before a network sees it. Ink is from 0 to 1, and
//! what leaves the picture is lost.

use crate::dataset::idx::{PIXELS, SIDE};
use rand_chacha::ChaCha8Rng;
use rand_chacha::rand_core::{RngCore, SeedableRng};

/// The middle of the picture, between its two middle pixels.
const MIDDLE: f64 = (SIDE - 1) as f64 / 2.0;

/// The same picture so many pixels to the right and down.
pub fn shifted(pixels: &[f32], [right, down]: [isize; 2]) -> Vec<f32> {
    let mut moved = vec![0.0; PIXELS];
    for (at, &ink) in pixels.iter().enumerate() {
        if let Some(to) = shifted_place(at, [right, down]) {
            moved[to] = ink;
        }
    }
    moved
}

/// Where a pixel comes to lie, both by their places in the row of all; nothing where that is outside.
pub fn shifted_place(at: usize, [right, down]: [isize; 2]) -> Option<usize> {
    let x = (at % SIDE)
        .checked_add_signed(right)
        .filter(|x| *x < SIDE)?;
    let y = (at / SIDE).checked_add_signed(down).filter(|y| *y < SIDE)?;
    Some(y * SIDE + x)
}

/// The same picture turned clockwise about its middle.
pub fn turned(pixels: &[f32], degrees: f64) -> Vec<f32> {
    let (sin, cos) = degrees.to_radians().sin_cos();
    resampled(pixels, |x, y| [cos * x + sin * y, cos * y - sin * x])
}

/// The same picture so many times as large, about its middle.
///
/// # Panics
/// Never; a size of 0 leaves whatever lies in the middle all over the picture.
pub fn scaled(pixels: &[f32], size: f64) -> Vec<f32> {
    resampled(pixels, |x, y| [x / size, y / size])
}

/// Every pixel takes the ink from where `source` says, both places counted from the middle, in between
/// pixels by bilinear interpolation.
fn resampled(pixels: &[f32], source: impl Fn(f64, f64) -> [f64; 2]) -> Vec<f32> {
    let ink = |x: f64, y: f64| {
        let inside = (0.0..SIDE as f64).contains(&x) && (0.0..SIDE as f64).contains(&y);
        let at = || f64::from(pixels[y as usize * SIDE + x as usize]);
        if inside { at() } else { 0.0 }
    };
    let place = |at: usize| {
        let [x, y] = [at % SIDE, at / SIDE].map(|along| along as f64 - MIDDLE);
        let [x, y] = source(x, y).map(|along| along + MIDDLE);
        let (left, top) = (x.floor(), y.floor());
        let (right, down) = (x - left, y - top);
        let upper = (1.0 - right) * ink(left, top) + right * ink(left + 1.0, top);
        let lower = (1.0 - right) * ink(left, top + 1.0) + right * ink(left + 1.0, top + 1.0);
        ((1.0 - down) * upper + down * lower) as f32
    };
    (0..PIXELS).map(place).collect()
}

/// Ink for paper and paper for ink.
pub fn inverted(pixels: &[f32]) -> Vec<f32> {
    pixels.iter().map(|ink| 1.0 - ink).collect()
}

/// A pen that is thicker by so many pixels on each side; thinner where that is below 0. Each pixel takes
/// the most, or the least, of itself and its four neighbours, as often (grey dilation and erosion).
pub fn thickened(pixels: &[f32], by: i32) -> Vec<f32> {
    let most: fn(f32, f32) -> f32 = if by > 0 { f32::max } else { f32::min };
    let once = |pixels: Vec<f32>| -> Vec<f32> {
        let around = |at: usize| {
            let beside = [[1, 0], [-1, 0], [0, 1], [0, -1]];
            let ink = beside.map(|step| shifted_place(at, step).map_or(0.0, |to| pixels[to]));
            ink.into_iter().fold(pixels[at], most)
        };
        (0..PIXELS).map(around).collect()
    };
    (0..by.unsigned_abs()).fold(pixels.to_vec(), |pixels, _| once(pixels))
}

/// A share of the pixels, drawn by `seed`, made black or white, each as likely: salt and pepper.
pub fn with_noise(pixels: &[f32], share: f64, seed: u64) -> Vec<f32> {
    let mut drawn = ChaCha8Rng::seed_from_u64(seed);
    let mut noisy = pixels.to_vec();
    for ink in &mut noisy {
        // Both are drawn for every pixel: more noise adds to less.
        let (hit, white) = (unit(&mut drawn), drawn.next_u32() & 1 == 1);
        if hit < share {
            *ink = f32::from(u8::from(white));
        }
    }
    noisy
}

/// Nothing but noise: every pixel anything from 0 to 1, each as likely.
pub fn noise(seed: u64) -> Vec<f32> {
    let mut drawn = ChaCha8Rng::seed_from_u64(seed);
    (0..PIXELS).map(|_| unit(&mut drawn) as f32).collect()
}

/// From 0 up to, and without, 1.
fn unit(drawn: &mut ChaCha8Rng) -> f64 {
    f64::from(drawn.next_u32()) / (f64::from(u32::MAX) + 1.0)
}

/// All of it together, in the order in which it is done.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Disturbance {
    /// Pixels that the pen is thicker by, or thinner.
    pub pen: i32,
    /// Times as large.
    pub size: f64,
    /// Degrees clockwise.
    pub turn: f64,
    /// Pixels to the right, and down.
    pub shift: [isize; 2],
    /// Ink and paper change places.
    pub inverted: bool,
    /// The share of pixels that are made black or white.
    pub noise: f64,
}

impl Default for Disturbance {
    /// None.
    fn default() -> Self {
        Self {
            pen: 0,
            size: 1.0,
            turn: 0.0,
            shift: [0; 2],
            inverted: false,
            noise: 0.0,
        }
    }
}

impl Disturbance {
    /// What becomes of a picture; its noise is drawn by `seed`.
    pub fn of(&self, pixels: &[f32], seed: u64) -> Vec<f32> {
        let mut picture = pixels.to_vec();
        if self.pen != 0 {
            picture = thickened(&picture, self.pen);
        }
        if self.size != 1.0 {
            picture = scaled(&picture, self.size);
        }
        if self.turn != 0.0 {
            picture = turned(&picture, self.turn);
        }
        if self.shift != [0; 2] {
            picture = shifted(&picture, self.shift);
        }
        if self.inverted {
            picture = inverted(&picture);
        }
        if self.noise > 0.0 {
            picture = with_noise(&picture, self.noise, seed);
        }
        picture
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::dataset::mnist::fashion_sample;

    /// A picture with ink everywhere.
    fn shoe() -> Vec<f32> {
        fashion_sample().unwrap().grey(9)
    }

    fn near(a: &[f32], b: &[f32]) -> bool {
        a.iter().zip(b).all(|(a, b)| (a - b).abs() < 1e-5)
    }

    /// Ink that grows evenly to the right and down: what is interpolated of it is exact.
    fn slope(x: f64, y: f64) -> f64 {
        0.3 + 0.011 * x + 0.007 * y
    }

    fn sloping() -> Vec<f32> {
        let at = |at: usize| slope((at % SIDE) as f64, (at / SIDE) as f64) as f32;
        (0..PIXELS).map(at).collect()
    }

    #[test]
    fn a_shift_moves_every_row_and_column_and_loses_what_leaves() {
        let picture = shoe();
        for (right, down) in [
            (0, 0),
            (3, 0),
            (0, -2),
            (-4, 4),
            (27, -27),
            (28, 0),
            (-40, 1),
        ] {
            let moved = shifted(&picture, [right, down]);
            let side = SIDE as isize;
            for (y, x) in (0..side).flat_map(|y| (0..side).map(move |x| (y, x))) {
                let (from_x, from_y) = (x - right, y - down);
                let inside = (0..side).contains(&from_x) && (0..side).contains(&from_y);
                let expected = if inside {
                    picture[(from_y * side + from_x) as usize]
                } else {
                    0.0
                };
                assert_eq!(moved[(y * side + x) as usize], expected, "{right} {down}");
            }
        }
    }

    #[test]
    fn a_quarter_turn_puts_rows_into_columns_and_four_are_none() {
        let picture = shoe();
        let quarter = turned(&picture, 90.0);
        let by_hand: Vec<f32> = (0..PIXELS)
            .map(|at| picture[(SIDE - 1 - at % SIDE) * SIDE + at / SIDE])
            .collect();
        assert!(near(&quarter, &by_hand));
        assert!(near(&turned(&picture, 360.0), &picture));
    }

    #[test]
    fn turned_and_scaled_a_slope_is_the_slope_of_the_place_it_comes_from() {
        let picture = sloping();
        let inner = (9..19).flat_map(|y| (9..19).map(move |x| (x, y)));
        for (x, y) in inner {
            let at = y * SIDE + x;
            let [dx, dy] = [x, y].map(|along| along as f64 - 13.5);
            for degrees in [-37.0f64, 10.0, 45.0] {
                // Clockwise on the screen, where y grows downwards.
                let angle = f64::atan2(dy, dx) - degrees.to_radians();
                let far = dx.hypot(dy);
                let from = slope(13.5 + far * angle.cos(), 13.5 + far * angle.sin());
                assert!((f64::from(turned(&picture, degrees)[at]) - from).abs() < 1e-5);
            }
            for size in [0.6, 1.5] {
                let from = slope(13.5 + dx / size, 13.5 + dy / size);
                assert!((f64::from(scaled(&picture, size)[at]) - from).abs() < 1e-5);
            }
        }
        assert!(near(&scaled(&picture, 1.0), &picture));
        assert!(
            scaled(&picture, 0.5)[0].abs() < 1e-9,
            "outside there is no ink"
        );
    }

    #[test]
    fn a_pen_grows_into_the_four_neighbours_and_shrinks_as_the_paper_grows() {
        let mut dot = vec![0.0; PIXELS];
        dot[10 * SIDE + 12] = 1.0;
        let one: Vec<usize> = inked(&thickened(&dot, 1));
        let row = |y: usize, x: usize| y * SIDE + x;
        assert_eq!(
            one,
            [
                row(9, 12),
                row(10, 11),
                row(10, 12),
                row(10, 13),
                row(11, 12)
            ]
        );
        // A diamond of radius 2.
        assert_eq!(inked(&thickened(&dot, 2)).len(), 13);
        assert!(inked(&thickened(&dot, -1)).is_empty());
        assert_eq!(thickened(&thickened(&dot, 1), -1), dot);
        assert_eq!(thickened(&dot, 0), dot);
    }

    fn inked(pixels: &[f32]) -> Vec<usize> {
        let of = |(at, ink): (usize, &f32)| (*ink > 0.0).then_some(at);
        pixels.iter().enumerate().filter_map(of).collect()
    }

    #[test]
    fn noise_hits_its_share_half_of_it_white_and_more_adds_to_less() {
        let grey = vec![0.5; PIXELS];
        let [few, many] = [0.1, 0.4].map(|share| with_noise(&grey, share, 7));
        let hit = |pixels: &[f32]| pixels.iter().filter(|ink| **ink != 0.5).count() as f64;
        let white = many.iter().filter(|ink| **ink == 1.0).count() as f64;
        // Within four standard deviations of a binomial.
        assert!((hit(&few) - 78.4).abs() < 4.0 * 8.4);
        assert!((hit(&many) - 313.6).abs() < 4.0 * 13.7);
        assert!((white - hit(&many) / 2.0).abs() < 4.0 * 8.9);
        let stays = few
            .iter()
            .zip(&many)
            .all(|(few, many)| *few == 0.5 || few == many);
        assert!(stays);
        assert_eq!(with_noise(&grey, 0.0, 7), grey);
        assert_ne!(with_noise(&grey, 0.4, 8), many);
        let mean = noise(3).iter().sum::<f32>() / PIXELS as f32;
        assert!((mean - 0.5).abs() < 4.0 * 0.0103);
    }

    #[test]
    fn nothing_changed_is_the_same_picture_and_twice_inverted_too() {
        let picture = shoe();
        assert_eq!(Disturbance::default().of(&picture, 1), picture);
        assert!(near(&inverted(&inverted(&picture)), &picture));
        let both = Disturbance {
            inverted: true,
            shift: [2, -1],
            ..Disturbance::default()
        };
        assert_eq!(both.of(&picture, 1), inverted(&shifted(&picture, [2, -1])));
    }
}
