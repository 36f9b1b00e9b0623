//! What the lab says.

use super::{BLANK, CLOTHES, Code, DRAWING, INPUTS, INVERTED, Seen};
use crate::labs::coded::{Coded, Judged};
use crate::labs::{Fact, Facts, ink};
use crate::ui::number::{a, figure, grouped};

/// What a picture of Fashion-MNIST is, by its label.
const CLOTHING: [&str; 10] = [
    "a T-shirt",
    "trousers",
    "a pullover",
    "a dress",
    "a coat",
    "a sandal",
    "a shirt",
    "a sneaker",
    "a bag",
    "an ankle boot",
];

/// What goes in, in words.
pub fn input(lab: &Code) -> String {
    let index = grouped(lab.digit as u64);
    match lab.input {
        CLOTHES => {
            let label = |coded: &Coded| coded.clothes.label(lab.clothes);
            let kind = lab
                .data
                .ready()
                .and_then(|coded| CLOTHING.get(usize::from(label(coded))));
            kind.copied().unwrap_or("clothes").to_owned()
        }
        DRAWING => "your drawing".to_owned(),
        BLANK => "a blank page".to_owned(),
        INVERTED => format!("test digit {index}, inverted"),
        _ => format!("test digit {index}"),
    }
}

/// What the classifier reads, in words.
pub fn read(judged: &Judged) -> String {
    let answer = &judged.answer;
    format!(
        "read as {} ({:.2}), then {} ({:.2})",
        answer.class, answer.p, answer.next, answer.next_p
    )
}

/// The number under the hand, in words.
pub fn number(lab: &Code) -> String {
    let (number, now, was) = (lab.number + 1, lab.value(), lab.was());
    match lab.turned {
        Some(_) => format!("number {number}: {now:.1}, was {was:.1}"),
        None => format!("number {number}: {was:.1}, as encoded"),
    }
}

/// Where it may be, and whether it is.
pub fn place(lab: &Code) -> String {
    match lab.range(lab.number) {
        None => String::new(),
        Some([low, high]) if low == high => "dead: it never moved in training".to_owned(),
        Some([low, high]) if lab.is_outside() => {
            format!("outside: training gave {low:.0} to {high:.1}")
        }
        Some([low, high]) => format!("training gave {low:.0} to {high:.1}"),
    }
}

/// How far the picture was moved by turning the number: the mean over its pixels.
pub fn moved(seen: &Seen) -> f64 {
    let pixels = seen.before.pixels.iter().zip(&seen.now.pixels);
    let moves: f64 = pixels.map(|(a, b)| f64::from((a - b).abs())).sum();
    moves / seen.input.len() as f64
}

/// How many pixels were moved by more than a hundredth.
pub fn moved_pixels(seen: &Seen) -> usize {
    let pixels = seen.before.pixels.iter().zip(&seen.now.pixels);
    pixels.filter(|(a, b)| (*a - *b).abs() > 0.01).count()
}

/// All facts of the lab.
pub fn tell(lab: &Code, facts: &mut Facts) {
    facts.text(
        "input",
        INPUTS[lab.input],
        format!("In goes {}.", input(lab)),
    );
    let number = lab.number + 1;
    facts.count(
        "number",
        number,
        format!("Number {number} of 32 is under your hand."),
    );
    let Some((seen, coded)) = lab.seen.as_ref().zip(lab.data.ready()) else {
        let sentence = lab.data.sentence();
        for name in ["value", "was", "error", "error_before", "read", "sure"] {
            facts.number(name, f64::NAN, sentence).hide();
        }
        return;
    };
    if lab.input == DRAWING {
        let inked = lab.brush.paper.inked();
        let words = format!("{inked} of its 784 pixels are more than half inked.");
        facts.count("inked", inked, words);
        facts.push(ink::rows(&lab.brush.paper.pixels));
    }
    let (value, was) = (f64::from(lab.value()), f64::from(lab.was()));
    facts
        .number("value", value, format!("It is {value:.1}."))
        .shown_if(lab.bars);
    facts
        .number("was", was, format!("As encoded it was {was:.1}."))
        .shown_if(lab.bars);
    if let Some([low, high]) = lab.range(lab.number) {
        let words = format!("The training digits gave it {low:.1} to {high:.1}.");
        facts.number("top", high.into(), words).shown_if(lab.bars);
    }
    let outside = [
        "It is where no training digit took it.",
        "It is where training digits took it.",
    ];
    facts
        .truth("outside", lab.is_outside(), outside)
        .shown_if(lab.bars);
    let dead = coded.ranges.dead();
    let words = format!("{dead} of the 32 numbers are dead: the same for all training digits.");
    facts.count("dead", dead, words);
    let zeros = seen.code.iter().filter(|number| **number == 0.0).count();
    facts.count(
        "zeros",
        zeros,
        format!("{zeros} of the 32 are 0 for this picture."),
    );
    let shown = lab.shown;
    let (before, now) = (&seen.before, &seen.now);
    let words = format!("What comes back has an error of {}.", figure(now.error));
    facts.number("error", now.error, words).shown_if(shown);
    let words = format!("With the code as it was it is {}.", figure(before.error));
    facts
        .number("error_before", before.error, words)
        .shown_if(shown && lab.turned.is_some());
    let (change, pixels) = (moved(seen), moved_pixels(seen));
    let words = format!(
        "{pixels} of 784 pixels moved, by {} on average over all.",
        figure(change)
    );
    facts
        .count("moved", pixels, words)
        .shown_if(shown && lab.turned.is_some());
    for (name, sure_name, back, of, when) in [
        ("read", "sure", now, "What comes back", shown),
        (
            "read_before",
            "sure_before",
            before,
            "What came back of the code as it was",
            shown && lab.turned.is_some(),
        ),
    ] {
        let Some(judged) = &back.judged else { continue };
        let words = format!(
            "{of} is {} for the classifier.",
            a(judged.answer.class as u8)
        );
        facts.count(name, judged.answer.class, words).shown_if(when);
        let words = format!("Its probability is {:.2}.", judged.answer.p);
        facts
            .number(sure_name, judged.answer.p, words)
            .shown_if(when);
    }
    let rows = ink::rows(&now.pixels);
    let words = format!("Of what comes back: {}", rows.sentence);
    facts
        .push(Fact {
            name: "rows_back",
            sentence: words,
            ..rows
        })
        .shown_if(shown);
}
