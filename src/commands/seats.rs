//! `handson seats`: who comes into a class with which key. sshd asks `keys`; what it then runs is `enter`.

mod door;
mod files;
mod sessions;

use crate::commands::cli::Global;
use crate::commands::course::store;
use crate::commands::{Failure, print, print_json};
use crate::progress::is_learner;
use crate::seats::{Ledger, PublicKey, Rules, entry, line};
use clap::{Args, Subcommand};
use files::Files;
pub use files::LEDGER;
use serde_json::json;
use std::fmt::Write;
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
        /// The seat's id or the key's fingerprint
        what: String,
        /// Give it back
        #[arg(long)]
        undo: bool,
    },
    /// Print a code that gives another key a seat, once and for a quarter of an hour
    Code {
        /// The seat's id
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
        Seats::Keys { account, kind, key } => keys(&files, account, kind, key),
        Seats::Enter { fingerprint } => door::enter(&files, fingerprint, global),
        Seats::List { json } => list(&files.rules()?, &files.ledger()?, *json),
        Seats::Revoke { what, undo } => {
            files.owned()?;
            let rules = files.rules()?;
            files.change(|ledger| ledger.revoke(what, &rules, *undo))?;
            let done = if *undo {
                "may come in again"
            } else {
                "may not come in any more"
            };
            print(&format!(
                "{what} {done}; who is in stays until they leave\n"
            ))
        }
        Seats::Code { seat } => {
            files.owned()?;
            let (rules, ledger) = (files.rules()?, files.ledger()?);
            let known = rules.has(seat) || ledger.seats().any(|(id, _)| id == seat);
            if !known || !is_learner(seat) {
                return Err(Failure(format!(
                    "there is no seat `{seat}`; `handson seats list` has them all"
                )));
            }
            print(&format!("{}\n", door::code(&files, seat)?))
        }
    }
}

/// Prints the line for a key, if it may come in. To be asked changes nothing: whoever asks has proved
/// nothing yet.
fn keys(files: &Files, account: &str, kind: &str, key: &str) -> Result<ExitCode, Failure> {
    let rules = files.rules()?;
    if account != rules.account {
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

fn list(rules: &Rules, ledger: &Ledger, json: bool) -> Result<ExitCode, Failure> {
    let mut seats: Vec<_> = rules
        .listed()
        .map(|(id, keys)| {
            (
                id,
                keys.into_iter().map(str::to_owned).collect::<Vec<_>>(),
                "",
            )
        })
        .collect();
    for (id, seat) in ledger.seats() {
        let keys = seat.keys.keys().cloned();
        match seats.iter_mut().find(|(listed, ..)| *listed == id) {
            Some((_, all, called)) => {
                all.extend(keys);
                *called = &seat.called;
            }
            None => seats.push((id, keys.collect(), &seat.called)),
        }
    }
    if json {
        let seats = seats.iter().map(|(id, keys, called)| {
            let keys = keys
                .iter()
                .map(|key| json!({ "fingerprint": key, "revoked": ledger.is_revoked(key) }));
            json!({ "seat": id, "called": called, "revoked": ledger.is_revoked(id),
                "keys": keys.collect::<Vec<_>>() })
        });
        return print_json(&json!({ "seats": seats.collect::<Vec<_>>() }));
    }
    let mut text = String::new();
    for (id, keys, called) in seats {
        let revoked = |what: &str| {
            if ledger.is_revoked(what) {
                "  revoked"
            } else {
                ""
            }
        };
        // Writing to a String cannot fail.
        let _ = writeln!(text, "{id:<16} {called}{}", revoked(id));
        for key in keys {
            let _ = writeln!(text, "  {key}{}", revoked(&key));
        }
    }
    print(&text)
}
