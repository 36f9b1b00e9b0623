use super::*;
use crate::labs::hosted::Hosted;
use crate::labs::testing::{fact, number_of, opened, screen};
use crate::labs::{Lab, Value};

fn after(lines: &[&str]) -> Hosted<Pipeline> {
    opened(Pipeline::new(0), lines)
}

#[test]
fn a_cache_helps_from_the_second_epoch_on() {
    let ahead = ["set workers 2", "set prefetch 1", "set load 12"];
    for (epoch, cache, load, wait) in [
        ("first", "off", 0.0, 7.0),
        ("first", "on", 0.0, 7.0),
        ("second", "off", 0.0, 7.0),
        ("second", "on", 1.0, 0.0),
    ] {
        let mut lab = after(&ahead);
        assert!(lab.set("epoch", epoch).is_ok() && lab.set("cache", cache).is_ok());
        // Loading and gathering take 13 ms, the trainer 6.
        assert_eq!(number_of(&lab, "wait"), wait, "{epoch} {cache}");
        assert_eq!(number_of(&lab, "cached"), load);
    }
}

#[test]
fn an_epoch_in_one_thread_is_the_sum_of_all_stages_of_all_batches() {
    let lab = after(&[]);
    assert_eq!(number_of(&lab, "epoch_seconds"), 469.0 * 20.0 / 1000.0);
    assert_eq!(number_of(&lab, "busy"), 6.0 / 20.0);
}

#[test]
fn a_belt_with_every_stage_off_says_so_and_has_no_share_of_nothing() {
    let off = ["load", "gather", "map", "train"].map(|stage| format!("set {stage} 0"));
    let off: Vec<&str> = off.iter().map(String::as_str).collect();
    let lab = after(&off);
    assert_eq!(number_of(&lab, "wait"), 0.0);
    assert!(lab.facts().iter().all(|fact| fact.name != "busy"));
    assert_eq!(fact(&lab, "waits_for"), Value::Text("nobody".into()));
    let rows = screen(&lab, 78, 16, true).join("\n");
    assert!(rows.contains("every stage is off"), "{rows}");
    assert!(!rows.contains("NaN"), "{rows}");
}

#[test]
fn each_lane_has_a_cell_for_each_millisecond_of_a_batch() {
    let lab = after(&["set workers 2", "set prefetch 1"]);
    let rows = screen(&lab, 78, 20, false);
    // Batch 3 of the lower lanes: 4 ms read, 1 gathered, 9 mapped, 6 trained.
    let lower: Vec<&String> = rows.iter().skip(7).take(5).collect();
    let threes = |row: &String| row.chars().skip(9).take(57).filter(|c| *c == '3').count();
    let cells: Vec<usize> = lower.iter().map(|row| threes(row)).collect();
    assert_eq!(cells, [4, 1, 9, 0, 6], "{rows:#?}");
}

#[test]
fn mnist_sorted_needs_a_buffer_of_nearly_all() {
    let of = |buffer: &str| number_of(&after(&[buffer]), "classes");
    let [none, thousand, all] = ["set buffer 1", "set buffer 1000", "set buffer 60000"].map(of);
    assert!(
        none < 1.1 && thousand < 2.0 && all > 9.9,
        "{none} {thousand} {all}"
    );
}
