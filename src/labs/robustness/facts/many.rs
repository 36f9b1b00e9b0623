//! What is so of many pictures: the map, the reading of all, the pixels that break a digit, the cures,
//! and the learner's own bets.

use crate::labs::Facts;
use crate::labs::robustness::reading::Reading;
use crate::labs::robustness::seen::median;
use crate::labs::robustness::{
    CURES, Cure, FLIPS, MAP, MISTAKES, MOST_PIXELS, RELIABILITY, Robustness, view,
};
use crate::stats::Reliability;
use crate::train::shifts::REACH;
use crate::ui::number::grouped;

pub fn tell(lab: &Robustness, facts: &mut Facts) {
    map(lab, facts);
    reading(lab, facts);
    own(lab, facts);
    pixels(lab, facts);
    cures(lab, facts);
}

/// A share, told in percent; for conditions alone while it is no number.
fn share(facts: &mut Facts, name: &'static str, share: f64, words: &str, shown: bool) {
    let sentence = format!("{words}: {:.1} %.", 100.0 * share);
    facts
        .number(name, share, sentence)
        .shown_if(shown && share.is_finite());
}

fn map(lab: &Robustness, facts: &mut Facts) {
    let shown = lab.view == MAP && lab.score;
    let whole = lab.maps.final_one(&lab.map_key());
    let map = whole.and_then(|map| (**map).as_ref());
    let at = |shift| map.map_or(f64::NAN, |map| map.at(shift));
    let around = |by| map.map_or([f64::NAN; 2], |map| map.around(by));
    share(
        facts,
        "map_centre",
        at([0, 0]),
        "Read rightly of all test digits, unmoved",
        shown,
    );
    let here = at(lab.treatment.disturbance.shift);
    share(facts, "map_here", here, "Shifted as this one is", shown);
    for (by, [axis, diagonal]) in [(2, ["axis_2", "diagonal_2"]), (4, ["axis_4", "diagonal_4"])] {
        let [along, across] = around(by);
        let words = format!("Shifted by {by} along an axis, the mean of four directions");
        share(facts, axis, along, &words, shown);
        let words = format!("Shifted by {by} along both axes, the mean of four directions");
        share(facts, diagonal, across, &words, shown);
    }
    let rows = map.map_or(String::new(), crate::labs::shift_map::told);
    let sentence = format!(
        "Percent read rightly, shifted from 4 to the left to 4 to the right, row by row: {rows}."
    );
    facts
        .text("map", &rows, sentence)
        .shown_if(shown && map.is_some());
}

fn reading(lab: &Robustness, facts: &mut Facts) {
    let shown = matches!(lab.view, MISTAKES | RELIABILITY) && lab.score;
    let whole = lab.readings.final_one(&lab.reading_key());
    let reading = whole.and_then(|reading| (**reading).as_ref());
    let of = |value: &dyn Fn(&Reading) -> f64| reading.map_or(f64::NAN, value);
    let count = of(&|it| it.answers.len() as f64);
    let all = lab.subject.all();
    let how = match lab.is_disturbed() {
        true => "So disturbed",
        false => "As they are",
    };
    let words = format!("{how}, {} {all} were read.", grouped(count.max(0.0) as u64));
    facts
        .number("read", count, words)
        .shown_if(shown && count.is_finite());
    let right = of(&|it| it.reliability.all.right);
    let has_labels = lab.subject.kind == crate::labs::robustness::subject::DIGIT;
    share(
        facts,
        "accuracy",
        right,
        "Read rightly",
        shown && has_labels,
    );
    let sure = of(&|it| it.reliability.all.said);
    share(
        facts,
        "sureness",
        sure,
        "The probability of the answer, on average",
        shown,
    );
    share(
        facts,
        "sure_share",
        of(&|it| it.sure),
        "Answers with more than 0.9",
        shown,
    );
    let mistakes = of(&|it| it.wrong as f64);
    let words = format!("{} are read wrongly.", grouped(mistakes.max(0.0) as u64));
    facts
        .number("mistakes", mistakes, words)
        .shown_if(shown && has_labels && mistakes.is_finite());
    let gap = of(&|it| it.reliability.mean_gap());
    share(
        facts,
        "gap",
        gap,
        "From what it says to how often it is right, on average",
        shown && has_labels,
    );
    let groups = reading.map_or(String::new(), |it| groups(&it.reliability));
    let sentence = format!("By how sure it was: {groups}.");
    let told = lab.view == RELIABILITY && lab.score && !groups.is_empty();
    facts.text("groups", &groups, sentence).shown_if(told);
}

/// A reliability diagram in words.
fn groups(reliability: &Reliability) -> String {
    let group = |group: &crate::stats::reliability::Group| {
        let [said, right] = [group.said, group.right].map(|share| 100.0 * share);
        format!(
            "{} said {said:.0} %, {right:.0} % right",
            grouped(group.count as u64)
        )
    };
    reliability
        .groups
        .iter()
        .map(group)
        .collect::<Vec<_>>()
        .join("; ")
}

/// The learner's own bets.
fn own(lab: &Robustness, facts: &mut Facts) {
    let shown = lab.view == RELIABILITY;
    let bets = lab.bets.as_ref();
    let count = bets.map_or(0, |bets| bets.all.count);
    let words = format!("You made {count} bets so far.");
    facts.count("bets", count, words).shown_if(shown);
    let of = |value: &dyn Fn(&Reliability) -> f64| bets.map_or(f64::NAN, value);
    share(
        facts,
        "bets_sure",
        of(&|it| it.all.said),
        "Your favourites got, on average",
        shown,
    );
    share(
        facts,
        "bets_right",
        of(&|it| it.all.right),
        "They happened in",
        shown,
    );
    share(
        facts,
        "bets_gap",
        of(&Reliability::mean_gap),
        "From what you said to what happened, group by group and without sign, on average",
        shown,
    );
    let told = bets.map_or(String::new(), groups);
    facts
        .text(
            "bets_groups",
            &told,
            format!("Your bets by how sure you were: {told}."),
        )
        .shown_if(shown && !told.is_empty());
}

fn pixels(lab: &Robustness, facts: &mut Facts) {
    let shown = lab.view == FLIPS && lab.score;
    let counts = lab
        .pixels
        .final_one(&lab.who())
        .map(|counts| counts.as_slice());
    let middle = counts.and_then(median).map_or(f64::NAN, |n| n as f64);
    let words =
        format!("Half of the digits read rightly are no more so after {middle} pixels or fewer.");
    facts
        .number("median_pixels", middle, words)
        .unit("pixels")
        .shown_if(shown && middle.is_finite());
    let within = |most: usize| {
        let counts = counts.unwrap_or_default();
        let broken = counts.iter().filter(|n| n.is_some_and(|n| n <= most));
        broken.count() as f64 / counts.len() as f64
    };
    share(
        facts,
        "within_6",
        within(6),
        "Broken by 6 pixels or fewer",
        shown,
    );
    let words = format!("Broken by {MOST_PIXELS} or fewer");
    share(facts, "within_most", within(MOST_PIXELS), &words, shown);
}

fn cures(lab: &Robustness, facts: &mut Facts) {
    let shown = lab.view == CURES && lab.score;
    for (cure, name, words) in [
        (
            Cure::None,
            "none_4",
            "Shifted by 4 along an axis, without any cure",
        ),
        (Cure::Centred, "centred_4", "With centring"),
        (
            Cure::Shifts,
            "shifts_4",
            "With shifts in training, your network",
        ),
    ] {
        let along = lab.cure(cure).map_or(f64::NAN, |map| map.around(REACH)[0]);
        share(facts, name, along, words, shown);
    }
    let [cnn, trained] = ["cnn_axis", "augmented_axis"].map(|name| view::measured(name)[4]);
    share(
        facts,
        "cnn_4",
        cnn,
        "A convolutional network, measured elsewhere",
        shown,
    );
    share(
        facts,
        "augmented_4",
        trained,
        "With shifts in training for 10 epochs, measured elsewhere",
        shown,
    );
}
