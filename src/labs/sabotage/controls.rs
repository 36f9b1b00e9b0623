//! What can be moved and done in the lab.

use super::data::{NAMES, PLANTED};
use super::{Action, BUGS, BadValue, CURVES, Control, LOOKS, PROBES, SABOTAGED, SEEDS, Sabotage};
use crate::labs::scale::Scale;
use crate::labs::table::Done;
use crate::labs::training;

/// The stages that may be named: those of [`PLANTED`].
const SUSPECTS: [&str; 6] = [NAMES[1], NAMES[2], NAMES[3], NAMES[4], NAMES[5], NAMES[6]];

pub const CONTROLS: &[Control] = &[
    Control::number(
        "seed",
        "What four hidden bugs are planted by; 0 for none, then the fault is chosen by hand.",
        |_| Scale::whole(0.0, SEEDS as f64),
        |lab| lab.seed as f64,
        |lab, seed| lab.plant(seed.round() as u64),
    ),
    Control::choice(
        "fault",
        "What is wrong with the pipeline.",
        &NAMES,
        |lab| lab.by_hand,
        |lab, fault| {
            if fault != lab.by_hand {
                lab.by_hand = fault;
                if !lab.is_planted() {
                    lab.runs[SABOTAGED].stop();
                }
            }
        },
    ),
    Control::choice(
        "probe",
        "What is looked at: the curves of a training, the first batch, the test rows, numbers, or twins.",
        &PROBES,
        |lab| lab.probe,
        |lab, probe| lab.probe = probe,
    ),
    Control::choice(
        "suspect",
        "Which stage you would name.",
        &SUSPECTS,
        |lab| lab.suspect,
        |lab, suspect| lab.suspect = suspect,
    ),
    training::epochs("How often every training row is seen."),
];

pub const ACTIONS: &[Action] = &[
    Action::with(
        "look",
        "[PROBE]",
        "Look at what the probe shows of a planted bug: three looks are all.",
        look,
    )
    .key('l', |lab| match can_look(lab) {
        Ok(()) => "look",
        Err(_) => "",
    }),
    Action::with(
        "accuse",
        "[STAGE]",
        "Name the suspect as the stage that is broken.",
        accuse,
    )
    // The key is offered after the first look; the line works at any time.
    .key('x', |lab| match is_open(lab) {
        Ok(()) if lab.left() < LOOKS => "name it",
        _ => "",
    }),
    Action::new(
        "more",
        "The next planted bug; after four, four others.",
        more,
    )
    .key('m', |lab| match lab.verdict {
        Some(_) if lab.bug + 1 < BUGS => "next bug",
        Some(_) => "four others",
        None => "",
    }),
    training::train().keyed_if(|lab: &Sabotage| lab.sees(CURVES)),
    // The sound run is learned again in a moment: a bug that nobody has looked at costs nothing.
    training::reset().costs(|lab: &Sabotage| lab.runs[SABOTAGED].discards()),
];

/// Whether there is a planted bug that was not named.
fn is_open(lab: &Sabotage) -> Done {
    match (lab.is_planted(), lab.verdict) {
        (false, _) => Err(BadValue::NotNow(
            "nothing is planted here, and every look is free",
        )),
        (true, Some(_)) => Err(BadValue::NotNow(
            "this bug was named: m goes on to the next",
        )),
        (true, None) => Ok(()),
    }
}

fn can_look(lab: &Sabotage) -> Done {
    is_open(lab)?;
    match (lab.looked[lab.probe], lab.left()) {
        (true, _) => Err(BadValue::NotNow(
            "you have looked at that: choose another probe",
        )),
        (false, 0) => Err(BadValue::NotNow("three looks are spent: name a stage")),
        (false, _) => Ok(()),
    }
}

fn look(lab: &mut Sabotage, probe: &str) -> Done {
    if !probe.is_empty() {
        lab.probe = place(&PROBES, "look", probe)?;
    }
    can_look(lab)?;
    lab.looked[lab.probe] = true;
    lab.made.push(format!("look {}", PROBES[lab.probe]));
    if lab.probe == CURVES {
        lab.train();
    }
    Ok(())
}

fn accuse(lab: &mut Sabotage, stage: &str) -> Done {
    if !stage.is_empty() {
        lab.suspect = place(&SUSPECTS, "accuse", stage)?;
    }
    is_open(lab)?;
    let right = PLANTED[lab.suspect] == lab.fault();
    lab.verdict = Some(right);
    match right {
        true => lab.found += 1,
        false => lab.missed += 1,
    }
    lab.made.push(format!("accuse {}", SUSPECTS[lab.suspect]));
    Ok(())
}

fn more(lab: &mut Sabotage) -> Done {
    if lab.verdict.is_none() {
        return Err(BadValue::NotNow("name a stage first: x"));
    }
    match lab.bug + 1 {
        BUGS => {
            lab.rounds += 1;
            lab.begin_hunt();
        }
        next => lab.begin(next),
    }
    lab.made.push("more".to_owned());
    Ok(())
}

fn place(names: &[&str], verb: &str, name: &str) -> Result<usize, BadValue> {
    let found = names.iter().position(|known| *known == name);
    found.ok_or_else(|| BadValue::arguments(verb, name, &names.join(", ")))
}
