//! The time machine: which run is looked at, after which of its epochs, and a fork from there.

use super::Autoencoder;
use super::blueprint::Blueprint;
use super::pictures::{self, Frame};
use super::settings::Settings;
use crate::labs::BadValue;
use crate::labs::scale::Scale;
use crate::labs::table::Done;
use crate::labs::training::{Kept, Origin, Past};
use crate::msg::Checkpoint;
use crate::nn::Sequential;
use std::sync::Arc;

/// Every run, and what of it is looked at.
#[derive(Default)]
pub struct Time {
    pub kept: Kept<Settings>,
    /// Where the run at work was forked, if it was.
    origin: Option<Origin>,
    /// The learner forked it, and did not only change a setting of a run.
    by_hand: bool,
    /// The number of the run that is looked at; none for the newest.
    run: Option<usize>,
    /// The epoch after which it is looked at; none for where it stands, also while that moves.
    moment: Option<usize>,
}

impl Time {
    /// A new beginning.
    pub fn look_at_the_newest(&mut self) {
        self.origin = None;
        self.by_hand = false;
        self.look_at_now();
    }

    /// The run at work, where it stands.
    pub fn look_at_now(&mut self) {
        (self.run, self.moment) = (None, None);
    }
}

impl Autoencoder {
    /// The run that is looked at, once something was trained.
    pub(super) fn past_shown(&self) -> Option<&Past<Settings>> {
        let kept = &self.time.kept;
        let chosen = self.time.run.and_then(|number| kept.run(number));
        chosen.or(kept.newest())
    }

    /// The run beside it: the newest, or else where that was forked from, or the one before.
    pub(super) fn past_beside(&self) -> Option<&Past<Settings>> {
        let kept = &self.time.kept;
        let (shown, newest) = (self.past_shown()?, kept.newest()?);
        if shown.number != newest.number {
            return Some(newest);
        }
        let parent = shown.origin.and_then(|origin| kept.run(origin.run));
        let before = || kept.runs().iter().rev().nth(1);
        parent.or_else(before)
    }

    /// Whether what is looked at is where the newest run stands.
    pub(super) fn shows_now(&self) -> bool {
        self.time.run.is_none() && self.time.moment.is_none()
    }

    pub(super) fn runs_to_show(&self) -> Scale {
        let numbers = self.time.kept.runs().iter().map(|run| run.number as f64);
        let (first, last) = (numbers.clone().next(), numbers.clone().next_back());
        Scale::whole(first.unwrap_or(1.0), last.unwrap_or(1.0))
    }

    pub(super) fn number_shown(&self) -> usize {
        self.past_shown().map_or(1, |past| past.number)
    }

    pub(super) fn show_run(&mut self, number: usize) {
        let kept = &self.time.kept;
        let newest = kept.newest().map(|run| run.number);
        let chosen = kept.run(number).filter(|run| Some(run.number) != newest);
        self.time.run = chosen.map(|run| run.number);
        self.reconstruct();
    }

    /// The last moment of the run that is looked at: its epochs, the one at work counted as well.
    pub(super) fn last_moment(&self) -> usize {
        let latest = self.past_shown().map(|past| &past.latest);
        latest.map_or(0, |at| at.epoch + usize::from(at.batch > 0))
    }

    pub(super) fn moment_shown(&self) -> usize {
        let last = self.last_moment();
        self.time.moment.map_or(last, |moment| moment.min(last))
    }

    pub(super) fn show_moment(&mut self, epoch: usize) {
        self.time.moment = (epoch < self.last_moment()).then_some(epoch);
        self.reconstruct();
    }

    /// What stands beside the control of the run.
    pub(super) fn run_told(&self) -> String {
        self.past_shown().map_or(String::new(), |past| {
            let learning = &past.settings.learning;
            let code = past.settings.code();
            format!(
                "{} {}, {code} numbers",
                learning.optimizer_name(),
                learning.rate
            )
        })
    }

    /// What stands beside the control of the moment.
    pub(super) fn moment_told(&self) -> String {
        let moment = self.moment_shown();
        match self.checkpoint_shown() {
            Some(at) if moment == self.last_moment() => match at.batch {
                0 => "now".into(),
                batch => format!("now: batch {batch} of {}", at.batches),
            },
            Some(at) if at.epoch != moment => format!("let go; shown is epoch {}", at.epoch),
            Some(at) => match at.last_epoch().and_then(|report| report.val_loss) {
                Some(loss) => format!("val_loss {loss:.4}"),
                None => String::new(),
            },
            None => "untrained".into(),
        }
    }

    /// The moment that is looked at; nothing for the untrained network.
    pub(super) fn checkpoint_shown(&self) -> Option<&Arc<Checkpoint>> {
        let Some(past) = self.past_shown() else {
            return self.run.latest();
        };
        self.checkpoint_of(past, self.moment_shown())
    }

    /// A moment of a run, or the nearest that is kept; where it stands, from its last epoch on.
    pub(super) fn checkpoint_of<'a>(
        &'a self,
        past: &'a Past<Settings>,
        moment: usize,
    ) -> Option<&'a Arc<Checkpoint>> {
        let at = &past.latest;
        match moment {
            0 => None,
            moment if moment >= at.epoch + usize::from(at.batch > 0) => Some(at),
            moment => self.time.kept.nearest(past.number, moment),
        }
    }

    /// The network that is looked at.
    pub(super) fn net_shown(&self) -> Option<Sequential> {
        match (self.past_shown(), self.checkpoint_shown()) {
            // Begun anew, and not trained yet.
            _ if self.shows_now() && self.run.latest().is_none() => self.fresh(&self.settings),
            (_, Some(at)) => Some(at.model.clone()),
            (Some(past), None) => self.fresh(&past.settings),
            (None, None) => self.fresh(&self.settings),
        }
    }

    /// What is set for the network that is looked at.
    pub(super) fn settings_shown(&self) -> &Settings {
        match self.past_shown() {
            Some(past) if !(self.shows_now() && self.run.latest().is_none()) => &past.settings,
            _ => &self.settings,
        }
    }

    /// The network of some settings before any training.
    pub(super) fn fresh(&self, settings: &Settings) -> Option<Sequential> {
        match settings.is_other_network(&self.settings) {
            false => self.blueprint.as_ref().map(|own| own.untrained.clone()),
            true => Some(settings.plan()?.model()),
        }
    }

    /// The chosen digit as it went in, and as it came back at some moments of the run that is looked
    /// at, and at the last of these from the run beside it.
    pub(super) fn frames_shown(&self) -> Vec<Frame> {
        let (Some(mnist), Some(past)) = (self.source.ready(), self.past_shown()) else {
            return Vec::new();
        };
        let (digits, digit) = (&mnist.test, self.settings.digit);
        let moment = self.moment_shown();
        let mut moments: Vec<_> = [1, moment / 2, moment].map(|at| (past, at)).into();
        moments.retain(|(_, at)| *at > 0 || moment == 0);
        moments.retain(|(_, at)| *at <= moment);
        moments.dedup_by_key(|(_, at)| *at);
        moments.extend(self.past_beside().map(|beside| (beside, moment)));
        let of = |(past, moment): (&Past<Settings>, usize)| {
            let at = self.checkpoint_of(past, moment);
            let model = match at {
                Some(at) => at.model.clone(),
                None => self.fresh(&past.settings)?,
            };
            let epoch = at.map_or(0, |at| at.epoch);
            Some(pictures::frame(&model, digits, digit, (past.number, epoch)))
        };
        let input = pictures::original(digits, digit);
        let frames = moments.into_iter().filter_map(of);
        std::iter::once(input).chain(frames).collect()
    }

    /// Takes down where the run at work stands.
    pub(super) fn record(&mut self) {
        if let Some(at) = self.run.latest() {
            let origin = self.time.origin;
            self.time.kept.record(at, &self.settings, origin);
        }
    }

    /// Why there is nothing to fork, if that is so.
    pub(super) fn why_no_fork(&self) -> Option<&'static str> {
        let Some(past) = self.past_shown() else {
            return Some("there is nothing to fork yet: Space trains");
        };
        let moment = self.moment_shown();
        let done = self.checkpoint_shown().map_or(0, |at| at.epoch);
        // What stands between two moments is shown as the one it is on the way to.
        let is_kept = |at: &Arc<Checkpoint>| at.epoch + usize::from(at.batch > 0) == moment;
        if self.is_fresh_fork() && self.shows_now() {
            Some("it is a new fork already: change one thing, then Space trains it")
        } else if !self.checkpoint_shown().is_none_or(is_kept) {
            Some("that epoch is not kept any more: fork another one")
        } else if done >= self.epochs_of(past) {
            Some("no epochs are left after this one: go back with moment, or plan more")
        } else {
            None
        }
    }

    /// Epochs that are planned for a run; of the one at work they may have been changed just now.
    fn epochs_of(&self, past: &Past<Settings>) -> usize {
        let settings = match past.latest.job == self.run.id() {
            true => &self.settings,
            false => &past.settings,
        };
        settings.learning.epochs
    }

    /// Whether the run at work is a fork that has made no update yet: whatever is changed now, is
    /// changed for all of it.
    pub(super) fn is_fresh_fork(&self) -> bool {
        let newest = self.time.kept.newest();
        let at_work = newest.filter(|past| past.latest.job == self.run.id());
        at_work.is_some_and(|past| past.origin.is_some() && past.own_steps() == 0)
    }

    /// Whether the learner forked it and changes something before its first update: another bottleneck
    /// is then grafted on, and the layers that fit keep their weights.
    pub(super) fn grafts(&self) -> bool {
        self.time.by_hand && self.is_fresh_fork()
    }

    /// Another run from the moment that is looked at, set as its own run was there.
    pub(super) fn fork(&mut self) -> Done {
        if let Some(why) = self.why_no_fork() {
            return Err(BadValue::NotNow(why));
        }
        let Some(past) = self.past_shown() else {
            return Ok(());
        };
        let from = self.checkpoint_shown().map(Checkpoint::alone);
        let origin = from
            .as_ref()
            .and_then(|at| self.time.kept.origin(past.number, at));
        let (now, epochs) = (&self.settings, self.epochs_of(past));
        // A moment before a fork began is of its parent's network.
        let epoch = from.as_ref().map_or(0, |at| at.epoch);
        let owner = self.time.kept.owner(past.number, epoch).unwrap_or(past);
        let mut settings = Settings {
            panel: now.panel,
            digit: now.digit,
            ..owner.settings.clone()
        };
        settings.learning.epochs = epochs;
        // What is only laid over the digits that are shown stays, too.
        if settings.learned_noise().is_none() {
            (settings.noise, settings.amount) = (now.noise, now.amount);
            settings.denoises = false;
        }
        if let Some(at) = &from {
            settings.learning.rate = decimal(at.learning_rate);
        }
        self.settings = settings;
        self.blueprint = Blueprint::new(&self.settings);
        self.begin_at(from, origin);
        Ok(())
    }

    fn begin_at(&mut self, from: Option<Arc<Checkpoint>>, origin: Option<Origin>) {
        self.time.look_at_the_newest();
        self.time.origin = origin;
        self.time.by_hand = true;
        let task = self.whole_task();
        self.run.fork_from(from.clone(), task);
        if let Some(from) = from {
            // It is listed at once, and not only when its job is heard of.
            let at = Checkpoint {
                job: self.run.id(),
                ..Checkpoint::clone(&from)
            };
            let at = Arc::new(at);
            self.time.kept.record(&at, &self.settings, origin);
        }
        self.reconstruct();
    }

    /// A change of the run at work has made another run of it, from where it stood.
    pub(super) fn forked_from_newest(&mut self) {
        let kept = &self.time.kept;
        let newest = kept.newest().zip(self.run.latest());
        let origin = newest.and_then(|(past, at)| kept.origin(past.number, at));
        let is_fresh = newest.is_some_and(|(past, _)| past.own_steps() == 0);
        let by_hand = self.time.by_hand && is_fresh;
        self.time.look_at_the_newest();
        self.time.origin = origin;
        self.time.by_hand = by_hand;
    }

    /// A fork through another bottleneck: the layers that fit keep their weights, those around the code
    /// are drawn anew, and the optimizer begins to remember.
    pub(super) fn transplant(&mut self) {
        let Some((at, fresh)) = self.run.latest().zip(self.blueprint.as_ref()) else {
            return;
        };
        let from = Checkpoint {
            model: transplanted(&at.model, &fresh.untrained),
            optimizer: None,
            ends: Vec::new(),
            ..Checkpoint::clone(at)
        };
        let origin = self.time.origin;
        self.begin_at(Some(Arc::new(from)), origin);
    }
}

/// The weights of those layers that have the same shape in both, in the second network.
fn transplanted(from: &Sequential, to: &Sequential) -> Sequential {
    let mut weights = to.weights().to_vec();
    for (old, new) in from.layers().iter().zip(to.layers()) {
        if (old.inputs(), old.units()) == (new.inputs(), new.units()) {
            weights[new.range()].copy_from_slice(&from.weights()[old.range()]);
        }
    }
    let mut grown = to.clone();
    let fits = grown.set_weights(&weights);
    debug_assert!(fits.is_ok(), "they are as many as before");
    grown
}

/// A number as it was typed: 0.001 and not what lies nearest to it in binary.
fn decimal(rate: f32) -> f64 {
    format!("{rate}").parse().unwrap_or(f64::from(rate))
}
