//! Data as a lab sees it: asked for when it is first wanted, there some time later.

use super::work::Work;
use crate::msg::{Effect, Msg};

/// Data of a lab, and where it is.
pub struct Source<T> {
    work: Work<Result<T, String>>,
    state: State<T>,
}

enum State<T> {
    Unasked,
    /// It is being unpacked.
    Asked,
    Ready(T),
    /// It cannot be had; the sentence says why.
    Failed(String),
}

impl<T: Clone + Send + Sync + 'static> Default for Source<T> {
    fn default() -> Self {
        Self {
            work: Work::new(0),
            state: State::Unasked,
        }
    }
}

impl<T: Clone + Send + Sync + 'static> Source<T> {
    /// Asks for what `unpack` gives, once, for the lab of this number.
    pub fn ask(&mut self, lab: u32, unpack: fn() -> Result<T, String>) -> Option<Effect> {
        if !matches!(self.state, State::Unasked | State::Failed(_)) {
            return None;
        }
        self.state = State::Asked;
        Some(self.work.ask(lab, unpack))
    }

    /// Takes the data out of a message that brings it, and says whether it did.
    pub fn receive(&mut self, msg: &Msg) -> bool {
        self.state = match self.work.receive(msg) {
            None => return false,
            Some(Ok(Ok(data))) => State::Ready(data),
            Some(Ok(Err(reason))) => State::Failed(reason),
            Some(Err(panic)) => State::Failed(format!("the digits could not be unpacked: {panic}")),
        };
        true
    }

    /// The data, if it is here.
    pub fn ready(&self) -> Option<&T> {
        match &self.state {
            State::Ready(data) => Some(data),
            _ => None,
        }
    }

    /// Why it cannot be had, if it cannot.
    pub fn failure(&self) -> Option<&str> {
        match &self.state {
            State::Failed(reason) => Some(reason),
            _ => None,
        }
    }

    /// What to say while it is not here.
    pub fn sentence(&self) -> &str {
        self.failure().unwrap_or("Unpacking the digits...")
    }
}
