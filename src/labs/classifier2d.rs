//! A network that tells points of the plane apart, live: its probabilities are drawn all over the
//! plane while it trains, and what each point costs it.

mod actions;
mod controls;
mod facts;
mod ground;
mod hand;
pub(in crate::labs) mod judged;
mod map;
mod network;
mod settings;
mod side;
mod units;
mod view;

use super::model::Model;
use super::pane::Pane;
use super::points::{Data, OWN};
use super::scale::Scale;
use super::table;
use super::training::{Change, Learning, Learns, Training, Trains};
use super::work::Work;
use super::{Brought, Facts, Height, Labelled};
use crate::event::Key;
use crate::msg::{Checkpoint, Effect, Msg, Task};
use crate::nn::Sequential;
use crate::train::Plan;
use hand::Hand;
use judged::Judged;
use map::Map;
use ratatui::layout::Rect;
use settings::Settings;
use std::slice;
use std::sync::Arc;

type Control = table::Control<Classifier2d>;
type Action = table::Action<Classifier2d>;

/// The lab's state.
pub struct Classifier2d {
    id: u32,
    settings: Settings,
    /// What the learner brought in a file.
    brought: Option<Arc<Labelled>>,
    data: Data,
    hand: Hand,
    /// Which hidden unit is enlarged, and which of its weights is turned, from 0.
    unit: usize,
    weight: usize,
    /// The weights to start from, where a hand has turned one before any training.
    turned: Option<Vec<f32>>,
    /// The network before any training, and what a point costs it of those that there were then.
    fresh: Sequential,
    start_cost: f64,
    run: Training,
    judged: Judged,
    maps: Work<Arc<Map>>,
    map: Option<Arc<Map>>,
    /// What is still to be asked of the outside.
    asks: Option<Effect>,
}

impl Classifier2d {
    /// Penguins, and a network that has learned nothing yet.
    pub fn new(id: u32) -> Self {
        let settings = Settings::default();
        let mut lab = Self {
            id,
            data: Data::of(settings.set, settings.noise, settings.seed, None),
            settings,
            brought: None,
            hand: Hand::default(),
            unit: 0,
            weight: 0,
            turned: None,
            fresh: Sequential::new(2),
            start_cost: 0.0,
            run: Training::new(id, 0),
            judged: Judged::default(),
            maps: Work::new(0),
            map: None,
            asks: None,
        };
        lab.apply(Change::Network);
        lab
    }

    fn plan(&self) -> Option<Plan> {
        let (points, classes) = (self.data.train.len(), self.data.classes.len());
        let plan = self.settings.plan(points, classes)?;
        match &self.turned {
            Some(weights) => plan.starting_from(weights.clone()).ok(),
            None => Some(plan),
        }
    }

    /// Goes on with a network that a hand has changed.
    fn go_on_from(&mut self, net: Sequential) {
        if self.run.latest().is_some() {
            let task = self.whole_task();
            self.run.go_on_from(net, task);
        } else {
            self.turned = Some(net.weights().to_vec());
            self.fresh = net;
        }
        self.judge();
    }

    /// What the settings train.
    fn whole_task(&self) -> Option<Task> {
        if self.data.lack().is_some() {
            return None;
        }
        let [x, y] = self.data.samples(&self.data.train);
        let [val_x, val_y] = self.data.samples(&self.data.test);
        Some(Task {
            plan: self.plan()?,
            x,
            y,
            validation: (!self.data.test.is_empty()).then_some((val_x, val_y)),
            from: None,
            paused: false,
            ends: 0,
        })
    }

    /// The network as far as it is trained.
    fn net(&self) -> &Sequential {
        self.run.latest().map_or(&self.fresh, |at| &at.model)
    }

    /// Looks at what the network has come to. Its map is drawn in the background: what comes too
    /// late for the newest one is not drawn at all.
    fn judge(&mut self) {
        self.judged = Judged::of(self.net(), &self.data, self.settings.draws_test());
        if self.run.steps() == 0 {
            self.start_cost = self.judged.train.mean_cost;
        }
        let (net, ranges) = (self.net().clone(), self.data.ranges);
        let draw = move || Arc::new(Map::of(&net, ranges));
        self.asks = Some(self.maps.ask(self.id, draw));
    }

    /// Changes a setting, and does what that asks of the run.
    fn change(&mut self, asks: Change, apply: impl FnOnce(&mut Settings)) {
        let before = self.settings.clone();
        apply(&mut self.settings);
        if self.settings != before {
            self.apply(asks);
        }
    }

    /// Another setting that makes other points.
    fn change_points(&mut self, apply: impl FnOnce(&mut Settings)) {
        let before = self.settings.clone();
        apply(&mut self.settings);
        if self.settings != before {
            self.renew_points();
            self.apply(Change::Network);
        }
    }

    /// The points of the set, as it makes them.
    fn renew_points(&mut self) {
        let Settings {
            set, noise, seed, ..
        } = self.settings;
        self.data = Data::of(set, noise, seed, self.brought.as_deref());
        self.hand = Hand {
            free: self.hand.free,
            class: self.hand.class.min(self.data.classes.len() - 1),
            ..Hand::default()
        };
    }

    fn apply(&mut self, asks: Change) {
        self.follow(asks);
        if asks == Change::Fork {
            // A run that waited for points has them now.
            let task = self.whole_task();
            self.run.data_came(task);
            self.judge();
        }
    }

    /// What a key that turns the chosen weight says, where there is one.
    fn if_turning(&self, says: &'static str) -> &'static str {
        match self.settings.sees_units() && !self.units().is_empty() {
            true => says,
            false => "",
        }
    }

    fn shape_note(&self) -> String {
        let weights = self.fresh.parameters();
        format!("{weights} weights in all")
    }

    fn layer(&mut self, layer: usize, nodes: f64) {
        self.change(Change::Network, |settings| {
            settings.nodes[layer] = nodes.round() as usize;
        });
    }
}

impl Trains for Classifier2d {
    fn task(&self, _run: usize) -> Option<Task> {
        self.whole_task()
    }

    fn without_data(&self) -> Option<&str> {
        self.data.lack()
    }

    const EPOCHS: Scale = Scale::one_two_five((1.0, 10_000.0), 0);

    fn epochs(&self) -> usize {
        self.settings.learning.epochs
    }

    fn plan_epochs(&mut self, epochs: usize) {
        self.change_learning(Change::InFlight, |learning| learning.epochs = epochs);
    }

    fn start_over(&mut self) {
        self.turned = None;
        self.hand.before = 0;
        if let Some(plan) = self.plan() {
            self.fresh = plan.model();
        }
        self.run.stop();
        self.judge();
    }
}

impl Learns for Classifier2d {
    const RATES: Scale = Scale::one_two_five((1e-3, 100.0), 3);

    const BATCHES: Scale = Scale::double((1.0, 256.0));

    fn learning(&self) -> &Learning {
        &self.settings.learning
    }

    fn change_learning(&mut self, asks: Change, apply: impl FnOnce(&mut Learning)) {
        self.change(asks, |settings| apply(&mut settings.learning));
    }
}

impl Model for Classifier2d {
    const CONTROLS: &'static [Control] = controls::ALL;

    const ACTIONS: &'static [Action] = actions::ALL;

    const WIDTH: u16 = 58;

    fn open(&mut self) {
        self.run.show(self.whole_task());
    }

    fn receive(&mut self, msg: &Msg) {
        if let Some(map) = self.maps.receive(msg) {
            // One that could not be drawn leaves the one before.
            self.map = map.ok().or(self.map.take());
        } else if self.run.receive(msg, self.settings.learning.epochs) {
            self.judge();
        }
    }

    fn take_effects(&mut self) -> Vec<Effect> {
        Vec::from_iter(self.asks.take())
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

    fn keys(&self) -> &'static [(&'static str, &'static str)] {
        match self.hand.free {
            true => &[
                ("↑↓←→", "move"),
                ("a letter", "put a point of it"),
                ("Backspace", "take"),
            ],
            false => &[],
        }
    }

    fn press(&mut self, key: Key) -> bool {
        self.hand.free && self.press_inside(key)
    }

    fn bring(&mut self, own: Brought) -> bool {
        let Brought::Points(own) = own else {
            return false;
        };
        self.brought = Some(own);
        self.settings.set = OWN;
        self.renew_points();
        self.apply(Change::Network);
        true
    }

    fn made(&self) -> Vec<String> {
        match self.brought {
            Some(_) if self.settings.set == OWN => Vec::new(), // its points are in a file
            _ => self.hand.made.clone(),
        }
    }

    fn unmake(&mut self) {
        if !self.hand.made.is_empty() {
            self.put_back();
        }
    }

    fn runs(&self) -> &[Training] {
        slice::from_ref(&self.run)
    }

    fn runs_mut(&mut self) -> &mut [Training] {
        slice::from_mut(&mut self.run)
    }

    fn restore(&mut self, trained: Arc<Checkpoint>) {
        // Points of a file are not kept, and so not what was learned from them.
        let known = self.settings.set != OWN || self.brought.is_none();
        let fits = self.fresh.layers() == trained.model.layers() && known;
        if self.run.latest().is_none() && fits {
            self.run.restore(trained, self.whole_task());
            self.judge();
        }
    }
}

#[cfg(test)]
mod tests;
