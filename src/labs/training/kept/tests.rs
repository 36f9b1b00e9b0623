use super::*;
use crate::nn::Samples;
use crate::train::{Job, Spec, State, Task};
use ndarray::Array2;

fn id(run: u32) -> JobId {
    JobId {
        lab: 3,
        lane: 0,
        run,
    }
}

/// Five updates an epoch on a smooth table that is learned from itself.
fn task(optimizer: &str, rate: f32, from: Option<Arc<Checkpoint>>) -> Task {
    let table = Array2::from_shape_fn((90, 4), |(i, j)| ((i * (j + 2)) as f32 * 0.37).sin() * 0.5);
    let x: Arc<dyn Samples> = Arc::new(table);
    let spec = Spec {
        layers: "3 tanh, 4".into(),
        optimizer: optimizer.into(),
        learning_rate: Some(rate),
        epochs: 8,
        batch_size: Some(20),
        threads: 1,
        ..Spec::default()
    };
    Task {
        plan: spec.check(90, 4, 4).expect("a plan"),
        y: Arc::clone(&x),
        validation: Some((Arc::clone(&x), Arc::clone(&x))),
        x,
        from,
        paused: false,
        ends: 2,
    }
}

/// Trains to the end, and keeps the way; news comes after every step.
fn trained(
    kept: &mut Kept<&'static str>,
    run: u32,
    name: &'static str,
    task: Task,
    origin: Option<Origin>,
) {
    let mut job = Job::new(id(run), task).expect("a job");
    while job.is_working() {
        job.advance();
        kept.record(&Arc::new(job.checkpoint()), &name, origin);
    }
    assert_eq!(job.state(), &State::Finished);
}

fn origin(run: usize, at: &Checkpoint) -> Option<Origin> {
    let (epoch, step) = (at.epoch, at.step);
    Some(Origin { run, epoch, step })
}

#[test]
fn every_epoch_is_kept_with_what_the_optimizer_remembers() {
    let mut kept = Kept::default();
    trained(&mut kept, 0, "first", task("adamax", 0.01, None), None);
    for epoch in 1..=8 {
        let at = kept.moment(1, epoch).expect("it is kept");
        assert_eq!((at.epoch, at.batch, at.step), (epoch, 0, 5 * epoch as u64));
        assert!(at.optimizer.is_some() && at.ends.is_empty());
    }
    assert!(kept.moment(1, 0).is_none() && kept.moment(1, 9).is_none());
}

#[test]
fn a_fork_of_a_fork_of_a_fork_with_nothing_changed_is_its_parent_bit_for_bit() {
    for optimizer in ["sgd", "adam", "adamax"] {
        let mut kept = Kept::default();
        trained(&mut kept, 0, "first", task(optimizer, 0.01, None), None);
        for (run, epoch) in [(1, 2), (2, 5), (3, 6)] {
            let from = Arc::clone(kept.moment(run, epoch).expect("it is kept"));
            let origin = origin(run, &from);
            let task = task(optimizer, 0.01, Some(from));
            trained(&mut kept, run as u32, "fork", task, origin);
        }
        let [first, .., last] = kept.runs() else {
            panic!("four runs");
        };
        assert_eq!(last.number, 4);
        assert_eq!(first.latest.weights(), last.latest.weights(), "{optimizer}");
        assert_eq!(first.latest.epoch_reports, last.latest.epoch_reports);
        // What lies before a fork is found with its parents, however far back.
        let early = kept.moment(4, 1).expect("of the first run");
        assert!(Arc::ptr_eq(early, kept.moment(1, 1).expect("kept")));
    }
}

#[test]
fn a_fork_with_another_rate_leaves_its_parent_at_that_epoch() {
    let mut kept = Kept::default();
    trained(&mut kept, 0, "first", task("adamax", 0.01, None), None);
    let from = Arc::clone(kept.moment(1, 3).expect("it is kept"));
    let start = origin(1, &from);
    trained(
        &mut kept,
        1,
        "faster",
        task("adamax", 0.05, Some(from)),
        start,
    );
    let same = |epoch| {
        let [one, two] = [1, 2].map(|run| kept.moment(run, epoch).expect("kept"));
        one.weights() == two.weights()
    };
    assert!(same(2) && same(3) && !same(4) && !same(8));
}

#[test]
fn a_fork_that_made_no_update_is_no_run() {
    let mut kept = Kept::default();
    trained(&mut kept, 0, "first", task("adamax", 0.01, None), None);
    let from = Arc::clone(kept.moment(1, 3).expect("it is kept"));
    for run in 1..4 {
        let job = Job::new(id(run), task("adam", 0.01, Some(Arc::clone(&from)))).expect("a job");
        kept.record(&Arc::new(job.checkpoint()), &"thought", origin(1, &from));
    }
    assert_eq!(kept.runs().len(), 2);
    assert_eq!(kept.newest().map(|run| run.number), Some(2));
}

#[test]
fn memory_is_bounded_and_the_newest_run_is_let_go_last() {
    // 31 weights and 62 numbers of memory: two runs of eight epochs, and no more.
    let mut kept = Kept {
        room: 2 * 9 * 93 * 4,
        ..Kept::default()
    };
    for run in 0..20 {
        let (from, start) = match run {
            0 => (None, None),
            run => {
                let at = kept.nearest(run, 4).expect("something is kept");
                (Some(Arc::clone(at)), origin(run, at))
            }
        };
        trained(
            &mut kept,
            run as u32,
            "run",
            task("adamax", 0.01, from),
            start,
        );
        assert!(kept.bytes() <= kept.room, "{run}: {}", kept.bytes());
    }
    assert_eq!(kept.runs().len(), 20, "each is still listed");
    assert!(kept.runs().iter().all(|run| run.last_val_loss().is_some()));
    let newest = kept.newest().expect("a run");
    for epoch in newest.origin.map_or(0, |origin| origin.epoch) + 1..=8 {
        let at = kept.moment(newest.number, epoch).expect("it is kept");
        assert!(at.optimizer.is_some(), "{epoch}");
    }
    let old = &kept.runs()[3];
    assert!(old.latest.optimizer.is_none(), "weights alone");
}

#[test]
fn a_run_too_long_for_the_room_keeps_its_epochs_evenly_and_the_last_of_them() {
    let mut kept = Kept {
        room: 5 * 93 * 4,
        ..Kept::default()
    };
    trained(&mut kept, 0, "long", task("adamax", 0.01, None), None);
    assert!(kept.bytes() <= kept.room);
    let whole: Vec<usize> = (1..=8)
        .filter(|epoch| {
            let at = kept.moment(1, *epoch);
            at.is_some_and(|at| at.optimizer.is_some())
        })
        .collect();
    assert!(whole.contains(&8) && whole.len() >= 2, "{whole:?}");
}
