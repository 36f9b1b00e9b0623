//! A data pipeline: when each of its stages works on which batch, who waits for whom; and what a shuffle
//! buffer makes of samples that come sorted.

mod code;
mod facts;
mod mixed;
mod schedule;
mod view;

use super::model::Model;
use super::pane::Pane;
use super::scale::Scale;
use super::source::{Awaited, Source};
use super::table;
use super::{Facts, Height};
use crate::dataset::Mnist;
use mixed::Mixed;
use ratatui::layout::Rect;
use schedule::{Ahead, Costs, Passed, schedule};

type Control = table::Control<Pipeline>;

/// The views by name, and each by its place.
const VIEWS: [&str; 2] = ["time", "buffer"];
const BUFFER: usize = 1;

/// How the samples lie in their file.
const ORDERS: [&str; 2] = ["mixed", "sorted"];

/// Samples of an epoch, and of a batch.
const SAMPLES: usize = 60_000;
const BATCH: usize = 128;

/// Batches of an epoch.
const BATCHES: usize = SAMPLES.div_ceil(BATCH);

/// Bytes of a sample that waits in a buffer: its pixels and its label.
const SAMPLE: usize = 785;

/// Milliseconds that a batch may cost a stage.
const COST: Scale = Scale::whole(0.0, 20.0).unit("ms");

/// The lab's state.
pub struct Pipeline {
    labels: Source<Vec<u8>>,
    view: usize,
    costs: Costs,
    /// What was loaded once is kept.
    cache: bool,
    ahead: Ahead,
    /// The second epoch is looked at; otherwise the first.
    second: bool,
    /// The samples come sorted by their labels.
    sorted: bool,
    /// Samples in the shuffle buffer.
    buffer: usize,
    /// What the buffer makes of them is shown.
    shown: bool,
    /// Every batch of the epoch, in one thread and as it is set.
    in_turn: Vec<Passed>,
    passed: Vec<Passed>,
    mixed: Option<Mixed>,
}

impl Pipeline {
    /// Everything in one thread.
    pub fn new(id: u32) -> Self {
        let mut lab = Self {
            labels: Source::new(id, || {
                let mnist = Mnist::embedded().map_err(|error| error.to_string())?;
                Ok(mnist.train.labels().to_vec())
            }),
            view: 0,
            costs: Costs {
                load: 4,
                batch: 1,
                map: 9,
                train: 6,
            },
            cache: false,
            ahead: Ahead::NONE,
            second: false,
            sorted: true,
            buffer: 1,
            shown: true,
            in_turn: Vec::new(),
            passed: Vec::new(),
            mixed: None,
        };
        lab.refresh();
        lab
    }

    /// What a batch costs in the epoch that is looked at: what is in the cache is there.
    fn costs(&self) -> Costs {
        let is_cached = self.cache && self.second;
        Costs {
            load: if is_cached { 0 } else { self.costs.load },
            ..self.costs
        }
    }

    /// Milliseconds of an epoch.
    fn epoch(&self) -> u32 {
        self.passed.last().map_or(0, |it| it.train.1)
    }

    /// How long the trainer waits for a batch, once the epoch is under way.
    fn wait(&self) -> f64 {
        schedule::steady_wait(&self.passed).unwrap_or(0.0)
    }

    /// The share of the time in which the trainer works, once the epoch is under way; none where no time
    /// passes.
    fn busy(&self) -> Option<f64> {
        busy(&self.passed, self.costs.train)
    }

    /// Who the trainer waits for.
    fn waits_for(&self) -> &'static str {
        let costs = self.costs();
        let made = costs.load + costs.batch;
        let mapped = f64::from(made + costs.map) / self.ahead.workers as f64;
        match self.ahead {
            _ if self.wait() == 0.0 => "nobody",
            Ahead::NONE => "every stage in turn",
            Ahead { workers: 1, .. } => "the one who makes it",
            _ if f64::from(made) >= mapped => "loading",
            _ => "the workers of map",
        }
    }
}

/// The share of the time in which a trainer works that takes so long for a batch.
fn busy(passed: &[Passed], train: u32) -> Option<f64> {
    let wait = schedule::steady_wait(passed)?;
    let train = f64::from(train);
    (train + wait > 0.0).then(|| train / (train + wait))
}

impl Model for Pipeline {
    const CONTROLS: &'static [Control] = &[
        Control::choice(
            "view",
            "The stages in time, or what is in each batch.",
            &VIEWS,
            |lab| lab.view,
            |lab, view| lab.view = view,
        ),
        Control::number(
            "load",
            "Milliseconds that it takes to read a batch.",
            |_| COST,
            |lab| lab.costs.load.into(),
            |lab, ms| lab.costs.load = ms.round() as u32,
        ),
        Control::toggle(
            "cache",
            "Whether what was read once is kept in memory.",
            &["off", "on"],
            |lab| lab.cache,
            |lab, on| lab.cache = on,
        )
        .note(|lab| match (lab.cache, lab.second) {
            (true, true) => "nothing is read again".to_owned(),
            (true, false) => "filled by this epoch".to_owned(),
            (false, _) => "each epoch reads again".to_owned(),
        }),
        Control::number(
            "gather",
            "Milliseconds that it takes to put samples together into a batch.",
            |_| COST,
            |lab| lab.costs.batch.into(),
            |lab, ms| lab.costs.batch = ms.round() as u32,
        ),
        Control::number(
            "map",
            "Milliseconds that it takes to scale and augment a batch.",
            |_| COST,
            |lab| lab.costs.map.into(),
            |lab, ms| lab.costs.map = ms.round() as u32,
        ),
        Control::whole(
            "workers",
            "How many batches are scaled and augmented side by side; two or more begin before the trainer asks.",
            |_| Scale::whole(1.0, 3.0),
            |lab| lab.ahead.workers,
            |lab, workers| lab.ahead.workers = workers,
        ),
        Control::whole(
            "prefetch",
            "How many more batches may lie ready before the trainer asks.",
            |_| Scale::whole(0.0, 4.0),
            |lab| lab.ahead.prefetch,
            |lab, prefetch| lab.ahead.prefetch = prefetch,
        ),
        Control::number(
            "train",
            "Milliseconds of an update.",
            |_| COST,
            |lab| lab.costs.train.into(),
            |lab, ms| lab.costs.train = ms.round() as u32,
        ),
        Control::toggle(
            "epoch",
            "Which epoch is looked at.",
            &["first", "second"],
            |lab| lab.second,
            |lab, second| lab.second = second,
        ),
        Control::toggle(
            "order",
            "How the samples lie in their file.",
            &ORDERS,
            |lab| lab.sorted,
            |lab, sorted| lab.sorted = sorted,
        ),
        Control::whole(
            "buffer",
            "How many samples the shuffle draws from: 1 is no shuffle.",
            |_| Scale::one_two_five((1.0, SAMPLES as f64), 0),
            |lab| lab.buffer,
            |lab, size| lab.buffer = size,
        )
        .note(|lab| facts::memory(lab.buffer)),
        Control::toggle(
            "batches",
            "Whether what is in each batch is shown.",
            &["hidden", "shown"],
            |lab| lab.shown,
            |lab, shown| lab.shown = shown,
        ),
    ];

    /// A dozen batches with the names of the stages.
    const WIDTH: u16 = 74;

    fn facts(&self, facts: &mut Facts) {
        facts::tell(self, facts);
    }

    fn panes(&self, area: Rect) -> Vec<Pane<Self>> {
        vec![Pane::new(area, view::draw)]
    }

    fn height(&self, width: u16) -> Height {
        view::height(self, width)
    }

    fn refresh(&mut self) {
        let costs = self.costs();
        self.in_turn = schedule(costs, Ahead::NONE, BATCHES);
        self.passed = schedule(costs, self.ahead, BATCHES);
        let labels = self.labels.ready();
        self.mixed = labels.map(|labels| Mixed::of(labels, self.sorted, self.buffer, BATCH));
    }

    fn awaits(&mut self) -> Option<&mut dyn Awaited> {
        Some(&mut self.labels)
    }

    fn code(&self) -> Option<String> {
        Some(code::keras(self))
    }
}

#[cfg(test)]
mod tests;
