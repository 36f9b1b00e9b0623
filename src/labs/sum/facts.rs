//! What the lab says in words and numbers.

use super::chances::NEAR;
use super::{SEES, Sum, WHATS};
use crate::labs::Facts;
use crate::ui::number::{grouped, many};

/// Sums that are told one by one; of more their range is.
const TOLD: usize = 13;

/// What one throw is, in the order of the names.
const THROWS: [&str; 5] = [
    "A ball goes to the left of a peg, which adds 0, or to the right, which adds 1, with equal chance.",
    "A throw of the die shows 1 to 6, each as often.",
    "A throw of the coin shows 1 once in ten, else 0.",
    "A throw shows 1 or 4, each as often: two towers and nothing between.",
    "A throw shows 1 to 4, as often as your bars say.",
];

/// What is seen of the sum, in the order of the names.
const SEEN: [&str; 3] = [
    "Of the sum nothing is shown yet.",
    "What falls is counted.",
    "The chance of every sum is worked out.",
];

/// Everything the picture shows; of throws, once there are any.
pub fn tell(lab: &Sum, facts: &mut Facts) {
    facts.text("what", WHATS[lab.what], THROWS[lab.what]);
    let n = match lab.is("pegs") {
        true => format!("The board has {} of pegs.", many(lab.n as u64, "row")),
        false if lab.n == 1 => "One throw is no sum yet.".to_owned(),
        false => format!("{} throws are added up.", grouped(lab.n as u64)),
    };
    facts.count("n", lab.n, n);
    facts.text("see", SEES[lab.see], SEEN[lab.see]);
    of_one(lab, facts);
    match SEES[lab.see] {
        "chances" => of_chances(lab, facts),
        "throws" => of_throws(lab, facts),
        _ => {}
    }
    let deviation = lab.sum.deviation();
    facts
        .number(
            "deviation",
            deviation,
            "So much is the standard deviation of the sum.",
        )
        .hide();
    let (from, to) = lab.sum.ends();
    let middle = lab.sum.at(from.midpoint(to));
    facts
        .number(
            "share_of_middle",
            middle,
            "So much of all chance lies in the middle.",
        )
        .hide();
    facts
        .count("humps", lab.sum.humps(), "So many humps has the sum.")
        .hide();
}

fn of_one(lab: &Sum, facts: &mut Facts) {
    if !lab.is("bars") {
        return;
    }
    let shares =
        (lab.one.all()).map(|(number, share)| format!("{number} comes {:.0}%", 100.0 * share));
    let shares: Vec<String> = shares.collect();
    facts.text(
        "bars",
        &shares.join(", "),
        format!("Of all throws {}.", shares.join(", ")),
    );
}

fn of_chances(lab: &Sum, facts: &mut Facts) {
    let (from, to) = lab.sum.ends();
    let chances = match lab.sum.all().count() {
        count if count <= TOLD => {
            let each = lab
                .sum
                .all()
                .map(|(sum, share)| format!("{sum}: {share:.3}"));
            format!(
                "The chances of the sums are {}.",
                each.collect::<Vec<_>>().join(", ")
            )
        }
        _ => format!(
            "The sums reach from {} to {}.",
            grouped(from as u64),
            grouped(to as u64)
        ),
    };
    facts.text("chances", "", chances);
    let mean = lab.sum.mean();
    facts.number(
        "mean",
        mean,
        format!("They lie around {mean:.2}, and so does the bell."),
    );
    match lab.sum.gap() {
        Some(gap) => facts.number(
            "gap",
            gap,
            format!("The gap is {gap:.3}: by so much at most the bell errs in the chance of \"at most so many\"."),
        ),
        None => facts.text("gap", "none", "Only one sum can come, so there is no bell."),
    };
    if lab.is("bars") {
        of_bars(lab, facts);
    }
}

/// How soon a sum of the learner's own bars is a bell.
fn of_bars(lab: &Sum, facts: &mut Facts) {
    match lab.needed {
        Some(needed) => facts.count(
            "needed",
            needed,
            format!("With these bars the gap stays within {NEAR} from n = {needed} on."),
        ),
        None => facts.number(
            "needed",
            f64::NAN,
            "With these bars no sum of up to 1,000 throws is a bell.",
        ),
    }
    .shown_if(lab.needed.is_some());
}

fn of_throws(lab: &Sum, facts: &mut Facts) {
    let made = lab.throws.made();
    let thing = if lab.is("pegs") { "ball" } else { "sum" };
    let said = match made {
        0 => "Nothing has fallen yet.".to_owned(),
        1 => format!("One {thing} fell."),
        _ => format!("{} {thing}s fell.", grouped(made.into())),
    };
    facts.count("thrown", made as usize, said);
    if made == 0 {
        return;
    }
    let (from, to) = lab.sum.ends();
    let ends = lab.throws.count(from) + lab.throws.count(to);
    let outermost = format!("{} of them lie at the two ends.", grouped(ends.into()));
    facts.count("ends", ends as usize, outermost);
    if to - from < TOLD {
        let each = (from..=to).map(|sum| format!("{sum}: {}", lab.throws.count(sum)));
        let each = each.collect::<Vec<_>>().join(", ");
        let places = if lab.is("pegs") { "slots" } else { "sums" };
        facts.text("fell", &each, format!("In the {places} {each}."));
    }
    let sum: usize = lab.throws.last().iter().sum();
    let last = match lab.is("pegs") {
        true => {
            let way = lab
                .throws
                .last()
                .iter()
                .map(|side| ["left", "right"][*side]);
            format!(
                "The last one went {}: slot {sum}.",
                way.collect::<Vec<_>>().join(", ")
            )
        }
        false => format!("The last sum was {sum}."),
    };
    facts.count("last", sum, last);
}
