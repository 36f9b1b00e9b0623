//! What sshd runs for a key it has proved: a seat is found or taken, and the course opens.

use super::files::Files;
use super::sessions;
use crate::commands::cli::Global;
use crate::commands::{Failure, course, print, unix_time};
use crate::seats::{Enrolment, Entry, LONGEST_NAME, Refused, entry};
use crate::session::Slots;
use std::fs::File;
use std::io::{self, BufRead, Read};
use std::process::ExitCode;

/// How often the class word may be tried in one connection, and how many rests a wrong one takes: a second.
const TRIES: usize = 3;
const WRONG: usize = 4;

/// The longest line that is heard.
const LONGEST: u64 = 256;

/// Letters and digits of a code, without those that look alike.
const SIGNS: &[u8; 32] = b"abcdefghjkmnpqrstuvwxyz234567899";

/// What is said where a code takes the place of another.
pub const CANCELLED: &str = "The code that was made before is good no longer.\n";

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
            // A code may be of a seat that was revoked since.
            match entry(fingerprint, &files.rules()?, &files.ledger()?) {
                Entry::Seat(seat) => seat,
                Entry::Stranger | Entry::Closed => return Err(no_seat()),
            }
        }
        Entry::Closed => return Err(no_seat()),
    };
    match std::env::var("SSH_ORIGINAL_COMMAND")
        .unwrap_or_default()
        .trim()
    {
        "add-key" => {
            let (code, replaces) = code(files, &seat)?;
            let good = "Come with your other key within a quarter of an hour, and give this when you are asked.";
            let before = if replaces { CANCELLED } else { "" };
            return print(&format!("{code}\n{good}\n{before}"));
        }
        "name" => {
            name(files, &seat)?;
            return Ok(ExitCode::SUCCESS);
        }
        _ => {}
    }
    let _open = sessions::open(files.state(), &seat, fingerprint)?;
    let global = Global {
        learner: Some(seat),
        state: Some(files.state().to_owned()),
        ..global.clone()
    };
    course::go_on(&global)
}

/// Asks for the class word, or a code, until it is right. With the right one and no seat left there is
/// nothing to try again.
fn enrol(files: &Files, fingerprint: &str) -> Result<String, Failure> {
    let rules = files.rules()?;
    let asked = match rules.enrolment {
        Enrolment::Open => "The class word, or the code of a key that has your seat:",
        Enrolment::Closed => "The code of a key that has your seat:",
    };
    print(&format!("Your key is new here. {asked}\n"))?;
    for left in (0..TRIES).rev() {
        let Some(word) = heard()? else { break };
        let mut wrong = false;
        let enrolled = files.change(|ledger| {
            let seat = ledger.enrol(fingerprint, &word, &rules, unix_time());
            wrong = matches!(seat, Err(Refused::Word | Refused::Code));
            seat
        });
        match enrolled {
            Err(failure) if wrong => {
                (0..WRONG).for_each(|_| Slots::rest());
                if left == 0 {
                    return Err(failure);
                }
                print(&format!("{failure}\nOnce more. {asked}\n"))?;
            }
            enrolled => return enrolled,
        }
    }
    Err(Failure(
        "no seat was taken: come again with what was asked for".to_owned(),
    ))
}

/// Asks what the learner wants to be called, until the name can be theirs or they leave it as it is.
fn name(files: &Files, seat: &str) -> Result<(), Failure> {
    let rules = files.rules()?;
    let ledger = files.ledger()?;
    let (who, enter) = match ledger.called(seat) {
        "" => (String::new(), "Enter for no name"),
        called => (format!(" and are called {called}"), "Enter keeps it"),
    };
    print(&format!("You have {seat}{who}.\n"))?;
    for _ in 0..TRIES {
        print(&format!(
            "What shall your teacher call you? Up to {LONGEST_NAME} letters; {enter}:\n"
        ))?;
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

fn no_seat() -> Failure {
    Failure("this key has no seat here: ask your teacher".to_owned())
}

/// Makes a code for another key of a seat, and says whether one that was still good is so no longer.
///
/// # Errors
/// If it cannot be kept.
pub fn code(files: &Files, seat: &str) -> Result<(String, bool), Failure> {
    let mut bytes = [0; 10];
    let random = File::open("/dev/urandom").and_then(|mut source| source.read_exact(&mut bytes));
    random.map_err(|error| Failure(format!("the system gives no random numbers: {error}")))?;
    let sign = |byte: &u8| char::from(SIGNS[usize::from(byte % 32)]);
    let code: String = bytes.iter().map(sign).collect();
    let replaces = files.change(|ledger| Ok(ledger.promise(seat, &code, unix_time())))?;
    Ok((code, replaces))
}
