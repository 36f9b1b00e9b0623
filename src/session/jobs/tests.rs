//! Two runs of one lab on threads.

use super::*;
use crate::labs::race::task_alone;
use crate::session::news::News;
use crate::session::slots::Cores;
use crate::train::Job;
use std::sync::mpsc::{Receiver, sync_channel};

const DEADLINE: Duration = Duration::from_secs(60);

fn id(lane: u32, run: u32) -> JobId {
    JobId { lab: 4, lane, run }
}

/// Listens until both lanes are as they should be; their newest checkpoints.
fn until(
    jobs: &mut Threads,
    bell: &Receiver<News>,
    so: impl Fn(&Checkpoint) -> bool,
) -> [Arc<Checkpoint>; 2] {
    let mut latest = [None, None];
    loop {
        for checkpoint in jobs.news() {
            let lane = checkpoint.job.lane as usize;
            latest[lane] = Some(checkpoint);
        }
        if let [Some(one), Some(two)] = &latest
            && so(one)
            && so(two)
        {
            return [Arc::clone(one), Arc::clone(two)];
        }
        jobs.want();
        bell.recv_timeout(DEADLINE)
            .expect("both come to it in time");
    }
}

fn alone(run: usize) -> Checkpoint {
    let mut job = Job::new(id(0, 0), task_alone(run)).unwrap();
    while job.is_working() {
        job.advance();
    }
    job.checkpoint()
}

#[test]
fn two_runs_of_one_learner_take_one_turn_and_end_where_each_ends_alone() {
    let folder = tempfile::TempDir::new().unwrap();
    for cores in [1, 2] {
        let slots = Slots::new(folder.path().join("slots"), Cores::new(0..cores));
        let (inbox, bell) = sync_channel(64);
        let mut jobs = Threads::new(
            inbox,
            &Options {
                slots: Some(slots),
                ..Options::default()
            },
        );
        for lane in 0..2 {
            jobs.start(id(lane, 0), task_alone(lane as usize));
        }
        let ends = until(&mut jobs, &bell, |at| at.state == State::Finished);
        for (run, end) in ends.iter().enumerate() {
            let alone = alone(run);
            assert!(end.weights() == alone.weights(), "run {run}, {cores} cores");
            assert_eq!(end.curve, alone.curve, "run {run}, {cores} cores");
            let losses = |at: &Checkpoint| -> Vec<_> {
                let reports = at.epoch_reports.iter();
                reports
                    .map(|it| (it.loss, it.val_loss, it.val_accuracy))
                    .collect()
            };
            assert_eq!(losses(end), losses(&alone), "run {run}, {cores} cores");
        }
    }
}

#[test]
fn both_pause_and_a_later_run_of_a_lane_leaves_the_other_one_alone() {
    let (inbox, bell) = sync_channel(64);
    let mut jobs = Threads::new(
        inbox,
        &Options {
            threads: Some(1),
            ..Options::default()
        },
    );
    for lane in 0..2 {
        jobs.start(id(lane, 0), task_alone(lane as usize));
    }
    for lane in 0..2 {
        jobs.tell(id(lane, 0), Command::Pause);
    }
    let rests = |at: &Checkpoint| matches!(at.state, State::Paused | State::Finished);
    until(&mut jobs, &bell, rests);
    jobs.start(id(1, 1), task_alone(1));
    jobs.tell(id(0, 0), Command::Resume);
    let [first, second] = until(&mut jobs, &bell, |at| at.state == State::Finished);
    assert_eq!([first.job, second.job], [id(0, 0), id(1, 1)]);
}
