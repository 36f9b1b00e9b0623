//! Noise on the pictures a network is given, while those it shall return stay clean.
//!
//! The noise of a pixel depends on the seed, the picture and the pixel alone: it is the same in every
//! epoch, as if the noisy pictures had been stored, and takes no memory.

use std::ops::Range;
use std::sync::Arc;

use crate::nn::Samples;
use crate::stats::Normal;

/// Pixels along an edge of a picture.
const SIDE: usize = 28;

/// Values that a Gaussian draw can have: the quantiles at the middles of so many equal shares.
const DRAWS: usize = 4096;

/// A kind of noise, and how much of it. Greys are 0 for paper and 1 for ink.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Noise {
    /// To each pixel a normal error of this standard deviation, cut off at paper and ink.
    Gaussian(f32),
    /// This share of the pixels becomes paper or ink, each as likely.
    SaltAndPepper(f32),
    /// A round blot of ink of this radius in pixels, somewhere on the picture.
    Blot(f32),
}

/// Noise that can be drawn.
#[derive(Debug, Clone)]
pub struct Source {
    noise: Noise,
    seed: u64,
    normal: Arc<[f32]>,
}

impl Source {
    /// What is drawn from this seed.
    pub fn new(noise: Noise, seed: u64) -> Self {
        let draws = match noise {
            Noise::Gaussian(_) => DRAWS,
            Noise::SaltAndPepper(_) | Noise::Blot(_) => 0,
        };
        let standard = Normal::standard();
        let middle = |nth: usize| (nth as f64 + 0.5) / draws as f64;
        let normal = (0..draws).map(|nth| standard.quantile(middle(nth)).unwrap_or(0.0) as f32);
        Self {
            noise,
            seed,
            normal: normal.collect(),
        }
    }

    /// Lays it over some pixels of one picture, those from `first` on.
    pub fn disturb(&self, picture: u32, first: usize, pixels: &mut [f32]) {
        let key = mixed(self.seed ^ mixed(u64::from(picture)));
        let drawn = |pixel: usize| mixed(key.wrapping_add(pixel as u64));
        let pixels = (first..).zip(pixels);
        match self.noise {
            Noise::Gaussian(sigma) => pixels.for_each(|(at, grey)| {
                let error = self.normal[(drawn(at) % DRAWS as u64) as usize];
                *grey = (*grey + sigma * error).clamp(0.0, 1.0);
            }),
            Noise::SaltAndPepper(share) => pixels.for_each(|(at, grey)| {
                let drawn = drawn(at);
                if unit(drawn) < share {
                    *grey = (drawn & 1) as f32;
                }
            }),
            Noise::Blot(radius) => {
                // Where the strokes are: MNIST keeps four pixels free at each edge.
                let place = |drawn: u64| 6.0 + 16.0 * unit(drawn);
                let [x, y] = [SIDE * SIDE, SIDE * SIDE + 1].map(|nth| place(drawn(nth)));
                pixels.for_each(|(at, grey)| {
                    let [column, row] = [at % SIDE, at / SIDE].map(|at| at as f32 + 0.5);
                    let edge = radius + 0.5 - (column - x).hypot(row - y);
                    *grey = grey.max(edge.clamp(0.0, 1.0));
                });
            }
        }
    }
}

/// Pictures with noise on them.
pub struct Noisy {
    clean: Arc<dyn Samples>,
    source: Source,
}

impl Noisy {
    /// The same pictures, disturbed.
    pub fn new(clean: Arc<dyn Samples>, source: Source) -> Self {
        Self { clean, source }
    }
}

impl Samples for Noisy {
    fn len(&self) -> usize {
        self.clean.len()
    }

    fn width(&self) -> usize {
        self.clean.width()
    }

    fn gather(&self, indices: &[u32], features: Range<usize>, out: &mut [f32]) {
        self.clean.gather(indices, features.clone(), out);
        for (&picture, row) in indices.iter().zip(out.chunks_exact_mut(features.len())) {
            self.source.disturb(picture, features.start, row);
        }
    }

    fn prefetch(&self, indices: &[u32]) {
        self.clean.prefetch(indices);
    }
}

/// A number that looks drawn, of every number another: the finalizer of SplitMix64. Steele, Lea and
/// Flood, "Fast splittable pseudorandom number generators", 2014.
fn mixed(number: u64) -> u64 {
    let z = number.wrapping_add(0x9e37_79b9_7f4a_7c15);
    let z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    let z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    z ^ (z >> 31)
}

/// From 0 up to, and without, 1: the upper 24 bits, which a f32 holds exactly.
fn unit(drawn: u64) -> f32 {
    (drawn >> 40) as f32 / (1 << 24) as f32
}

#[cfg(test)]
mod tests {
    use super::*;
    use ndarray::Array2;

    const PIXELS: usize = SIDE * SIDE;

    fn over(noise: Noise, grey: f32, pictures: u32) -> Vec<f32> {
        let source = Source::new(noise, 7);
        let picture = |nth| {
            let mut pixels = vec![grey; PIXELS];
            source.disturb(nth, 0, &mut pixels);
            pixels
        };
        (0..pictures).flat_map(picture).collect()
    }

    #[test]
    fn gaussian_noise_has_its_mean_and_its_deviation() {
        let pixels = over(Noise::Gaussian(0.1), 0.5, 100);
        let n = pixels.len() as f64;
        let mean = pixels.iter().map(|p| f64::from(*p)).sum::<f64>() / n;
        let squares = pixels.iter().map(|p| (f64::from(*p) - mean).powi(2));
        let deviation = (squares.sum::<f64>() / n).sqrt();
        // Four standard errors of each, of 78,400 draws.
        assert!((mean - 0.5).abs() < 4.0 * 0.1 / n.sqrt(), "{mean}");
        let error = 4.0 * 0.1 / (2.0 * n).sqrt();
        assert!((deviation - 0.1).abs() < error + 1e-4, "{deviation}");
        // One in twenty beyond 1.96 sigma.
        let beyond = pixels.iter().filter(|p| (**p - 0.5).abs() > 0.196);
        let share = beyond.count() as f64 / n;
        assert!((share - 0.05).abs() < 0.004, "{share}");
    }

    #[test]
    fn salt_and_pepper_hits_its_share_half_of_it_ink() {
        let pixels = over(Noise::SaltAndPepper(0.3), 0.5, 100);
        let n = pixels.len() as f64;
        let share = |grey: f32| pixels.iter().filter(|p| **p == grey).count() as f64 / n;
        for (grey, expected) in [(0.0, 0.15), (1.0, 0.15), (0.5, 0.7)] {
            assert!((share(grey) - expected).abs() < 0.006, "{grey}");
        }
    }

    #[test]
    fn a_blot_is_as_large_as_its_radius_says_and_elsewhere_on_each_picture() {
        let pixels = over(Noise::Blot(3.0), 0.0, 2);
        let (one, two) = pixels.split_at(PIXELS);
        // Its soft edge lies half inside: about the area of the circle.
        for picture in [one, two] {
            let ink: f32 = picture.iter().sum();
            assert!((ink - 28.3).abs() < 3.0, "{ink}");
        }
        assert_ne!(one, two);
    }

    #[test]
    fn a_picture_is_disturbed_alike_in_whatever_pieces_it_is_gathered() {
        let clean: Arc<dyn Samples> = Arc::new(Array2::from_elem((5, PIXELS), 0.5));
        for noise in [
            Noise::Gaussian(0.3),
            Noise::SaltAndPepper(0.2),
            Noise::Blot(4.0),
        ] {
            let noisy = Noisy::new(Arc::clone(&clean), Source::new(noise, 3));
            let mut whole = vec![0.0; 2 * PIXELS];
            noisy.gather(&[4, 1], 0..PIXELS, &mut whole);
            for (first, last) in [(0, 64), (64, 100), (700, PIXELS)] {
                let mut piece = vec![0.0; last - first];
                noisy.gather(&[1], first..last, &mut piece);
                assert_eq!(piece, whole[PIXELS + first..PIXELS + last], "{noise:?}");
            }
            assert_ne!(whole[..PIXELS], whole[PIXELS..]);
        }
    }
}
