//! Everything the likelihood lab shows, as numbers and sentences.

use crate::labs::Facts;
use crate::labs::likelihood::reading::Centre;
use crate::labs::likelihood::{Likelihood, VIEWS};
use crate::stats::Line;
use crate::ui::number::{figure, many};

/// With more leaves than this not each one's density is told.
const MANY: usize = 30;

/// All facts; their names are what tasks refer to. Where the best is, is for the learner to find; of
/// the rest that is shown which the view shows.
pub fn tell(lab: &Likelihood, facts: &mut Facts) {
    controls(lab, facts);
    likelihood(lab, facts);
    best(lab, facts);
    products(lab, facts);
    bars(lab, facts);
}

fn controls(lab: &Likelihood, facts: &mut Facts) {
    let (unit, view) = (lab.unit().name, VIEWS[lab.view]);
    let acts = match lab.has_line() {
        true => "A leaf's length is taken to be normal about a x + b, x its width.",
        false => "A leaf's length is taken to be normal about mu, whatever its width.",
    };
    facts.text("view", view, format!("The view is {view}. {acts}"));
    facts.text("unit", unit, format!("Lengths are told in {unit}."));
    let seed = format!("These are the leaves of seed {}.", lab.seed);
    facts.number("seed", lab.seed as f64, seed).hide();
    let leaves = match lab.n {
        1 => "There is one leaf.".to_owned(),
        n => format!("There are {n} leaves."),
    };
    facts.count("n", lab.n, leaves).unit("leaves");
    let mut number = |name, value, unit, shown, what: &str| {
        let sentence = format!("{what} is {}.", figure(value));
        facts
            .number(name, value, sentence)
            .unit(unit)
            .shown_if(shown);
    };
    let (line, has_line) = (lab.line, lab.has_line());
    let [mu, sigma, b] = [lab.mu, lab.sigma, line.intercept].map(|cm| lab.out(cm));
    number("mu", mu, unit, !has_line, "The mean mu");
    number("sigma", sigma, unit, true, "The standard deviation sigma");
    number("a", line.slope, "", has_line, "The line's slope a");
    number("b", b, unit, has_line, "The line's intercept b");
}

fn likelihood(lab: &Likelihood, facts: &mut Facts) {
    let (reading, logs) = (&lab.reading, lab.tells_logs());
    let shown = !lab.has_product() && logs;
    let sum = reading.log_likelihood();
    let mean = sum / lab.n as f64;
    let lowest = reading.logs.iter().copied().fold(f64::INFINITY, f64::min);
    let words = format!("The log-likelihood, the sum of all log densities, is {sum:.3}.");
    let of_sum = facts.number("log_likelihood", sum, words);
    of_sum.unit("nats").shown_if(logs);
    let words = format!("That is {mean:.3} for each leaf in the mean.");
    let of_mean = facts.number("mean_log_density", mean, words);
    of_mean.unit("nats").shown_if(shown);
    let words = format!(
        "The least likely leaf has a log density of {}.",
        figure(lowest)
    );
    let of_lowest = facts.number("lowest", lowest, words);
    of_lowest.unit("nats").shown_if(shown);
    let least = lab.least_density();
    let words = format!("The least dense leaf has a density of {}.", figure(least));
    let of_least = facts.number("least_density", least, words);
    of_least.shown_if(!lab.has_product() && !logs);
    let product = reading.double.value;
    let words = format!("The product of all densities is {}.", figure(product));
    let of_product = facts.number("product", product, words);
    of_product.shown_if(lab.told_product().is_some());
}

fn best(lab: &Likelihood, facts: &mut Facts) {
    let (reading, unit) = (&lab.reading, lab.unit().name);
    let mut hidden = |name, value, unit, sentence: String| {
        facts.number(name, value, sentence).unit(unit).hide();
    };
    if lab.tells_of_no_best() {
        let words = "There is no best: the centre passes through every leaf, and the likelihood \
                     grows without bound as sigma goes to 0.";
        hidden("best_log_likelihood", f64::INFINITY, "nats", words.into());
    }
    if let Some(best) = reading.best {
        let (top, sigma) = (best.log_likelihood, best.sigma);
        let words = format!("No parameters give a log-likelihood above {top:.3}.");
        hidden("best_log_likelihood", top, "nats", words);
        let words = format!(
            "The best sigma, with n under the squares, is {}.",
            figure(sigma)
        );
        hidden("best_sigma", sigma, unit, words);
    }
    match reading.best.map(|best| best.centre) {
        Some(Centre::Mean(mu)) => {
            let words = format!("The best mu, the mean of the leaves, is {}.", figure(mu));
            hidden("best_mu", mu, unit, words);
        }
        Some(Centre::Line(Line { slope, intercept })) => {
            let words = format!("The best slope a is {}.", figure(slope));
            hidden("best_a", slope, "", words);
            let words = format!("The best intercept b is {}.", figure(intercept));
            hidden("best_b", intercept, unit, words);
        }
        None => {}
    }
    let behind = reading.behind();
    let words = format!("You are {behind:.3} nats behind the best.");
    // Without a best there is nothing to be behind.
    let shown = reading.best.is_some() && !lab.has_product() && lab.tells_logs();
    let of_you = facts.number("behind", behind, words);
    of_you.unit("nats").shown_if(shown);
    if let Some(sigma) = reading.sample_sigma {
        let words = format!(
            "The lengths' deviation with n - 1 under the squares is {}.",
            figure(sigma)
        );
        facts.number("sample_sigma", sigma, words).unit(unit).hide();
    }
    let moves = lab.trail.len().saturating_sub(1);
    let words = format!("Your trail has {}.", many(moves as u64, "move"));
    facts.count("moves", moves, words).hide();
}

fn products(lab: &Likelihood, facts: &mut Facts) {
    let (single, double) = (lab.reading.single, lab.reading.double);
    let shown = lab.has_product();
    let value = f64::from(single.value);
    let words = format!("The product of all densities in f32 is {}.", figure(value));
    facts.number("product_f32", value, words).shown_if(shown);
    let words = format!("In f64 it is {}.", figure(double.value));
    let of_double = facts.number("product_f64", double.value, words);
    of_double.shown_if(shown);
    let mut fate = |name, at: Option<usize>, not: &str, became: &str| {
        let (value, words) = match at {
            Some(at) => (at as f64, format!("The product {became} at n = {at}.")),
            None => (f64::INFINITY, format!("{not} up to n = {}.", lab.n)),
        };
        let fact = facts.number(name, value, words).unit("leaves");
        fact.shown_if(shown && at.is_some());
    };
    let not = "In f32 the product has not become 0";
    fate("dead_at", single.dead_at, not, "became 0");
    let not = "In f64 it has not become 0";
    fate("dead_at_f64", double.dead_at, not, "in f64 became 0");
    let (not, became) = (
        "In f32 it has not become infinite",
        "in f32 became infinite",
    );
    fate("infinite_at", single.infinite_at, not, became);
}

/// The density of each leaf or its logarithm, in words.
fn bars(lab: &Likelihood, facts: &mut Facts) {
    // A leaf is its width and its length; where widths do not count they are not told.
    let from = if lab.has_line() { 0 } else { 1 };
    let leaves = lab.leaves();
    let mut all: Vec<(&[f64], f64)> = leaves
        .iter()
        .map(|leaf| &leaf[from..])
        .zip(lab.reading.logs.iter().copied())
        .collect();
    all.sort_by(|(a, _), (b, _)| a[0].total_cmp(&b[0]));
    let name = match lab.has_line() {
        true => "width and length",
        false => "length",
    };
    let (what, told): (_, fn(f64) -> String) = match lab.tells_logs() {
        true => ("Log density", |log| format!("{log:.2}")),
        false => ("Density", |log| figure(log.exp())),
    };
    let each: Vec<String> = all
        .iter()
        .take(MANY)
        .map(|(leaf, log)| {
            let sizes = leaf
                .iter()
                .map(|size| format!("{size:.*}", lab.unit().decimals));
            let sizes: Vec<String> = sizes.collect();
            format!("{}: {}", sizes.join(" "), told(*log))
        })
        .collect();
    let more = match all.len().saturating_sub(MANY) {
        0 => String::new(),
        more => format!(", and {more} more"),
    };
    let words = format!(
        "{what} of each leaf by its {name}: {}{more}.",
        each.join(", ")
    );
    let count = format!(
        "{} {}",
        all.len(),
        if lab.tells_logs() {
            "log densities"
        } else {
            "densities"
        }
    );
    facts
        .text("bars", &count, words)
        .shown_if(!lab.has_product());
}
