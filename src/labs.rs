//! Labs: the things in a lesson that can be moved, asked and trained, and the one language they
//! all speak. Keys, mouse, lesson files and tests reach a lab through these functions only.
//!
//! Who writes a lab writes a [`Model`](model::Model): its state, with tables of what can be moved and done,
//! what it tells, and its picture. `penguins` is one to begin with, `profile` one whose data come later.
//! What no table says: a typed value is within its range, and between two steps if the setter does not
//! round it; Space is the key `' '`; a fact that there is nothing to say of yet is left out, or hidden;
//! chance comes from a `ChaCha8Rng` with a seed of the lab, so that the same lines give the same lab; tests
//! have helpers in `testing`.

mod autoencoder;
mod backprop;
mod bars;
mod belt;
mod bend;
mod birds;
mod bowl;
mod brush;
mod bytes;
mod categories;
mod classifier2d;
mod code;
mod coded;
mod components;
mod dense_cnn;
mod derivation;
mod deviations;
mod digit;
mod digit_map;
mod divisor;
mod facts;
mod first_guess;
mod gaussians;
mod grip;
mod height;
mod hosted;
mod ink;
mod intervals;
mod kernel;
mod language;
mod likelihood;
mod line_fit;
mod mle_mse;
mod mnist_classifier;
mod model;
mod normal;
mod pad;
mod pane;
mod paper;
mod penguins;
mod pipeline;
mod points;
mod precision;
mod profile;
pub(crate) mod race;
mod refits;
mod registry;
mod regression;
mod robustness;
mod sabotage;
mod scale;
mod scales;
pub mod scope;
mod shift_map;
mod source;
mod stages;
mod strips;
mod sum;
mod table;
mod training;
mod unrolled;
mod update;
mod walk;
mod work;

pub use crate::dataset::frame::{Format, Frame};
pub use crate::dataset::labelled::Labelled;
pub use facts::Facts;
pub use height::Height;
pub use language::{BadValue, DIGIT, Fact, Value, Verb, say};
pub use registry::{Entry, REGISTRY, find};

use crate::event::{Key, Mouse};
use crate::msg::{Checkpoint, Effect, JobId, Msg};
use crate::ui::Look;
use crate::ui::control::Control;
use crate::ui::glyphs::Drawn;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use std::sync::Arc;

/// A lab as the rest of the course sees it. Its state changes in `set`, `act`, `touch`, `press` and
/// `update`; `view` only draws. What a lab is made of is its [`Model`](model::Model).
pub trait Lab: Send {
    /// It comes on the screen.
    fn open(&mut self) -> Vec<Effect>;

    /// It leaves the screen: whatever runs must pause.
    fn park(&mut self) -> Vec<Effect>;

    /// What can be moved, with the values now.
    fn controls(&self) -> Vec<Control>;

    /// Moves a control.
    ///
    /// # Errors
    /// Where there is no such control, or it cannot have this value.
    fn set(&mut self, name: &str, value: &str) -> Result<Vec<Effect>, BadValue>;

    /// What can be done beside moving controls.
    fn verbs(&self) -> Vec<Verb>;

    /// Does it.
    ///
    /// # Errors
    /// Where there is no such verb, or the arguments make no sense to it.
    fn act(&mut self, verb: &str, arguments: &str) -> Result<Vec<Effect>, BadValue>;

    /// What a line of its language would destroy that took time to make, in words such as "this
    /// discards 3 epochs of training": whoever says it is asked first.
    fn costs(&self, line: &str) -> Option<String>;

    /// Whether another value of this control would change what a run that was begun does from now on.
    fn steers(&self, control: &str) -> bool;

    /// What is to be said once a verb is carried out, where the picture does not show all of it.
    fn remark(&self, verb: &str) -> Option<&'static str>;

    /// The controls that a verb puts back to where the lab began.
    fn moved_by(&self, verb: &str) -> &'static [&'static str];

    /// What besides hands moves a control here, by its name: it may do so where hands may not.
    fn mover(&self, control: &str) -> Option<&'static str>;

    /// Everything that is so, as numbers and sentences, visible or hidden.
    fn facts(&self) -> Vec<Fact>;

    /// The facts that the picture shows: what is told in its place.
    fn visible_facts(&self) -> Vec<Fact> {
        let mut facts = self.facts();
        facts.retain(|fact| fact.shown);
        facts
    }

    /// How far what moves by itself has come, for whoever cannot see it: another sentence now and
    /// then, not with every tick.
    fn progress(&self) -> Option<String>;

    /// What moves in it by itself.
    fn activity(&self) -> Activity;

    /// Time has passed, a checkpoint or finished work has come.
    fn update(&mut self, msg: &Msg) -> Vec<Effect>;

    /// A hand on the picture in `area`: the button goes down, or moves while it is held. What is not
    /// `free` in this step stays, and the rest follows.
    fn touch(&mut self, mouse: Mouse, area: Rect, free: &dyn Fn(&str) -> bool) -> Vec<Effect>;

    /// The controls that a hand on the picture moves.
    fn moved_in_picture(&self) -> Vec<&'static str>;

    /// Those of them that a hand moves which takes hold at this place of the picture in `area`.
    fn moved_at(
        &self,
        at: (u16, u16),
        area: Rect,
        free: &dyn Fn(&str) -> bool,
    ) -> Vec<&'static str>;

    /// What a hand on the picture does, in sentences for the help; empty for nothing.
    fn drag_help(&self) -> String;

    /// The keys it takes for itself once the learner has gone in: key and what it does. None for a
    /// lab that nobody goes into.
    fn keys(&self) -> &'static [(&'static str, &'static str)];

    /// The learner goes in.
    fn go_in(&mut self);

    /// Whether the learner in it is in the middle of something, such as a stroke that is being drawn.
    fn is_in_hand(&self) -> bool;

    /// A key, while the learner is in it; nothing where it is none of its own.
    fn press(&mut self, key: Key) -> Option<Vec<Effect>>;

    /// What the picture shows above all, which a learner who asks for another drawing means.
    fn draws(&self) -> Drawn;

    /// Whether it stays on the screen in the steps after its own, beside what they ask.
    fn stays(&self) -> bool;

    /// The narrowest picture that may stand beside the text.
    fn width(&self) -> u16;

    /// Whether it is two pictures that are seen best side by side, over the whole width of a wide
    /// screen.
    fn spreads(&self) -> bool;

    /// How tall the picture should be at a width.
    fn height(&self, width: u16) -> Height;

    /// Draws the picture: not the controls, which all look alike.
    fn view(&self, area: Rect, buf: &mut Buffer, look: &Look);

    /// Is told how the learner's bets went: for each the largest probability that was given to anything,
    /// and whether that happened.
    fn hear_bets(&mut self, bets: &[(f64, bool)]);

    /// Takes what the learner brought in a file, and what that asks for; nothing where it takes no
    /// such thing.
    fn bring(&mut self, own: Brought) -> Option<Vec<Effect>>;

    /// What the learner made by hand that no control tells, as lines of the lab language that make it
    /// again from the same settings.
    fn made(&self) -> Vec<String>;

    /// Puts away what was made by hand.
    fn unmake(&mut self) -> Vec<Effect>;

    /// The jobs it may have begun.
    fn jobs(&self) -> Vec<JobId>;

    /// What was trained here, of each run that was begun, in the order of their lanes: to be kept from
    /// one session to the next, and told while it goes on.
    fn trained(&self) -> Vec<Arc<Checkpoint>>;

    /// What the run of a lane is called among others; empty where it is the only one.
    fn run_name(&self, lane: u32) -> &'static str;

    /// Takes back what was trained in an earlier session, after its controls were set as they
    /// were then. What does not fit is left.
    fn restore(&mut self, trained: Arc<Checkpoint>) -> Vec<Effect>;

    /// The program that does what this lab is set to do, if it is one.
    fn code(&self) -> Option<String>;

    /// Whether that program is what the picture shows first.
    fn shows_code(&self) -> bool;
}

/// What a learner brings in a file.
#[derive(Debug, Clone)]
pub enum Brought {
    /// Points of the plane, each of a class.
    Points(Arc<Labelled>),
    /// A table, one column of which is to be predicted.
    Table(Arc<Frame>),
}

/// What moves in a lab by itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Activity {
    /// Nothing.
    Still,
    /// The picture alone still grows towards what is so already.
    Grows,
    /// Values, with time: each may be one in passing.
    Moves,
    /// A training: values come with its checkpoints.
    Trains,
}

impl Activity {
    /// Whether a value may be one in passing: nothing is judged by it yet.
    pub fn is_in_passing(self) -> bool {
        matches!(self, Self::Moves | Self::Trains)
    }
}

#[cfg(test)]
mod contract_tests;
#[cfg(test)]
pub(crate) mod testing;
