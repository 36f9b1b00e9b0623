//! What sshd runs for a key it has proved: a seat is found or taken, and the course opens.

use super::files::Files;
use super::sessions;
use crate::commands::cli::Global;
use crate::commands::{Failure, course, print};
use crate::seats::{Entry, LONGEST_NAME, entry};
use crate::session::Slots;
use std::fs::File;
use std::io::{self, BufRead, Read};
use std::process::ExitCode;
use std::time::{SystemTime, UNIX_EPOCH};

/// How often the class word may be tried in one connection, and how many rests a wrong one takes: a second.
const TRIES: usize = 3;
const WRONG: usize = 4;

/// The longest line that is heard.
const LONGEST: u64 = 256;

/// Letters and digits of a code, without those that look alike.
const SIGNS: &[u8; 32] = b"abcdefghjkmnpqrstuvwxyz234567899";

/// Lets the holder of a key in. What they asked ssh to run is heard for two words, `name` and `add-key`, and
/// else passed over.
///
/// # Errors
/// Who may not come in, in a sentence.
pub fn enter(files: &Files, fingerprint: &str, global: &Global) -> Result<ExitCode, Failure> {
    let (rules, ledger) = (files.rules()?, files.ledger()?);
    let seat = match entry(fingerprint, &rules, &ledger) {
        Entry::Seat(seat) => seat,
        Entry::Stranger => {
            let seat = enrol(files, fingerprint)?;
            name(files, &seat)?;
            seat
        }
        Entry::Closed => {
            return Err(Failure(
                "this key has no seat here: ask your teacher".to_owned(),
            ));
        }
    };
    match std::env::var("SSH_ORIGINAL_COMMAND")
        .unwrap_or_default()
        .trim()
    {
        "add-key" => {
            return print(&format!(
                "{}\nCome with your other key within a quarter of an hour, and give this for the class word.\n",
                code(files, &seat)?
            ));
        }
        "name" => {
            name(files, &seat)?;
            return Ok(ExitCode::SUCCESS);
        }
        _ => {}
    }
    let _open = sessions::open(files.state(), &seat)?;
    let global = Global {
        learner: Some(seat),
        state: Some(files.state().to_owned()),
        ..global.clone()
    };
    course::go_on(&global)
}

/// Asks for the class word until it is right.
fn enrol(files: &Files, fingerprint: &str) -> Result<String, Failure> {
    let rules = files.rules()?;
    print("Your key is new here. The class word, or the code of a key that has your seat:\n")?;
    let mut refused = None;
    for _ in 0..TRIES {
        let Some(word) = heard()? else { break };
        match files.change(|ledger| ledger.enrol(fingerprint, &word, &rules, now())) {
            Ok(seat) => return Ok(seat),
            Err(failure) => {
                (0..WRONG).for_each(|_| Slots::rest());
                print(&format!("{failure}\n"))?;
                refused = Some(failure);
            }
        }
    }
    let unsaid = || Failure("no seat was taken: come again with the class word".to_owned());
    Err(refused.unwrap_or_else(unsaid))
}

/// Asks what the learner wants to be called, until the name can be theirs or they want none.
fn name(files: &Files, seat: &str) -> Result<(), Failure> {
    let rules = files.rules()?;
    print(&format!(
        "You have {seat}. What shall your teacher call you? Up to {LONGEST_NAME} letters; Enter for no name:\n"
    ))?;
    for _ in 0..TRIES {
        let Some(name) = heard()?.filter(|name| !name.trim().is_empty()) else {
            break;
        };
        match files.change(|ledger| ledger.call(seat, &name, &rules)) {
            Ok(()) => break,
            Err(failure) => print(&format!("{failure}\n"))?,
        };
    }
    Ok(())
}

/// A line of standard input, no longer than is good; none at its end.
fn heard() -> Result<Option<String>, Failure> {
    let mut line = Vec::new();
    let mut input = io::stdin().lock();
    let read = input.by_ref().take(LONGEST).read_until(b'\n', &mut line);
    read.map_err(|error| Failure(format!("standard input cannot be read: {error}")))?;
    match line.is_empty() {
        true => Ok(None),
        false => Ok(Some(String::from_utf8_lossy(&line).into_owned())),
    }
}

/// Makes a code for another key of a seat.
///
/// # Errors
/// If it cannot be kept.
pub fn code(files: &Files, seat: &str) -> Result<String, Failure> {
    let mut bytes = [0; 10];
    let random = File::open("/dev/urandom").and_then(|mut source| source.read_exact(&mut bytes));
    random.map_err(|error| Failure(format!("the system gives no random numbers: {error}")))?;
    let sign = |byte: &u8| char::from(SIGNS[usize::from(byte % 32)]);
    let code: String = bytes.iter().map(sign).collect();
    files.change(|ledger| {
        ledger.promise(seat, &code, now());
        Ok(())
    })?;
    Ok(code)
}

/// Seconds since 1970; a clock before that is taken for that.
fn now() -> u64 {
    let since = SystemTime::now().duration_since(UNIX_EPOCH);
    since.map_or(0, |since| since.as_secs())
}
