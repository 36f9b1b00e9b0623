//! A belt of samples cut into batches: each that passes is one update, and when all have passed an
//! epoch is over. What else happens in an epoch stands over it.

mod facts;
mod view;

use super::model::Model;
use super::pane::Pane;
use super::scale::Scale;
use super::table::{self, Done};
use super::{Activity, BadValue, Facts, Height};
use ratatui::layout::Rect;

type Control = table::Control<Belt>;
type Action = table::Action<Belt>;

/// How many samples there may be, in the order of the control.
const SAMPLES: [(&str, usize); 4] = [("20", 20), ("314", 314), ("1000", 1000), ("60000", 60_000)];
const NAMES: [&str; 4] = [SAMPLES[0].0, SAMPLES[1].0, SAMPLES[2].0, SAMPLES[3].0];

/// A whole run takes about so many ticks, however many updates it has.
const TICKS: usize = 150;

/// What happens in an epoch, in its order.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Phase {
    /// The samples are put in a new order.
    Shuffle,
    /// Batches pass, each an update.
    Batches,
    /// Samples it never learns from are looked at.
    Validation,
    /// Both losses are written down.
    History,
}

impl Phase {
    const ALL: [Self; 4] = [
        Self::Shuffle,
        Self::Batches,
        Self::Validation,
        Self::History,
    ];

    fn name(self) -> &'static str {
        match self {
            Self::Shuffle => "shuffle",
            Self::Batches => "batches",
            Self::Validation => "validation",
            Self::History => "history",
        }
    }
}

/// The lab's state.
pub struct Belt {
    /// The place of the number of samples among those on offer.
    samples: usize,
    batch: usize,
    epochs: usize,
    /// What happens in an epoch is drawn over the belt.
    phases: bool,
    /// Moments that have passed: one for each phase of each epoch, and for each batch.
    moments: usize,
    running: bool,
}

impl Default for Belt {
    fn default() -> Self {
        Self {
            samples: 1,
            batch: 32,
            epochs: 2,
            phases: false,
            moments: 0,
            running: false,
        }
    }
}

/// Where the belt is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Place {
    /// Epochs that are over.
    epochs: usize,
    /// What happens now; the last of a run that is over.
    phase: Phase,
    /// Batches of this epoch that have passed.
    batches: usize,
}

impl Belt {
    fn all_samples(&self) -> usize {
        SAMPLES[self.samples].1
    }

    /// Batches of an epoch, the last of them as short as it comes.
    fn batches(&self) -> usize {
        self.all_samples().div_ceil(self.batch)
    }

    /// Samples in the last batch.
    fn last_batch(&self) -> usize {
        self.all_samples() - (self.batches() - 1) * self.batch
    }

    /// Moments of an epoch: shuffling, each batch, validation, history.
    fn an_epoch(&self) -> usize {
        self.batches() + 3
    }

    fn all_moments(&self) -> usize {
        self.epochs * self.an_epoch()
    }

    fn is_over(&self) -> bool {
        self.moments >= self.all_moments()
    }

    fn place(&self) -> Place {
        let (epochs, at) = (
            self.moments / self.an_epoch(),
            self.moments % self.an_epoch(),
        );
        if self.moments > 0 && at == 0 {
            // What passed last is still to be seen.
            return Place {
                epochs,
                phase: Phase::History,
                batches: self.batches(),
            };
        }
        let batches = at.saturating_sub(1).min(self.batches());
        let phase = match at {
            0 | 1 => Phase::Shuffle,
            at if at <= self.batches() + 1 => Phase::Batches,
            at if at == self.batches() + 2 => Phase::Validation,
            _ => Phase::History,
        };
        Place {
            epochs,
            phase,
            batches,
        }
    }

    /// Updates made in all.
    fn updates(&self) -> usize {
        let Place {
            epochs, batches, ..
        } = self.place();
        match self.moments.is_multiple_of(self.an_epoch()) {
            true => epochs * self.batches(),
            false => epochs * self.batches() + batches,
        }
    }

    /// Goes on by so many moments.
    fn go_on(&mut self, moments: usize) {
        self.moments = (self.moments + moments).min(self.all_moments());
        self.running &= !self.is_over();
    }

    /// One update more: what comes before it passes by.
    fn update(&mut self) -> Done {
        let before = self.updates();
        while self.updates() == before && !self.is_over() {
            self.go_on(1);
        }
        self.running = false;
        match self.updates() > before {
            true => Ok(()),
            false => Err(BadValue::NotNow("all epochs are over: r begins again")),
        }
    }

    /// Another belt begins at its beginning.
    fn set(&mut self, apply: impl FnOnce(&mut Self)) {
        apply(self);
        (self.moments, self.running) = (0, false);
    }
}

impl Model for Belt {
    const CONTROLS: &'static [Control] = &[
        Control::choice(
            "samples",
            "How many samples there are to learn from.",
            &NAMES,
            |lab| lab.samples,
            |lab, samples| lab.set(|lab| lab.samples = samples),
        )
        .symbol("N"),
        Control::whole(
            "batch",
            "How many samples an update looks at.",
            |_| Scale::double((1.0, 1024.0)),
            |lab| lab.batch,
            |lab, batch| lab.set(|lab| lab.batch = batch),
        )
        .symbol("B"),
        Control::whole(
            "epochs",
            "How often all samples pass.",
            |_| Scale::whole(1.0, 20.0),
            |lab| lab.epochs,
            |lab, epochs| lab.set(|lab| lab.epochs = epochs),
        ),
        Control::toggle(
            "moments",
            "Whether what else happens in an epoch is shown over the belt.",
            &["hidden", "shown"],
            |lab| lab.phases,
            |lab, shown| lab.phases = shown,
        ),
    ];

    const ACTIONS: &'static [Action] = &[
        Action::new("run", "Let the belt run, or stop it.", |lab| {
            lab.running = !lab.running && !lab.is_over();
            Ok(())
        })
        .key(' ', |lab| match (lab.is_over(), lab.running) {
            (true, _) => "",
            (false, true) => "stop",
            (false, false) => "run",
        }),
        Action::new("update", "One batch passes: one update.", Belt::update)
            .key('s', |lab| if lab.is_over() { "" } else { "one update" }),
        Action::new("reset", "Back to before the first epoch.", |lab| {
            lab.set(|_| ());
            Ok(())
        })
        .key('r', |_| "reset"),
    ];

    const WIDTH: u16 = 54;

    const STAYS: bool = false;

    fn facts(&self, facts: &mut Facts) {
        facts::tell(self, facts);
    }

    fn panes(&self, area: Rect) -> Vec<Pane<Self>> {
        view::panes(area)
    }

    fn height(&self, _width: u16) -> Height {
        Height::new(7, 11, 13)
    }

    fn activity(&self) -> Activity {
        match self.running {
            true => Activity::Moves,
            false => Activity::Still,
        }
    }

    fn tick(&mut self) {
        if self.running {
            self.go_on(self.all_moments().div_ceil(TICKS));
        }
    }

    fn park(&mut self) {
        self.running = false;
    }
}

#[cfg(test)]
mod tests;
