//! MNIST as a lab sees it: asked for when it is first wanted, there some time later.

use crate::dataset::mnist::Mnist;
use crate::msg::{Effect, Msg, Panicked};
use crate::train::JobId;
use std::sync::Arc;

/// What a finished unpacking answers.
type Unpacked = Result<Mnist, String>;

/// Where the digits are.
#[derive(Default)]
pub enum Source {
    /// Nobody has asked yet.
    #[default]
    Unasked,
    /// They are being unpacked.
    Asked,
    /// Here they are.
    Ready(Mnist),
    /// They cannot be had; the sentence says why.
    Failed(String),
}

impl Source {
    /// Asks for the digits, once. The answer comes for `job`.
    pub fn ask(&mut self, job: JobId) -> Vec<Effect> {
        if !matches!(self, Source::Unasked | Source::Failed(_)) {
            return Vec::new();
        }
        *self = Source::Asked;
        let work = || -> Arc<dyn std::any::Any + Send + Sync> {
            let unpacked: Unpacked = Mnist::embedded().map_err(|e| e.to_string());
            Arc::new(unpacked)
        };
        vec![Effect::Work(job, Box::new(work))]
    }

    /// Takes the digits out of a message that brings them, and says whether it did.
    pub fn receive(&mut self, msg: &Msg) -> bool {
        let Msg::Worked(_, answer) = msg else {
            return false;
        };
        if let Some(Panicked(reason)) = answer.downcast_ref() {
            *self = Source::Failed(format!("the digits could not be unpacked: {reason}"));
            return true;
        }
        match answer.downcast_ref::<Unpacked>() {
            Some(Ok(mnist)) => *self = Source::Ready(mnist.clone()),
            Some(Err(reason)) => *self = Source::Failed(reason.clone()),
            None => return false,
        }
        true
    }

    /// The digits, if they are here.
    pub fn ready(&self) -> Option<&Mnist> {
        match self {
            Source::Ready(mnist) => Some(mnist),
            _ => None,
        }
    }

    /// What to say while they are not.
    pub fn sentence(&self) -> &str {
        match self {
            Source::Failed(reason) => reason,
            _ => "Unpacking the digits...",
        }
    }
}
