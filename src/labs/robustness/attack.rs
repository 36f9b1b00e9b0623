//! Changes that are made for the network: along the slope of its loss, pixel by pixel or all at once.

use crate::dataset::idx::PIXELS;
use crate::nn::{Loss, Sequential};
use crate::stats::Answer;
use crate::train::digits::CLASSES;
use ndarray::{Array2, ArrayView2};

/// How the loss of a class grows with each pixel, for every picture (pictures, 784); all 0 for a network
/// that gives no probabilities.
pub fn slopes(network: &Sequential, x: &Array2<f32>, towards: &[usize]) -> Array2<f32> {
    let shape = (towards.len(), CLASSES);
    let y = Array2::from_shape_fn(shape, |(at, class)| {
        f32::from(u8::from(class == towards[at]))
    });
    let slopes = network.input_gradient(Loss::CrossEntropy, x, &y);
    slopes.unwrap_or_else(|_| Array2::zeros(x.dim()))
}

/// One step of the fast gradient sign method: every pixel by as much, the way that makes the loss of the
/// class smaller, and no further than black and white.
///
/// Source: I. Goodfellow, J. Shlens, C. Szegedy, "Explaining and harnessing adversarial examples", 2015.
pub fn step(x: &mut Array2<f32>, slopes: &Array2<f32>, by: f64) {
    ndarray::Zip::from(x).and(slopes).for_each(|x, &slope| {
        // The sign of 0 is 0 here: what makes no difference stays.
        let way = if slope == 0.0 { 0.0 } else { slope.signum() };
        *x = (*x - by as f32 * way).clamp(0.0, 1.0);
    });
}

/// The likeliest class beside one.
pub fn other_than(p: &[f32], class: usize) -> usize {
    match Answer::of(p) {
        Some(answer) if answer.class == class => answer.next,
        Some(answer) => answer.class,
        None => class,
    }
}

/// The one pixel that brings a picture nearest to a class if it is made black or white, by the slope: its
/// place and its new value. None where no pixel would.
pub fn best_pixel(network: &Sequential, pixels: &[f32], towards: usize) -> Option<(usize, f32)> {
    let x = row(pixels)?;
    let slopes = slopes(network, &x, &[towards]);
    let gains = slopes.iter().zip(pixels).map(|(&slope, &ink)| {
        let to = if slope < 0.0 { 1.0 } else { 0.0 };
        (slope * (ink - to), to)
    });
    let best = gains.enumerate().max_by(|a, b| a.1.0.total_cmp(&b.1.0))?;
    let (at, (gain, to)) = best;
    (gain > 0.0).then_some((at, to))
}

/// How many pixels are made black or white until a picture is not read as `label` any more, each time the
/// best one by the slope; none where `most` do not do it.
pub fn pixels_until(
    network: &Sequential,
    pixels: &[f32],
    label: usize,
    most: usize,
) -> Option<usize> {
    let mut pixels = pixels.to_vec();
    for changed in 0..=most {
        let p = network.predict_one(&pixels);
        let other = other_than(&p, label);
        if p.get(other) > p.get(label) {
            return Some(changed);
        }
        let (at, to) = best_pixel(network, &pixels, other)?;
        pixels[at] = to;
    }
    None
}

/// A picture as a batch of one.
pub fn row(pixels: &[f32]) -> Option<Array2<f32>> {
    let row = ArrayView2::from_shape((1, PIXELS), pixels).ok()?;
    Some(row.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::dataset::mnist::test_digits;
    use crate::train::classifier::trained;

    #[test]
    fn one_step_makes_the_class_likelier_and_stays_within_black_and_white() {
        let (network, digits) = (trained().unwrap(), test_digits().unwrap());
        let pixels = digits.grey(3);
        let mut x = row(&pixels).unwrap();
        let slopes = slopes(&network, &x, &[6]);
        step(&mut x, &slopes, 0.05);
        let moved: Vec<f32> = x.iter().copied().collect();
        assert!(network.predict_one(&moved)[6] > network.predict_one(&pixels)[6]);
        let far = moved.iter().zip(&pixels).map(|(a, b)| (a - b).abs());
        assert!(far.fold(0.0, f32::max) < 0.050_001);
        assert!(moved.iter().all(|ink| (0.0..=1.0).contains(ink)));
    }

    #[test]
    fn the_best_pixel_is_the_one_that_a_try_of_all_near_the_top_confirms() {
        let (network, digits) = (trained().unwrap(), test_digits().unwrap());
        let pixels = digits.grey(0);
        let towards = other_than(&network.predict_one(&pixels), 7);
        let (at, to) = best_pixel(&network, &pixels, towards).unwrap();
        let tried = |at: usize, to: f32| {
            let mut changed = pixels.clone();
            changed[at] = to;
            network.predict_one(&changed)[towards]
        };
        let now = network.predict_one(&pixels)[towards];
        let gain = tried(at, to);
        assert!(gain > now);
        // Of all pixels, few are better than the slope says.
        let better = (0..PIXELS).filter(|&at| tried(at, 1.0).max(tried(at, 0.0)) > gain);
        assert!(better.count() < 40);
    }

    #[test]
    fn a_digit_that_is_read_wrongly_needs_no_pixel_and_a_black_picture_has_slopes() {
        let (network, digits) = (trained().unwrap(), test_digits().unwrap());
        let seven = digits.grey(0);
        assert_eq!(pixels_until(&network, &seven, 3, 40), Some(0));
        let needed = pixels_until(&network, &seven, 7, 40).unwrap();
        assert!((1..=40).contains(&needed));
        assert_eq!(pixels_until(&network, &seven, 7, needed - 1), None);
        assert!(best_pixel(&network, &[0.0; PIXELS], 3).is_some());
    }
}
