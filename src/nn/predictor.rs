//! A model that only answers: many rows, on several threads, in whatever numbers the caller wants.
//!
//! Bit for bit what [`Sequential::predict`] answers, however many threads there are: a sample is a
//! lane of its own from the input to the output, and nothing of it depends on those beside it.

use super::panels::Panels;
use super::simd::{Isa, wide};
use super::vector::{LANES, Lanes, transpose};
use super::workers::Workers;
use super::{Error, Samples, Sequential};
use std::ops::Range;

/// Rows that go through the layers together: what the layers make of them stays in a core's cache.
const ROWS: usize = 64;

/// Stretches of rows for each worker, so that one whose core is busy elsewhere leaves some to others.
const STRETCHES: usize = 4;

/// A model with threads to answer on.
pub struct Predictor {
    model: Sequential,
    workers: Workers,
    stretches: Vec<Layers>,
}

impl Predictor {
    /// A model that answers on so many threads, the caller's among them; 0 for all there are.
    ///
    /// # Errors
    /// If the model computes nothing.
    pub fn new(model: Sequential, threads: usize) -> Result<Self, Error> {
        model.check()?;
        let workers = Workers::new(threads);
        let mut stretches = Vec::new();
        stretches.resize_with(STRETCHES * workers.count(), Layers::default);
        Ok(Self {
            model,
            workers,
            stretches,
        })
    }

    /// The model.
    pub fn model(&self) -> &Sequential {
        &self.model
    }

    /// What the model answers to some rows of x, row by row, each number as `told` has it.
    ///
    /// # Panics
    /// If x is not as wide as the model takes it, has not so many rows, or there is not just as much
    /// room for the answers.
    pub fn predict<T: Send>(
        &mut self,
        x: &dyn Samples,
        rows: Range<usize>,
        out: &mut [T],
        told: impl Fn(f32) -> T + Sync,
    ) {
        let (model, width) = (&self.model, self.model.output_width());
        assert_eq!(
            x.width(),
            model.inputs(),
            "the model takes rows of its inputs"
        );
        assert_eq!(
            out.len(),
            rows.len() * width,
            "an answer has room of its own"
        );
        let each = rows.len().div_ceil(self.stretches.len());
        let each = each.next_multiple_of(ROWS).max(ROWS);
        let stretches = self.stretches.iter_mut().zip(out.chunks_mut(each * width));
        let mut stretches: Vec<_> = stretches.zip(rows.step_by(each)).collect();
        let isa = Isa::widest();
        let hands = self.workers.count();
        self.workers
            .each(hands, &mut stretches, |_, ((layers, out), first)| {
                for (first, out) in (*first..).step_by(ROWS).zip(out.chunks_mut(ROWS * width)) {
                    layers.forward(isa, model, x, first..first + out.len() / width);
                    layers.tell(out, width, &told);
                }
            });
    }
}

/// What the layers make of some rows.
#[derive(Debug, Default)]
struct Layers {
    rows: Vec<u32>,
    input: Panels,
    outputs: Vec<Panels>,
}

impl Layers {
    fn forward(&mut self, isa: Isa, model: &Sequential, x: &dyn Samples, rows: Range<usize>) {
        self.rows.clear();
        self.rows.extend(rows.map(|row| row as u32));
        self.input.shape(self.rows.len(), model.inputs());
        self.input.take(|samples, features, out| {
            x.gather(&self.rows[samples], features, out);
        });
        self.outputs
            .resize_with(model.layers().len(), Panels::default);
        for (at, layer) in model.layers().iter().enumerate() {
            let (below, here) = self.outputs.split_at_mut(at);
            let (x, z) = (below.last().unwrap_or(&self.input), &mut here[0]);
            layer.sums(isa, model.weights(), x, z);
            layer.activate(z);
        }
    }

    /// Turns the last layer's panels into rows.
    fn tell<T>(&self, out: &mut [T], width: usize, told: &(impl Fn(f32) -> T + Sync)) {
        let panels = self.outputs.last().into_iter().flat_map(Panels::iter);
        for (panel, out) in panels.zip(out.chunks_mut(LANES * width)) {
            for (at, lines) in (0..).step_by(LANES).zip(panel.chunks(LANES)) {
                let mut block = [Lanes::default(); LANES];
                let lines = lines.first_chunk().unwrap_or_else(|| {
                    block[..lines.len()].copy_from_slice(lines);
                    &block
                });
                let mut rows = [Lanes::default(); LANES];
                transpose(lines.each_ref().map(|line| &line.0), &mut rows);
                wide(
                    #[inline(always)]
                    || {
                        // A loop: behind the closure of an iterator it would not be compiled for the widest.
                        for (row, out) in rows.iter().zip(out.chunks_mut(width)) {
                            for (out, number) in out[at..].iter_mut().zip(row.0) {
                                *out = told(number);
                            }
                        }
                    },
                );
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Activation::{Linear, Relu, Sigmoid, Softmax};
    use ndarray::{Array2, s};

    /// Pictures that are mostly black, as digits are.
    fn pictures(rows: usize, width: usize) -> Array2<f32> {
        Array2::from_shape_fn((rows, width), |(row, pixel)| {
            let ink = (row * 31 + pixel * 17) % 97;
            if ink > 80 { ink as f32 / 97.0 } else { 0.0 }
        })
    }

    #[test]
    fn on_any_number_of_threads_it_answers_bit_for_bit_what_the_model_does() {
        let model = Sequential::new(150).dense(40, Relu).dense(5, Linear);
        let model = model.dense(33, Relu).dense(150, Sigmoid).initialize(3);
        for (threads, rows) in [(1, 1), (1, 17), (2, 64), (3, 700)] {
            let x = pictures(rows, 150);
            let mut predictor = Predictor::new(model.clone(), threads).unwrap();
            let mut found = vec![9.0; rows * 150];
            predictor.predict(&x, 0..rows, &mut found, |number| number);
            let expected = model.predict(x.view());
            assert_eq!(found, expected.as_slice().unwrap(), "{threads} {rows}");
        }
    }

    #[test]
    fn some_rows_are_answered_and_their_numbers_told_as_wanted() {
        let model = Sequential::new(20).dense(7, Softmax).initialize(1);
        let x = pictures(90, 20);
        let mut predictor = Predictor::new(model.clone(), 2).unwrap();
        let mut found = vec![0; 30 * 7];
        predictor.predict(&x, 50..80, &mut found, |p| (p * 100.0) as u8);
        let expected = model.predict(x.slice(s![50..80, ..]));
        let expected: Vec<u8> = expected.iter().map(|p| (p * 100.0) as u8).collect();
        assert_eq!(found, expected);
        predictor.predict(&x, 4..4, &mut [0u8; 0], |p| p as u8);
    }

    #[test]
    fn a_model_of_no_layers_answers_nothing() {
        assert!(Predictor::new(Sequential::new(3), 1).is_err());
    }
}
