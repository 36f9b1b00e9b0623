//! Controls: what a learner can move, one line each, and where a click on it lands.

mod columns;
mod draw;
mod lock;
mod step;

pub use draw::{Row, Zone, draw, nearest_share, zone};
pub use lock::Lock;

/// Something that can be set by name: by keys, by mouse, by a line of the lab language.
#[derive(Debug, Clone, PartialEq)]
pub struct Control {
    /// Its name in the lab language.
    pub name: &'static str,
    /// The symbol it has in formulas, or empty.
    pub symbol: &'static str,
    /// One sentence for the help.
    pub help: &'static str,
    /// Its value and what it may be.
    pub kind: Kind,
    /// Its place in a formula with the live numbers, or another remark. May be empty.
    pub note: String,
}

/// The value of a control and what it may be.
#[derive(Debug, Clone, PartialEq)]
pub enum Kind {
    /// A number.
    Number {
        /// Now.
        value: f64,
        /// The smallest.
        min: f64,
        /// The largest.
        max: f64,
        /// How it moves.
        steps: Steps,
        /// Digits after the point.
        decimals: usize,
        /// What it is measured in, or empty.
        unit: &'static str,
    },
    /// One of a few names.
    Choice {
        /// The names.
        options: Vec<&'static str>,
        /// Which one.
        chosen: usize,
    },
}

/// How a number moves.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Steps {
    /// By this much.
    Even(f64),
    /// Through 1, 2, 5, 10, 20, ...
    OneTwoFive,
    /// Twice or half.
    Double,
}

impl Control {
    /// The names of its two values, and which it has, if there are but two: it is flipped.
    pub fn toggle(&self) -> Option<([&'static str; 2], usize)> {
        match &self.kind {
            Kind::Choice { options, chosen } => {
                let names = <[&'static str; 2]>::try_from(options.as_slice()).ok()?;
                Some((names, (*chosen).min(1)))
            }
            Kind::Number { .. } => None,
        }
    }

    /// The value spelled as `set` takes it.
    pub fn value(&self) -> String {
        match &self.kind {
            Kind::Number {
                value, decimals, ..
            } => step::spelled(*value, *decimals),
            Kind::Choice { options, chosen } => options
                .get(*chosen)
                .copied()
                .unwrap_or_default()
                .to_string(),
        }
    }

    /// The value after so many steps up (or down, when negative), held at the ends. Of two values any
    /// step is the other one.
    pub fn stepped(&self, steps: i32) -> String {
        if let Some((names, chosen)) = self.toggle().filter(|_| steps != 0) {
            return names[1 - chosen].to_string();
        }
        match &self.kind {
            Kind::Number {
                value,
                min,
                max,
                steps: how,
                decimals,
                ..
            } => step::spelled(
                step::moved(*value, *how, steps).clamp(*min, *max),
                *decimals,
            ),
            Kind::Choice { options, chosen } => {
                let last = options.len().saturating_sub(1) as i64;
                let at = (*chosen as i64 + i64::from(steps)).clamp(0, last);
                options
                    .get(at as usize)
                    .copied()
                    .unwrap_or_default()
                    .to_string()
            }
        }
    }

    /// The value at a share of its range, from 0 (least) to 1 (most).
    pub fn at_share(&self, share: f64) -> String {
        let share = if share.is_finite() {
            share.clamp(0.0, 1.0)
        } else {
            0.0
        };
        match &self.kind {
            Kind::Number {
                min,
                max,
                steps,
                decimals,
                ..
            } => step::spelled(step::at_share(share, *min, *max, *steps), *decimals),
            Kind::Choice { options, .. } => {
                let at = (share * options.len().saturating_sub(1) as f64).round() as usize;
                options.get(at).copied().unwrap_or_default().to_string()
            }
        }
    }

    /// How far along its range the value is, from 0 to 1.
    pub fn share(&self) -> f64 {
        match &self.kind {
            Kind::Number {
                value,
                min,
                max,
                steps,
                ..
            } => step::share(*value, *min, *max, *steps),
            Kind::Choice { options, chosen } => {
                *chosen as f64 / options.len().saturating_sub(1).max(1) as f64
            }
        }
    }

    /// What it may be, in words.
    pub fn range(&self) -> String {
        match &self.kind {
            Kind::Number {
                min,
                max,
                decimals,
                unit,
                ..
            } => {
                let (min, max) = (
                    step::spelled(*min, *decimals),
                    step::spelled(*max, *decimals),
                );
                format!("{min} to {max} {unit}").trim_end().to_string()
            }
            Kind::Choice { options, .. } => options.join(", "),
        }
    }
}
