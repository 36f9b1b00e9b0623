//! `order` and `match`: things to be put in their places.

use super::check_id;
use crate::lesson::fields::Fields;
use crate::lesson::model::{Arrangement, Block, Inline, Misplaced, Slip};
use crate::lesson::parse::prose;
use crate::lesson::source::{Body, Reports, Spot};

/// Fewer are put right by luck.
const LEAST: usize = 3;

/// More have no digit.
const MOST: usize = 9;

/// Reads `order`: the items are listed in their right order.
pub(super) fn order(body: &Body, at: usize, reports: &mut Reports<'_>) -> Option<Block> {
    let mut fields = Fields::read(body, "the order", at, reports)?;
    let items = fields.required_list("items", reports);
    let all = items.as_ref().map_or(MOST, Vec::len);
    count("the order", all, "items", at, reports);
    let items = items.unwrap_or_default();
    distinct(&items, reports);
    let mut wrong = Vec::new();
    for mut table in fields.tables("wrong", "a known mistake", reports) {
        let swapped = table.two_places("swapped", all, reports);
        let reply = table.required_prose("reply", reports);
        table.finish(reports);
        let Some((swapped, reply)) = swapped.zip(reply) else {
            continue;
        };
        let (one, other) = swapped.value;
        let slip = Slip::Swapped {
            earlier: one.min(other),
            later: one.max(other),
        };
        let known = Misplaced { slip, reply };
        add(known, swapped.at, &mut wrong, reports);
    }
    let things = items.iter().map(|item| prose(item, reports)).collect();
    rest(fields, (things, None, wrong), at, reports)
}

/// Reads `match`: pairs of what stands still and what belongs beside it.
pub(super) fn pairs(body: &Body, at: usize, reports: &mut Reports<'_>) -> Option<Block> {
    let mut fields = Fields::read(body, "the match", at, reports)?;
    let tables = fields.tables("pair", "a pair of the match", reports);
    let given = tables.len();
    count(
        "the match",
        given,
        "pairs, each begun by [[pair]]",
        at,
        reports,
    );
    let (mut left, mut right, mut wrong) = (Vec::new(), Vec::new(), Vec::new());
    for (place, mut pair) in tables.into_iter().enumerate() {
        left.extend(pair.required("left", reports));
        right.extend(pair.required("right", reports));
        for mut table in pair.tables("wrong", "a known mistake", reports) {
            let is = table.place("is", given, reports);
            let reply = table.required_prose("reply", reports);
            let at = is.as_ref().map_or(table.at(), |is| is.at);
            table.finish(reports);
            let thing = is.map(|is| is.value);
            if thing == Some(place) {
                let message = format!("pair {} is right as it is", place + 1);
                let fix = "name the pair from which the wrong thing comes".to_owned();
                reports.error(at, message, fix);
                continue;
            }
            let slip = Slip::Beside { place, thing };
            let known = reply.map(|reply| Misplaced { slip, reply });
            known
                .into_iter()
                .for_each(|known| add(known, at, &mut wrong, reports));
        }
        pair.finish(reports);
    }
    distinct(&left, reports);
    distinct(&right, reports);
    let mut text = |spots: Vec<Spot<String>>| -> Vec<Vec<Inline>> {
        spots.iter().map(|spot| prose(spot, reports)).collect()
    };
    let (places, things) = (text(left), text(right));
    rest(fields, (things, Some(places), wrong), at, reports)
}

/// The things, what stands at their places, and the known mistakes.
type Read = (Vec<Vec<Inline>>, Option<Vec<Vec<Inline>>>, Vec<Misplaced>);

/// The fields that both have.
fn rest(
    mut fields: Fields<'_>,
    (things, places, wrong): Read,
    at: usize,
    reports: &mut Reports<'_>,
) -> Option<Block> {
    let owner = match places {
        None => "order",
        Some(_) => "match",
    };
    let id = fields.required("id", reports);
    let ask = fields.required_prose("ask", reports);
    let reply = fields.prose("reply", reports).map(|reply| reply.value);
    let test = fields.switch("test", reports);
    fields.finish(reports);
    check_id(id.as_ref(), reports);
    if reply.is_none() {
        let fix = "add `reply = \"...\"`: why it is so".to_owned();
        reports.warning(at, format!("the {owner} has no reply"), fix);
    }
    if wrong.is_empty() {
        let fix = match owner {
            "order" => "add `wrong = [ { swapped = [1, 2], reply = \"...\" } ]`",
            _ => "add `wrong = [ { is = 2, reply = \"...\" } ]` to a pair",
        };
        let message = format!("no mistake in the {owner} has a reply");
        reports.warning(at, message, fix.to_owned());
    }
    Some(Block::Arrangement(Arrangement {
        id: id?,
        ask: ask?,
        things,
        places,
        wrong,
        reply,
        test,
    }))
}

fn count(owner: &str, given: usize, what: &str, at: usize, reports: &mut Reports<'_>) {
    if !(LEAST..=MOST).contains(&given) {
        let some = what.split(',').next().unwrap_or_default();
        let message = format!("{owner} has {given} {some}");
        reports.error(at, message, format!("give it {LEAST} to {MOST} {what}"));
    }
}

/// Of two equal things nobody can say which belongs where.
fn distinct(texts: &[Spot<String>], reports: &mut Reports<'_>) {
    for (at, text) in texts.iter().enumerate() {
        let same = |other: &Spot<String>| other.value.trim() == text.value.trim();
        if texts[..at].iter().any(same) {
            let message = format!("`{}` stands twice", text.value);
            let fix = "say how the two differ: equal ones cannot be told apart".to_owned();
            reports.error(text.at, message, fix);
        }
    }
}

/// Adds a known mistake that no other one before it hides.
fn add(known: Misplaced, at: usize, all: &mut Vec<Misplaced>, reports: &mut Reports<'_>) {
    let hides = |other: &Misplaced| match (other.slip, known.slip) {
        (Slip::Beside { place, thing: None }, Slip::Beside { place: own, .. }) => place == own,
        (one, other) => one == other,
    };
    if all.iter().any(hides) {
        let fix = "take one of the two away: the first is always said".to_owned();
        reports.warning(
            at,
            "this reply is never said: one before it fits as well",
            fix,
        );
    }
    all.push(known);
}
