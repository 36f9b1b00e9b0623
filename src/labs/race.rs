//! Two runs side by side, for the tests alone: the same network on the same points, one learning by
//! cross-entropy and the other by squared error.

use super::model::Model;
use super::pane::Pane;
use super::scale::Scale;
use super::table::{self, Done};
use super::training::{self, Curve, Names, Training, Trains};
use super::{Activity, Facts, Height};
use crate::dataset::toy;
use crate::msg::{Checkpoint, Command, Effect, Msg, Task};
use crate::nn::Samples;
use crate::train::{Plan, Spec};
use crate::ui::Look;
use crate::ui::plot::plane::Plane;
use ndarray::Array2;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use std::sync::Arc;

type Control = table::Control<Race>;
type Action = table::Action<Race>;

/// What each run makes small.
const LOSSES: [&str; 2] = ["categorical_crossentropy", "mse"];

const RUNS: [(&str, Names); 2] = [
    (
        "cross-entropy",
        Names {
            of: "Cross-entropy: ",
            state: "entropy_state",
            epoch: "entropy_epoch",
            step: "entropy_step",
            loss: "entropy_loss",
            val_loss: "entropy_val_loss",
            val_accuracy: "entropy_val_accuracy",
        },
    ),
    (
        "squared error",
        Names {
            of: "Squared error: ",
            state: "squares_state",
            epoch: "squares_epoch",
            step: "squares_step",
            loss: "squares_loss",
            val_loss: "squares_val_loss",
            val_accuracy: "squares_val_accuracy",
        },
    ),
];

/// The lab's state.
pub struct Race {
    runs: [Training; 2],
    epochs: usize,
}

impl Race {
    /// Two untrained networks, the same to the last bit.
    pub fn new(id: u32) -> Self {
        Self {
            runs: [0, 1].map(|lane| Training::new(id, lane)),
            epochs: 20,
        }
    }

    fn plan(&self, run: usize) -> Option<Plan> {
        let loss = LOSSES.get(run)?;
        let spec = Spec {
            layers: "12 tanh, 2 softmax".into(),
            optimizer: "adam".into(),
            learning_rate: Some(0.05),
            loss: (*loss).into(),
            epochs: self.epochs,
            batch_size: Some(16),
            ..Spec::default()
        };
        spec.check(SAMPLES, 2, 2).ok()
    }
}

const SAMPLES: usize = 160;

/// Points of two rings as inputs, and which ring as targets.
fn rings(n: usize, seed: u64) -> [Arc<dyn Samples>; 2] {
    let points = toy::circle(n, 0.05, seed);
    let x = Array2::from_shape_fn((n, 2), |(i, axis)| points.positions[i][axis] as f32);
    let y = Array2::from_shape_fn((n, 2), |(i, class)| {
        f32::from(u8::from(points.classes[i] == class))
    });
    [Arc::new(x), Arc::new(y)]
}

/// The task of one of the runs, as it is alone.
pub fn task_alone(run: usize) -> Task {
    Race::new(0).task(run).expect("the settings are right")
}

impl Trains for Race {
    fn runs_mut(&mut self) -> &mut [Training] {
        &mut self.runs
    }

    fn task(&self, run: usize) -> Option<Task> {
        let ([x, y], [val_x, val_y]) = (rings(SAMPLES, 7), rings(80, 8));
        Some(Task {
            plan: self.plan(run)?,
            x,
            y,
            validation: Some((val_x, val_y)),
            from: None,
            paused: false,
        })
    }

    fn without_data(&self) -> Option<&str> {
        None
    }

    fn epochs(&self) -> usize {
        self.epochs
    }

    fn set_epochs(&mut self, epochs: usize) -> Done {
        self.epochs = epochs;
        for run in &mut self.runs {
            run.change(&[Command::Epochs(epochs)]);
        }
        Ok(())
    }

    fn start_over(&mut self) {
        self.runs.iter_mut().for_each(Training::stop);
    }
}

impl Model for Race {
    const CONTROLS: &'static [Control] = &[Control::number(
        "epochs",
        "How often every point is seen.",
        |_| Scale::whole(1.0, 50.0),
        |lab| lab.epochs as f64,
        |lab, epochs| {
            // Any number on the scale can be planned.
            let _ = lab.set_epochs(epochs.round() as usize);
        },
    )];

    const ACTIONS: &'static [Action] = &[training::train(), training::step(), training::reset()];

    const WIDTH: u16 = 60;

    fn open(&mut self) {
        for at in 0..self.runs.len() {
            let task = self.runs[at].begins().then(|| self.task(at)).flatten();
            self.runs[at].show(task);
        }
    }

    fn park(&mut self) {
        self.runs.iter_mut().for_each(Training::hide);
    }

    fn receive(&mut self, msg: &Msg) {
        for run in &mut self.runs {
            run.receive(msg, self.epochs);
        }
    }

    fn take_effects(&mut self) -> Vec<Effect> {
        let runs = self.runs.iter_mut();
        runs.flat_map(Training::take_effects).collect()
    }

    fn activity(&self) -> Activity {
        match self.runs.iter().any(Training::is_wanted) {
            true => Activity::Trains,
            false => Activity::Still,
        }
    }

    fn facts(&self, facts: &mut Facts) {
        for (run, (_, names)) in self.runs.iter().zip(&RUNS) {
            training::tell(run, names, facts);
        }
    }

    fn panes(&self, area: Rect) -> Vec<Pane<Self>> {
        vec![Pane::new(area, draw)]
    }

    fn height(&self, _width: u16) -> Height {
        Height::new(9, 14, 24)
    }

    fn runs(&self) -> &[Training] {
        &self.runs
    }

    fn run_name(&self, lane: u32) -> &'static str {
        RUNS.get(lane as usize).map_or("", |(name, _)| name)
    }

    fn restore(&mut self, trained: Arc<Checkpoint>) {
        let run = trained.job.lane as usize;
        let fits = self
            .plan(run)
            .is_some_and(|plan| plan.model().layers() == trained.model.layers());
        if fits && self.runs.get(run).is_some_and(|run| run.latest().is_none()) {
            let task = self.task(run);
            self.runs[run].restore(trained, task);
        }
    }
}

/// Losses of two kinds cannot be compared: the share of points classified rightly can.
fn draw(lab: &Race, area: Rect, buf: &mut Buffer, look: &Look) {
    let plane = Plane {
        x: (0.0, lab.epochs as f64),
        y: (0.0, 1.0),
        x_name: "epoch",
        y_name: "val_accuracy",
    };
    let measured = |at: &Checkpoint| {
        let known = at.epoch_reports.iter();
        let known = known.filter_map(|report| Some([report.epoch as f64, report.val_accuracy?]));
        known.collect()
    };
    let values = |at: &Checkpoint| {
        let newest = at.last_epoch().and_then(|report| report.val_accuracy);
        newest.map_or(String::new(), |share| format!("val_accuracy {share:.3}"))
    };
    let runs = [0, 1].map(|at| {
        let latest = lab.runs[at].latest().map(Arc::as_ref);
        Curve::new(RUNS[at].0, latest, measured, values)
    });
    training::curves(&runs, &plane, area, buf, look);
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::labs::Lab;
    use crate::labs::hosted::Hosted;
    use crate::labs::testing::number_of;
    use crate::train::Job;

    #[test]
    fn each_run_has_facts_of_its_own_under_its_name() {
        let mut lab = Hosted::new(Race::new(3));
        assert!(lab.act("train", "2 epochs").is_ok());
        for (run, steps) in [10, 15].into_iter().enumerate() {
            let mut job = Job::new(lab.runs[run].id(), task_alone(run)).expect("it can train");
            // The end of an epoch and the look at its test set are no steps.
            for _ in 0..steps + 2 {
                job.advance();
            }
            lab.update(&Msg::Trained(Arc::new(job.checkpoint())));
        }
        assert_eq!(number_of(&lab, "entropy_step"), 10.0);
        assert_eq!(number_of(&lab, "squares_step"), 15.0);
        assert!(number_of(&lab, "entropy_loss") > number_of(&lab, "squares_loss"));
        let sentences: Vec<String> = lab
            .visible_facts()
            .into_iter()
            .map(|it| it.sentence)
            .collect();
        for name in ["Cross-entropy: ", "Squared error: "] {
            let own = sentences.iter().filter(|it| it.starts_with(name));
            assert!(own.count() >= 3, "{sentences:?}");
        }
    }
}
