//! How much data is needed: a line and a network are fitted twenty times on n cars each, every time
//! on other cars, and their errors on unseen cars are drawn over n.

mod facts;
mod fit;
mod spread;
mod view;

use super::model::Model;
use super::pane::Pane;
use super::table;
use super::work::Work;
use super::{Activity, BadValue, Facts, Height};
use crate::dataset::frame::Frame;
use crate::msg::{Effect, Msg};
use fit::Refit;
use ratatui::layout::Rect;
use spread::Spread;
use std::collections::VecDeque;

type Control = table::Control<Refits>;
type Action = table::Action<Refits>;

/// How many cars a fit may have, in the order of the control.
const SIZES: [usize; 8] = [10, 20, 40, 80, 120, 160, 240, 320];
const NAMES: [&str; 8] = ["10", "20", "40", "80", "120", "160", "240", "320"];

/// Refits for each number of cars.
const REFITS: u64 = 20;

/// Refits that are computed at a time, and drawn when they are there.
const AT_A_TIME: u64 = 5;

/// Within so much of the error with all cars, more are not worth much.
const ENOUGH: f64 = 1.1;

/// Refits of one size, from the one of this seed on.
#[derive(Clone)]
struct Batch {
    size: usize,
    refits: Result<Vec<Refit>, String>,
}

/// The lab's state.
pub struct Refits {
    id: u32,
    /// The place of the number of cars that is looked at.
    size: usize,
    refits: [Vec<Refit>; SIZES.len()],
    /// What is still to be fitted, the size and the first seed; the first of them is under way.
    queue: VecDeque<(usize, u64)>,
    work: Work<Batch>,
    asks: Option<Effect>,
    /// Why it could not go on.
    failure: Option<String>,
}

impl Refits {
    /// Nothing is fitted yet.
    pub fn new(id: u32) -> Self {
        Self {
            id,
            size: 0,
            refits: Default::default(),
            queue: VecDeque::new(),
            work: Work::new(0),
            asks: None,
            failure: None,
        }
    }

    /// Plans all refits of a size that are missing.
    fn plan(&mut self, size: usize) {
        let done = self.refits[size].len() as u64;
        let planned = self.queue.iter().any(|(other, _)| *other == size);
        if !planned {
            let seeds = (done..REFITS).step_by(AT_A_TIME as usize);
            self.queue.extend(seeds.map(|seed| (size, seed)));
        }
    }

    /// Asks for what is next.
    fn ask(&mut self) {
        let Some(&(size, seed)) = self.queue.front() else {
            return;
        };
        let compute = move || {
            let frame = Frame::auto_mpg().map_err(|error| error.to_string());
            let fitted = frame.and_then(|frame| {
                let seeds = seed..(seed + AT_A_TIME).min(REFITS);
                let refits = seeds.map(|seed| fit::refit(&frame, SIZES[size], seed));
                let refits: Option<Vec<Refit>> = refits.collect();
                refits.ok_or_else(|| "these cars cannot be fitted".to_owned())
            });
            Batch {
                size,
                refits: fitted,
            }
        };
        self.asks = Some(self.work.ask(self.id, compute));
    }

    /// Plans sizes, and begins where nothing is under way.
    fn begin(&mut self, sizes: impl Iterator<Item = usize>) {
        let idle = self.queue.is_empty();
        self.failure = None;
        sizes.for_each(|size| self.plan(size));
        if idle {
            self.ask();
        }
    }

    fn take(&mut self, batch: Result<Batch, String>) {
        let taken = batch.and_then(|Batch { size, refits }| Ok((size, refits?)));
        match taken {
            Ok((size, refits)) => {
                self.refits[size].extend(refits);
                self.queue.pop_front();
                self.ask();
            }
            Err(why) => {
                self.queue.clear();
                self.failure = Some(why);
            }
        }
    }

    fn nets(&self, size: usize) -> Option<Spread> {
        Spread::of(self.refits[size].iter().map(|refit| refit.net))
    }

    fn lines(&self, size: usize) -> Option<Spread> {
        Spread::of(self.refits[size].iter().map(|refit| refit.line))
    }

    fn is_done(&self, size: usize) -> bool {
        self.refits[size].len() as u64 == REFITS
    }

    fn all_done(&self) -> bool {
        (0..SIZES.len()).all(|size| self.is_done(size))
    }

    /// The least size from which on a mean stays within a tenth of that with all cars, once all are
    /// known.
    fn enough(&self, spread: fn(&Self, usize) -> Option<Spread>) -> Option<usize> {
        let floor = spread(self, SIZES.len() - 1)
            .filter(|_| self.all_done())?
            .mean;
        let near = |size: &usize| spread(self, *size).is_some_and(|it| it.mean <= ENOUGH * floor);
        let last = (0..SIZES.len()).rev().take_while(near).last()?;
        Some(SIZES[last])
    }
}

impl Model for Refits {
    const CONTROLS: &'static [Control] = &[Control::choice(
        "n",
        "How many cars a fit learns from.",
        &NAMES,
        |lab| lab.size,
        |lab, size| lab.size = size,
    )];

    const ACTIONS: &'static [Action] = &[
        Action::new("refit", "Fit line and network 20 times on n cars.", |lab| {
            let size = lab.size;
            if lab.is_done(size) {
                return Err(BadValue::NotNow("this n is fitted: choose another one"));
            }
            lab.begin(std::iter::once(size));
            Ok(())
        })
        .key(' ', |lab| match lab.is_done(lab.size) {
            true => "",
            false => "20 refits",
        }),
        Action::new("all", "The same for every n.", |lab| {
            lab.begin(0..SIZES.len());
            Ok(())
        })
        .key('f', |lab| if lab.all_done() { "" } else { "every n" }),
        Action::new("reset", "Forget all fits.", |lab| {
            // What is under way comes to an empty queue, and is dropped.
            (lab.refits, lab.failure) = (Default::default(), None);
            lab.queue.clear();
            Ok(())
        })
        .key('r', |_| "reset"),
    ];

    const WIDTH: u16 = 58;

    fn facts(&self, facts: &mut Facts) {
        facts::tell(self, facts);
    }

    fn panes(&self, area: Rect) -> Vec<Pane<Self>> {
        view::panes(area)
    }

    fn height(&self, _width: u16) -> Height {
        Height::new(10, 15, 26)
    }

    fn receive(&mut self, msg: &Msg) {
        if let Some(batch) = self.work.receive(msg)
            && !self.queue.is_empty()
        {
            self.take(batch);
        }
    }

    fn take_effects(&mut self) -> Vec<Effect> {
        Vec::from_iter(self.asks.take())
    }

    fn activity(&self) -> Activity {
        match self.queue.is_empty() {
            true => Activity::Still,
            false => Activity::Moves,
        }
    }
}

#[cfg(test)]
mod tests;
