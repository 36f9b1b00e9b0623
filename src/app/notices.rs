//! What is said above the footer until the next key.

use super::App;
use crate::labs::Lab;
use crate::msg::{Msg, Place, TrainState};

impl App {
    /// Shows a sentence until the next key.
    pub fn notify(&mut self, sentence: String) {
        self.notice = Some(sentence);
    }

    /// Says why the training that is seen has failed, or has lost its worker: its line in the picture is cut
    /// where it is long.
    pub(super) fn say_failure(&mut self, msg: &Msg) {
        let Msg::Trained(at) = msg else { return };
        let lab = self.lesson.lab(&self.labs);
        let is_seen = lab
            .map(Lab::jobs)
            .is_some_and(|jobs| jobs.contains(&at.job));
        let says = match (&at.state, &at.place) {
            (TrainState::Failed(reason), _) => format!("this run has failed: {reason}"),
            (_, Some(Place::Gone(says))) => says.to_string(),
            _ => return,
        };
        if is_seen {
            self.notify(says);
        }
    }
}
