//! A session without a terminal: the application driven by a script, at any size, with a clock
//! and a training pace of its own. The same script gives the same screen every time.

mod script;
#[cfg(test)]
mod tests;

use std::collections::BTreeMap;
use std::time::Duration;

use ratatui::Terminal;
use ratatui::buffer::{Buffer, CellWidth};
use ratatui::layout::Size;

use super::clamped;
use super::jobs::Inline;
use super::outside::{Memory, Outside};
use super::pace::FRAME;
use super::wire::{Wire, seal};
use crate::app::App;
use crate::event::Event;
use crate::msg::{Keepsake, Msg, Reading};
use crate::progress::Progress;

use script::Act;
pub use script::ScriptError;

/// Steps each training job does with a tick, unless told otherwise.
const QUANTA: usize = 1;

/// The application on a screen in memory.
pub struct Headless {
    app: App,
    terminal: Terminal<Wire>,
    outside: Outside<Inline, Memory>,
    quanta: usize,
    now: Duration,
    copied: Vec<String>,
    refused: Vec<String>,
    ended: bool,
}

impl Headless {
    /// The application on a screen of this size, 0x0 included.
    pub fn new(app: App, width: u16, height: u16) -> Self {
        Self::going_on(app, width, height, BTreeMap::new())
    }

    /// The same, with what an earlier session [kept](Self::kept) of labs.
    pub fn going_on(app: App, width: u16, height: u16, kept: BTreeMap<String, Keepsake>) -> Self {
        let Ok(terminal) = Terminal::new(Wire::new(Size::ZERO));
        let memory = Memory {
            labs: kept,
            ..Memory::default()
        };
        let mut session = Self {
            app,
            terminal,
            outside: Outside::new(Inline::default(), memory),
            quanta: QUANTA,
            now: Duration::ZERO,
            copied: Vec::new(),
            refused: Vec::new(),
            ended: false,
        };
        session.send(Event::Resize { width, height });
        session
    }

    /// Lets each training job do this many steps with a tick.
    pub fn quanta(mut self, quanta: usize) -> Self {
        self.quanta = quanta;
        self
    }

    /// Lets it be so many seconds after 1970.
    pub fn at(mut self, seconds: u64) -> Self {
        self.update(Msg::Time(seconds));
        self
    }

    /// Plays a script: words, parted by white space, done in order until one ends the session.
    ///
    /// | word | does |
    /// | --- | --- |
    /// | `a`, `+`, `?` | the key with this character |
    /// | `Space`, `Enter`, `Esc`, `Tab`, `BackTab`, `Backspace`, `Delete` | these keys |
    /// | `Right`, `Left`, `Up`, `Down`, `Home`, `End`, `PageUp`, `PageDown` | these keys |
    /// | `Ctrl-c`, `Alt-x`, `Ctrl-Right` | a key with a modifier |
    /// | `type:hello`, `paste:hello` | keys one by one; a paste in one piece |
    /// | `click@12,5` | press and release at column 12, row 5, counted from 0 |
    /// | `press@12,5`, `drag@13,5`, `release@13,5` | the same in parts |
    /// | `wheelup@12,5`, `wheeldown@12,5` | the wheel |
    /// | `resize@80x24` | a new size |
    /// | `tick` | a thirtieth of a second passes; training jobs go on |
    ///
    /// `*N` behind a word repeats it: `+*5`, `tick*200`.
    ///
    /// # Errors
    /// A word that means nothing; then nothing of the script was played.
    pub fn play(&mut self, script: &str) -> Result<(), ScriptError> {
        for act in script::parse(script)? {
            match act {
                Act::Send(event) => self.send(event),
                Act::Tick => self.tick(),
            }
        }
        Ok(())
    }

    /// Hands one event to the application and carries out what follows.
    pub fn send(&mut self, event: Event) {
        let Event::Resize { width, height } = event else {
            return self.update(Msg::Input(event));
        };
        let size = clamped(width, height);
        self.terminal.backend_mut().resize(size);
        self.update(Msg::Input(Event::Resize {
            width: size.width,
            height: size.height,
        }));
    }

    /// A thirtieth of a second passes, for whoever wants to know; training jobs go on.
    pub fn tick(&mut self) {
        self.now += FRAME;
        if self.app.wants_ticks() {
            self.update(Msg::Input(Event::Tick(self.now)));
        }
        for checkpoint in self.outside.jobs.advance(self.quanta) {
            self.update(Msg::Trained(checkpoint));
        }
    }

    /// The lessons have changed on the disk.
    pub fn reload(&mut self, reading: Reading) {
        self.update(Msg::Lessons(reading));
    }

    /// Draws the screen as it is now.
    pub fn buffer(&mut self) -> &Buffer {
        let app = &self.app;
        let Ok(frame) = self.terminal.draw(|frame| {
            app.view(frame);
            seal(frame.buffer_mut());
        });
        frame.buffer
    }

    /// The rows of the screen as it is now, without blanks at their ends.
    pub fn rows(&mut self) -> Vec<String> {
        let buffer = self.buffer();
        let width = usize::from(buffer.area.width).max(1);
        buffer.content.chunks(width).map(row).collect()
    }

    /// The screen as text.
    pub fn screen(&mut self) -> String {
        self.rows().join("\n")
    }

    /// The bytes a terminal would have been sent since the last call, for what was drawn.
    pub fn bytes(&mut self) -> Vec<u8> {
        self.buffer();
        self.terminal.backend_mut().take()
    }

    /// The application.
    pub fn app(&self) -> &App {
        &self.app
    }

    /// What was put on the clipboard.
    pub fn copied(&self) -> &[String] {
        &self.copied
    }

    /// The progress last to be kept.
    pub fn saved(&self) -> Option<&Progress> {
        self.outside.keeping.keeper.progress.as_ref()
    }

    /// What was kept of labs, by their keys.
    pub fn kept(&self) -> &BTreeMap<String, Keepsake> {
        &self.outside.keeping.keeper.labs
    }

    /// Why jobs could not start.
    pub fn refused(&self) -> &[String] {
        &self.refused
    }

    /// Whether the application ended the session; then nothing more reaches it.
    pub fn ended(&self) -> bool {
        self.ended
    }

    fn update(&mut self, msg: Msg) {
        if self.ended {
            return;
        }
        let effects = self.app.update(msg);
        let left = self
            .outside
            .carry_out(effects, &mut |msg| self.app.update(msg));
        self.refused.extend(left.refused);
        self.copied.extend(left.copied);
        self.ended = left.quits;
    }
}

fn row(cells: &[ratatui::buffer::Cell]) -> String {
    let mut text = String::new();
    let mut covered = 0;
    for cell in cells {
        if covered == 0 {
            text.push_str(cell.symbol());
            covered = cell.symbol().cell_width().max(1);
        }
        covered -= 1;
    }
    text.truncate(text.trim_end().len());
    text
}
