//! A worker's process, and the threads that listen and speak to it. Nobody who has a link waits for
//! what is at its other end.

use std::io::{self, BufRead, BufReader, Read};
use std::os::unix::process::{CommandExt, ExitStatusExt};
use std::process::{Child, Command, ExitStatus, Stdio};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{self, Receiver, Sender};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::thread;
use std::time::Duration;

use rustix::process::{Pid, Signal, kill_process_group};

use crate::train::wire::news::{self, FromWorker};
use crate::train::wire::{Broken, Hello, send};

/// How long a worker whose input has ended may take to end, before it is asked to, and again before it
/// is killed.
const GRACE: Duration = Duration::from_secs(2);
const LOOK: Duration = Duration::from_millis(20);

/// Characters of what a worker complains of.
const COMPLAINT: usize = 160;

/// What comes from a worker.
pub(super) enum Word {
    Hello(Hello),
    Says(FromWorker, Vec<f32>),
    /// What it says is not understood.
    Broken(Broken),
    /// It has ended; how, and the reason that it, or what started it, complained of, if one was among that.
    Ended(String, Option<String>),
}

/// A hold on a worker; dropping it lets the worker end.
pub(super) struct Link {
    to: Sender<Vec<u8>>,
    process: Arc<Process>,
}

struct Process {
    child: Mutex<Child>,
    /// It has said who it is.
    has_greeted: AtomicBool,
    complaints: Mutex<Complaints>,
}

/// What a worker complained of.
#[derive(Default)]
struct Complaints {
    last: String,
    /// The line that tells most of a reason, and how much.
    reason: (u8, String),
}

impl Link {
    /// Starts a worker with a shell's command. What it says is handed to `hear`, which says whether
    /// anybody still listens; its checkpoints have so many parameters.
    ///
    /// # Errors
    /// If the system gives no process or no thread.
    pub(super) fn open(
        command: &str,
        parameters: usize,
        hear: impl Fn(Word) -> bool + Send + 'static,
    ) -> io::Result<Self> {
        // A group of its own: keys that end the course at its terminal are none of its affair.
        let mut child = Command::new("/bin/sh")
            .args(["-c", command])
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .process_group(0)
            .spawn()?;
        let streams = (child.stdin.take(), child.stdout.take(), child.stderr.take());
        let process = Arc::new(Process {
            child: Mutex::new(child),
            has_greeted: AtomicBool::new(false),
            complaints: Mutex::default(),
        });
        let (Some(mut input), Some(output), Some(errors)) = streams else {
            return Err(io::ErrorKind::BrokenPipe.into());
        };
        let (to, frames): (_, Receiver<Vec<u8>>) = mpsc::channel();
        begin("worker-in", move || {
            for frame in frames {
                if send(&mut input, &frame).is_err() {
                    return;
                }
            }
        })?;
        let own = Arc::clone(&process);
        let (complains, complained) = mpsc::channel::<()>();
        begin("worker-err", move || {
            own.listen_to_complaints(errors);
            drop(complains);
        })?;
        let own = Arc::clone(&process);
        begin("worker-out", move || {
            listen(output, parameters, &|word| {
                let is_greeting = matches!(word, Word::Hello(_));
                own.has_greeted.fetch_or(is_greeting, Ordering::Relaxed);
                hear(word)
            });
            let status = own.end();
            // Its last words may still be on their way; who else holds that stream is not waited for long.
            let _ = complained.recv_timeout(GRACE);
            let (how, reason) = own.ended(status);
            hear(Word::Ended(how, reason));
        })?;
        Ok(Self { to, process })
    }

    /// Says something, now or when the worker takes it.
    pub(super) fn say(&self, frame: Vec<u8>) {
        // Who no longer listens has ended, and that is told.
        let _ = self.to.send(frame);
    }

    /// What the worker, or what starts it, has complained of last.
    pub(super) fn complaint(&self) -> String {
        self.process.complaints().last.clone()
    }
}

impl Drop for Link {
    fn drop(&mut self) {
        // What waits in a queue has nothing to finish, and may not notice that its input ends.
        if !self.process.has_greeted.load(Ordering::Relaxed) {
            self.process.status(Some(Signal::TERM));
        }
        // Its input ends with the sender in `self`.
        let process = Arc::clone(&self.process);
        let _ = begin("worker-end", move || {
            process.end();
        });
    }
}

impl Process {
    fn complaints(&self) -> MutexGuard<'_, Complaints> {
        self.complaints
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
    }

    /// Keeps the last line, and the one that tells most; what comes without an end is thrown away as it comes.
    fn listen_to_complaints(&self, errors: impl Read) {
        let mut errors = BufReader::new(errors);
        loop {
            let mut line = Vec::new();
            match errors.by_ref().take(4096).read_until(b'\n', &mut line) {
                Ok(0) | Err(_) => return,
                Ok(_) => {}
            }
            let line = String::from_utf8_lossy(&line);
            let plain = |c: char| if c.is_control() { ' ' } else { c };
            let line: String = line.trim().chars().map(plain).take(COMPLAINT).collect();
            if line.is_empty() {
                continue;
            }
            let tells = tells(&line);
            let mut kept = self.complaints();
            if tells > 0 && tells >= kept.reason.0 {
                kept.reason = (tells, line.clone());
            }
            kept.last = line;
        }
    }

    /// Waits for the end, and makes it come.
    fn end(&self) -> Option<ExitStatus> {
        let rounds = (GRACE.as_millis() / LOOK.as_millis()) as usize;
        for signal in [None, Some(Signal::TERM), Some(Signal::KILL)] {
            for _ in 0..rounds {
                if let Some(status) = self.status(signal) {
                    return Some(status);
                }
                thread::sleep(LOOK);
            }
        }
        None
    }

    /// How it ended; while it has not, it is sent a signal. Both under one lock, so that no other
    /// process can have its number.
    fn status(&self, signal: Option<Signal>) -> Option<ExitStatus> {
        let mut child = self.child.lock().unwrap_or_else(PoisonError::into_inner);
        let status = child.try_wait().ok()?;
        if status.is_none()
            && let (Some(signal), Some(pid)) = (signal, Pid::from_raw(child.id() as i32))
        {
            let _ = kill_process_group(pid, signal);
        }
        status
    }

    /// How it ended, if it did, with what it complained of last; and the reason, where it told one.
    fn ended(&self, status: Option<ExitStatus>) -> (String, Option<String>) {
        let how = match status.map(|status| (status.code(), status.signal())) {
            None => "it does not end".to_owned(),
            Some((Some(0), _)) => "it ended".to_owned(),
            Some((Some(code), _)) => format!("it ended with status {code}"),
            Some((None, signal)) => format!("it was killed by signal {}", signal.unwrap_or(0)),
        };
        let kept = self.complaints();
        let how = match kept.last.as_str() {
            "" => how,
            last => format!("{how}: {last}"),
        };
        let reason = &kept.reason.1;
        (how, (!reason.is_empty()).then(|| reason.clone()))
    }
}

/// How much a line of complaint tells of a reason: a scheduler says why it ends a job, then what became of
/// its parts.
fn tells(line: &str) -> u8 {
    match line {
        line if line.contains("CANCELLED") => 3,
        line if line.contains("error") && !line.contains(": task ") => 2,
        line if line.contains("error") => 1,
        _ => 0,
    }
}

/// Hands on what a worker says, to its end or to the first thing that is not understood.
fn listen(output: impl Read, parameters: usize, hear: &dyn Fn(Word) -> bool) {
    let mut output = BufReader::with_capacity(1 << 16, output);
    let hello = match Hello::read(&mut output) {
        Ok(hello) => hello,
        Err(Broken::Short | Broken::Gone(_)) => return,
        Err(why) => {
            hear(Word::Broken(why));
            return;
        }
    };
    if !hear(Word::Hello(hello)) {
        return;
    }
    loop {
        let word = match news::read(&mut output, parameters) {
            Ok(None) => return,
            Ok(Some(frame)) => Word::Says(frame.says, frame.numbers),
            // Killed while it wrote: how is told.
            Err(Broken::Short | Broken::Gone(_)) => return,
            Err(why) => Word::Broken(why),
        };
        let is_last = matches!(word, Word::Broken(_));
        if !hear(word) || is_last {
            return;
        }
    }
}

fn begin(name: &str, work: impl FnOnce() + Send + 'static) -> io::Result<()> {
    let thread = thread::Builder::new().name(name.to_owned());
    thread.stack_size(128 << 10).spawn(work).map(|_| ())
}
