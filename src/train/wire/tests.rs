use std::io::Cursor;
use std::sync::Arc;

use ndarray::Array2;

use super::news::FromWorker;
use super::*;
use crate::dataset::mnist::{Mnist, test_digits};
use crate::nn::Samples;
use crate::train::digits::{classes, pictures};
use crate::train::shifts::Augmented;
use crate::train::{Checkpoint, Command, Job, Spec, State, Task};

fn rows(width: usize) -> Arc<dyn Samples> {
    let number = |(i, j): (usize, usize)| ((i * (j + 1)) as f32).sin();
    Arc::new(Array2::from_shape_fn((32, width), number))
}

fn spec(layers: &str) -> Spec {
    Spec {
        layers: layers.to_owned(),
        optimizer: "adam".to_owned(),
        learning_rate: Some(0.1 + 0.2),
        l2: 1e-4,
        precision: "bf16".to_owned(),
        epochs: 3,
        batch_size: Some(7),
        seed: u64::MAX,
        threads: 1,
        ..Spec::default()
    }
}

fn task() -> Task {
    let plan = spec("3 tanh, 2 sigmoid").check(32, 4, 2).unwrap();
    let weights: Vec<f32> = (0..plan.parameters()).map(|n| n as f32 / 7.0).collect();
    Task {
        plan: plan.starting_from(weights).unwrap(),
        x: rows(4),
        y: rows(2),
        validation: Some((rows(4), rows(2))),
        from: None,
        paused: true,
        ends: 3,
    }
}

fn again(task: &Task) -> Task {
    job::read(&mut Cursor::new(job::bytes(task).unwrap())).unwrap()
}

fn numbers(samples: &dyn Samples) -> Vec<f32> {
    let mut all = vec![0.0; samples.len() * samples.width()];
    let indices: Vec<u32> = (0..samples.len() as u32).collect();
    samples.gather(&indices, 0..samples.width(), &mut all);
    all
}

fn trained(task: Task, quanta: usize) -> Checkpoint {
    let paused = false;
    let mut job = Job::new(job::NOBODY, Task { paused, ..task }).unwrap();
    for _ in 0..quanta {
        job.advance();
    }
    job.checkpoint()
}

#[test]
fn a_job_comes_as_it_was_sent() {
    let task = task();
    let came = again(&task);
    assert_eq!(came.plan, task.plan);
    assert!(came.paused && came.from.is_none());
    assert_eq!(numbers(&*came.x), numbers(&*task.x));
    assert_eq!(numbers(&*came.y), numbers(&*task.y));
    let (val_x, val_y) = came.validation.unwrap();
    assert_eq!(numbers(&*val_x), numbers(&*task.x));
    assert_eq!(numbers(&*val_y), numbers(&*task.y));
}

#[test]
fn what_is_learned_from_and_aimed_at_at_once_stays_one() {
    let x = rows(4);
    let plan = spec("3 tanh, 4").check(32, 4, 4).unwrap();
    let came = again(&Task {
        plan,
        y: Arc::clone(&x),
        x,
        validation: None,
        ..task()
    });
    assert!(Arc::ptr_eq(&came.x, &came.y));
}

#[test]
fn digits_go_by_their_names_and_are_the_same_digits() {
    let (train, test) = (Mnist::embedded().unwrap().train, test_digits().unwrap());
    let shifted = Augmented::new(&train, 100..140, 3, 2);
    let y = shifted.classes().unwrap();
    let plan = spec("3 tanh, 10 softmax").check(120, 784, 10).unwrap();
    let validation = (
        pictures(&test, 5..25).unwrap(),
        classes(&test, 5..25).unwrap(),
    );
    let task = Task {
        plan,
        x: Arc::new(shifted),
        y,
        validation: Some(validation),
        ..task()
    };
    let sent = job::bytes(&task).unwrap();
    assert!(sent.len() < 2000, "{} bytes", sent.len());
    let came = job::read(&mut Cursor::new(sent)).unwrap();
    let ((x, y), (came_x, came_y)) = (task.validation.unwrap(), came.validation.unwrap());
    for (a, b) in [
        (&task.x, &came.x),
        (&task.y, &came.y),
        (&x, &came_x),
        (&y, &came_y),
    ] {
        assert!(numbers(&**a) == numbers(&**b));
    }
}

#[test]
fn a_name_that_nothing_has_is_refused() {
    use crate::train::digits::named;
    for name in [
        "",
        "train",
        "train pictures",
        "train pictures 0 60001",
        "test pictures 5 5",
        "test classes 0 10 3",
        "test shifted 0 10 0 2",
        "test shifted 0 10 65 2",
        "test shifted 0 10 2 28",
        "letters pictures 0 10",
        "test pictures 0 -1",
    ] {
        assert!(named(name).is_err(), "{name}");
    }
}

#[test]
fn a_checkpoint_comes_bit_by_bit_in_every_state_and_can_be_gone_on_with() {
    let whole = trained(task(), 100);
    let half = trained(task(), 8);
    for state in [
        State::Running,
        State::Queued(3),
        State::Failed("the loss became infinite".to_owned()),
    ] {
        let at = Checkpoint {
            state,
            ends: Vec::new(), // they are sent apart
            ..half.clone()
        };
        let bytes = news::bytes(&at, 17);
        let frame = news::read(&mut Cursor::new(bytes), at.weights().len());
        let frame = frame.unwrap().unwrap();
        let FromWorker::At(said) = frame.says else {
            panic!("it is a checkpoint: {:?}", frame.says)
        };
        assert_eq!(said.heard, 17);
        let came = said.checkpoint(at.job, &frame.numbers).unwrap();
        assert_eq!(format!("{came:?}"), format!("{at:?}"));
    }
    let from = Some(Arc::new(half));
    let gone_on = trained(again(&Task { from, ..task() }), 100);
    assert_eq!(gone_on.weights(), whole.weights());
    assert_eq!(gone_on.curve, whole.curve);
}

#[test]
fn a_greeting_is_found_behind_what_a_login_prints() {
    let hello = Hello {
        host: "node \"7\"".to_owned(),
    };
    let read = |text: &str| Hello::read(&mut Cursor::new(text.as_bytes().to_vec()));
    let banner = "Welcome!\r\n\x1b[2J* maintenance on Sunday *\n";
    assert_eq!(read(&format!("{banner}{}", hello.line())).unwrap(), hello);
    let said = |text: &str| read(text).unwrap_err().to_string();
    assert!(said("handson-worker 1 {\"host\":\"x\"}\n").contains("version 1"));
    assert!(said("handson-worker 2 {\"name\":\"x\"}\n").contains("not understood"));
    assert!(said("command not found\n").contains("command not found"));
    assert!(said(&"flood\n".repeat(20_000)).contains("no greeting"));
    assert!(said(&"x".repeat(70_000)).contains("no greeting"));
    assert!(matches!(read(""), Err(Broken::Short)));
}

#[test]
fn what_is_broken_is_refused_before_anything_is_made_of_it() {
    let whole = job::bytes(&task()).unwrap();
    let read = |bytes: &[u8]| {
        let job = job::read(&mut Cursor::new(bytes.to_vec()));
        job.map(|_| ()).unwrap_err()
    };
    assert!(matches!(read(b""), Broken::Short));
    for length in [10, 400, whole.len() - 1] {
        assert!(matches!(read(&whole[..length]), Broken::Short), "{length}");
    }
    assert!(matches!(read(&[b'x'; 2 << 20]), Broken::Long));
    assert!(matches!(
        read(b"{\"says\":\"Want\",\"numbers\":0}\n"),
        Broken::Unfit(_)
    ));
    assert!(matches!(read(b"nonsense\n"), Broken::Line(_)));
    let many = b"{\"says\":\"Want\",\"numbers\":99999999999}\n";
    assert!(matches!(read(many), Broken::Numbers { .. }));
    let text = String::from_utf8_lossy(&whole[..whole.iter().position(|b| *b == b'\n').unwrap()]);
    let with = |a: &str, b: &str| {
        let line = text.replacen(a, b, 1);
        assert_ne!(line, text);
        let numbers = &whole[text.len()..];
        read(&[line.as_bytes(), numbers].concat()).to_string()
    };
    assert!(with("\"version\":2", "\"version\":7").contains("version 7"));
    assert!(with("\"epochs\":3", "\"epochs\":0").contains("0 epochs"));
    assert!(with("\"inputs\":4", "\"inputs\":40").contains("weights"));
    assert!(with("\"rows\":32", "\"rows\":31").contains("numbers"));
    // What is told a worker later has no numbers.
    let order = frame(&job::ToWorker::Tell(Command::Pause), &[&[1.0]]);
    let order = job::order(&mut Cursor::new(order)).unwrap_err();
    assert!(matches!(order, Broken::Numbers { most: 0, .. }));
}
