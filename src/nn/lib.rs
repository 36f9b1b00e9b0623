//! Neural networks, as Keras speaks of them.
//!
//! A model is a stack of layers over *one* flat vector of weights; training is one step,
//! repeated. Everything a lesson needs to show is in a short file of its own:
//!
//! | file | what it says |
//! | --- | --- |
//! | `activation` | f(z) and f'(z), side by side |
//! | `loss` | how wrong the output is, and the gradient of that |
//! | `dense` | a = f(xW + b), and its three derivatives |
//! | `conv2d` | a kernel held against every place of a picture, and its three derivatives |
//! | `pool` | the largest of each square, and who gets the gradient |
//! | `shape`, `layer` | what layers take and give; what all of them have |
//! | `init` | where the weights begin (Glorot) |
//! | `optimizer` | what a gradient does to a weight (SGD, Adam, Adamax) |
//! | `sequential` | the stack: build, look at, predict, slice |
//! | `samples` | where numbers come from: bytes, floats, labels |
//! | `trainer` | the training step, over `shard` (a worker's rows) and `share` (its weights) |
//! | `precision` | how many bits a number has meanwhile |
//! | `evaluate` | loss and accuracy without learning |
//! | `hits`, `shift_hits` | how many samples are read rightly, as they are and shifted |
//! | `input_gradient` | which way an input should move |
//! | `fit` | epochs: the step, repeated, resumable between any two |
//! | `predictor` | answers alone, to many rows, on several threads |
//! | `model` | `compile`, `fit`, `evaluate`, `predict` in one object |
//! | `weights` | a safetensors file with Keras' names and shapes |
//! | `matmul` | products, cut into tiles; over `terms`, `tile`, `vector`, `part` (the inner loop), `simd` (whose instructions) |
//! | `slide`, `lanes` | the products of a convolution, forward and for its weights |
//! | `panels` | samples, laid out for products |
//! | `sparse`, `nonzero` | products with pictures, most of which is black; where they are not |
//! | `exp`, `flush`, `strips`, `workers` | e^x, tiny numbers, vectors side by side, threads |
//!
//! The seed job of the course:
//!
//! ```
//! use nn::{Activation::*, Adamax, Fit, Loss, Sequential};
//! # let x = ndarray::Array2::<f32>::from_elem((8, 784), 0.5);
//! # let xv = x.clone();
//! let mut autoencoder = Sequential::new(784)
//!     .dense(128, Relu)
//!     .dense(64, Relu)
//!     .dense(32, Relu)
//!     .dense(64, Relu)
//!     .dense(128, Relu)
//!     .dense(784, Sigmoid)
//!     .compile(Adamax::default(), Loss::Mse);
//! let fit = Fit { epochs: 17, batch_size: 256, validation: Some((&xv, &xv)), ..Fit::default() };
//! let history = autoencoder.fit(&x, &x, fit, |event| println!("{event:?}"))?;
//! # assert!(history[16].loss < history[0].loss);
//! # Ok::<(), nn::Error>(())
//! ```

mod activation;
mod conv2d;
mod dense;
mod error;
mod evaluate;
mod exp;
mod fit;
mod flush;
mod hits;
mod init;
mod input_gradient;
mod lanes;
#[cfg(feature = "laps")]
pub mod laps;
#[cfg(not(feature = "laps"))]
mod laps;
mod layer;
mod loss;
mod matmul;
mod model;
mod names;
mod nonzero;
mod optimizer;
mod panels;
mod part;
mod pool;
mod precision;
mod predictor;
mod samples;
mod sequential;
mod shape;
mod shard;
mod share;
mod shift_hits;
mod simd;
mod slide;
mod sparse;
mod strips;
mod summary;
mod terms;
mod tile;
mod trainer;
mod vector;
pub mod weights;
mod workers;

pub use activation::Activation;
pub use conv2d::{Conv2d, Padding};
pub use dense::Dense;
pub use error::Error;
pub use evaluate::{Evaluation, Metrics};
pub use fit::{Data, EpochReport, FitEvent, Fitting, Schedule, Seen, order};
pub use hits::hits;
pub use layer::Layer;
pub use loss::Loss;
pub use model::{Fit, Model};
pub use names::{UnknownName, look_up};
pub use optimizer::{Adam, Adamax, Optimizer, OptimizerState, Sgd};
pub use pool::MaxPool2d;
pub use precision::Precision;
pub use predictor::Predictor;
pub use samples::{Bytes, OneHot, Samples};
pub use sequential::Sequential;
pub use shape::Shape;
pub use shift_hits::{SHIFTS, shift_hits};
pub use simd::instruction_set;
pub use summary::Summary;
pub use trainer::Trainer;
pub use workers::available_threads;
