//! What a lab says, as conditions and sentences ask for it.

use crate::expr::{self, Scope};
use crate::labs::{Lab, Value};
use crate::screens::exercise::Facts;
use crate::ui::number::{grouped, short};

/// The facts of a step's lab, if it has one.
pub struct LabFacts<'a>(pub Option<&'a dyn Lab>);

impl Scope for LabFacts<'_> {
    fn name(&self, name: &str) -> Option<expr::Value> {
        let fact = self.0?.facts().into_iter().find(|fact| fact.name == name)?;
        Some(match fact.value {
            Value::Number(x) => expr::Value::Number(x),
            Value::Text(text) => expr::Value::Text(text),
        })
    }

    fn call(&self, _: &str, _: &[expr::Value]) -> Option<Result<expr::Value, String>> {
        None
    }
}

impl Facts for LabFacts<'_> {
    /// A number that is also a control is said as the control shows it.
    fn said(&self, name: &str) -> Option<String> {
        let lab = self.0?;
        if let Some(control) = lab.controls().into_iter().find(|c| c.name == name) {
            return Some(control.value());
        }
        let fact = lab.facts().into_iter().find(|fact| fact.name == name)?;
        Some(match fact.value {
            Value::Number(x) => sensible(x),
            Value::Text(text) => text,
        })
    }
}

/// A number with as many digits as anybody would say: three that count, whole numbers in full.
pub fn sensible(x: f64) -> String {
    if x.fract() == 0.0 && x.abs() < 1e15 {
        let sign = if x < 0.0 { "-" } else { "" };
        return format!("{sign}{}", grouped(x.abs() as u64));
    }
    if !x.is_finite() {
        return x.to_string();
    }
    let size = x.abs().log10().floor() as i32;
    match 2 - size {
        digits @ 0..=7 => short(format!("{x:.*}", digits as usize).parse().unwrap_or(x)),
        _ => short(x.round()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_said_with_three_digits_that_count() {
        for (x, said) in [
            (1.329_807_6, "1.33"),
            (0.018_72, "0.0187"),
            (0.950_04, "0.95"),
            (-12.345, "-12.3"),
            (222_384.0, "222,384"),
            (-3.0, "-3"),
            (1234.5, "1235"),
            (0.0, "0"),
        ] {
            assert_eq!(sensible(x), said);
        }
        assert_eq!(sensible(f64::NAN), "NaN");
    }
}
