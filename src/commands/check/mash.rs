//! Keys pressed without a thought: whoever does that should not meet a task, nor see a bet end.

use crate::commands::stage::Stage;
use crate::expr::Expr;
use crate::labs::scope::Facts;
use crate::labs::{Entry, Verb};
use crate::lesson::judge::{Counted, Counters};
use crate::ui::control::Control;

/// How often one key is pressed by itself.
const ALONE: usize = 8;

/// How often each of two keys is pressed, one after the other.
const TOGETHER: usize = 3;

/// The keys that move a control, with their steps.
const MOVES: [(char, i32); 4] = [('+', 1), ('-', -1), ('>', 10), ('<', -10)];

/// A key, and what it does to the lab.
#[derive(Debug, Clone, Copy, PartialEq)]
enum Press {
    Move {
        control: &'static str,
        key: char,
        steps: i32,
    },
    Act {
        verb: &'static str,
        key: char,
    },
}

/// The keys after which `until` holds, in words, if a few of them do that: each key of the controls
/// and actions that are `free`, by itself and with each other one. What trains is no mashing.
pub fn mash(
    entry: &Entry,
    start: &[(&str, &str)],
    free: &dyn Fn(&str) -> bool,
    until: &Expr,
) -> Option<String> {
    let stage = Stage::new(entry, start).ok()?;
    let lab = stage.lab();
    let controls = lab.controls();
    let moves = controls.iter().filter(|control| free(control.name));
    let moves = moves.flat_map(|control| {
        MOVES.map(|(key, steps)| Press::Move {
            control: control.name,
            key,
            steps,
        })
    });
    let acts = lab
        .verbs()
        .into_iter()
        .filter(|verb| free(verb.name))
        .filter_map(|Verb { name, key, .. }| {
            let key = key?;
            Some(Press::Act { verb: name, key })
        });
    let presses: Vec<Press> = moves.chain(acts).collect();
    let alone = presses.iter().map(|one| vec![*one; ALONE]);
    let pairs = presses.iter().flat_map(|one| {
        let others = presses.iter().filter(move |other| *other != one);
        others.map(move |other| [*one, *other].repeat(TOGETHER))
    });
    let mut all = alone.chain(pairs);
    all.find_map(|presses| {
        let pressed = met_after(entry, start, &presses, until)?;
        Some(words(&presses[..pressed]))
    })
}

/// After how many of the presses it holds, if it does; not where it does from the start.
fn met_after(
    entry: &Entry,
    start: &[(&str, &str)],
    presses: &[Press],
    until: &Expr,
) -> Option<usize> {
    let mut stage = Stage::new(entry, start).ok()?;
    let is_met = |stage: &Stage, counters: &Counters| {
        let facts = stage.facts();
        let facts = Counted {
            facts: &Facts(&facts),
            counters: counters.clone(),
        };
        // A fact that is there only after a run is no fault of the keys.
        until.holds(&facts).unwrap_or(false)
    };
    let mut counters = Counters::default();
    if is_met(&stage, &counters) {
        return None;
    }
    for (at, press) in presses.iter().enumerate() {
        let controls = stage.lab().controls();
        match press {
            Press::Move { control, .. } => counters.set(control),
            Press::Act { verb, .. } => counters.press(verb),
        }
        // A key that does nothing is pressed all the same.
        if let Some(line) = line(press, &controls) {
            stage.say(&line).ok();
        }
        if !stage.is_resting() {
            return None;
        }
        if is_met(&stage, &counters) {
            return Some(at + 1);
        }
    }
    None
}

/// What a press says to the lab.
fn line(press: &Press, controls: &[Control]) -> Option<String> {
    match press {
        Press::Move { control, steps, .. } => {
            let moved = controls.iter().find(|known| known.name == *control)?;
            Some(format!("set {control} {}", moved.stepped(*steps)))
        }
        Press::Act { verb, .. } => Some((*verb).to_owned()),
    }
}

/// Each key of a row of presses once, with how often it was pressed.
fn words(presses: &[Press]) -> String {
    let mut told: Vec<(Press, usize)> = Vec::new();
    for press in presses {
        match told.iter_mut().find(|(known, _)| known == press) {
            Some((_, times)) => *times += 1,
            None => told.push((*press, 1)),
        }
    }
    let told: Vec<String> = told
        .into_iter()
        .map(|(press, times)| {
            let key = match press {
                Press::Move { control, key, .. } => format!("`{key}` on {control}"),
                Press::Act { key: ' ', .. } => "Space".to_owned(),
                Press::Act { key, .. } => format!("`{key}`"),
            };
            match times {
                1 => key,
                times => format!("{key} {times} times"),
            }
        })
        .collect();
    told.join(" and ")
}
