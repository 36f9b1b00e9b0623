//! Labs: the things in a lesson that can be moved, asked and trained, and the one language they
//! all speak. Keys, mouse, lesson files and tests reach a lab through these functions only.

mod autoencoder;
mod bars;
mod belt;
mod bend;
mod birds;
mod bowl;
mod brush;
mod bytes;
mod classifier2d;
mod code;
mod coded;
mod codes;
mod components;
mod derivation;
mod deviations;
mod digit;
mod digit_map;
mod divisor;
mod facts;
mod first_guess;
mod gaussians;
mod grip;
mod hosted;
mod ink;
mod intervals;
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
pub(crate) mod race;
mod refits;
mod regression;
mod robustness;
mod scale;
mod scales;
pub mod scope;
mod source;
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
pub use language::{BadValue, DIGIT, Fact, Value, Verb, say};

use crate::event::{Key, Mouse};
use crate::msg::{Checkpoint, Effect, JobId, Msg};
use crate::ui::Look;
use crate::ui::control::Control;
use crate::ui::glyphs::Drawn;
use hosted::Hosted;
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

    /// The controls that a hand on the picture moves. The wheel turns the last of them.
    fn moved_in_picture(&self) -> Vec<&'static str>;

    /// What a hand on the picture does, in sentences for the help; empty for nothing.
    fn drag_help(&self) -> String;

    /// The keys it takes for itself once the learner has gone in: key and what it does. None for a
    /// lab that nobody goes into.
    fn keys(&self) -> &'static [(&'static str, &'static str)];

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

/// Heights of a picture, in rows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Height {
    /// Below this it cannot be read.
    pub least: u16,
    /// Worth giving up blank lines for.
    pub good: u16,
    /// More would stay empty.
    pub best: u16,
}

impl Height {
    /// In this order: the least, the good and the best.
    pub const fn new(least: u16, good: u16, best: u16) -> Self {
        Self { least, good, best }
    }
}

/// A lab that lessons can name.
pub struct Entry {
    /// The name in a lesson's directive.
    pub name: &'static str,
    /// What it is for, in a sentence.
    pub about: &'static str,
    /// Lines after which a lab just made has told every fact it can, one or another on the way.
    pub tour: &'static [&'static str],
    /// Makes one. The number names it in job ids.
    pub make: fn(u32) -> Box<dyn Lab>,
}

/// All labs. Tests loop over this list, so a new one is covered by being in it.
pub const REGISTRY: &[Entry] = &[
    Entry {
        name: "autoencoder",
        about: "Train the autoencoder on all of MNIST and watch the digits sharpen.",
        tour: &["set view ten", "train 1 epochs", "set view curves", "reset"],
        make: |id| Box::new(Hosted::new(autoencoder::Autoencoder::new(id))),
    },
    Entry {
        name: "belt",
        about: "Samples on a belt, cut into batches: one update each, and an epoch when all have passed.",
        tour: &["update", "run"],
        make: |_| Box::<Hosted<belt::Belt>>::default(),
    },
    Entry {
        name: "bend",
        about: "Fit one curve by a network of any depth, with or without bends, beside the best line.",
        tour: &["set hand shown", "train 1 epochs"],
        make: |id| Box::new(Hosted::new(bend::Bend::new(id))),
    },
    Entry {
        name: "bowl",
        about: "How steep E(a, b) is, by a nudge and as an arrow, and how sharply it bends.",
        tour: &["set view arrow", "set view cuts"],
        make: |_| Box::<Hosted<bowl::Bowl>>::default(),
    },
    Entry {
        name: "bytes",
        about: "How small a code can be kept, what that costs, and the ledger of bytes with its decoder.",
        tour: &["set view ledger", "set bits 2"],
        make: |id| Box::new(Hosted::new(bytes::Bytes::new(id))),
    },
    Entry {
        name: "classifier2d",
        about: "Train a network to tell points apart, its probabilities drawn all over the plane.",
        tour: &[
            "set points free",
            "set layer1 2",
            "set see units",
            "train 1 epochs",
            "set set own",
        ],
        make: |id| Box::new(Hosted::new(classifier2d::Classifier2d::new(id))),
    },
    Entry {
        name: "code",
        about: "Turn one of the 32 numbers of a digit's code, and see what comes back; of a shoe and of your own drawing too.",
        tour: &["set value 95", "set input drawing", "ink 9 6 18 21"],
        make: |id| Box::new(Hosted::new(code::Code::new(id))),
    },
    Entry {
        name: "components",
        about: "A digit through its first principal components, beside what the autoencoder makes of it.",
        tour: &["set numbers 64"],
        make: |id| Box::new(Hosted::new(components::Components::new(id))),
    },
    Entry {
        name: "codes",
        about: "Where cars come from as numbers, 1, 2, 3 in any order or one input for each place.",
        tour: &["set codes one-hot"],
        make: |_| Box::<Hosted<codes::Codes>>::default(),
    },
    Entry {
        name: "derivation",
        about: "From the likelihood of a line to the squared error, one line at a time.",
        tour: &[],
        make: |_| Box::<Hosted<derivation::Derivation>>::default(),
    },
    Entry {
        name: "deviations",
        about: "Five values, how far each lies from their mean, and the standard deviation.",
        tour: &[],
        make: |_| Box::<Hosted<deviations::Deviations>>::default(),
    },
    Entry {
        name: "digit",
        about: "Look through the test digits in every way of drawing.",
        tour: &[],
        make: |id| Box::new(Hosted::new(digit::Digit::new(id))),
    },
    Entry {
        name: "digit_map",
        about: "A thousand digits by two numbers each, and what any place between them decodes to.",
        tour: &["set by pca", "set zoom 4"],
        make: |id| Box::new(Hosted::new(digit_map::DigitMap::new(id))),
    },
    Entry {
        name: "divisor",
        about: "Many small samples, and what their squares must be divided by.",
        tour: &["draw"],
        make: |_| Box::<Hosted<divisor::Divisor>>::default(),
    },
    Entry {
        name: "first_guess",
        about: "Read a digit before a trained network does, and see how sure it is.",
        tour: &["say 4"],
        make: |id| Box::new(Hosted::new(first_guess::FirstGuess::new(id))),
    },
    Entry {
        name: "gaussians",
        about: "A Gaussian for each species, three likelihoods of a new bird, and what priors do.",
        tour: &["set table posterior"],
        make: |_| Box::<Hosted<gaussians::Gaussians>>::default(),
    },
    Entry {
        name: "intervals",
        about: "Intervals around the means of samples, and how many of them hold mu.",
        tour: &["draw"],
        make: |_| Box::<Hosted<intervals::Intervals>>::default(),
    },
    Entry {
        name: "likelihood",
        about: "Log densities of leaves, their sum, the product that dies, and the surface to climb.",
        tour: &["set view line", "set n 2", "set sigma 0.02"],
        make: |_| Box::<Hosted<likelihood::Likelihood>>::default(),
    },
    Entry {
        name: "line_fit",
        about: "Fit a line by hand, by gradient descent or in closed form, and watch E(a, b).",
        tour: &["set data column"],
        make: |_| Box::<Hosted<line_fit::LineFit>>::default(),
    },
    Entry {
        name: "mle_mse",
        about: "One slope under two meters: negative log-likelihood and mean squared error.",
        tour: mle_mse::TOUR,
        make: |_| Box::<Hosted<mle_mse::MleMse>>::default(),
    },
    Entry {
        name: "mnist_classifier",
        about: "Train a classifier of digits within a budget, and see its answers, its errors and your own drawing.",
        tour: &[
            "set nth 19",
            "set truth 4",
            "set read 9",
            "train 1 epochs",
            "open",
            "ink 9 6 18 21",
        ],
        make: |id| Box::new(Hosted::new(mnist_classifier::MnistClassifier::new(id))),
    },
    Entry {
        name: "normal",
        about: "The normal density, its mean, its deviation, and the area under it.",
        tour: &["sample 100 x 10"],
        make: |_| Box::<Hosted<normal::Normal>>::default(),
    },
    Entry {
        name: "pad",
        about: "Draw a digit of 28 by 28 pixels with a soft brush, by mouse or by keys.",
        tour: &["ink 9 6 18 21"],
        make: |_| Box::<Hosted<pad::Pad>>::default(),
    },
    Entry {
        name: "penguins",
        about: "Three species as clouds, a new bird, and three rules that say what it is.",
        tour: &["set axes standardized", "set judge aside"],
        make: |_| Box::<Hosted<penguins::Penguins>>::default(),
    },
    Entry {
        name: "race",
        about: "Cross-entropy against squared error, from one start, side by side.",
        tour: &["train 1 epochs"],
        make: |id| Box::new(Hosted::new(race::Race::new(id))),
    },
    Entry {
        name: "robustness",
        about: "Disturb a picture and see what the trained classifier and autoencoder make of it, and how sure they are.",
        tour: &[
            "set view map",
            "set view mistakes",
            "set view reliability",
            "set view pixels",
            "set view cures",
            "train 1 epochs",
        ],
        make: |id| Box::new(Hosted::new(robustness::Robustness::new(id))),
    },
    Entry {
        name: "refits",
        about: "Fit a line and a network twenty times on n cars each, and see what n is worth.",
        tour: &["set n 10", "refit"],
        make: |id| Box::new(Hosted::new(refits::Refits::new(id))),
    },
    Entry {
        name: "regression",
        about: "Train a network to predict a number from the columns of a table: cars, or your own.",
        tour: &["train 1 epochs", "set view columns"],
        make: |id| Box::new(Hosted::new(regression::Regression::new(id))),
    },
    Entry {
        name: "scales",
        about: "Ten values on two scales, normalized and standardized, and one that is dragged away.",
        tour: &[],
        make: |_| Box::<Hosted<scales::Scales>>::default(),
    },
    Entry {
        name: "strips",
        about: "A hill measured by strips, and the factor that makes its area 1.",
        tour: &[],
        make: |_| Box::<Hosted<strips::Strips>>::default(),
    },
    Entry {
        name: "sum",
        about: "The sum of n throws of anything, and the bell that it comes to.",
        tour: &["set what pegs", "set see throws", "throw 5"],
        make: |_| Box::<Hosted<sum::Sum>>::default(),
    },
    Entry {
        name: "walk",
        about: "From one digit to another, through their codes and through their pixels.",
        tour: &["set along 0.5", "another"],
        make: |id| Box::new(Hosted::new(walk::Walk::new(id))),
    },
    Entry {
        name: "unrolled",
        about: "A digit taken apart into the numbers that go in.",
        tour: &[],
        make: |id| Box::new(Hosted::new(unrolled::Unrolled::new(id))),
    },
    Entry {
        name: "update",
        about: "One update of a small network on one car, taken apart: forward, loss, slopes, move.",
        tour: &["set stage 11"],
        make: |_| Box::<Hosted<update::Update>>::default(),
    },
];

/// The lab of a name.
pub fn find(name: &str) -> Option<&'static Entry> {
    REGISTRY.iter().find(|entry| entry.name == name)
}

#[cfg(test)]
mod contract_tests;
#[cfg(test)]
pub(crate) mod testing;
