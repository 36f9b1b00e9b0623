//! What can be wrong with a model, its data or its settings.

use super::Activation;

/// Why a model cannot be built, filled or trained as asked.
#[derive(Debug, Clone, PartialEq, thiserror::Error)]
pub enum Error {
    /// The system would not give what a training takes.
    #[error(
        "this training takes about {megabytes} MB of memory, and there is not so much left: end \
         other programs, raise the limit (`ulimit -v`), or take a smaller batch or network"
    )]
    Memory {
        /// Millions of bytes.
        megabytes: usize,
    },
    /// A model of no layers computes nothing.
    #[error("the model has no layers: add at least one dense layer")]
    NoLayers,
    /// A layer without inputs or without units.
    #[error("layer {layer} maps {inputs} inputs to {units} units: both must be at least 1")]
    EmptyLayer {
        /// The layer's position, counted from 1.
        layer: usize,
        /// Its inputs.
        inputs: usize,
        /// Its units.
        units: usize,
    },
    /// A layer that slides over a picture, where there is none.
    #[error(
        "layer {layer} is {what}, but what comes to it is a row of numbers and no picture: put it before \
         the dense layers"
    )]
    NoPicture {
        /// The layer's position, counted from 1.
        layer: usize,
        /// "a convolution" or "a pooling".
        what: &'static str,
    },
    /// A window that is larger than the picture it slides over.
    #[error(
        "layer {layer} has {what} of {size} x {size}, but only {height} x {width} of the picture are left \
         there: make it smaller, or leave out a layer before it"
    )]
    NothingLeft {
        /// The layer's position, counted from 1.
        layer: usize,
        /// "a kernel" or "squares".
        what: &'static str,
        /// Rows and columns of it.
        size: usize,
        /// Rows of the picture.
        height: usize,
        /// Columns of the picture.
        width: usize,
    },
    /// A softmax compares the numbers of a row.
    #[error(
        "layer {0} is a convolution with softmax, which makes one distribution of a whole row: give it \
         relu, or take a dense layer"
    )]
    SoftmaxOfPicture(usize),
    /// Nothing of what there must be some of.
    #[error("layer {layer} has {what} 0: it must be at least 1")]
    Zero {
        /// The layer's position, counted from 1.
        layer: usize,
        /// "channels", "a stride of" or "a size of".
        what: &'static str,
    },
    /// A weight vector for another model.
    #[error("the model has {expected} weights, but {found} were given")]
    WrongWeights {
        /// Weights the model has.
        expected: usize,
        /// Weights given.
        found: usize,
    },
    /// An optimizer state that belongs to another model or another optimizer.
    #[error("the optimizer state is for {found} weights of {found_name}, not {expected} of {name}")]
    WrongState {
        /// The optimizer in use.
        name: &'static str,
        /// The optimizer the state came from.
        found_name: &'static str,
        /// Weights the model has.
        expected: usize,
        /// Weights the state was for.
        found: usize,
    },
    /// Rows of the wrong width.
    #[error("{what} have {found} numbers each, but the model wants {expected}")]
    WrongWidth {
        /// "inputs", "targets", "validation inputs" or "validation targets".
        what: &'static str,
        /// The model's width.
        expected: usize,
        /// The width found.
        found: usize,
    },
    /// Inputs and targets that do not pair up.
    #[error("{inputs} {what} do not pair up with {targets} targets")]
    WrongLength {
        /// "inputs" or "validation inputs".
        what: &'static str,
        /// Number of inputs.
        inputs: usize,
        /// Number of targets.
        targets: usize,
    },
    /// Nothing to learn from, or more than can be numbered.
    #[error("{found} {what}: there must be at least 1 and at most {}", u32::MAX)]
    WrongCount {
        /// "inputs" or "validation inputs".
        what: &'static str,
        /// How many there are.
        found: usize,
    },
    /// Bytes that do not divide into rows.
    #[error("{bytes} bytes do not divide into rows of {width}")]
    RaggedRows {
        /// Number of bytes.
        bytes: usize,
        /// Bytes a row.
        width: usize,
    },
    /// A label that names no class.
    #[error("sample {index} has the label {label}, but there are {classes} classes")]
    LabelOutOfRange {
        /// The sample's position.
        index: usize,
        /// Its label.
        label: u8,
        /// Number of classes.
        classes: usize,
    },
    /// A learning rate that cannot learn.
    #[error("the learning rate is {0}: it must be a finite number above 0")]
    LearningRate(f32),
    /// A penalty that is none.
    #[error("the L2 penalty is {0}: it must be a finite number of at least 0")]
    Penalty(f32),
    /// A decay constant outside its range.
    #[error("{name} is {value}: it must be at least 0 and below 1")]
    Decay {
        /// "momentum", "beta_1" or "beta_2".
        name: &'static str,
        /// What was given.
        value: f32,
    },
    /// No epochs.
    #[error("epochs is 0: it must be at least 1")]
    NoEpochs,
    /// No samples in a batch.
    #[error("batch_size is 0: it must be at least 1")]
    NoBatch,
    /// Cross-entropy compares distributions, and only a softmax gives one.
    #[error("cross-entropy needs a softmax in the last layer, which has {0}")]
    CrossEntropyOf(Activation),
    /// The loss left the finite numbers; the weights are those of before.
    #[error("the loss became {loss} at step {step} of epoch {epoch}: try a smaller learning rate")]
    Diverged {
        /// The epoch, counted from 1.
        epoch: usize,
        /// The step in it, counted from 1.
        step: usize,
        /// The loss: NaN or infinite.
        loss: f32,
    },
}
