use super::*;
use crate::event::KeyCode;
use crate::labs::hosted::Hosted;
use crate::labs::testing::{number_of, opened, screen, worked};
use crate::labs::{Lab, say};
use crate::train::{Job, Quantum};
use crate::ui::number::by_rows;

fn after(lines: &[&str]) -> Hosted<DenseCnn> {
    opened(DenseCnn::new(0), lines)
}

#[test]
fn both_learn_side_by_side_and_their_maps_are_read_when_they_rest() {
    let mut lab = after(&["set epochs 1"]);
    let effects = say(&mut lab, "train").unwrap();
    for effect in effects {
        if let Effect::Train(id, task) = effect {
            let mut job = Job::new(id, *task).expect("it can train");
            for _ in 0..40 {
                job.advance();
            }
            let at = Arc::new(job.checkpoint());
            worked(lab.update(&Msg::Trained(at)), &mut |msg| lab.update(msg));
        }
    }
    assert_eq!(
        (number_of(&lab, "dense_step"), number_of(&lab, "cnn_step")),
        (40.0, 40.0)
    );
    assert!(number_of(&lab, "kernels_moved") > 0.02);
    let kernels = |lab: &Hosted<DenseCnn>| -> Vec<String> {
        let facts = lab.visible_facts();
        let told = facts.iter().filter(|fact| fact.name.starts_with("kernel_"));
        told.map(|fact| fact.sentence.clone()).collect()
    };
    assert!(kernels(&lab).is_empty(), "this view shows curves");
    assert!(say(&mut lab, "set view kernels").is_ok());
    let weights = networks::kernel(lab.network(CNN).unwrap(), 7);
    let weights: Vec<f64> = weights.into_iter().map(f64::from).collect();
    let told = format!("Kernel 8: {}.", by_rows(&weights, 3));
    assert_eq!(
        (kernels(&lab).len(), kernels(&lab)[7].as_str()),
        (8, told.as_str())
    );
    let effects = say(&mut lab, "set view maps").unwrap();
    let rest = worked(effects, &mut |msg| lab.update(msg));
    assert!(
        rest.is_empty() && lab.map(CNN).is_none(),
        "they still learn"
    );
    let rows = screen(&lab, 80, 12, true).join("\n");
    assert!(rows.contains("it still learns"), "{rows}");
}

#[test]
fn so_many_epochs_in_all_are_for_the_run_that_lacks_them_too() {
    let mut lab = after(&["set epochs 1"]);
    for effect in say(&mut lab, "train to 1 epochs").unwrap() {
        if let Effect::Train(id, task) = effect {
            let mut job = Job::new(id, *task).expect("it can train");
            // The dense one to its end, the other not.
            let most = if id.lane == 1 { usize::MAX } else { 10 };
            let steps = (0..most).take_while(|_| job.advance() != Quantum::Idle);
            assert!(steps.count() >= 10);
            let at = Arc::new(job.checkpoint());
            worked(lab.update(&Msg::Trained(at)), &mut |msg| lab.update(msg));
        }
    }
    let wanted = |lab: &Hosted<DenseCnn>| lab.runs.each_ref().map(Training::is_wanted);
    assert!(say(&mut lab, "train").is_ok());
    assert_eq!(wanted(&lab), [false, false]);
    assert!(say(&mut lab, "train to 1 epochs").is_ok());
    assert_eq!(wanted(&lab), [true, false]);
}

#[test]
fn the_kernels_are_drawn_before_any_training_and_of_every_size() {
    let lab = after(&["set view kernels"]);
    for width in [0, 7, 40, 80, 140, 200] {
        for height in [0, 3, 9, 30] {
            screen(&lab, width, height, true);
        }
    }
    let rows = screen(&lab, 80, 14, false).join("\n");
    assert!(
        rows.contains("before training") && rows.contains("untrained"),
        "{rows}"
    );
}

#[test]
fn both_maps_are_whole_on_a_narrow_screen_and_what_is_missing_is_said() {
    let lab = after(&["set view maps"]);
    let rows = screen(&lab, 76, 12, true);
    assert_eq!(rows[1].matches("+4").count(), 2, "{}", rows[1]);
    assert!(number_of(&lab, "cnn_diagonal_2").is_nan());
    let Some(pending) = lab.pending() else {
        panic!("nothing is known yet");
    };
    assert!(pending.contains("untrained"), "{pending}");
}

#[test]
fn arrows_go_over_the_maps_and_stay_on_them() {
    let mut lab = after(&["set view maps", "set right 4", "set down -4"]);
    for (key, place) in [
        (KeyCode::Right, [4, -4]),
        (KeyCode::Up, [4, -4]),
        (KeyCode::Down, [4, -3]),
    ] {
        assert!(lab.press(Key::new(key)).is_some());
        assert_eq!(lab.shift, place);
    }
    assert!(lab.set("view", "curves").is_ok());
    assert!(lab.press(Key::new(KeyCode::Down)).is_none());
}

#[test]
fn two_maps_without_a_gap_name_their_rows_once() {
    let lab = after(&["set view maps"]);
    for (width, times) in [(76, 1), (90, 2)] {
        let rows = screen(&lab, width, 12, true);
        let row = rows
            .iter()
            .find(|row| row.contains("+0") && row.contains('?'));
        assert_eq!(
            row.expect("a row").matches("+0").count(),
            times,
            "{rows:#?}"
        );
    }
}
