//! How much a learner did on a step, for conditions that ask for few tries: beside the facts of its
//! lab a condition may ask for `presses`, `probes` and `seconds`, since the lab was reset or the step
//! begun, and for `step_presses`, `step_probes` and `step_seconds`, since the step was begun.

use crate::expr::{Scope, Value};

/// What was done, and since when.
#[derive(Debug, Clone, Copy, Default)]
struct Counts {
    /// Actions of the lab.
    presses: u32,
    /// How often a control was set; a drag is one.
    probes: u32,
    /// In seconds since 1970; none before the time is known.
    since: Option<u64>,
}

/// What was done on a step.
#[derive(Debug, Clone, Copy, Default)]
pub struct Counters {
    recent: Counts,
    whole: Counts,
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

    /// A control was set.
    pub fn probe(&mut self) {
        self.recent.probes += 1;
        self.whole.probes += 1;
    }

    /// The lab did something.
    pub fn press(&mut self, verb: &str) {
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
            match line.split_whitespace().next() {
                Some("set") => counters.probe(),
                Some(verb) => counters.press(verb),
                None => {}
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
    use crate::expr::{Expr, Nothing};

    fn holds(counters: Counters, until: &str) -> bool {
        let facts = Counted {
            facts: &Nothing,
            counters,
        };
        Expr::parse(until).unwrap().holds(&facts).unwrap()
    }

    #[test]
    fn a_reset_begins_a_new_count_and_the_step_counts_on() {
        let mut counters = Counters::of(["set a 1", "set b 2", "step 5"]);
        assert!(holds(counters, "probes == 2 && presses == 1"));
        counters.press("reset");
        assert!(holds(counters, "probes == 0 && presses == 0"));
        counters.probe();
        assert!(holds(
            counters,
            "probes == 1 && step_probes == 3 && step_presses == 2"
        ));
    }

    #[test]
    fn seconds_count_from_the_first_known_time() {
        let mut counters = Counters::default();
        assert!(holds(counters, "seconds == 0 && step_seconds == 0"));
        for now in [0, 1000, 1007] {
            counters.tick(now);
        }
        counters.press("reset");
        counters.tick(1010);
        assert!(holds(counters, "seconds == 3 && step_seconds == 10"));
    }
}
