//! The line of the derivation and its numbers, in words.

use crate::labs::derivation::{Derivation, POINTS, lines};
use crate::labs::{Fact, Facts};
use crate::ui::number::figure;

/// All facts; their names are what tasks refer to.
pub fn tell(lab: &Derivation, facts: &mut Facts) {
    let Some(line) = lab.lines.get(lab.at) else {
        return;
    };
    let (at, title, count) = (lab.at + 1, line.title, POINTS.len());
    facts.count(
        "line",
        at,
        format!("Line {at} of {}: {title}.", lines::COUNT),
    );
    facts.text("why", line.why, line.why);
    let formula = line.formula.ascii();
    facts.text("formula", &formula, format!("It reads: {formula}."));
    let live = lab.live.as_ref().map_or(String::new(), |math| math.ascii());
    let words = format!("With numbers, {} is {live}.", line.says);
    facts.text("numbers", &live, words);
    number(facts, "a", lab.fit.slope, "The slope a");
    number(facts, "b", lab.fit.intercept, "The intercept b");
    number(facts, "sigma", lab.sigma, "The standard deviation sigma");
    let words = format!("There are {count} points.");
    facts.count("n", count, words).unit("points");
    let places = POINTS.map(|[x, y]| format!("({x}, {y})"));
    let words = format!("They lie at (x, y) {}.", places.join(", "));
    facts.text("points", &places.join(" "), words);
    let errors = lab.errors().map(|error| format!("{error:.2}"));
    let words = format!("The errors y - ax - b are {}.", errors.join(", "));
    facts.text("errors", &errors.join(" "), words);
    let (e, nll, constant) = (lab.squares(), lab.nll(), lab.constant());
    number(facts, "E", e, "E(a, b), the sum of their squares,");
    let mse = e / count as f64;
    number(facts, "mse", mse, "E / n, the mean squared error,");
    number(
        facts,
        "least_E",
        lab.error.least(),
        "The least E of any line",
    );
    let density = lab.densities()[0];
    number(facts, "density", density, "The density of the first error");
    number(facts, "likelihood", (-nll).exp(), "The likelihood L");
    number(facts, "log_likelihood", -nll, "Its logarithm").unit("nats");
    number(facts, "nll", nll, "The negative log-likelihood").unit("nats");
    number(facts, "constant", constant, "The term C, without a and b,");
    number(
        facts,
        "scaled_E",
        nll - constant,
        "The term E / (2 sigma^2)",
    );
}

fn number<'a>(facts: &'a mut Facts, name: &'static str, value: f64, what: &str) -> &'a mut Fact {
    facts.number(name, value, format!("{what} is {}.", figure(value)))
}
