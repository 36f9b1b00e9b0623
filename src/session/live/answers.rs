//! What follows from what the terminal says, of itself and of what became of it.

use std::time::Instant;

use super::Live;
use crate::event::Event;
use crate::session::asking::Asking;
use crate::session::query::{FENCE, SOFT_RESET};

/// Frames of which a server that shows a terminal in a browser still has the first: terminado keeps
/// 1,000 reads.
const REPLAYED: u32 = 500;

/// Leaves the shell's screen empty, where a replay without its beginning drew on it.
const CLEAN: &str = "\x1b[?1047l\x1b[m\x1b[H\x1b[2J";

impl Live<'_> {
    /// What the terminal has said of itself is taken over. What was drawn for another one may have
    /// shifted the screen, so it is drawn anew.
    pub(super) fn take_answers(&mut self, now: Instant) {
        if let Some(verdict) = self.asking.verdict(now) {
            self.terminal.backend_mut().synchronized = verdict.synchronized;
            if verdict.misled {
                self.terminal.backend_mut().send(SOFT_RESET);
            }
            if let Some(abilities) = verdict.changed {
                self.anew = true;
                self.input(Event::Terminal(abilities));
            }
        }
        if self.asking.take_replay() {
            self.replayed();
        }
        let near = self
            .remote
            .map_or(self.asking.is_at_hand(), |remote| !remote);
        if near {
            self.pace.at_hand();
        }
        let measures = |asking: &mut Asking| self.remote.is_none() && asking.measures(now);
        let moved = self.jobs.are_busy() || self.frames > self.called;
        let calls = |asking: &mut Asking| moved && asking.calls(now);
        let idle = self.writer_idle && !self.away;
        if idle && (measures(&mut self.asking) || calls(&mut self.asking)) {
            self.called = self.frames;
            self.writer_idle = false;
            self.writer.frame(FENCE.into());
        }
    }

    /// Another screen looks on than the one that was drawn on: a page was loaded anew, and its server
    /// sent it what it had kept.
    fn replayed(&mut self) {
        if self.frames > REPLAYED {
            self.terminal.backend_mut().send(CLEAN);
        }
        self.anew = true;
        self.pace.acted();
    }

    /// Whatever happened to the terminal behind our back, its modes and its colours included.
    pub(super) fn refresh(&mut self) {
        self.asking.anew(Instant::now());
        self.terminal.backend_mut().send(&self.question);
        self.anew = true;
        self.pace.acted();
    }
}
