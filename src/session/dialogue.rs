//! A session of lines on standard input and output: on a terminal, in a pipe, under a screen
//! reader. No mode of a terminal is touched. What is computed and kept is done before the answer,
//! so that an answer is whole; only training has threads of its own.

mod hearing;
mod script;

use std::io::{self, IsTerminal, Write};
use std::sync::Arc;
use std::sync::mpsc::{Receiver, RecvTimeoutError, SyncSender, sync_channel};
use std::time::{Duration, Instant};

use super::ending::Ending;
use super::jobs::Threads;
use super::news::{News, WAITING, unix_time};
use super::outside::{Jobs, Outside};
use super::pace::FRAME;
use super::saver::Keeper;
use super::telling::Telling;
use super::watch::Watch;
use super::{End, Ended, Error, Lessons, Options};
use crate::app::dialogue::Dialogue;
use crate::event::Event;
use crate::msg::Msg;
pub use script::Script;

/// Between two reports of what runs by itself.
const CALM: Duration = Duration::from_secs(1);
/// Between two looks at a training, for tasks that it may meet.
const LOOK: Duration = Duration::from_millis(100);
/// How long the end waits for jobs to stop where they are.
const PARTING: Duration = Duration::from_millis(150);
/// Ticks after which the next line of a pipe is heard although something still moves.
const MOST_TICKS: u32 = 100_000;

/// Runs the course in lines until the learner leaves, the lines end or a signal asks for it. Of
/// `lessons` each new version is told.
///
/// Lines that a person types are heard at once. Those of a pipe wait for a run to end, but for one
/// that asks it to stop: so a script trains as far as it says.
///
/// # Errors
/// Standard output cannot be written, or the system refused a thread.
pub fn run(
    dialogue: Dialogue,
    options: Options,
    keeper: Box<dyn Keeper>,
    lessons: Option<Lessons>,
) -> Result<Ended, Error> {
    let (inbox, news) = sync_channel(WAITING);
    let ending = Arc::new(Ending::default());
    hearing::signals(Arc::clone(&ending), inbox.clone()).map_err(Error::Thread)?;
    let more = hearing::lines(io::stdin(), inbox.clone()).map_err(Error::Thread)?;
    let watch = lessons.map(|lessons| Watch::start(lessons, inbox.clone()));
    let _watch = watch.transpose().map_err(Error::Thread)?;
    let is_typed = io::stdin().is_terminal();
    let talk = Talk {
        dialogue,
        outside: Outside::new(Threads::new(inbox, &options), keeper),
        ending,
        more,
        is_typed,
        scheduled: options.scheduled,
        prompts: is_typed && io::stdout().is_terminal(),
        prompted: false,
        held: None,
        owes: false,
        over: false,
        began: Instant::now(),
        telling: Telling::default(),
        looked: Instant::now(),
        reported: Instant::now(),
        ticks: 0,
        end: None,
    };
    talk.run(&news)
}

/// A session under way.
struct Talk {
    dialogue: Dialogue,
    outside: Outside<Threads, Box<dyn Keeper>>,
    /// The signal that asked for the end.
    ending: Arc<Ending>,
    /// Asks for the next line.
    more: SyncSender<()>,
    /// A person types.
    is_typed: bool,
    /// It may be ended without a word.
    scheduled: bool,
    /// And sees what is written.
    prompts: bool,
    prompted: bool,
    /// A line that waits for a run to end.
    held: Option<String>,
    /// A line was heard, and what it set off is not over: the answer waits for that.
    owes: bool,
    /// There are no more lines.
    over: bool,
    began: Instant,
    telling: Telling,
    looked: Instant,
    reported: Instant,
    ticks: u32,
    end: Option<End>,
}

impl Talk {
    fn run(mut self, news: &Receiver<News>) -> Result<Ended, Error> {
        self.update(Msg::Time(unix_time()));
        let failure = self.talk(news).err();
        // Who no longer listens has left; a terminal that takes nothing more is gone.
        let gone = failure.as_ref().is_some_and(|error| !has_left(error));
        self.leave(if gone { End::Hangup } else { End::Quit });
        let end = self.end.unwrap_or(End::Quit);
        self.outside.jobs.pause();
        let parted = self.outside.jobs.part(PARTING);
        let heard = parted.into_iter().map(Msg::Trained);
        let last = heard.flat_map(|msg| self.dialogue.update(msg));
        let unsaved = self.outside.keeping.finish(last);
        match failure {
            Some(error) if !has_left(&error) && !has_hung_up(&error) => {
                return Err(Error::Output(error));
            }
            Some(_) => {}
            None => {
                let is_kept = unsaved.progress.is_none();
                bid_farewell(end, self.prompted, is_kept);
            }
        }
        Ok(Ended { end, unsaved })
    }

    fn talk(&mut self, news: &Receiver<News>) -> io::Result<()> {
        self.answer()?;
        while self.end.is_none() {
            self.step(news)?;
        }
        Ok(())
    }

    fn step(&mut self, news: &Receiver<News>) -> io::Result<()> {
        let doing = self.outside.jobs.doing();
        if self.telling.is_due(doing, Instant::now()) {
            self.outside.keeping.keeper.tell(doing);
        }
        let busy = self.owes || self.dialogue.is_busy() && self.ticks < MOST_TICKS;
        // What asks for the end of a run waits for the answer to the line before, and not for the run.
        let now = |line: &mut String| !busy || !self.owes && Dialogue::is_stop(line);
        if let Some(line) = self.held.take_if(now) {
            return self.hear(line);
        }
        if !busy && self.over {
            self.leave(End::Quit);
            return Ok(());
        }
        let first = match self.wait(busy) {
            Some(wait) => news.recv_timeout(wait),
            None => news.recv().map_err(|_| RecvTimeoutError::Disconnected),
        };
        for next in first.into_iter().chain(news.try_iter().take(WAITING)) {
            match next {
                News::Input(events) => {
                    for event in events {
                        self.line(event)?;
                    }
                }
                News::Msg(msg @ Msg::Lessons(_)) => {
                    self.update(msg);
                    self.interject()?;
                }
                News::Msg(msg) => self.update(msg),
                News::Hangup => {
                    self.over = true;
                    if self.is_typed {
                        if self.prompted {
                            write("\n")?;
                        }
                        self.leave(End::Quit);
                    }
                }
                News::Answers(..) | News::Bell => {}
            }
        }
        if let Some(signal) = self.ending.signal() {
            self.leave(End::Signal(signal));
        }
        self.go_on()
    }

    /// How long to wait for news; none: for ever.
    fn wait(&self, busy: bool) -> Option<Duration> {
        match (self.dialogue.wants_ticks(), busy) {
            // What moves with ticks moves as fast as it can: nobody watches it.
            (true, true) => Some(Duration::ZERO),
            (true, false) => Some(FRAME),
            (false, true) => Some(LOOK),
            (false, false) => None,
        }
    }

    /// A line, or the end of one that came before the answer to the last.
    fn line(&mut self, event: Event) -> io::Result<()> {
        let Event::Line(line) = event else {
            return Ok(());
        };
        let runs = self.dialogue.is_busy() && !self.is_typed && !Dialogue::is_stop(&line);
        let waits = self.owes || runs;
        match waits {
            true => {
                self.held = Some(line);
                Ok(())
            }
            false => self.hear(line),
        }
    }

    fn hear(&mut self, line: String) -> io::Result<()> {
        self.prompted = false;
        self.ticks = 0;
        self.update(Msg::Time(unix_time()));
        self.update(Msg::Input(Event::Line(line)));
        self.owes = true;
        self.settle()?;
        let _ = self.more.send(()); // the thread ends only with its last line
        Ok(())
    }

    /// Answers the last line, once it is known what became of it: a single step, a pause, a run that
    /// cannot begin.
    fn settle(&mut self) -> io::Result<()> {
        if !self.owes || self.outside.jobs.are_settling() {
            return Ok(());
        }
        self.owes = false;
        self.answer()
    }

    /// Whatever moves by itself goes on; news of it is told.
    fn go_on(&mut self) -> io::Result<()> {
        let was_busy = self.dialogue.is_busy();
        if self.dialogue.wants_ticks() {
            self.ticks = self.ticks.saturating_add(1);
            self.update(Msg::Input(Event::Tick(self.began.elapsed())));
        }
        for checkpoint in self.outside.jobs.news() {
            self.update(Msg::Trained(checkpoint));
        }
        if self.looked.elapsed() >= LOOK {
            self.looked = Instant::now();
            self.outside.jobs.want();
        }
        self.settle()?;
        if !was_busy || self.owes {
            return Ok(());
        }
        if !self.dialogue.is_busy() {
            return self.answer();
        }
        if self.reported.elapsed() >= CALM {
            self.reported = Instant::now();
            if self.scheduled {
                self.update(Msg::Keep);
            }
            self.answer()?;
            if let Some(report) = self.dialogue.report() {
                write(&report)?;
            }
        }
        Ok(())
    }

    fn update(&mut self, msg: Msg) {
        if self.end.is_none() && carry_out(&mut self.outside, &mut self.dialogue, msg) {
            self.end = Some(End::Quit);
        }
    }

    fn leave(&mut self, end: End) {
        if self.end.is_none() {
            let quit = Msg::Input(Event::Quit);
            carry_out(&mut self.outside, &mut self.dialogue, quit);
            self.end = Some(end);
        }
    }

    /// Says something between a person's lines: not behind the mark of their turn.
    fn interject(&mut self) -> io::Result<()> {
        if std::mem::take(&mut self.prompted) {
            write("\n")?;
        }
        self.answer()
    }

    /// Says what there is to say; where a person types, shows that it is their turn.
    fn answer(&mut self) -> io::Result<()> {
        if self.end.is_some() {
            return Ok(());
        }
        let mut text = self.dialogue.said();
        let turn = self.prompts && !self.prompted && !self.dialogue.is_busy();
        if turn {
            text.push_str("> ");
            self.prompted = true;
        }
        write(&text)
    }
}

/// Hands a message to the course and carries out what follows, to its end. Says whether the course
/// asks to be ended.
fn carry_out<J: Jobs, K: Keeper>(
    outside: &mut Outside<J, K>,
    dialogue: &mut Dialogue,
    msg: Msg,
) -> bool {
    let effects = dialogue.update(msg);
    let left = outside.carry_out(effects, &mut |msg| dialogue.update(msg));
    // What it would copy, a dialogue says.
    left.refused
        .into_iter()
        .for_each(|why| dialogue.notify(why));
    left.quits
}

/// The last words, once all is kept: whether they are heard changes nothing any more.
fn bid_farewell(end: End, prompted: bool, is_kept: bool) {
    let _ = match end {
        // The shell's prompt, and what is said last, begin a line.
        End::Signal(_) if prompted => write("\n"),
        End::Quit | End::Hangup if is_kept => write("Your place is kept.\n"),
        _ => Ok(()),
    };
}

/// Whether the reader at the other end of a pipe has gone.
fn has_left(error: &io::Error) -> bool {
    error.kind() == io::ErrorKind::BrokenPipe
}

/// Whether the terminal that was written to is gone.
fn has_hung_up(error: &io::Error) -> bool {
    error.raw_os_error() == Some(rustix::io::Errno::IO.raw_os_error())
}

fn write(text: &str) -> io::Result<()> {
    let mut out = io::stdout().lock();
    out.write_all(text.as_bytes())?;
    out.flush()
}
