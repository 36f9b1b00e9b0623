//! Questions whose options the facts of the lab judge.

use super::scene::Scene;
use crate::lesson::model::{Quiz, Spot};
use crate::lesson::source::Reports;

/// When the step begins exactly one option is right, and each can be judged.
pub(super) fn check(scene: &Scene<'_>, quiz: &Quiz, reports: &mut Reports<'_>) {
    let (mut right, mut faults, mut facts) = (Vec::new(), Vec::new(), Vec::new());
    scene.play(&[], &quiz.id, reports, &mut |moment| {
        if moment.resting {
            let options = quiz.options.iter();
            let judged = options.map(|option| match &option.when {
                Some(when) => when.value.holds(moment.facts),
                None => Ok(option.right),
            });
            let judged: Vec<_> = judged.collect();
            right = (1..)
                .zip(&judged)
                .filter(|(_, it)| **it == Ok(true))
                .map(|(at, _)| at)
                .collect();
            faults = judged.into_iter().map(Result::err).collect();
            facts = moment.facts.names();
        }
    });
    for (option, fault) in quiz.options.iter().zip(&faults) {
        if let Some((when, fault)) = option.when.as_ref().zip(fault.as_ref()) {
            scene.no_value(when, fault, reports);
        }
        if let Some(reply) = &option.reply {
            let reply = Spot {
                value: reply.clone(),
                at: option.when.as_ref().map_or(quiz.id.at, |when| when.at),
            };
            scene.filled(&reply, &facts, reports);
        }
    }
    if right.len() != 1 && faults.iter().all(Option::is_none) {
        let message = match right[..] {
            [] => "no option is right when the step begins".to_owned(),
            _ => format!("options {right:?} are right together when the step begins"),
        };
        let fix = "let exactly one `right` hold, whatever the lab shows".to_owned();
        reports.flaw(quiz.id.at, message, fix);
    }
}
