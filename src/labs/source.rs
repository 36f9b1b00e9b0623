//! Data as a lab sees it: asked for when it is first wanted, there some time later.

use crate::msg::{Effect, Msg, Panicked};
use crate::train::JobId;
use std::sync::Arc;

/// Where the data is.
#[derive(Default)]
pub enum Source<T> {
    /// Nobody has asked yet.
    #[default]
    Unasked,
    /// It is being unpacked.
    Asked,
    /// Here it is.
    Ready(T),
    /// It cannot be had; the sentence says why.
    Failed(String),
}

impl<T: Clone + Send + Sync + 'static> Source<T> {
    /// Asks for what `unpack` gives, once, on another thread. The answer comes for `job`.
    pub fn ask(&mut self, job: JobId, unpack: fn() -> Result<T, String>) -> Vec<Effect> {
        if !matches!(self, Source::Unasked | Source::Failed(_)) {
            return Vec::new();
        }
        *self = Source::Asked;
        let work = move || -> Arc<dyn std::any::Any + Send + Sync> { Arc::new(unpack()) };
        vec![Effect::Work(job, Box::new(work))]
    }

    /// Takes the data out of a message that brings it, and says whether it did.
    pub fn receive(&mut self, msg: &Msg) -> bool {
        let Msg::Worked(_, answer) = msg else {
            return false;
        };
        if let Some(Panicked(reason)) = answer.downcast_ref() {
            *self = Source::Failed(format!("the digits could not be unpacked: {reason}"));
            return true;
        }
        match answer.downcast_ref::<Result<T, String>>() {
            Some(Ok(data)) => *self = Source::Ready(data.clone()),
            Some(Err(reason)) => *self = Source::Failed(reason.clone()),
            None => return false,
        }
        true
    }

    /// The data, if it is here.
    pub fn ready(&self) -> Option<&T> {
        match self {
            Source::Ready(data) => Some(data),
            _ => None,
        }
    }

    /// What to say while it is not.
    pub fn sentence(&self) -> &str {
        match self {
            Source::Failed(reason) => reason,
            _ => "Unpacking the digits...",
        }
    }
}
