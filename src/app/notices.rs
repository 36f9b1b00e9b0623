//! What is said above the footer until the next key.

use super::App;
use crate::labs::Lab;
use crate::msg::{Msg, TrainState};

impl App {
    /// Shows a sentence until the next key.
    pub fn notify(&mut self, sentence: String) {
        self.notice = Some(sentence);
    }

    /// Says why the training that is seen has failed: its line in the picture is cut where it is long.
    pub(super) fn say_failure(&mut self, msg: &Msg) {
        let Msg::Trained(at) = msg else { return };
        let lab = self.lesson.lab(&self.labs);
        let is_seen = lab
            .map(Lab::jobs)
            .is_some_and(|jobs| jobs.contains(&at.job));
        if let (TrainState::Failed(reason), true) = (&at.state, is_seen) {
            self.notify(format!("this run has failed: {reason}"));
        }
    }
}
