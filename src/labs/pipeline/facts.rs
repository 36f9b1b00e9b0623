//! What the lab says in words and numbers.

use super::{BATCHES, BUFFER, ORDERS, Pipeline, SAMPLE};
use crate::labs::Facts;
use crate::ui::number::{grouped, many};

/// How much memory a shuffle buffer takes.
pub fn memory(samples: usize) -> String {
    let kilobytes = (samples * SAMPLE) as f64 / 1000.0;
    match kilobytes {
        0.0..1.0 => "no shuffle".to_owned(),
        1.0..1000.0 => format!("{kilobytes:.0} kB"),
        _ => format!("{:.1} MB", kilobytes / 1000.0),
    }
}

/// Everything the picture shows.
pub fn tell(lab: &Pipeline, facts: &mut Facts) {
    time(lab, facts);
    buffer(lab, facts);
}

fn time(lab: &Pipeline, facts: &mut Facts) {
    let shown = lab.view != BUFFER;
    let ahead = lab.ahead;
    let said = match ahead.workers {
        1 => "One worker scales and augments batches, one after another.".to_owned(),
        n => format!("{n} workers scale and augment batches side by side, ahead of the trainer."),
    };
    facts.count("workers", ahead.workers, said).shown_if(shown);
    let said = match ahead.prefetch {
        0 if ahead.workers > 1 => format!(
            "No batch lies ready beside the {} that the workers have begun.",
            ahead.workers
        ),
        0 => "No batch is made before the trainer asks for it.".to_owned(),
        n => format!(
            "{} may lie ready.",
            many(n as u64, "batch").replace("batchs", "batches")
        ),
    };
    facts
        .count("prefetch", ahead.prefetch, said)
        .shown_if(shown);
    let costs = lab.costs();
    let all = costs.load + costs.batch + costs.map + costs.train;
    let said = match all {
        0 => "Every stage is off: no time passes, and nobody waits.".to_owned(),
        _ => format!(
            "One after another the stages take {all} ms for a batch: load {}, batch {}, map {}, train {}.",
            costs.load, costs.batch, costs.map, costs.train
        ),
    };
    facts
        .number("in_turn", all.into(), said)
        .unit("ms")
        .shown_if(shown);
    let wait = lab.wait();
    let said = match wait {
        0.0 => "The trainer waits for nobody.".to_owned(),
        _ => format!("The trainer waits {wait:.1} ms for each batch."),
    };
    facts.number("wait", wait, said).unit("ms").shown_if(shown);
    let for_whom = lab.waits_for();
    let said = format!("It waits for {for_whom}.");
    facts
        .text("waits_for", for_whom, said)
        .shown_if(shown && wait > 0.0);
    if let Some(busy) = lab.busy() {
        let said = format!("The trainer works {:.0} % of the time.", 100.0 * busy);
        facts.number("busy", busy, said).shown_if(shown);
    }
    let seconds = f64::from(lab.epoch()) / 1000.0;
    let said = format!("An epoch of {BATCHES} batches takes {seconds:.1} s.");
    facts
        .number("epoch_seconds", seconds, said)
        .unit("s")
        .shown_if(shown);
    facts
        .truth(
            "cached",
            lab.cache && lab.second,
            ["What was read once is in memory.", "Every batch is read."],
        )
        .shown_if(shown);
}

fn buffer(lab: &Pipeline, facts: &mut Facts) {
    let shown = lab.view == BUFFER;
    let order = ORDERS[usize::from(lab.sorted)];
    let said = match lab.sorted {
        true => "The file is sorted: all 0s, then all 1s, and so on.",
        false => "The file is mixed, as MNIST's is.",
    };
    facts.text("order", order, said).shown_if(shown);
    let size = grouped(lab.buffer as u64);
    let said = match lab.buffer {
        1 => "Nothing is shuffled.".to_owned(),
        _ => format!(
            "The shuffle draws from {size} samples: {}.",
            memory(lab.buffer)
        ),
    };
    facts.count("buffer", lab.buffer, said).shown_if(shown);
    let Some(mixed) = &lab.mixed else { return };
    let classes = mixed.classes();
    let said = format!("A batch has {classes:.1} different digits on the average.");
    facts
        .number("classes", classes, said)
        .shown_if(shown && lab.shown);
    let fewest = mixed.fewest();
    let said = format!("The batch with the fewest different digits has {fewest}.");
    facts
        .count("fewest", fewest, said)
        .shown_if(shown && lab.shown);
}
