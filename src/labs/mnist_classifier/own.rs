//! The learner's own network: what it trains, what it has spent, what it makes of the digits, and when
//! the test digits are opened for it.

use super::MnistClassifier;
use super::read::{Read, Set};
use super::settings;
use crate::labs::BadValue;
use crate::labs::table::Done;
use crate::msg::Task;
use crate::train::JobId;
use crate::train::digits::{classes, pictures};
use crate::ui::number::many;
use std::ops::Range;
use std::sync::Arc;

/// How many digits are read while no epoch is done: enough to see that it knows nothing.
const FIRST: usize = 1000;

/// What the background was asked last: for which moment of which run, and on which digits.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Asked {
    job: JobId,
    step: u64,
    set: Set,
}

/// The test digits, opened.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Opened {
    /// How often.
    pub(super) times: usize,
    /// For which moment of which run, the last time; none of those that are here, if it was another day.
    at: Option<(JobId, u64)>,
    /// The share that was read rightly then; not a number while it is being worked out.
    pub(super) accuracy: f64,
}

impl MnistClassifier {
    /// What the settings train, once the digits are there.
    pub(super) fn whole_task(&self) -> Option<Task> {
        let digits = &self.data.ready()?.mnist.train;
        let (learned, held) = settings::parts();
        let of = |range: Range<usize>| {
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
            ends: 0,
        })
    }

    /// The test digits are looked at for the moment they were opened for, and for no other.
    pub(super) fn set(&self) -> Set {
        let now = (self.run.id(), self.run.steps());
        match self.opened.and_then(|opened| opened.at) {
            Some(then) if then == now => Set::Test,
            _ => Set::HeldOut,
        }
    }

    /// Asks what the learner's network makes of the digits, where that has changed: while it trains
    /// once an epoch.
    pub(super) fn ask(&mut self) {
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
            true => self.settings.learning.updates(settings::parts().0.len()) as u64,
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

    /// Opens the test digits for the learner's network.
    pub(super) fn open_test(&mut self) -> Done {
        if let Some(why) = self.why_closed() {
            return Err(BadValue::NotNow(why));
        }
        self.opened = Some(Opened {
            times: 1 + self.opened.map_or(0, |opened| opened.times),
            at: Some((self.run.id(), self.run.steps())),
            accuracy: f64::NAN,
        });
        Ok(())
    }

    /// What opening them costs: who has seen them chooses by them, knowing it or not.
    pub(super) fn costs_of_opening(&self) -> Option<String> {
        if self.why_closed().is_some() {
            return None;
        }
        let costs = match self.opened.map_or(0, |opened| opened.times) {
            0 => "this opens the test digits, which is for after the last choice".to_owned(),
            n => format!(
                "this opens the test digits, which were opened {}",
                many(n as u64, "time")
            ),
        };
        Some(costs)
    }

    /// Takes note of what was opened on other days: no test digits are closed again by leaving.
    pub(super) fn opened_before(&mut self, said: &str) -> Done {
        let allowed = "how often, and what share was read rightly: opened 1 0.975";
        let refused = || BadValue::arguments("opened", said, allowed);
        let (times, share) = said.split_once(' ').ok_or_else(refused)?;
        let times = times.parse().ok().filter(|times| (1..1000).contains(times));
        self.opened = Some(Opened {
            times: times.ok_or_else(refused)?,
            at: None,
            accuracy: share.parse().map_err(|_| refused())?,
        });
        Ok(())
    }

    /// Why the test digits are not to be opened now.
    pub(super) fn why_closed(&self) -> Option<&'static str> {
        let trained = self.run.latest().is_some_and(|at| at.epoch > 0);
        match () {
            () if !self.own => Some("these are for your own network: set network yours"),
            () if self.run.is_wanted() => Some("first let the training end, or pause it"),
            () if !trained => Some("first train an epoch, and choose by the held-out digits"),
            () if self.set() == Set::Test => Some("they are open for this network already"),
            () => None,
        }
    }
}
