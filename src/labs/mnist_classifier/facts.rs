//! What the lab shows, as numbers and sentences.

use super::drawing::Seen;
use super::read::{Read, SURE, Score, Set};
use super::{DIGIT, DRAW, ERRORS, MATRIX, MnistClassifier};
use crate::labs::{Facts, ink};
use crate::stats::Answer;
use crate::ui::number::{a, grouped, many, probability, times};

/// What is said of a fact that is not there yet.
const LATER: &str = "Told once the digits are read.";

/// Everything the picture shows.
pub fn tell(lab: &MnistClassifier, facts: &mut Facts) {
    let network = if lab.own { "yours" } else { "shipped" };
    facts.text("network", network, who(lab));
    let parameters = lab.network().map_or(0, |network| network.parameters());
    let words = format!("It has {} parameters.", grouped(parameters as u64));
    facts.count("parameters", parameters, words);
    run(lab, facts);
    test(lab, facts);
    match lab.shown() {
        Some(read) => {
            let set = read.set.name();
            let words = format!("It reads {} {set} digits.", grouped(read.len() as u64));
            facts.text("set", set, words);
            score(lab, read, facts);
            cell(lab, read, facts);
            digit(lab, read, facts);
        }
        None => drop(facts.text("set", "none", waiting(lab))),
    }
    drawing(lab, facts);
}

/// Whose answers these are, in a sentence.
pub fn who(lab: &MnistClassifier) -> String {
    match (lab.own, lab.run.latest()) {
        (false, _) => {
            "The network that ships answers: it learned from all 60,000 training digits.".to_owned()
        }
        (true, Some(at)) if at.step > 0 => {
            format!("Your network answers, after {}.", many(at.step, "update"))
        }
        (true, _) => {
            "Your network answers, and it is untrained: its answers mean nothing yet.".to_owned()
        }
    }
}

/// What to say while the digits are not read.
pub fn waiting(lab: &MnistClassifier) -> &str {
    match lab.data.ready() {
        Some(_) => "Reading the digits...",
        None => lab.data.sentence(),
    }
}

/// How far the training is.
fn run(lab: &MnistClassifier, facts: &mut Facts) {
    let (spent, budget) = (lab.run.seconds(), lab.settings.budget);
    let words = format!("{spent:.1} of {budget:.0} seconds of learning are spent.");
    facts
        .number("spent", spent, words)
        .unit("s")
        .shown_if(lab.own);
    let Some(at) = lab.run.latest() else {
        facts
            .count("epoch", 0, "Nothing is trained yet.")
            .shown_if(lab.own);
        facts.number("val_accuracy", f64::NAN, LATER).hide();
        return;
    };
    let (epoch, epochs) = (at.epoch, many(at.epochs as u64, "epoch"));
    let words = format!("Of {epochs} your network has done {epoch}.");
    facts.count("epoch", epoch, words).shown_if(lab.own);
    let words = format!("It has made {}.", many(at.step, "update"));
    facts
        .number("step", at.step as f64, words)
        .shown_if(lab.own);
    if let Some(loss) = at.curve.last().map(f64::from) {
        let words = format!("The last batch cost {loss:.4} nats a digit.");
        facts.number("loss", loss, words).shown_if(lab.own);
    }
    let Some(report) = at.last_epoch() else {
        facts.number("val_accuracy", f64::NAN, LATER).hide();
        return;
    };
    if let Some(loss) = report.val_loss {
        let words = format!("After the last whole epoch a held-out digit cost {loss:.4} nats.");
        facts.number("val_loss", loss, words).shown_if(lab.own);
    }
    let share = report.val_accuracy.unwrap_or(f64::NAN);
    let words = format!(
        "After the last whole epoch {:.2} % of the held-out digits were read rightly.",
        100.0 * share
    );
    facts.number("val_accuracy", share, words).shown_if(lab.own);
}

/// The test digits, opened or not.
fn test(lab: &MnistClassifier, facts: &mut Facts) {
    let times = lab.opened.map_or(0, |opened| opened.times);
    let accuracy = lab.opened.map_or(f64::NAN, |opened| opened.accuracy);
    let words = match times {
        0 => "The test digits are closed to your network.".to_owned(),
        1 => "The test digits were opened once for your network.".to_owned(),
        n => format!("The test digits were opened {n} times: who chooses by them fits to them."),
    };
    facts.count("opened", times, words).shown_if(lab.own);
    let words = format!(
        "Of the test digits {:.2} % were read rightly when they were opened.",
        100.0 * accuracy
    );
    facts
        .number("test_accuracy", accuracy, words)
        .shown_if(lab.own && accuracy.is_finite());
}

/// The figures over all digits.
fn score(lab: &MnistClassifier, read: &Read, facts: &mut Facts) {
    let Score {
        right,
        within_two,
        errors,
        next,
        sure,
        mean_cost,
    } = read.score;
    let words = format!(
        "Of {}, {:.2} % are read rightly at once.",
        read.words(),
        100.0 * right
    );
    facts.number("accuracy", right, words).shown_if(lab.score);
    let words = format!("{:.2} % are right within two answers.", 100.0 * within_two);
    facts.number("top2", within_two, words).shown_if(lab.score);
    let wrong = grouped(errors as u64);
    let words = format!("{wrong} of them are read wrongly.");
    facts.count("errors", errors, words).shown_if(lab.score);
    let words = format!("In {next} of these the truth was the next likely.");
    facts.count("next_right", next, words).shown_if(lab.score);
    let share = next as f64 / errors as f64;
    let words = format!("That is {:.1} % of the errors.", 100.0 * share);
    let is_told = lab.score && share.is_finite();
    facts.number("next_share", share, words).shown_if(is_told);
    let words = format!("On average a digit costs {mean_cost:.4} nats.");
    facts
        .number("mean_cost", mean_cost, words)
        .unit("nats")
        .shown_if(lab.score);
    let words = format!("In {sure} of the errors the answer got more than {SURE}.");
    let is_told = lab.score && lab.view == ERRORS;
    facts.count("sure_errors", sure, words).shown_if(is_told);
    let share = sure as f64 / errors as f64;
    let words = format!("That is {:.1} % of them.", 100.0 * share);
    facts
        .number("sure_share", share, words)
        .shown_if(is_told && share.is_finite());
}

/// The cell of the matrix that is chosen, and what it is chosen from.
fn cell(lab: &MnistClassifier, read: &Read, facts: &mut Facts) {
    let seen = lab.view == MATRIX;
    let (first, second, pair) = read.dearest_pair();
    facts.count("pair_first", first, LATER).hide();
    facts.count("pair_second", second, LATER).hide();
    facts.count("pair_errors", pair, LATER).hide();
    let rows: Vec<String> = (0..10).map(|truth| row(read, truth)).collect();
    let rows = rows.join("; ");
    let words = format!("Errors by what a digit is: {rows}.");
    facts.text("confusion", &rows, words).shown_if(seen);
    let count = lab.list.len();
    let words = format!(
        "Chosen are {}.",
        lab.chosen
            .words(count, read.verdicts().len(), read.set.name())
    );
    facts.count("count", count, words);
    let Some([truth, answer]) = lab.chosen.cell() else {
        facts.number("cell", f64::NAN, LATER).hide();
        facts.number("both_ways", f64::NAN, LATER).hide();
        return;
    };
    let count = read.confusion[truth][answer];
    let words = format!(
        "{} of the {truth}s are read as {answer}.",
        grouped(count as u64)
    );
    facts.count("cell", count, words).shown_if(seen);
    let both = match truth == answer {
        true => f64::NAN,
        false => (count + read.confusion[answer][truth]) as f64,
    };
    let words = format!("{truth} and {answer} are taken for each other {both} times.");
    facts
        .number("both_ways", both, words)
        .shown_if(seen && both.is_finite());
}

/// What the digits of a class are taken for: "4 as 9 22 times and as 6 6 times".
fn row(read: &Read, truth: usize) -> String {
    let counts = &read.confusion[truth];
    let mut taken: Vec<usize> = (0..10)
        .filter(|&as_| as_ != truth && counts[as_] > 0)
        .collect();
    taken.sort_by_key(|&as_| std::cmp::Reverse(counts[as_]));
    let taken: Vec<String> = taken
        .iter()
        .map(|&as_| format!("{as_} {}", many(counts[as_] as u64, "time")))
        .collect();
    match taken.is_empty() {
        true => format!("{truth}: none"),
        false => format!("{truth} as {}", taken.join(", ")),
    }
}

/// The digit that is shown.
fn digit(lab: &MnistClassifier, read: &Read, facts: &mut Facts) {
    let names = [
        "label", "answer", "p", "next", "next_p", "margin", "cost", "place",
    ];
    let Some(at) = lab.at() else {
        facts
            .number("digit", f64::NAN, "No digit is chosen.")
            .hide();
        for name in names {
            facts.number(name, f64::NAN, LATER).hide();
        }
        return;
    };
    let seen = matches!(lab.view, DIGIT | ERRORS);
    let verdict = &read.verdicts()[at];
    let (index, set) = (read.index(at), read.set);
    let of = match set {
        Set::Test => "Test digit",
        Set::HeldOut => "Training digit, held out,",
    };
    let words = format!("{of} {} is shown.", grouped(index as u64));
    facts.count("digit", index, words).shown_if(seen);
    facts
        .push(ink::rows(&read.pixels(at)))
        .shown_if(lab.view == DIGIT);
    let label = verdict.truth;
    facts
        .count("label", label, format!("Its label says {label}."))
        .shown_if(seen);
    answer(&verdict.answer, facts, seen);
    let all: Vec<String> = read.p(at).iter().map(|&p| probability(p.into())).collect();
    let words = format!("The probabilities of 0 to 9: {}.", all.join(", "));
    facts
        .text("probabilities", &all.join(", "), words)
        .shown_if(lab.view == DIGIT);
    let cost = verdict.cost;
    let words = format!("The label got -ln p = {cost:.4} nats.");
    facts
        .number("cost", cost, words)
        .unit("nats")
        .shown_if(seen);
    let words = match verdict.place {
        1 => "The answer is right.".to_owned(),
        2 => "The next likely one is right.".to_owned(),
        place => format!("The label comes in place {place} of ten."),
    };
    facts.count("place", verdict.place, words).shown_if(seen);
}

/// An answer, and the next likely.
fn answer(answer: &Answer, facts: &mut Facts, seen: bool) {
    let (class, p) = (answer.class, answer.p);
    let words = format!("The answer is {class}, with p {}.", probability(p));
    facts.count("answer", class, words).shown_if(seen);
    facts
        .number("p", p, format!("It is given {:.2} %.", 100.0 * p))
        .hide();
    let (next, next_p) = (answer.next, answer.next_p);
    let words = format!("The next likely is {next}, with p {}.", probability(next_p));
    facts.count("next", next, words).shown_if(seen);
    let words = format!("That is given {:.2} %.", 100.0 * next_p);
    facts.number("next_p", next_p, words).hide();
    let words = format!("The answer is {} as probable.", times(answer.margin()));
    facts
        .number("margin", answer.margin(), words)
        .shown_if(seen);
}

/// What was drawn, and what the network makes of it.
fn drawing(lab: &MnistClassifier, facts: &mut Facts) {
    let seen = lab.view == DRAW;
    let inked = lab.brush.paper.inked();
    let words = format!("{} are more than half inked.", many(inked as u64, "pixel"));
    facts
        .count("inked", inked, words)
        .unit("pixels")
        .shown_if(seen);
    let Some(drawing) = &lab.drawing else {
        for name in ["centred_answer", "drawn_answer", "centred_p", "drawn_p"] {
            facts.number(name, f64::NAN, LATER).hide();
        }
        return;
    };
    if seen {
        let mut rows = ink::rows(&lab.brush.paper.pixels);
        rows.name = "drawn_rows";
        facts.push(rows);
    }
    let mut told = |seen_as: &Seen, how: &str, [name, p]: [&'static str; 2]| {
        let Answer {
            class,
            p: sure,
            next,
            next_p,
        } = seen_as.answer;
        let words = format!(
            "{how} your drawing is read as {}, p {}; next likely {next}, p {}.",
            a(class as u8),
            probability(sure),
            probability(next_p)
        );
        facts.count(name, class, words).shown_if(seen);
        facts
            .number(p, sure, format!("{how} it is {:.1} % sure.", 100.0 * sure))
            .hide();
    };
    told(&drawing.centred, "Centred", ["centred_answer", "centred_p"]);
    told(&drawing.as_drawn, "As drawn", ["drawn_answer", "drawn_p"]);
}
