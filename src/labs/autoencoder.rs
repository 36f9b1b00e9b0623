//! The autoencoder: 784 numbers through a narrow middle and back, trained on all of MNIST.

mod blueprint;
mod facts;
mod list;
mod panels;
mod pictures;
mod settings;
mod time;
mod timeline;
mod view;

use super::model::Model;
use super::pane::Pane;
use super::scale::Scale;
use super::source::Source;
use super::table;
use super::training::{self, Change, Learning, Learns, Training, Trains};
use super::{Facts, Height};
use crate::dataset::mnist::{Digits, Mnist};
use crate::msg::{Checkpoint, Effect, Msg, Task};
use crate::train::digits::pictures as samples;
use crate::ui::glyphs::Drawn;
use crate::ui::number::a;
use blueprint::Blueprint;
use pictures::{Frame, Pair};
use ratatui::layout::Rect;
use settings::{BOTTLENECKS, DIGITS, Panel, Settings, VIEWS};
use std::slice;
use std::sync::Arc;
use time::Time;

type Control = table::Control<Autoencoder>;
type Action = table::Action<Autoencoder>;

/// Which layer says the code, counted from 0.
const CODE: usize = 2;

/// Ends of epochs that a checkpoint brings along: the quickest epochs end twice between two of them.
const ENDS: usize = 3;

/// The lab's state: settings, one run, and what the network makes of some digits.
pub struct Autoencoder {
    source: Source<Mnist>,
    settings: Settings,
    blueprint: Option<Blueprint>,
    run: Training,
    time: Time,
    pairs: Vec<Pair>,
    frames: Vec<Frame>,
}

impl Autoencoder {
    /// An untrained network with the settings of the seed job.
    pub fn new(id: u32) -> Self {
        let settings = Settings::default();
        Self {
            source: Source::new(id, || Mnist::embedded().map_err(|error| error.to_string())),
            blueprint: Blueprint::new(&settings),
            settings,
            run: Training::new(id, 0),
            time: Time::default(),
            pairs: Vec::new(),
            frames: Vec::new(),
        }
    }

    /// What the settings train, once the digits are there.
    fn whole_task(&self) -> Option<Task> {
        let mnist = self.source.ready()?;
        let of = |digits: &Arc<Digits>| samples(digits, 0..digits.len()).ok();
        let (x, test) = of(&mnist.train).zip(of(&mnist.test))?;
        Some(Task {
            plan: self.settings.plan()?,
            y: Arc::clone(&x),
            x,
            validation: Some((Arc::clone(&test), test)),
            from: None,
            paused: false,
            ends: ENDS,
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
        if let Some((net, mnist)) = self.net_shown().zip(self.source.ready()) {
            self.pairs = pictures::reconstruct(&net, &mnist.test, self.settings.digit, CODE);
        }
        self.frames = match self.settings.panel() {
            Panel::Time => self.frames_shown(),
            _ => Vec::new(),
        };
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
        match asks {
            Change::Picture => self.reconstruct(),
            Change::Network if self.is_fresh_fork() => self.transplant(),
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
    fn runs_mut(&mut self) -> &mut [Training] {
        slice::from_mut(&mut self.run)
    }

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
    const CONTROLS: &'static [Control] = &[
        training::optimizer(),
        training::rate(),
        training::batch("Digits an update looks at.")
            .note(|lab: &Self| lab.learning().updates_told(DIGITS)),
        Control::choice(
            "bottleneck",
            "Numbers in the middle. Another bottleneck is another network: it starts untrained.",
            &BOTTLENECKS,
            |lab| lab.settings.bottleneck,
            |lab, chosen| lab.change(Change::Network, |settings| settings.bottleneck = chosen),
        )
        .costs(|lab| lab.run.discards()),
        training::epochs("How often every training digit is seen."),
        Control::number(
            "digit",
            "Which of the 10,000 test digits is shown.",
            |_| Scale::whole(0.0, 9999.0),
            |lab| lab.settings.digit as f64,
            |lab, n| {
                lab.change(Change::Picture, |settings| {
                    settings.digit = n.round() as usize
                })
            },
        )
        .note(|lab| match lab.pairs.first() {
            Some(pair) => format!("{}, error {:.4}", a(pair.label), pair.error),
            None => String::new(),
        }),
        Control::number(
            "run",
            "Which of your runs is shown; the last of them is the one that trains.",
            Self::runs_to_show,
            |lab| lab.number_shown() as f64,
            |lab, n| lab.show_run(n.round() as usize),
        )
        .note(Self::run_told),
        Control::number(
            "moment",
            "After which epoch the network is shown; at the end of its scale it follows the training.",
            |lab| Scale::whole(0.0, lab.last_moment() as f64),
            |lab| lab.moment_shown() as f64,
            |lab, epoch| lab.show_moment(epoch.round() as usize),
        )
        .note(Self::moment_told),
        Control::choice(
            "view",
            "What is shown first: one digit, ten, the running program, the loss of this run and the one before, the epochs of a run, or all runs.",
            &VIEWS,
            |lab| lab.settings.panel,
            |lab, chosen| lab.change(Change::Picture, |settings| settings.panel = chosen),
        ),
    ];

    const ACTIONS: &'static [Action] = &[
        training::train(),
        training::step(),
        training::reset(),
        Action::new(
            "fork",
            "Begin another run at the moment that is shown, with everything as it was there; it waits, so that one thing can be changed.",
            Self::fork,
        )
        .key('f', |lab| if lab.can_fork() { "fork here" } else { "" }),
    ];

    /// Ten digits beside each other, and the program in both languages.
    const WIDTH: u16 = 90;

    const DRAWS: Drawn = Drawn::Digits;

    fn open(&mut self) {
        self.source.ask();
        self.run.show(self.whole_task());
    }

    fn park(&mut self) {
        self.run.hide();
    }

    fn receive(&mut self, msg: &Msg) {
        if self.source.receive(msg) {
            match self.source.failure() {
                Some(_) => self.run.data_failed(),
                None => self.run.data_came(self.whole_task()),
            }
            self.reconstruct();
        } else if self.run.receive(msg, self.settings.learning.epochs) {
            self.record();
            self.reconstruct();
        }
    }

    fn take_effects(&mut self) -> Vec<Effect> {
        let mut effects = self.source.take_effects();
        effects.extend(self.run.take_effects());
        effects
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
            Panel::Ten => view::FRAME + panels::rows_of_ten(width),
            Panel::Rust | Panel::Keras => view::FRAME + panels::PROGRAM,
            Panel::Curves => view::FRAME - 2 + panels::CURVES.0,
            Panel::Time => view::FRAME - 3 + timeline::LEAST,
            Panel::Runs => view::FRAME - 2 + list::LEAST,
        };
        Height::new(least, good, 48)
    }

    fn runs(&self) -> &[Training] {
        slice::from_ref(&self.run)
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
