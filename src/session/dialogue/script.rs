//! A dialogue without threads, files or a clock: lines in, text out, the same every time.

use std::collections::BTreeMap;

use super::outside::Outside;
use crate::app::App;
use crate::app::dialogue::Dialogue;
use crate::event::Event;
use crate::msg::{Keepsake, Msg, Reading};
use crate::progress::Progress;
use crate::session::jobs::Inline;
use crate::session::pace::FRAME;
use crate::session::saver::Keeper;

/// Training steps between two looks at a run.
const STRIDE: usize = 64;

/// Looks after which a run is taken to have no end.
const MOST: usize = 100_000;

/// What a scripted dialogue keeps.
#[derive(Default)]
struct Memory {
    saved: Option<Progress>,
    kept: BTreeMap<String, Keepsake>,
}

impl Keeper for Memory {
    fn progress(&mut self, progress: Progress) -> Result<(), String> {
        self.saved = Some(progress);
        Ok(())
    }

    fn lab(&mut self, key: &str, keepsake: &Keepsake) -> Result<(), String> {
        self.kept.insert(key.to_owned(), keepsake.clone());
        Ok(())
    }

    fn recall(&mut self, key: &str) -> Result<Option<Keepsake>, String> {
        Ok(self.kept.get(key).cloned())
    }

    fn refused(&self) -> Option<String> {
        None
    }
}

/// The course in lines, in memory.
pub struct Script {
    dialogue: Dialogue,
    outside: Outside<Inline, Memory>,
    ended: bool,
}

impl Script {
    /// Begins; gives what is said first.
    pub fn new(app: App) -> (Self, String) {
        Self::at(app, 0)
    }

    /// Begins so many seconds after 1970.
    pub fn at(app: App, seconds: u64) -> (Self, String) {
        let mut script = Self {
            dialogue: Dialogue::new(app),
            outside: Outside::new(Inline::default(), Memory::default()),
            ended: false,
        };
        script.update(Msg::Time(seconds));
        let said = script.dialogue.said();
        (script, said)
    }

    /// Says a line; gives the answer. What it starts runs with [`Script::rest`].
    pub fn say(&mut self, line: &str) -> String {
        if self.ended {
            return String::new();
        }
        self.update(Msg::Input(Event::Line(line.to_owned())));
        self.dialogue.said()
    }

    /// The lessons have changed on the disk; gives what is said of it.
    pub fn reload(&mut self, reading: Reading) -> String {
        self.update(Msg::Lessons(reading));
        self.dialogue.said()
    }

    /// Lets whatever runs run to its end; gives all that is said on the way.
    pub fn rest(&mut self) -> String {
        let mut said = String::new();
        for _ in 0..MOST {
            if self.ended || !self.dialogue.is_busy() {
                break;
            }
            if self.dialogue.wants_ticks() {
                self.update(Msg::Input(Event::Tick(FRAME)));
            }
            for checkpoint in self.outside.jobs.advance(STRIDE) {
                self.update(Msg::Trained(checkpoint));
            }
            said.push_str(&self.dialogue.said());
            said.extend(self.dialogue.report());
        }
        said
    }

    /// The progress last to be kept.
    pub fn saved(&self) -> Option<&Progress> {
        self.outside.keeping.keeper.saved.as_ref()
    }

    /// What was kept of labs, by their keys.
    pub fn kept(&self) -> &BTreeMap<String, Keepsake> {
        &self.outside.keeping.keeper.kept
    }

    /// Whether the learner left.
    pub fn ended(&self) -> bool {
        self.ended
    }

    fn update(&mut self, msg: Msg) {
        self.ended |= self.outside.carry_out(&mut self.dialogue, msg);
    }
}
