//! What can be found out about a bet before it is made: nothing, or it is no bet.

use super::Moment;
use super::scene::Scene;
use crate::expr::Value;
use crate::lesson::model::Bet;
use crate::lesson::nearest::hint;
use crate::lesson::source::Reports;

/// The facts that decide a bet, before the reveal and after it.
#[derive(Default)]
pub(super) struct Decided {
    before: Vec<Option<Value>>,
    after: Vec<Option<Value>>,
    /// The picture shows them all before anything is said.
    in_sight: bool,
}

impl Decided {
    /// The lab at a moment of the reveal.
    pub(super) fn see(&mut self, bet: &Bet, moment: &Moment<'_>) {
        let whens = bet
            .options
            .iter()
            .flat_map(|option| option.when.value.names());
        let names: Vec<&str> = whens.map(|(name, _)| name).collect();
        let values = names.iter().map(|name| moment.facts.name(name)).collect();
        if moment.said == 0 {
            self.in_sight = names.iter().all(|name| (moment.shown)(name));
            self.before = values;
        } else {
            self.after = values;
        }
    }
}

/// What a bet locks is a control or an action of its lab.
pub(super) fn names(scene: &Scene<'_>, bet: &Bet, reports: &mut Reports<'_>) {
    if bet.lock.is_empty() {
        return;
    }
    let mut known = scene.oracle.controls(scene.lab);
    known.extend(scene.oracle.verbs(scene.lab));
    for name in bet.lock.iter().filter(|name| !known.contains(&name.value)) {
        let lab = scene.lab;
        let message = format!("the lab `{lab}` has no control or action `{}`", name.value);
        let fix = hint(&name.value, known.iter().map(String::as_str));
        reports.flaw(name.at, message, fix);
    }
}

/// Before the commitment nobody sees how the bet ends: not in the picture, not by doing what the
/// reveal does, nor by a few keys. A lab of a step before can only be looked at until then.
pub(super) fn tried(
    scene: &Scene<'_>,
    bet: &Bet,
    happened: usize,
    decided: &Decided,
    reports: &mut Reports<'_>,
) {
    let sets = |line: &str| line.split_whitespace().next() == Some("set");
    let moves = bet.reveal.iter().any(|line| sets(&line.value));
    let changes = decided.before != decided.after;
    if decided.in_sight && !changes && !moves {
        let fix = "hide it in the lab's `start`, or let the reveal bring about what is asked";
        let message = "what decides the bet is in sight before it is made";
        reports.warning(bet.id.at, message, fix.to_owned());
    }
    let Some(option) = bet.options.get(happened).filter(|_| scene.at_hand) else {
        return;
    };
    let controls = scene.oracle.controls(scene.lab);
    let locked = |name: &str| bet.lock.iter().any(|lock| lock.value == name);
    let free = |name: &str| !locked(name) && scene.is_free(name, &controls);
    let named = |line: &str| {
        let mut words = line.split_whitespace();
        let name = words
            .next()
            .filter(|word| *word != "set")
            .or_else(|| words.next());
        name.unwrap_or_default().to_owned()
    };
    let lines = bet.reveal.iter().map(|line| named(&line.value));
    let lines: Vec<String> = lines.collect();
    let keys = match (changes || moves) && lines.iter().all(|name| free(name)) {
        true => Some(lines.join(", ")),
        false => {
            let (start, when) = (&scene.start, &option.when.value);
            scene.oracle.mashed(scene.lab, start, &free, when)
        }
    };
    if let Some(keys) = keys {
        let message = format!("{keys}: the bet can be tried before it is made");
        let fix = "name what shows its end in `lock = [\"...\"]`: it then waits for the commitment";
        reports.warning(bet.id.at, message, fix.to_owned());
    }
}
