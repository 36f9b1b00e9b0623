//! What the lab says in words and numbers.

use super::{Belt, Place};
use crate::labs::Facts;
use crate::ui::number::{grouped, many};

/// Everything the picture shows; how many updates an epoch has once one is over.
pub fn tell(lab: &Belt, facts: &mut Facts) {
    let n = lab.all_samples();
    let said = format!("There are {}.", many(n as u64, "sample"));
    facts.count("samples", n, said);
    let said = format!(
        "A batch has {}, the last of an epoch what is left.",
        many(lab.batch as u64, "sample")
    );
    facts.count("batch", lab.batch, said);
    let Place {
        epochs,
        phase,
        batches,
    } = lab.place();
    let updates = lab.updates();
    let were = if updates == 1 { "was" } else { "were" };
    let said = format!("{} {were} made.", many(updates as u64, "update"));
    facts.count("updates", updates, said);
    let are = if epochs == 1 { "is" } else { "are" };
    let said = format!("{} {are} over.", many(epochs as u64, "epoch"));
    facts.count("epochs_over", epochs, said);
    let passed = if batches == 1 { "batch" } else { "batches" };
    let said = format!("Of this epoch {} {passed} passed.", grouped(batches as u64));
    facts.count("batches_passed", batches, said);
    let said = format!("Now: {}.", phase.name());
    facts
        .text("moment", phase.name(), said)
        .shown_if(lab.phases);
    let seen = epochs > 0;
    let said = format!("An epoch has {}.", many(lab.batches() as u64, "update"));
    facts
        .count("updates_an_epoch", lab.batches(), said)
        .shown_if(seen);
    let said = format!(
        "The last batch of an epoch has {}.",
        many(lab.last_batch() as u64, "sample")
    );
    facts
        .count("last_batch", lab.last_batch(), said)
        .shown_if(seen);
    let all = lab.epochs * lab.batches();
    let said = format!(
        "All {} make {} updates.",
        many(lab.epochs as u64, "epoch"),
        grouped(all as u64)
    );
    facts
        .count("updates_in_all", all, said)
        .shown_if(lab.is_over());
}
