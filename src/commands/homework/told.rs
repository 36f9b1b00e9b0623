//! What is said of a homework: its figures, who is taken for whom, and the receipt.

use std::fmt::Write;

use serde_json::{Value, json};

use crate::stats::Verdicts;
use crate::train::Plan;
use crate::train::digits::CLASSES;
use crate::train::layers;
use crate::train::receipt::{Receipt, Replay};
use crate::ui::number::{grouped, many};

/// A wrong answer is called sure from this probability on.
const SURE: f64 = 0.9;

/// A homework that was done.
pub struct Homework<'a> {
    /// What was trained.
    pub plan: &'a Plan,
    /// How the held-out digits were read.
    pub held: &'a Verdicts,
    /// How the test digits were.
    pub test: &'a Verdicts,
    /// The receipt.
    pub receipt: &'a Receipt,
}

impl Homework<'_> {
    /// All of it in lines.
    pub fn text(&self) -> String {
        let Self {
            plan,
            held,
            test,
            receipt,
        } = self;
        let mut text = format!(
            "{}, {} parameters, {}, {} {}, {}, batch {}, {}, seed {}\n",
            layers::sizes(plan.inputs(), plan.layers()),
            grouped(plan.parameters() as u64),
            many(plan.samples() as u64, "digit"),
            plan.optimizer(),
            plan.optimizer().learning_rate(),
            plan.loss(),
            plan.batch_size(),
            many(plan.epochs() as u64, "epoch"),
            plan.seed(),
        );
        for (name, verdicts) in [("held-out", held), ("test", test)] {
            let [one, two] = [1, 2].map(|k| 100.0 * verdicts.within(k));
            let cost = verdicts.mean_cost();
            let _ = writeln!(
                text,
                "{name:<8} digits: {one:.2} % right, {two:.2} % within two, mean -ln p {cost:.4}"
            );
        }
        let (wrong, next) = (test.wrong(), test.places(CLASSES)[1]);
        let _ = writeln!(
            text,
            "of {wrong} errors on test digits the truth was the next likely in {next}\n"
        );
        text += &matrix(test);
        text += "\nthe receipt, for `handson homework --verify RECEIPT`:\n";
        text + &receipt.line() + "\n"
    }

    /// The same as JSON.
    pub fn json(&self) -> Value {
        let (held, test) = (self.held, self.test);
        let sure = (test.0.iter())
            .filter(|verdict| !verdict.is_right() && verdict.answer.p > SURE)
            .count();
        json!({
            "settings": self.receipt,
            "parameters": self.plan.parameters(),
            "held_out_accuracy": held.within(1),
            "held_out_top2": held.within(2),
            "accuracy": test.within(1),
            "top2": test.within(2),
            "mean_cost": test.mean_cost(),
            "errors": test.wrong(),
            "next_right": test.places(CLASSES)[1],
            "next_share": test.next_share(),
            "sure_errors": sure,
            "confusion": test.confusion(CLASSES),
            "receipt": self.receipt.line(),
        })
    }
}

/// The confusion matrix: a row for each label, a column for each answer.
fn matrix(verdicts: &Verdicts) -> String {
    let mut text = String::from("label  read as");
    let head: String = (1..CLASSES).map(|class| format!("{class:>6}")).collect();
    let _ = writeln!(text, "\n     {:>6}{head}", 0);
    for (label, row) in verdicts.confusion(CLASSES).iter().enumerate() {
        let counts: String = row.iter().map(|count| format!("{count:>6}")).collect();
        let _ = writeln!(text, "{label:>5}{counts}");
    }
    text
}

/// How a second training compares with a receipt.
pub fn replay(claimed: &Receipt, again: &Receipt, replay: Replay) -> String {
    let [said, found] = [claimed, again].map(|receipt| 100.0 * receipt.accuracy);
    let why = match claimed.is_comparable(again) {
        true => format!(
            "trained here with the same instruction set, {}",
            again.instructions
        ),
        false => format!(
            "it was computed by handson {} with {}, and here by {} with {}",
            claimed.version, claimed.instructions, again.version, again.instructions
        ),
    };
    match replay {
        Replay::Exact => format!(
            "the receipt holds exactly: {found:.2} % of the test digits, every answer and next likely one the same; {why}\n"
        ),
        Replay::Near(points) => format!(
            "the receipt holds within 0.3 points: it says {said:.2} %, and {found:.2} % came of it ({points:.2} points off); {why}\n"
        ),
        Replay::Off(_) if claimed.predictions == again.predictions => format!(
            "the receipt does NOT hold: every answer is the same, but not what it says of them ({found:.2} % of the test digits, {:.2} % within two); {why}\n",
            100.0 * again.top2
        ),
        Replay::Off(points) => format!(
            "the receipt does NOT hold: it says {said:.2} %, and {found:.2} % came of it ({points:.2} points off), not by the same answers; {why}\n"
        ),
    }
}

/// The same as JSON.
pub fn replay_json(claimed: &Receipt, again: &Receipt, replay: Replay) -> Value {
    let (holds, points) = match replay {
        Replay::Exact => ("exactly", 0.0),
        Replay::Near(points) => ("within 0.3 points", points),
        Replay::Off(points) => ("not", points),
    };
    json!({
        "holds": holds,
        "points": points,
        "same_instructions": claimed.is_comparable(again),
        "claimed": claimed,
        "found": again,
    })
}
