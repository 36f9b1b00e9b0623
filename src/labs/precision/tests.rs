use super::update::neighbours;
use super::*;
use crate::labs::hosted::Hosted;
use crate::labs::testing::{fact, number_of, screen, worked};
use crate::labs::{Lab, Value, say};
use crate::msg::Effect;
use crate::train::Job;

fn after(lines: &[&str]) -> Hosted<Bits> {
    let mut lab = Hosted::new(Bits::new(0));
    worked(lab.open(), &mut |msg| lab.update(msg));
    for line in lines {
        let effects = say(&mut lab, line).expect(line);
        train(&mut lab, effects);
    }
    lab
}

/// Does 200 updates of each run that begins.
fn train(lab: &mut Hosted<Bits>, effects: Vec<Effect>) {
    for effect in effects {
        if let Effect::Train(id, task) = effect {
            let mut job = Job::new(id, *task).expect("it can train");
            for _ in 0..200 {
                job.advance();
            }
            let at = Arc::new(job.checkpoint());
            worked(lab.update(&Msg::Trained(at)), &mut |msg| lab.update(msg));
        }
    }
}

#[test]
fn small_moves_are_lost_where_weights_are_rounded_and_large_ones_are_not() {
    let small = after(&["train", "set view weight"]);
    assert!(number_of(&small, "whole_moved") > 0.95);
    assert!(number_of(&small, "rounded_moved") < 0.2);
    assert!(number_of(&small, "whole_loss") < number_of(&small, "rounded_loss"));
    let large = after(&["set rate 0.1", "train", "set view weight"]);
    let share = number_of(&large, "rounded_moved");
    assert!(share > 2.0 * number_of(&small, "rounded_moved"), "{share}");
}

#[test]
fn another_rate_begins_both_again_and_another_look_at_the_same_changes_nothing() {
    let mut lab = after(&["train"]);
    assert_eq!(number_of(&lab, "rounded_step"), 200.0);
    assert!(lab.set("rate", "0.001").is_ok() && lab.runs[ROUNDED].latest().is_some());
    assert!(lab.set("rate", "0.1").is_ok());
    assert!(lab.runs.iter().all(|run| run.latest().is_none()));
}

#[test]
fn a_weight_and_its_neighbours_are_numbers_of_eight_bits() {
    let lab = after(&["set view weight", "set weight 639"]);
    let weight = number_of(&lab, "rounded_weight") as f32;
    assert_eq!(weight.to_bits() & 0xffff, 0);
    let [below, above] = neighbours(weight);
    assert!(below < weight && weight < above);
    for (name, of, kept) in [
        ("whole_bits", "whole_weight", 32),
        ("rounded_bits", "rounded_weight", 16),
    ] {
        let Value::Text(bits) = fact(&lab, name) else {
            panic!("{name} is words");
        };
        let bits = bits.replace(' ', "");
        let all = u32::from_str_radix(&format!("{bits:0<32}"), 2).unwrap();
        assert_eq!(bits.len(), kept);
        assert_eq!(
            f64::from(f32::from_bits(all)),
            number_of(&lab, of),
            "{name}"
        );
    }
    // Between 2^e and 2^(e+1) they are 2^(e-7) apart.
    for (weight, expected) in [
        (1.5, [1.4921875, 1.5078125]),
        (-1.5, [-1.5078125, -1.4921875]),
        (1.0, [0.99609375, 1.0078125]),
        (0.0, [-9.1835e-41, 9.1835e-41]),
    ] {
        assert_eq!(neighbours(weight), expected, "{weight}");
    }
}

#[test]
fn both_views_are_drawn_at_every_size() {
    for view in VIEWS {
        let lab = after(&[&format!("set view {view}")]);
        for (width, height) in [(0, 0), (7, 3), (40, 9), (70, 11), (140, 30)] {
            screen(&lab, width, height, true);
        }
    }
    let lab = after(&["set view weight"]);
    let rows = screen(&lab, 76, 11, true).join("\n");
    assert!(
        rows.contains("fraction") && rows.contains("halfway"),
        "{rows}"
    );
    assert!(rows.contains("that update moves"), "{rows}");
}
