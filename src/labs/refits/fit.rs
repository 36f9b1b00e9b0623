//! One refit: a line on the weight alone and a network on all columns, both from the same few cars,
//! and how far each is off on cars that neither saw.

use crate::dataset::frame::{Frame, Rows};
use crate::dataset::split;
use crate::nn::{Activation, Adam, Fit, Loss, Sequential};
use crate::stats::Line;

/// Cars that are kept for testing in each refit.
pub const HELD: usize = 72;

/// Updates that a network gets, however few cars it has: the time to learn is the same.
const UPDATES: usize = 1000;

/// Cars an update looks at, if there are as many.
const BATCH: usize = 32;

/// The place of the weight among the inputs.
const WEIGHT: usize = 3;

/// How far both are off on the test cars, as mean absolute errors in miles per gallon.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Refit {
    pub line: f64,
    pub net: f64,
}

/// Fits both on `n` cars, drawn with the test cars and the network's weights by a seed; `None` where
/// there are not so many, or all have one weight.
pub fn refit(frame: &Frame, n: usize, seed: u64) -> Option<Refit> {
    let (learn, held) = split::random(frame.complete(), HELD, seed)?;
    let samples = frame.samples(learn.get(..n)?, &held)?;
    let (x, y) = &samples.learn;
    let points = |(x, y): &Rows| -> Vec<[f64; 2]> {
        let pairs = x.column(WEIGHT).into_iter().zip(y.column(0));
        pairs.map(|(x, y)| [f64::from(*x), f64::from(*y)]).collect()
    };
    let line = Line::least_squares(&points(&samples.learn))?;
    let net = Sequential::new(frame.inputs())
        .dense(64, Activation::Relu)
        .dense(64, Activation::Relu)
        .dense(1, Activation::Linear)
        .initialize(seed);
    let mut net = net.compile(Adam::default(), Loss::Mse);
    let fit = Fit {
        epochs: UPDATES / n.div_ceil(BATCH),
        batch_size: BATCH.min(n),
        seed,
        threads: 1,
        ..Fit::default()
    };
    net.fit(x, y, fit, |_| {}).ok()?;
    let said = net.predict(samples.held.0.view());
    let off = |said: f64, actual: f64| (said - actual).abs() / HELD as f64;
    let nets = said.iter().zip(&samples.held.1);
    let nets = nets.map(|(said, actual)| off(f64::from(*said), f64::from(*actual)));
    let lines = points(&samples.held).into_iter();
    Some(Refit {
        line: lines.map(|[x, actual]| off(line.predict(x), actual)).sum(),
        net: nets.sum(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_same_seed_gives_the_same_refit_and_more_cars_than_there_are_give_none() {
        let frame = Frame::auto_mpg().expect("the cars");
        let one = refit(&frame, 10, 4);
        assert_eq!(one, refit(&frame, 10, 4));
        assert_ne!(one, refit(&frame, 10, 5));
        assert!(refit(&frame, 10, 4).is_some_and(|it| it.line > 2.0 && it.line < 6.0));
        assert_eq!(refit(&frame, frame.complete() - HELD + 1, 4), None);
    }
}
