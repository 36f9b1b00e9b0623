//! What a lab says, as conditions and sentences ask for it.

use crate::expr::{Scope, Value};
use crate::labs::scope::{Facts as Names, spelled};
use crate::labs::{Fact, Lab};
use crate::lesson::judge::{Counted, Counters};
use crate::screens::exercise::Facts;

/// The facts of a lab at one moment, what was done on the step, and the functions of the course.
pub struct LabFacts(Vec<Fact>, Counters);

impl LabFacts {
    /// What a lab says now, without one nothing; and what was done on the step.
    pub fn of(lab: Option<&dyn Lab>, counters: Counters) -> Self {
        Self(lab.map(Lab::facts).unwrap_or_default(), counters)
    }

    /// What a test tells.
    #[cfg(test)]
    pub fn from(facts: Vec<Fact>) -> Self {
        Self(facts, Counters::default())
    }

    fn with<R>(&self, ask: impl FnOnce(&Counted) -> R) -> R {
        ask(&Counted {
            facts: &Names(&self.0),
            counters: self.1.clone(),
        })
    }
}

impl Scope for LabFacts {
    fn name(&self, name: &str) -> Option<Value> {
        self.with(|facts| facts.name(name))
    }

    fn call(&self, function: &str, arguments: &[Value]) -> Option<Result<Value, String>> {
        self.with(|facts| facts.call(function, arguments))
    }

    fn names(&self) -> Vec<String> {
        self.with(|facts| facts.names())
    }

    fn functions(&self) -> Vec<String> {
        self.with(|facts| facts.functions())
    }
}

impl Facts for LabFacts {
    fn said(&self, name: &str) -> Option<String> {
        spelled(&self.0, name)
    }
}
