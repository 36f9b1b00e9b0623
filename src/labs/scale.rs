//! What a number of a lab may be, and how it moves.

use crate::ui::control::{Kind, Steps};

/// The values of a number control.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Scale {
    /// The smallest and the largest.
    pub range: (f64, f64),
    /// How it moves.
    pub steps: Steps,
    /// Digits after the point.
    pub decimals: usize,
    /// What it is measured in, or empty.
    pub unit: &'static str,
}

impl Scale {
    /// By equal steps.
    pub const fn even(range: (f64, f64), step: f64, decimals: usize) -> Self {
        Self {
            range,
            steps: Steps::Even(step),
            decimals,
            unit: "",
        }
    }

    /// Whole numbers from the first to the last.
    pub const fn whole(first: f64, last: f64) -> Self {
        Self::even((first, last), 1.0, 0)
    }

    /// Through 1, 2, 5, 10, 20, ...
    pub const fn one_two_five(range: (f64, f64), decimals: usize) -> Self {
        Self {
            steps: Steps::OneTwoFive,
            ..Self::even(range, 1.0, decimals)
        }
    }

    /// Whole numbers, each twice the one before.
    pub const fn double(range: (f64, f64)) -> Self {
        Self {
            steps: Steps::Double,
            ..Self::even(range, 1.0, 0)
        }
    }

    /// The same, measured in a unit.
    pub const fn unit(self, unit: &'static str) -> Self {
        Self { unit, ..self }
    }

    /// A number control at this value.
    pub fn at(self, value: f64) -> Kind {
        Kind::Number {
            value,
            min: self.range.0,
            max: self.range.1,
            steps: self.steps,
            decimals: self.decimals,
            unit: self.unit,
        }
    }

    /// A number of the lab language; none where it is no number, or beyond the range.
    pub fn parse(self, value: &str) -> Option<f64> {
        let (min, max) = self.range;
        let number = value.parse::<f64>().ok();
        number.filter(|number| (min..=max).contains(number))
    }

    /// A value from the outside, on the nearest step and within the range.
    pub fn snapped(self, value: f64) -> f64 {
        let value = match self.steps {
            Steps::Even(step) => (value / step).round() * step,
            _ => value,
        };
        value.clamp(self.range.0, self.range.1)
    }

    /// A value as a term of a formula: `+ 0.50`, `- 2.00`.
    pub fn signed(self, value: f64) -> String {
        let sign = if value > 0.0 { '+' } else { '-' };
        format!("{sign} {:.*}", self.decimals, value.abs())
    }

    /// The value as it can be shown in a control's place, also where it is no step of it.
    pub fn shown(self, value: f64) -> f64 {
        self.rounded(value).clamp(self.range.0, self.range.1)
    }

    /// A value of the decimals of this scale, also beyond its range.
    pub fn rounded(self, value: f64) -> f64 {
        let scale = 10f64.powi(i32::try_from(self.decimals).unwrap_or(9));
        (value * scale).round() / scale
    }
}
