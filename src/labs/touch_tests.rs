//! What a hand on a picture moves, for every lab that there is.

use super::*;
use crate::event::MouseKind;
use std::collections::BTreeMap;

const AREA: Rect = Rect::new(0, 0, 90, 26);

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

#[test]
fn where_one_coordinate_is_free_it_follows_the_hand_and_every_other_one_stays() {
    for entry in REGISTRY {
        let all = (entry.make)(0).moved_in_picture();
        for name in all.iter().copied() {
            let mut lab = (entry.make)(0);
            let before: BTreeMap<_, _> = (lab.controls().into_iter())
                .map(|control| (control.name, control.value()))
                .collect();
            let mut moved = false;
            for values in dragged(lab.as_mut(), &|other| other == name) {
                moved |= values[name] != before[name];
                for &other in all
                    .iter()
                    .filter(|other| **other != name && name != "point")
                {
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
