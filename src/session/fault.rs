//! Faults that are planted, to try the way out.

use super::worker::Worker;
use crate::msg::JobId;

/// A fault planted after the first frame.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fault {
    /// A panic on the UI thread.
    Ui,
    /// A panic of background work.
    Work,
    /// A UI thread that hangs for ever.
    Hang,
}

impl Fault {
    /// Lets it happen, on this thread or on the worker's.
    pub(super) fn strike(self, worker: &Worker) {
        match self {
            Self::Ui => panic!("a planted fault on the UI thread"),
            Self::Work => {
                let nobody = JobId {
                    lab: u32::MAX,
                    run: 0,
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
