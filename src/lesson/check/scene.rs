//! Tasks and bets, played through a lab: a task's `solve` lines meet it, its `naive` lines never
//! do, and after a bet's `reveal` exactly one option has happened.

use super::claims::{fix, named, short};
use super::{Moment, Oracle, Refused, Tasks, bets};
use crate::expr::{Expr, ExprError, Fault, Scope, Value};
use crate::lesson::judge::{Unsettled, Watch, happened, placeholders};
use crate::lesson::model::{Bet, Block, Inline, LabDirective, Number, Task};
use crate::lesson::nearest::hint;
use crate::lesson::parse::StepSpots;
use crate::lesson::source::{Reports, Spot};

/// All exercises of a step.
pub(super) fn check(
    steps: &[StepSpots],
    step: usize,
    tasks: Tasks,
    oracle: &dyn Oracle,
    reports: &mut Reports<'_>,
) {
    let scene = Scene::before(steps, step, oracle);
    for exercise in &steps[step].exercises {
        match (exercise, &scene) {
            (Block::Number(number), scene) => check_number(number, scene.as_ref(), oracle, reports),
            (Block::Bet(Bet { id, .. }) | Block::Task(Task { id, .. }), None) => {
                let message = format!("there is no lab for `{id}`");
                let fix = "put a `lab` into this step, or into one before it".to_owned();
                reports.error(id.at, message, fix);
            }
            (Block::Bet(bet), Some(scene)) => scene.bet(bet, tasks, reports),
            (Block::Task(task), Some(_)) if task.long && tasks == Tasks::Short => {}
            (Block::Task(task), Some(scene)) => scene.task(task, reports),
            _ => {} // nothing of it is for a lab to judge
        }
    }
}

/// The answer and the known mistakes are numbers: by themselves, or by what the step's lab shows.
fn check_number(
    number: &Number,
    scene: Option<&Scene>,
    oracle: &dyn Oracle,
    reports: &mut Reports<'_>,
) {
    let mistakes = number.wrong.iter().map(|mistake| &mistake.is);
    let all: Vec<&Spot<Expr>> = [&number.answer].into_iter().chain(mistakes).collect();
    let asks_the_lab = all.iter().any(|expr| !expr.value.names().is_empty());
    let values =
        |facts: &dyn Scope| -> Vec<_> { all.iter().map(|expr| expr.value.number(facts)).collect() };
    let mut found = values(oracle.functions());
    if let Some(scene) = scene.filter(|_| asks_the_lab) {
        scene.play(&[], &number.id, reports, &mut |moment| {
            found = values(moment.facts)
        });
    }
    let mut known: Vec<(f64, &Spot<Expr>)> = Vec::new();
    for (expr, value) in all.into_iter().zip(found) {
        match value {
            Ok(value) if value.is_finite() => {
                let same = |it: &&(f64, _)| (it.0 - value).abs() <= 1e-9 * value.abs();
                match known.iter().find(same) {
                    // Only one of two replies to one number could be given.
                    Some((_, other)) => {
                        let message =
                            format!("`{}` is the same number as `{}`", expr.value, other.value);
                        let fix = "write one entry, with a reply that fits both".to_owned();
                        reports.flaw(expr.at, message, fix);
                    }
                    None => known.push((value, expr)),
                }
            }
            Ok(value) => {
                let message = format!("`{}` is {value}", expr.value);
                reports.flaw(expr.at, message, "an answer must be a number".to_owned());
            }
            Err(error) => no_value(expr, &error, reports),
        }
    }
}

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
    fn before(steps: &'a [StepSpots], step: usize, oracle: &'a dyn Oracle) -> Option<Self> {
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
        let Err(Refused { line, reason }) = self.oracle.play(self.lab, &self.start, &said, see)
        else {
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

    fn bet(&self, bet: &Bet, tasks: Tasks, reports: &mut Reports<'_>) {
        bets::names(self, bet, reports);
        if bet.long && tasks == Tasks::Short {
            return;
        }
        let (mut end, mut facts) = (None, Vec::new());
        let mut decided = bets::Decided::default();
        let mut seen = |moment: Moment<'_>| {
            if moment.resting {
                end = Some(happened(bet, moment.facts));
                facts = moment.facts.names();
                decided.see(bet, &moment);
            }
        };
        if !self.play(&bet.reveal, &bet.id, reports, &mut seen) {
            bet.options
                .iter()
                .for_each(|option| self.names(&option.when, reports));
            return;
        }
        match end {
            Some(Err(Unsettled::When { option, error })) => {
                if let Some(option) = bet.options.get(option) {
                    self.no_value(&option.when, &error, reports);
                }
            }
            Some(Err(unsettled)) => {
                let fix = "let exactly one `when` hold, whatever the reveal brings".to_owned();
                reports.flaw(bet.id.at, format!("after the reveal {unsettled}"), fix);
            }
            Some(Ok(happened)) => bets::tried(self, bet, happened, &decided, reports),
            None => {}
        }
        for reply in bet
            .options
            .iter()
            .filter_map(|option| option.reply.as_ref())
        {
            self.filled(reply, &facts, reports);
        }
    }

    fn task(&self, task: &Task, reports: &mut Reports<'_>) {
        let until = &task.until.value;
        let (mut end, mut values, mut facts) = (Ok(false), String::new(), Vec::new());
        let mut seen = |moment: Moment<'_>| {
            end = until.holds(moment.facts);
            if moment.resting {
                values = told(until, &moment);
                facts = moment.facts.names();
            }
        };
        if !self.play(&task.solve, &task.id, reports, &mut seen) {
            return self.names(&task.until, reports);
        }
        match (end, task.solve.first()) {
            (Err(error), _) => return self.no_value(&task.until, &error, reports),
            (Ok(false), Some(first)) => {
                let message = format!("the `solve` lines do not meet the task: {values}");
                let fix = format!("say lines after which `{until}` holds, or mend the condition");
                reports.flaw(first.at, message, fix);
            }
            (Ok(_), _) => {}
        }
        if let Some(done) = &task.done {
            self.filled(done, &facts, reports);
        }
        if !self.naive(task, reports) && !task.warm_up {
            self.mashed(task, reports);
        }
    }

    /// Whether hands may move a control of this name in the step; an action of it they may do.
    pub(super) fn is_free(&self, name: &str, controls: &[String]) -> bool {
        self.shown.frees(name) || controls.iter().all(|control| control != name)
    }

    /// A few keys pressed without a thought must not meet the task.
    fn mashed(&self, task: &Task, reports: &mut Reports<'_>) {
        let controls = self.oracle.controls(self.lab);
        let free = |name: &str| self.is_free(name, &controls);
        let until = &task.until.value;
        let keys = self.oracle.mashed(self.lab, &self.start, &free, until);
        if let Some(keys) = keys {
            let message = format!("{keys}: the task is met without a thought");
            let fix = "let `until` be aimed at, or say `warm_up = true`".to_owned();
            reports.warning(task.until.at, message, fix);
        }
    }

    /// The guess must not meet the task, not even on its way. Says whether it does.
    fn naive(&self, task: &Task, reports: &mut Reports<'_>) -> bool {
        let mut watch = Watch::default();
        let mut met = None;
        let mut seen = |moment: Moment<'_>| {
            // A fact that is there only after a run is no fault of the guess.
            let now = watch.update(task, moment.facts, moment.resting);
            if now.unwrap_or(false) {
                met = Some((moment.said, told(&task.until, &moment)));
            }
        };
        self.play(&task.naive, &task.id, reports, &mut seen);
        let Some((said, values)) = met else {
            return false;
        };
        let (at, message) = match said.checked_sub(1).and_then(|line| task.naive.get(line)) {
            Some(line) => (line.at, format!("this guess meets the task: {values}")),
            None => {
                let message = format!("the task is met before anything is done: {values}");
                (task.until.at, message)
            }
        };
        let fix = "sharpen `until`: who guesses should not pass".to_owned();
        reports.flaw(at, message, fix);
        true
    }

    /// A condition that has no value. For a name that is none there are all the facts that the lab can
    /// have, also those that are there only after something was done.
    fn no_value(&self, expr: &Spot<Expr>, error: &ExprError, reports: &mut Reports<'_>) {
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
    fn names(&self, condition: &Spot<Expr>, reports: &mut Reports<'_>) {
        let facts = self.oracle.facts(self.lab);
        for (name, at) in condition.value.names() {
            if !facts.iter().any(|fact| fact == name) {
                let at = reports.inside(condition.at, condition.value.source(), at);
                let message = format!("there is no fact `{name}`");
                reports.flaw(at, message, named(name, &facts));
            }
        }
    }

    /// Every `{name}` of a sentence is a fact.
    fn filled(&self, sentence: &Spot<Vec<Inline>>, facts: &[String], reports: &mut Reports<'_>) {
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
fn no_value(expr: &Spot<Expr>, error: &ExprError, reports: &mut Reports<'_>) {
    let at = reports.inside(expr.at, expr.value.source(), error.at);
    let message = match &error.fault {
        Fault::Name { name, .. } => format!("there is no fact `{name}`"),
        _ => short(error),
    };
    reports.flaw(at, message, fix(error));
}

/// The values of the names in a condition, for whoever wonders why it does not hold.
fn told(until: &Expr, moment: &Moment<'_>) -> String {
    let mut told: Vec<String> = Vec::new();
    for (name, _) in until.names() {
        let is = match moment.facts.name(name) {
            Some(Value::Number(number)) => format!("{name} is {number}"),
            Some(Value::Text(text)) => format!("{name} is \"{text}\""),
            Some(Value::Truth(_)) | None => continue,
        };
        if !told.contains(&is) {
            told.push(is);
        }
    }
    told.join(", ")
}
