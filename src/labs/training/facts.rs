//! How far a run is, in numbers and sentences.

use super::Training;
use crate::labs::Facts;
use crate::train::Checkpoint;
use crate::ui::number::many;

/// What the facts of a run are called.
pub struct Names {
    /// What their sentences begin with: the name of a run among others.
    pub of: &'static str,
    /// Whether it is untrained.
    pub state: &'static str,
    /// Epochs done.
    pub epoch: &'static str,
    /// Updates made.
    pub step: &'static str,
    /// The loss, see [`Checkpoint::losses`].
    pub loss: &'static str,
    /// The loss on the test set after the last epoch.
    pub val_loss: &'static str,
    /// The same for the share that is classified rightly.
    pub val_accuracy: &'static str,
}

impl Names {
    /// Of a run that is the only one.
    pub const ALONE: Self = Self {
        of: "",
        state: "state",
        epoch: "epoch",
        step: "step",
        loss: "loss",
        val_loss: "val_loss",
        val_accuracy: "val_accuracy",
    };
}

/// Tells the epoch, the updates made and both losses.
pub fn tell(run: &Training, names: &Names, facts: &mut Facts) {
    match run.latest() {
        Some(at) => tell_of(at, names, facts),
        None => {
            let text = format!("{}The network is untrained.", names.of);
            facts.text(names.state, "untrained", text);
        }
    }
}

/// The facts of a run at one checkpoint.
pub fn tell_of(at: &Checkpoint, names: &Names, facts: &mut Facts) {
    let (of, epoch, epochs) = (names.of, at.epoch, many(at.epochs as u64, "epoch"));
    let are = if epoch == 1 { "is" } else { "are" };
    facts.count(
        names.epoch,
        epoch,
        format!("{of}{epoch} of {epochs} {are} done."),
    );
    let were = if at.step == 1 { "was" } else { "were" };
    let updates = format!("{of}{} {were} made.", many(at.step, "update"));
    facts.number(names.step, at.step as f64, updates);
    if let [Some(loss), _] = at.losses() {
        let text = match at.last_epoch() {
            Some(_) => format!(
                "{of}Over the last whole epoch the training loss was {loss:.4}, the mean over its samples."
            ),
            None => format!("{of}The training loss of the latest batch is {loss:.4}."),
        };
        facts.number(names.loss, loss, text);
    }
    let Some(report) = at.last_epoch() else {
        return;
    };
    if let Some(val) = report.val_loss {
        let text =
            format!("{of}After the last whole epoch the loss on the validation data was {val:.4}.");
        facts.number(names.val_loss, val, text);
    }
    if let Some(share) = report.val_accuracy {
        let text = format!(
            "{of}After the last whole epoch {:.1} % of the validation data were classified rightly.",
            100.0 * share
        );
        facts.number(names.val_accuracy, share, text);
    }
}
