//! What the lab says.

use super::path::{STEPS, Way};
use super::{Walk, pairs};
use crate::labs::{Fact, Facts, ink};
use crate::ui::number::a;

/// All facts of the lab.
pub fn tell(lab: &Walk, facts: &mut Facts) {
    let along = lab.stop as f64 / STEPS as f64;
    facts.number(
        "along",
        along,
        format!("You are {along:.2} of the way along."),
    );
    let Some((ways, (coded, halfway))) = lab.ways().zip(lab.data.ready()) else {
        let sentence = lab.data.sentence();
        for name in ["read_code", "sure_code", "read_pixels", "sure_pixels"] {
            facts.number(name, f64::NAN, sentence).hide();
        }
        return;
    };
    let labels = lab.ends.map(|index| coded.digits.label(index));
    for (name, label, words) in [
        ("from_label", labels[0], "The walk begins at"),
        ("to_label", labels[1], "It ends at"),
    ] {
        facts.count(name, label.into(), format!("{words} {}.", a(label)));
    }
    let other = ["They are different digits.", "Both are the same digit."];
    facts
        .truth("different", labels[0] != labels[1], other)
        .hide();
    let rows = ink::rows(&ways[0].picture(lab.stop));
    let sentence = format!("Decoded here: {}", rows.sentence);
    facts.push(Fact { sentence, ..rows });
    let names = [
        [
            "read_code",
            "sure_code",
            "next_code",
            "least_code",
            "least_code_at",
            "third_code",
        ],
        [
            "read_pixels",
            "sure_pixels",
            "next_pixels",
            "least_pixels",
            "least_pixels_at",
            "third_pixels",
        ],
    ];
    let told = ["the code", "the pixels"];
    for ((way, names), told) in ways.into_iter().zip(names).zip(told) {
        of_way(lab, way, names, told, facts);
    }
    let shown = lab.many;
    let count = pairs::PAIRS;
    let words = format!(
        "Halfway through the code, over {count} pairs of different digits, the highest probability is {:.2} on average.",
        halfway.code
    );
    facts
        .number("half_code", halfway.code, words)
        .shown_if(shown);
    let words = format!("Halfway through the pixels it is {:.2}.", halfway.pixels);
    facts
        .number("half_pixels", halfway.pixels, words)
        .shown_if(shown);
    let share = 100.0 * halfway.pixels_doubt;
    let words = format!("The pixels' half is the less sure in {share:.0} % of the pairs.");
    facts
        .number("pixels_doubt", halfway.pixels_doubt, words)
        .shown_if(shown);
}

fn of_way(lab: &Walk, way: &Way, names: [&'static str; 6], told: &str, facts: &mut Facts) {
    let [read, sure, next, least, least_at, third] = names;
    let shown = lab.judged;
    let answer = way.answer(lab.stop);
    let words = format!("Through {told} it is read as {} here.", answer.class);
    facts.count(read, answer.class, words).shown_if(shown);
    let words = format!(
        "Through {told} the highest probability is {:.2} here.",
        answer.p
    );
    facts.number(sure, answer.p, words).shown_if(shown);
    let words = format!("Through {told} the next likely is {} here.", answer.next);
    facts.count(next, answer.next, words).shown_if(shown);
    let at = way.least_sure();
    let p = way.answer(at).p;
    // Where it is, is the picture's to show: a task asks for it.
    facts
        .number(
            least,
            p,
            format!("Through {told} the highest probability is nowhere below {p:.2}."),
        )
        .hide();
    let at = at as f64 / STEPS as f64;
    facts
        .number(least_at, at, format!("It is least at {at:.2}."))
        .hide();
    let passes = way.third();
    let words = match passes {
        Some(class) => format!("On the way through {told} it passes {}.", a(class as u8)),
        None => format!("On the way through {told} it passes no third digit."),
    };
    facts
        .number(third, f64::from(u8::from(passes.is_some())), words)
        .shown_if(shown);
}
