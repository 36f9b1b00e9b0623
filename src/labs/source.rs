//! Data as a lab sees it: asked for when it is first wanted, there some time later.
//!
//! A lab that shows digits keeps a [`Source`] and names it in [`Model::awaits`](super::model::Model::awaits):
//! its host asks for it when the lab comes on the screen, takes it in, and refreshes the lab then. Until it
//! is [`ready`](Source::ready) the picture shows its [`sentence`](Source::sentence).

use super::work::Work;
use crate::dataset::Mnist;
use crate::dataset::mnist::{Digits, test_digits};
use crate::msg::{Effect, Msg};
use std::sync::Arc;

/// Data of a lab, and where it is.
pub struct Source<T> {
    lab: u32,
    unpack: fn() -> Result<T, String>,
    work: Work<Result<T, String>>,
    state: State<T>,
    /// What is still to be asked of the outside.
    asks: Option<Effect>,
}

enum State<T> {
    Unasked,
    /// It is being unpacked.
    Asked,
    Ready(T),
    /// It cannot be had; the sentence says why.
    Failed(String),
}

/// Data that a lab waits for, as its host sees it.
pub trait Awaited {
    /// Asks for the data: once, and again only after it could not be had.
    fn ask(&mut self);

    /// What it asks of the outside.
    fn take_effects(&mut self) -> Vec<Effect>;

    /// Takes the data out of a message that brings it, and says whether it did.
    fn receive(&mut self, msg: &Msg) -> bool;
}

impl<T: Clone + Send + Sync + 'static> Awaited for Source<T> {
    fn ask(&mut self) {
        if matches!(self.state, State::Unasked | State::Failed(_)) {
            self.state = State::Asked;
            self.asks = Some(self.work.ask(self.lab, self.unpack));
        }
    }

    fn take_effects(&mut self) -> Vec<Effect> {
        Vec::from_iter(self.asks.take())
    }

    fn receive(&mut self, msg: &Msg) -> bool {
        self.state = match self.work.receive(msg) {
            None => return false,
            Some(Ok(Ok(data))) => State::Ready(data),
            Some(Ok(Err(reason))) => State::Failed(reason),
            Some(Err(panic)) => State::Failed(format!("the digits could not be unpacked: {panic}")),
        };
        true
    }
}

impl Source<Mnist> {
    /// All digits.
    pub fn mnist(lab: u32) -> Self {
        Self::new(lab, || Mnist::embedded().map_err(|error| error.to_string()))
    }
}

impl Source<Arc<Digits>> {
    /// The test digits.
    pub fn test_digits(lab: u32) -> Self {
        Self::new(lab, || test_digits().map_err(|error| error.to_string()))
    }
}

impl<T: Clone + Send + Sync + 'static> Source<T> {
    /// What `unpack` gives, for the lab of this number. Nothing is asked yet.
    pub const fn new(lab: u32, unpack: fn() -> Result<T, String>) -> Self {
        Self::numbered(0, lab, unpack)
    }

    /// The same in a lab that has several, which it numbers as all its [`Work`].
    pub const fn numbered(place: u32, lab: u32, unpack: fn() -> Result<T, String>) -> Self {
        Self {
            lab,
            unpack,
            work: Work::new(place),
            state: State::Unasked,
            asks: None,
        }
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
