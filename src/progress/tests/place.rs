//! Where a learner is, and since when.

use crate::progress::{AWAY, Place, Progress};

#[test]
fn a_lost_line_leaves_since_as_it_is_and_who_comes_back_after_long_begins_anew() {
    let mut kept = Progress::default();
    kept.visit("a", "s");
    kept.came(1000);
    kept.record_visit(1500);
    let back = |when: u64, step: &str| {
        let mut progress = kept.clone();
        progress.come_back(when);
        progress.visit("a", step);
        progress.came(when);
        progress.place().and_then(Place::since)
    };
    assert_eq!(back(1500 + AWAY - 1, "s"), Some(1000));
    assert_eq!(back(1500 + AWAY, "s"), Some(1500 + AWAY));
    assert_eq!(back(1501, "t"), Some(1501), "another step");
}
