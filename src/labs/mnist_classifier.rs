//! The classifier of digits: trained within a budget of seconds, chosen on held-out digits, opened on
//! the test digits once; its answers one by one, who is taken for whom, its surest errors, and what it
//! makes of a drawing.

mod chosen;
mod controls;
mod drawing;
mod facts;
mod own;
mod read;
mod settings;
mod view;

use super::brush::Brush;
use super::model::Model;
use super::pane::Pane;
use super::scale::Scale;
use super::source::{Awaited, Source};
use super::table;
use super::training::{Change, Learning, Learns, Training, Trains, runs};
use super::work::Work;
use super::{Facts, Height};
use crate::event::Key;
use crate::msg::{Checkpoint, Effect, Msg, Task};
use crate::nn::Sequential;
use crate::ui::glyphs::Drawn;
use chosen::Chosen;
use drawing::Drawing;
use own::{Asked, Opened};
use ratatui::layout::Rect;
use read::{Data, Read, Set};
use settings::Settings;
use std::slice;
use std::sync::Arc;

type Control = table::Control<MnistClassifier>;
type Action = table::Action<MnistClassifier>;

/// The views by name, and each by its place.
const VIEWS: [&str; 4] = ["digit", "matrix", "errors", "draw"];
const DIGIT: usize = 0;
const MATRIX: usize = 1;
const ERRORS: usize = 2;
const DRAW: usize = 3;

/// Why nothing is trained while the other network is looked at.
const SHIPPED: &str = "the network that ships is trained; yours is trained where network is yours";

/// Why nothing more is trained, though epochs are left.
const SPENT: &str = "the budget is spent: r begins again, and a larger budget goes on";

/// The lab's state.
pub struct MnistClassifier {
    id: u32,
    data: Source<Data>,
    settings: Settings,
    /// The network of these settings before any training.
    untrained: Option<Sequential>,
    run: Training,
    /// The learner's own network answers; otherwise the one that ships.
    own: bool,
    /// What the learner's network makes of the digits, and the work that finds it out.
    read: Option<Arc<Read>>,
    reading: Work<Result<Arc<Read>, String>>,
    asked: Option<Asked>,
    /// The test digits were opened.
    opened: Option<Opened>,
    view: usize,
    /// The figures over all digits are told.
    score: bool,
    chosen: Chosen,
    /// The places of the chosen digits.
    list: Vec<usize>,
    brush: Brush,
    /// A drawing is centred and scaled as MNIST's digits were.
    centred: bool,
    drawing: Option<Drawing>,
    effects: Vec<Effect>,
}

impl MnistClassifier {
    /// The network that ships, and one of the learner's that is untrained.
    pub fn new(id: u32) -> Self {
        let settings = Settings::default();
        Self {
            id,
            data: Source::new(id, read::data),
            untrained: settings.plan().map(|plan| plan.model()),
            settings,
            run: Training::new(id, 0),
            own: false,
            read: None,
            reading: Work::new(1),
            asked: None,
            opened: None,
            view: DIGIT,
            score: true,
            chosen: Chosen::default(),
            list: Vec::new(),
            brush: Brush::default(),
            centred: true,
            drawing: None,
            effects: Vec::new(),
        }
    }

    /// The learner's network as far as it is trained.
    fn own_network(&self) -> Option<&Sequential> {
        let trained = self.run.latest().map(|at| &at.model);
        trained.or(self.untrained.as_ref())
    }

    /// The network that answers.
    fn network(&self) -> Option<&Sequential> {
        match self.own {
            true => self.own_network(),
            false => self.data.ready().map(|data| &*data.shipped),
        }
    }

    /// What it makes of the digits, once that is known.
    fn shown(&self) -> Option<&Read> {
        match self.own {
            true => self.read.as_deref(),
            false => self.data.ready().map(|data| &*data.read),
        }
    }

    /// The digit on the screen, by its place among those that were read.
    fn at(&self) -> Option<usize> {
        self.list.get(self.nth()).copied()
    }

    /// The place of the digit on the screen among the chosen ones, from 0: there may be fewer of these
    /// than when it was chosen.
    fn nth(&self) -> usize {
        match (self.shown(), self.list.len()) {
            (None, _) => self.chosen.nth,
            (Some(_), count) => self.chosen.nth.min(count.saturating_sub(1)),
        }
    }

    /// Changes a setting, and does what that asks of the run.
    fn change(&mut self, asks: Change, apply: impl FnOnce(&mut Settings)) {
        let before = self.settings.clone();
        apply(&mut self.settings);
        if self.settings == before {
            return;
        }
        if asks == Change::Network {
            self.untrained = self.settings.plan().map(|plan| plan.model());
        }
        self.follow(asks);
    }

    /// Another class of the filter, or other digits: the first of them.
    fn choose(&mut self, choose: impl FnOnce(&mut Chosen)) {
        choose(&mut self.chosen);
        self.chosen.nth = 0;
    }

    /// Goes to another cell of the matrix.
    fn step_cell(&mut self, [right, down]: [isize; 2]) {
        let [truth, read] = self.chosen.cell().unwrap_or([0, 0]);
        let moved = |class: usize, by| class.saturating_add_signed(by).min(9);
        self.chosen
            .set_cell(Some([moved(truth, down), moved(read, right)]));
    }
}

impl Trains for MnistClassifier {
    fn task(&self, _run: usize) -> Option<Task> {
        self.whole_task()
    }

    fn without_data(&self) -> Option<&str> {
        self.data.failure()
    }

    fn away(&self) -> Option<&'static str> {
        (!self.own).then_some(SHIPPED)
    }

    fn spent(&self) -> Option<&'static str> {
        (self.run.seconds() >= self.settings.budget).then_some(SPENT)
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
        self.read = None;
    }
}

impl Learns for MnistClassifier {
    const RATES: Scale = Scale::one_two_five((1e-5, 1.0), 5);

    const BATCHES: Scale = Scale::double((16.0, 4096.0));

    fn learning(&self) -> &Learning {
        &self.settings.learning
    }

    fn change_learning(&mut self, asks: Change, apply: impl FnOnce(&mut Learning)) {
        self.change(asks, |settings| apply(&mut settings.learning));
    }
}

impl Model for MnistClassifier {
    const CONTROLS: &'static [Control] = controls::CONTROLS;

    const ACTIONS: &'static [Action] = controls::ACTIONS;

    /// A digit beside its bars, or the matrix beside its digits.
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
        self.ask();
        self.list = match self.shown() {
            Some(read) => self.chosen.digits(read),
            None => Vec::new(),
        };
        let drawn = &self.brush.paper.pixels;
        self.drawing = self
            .network()
            .and_then(|network| Drawing::of(drawn, network));
    }

    fn receive(&mut self, msg: &Msg) {
        if self.run.receive(msg, self.settings.learning.epochs) {
            if self.run.is_wanted() && self.spent().is_some() {
                self.run.toggle(None);
            }
        } else if let Some(Ok(Ok(read))) = self.reading.receive(msg) {
            let opened = self.opened.as_mut().filter(|_| read.set == Set::Test);
            if let Some(opened) = opened {
                opened.accuracy = read.score.right;
            }
            self.read = Some(read);
        } else {
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

    fn made(&self) -> Vec<String> {
        let opened = self.opened.iter();
        let line = |opened: &Opened| format!("opened {} {}", opened.times, opened.accuracy);
        opened.map(line).collect()
    }

    fn keys(&self) -> &'static [(&'static str, &'static str)] {
        match self.view {
            MATRIX => &[("↑↓←→", "another cell")],
            _ => &[],
        }
    }

    fn press(&mut self, key: Key) -> bool {
        let by = key.arrow().filter(|_| self.view == MATRIX);
        if let Some(by) = by {
            self.step_cell(by);
        }
        by.is_some()
    }

    fn shows_sheet(&self) -> bool {
        self.view == DRAW
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
        let fresh = self.untrained.as_ref().map(|network| network.layers());
        if self.run.latest().is_none() && fresh == Some(trained.model.layers()) {
            self.run.restore(trained, self.whole_task());
            self.refresh();
        }
    }
}

#[cfg(test)]
mod tests;
