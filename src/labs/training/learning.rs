//! How a network learns, and the controls of it: the same in every lab where that is set by hand.

use super::actions::Trains;
use super::change::Change;
use crate::labs::scale::Scale;
use crate::labs::table::Control;
use crate::train::Spec;
use crate::ui::number::many;

/// Optimizers on offer.
const OPTIMIZERS: [&str; 3] = ["sgd", "adam", "adamax"];

/// The settings of how a network learns.
#[derive(Debug, Clone, PartialEq)]
pub struct Learning {
    /// The place of the optimizer among those on offer.
    pub optimizer: usize,
    /// Size of a step of the optimizer.
    pub rate: f64,
    /// Samples an update.
    pub batch_size: usize,
    /// Passes over the samples.
    pub epochs: usize,
}

impl Learning {
    /// The optimizer by its name.
    pub fn optimizer_name(&self) -> &'static str {
        OPTIMIZERS[self.optimizer]
    }

    /// The spec with these settings in it.
    pub fn of(&self, spec: Spec) -> Spec {
        Spec {
            optimizer: OPTIMIZERS[self.optimizer].to_owned(),
            learning_rate: Some(self.rate as f32),
            batch_size: Some(self.batch_size),
            epochs: self.epochs,
            ..spec
        }
    }

    /// Updates of an epoch over so many samples.
    pub fn updates(&self, samples: usize) -> usize {
        samples.div_ceil(self.batch_size)
    }

    /// The same in words.
    pub fn updates_told(&self, samples: usize) -> String {
        format!("{} an epoch", many(self.updates(samples) as u64, "update"))
    }
}

/// A model with one run, whose learning is set by hand.
pub trait Learns: Trains {
    /// Learning rates on offer.
    const RATES: Scale;

    /// Batch sizes on offer.
    const BATCHES: Scale;

    /// How it learns.
    fn learning(&self) -> &Learning;

    /// Changes that, and does what it asks of the run.
    fn change_learning(&mut self, asks: Change, apply: impl FnOnce(&mut Learning));

    /// Does to the run what a change asks of it, where nothing more follows from it.
    fn follow(&mut self, asks: Change) {
        let task = match asks {
            Change::Picture => return,
            Change::Network => return self.start_over(),
            Change::InFlight | Change::Fork => self.task(0),
        };
        let learning = self.learning().clone();
        if let [run] = self.runs_mut() {
            match asks {
                Change::Fork => run.fork(task),
                _ => run.adjust(&learning, || task),
            }
        }
    }
}

/// Whether anything was trained.
pub fn is_begun<M: Trains>(lab: &M) -> bool {
    lab.runs().iter().any(|run| run.steps() > 0)
}

/// The optimizer.
pub const fn optimizer<M: Learns>() -> Control<M> {
    Control::choice(
        "optimizer",
        "How a gradient moves the weights.",
        &OPTIMIZERS,
        |lab: &M| lab.learning().optimizer,
        |lab, chosen| lab.change_learning(Change::Fork, |learning| learning.optimizer = chosen),
    )
    .steers(is_begun)
}

/// The learning rate.
pub const fn rate<M: Learns>() -> Control<M> {
    Control::number(
        "rate",
        "The learning rate: how far one update goes. It can be moved while it trains.",
        |_| M::RATES,
        |lab: &M| lab.learning().rate,
        |lab, rate| lab.change_learning(Change::InFlight, |learning| learning.rate = rate),
    )
    .symbol("η")
    .steers(is_begun)
}

/// The samples of an update, with what they are in the help.
pub const fn batch<M: Learns>(help: &'static str) -> Control<M> {
    Control::whole(
        "batch",
        help,
        |_| M::BATCHES,
        |lab: &M| lab.learning().batch_size,
        |lab, n| lab.change_learning(Change::Fork, |learning| learning.batch_size = n),
    )
    .steers(is_begun)
}

/// The epochs that are planned, with what they go over in the help.
pub const fn epochs<M: Trains>(help: &'static str) -> Control<M> {
    Control::whole(
        "epochs",
        help,
        |_| M::EPOCHS,
        |lab: &M| lab.epochs(),
        |lab, n| lab.plan_epochs(n),
    )
}
