//! Two runs side by side: the same network on the same penguins, one learning by cross-entropy and
//! the other by squared error; from a usual start, or from one that is sure and wrong.

use super::model::Model;
use super::pane::Pane;
use super::points::{Data, Point};
use super::scale::Scale;
use super::table;
use super::training::{self, Curve, Names, Training, Trains, runs};
use super::{Facts, Height};
use crate::msg::{Checkpoint, Msg, Task};
use crate::nn::{Loss, Samples, Trainer};
use crate::train::{Plan, Spec};
use crate::ui::Look;
use crate::ui::plot::plane::Plane;
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

/// Where both runs may start.
const STARTS: [&str; 2] = ["usual", "saturated"];

/// What the sums of the last layer are multiplied by in a saturated start.
const SURER: f32 = 10.0;

/// Steps in which the wrong answers of a saturated start are learned.
const WRONG_STEPS: usize = 150;

/// The lab's state.
pub struct Race {
    runs: [Training; 2],
    epochs: usize,
    data: Data,
    /// It begins sure and wrong.
    saturated: bool,
}

impl Race {
    /// Two untrained networks, the same to the last bit.
    pub fn new(id: u32) -> Self {
        Self {
            runs: [0, 1].map(|lane| Training::new(id, lane)),
            epochs: 20,
            data: Data::of(0, 0.0, 0, None),
            saturated: false,
        }
    }

    fn plan(&self, run: usize) -> Option<Plan> {
        let (points, classes) = (self.data.train.len(), self.data.classes.len());
        let loss = LOSSES.get(run)?;
        let spec = Spec {
            layers: format!("16 tanh, {classes} softmax"),
            optimizer: "adam".into(),
            learning_rate: Some(0.02),
            loss: (*loss).into(),
            epochs: self.epochs,
            batch_size: Some(32),
            threads: 1,
            ..Spec::default()
        };
        let plan = spec.check(points, 2, classes).ok()?;
        match self.saturated {
            true => self.wrong(plan),
            false => Some(plan),
        }
    }

    /// The plan from weights that are sure and wrong: they have learned the labels moved on by one
    /// class, and then the last layer was multiplied.
    fn wrong(&self, plan: Plan) -> Option<Plan> {
        let mut moved = self.data.train.clone();
        let classes = self.data.classes.len();
        (moved.iter_mut()).for_each(|point| point.class = (point.class + 1) % classes);
        let [x, y] = self.data.samples(&moved);
        let loss = Loss::CrossEntropy;
        let mut trainer = Trainer::new(plan.model(), plan.optimizer(), loss, 1).ok()?;
        let all: Vec<u32> = (0..x.len() as u32).collect();
        for _ in 0..WRONG_STEPS {
            trainer.step(&*x, &*y, &all);
        }
        let last = trainer.model().layers().last()?.range();
        let mut weights = trainer.weights().to_vec();
        weights[last].iter_mut().for_each(|weight| *weight *= SURER);
        plan.starting_from(weights).ok()
    }

    fn samples(&self, points: &[Point]) -> (Arc<dyn Samples>, Arc<dyn Samples>) {
        self.data.samples(points).into()
    }
}

/// The task of one of the runs from a saturated start, as it is alone.
#[cfg(test)]
pub fn task_alone(run: usize) -> Task {
    let race = Race {
        saturated: true,
        ..Race::new(0)
    };
    race.task(run).expect("the settings are right")
}

impl Trains for Race {
    fn task(&self, run: usize) -> Option<Task> {
        let (x, y) = self.samples(&self.data.train);
        Some(Task {
            plan: self.plan(run)?,
            x,
            y,
            validation: Some(self.samples(&self.data.test)),
            from: None,
            paused: false,
            ends: 0,
        })
    }

    fn without_data(&self) -> Option<&str> {
        self.data.lack()
    }

    const EPOCHS: Scale = Scale::whole(1.0, 50.0);

    fn epochs(&self) -> usize {
        self.epochs
    }

    fn plan_epochs(&mut self, epochs: usize) {
        self.epochs = epochs;
        runs::plan_epochs(self, epochs);
    }
}

impl Model for Race {
    const CONTROLS: &'static [Control] = &[
        training::epochs("How often every bird is seen."),
        Control::toggle(
            "start",
            "Where both begin: at small random weights, or sure of the wrong species.",
            &STARTS,
            |lab| lab.saturated,
            |lab, saturated| {
                if lab.saturated != saturated {
                    lab.saturated = saturated;
                    lab.start_over();
                }
            },
        )
        .costs(|lab| lab.runs[0].discards()),
    ];

    const ACTIONS: &'static [Action] = &[training::train(), training::step(), training::reset()];

    const WIDTH: u16 = 60;

    fn open(&mut self) {
        runs::show(self);
    }

    fn receive(&mut self, msg: &Msg) {
        runs::receive(self, msg);
    }

    fn facts(&self, facts: &mut Facts) {
        let starts = [
            "Both start sure of the wrong species.",
            "Both start at the same small random weights.",
        ];
        facts.truth("saturated", self.saturated, starts);
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

    fn runs_mut(&mut self) -> &mut [Training] {
        &mut self.runs
    }

    fn run_name(&self, lane: u32) -> &'static str {
        RUNS.get(lane as usize).map_or("", |(name, _)| name)
    }

    fn restore(&mut self, trained: Arc<Checkpoint>) {
        let plan = self.plan(trained.job.lane as usize);
        runs::restore(self, trained, plan);
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
    let values = |at: &Checkpoint| {
        let newest = at.last_epoch().and_then(|report| report.val_accuracy);
        newest.map_or(String::new(), |share| format!("val_accuracy {share:.3}"))
    };
    let runs = [0, 1].map(|at| {
        let latest = lab.runs[at].latest().map(Arc::as_ref);
        Curve::new(RUNS[at].0, latest, training::accuracies, values)
    });
    training::curves(&runs, &plane, area, buf, look);
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::labs::Lab;
    use crate::labs::classifier2d::judged::Judged;
    use crate::labs::hosted::Hosted;
    use crate::labs::testing::number_of;
    use crate::train::Job;

    #[test]
    fn a_saturated_start_is_sure_of_the_wrong_species() {
        let mut race = Race::new(0);
        race.saturated = true;
        let net = race.plan(0).expect("a plan").model();
        let judged = Judged::of(&net, &race.data, false);
        assert!(judged.train.accuracy() < 0.05, "{:?}", judged.train);
        assert!(judged.train.mean_cost > 10.0, "{:?}", judged.train);
        assert_eq!(
            race.plan(0).map(|it| it.model()),
            race.plan(1).map(|it| it.model())
        );
    }

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
