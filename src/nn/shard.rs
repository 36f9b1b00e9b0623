//! Some panels of a batch: forward through the layers, and the error back.
//!
//! A batch is cut into shards of so few samples that what the layers make of them stays in a core's
//! cache, from the pixels up to the loss and down again; of a large batch there are so many shards that
//! a worker whose core is busy elsewhere leaves some to the others.

use super::laps::{Phase::*, begin, lap};
use super::panels::Panels;
use super::precision::Precision;
use super::samples::same;
use super::simd::{Isa, wide};
use super::vector::{LANES, Lanes};
use super::{Activation, Dense, Layer, Loss, Samples};

/// Some samples of a batch, and everything the layers make of them.
#[derive(Debug, Default)]
pub(super) struct Shard {
    input: Panels,
    /// Left empty where the targets are the inputs.
    target: Panels,
    /// The targets are the inputs, so they are gathered once.
    reconstructs: bool,
    precision: Precision,
    /// What each layer gives: a.
    outputs: Vec<Panels>,
    /// dL/dz of each layer.
    deltas: Vec<Panels>,
    /// The same, transposed: for the gradient of the weights.
    transposed: Vec<Vec<Lanes>>,
    /// The gradients of convolutions, whose layer's input and delta are not kept.
    gradients: Vec<Vec<f32>>,
    room: Room,
    /// Summed over the samples.
    pub loss: f64,
    /// Samples whose largest output is the largest target.
    pub correct: usize,
}

/// Room to work in.
#[derive(Debug, Default)]
struct Room {
    turned: Vec<f32>,
    sums: Vec<Lanes>,
}

/// What layers below the dense ones make of a shard: much more than the samples themselves, and done with
/// when the shard is. So it is a worker's, stays in its core's cache, and serves one shard after the
/// other.
#[derive(Debug, Default)]
pub(super) struct Desk {
    input: Panels,
    outputs: Vec<Panels>,
    deltas: Vec<Panels>,
    room: Room,
}

impl Desk {
    /// All the room that the first `front` layers take, so that none is asked for when a worker that had
    /// nothing to do yet gets its first shard.
    pub fn new(layers: &[Layer], front: usize) -> Self {
        let mut desk = Self::default();
        let Some(below) = front.checked_sub(1) else {
            return desk;
        };
        let shaped = |numbers: usize| {
            let mut panels = Panels::default();
            panels.shape(LANES, numbers);
            panels
        };
        let front = &layers[..front];
        let outputs = front[..below].iter();
        desk.input.shape_to_take(LANES, layers[0].inputs());
        desk.outputs = outputs.map(|layer| shaped(layer.units())).collect();
        desk.deltas = front.iter().map(|layer| shaped(layer.units())).collect();
        let most = front.iter().map(Layer::parameters).max().unwrap_or(0);
        desk.room.sums.reserve_exact(most);
        desk.room.turned.reserve_exact(most);
        desk
    }
}

impl Shard {
    /// Takes a desk to work at, for the first `front` layers, or gives it back.
    pub fn exchange(&mut self, desk: &mut Desk, front: usize) {
        let Some(below) = front.checked_sub(1) else {
            return;
        };
        // What the last of them gives is kept: it is the input of the first dense layer.
        let lists = [
            (&mut self.outputs, &mut desk.outputs, below),
            (&mut self.deltas, &mut desk.deltas, front),
        ];
        for (own, desk, count) in lists {
            own.resize_with(own.len().max(count), Panels::default);
            own[..count].swap_with_slice(desk);
        }
        std::mem::swap(&mut self.input, &mut desk.input);
        std::mem::swap(&mut self.room, &mut desk.room);
    }

    /// Copies samples in.
    pub fn gather(
        &mut self,
        layers: &[Layer],
        (x, y): (&dyn Samples, &dyn Samples),
        batch: &[u32],
        precision: Precision,
    ) {
        begin();
        self.outputs.resize_with(layers.len(), Panels::default);
        self.deltas.resize_with(layers.len(), Panels::default);
        self.transposed.resize_with(layers.len(), Vec::default);
        self.gradients.resize_with(layers.len(), Vec::default);
        self.precision = precision;
        // What is rounded is no target.
        self.reconstructs = same(x, y) && !precision.rounds();
        gather(x, batch, &mut self.input);
        if !same(x, y) {
            gather(y, batch, &mut self.target);
        } else if !self.reconstructs {
            self.target.copy(&self.input);
        }
        self.input.round(precision);
        lap(Gather, 0);
    }

    /// Computes every layer's output; the last one's without its activation.
    pub fn forward(&mut self, isa: Isa, layers: &[Layer], weights: &[f32]) {
        for (index, layer) in layers.iter().enumerate() {
            let (below, here) = self.outputs.split_at_mut(index);
            let (x, z) = (below.last().unwrap_or(&self.input), &mut here[0]);
            layer.sums(isa, weights, x, z);
            if index + 1 < layers.len() {
                layer.activate(z);
                z.round(self.precision);
            }
            lap(Forward, index);
        }
    }

    /// The last layer's activation, the loss and its dL/dz together, panel by panel. `scale` is 1 / samples in the whole batch.
    pub fn loss_and_delta(&mut self, last: &Layer, loss: Loss, scale: f32) {
        (self.loss, self.correct) = (0.0, 0);
        let target = if self.reconstructs {
            &self.input
        } else {
            &self.target
        };
        let (Some(output), Some(delta)) = (self.outputs.last_mut(), self.deltas.last_mut()) else {
            return;
        };
        let (f, samples) = (last.activation(), output.samples());
        delta.shape(samples, last.units());
        let panels = output.iter_mut().zip(target.iter()).zip(delta.iter_mut());
        // A softmax looks at all outputs of a sample; everything else goes best with a few lines,
        // which stay in the first cache from the sum to the slope.
        let size = if f == Activation::Softmax {
            last.units()
        } else {
            LANES
        };
        let mean = 1.0 / last.units() as f32;
        for (first, ((z, y), delta)) in (0..).step_by(LANES).zip(panels) {
            let used = LANES.min(samples - first);
            let chunks = z.chunks_mut(size).zip(y.chunks(size));
            for ((z, y), delta) in chunks.zip(delta.chunks_mut(size)) {
                let losses = wide(
                    #[inline(always)]
                    || {
                        let losses = loss.forward(f, z, y, mean);
                        loss.backward(f, z, y, scale, mean, delta);
                        losses
                    },
                );
                self.loss += losses[..used].iter().copied().map(f64::from).sum::<f64>();
            }
            if f == Activation::Softmax {
                let hits = (0..used).filter(|&lane| largest(z, lane) == largest(y, lane));
                self.correct += hits.count();
            }
            // Lanes without a sample have no gradient.
            if used < LANES {
                delta.iter_mut().for_each(|line| line.0[used..].fill(0.0));
            }
        }
        delta.round(self.precision);
        lap(LossAndDelta, 0);
    }

    /// dL/dz of every layer, from the last to the first, after [`loss_and_delta`](Self::loss_and_delta).
    pub fn backward(&mut self, isa: Isa, layers: &[Layer], weights: &[f32]) {
        for index in (0..layers.len()).rev() {
            self.learn(isa, &layers[index], index);
            let (below, here) = self.deltas.split_at_mut(index);
            let Some(below) = below.last_mut() else {
                continue;
            };
            let x = &self.outputs[index - 1];
            let batch = (x, &self.outputs[index], &here[0]);
            layers[index].input_gradient(isa, weights, batch, below, &mut self.room.turned);
            let f = slope(layers, index - 1);
            for (a, delta) in x.iter().zip(below.iter_mut()) {
                wide(
                    #[inline(always)]
                    || f.backward(a, delta),
                );
            }
            below.round(self.precision);
            lap(Backward, index);
        }
    }

    /// Prepares the gradient of a dense layer's weights; computes that of a convolution's.
    fn learn(&mut self, isa: Isa, layer: &Layer, index: usize) {
        let x = self.outputs[..index].last().unwrap_or(&self.input);
        let delta = &self.deltas[index];
        match layer {
            Layer::Dense(layer) => {
                let (_, narrow) = layer.sides(x, delta);
                narrow.transposed(&mut self.transposed[index]);
                lap(Transpose, index);
            }
            Layer::Conv2d(layer) => {
                let gradient = &mut self.gradients[index];
                gradient.resize(layer.parameters(), 0.0);
                layer.weight_gradient(isa, x, delta, &mut self.room.sums, gradient);
                lap(Gradient, index);
            }
            Layer::MaxPool2d(_) | Layer::Flatten(_) => {}
        }
    }

    /// dL/dx of the samples themselves, after [`backward`](Self::backward), which needs none: nothing
    /// below them learns.
    pub fn input_gradient(
        &mut self,
        isa: Isa,
        layers: &[Layer],
        weights: &[f32],
        below: &mut Panels,
    ) {
        if let (Some(first), Some(a), Some(delta)) =
            (layers.first(), self.outputs.first(), self.deltas.first())
        {
            let batch = (&self.input, a, delta);
            first.input_gradient(isa, weights, batch, below, &mut self.room.turned);
        }
    }

    /// Of a convolution, the gradient of its weights over these samples.
    pub fn gradient(&self, index: usize) -> &[f32] {
        &self.gradients[index]
    }

    /// The input of the dense layer `index` and its dL/dz: the wider, and the narrower transposed.
    pub fn pair(&self, layer: &Dense, index: usize) -> (&Panels, &[Lanes]) {
        let x = self.outputs[..index].last().unwrap_or(&self.input);
        let (wide, _) = layer.sides(x, &self.deltas[index]);
        (wide, &self.transposed[index])
    }
}

/// The activation whose slope a layer's dL/da is multiplied by. A pooling hands all of it on to one number
/// of a square, which is the one that it gave: so the slope of the layer below is taken above the
/// pooling already, where there are fewer numbers.
fn slope(layers: &[Layer], index: usize) -> Activation {
    let pools = |index: usize| matches!(layers.get(index), Some(Layer::MaxPool2d(_)));
    match index.checked_sub(1) {
        Some(below) if pools(index) => layers[below].activation(),
        // Above the last layer there is no such place.
        _ if pools(index + 1) && index + 2 < layers.len() => Activation::Linear,
        _ => layers[index].activation(),
    }
}

/// Copies some samples into panels.
pub(super) fn gather(samples: &dyn Samples, batch: &[u32], panels: &mut Panels) {
    panels.shape(batch.len(), samples.width());
    panels.take(|rows, features, out| {
        if features.start == 0 {
            samples.prefetch(&batch[rows.clone()]);
        }
        samples.gather(&batch[rows], features, out);
    });
}

/// Where a sample's largest number is; the first, if there are several.
pub(super) fn largest(panel: &[Lanes], lane: usize) -> usize {
    let better = |best: usize, index: usize| {
        if panel[index].0[lane] > panel[best].0[lane] {
            index
        } else {
            best
        }
    };
    (1..panel.len()).fold(0, better)
}
