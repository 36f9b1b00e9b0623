//! What a lab is made of: its state, with tables of what can be moved and done, what it tells, and
//! the panes of its picture. [`Hosted`](super::hosted::Hosted) makes a [`Lab`](super::Lab) of it.

use super::brush::Brush;
use super::pane::Pane;
use super::source::Awaited;
use super::table::{Action, Control};
use super::training::Training;
use super::{Activity, Brought, Facts, Height};
use crate::event::Key;
use crate::msg::{Checkpoint, Effect, Msg};
use crate::ui::glyphs::Drawn;
use ratatui::layout::Rect;
use std::sync::Arc;

/// The idea of a lab. Everything else is the host's.
pub trait Model: Send + Sized + 'static {
    /// What can be moved. A set-up code sets them in this order.
    const CONTROLS: &'static [Control<Self>];

    /// What can be done beside.
    const ACTIONS: &'static [Action<Self>] = &[];

    /// The narrowest picture that may stand beside the text.
    const WIDTH: u16;

    /// What the picture shows above all: what the key `a` draws in the next way.
    const DRAWS: Drawn = Drawn::Plots;

    /// Whether it stays on the screen in the steps after its own, beside what they ask.
    const STAYS: bool = true;

    /// Says everything the picture shows, as numbers and sentences.
    fn facts(&self, facts: &mut Facts);

    /// The parts of the picture in an area, in the order they are drawn.
    fn panes(&self, area: Rect) -> Vec<Pane<Self>>;

    /// How tall the picture should be at a width.
    fn height(&self, width: u16) -> Height;

    /// Whether it is two pictures that are seen best side by side, over the whole width of a wide
    /// screen.
    fn spreads(&self) -> bool {
        false
    }

    /// What follows from its state, anew: something was moved or done.
    fn refresh(&mut self) {}

    /// Data that come later than the first picture: the host asks for them, and takes them in.
    fn awaits(&mut self) -> Option<&mut dyn Awaited> {
        None
    }

    /// These data have come, or cannot be had.
    fn data_came(&mut self) {
        self.refresh();
    }

    /// What moves in it by itself: its runs, where nothing else is said.
    fn activity(&self) -> Activity {
        match self.runs().iter().any(Training::is_wanted) {
            true => Activity::Trains,
            false => Activity::Still,
        }
    }

    /// Time has passed.
    fn tick(&mut self) {}

    /// A checkpoint of a training, or finished work, has come.
    fn receive(&mut self, _msg: &Msg) {}

    /// What it has asked of the outside since it was asked last, beside its data and runs.
    fn take_effects(&mut self) -> Vec<Effect> {
        Vec::new()
    }

    /// It comes on the screen.
    fn open(&mut self) {}

    /// It leaves the screen: whatever moves by itself must pause. Its runs do.
    fn park(&mut self) {}

    /// How far what moves by itself has come, for whoever cannot see it: another sentence now and
    /// then, not with every tick.
    fn progress(&self) -> Option<String> {
        None
    }

    /// The keys it takes for itself once the learner has gone in, for the hint line: key and what it
    /// does. None for a lab that nobody goes into.
    fn keys(&self) -> &'static [(&'static str, &'static str)] {
        &[]
    }

    /// Whether its sheet is shown, if it has one: then the keys are the brush's.
    fn shows_sheet(&self) -> bool {
        true
    }

    /// Its brush, if it can be drawn on.
    fn brush(&self) -> Option<&Brush> {
        None
    }

    /// The same, to be moved.
    fn brush_mut(&mut self) -> Option<&mut Brush> {
        None
    }

    /// A key, while the learner is in it. Returns whether it was one of its own.
    fn press(&mut self, _key: Key) -> bool {
        false
    }

    /// Is told how the learner's bets went: for each the largest probability that was given to anything,
    /// and whether that happened.
    fn hear_bets(&mut self, _bets: &[(f64, bool)]) {}

    /// Takes what the learner brought in a file, and says whether it does.
    fn bring(&mut self, _own: Brought) -> bool {
        false
    }

    /// What the learner made by hand that no control tells, as lines that make it again.
    fn made(&self) -> Vec<String> {
        Vec::new()
    }

    /// Puts away what was made by hand.
    fn unmake(&mut self) {}

    /// Its trainings, those side by side in the order of their lanes.
    fn runs(&self) -> &[Training] {
        &[]
    }

    /// The same, to be told something.
    fn runs_mut(&mut self) -> &mut [Training] {
        &mut []
    }

    /// What the run of a lane is called among others.
    fn run_name(&self, _lane: u32) -> &'static str {
        ""
    }

    /// Takes back what a run of an earlier session had come to, after the controls were set as they were
    /// then. What does not fit is left.
    fn restore(&mut self, _trained: Arc<Checkpoint>) {}

    /// The program that does what this lab is set to do, if it is one.
    fn code(&self) -> Option<String> {
        None
    }

    /// Whether that program is what the picture shows first.
    fn shows_code(&self) -> bool {
        false
    }
}
