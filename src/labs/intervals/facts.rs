//! What the lab says in words and numbers.

use super::{Intervals, MU, SIGMA};
use crate::labs::Facts;
use crate::ui::number::grouped;

/// Everything the picture shows; of samples, once there are any.
pub fn tell(lab: &Intervals, facts: &mut Facts) {
    let curve = format!("All values come from a curve with mu = {MU} and sigma = {SIGMA}.");
    facts.number("mu", MU, curve);
    let n = format!("A sample has {} values.", grouped(lab.n as u64));
    facts.count("n", lab.n, n);
    let half = lab.reach * lab.of_mean();
    let reach = format!(
        "Each interval reaches {:.2} sigma over the root of n to both sides of its mean, which is {half:.2}.",
        lab.reach
    );
    facts.number("reach", lab.reach, reach);
    let drawn = lab.scores.len();
    if drawn == 0 {
        return;
    }
    let all = grouped(drawn as u64);
    facts.count("drawn", drawn, format!("{all} samples were drawn."));
    let newest = lab.holding(lab.newest());
    let said = format!("Of the last 100 intervals {newest} hold mu.");
    facts.count("newest", newest, said);
    let holding = lab.holding(&lab.scores);
    let share = holding as f64 / drawn as f64;
    let said = format!(
        "Of all {all} intervals {} hold mu, {:.1}%.",
        grouped(holding as u64),
        100.0 * share
    );
    facts.number("share", share, said);
}
