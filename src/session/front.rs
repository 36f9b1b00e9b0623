//! What a session shows: anything that takes messages, asks for effects and draws itself.

use ratatui::Frame;

use crate::app::App;
use crate::msg::{Effect, Msg};

/// What a session on a terminal drives.
pub trait Front {
    /// Something happened.
    fn update(&mut self, msg: Msg) -> Vec<Effect>;
    /// Whether anything on the screen moves with time alone.
    fn wants_ticks(&self) -> bool;
    /// Shows a sentence until the next key.
    fn notify(&mut self, sentence: String);
    /// Draws what there is.
    fn view(&self, frame: &mut Frame);
}

impl Front for App {
    fn update(&mut self, msg: Msg) -> Vec<Effect> {
        App::update(self, msg)
    }

    fn wants_ticks(&self) -> bool {
        App::wants_ticks(self)
    }

    fn notify(&mut self, sentence: String) {
        App::notify(self, sentence);
    }

    fn view(&self, frame: &mut Frame) {
        App::view(self, frame);
    }
}
