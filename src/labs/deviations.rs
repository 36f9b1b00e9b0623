//! Five values, how far each lies from their mean, and what comes of the squares.

mod facts;
mod view;

use super::model::Model;
use super::pane::Pane;
use super::scale::Scale;
use super::table;
use super::{Facts, Height};
use crate::stats;
use ratatui::layout::Rect;

type Control = table::Control<Deviations>;

/// What the values are, in the order of the control.
const KINDS: [&str; 2] = ["numbers", "bills"];

/// The names of the values.
const NAMES: [&str; 5] = ["a", "b", "c", "d", "e"];

/// The lab's state.
pub struct Deviations {
    bills: bool,
    /// How far each value lies above the least that it may be.
    above: [f64; 5],
}

impl Default for Deviations {
    fn default() -> Self {
        Self {
            bills: false,
            above: [1.0, 3.0, 5.0, 7.0, 9.0],
        }
    }
}

impl Deviations {
    /// What a value may be.
    fn scale(&self) -> Scale {
        match self.bills {
            true => Scale::whole(40.0, 50.0).unit("mm"),
            false => Scale::whole(0.0, 10.0),
        }
    }

    fn values(&self) -> [f64; 5] {
        self.above.map(|above| self.scale().range.0 + above)
    }

    /// A number with the unit of the values.
    fn measured(&self, number: String) -> String {
        format!("{number} {}", self.scale().unit)
            .trim_end()
            .to_owned()
    }

    /// The mean and the variance: five values have both.
    fn described(&self) -> (f64, f64) {
        let values = self.values();
        let mean = stats::mean(&values).unwrap_or(f64::NAN);
        (mean, stats::variance(&values).unwrap_or(f64::NAN))
    }

    /// How far each value lies from the mean.
    fn distances(&self) -> [f64; 5] {
        let (mean, _) = self.described();
        self.values().map(|value| value - mean)
    }
}

/// The control of a value.
const fn value<const AT: usize>(help: &'static str) -> Control {
    Control::number(
        NAMES[AT],
        help,
        Deviations::scale,
        |lab| lab.values()[AT],
        |lab, value| lab.above[AT] = value - lab.scale().range.0,
    )
}

impl Model for Deviations {
    const CONTROLS: &'static [Control] = &[
        // What they are comes first: it decides what each may be.
        Control::toggle(
            "kind",
            "Numbers from 0 to 10, or bills of 40 to 50 mm.",
            &KINDS,
            |lab| lab.bills,
            |lab, bills| lab.bills = bills,
        ),
        value::<0>("The first value."),
        value::<1>("The second value."),
        value::<2>("The third value."),
        value::<3>("The fourth value."),
        value::<4>("The fifth value."),
    ];

    const WIDTH: u16 = 54;

    const STAYS: bool = false;

    fn facts(&self, facts: &mut Facts) {
        facts::tell(self, facts);
    }

    fn panes(&self, area: Rect) -> Vec<Pane<Self>> {
        view::panes(self, area)
    }

    fn height(&self, _width: u16) -> Height {
        Height::new(9, 9, 14)
    }
}

#[cfg(test)]
mod tests;
