//! A dense network and a convolutional one with as many weights: trained side by side on the same digits,
//! then read on digits that are shifted; and what the first kernels have become.

mod controls;
mod facts;
mod networks;
mod view;

use super::model::Model;
use super::pane::Pane;
use super::scale::Scale;
use super::source::{Awaited, Source};
use super::stages::{Stage, Stages};
use super::table;
use super::training::{Training, Trains, runs};
use super::{Facts, Height};
use crate::dataset::Mnist;
use crate::event::Key;
use crate::msg::{Checkpoint, Effect, Msg, Task};
use crate::nn::Sequential;
use crate::train::JobId;
use crate::train::shifts::{REACH, ShiftMap};
use crate::ui::number::grouped;
use networks::{CNN, DENSE, HELD_OUT, LEARNED};
use ratatui::layout::Rect;
use std::sync::Arc;

type Control = table::Control<DenseCnn>;
type Action = table::Action<DenseCnn>;

/// The views by name, and each by its place.
const VIEWS: [&str; 3] = ["curves", "maps", "kernels"];
const CURVES: usize = 0;
const MAPS: usize = 1;

/// Test digits that are read at each shift: first a glance, then all that are.
const GLANCE: usize = 300;
const READ: usize = 2000;

/// A run at a moment.
type Moment = (JobId, u64);

/// The lab's state.
pub struct DenseCnn {
    id: u32,
    data: Source<Mnist>,
    runs: [Training; 2],
    /// The networks before any training.
    untrained: [Option<Sequential>; 2],
    epochs: usize,
    view: usize,
    /// The maps are shown: hidden where they are asked for.
    shown: bool,
    /// The shift that is looked at, right and down.
    shift: [isize; 2],
    /// Which test digit the kernels are held against.
    nth: usize,
    maps: [Stages<Moment, Arc<Option<ShiftMap>>>; 2],
    effects: Vec<Effect>,
}

impl DenseCnn {
    /// Two untrained networks.
    pub fn new(id: u32) -> Self {
        Self {
            id,
            data: Source::mnist(id),
            runs: [0, 1].map(|lane| Training::new(id, lane)),
            untrained: [DENSE, CNN].map(|run| Some(networks::plan(run, 1)?.model())),
            epochs: 2,
            view: CURVES,
            shown: true,
            shift: [2, 2],
            nth: 0,
            maps: [Stages::new(1), Stages::new(2)],
            effects: Vec::new(),
        }
    }

    /// A network before any training.
    fn untrained(&self, run: usize) -> Option<&Sequential> {
        self.untrained[run].as_ref()
    }

    /// How many weights it has.
    fn parameters(&self, run: usize) -> usize {
        self.untrained(run).map_or(0, Sequential::parameters)
    }

    /// A network as it is now.
    fn network(&self, run: usize) -> Option<&Sequential> {
        let trained = self.runs[run].latest().map(|at| &at.model);
        trained.or_else(|| self.untrained(run))
    }

    fn moment(&self, run: usize) -> Option<Moment> {
        let run = &self.runs[run];
        Some((run.id(), run.latest()?.step))
    }

    /// The map of a run that rests, as fine as it is known.
    fn map(&self, run: usize) -> Option<&ShiftMap> {
        (**self.maps[run].known(&self.moment(run)?)?).as_ref()
    }

    /// The same, once it is all there is to know.
    fn final_map(&self, run: usize) -> Option<&ShiftMap> {
        (**self.maps[run].final_one(&self.moment(run)?)?).as_ref()
    }

    /// What is still counted of the maps that are looked at, if anything is.
    fn pending(&self) -> Option<String> {
        let is_open = |run: &usize| self.final_map(*run).is_none();
        let run = (0..self.runs.len())
            .find(is_open)
            .filter(|_| self.view == MAPS)?;
        let read = self.map(run).map_or(0, ShiftMap::digits);
        Some(match self.runs[run].latest() {
            None => "the networks are untrained: Space trains them".to_owned(),
            Some(_) if self.runs[run].is_wanted() => "the networks still learn".to_owned(),
            Some(_) => format!(
                "{} of {} digits are counted, at each of the 81 shifts",
                grouped(read as u64),
                grouped(READ as u64)
            ),
        })
    }

    /// Goes to another shift on the maps.
    fn step(&mut self, by: [isize; 2]) {
        self.shift = [0, 1].map(|at| (self.shift[at] + by[at]).clamp(-REACH, REACH));
    }

    /// Asks the background for maps that are looked at and not known.
    fn ask(&mut self) {
        if self.view != MAPS {
            return;
        }
        let Some(mnist) = self.data.ready().cloned() else {
            return;
        };
        for run in 0..self.runs.len() {
            let latest = self.runs[run]
                .latest()
                .filter(|_| !self.runs[run].is_wanted());
            let Some((at, moment)) = latest.cloned().zip(self.moment(run)) else {
                continue;
            };
            if let Some(stage) = self.maps[run].wants(&moment) {
                let digits = Arc::clone(&mnist.test);
                let count = if stage == Stage::Coarse { GLANCE } else { READ };
                let work = move || Arc::new(ShiftMap::of(&at.model, &digits, count, false, 0).ok());
                let asked = self.maps[run].ask(self.id, moment, stage, work);
                self.effects.push(asked);
            }
        }
    }
}

impl Trains for DenseCnn {
    fn task(&self, run: usize) -> Option<Task> {
        let digits = &self.data.ready()?.train;
        runs::on_digits(networks::plan(run, self.epochs)?, digits, LEARNED, HELD_OUT)
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

impl Model for DenseCnn {
    const CONTROLS: &'static [Control] = controls::CONTROLS;

    const ACTIONS: &'static [Action] = controls::ACTIONS;

    /// Two maps beside each other, or eight kernels.
    const WIDTH: u16 = 76;

    fn awaits(&mut self) -> Option<&mut dyn Awaited> {
        Some(&mut self.data)
    }

    fn data_came(&mut self) {
        runs::data_came(self);
        self.ask();
    }

    fn open(&mut self) {
        runs::show(self);
    }

    fn refresh(&mut self) {
        self.ask();
    }

    fn receive(&mut self, msg: &Msg) {
        runs::receive(self, msg);
        for maps in &mut self.maps {
            maps.receive(msg);
        }
        self.ask();
    }

    fn take_effects(&mut self) -> Vec<Effect> {
        std::mem::take(&mut self.effects)
    }

    fn facts(&self, facts: &mut Facts) {
        facts::tell(self, facts);
    }

    fn panes(&self, area: Rect) -> Vec<Pane<Self>> {
        view::panes(self, area)
    }

    fn height(&self, width: u16) -> Height {
        view::height(self, width)
    }

    fn keys(&self) -> &'static [(&'static str, &'static str)] {
        match self.view {
            MAPS => &[("↑↓←→", "another shift")],
            _ => &[],
        }
    }

    fn press(&mut self, key: Key) -> bool {
        let by = key.arrow().filter(|_| self.view == MAPS);
        if let Some(by) = by {
            self.step(by);
        }
        by.is_some()
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
        let plan = networks::plan(trained.job.lane as usize, self.epochs);
        runs::restore(self, trained, plan);
        self.refresh();
    }
}

#[cfg(test)]
mod tests;
