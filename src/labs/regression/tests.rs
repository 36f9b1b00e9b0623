use super::*;
use crate::dataset::frame::Format;
use crate::labs::Lab;
use crate::labs::hosted::Hosted;
use crate::labs::testing::{number_of, screen};
use crate::train::measure::mean_absolute_error;
use crate::train::{Job, Preset};

fn own() -> Brought {
    let rows = (0..30).map(|at| format!("{at},{},n{at}\n", 100_000 + 3000 * at));
    let text = format!("size,price,note\n{}", rows.collect::<String>());
    let frame = Frame::read("own.csv", text.as_bytes(), "price", Format::default());
    Brought::Table(Arc::new(frame.expect("a table")))
}

#[test]
fn its_network_is_that_of_the_command_trained_on_the_same_cars() {
    let lab = Regression::new(0);
    let preset = Preset::Regression;
    let command = preset.check(&preset.spec(), 314).expect("a plan");
    let plan = lab.plan().expect("a plan");
    assert_eq!(plan.model(), command.model());
    assert_eq!(plan.optimizer(), command.optimizer());
    assert_eq!(
        (plan.epochs(), plan.batch_size()),
        (command.epochs(), command.batch_size())
    );
}

#[test]
fn its_error_on_unseen_cars_is_that_of_the_trainer() {
    let mut lab = Hosted::new(Regression::new(0));
    assert!(lab.act("train", "2 epochs").is_ok());
    let task = lab.whole_task().expect("a task");
    let mut job = Job::new(lab.run.id(), task.clone()).expect("it can train");
    for _ in 0..24 {
        job.advance();
    }
    let at = Arc::new(job.checkpoint());
    lab.update(&Msg::Trained(Arc::clone(&at)));
    let (x, y) = task.validation.expect("cars held out");
    let expected = mean_absolute_error(&at.model, &*x, &*y);
    assert!((number_of(&lab, "val_mae") - expected).abs() < 1e-4);
    assert_eq!(number_of(&lab, "epoch"), 2.0);
}

#[test]
fn always_the_mean_is_off_by_the_mean_distance_from_it() {
    let lab = Regression::new(0);
    let frame = Frame::auto_mpg().expect("the cars");
    let [learn, held] = frame.drawn(0).map(|rows| frame.targets(&rows));
    let mean = learn.iter().sum::<f64>() / learn.len() as f64;
    let off = held.iter().map(|y| (y - mean).abs()).sum::<f64>() / held.len() as f64;
    assert!((lab.judged.mean_mae - off).abs() < 1e-4);
}

#[test]
fn a_table_of_ones_own_is_told_in_its_own_units_and_says_what_was_done() {
    let mut lab = Hosted::new(Regression::new(0));
    assert!(lab.bring(own()).is_some());
    let (low, high) = lab.judged.range();
    assert!(low > 95_000.0 && high < 192_000.0, "{low} {high}");
    assert!(number_of(&lab, "mean_mae") > 10_000.0);
    assert!(lab.set("view", "columns").is_ok());
    let rows = screen(&lab, 78, 16, true).join("\n");
    for words in [
        "size",
        "standardized",
        "text, 30 values",
        "left out",
        "price",
    ] {
        assert!(rows.contains(words), "{words}: {rows}");
    }
}

#[test]
fn every_setting_that_the_controls_allow_makes_a_plan() {
    for nodes in [[0, 0], [0, 128], [128, 0]] {
        for batch_size in [1, 512] {
            let mut settings = Settings {
                nodes,
                ..Settings::default()
            };
            settings.learning.batch_size = batch_size;
            assert!(settings.plan(8, 1).is_some(), "{settings:?}");
        }
    }
}
