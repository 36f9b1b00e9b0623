//! What the lab shows, as numbers and sentences.

use super::Bend;
use crate::labs::training::{self, Names};
use crate::labs::{Fact, Facts};
use crate::stats::Line;
use crate::ui::number::{figure, many};

/// Everything the picture shows.
pub fn tell(lab: &Bend, facts: &mut Facts) {
    let points = lab.data.points.len();
    let said = format!("There are {}.", many(points as u64, "point"));
    facts.count("points", points, said);
    cloud(lab, facts);
    let (layers, net) = (lab.settings.layers, lab.settings.net);
    let said = format!("The network has {}.", many(layers as u64, "hidden layer"));
    facts.count("hidden_layers", layers, said).shown_if(net);
    let weights = lab.net().parameters();
    let said = format!(
        "It has {}, biases included.",
        many(weights as u64, "weight")
    );
    facts.count("weights", weights, said).shown_if(net);
    let mut learned = Facts::default();
    training::tell(&lab.run, &Names::ALONE, &mut learned);
    let learned = learned.into_list().into_iter();
    facts.extend(learned.map(|fact| Fact { shown: net, ..fact }));
    let unit = lab.data.unit;
    let told = |value: f64| format!("{} {unit}", figure(value)).trim_end().to_owned();
    let off = lab.error;
    let said = format!(
        "The network is off by {}, the root of the mean square.",
        told(off)
    );
    facts.number("error", off, said).unit(unit).shown_if(net);
    let says = [
        "The network draws a straight line.",
        "The network draws a bent curve.",
    ];
    facts
        .truth("straight", lab.is_straight(), says)
        .shown_if(net);
    let best = lab.best_error();
    let said = format!("The line of least squares is off by {}.", told(best));
    facts
        .number("line_error", best, said)
        .unit(unit)
        .shown_if(lab.settings.closed);
    let ratio = off / best;
    let said = format!(
        "The network is off by {} times that of the best line.",
        figure(ratio)
    );
    facts
        .number("ratio", ratio, said)
        .shown_if(lab.settings.closed);
    if let Some(line) = lab.as_line().filter(|_| net) {
        line_facts(["net_w", "net_b"], "The network's line", &line, facts);
    }
    if let Some(line) = lab.best().filter(|_| lab.settings.closed) {
        line_facts(
            ["best_w", "best_b"],
            "The line of least squares",
            &line,
            facts,
        );
    }
    if lab.settings.hand {
        line_facts(["hand_w", "hand_b"], "Your line", &lab.hand(), facts);
    }
    let hand = lab.hand_error();
    let said = format!("Your line is off by {}.", told(hand));
    facts
        .number("hand_error", hand, said)
        .unit(unit)
        .shown_if(lab.settings.hand);
    let said = format!(
        "That is {} times the least there is for a line.",
        figure(hand / best)
    );
    facts.number("hand_ratio", hand / best, said).hide();
}

/// Groups that the points are told in.
const GROUPS: usize = 6;

/// Where the points lie, for whoever cannot see it: the means of neighbours along x.
fn cloud(lab: &Bend, facts: &mut Facts) {
    let mut points = lab.data.points.clone();
    points.sort_by(|a, b| a[0].total_cmp(&b[0]));
    let groups = points.chunks(points.len().div_ceil(GROUPS).max(1));
    let means = groups.map(|group| {
        let mean = |axis: usize| group.iter().map(|at| at[axis]).sum::<f64>() / group.len() as f64;
        format!("{:.2} and {:.2}", mean(0), mean(1))
    });
    let means: Vec<String> = means.collect();
    let [x, y] = lab.data.names;
    let said = format!(
        "From left to right, {x} and {y} of groups of neighbours, on average: {}.",
        means.join(", ")
    );
    facts.text("cloud", "in groups", said);
}

fn line_facts(names: [&'static str; 2], whose: &str, line: &Line, facts: &mut Facts) {
    let said = format!(
        "{whose} rises by {} for each step of x.",
        figure(line.slope)
    );
    facts.number(names[0], line.slope, said);
    let said = format!("{whose} stands at {} where x is 0.", figure(line.intercept));
    facts.number(names[1], line.intercept, said);
}
