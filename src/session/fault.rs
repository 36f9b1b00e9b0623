//! Faults that tests plant, to try the way out. Release builds have none of this.

use std::panic::catch_unwind;

use super::worker::Worker;
use crate::msg::WorkId;

/// A fault planted after the first frame.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Fault {
    /// A panic on the UI thread.
    Ui,
    /// A panic on the UI thread that is caught there, as one of a formula's parser is.
    Caught,
    /// A panic of background work.
    Work,
    /// A UI thread that hangs for ever.
    Hang,
}

impl Fault {
    /// The one that a test has named in the environment.
    pub(super) fn planted() -> Option<Self> {
        match std::env::var("HANDSON_FAULT").ok()?.as_str() {
            "ui" => Some(Self::Ui),
            "caught" => Some(Self::Caught),
            "work" => Some(Self::Work),
            "hang" => Some(Self::Hang),
            _ => None,
        }
    }

    /// Lets it happen, on this thread or on the worker's.
    pub(super) fn inject(self, worker: &Worker) {
        match self {
            Self::Ui => panic!("a planted fault on the UI thread"),
            Self::Caught => {
                let _ = catch_unwind(|| panic!("a planted fault that is caught"));
            }
            Self::Work => {
                let nobody = WorkId {
                    lab: u32::MAX,
                    place: 0,
                    asked: 0,
                };
                let work = Box::new(|| panic!("a planted fault in background work"));
                worker.run(nobody, work);
            }
            Self::Hang => loop {
                std::thread::park();
            },
        }
    }
}
