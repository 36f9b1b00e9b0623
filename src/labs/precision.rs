//! How many bits learning needs: two runs of the homework's network, whose products have factors of
//! bfloat16. One keeps what it learns in float32, the other in bfloat16 as well.

mod facts;
mod update;
mod view;

use super::model::Model;
use super::pane::Pane;
use super::scale::Scale;
use super::source::{Awaited, Source};
use super::table;
use super::training::{self, Training, Trains, runs};
use super::{Facts, Height};
use crate::dataset::Mnist;
use crate::msg::{Checkpoint, Msg, Task};
use crate::nn::Precision;
use crate::train::digits::{classes, pictures};
use crate::train::{JobId, Plan, Preset, Spec};
use ratatui::layout::Rect;
use std::sync::Arc;
use update::Update;

type Control = table::Control<Bits>;
type Action = table::Action<Bits>;

/// The runs by their lanes, and what each keeps its weights in.
const WHOLE: usize = 0;
const ROUNDED: usize = 1;
const PRECISIONS: [Precision; 2] = [Precision::Bf16, Precision::Bf16Weights];

const VIEWS: [&str; 2] = ["curves", "weight"];
const CURVES: usize = 0;
const WEIGHT: usize = 1;

/// Learning rates that can be chosen.
const RATES: [f32; 5] = [0.1, 0.03, 0.01, 0.003, 0.001];
const RATE_NAMES: [&str; 5] = ["0.1", "0.03", "0.01", "0.003", "0.001"];

/// Units of each layer: weights that are looked at go from the last hidden one to the answers.
const LAYERS: &str = "128 relu, 64 relu, 10 softmax";
const HIDDEN: usize = 64;
const ANSWERS: usize = 10;

/// Training digits that are learned from, and those after them that are held out.
const LEARNED: usize = 20_000;
const HELD_OUT: usize = 5_000;

const BATCH: usize = 32;

/// The lab's state.
pub struct Bits {
    data: Source<Mnist>,
    runs: [Training; 2],
    epochs: usize,
    rate: usize,
    view: usize,
    /// The weight that is looked at, counted through the last kernel row by row.
    nth: usize,
    /// What one more update would do to each run, and of which moment that is known.
    updates: [Option<((JobId, u64), Update)>; 2],
}

impl Bits {
    /// Two untrained networks, the same but for rounding.
    pub fn new(id: u32) -> Self {
        Self {
            data: Source::mnist(id),
            runs: [0, 1].map(|lane| Training::new(id, lane)),
            epochs: 3,
            rate: RATES.len() - 1,
            view: CURVES,
            nth: 215,
            updates: [None, None],
        }
    }

    fn plan(&self, run: usize) -> Option<Plan> {
        let preset = Preset::Classifier;
        let spec = Spec {
            layers: LAYERS.to_owned(),
            optimizer: "sgd".to_owned(),
            learning_rate: Some(RATES[self.rate]),
            precision: PRECISIONS.get(run)?.to_string(),
            epochs: self.epochs,
            batch_size: Some(BATCH),
            ..preset.spec()
        };
        preset.check(&spec, LEARNED).ok()
    }

    /// What one more update would do to a run.
    fn update(&self, run: usize) -> Option<&Update> {
        self.updates[run].as_ref().map(|(_, update)| update)
    }

    /// Works out what one more update would do, where that is not known.
    fn look(&mut self) {
        for run in [WHOLE, ROUNDED] {
            // While it learns, only where it is looked at.
            if self.view != WEIGHT && self.runs[run].is_wanted() {
                continue;
            }
            let latest = self.runs[run].latest();
            let moment = (self.runs[run].id(), latest.map_or(0, |at| at.step));
            if self.updates[run]
                .as_ref()
                .is_some_and(|(known, _)| *known == moment)
            {
                continue;
            }
            let model = match latest {
                Some(at) => Some(at.model.clone()),
                None => self.plan(run).map(|plan| plan.model()),
            };
            let batch = self.data.ready().zip(model);
            let update = batch.and_then(|(mnist, model)| {
                let rows = LEARNED..LEARNED + BATCH;
                let x = pictures(&mnist.train, rows.clone()).ok()?;
                let y = classes(&mnist.train, rows).ok()?;
                Update::of(model, RATES[self.rate], PRECISIONS[run], (&*x, &*y))
            });
            self.updates[run] = update.map(|update| (moment, update));
        }
    }
}

impl Trains for Bits {
    fn task(&self, run: usize) -> Option<Task> {
        let digits = &self.data.ready()?.train;
        runs::on_digits(self.plan(run)?, digits, LEARNED, HELD_OUT)
    }

    fn without_data(&self) -> Option<&str> {
        self.data.failure()
    }

    const EPOCHS: Scale = Scale::whole(1.0, 20.0);

    fn epochs(&self) -> usize {
        self.epochs
    }

    fn plan_epochs(&mut self, epochs: usize) {
        self.epochs = epochs;
        runs::plan_epochs(self, epochs);
    }
}

impl Model for Bits {
    const CONTROLS: &'static [Control] = &[
        Control::choice(
            "view",
            "The curves of both, or one weight of each, bit by bit.",
            &VIEWS,
            |lab| lab.view,
            |lab, view| lab.view = view,
        ),
        Control::choice(
            "rate",
            "The learning rate of both; another one begins both again.",
            &RATE_NAMES,
            |lab: &Bits| lab.rate,
            |lab, rate| {
                if lab.rate != rate {
                    lab.rate = rate;
                    lab.updates = [None, None];
                    lab.start_over();
                }
            },
        )
        .costs(|lab| lab.runs[WHOLE].discards()),
        training::epochs("How often each of the 20,000 digits is seen."),
        Control::whole(
            "weight",
            "Which weight of the last layer is looked at, counted from 0.",
            |_| Scale::whole(0.0, (HIDDEN * ANSWERS - 1) as f64),
            |lab| lab.nth,
            |lab, nth| lab.nth = nth,
        ),
    ];

    const ACTIONS: &'static [Action] = &[training::train(), training::step(), training::reset()];

    /// A weight with its 32 bits.
    const WIDTH: u16 = 70;

    fn awaits(&mut self) -> Option<&mut dyn Awaited> {
        Some(&mut self.data)
    }

    fn data_came(&mut self) {
        runs::data_came(self);
        self.look();
    }

    fn open(&mut self) {
        runs::show(self);
    }

    fn refresh(&mut self) {
        self.look();
    }

    fn receive(&mut self, msg: &Msg) {
        runs::receive(self, msg);
        self.look();
    }

    fn facts(&self, facts: &mut Facts) {
        facts::tell(self, facts);
    }

    fn panes(&self, area: Rect) -> Vec<Pane<Self>> {
        view::panes(self, area)
    }

    fn height(&self, _width: u16) -> Height {
        view::height(self)
    }

    fn runs(&self) -> &[Training] {
        &self.runs
    }

    fn runs_mut(&mut self) -> &mut [Training] {
        &mut self.runs
    }

    fn run_name(&self, lane: u32) -> &'static str {
        facts::RUNS.get(lane as usize).map_or("", |(name, _)| name)
    }

    fn restore(&mut self, trained: Arc<Checkpoint>) {
        let plan = self.plan(trained.job.lane as usize);
        runs::restore(self, trained, plan);
        self.look();
    }
}

#[cfg(test)]
mod tests;
