//! Everything the line fit shows, as numbers and sentences.

use crate::labs::Fact;
use crate::labs::line_fit::controls::FORMS;
use crate::labs::line_fit::data::{AXES, SETS};
use crate::labs::line_fit::view::FEW;
use crate::labs::line_fit::walk::By;
use crate::labs::line_fit::{LineFit, MOST_STEPS};
use crate::stats::Form;
use crate::ui::number::{figure, grouped, short};

/// A line goes through a point when it misses it by less than this.
const HIT: f64 = 0.05;

/// A slope of E below this share of the steepest at a = 0 and b = 0 is a rounding error.
const ROUNDING: f64 = 1e-9;

/// All facts; their names are what tasks refer to.
pub fn all(lab: &LineFit) -> Vec<Fact> {
    let n = Fact::number;
    let (line, error, data) = (lab.told_line(), &lab.error, &lab.data);
    let (now, least) = (error.at(&line), error.least());
    let [along_a, along_b] = slopes(lab);
    let gradient = along_a.hypot(along_b);
    let [flat, sharp] = error.curvatures();
    let critical = error.critical_rate();
    let set = SETS[lab.set];
    let axes = AXES[usize::from(lab.standardized)];
    let (about, measured) = match set {
        "cars" => (
            ": cars of the Auto MPG table",
            format!(" x is {}; y is {}.", data.names[0], data.names[1]),
        ),
        _ => ("", String::new()),
    };
    let form = FORMS[usize::from(lab.form == Form::Mean)];
    let count = data.points.len();
    let best = lab.best();
    let largest = lab.largest_error();
    let error_at = |p: &[f64; 2]| p[1] - line.predict(p[0]);
    let hits = data
        .points
        .iter()
        .filter(|p| error_at(p).abs() < HIT)
        .count();
    let (by, moved) = match lab.walk.by() {
        By::Nobody => ("nobody", "The line was not moved yet."),
        By::Hand => ("hand", "Neither descent nor a formula moved the line last."),
        By::Descent => ("descent", "The line was last moved by gradient descent."),
        By::Formula => (
            "formula",
            "The closed form has shown the best line; your own way counts again after a reset.",
        ),
    };
    let is_or_not = |is: bool| f64::from(u8::from(is));
    let mut facts = vec![
        Fact::text("data", set, format!("The points are the set {set}{about}.")),
        // In two sentences: it says more than the control of the same name.
        Fact::text("axes", axes, format!("The axes are {axes}.{measured}")),
        Fact::text(
            "form",
            form,
            format!("E is the {form} of the squared errors."),
        ),
        n(
            "n",
            count as f64,
            "points",
            format!("There are {count} points."),
        ),
        n(
            "a",
            line.slope,
            "",
            format!("The slope a is {}.", figure(line.slope)),
        ),
        n(
            "b",
            line.intercept,
            "",
            format!("The intercept b is {}.", figure(line.intercept)),
        ),
        errors(lab),
        n("E", now, data.unit, format!("E(a, b) is {}.", figure(now))),
        n(
            "best_E",
            least,
            data.unit,
            format!("No line has a smaller E than {}.", figure(least)),
        ),
        n(
            "ratio",
            now / least,
            "",
            format!("E is {} times the least there is.", figure(now / least)),
        ),
    ];
    match best {
        Some(best) => facts.extend([
            n(
                "best_a",
                best.slope,
                "",
                format!("The closed form has slope {}.", figure(best.slope)),
            ),
            n(
                "best_b",
                best.intercept,
                "",
                format!("It has intercept {}.", figure(best.intercept)),
            ),
        ]),
        None => facts.push(Fact::text(
            "best_line",
            "none",
            "All points lie on one x: every slope is as good, and no single line is the best."
                .into(),
        )),
    }
    facts.extend([
        n(
            "largest_residual",
            largest,
            "",
            format!("The largest error, |y - ax - b|, is {}.", figure(largest)),
        ),
        n(
            "hits",
            hits as f64,
            "",
            match hits {
                1 => "The line goes through 1 point.".into(),
                hits => format!("The line goes through {hits} points."),
            },
        ),
        Fact::text("by", by, moved.into()),
        n(
            "gradient",
            gradient,
            "",
            format!(
                "The gradient of E is ({}, {}), {} long.",
                figure(along_a),
                figure(along_b),
                figure(gradient)
            ),
        ),
        n("gradient_a", along_a, "", format!("E grows by {} with each unit of a.", figure(along_a))),
        n("gradient_b", along_b, "", format!("E grows by {} with each unit of b.", figure(along_b))),
        n("rate", lab.rate, "", format!("The learning rate is {}.", short(lab.rate))),
        n(
            "critical_rate",
            critical,
            "",
            format!(
                "Above the rate {}, 2 over the largest eigenvalue of the Hessian, descent diverges.",
                figure(critical)
            ),
        ),
        n(
            "largest_eigenvalue",
            sharp,
            "",
            format!("The Hessian of E has the eigenvalues {} and {}.", figure(sharp), figure(flat)),
        ),
        n(
            "condition",
            sharp / flat,
            "",
            format!("E bends {} times as sharply one way as the other.", figure(sharp / flat)),
        ),
        n(
            "steps",
            lab.walk.steps() as f64,
            "",
            match lab.walk.steps() {
                1 => "1 descent step was made.".into(),
                more => format!("{} descent steps were made.", grouped(more)),
            },
        ),
        n(
            "running",
            is_or_not(lab.running.is_some()),
            "",
            match lab.running {
                Some(_) => "Descent is running.".into(),
                None => "Descent stands still.".into(),
            },
        ),
        n(
            "diverged",
            is_or_not(lab.walk.divergence().is_some()),
            "",
            divergence(lab).unwrap_or_else(|| "Descent has not diverged.".into()),
        ),
        n(
            "given_up",
            is_or_not(lab.walk.is_given_up()),
            "",
            given_up(lab).unwrap_or_else(|| "No run was stopped before it settled.".into()),
        ),
    ]);
    facts
}

/// What the best line is and where descent diverges is for the learner to find; the gradient is told
/// as a whole, and of a descent only what happened. What is not the matter yet is not told either.
pub fn kept_back(lab: &LineFit) -> Vec<&'static str> {
    let mut kept = vec![
        "best_a",
        "best_b",
        "critical_rate",
        "largest_eigenvalue",
        "condition",
        "gradient_a",
        "gradient_b",
        "running",
    ];
    if lab.walk.divergence().is_none() {
        kept.push("diverged");
    }
    if !lab.walk.is_given_up() {
        kept.push("given_up");
    }
    if lab.walk.steps() == 0 {
        kept.push("steps");
    }
    if lab.covered {
        kept.extend(["best_E", "ratio"]);
    }
    if !lab.descent {
        kept.extend(["gradient", "rate"]);
    }
    if lab.has_plain_errors() {
        kept.extend(["form", "E", "best_E", "ratio", "gradient"]);
    }
    kept
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
fn errors(lab: &LineFit) -> Fact {
    let (points, line) = (&lab.data.points, lab.walk.line());
    let about = format!("{} points", points.len());
    if points.len() > FEW {
        let words = format!(
            "The points are {}, too many to tell one by one.",
            points.len()
        );
        return Fact::text("errors", &about, words);
    }
    let told: Vec<String> = points
        .iter()
        .map(|&[x, y]| format!("({x:.1}, {y:.2}): {:.2}", y - line.predict(x)))
        .collect();
    let words = format!(
        "Each point (x, y) with its error y - ax - b: {}.",
        told.join(", ")
    );
    Fact::text("errors", &about, words)
}

/// What happened to a descent that diverged, why, and what was done about it.
pub fn divergence(lab: &LineFit) -> Option<String> {
    let seen = lab.walk.divergence()?;
    let (from, to) = (figure(seen.from), figure(seen.to));
    let (each, steps, undone) = match seen.steps {
        1 => ("the step", "1 step".to_string(), "It is"),
        more => ("each step", format!("{more} steps"), "They are"),
    };
    Some(format!(
        "Diverged: at the rate {} {each} went over the valley and higher, E from {from} to {to} in \
         {steps}. {undone} undone: take a smaller rate.",
        short(lab.rate)
    ))
}

/// That a run came to the most steps there are without an end of the descent.
fn given_up(lab: &LineFit) -> Option<String> {
    lab.walk.is_given_up().then(|| {
        format!(
            "Stopped at the limit of a run, {} steps, and not settled. Another run goes \
             on from here.",
            grouped(MOST_STEPS)
        )
    })
}
