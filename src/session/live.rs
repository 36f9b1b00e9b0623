//! The UI thread's loop: hear what is new, update, carry out, paint.

mod answers;

use std::sync::Arc;
use std::sync::mpsc::{Receiver, RecvTimeoutError};
use std::time::{Duration, Instant};

use ratatui::Terminal;
use ratatui::layout::{Position, Rect};

use super::asking::Asking;
#[cfg(debug_assertions)]
use super::fault::Fault;
use super::guard::Restore;
use super::jobs::Threads;
use super::limit::Limit;
use super::news::{Inbox, News, WAITING, unix_time};
use super::pace::Pace;
use super::parking::{Change, Parking};
use super::saver::Saver;
use super::screen;
use super::signals::Raised;
use super::telling::Telling;
use super::wire::{Multiplexer, Wire, seal};
use super::worker::Worker;
use super::writer::Writer;
use super::{End, Error, Front, Options, Unsaved};
use crate::event::{Event, Key};
use crate::msg::{Effect, Msg};

/// How long a job may go on unseen where nothing is painted: it is kept all the same.
const UNSEEN: Duration = Duration::from_secs(1);

/// The same where the session may be ended without a word, and the time between two keepings there.
pub(super) const OFTEN: Duration = Duration::from_millis(500);

/// How long the end waits for jobs to stop where they are.
const PARTING: Duration = Duration::from_millis(150);

/// A session under way: everything the UI thread holds.
pub(super) struct Live<'a> {
    app: &'a mut dyn Front,
    terminal: Terminal<Wire>,
    restore: Arc<Restore>,
    writer: Writer,
    writer_idle: bool,
    /// The terminal is the shell's: the process is stopped, or about to be.
    away: bool,
    /// Whatever is on the screen, the next frame is painted whole, the modes before it.
    anew: bool,
    /// Frames sent so far, and when the terminal was last asked whether anybody is there.
    frames: u32,
    called: u32,
    asking: Asking,
    question: String,
    /// A network lies between, whatever the terminal answers.
    remote: Option<bool>,
    within: Option<Multiplexer>,
    jobs: Threads,
    worker: Worker,
    saver: Saver,
    telling: Telling,
    raised: Arc<Raised>,
    pace: Pace,
    began: Instant,
    told: Option<u64>,
    parking: Parking,
    /// It may be ended without a word.
    scheduled: bool,
    limit: Limit,
    /// When checkpoints were last asked for.
    wanted: Instant,
    end: Option<End>,
    #[cfg(debug_assertions)]
    fault: Option<Fault>,
}

impl<'a> Live<'a> {
    /// A session whose modes are on their way out as the writer's first frame, with the question
    /// behind them.
    pub(super) fn new(
        app: &'a mut dyn Front,
        options: Options,
        (restore, asking, question): (Arc<Restore>, Asking, String),
        saver: Saver,
        raised: Arc<Raised>,
        inbox: Inbox,
    ) -> Result<Self, Error> {
        let Ok(terminal) = Terminal::new(Wire::new(screen::size()));
        let jobs = Threads::new(inbox.clone(), &options);
        let limit = Limit::new(options.ends, inbox.clone());
        Ok(Self {
            app,
            terminal,
            writer: restore.writer(),
            restore,
            writer_idle: false,
            away: false,
            anew: false,
            frames: 0,
            called: 0,
            asking,
            question,
            remote: options.remote,
            within: options.within,
            worker: Worker::start(inbox).map_err(Error::Thread)?,
            jobs,
            saver,
            telling: Telling::default(),
            raised,
            pace: Pace::new(options.motion),
            began: Instant::now(),
            told: None,
            parking: Parking::default(),
            scheduled: options.scheduled,
            limit,
            wanted: Instant::now(),
            end: None,
            #[cfg(debug_assertions)]
            fault: Fault::planted(),
        })
    }

    /// Runs until the application, a signal or the terminal ends it.
    pub(super) fn run(&mut self, news: &Receiver<News>) -> End {
        self.resize();
        loop {
            self.look_round();
            if let Some(end) = self.end {
                self.jobs.pause();
                return end;
            }
            let now = Instant::now();
            if self.may_write(now) && self.pace.is_due(now) {
                self.paint();
            }
            self.hear(news);
        }
    }

    /// The learner leaves: what the terminal still answers is taken from the line, where the shell
    /// would find it typed.
    pub(super) fn take_last_answers(&mut self, news: &Receiver<News>) {
        while let Some(wait) = self.asking.owes(Instant::now()) {
            match news.recv_timeout(wait) {
                Ok(News::Answers(heard, at)) => self.asking.hear(heard, at),
                Ok(News::Hangup) | Err(_) => return,
                Ok(_) => {}
            }
        }
    }

    /// Lets the jobs go, keeps where they stopped, waits a little for what is still to be kept;
    /// says what was not.
    pub(super) fn finish(self, patience: Duration) -> Unsaved {
        for checkpoint in self.jobs.part(PARTING) {
            for effect in self.app.update(Msg::Trained(checkpoint)) {
                if let Effect::Keep(key, keepsake) = effect {
                    self.saver.keep(key, *keepsake);
                }
            }
        }
        self.saver.finish(patience)
    }

    /// Waits for news, no longer than until something is due, and takes all there is.
    fn hear(&mut self, news: &Receiver<News>) {
        let ticking = self.app.wants_ticks();
        let now = Instant::now();
        let asked = self.asking.wait(now);
        let paced = self.pace.wait(now, self.may_write(now), ticking);
        let unseen = (self.jobs.are_busy())
            .then(|| (self.wanted + self.unseen()).saturating_duration_since(now));
        let parked = self.parking.wait(now);
        let limit = self.limit.wait(unix_time());
        let waits = paced.into_iter().chain(asked).chain(unseen);
        let waits = waits.chain(parked).chain(limit);
        let first = match waits.min() {
            Some(wait) => news.recv_timeout(wait),
            None => news.recv().map_err(|_| RecvTimeoutError::Disconnected),
        };
        // A flood is taken in portions: between two of them there is time to paint.
        for next in first.into_iter().chain(news.try_iter().take(WAITING)) {
            match next {
                News::Input(events) => {
                    self.asking.met();
                    events.into_iter().for_each(|event| self.input(event));
                }
                News::Msg(msg) => self.update(msg),
                News::Answers(heard, at) => self.asking.hear(heard, at),
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
        if self.raised.stopping() {
            self.stop();
        }
        // First the end: there is no point in coming back for it.
        if self.raised.ending().is_none() && self.raised.resumed() {
            self.come_back();
        }
        if self.raised.resized() {
            self.resize();
        }
        self.take_answers(Instant::now());
        if self.jobs.are_busy() && self.wanted.elapsed() >= self.unseen() {
            self.want();
        }
        let news = self.jobs.news();
        if let Some(sentence) = self.limit.due(unix_time()) {
            self.app.notify(sentence);
            self.pace.acted();
        }
        let doing = self.jobs.doing();
        if self.telling.is_due(doing, Instant::now()) {
            self.saver.tell(doing);
        }
        let keeps = self.scheduled && !news.is_empty();
        for checkpoint in news {
            self.update(Msg::Trained(checkpoint));
        }
        if keeps {
            self.update(Msg::Keep);
        }
        let watched = (self.writer_idle || self.away) && !self.asking.is_deserted();
        match self.parking.look(watched, Instant::now()) {
            Some(Change::Park) => self.jobs.park(),
            Some(Change::GoOn) => self.jobs.go_on(),
            None => {}
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
        self.anew = true;
        self.input(Event::Resize {
            width: size.width,
            height: size.height,
        });
    }

    fn unseen(&self) -> Duration {
        if self.scheduled { OFTEN } else { UNSEEN }
    }

    /// The frame before has left, and the terminal is ours.
    fn may_write(&self, now: Instant) -> bool {
        self.writer_idle && !self.away && !self.asking.holds(now)
    }

    /// Ctrl-Z, as in every other program.
    fn stop(&mut self) {
        if self.away {
            return;
        }
        if self.restore.may_stop() {
            self.away = true;
            self.restore.stop();
        } else {
            let sentence = "there is no shell to go back to: q leaves, and keeps your place";
            self.app.notify(sentence.into());
            self.pace.acted();
        }
    }

    /// The process goes on, and what is on the screen is somebody else's.
    fn come_back(&mut self) {
        self.away = false;
        self.writer_idle = false;
        if self.restore.take_again().is_err() {
            return self.leave(End::Hangup);
        }
        let mut wire = Wire::new(screen::size());
        wire.synchronized = self.terminal.backend().synchronized;
        let Ok(terminal) = Terminal::new(wire);
        self.terminal = terminal;
        self.resize();
    }

    fn input(&mut self, event: Event) {
        match event {
            Event::Key(key) if key == Key::ctrl('z') => return self.stop(),
            Event::Key(key) if key == Key::ctrl('l') => return self.refresh(),
            _ => {}
        }
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
                Effect::Keep(key, keepsake) => self.saver.keep(key, *keepsake),
                Effect::Recall(key) => self.saver.recall(key),
                Effect::Copy(text) => self.terminal.backend_mut().copy(&text, self.within),
                Effect::Quit => self.end = Some(End::Quit),
            }
        }
    }

    /// Draws the latest state; what changed goes out in one write, nothing if nothing did.
    fn paint(&mut self) {
        if std::mem::take(&mut self.anew) {
            let again = self.restore.again();
            self.terminal.backend_mut().send(&again);
            let area = Rect::from((Position::ORIGIN, screen::size()));
            let Ok(()) = self.terminal.resize(area); // forgets what was there, and clears it
        }
        let app = &*self.app;
        let Ok(_) = self.terminal.draw(|frame| {
            app.view(frame);
            seal(frame.buffer_mut());
        });
        let bytes = self.terminal.backend_mut().take();
        self.pace.painted(Instant::now(), bytes.len());
        if !bytes.is_empty() {
            self.writer_idle = false;
            self.frames = self.frames.saturating_add(1);
            self.writer.frame(bytes);
        }
        self.want();
        #[cfg(debug_assertions)]
        if let Some(fault) = self.fault.take() {
            fault.inject(&self.worker);
        }
    }

    fn want(&mut self) {
        self.wanted = Instant::now();
        self.jobs.want();
    }
}
