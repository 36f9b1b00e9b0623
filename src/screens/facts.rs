//! What a lab says, as conditions and sentences ask for it.

use crate::expr::{Scope, Value};
use crate::labs::scope::{Facts as Names, spelled};
use crate::labs::{Fact, Lab};
use crate::screens::exercise::Facts;

/// The facts of a lab at one moment, and the functions of the course.
pub struct LabFacts(Vec<Fact>);

impl LabFacts {
    /// What a lab says now; without one, nothing.
    pub fn of(lab: Option<&dyn Lab>) -> Self {
        Self(lab.map(Lab::facts).unwrap_or_default())
    }
}

impl Scope for LabFacts {
    fn name(&self, name: &str) -> Option<Value> {
        Names(&self.0).name(name)
    }

    fn call(&self, function: &str, arguments: &[Value]) -> Option<Result<Value, String>> {
        Names(&self.0).call(function, arguments)
    }

    fn names(&self) -> Vec<String> {
        Names(&self.0).names()
    }

    fn functions(&self) -> Vec<String> {
        Names(&self.0).functions()
    }
}

impl Facts for LabFacts {
    fn said(&self, name: &str) -> Option<String> {
        spelled(&self.0, name)
    }
}
