//! What the lab says in words and numbers.

use super::{REFITS, Refits, SIZES, Spread};
use crate::labs::Facts;
use crate::ui::number::grouped;

/// Names of what is told of each size: the network's mean, its tenths, and the line's mean.
const NAMES: [[&str; 4]; SIZES.len()] = [
    ["net_10", "net_10_low", "net_10_high", "line_10"],
    ["net_20", "net_20_low", "net_20_high", "line_20"],
    ["net_40", "net_40_low", "net_40_high", "line_40"],
    ["net_80", "net_80_low", "net_80_high", "line_80"],
    ["net_120", "net_120_low", "net_120_high", "line_120"],
    ["net_160", "net_160_low", "net_160_high", "line_160"],
    ["net_240", "net_240_low", "net_240_high", "line_240"],
    ["net_320", "net_320_low", "net_320_high", "line_320"],
];

/// What is fitted, size by size; and from which on more cars are not worth much.
pub fn tell(lab: &Refits, facts: &mut Facts) {
    let n = SIZES[lab.size];
    facts.count("n", n, format!("A fit learns from {n} cars."));
    let done: usize = lab.refits.iter().map(Vec::len).sum();
    let said = format!("{} refits are done.", grouped(done as u64));
    facts.count("refits", done, said);
    if let Some(why) = &lab.failure {
        facts.text("failure", why, format!("It could not go on: {why}."));
    }
    for (size, names) in NAMES
        .iter()
        .enumerate()
        .filter(|(size, _)| lab.is_done(*size))
    {
        let (Some(net), Some(line)) = (lab.nets(size), lab.lines(size)) else {
            continue;
        };
        let n = SIZES[size];
        let Spread { mean, low, high } = net;
        let mut say = |name, value, said: String| {
            facts.number(name, value, said).unit("mpg");
        };
        let words = format!(
            "With {n} cars the network is off by {mean:.2} mpg, the mean of {REFITS} refits."
        );
        say(names[0], mean, words);
        say(
            names[1],
            low,
            format!("With {n} cars a tenth of the refits lies below {low:.2} mpg."),
        );
        say(
            names[2],
            high,
            format!("With {n} cars a tenth of the refits lies above {high:.2} mpg."),
        );
        let mean = line.mean;
        say(
            names[3],
            mean,
            format!("With {n} cars the line on the weight alone is off by {mean:.2} mpg."),
        );
    }
    let within = "within a tenth of its error with 320";
    if let Some(n) = lab.enough(Refits::nets) {
        let said = format!("From {n} cars on the network is {within}.");
        facts.count("net_enough", n, said).unit("cars");
    }
    if let Some(n) = lab.enough(Refits::lines) {
        let said = format!("From {n} cars on the line is {within}.");
        facts.count("line_enough", n, said).unit("cars");
    }
}
