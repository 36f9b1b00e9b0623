//! Digits held out of the training to choose by, and the test digits, opened once in the end.

use super::Autoencoder;
use super::settings::SEEDS;
use crate::labs::BadValue;
use crate::labs::table::Done;
use crate::labs::work::Work;
use crate::msg::{Effect, Msg};
use crate::nn::{Loss, Sgd, Trainer};
use crate::train::JobId;
use crate::train::digits::pictures as samples;
use std::sync::Arc;

/// The test digits, closed or opened.
pub struct TestDigits {
    work: Work<f64>,
    asks: Vec<Effect>,
    /// How often they were opened.
    pub times: usize,
    /// For which moment of which run, the last time.
    of: Option<(JobId, u64)>,
    /// The error on them then; not a number while it is worked out.
    error: f64,
}

impl Default for TestDigits {
    fn default() -> Self {
        Self {
            work: Work::new(1),
            asks: Vec::new(),
            times: 0,
            of: None,
            error: f64::NAN,
        }
    }
}

impl TestDigits {
    /// What it asks of the outside.
    pub fn take_effects(&mut self) -> Vec<Effect> {
        std::mem::take(&mut self.asks)
    }

    /// Takes what was worked out.
    pub fn receive(&mut self, msg: &Msg) -> bool {
        let Some(answer) = self.work.receive(msg) else {
            return false;
        };
        self.error = answer.unwrap_or(f64::NAN);
        true
    }
}

impl Autoencoder {
    /// Why the test digits stay closed, if they do.
    pub(super) fn why_closed(&self) -> Option<&'static str> {
        let latest = self.run.latest().filter(|at| at.epoch > 0);
        match latest {
            _ if !self.settings.holds_out => {
                Some("the test digits were looked at all along: hold digits out to choose by first")
            }
            None => Some("nothing was chosen yet: train an epoch first"),
            Some(at) if at.is_working() => Some("it is still learning: pause it first"),
            Some(at) if self.test.of == Some((at.job, at.step)) => {
                Some("they were opened for this network already")
            }
            Some(_) => None,
        }
    }

    /// Opens them for the network as it stands.
    pub(super) fn open_test(&mut self) -> Done {
        if let Some(why) = self.why_closed() {
            return Err(BadValue::NotNow(why));
        }
        let Some((at, mnist)) = self.run.latest().zip(self.source.ready()) else {
            return Ok(());
        };
        let Ok(clean) = samples(&mnist.test, 0..mnist.test.len()) else {
            return Ok(());
        };
        let given = self.settings.given(Arc::clone(&clean), SEEDS[1]);
        let net = at.model.clone();
        let error = move || {
            let trainer = Trainer::new(net, Sgd::default(), Loss::Mse, 1);
            trainer.map_or(f64::NAN, |mut trainer| {
                trainer.evaluate(&*given, &*clean).loss
            })
        };
        self.test.of = Some((at.job, at.step));
        self.test.times += 1;
        self.test.error = f64::NAN;
        let ask = self.test.work.ask(self.run.id().lab, error);
        self.test.asks.push(ask);
        Ok(())
    }

    /// The error on the test digits, where they were opened for the network as it stands.
    pub(super) fn test_error(&self) -> Option<f64> {
        let at = self.run.latest()?;
        let opened = self.test.of == Some((at.job, at.step));
        Some(self.test.error).filter(|error| opened && !error.is_nan())
    }
}
