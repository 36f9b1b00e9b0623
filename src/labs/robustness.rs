//! The trained classifier and autoencoder on a picture that is disturbed: how they read it, how sure they
//! are, how that goes for all pictures of the kind, and what helps.

mod attack;
mod controls;
mod facts;
mod keys;
mod known;
mod reading;
mod seen;
mod settings;
mod stages;
mod subject;
mod view;

use super::brush::Brush;
use super::model::Model;
use super::pane::Pane;
use super::scale::Scale;
use super::source::Source;
use super::table;
use super::training::{Training, Trains};
use super::{Activity, Facts, Height};
use crate::dataset::idx::{PIXELS, SIDE};
use crate::event::Key;
use crate::msg::{Checkpoint, Effect, Msg, Task};
use crate::nn::Sequential;
use crate::stats::Reliability;
use crate::train::JobId;
use crate::train::shifts::ShiftMap;
use crate::ui::glyphs::Drawn;
use ratatui::layout::Rect;
use reading::{Reading, Treatment};
use seen::Seen;
use settings::Settings;
use stages::{Stage, Stages};
use std::slice;
use std::sync::Arc;
use subject::{DRAWING, Data, Subject};

type Control = table::Control<Robustness>;
type Action = table::Action<Robustness>;

/// The views by name, and each by its place.
const VIEWS: [&str; 7] = [
    "digit",
    "map",
    "mistakes",
    "reliability",
    "pixels",
    "cures",
    "draw",
];
const DIGIT: usize = 0;
const MAP: usize = 1;
const MISTAKES: usize = 2;
const RELIABILITY: usize = 3;
const FLIPS: usize = 4;
const CURES: usize = 5;
const DRAW: usize = 6;

/// Digits that a map glances at first.
const GLANCE: usize = 1000;

/// Digits, read rightly, in each of which pixels are changed until it is not; and how many at the most.
const BROKEN: usize = 200;
pub const MOST_PIXELS: usize = 40;

/// Why nothing more is trained, though epochs are left.
const SPENT: &str = "the budget is spent: r begins again, and a larger budget goes on";

/// Which network: the one that ships, or the learner's at a moment of its run.
#[derive(Debug, Clone, Copy, PartialEq)]
enum Who {
    Shipped,
    Own(JobId, u64),
}

/// What a reading of all pictures of a kind is of.
#[derive(Debug, Clone, PartialEq)]
struct Read {
    who: Who,
    kind: usize,
    treatment: Treatment,
    /// The drawing, where the kind is that.
    sheet: Vec<f32>,
}

/// What the background finds: nothing where a network is of another kind.
type MapOf = Arc<Option<ShiftMap>>;
type ReadingOf = Arc<Option<Reading>>;
type PixelsOf = Arc<Vec<Option<usize>>>;

/// The lab's state.
pub struct Robustness {
    id: u32,
    data: Source<Data>,
    subject: Subject,
    treatment: Treatment,
    /// Single pixels that were given a value, in the order in which that was done.
    flips: Vec<(usize, f32)>,
    /// Column and row of the pixel that keys would flip, once they have gone there.
    cursor: Option<[usize; 2]>,
    brush: Brush,
    /// The picture as it is without any of that, and as it is now.
    clean: Option<Seen>,
    seen: Option<Seen>,
    settings: Settings,
    run: Training,
    /// The learner's own network answers; otherwise the one that ships.
    own: bool,
    view: usize,
    /// The figures over many pictures are told.
    score: bool,
    maps: Stages<(Who, bool), MapOf>,
    /// The same for the cure beside: the network that ships, centred.
    centred: Stages<(Who, bool), MapOf>,
    /// And that of the network that ships, as it is.
    plain: Stages<(Who, bool), MapOf>,
    readings: Stages<Read, ReadingOf>,
    pixels: Stages<Who, PixelsOf>,
    /// The learner's own bets, by how sure they were.
    bets: Option<Reliability>,
    effects: Vec<Effect>,
}

impl Robustness {
    /// The first test digit, and nothing done to it.
    pub fn new(id: u32) -> Self {
        Self {
            id,
            data: Source::new(id, subject::data),
            subject: Subject {
                kind: subject::DIGIT,
                nth: 0,
            },
            treatment: Treatment {
                disturbance: Default::default(),
                centred: false,
                towards: None,
                step: 0.0,
            },
            flips: Vec::new(),
            cursor: None,
            brush: Brush::default(),
            clean: None,
            seen: None,
            settings: Settings::default(),
            run: Training::new(id, 0),
            own: false,
            view: DIGIT,
            score: true,
            maps: Stages::new(1),
            centred: Stages::new(2),
            plain: Stages::new(3),
            readings: Stages::new(4),
            pixels: Stages::new(5),
            bets: None,
            effects: Vec::new(),
        }
    }

    /// The picture that is looked at: on the sheet it is what is drawn.
    fn shown(&self) -> Subject {
        match self.view {
            DRAW => Subject {
                kind: DRAWING,
                nth: 0,
            },
            _ => self.subject,
        }
    }

    /// The learner's network as it is now; none before the first update.
    fn own_network(&self) -> Option<&Sequential> {
        self.run.latest().map(|at| &at.model)
    }

    /// The network that answers: the learner's once there is one, if it is to.
    fn network(&self) -> Option<&Sequential> {
        let own = self.own_network().filter(|_| self.own);
        own.or(self.data.ready().map(|data| &*data.classifier))
    }

    /// Which that is, and at which moment.
    fn who(&self) -> Who {
        match self.own_network() {
            Some(_) if self.own => Who::Own(self.run.id(), self.run.steps()),
            _ => Who::Shipped,
        }
    }

    /// Seconds that the run has learned for.
    fn spent_seconds(&self) -> f64 {
        let Some(at) = self.run.latest() else {
            return 0.0;
        };
        let epochs: f64 = at.epoch_reports.iter().map(|report| report.seconds).sum();
        let now = match at.samples_per_second {
            pace if pace > 0.0 => at.seen.samples as f64 / pace,
            _ => 0.0,
        };
        epochs + now
    }

    fn whole_task(&self) -> Option<Task> {
        self.settings.task(self.data.ready()?)
    }

    /// The map of the network that answers, as it is treated.
    fn map_key(&self) -> (Who, bool) {
        (self.who(), self.treatment.centred)
    }

    fn reading_key(&self) -> Read {
        let kind = self.subject.kind;
        Read {
            who: self.who(),
            kind,
            treatment: self.treatment,
            sheet: match kind {
                DRAWING => self.brush.paper.pixels.clone(),
                _ => vec![0.0; PIXELS],
            },
        }
    }

    /// Single pixels count no more: the picture under them is another.
    fn forget_flips(&mut self) {
        self.flips.clear();
    }

    /// Another picture.
    fn show(&mut self, subject: Subject) {
        self.subject = subject.within();
        self.forget_flips();
    }

    /// What the networks make of the picture, anew.
    fn look(&mut self) {
        let Some((data, network)) = self.data.ready().zip(self.network()) else {
            return;
        };
        let subject = self.shown();
        let pixels = subject.pixels(data, &self.brush.paper.pixels);
        let label = subject.label(data);
        let seed = subject.nth as u64;
        let mut now = self.treatment.of(&pixels, seed);
        for &(at, ink) in &self.flips {
            now[at] = ink;
        }
        let seen = Seen::moved(now, network, &data.autoencoder, label, &self.treatment);
        let clean = Seen::of(pixels, network, &data.autoencoder);
        (self.seen, self.clean) = (seen, clean);
    }

    /// Asks the background for what the view shows and is not known, or not as fine as can be.
    fn ask(&mut self) {
        let Some((data, network)) = self.data.ready().cloned().zip(self.network().cloned()) else {
            return;
        };
        let (id, who, network) = (self.id, self.who(), Arc::new(network));
        // A run that goes on is soon another network.
        let still = who == Who::Shipped || !self.run.is_wanted();
        let is_own = who != Who::Shipped;
        if still && (self.view == MAP || self.view == CURES && is_own) {
            let key = self.map_key();
            let asked = ask_map(&mut self.maps, id, key, &network, &data);
            self.effects.extend(asked);
        }
        if self.view == CURES {
            for (stages, centred) in [(&mut self.plain, false), (&mut self.centred, true)] {
                let key = (Who::Shipped, centred);
                let asked = ask_map(stages, id, key, &data.classifier, &data);
                self.effects.extend(asked);
            }
        }
        if still && matches!(self.view, MISTAKES | RELIABILITY) {
            let key = self.reading_key();
            if let Some(stage) = self.readings.wants(&key) {
                let (network, data, read) = (Arc::clone(&network), data.clone(), key.clone());
                let work = move || read_all(&network, &data, read, stage);
                self.effects.push(self.readings.ask(id, key, stage, work));
            }
        }
        if still
            && self.view == FLIPS
            && let Some(stage) = self.pixels.wants(&who)
        {
            let work = move || break_some(&network, &data, who, stage);
            self.effects.push(self.pixels.ask(id, who, stage, work));
        }
    }

    /// The map, as fine as it is known.
    fn map(&self) -> Option<&ShiftMap> {
        (**self.maps.known(&self.map_key())?).as_ref()
    }

    /// What is known of all pictures of the kind.
    fn reading(&self) -> Option<&Reading> {
        (**self.readings.known(&self.reading_key())?).as_ref()
    }

    /// The map of a cure, once it is whole: of the network that ships, centred or not, or of the
    /// learner's.
    fn cure(&self, cure: Cure) -> Option<&ShiftMap> {
        let known = match cure {
            Cure::None => self.plain.final_one(&(Who::Shipped, false)),
            Cure::Centred => self.centred.final_one(&(Who::Shipped, true)),
            Cure::Shifts => match self.map_key() {
                key @ (Who::Own(..), false) => self.maps.final_one(&key),
                _ => None,
            },
        };
        (**known?).as_ref()
    }
}

/// A map of a network, centred or not, next as fine as it is wanted.
fn ask_map(
    stages: &mut Stages<(Who, bool), MapOf>,
    id: u32,
    key: (Who, bool),
    network: &Arc<Sequential>,
    data: &Data,
) -> Option<Effect> {
    let stage = stages.wants(&key)?;
    let (network, digits) = (Arc::clone(network), Arc::clone(&data.mnist.test));
    let work = move || {
        let (who, centred) = key;
        let known = || known::map(centred).filter(|_| who == Who::Shipped);
        known().unwrap_or_else(|| {
            let count = if stage == Stage::Coarse {
                GLANCE
            } else {
                digits.len()
            };
            let map = Arc::new(ShiftMap::of(&network, &digits, count, centred, 0).ok());
            if who == Who::Shipped && stage == Stage::Fine {
                known::keep_map(centred, &map);
            }
            map
        })
    };
    Some(stages.ask(id, key, stage, work))
}

/// What a network makes of all pictures of a kind.
fn read_all(network: &Sequential, data: &Data, read: Read, stage: Stage) -> ReadingOf {
    if let Some(reading) = known::reading(&read) {
        return reading;
    }
    let (kind, sheet) = (read.kind, &read.sheet);
    let reading = Reading::of(network, data, kind, sheet, read.treatment, stage);
    let reading = Arc::new(reading);
    if read.who == Who::Shipped && kind != DRAWING && stage == Stage::Fine {
        known::keep_reading(read, &reading);
    }
    reading
}

/// How many pixels break each of some digits.
fn break_some(network: &Sequential, data: &Data, who: Who, stage: Stage) -> PixelsOf {
    let known = known::pixels().filter(|_| who == Who::Shipped);
    known.unwrap_or_else(|| {
        let pixels = Arc::new(seen::broken(network, data, stage));
        if who == Who::Shipped && stage == Stage::Fine {
            known::keep_pixels(&pixels);
        }
        pixels
    })
}

/// What may help against shifts, and can be tried here.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Cure {
    None,
    Shifts,
    Centred,
}

impl Trains for Robustness {
    fn runs_mut(&mut self) -> &mut [Training] {
        slice::from_mut(&mut self.run)
    }

    fn task(&self, _run: usize) -> Option<Task> {
        self.whole_task()
    }

    fn without_data(&self) -> Option<&str> {
        self.data.failure()
    }

    fn spent(&self) -> Option<&'static str> {
        (self.spent_seconds() >= self.settings.budget).then_some(SPENT)
    }

    const EPOCHS: Scale = Scale::whole(1.0, 40.0);

    fn epochs(&self) -> usize {
        self.settings.epochs
    }

    fn plan_epochs(&mut self, epochs: usize) {
        self.settings.epochs = epochs;
        let task = self.whole_task();
        self.run.plan_epochs(epochs, || task);
    }

    fn start_over(&mut self) {
        self.run.stop();
    }
}

impl Model for Robustness {
    const CONTROLS: &'static [Control] = controls::CONTROLS;

    const ACTIONS: &'static [Action] = controls::ACTIONS;

    /// A picture, its bars and the map.
    const WIDTH: u16 = 90;

    const DRAWS: Drawn = Drawn::Digits;

    fn open(&mut self) {
        self.data.ask();
        self.run.show(self.whole_task());
    }

    fn park(&mut self) {
        self.run.hide();
    }

    fn refresh(&mut self) {
        // Who trains looks at what comes of it.
        if self.run.is_wanted() {
            self.own = true;
        }
        self.look();
        self.ask();
    }

    fn receive(&mut self, msg: &Msg) {
        if self.data.receive(msg) {
            match self.data.failure() {
                Some(_) => self.run.data_failed(),
                None => self.run.data_came(self.whole_task()),
            }
        } else if self.run.receive(msg, self.settings.epochs) {
            if self.run.is_wanted() && self.spent_seconds() >= self.settings.budget {
                self.run.toggle(None);
            }
        } else {
            let maps = [&mut self.maps, &mut self.centred, &mut self.plain];
            let came = maps.into_iter().any(|stages| stages.receive(msg))
                || self.readings.receive(msg)
                || self.pixels.receive(msg);
            if came {
                self.ask();
            }
            return;
        }
        self.refresh();
    }

    fn take_effects(&mut self) -> Vec<Effect> {
        let mut effects = self.data.take_effects();
        effects.extend(self.run.take_effects());
        effects.append(&mut self.effects);
        effects
    }

    fn activity(&self) -> Activity {
        match self.run.is_wanted() {
            true => Activity::Trains,
            false => Activity::Still,
        }
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

    fn spreads(&self) -> bool {
        true
    }

    fn keys(&self) -> &'static [(&'static str, &'static str)] {
        keys::of(self.view)
    }

    fn press(&mut self, key: Key) -> bool {
        keys::press(self, key)
    }

    fn runs(&self) -> &[Training] {
        slice::from_ref(&self.run)
    }

    fn restore(&mut self, trained: Arc<Checkpoint>) {
        let same = self.settings.plan();
        let same = same.is_some_and(|plan| plan.model().layers() == trained.model.layers());
        if self.run.latest().is_none() && same {
            self.run.restore(trained, self.whole_task());
            self.refresh();
        }
    }

    fn hear_bets(&mut self, bets: &[(f64, bool)]) {
        self.bets = Reliability::of(bets.iter().copied(), reading::GROUPS / 2);
    }
}

#[cfg(test)]
mod tests;
