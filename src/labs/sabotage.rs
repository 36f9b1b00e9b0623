//! A pipeline with one stage sabotaged, beside a sound one: the same network is trained on what each feeds
//! it, live. By hand, or planted by a seed and to be found with three looks.

mod controls;
mod data;
mod evidence;
mod facts;
mod view;

use super::model::Model;
use super::pane::Pane;
use super::scale::Scale;
use super::source::{Awaited, Source};
use super::table;
use super::training::{Training, Trains, runs};
use super::{BadValue, Facts, Height};
use crate::dataset::Mnist;
use crate::msg::{Checkpoint, Msg, Task};
use crate::train::{JobId, Plan, Preset, Spec};
use data::{BATCH, Fault, Fed, planted};
use evidence::{Answers, Labelled, Numbers};
use ratatui::layout::Rect;
use std::sync::Arc;

type Control = table::Control<Sabotage>;
type Action = table::Action<Sabotage>;

/// What can be looked at, by name, and each by its place.
const PROBES: [&str; 5] = ["curves", "batch", "test", "numbers", "twins"];
const CURVES: usize = 0;
const FIRST_BATCH: usize = 1;
const TEST_ROWS: usize = 2;
const NUMBERS: usize = 3;
const TWINS: usize = 4;

/// Looks at a planted bug.
const LOOKS: usize = 3;

/// Bugs that a seed plants.
const BUGS: usize = 4;

/// Seeds that plant some.
const SEEDS: u64 = 999;

/// Why a planted bug cannot be trained on before its curves are looked at.
const UNSEEN: &str = "the curves of a planted bug are one of the three looks";

/// What weights and orders are drawn from.
const SEED: u64 = 0;

/// The runs by their lanes.
const SOUND: usize = 0;
const SABOTAGED: usize = 1;

/// The lab's state.
pub struct Sabotage {
    data: Source<Mnist>,
    runs: [Training; 2],
    epochs: usize,
    /// What is wrong, where nothing is planted.
    by_hand: usize,
    /// What the first bugs are planted by; 0 where none are.
    seed: u64,
    /// How often others were planted, all four being named.
    rounds: u64,
    /// Which of them this is, from 0, and how the others went.
    bug: usize,
    found: usize,
    missed: usize,
    /// What was looked at of this one, and whether it was named rightly.
    looked: [bool; PROBES.len()],
    verdict: Option<bool>,
    probe: usize,
    suspect: usize,
    /// What each run is fed, and the fault that the second one is fed with.
    fed: Option<(Fault, [Fed; 2])>,
    seen: Seen,
    /// What was done that no control tells.
    made: Vec<String>,
}

/// What was seen of the rows that the second run is fed, worked out when it is first looked at.
#[derive(Default)]
struct Seen {
    batch: Option<Vec<Labelled>>,
    test: Option<Vec<Labelled>>,
    numbers: Option<Numbers>,
    twins: Option<usize>,
    first_loss: Option<f64>,
    answers: Option<((JobId, u64), Answers)>,
}

impl Sabotage {
    /// A sound pipeline.
    pub fn new(id: u32) -> Self {
        Self {
            data: Source::mnist(id),
            runs: [0, 1].map(|lane| Training::new(id, lane)),
            epochs: 4,
            by_hand: 0,
            seed: 0,
            rounds: 0,
            bug: 0,
            found: 0,
            missed: 0,
            looked: [false; PROBES.len()],
            verdict: None,
            probe: CURVES,
            suspect: 0,
            fed: None,
            seen: Seen::default(),
            made: Vec::new(),
        }
    }

    fn is_planted(&self) -> bool {
        self.seed > 0
    }

    /// What these four are planted by.
    fn hunt(&self) -> u64 {
        match self.is_planted() {
            true => (self.seed - 1 + self.rounds) % SEEDS + 1,
            false => 0,
        }
    }

    /// What is wrong with the pipeline.
    fn fault(&self) -> Fault {
        match self.is_planted() {
            true => planted(self.hunt())[self.bug],
            false => Fault::at(self.by_hand),
        }
    }

    /// Whether a look shows something: of a planted bug only what was paid for.
    fn sees(&self, probe: usize) -> bool {
        !self.is_planted() || self.looked[probe]
    }

    /// Looks that are left.
    fn left(&self) -> usize {
        let spent = self.looked.iter().filter(|looked| **looked).count();
        LOOKS.saturating_sub(spent)
    }

    /// Another bug, of which nothing is seen yet.
    fn begin(&mut self, bug: usize) {
        self.bug = bug;
        self.looked = [false; PROBES.len()];
        self.verdict = None;
        self.runs[SABOTAGED].stop();
    }

    /// Bugs of another seed; none for 0.
    fn plant(&mut self, seed: u64) {
        if seed != self.seed {
            self.seed = seed;
            self.rounds = 0;
            self.made.clear();
            self.begin_hunt();
        }
    }

    /// The first of four bugs.
    fn begin_hunt(&mut self) {
        (self.found, self.missed) = (0, 0);
        self.begin(0);
        self.runs[SOUND].stop();
        self.seen = Seen::default();
    }

    /// What weights and order are drawn by: planted bugs show other figures than those by hand.
    fn draw(&self) -> u64 {
        SEED + self.hunt()
    }

    fn plan(&self, fed: &Fed) -> Option<Plan> {
        let preset = Preset::Classifier;
        let spec = Spec {
            layers: "64 relu, 10 softmax".into(),
            learning_rate: Some(0.01),
            // No shorter than the sound one has learned: else the two could not be compared.
            epochs: self.epochs.max(self.sound_epochs()),
            batch_size: Some(BATCH),
            shuffle: fed.shuffle,
            seed: self.draw(),
            ..preset.spec()
        };
        preset.check(&spec, fed.x.len()).ok()
    }

    fn sound_epochs(&self) -> usize {
        self.runs[SOUND].latest().map_or(0, |at| at.epoch)
    }

    /// Trains both, as far as they are not.
    fn train(&mut self) {
        for at in 0..self.runs.len() {
            let run = &self.runs[at];
            if !run.is_wanted() && !run.is_over(self.epochs) {
                let task = run.begins().then(|| self.task(at)).flatten();
                self.runs[at].toggle(task);
            }
        }
    }

    /// What the second run is fed, anew where that is something else.
    fn feed(&mut self) {
        let fault = self.fault();
        if self.fed.as_ref().is_some_and(|(known, _)| *known == fault) {
            return;
        }
        let Some(mnist) = self.data.ready() else {
            return;
        };
        let both = [Fault::None, fault].map(|fault| Fed::by(mnist, fault));
        let [Ok(sound), Ok(sabotaged)] = both else {
            return;
        };
        self.fed = Some((fault, [sound, sabotaged]));
        self.seen = Seen::default();
    }

    /// Works out what the chosen look shows.
    fn look(&mut self) {
        let planned = self
            .fed
            .as_ref()
            .and_then(|(_, fed)| self.plan(&fed[SABOTAGED]));
        let (Some((_, [_, fed])), true) = (&self.fed, self.sees(self.probe)) else {
            return;
        };
        let draw = self.draw();
        let seen = &mut self.seen;
        match self.probe {
            FIRST_BATCH if seen.batch.is_none() => {
                seen.batch = Some(evidence::pictures(fed, false, draw));
            }
            TEST_ROWS if seen.test.is_none() => {
                seen.test = Some(evidence::pictures(fed, true, draw));
            }
            NUMBERS if seen.numbers.is_none() => seen.numbers = Some(Numbers::of(fed)),
            TWINS if seen.twins.is_none() => seen.twins = Some(evidence::twins(fed)),
            CURVES if seen.first_loss.is_none() => {
                let untrained = planned.map(|plan| plan.model());
                seen.first_loss = untrained.map(|model| evidence::first_loss(&model, fed, draw));
            }
            _ => {}
        }
        // The answers are counted when an epoch is over: those of a run that is no more go with it.
        let run = self.runs[SABOTAGED].latest();
        if run.is_none() {
            seen.answers = None;
        }
        let over = run.filter(|at| at.epoch > 0 && at.batch == 0);
        if let Some(at) = over.filter(|_| self.probe == CURVES) {
            let moment = (at.job, at.step);
            if seen.answers.is_none_or(|(known, _)| known != moment) {
                seen.answers = Some((moment, Answers::of(&at.model, fed)));
            }
        }
    }
}

impl Trains for Sabotage {
    fn task(&self, run: usize) -> Option<Task> {
        let (fault, both) = self.fed.as_ref()?;
        let fed = both.get(run).filter(|_| *fault == self.fault())?;
        Some(Task {
            plan: self.plan(fed)?,
            x: Arc::clone(&fed.x),
            y: Arc::clone(&fed.y),
            validation: Some((Arc::clone(&fed.test_x), Arc::clone(&fed.test_y))),
            from: None,
            paused: false,
            ends: 0,
        })
    }

    fn without_data(&self) -> Option<&str> {
        self.data.failure()
    }

    fn spent(&self) -> Option<&'static str> {
        (!self.sees(CURVES)).then_some(UNSEEN)
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

impl Model for Sabotage {
    const CONTROLS: &'static [Control] = controls::CONTROLS;

    const ACTIONS: &'static [Action] = controls::ACTIONS;

    /// Five digits beside each other.
    const WIDTH: u16 = 74;

    fn awaits(&mut self) -> Option<&mut dyn Awaited> {
        Some(&mut self.data)
    }

    fn data_came(&mut self) {
        self.feed();
        runs::data_came(self);
        self.look();
    }

    fn open(&mut self) {
        self.feed();
        runs::show(self);
    }

    fn refresh(&mut self) {
        self.feed();
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
        vec![Pane::new(area, view::draw)]
    }

    fn height(&self, _width: u16) -> Height {
        view::height()
    }

    fn made(&self) -> Vec<String> {
        self.made.clone()
    }

    fn unmake(&mut self) {
        let seed = std::mem::take(&mut self.seed);
        self.plant(seed);
        self.begin(0);
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
        let at = trained.job.lane as usize;
        if self.runs.get(at).is_some_and(|run| run.latest().is_none()) {
            let task = self.task(at);
            self.runs[at].restore(trained, task);
            self.refresh();
        }
    }
}

#[cfg(test)]
mod tests;
