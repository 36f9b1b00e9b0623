//! Everything the likelihood lab shows, as numbers and sentences.

use crate::labs::Fact;
use crate::labs::likelihood::reading::Centre;
use crate::labs::likelihood::{Likelihood, VIEWS};
use crate::ui::number::{figure, many};

/// With more leaves than this their log densities are told as a sum alone.
const TOLD: usize = 30;

/// All facts; their names are what tasks refer to.
pub fn all(lab: &Likelihood) -> Vec<Fact> {
    let mut facts = knobs(lab);
    facts.extend(likelihood(lab));
    facts.extend(best(lab));
    facts.extend(products(lab));
    facts.push(bars(lab));
    facts
}

/// Where the best is, is for the learner to find; of the rest, what the view does not show.
pub fn kept_back(lab: &Likelihood) -> Vec<&'static str> {
    let mut kept = vec![
        "best_log_likelihood",
        "best_sigma",
        "best_mu",
        "best_a",
        "best_b",
        "sample_sigma",
        "moves",
        "seed",
    ];
    kept.extend(match lab.has_line() {
        true => &["mu"][..],
        false => &["a", "b"],
    });
    if lab.reading.best.is_none() {
        kept.push("behind"); // there is nothing to be behind
    }
    let fates = [
        ("dead_at", lab.reading.single.dead_at),
        ("dead_at_f64", lab.reading.double.dead_at),
        ("infinite_at", lab.reading.single.infinite_at),
    ];
    if VIEWS[lab.view] == "product" {
        kept.extend(["lowest", "mean_log_density", "behind", "bars"]);
        kept.extend(
            fates
                .iter()
                .filter(|(_, at)| at.is_none())
                .map(|(name, _)| name),
        );
    } else {
        kept.extend(["product_f32", "product_f64"]);
        kept.extend(fates.iter().map(|(name, _)| name));
    }
    kept
}

fn knobs(lab: &Likelihood) -> Vec<Fact> {
    let (n, unit) = (Fact::number, lab.unit.name);
    let (mu, sigma) = (lab.out(lab.mu), lab.out(lab.sigma));
    let (a, b) = (lab.line.slope, lab.out(lab.line.intercept));
    let view = VIEWS[lab.view];
    let acts = match lab.has_line() {
        true => "A leaf's length is taken to be normal about a x + b, x its width.",
        false => "A leaf's length is taken to be normal about mu, whatever its width.",
    };
    vec![
        Fact::text("view", view, format!("The view is {view}. {acts}")),
        Fact::text("unit", unit, format!("Lengths are told in {unit}.")),
        n(
            "seed",
            lab.seed as f64,
            "",
            format!("These are the leaves of seed {}.", lab.seed),
        ),
        n(
            "n",
            lab.n as f64,
            "leaves",
            match lab.n {
                1 => "There is one leaf.".to_owned(),
                n => format!("There are {n} leaves."),
            },
        ),
        n("mu", mu, unit, format!("The mean mu is {}.", figure(mu))),
        n(
            "sigma",
            sigma,
            unit,
            format!("The standard deviation sigma is {}.", figure(sigma)),
        ),
        n("a", a, "", format!("The line's slope a is {}.", figure(a))),
        n(
            "b",
            b,
            unit,
            format!("The line's intercept b is {}.", figure(b)),
        ),
    ]
}

fn likelihood(lab: &Likelihood) -> Vec<Fact> {
    let (n, reading) = (Fact::number, &lab.reading);
    let sum = reading.log_likelihood();
    let mean = sum / lab.n as f64;
    let lowest = reading.logs.iter().copied().fold(f64::INFINITY, f64::min);
    vec![
        n(
            "log_likelihood",
            sum,
            "nats",
            format!("The log-likelihood, the sum of all log densities, is {sum:.3}."),
        ),
        n(
            "mean_log_density",
            mean,
            "nats",
            format!("That is {mean:.3} for each leaf in the mean."),
        ),
        n(
            "lowest",
            lowest,
            "nats",
            format!(
                "The least likely leaf has a log density of {}.",
                figure(lowest)
            ),
        ),
    ]
}

fn best(lab: &Likelihood) -> Vec<Fact> {
    let (n, unit, reading) = (Fact::number, lab.unit.name, &lab.reading);
    let mut facts = match reading.best {
        None if !lab.tells_of_no_best() => Vec::new(),
        None => vec![n(
            "best_log_likelihood",
            f64::INFINITY,
            "nats",
            "There is no best: the centre passes through every leaf, and the likelihood grows \
             without bound as sigma goes to 0."
                .into(),
        )],
        Some(best) => {
            let top = best.log_likelihood;
            vec![
                n(
                    "best_log_likelihood",
                    top,
                    "nats",
                    format!("No parameters give a log-likelihood above {top:.3}."),
                ),
                n(
                    "best_sigma",
                    best.sigma,
                    unit,
                    format!(
                        "The best sigma, with n under the squares, is {}.",
                        figure(best.sigma)
                    ),
                ),
            ]
        }
    };
    match reading.best.map(|best| best.centre) {
        Some(Centre::Mean(mu)) => facts.push(n(
            "best_mu",
            mu,
            unit,
            format!("The best mu, the mean of the leaves, is {}.", figure(mu)),
        )),
        Some(Centre::Line(line)) => facts.extend([
            n(
                "best_a",
                line.slope,
                "",
                format!("The best slope a is {}.", figure(line.slope)),
            ),
            n(
                "best_b",
                line.intercept,
                unit,
                format!("The best intercept b is {}.", figure(line.intercept)),
            ),
        ]),
        None => {}
    }
    let behind = reading.behind();
    facts.push(n(
        "behind",
        behind,
        "nats",
        format!("You are {behind:.3} nats behind the best."),
    ));
    if let Some(sigma) = reading.sample_sigma {
        let words = format!(
            "The lengths' deviation with n - 1 under the squares is {}.",
            figure(sigma)
        );
        facts.push(n("sample_sigma", sigma, unit, words));
    }
    let moves = lab.trail.len().saturating_sub(1);
    facts.push(n(
        "moves",
        moves as f64,
        "",
        format!("Your trail has {}.", many(moves as u64, "move")),
    ));
    facts
}

fn products(lab: &Likelihood) -> Vec<Fact> {
    let (n, reading) = (Fact::number, &lab.reading);
    let (single, double) = (f64::from(reading.single.value), reading.double.value);
    let mut facts = vec![
        n(
            "product_f32",
            single,
            "",
            format!("The product of all densities in f32 is {}.", figure(single)),
        ),
        n(
            "product_f64",
            double,
            "",
            format!("In f64 it is {}.", figure(double)),
        ),
    ];
    let fates = [
        (
            "dead_at",
            reading.single.dead_at,
            "In f32 the product has not become 0",
            "became 0",
        ),
        (
            "dead_at_f64",
            reading.double.dead_at,
            "In f64 it has not become 0",
            "in f64 became 0",
        ),
        (
            "infinite_at",
            reading.single.infinite_at,
            "In f32 it has not become infinite",
            "in f32 became infinite",
        ),
    ];
    for (name, at, not, became) in fates {
        let (value, words) = match at {
            Some(at) => (at as f64, format!("The product {became} at n = {at}.")),
            None => (f64::INFINITY, format!("{not} up to n = {}.", lab.n)),
        };
        facts.push(n(name, value, "leaves", words));
    }
    facts
}

/// The log density of each leaf, in words.
fn bars(lab: &Likelihood) -> Fact {
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
    let told: Vec<String> = all
        .iter()
        .take(TOLD)
        .map(|(leaf, log)| {
            let sizes = leaf
                .iter()
                .map(|size| format!("{size:.*}", lab.unit.decimals));
            let sizes: Vec<String> = sizes.collect();
            format!("{}: {log:.2}", sizes.join(" "))
        })
        .collect();
    let more = match all.len().saturating_sub(TOLD) {
        0 => String::new(),
        more => format!(", and {more} more"),
    };
    let words = format!(
        "Log density of each leaf by its {name}: {}{more}.",
        told.join(", ")
    );
    Fact::text("bars", &format!("{} log densities", all.len()), words)
}
