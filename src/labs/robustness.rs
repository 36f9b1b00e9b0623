//! The trained classifier and autoencoder on a picture that is disturbed: how they read it, how sure they
//! are, how that goes for all pictures of the kind, and what helps.

mod attack;
mod background;
mod controls;
mod facts;
mod keys;
mod known;
mod reading;
mod seen;
mod settings;
mod subject;
mod view;

use super::brush::Brush;
use super::model::Model;
use super::pane::Pane;
use super::scale::Scale;
use super::source::{Awaited, Source};
use super::stages::Stages;
use super::table;
use super::training::{Training, Trains, runs};
use super::{Facts, Height};
use crate::dataset::idx::{PIXELS, SIDE};
use crate::event::Key;
use crate::msg::{Checkpoint, Effect, Msg, Task};
use crate::nn::Sequential;
use crate::stats::Reliability;
use crate::ui::glyphs::Drawn;
use background::{Cure, MapOf, PixelsOf, Read, ReadingOf, Who};
use ratatui::layout::Rect;
use reading::Treatment;
use seen::Seen;
use settings::Settings;
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

    fn whole_task(&self) -> Option<Task> {
        self.settings.task(self.data.ready()?)
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
}

impl Trains for Robustness {
    fn task(&self, _run: usize) -> Option<Task> {
        self.whole_task()
    }

    fn without_data(&self) -> Option<&str> {
        self.data.failure()
    }

    fn spent(&self) -> Option<&'static str> {
        (self.run.seconds() >= self.settings.budget).then_some(SPENT)
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

    fn awaits(&mut self) -> Option<&mut dyn Awaited> {
        Some(&mut self.data)
    }

    fn data_came(&mut self) {
        runs::data_came(self);
        self.refresh();
    }

    fn open(&mut self) {
        self.run.show(self.whole_task());
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
        if self.run.receive(msg, self.settings.epochs) {
            if self.run.is_wanted() && self.run.seconds() >= self.settings.budget {
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

    fn spreads(&self) -> bool {
        true
    }

    fn keys(&self) -> &'static [(&'static str, &'static str)] {
        keys::of(self.view)
    }

    fn press(&mut self, key: Key) -> bool {
        keys::press(self, key)
    }

    /// By its view, or since the picture is to be a drawing.
    fn shows_sheet(&self) -> bool {
        self.view == DRAW || self.view == DIGIT && self.subject.kind == DRAWING
    }

    fn brush(&self) -> Option<&Brush> {
        Some(&self.brush)
    }

    fn brush_mut(&mut self) -> Option<&mut Brush> {
        Some(&mut self.brush)
    }

    fn runs(&self) -> &[Training] {
        slice::from_ref(&self.run)
    }

    fn runs_mut(&mut self) -> &mut [Training] {
        slice::from_mut(&mut self.run)
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
