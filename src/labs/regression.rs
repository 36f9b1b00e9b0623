//! A network that predicts a number from the columns of a table, live: the course's cars, or a table
//! that the learner brought.

mod columns;
mod controls;
mod facts;
mod judged;
mod settings;
mod view;

use super::model::Model;
use super::pane::Pane;
use super::scale::Scale;
use super::table;
use super::training::{self, Change, Learning, Learns, Training, Trains};
use super::{Brought, Facts, Height};
use crate::dataset::frame::{Frame, Samples};
use crate::msg::{Checkpoint, Msg, Task};
use crate::nn::Sequential;
use crate::train::Plan;
use crate::ui::number::figure;
use judged::Judged;
use ratatui::layout::Rect;
use settings::{COLUMNS, Settings};
use std::slice;
use std::sync::Arc;

type Control = table::Control<Regression>;
type Action = table::Action<Regression>;

/// The lab's state.
pub struct Regression {
    settings: Settings,
    /// What the learner brought in a file.
    brought: Option<Arc<Frame>>,
    /// The table in use.
    frame: Option<Arc<Frame>>,
    samples: Option<Samples>,
    /// The network before any training.
    fresh: Sequential,
    run: Training,
    judged: Judged,
}

impl Regression {
    /// The course's cars, and a network that has learned nothing yet.
    pub fn new(id: u32) -> Self {
        let mut lab = Self {
            settings: Settings::default(),
            brought: None,
            frame: None,
            samples: None,
            fresh: Sequential::new(1),
            run: Training::new(id, 0),
            judged: Judged::default(),
        };
        lab.renew_rows();
        lab
    }

    /// The table that is set, its rows drawn anew, and a network that knows nothing of them.
    fn renew_rows(&mut self) {
        self.frame = match self.settings.own {
            true => self.brought.clone(),
            false => Frame::auto_mpg().ok().map(Arc::new),
        };
        self.samples = self.frame.as_ref().and_then(|frame| {
            let [learn, held] = frame.drawn(self.settings.seed);
            frame.samples(&learn, &held)
        });
        self.start_over();
    }

    fn rows(&self) -> usize {
        self.samples
            .as_ref()
            .map_or(0, |samples| samples.learn.0.nrows())
    }

    fn plan(&self) -> Option<Plan> {
        let inputs = self.frame.as_ref()?.inputs();
        self.settings.plan(self.rows(), inputs)
    }

    fn whole_task(&self) -> Option<Task> {
        let Samples { learn, held, .. } = self.samples.clone()?;
        Some(Task {
            plan: self.plan()?,
            x: Arc::new(learn.0),
            y: Arc::new(learn.1),
            validation: Some((Arc::new(held.0), Arc::new(held.1))),
            from: None,
            paused: false,
            ends: 0,
        })
    }

    /// The network as far as it is trained.
    fn net(&self) -> &Sequential {
        self.run.latest().map_or(&self.fresh, |at| &at.model)
    }

    fn judge(&mut self) {
        self.judged = match &self.samples {
            Some(samples) => Judged::of(self.net(), samples),
            None => Judged::default(),
        };
    }

    fn updates_an_epoch(&self) -> usize {
        self.settings.learning.updates(self.rows())
    }

    /// What the predicted number is measured in: of a stranger's nobody knows.
    fn unit(&self) -> &'static str {
        if self.settings.own { "" } else { "mpg" }
    }

    /// An error as it is told: of the cars' in hundredths of a mile per gallon.
    fn told(&self, error: f64) -> String {
        match self.settings.own {
            true => figure(error),
            false => format!("{error:.2} mpg"),
        }
    }

    /// What is predicted.
    fn measure(&self) -> &str {
        self.frame.as_ref().map_or("", |frame| &frame.target)
    }

    fn scales_target(&self) -> bool {
        self.frame
            .as_ref()
            .is_some_and(|frame| frame.scales_target())
    }

    /// Why there is nothing to learn from, if there is nothing.
    fn lack(&self) -> Option<&'static str> {
        let lacks = self.samples.is_none();
        lacks.then_some("no table yet: handson lab regression --csv FILE --y COLUMN brings one")
    }

    /// Changes a setting, and does what that asks of the run.
    fn change(&mut self, asks: Change, apply: impl FnOnce(&mut Settings)) {
        let before = self.settings.clone();
        apply(&mut self.settings);
        if self.settings == before {
            return;
        }
        self.follow(asks);
    }

    /// Another setting that draws other rows.
    fn change_rows(&mut self, apply: impl FnOnce(&mut Settings)) {
        let before = self.settings.clone();
        apply(&mut self.settings);
        if self.settings != before {
            self.renew_rows();
        }
    }
}

impl Trains for Regression {
    fn task(&self, _run: usize) -> Option<Task> {
        self.whole_task()
    }

    fn without_data(&self) -> Option<&str> {
        self.lack()
    }

    const EPOCHS: Scale = Scale::one_two_five((1.0, 2000.0), 0);

    fn epochs(&self) -> usize {
        self.settings.learning.epochs
    }

    fn plan_epochs(&mut self, epochs: usize) {
        self.change_learning(Change::InFlight, |learning| learning.epochs = epochs);
    }

    fn start_over(&mut self) {
        if let Some(plan) = self.plan() {
            self.fresh = plan.model();
        }
        self.run.stop();
        self.judge();
    }
}

impl Learns for Regression {
    const RATES: Scale = Scale::one_two_five((1e-4, 1.0), 4);

    const BATCHES: Scale = Scale::double((1.0, 512.0));

    fn learning(&self) -> &Learning {
        &self.settings.learning
    }

    fn change_learning(&mut self, asks: Change, apply: impl FnOnce(&mut Learning)) {
        self.change(asks, |settings| apply(&mut settings.learning));
    }
}

impl Model for Regression {
    const CONTROLS: &'static [Control] = controls::ALL;

    const ACTIONS: &'static [Action] = &[training::train(), training::step(), training::reset()];

    const WIDTH: u16 = 58;

    fn open(&mut self) {
        self.run.show(self.whole_task());
    }

    fn receive(&mut self, msg: &Msg) {
        if self.run.receive(msg, self.settings.learning.epochs) {
            self.judge();
        }
    }

    fn facts(&self, facts: &mut Facts) {
        facts::tell(self, facts);
    }

    fn panes(&self, area: Rect) -> Vec<Pane<Self>> {
        view::panes(self, area)
    }

    fn height(&self, width: u16) -> Height {
        view::height(width)
    }

    fn bring(&mut self, own: Brought) -> bool {
        let Brought::Table(frame) = own else {
            return false;
        };
        self.brought = Some(frame);
        // What was done to the columns is what a stranger to them wants to see first.
        (self.settings.own, self.settings.view) = (true, COLUMNS);
        self.renew_rows();
        true
    }

    fn runs(&self) -> &[Training] {
        slice::from_ref(&self.run)
    }

    fn runs_mut(&mut self) -> &mut [Training] {
        slice::from_mut(&mut self.run)
    }

    fn restore(&mut self, trained: Arc<Checkpoint>) {
        // The learner's own rows are not kept, and so not what was learned from them.
        let fits = self.fresh.layers() == trained.model.layers() && !self.settings.own;
        if self.run.latest().is_none() && fits {
            self.run.restore(trained, self.whole_task());
            self.judge();
        }
    }
}

#[cfg(test)]
mod tests;
