//! The worker's side: a job that comes in on a stream is run as every other one, and what it comes to
//! goes out on another.

use std::io::{BufRead, BufReader, Read, Write};
use std::sync::Arc;
use std::sync::mpsc::{self, RecvTimeoutError, Sender};
use std::thread;
use std::time::Duration;

use super::{Handle, Runner, Turnstile};
use crate::train::wire::job::{NOBODY, ToWorker};
use crate::train::wire::news::FromWorker;
use crate::train::wire::{Broken, Hello, frame, job, news, send};
use crate::train::{Checkpoint, Command, State};

/// How often it is looked whether the end was asked for.
const LOOK: Duration = Duration::from_millis(100);

/// How long the end waits for the job to stop where it is.
const PARTING: Duration = Duration::from_secs(2);

/// Something for the worker to do.
enum Event {
    Order(ToWorker),
    /// The course has gone.
    Gone,
    Broken(Broken),
    /// The job has a checkpoint.
    News,
}

/// Greets, takes a job, runs it and tells of it until the course has gone, the job is over, or `ending`
/// says that the end was asked for, and by whom. It trains on `threads` at the most, when `turnstile` lets it.
///
/// # Errors
/// Why the job cannot be done, or is not gone on with; the course was told.
pub fn serve(
    input: impl Read + Send + 'static,
    mut output: impl Write,
    hello: &Hello,
    threads: Option<usize>,
    turnstile: Box<dyn Turnstile>,
    ending: impl Fn() -> Option<String>,
) -> Result<(), Broken> {
    send(&mut output, hello.line().as_bytes())?;
    let mut input = BufReader::with_capacity(1 << 16, input);
    let mut task = match job::read(&mut input) {
        Ok(task) => task,
        Err(why) => return refuse(&mut output, why),
    };
    if let Some(threads) = threads {
        let own = task.plan.threads();
        let fewer = if own == 0 { threads } else { threads.min(own) };
        task.plan = task.plan.on_threads(fewer);
    }
    let (events, heard) = mpsc::channel();
    let (orders, bell) = (events.clone(), events);
    let listen = move || listen(&mut input, &orders);
    thread::Builder::new()
        .name("orders".to_owned())
        .spawn(listen)?;
    let ring = move || {
        let _ = bell.send(Event::News);
    };
    let mut handle = Runner::start(NOBODY, task, turnstile, ring);
    let mut ended = 0;
    let mut state = State::Paused;
    loop {
        if let Some(who) = ending() {
            handle.tell(Command::Pause);
            let told = handle.told;
            if let Some(at) = handle.part(PARTING) {
                send_ends(&at, &mut ended, &mut output)?;
                // Nobody paused it: it leaves as what it was.
                let at = Checkpoint {
                    state,
                    ..Checkpoint::clone(&at)
                };
                send(&mut output, &news::bytes(&at, told))?;
            }
            let leaves = frame(&FromWorker::Leaves(who), &[]);
            return Ok(send(&mut output, &leaves)?);
        }
        match heard.recv_timeout(LOOK) {
            Ok(Event::Order(ToWorker::Tell(command))) => handle.tell(command),
            Ok(Event::Order(ToWorker::Want)) => handle.want(),
            Ok(Event::Order(ToWorker::Job(_))) => {
                let why = "a worker has one job, and a second came".to_owned();
                return refuse(&mut output, Broken::Unfit(why));
            }
            Ok(Event::News) => {
                let Some(at) = tell(&mut handle, &mut ended, &mut output)? else {
                    continue;
                };
                if at.state.is_over() {
                    return Ok(());
                }
                state = at.state.clone();
            }
            Ok(Event::Broken(why)) => return refuse(&mut output, why),
            Ok(Event::Gone) | Err(RecvTimeoutError::Disconnected) => return Ok(()),
            Err(RecvTimeoutError::Timeout) => {}
        }
    }
}

/// Sends the newest checkpoint, if there is one that was not sent, and before it the epochs that have
/// ended since.
fn tell(
    handle: &mut Handle,
    ended: &mut u64,
    output: &mut impl Write,
) -> Result<Option<Arc<Checkpoint>>, Broken> {
    let at = handle.take();
    if let Some(at) = &at {
        send_ends(at, ended, output)?;
        send(output, &news::bytes(at, handle.heard.min(handle.told)))?;
    }
    Ok(at)
}

/// Sends the ends of epochs that came after the step `ended`.
fn send_ends(at: &Checkpoint, ended: &mut u64, output: &mut impl Write) -> Result<(), Broken> {
    for end in at.ends.iter().filter(|end| end.step > *ended) {
        send(output, &news::end(end))?;
    }
    *ended = at.ends.last().map_or(*ended, |end| end.step);
    Ok(())
}

fn refuse(output: &mut impl Write, why: Broken) -> Result<(), Broken> {
    // A course that is gone cannot be told.
    let _ = send(output, &frame(&FromWorker::Refused(why.to_string()), &[]));
    Err(why)
}

/// Hands orders on until there are no more.
fn listen(input: &mut impl BufRead, orders: &Sender<Event>) {
    loop {
        let event = match job::order(input) {
            Ok(Some(frame)) => Event::Order(frame.says),
            Ok(None) => Event::Gone,
            Err(why) => Event::Broken(why),
        };
        let is_last = !matches!(event, Event::Order(_));
        if orders.send(event).is_err() || is_last {
            return;
        }
    }
}
