//! The line of the derivation and its numbers, in words.

use crate::labs::Fact;
use crate::labs::derivation::{Derivation, POINTS, lines};
use crate::ui::number::figure;

/// All facts; their names are what tasks refer to.
pub fn all(lab: &Derivation) -> Vec<Fact> {
    let n = Fact::number;
    let Some(line) = lab.lines.get(lab.at) else {
        return Vec::new();
    };
    let (at, count) = (lab.at + 1, POINTS.len() as f64);
    let title = line.title;
    let formula = line.formula.ascii();
    let live = lab
        .live
        .as_ref()
        .map(|math| math.ascii())
        .unwrap_or_default();
    let (a, b, e) = (lab.fit.slope, lab.fit.intercept, lab.squares());
    let errors: Vec<String> = lab.errors().iter().map(|e| format!("{e:.2}")).collect();
    let number = |name, value, sentence: &str| {
        n(name, value, "", format!("{sentence} is {}.", figure(value)))
    };
    vec![
        n(
            "line",
            at as f64,
            "",
            format!("Line {at} of {}: {title}. {}", lines::COUNT, line.why),
        ),
        Fact::text("formula", &formula, format!("It reads: {formula}.")),
        Fact::text(
            "numbers",
            &live,
            format!("With numbers, its right side is {live}."),
        ),
        number("a", a, "The slope a"),
        number("b", b, "The intercept b"),
        number("sigma", lab.sigma, "The standard deviation sigma"),
        n("n", count, "points", format!("There are {count} points.")),
        Fact::text(
            "errors",
            &errors.join(" "),
            format!("The errors y - ax - b are {}.", errors.join(", ")),
        ),
        number("E", e, "E(a, b), the sum of their squares,"),
        number("mse", e / count, "E / n, the mean squared error,"),
        number("least_E", lab.error.least(), "The least E of any line"),
        number(
            "density",
            lab.densities()[0],
            "The density of the first error",
        ),
        number("likelihood", (-lab.nll()).exp(), "The likelihood L"),
        n(
            "log_likelihood",
            -lab.nll(),
            "nats",
            format!("Its logarithm is {}.", figure(-lab.nll())),
        ),
        n(
            "nll",
            lab.nll(),
            "nats",
            format!("The negative log-likelihood is {}.", figure(lab.nll())),
        ),
        number("constant", lab.constant(), "The term C, without a and b,"),
        number(
            "scaled_E",
            lab.nll() - lab.constant(),
            "The term E / (2 sigma^2)",
        ),
    ]
}
