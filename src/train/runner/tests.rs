use super::*;
use crate::nn::Samples;
use crate::train::Spec;
use ndarray::Array2;
use std::ops::Range;
use std::sync::mpsc::{RecvTimeoutError, channel};
use std::time::Duration;

const ID: JobId = JobId {
    lab: 3,
    lane: 0,
    run: 1,
};
const DEADLINE: Duration = Duration::from_secs(60);

/// Rows that something happens to when they are looked at.
struct Watched<F>(Array2<f32>, F);

impl<F: Fn() + Send + Sync> Samples for Watched<F> {
    fn len(&self) -> usize {
        self.0.nrows()
    }

    fn width(&self) -> usize {
        self.0.ncols()
    }

    fn gather(&self, indices: &[u32], features: Range<usize>, out: &mut [f32]) {
        (self.1)();
        self.0.gather(indices, features, out);
    }
}

fn rows() -> Array2<f32> {
    Array2::from_shape_fn((64, 4), |(i, j)| ((i * (j + 1)) as f32).sin())
}

fn task(x: Arc<dyn Samples>, epochs: usize) -> Task {
    let layers = "3 tanh, 4".to_string();
    let spec = Spec {
        layers,
        epochs,
        batch_size: Some(16),
        threads: 1,
        ..Spec::default()
    };
    let plan = spec.check(64, 4, 4).unwrap();
    Task {
        plan,
        y: Arc::clone(&x),
        x,
        validation: None,
        from: None,
        paused: false,
        ends: 0,
    }
}

struct Running {
    handle: Handle,
    news: Receiver<()>,
}

fn start(task: Task) -> Running {
    let (sender, news) = channel();
    let handle = Runner::start(ID, task, Box::new(Alone), move || {
        let _ = sender.send(());
    });
    Running { handle, news }
}

impl Running {
    /// The first checkpoint that is as wanted; asks for another until it comes.
    fn wait_for(&mut self, wanted: impl Fn(&Checkpoint) -> bool) -> Arc<Checkpoint> {
        loop {
            self.news
                .recv_timeout(DEADLINE)
                .expect("news before the deadline");
            if let Some(checkpoint) = self.handle.take()
                && wanted(&checkpoint)
            {
                return checkpoint;
            }
            self.handle.want();
        }
    }
}

#[test]
fn a_job_runs_to_its_end_and_says_so() {
    let mut running = start(task(Arc::new(rows()), 5));
    let done = running.wait_for(|checkpoint| checkpoint.state == State::Finished);
    assert_eq!((done.job, done.epoch, done.step), (ID, 5, 20));
    assert!(done.epoch_reports.iter().all(|report| report.seconds > 0.0));
    assert!(done.samples_per_second > 0.0);
}

#[test]
fn commands_are_carried_out_while_it_runs() {
    let mut running = start(Task {
        paused: true,
        ..task(Arc::new(rows()), usize::MAX)
    });
    running.wait_for(|checkpoint| checkpoint.step == 0);
    running.handle.tell(Command::Step);
    let stepped = running.wait_for(|checkpoint| checkpoint.step > 0);
    running.handle.tell(Command::LearningRate(0.25));
    let changed = running.wait_for(|checkpoint| checkpoint.learning_rate == 0.25);
    assert_eq!((changed.state.clone(), changed.step), (State::Paused, 1));
    assert_eq!(stepped.step, 1);
    running.handle.tell(Command::Resume);
    running.handle.want();
    running.wait_for(|checkpoint| checkpoint.epoch > 2);
    running.handle.tell(Command::Pause);
    let paused = running.wait_for(|checkpoint| checkpoint.state == State::Paused);
    assert!(paused.optimizer.is_some());
    running.handle.tell(Command::Stop);
    running.wait_for(|checkpoint| checkpoint.state == State::Stopped);
}

#[test]
fn a_dropped_handle_ends_the_thread_running_or_waiting() {
    for paused in [false, true] {
        let Running { handle, news } = start(Task {
            paused,
            ..task(Arc::new(rows()), usize::MAX)
        });
        drop(handle);
        // The thread holds the other end of the news; when it ends, they end.
        let end = loop {
            match news.recv_timeout(DEADLINE) {
                Ok(()) => {}
                Err(end) => break end,
            }
        };
        assert_eq!(end, RecvTimeoutError::Disconnected);
    }
}

#[test]
fn the_last_step_is_known_when_one_parts_with_a_job() {
    let mut running = start(task(Arc::new(rows()), usize::MAX));
    running.wait_for(|checkpoint| checkpoint.step > 0);
    running.handle.tell(Command::Pause);
    let last = running.handle.part(DEADLINE).unwrap();
    assert_eq!(last.state, State::Paused);
    assert!(last.optimizer.is_some());
}

#[test]
fn each_step_that_was_asked_for_is_done_whatever_is_said_after_it() {
    let mut running = start(Task {
        paused: true,
        ..task(Arc::new(rows()), usize::MAX)
    });
    for _ in 0..5 {
        running.handle.tell(Command::Step);
    }
    running.handle.tell(Command::Pause);
    let last = running.handle.part(DEADLINE).unwrap();
    assert_eq!((last.step, &last.state), (5, &State::Paused));
}

#[test]
fn it_is_known_whether_a_checkpoint_is_from_after_what_was_told() {
    let (open, gate) = channel::<()>();
    let gate = Mutex::new(gate);
    // Every look at the samples waits until the gate is opened for it, or for good.
    let slow = Watched(rows(), move || {
        let _ = gate.lock().unwrap().recv();
    });
    let mut running = start(task(Arc::new(slow), usize::MAX));
    running.wait_for(|checkpoint| checkpoint.step == 0);
    assert!(running.handle.has_heard(), "nothing was told");
    running.handle.tell(Command::Pause);
    assert!(!running.handle.has_heard());
    drop(open);
    running.wait_for(|checkpoint| checkpoint.state == State::Paused);
    assert!(running.handle.has_heard());
    running.handle.tell(Command::Stop);
    running.wait_for(|checkpoint| checkpoint.state == State::Stopped);
    running.handle.tell(Command::Resume);
    assert!(running.handle.has_heard(), "who is over owes no answer");
}

#[test]
fn a_run_that_cannot_go_on_stays_where_it_stood() {
    let mut first = start(task(Arc::new(rows()), 2));
    let stood = first.wait_for(|checkpoint| checkpoint.state == State::Finished);
    let wrong = Task {
        y: Arc::new(Array2::<f32>::zeros((63, 4))),
        from: Some(Arc::clone(&stood)),
        ..task(Arc::new(rows()), 5)
    };
    let failed = start(wrong).wait_for(|checkpoint| checkpoint.state.is_over());
    assert_eq!((failed.job, failed.step), (ID, stood.step));
    assert_eq!(failed.weights(), stood.weights());
    assert!(failed.optimizer.is_some(), "and it can go on another time");
}

/// Lets somebody through after so many rounds, and counts who left.
struct Gate(usize, Sender<&'static str>);

impl Turnstile for Gate {
    fn ask(&mut self, _: usize) -> Turn {
        let _ = self.1.send("asked");
        self.0 = self.0.saturating_sub(1);
        if self.0 == 0 {
            Turn::Go(1)
        } else {
            Turn::Wait(self.0)
        }
    }

    fn leave(&mut self) {
        let _ = self.1.send("left");
    }
}

#[test]
fn a_job_waits_for_its_turn_says_its_place_and_makes_room_when_it_is_done() {
    let (told, heard) = channel();
    let (sender, news) = channel();
    let handle = Runner::start(
        ID,
        task(Arc::new(rows()), 3),
        Box::new(Gate(3, told)),
        move || {
            let _ = sender.send(());
        },
    );
    let mut running = Running { handle, news };
    let waiting = running.wait_for(|checkpoint| checkpoint.state == State::Queued(1));
    assert_eq!(waiting.step, 0);
    running.wait_for(|checkpoint| checkpoint.state == State::Finished);
    drop(running);
    let heard: Vec<_> = heard.iter().collect();
    // It asks again and again while it works: how often, the machine decides.
    let (last, asked) = heard.split_last().unwrap();
    assert!(asked.len() >= 3 && asked.iter().all(|said| *said == "asked"));
    assert_eq!(*last, "left");
}

#[test]
fn a_panic_in_the_worker_becomes_a_sentence() {
    let looked = AtomicBool::new(false);
    let fragile = Watched(rows(), move || {
        assert!(!looked.swap(true, Ordering::Relaxed), "a page fell out");
    });
    let mut running = start(task(Arc::new(fragile), 5));
    let failed = running.wait_for(|checkpoint| checkpoint.state.is_over());
    let State::Failed(reason) = &failed.state else {
        panic!("{:?}", failed.state)
    };
    assert!(
        reason.contains("a page fell out") && reason.contains("reset"),
        "{reason}"
    );
    assert!(failed.weights().iter().all(|weight| weight.is_finite()));
}

#[test]
fn a_task_that_does_not_fit_together_fails_with_the_reason() {
    let wrong = Task {
        y: Arc::new(Array2::<f32>::zeros((63, 4))),
        ..task(Arc::new(rows()), 5)
    };
    let failed = start(wrong).wait_for(|checkpoint| checkpoint.state.is_over());
    let State::Failed(reason) = &failed.state else {
        panic!("{:?}", failed.state)
    };
    assert!(
        reason.contains("64 inputs do not pair up with 63 targets"),
        "{reason}"
    );
}

#[cfg(target_os = "linux")]
#[test]
fn the_trainer_and_its_helpers_give_way_to_everything_else() {
    let seen = Arc::new(Mutex::new(Vec::new()));
    let noted = Arc::clone(&seen);
    let wide = Array2::from_elem((512, 512), 0.5);
    let x: Arc<dyn Samples> = Arc::new(Watched(wide, move || {
        let nice = rustix::process::getpriority_process(None).unwrap();
        noted.lock().unwrap().push((thread::current().id(), nice));
    }));
    let layers = "256 relu, 512".to_string();
    let spec = Spec {
        layers,
        // A helper takes what the owner has not come to: give it many chances.
        epochs: 60,
        threads: 2,
        ..Spec::default()
    };
    let plan = spec.check(512, 512, 512).unwrap();
    let y = Arc::clone(&x);
    let mut running = start(Task {
        plan,
        x,
        y,
        validation: None,
        from: None,
        paused: false,
        ends: 0,
    });
    running.wait_for(|checkpoint| checkpoint.state == State::Finished);
    let seen = seen.lock().unwrap();
    assert!(seen.iter().all(|&(_, nice)| nice == 19));
    assert!(
        seen.iter().any(|&(thread, _)| thread != seen[0].0),
        "two threads worked"
    );
}
