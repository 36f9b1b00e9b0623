//! The autoencoder: 784 numbers through a narrow middle and back, trained on all of MNIST.

mod blueprint;
mod facts;
mod panels;
mod pictures;
mod run;
mod settings;
mod view;

use crate::dataset::mnist::Mnist;
use crate::labs::source::Source;
use crate::labs::{BadValue, Fact, Height, Lab, Verb};
use crate::msg::{Effect, Msg};
use crate::train::{Checkpoint, Command, State};
use crate::ui::Look;
use crate::ui::control::Control;
use crate::ui::glyphs::Drawn;
use crate::ui::number::{a, many};
use blueprint::Blueprint;
use pictures::Pair;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use run::{Run, Stock};
use settings::{Change, Panel, Settings};
use std::sync::Arc;

/// Which layer says the code, counted from 0.
const CODE: usize = 2;

/// The lab's state: settings, one run, and what the network makes of some digits.
pub struct Autoencoder {
    source: Source<Mnist>,
    settings: Settings,
    blueprint: Option<Blueprint>,
    run: Run,
    /// The newest checkpoint of the run; none while the network is untrained.
    latest: Option<Arc<Checkpoint>>,
    pairs: Vec<Pair>,
}

impl Autoencoder {
    /// An untrained network with the settings of the seed job.
    pub fn new(id: u32) -> Self {
        let settings = Settings::default();
        Self {
            source: Source::default(),
            blueprint: Blueprint::new(&settings),
            settings,
            run: Run::new(id),
            latest: None,
            pairs: Vec::new(),
        }
    }

    /// What the run is doing, as far as it was heard. One that had finished and was given more
    /// epochs since has not.
    fn state(&self) -> Option<&State> {
        let latest = self.latest.as_ref()?;
        let begun = latest.epoch + usize::from(latest.batch > 0);
        match latest.state {
            State::Finished if self.settings.epochs > begun => Some(&State::Paused),
            ref state => Some(state),
        }
    }

    /// The program that does what the lab is set to do.
    fn program(&self, panel: Panel) -> &str {
        match (&self.blueprint, panel) {
            (Some(blueprint), Panel::Keras) => &blueprint.keras,
            (Some(blueprint), _) => &blueprint.rust,
            (None, _) => "",
        }
    }

    /// What the network makes of the digits on the screen: as far as it is trained, or fresh.
    fn develop(&mut self) {
        let trained = self.latest.as_ref().map(|checkpoint| &checkpoint.model);
        let fresh = self
            .blueprint
            .as_ref()
            .map(|blueprint| &blueprint.untrained);
        if let Some((net, mnist)) = trained.or(fresh).zip(self.source.ready()) {
            self.pairs = pictures::develop(net, &mnist.test, self.settings.digit, CODE);
        }
    }

    /// Back to the untrained network, or to another one.
    fn start_over(&mut self) -> Vec<Effect> {
        self.latest = None;
        let effects = self.run.stop();
        self.develop();
        effects
    }

    /// `train 3 epochs`: so many more than are done, then the run is finished.
    fn train_epochs(&mut self, arguments: &str) -> Result<Vec<Effect>, BadValue> {
        let number = arguments
            .strip_suffix("epochs")
            .or(arguments.strip_suffix("epoch"));
        let more = number
            .and_then(|n| n.trim().parse::<usize>().ok())
            .filter(|&n| n > 0);
        let allowed = "said alone, or with a number of epochs: train 3 epochs";
        let more = more.ok_or_else(|| BadValue::arguments("train", arguments, allowed))?;
        let done = self
            .latest
            .as_ref()
            .map_or(0, |checkpoint| checkpoint.epoch);
        let mut effects = self.set("epochs", &done.saturating_add(more).to_string())?;
        if !self.run.is_wanted() {
            effects.extend(self.run.toggle(&Stock::new(&self.settings, &self.source)));
        }
        Ok(effects)
    }

    /// Both losses over the whole run, as `width` columns; a gap where nothing is known yet.
    fn curves(&self, width: usize) -> (Vec<Option<f64>>, Vec<Option<f64>>) {
        let Some(at) = &self.latest else {
            return (vec![None; width], vec![None; width]);
        };
        let share = at.step as f64 / at.steps.max(1) as f64;
        let known = ((share * width as f64).ceil() as usize).clamp(1, width);
        let curve = at
            .curve
            .resample(known)
            .into_iter()
            .map(|loss| Some(f64::from(loss)));
        let mut loss: Vec<_> = curve.collect();
        loss.resize(width, None);
        let epoch_of = |column: usize| ((column + 1) * at.epochs) as f64 / width as f64;
        let val_loss = (0..width).map(|column| {
            let done = at
                .epoch_reports
                .iter()
                .rev()
                .find(|r| r.epoch as f64 <= epoch_of(column));
            let report = done.filter(|_| column < known);
            report.and_then(|report| report.val_loss)
        });
        (loss, val_loss.collect())
    }
}

impl Lab for Autoencoder {
    fn open(&mut self) -> Vec<Effect> {
        let unpack = || Mnist::embedded().map_err(|error| error.to_string());
        let mut effects = self.source.ask(self.run.id(), unpack);
        let stock = Stock::new(&self.settings, &self.source);
        effects.extend(self.run.unpark(&stock));
        effects
    }

    fn park(&mut self) -> Vec<Effect> {
        let queued = matches!(self.state(), Some(State::Queued(_)));
        self.run.park(queued)
    }

    fn controls(&self) -> Vec<Control> {
        let pair = self.pairs.first();
        let note = pair.map(|p| format!("{}, error {:.4}", a(p.label), p.error));
        self.settings.controls(note.unwrap_or_default())
    }

    fn set(&mut self, name: &str, value: &str) -> Result<Vec<Effect>, BadValue> {
        let before = self.settings.clone();
        let change = self.settings.set(name, value)?;
        if self.settings == before {
            return Ok(Vec::new());
        }
        // Another digit or view is no other network: a key held down must cost no random weights.
        if change != Change::Picture {
            self.blueprint = Blueprint::new(&self.settings);
        }
        // A run that failed cannot be told anything: it goes on from its last good weights.
        let failed = matches!(self.state(), Some(State::Failed(_)));
        let stock = Stock::new(&self.settings, &self.source);
        Ok(match change {
            Change::Picture => {
                self.develop();
                Vec::new()
            }
            Change::InFlight if !failed => self.run.tell([
                Command::LearningRate(self.settings.learning_rate as f32),
                Command::Epochs(self.settings.epochs),
            ]),
            Change::InFlight | Change::Fork => self.run.fork(&stock, self.latest.as_ref()),
            Change::Network => self.start_over(),
        })
    }

    fn verbs(&self) -> Vec<Verb> {
        let over = matches!(self.state(), Some(State::Finished | State::Failed(_)));
        let does = match &self.latest {
            Some(_) if over => "",
            _ if self.run.is_wanted() => "pause",
            Some(_) => "go on",
            None => "train",
        };
        let verb = |name, key, does, arguments, help| Verb {
            name,
            key,
            does,
            arguments,
            help,
        };
        vec![
            verb(
                "train",
                Some(' '),
                does,
                "[N epochs]",
                "Start training, pause it, go on.",
            ),
            verb(
                "step",
                Some('s'),
                if over { "" } else { "step" },
                "",
                "One update of the weights, then pause.",
            ),
            verb(
                "reset",
                Some('r'),
                "reset",
                "",
                "Back to the untrained network, same seed.",
            ),
        ]
    }

    /// Whatever begins another network discards the one that was trained.
    fn costs(&self, line: &str) -> Option<String> {
        let mut words = line.split_whitespace();
        let begins_anew = match (words.next()?, words.next(), words.next()) {
            ("reset", ..) => true,
            ("set", Some(name), Some(value)) => {
                let mut settings = self.settings.clone();
                let change = settings.set(name, value);
                matches!(change, Ok(Change::Network)) && settings != self.settings
            }
            _ => false,
        };
        let trained = self
            .latest
            .as_ref()
            .filter(|at| begins_anew && at.step > 0)?;
        let made = match (trained.epoch, trained.step) {
            (0, steps) => many(steps, "step"),
            (epochs, _) => many(epochs as u64, "epoch"),
        };
        Some(format!("this discards {made} of training"))
    }

    fn act(&mut self, verb: &str, arguments: &str) -> Result<Vec<Effect>, BadValue> {
        if verb == "train" && !arguments.is_empty() {
            return self.train_epochs(arguments);
        }
        if !arguments.is_empty() && self.verbs().iter().any(|known| known.name == verb) {
            return Err(BadValue::arguments(verb, arguments, "said alone"));
        }
        let trains = matches!(verb, "train" | "step");
        match self.state() {
            Some(State::Finished) if trains => {
                let why = "all epochs are done: r begins again; with more epochs it can go on";
                return Err(BadValue::NotNow(why));
            }
            Some(State::Failed(_)) if trains => {
                let why = "this run has failed: r begins again, or give it a smaller rate";
                return Err(BadValue::NotNow(why));
            }
            _ => {}
        }
        if trains && matches!(self.source, Source::Failed(_)) {
            return Err(BadValue::NotNow(
                "without the digits nothing can be trained",
            ));
        }
        let stock = Stock::new(&self.settings, &self.source);
        match verb {
            "train" => Ok(self.run.toggle(&stock)),
            "step" => Ok(self.run.step(&stock)),
            "reset" => Ok(self.start_over()),
            _ => Err(BadValue::unknown_verb(verb, &self.verbs())),
        }
    }

    fn facts(&self) -> Vec<Fact> {
        facts::facts(self)
    }

    fn update(&mut self, msg: &Msg, _area: Rect) -> Vec<Effect> {
        match msg {
            Msg::Trained(checkpoint) if self.run.is_mine(checkpoint) => {
                self.latest = Some(Arc::clone(checkpoint));
                if let Some(state) = self.state().cloned() {
                    self.run.learn_of(&state);
                }
                self.develop();
                Vec::new()
            }
            Msg::Worked(..) if self.source.receive(msg) => {
                self.develop();
                let stock = Stock::new(&self.settings, &self.source);
                self.run.ready(&stock)
            }
            _ => Vec::new(),
        }
    }

    fn draws(&self) -> Drawn {
        Drawn::Digits
    }

    fn width(&self) -> u16 {
        // Ten digits beside each other, and the program in both languages.
        90
    }

    fn height(&self, width: u16) -> Height {
        let good = view::FRAME + panels::LARGE;
        // A digit can be drawn smaller; a program and a row of digits cannot.
        let least = match self.settings.panel() {
            Panel::One => view::FRAME + panels::SMALL,
            Panel::Ten => view::FRAME + panels::rows_of_ten(width),
            Panel::Rust | Panel::Keras => good,
        };
        Height {
            least,
            good,
            best: 48,
        }
    }

    fn view(&self, area: Rect, buf: &mut Buffer, look: &Look) {
        view::draw(self, area, buf, look);
    }

    fn is_busy(&self) -> bool {
        self.run.is_wanted()
    }

    fn trained(&self) -> Option<Arc<Checkpoint>> {
        self.latest.clone()
    }

    fn restore(&mut self, trained: Arc<Checkpoint>) -> Vec<Effect> {
        let fresh = self.blueprint.as_ref().map(|b| b.untrained.layers());
        if self.latest.is_some() || fresh != Some(trained.model.layers()) {
            return Vec::new();
        }
        self.latest = Some(Arc::clone(&trained));
        self.develop();
        let stock = Stock::new(&self.settings, &self.source);
        self.run.go_on(&stock, trained)
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
