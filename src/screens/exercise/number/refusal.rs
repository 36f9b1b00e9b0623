//! What is said to an answer that is not judged: nothing is kept of it.

use crate::lesson::judge::typed::{self, Doubt, FORMS};
use crate::lesson::judge::{Percent, Unjudged};
use crate::lesson::model::Number;

/// Why an answer was not judged, and what would be.
pub fn refusal(number: &Number, answer: &str, why: &Unjudged) -> String {
    match why {
        Unjudged::Unread(why) => format!("'{answer}' is not judged: {why}. Type {FORMS}."),
        Unjudged::TwoWays(..) | Unjudged::Doubt(Doubt::Point(..)) => {
            format!("'{answer}' is not judged: {why}. Type one of them.")
        }
        Unjudged::Doubt(Doubt::Range(from, to)) => format!(
            "'{answer}' is not judged: {why}. Answer with one number; the difference is {from} - {to}, with blanks."
        ),
        Unjudged::Percent(Percent::Unsaid) if !is_plain(answer) => {
            let comes = typed::value(answer)
                .map_or("is above 1".to_owned(), |x| format!("comes to {x:.4}"));
            format!(
                "'{answer}' is not judged: it {comes}, and a share is at most 1. If it is meant in percent, type ({answer})%: nothing is counted yet."
            )
        }
        Unjudged::Percent(percent) => {
            let remedy = match percent {
                Percent::Unsaid => format!("If so, type {answer}%"),
                Percent::Share => "If it is a share of 1, type its percent".to_owned(),
                Percent::Twice => "Type what is meant".to_owned(),
            };
            format!("'{answer}' is not judged: {why}. {remedy}: nothing is counted yet.")
        }
        Unjudged::Thing { .. } => format!("'{answer}' is not judged: {why}."),
        Unjudged::Coarse => {
            let asked = match number.precision() {
                Some(precision) if precision.starts_with("to ") && precision.ends_with('s') => {
                    format!("{precision}, rounded")
                }
                Some(precision) => precision,
                None => "with all its digits".to_owned(),
            };
            format!("'{answer}' is right, but too coarse: answer {asked}. It is not counted.")
        }
        Unjudged::Lesson(why) => format!("'{answer}' cannot be judged now: {why}."),
    }
}

/// Whether an answer is one number in digits.
fn is_plain(answer: &str) -> bool {
    let digit = |c: char| c.is_ascii_digit() || matches!(c, '.' | ',');
    answer.chars().all(digit)
}
