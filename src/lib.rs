//! `handson`: a hands-on machine-learning course that runs in a terminal.
//!
//! Messages in, effects out, drawing from `&self`. Terminal, clock, randomness, size and
//! environment enter only at [`session`] and [`commands`], so that a terminal, a script and a test
//! drive one [`app::App`].
//!
//! ```text
//!  session ──Msg──▶ app ──▶ screens ──▶ labs ──▶ nn  stats  dataset
//!     ▲              │          │         │
//!     └───Effect─────┘          └── ui ◀──┘      train: jobs that run nn, on a thread or in line
//! ```
//!
//! # Where to find it
//!
//! | to find or change | look in |
//! | --- | --- |
//! | a sentence on a screen | `lessons/NN-slug.md`; of the frame around it [`screens`]; of a lab its file in [`labs`] |
//! | which key means what, its hint, its help, its word in lines | `screens/intents/table.rs`; who does it: `screens/lesson/keys.rs`, `app/keys.rs`; bytes to keys: `session/input` |
//! | the question for who comes back after a day | `screens/greeting.rs` |
//! | which keys are text, and how a field is edited | `screens/lesson/typing.rs`, `ui/field.rs` |
//! | what people type for a number | `lesson/judge/typed.rs` |
//! | what a lab shows, can be set to, can do | its file in [`labs`]: tables and panes of a `labs/model.rs`; who makes the lab language of them: `labs/hosted.rs` |
//! | a training in a lab: start, pause, fork, its curves | `labs/training.rs`; two runs on one pair of axes: `labs/training/curves.rs`; work of a lab on another thread: `labs/work.rs` |
//! | where a picture and its controls stand on a step | `screens/page`; the picture itself: `view.rs` of its lab |
//! | what is laid out after each event, once, for keys, mouse and drawing | `screens/lesson/seen.rs`; the text of it that stays: `screens/page/texts.rs` |
//! | an exercise: what it takes, how it is judged and drawn | `screens/exercise`, `lesson/judge`; its hints: `lesson/directive/task.rs` |
//! | what a new kind of exercise needs | its value in `lesson/model`, its reader in `lesson/directive.rs`, its file and its line in `screens/exercise.rs` |
//! | what stays of labs and exercises from step to step | `screens/lab_store.rs`, `screens/exercise_store.rs`; from day to day: [`progress`] |
//! | who may train on a shared machine, and when | `session/slots.rs`; how the runs of one learner share their cores: `session/together.rs` |
//! | how a formula is written in characters | [`formula`] |
//! | what a condition or a claim may say | [`expr`]; the course's functions in it: `labs/scope.rs` |
//! | the formula of a density, a likelihood, a line | [`stats`] |
//! | a derivative | [`nn`]: `activation.rs`, `loss.rs`, `dense.rs`, each beside its value |
//! | digits as codes of few bits, the file they are kept in, the ledger of bytes | [`codes`] |
//! | one training step | `nn/trainer.rs`; epochs: `nn/fit.rs`; Adamax: `nn/optimizer/adamax.rs` |
//! | a bad setting and its sentence | `train/spec.rs` |
//! | pause, step, stop, fork | `train/job.rs`; on a thread: `train/runner.rs`; in another process: `train/runner/elsewhere.rs` |
//! | where bytes of data come from | `dataset/catalog.rs`, the only place; unpacked once a host: `dataset/catalog/shared.rs` |
//! | how a digit is drawn | `ui/plot/digit.rs`; colours: `ui/theme.rs` |
//! | lessons that change while they are shown | `session/watch.rs`, `app/reload.rs`, `screens/lab_store/follow.rs` |
//! | who carries out what the application asks for | `session/outside.rs` for scripts, lines and `check`; `session/live.rs` on a terminal |
//! | what the terminal is sent | `session/wire.rs`; modes and their undoing: `session/guard.rs` |
//! | what is kept of a learner, and where | [`progress`] |
//! | who comes into a class with which key | [`seats`]; sshd's side of it: `commands/seats.rs` |
//! | what is told of a whole class, and who reads it | [`class`], `screens/board`; its files: `progress/roll.rs`, `session/rolls.rs` |
//! | a word of the line dialogue (`--plain`) | `screens/plain/vocabulary.rs`, `app/dialogue`; its lines in and out: `session/dialogue` |
//! | a flag | `commands/cli.rs` |
//!
//! # Words
//!
//! | word | what it means here |
//! | --- | --- |
//! | lab | what a lesson lets one set, run and ask: controls, actions and facts, drawn in panes |
//! | control, verb, fact | a value of a lab that can be set; something it can do; something it can say, a number or words |
//! | visible, hidden fact | whether the picture shows it: a task may ask of both, lines tell only the visible |
//! | exercise | what a step asks: a quiz, a number, a bet, a task, an order, a match |
//! | context | lessons, labs, exercises, progress and size, to draw a step from; `ContextMut` to change it |
//! | wish | what a screen asks of the application: another step, the contents, the end |
//! | keepsake | what stays of a lab from day to day: its settings, its trained weights |
//! | set-up code | a lab's settings as one word, to copy and to open again |
//! | slot | the right to train on a core of a shared machine |
//! | tier | what a terminal can draw: its colours and its signs |
//!
//! Who may use whom is a table in `tests/layering/rules.rs`, and a test.

pub mod app;
pub(crate) mod class;
pub mod codes;
pub mod commands;
pub mod dataset;
pub mod event;
pub mod expr;
pub mod formula;
pub mod labs;
pub mod lesson;
pub mod msg;
pub mod progress;
pub mod screens;
pub(crate) mod seats;
pub mod session;
pub mod stats;
pub mod train;
pub mod ui;

pub use ::nn;

/// The code that lessons show, as documentation tests: written by `build.rs`.
#[cfg(doctest)]
mod lesson_code {
    include!(concat!(env!("OUT_DIR"), "/lesson_code.rs"));
}
