//! One curve through points, by a network of as many layers and nodes as one likes, with or without
//! bends; beside it the line of least squares, and one by hand.

mod controls;
mod data;
mod facts;
mod settings;
mod view;

use super::model::Model;
use super::pane::Pane;
use super::scale::Scale;
use super::table;
use super::training::{self, Change, Learning, Learns, Training, Trains};
use super::{Facts, Height};
use crate::msg::{Checkpoint, Msg, Task};
use crate::nn::Sequential;
use crate::stats::Line;
use crate::train::Plan;
use data::Data;
use ndarray::Array2;
use ratatui::layout::Rect;
use settings::Settings;
use std::slice;
use std::sync::Arc;

type Control = table::Control<Bend>;
type Action = table::Action<Bend>;

/// Points of the network's curve.
const FINE: usize = 160;

/// A curve that leaves its chord by less than this share of its picture is a straight line.
const STRAIGHT: f64 = 1e-3;

/// The lab's state.
pub struct Bend {
    settings: Settings,
    data: Data,
    /// The network before any training.
    fresh: Sequential,
    run: Training,
    /// What the network says over the whole picture.
    curve: Vec<[f64; 2]>,
    /// How far it is off, as the root of the mean square.
    error: f64,
}

impl Bend {
    /// Points along a wave, and a network that has learned nothing yet.
    pub fn new(id: u32) -> Self {
        let settings = Settings::default();
        let mut lab = Self {
            data: Data::of(settings.set),
            settings,
            fresh: Sequential::new(1),
            run: Training::new(id, 0),
            curve: Vec::new(),
            error: 0.0,
        };
        lab.start_over();
        lab
    }

    fn plan(&self) -> Option<Plan> {
        self.settings.plan(self.data.points.len())
    }

    fn whole_task(&self) -> Option<Task> {
        Some(Task {
            plan: self.plan()?,
            x: Arc::new(self.data.column(0)),
            y: Arc::new(self.data.column(1)),
            validation: None,
            from: None,
            paused: false,
            ends: 0,
        })
    }

    /// The network as far as it is trained.
    fn net(&self) -> &Sequential {
        self.run.latest().map_or(&self.fresh, |at| &at.model)
    }

    /// What the network says for these x.
    fn said(&self, xs: &[f64]) -> Vec<f64> {
        let scaled = |(row, _): (usize, usize)| self.data.scaled(0, xs[row]);
        let said = self
            .net()
            .predict(Array2::from_shape_fn((xs.len(), 1), scaled).view());
        said.iter().map(|&said| self.data.unit_of(said)).collect()
    }

    fn judge(&mut self) {
        let (from, to) = self.data.ranges[0];
        let at = |nth: usize| from + (to - from) * nth as f64 / FINE as f64;
        let xs: Vec<f64> = (0..=FINE).map(at).collect();
        let curve = xs.iter().zip(self.said(&xs)).map(|(x, y)| [*x, y]);
        self.curve = curve.collect();
        let xs: Vec<f64> = self.data.points.iter().map(|[x, _]| *x).collect();
        self.error = self.data.error(self.said(&xs).into_iter());
    }

    /// The line through both ends of the network's curve.
    fn chord(&self) -> Option<Line> {
        let ([x0, y0], [x1, y1]) = (*self.curve.first()?, *self.curve.last()?);
        let slope = (y1 - y0) / (x1 - x0);
        Some(Line {
            slope,
            intercept: y0 - slope * x0,
        })
    }

    /// The network's curve, if it is a straight line.
    fn as_line(&self) -> Option<Line> {
        let (low, high) = self.data.ranges[1];
        let chord = self.chord()?;
        let far = |[x, y]: &[f64; 2]| (y - chord.predict(*x)).abs();
        let farthest = self.curve.iter().map(far).fold(0.0, f64::max);
        (farthest < STRAIGHT * (high - low)).then_some(chord)
    }

    fn is_straight(&self) -> bool {
        self.as_line().is_some()
    }

    fn hand(&self) -> Line {
        Line {
            slope: self.settings.w,
            intercept: self.settings.b,
        }
    }

    /// The line of least squares.
    fn best(&self) -> Option<Line> {
        Line::least_squares(&self.data.points)
    }

    fn error_of(&self, line: &Line) -> f64 {
        self.data
            .error(self.data.points.iter().map(|[x, _]| line.predict(*x)))
    }

    fn hand_error(&self) -> f64 {
        self.error_of(&self.hand())
    }

    fn best_error(&self) -> f64 {
        self.best().map_or(f64::NAN, |line| self.error_of(&line))
    }

    /// Other points: a line by hand over the old ones means nothing there.
    fn change_points(&mut self, set: usize) {
        if self.settings.set != set {
            self.settings = Settings {
                set,
                w: 0.0,
                b: 0.0,
                ..self.settings.clone()
            };
            self.data = Data::of(set);
            self.start_over();
        }
    }

    /// Changes a setting, and does what that asks of the run.
    fn change(&mut self, asks: Change, apply: impl FnOnce(&mut Settings)) {
        let before = self.settings.clone();
        apply(&mut self.settings);
        if self.settings == before {
            return;
        }
        match asks {
            Change::Fork => self.start_over(),
            asks => self.follow(asks),
        }
    }
}

impl Trains for Bend {
    fn task(&self, _run: usize) -> Option<Task> {
        self.whole_task()
    }

    fn without_data(&self) -> Option<&str> {
        None
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

impl Learns for Bend {
    const RATES: Scale = Scale::one_two_five((1e-3, 1.0), 3);

    const BATCHES: Scale = Scale::double((1.0, 512.0));

    fn learning(&self) -> &Learning {
        &self.settings.learning
    }

    fn change_learning(&mut self, asks: Change, apply: impl FnOnce(&mut Learning)) {
        self.change(asks, |settings| apply(&mut settings.learning));
    }
}

impl Model for Bend {
    const CONTROLS: &'static [Control] = controls::ALL;

    const ACTIONS: &'static [Action] = &[
        training::train().keyed_if(|lab: &Self| lab.settings.net),
        training::step().keyed_if(|lab: &Self| lab.settings.net),
        training::reset().keyed_if(|lab: &Self| lab.settings.net),
    ];

    const WIDTH: u16 = 54;

    const STAYS: bool = false;

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

    fn runs(&self) -> &[Training] {
        slice::from_ref(&self.run)
    }

    fn runs_mut(&mut self) -> &mut [Training] {
        slice::from_mut(&mut self.run)
    }

    fn restore(&mut self, trained: Arc<Checkpoint>) {
        let fits = self.fresh.layers() == trained.model.layers();
        if self.run.latest().is_none() && fits {
            self.run.restore(trained, self.whole_task());
            self.judge();
        }
    }
}

#[cfg(test)]
mod tests;
