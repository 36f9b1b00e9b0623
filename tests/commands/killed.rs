//! A process that is killed while it saves: what it had saved is there, whole.
//!
//! The suite kills a few; `HANDSON_KILLS=200 cargo test --test commands killed` kills many.

mod worker;

use std::collections::BTreeSet;
use std::io::{BufRead, BufReader};
use std::path::Path;
use std::process::{Command, Stdio};
use std::sync::Arc;

use handson::nn::{Activation, OptimizerState, Seen, Sequential};
use handson::progress::{Progress, Store};
use handson::train::{Checkpoint, History, JobId, Keepsake, State};
use tempfile::TempDir;

const FOLDER: &str = "HANDSON_TEST_FOLDER";
const KEY: &str = "autoencoder:ae";

/// A network whose every weight is `n`, so that a mixture of two would show.
fn keepsake(n: usize) -> Keepsake {
    let mut model = Sequential::new(784)
        .dense(128, Activation::Relu)
        .dense(784, Activation::Sigmoid);
    let all = vec![n as f32; model.parameters()];
    model.set_weights(&all).unwrap();
    let optimizer = OptimizerState {
        name: "adamax",
        step: n as u64,
        first: all.clone(),
        second: all,
    };
    let at = Checkpoint {
        job: JobId {
            lab: 0,
            lane: 0,
            run: 0,
        },
        model,
        optimizer: Some(optimizer),
        learning_rate: 0.001,
        step: 235 * n as u64,
        steps: 235 * 1000,
        epoch: n,
        epochs: 1000,
        batch: 0,
        seen: Seen::default(),
        batches: 235,
        state: State::Paused,
        curve: History::default(),
        epoch_reports: Vec::new(),
        ends: Vec::new(),
        epoch_seconds: 0.0,
        samples_per_second: 0.0,
        eta: None,
        place: None,
    };
    Keepsake {
        settings: vec![("epochs".into(), n.to_string())],
        made: Vec::new(),
        steps: BTreeSet::new(),
        trained: vec![Arc::new(at)],
    }
}

/// Not a test of its own: what is killed by the one below. Saves on and on, and says how far it is.
#[test]
fn saves_until_it_is_killed() {
    let Some(folder) = std::env::var_os(FOLDER) else {
        return;
    };
    let mut store = Store::new(Some(Path::new(&folder)), None).unwrap();
    let (from, _) = saved(Path::new(&folder));
    store.recall_lab(KEY).unwrap();
    for n in from + 1.. {
        let mut progress = Progress::default();
        progress.visit("lesson", &n.to_string());
        store.save(&progress).unwrap();
        store.keep_lab(KEY, &keepsake(n).encode()).unwrap();
        println!("saved {n}");
    }
}

/// How far progress and lab are, each whole.
fn saved(folder: &Path) -> (usize, usize) {
    let mut store = Store::new(Some(folder), None).unwrap();
    let (progress, notice) = store.load();
    assert_eq!(notice, None);
    let steps = (1..)
        .take_while(|n: &usize| progress.has_seen("lesson", &n.to_string()))
        .count();
    let bytes = store.recall_lab(KEY).unwrap();
    let kept = bytes.map(|bytes| Keepsake::decode(&bytes).expect("it is whole"));
    let trained = kept.and_then(|mut kept| kept.trained.pop());
    let epoch = trained.map_or(0, |at| {
        let whole = |numbers: &[f32]| numbers.iter().all(|&number| number == at.epoch as f32);
        let state = at.optimizer.as_ref().unwrap();
        assert!(whole(at.weights()) && whole(&state.first) && whole(&state.second));
        at.epoch
    });
    (steps, epoch)
}

#[test]
fn nothing_that_was_saved_is_lost_or_damaged_by_a_kill_at_any_moment() {
    let kills = std::env::var("HANDSON_KILLS").ok();
    let kills: usize = kills.map_or(8, |kills| kills.parse().unwrap());
    let folder = TempDir::new().unwrap();
    for kill in 0..kills {
        let mut child = Command::new(std::env::current_exe().unwrap())
            .args(["--exact", "killed::saves_until_it_is_killed", "--nocapture"])
            .env(FOLDER, folder.path())
            .stdout(Stdio::piped())
            .spawn()
            .unwrap();
        let mut lines = BufReader::new(child.stdout.take().unwrap()).lines();
        let mut said = || {
            let said = lines.by_ref().map_while(Result::ok);
            let mut counts = said.filter_map(|line| line.strip_prefix("saved ")?.parse().ok());
            counts.next().unwrap_or(0)
        };
        let mut told: usize = said();
        // At another place in a save each time: so many turns of a loop after it was told.
        for turn in 0..kill * 7919 % 50_000 * 40 {
            std::hint::black_box(turn);
        }
        child.kill().unwrap();
        child.wait().unwrap();
        loop {
            match said() {
                0 => break,
                more => told = more,
            }
        }
        let (steps, epoch) = saved(folder.path());
        assert!(
            told > 0 && steps >= told && epoch >= told,
            "{told}: {steps} {epoch}"
        );
        assert!(
            steps - told <= 1 && epoch - told <= 1,
            "{told}: {steps} {epoch}"
        );
    }
    let left = std::fs::read_dir(folder.path().join("labs"))
        .unwrap()
        .count();
    assert!(
        left <= 2,
        "what is half written does not pile up: {left} files"
    );
}
