//! How far a run is, in numbers and sentences.

use super::Training;
use crate::labs::Facts;
use crate::ui::number::many;

/// Tells the epoch, the updates made and both losses.
pub fn tell(run: &Training, facts: &mut Facts) {
    let Some(at) = run.latest() else {
        facts.text("state", "untrained", "The network is untrained.");
        return;
    };
    let (epoch, of) = (at.epoch, many(at.epochs as u64, "epoch"));
    let are = if epoch == 1 { "is" } else { "are" };
    facts.count("epoch", epoch, format!("{epoch} of {of} {are} done."));
    let were = if at.step == 1 { "was" } else { "were" };
    let updates = format!("{} {were} made.", many(at.step, "update"));
    facts.number("step", at.step as f64, updates);
    if let Some(loss) = at.curve.last().map(f64::from) {
        facts.number("loss", loss, format!("The training loss is {loss:.4}."));
    }
    if let Some(val) = at.epoch_reports.last().and_then(|report| report.val_loss) {
        let text = format!("After the last whole epoch the test error was {val:.4}.");
        facts.number("val_loss", val, text);
    }
}
