//! Everything the bowl shows, as numbers and sentences.

use super::{Bowl, SCALES, VIEWS, WEIGHTS};
use crate::labs::Facts;
use crate::stats::Line;
use crate::ui::number::{figure, short};

/// All facts. What the learner is to divide, or to look for, is there for conditions alone.
pub fn tell(lab: &Bowl, facts: &mut Facts) {
    let view = VIEWS[lab.view];
    let words = match view {
        "nudge" => "The picture is E over one weight, with the other one as it is.",
        "arrow" => "The picture is the map of E over a and b.",
        _ => "The picture is two cuts through the floor of the bowl, at right angles.",
    };
    facts.text("view", view, words);
    let shown = view != "cuts";
    for (name, value) in [("a", lab.line.slope), ("b", lab.line.intercept)] {
        let words = format!("The weight {name} is {}.", short(value));
        facts.number(name, value, words).shown_if(shown);
    }
    let now = lab.error.at(&lab.line);
    let words = format!("{} = {now:.4}.", height(&lab.line, 2));
    facts.number("E", now, words).shown_if(shown);
    let (a, b) = (lab.floor.slope, lab.floor.intercept);
    let words = format!(
        "E is least, {}, at a = {}, b = {}.",
        figure(lab.error.least()),
        figure(a),
        figure(b)
    );
    let least = facts.number("least", lab.error.least(), words);
    least.shown_if(view != "nudge");
    nudge(lab, facts, view == "nudge");
    arrow(lab, facts, view == "arrow" && lab.arrow);
    cuts(lab, facts, view == "cuts");
}

/// E of a line as a formula writes it, with so many digits of its weights.
pub fn height(line: &Line, decimals: usize) -> String {
    format!(
        "E({:.decimals$}, {:.decimals$})",
        line.slope, line.intercept
    )
}

/// The weights' digits that show a nudge.
pub fn digits(lab: &Bowl) -> usize {
    let needed = [1.0, 0.1, 0.01, 0.001]
        .iter()
        .position(|unit| lab.nudge >= *unit);
    needed.unwrap_or(3).max(SCALES[lab.weight].decimals)
}

fn nudge(lab: &Bowl, facts: &mut Facts, shown: bool) {
    let weight = WEIGHTS[lab.weight];
    let words = format!("The weight {weight} is nudged by {}.", short(lab.nudge));
    facts.number("nudge", lab.nudge, words).shown_if(shown);
    let nudged = lab.nudged();
    let to = lab.error.at(&nudged);
    let words = format!("{} = {to:.4}.", height(&nudged, digits(lab)));
    facts.number("E_nudged", to, words).shown_if(shown);
    let secant = lab.secant();
    let words = format!(
        "From here to there E grows by {} with each unit of {weight}.",
        figure(secant)
    );
    facts.number("secant", secant, words).hide();
}

fn arrow(lab: &Bowl, facts: &mut Facts, shown: bool) {
    let slopes = lab.error.gradient(&lab.line);
    for ((name, slope), weight) in ["slope_a", "slope_b"].into_iter().zip(slopes).zip(WEIGHTS) {
        let words = format!("The slope of E along {weight} is {}.", figure(slope));
        facts.number(name, slope, words).shown_if(shown);
    }
    let is = if lab.arrow { "shown" } else { "hidden" };
    let words = format!("The steepest way down is {is}.");
    facts.text("arrow", is, words).hide();
    let aside = lab.aside();
    let words = match aside {
        Some(degrees) => format!(
            "The arrow, the steepest way down, points {degrees:.0} degrees beside the least E."
        ),
        None => "Here is the floor: no way leads down.".to_owned(),
    };
    let of_arrow = facts.number("aside", aside.unwrap_or(f64::NAN), words);
    of_arrow.shown_if(shown && aside.is_some());
}

fn cuts(lab: &Bowl, facts: &mut Facts, shown: bool) {
    let words = format!(
        "The cut runs {:.0} degrees from the axis of a towards that of b.",
        lab.turn
    );
    facts.number("turn", lab.turn, words).shown_if(shown);
    let (along, across) = (lab.bend(lab.turn), lab.bend(lab.turn + 90.0));
    let words = format!("Along the cut E bends by {}.", figure(along));
    facts.number("bend", along, words).shown_if(shown);
    let words = format!("Along the other cut it bends by {}.", figure(across));
    facts.number("bend_across", across, words).shown_if(shown);
}
