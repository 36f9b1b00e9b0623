//! The training step, the one there is.
//!
//! A step has two pieces, each shared out over the workers:
//!
//! 1. shards of the batch, each forward to the loss and the error back;
//! 2. shares of the weights, each learned from the whole batch.
//!
//! Every sum runs in an order fixed by the batch, whoever computes it. So the same seed and the same
//! instructions give the same weights, bit by bit, on any number of threads.

mod state;

use super::precision::{Precision, round_all};
use super::shard::{Desk, Shard};
use super::share::Share;
use super::simd::Isa;
use super::vector::LANES;
use super::workers::Workers;
use super::{Activation, Error, Evaluation, Loss, Metrics, Optimizer, Samples, Sequential};

/// Multiply-adds of a step forward below which a step is done by one worker: it takes a tenth of a
/// millisecond then, and calling the others in twice could cost as much as it saves.
const SMALL: usize = 1_000_000;

/// Samples a shard at most: with more, what it holds would leave the core's cache.
const SHARD: usize = 64;

/// A model that is being trained.
pub struct Trainer {
    model: Sequential,
    optimizer: Optimizer,
    loss: Loss,
    l2: f32,
    precision: Precision,
    /// The weights as products see them, where that is not as they are.
    factors: Vec<f32>,
    workers: Workers,
    shards: Vec<Shard>,
    /// One for each worker.
    desks: Vec<Desk>,
    shares: Vec<Share>,
    /// Where the shares' stretches of the weights begin, and the last one ends.
    cuts: Vec<usize>,
    isa: Isa,
    steps: u64,
    correct: usize,
}

impl Trainer {
    /// Prepares training on `threads` threads, the caller's included; 0 means as many as the
    /// machine has. If the system gives fewer, there are fewer ([`threads`](Self::threads)).
    ///
    /// # Errors
    /// For a model without layers or with an empty one, an optimizer with impossible constants, and
    /// cross-entropy over anything but a softmax.
    pub fn new(
        model: Sequential,
        optimizer: impl Into<Optimizer>,
        loss: Loss,
        threads: usize,
    ) -> Result<Self, Error> {
        let optimizer = optimizer.into();
        model.check()?;
        optimizer.check()?;
        loss.check(&model)?;
        let workers = Workers::new(threads);
        let shares = Share::all(&model);
        let mut cuts = vec![0];
        cuts.extend(shares.iter().map(|share| share.range().end));
        let desks = desks(&model, workers.count());
        Ok(Self {
            model,
            optimizer,
            loss,
            l2: 0.0,
            precision: Precision::F32,
            factors: Vec::new(),
            workers,
            shards: Vec::new(),
            desks,
            shares,
            cuts,
            isa: Isa::widest(),
            steps: 0,
            correct: 0,
        })
    }

    /// Learns from the samples `batch` and returns their mean loss, as it was before.
    ///
    /// If that is not a finite number, nothing is learned: the weights stay as they were.
    ///
    /// # Panics
    /// If `batch` is empty or names a sample that is not there, or if x or y have another width than
    /// the model.
    pub fn step(&mut self, x: &dyn Samples, y: &dyn Samples, batch: &[u32]) -> f32 {
        let (loss, _) = self.propagate(x, y, batch, true);
        if !loss.is_finite() {
            return loss as f32;
        }
        self.steps += 1;
        let (isa, hands) = (self.isa, self.hands(batch.len()));
        let count = batch.len().div_ceil(self.rows(batch.len(), hands));
        let (layers, weights) = self.model.parts_mut();
        let shards = &self.shards[..count];
        let (optimizer, how) = ((&self.optimizer, self.steps), (self.l2, self.precision));
        self.workers.each_with(
            hands,
            &mut self.shares,
            weights,
            &self.cuts,
            |share, copy| share.learn(isa, layers, shards, optimizer, how, copy),
        );
        self.copy_factors(hands);
        (loss / batch.len() as f64) as f32
    }

    /// Loss (a sum) and hits of a batch, without learning.
    pub(super) fn measure(
        &mut self,
        x: &dyn Samples,
        y: &dyn Samples,
        batch: &[u32],
    ) -> (f64, usize) {
        self.propagate(x, y, batch, false)
    }

    /// The first piece of a step: forward, and for learning backward.
    fn propagate(
        &mut self,
        x: &dyn Samples,
        y: &dyn Samples,
        batch: &[u32],
        learn: bool,
    ) -> (f64, usize) {
        let (model, loss, samples) = (&self.model, self.loss, batch.len());
        assert!(samples > 0, "a batch has samples");
        assert_eq!(
            x.width(),
            model.inputs(),
            "inputs are as wide as the model's"
        );
        assert_eq!(
            y.width(),
            model.output_width(),
            "targets are as wide as the model's outputs"
        );
        let (isa, layers, precision) = (self.isa, model.layers(), self.precision);
        let weights = match precision {
            Precision::Bf16 => &self.factors,
            Precision::F32 | Precision::Bf16Weights => model.weights(),
        };
        let hands = self.hands(samples);
        let (rows, front) = (self.rows(samples, hands), model.front());
        let count = samples.div_ceil(rows);
        if self.shards.len() < count {
            self.shards.resize_with(count, Shard::default);
        }
        let shards = &mut self.shards[..count];
        let desks = &mut self.desks;
        self.workers
            .each_at(hands, shards, desks, |index, shard, desk| {
                // What this worker may well get next: the shards between go to the others.
                let of = |index: usize| {
                    let (start, end) = (index * rows, (index + 1) * rows);
                    &batch[start.min(samples)..end.min(samples)]
                };
                let (batch, after) = (of(index), of(index + hands));
                shard.exchange(desk, front);
                shard.gather(layers, (x, y), batch, precision);
                x.prefetch(after);
                shard.forward(isa, layers, weights);
                shard.loss_and_delta(&layers[layers.len() - 1], loss, 1.0 / samples as f32);
                if learn {
                    shard.backward(isa, layers, weights);
                }
                shard.exchange(desk, front);
            });
        self.correct = shards.iter().map(|shard| shard.correct).sum();
        (shards.iter().map(|shard| shard.loss).sum(), self.correct)
    }

    /// How many workers a batch is worth.
    fn hands(&self, samples: usize) -> usize {
        if samples * self.model.products() < SMALL {
            1
        } else {
            self.workers.count()
        }
    }

    /// Samples a shard of a batch that goes to so many workers: few enough that there is one for each, and
    /// whole panels of them. (Two for each would spare waiting for a busy core; but each shard reads all
    /// weights: a step of the classifier on 128 digits took 8 % longer.) A convolution's gradient is
    /// summed up shard by shard, so for it they must be the same for any number of workers: a panel each.
    fn rows(&self, samples: usize, hands: usize) -> usize {
        if self.model.front() > 0 {
            return LANES;
        }
        samples.div_ceil(hands).next_multiple_of(LANES).min(SHARD)
    }

    /// Loss and accuracy over all samples. ([`Evaluation`] does it piece by piece.)
    ///
    /// # Panics
    /// As [`step`](Self::step).
    pub fn evaluate(&mut self, x: &dyn Samples, y: &dyn Samples) -> Metrics {
        let mut evaluation = Evaluation::new(x.len());
        while !evaluation.advance(self, x, y, Evaluation::CHUNK) {}
        evaluation.metrics(self)
    }

    /// The model as it is now.
    pub fn model(&self) -> &Sequential {
        &self.model
    }

    /// Gives the model back, and ends the workers.
    pub fn into_model(self) -> Sequential {
        self.model
    }

    /// All weights as they are now.
    pub fn weights(&self) -> &[f32] {
        self.model.weights()
    }

    /// Replaces all weights.
    ///
    /// # Errors
    /// [`Error::WrongWeights`] if their number is another.
    pub fn set_weights(&mut self, weights: &[f32]) -> Result<(), Error> {
        self.model.set_weights(weights)?;
        self.share_weights();
        Ok(())
    }

    /// Gives the model's weights to whoever learns and multiplies with them.
    fn share_weights(&mut self) {
        let (_, weights) = self.model.parts_mut();
        if self.precision == Precision::Bf16Weights {
            round_all(weights);
        }
        let shares = self.shares.iter_mut();
        shares.for_each(|share| share.set(weights));
        self.copy_factors(1);
    }

    /// Keeps the weights as factors of products, where they are not what products see.
    fn copy_factors(&mut self, hands: usize) {
        if self.precision == Precision::Bf16 {
            self.factors.resize(self.model.parameters(), 0.0);
            let (layers, factors) = (self.model.layers(), &mut self.factors);
            self.workers.each_with(
                hands,
                &mut self.shares,
                factors,
                &self.cuts,
                |share, copy| {
                    share.factors(layers, copy);
                },
            );
        }
    }

    /// The optimizer, with its learning rate as it is now.
    pub fn optimizer(&self) -> &Optimizer {
        &self.optimizer
    }

    /// Changes the learning rate from the next step on.
    ///
    /// # Errors
    /// [`Error::LearningRate`] if it is not a finite number above 0.
    pub fn set_learning_rate(&mut self, rate: f32) -> Result<(), Error> {
        let optimizer = self.optimizer.with_learning_rate(rate);
        optimizer.check()?;
        self.optimizer = optimizer;
        Ok(())
    }

    /// Makes the squares of all kernels small as well, `l2` times their sum, from the next step on:
    /// Keras' `kernel_regularizer=L2(l2)`. The losses told stay those of the samples alone.
    ///
    /// # Errors
    /// [`Error::Penalty`] if it is not a finite number, or below 0.
    pub fn set_l2(&mut self, l2: f32) -> Result<(), Error> {
        if !(l2.is_finite() && l2 >= 0.0) {
            return Err(Error::Penalty(l2));
        }
        self.l2 = l2;
        Ok(())
    }

    /// Computes with another precision from the next step on. Weights that shall be bfloat16 themselves are
    /// rounded now.
    pub fn set_precision(&mut self, precision: Precision) {
        self.precision = precision;
        self.share_weights();
    }

    /// The loss that is made small.
    pub fn loss(&self) -> Loss {
        self.loss
    }

    /// Threads that work, the caller's included.
    pub fn threads(&self) -> usize {
        self.workers.count()
    }

    /// Works with another number of threads from the next step on, the caller's included; the
    /// weights come out the same.
    pub fn set_threads(&mut self, threads: usize) {
        let threads = threads.max(1);
        if threads != self.workers.count() {
            self.workers = Workers::new(threads);
            self.desks = desks(&self.model, self.workers.count());
        }
    }

    /// Steps learned from so far, in all (also those of an imported state).
    pub fn steps(&self) -> u64 {
        self.steps
    }

    /// Samples of the last batch whose largest output was right; of a softmax only.
    pub fn correct(&self) -> Option<usize> {
        self.classifies().then_some(self.correct)
    }

    /// Whether the outputs are a softmax, so that accuracy means something.
    pub fn classifies(&self) -> bool {
        self.model
            .layers()
            .last()
            .is_some_and(|layer| layer.activation() == Activation::Softmax)
    }

    /// The gradient of the last step, weight by weight.
    pub fn gradient(&self) -> Vec<f32> {
        self.shares
            .iter()
            .flat_map(Share::gradient)
            .copied()
            .collect()
    }
}

/// A desk for each worker.
fn desks(model: &Sequential, workers: usize) -> Vec<Desk> {
    let desk = || Desk::new(model.layers(), model.front());
    std::iter::repeat_with(desk).take(workers).collect()
}

#[cfg(test)]
mod tests;
