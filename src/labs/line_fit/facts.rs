//! Everything the line fit shows, as numbers and sentences.

use super::data::{AXES, SETS};
use super::descent::MOST_STEPS;
use super::walk::By;
use super::{FORMS, LineFit};
use crate::labs::Facts;
use crate::stats::Form;
use crate::ui::number::{figure, grouped, short};

/// With more points than this their errors would hide them.
pub const FEW: usize = 40;

/// A line hits a point when it misses it by less than this.
const HIT: f64 = 0.05;

/// A slope of E below this share of the steepest at a = 0 and b = 0 is a rounding error.
const ROUNDING: f64 = 1e-9;

/// All facts; their names are what tasks refer to. What the best line is and where descent diverges
/// is for the learner to find, and of a descent only what happened is told.
pub fn tell(lab: &LineFit, facts: &mut Facts) {
    of_data(lab, facts);
    of_line(lab, facts);
    of_gradient(lab, facts);
    of_descent(lab, facts);
}

fn of_data(lab: &LineFit, facts: &mut Facts) {
    let (set, [x, y]) = (SETS[lab.set], lab.data.names);
    let (about, measured) = match set {
        "cars" => (
            ": cars of the Auto MPG table",
            format!(" x is {x}; y is {y}."),
        ),
        _ => ("", String::new()),
    };
    facts.text("data", set, format!("The points are the set {set}{about}."));
    let axes = AXES[usize::from(lab.standardized)];
    // In two sentences: it says more than the control of the same name.
    facts.text("axes", axes, format!("The axes are {axes}.{measured}"));
    let form = FORMS[usize::from(lab.form == Form::Mean)];
    let words = format!("E is the {form} of the squared errors.");
    facts
        .text("form", form, words)
        .shown_if(!lab.has_plain_errors());
    let count = lab.data.points.len();
    facts
        .count("n", count, format!("There are {count} points."))
        .unit("points");
    let on_lines = lab.data.on_lines.into_iter().flatten();
    for (name, points) in ["most_on_a_line", "next_on_a_line"]
        .into_iter()
        .zip(on_lines)
    {
        let words = format!("Of all lines through two points one passes through {points}.");
        facts.count(name, points, words).hide();
    }
}

/// The line with its errors, E, the best line, and what moved it last.
fn of_line(lab: &LineFit, facts: &mut Facts) {
    let (line, squared) = (lab.told_line(), !lab.has_plain_errors());
    let (a, b) = (line.slope, line.intercept);
    facts.number("a", a, format!("The slope a is {}.", figure(a)));
    facts.number("b", b, format!("The intercept b is {}.", figure(b)));
    let about = format!("{} points", lab.data.points.len());
    facts.text("errors", &about, errors(lab));
    let (now, least) = (lab.error.at(&line), lab.error.least());
    let ratio = now / least;
    facts
        .number("E", now, format!("E(a, b) is {}.", figure(now)))
        .unit(lab.data.unit)
        .shown_if(squared);
    let words = format!("No line has a smaller E than {}.", figure(least));
    facts
        .number("best_E", least, words)
        .unit(lab.data.unit)
        .shown_if(squared && !lab.covered);
    let words = format!("E is {} times the least there is.", figure(ratio));
    facts
        .number("ratio", ratio, words)
        .shown_if(squared && !lab.covered);
    match lab.best() {
        Some(best) => {
            let (a, b) = (best.slope, best.intercept);
            let words = format!("The closed form has slope {}.", figure(a));
            facts.number("best_a", a, words).hide();
            let words = format!("It has intercept {}.", figure(b));
            facts.number("best_b", b, words).hide();
        }
        None => {
            let words =
                "All points lie on one x: every slope is as good, and no single line is the best.";
            facts.text("best_line", "none", words);
        }
    }
    let largest = lab.largest_error();
    let words = format!("The largest error, |y - ax - b|, is {}.", figure(largest));
    facts.number("largest_residual", largest, words);
    let errors = lab.data.points.iter().map(|point| lab.error_of(point));
    let hits = errors.filter(|error| error.abs() < HIT).count();
    let plural = if hits == 1 { "" } else { "s" };
    facts.count(
        "hits",
        hits,
        format!("The line passes within {HIT} of {hits} point{plural}."),
    );
    let (by, words) = match lab.walk.by() {
        By::Nobody => ("nobody", "The line was not moved yet."),
        By::Hand => ("hand", "The line was set, and not moved by descent since."),
        By::Descent => ("descent", "The line was last moved by gradient descent."),
        By::Formula => (
            "formula",
            "The closed form has shown the best line; your own way counts again after a reset.",
        ),
    };
    facts.text("moved_by", by, words);
}

fn of_gradient(lab: &LineFit, facts: &mut Facts) {
    let [along_a, along_b] = slopes(lab);
    let gradient = along_a.hypot(along_b);
    let [flat, sharp] = lab.error.curvatures();
    let words = format!(
        "The gradient of E is ({}, {}), {} long.",
        figure(along_a),
        figure(along_b),
        figure(gradient)
    );
    facts
        .number("gradient", gradient, words)
        .shown_if(lab.descent && !lab.has_plain_errors());
    for (name, along, weight) in [("gradient_a", along_a, "a"), ("gradient_b", along_b, "b")] {
        let words = format!("E grows by {} with each unit of {weight}.", figure(along));
        facts.number(name, along, words).hide();
    }
    let words = format!("The learning rate is {}.", short(lab.rate));
    facts.number("rate", lab.rate, words).shown_if(lab.descent);
    let critical = lab.error.critical_rate();
    let words = format!(
        "Above the rate {}, 2 over the largest eigenvalue of the Hessian, descent diverges.",
        figure(critical)
    );
    facts.number("critical_rate", critical, words).hide();
    let words = format!(
        "The Hessian of E has the eigenvalues {} and {}.",
        figure(sharp),
        figure(flat)
    );
    facts.number("largest_eigenvalue", sharp, words).hide();
    let condition = sharp / flat;
    let words = format!(
        "E bends {} times as sharply one way as the other.",
        figure(condition)
    );
    facts.number("condition", condition, words).hide();
}

/// What became of a descent.
fn of_descent(lab: &LineFit, facts: &mut Facts) {
    let steps = lab.walk.steps();
    let words = match steps {
        1 => "1 descent step was made.".into(),
        more => format!("{} descent steps were made.", grouped(more)),
    };
    facts
        .number("steps", steps as f64, words)
        .shown_if(steps > 0);
    let words = ["Descent is running.", "Descent stands still."];
    facts.truth("running", lab.running.is_some(), words).hide();
    let said = divergence(lab);
    let words = [
        said.as_deref().unwrap_or_default(),
        "Descent has not diverged.",
    ];
    facts
        .truth("diverged", said.is_some(), words)
        .as_event()
        .shown_if(said.is_some());
    let stopped = lab.walk.is_given_up();
    let said = format!(
        "Stopped at the limit of a run, {} steps, and not settled. Another run goes on from here.",
        grouped(MOST_STEPS)
    );
    let words = [&said, "No run was stopped before it settled."];
    facts
        .truth("given_up", stopped, words)
        .as_event()
        .shown_if(stopped);
}

/// By how much E grows with a and with b. At the least that is 0, which sums of many terms miss by
/// their rounding.
fn slopes(lab: &LineFit) -> [f64; 2] {
    let sum = |f: fn(&[f64; 2]) -> f64| lab.data.points.iter().map(f).sum::<f64>();
    let (n, xx, yy) = (sum(|_| 1.0), sum(|p| p[0] * p[0]), sum(|p| p[1] * p[1]));
    let share = match lab.form {
        Form::Sum => 2.0,
        Form::Mean => 2.0 / n,
    };
    // So steep it is at most where a = 0 and b = 0, by Cauchy and Schwarz.
    let cleared = |slope: f64, square: f64| {
        let zero = slope.abs() < ROUNDING * share * (square * yy).sqrt();
        if zero { 0.0 } else { slope }
    };
    let [along_a, along_b] = lab.error.gradient(lab.walk.line());
    [cleared(along_a, xx), cleared(along_b, n)]
}

/// The picture of the points in words: each with its error, as far as there are few.
fn errors(lab: &LineFit) -> String {
    let points = &lab.data.points;
    if points.len() > FEW {
        let count = points.len();
        return format!("The points are {count}, too many to tell one by one.");
    }
    let told = |point: &[f64; 2]| {
        let [x, y] = point;
        format!("({x:.1}, {y:.2}): {:.2}", lab.error_of(point))
    };
    let told: Vec<String> = points.iter().map(told).collect();
    let told = told.join(", ");
    format!(
        "Each point (x, y) with y - ax - b, which is above 0 where the line is too low: {told}."
    )
}

/// What happened to a descent that diverged, why, and what was done about it.
pub fn divergence(lab: &LineFit) -> Option<String> {
    let seen = lab.walk.divergence()?;
    let (from, to) = (figure(seen.from), figure(seen.to));
    let (each, steps) = match seen.steps {
        1 => ("the step", "1 step".to_string()),
        more => ("each step", format!("{more} steps")),
    };
    Some(format!(
        "Diverged: at the rate {} {each} went over the valley and higher, E from {from} to {to} in \
         {steps}. The line is put back where it began: take a smaller rate.",
        short(lab.rate)
    ))
}

/// The same for a picture: whole, and as short as it can be said.
pub fn divergences(lab: &LineFit) -> Option<[String; 2]> {
    let whole = divergence(lab)?;
    let seen = lab.walk.divergence()?;
    let each = if seen.steps == 1 { "the" } else { "each" };
    let to = figure(seen.to);
    let short =
        format!("Diverged: {each} step went higher, to E = {to}. Put back: lower the rate.");
    Some([whole, short])
}
