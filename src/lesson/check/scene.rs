//! A lab as a step has it, for whoever asks what its lines come to.

use super::claims::{fix, named, short};
use super::{Moment, Oracle, Refused};
use crate::expr::{Expr, ExprError, Fault};
use crate::lesson::judge::{COUNTED, Counted, Counters, placeholders};
use crate::lesson::model::{Inline, LabDirective};
use crate::lesson::nearest::hint;
use crate::lesson::parse::StepSpots;
use crate::lesson::source::{Reports, Spot};

/// A lab as the learner finds it in a step: with the start values of every step up to this one that
/// keeps the same instance.
pub(super) struct Scene<'a> {
    pub(super) oracle: &'a dyn Oracle,
    pub(super) lab: &'a str,
    /// The lab as this step, or the last one before it, puts it on the screen.
    shown: &'a LabDirective,
    /// It is in the learner's hands from the first on.
    pub(super) at_hand: bool,
    pub(super) start: Vec<(&'a str, &'a str)>,
}

impl<'a> Scene<'a> {
    /// None where no step up to this one has a lab that exists.
    pub(super) fn before(
        steps: &'a [StepSpots],
        step: usize,
        oracle: &'a dyn Oracle,
    ) -> Option<Self> {
        let labs = steps[..=step].iter().filter_map(|step| step.labs.first());
        let lab = labs.clone().next_back()?;
        let keep = |lab: &LabDirective| lab.keep.as_ref().map(|keep| keep.value.clone());
        let same = |other: &&LabDirective| {
            std::ptr::eq(*other, lab) || {
                keep(lab).is_some()
                    && keep(other) == keep(lab)
                    && other.name.value == lab.name.value
            }
        };
        let start = labs.filter(same).flat_map(|lab| &lab.start);
        let start: Vec<_> = start
            .map(|(name, value)| (name.value.as_str(), value.value.as_str()))
            .collect();
        let known = oracle.labs().contains(&lab.name.value);
        known.then(|| {
            // A value that is refused is reported where it stands, and hides nothing else.
            let refusals = oracle.refusals(&lab.name.value, &start);
            let taken = start.into_iter().zip(refusals);
            let taken = taken.filter(|(_, refusal)| refusal.is_none());
            Self {
                oracle,
                lab: &lab.name.value,
                shown: lab,
                at_hand: !lab.still && !steps[step].labs.is_empty(),
                start: taken.map(|(value, _)| value).collect(),
            }
        })
    }

    /// Says the lines; reports the one that is refused. Says whether all were understood.
    pub(super) fn play(
        &self,
        lines: &[Spot<String>],
        id: &Spot<String>,
        reports: &mut Reports<'_>,
        see: &mut dyn FnMut(Moment<'_>),
    ) -> bool {
        let said: Vec<&str> = lines.iter().map(|line| line.value.as_str()).collect();
        let mut counted = |moment: Moment<'_>| {
            let done = said.iter().take(moment.said).copied();
            let facts = Counted {
                facts: moment.facts,
                counters: Counters::of(done),
            };
            see(Moment {
                facts: &facts,
                ..moment
            });
        };
        let played = self.oracle.play(self.lab, &self.start, &said, &mut counted);
        let Err(Refused { line, reason }) = played else {
            return true;
        };
        let line = line.and_then(|line| lines.get(line));
        let message = match line {
            Some(line) => format!(
                "the lab `{}` does not understand `{}`",
                self.lab, line.value
            ),
            None => format!("the lab `{}` cannot be played", self.lab),
        };
        reports.flaw(line.map_or(id.at, |line| line.at), message, reason);
        false
    }

    /// Whether hands may move a control of this name in the step; an action of it they may do.
    pub(super) fn is_free(&self, name: &str, controls: &[String]) -> bool {
        self.shown.frees(name) || controls.iter().all(|control| control != name)
    }

    /// A condition that has no value. For a name that is none there are all the facts that the lab can
    /// have, also those that are there only after something was done.
    pub(super) fn no_value(&self, expr: &Spot<Expr>, error: &ExprError, reports: &mut Reports<'_>) {
        let all = self.oracle.facts(self.lab);
        let mut error = error.clone();
        if let Fault::Name { name, known } = &mut error.fault
            && !all.contains(name)
        {
            *known = all;
        }
        no_value(expr, &error, reports);
    }

    /// Every name in a condition is a fact, for one that could not be played.
    pub(super) fn names(&self, condition: &Spot<Expr>, reports: &mut Reports<'_>) {
        let facts = self.oracle.facts(self.lab);
        for (name, at) in condition.value.names() {
            let counted = COUNTED.contains(&name);
            if !counted && !facts.iter().any(|fact| fact == name) {
                let at = reports.inside(condition.at, condition.value.source(), at);
                let message = format!("there is no fact `{name}`");
                reports.flaw(at, message, named(name, &facts));
            }
        }
    }

    /// Every `{name}` of a sentence is a fact.
    pub(super) fn filled(
        &self,
        sentence: &Spot<Vec<Inline>>,
        facts: &[String],
        reports: &mut Reports<'_>,
    ) {
        for name in placeholders(&sentence.value) {
            if !facts.contains(&name) {
                let written = format!("{{{name}}}");
                let text = reports.source.text().get(sentence.at..).unwrap_or_default();
                let line = text.lines().next().unwrap_or_default();
                let at = sentence.at + line.find(&written).map_or(0, |at| at + 1);
                let message = format!("the lab `{}` has no fact `{name}`", self.lab);
                let fix = hint(&name, facts.iter().map(String::as_str));
                reports.flaw(at, message, fix);
            }
        }
    }
}

/// An expression that has no value: the lab lacks a fact, or it is used as what it is not.
pub(super) fn no_value(expr: &Spot<Expr>, error: &ExprError, reports: &mut Reports<'_>) {
    let at = reports.inside(expr.at, expr.value.source(), error.at);
    let message = match &error.fault {
        Fault::Name { name, .. } => format!("there is no fact `{name}`"),
        _ => short(error),
    };
    reports.flaw(at, message, fix(error));
}
