//! What the lab says in words and numbers: of a planted bug only what was looked at.

use super::data::PLANTED;
use super::evidence::Labelled;
use super::{BUGS, CURVES, FIRST_BATCH, NUMBERS, SABOTAGED, SOUND, Sabotage, TEST_ROWS, TWINS};
use crate::labs::Facts;
use crate::labs::training::{self, Names};
use crate::ui::number::{grouped, many};

/// The runs by their lanes.
pub const RUNS: [(&str, Names); 2] = [
    (
        "sound",
        Names {
            of: "Sound: ",
            state: "sound_state",
            epoch: "sound_epoch",
            step: "sound_step",
            loss: "sound_loss",
            val_loss: "sound_val_loss",
            val_accuracy: "sound_val_accuracy",
        },
    ),
    ("sabotaged", Names::ALONE),
];

pub fn tell(lab: &Sabotage, facts: &mut Facts) {
    told(lab, facts);
    if lab.sees(CURVES) {
        curves(lab, facts);
    }
    for (probe, names, pictures) in [
        (
            FIRST_BATCH,
            ["first_batch", "first_batch_read", "first_batch_off"],
            &lab.seen.batch,
        ),
        (
            TEST_ROWS,
            ["test_rows", "test_rows_read", "test_rows_off"],
            &lab.seen.test,
        ),
    ] {
        if let Some(pictures) = pictures.as_ref().filter(|_| lab.sees(probe)) {
            labelled(names, pictures, lab.probe == probe, facts);
        }
    }
    if let Some(it) = lab.seen.numbers.filter(|_| lab.sees(NUMBERS)) {
        let shown = lab.probe == NUMBERS;
        let said = format!("An epoch sees {}.", many(it.rows as u64, "training row"));
        facts.count("rows", it.rows, said).shown_if(shown);
        let said = format!("It makes {}.", many(it.updates as u64, "update"));
        facts.count("updates", it.updates, said).shown_if(shown);
        for (name, [least, mean, most], which) in [
            ("largest", it.train, "training"),
            ("test_largest", it.test, "test"),
        ] {
            let said = format!(
                "The pixels of {which} rows go from {least:.2} to {most:.2}, with a mean of {mean:.2}."
            );
            facts.number(name, most, said).shown_if(shown);
        }
    }
    if let Some(twins) = lab.seen.twins.filter(|_| lab.sees(TWINS)) {
        let said = format!(
            "{} are training rows too, pixel for pixel.",
            many(twins as u64, "test row")
        );
        facts
            .count("twins", twins, said)
            .shown_if(lab.probe == TWINS);
    }
}

/// What is wrong, as far as it is told, and how the hunt goes.
fn told(lab: &Sabotage, facts: &mut Facts) {
    let planted = lab.is_planted();
    let fault = lab.fault();
    let next = match lab.bug + 1 {
        BUGS => "more plants four others",
        _ => "more goes on to the next bug",
    };
    let said = match lab.verdict {
        Some(true) => format!("Named rightly: {}; {next}.", fault.words()),
        Some(false) => format!(
            "Not that stage: it is {}, {}; {next}.",
            fault.name(),
            fault.words()
        ),
        None => format!("The pipeline: {}.", fault.words()),
    };
    facts
        .text("fault", fault.name(), said)
        .shown_if(!planted || lab.verdict.is_some());
    let suspect = PLANTED[lab.suspect];
    let said = match lab.verdict {
        None => format!("You suspect {}: {}.", suspect.name(), suspect.words()),
        Some(_) => format!("You named {}.", suspect.name()),
    };
    facts
        .text("accused", suspect.name(), said)
        .shown_if(planted);
    let said = format!("This is bug {} of {BUGS}.", lab.bug + 1);
    facts.count("bug", lab.bug + 1, said).shown_if(planted);
    let left = lab.left();
    let verb = if left == 1 { "is" } else { "are" };
    let said = format!("{} {verb} left.", many(left as u64, "look"));
    facts.count("looks_left", left, said).shown_if(planted);
    let said = format!("{} found.", grouped(lab.found as u64));
    facts.count("found", lab.found, said).shown_if(planted);
    let said = match lab.missed {
        0 => "None is missed.".to_owned(),
        missed => format!(
            "{} missed: of these {BUGS} not all can be found any more; more, after the last, plants {BUGS} others.",
            grouped(missed as u64)
        ),
    };
    facts.count("missed", lab.missed, said).shown_if(planted);
    if let Some(right) = lab.verdict {
        facts
            .truth("right", right, ["You named it.", "You named another one."])
            .hide();
    }
}

fn curves(lab: &Sabotage, facts: &mut Facts) {
    if let Some(loss) = lab.seen.first_loss {
        let said = format!(
            "Before any update the loss of the first batch is {loss:.2}; a blind guess has 2.30."
        );
        facts.number("first_loss", loss, said);
    }
    for at in [SABOTAGED, SOUND] {
        training::tell(&lab.runs[at], &RUNS[at].1, facts);
    }
    let report = lab.runs[SABOTAGED].latest().and_then(|at| at.last_epoch());
    if let Some(learned) = report.and_then(|report| report.accuracy) {
        let said = format!(
            "While it learned, {:.1} % of an epoch were right.",
            100.0 * learned
        );
        facts.number("accuracy", learned, said);
    }
    if let Some((_, answers)) = lab.seen.answers {
        let said = format!(
            "Of its answers on the test rows {:.0} % are {}.",
            100.0 * answers.share,
            answers.class
        );
        facts.number("answers_share", answers.share, said);
        let said = format!(
            "It gives what it answers a probability of {:.2} on average{}.",
            answers.sure,
            match answers.sure < 0.2 {
                true =>
                    "; for all ten alike it would be 0.10, so which digit is ahead says nothing",
                false => "",
            }
        );
        facts.number("sure", answers.sure, said);
    }
}

/// Some pictures: their labels, what they show, and where they show it.
fn labelled(names: [&'static str; 3], pictures: &[Labelled], shown: bool, facts: &mut Facts) {
    let each = |of: fn(&Labelled) -> Option<usize>| -> String {
        let spelled = |it| of(it).map_or("?".to_owned(), |number: usize| number.to_string());
        pictures.iter().map(spelled).collect::<Vec<_>>().join(" ")
    };
    let labels = each(|it| Some(it.label));
    let read = each(|it| it.read.map(usize::from));
    let off = each(|it| it.off);
    let of = match names[0] {
        "first_batch" => "of the first batch",
        _ => "of the test rows",
    };
    for (name, value, said) in [
        (
            names[0],
            &labels,
            format!("The first pictures {of} come with the labels {labels}."),
        ),
        (
            names[1],
            &read,
            format!("A trained classifier reads in those {of}: {read}."),
        ),
        (
            names[2],
            &off,
            format!("The ink of those {of} lies off the centre by so many pixels: {off}."),
        ),
    ] {
        facts.text(name, value, said).shown_if(shown);
    }
}
