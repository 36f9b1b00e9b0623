//! What the lab says: of the network and the label nothing before the learner has answered.

use super::FirstGuess;
use super::chosen::{CHOSEN, Reading};
use crate::labs::{Facts, ink};
use crate::ui::number::{a, grouped};

/// What is said of a fact that would answer for the learner.
const LATER: &str = "Told once you have answered.";

/// All of them. Before the learner has answered the answers are no number and no word.
pub fn tell(lab: &FirstGuess, facts: &mut Facts) {
    match lab.shown() {
        Some(reading) => {
            let (index, chosen) = (grouped(reading.index as u64), CHOSEN.len());
            let words =
                format!("This is test digit {index} of 10,000, one of {chosen} chosen to be read.");
            facts.count("digit", reading.index, words);
            facts.push(ink::rows(&reading.pixels));
        }
        None => drop(facts.number("digit", f64::NAN, lab.readings.sentence())),
    }
    answers(lab, facts);
    let [answered, yours, networks] = lab.score();
    let told = facts.count("answered", answered, score(lab));
    told.shown_if(answered > 0);
    let words = format!("You read {yours} as the label says.");
    facts.count("your_right", yours, words).hide();
    let words = format!("The network read {networks} as the label says.");
    facts.count("network_right", networks, words).hide();
}

fn answers(lab: &FirstGuess, facts: &mut Facts) {
    let Some((answer, reading)) = lab.answered() else {
        for name in ["yours", "network", "sure", "label"] {
            facts.number(name, f64::NAN, LATER).hide();
        }
        facts.text("probabilities", "", LATER).hide();
        return;
    };
    let (guess, label) = (reading.guess(), reading.label);
    let words = format!("You read {}.", a(answer));
    facts.count("yours", answer.into(), words);
    let words = format!("The network reads {}.", a(guess));
    facts.count("network", guess.into(), words);
    let words = format!("It is {} sure.", percent(reading.sure()));
    facts.number("sure", reading.sure(), words);
    let all: Vec<String> = reading.p.iter().map(|p| format!("{p:.3}")).collect();
    let all = all.join(", ");
    let words = format!("Its probabilities of the digits 0 to 9: {all}.");
    facts.text("probabilities", &all, words);
    facts.count("label", label.into(), format!("The label says {label}."));
}

/// The two readings and the label, in a sentence each.
pub fn verdict(answer: u8, reading: &Reading) -> String {
    format!(
        "You: {answer}. The network: {}, and it is {} sure. The label says {}.",
        reading.guess(),
        percent(reading.sure()),
        reading.label
    )
}

/// How it stands between the two.
pub fn score(lab: &FirstGuess) -> String {
    let [answered, yours, networks] = lab.score();
    format!("Right so far: you {yours}, the network {networks}, of {answered}.")
}

/// A probability in whole percent: what is no certainty is not called one.
fn percent(p: f64) -> String {
    match (p * 100.0).round() {
        100.0 => "over 99%".to_string(),
        percent => format!("{percent}%"),
    }
}
