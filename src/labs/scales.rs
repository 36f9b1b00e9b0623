//! Ten values on two scales: normalized between the least and the most, and standardized by mean and
//! deviation. One of them can be dragged far away.

mod view;

use super::model::Model;
use super::pane::Pane;
use super::scale::Scale;
use super::table;
use super::{Facts, Height};
use crate::stats::{mean, variance};
use crate::ui::number::figure;
use ratatui::layout::Rect;

type Control = table::Control<Scales>;

/// Nine values that stay.
const NINE: [f64; 9] = [21.0, 24.0, 26.0, 28.0, 30.0, 32.0, 35.0, 38.0, 41.0];

/// What the tenth may be: never the least, so that it pulls one end alone.
const TENTH: Scale = Scale::even((22.0, 1000.0), 2.0, 0);

/// Below this a normalized value counts as squeezed.
const SQUEEZED: f64 = 0.1;

/// The lab's state.
pub struct Scales {
    tenth: f64,
    /// The standardized scale is drawn too.
    standardized: bool,
}

impl Default for Scales {
    fn default() -> Self {
        Self {
            tenth: 44.0,
            standardized: true,
        }
    }
}

impl Scales {
    /// All ten, the one that moves last.
    fn values(&self) -> Vec<f64> {
        NINE.iter().copied().chain([self.tenth]).collect()
    }

    /// (value - least) / (most - least), from 0 to 1.
    fn normalized(&self) -> Vec<f64> {
        let values = self.values();
        let least = values.iter().copied().fold(f64::INFINITY, f64::min);
        let most = values.iter().copied().fold(f64::NEG_INFINITY, f64::max);
        values
            .iter()
            .map(|value| (value - least) / (most - least))
            .collect()
    }

    fn mean_and_deviation(&self) -> (f64, f64) {
        let values = self.values();
        let mean = mean(&values).unwrap_or(0.0);
        (mean, variance(&values).unwrap_or(1.0).sqrt())
    }

    /// (value - mean) / deviation.
    fn standardized(&self) -> Vec<f64> {
        let (mean, deviation) = self.mean_and_deviation();
        self.values()
            .iter()
            .map(|value| (value - mean) / deviation)
            .collect()
    }

    fn squeezed(&self) -> usize {
        self.normalized()
            .iter()
            .filter(|value| **value < SQUEEZED)
            .count()
    }
}

/// From the least to the most of the nine that stay.
fn reach(scaled: &[f64]) -> f64 {
    scaled[NINE.len() - 1] - scaled[0]
}

impl Model for Scales {
    const CONTROLS: &'static [Control] = &[
        Control::number(
            "tenth",
            "The tenth value; the other nine stay.",
            |_| TENTH,
            |lab| lab.tenth,
            |lab, tenth| lab.tenth = tenth,
        ),
        Control::toggle(
            "standardized",
            "Whether the second scale is drawn.",
            &["hidden", "shown"],
            |lab| lab.standardized,
            |lab, shown| lab.standardized = shown,
        ),
    ];

    const WIDTH: u16 = 54;

    const STAYS: bool = false;

    fn facts(&self, facts: &mut Facts) {
        let said = format!(
            "Nine values lie between 21 and 41; the tenth is {:.0}.",
            self.tenth
        );
        facts.number("tenth", self.tenth, said);
        let squeezed = self.squeezed();
        let said = format!("Normalized, {squeezed} of the ten lie below 0.1.");
        facts.count("squeezed", squeezed, said);
        let wide = reach(&self.normalized());
        let said = format!(
            "Normalized, the nine reach over {} of the scale.",
            figure(wide)
        );
        facts.number("normalized_reach", wide, said);
        let (mean, deviation) = self.mean_and_deviation();
        let shown = self.standardized;
        let said = format!("The mean of the ten is {}.", figure(mean));
        facts.number("mean", mean, said).shown_if(shown);
        let said = format!("Their standard deviation is {}.", figure(deviation));
        facts.number("deviation", deviation, said).shown_if(shown);
        let z = self.standardized();
        let said = format!("Standardized, the tenth is {}.", figure(z[NINE.len()]));
        facts.number("tenth_z", z[NINE.len()], said).shown_if(shown);
        let wide = reach(&z);
        let said = format!(
            "Standardized, the nine reach over {} deviations.",
            figure(wide)
        );
        facts
            .number("standardized_reach", wide, said)
            .shown_if(shown);
    }

    fn panes(&self, area: Rect) -> Vec<Pane<Self>> {
        view::panes(self, area)
    }

    fn height(&self, _width: u16) -> Height {
        Height::new(9, 12, 15)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::labs::hosted::Hosted;
    use crate::labs::testing::{after, number_of};

    #[test]
    fn the_least_is_0_the_most_1_and_standardized_the_mean_is_0_and_the_deviation_1() {
        for tenth in ["22", "44", "1000"] {
            let lab: Hosted<Scales> = after(&[&format!("set tenth {tenth}")]);
            let (normalized, z) = (lab.normalized(), lab.standardized());
            let most = normalized.iter().copied().fold(0.0, f64::max);
            assert_eq!((normalized[0], most), (0.0, 1.0));
            assert!(mean(&z).unwrap().abs() < 1e-12);
            assert!((variance(&z).unwrap() - 1.0).abs() < 1e-12);
        }
    }

    #[test]
    fn a_far_value_squeezes_the_others_on_both_scales_and_never_passes_3() {
        let lab: Hosted<Scales> = after(&["set tenth 1000"]);
        assert_eq!(number_of(&lab, "squeezed"), 9.0);
        assert!(number_of(&lab, "normalized_reach") < 0.03);
        assert!(number_of(&lab, "standardized_reach") < 0.1);
        // Of n values none is further than the root of n - 1 deviations from their mean.
        assert!(number_of(&lab, "tenth_z") < 3.0);
        // 20 of the 221 and more to the right of the least: 1 in 10 is passed at 221.
        let at = |tenth| number_of(&after::<Scales>(&[tenth]), "squeezed");
        assert_eq!((at("set tenth 220"), at("set tenth 222")), (8.0, 9.0));
    }
}
