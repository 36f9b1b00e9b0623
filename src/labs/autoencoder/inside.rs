//! What goes on inside the network: what each layer makes of the chosen digit, which nodes are dead, how
//! large the slopes are, and one update of one weight.

pub mod flow;
pub mod layers;
pub mod told;
pub mod unit;
pub mod units;
pub mod update;

use super::Autoencoder;
use super::settings::SEEDS;
use crate::dataset::idx::{PIXELS, SIDE};
use crate::labs::backprop::{OneUpdate, one_update, sums_slopes};
use crate::nn::{Activation, Optimizer, Samples, Sequential};
use crate::train::digits::pictures as samples;
use crate::train::noise::Noise;
use crate::train::{JobId, Plan};
use ndarray::{Array2, ArrayView1};
use std::sync::Arc;

/// Test digits that a node must be silent for, to be called dead.
pub const TRIED: usize = 1000;

/// What is known of the network that is looked at.
pub struct Inside {
    /// The network.
    pub net: Sequential,
    /// What goes in.
    pub input: Vec<f32>,
    /// What should come out.
    pub target: Vec<f32>,
    /// What each layer makes of it.
    pub outputs: Vec<Vec<f32>>,
    /// For this digit the slope of its error in each node's sum.
    pub slopes: Vec<Vec<f32>>,
    /// What takes longer to find out.
    pub measured: Arc<Measured>,
}

/// What is found out once an epoch while it trains.
pub struct Measured {
    of: Moment,
    /// For each layer, which of its nodes are dead.
    pub dead: Vec<Vec<bool>>,
    /// One update on the first batch of training digits.
    pub update: Option<OneUpdate>,
    /// The rate of that update, and the updates before it.
    pub optimizer: Optimizer,
}

/// What a measurement is of.
#[derive(Debug, Clone, PartialEq)]
struct Moment {
    /// The network and how it learns: an untrained one has nothing else to tell it from another.
    plan: Plan,
    noise: Option<Noise>,
    job: Option<JobId>,
    epoch: usize,
    step: u64,
    rate: f32,
}

impl Autoencoder {
    /// Looks inside, as far as that has changed.
    pub(super) fn look_inside(&self) -> Option<Inside> {
        let (net, mnist) = (self.net_shown()?, self.source.ready()?);
        let pair = self.pairs.first()?;
        let (input, target) = (pair.input.clone(), &pair.clean);
        let x = Array2::from_shape_vec((1, PIXELS), input.clone()).ok()?;
        let rows = |a: Array2<f32>| a.into_iter().collect::<Vec<f32>>();
        let outputs: Vec<Vec<f32>> = net.outputs(x.view()).into_iter().map(rows).collect();
        let slopes = sums_slopes(&net, &outputs, target);
        let at = self.checkpoint_shown();
        let plan = self.settings_shown().plan()?;
        let working = at.is_some_and(|at| at.is_working());
        let rate = at.map_or(plan.optimizer().learning_rate(), |at| at.learning_rate);
        let of = Moment {
            plan: plan.clone(),
            noise: self.settings_shown().learned_noise(),
            job: at.map(|at| at.job),
            epoch: at.map_or(0, |at| at.epoch),
            step: at.filter(|_| !working).map_or(0, |at| at.step),
            rate,
        };
        let before = self.inside.as_ref().map(|inside| &inside.measured);
        let measured = match before.filter(|measured| measured.of == of) {
            Some(measured) => Arc::clone(measured),
            None => {
                let learned = samples(&mnist.train, 0..plan.batch_size()).ok()?;
                let tried = samples(&mnist.test, 0..TRIED.min(mnist.test.len())).ok()?;
                let memory = at.and_then(|at| at.optimizer.as_ref());
                let optimizer = plan.optimizer().with_learning_rate(rate);
                let batch: Vec<u32> = (0..plan.batch_size() as u32).collect();
                let given = self.settings_shown().given(Arc::clone(&learned), SEEDS[0]);
                let both = [&*given, &*learned];
                Arc::new(Measured {
                    of,
                    dead: dead(&net, &*tried),
                    update: one_update(&net, optimizer, memory, both, &batch),
                    optimizer,
                })
            }
        };
        Some(Inside {
            target: target.clone(),
            net,
            input,
            outputs,
            slopes,
            measured,
        })
    }
}

impl Inside {
    /// What a node is called.
    pub fn named(&self, layer: usize, node: usize) -> String {
        match layer == 0 || layer == self.net.layers().len() {
            true => format!("pixel {},{}", node % SIDE, node / SIDE),
            false => format!("node {}", node + 1),
        }
    }

    /// What a layer is given.
    pub fn below(&self, layer: usize) -> &[f32] {
        let below = layer.checked_sub(1).and_then(|at| self.outputs.get(at));
        below.unwrap_or(&self.input)
    }

    /// The slopes of a layer's weights in the update, biases left out.
    pub fn kernel_slopes(&self, layer: usize) -> Vec<f32> {
        let update = self.measured.update.as_ref();
        update.map_or(Vec::new(), |update| {
            let dense = &self.net.layers()[layer];
            dense.kernel(&update.slopes).iter().copied().collect()
        })
    }

    /// The root of the mean square of these.
    pub fn slope_size(&self, layer: usize) -> f64 {
        let slopes = self.kernel_slopes(layer);
        let squares = slopes.iter().map(|slope| f64::from(*slope).powi(2));
        (squares.sum::<f64>() / slopes.len().max(1) as f64).sqrt()
    }

    /// Dead nodes of a layer.
    pub fn dead(&self, layer: usize) -> usize {
        let dead = self.measured.dead.get(layer);
        dead.map_or(0, |dead| dead.iter().filter(|dead| **dead).count())
    }
}

/// Which nodes of each layer with ReLU give 0 for every sample.
fn dead(net: &Sequential, x: &dyn Samples) -> Vec<Vec<bool>> {
    let mut rows = Array2::<f32>::zeros((x.len(), x.width()));
    let indices: Vec<u32> = (0..x.len() as u32).collect();
    if let Some(rows) = rows.as_slice_mut() {
        x.gather(&indices, 0..x.width(), rows);
    }
    let outputs = net.outputs(rows.view());
    let layers = net.layers().iter().zip(&outputs);
    let of = |column: ArrayView1<f32>| column.iter().all(|a| *a == 0.0);
    layers
        .map(|(layer, output)| match layer.activation() {
            Activation::Relu => output.columns().into_iter().map(of).collect(),
            _ => vec![false; layer.units()],
        })
        .collect()
}
