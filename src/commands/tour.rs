//! Everything a lab can tell, found by asking it: a lab states its facts once, where it tells them.

use crate::commands::stage::{FEW, Stage};
use crate::labs::{Entry, Fact};

/// A fact, and the line after which it was told first; none at the start.
pub struct Told {
    /// What is told.
    pub fact: Fact,
    /// The line.
    pub after: Option<&'static str>,
    /// It was trained on so few samples that its figures are no example.
    pub few: Option<usize>,
}

/// The facts of a lab at the start, and what the lines of its tour bring.
pub fn tour(entry: &Entry) -> Vec<Told> {
    let mut told = Vec::new();
    // A tour that is refused would end there; a test holds that none is.
    let _ = travel(entry, &mut told);
    told
}

fn travel(entry: &Entry, told: &mut Vec<Told>) -> Result<(), String> {
    let mut see = |stage: &Stage, after| {
        for fact in stage.facts() {
            if !told.iter().any(|told| told.fact.name == fact.name) {
                let few = (!stage.lab().trained().is_empty()).then_some(FEW);
                told.push(Told { fact, after, few });
            }
        }
    };
    let mut stage = Stage::brief(entry)?;
    see(&stage, None);
    for line in entry.tour {
        stage.say(line)?;
        see(&stage, Some(*line));
        stage.settle(&mut |stage| see(stage, Some(*line)))?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::labs::{Lab, REGISTRY};
    use crate::ui::control::Kind;
    use ndarray_rand::rand::{Rng, SeedableRng};
    use rand_chacha::ChaCha8Rng;
    use std::sync::atomic::{AtomicUsize, Ordering::Relaxed};
    use std::thread;

    /// Lines said to each lab, and so many where there is time.
    const LINES: usize = 50;
    const MANY: usize = 300;

    /// Any line that may make sense to the lab.
    fn line(lab: &dyn Lab, rng: &mut ChaCha8Rng) -> String {
        let (controls, verbs) = (lab.controls(), lab.verbs());
        let pick = rng.random_range(0..controls.len() + verbs.len());
        if let Some(control) = controls.get(pick) {
            let value = match &control.kind {
                Kind::Number { min, max, .. } if rng.random_bool(0.3) => {
                    [*min, *max][usize::from(rng.random_bool(0.5))].to_string()
                }
                Kind::Number {
                    min, max, decimals, ..
                } => {
                    format!("{:.*}", *decimals, rng.random_range(*min..=*max))
                }
                Kind::Choice { options, .. } => {
                    options[rng.random_range(0..options.len())].to_owned()
                }
            };
            return format!("set {} {value}", control.name);
        }
        let verb = verbs[pick - controls.len()].name;
        let with = ["", "3", "1 epochs", "100 x 10", "5 x 3"];
        format!("{verb} {}", with[rng.random_range(0..with.len())])
    }

    fn no_line_is_refused_and_no_fact_is_missed(entry: &Entry, lines: usize) {
        let mut listed = Vec::new();
        let travelled = travel(entry, &mut listed);
        assert_eq!(travelled, Ok(()), "{}", entry.name);
        let mut rng = ChaCha8Rng::seed_from_u64(14);
        let mut stage = Stage::brief(entry).expect(entry.name);
        // One line of this lab may train 120 networks.
        let lines = if entry.name == "refits" { 4 } else { lines };
        for _ in 0..lines {
            let line = line(stage.lab(), &mut rng);
            let _ = stage.say(&line); // some lines are refused, as they should be
            stage.advance(2).expect(entry.name);
            for fact in stage.facts() {
                let is_listed = listed.iter().any(|told| told.fact.name == fact.name);
                assert!(is_listed, "{}: {} after {line}", entry.name, fact.name);
            }
        }
    }

    /// Two labs at a time.
    fn all_labs(lines: usize) {
        let next = AtomicUsize::new(0);
        let travel = || {
            while let Some(entry) = REGISTRY.get(next.fetch_add(1, Relaxed)) {
                no_line_is_refused_and_no_fact_is_missed(entry, lines);
            }
        };
        thread::scope(|scope| {
            scope.spawn(travel);
            travel();
        });
    }

    #[test]
    fn a_tour_is_never_refused_and_has_every_fact_that_a_run_at_random_tells() {
        all_labs(LINES);
    }

    #[test]
    #[ignore = "takes minutes"]
    fn a_tour_has_every_fact_that_a_long_run_at_random_tells() {
        all_labs(MANY);
    }
}
