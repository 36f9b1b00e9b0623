//! What the lab says in words and numbers.

use super::{Deviations, NAMES};
use crate::labs::Facts;

/// Everything the picture shows.
pub fn tell(lab: &Deviations, facts: &mut Facts) {
    let unit = lab.scale().unit;
    let with = |number| lab.measured(number);
    let distances = lab.distances();
    for ((name, value), away) in NAMES.into_iter().zip(lab.values()).zip(distances) {
        let side = if away < 0.0 { "below" } else { "above" };
        let value_said = with(format!("{value:.0}"));
        let away_said = with(format!("{:.1}", away.abs()));
        let square = away * away;
        let sentence =
            format!("{name} is {value_said}, {away_said} {side} the mean; squared {square:.2}.");
        facts.number(name, value, sentence).unit(unit);
    }
    let (mean, variance) = lab.described();
    let said = format!("The mean is {}.", with(format!("{mean:.2}")));
    facts.number("mean", mean, said).unit(unit);
    let sum: f64 = distances.iter().sum();
    // Zero but for what rounding leaves, which has no sign.
    let said = format!("The distances from it add up to {:.1}.", sum.abs());
    facts.number("sum_of_distances", sum, said).unit(unit);
    let said = format!("The mean of the squares, the variance, is {variance:.2}.");
    facts.number("variance", variance, said);
    let deviation = variance.sqrt();
    let said = with(format!("{deviation:.2}"));
    let said = format!("Its root, the standard deviation, is {said}.");
    facts.number("deviation", deviation, said).unit(unit);
}
