//! What is known of the new bird, as numbers and sentences.

use super::rules::{self, RULES};
use super::{AXES, JUDGES, Penguins};
use crate::labs::birds::{Flock, Measure, Ruler};
use crate::labs::{Fact, Facts};

/// How each rule is called in a sentence.
const WORDS: [&str; 3] = ["nearest mean", "nearest neighbour", "largest class"];

/// Names of the rules' facts.
const NAMES: [&str; 3] = ["nearest_mean", "nearest_neighbour", "largest_class"];

/// Names of the facts of each species: how many, and the means along both axes.
const SPECIES: [[&str; 3]; 3] = [
    ["adelie", "adelie_x", "adelie_y"],
    ["chinstrap", "chinstrap_x", "chinstrap_y"],
    ["gentoo", "gentoo_x", "gentoo_y"],
];

/// All facts; their names are what tasks refer to. What a step asks is for the learner to find, and
/// where no rule is asked yet none is spoken of.
pub fn tell(lab: &Penguins, facts: &mut Facts) {
    let Some(flock) = &lab.flock else {
        facts.text("birds", "none", "The table of penguins cannot be read.");
        return;
    };
    let [x, y] = lab.measures();
    let asked = lab.is_asked();
    let count = flock.birds.len();
    facts.count(
        "birds",
        count,
        format!("{count} birds of known species were measured."),
    );
    let distances = match lab.standardized {
        true => "Distances are in standard deviations of each measurement.".into(),
        false => {
            let (x, y) = (x.scale.unit, y.scale.unit);
            format!("Distances are raw: 1 {x} counts as much as 1 {y}.")
        }
    };
    let axes = AXES[usize::from(lab.standardized)];
    facts.text("axes", axes, distances).shown_if(asked);
    for ((name, measure), value) in ["x", "y"].into_iter().zip([x, y]).zip(lab.bird) {
        let said = measure.spelled(value);
        let sentence = format!("The new bird has a {} of {said}.", measure.name);
        facts.number(name, value, sentence).unit(measure.scale.unit);
    }
    of_species(lab, flock, facts);
    of_rules(lab, flock, facts);
    judged(lab, facts);
    facts.extend(nearest_misclassified(lab, flock));
    compared(lab, flock, facts);
}

/// How many of the known birds each rule gets wrong, and how it was tried.
fn judged(lab: &Penguins, facts: &mut Facts) {
    if !lab.is_judged() {
        return;
    }
    let tried = match JUDGES[lab.judge] {
        "known" => "Tried on the birds it was made of",
        _ => "Tried on each bird in turn, that one set aside",
    };
    let names = ["judged_mean", "judged_neighbour", "judged_largest"];
    for ((name, rule), wrong) in names.into_iter().zip(WORDS).zip(&lab.wrong) {
        let count = wrong.len();
        facts.count(
            name,
            count,
            format!("{tried}, the {rule} gets {count} wrong."),
        );
    }
}

fn of_species(lab: &Penguins, flock: &Flock, facts: &mut Facts) {
    for ((names, species), (count, means)) in
        (SPECIES.iter().zip(&flock.species)).zip(flock.counts.iter().zip(&flock.means))
    {
        let [birds, axes @ ..] = *names;
        facts
            .count(birds, *count, format!("{count} birds are {species}."))
            .unit("birds");
        for ((name, measure), mean) in axes.into_iter().zip(lab.measures()).zip(means) {
            let said = measure.spelled(*mean);
            let sentence = format!("On average {species} has a {} of {said}.", measure.name);
            facts.number(name, *mean, sentence).unit(measure.scale.unit);
        }
    }
}

/// What each rule answers, with the tie if there is one, and which of them the picture shows.
fn of_rules(lab: &Penguins, flock: &Flock, facts: &mut Facts) {
    for ((name, rule), answer) in NAMES.into_iter().zip(WORDS).zip(&lab.answers) {
        let species = &flock.species[answer.class];
        let sentence = match answer.tie.map(|other| &flock.species[other]) {
            Some(other) => format!(
                "The {rule} is {species} and just as much {other}: a tie, which the alphabet decides."
            ),
            None => format!("The {rule} says {species}."),
        };
        let asked = lab.is_asked() && !lab.is_judged();
        facts.text(name, species, sentence).shown_if(asked);
    }
    let shown = match WORDS.get(lab.rule) {
        Some(rule) => format!("The picture shows the ground of the {rule}."),
        None => "The picture shows the birds alone, and no rule's ground.".into(),
    };
    facts
        .text("rule", RULES[lab.rule], shown)
        .shown_if(lab.is_asked());
}

/// The bird nearest to the new one that lies on the ground of another species, as the nearest mean
/// has it.
fn nearest_misclassified(lab: &Penguins, flock: &Flock) -> Option<Fact> {
    if RULES[lab.rule] != "mean" || !lab.standardized {
        return None; // raw, half of a species lies on another's ground
    }
    let ruler = lab.ruler();
    let away = |bird: &([f64; 2], usize)| ruler.distance(bird.0, lab.bird);
    let nearest = rules::misclassified(flock, &ruler).min_by(|a, b| away(a).total_cmp(&away(b)));
    let ([x, y], class) = nearest?;
    let (species, [along_x, along_y]) = (&flock.species[*class], lab.measures());
    let with =
        |measure: &Measure, value| format!("a {} of {}", measure.name, measure.spelled(value));
    let words = format!(
        "Some known birds the nearest mean would call by another name. Of those the one nearest to \
         the new bird is {species}, with {} and {}.",
        with(along_x, *x),
        with(along_y, *y)
    );
    Some(Fact::text("stray", species, words))
}

/// How the rules differ, and which measurement decides.
fn compared(lab: &Penguins, flock: &Flock, facts: &mut Facts) {
    let [mean, neighbour, largest] = lab.answers.map(|answer| answer.class);
    let disagree =
        usize::from(neighbour != mean) + usize::from(largest != mean && largest != neighbour);
    let answers = match disagree {
        0 => "All three rules agree.",
        1 => "Two different answers are given.",
        _ => "Every rule gives another answer.",
    };
    facts.count("disagree", disagree, answers).hide();
    let parted = [
        "Nearest mean and nearest neighbour disagree.",
        "Nearest mean and nearest neighbour agree.",
    ];
    let of_two = facts.truth("mean_against_neighbour", mean != neighbour, parted);
    of_two.shown_if(lab.is_asked());
    let ties = lab
        .answers
        .iter()
        .filter(|answer| answer.tie.is_some())
        .count();
    let sentence = match ties {
        0 => "No rule has a tie.".into(),
        1 => "One rule has a tie.".into(),
        more => format!("{more} rules have a tie."),
    };
    facts.count("ties", ties, sentence).shown_if(lab.is_asked());
    let (all, wrong) = (flock.birds.len(), lab.mean_wrong);
    let sentence =
        format!("Of the {all} birds of known species the nearest mean gets {wrong} wrong.");
    facts.count("mean_wrong", wrong, sentence).hide();
    let spreads = ["x_deviation", "y_deviation"]
        .into_iter()
        .zip(lab.measures());
    for ((name, measure), spread) in spreads.zip(flock.spread) {
        let said = format!("{spread:.2} {}", measure.scale.unit);
        let said = format!(
            "Over all birds the {} has a standard deviation of {said}.",
            measure.name
        );
        facts
            .number(name, spread, said)
            .unit(measure.scale.unit)
            .hide();
    }
    let [x, y] = lab.measures().map(|measure| measure.name);
    let share = y_share(lab, flock);
    let percent = 100.0 * share;
    let sentence = format!(
        "Of a squared distance between two birds, {percent:.3}% comes from the {y} on average."
    );
    facts.number("y_share", share, sentence).hide();
    let same = format!("Without the {x} both distances would answer the same.");
    let other = format!("Without the {x} an answer would change.");
    facts
        .truth("y_alone", alone(lab, flock), [&same, &other])
        .hide();
}

/// The share of the vertical measurement in the mean squared distance between two birds.
fn y_share(lab: &Penguins, flock: &Flock) -> f64 {
    let ruler = lab.ruler();
    // The mean squared difference of two draws is twice the variance.
    let [x, y] = [0, 1].map(|k| (flock.spread[k] / ruler.spread[k]).powi(2));
    y / (x + y)
}

/// Whether mean and neighbour answer as they would with the vertical measurement alone.
fn alone(lab: &Penguins, flock: &Flock) -> bool {
    let blind = Ruler {
        spread: [f64::INFINITY, lab.ruler().spread[1]],
    };
    let answers = rules::ask(flock, &blind, lab.bird);
    let same = |rule: usize| {
        let (full, blind) = (&lab.answers[rule], &answers[rule]);
        // Birds of one mass tie when nothing else is seen: any of their species will do.
        full.class == blind.class || Some(full.class) == blind.tie
    };
    same(0) && same(1)
}
