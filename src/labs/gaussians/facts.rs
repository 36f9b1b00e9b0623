//! What the Gaussians say, as numbers and sentences.

use super::Gaussians;
use super::classes::Classes;
use crate::labs::birds::Flock;
use crate::labs::{Fact, Facts};
use crate::stats::Covariance;
use crate::ui::number::{figure, probability};

/// Names of the facts of each species: log f, distance, prior, score, posterior, correlation.
const SPECIES: [[&str; 6]; 3] = [
    [
        "log_f_adelie",
        "sigmas_adelie",
        "prior_adelie",
        "score_adelie",
        "posterior_adelie",
        "correlation_adelie",
    ],
    [
        "log_f_chinstrap",
        "sigmas_chinstrap",
        "prior_chinstrap",
        "score_chinstrap",
        "posterior_chinstrap",
        "correlation_chinstrap",
    ],
    [
        "log_f_gentoo",
        "sigmas_gentoo",
        "prior_gentoo",
        "score_gentoo",
        "posterior_gentoo",
        "correlation_gentoo",
    ],
];

/// Names of the facts of where each hill stands.
const HILLS: [&str; 3] = ["hill_adelie", "hill_chinstrap", "hill_gentoo"];

/// All facts; their names are what tasks refer to. What the picture does not show is hidden.
pub fn tell(lab: &Gaussians, facts: &mut Facts) {
    let Some((flock, classes)) = &lab.data else {
        facts.text("birds", "none", "The table of penguins cannot be read.");
        return;
    };
    let count = flock.birds.len();
    let birds = format!("{count} birds of known species were measured.");
    facts.count("birds", count, birds);
    for ((name, measure), value) in ["x", "y"]
        .into_iter()
        .zip(Gaussians::measures())
        .zip(lab.bird)
    {
        let said = measure.spelled(value);
        let sentence = format!("The new bird has a {} of {said}.", measure.name);
        facts.number(name, value, sentence).unit(measure.scale.unit);
    }
    leaning(lab, flock, classes, facts);
    of_species(lab, flock, classes, facts);
    answers(lab, flock, facts);
    on_known_birds(lab, flock, classes, facts);
}

/// How length and depth go together, over all birds and in each species.
fn leaning(lab: &Gaussians, flock: &Flock, classes: &Classes, facts: &mut Facts) {
    let all: Vec<[f64; 2]> = flock.birds.iter().map(|bird| bird.0).collect();
    let all = Covariance::of(&all).map_or(f64::NAN, |all| all.correlation());
    let sentence = format!("Over all birds length and depth have a correlation of {all:.2}.");
    facts.number("correlation", all, sentence).hide();
    let hills = classes.hills(lab.shared);
    for ((name, species), hill) in HILLS.into_iter().zip(&flock.species).zip(hills) {
        let ([x, y], Covariance { xx, yy, .. }) = (hill.mean(), hill.covariance());
        let (wide, high) = (xx.sqrt(), yy.sqrt());
        let words = format!(
            "{species}'s mean is a bill of {x:.1} by {y:.1} mm, with standard deviations of {wide:.1} and {high:.1} mm."
        );
        let place = format!("{x:.1} {y:.1}");
        facts.text(name, &place, words).shown_if(lab.hills);
    }
    let each = hills.each_ref().map(|hill| hill.covariance().correlation());
    for (([.., name], species), value) in SPECIES.into_iter().zip(&flock.species).zip(each) {
        let sentence = match lab.shared {
            true => format!("The one ellipse, {species}'s too, has a correlation of {value:.2}."),
            false => format!("Among {species}s length and depth have a correlation of {value:.2}."),
        };
        facts.number(name, value, sentence).shown_if(lab.hills);
    }
    let rising = each.iter().filter(|value| **value > 0.0).count();
    let sentence = format!("In {rising} of the 3 species a longer bill is deeper on average.");
    facts.count("rising", rising, sentence).shown_if(lab.hills);
}

/// Likelihood, prior, score and posterior of each species.
fn of_species(lab: &Gaussians, flock: &Flock, classes: &Classes, facts: &mut Facts) {
    let with_priors = lab.has_priors();
    let (scores, priors) = (&lab.scores, lab.priors());
    for (class, names) in SPECIES.into_iter().enumerate() {
        let species = &flock.species[class];
        let [log_f, sigmas, prior, score, posterior, _] = names;
        let value = scores.log_f[class];
        let sentence = format!(
            "Under the Gaussian of {species} log f is {}.",
            figure(value)
        );
        facts
            .number(log_f, value, sentence)
            .unit("nats")
            .shown_if(lab.has_table());
        let away = classes.hills(lab.shared)[class]
            .squared_distance(lab.bird)
            .sqrt();
        let sentence = format!("From {species} it is {away:.2} standard deviations away.");
        facts.number(sigmas, away, sentence).hide();
        let sentence = format!("The prior of {species} is {:.2}.", priors[class]);
        facts
            .number(prior, priors[class], sentence)
            .shown_if(with_priors);
        let value = scores.scores[class];
        let sentence = format!("The score of {species} is {}.", figure(value));
        facts
            .number(score, value, sentence)
            .unit("nats")
            .shown_if(with_priors);
        let value = scores.posterior(class);
        let sentence = format!("The posterior of {species} is {value:.3}.");
        facts
            .number(posterior, value, sentence)
            .shown_if(with_priors);
    }
}

/// The species that each question gets for an answer.
fn answers(lab: &Gaussians, flock: &Flock, facts: &mut Facts) {
    let named = |class: usize| flock.species[class].as_str();
    let likeliest = named(lab.scores.likeliest());
    let sentence = format!("The bird is likeliest under the Gaussian of {likeliest}.");
    facts
        .text("likeliest", likeliest, sentence)
        .shown_if(lab.has_table());
    let probable = named(lab.scores.most_probable());
    let sentence = format!("With the priors the most probable species is {probable}.");
    facts
        .text("most_probable", probable, sentence)
        .shown_if(lab.has_priors());
    let nearest = named(lab.nearest_mean(flock));
    let sentence =
        format!("The nearest mean, in standard deviations over all birds, is {nearest}'s.");
    facts
        .text("nearest_mean", nearest, sentence)
        .shown_if(lab.has_table() && !lab.has_priors());
    let shapes = [
        "Where two scores are equal the boundary is curved.",
        "Where two scores are equal the boundary is a straight line.",
    ];
    facts
        .truth("curved", !lab.shared, shapes)
        .shown_if(lab.boundary);
}

/// How many known birds come out wrong, and what that costs.
fn on_known_birds(lab: &Gaussians, flock: &Flock, classes: &Classes, facts: &mut Facts) {
    let record = &lab.record;
    let wrong = record.wrong;
    let sentence = format!("{wrong} of the known birds get another species than theirs.");
    facts.count("wrong", wrong, sentence).shown_if(lab.costs);
    let mean = record.mean_cost;
    let sentence = format!("On average a known bird costs {mean:.4} nats.");
    facts
        .number("mean_cost", mean, sentence)
        .unit("nats")
        .shown_if(lab.costs);
    let most = record.most;
    let sentence = format!("The dearest known bird costs {most:.2} nats.");
    facts
        .number("most_cost", most, sentence)
        .unit("nats")
        .hide();
    let Some(([x, y], class, cost)) = lab.beside(flock, classes) else {
        return;
    };
    let species = &flock.species[class];
    let sentence = format!(
        "Next to the new bird, at {x:.1} and {y:.1} mm, lies a known {species}, which costs {cost:.3} nats."
    );
    let beside = Fact::text("beside", species, sentence);
    facts.push(beside).shown_if(lab.costs);
    let sentence = format!(
        "That known bird gave its own species a probability of {}.",
        probability((-cost).exp())
    );
    facts
        .number("beside_cost", cost, sentence)
        .unit("nats")
        .shown_if(lab.costs);
}
