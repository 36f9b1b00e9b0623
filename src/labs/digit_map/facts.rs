//! What the lab says.

use super::DigitMap;
use super::points::{COUNT, MAPS};
use crate::labs::{Fact, Facts, ink};
use crate::ui::number::a;

/// Rows of the table of neighbours: by what, and how many of the digits.
pub fn neighbours(lab: &DigitMap) -> Vec<(&'static str, &'static str, usize)> {
    let Some(atlas) = lab.data.ready() else {
        return Vec::new();
    };
    let alike = &atlas.alike;
    vec![
        ("alike_pixels", "784 pixels", alike.pixels),
        ("alike_code_32", "code of 32", alike.code_32),
        ("alike_pca_32", "PCA, 32", alike.pca_32),
        ("alike_code_2", "code of 2", alike.code_2),
        ("alike_pca_2", "PCA, 2", alike.pca_2),
    ]
}

/// All facts of the lab.
pub fn tell(lab: &DigitMap, facts: &mut Facts) {
    let by = MAPS[lab.by];
    let map = ["the code of a network", "two principal components"][lab.by];
    facts.text("by", by, format!("It is a map by {map}."));
    let [x, y] = lab.at;
    facts.number("x", x, format!("You are at {x:.1} along the first number."));
    facts.number("y", y, format!("You are at {y:.1} along the second."));
    let zoom = lab.zoom;
    facts.number(
        "zoom",
        zoom,
        format!("The map is drawn {zoom:.0} times as large."),
    );
    let Some((here, atlas)) = lab.here.as_ref().zip(lab.data.ready()) else {
        let sentence = lab.data.sentence();
        for name in ["read", "sure", "nearest", "distance"] {
            facts.number(name, f64::NAN, sentence).hide();
        }
        return;
    };
    facts
        .count(
            "points",
            COUNT,
            format!("{COUNT} test digits are on it, drawn as their labels."),
        )
        .shown_if(lab.digits);
    let shown = lab.decoded;
    if let Some(judged) = &here.judged {
        let (read, sure) = (judged.answer.class, judged.answer.p);
        let words = format!("Decoded here, the classifier reads {}.", a(read as u8));
        facts.count("read", read, words).shown_if(shown);
        facts
            .number("sure", sure, format!("Its probability is {sure:.2}."))
            .shown_if(shown);
    }
    let rows = ink::rows(&here.pixels);
    let sentence = format!("Decoded here: {}", rows.sentence);
    facts.push(Fact { sentence, ..rows }).shown_if(shown);
    let (nearest, label) = (here.nearest, atlas.label(here.nearest));
    let words = format!("The nearest digit is test digit {nearest}.");
    facts.count("nearest", nearest, words).shown_if(lab.digits);
    facts
        .count(
            "nearest_label",
            label.into(),
            format!("It is {}.", a(label)),
        )
        .shown_if(lab.digits);
    let words = format!("It is {:.1} away.", here.distance);
    facts
        .number("distance", here.distance, words)
        .shown_if(lab.digits);
    for (name, by, count) in neighbours(lab) {
        let words = format!(
            "Compared by {by}, the nearest other digit is of the same class for {count} of {COUNT}."
        );
        facts.count(name, count, words).shown_if(lab.alike);
    }
}
