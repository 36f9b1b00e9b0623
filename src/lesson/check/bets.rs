//! Bets: after the reveal exactly one option has happened, and what can be found out before one is made
//! is nothing, or it is no bet.

use super::scene::Scene;
use super::{Moment, Tasks};
use crate::expr::Value;
use crate::lesson::judge::{Unsettled, happened};
use crate::lesson::model::Bet;
use crate::lesson::nearest::hint;
use crate::lesson::source::Reports;

/// The facts that decide a bet.
#[derive(Default)]
struct Decided {
    /// After how many lines of the reveal they were what.
    moments: Vec<(usize, Vec<Option<Value>>)>,
    /// The picture shows them all before anything is said.
    in_sight: bool,
}

impl Decided {
    /// The lab at a moment of the reveal.
    fn see(&mut self, bet: &Bet, moment: &Moment<'_>) {
        let whens = bet
            .options
            .iter()
            .flat_map(|option| option.when.value.names());
        let names: Vec<&str> = whens.map(|(name, _)| name).collect();
        let values = names.iter().map(|name| moment.facts.name(name)).collect();
        self.moments.push((moment.said, values));
        if moment.said == 0 {
            self.in_sight = names.iter().all(|name| (moment.shown)(name));
        }
    }

    /// Whether they were in the end what they were after at most so many lines.
    fn stood_after(&self, lines: usize) -> bool {
        let end = self.moments.last().map(|(_, values)| values);
        let mut moments = self.moments.iter();
        moments.any(|(said, values)| *said <= lines && Some(values) == end)
    }
}

/// After the reveal exactly one option has happened, and nobody knows which before.
pub(super) fn check(scene: &Scene<'_>, bet: &Bet, tasks: Tasks, reports: &mut Reports<'_>) {
    names(scene, bet, reports);
    if bet.long && tasks == Tasks::Short {
        return;
    }
    let (mut end, mut facts) = (None, Vec::new());
    let mut decided = Decided::default();
    let mut seen = |moment: Moment<'_>| {
        if moment.resting {
            end = Some(happened(bet, moment.facts));
            facts = moment.facts.names();
            decided.see(bet, &moment);
        }
    };
    if !scene.play(&bet.reveal, &bet.id, reports, &mut seen) {
        bet.options
            .iter()
            .for_each(|option| scene.names(&option.when, reports));
        return;
    }
    match end {
        Some(Err(Unsettled::When { option, error })) => {
            if let Some(option) = bet.options.get(option) {
                scene.no_value(&option.when, &error, reports);
            }
        }
        Some(Err(unsettled)) => {
            let fix = "let exactly one `when` hold, whatever the reveal brings".to_owned();
            reports.flaw(bet.id.at, format!("after the reveal {unsettled}"), fix);
        }
        Some(Ok(happened)) => tried(scene, bet, happened, &decided, reports),
        None => {}
    }
    for reply in bet
        .options
        .iter()
        .filter_map(|option| option.reply.as_ref())
    {
        scene.filled(reply, &facts, reports);
    }
}

/// What a bet locks is a control or an action of its lab.
fn names(scene: &Scene<'_>, bet: &Bet, reports: &mut Reports<'_>) {
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
fn tried(
    scene: &Scene<'_>,
    bet: &Bet,
    happened: usize,
    decided: &Decided,
    reports: &mut Reports<'_>,
) {
    let sets = |line: &str| line.split_whitespace().next() == Some("set");
    let moves = bet.reveal.iter().any(|line| sets(&line.value));
    let changes = !decided.stood_after(0);
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
    // What is so all along, and is only uncovered, can be found out by what is free.
    let uncovers = |line: &str| {
        let name = named(line);
        sets(line) && !locked(&name) && !scene.is_free(&name, &controls)
    };
    let lines = bet.reveal.iter();
    let uncovering = lines.take_while(|line| uncovers(&line.value)).count();
    let stands = !decided.in_sight && !bet.reveal.is_empty() && decided.stood_after(uncovering);
    let keys = keys.or_else(|| {
        let controls = controls.iter().filter(|name| stands && free(name));
        let controls: Vec<&str> = controls.map(String::as_str).collect();
        (!controls.is_empty()).then(|| controls.join(", "))
    });
    if let Some(keys) = keys {
        let message = format!("{keys}: the bet can be tried before it is made");
        let fix = "name what shows its end in `lock = [\"...\"]`: it then waits for the commitment";
        reports.warning(bet.id.at, message, fix.to_owned());
    }
}
