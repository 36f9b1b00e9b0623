//! What holds of every lab that there is.

use super::*;
use crate::event::MouseKind;
use crate::labs::testing::worked;
use crate::ui::control::Kind;
use std::collections::{BTreeMap, BTreeSet};

const AREA: Rect = Rect::new(0, 0, 90, 26);

/// A lab on the screen, its data there.
fn opened(entry: &Entry) -> Box<dyn Lab> {
    let mut lab = (entry.make)(0);
    worked(lab.open(), &mut |msg| lab.update(msg));
    lab
}

/// Each value a control can be put to at an end, or each of its options.
fn extremes(control: &Control) -> Vec<String> {
    match &control.kind {
        Kind::Number { .. } => vec![control.at_share(0.0), control.at_share(1.0)],
        Kind::Choice { options, .. } => options.iter().map(|name| (*name).to_owned()).collect(),
    }
}

fn value_of(lab: &dyn Lab, name: &str) -> String {
    let controls = lab.controls();
    let control = controls.iter().find(|control| control.name == name);
    control.expect(name).value()
}

fn well_told(lab: &dyn Lab, when: &str) {
    let mut names = BTreeSet::new();
    for fact in lab.facts() {
        assert!(names.insert(fact.name), "{when}: {} twice", fact.name);
        let sentence = fact.sentence.trim();
        assert!(sentence.ends_with(['.', '!', '?']), "{when}: {sentence}");
        // One that meets no condition yet is for conditions alone.
        if let Value::Number(number) = fact.value {
            assert!(
                !number.is_nan() || !fact.shown,
                "{when}: {} is no number",
                fact.name
            );
        }
    }
}

#[test]
fn every_control_goes_to_both_ends_and_to_every_option_and_says_so() {
    for entry in REGISTRY {
        let mut lab = opened(entry);
        assert!(!lab.visible_facts().is_empty(), "{} is silent", entry.name);
        let names: BTreeSet<_> = lab.controls().iter().map(|control| control.name).collect();
        assert_eq!(
            names.len(),
            lab.controls().len(),
            "{}: a name twice",
            entry.name
        );
        for at in 0..names.len() {
            let control = lab.controls().swap_remove(at);
            for value in extremes(&control) {
                let what = format!("{}: set {} {value}", entry.name, control.name);
                assert!(lab.set(control.name, &value).is_ok(), "{what}");
                assert_eq!(value_of(lab.as_ref(), control.name), value, "{what}");
                well_told(lab.as_ref(), &what);
            }
            let mut refused = lab.set(control.name, "sideways").map(drop);
            assert!(
                matches!(refused, Err(BadValue::NotAllowed { .. })),
                "{}",
                control.name
            );
            refused = lab.set("nonesuch", "1").map(drop);
            assert!(matches!(refused, Err(BadValue::UnknownControl { .. })));
        }
    }
}

#[test]
fn the_values_of_all_controls_make_the_same_lab_of_a_fresh_one() {
    for entry in REGISTRY {
        let mut lab = opened(entry);
        // What one may be can depend on those before it.
        for at in 0..lab.controls().len() {
            let control = lab.controls().swap_remove(at);
            let other = extremes(&control).pop().expect("a value");
            assert!(lab.set(control.name, &other).is_ok());
        }
        let mut copy = opened(entry);
        for control in lab.controls() {
            let set = copy.set(control.name, &control.value());
            assert!(set.is_ok(), "{}: {}", entry.name, control.name);
        }
        assert_eq!(copy.controls(), lab.controls(), "{}", entry.name);
    }
}

#[test]
fn every_verb_that_is_offered_acts_and_no_other_is_known() {
    for entry in REGISTRY {
        let mut lab = opened(entry);
        for verb in lab.verbs() {
            let keyed = verb.key.is_some() && verb.is_possible;
            let done = lab.act(verb.name, "").map(drop);
            let what = format!("{}: {} {done:?}", entry.name, verb.name);
            assert!(done.is_ok() || !keyed, "{what}");
            well_told(lab.as_ref(), &what);
        }
        let unknown = lab.act("nonesuch", "").map(drop);
        assert!(
            matches!(unknown, Err(BadValue::UnknownVerb { .. })),
            "{}",
            entry.name
        );
    }
}

#[test]
fn a_verb_puts_back_the_controls_that_its_row_names_and_no_other() {
    for entry in REGISTRY {
        for verb in opened(entry).verbs() {
            let named = BTreeSet::from_iter(opened(entry).moved_by(verb.name).iter().copied());
            if named.is_empty() && verb.name != "reset" {
                continue;
            }
            let fresh = opened(entry);
            let mut moved = BTreeSet::new();
            for share in [0.0, 1.0] {
                let mut lab = opened(entry);
                // A control that decides what others may be stays as it is.
                for name in fresh.controls().iter().map(|control| control.name) {
                    let controls = lab.controls();
                    let control = controls.iter().find(|control| control.name == name);
                    if let Some(number) =
                        control.filter(|it| matches!(it.kind, Kind::Number { .. }))
                    {
                        let end = number.at_share(share);
                        assert!(lab.set(name, &end).is_ok());
                    }
                }
                let before = lab.controls();
                // What is not offered may be refused, and moves nothing then.
                assert!(lab.act(verb.name, "").is_ok() || !verb.is_possible);
                for (was, is) in before.iter().zip(lab.controls()) {
                    if was.value() != is.value() {
                        moved.insert(is.name);
                    }
                }
            }
            assert_eq!(moved, named, "{}: {}", entry.name, verb.name);
        }
    }
}

#[test]
fn a_drag_to_any_place_keeps_every_control_within_its_range() {
    for entry in REGISTRY {
        let mut lab = opened(entry);
        dragged(lab.as_mut(), &|_| true);
        for (x, y) in [(0, 0), (500, 0), (0, 300), (500, 300)] {
            let kind = MouseKind::Drag;
            lab.touch(Mouse { kind, x, y }, AREA, &|_| true);
            for control in lab.controls() {
                let share = control.share();
                let what = format!("{}: {} at {share}", entry.name, control.name);
                assert!((-1e-9..=1.0 + 1e-9).contains(&share), "{what}");
            }
        }
    }
}

/// Drags over the whole picture where only some controls are free; gives all values after each move.
fn dragged(lab: &mut dyn Lab, free: &dyn Fn(&str) -> bool) -> Vec<BTreeMap<&'static str, String>> {
    let mut seen = Vec::new();
    let mut touch = |kind, (x, y)| {
        lab.touch(Mouse { kind, x, y }, AREA, free);
        let values = lab.controls().into_iter().map(|c| (c.name, c.value()));
        seen.push(values.collect());
    };
    for from in (8..88).step_by(4).map(|x| (x, 4 + x % 16)) {
        touch(MouseKind::Press, from);
        for to in [(20, 4), (33, 15), (50, 9), (66, 3), (80, 18)] {
            touch(MouseKind::Drag, to);
        }
    }
    seen
}

fn values(lab: &dyn Lab) -> BTreeMap<&'static str, String> {
    let controls = lab.controls().into_iter();
    controls
        .map(|control| (control.name, control.value()))
        .collect()
}

/// Whether other controls of the picture have other values once this one is moved to an end.
fn others_follow(entry: &Entry, name: &str) -> bool {
    let mut lab = (entry.make)(0);
    let before = values(lab.as_ref());
    let controls = lab.controls();
    let ends = controls.iter().find(|control| control.name == name);
    ends.map(extremes).into_iter().flatten().any(|end| {
        let set = lab.set(name, &end);
        let others = values(lab.as_ref());
        set.is_ok()
            && others
                .iter()
                .any(|(other, is)| *other != name && before[other] != *is)
    })
}

#[test]
fn where_one_coordinate_is_free_it_follows_the_hand_and_every_other_one_stays() {
    for entry in REGISTRY {
        let all = (entry.make)(0).moved_in_picture();
        for name in all.iter().copied() {
            let mut lab = (entry.make)(0);
            let before = values(lab.as_ref());
            // One that chooses what the others show takes them along.
            let chooses = others_follow(entry, name);
            let mut moved = false;
            for values in dragged(lab.as_mut(), &|other| other == name) {
                moved |= values[name] != before[name];
                for &other in all.iter().filter(|other| **other != name && !chooses) {
                    let what = format!("{}: {other}, with {name} free", entry.name);
                    assert_eq!(values[other], before[other], "{what}");
                }
            }
            assert!(moved, "{}: {name} is free, and stays", entry.name);
        }
    }
}

#[test]
fn what_moves_in_a_picture_is_said_in_the_help() {
    for entry in REGISTRY {
        let lab = (entry.make)(0);
        let moves = !lab.moved_in_picture().is_empty();
        assert_eq!(moves, !lab.drag_help().is_empty(), "{}", entry.name);
    }
}
