//! The real binary in a real pty, and an emulator that says what is on its screen.
//!
//! Every wait is for a condition and has a deadline; nothing sleeps. Each test owns its pty,
//! its environment and its home, and what it started dies with it.

#[path = "keys.rs"] // benches reach this file by its path too
mod keys;

use std::io::{Read, Write};
use std::num::NonZeroU16;
use std::os::fd::AsFd;
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::thread;
use std::time::{Duration, Instant};

use handson::lesson::catalog::Catalog;
use portable_pty::{
    ChildKiller, CommandBuilder, ExitStatus, MasterPty, PtySize, native_pty_system,
};
use rustix::event::{PollFd, PollFlags, Timespec, poll};
use rustix::fs::{Mode, OFlags, open};
use rustix::process::{Pid, Signal, kill_process, kill_process_group};

use keys::spelled;

/// Longer than anything takes here; a test that needs it has failed.
const DEADLINE: Duration = Duration::from_secs(30);

/// The program in its terminal.
pub struct Pty {
    master: Option<Box<dyn MasterPty + Send>>,
    keyboard: Option<Box<dyn Write + Send>>,
    killer: Box<dyn ChildKiller + Send + Sync>,
    pid: Pid,
    state: Arc<State>,
    _home: tempfile::TempDir,
}

#[derive(Default)]
struct State {
    seen: Mutex<Seen>,
    changed: Condvar,
}

#[derive(Default)]
struct Seen {
    emulator: vt100::Parser,
    bytes: Vec<u8>,
    unwatched: bool,
    stalled: bool,
    parked: bool,
    hung_up: bool,
    closed: bool,
    status: Option<ExitStatus>,
}

impl Pty {
    /// Starts `handson` with these arguments on a terminal of (columns, rows). The environment
    /// holds TERM, LANG, HOME and PATH, and what `env` says above that.
    pub fn spawn(args: &[&str], env: &[(&str, &str)], size: (u16, u16)) -> Self {
        Self::spawn_program(env!("CARGO_BIN_EXE_handson"), args, env, size)
    }

    /// Starts another program the same way, such as a shell that starts `handson`.
    pub fn spawn_program(
        program: &str,
        args: &[&str],
        env: &[(&str, &str)],
        size: (u16, u16),
    ) -> Self {
        let home = tempfile::tempdir().unwrap();
        let mut command = CommandBuilder::new(program);
        command.args(args);
        command.env_clear();
        command.cwd(home.path());
        command.env("HOME", home.path());
        command.env("PATH", std::env::var_os("PATH").unwrap_or_default());
        command.env("TERM", "xterm-256color");
        command.env("LANG", "C.UTF-8");
        command.env("HANDSON_SLOTS", "off"); // tests side by side are no class
        env.iter()
            .for_each(|(name, value)| command.env(name, value));

        let pair = native_pty_system().openpty(pty_size(size)).unwrap();
        let mut child = pair.slave.spawn_command(command).unwrap();
        drop(pair.slave); // or the reader would never see the end
        let state = Arc::new(State::default());
        let [rows, columns] = extent(size);
        state.seen().emulator = vt100::Parser::new(rows, columns, 0);

        let reader = pair.master.try_clone_reader().unwrap();
        let reading = Arc::clone(&state);
        thread::spawn(move || reading.read(reader));
        let pid = Pid::from_raw(child.process_id().unwrap().try_into().unwrap()).unwrap();
        let killer = child.clone_killer();
        let waiting = Arc::clone(&state);
        thread::spawn(move || {
            let status = child.wait().unwrap();
            waiting.change(|seen| seen.status = Some(status));
        });
        let keyboard = pair.master.take_writer().unwrap();
        Self {
            master: Some(pair.master),
            keyboard: Some(keyboard),
            killer,
            pid,
            state,
            _home: home,
        }
    }

    /// Types keys by their names: `Right`, `Enter`, `Ctrl-c`, `q`.
    pub fn press(&mut self, keys: &[&str]) {
        let bytes: Vec<u8> = keys.iter().flat_map(|key| spelled(key)).collect();
        self.send(&bytes);
    }

    /// Sends bytes as the terminal would.
    pub fn send(&mut self, bytes: &[u8]) {
        let keyboard = self.keyboard.as_mut().expect("not hung up");
        keyboard.write_all(bytes).unwrap();
        keyboard.flush().unwrap();
    }

    /// Sends a signal to the program.
    pub fn signal(&self, signal: Signal) {
        let _ = kill_process(self.pid, signal); // it may have ended
    }

    /// Sends a signal to every process of the job that has the terminal.
    pub fn signal_job(&self, signal: Signal) {
        let leader = self.master().process_group_leader().and_then(Pid::from_raw);
        kill_process_group(leader.expect("a job in front"), signal).unwrap();
    }

    /// The program's process.
    pub fn pid(&self) -> u32 {
        self.pid.as_raw_nonzero().get().unsigned_abs()
    }

    /// Says that the terminal has this size, which no emulator could have.
    pub fn claim(&self, size: (u16, u16)) {
        self.master().resize(pty_size(size)).unwrap();
    }

    /// Gives the terminal a new size of (columns, rows).
    pub fn resize(&self, size: (u16, u16)) {
        let [rows, columns] = extent(size);
        (self.state).change(|seen| seen.emulator.screen_mut().set_size(rows, columns));
        self.master().resize(pty_size(size)).unwrap();
    }

    /// Stops reading and fills the line up, as a stalled link does: the next write will wait.
    pub fn stall(&self) {
        self.state.change(|seen| seen.stalled = true);
        let flags = OFlags::WRONLY | OFlags::NOCTTY | OFlags::NONBLOCK;
        let line = open(self.master().tty_name().unwrap(), flags, Mode::empty()).unwrap();
        fill(&line); // the read under way takes some of it, and is the last one
        drop(self.state.wait(|seen| seen.parked));
        fill(&line);
    }

    /// Takes again what the program writes.
    pub fn flow(&self) {
        self.state.change(|seen| seen.stalled = false);
    }

    /// Takes the terminal away.
    pub fn hang_up(&mut self) {
        self.hang_up_after(|pty| pty.resize((33, 11)));
    }

    /// Takes the terminal away, once the program has been made to write one more frame: the
    /// reading thread holds the terminal too, and waits in a read.
    pub fn hang_up_after(&mut self, stir: impl FnOnce(&mut Self)) {
        self.state.change(|seen| seen.hung_up = true);
        stir(self);
        self.keyboard = None;
        self.master = None;
    }

    /// Waits until this text is on the screen.
    #[track_caller]
    pub fn wait_for(&self, text: &str) {
        self.wait_until(text, |screen| screen.contents().contains(text));
    }

    /// Waits until a step of the course is on the screen, such as `09:train`.
    #[track_caller]
    pub fn wait_for_step(&self, place: &str) {
        let course = Catalog::embedded().course().expect("a whole course");
        let (lesson, step) = course.find(place).expect("the step exists");
        let steps = course.lessons[lesson].steps.len();
        self.wait_for(&format!("{} of {steps}", step + 1));
    }

    /// Waits until the screen is as `condition` says; `what` names it.
    #[track_caller]
    pub fn wait_until(&self, what: &str, condition: impl Fn(&vt100::Screen) -> bool) {
        let seen = self.state.wait(|seen| condition(seen.emulator.screen()));
        let screen = seen.emulator.screen();
        assert!(condition(screen), "no {what} on\n{}", screen.contents());
    }

    /// Waits until the program has written these bytes.
    #[track_caller]
    pub fn wait_for_bytes(&self, bytes: &[u8]) {
        self.wait_for_bytes_after(0, bytes);
    }

    /// Waits until the program has written these bytes after so many others.
    #[track_caller]
    pub fn wait_for_bytes_after(&self, start: usize, bytes: &[u8]) {
        let wrote = |seen: &Seen| {
            let mut windows = seen.bytes[start..].windows(bytes.len());
            windows.any(|window| window == bytes)
        };
        assert!(wrote(&self.state.wait(wrote)), "never written");
    }

    /// The screen as it is now.
    pub fn screen(&self) -> vt100::Screen {
        self.state.seen().emulator.screen().clone()
    }

    /// Everything the program wrote so far.
    pub fn bytes(&self) -> Vec<u8> {
        self.state.seen().bytes.clone()
    }

    /// Only keeps what the program writes from now on, so that nobody's time goes into looking.
    pub fn look_away(&self) {
        self.state.change(|seen| seen.unwatched = true);
    }

    /// How the kernel treats the line: raw, echoing and so on.
    pub fn line_modes(&self) -> impl PartialEq + std::fmt::Debug + use<> {
        self.master().get_termios().unwrap()
    }

    /// Waits until the program has ended and its last byte was read.
    #[track_caller]
    pub fn exit_status(&self) -> ExitStatus {
        let over = |seen: &Seen| seen.status.is_some() && seen.closed;
        let seen = self.state.wait(over);
        let screen = seen.emulator.screen().contents();
        assert!(over(&seen), "still running, with\n{screen}");
        seen.status.clone().unwrap()
    }

    /// Waits until the program has ended, whether or not its last bytes were read.
    #[track_caller]
    pub fn wait_for_process(&self) {
        assert!(self.ends_within(DEADLINE), "still running");
    }

    /// Whether the program ends before this much time has passed.
    pub fn ends_within(&self, patience: Duration) -> bool {
        self.state
            .wait_for(patience, |seen| seen.status.is_some())
            .status
            .is_some()
    }

    fn master(&self) -> &(dyn MasterPty + Send) {
        self.master.as_deref().expect("not hung up")
    }
}

impl Drop for Pty {
    fn drop(&mut self) {
        let _ = self.killer.kill(); // ended already, if all went well
        self.flow();
    }
}

impl State {
    /// A failed assertion of one thread must not hide behind those of others.
    fn seen(&self) -> MutexGuard<'_, Seen> {
        self.seen.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn read(&self, mut terminal: impl Read) {
        let mut bytes = [0; 4096];
        loop {
            self.change(|seen| seen.parked = seen.stalled);
            let stalled = |seen: &mut Seen| seen.stalled;
            let seen = self.changed.wait_while(self.seen(), stalled).unwrap();
            if seen.hung_up {
                return;
            }
            drop(seen);
            match terminal.read(&mut bytes) {
                Ok(count @ 1..) => self.change(|seen| {
                    if !seen.unwatched {
                        seen.emulator.process(&bytes[..count]);
                    }
                    seen.bytes.extend_from_slice(&bytes[..count]);
                }),
                Ok(0) | Err(_) => return self.change(|seen| seen.closed = true),
            }
        }
    }

    fn change(&self, change: impl FnOnce(&mut Seen)) {
        change(&mut self.seen());
        self.changed.notify_all();
    }

    fn wait(&self, condition: impl Fn(&Seen) -> bool) -> MutexGuard<'_, Seen> {
        self.wait_for(DEADLINE, condition)
    }

    fn wait_for(
        &self,
        patience: Duration,
        condition: impl Fn(&Seen) -> bool,
    ) -> MutexGuard<'_, Seen> {
        let until = Instant::now() + patience;
        let mut seen = self.seen();
        while !condition(&seen) {
            let left = until.saturating_duration_since(Instant::now());
            let (again, timeout) = self.changed.wait_timeout(seen, left).unwrap();
            seen = again;
            if timeout.timed_out() {
                break;
            }
        }
        seen
    }
}

/// What is to be seen in every cell: a blank nobody has written is a blank.
pub fn cells(screen: &vt100::Screen) -> Vec<String> {
    let (rows, columns) = screen.size();
    let places = (0..rows.get()).flat_map(|y| (0..columns.get()).map(move |x| (y, x)));
    let seen = |cell: &vt100::Cell| match cell.contents() {
        "" | " " => format!("{:?}", cell.bgcolor()),
        text => format!(
            "{text} {:?} {:?} {} {} {}",
            cell.fgcolor(),
            cell.bgcolor(),
            cell.bold(),
            cell.underline(),
            cell.inverse()
        ),
    };
    places
        .filter_map(|(y, x)| screen.cell(y, x).map(seen))
        .collect()
}

/// Writes zeros until there is no room for more.
fn fill(line: &impl AsFd) {
    let soon = Timespec {
        tv_sec: 0,
        tv_nsec: 100_000_000,
    };
    let room = |line| {
        poll(
            &mut [PollFd::from_borrowed_fd(line, PollFlags::OUT)],
            Some(&soon),
        )
    };
    while room(line.as_fd()).unwrap() > 0 {
        for size in [512, 1] {
            while rustix::io::write(line, &[0; 512][..size]).is_ok() {}
        }
    }
}

fn pty_size((cols, rows): (u16, u16)) -> PtySize {
    PtySize {
        rows,
        cols,
        pixel_width: 0,
        pixel_height: 0,
    }
}

/// Rows and columns of an emulator's screen, which has one of each at least.
pub fn extent((columns, rows): (u16, u16)) -> [NonZeroU16; 2] {
    [rows, columns].map(|n| NonZeroU16::new(n).unwrap_or(NonZeroU16::MIN))
}
