//! The classifier of digits: trained within a budget of seconds, chosen on held-out digits, opened on
//! the test digits once; its answers one by one, who is taken for whom, its surest errors, and what it
//! makes of a drawing.

mod chosen;
mod drawing;
mod facts;
mod read;
mod settings;
mod view;

use super::brush::{self, Brush};
use super::model::Model;
use super::pane::Pane;
use super::scale::Scale;
use super::source::Source;
use super::table::{self, Done};
use super::training::{self, Training, Trains};
use super::work::Work;
use super::{Activity, BadValue, Facts, Height};
use crate::event::{Key, KeyCode};
use crate::msg::{Checkpoint, Command, Effect, Msg, Task, TrainState};
use crate::nn::Sequential;
use crate::train::JobId;
use crate::train::digits::{classes, pictures};
use crate::ui::glyphs::Drawn;
use crate::ui::number::grouped;
use chosen::{CLASS, Chosen};
use drawing::Drawing;
use ratatui::layout::Rect;
use read::{Data, Read, Set};
use settings::{Change, HIDDEN, OPTIMIZERS, Settings};
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

/// How many digits are read while no epoch is done: enough to see that it knows nothing.
const FIRST: usize = 1000;

/// Why nothing more is trained, though epochs are left.
const SPENT: &str = "the budget is spent: r begins again, and a larger budget goes on";

const EPOCHS: Scale = Scale::whole(1.0, 100.0);

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

/// What the background was asked last: for which moment of which run, and on which digits.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Asked {
    job: JobId,
    step: u64,
    set: Set,
}

/// The test digits, opened.
#[derive(Debug, Clone, Copy, PartialEq)]
struct Opened {
    /// How often.
    times: usize,
    /// For which moment of which run, the last time.
    job: JobId,
    step: u64,
    /// The share that was read rightly then; not a number while it is being worked out.
    accuracy: f64,
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

    /// What the settings train, once the digits are there.
    fn whole_task(&self) -> Option<Task> {
        let digits = &self.data.ready()?.mnist.train;
        let (learned, held) = settings::parts();
        let of = |range: std::ops::Range<usize>| {
            let x = pictures(digits, range.clone()).ok()?;
            Some((x, classes(digits, range).ok()?))
        };
        let (x, y) = of(learned)?;
        Some(Task {
            plan: self.settings.plan()?,
            x,
            y,
            validation: of(held),
            from: None,
            paused: false,
        })
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
        let of = self.list.len();
        self.list.get(self.chosen.nth.checked_rem(of)?).copied()
    }

    /// Seconds that the run has learned for.
    fn spent(&self) -> f64 {
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

    /// The test digits are looked at for the moment they were opened for, and for no other.
    fn set(&self) -> Set {
        let now = (self.run.id(), self.run.steps());
        match self.opened.map(|opened| (opened.job, opened.step)) {
            Some(then) if then == now => Set::Test,
            _ => Set::HeldOut,
        }
    }

    /// Asks what the learner's network makes of the digits, where that has changed: while it trains
    /// once an epoch.
    fn ask(&mut self) {
        let latest = self.run.latest();
        // A run that has only begun is soon further.
        if latest.is_none() && !self.run.begins() {
            return;
        }
        let asked = Asked {
            job: self.run.id(),
            step: self.run.steps(),
            set: self.set(),
        };
        let epoch = match latest.is_some_and(|at| at.is_working()) {
            true => settings::parts().0.len().div_ceil(self.settings.batch_size) as u64,
            false => 1,
        };
        let same = |before: Asked| {
            let soon = (before.step..before.step + epoch).contains(&asked.step);
            soon && (before.job, before.set) == (asked.job, asked.set)
        };
        let most = match latest {
            Some(at) if at.epoch > 0 => usize::MAX,
            _ => FIRST,
        };
        if !self.own || self.asked.is_some_and(same) {
            return;
        }
        let Some((network, data)) = self.own_network().cloned().zip(self.data.ready()) else {
            return;
        };
        let mnist = data.mnist.clone();
        self.asked = Some(asked);
        let work = move || Read::of(&network, &mnist, asked.set, most).map(Arc::new);
        self.effects.push(self.reading.ask(self.id, work));
    }

    /// Changes a setting, and does what that asks of the run.
    fn change(&mut self, asks: Change, apply: impl FnOnce(&mut Settings)) {
        let before = self.settings.clone();
        apply(&mut self.settings);
        if self.settings == before {
            return;
        }
        let epochs = self.settings.epochs;
        let failed = matches!(self.run.state(epochs), Some(TrainState::Failed(_)));
        match asks {
            Change::InFlight if !failed => self.run.change(&[
                Command::LearningRate(self.settings.learning_rate as f32),
                Command::Epochs(epochs),
            ]),
            Change::InFlight | Change::Fork => self.run.fork(self.whole_task()),
            Change::Network => {
                self.untrained = self.settings.plan().map(|plan| plan.model());
                self.start_over();
            }
        }
    }

    /// Opens the test digits for the learner's network.
    fn open_test(&mut self) -> Done {
        if let Some(why) = self.why_closed() {
            return Err(BadValue::NotNow(why));
        }
        self.opened = Some(Opened {
            times: 1 + self.opened.map_or(0, |opened| opened.times),
            job: self.run.id(),
            step: self.run.steps(),
            accuracy: f64::NAN,
        });
        Ok(())
    }

    /// Why the test digits are not to be opened now.
    fn why_closed(&self) -> Option<&'static str> {
        let trained = self.run.latest().is_some_and(|at| at.epoch > 0);
        match () {
            () if !self.own => Some("these are for your own network: set network yours"),
            () if self.run.is_wanted() => Some("first let the training end, or pause it"),
            () if !trained => Some("first train an epoch, and choose by the held-out digits"),
            () if self.set() == Set::Test => Some("they are open for this network already"),
            () => None,
        }
    }

    /// Another class of the filter, or other digits: the first of them.
    fn choose(&mut self, choose: impl FnOnce(&mut Chosen)) {
        choose(&mut self.chosen);
        self.chosen.nth = 0;
    }

    /// The arrows on the matrix.
    fn step_cell(&mut self, key: Key) -> bool {
        let [truth, read] = self.chosen.cell().unwrap_or([0, 0]);
        let cell = match key.code {
            KeyCode::Up => [truth.saturating_sub(1), read],
            KeyCode::Down => [truth + 1, read],
            KeyCode::Left => [truth, read.saturating_sub(1)],
            KeyCode::Right => [truth, read + 1],
            _ => return false,
        };
        self.chosen.set_cell(cell.map(|class| class.min(9)));
        true
    }
}

impl Trains for MnistClassifier {
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
        (self.spent() >= self.settings.budget).then_some(SPENT)
    }

    fn epochs(&self) -> usize {
        self.settings.epochs
    }

    fn set_epochs(&mut self, epochs: usize) -> Done {
        if epochs as f64 > EPOCHS.range.1 {
            let most = "a number of epochs, 100 in all at most";
            return Err(BadValue::arguments("epochs", &epochs.to_string(), most));
        }
        self.change(Change::InFlight, |settings| settings.epochs = epochs);
        Ok(())
    }

    fn start_over(&mut self) {
        self.run.stop();
        self.read = None;
    }
}

impl Model for MnistClassifier {
    const CONTROLS: &'static [Control] = &[
        Control::toggle(
            "network",
            "Whose answers are shown: those of the network that ships, or of yours. Training makes it yours.",
            &["shipped", "yours"],
            |lab| lab.own,
            |lab, own| lab.own = own,
        )
        .note(|lab| facts::who(lab)),
        Control::choice(
            "hidden",
            "Nodes of the hidden layers. Others are another network: it starts untrained.",
            &HIDDEN,
            |lab| lab.settings.hidden,
            |lab, chosen| lab.change(Change::Network, |settings| settings.hidden = chosen),
        )
        .costs(|lab| lab.run.discards()),
        Control::choice(
            "optimizer",
            "How a gradient moves the weights.",
            &OPTIMIZERS,
            |lab| lab.settings.optimizer,
            |lab, chosen| lab.change(Change::Fork, |settings| settings.optimizer = chosen),
        ),
        Control::number(
            "rate",
            "The learning rate: how far one update goes. It can be moved while it trains.",
            |_| Scale::one_two_five((1e-5, 1.0), 5),
            |lab| lab.settings.learning_rate,
            |lab, rate| lab.change(Change::InFlight, |settings| settings.learning_rate = rate),
        )
        .symbol("η"),
        Control::number(
            "batch",
            "Digits an update looks at.",
            |_| Scale::double((16.0, 4096.0)),
            |lab| lab.settings.batch_size as f64,
            |lab, n| {
                lab.change(Change::Fork, |settings| {
                    settings.batch_size = n.round() as usize
                })
            },
        ),
        Control::number(
            "epochs",
            "How often every training digit is seen.",
            |_| EPOCHS,
            |lab| lab.settings.epochs as f64,
            |lab, n| {
                lab.change(Change::InFlight, |settings| {
                    settings.epochs = n.round() as usize
                })
            },
        ),
        Control::number(
            "budget",
            "Seconds of learning that may be spent; then the run waits.",
            |_| Scale::even((5.0, 120.0), 5.0, 0).unit("s"),
            |lab| lab.settings.budget,
            |lab, seconds| lab.settings.budget = seconds,
        )
        .note(|lab| format!("{:.0} s are spent", lab.spent())),
        Control::choice(
            "view",
            "What is shown first: a digit with its ten bars, the confusion matrix, the chosen digits, or your own drawing.",
            &VIEWS,
            |lab| lab.view,
            |lab, view| lab.view = view,
        ),
        Control::toggle(
            "score",
            "Whether the figures over all digits are told: hidden where they are asked for.",
            &["hidden", "shown"],
            |lab| lab.score,
            |lab, score| lab.score = score,
        ),
        Control::toggle(
            "digits",
            "All digits in their order, or those that are read wrongly, the surest first.",
            &["all", "errors"],
            |lab| lab.chosen.errors,
            |lab, errors| lab.choose(|chosen| chosen.errors = errors),
        ),
        Control::choice(
            "truth",
            "Only digits that are this, by their label.",
            &CLASS,
            |lab| lab.chosen.truth,
            |lab, class| lab.choose(|chosen| chosen.truth = class),
        ),
        Control::choice(
            "read",
            "Only digits that are read as this.",
            &CLASS,
            |lab| lab.chosen.read,
            |lab, class| lab.choose(|chosen| chosen.read = class),
        ),
        Control::number(
            "nth",
            "Which of those digits is shown, counted from 1; after the last the first comes again.",
            |_| Scale::whole(1.0, 10_000.0),
            |lab| (lab.chosen.nth + 1) as f64,
            |lab, nth| lab.chosen.nth = nth.round() as usize - 1,
        )
        .note(|lab| format!("of {}", grouped(lab.list.len() as u64))),
        Control::toggle(
            "centring",
            "Whether a drawing is scaled and centred by its mass, as MNIST's digits were.",
            &["off", "on"],
            |lab| lab.centred,
            |lab, centred| lab.centred = centred,
        ),
    ];

    const ACTIONS: &'static [Action] = &[
        // The network that ships is not trained: only of one's own there is a key for it.
        training::train().keyed_if(|lab: &Self| lab.own),
        training::step().keyed_if(|lab: &Self| lab.own),
        training::reset().keyed_if(|lab: &Self| lab.own),
        Action::new(
            "open",
            "Open the test digits for your network: once, after the last choice.",
            Self::open_test,
        )
        .key('o', |lab| match lab.why_closed() {
            Some(_) => "",
            None => "open the test digits",
        }),
        Action::with(
            "ink",
            "X Y [X Y ...]",
            "A stroke of a drawing through columns and rows, 0 to 27; one place is a dab.",
            |lab, said| lab.brush.ink(said),
        ),
        Action::new("undo", "Take the last stroke back.", |lab| lab.brush.undo()).key('u', |lab| {
            match lab.view == DRAW && lab.brush.paper.can_undo() {
                true => "undo",
                false => "",
            }
        }),
        Action::new("clear", "A clean sheet.", |lab| lab.brush.clear()).key('x', |lab| {
            match lab.view == DRAW && lab.brush.paper.inked() > 0 {
                true => "clear",
                false => "",
            }
        }),
    ];

    /// A digit beside its bars, or the matrix beside its digits.
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
        if self.data.receive(msg) {
            match self.data.failure() {
                Some(_) => self.run.data_failed(),
                None => self.run.data_came(self.whole_task()),
            }
        } else if self.run.receive(msg, self.settings.epochs) {
            if self.run.is_wanted() && self.spent() >= self.settings.budget {
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
        match self.view {
            DRAW => brush::KEYS,
            MATRIX => &[("↑↓←→", "another cell")],
            _ => &[],
        }
    }

    fn press(&mut self, key: Key) -> bool {
        match self.view {
            DRAW => self.brush.press(key),
            MATRIX => self.step_cell(key),
            _ => false,
        }
    }

    fn runs(&self) -> &[Training] {
        slice::from_ref(&self.run)
    }

    fn trained(&self) -> Option<Arc<Checkpoint>> {
        self.run.latest().cloned()
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
