//! The autoencoder: 784 numbers through a narrow middle and back, trained on all of MNIST.

mod blueprint;
mod controls;
mod facts;
mod five;
mod held;
mod inside;
mod list;
mod panels;
mod pictures;
mod settings;
mod time;
mod timeline;
mod view;

use super::brush::Brush;
use super::coded::principal::{self, KEPT};
use super::model::Model;
use super::pane::Pane;
use super::scale::Scale;
use super::source::{Awaited, Source};
use super::table;
use super::training::{Change, Learning, Learns, Training, Trains, runs};
use super::{Facts, Height};
use crate::dataset::idx::PIXELS;
use crate::dataset::mnist::Mnist;
use crate::msg::{Checkpoint, Effect, Msg, Task};
use crate::nn::Sequential;
use crate::train::digits::pictures as samples;
use crate::ui::glyphs::Drawn;
use blueprint::Blueprint;
use held::TestDigits;
use inside::Inside;
use pictures::{Frame, Over, Pair};
use ratatui::layout::Rect;
use settings::{Panel, SEEDS, Settings};
use std::slice;
use std::sync::Arc;
use time::Time;

type Control = table::Control<Autoencoder>;
type Action = table::Action<Autoencoder>;

/// Ends of epochs that a checkpoint brings along: the quickest epochs end twice between two of them.
const ENDS: usize = 3;

/// The lab's state: settings, one run, and what the network makes of some digits.
pub struct Autoencoder {
    source: Source<Mnist>,
    /// The errors of the nearest linear codes, which nothing need be trained for.
    components: Source<[f64; KEPT.len()]>,
    settings: Settings,
    blueprint: Option<Blueprint>,
    run: Training,
    time: Time,
    pairs: Vec<Pair>,
    frames: Vec<Frame>,
    inside: Option<Inside>,
    test: TestDigits,
    /// The mean errors over many digits, of what goes in and of what comes back, where it is not clean.
    many: Option<[f64; 2]>,
    brush: Brush,
    over: Over,
}

impl Autoencoder {
    /// An untrained network with the settings of the seed job.
    pub fn new(id: u32) -> Self {
        let settings = Settings::default();
        Self {
            source: Source::mnist(id),
            components: Source::numbered(2, id, principal::errors),
            blueprint: Blueprint::new(&settings),
            settings,
            run: Training::new(id, 0),
            time: Time::default(),
            pairs: Vec::new(),
            frames: Vec::new(),
            inside: None,
            test: TestDigits::default(),
            many: None,
            brush: Brush::default(),
            over: Over::default(),
        }
    }

    /// What the settings train, once the digits are there.
    fn whole_task(&self) -> Option<Task> {
        let mnist = self.source.ready()?;
        let (learned, held) = self.settings.parts();
        let x = samples(&mnist.train, learned).ok()?;
        let judge = match held.is_empty() {
            true => samples(&mnist.test, 0..mnist.test.len()).ok()?,
            false => samples(&mnist.train, held).ok()?,
        };
        let shown = self.settings.given(Arc::clone(&x), SEEDS[0]);
        let tried = self.settings.given(Arc::clone(&judge), SEEDS[1]);
        Some(Task {
            plan: self.settings.plan()?,
            x: shown,
            y: x,
            validation: Some((tried, judge)),
            from: None,
            paused: false,
            // Where networks are chosen among, nobody looks back at their epochs.
            ends: if self.settings.holds_out { 0 } else { ENDS },
        })
    }

    /// The program that does what the lab is set to do.
    fn program(&self, panel: Panel) -> &str {
        match (&self.blueprint, panel) {
            (Some(blueprint), Panel::Keras) => &blueprint.keras,
            (Some(blueprint), _) => &blueprint.rust,
            (None, _) => "",
        }
    }

    /// What the network on the screen makes of the digits there: as far as it is trained, or fresh.
    fn reconstruct(&mut self) {
        self.over.source = self.settings.source();
        if let Some((net, mnist)) = self.net_shown().zip(self.source.ready()) {
            let (digits, digit, over) = (&mnist.test, self.settings.digit, &self.over);
            let code = self.settings_shown().code_layer();
            self.pairs = pictures::reconstruct(&net, digits, digit, code, over);
            let noisy = over.is_something();
            self.many = noisy.then(|| pictures::over_many(&net, digits, over));
        }
        self.frames = match self.settings.panel() {
            Panel::Time => self.frames_shown(),
            Panel::Five => self.five_shown(),
            _ => Vec::new(),
        };
        self.inside = match self.settings.panel().is_inside() {
            true => self.look_inside(),
            false => None,
        };
    }

    /// The layer, the node and what comes in that are looked at, from 0.
    fn chosen_weight(&self, net: &Sequential) -> (usize, usize, usize) {
        let layer = self.settings.layer(net.layers().len()) - 1;
        let dense = &net.layers()[layer];
        let unit = self.settings.unit(dense.units()) - 1;
        (layer, unit, self.settings.from(dense.inputs()) - 1)
    }

    /// The nodes of each layer of the network that is looked at, the inputs first.
    fn widths_shown(&self) -> Vec<usize> {
        let layers = self.settings_shown().layers().into_iter();
        std::iter::once(PIXELS)
            .chain(layers.map(|(units, _)| units))
            .collect()
    }

    /// Nodes of the layer that is looked at, or of the one so many below.
    fn nodes_at(&self, below: usize) -> usize {
        let widths = self.widths_shown();
        let layer = self.settings.layer(widths.len() - 1);
        widths[layer - below]
    }

    /// Another layer, node or weight is looked at.
    fn look_at(&mut self, apply: impl FnOnce(&mut Settings)) {
        self.change(Change::Picture, apply);
    }

    /// What as many principal components as the code has numbers would leave of the test digits.
    fn components_error(&self) -> Option<f64> {
        let code = self.settings.code();
        let place = KEPT.iter().position(|&kept| kept == code)?;
        Some(self.components.ready()?[place])
    }

    /// Rows of the running program.
    fn program_rows(&self) -> u16 {
        let rows = self.program(self.settings.panel()).lines().count() as u16;
        rows.max(panels::PROGRAM)
    }

    /// Changes the noise: only a picture, or what the run learns from.
    fn change_noise(&mut self, apply: impl FnOnce(&mut Settings)) {
        let mut after = self.settings.clone();
        apply(&mut after);
        let learned = after.learned_noise() != self.settings.learned_noise();
        let asks = if learned {
            Change::Fork
        } else {
            Change::Picture
        };
        self.change(asks, |settings| *settings = after);
    }

    /// Changes a setting, and does what that asks of the run.
    fn change(&mut self, asks: Change, apply: impl FnOnce(&mut Settings)) {
        let before = self.settings.clone();
        apply(&mut self.settings);
        if self.settings == before {
            return;
        }
        // Another digit or view is no other network: a key held down must cost no random weights.
        if asks != Change::Picture {
            self.blueprint = Blueprint::new(&self.settings);
        }
        let narrows = self.settings.bottleneck != before.bottleneck;
        if self.settings.panel != before.panel && !self.settings.panel().looks_back() {
            self.time.look_at_now();
        }
        match asks {
            Change::Picture => self.reconstruct(),
            Change::Network if narrows && self.grafts() => self.transplant(),
            asks => {
                let job = self.run.id();
                self.follow(asks);
                if self.run.id() != job {
                    self.forked_from_newest();
                }
            }
        }
    }
}

impl Trains for Autoencoder {
    fn task(&self, _run: usize) -> Option<Task> {
        self.whole_task()
    }

    fn without_data(&self) -> Option<&str> {
        self.source.failure()
    }

    const EPOCHS: Scale = Scale::whole(1.0, 100.0);

    fn epochs(&self) -> usize {
        self.settings.learning.epochs
    }

    fn plan_epochs(&mut self, epochs: usize) {
        self.change_learning(Change::InFlight, |learning| learning.epochs = epochs);
    }

    fn start_over(&mut self) {
        self.run.stop();
        self.time.look_at_the_newest();
        self.reconstruct();
    }
}

impl Learns for Autoencoder {
    const RATES: Scale = Scale::one_two_five((1e-5, 1.0), 5);

    const BATCHES: Scale = Scale::double((16.0, 4096.0));

    fn learning(&self) -> &Learning {
        &self.settings.learning
    }

    fn change_learning(&mut self, asks: Change, apply: impl FnOnce(&mut Learning)) {
        self.change(asks, |settings| apply(&mut settings.learning));
    }
}

impl Model for Autoencoder {
    const CONTROLS: &'static [Control] = controls::CONTROLS;

    const ACTIONS: &'static [Action] = controls::ACTIONS;

    /// Ten digits beside each other, and the program in both languages.
    const WIDTH: u16 = 90;

    const DRAWS: Drawn = Drawn::Digits;

    fn awaits(&mut self) -> Option<&mut dyn Awaited> {
        Some(&mut self.source)
    }

    fn data_came(&mut self) {
        runs::data_came(self);
        self.reconstruct();
    }

    fn open(&mut self) {
        self.run.show(self.whole_task());
    }

    fn receive(&mut self, msg: &Msg) {
        if self.run.receive(msg, self.settings.learning.epochs) {
            self.record();
            self.reconstruct();
        } else if !self.components.receive(msg) {
            self.test.receive(msg);
        }
    }

    fn take_effects(&mut self) -> Vec<Effect> {
        let mut effects = self.components.take_effects();
        effects.extend(self.test.take_effects());
        effects
    }

    fn refresh(&mut self) {
        if self.settings.panel() == Panel::Runs && self.components.failure().is_none() {
            self.components.ask();
        }
        if self.over.ink != self.brush.paper.pixels {
            self.over.ink.clone_from(&self.brush.paper.pixels);
            self.reconstruct();
        }
    }

    fn shows_sheet(&self) -> bool {
        self.settings.panel() == Panel::Draw
    }

    fn brush(&self) -> Option<&Brush> {
        Some(&self.brush)
    }

    fn brush_mut(&mut self) -> Option<&mut Brush> {
        Some(&mut self.brush)
    }

    fn facts(&self, facts: &mut Facts) {
        facts::tell(self, facts);
    }

    fn panes(&self, area: Rect) -> Vec<Pane<Self>> {
        view::panes(self, area)
    }

    fn height(&self, width: u16) -> Height {
        let good = view::FRAME + panels::LARGE;
        // A digit can be drawn smaller; a program and a row of digits cannot.
        let least = match self.settings.panel() {
            Panel::One => view::FRAME + panels::SMALL,
            Panel::Ten => view::FRAME - 2 + panels::rows_of_ten(width),
            Panel::Five => view::FRAME - 2 + five::HIGH,
            Panel::Layers => view::FRAME - 3 + inside::layers::HIGH,
            Panel::Flow => view::FRAME - 3 + inside::flow::HIGH,
            Panel::Units => view::FRAME - 3 + inside::units::HIGH,
            Panel::Unit => view::FRAME - 3 + inside::unit::HIGH,
            Panel::Update => view::FRAME - 3 + inside::update::HIGH,
            Panel::Draw => view::FRAME + panels::SMALL,
            Panel::Rust | Panel::Keras => view::FRAME - 3 + self.program_rows(),
            Panel::Curves => view::FRAME - 2 + panels::CURVES.0,
            Panel::Time => view::FRAME - 3 + timeline::LEAST,
            Panel::Runs => view::FRAME - 2 + list::LEAST,
        };
        Height::new(least, good, 48)
    }

    fn runs(&self) -> &[Training] {
        slice::from_ref(&self.run)
    }

    fn runs_mut(&mut self) -> &mut [Training] {
        slice::from_mut(&mut self.run)
    }

    fn restore(&mut self, trained: Arc<Checkpoint>) {
        let blueprint = self.blueprint.as_ref();
        let fresh = blueprint.map(|blueprint| blueprint.untrained.layers());
        if self.run.latest().is_none() && fresh == Some(trained.model.layers()) {
            self.run.restore(trained, self.whole_task());
            self.record();
            self.reconstruct();
        }
    }

    fn code(&self) -> Option<String> {
        Some(self.program(self.settings.panel()).to_string())
    }

    fn shows_code(&self) -> bool {
        matches!(self.settings.panel(), Panel::Rust | Panel::Keras)
    }
}

#[cfg(test)]
mod tests;
