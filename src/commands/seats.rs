//! `handson seats`: who comes into a class with which key. sshd asks `keys`; what it then runs is `enter`.

mod door;
mod doubts;
mod files;
mod list;
mod sessions;
mod syslog;

use crate::commands::cli::Global;
use crate::commands::course::store;
use crate::commands::{Failure, print};
use crate::progress::is_learner;
use crate::seats::{Enrolment, PublicKey, entry, line};
use clap::{Args, Subcommand};
use files::Files;
pub use files::LEDGER;
use std::path::PathBuf;
use std::process::ExitCode;

/// Where the rules are unless somebody says otherwise.
const RULES: &str = "/etc/handson/seats.toml";

/// Flags of `seats`.
#[derive(Debug, Clone, Args)]
pub struct SeatsArgs {
    /// The teacher's rules: account, enrolment, list
    #[arg(long, value_name = "FILE", default_value = RULES)]
    rules: PathBuf,
    #[command(subcommand)]
    what: Seats,
}

/// What is to be done.
#[derive(Debug, Clone, Subcommand)]
enum Seats {
    /// Tell sshd what a key opens, as its AuthorizedKeysCommand
    Keys {
        /// The account that is asked for: %u
        account: String,
        /// The kind of the key: %t
        kind: String,
        /// The key: %k
        key: String,
    },
    /// Come in with a key that sshd has proved
    #[command(hide = true)]
    Enter {
        /// Its fingerprint
        fingerprint: String,
    },
    /// List seats, keys and names
    List {
        /// One JSON document
        #[arg(long)]
        json: bool,
    },
    /// Take a seat, or one key of it, out of use
    Revoke {
        /// The seat's id, its name on the board, or the key's fingerprint
        what: String,
        /// Give it back
        #[arg(long)]
        undo: bool,
    },
    /// Print a code that gives another key a seat, once and for a quarter of an hour
    Code {
        /// The seat's id, or its name on the board
        seat: String,
    },
}

/// Runs one of them.
///
/// # Errors
/// A sentence: rules or ledger that cannot be read, somebody who may not come in.
pub fn run(args: &SeatsArgs, global: &Global) -> Result<ExitCode, Failure> {
    let folder = store(global)?.folder().map(std::path::Path::to_owned);
    let folder =
        folder.ok_or_else(|| Failure("no home folder: name one with --state".to_owned()))?;
    let files = Files::new(args.rules.clone(), folder);
    match &args.what {
        Seats::Keys { account, kind, key } => {
            let told = keys(&files, account, kind, key);
            told.inspect_err(|failure| syslog::tell(&failure.to_string()))
        }
        Seats::Enter { fingerprint } => door::enter(&files, fingerprint, global),
        Seats::List { json } => list::list(&files, *json),
        Seats::Revoke { what, undo } => revoke(&files, what, *undo),
        Seats::Code { seat } => {
            files.owned()?;
            let seat = files.ledger()?.meant(seat, &files.rules()?);
            let seat = seat.map_err(Failure::new)?;
            if !is_learner(&seat) {
                return Err(Failure(format!(
                    "`{seat}` is a key: name its seat; `handson seats list` has them all"
                )));
            }
            let (code, replaces) = door::code(&files, &seat)?;
            let before = if replaces { door::CANCELLED } else { "" };
            print(&format!("{code}\n{before}"))
        }
    }
}

/// Takes a seat or a key out of use, and says how to end what is open with it; or gives it back.
fn revoke(files: &Files, what: &str, undo: bool) -> Result<ExitCode, Failure> {
    files.owned()?;
    let rules = files.rules()?;
    let what = files.change(|ledger| ledger.revoke(what, &rules, undo))?;
    let ledger = files.ledger()?;
    if undo {
        let (taken, seats) = (ledger.taken(&rules), rules.seats);
        let over = match rules.enrolment {
            Enrolment::Open if taken > seats => {
                format!("; that makes {taken} seats by enrolment, of {seats}")
            }
            _ => String::new(),
        };
        return print(&format!("{what} may come in again{over}\n"));
    }
    let seat = rules.seat_of(&what).or_else(|| ledger.seat_of(&what));
    let mut open = sessions::all(files.state(), seat.unwrap_or(&what));
    open.retain(|open| seat.is_none() || open.key == what);
    print(&format!(
        "{what} may not come in any more{}\n",
        list::ending(&open)
    ))
}

/// Prints the line for a key, if it may come in. To be asked changes nothing: whoever asks has proved
/// nothing yet.
fn keys(files: &Files, account: &str, kind: &str, key: &str) -> Result<ExitCode, Failure> {
    let rules = files.rules()?;
    if account != rules.account {
        syslog::tell(&format!(
            "sshd asks for the account `{account}`, and {} is for `{}`",
            files.rules_file().display(),
            rules.account
        ));
        return Ok(ExitCode::SUCCESS);
    }
    // A kind that is none of ours opens nothing.
    let Ok(key) = PublicKey::new(kind, key) else {
        return Ok(ExitCode::SUCCESS);
    };
    let entry = entry(key.fingerprint(), &rules, &files.ledger()?);
    let program = std::env::current_exe()
        .map_err(|error| Failure(format!("this program cannot be found: {error}")))?;
    let line = line(&key, &entry, &program, files.state(), files.rules_file());
    match line.map_err(Failure::new)? {
        Some(line) => print(&format!("{line}\n")),
        None => Ok(ExitCode::SUCCESS),
    }
}
