//! How much a learner did on a step, for conditions that ask for few tries: beside the facts of its
//! lab a condition may ask for `presses`, `probes` and `seconds`, since the lab was reset or the step
//! begun, and for `step_presses`, `step_probes` and `step_seconds`, since the step was begun.

use crate::expr::{Expr, Scope, Value};

/// What was done, and since when.
#[derive(Debug, Clone, Copy, Default)]
struct Counts {
    /// Actions of the lab.
    presses: u32,
    /// Runs of moves, each of one control; a drag is one.
    probes: u32,
    /// In seconds since 1970; none before the time is known.
    since: Option<u64>,
}

/// What was done on a step.
#[derive(Debug, Clone, Default)]
pub struct Counters {
    recent: Counts,
    whole: Counts,
    /// The control that is being moved, until something else is done.
    moved: Option<String>,
    now: u64,
}

/// The names that conditions have for it.
pub const COUNTED: [&str; 6] = [
    "presses",
    "probes",
    "seconds",
    "step_presses",
    "step_probes",
    "step_seconds",
];

/// The action that begins a new count.
const RESET: &str = "reset";

impl Counters {
    /// The time, in seconds since 1970; 0 is none.
    pub fn tick(&mut self, now: u64) {
        self.now = now;
        for counts in [&mut self.recent, &mut self.whole] {
            if now > 0 {
                counts.since.get_or_insert(now);
            }
        }
    }

    /// A control was set: whoever sets it again, and nothing else between, still makes the same move.
    pub fn set(&mut self, control: &str) {
        if self.moved.as_deref() != Some(control) {
            self.drag();
            self.moved = Some(control.to_owned());
        }
    }

    /// Something in the picture was dragged.
    pub fn drag(&mut self) {
        self.moved = None;
        self.recent.probes += 1;
        self.whole.probes += 1;
    }

    /// The lab did something.
    pub fn press(&mut self, verb: &str) {
        self.moved = None;
        self.recent.presses += 1;
        self.whole.presses += 1;
        if verb == RESET {
            self.recent = Counts::default();
            self.tick(self.now);
        }
    }

    /// What lines that are said to a lab count for.
    pub fn of<'a>(lines: impl IntoIterator<Item = &'a str>) -> Self {
        let mut counters = Self::default();
        for line in lines {
            let mut words = line.split_whitespace();
            match (words.next(), words.next()) {
                (Some("set"), Some(control)) => counters.set(control),
                (Some(verb), _) => counters.press(verb),
                (None, _) => {}
            }
        }
        counters
    }

    fn value(&self, name: &str) -> Option<f64> {
        let (counts, what) = match name.strip_prefix("step_") {
            Some(what) => (self.whole, what),
            None => (self.recent, name),
        };
        let seconds = counts
            .since
            .map_or(0, |since| self.now.saturating_sub(since));
        Some(match what {
            "presses" => f64::from(counts.presses),
            "probes" => f64::from(counts.probes),
            "seconds" => seconds as f64,
            _ => return None,
        })
    }
}

/// What a condition counts, in the words of the learner: "5 moves so far"; none where it counts nothing.
pub fn counted(until: &Expr, facts: &dyn Scope) -> Option<String> {
    let mut names = until.names().into_iter().map(|(name, _)| name);
    let name = names.find(|name| COUNTED.contains(name))?;
    let Some(Value::Number(count)) = facts.name(name) else {
        return None;
    };
    let what = match name.strip_prefix("step_").unwrap_or(name) {
        "probes" if count == 1.0 => "move",
        "probes" => "moves",
        "presses" if count == 1.0 => "press",
        what => what,
    };
    Some(format!("{count:.0} {what} so far"))
}

/// The facts of a lab, and what was done.
pub struct Counted<'a> {
    /// What the lab says: it comes first.
    pub facts: &'a dyn Scope,
    /// What was done.
    pub counters: Counters,
}

impl Scope for Counted<'_> {
    fn name(&self, name: &str) -> Option<Value> {
        let counted = || self.counters.value(name).map(Value::Number);
        self.facts.name(name).or_else(counted)
    }

    fn call(&self, function: &str, arguments: &[Value]) -> Option<Result<Value, String>> {
        self.facts.call(function, arguments)
    }

    fn names(&self) -> Vec<String> {
        let mut names = self.facts.names();
        names.extend(COUNTED.map(str::to_owned));
        names
    }

    fn functions(&self) -> Vec<String> {
        self.facts.functions()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::expr::Nothing;

    fn holds(counters: &Counters, until: &str) -> bool {
        let facts = Counted {
            facts: &Nothing,
            counters: counters.clone(),
        };
        Expr::parse(until).unwrap().holds(&facts).unwrap()
    }

    #[test]
    fn a_reset_begins_a_new_count_and_the_step_counts_on() {
        let mut counters = Counters::of(["set a 1", "set b 2", "step 5"]);
        assert!(holds(&counters, "probes == 2 && presses == 1"));
        counters.press("reset");
        assert!(holds(&counters, "probes == 0 && presses == 0"));
        counters.set("b");
        assert!(holds(
            &counters,
            "probes == 1 && step_probes == 3 && step_presses == 2"
        ));
    }

    #[test]
    fn a_control_moved_on_and_on_is_one_move_until_another_takes_its_turn() {
        let counters = Counters::of(["set a 1", "set a 2", "set b 1", "set a 3", "set a 4"]);
        assert!(holds(&counters, "probes == 3"));
        let counters = Counters::of(["set a 1", "step", "set a 2"]);
        assert!(holds(&counters, "probes == 2"));
        let mut dragged = Counters::of(["set a 1"]);
        dragged.drag();
        dragged.drag();
        dragged.set("a");
        assert!(holds(&dragged, "probes == 4"));
    }

    #[test]
    fn a_condition_that_counts_says_how_far_the_count_is() {
        let said = |until: &str, lines: &[&str]| {
            let facts = Counted {
                facts: &Nothing,
                counters: Counters::of(lines.iter().copied()),
            };
            counted(&Expr::parse(until).unwrap(), &facts)
        };
        let lines = ["set a 1", "set b 2", "step"];
        assert_eq!(
            said("x < 1 && probes <= 3", &lines).unwrap(),
            "2 moves so far"
        );
        assert_eq!(
            said("step_probes <= 3", &lines[..1]).unwrap(),
            "1 move so far"
        );
        assert_eq!(said("presses <= 3", &lines).unwrap(), "1 press so far");
        assert_eq!(said("x < 1", &lines), None);
    }

    #[test]
    fn seconds_count_from_the_first_known_time() {
        let mut counters = Counters::default();
        assert!(holds(&counters, "seconds == 0 && step_seconds == 0"));
        for now in [0, 1000, 1007] {
            counters.tick(now);
        }
        counters.press("reset");
        counters.tick(1010);
        assert!(holds(&counters, "seconds == 3 && step_seconds == 10"));
    }
}
