//! What a teacher waits for: from a learner's file taking its place to the board that shows it, at
//! 100 x 30, over a class of 500 and one of 10,000.
//!
//! The program itself on a terminal at hand, which an emulator reads; changes come one after the other, so
//! that most wait for the next of 30 frames a second. A learner comes and goes, as the course keeps
//! progress: a new file that is renamed into its place. `cargo bench --bench board`.

#[path = "common/jobs.rs"]
mod jobs;
#[path = "../tests/common/pty.rs"]
#[allow(dead_code, reason = "shared by several programs")]
mod pty;

use handson::lesson::catalog::Catalog;
use handson::lesson::model::Block;
use handson::progress::{Answer, Progress};
use jobs::quantile;
use pty::Pty;
use std::fs;
use std::path::Path;
use std::time::Instant;

const TURNS: usize = 100;

/// What a repaint may take, in milliseconds, over 500 learners.
const MOST: f64 = 50.0;

fn main() {
    for learners in [500, 10_000] {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let text = learner();
        for number in 0..learners {
            let name = format!("progress-seat-{number:05}.json");
            fs::write(folder.path().join(name), &text).expect("it is written");
        }
        let began = Instant::now();
        let path = folder.path().to_str().expect("a path in UTF-8");
        let mut pty = Pty::spawn(&["class", path, "--remote=off"], &[], (100, 30));
        pty.wait_for(&count(learners));
        let first = began.elapsed().as_secs_f64();
        let mut times = Vec::new();
        for turn in 0..TURNS {
            let there = turn.is_multiple_of(2);
            let began = Instant::now();
            come_or_go(folder.path(), &text, there);
            pty.wait_for(&count(learners + usize::from(there)));
            times.push(1e3 * began.elapsed().as_secs_f64());
        }
        let (p50, p99) = (quantile(&times, 0.5), quantile(&times, 0.99));
        println!(
            "{learners:>6} learners of {} bytes each: all there after {first:.2} s; a change is seen after \
             {p50:.1} ms, p99 {p99:.1} ms, of {TURNS}",
            text.len()
        );
        pty.press(&["q"]);
        pty.exit_status();
        assert!(
            cfg!(debug_assertions) || learners != 500 || p50 <= MOST,
            "{p50:.1} ms is more than {MOST} ms"
        );
    }
}

/// As the header of the board says it.
fn count(learners: usize) -> String {
    match learners {
        0..1000 => format!(" {learners} learners"),
        _ => format!(" {},{:03} learners", learners / 1000, learners % 1000),
    }
}

fn come_or_go(folder: &Path, text: &str, comes: bool) {
    let (new, place) = (folder.join(".new"), folder.join("progress-late.json"));
    match comes {
        true => fs::write(&new, text).and_then(|()| fs::rename(&new, &place)),
        false => fs::remove_file(&place),
    }
    .expect("the folder can be written");
}

/// A learner who has been through the course and answered everything.
fn learner() -> String {
    let course = Catalog::embedded().course().expect("lessons without fault");
    let mut progress = Progress::default();
    for lesson in &course.lessons {
        for step in &lesson.steps {
            progress.visit(&lesson.id, &step.id);
            for block in &step.blocks {
                let Some(id) = block.id() else { continue };
                let answer = match block {
                    Block::Quiz(_) => Answer::Quiz {
                        marked: vec![0],
                        right: false,
                    },
                    Block::Bet(bet) => {
                        let mut chips = vec![0; bet.options.len()];
                        chips[0] = 10;
                        Answer::Bet { chips, happened: 1 }
                    }
                    Block::Number(_) => Answer::Number {
                        typed: "0,5".into(),
                        right: false,
                    },
                    _ => Answer::Task,
                };
                progress.answer(&lesson.id, id, answer, 1_700_000_000);
            }
        }
    }
    let mut value = serde_json::to_value(&progress).expect("progress is JSON");
    value["version"] = 3.into();
    format!("{value:#}\n")
}
