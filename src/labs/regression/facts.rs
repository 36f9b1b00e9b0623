//! What the lab shows, as numbers and sentences.

use super::{Regression, columns};
use crate::labs::Facts;
use crate::labs::training::{self, Names};
use crate::ui::number::{grouped, many};

/// Everything the picture shows.
pub fn tell(lab: &Regression, facts: &mut Facts) {
    let Some(frame) = &lab.frame else {
        facts.text("state", "no data", "There is no table to learn from.");
        return;
    };
    let (all, complete) = (frame.rows, frame.complete());
    let dropped = all - complete;
    let said = format!(
        "The table has {}; {} left out because something is missing in them.",
        many(all as u64, "row"),
        grouped(dropped as u64)
    );
    facts.count("rows", all, said);
    facts.count("dropped", dropped, columns::sentence(frame));
    let [learn, held] = [lab.judged.learn.len(), lab.judged.held.len()];
    let said = format!("It learns from {}.", many(learn as u64, "row"));
    facts.count("learned", learn, said);
    let said = format!("{} are kept for testing.", many(held as u64, "row"));
    facts.count("held_out", held, said);
    let inputs = frame.inputs();
    let said = format!(
        "{} in, and one comes out: {}.",
        match inputs {
            1 => "1 number goes".to_owned(),
            inputs => format!("{} go", many(inputs as u64, "number")),
        },
        frame.target
    );
    facts.count("inputs", inputs, said);
    let weights = lab.net().parameters();
    let said = format!(
        "The network has {}, biases included.",
        many(weights as u64, "weight")
    );
    facts.count("weights", weights, said);
    let updates = lab.updates_an_epoch();
    let said = format!("An epoch is {}.", many(updates as u64, "update"));
    facts.count("updates_an_epoch", updates, said);
    training::tell(&lab.run, &Names::ALONE, facts);
    errors(lab, facts);
}

fn errors(lab: &Regression, facts: &mut Facts) {
    let (judged, told) = (&lab.judged, |value| lab.told(value));
    let mut say = |name, value: f64, said: String| {
        facts.number(name, value, said).unit(lab.unit());
    };
    let (mae, val, mean) = (judged.mae(), judged.val_mae(), judged.mean_mae);
    say(
        "mae",
        mae,
        format!(
            "On the rows it learns from it is off by {} on average.",
            told(mae)
        ),
    );
    say(
        "val_mae",
        val,
        format!("On unseen rows it is off by {} on average.", told(val)),
    );
    say(
        "mean_mae",
        mean,
        format!(
            "Always saying the mean would be off by {} there.",
            told(mean)
        ),
    );
    if let Some([actual, said]) = judged.worst() {
        let words = format!(
            "Its worst miss on an unseen row: it says {} where {} is so.",
            told(said),
            told(actual)
        );
        say("worst_miss", (actual - said).abs(), words);
    }
}
