//! What the lab shows, as numbers and sentences.

use super::Classifier2d;
use super::judged::{Dear, Tally};
use crate::labs::Facts;
use crate::labs::training::{self, Names};
use crate::ui::number::{figure, grouped, many};

/// Of so many points at most it is worked out whether a line parts them.
const FEW: usize = 60;

/// Everything the picture shows.
pub fn tell(lab: &Classifier2d, facts: &mut Facts) {
    points(lab, facts);
    network(lab, facts);
    training::tell(&lab.run, &Names::ALONE, facts);
    let judged = &lab.judged;
    on(
        &judged.train,
        ["accuracy", "wrong", "cost"],
        "the points",
        facts,
    );
    if judged.test.points > 0 {
        let names = ["test_accuracy", "test_wrong", "test_cost"];
        on(&judged.test, names, "the unseen points", facts);
    }
    facts
        .number(
            "start_cost",
            lab.start_cost,
            format!(
                "Untrained, a point cost this network {} nats.",
                figure(lab.start_cost)
            ),
        )
        .unit("nats")
        .shown_if(lab.run.steps() > 0);
    if let Some(dearest) = judged.dearest.first() {
        let words = judged.dearest.iter().map(|dear| spelled(lab, dear));
        let words: Vec<String> = words.collect();
        let [x, y] = &lab.data.axes;
        let which = match lab.settings.draws_test() {
            true => "The dearest unseen points",
            false => "The dearest points",
        };
        let words = format!("{which}, {x} and {y}: {}.", words.join("; "));
        facts.number("most_cost", dearest.cost, words).unit("nats");
    }
}

fn points(lab: &Classifier2d, facts: &mut Facts) {
    let data = &lab.data;
    let of = |class: usize| {
        data.train
            .iter()
            .filter(|point| point.class == class)
            .count()
    };
    let each = data.classes.iter().enumerate();
    let each = each.map(|(at, class)| format!("{} of {}, {}", of(at), class.letter, class.name));
    let each: Vec<String> = each.collect();
    let n = data.train.len();
    let words = format!(
        "There {} {} to learn from: {}.",
        if n == 1 { "is" } else { "are" },
        many(n as u64, "point"),
        each.join("; ")
    );
    facts.count("points", n, words).unit("points");
    let on_these = lab.run.steps().saturating_sub(lab.hand.before) as usize;
    let words = format!(
        "On these points {} were made.",
        many(on_these as u64, "update")
    );
    facts.count("updates_on_points", on_these, words).hide();
    if n <= FEW {
        let (parts, words) = match data.is_parted_by_lines() {
            true => (1, "A straight line parts each two classes."),
            false => (0, "No straight line parts them."),
        };
        facts.count("line_parts", parts, words).hide();
    }
    let n = data.test.len();
    let words = format!(
        "{} are kept apart, unseen by the training.",
        many(n as u64, "point")
    );
    facts.count("test_points", n, words).unit("points");
    let classes = data.classes.len();
    let words = format!("There are {classes} classes.");
    facts.count("classes", classes, words).hide();
    if lab.hand.free {
        let [x, y] = lab.hand.at;
        let class = lab.data.classes.get(lab.hand.class);
        let letter = class.map_or('?', |class| class.letter);
        let words = format!("The hand is at {x:.2}, {y:.2}, with points of {letter}.");
        facts.text("hand", &letter.to_string(), words);
    }
    if let Some(lack) = data.lack() {
        facts.text("lack", "points", format!("Nothing can be learned: {lack}."));
    }
}

fn network(lab: &Classifier2d, facts: &mut Facts) {
    let layers = lab.settings.hidden().count();
    let hidden: Vec<String> = lab.settings.hidden().map(|n| n.to_string()).collect();
    let words = match layers {
        0 => "The network has no hidden layer.".to_owned(),
        _ => format!(
            "Hidden nodes, layer by layer: {}, each with {}.",
            hidden.join(", "),
            lab.settings.activation_name()
        ),
    };
    facts.count("hidden_layers", layers, words);
    let nodes = lab.settings.hidden().sum();
    let words = format!("It has {} in all.", many(nodes as u64, "hidden node"));
    facts.count("hidden_nodes", nodes, words).hide();
    let weights = lab.fresh.parameters();
    let words = format!(
        "It has {} weights, biases included.",
        grouped(weights as u64)
    );
    facts.count("weights", weights, words).unit("weights");
    if let (true, Some((name, value))) = (lab.settings.sees_units(), lab.chosen_weight()) {
        let words = format!("Of the chosen unit the weight {name} is {value:.2}.");
        facts.number("unit_weight", value.into(), words);
    }
    let loss = lab.settings.loss_name();
    facts.text("what_is_small", loss, format!("It makes {loss} small."));
}

fn on(tally: &Tally, [share, wrong, cost]: [&'static str; 3], of: &str, facts: &mut Facts) {
    let (n, right) = (tally.points, tally.right);
    let words = format!(
        "Of {of} {right} of {n} get their own class: {:.1} %.",
        100.0 * tally.accuracy()
    );
    facts.number(share, tally.accuracy(), words).shown_if(n > 0);
    let words = format!("{} of {of} get another.", n - right);
    facts.count(wrong, n - right, words).hide();
    let words = format!(
        "Of {of} each costs {} nats on average.",
        figure(tally.mean_cost)
    );
    facts
        .number(cost, tally.mean_cost, words)
        .unit("nats")
        .shown_if(n > 0);
}

/// A dear point in words.
fn spelled(lab: &Classifier2d, dear: &Dear) -> String {
    let letter = |class: usize| lab.data.classes.get(class).map_or('?', |it| it.letter);
    let [x, y] = dear.point.at;
    format!(
        "{} at {x:.2}, {y:.2} on the ground of {}, {:.2} nats",
        letter(dear.point.class),
        letter(dear.answer),
        dear.cost
    )
}
