//! Workers that are none. What a real one does is in `tests/killed.rs`.

use std::sync::mpsc::channel;

use ndarray::Array2;

use super::*;
use crate::nn::Samples;
use crate::train::Spec;

const DEADLINE: Duration = Duration::from_secs(60);

const ID: JobId = JobId {
    lab: 3,
    lane: 0,
    run: 1,
};

struct Running {
    handle: Handle,
    news: Receiver<()>,
}

impl Running {
    fn start(command: &str, paused: bool) -> Self {
        let rows = Array2::from_shape_fn((8, 4), |(i, j)| ((i * (j + 1)) as f32).sin());
        let x: Arc<dyn Samples> = Arc::new(rows);
        let spec = Spec {
            layers: "3 tanh, 4".to_owned(),
            ..Spec::default()
        };
        let task = Task {
            plan: spec.check(8, 4, 4).unwrap(),
            y: Arc::clone(&x),
            x,
            validation: None,
            from: None,
            paused,
            ends: 0,
        };
        let (ring, news) = channel();
        let on_news = move || {
            let _ = ring.send(());
        };
        let handle = Runner::start_elsewhere(ID, task, command.into(), on_news);
        Self { handle, news }
    }

    fn until(&mut self, seen: impl Fn(&Checkpoint) -> bool) -> Arc<Checkpoint> {
        loop {
            self.news.recv_timeout(DEADLINE).expect("news in time");
            if let Some(at) = self.handle.take().filter(|at| seen(at)) {
                return at;
            }
        }
    }

    /// What is said when the worker is given up.
    fn gone(&mut self) -> String {
        let at = self.until(|at| matches!(at.place, Some(Place::Gone(_))));
        assert_eq!(at.state, State::Paused);
        let Some(Place::Gone(says)) = &at.place else {
            unreachable!("it was looked for")
        };
        says.to_string()
    }
}

#[test]
fn a_worker_that_is_none_is_named_in_a_sentence_and_the_run_can_begin_again() {
    for (command, says) in [
        ("exit 0", "no worker: it ended"),
        ("exit 7", "no worker: it ended with status 7"),
        ("kill -9 $$", "no worker: it was killed by signal 9"),
        (
            "echo 'srun: error: no such partition' >&2; exit 1",
            "no worker: srun: error: no such partition",
        ),
        (
            "echo Welcome; echo 'handson-worker 1 {}'; cat >/dev/null",
            "no worker: it speaks version 1 and this program version 2: install the same on both",
        ),
        (
            "echo 'slurmstepd: error: *** STEP 5.0 ON n1 CANCELLED DUE TO TIME LIMIT ***' >&2; \
             echo 'srun: error: n1: task 0: Killed' >&2; echo 'srun: Force Terminated StepId=5.0' >&2; exit 137",
            "CANCELLED DUE TO TIME LIMIT",
        ),
        (
            "echo 'srun: error: n1: task 0: Killed' >&2; echo 'srun: Force Terminated StepId=5.0' >&2; exit 137",
            "no worker: srun: error: n1: task 0: Killed",
        ),
        ("yes flood", "no greeting of `handson worker`: \"flood\""),
        ("tr '\\0' x </dev/zero", "no greeting of `handson worker`"),
        (
            "echo 'handson-worker 2 {\"host\":\"h\"}'; yes flood",
            "no worker: a line is not understood",
        ),
        (
            "echo 'handson-worker 2 {\"host\":\"h\"}'; tr '\\0' x </dev/zero",
            "no worker: a line of more than 1048576 bytes came",
        ),
        (
            "echo 'handson-worker 2 {\"host\":\"h\"}'; echo '{\"says\":{\"Refused\":\"no digits\"},\"numbers\":0}'; cat >/dev/null",
            "no worker: it refuses: no digits",
        ),
        (
            "echo 'handson-worker 2 {\"host\":\"h\"}'; echo '{\"says\":\"Want\",\"numbers\":4000}'; cat >/dev/null",
            "no worker: a line is not understood",
        ),
    ] {
        let mut running = Running::start(command, false);
        let said = running.gone();
        assert!(said.contains(says), "{command}: {said}");
        running.handle.tell(Command::Resume);
        assert!(running.gone().contains(says), "{command}");
    }
}

#[test]
fn a_queue_is_waited_for_in_its_own_words_and_can_be_left() {
    let queue = "echo 'srun: job 7 queued and waiting for resources' >&2; cat >/dev/null";
    let mut running = Running::start(queue, false);
    let says = |at: &Checkpoint| match &at.place {
        Some(Place::Waits(says)) => says.ends_with("srun: job 7 queued and waiting for resources"),
        _ => false,
    };
    let at = running.until(says);
    assert_eq!(at.state, State::Queued(0));
    running.handle.tell(Command::Pause);
    let at = running.until(|at| at.state == State::Paused);
    assert_eq!((at.step, &at.place), (0, &None));
    assert!(running.handle.has_heard());
}

#[test]
fn nobody_is_called_before_there_is_work_and_what_is_set_meanwhile_counts() {
    let folder = tempfile::tempdir().unwrap();
    let called = folder.path().join("called");
    let command = format!("touch {}; exit 3", called.display());
    let mut running = Running::start(&command, true);
    running.until(|at| at.state == State::Paused);
    running.handle.tell(Command::Epochs(40));
    running.handle.tell(Command::LearningRate(0.5));
    let at = running.until(|at| at.learning_rate == 0.5);
    assert_eq!((at.epochs, at.steps), (40, 40 * at.batches as u64));
    assert!(running.handle.has_heard() && !called.exists());
    running.handle.tell(Command::Step);
    assert!(running.gone().contains("status 3") && called.exists());
}

#[test]
fn a_stop_ends_it_and_so_does_letting_go() {
    let mut running = Running::start("cat >/dev/null", false);
    running.handle.tell(Command::Stop);
    running.until(|at| at.state == State::Stopped);
    let folder = tempfile::tempdir().unwrap();
    let (fifo, kind) = (folder.path().join("end"), rustix::fs::FileType::Fifo);
    let mode = rustix::fs::Mode::RUSR | rustix::fs::Mode::WUSR;
    rustix::fs::mknodat(rustix::fs::CWD, &fifo, kind, mode, 0).unwrap();
    let over = format!("echo over >{}", fifo.display());
    for command in [
        // One that waits in a queue may never see that its input ends: it is asked to go at once.
        format!("trap '{over}; exit' TERM; echo queued >&2; while :; do sleep 0.02; done"),
        // Its input ends with the handle.
        format!("trap '' TERM; echo queued >&2; cat >/dev/null; {over}"),
    ] {
        let mut running = Running::start(&command, false);
        running
            .until(|at| matches!(&at.place, Some(Place::Waits(says)) if says.ends_with("queued")));
        drop(running.handle);
        assert_eq!(
            std::fs::read_to_string(&fifo).unwrap(),
            "over\n",
            "{command}"
        );
    }
}
