//! What is known of the new bird, as numbers and sentences.

use crate::labs::Fact;
use crate::labs::penguins::birds::{Flock, MEASURES, Measure, PAIRS};
use crate::labs::penguins::rules::{self, Answer, RULES};
use crate::labs::penguins::{AXES, Penguins};

/// How each rule is called in a sentence.
const WORDS: [&str; 3] = ["nearest mean", "nearest neighbour", "largest class"];

/// Names of the rules' facts.
const NAMES: [&str; 3] = ["nearest_mean", "nearest_neighbour", "largest_class"];

/// A measurement with its unit.
fn said(measure: &Measure, value: f64) -> String {
    format!("{value:.*} {}", measure.decimals, measure.unit)
}

/// All facts; their names are what tasks refer to.
pub fn all(lab: &Penguins) -> Vec<Fact> {
    let n = Fact::number;
    let Some(flock) = &lab.flock else {
        let sentence = "The table of penguins cannot be read.";
        return vec![Fact::text("birds", "none", sentence.into())];
    };
    let [x, y] = PAIRS[lab.pair].map(|measure| &MEASURES[measure]);
    let axes = AXES[usize::from(lab.standardized)];
    let say = |m: &Measure, v| format!("The new bird has a {} of {}.", m.name, said(m, v));
    let count = flock.birds.len();
    let mut facts = vec![
        n(
            "birds",
            count as f64,
            "",
            format!("{count} birds of known species were measured."),
        ),
        Fact::text(
            "axes",
            axes,
            match lab.standardized {
                true => "Distances are in standard deviations of each measurement.".into(),
                false => format!(
                    "Distances are raw: 1 {} counts as much as 1 {}.",
                    x.unit, y.unit
                ),
            },
        ),
        n("x", lab.bird[0], x.unit, say(x, lab.bird[0])),
        n("y", lab.bird[1], y.unit, say(y, lab.bird[1])),
    ];
    for (class, name) in flock.species.iter().enumerate() {
        let (count, means) = (flock.counts[class], flock.means[class]);
        let names = names_of(class);
        let sentence = format!("{count} birds are {name}.");
        facts.push(n(names[0], count as f64, "birds", sentence));
        for ((fact, measure), mean) in names[1..].iter().zip([x, y]).zip(means) {
            let sentence = format!(
                "On average {name} has a {} of {}.",
                measure.name,
                said(measure, mean)
            );
            facts.push(n(fact, mean, measure.unit, sentence));
        }
    }
    for (rule, answer) in lab.answers.iter().enumerate() {
        let sentence = sentence(flock, rule, answer);
        facts.push(Fact::text(
            NAMES[rule],
            &flock.species[answer.class],
            sentence,
        ));
    }
    facts.push(Fact::text(
        "rule",
        RULES[lab.rule],
        match WORDS.get(lab.rule) {
            Some(rule) => format!("The picture shows the ground of the {rule}."),
            None => "The picture shows the birds alone, and no rule's ground.".into(),
        },
    ));
    facts.extend(stray(lab, flock, [x, y]));
    facts.extend(compared(lab, flock, [x, y]));
    facts
}

/// What a step asks is for the learner to find; and where no rule is asked yet none is spoken of.
pub fn kept_back(lab: &Penguins) -> Vec<&'static str> {
    let mut kept = vec!["disagree", "mean_wrong", "y_share", "y_alone"];
    if !lab.is_asked() {
        kept.extend(NAMES);
        kept.extend(["axes", "rule", "mean_against_neighbour", "ties"]);
    }
    kept
}

/// The bird nearest to the new one that lies on the ground of another species, as the nearest mean
/// has it.
fn stray(lab: &Penguins, flock: &Flock, [x, y]: [&Measure; 2]) -> Option<Fact> {
    if RULES[lab.rule] != "mean" || !lab.standardized {
        return None; // raw, half of a species lies on another's ground
    }
    let ruler = lab.ruler();
    let away = |bird: &([f64; 2], usize)| ruler.distance(bird.0, lab.bird);
    let nearest = rules::strays(flock, &ruler).min_by(|a, b| away(a).total_cmp(&away(b)));
    let (at, class) = nearest?;
    let species = &flock.species[*class];
    let words = format!(
        "Some known birds the nearest mean would call by another name. Of those the one nearest to \
         the new bird is {species}, with a {} of {} and a {} of {}.",
        x.name,
        said(x, at[0]),
        y.name,
        said(y, at[1])
    );
    Some(Fact::text("stray", species, words))
}

/// Names of the facts of a species: how many, and the means along both axes.
fn names_of(class: usize) -> [&'static str; 3] {
    match class {
        0 => ["adelie", "adelie_x", "adelie_y"],
        1 => ["chinstrap", "chinstrap_x", "chinstrap_y"],
        _ => ["gentoo", "gentoo_x", "gentoo_y"],
    }
}

/// What a rule answers, with the tie if there is one.
fn sentence(flock: &Flock, rule: usize, answer: &Answer) -> String {
    let species = &flock.species[answer.class];
    match answer.tie {
        Some(other) => format!(
            "The {} is {species} and just as much {}: a tie, which the alphabet decides.",
            WORDS[rule], flock.species[other]
        ),
        None => format!("The {} says {species}.", WORDS[rule]),
    }
}

/// How the rules differ, and which measurement decides.
fn compared(lab: &Penguins, flock: &Flock, [x, y]: [&Measure; 2]) -> Vec<Fact> {
    let n = Fact::number;
    let [mean, neighbour, largest] = lab.answers.map(|answer| answer.class);
    let yes = |is: bool| f64::from(u8::from(is));
    let different =
        1 + usize::from(neighbour != mean) + usize::from(largest != mean && largest != neighbour);
    let disagree = different - 1;
    let ties = lab
        .answers
        .iter()
        .filter(|answer| answer.tie.is_some())
        .count();
    let share = y_share(lab, flock);
    let alone = alone(lab, flock);
    vec![
        n(
            "disagree",
            disagree as f64,
            "",
            match disagree {
                0 => "All three rules agree.".into(),
                1 => "Two different answers are given.".into(),
                _ => "Every rule gives another answer.".into(),
            },
        ),
        n(
            "mean_against_neighbour",
            yes(mean != neighbour),
            "",
            match mean == neighbour {
                true => "Nearest mean and nearest neighbour agree.".into(),
                false => "Nearest mean and nearest neighbour disagree.".into(),
            },
        ),
        n(
            "ties",
            ties as f64,
            "",
            match ties {
                0 => "No rule has a tie.".into(),
                1 => "One rule has a tie.".into(),
                more => format!("{more} rules have a tie."),
            },
        ),
        n(
            "mean_wrong",
            lab.mean_wrong as f64,
            "",
            format!(
                "Of the {} birds of known species the nearest mean gets {} wrong.",
                flock.birds.len(),
                lab.mean_wrong
            ),
        ),
        n(
            "y_share",
            share,
            "",
            format!(
                "Of a squared distance between two birds, {:.3}% comes from the {} on average.",
                100.0 * share,
                y.name
            ),
        ),
        n(
            "y_alone",
            yes(alone),
            "",
            match alone {
                true => format!(
                    "Without the {} both distances would answer the same.",
                    x.name
                ),
                false => format!("Without the {} an answer would change.", x.name),
            },
        ),
    ]
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
    let ruler = lab.ruler();
    let blind = rules::Ruler {
        spread: [f64::INFINITY, ruler.spread[1]],
    };
    let answers = rules::ask(flock, &blind, lab.bird);
    let same = |rule: usize| {
        let (full, blind) = (&lab.answers[rule], &answers[rule]);
        // Birds of one mass tie when nothing else is seen: any of their species will do.
        full.class == blind.class || Some(full.class) == blind.tie
    };
    same(0) && same(1)
}
