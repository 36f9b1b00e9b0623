use super::*;
use crate::labs::Lab;
use crate::labs::hosted::Hosted;
use crate::labs::testing::{after, number_of};

#[test]
fn sixty_thousand_samples_in_batches_of_256_are_235_updates_the_last_of_96_samples() {
    let lab: Hosted<Belt> = after(&["set samples 60000", "set batch 256", "set epochs 17"]);
    assert_eq!(number_of(&lab, "updates_an_epoch"), 235.0);
    assert_eq!(number_of(&lab, "last_batch"), 96.0);
    assert_eq!(number_of(&lab, "updates_in_all"), 3995.0);
}

#[test]
fn an_epoch_is_one_shuffle_every_batch_once_validation_and_history() {
    let mut lab = Belt {
        samples: 0,
        batch: 8,
        epochs: 2,
        ..Belt::default()
    };
    let mut seen = Vec::new();
    while !lab.is_over() {
        lab.go_on(1);
        let place = lab.place();
        seen.push((place.phase, lab.updates(), place.epochs));
    }
    use Phase::{Batches, History, Shuffle, Validation};
    let epoch = |before: usize, over: usize| {
        [
            (Shuffle, before, over),
            (Batches, before + 1, over),
            (Batches, before + 2, over),
            (Batches, before + 3, over),
            (Validation, before + 3, over),
            (History, before + 3, over + 1),
        ]
    };
    assert_eq!(seen, [epoch(0, 0), epoch(3, 1)].concat());
}

#[test]
fn an_update_passes_what_is_none_and_a_run_ends_by_itself() {
    let mut lab: Hosted<Belt> = after(&["set samples 20", "set batch 8", "set epochs 2"]);
    for updates in 1..=6 {
        assert!(lab.act("update", "").is_ok());
        assert_eq!(lab.updates(), updates);
    }
    assert!(lab.act("update", "").is_err());
    assert!(lab.act("reset", "").is_ok());
    assert!(lab.act("run", "").is_ok());
    for _ in 0..2 * TICKS {
        lab.model.tick();
    }
    assert!(lab.is_over() && lab.activity() == Activity::Still);
    assert_eq!(lab.updates(), 6);
}
