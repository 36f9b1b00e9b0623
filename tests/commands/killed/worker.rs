//! A training that another process does, and what becomes of it when that is killed.

use std::fs;
use std::path::Path;
use std::sync::Arc;
use std::sync::mpsc::{Receiver, channel};
use std::time::Duration;

use handson::nn::Samples;
use handson::train::{Checkpoint, Command, Handle, Job, JobId, Place, Runner, Spec, State, Task};
use ndarray::Array2;
use tempfile::TempDir;

const DEADLINE: Duration = Duration::from_secs(60);

const ID: JobId = JobId {
    lab: 1,
    lane: 0,
    run: 4,
};

fn task(epochs: usize) -> Task {
    let number = |(i, j): (usize, usize)| ((i * (j + 1)) as f32).sin();
    let x: Arc<dyn Samples> = Arc::new(Array2::from_shape_fn((64, 4), number));
    let spec = Spec {
        layers: "8 tanh, 4".to_owned(),
        epochs,
        batch_size: Some(16),
        threads: 1,
        ..Spec::default()
    };
    Task {
        plan: spec.check(64, 4, 4).unwrap(),
        y: Arc::clone(&x),
        x: Arc::clone(&x),
        validation: Some((Arc::clone(&x), x)),
        from: None,
        paused: false,
        ends: 8,
    }
}

/// What the same training comes to in this process.
fn here(epochs: usize) -> Checkpoint {
    let mut job = Job::new(ID, task(epochs)).unwrap();
    while job.is_working() {
        job.advance();
    }
    job.checkpoint()
}

struct Running {
    handle: Handle,
    news: Receiver<()>,
}

impl Running {
    fn start(task: Task, before: &str) -> Self {
        let program = env!("CARGO_BIN_EXE_handson");
        let command = format!("{before} exec {program} worker --slots off");
        let (ring, news) = channel();
        let on_news = move || {
            let _ = ring.send(());
        };
        let handle = Runner::start_elsewhere(ID, task, command.into(), on_news);
        Self { handle, news }
    }

    fn until(&mut self, seen: impl Fn(&Checkpoint) -> bool) -> Arc<Checkpoint> {
        loop {
            self.handle.want();
            self.news.recv_timeout(DEADLINE).expect("news in time");
            if let Some(at) = self.handle.take().filter(|at| seen(at)) {
                return at;
            }
        }
    }
}

fn same(at: &Checkpoint, other: &Checkpoint) {
    assert_eq!(at.weights(), other.weights());
    assert_eq!(at.curve, other.curve);
    assert_eq!((at.epoch, at.step), (other.epoch, other.step));
    let losses = |at: &Checkpoint| -> Vec<_> {
        let reports = at.epoch_reports.iter();
        reports
            .map(|report| (report.epoch, report.loss, report.val_loss))
            .collect()
    };
    assert_eq!(losses(at), losses(other));
}

#[test]
fn a_worker_trains_bit_by_bit_as_this_process_does_and_does_as_it_is_told() {
    let mut running = Running::start(task(3), "echo Welcome;");
    let at = running.until(|at| at.state == State::Finished);
    assert!(matches!(&at.place, Some(Place::On(host)) if !host.is_empty()));
    same(&at, &here(3));
    assert_eq!(at.ends.len(), 3, "epochs to go back to");
    for (end, other) in at.ends.iter().zip(&here(3).ends) {
        same(end, other);
    }
    running.handle.tell(Command::Epochs(4));
    running.handle.tell(Command::Step);
    let at = running.until(|at| at.state == State::Paused && at.step == 13);
    assert!(running.handle.has_heard());
    assert_eq!((at.epoch, at.batch), (3, 1));
    running.handle.tell(Command::Resume);
    same(&running.until(|at| at.state == State::Finished), &here(4));
}

/// Kills the worker of an endless training in its midst, and lets another one end it.
fn ends_after(signal: &str, folder: &Path) -> String {
    let pid = folder.join("pid");
    let mut running = Running::start(task(1_000_000), &format!("echo $$ >{};", pid.display()));
    let seen = running.until(|at| at.is_working() && at.epoch > 20);
    let kill = format!("kill -{signal} {}", fs::read_to_string(pid).unwrap());
    let killed = std::process::Command::new("sh")
        .args(["-c", &kill])
        .status();
    assert!(killed.unwrap().success());
    let at = running.until(|at| matches!(at.place, Some(Place::Gone(_))));
    assert_eq!(at.state, State::Paused);
    assert!(at.step >= seen.step, "nothing that was seen is lost");
    running.handle.tell(Command::Epochs(at.epoch + 2));
    running.handle.tell(Command::Resume);
    let end = running.until(|at| at.state == State::Finished);
    same(&end, &here(at.epoch + 2));
    match &at.place {
        Some(Place::Gone(says)) => says.to_string(),
        _ => String::new(),
    }
}

#[test]
fn what_a_killed_worker_had_told_is_kept_and_another_goes_on_with_it() {
    let folder = TempDir::new().unwrap();
    let killed = ends_after("KILL", folder.path());
    assert!(
        killed.ends_with(" is kept; the worker is gone: it was killed by signal 9"),
        "{killed}"
    );
    // A scheduler asks first, at the limit of a job.
    let asked = ends_after("TERM", folder.path());
    assert!(
        asked.ends_with(" is kept; the worker is gone: it leaves: signal 15 ends it"),
        "{asked}"
    );
}

#[test]
fn a_transport_that_holds_back_what_follows_the_last_line_s_end_is_no_obstacle() {
    // As `srun` does: it hands on what a task says by lines.
    let program = env!("CARGO_BIN_EXE_handson");
    let command = format!("LC_ALL=C sed -un p | {program} worker --slots off | LC_ALL=C sed -un p");
    let (ring, news) = channel();
    let on_news = move || {
        let _ = ring.send(());
    };
    let handle = Runner::start_elsewhere(ID, task(3), command.into(), on_news);
    let mut running = Running { handle, news };
    let end = running.until(|at| at.state == State::Finished);
    same(&end, &here(3));
}

#[test]
fn what_is_no_job_ends_a_worker_with_a_sentence_and_status_2() {
    use std::io::Write;
    use std::process::{Command, Stdio};
    let mut child = Command::new(env!("CARGO_BIN_EXE_handson"))
        .arg("worker")
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    child.stdin.take().unwrap().write_all(b"ls -l\n").unwrap();
    let output = child.wait_with_output().unwrap();
    assert_eq!(output.status.code(), Some(2));
    let said = String::from_utf8(output.stderr).unwrap();
    assert!(
        said.starts_with("handson: standard input: a line is not understood"),
        "{said}"
    );
    assert!(
        String::from_utf8(output.stdout)
            .unwrap()
            .contains("Refused")
    );
}
