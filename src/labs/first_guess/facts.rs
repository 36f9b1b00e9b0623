//! What the lab says: of the network and the label nothing before the learner has answered.

use super::FirstGuess;
use super::chosen::{CHOSEN, Reading};
use crate::labs::{Fact, ink};
use crate::ui::number::{a, grouped};

/// Facts that would answer for the learner.
const ANSWERS: [&str; 5] = ["yours", "network", "sure", "probabilities", "label"];

/// Facts that say something of a digit to be read, kept back as long as it is.
pub fn kept_back(lab: &FirstGuess) -> Vec<&'static str> {
    let mut kept = vec!["your_right", "network_right"];
    if lab.answered().is_none() {
        kept.extend(ANSWERS);
    }
    if lab.score()[0] == 0 {
        kept.push("answered");
    }
    kept
}

/// All of them. Before the learner has answered the answers are no number and no word.
pub fn all(lab: &FirstGuess) -> Vec<Fact> {
    let [answered, yours, networks] = lab.score();
    let shown = lab.shown().map(|reading| reading.index);
    let digit = match shown {
        Some(index) => format!(
            "This is test digit {} of 10,000, one of {} chosen to be read.",
            grouped(index as u64),
            CHOSEN.len()
        ),
        None => lab.readings.sentence().to_string(),
    };
    let mut facts = vec![Fact::number(
        "digit",
        shown.map_or(f64::NAN, |index| index as f64),
        "",
        digit,
    )];
    facts.extend(lab.shown().map(|reading| ink::rows(&reading.pixels)));
    facts.extend(answers(lab.answered()));
    let count = |name, value: usize, sentence| Fact::number(name, value as f64, "", sentence);
    facts.extend([
        count("answered", answered, score(lab)),
        count(
            "your_right",
            yours,
            format!("You read {yours} as the label says."),
        ),
        count(
            "network_right",
            networks,
            format!("The network read {networks} as the label says."),
        ),
    ]);
    facts
}

fn answers(answered: Option<(u8, &Reading)>) -> [Fact; 5] {
    let [yours, network, sure, probabilities, label] = ANSWERS;
    let Some((answer, reading)) = answered else {
        let hidden = |name| Fact::number(name, f64::NAN, "", "Told once you have answered.".into());
        let none = Fact::text(probabilities, "", "Told once you have answered.".into());
        return [
            hidden(yours),
            hidden(network),
            hidden(sure),
            none,
            hidden(label),
        ];
    };
    let digit = |name, digit: u8, sentence| Fact::number(name, digit.into(), "", sentence);
    let guess = reading.guess();
    let all: Vec<String> = reading.p.iter().map(|p| format!("{p:.3}")).collect();
    let all = all.join(", ");
    [
        digit(yours, answer, format!("You read {}.", a(answer))),
        digit(network, guess, format!("The network reads {}.", a(guess))),
        Fact::number(
            sure,
            reading.sure(),
            "",
            format!("It is {} sure.", percent(reading.sure())),
        ),
        Fact::text(
            probabilities,
            &all,
            format!("Its probabilities of the digits 0 to 9: {all}."),
        ),
        digit(
            label,
            reading.label,
            format!("The label says {}.", reading.label),
        ),
    ]
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
