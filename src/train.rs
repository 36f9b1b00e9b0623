//! Training as the application knows it: settings that were checked, a job that can be paused,
//! stepped, changed and left, and checkpoints to draw from.
//!
//! | to find | look in |
//! | --- | --- |
//! | the settings as given, and every sentence about a bad one | [`spec`], [`layers`] |
//! | the settings once checked | [`plan`] |
//! | what a job begins with and can be told | [`task`] |
//! | one quantum of training at a time, without a thread | [`job`] |
//! | the same on a thread of its own | [`runner`] |
//! | what a screen draws from, and a fork begins with | [`checkpoint`] |
//! | what is kept of a lab from one session to the next | [`keepsake`] |
//! | whether there is memory for a training | `room` |
//! | taking turns on a shared machine | [`turn`] |
//! | the loss of a run of any length, in fixed memory | [`history`] |
//! | the course's three trainings, and what each is by default | [`preset`] |
//! | digits, and cars, as inputs and targets | [`digits`], [`cars`] |
//! | an error in the units of the data | [`measure`] |
//! | what a classifier makes of many digits | [`reading`] |
//! | digits shifted everywhere, to be read and to learn from | [`shifts`] |
//! | what a homework came to, on a line that can be checked | [`receipt`] |
//! | the trained networks that ship with the course | [`classifier`], [`autoencoder`] |
//! | the program that does the same, in Rust and in Keras | [`code`] |

pub mod autoencoder;
pub(crate) mod cars;
pub(crate) mod checkpoint;
pub mod classifier;
pub(crate) mod code;
pub(crate) mod digits;
pub(crate) mod history;
pub(crate) mod job;
pub(crate) mod keepsake;
pub mod layers;
pub(crate) mod measure;
mod pace;
pub(crate) mod plan;
pub(crate) mod preset;
pub(crate) mod reading;
pub(crate) mod receipt;
mod room;
pub(crate) mod runner;
pub mod shifts;
mod shipped;
pub(crate) mod spec;
pub(crate) mod task;
pub(crate) mod turn;

pub use checkpoint::{Checkpoint, EpochReport, JobId, State};
pub use history::History;
pub use job::Job;
pub use keepsake::Keepsake;
pub use plan::Plan;
pub use preset::Preset;
pub use reading::Reading;
pub use runner::{Handle, Runner};
pub use spec::{Spec, SpecError};
pub use task::{Command, Quantum, Task};
pub use turn::{Turn, Turnstile};
