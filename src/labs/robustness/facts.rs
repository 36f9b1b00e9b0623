//! What the lab shows, as numbers and sentences.

mod many;

use super::seen::Seen;
use super::subject::{Data, KINDS};
use super::{DIGIT, DRAW, MAP, Robustness, SIDE};
use crate::labs::model::Model;
use crate::labs::{Facts, ink};
use crate::ui::number::{grouped, many as counted, probability};

/// What is said of a fact that is not there yet.
const LATER: &str = "Told once it is worked out.";

/// Everything the picture shows.
pub fn tell(lab: &Robustness, facts: &mut Facts) {
    let network = if lab.own { "yours" } else { "shipped" };
    facts.text("network", network, format!("{}.", who(lab)));
    let kind = KINDS[lab.shown().kind];
    facts
        .text("kind", kind, format!("Pictures of its kind: {kind}."))
        .hide();
    treatment(lab, facts);
    let seen = lab.seen.as_ref().zip(lab.clean.as_ref());
    match lab.data.ready().zip(seen) {
        Some((data, (now, clean))) => picture(lab, data, now, clean, facts),
        None => waiting(lab, facts),
    }
    run(lab, facts);
    many::tell(lab, facts);
    let inked = lab.brush.paper.inked();
    let words = format!(
        "Of your drawing {} are more than half inked.",
        counted(inked as u64, "pixel")
    );
    facts
        .count("inked", inked, words)
        .unit("pixels")
        .shown_if(lab.shows_sheet());
}

/// Whose answers these are.
pub fn who(lab: &Robustness) -> String {
    match (lab.own, lab.run.latest()) {
        (false, _) => "The classifier that ships answers".to_owned(),
        (true, Some(at)) => {
            let reach = lab.settings.reach;
            let steps = counted(at.step, "update");
            format!("Yours answers, after {steps} on digits shifted by up to {reach}")
        }
        (true, None) => "Yours is untrained: until it is, the one that ships answers".to_owned(),
    }
}

/// What is done to the picture.
fn treatment(lab: &Robustness, facts: &mut Facts) {
    let treatment = &lab.treatment;
    let [right, down] = treatment.disturbance.shift;
    let far = right.abs().max(down.abs());
    let words = format!("It is shifted by {right} to the right and {down} down.");
    facts
        .number("shifted", far as f64, words)
        .unit("pixels")
        .shown_if(far > 0);
    for (name, by) in [("shift_right", right), ("shift_down", down)] {
        facts
            .number(name, by as f64, "One side of the shift.")
            .hide();
    }
    let changed = lab.flips.len();
    let words = format!("Flipped so far: {}.", counted(changed as u64, "pixel"));
    facts
        .count("flipped", changed, words)
        .unit("pixels")
        .shown_if(changed > 0);
    let last = lab.flips.last().map_or("none".to_owned(), |&(at, ink)| {
        let to = if ink > 0.5 { "full ink" } else { "no ink" };
        format!("row {}, column {}, to {to}", at / SIDE, at % SIDE)
    });
    let words = format!("The last one was {last}; the first row and column are 0.");
    facts.text("last_flip", &last, words).shown_if(changed > 0);
    let step = treatment.step;
    let words = format!("Every pixel went {step:.3} along the slope.");
    facts.number("epsilon", step, words).shown_if(step > 0.0);
    let other = other_than_shift(lab);
    let sentence = match other.is_empty() {
        true => "Nothing else is done to it.".to_owned(),
        false => format!("Besides, it is {other}."),
    };
    facts
        .text("disturbed", &other, sentence)
        .shown_if(!other.is_empty());
}

/// What is done to it beside shifts and single pixels, in words.
pub fn other_than_shift(lab: &Robustness) -> String {
    let (treatment, to) = (&lab.treatment, &lab.treatment.disturbance);
    let mut done = Vec::new();
    if to.pen != 0 {
        let how = if to.pen > 0 { "thicker" } else { "thinner" };
        done.push(format!("{how} by {}", to.pen.abs()));
    }
    if to.size != 1.0 {
        done.push(format!("scaled to {:.0} %", 100.0 * to.size));
    }
    if to.turn != 0.0 {
        done.push(format!("turned by {:.0}°", to.turn));
    }
    if to.inverted {
        done.push("inverted".to_owned());
    }
    if to.noise > 0.0 {
        done.push(format!("{:.0} % noise", 100.0 * to.noise));
    }
    if treatment.centred {
        done.push("centred".to_owned());
    }
    if treatment.step > 0.0 {
        let class = treatment
            .towards
            .map_or("the likeliest wrong one".to_owned(), |c| c.to_string());
        done.push(format!("moved by {:.3} towards {class}", treatment.step));
    }
    done.join(", ")
}

/// The names of what is told of a picture.
const OF_PICTURE: [&str; 13] = [
    "label",
    "answer",
    "p",
    "next",
    "next_p",
    "wanted_p",
    "clean_answer",
    "clean_p",
    "is_right",
    "broken",
    "error",
    "clean_error",
    "ink",
];

fn waiting(lab: &Robustness, facts: &mut Facts) {
    facts.text("picture", "none", lab.data.sentence());
    facts.text("rows", "", LATER).hide();
    facts.text("probabilities", "", LATER).hide();
    for name in OF_PICTURE {
        facts.number(name, f64::NAN, LATER).hide();
    }
}

fn picture(lab: &Robustness, data: &Data, now: &Seen, clean: &Seen, facts: &mut Facts) {
    let shown = matches!(lab.view, DIGIT | MAP | DRAW);
    let words = lab.shown().words(data);
    let sentence = format!("The networks are shown {words}.");
    facts.text("picture", &words, sentence).shown_if(shown);
    facts
        .push(ink::rows(&now.pixels))
        .shown_if(lab.view == DIGIT);
    let mean = now.pixels.iter().map(|&ink| f64::from(ink)).sum::<f64>() / now.pixels.len() as f64;
    facts
        .number(
            "ink",
            mean,
            format!("The mean ink of a pixel is {mean:.3}."),
        )
        .hide();
    let label = lab.shown().label(data);
    let value = label.map_or(f64::NAN, |label| label as f64);
    let sentence = label.map_or(LATER.to_owned(), |label| format!("Its label says {label}."));
    facts
        .number("label", value, sentence)
        .shown_if(shown && label.is_some());
    let (answer, was) = (&now.answer, &clean.answer);
    let sentence = format!(
        "The classifier says {}, with p {}.",
        answer.class,
        probability(answer.p)
    );
    facts
        .count("answer", answer.class, sentence)
        .shown_if(shown);
    facts
        .number(
            "p",
            answer.p,
            format!("That is {:.1} % sure.", 100.0 * answer.p),
        )
        .hide();
    let sentence = format!(
        "The next likely is {}, with p {}.",
        answer.next,
        probability(answer.next_p)
    );
    facts.count("next", answer.next, sentence).shown_if(shown);
    facts
        .number(
            "next_p",
            answer.next_p,
            "The probability of the next likely.",
        )
        .hide();
    let wanted = lab.treatment.towards;
    let wanted_p = wanted.map_or(f64::NAN, |class| now.p[class].into());
    let sentence = match wanted {
        Some(class) => format!(
            "{class}, the class aimed at, has p {}.",
            probability(wanted_p)
        ),
        None => LATER.to_owned(),
    };
    facts
        .number("wanted_p", wanted_p, sentence)
        .shown_if(shown && wanted.is_some());
    let all: Vec<String> = now.p.iter().map(|&p| probability(p.into())).collect();
    let sentence = format!("The probabilities of 0 to 9: {}.", all.join(", "));
    facts
        .text("probabilities", &all.join(", "), sentence)
        .shown_if(shown);
    let sentence = format!(
        "As it was, it said {}, with p {}.",
        was.class,
        probability(was.p)
    );
    facts
        .count("clean_answer", was.class, sentence)
        .shown_if(shown && lab.is_disturbed());
    facts
        .number("clean_p", was.p, "How sure it was before.")
        .hide();
    let is_right = label.map(|label| label == answer.class);
    let value = is_right.map_or(f64::NAN, |is| f64::from(u8::from(is)));
    let sentence = match is_right {
        Some(true) => "That is right.",
        Some(false) => "That is wrong.",
        None => "No answer would be right: it is no digit of the set.",
    };
    facts
        .number("is_right", value, sentence)
        .shown_if(shown && is_right.is_some());
    let broken = label == Some(was.class) && is_right == Some(false);
    let said = ["A right answer is broken.", "No right answer is broken."];
    facts
        .truth("broken", broken, said)
        .shown_if(shown && broken);
    let sentence = format!(
        "What the autoencoder makes of it has a mean squared error of {:.4}.",
        now.error
    );
    facts.number("error", now.error, sentence).shown_if(shown);
    let sentence = format!("As it was, the error was {:.4}.", clean.error);
    facts
        .number("clean_error", clean.error, sentence)
        .shown_if(shown && lab.is_disturbed());
}

/// How far the training is.
fn run(lab: &Robustness, facts: &mut Facts) {
    let (spent, budget) = (lab.run.seconds(), lab.settings.budget);
    let words = format!("{spent:.1} of {budget:.0} seconds of learning are spent.");
    facts
        .number("spent", spent, words)
        .unit("s")
        .shown_if(lab.own);
    let (epoch, epochs) = lab
        .run
        .latest()
        .map_or((0, lab.settings.epochs), |at| (at.epoch, at.epochs));
    let words = format!(
        "Of {} your network has done {epoch}.",
        counted(epochs as u64, "epoch")
    );
    facts.count("epoch", epoch, words).shown_if(lab.own);
    let report = lab.run.latest().and_then(|at| at.last_epoch());
    let share = report
        .and_then(|report| report.val_accuracy)
        .unwrap_or(f64::NAN);
    let words = format!(
        "After the last whole epoch it read {:.2} % of {} held-out digits rightly, as they come.",
        100.0 * share,
        grouped(10_000)
    );
    facts
        .number("val_accuracy", share, words)
        .shown_if(lab.own && share.is_finite());
}
