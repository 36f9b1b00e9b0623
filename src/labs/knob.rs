//! Controls in a few words: the part that stays, and the value now.

use crate::ui::control::{Control, Kind, Steps};

/// What stays of a number control while its value moves.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Knob {
    /// Its name in the lab language.
    pub name: &'static str,
    /// The symbol it has in formulas, or empty.
    pub symbol: &'static str,
    /// The smallest and the largest value.
    pub range: (f64, f64),
    /// How it moves.
    pub steps: Steps,
    /// Digits after the point.
    pub decimals: usize,
    /// What it is measured in, or empty.
    pub unit: &'static str,
    /// One sentence for the help.
    pub help: &'static str,
}

impl Knob {
    /// The control at a value, with a remark.
    pub fn at(self, value: f64, note: String) -> Control {
        let (min, max) = self.range;
        Control {
            name: self.name,
            symbol: self.symbol,
            help: self.help,
            kind: Kind::Number {
                value,
                min,
                max,
                steps: self.steps,
                decimals: self.decimals,
                unit: self.unit,
            },
            note,
        }
    }

    /// A value from the outside, on the nearest step and within the range.
    pub fn snapped(self, value: f64) -> f64 {
        let value = match self.steps {
            Steps::Even(step) => (value / step).round() * step,
            _ => value,
        };
        value.clamp(self.range.0, self.range.1)
    }

    /// The value as it can be shown in this control's place, also where it is no step of it.
    pub fn shown(self, value: f64) -> f64 {
        let scale = 10f64.powi(i32::try_from(self.decimals).unwrap_or(9));
        let value = (value * scale).round() / scale;
        value.clamp(self.range.0, self.range.1)
    }
}

/// A control that is one of a few names.
pub fn options(
    name: &'static str,
    help: &'static str,
    options: &[&'static str],
    chosen: usize,
    note: String,
) -> Control {
    Control {
        name,
        symbol: "",
        help,
        kind: Kind::Choice {
            options: options.to_vec(),
            chosen,
        },
        note,
    }
}
