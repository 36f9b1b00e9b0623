//! The UI thread's loop: hear what is new, update, carry out, paint.

use std::sync::Arc;
use std::sync::mpsc::{Receiver, RecvTimeoutError};
use std::time::{Duration, Instant, SystemTime, UNIX_EPOCH};

use ratatui::Terminal;
use ratatui::layout::{Position, Rect};

use super::jobs::Threads;
use super::news::{Inbox, News, WAITING};
use super::pace::Pace;
use super::screen;
use super::signals::Raised;
use super::wire::{Wire, seal};
use super::worker::{Saver, Worker};
use super::writer::Writer;
use super::{End, Error, Fault, Options};
use crate::app::App;
use crate::event::Event;
use crate::msg::{Effect, JobId, Msg};

/// A session under way: everything the UI thread holds.
pub(super) struct Live<'a> {
    app: &'a mut App,
    terminal: Terminal<Wire>,
    writer: Writer,
    writer_idle: bool,
    jobs: Threads,
    worker: Worker,
    saver: Saver,
    raised: Arc<Raised>,
    pace: Pace,
    began: Instant,
    told: Option<u64>,
    end: Option<End>,
    fault: Option<Fault>,
}

impl<'a> Live<'a> {
    /// A session whose modes are on their way out as the writer's first frame.
    pub(super) fn new(
        app: &'a mut App,
        options: Options,
        writer: Writer,
        saver: Saver,
        raised: Arc<Raised>,
        inbox: Inbox,
    ) -> Result<Self, Error> {
        let mut wire = Wire::new(screen::size());
        wire.synchronized = options.synchronized;
        let Ok(terminal) = Terminal::new(wire);
        Ok(Self {
            app,
            terminal,
            writer,
            writer_idle: false,
            worker: Worker::start(inbox.clone()).map_err(Error::Thread)?,
            jobs: Threads::new(inbox, options.threads),
            saver,
            raised,
            pace: Pace::new(options.motion),
            began: Instant::now(),
            told: None,
            end: None,
            fault: options.fault,
        })
    }

    /// Runs until the application, a signal or the terminal ends it.
    pub(super) fn run(&mut self, news: &Receiver<News>) -> End {
        self.resize();
        loop {
            self.look_round();
            if let Some(end) = self.end {
                return end;
            }
            if self.writer_idle && self.pace.is_due(Instant::now()) {
                self.paint();
            }
            self.hear(news);
        }
    }

    /// Cancels the jobs, waits a little for what is still to be kept; says what was not.
    pub(super) fn finish(self, patience: Duration) -> Option<String> {
        drop(self.jobs);
        self.saver.finish(patience)
    }

    /// Waits for news, no longer than until something is due, and takes all there is.
    fn hear(&mut self, news: &Receiver<News>) {
        let ticking = self.app.wants_ticks();
        let first = match self.pace.wait(Instant::now(), self.writer_idle, ticking) {
            Some(wait) => news.recv_timeout(wait),
            None => news.recv().map_err(|_| RecvTimeoutError::Disconnected),
        };
        // A flood is taken in portions: between two of them there is time to paint.
        for next in first.into_iter().chain(news.try_iter().take(WAITING)) {
            match next {
                News::Input(events) => events.into_iter().for_each(|event| self.input(event)),
                News::Msg(msg) => self.update(msg),
                News::Hangup => self.leave(End::Hangup),
                News::Bell => {}
            }
        }
    }

    /// Looks at every flag and slot another thread may have set.
    fn look_round(&mut self) {
        match self.writer.report() {
            Some(Ok(took)) => {
                self.writer_idle = true;
                self.pace.wrote(took);
            }
            Some(Err(_)) => self.leave(End::Hangup),
            None => {}
        }
        if self.raised.resized() {
            self.resize();
        }
        for checkpoint in self.jobs.news() {
            self.update(Msg::Trained(checkpoint));
        }
        if self.app.wants_ticks() && self.pace.tick(Instant::now()) {
            self.update(Msg::Input(Event::Tick(self.began.elapsed())));
        }
        if let Some(signal) = self.raised.ending() {
            self.leave(End::Signal(signal));
        }
    }

    fn resize(&mut self) {
        let size = screen::size();
        self.terminal.backend_mut().resize(size);
        // Painted anew even at an old size: a smaller one between has cut the screen.
        let Ok(()) = self.terminal.resize(Rect::from((Position::ORIGIN, size)));
        self.input(Event::Resize {
            width: size.width,
            height: size.height,
        });
    }

    fn input(&mut self, event: Event) {
        self.pace.acted();
        let now = unix_time();
        if self.told.replace(now) != Some(now) {
            self.update(Msg::Time(now));
        }
        self.update(Msg::Input(event));
    }

    fn update(&mut self, msg: Msg) {
        if self.end.is_some() {
            return;
        }
        self.pace.moved();
        let effects = self.app.update(msg);
        self.carry_out(effects);
    }

    /// The end comes from outside: the application says what is to be kept.
    fn leave(&mut self, end: End) {
        if self.end.is_none() {
            let effects = self.app.update(Msg::Input(Event::Quit));
            self.carry_out(effects);
            self.end = Some(end);
        }
    }

    fn carry_out(&mut self, effects: Vec<Effect>) {
        for effect in effects {
            match effect {
                Effect::Train(id, task) => self.jobs.start(id, *task),
                Effect::Tell(id, command) => self.jobs.tell(id, command),
                Effect::Work(id, work) => self.worker.run(id, work),
                Effect::Save(progress) => self.saver.save(progress),
                Effect::Copy(text) => self.terminal.backend_mut().copy(&text),
                Effect::Quit => self.end = Some(End::Quit),
            }
        }
    }

    /// Draws the latest state; what changed goes out in one write, nothing if nothing did.
    fn paint(&mut self) {
        let app = &*self.app;
        let Ok(_) = self.terminal.draw(|frame| {
            app.view(frame);
            seal(frame.buffer_mut());
        });
        let bytes = self.terminal.backend_mut().take();
        if !bytes.is_empty() {
            self.writer_idle = false;
            self.writer.frame(bytes);
        }
        self.pace.painted(Instant::now());
        self.jobs.want();
        if let Some(fault) = self.fault.take() {
            self.strike(fault);
        }
    }

    fn strike(&self, fault: Fault) {
        match fault {
            Fault::Ui => panic!("a planted fault on the UI thread"),
            Fault::Work => {
                let nobody = JobId {
                    lab: u32::MAX,
                    run: 0,
                };
                let work = Box::new(|| panic!("a planted fault in background work"));
                self.worker.run(nobody, work);
            }
            Fault::Hang => loop {
                std::thread::park();
            },
        }
    }
}

/// Seconds since 1970; a clock before that is taken for that.
fn unix_time() -> u64 {
    let since = SystemTime::now().duration_since(UNIX_EPOCH);
    since.map_or(0, |since| since.as_secs())
}
