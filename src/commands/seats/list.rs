//! The seats, as a list or a document.

use super::doubts::doubts;
use super::files::Files;
use super::sessions::{self, Open};
use crate::commands::{Failure, print, print_json, remark};
use crate::seats::{Ledger, Rules};
use crate::ui::fold::printable;
use serde_json::json;
use std::fmt::Write;
use std::process::ExitCode;

/// A seat, with what the rules and the ledger have of it.
struct Listed<'a> {
    id: &'a str,
    called: &'a str,
    keys: Vec<String>,
    open: Vec<Open>,
}

/// Prints all seats; what may keep learners out is told beside.
///
/// # Errors
/// If the rules or the ledger cannot be read.
pub fn list(files: &Files, json: bool) -> Result<ExitCode, Failure> {
    let (rules, ledger) = (files.rules()?, files.ledger()?);
    let seats = all(files, &rules, &ledger);
    for doubt in doubts(files, &rules, &ledger) {
        remark(&doubt);
    }
    if json {
        let seats = seats.iter().map(|seat| {
            let keys = seat
                .keys
                .iter()
                .map(|key| json!({ "fingerprint": key, "revoked": ledger.is_revoked(key) }));
            let open: Vec<u32> = seat.open.iter().map(|open| open.process).collect();
            json!({ "seat": seat.id, "called": seat.called, "revoked": ledger.is_revoked(seat.id),
                "keys": keys.collect::<Vec<_>>(), "open": open })
        });
        return print_json(&json!({ "seats": seats.collect::<Vec<_>>() }));
    }
    let mut text = String::new();
    for seat in seats {
        let revoked = |what: &str| match ledger.is_revoked(what) {
            true => "  revoked",
            false => "",
        };
        let open = match seat.open.is_empty() {
            true => String::new(),
            false => format!("  open: {}", processes(&seat.open)),
        };
        // Writing to a String cannot fail.
        let _ = writeln!(
            text,
            "{:<16} {}{}{open}",
            seat.id,
            printable(seat.called),
            revoked(seat.id)
        );
        for key in seat.keys {
            let _ = writeln!(text, "  {key}{}", revoked(&key));
        }
    }
    print(&text)
}

fn all<'a>(files: &Files, rules: &'a Rules, ledger: &'a Ledger) -> Vec<Listed<'a>> {
    let listed = |id, called, keys| Listed {
        id,
        called,
        keys,
        open: sessions::all(files.state(), id),
    };
    let mut seats: Vec<_> = rules
        .listed()
        .map(|(id, keys)| listed(id, "", keys.into_iter().map(str::to_owned).collect()))
        .collect();
    for (id, seat) in ledger.seats() {
        let keys = seat.keys.keys().cloned();
        match seats.iter_mut().find(|listed| listed.id == id) {
            Some(listed) => {
                listed.keys.extend(keys);
                listed.called = &seat.called;
            }
            None => seats.push(listed(id, &seat.called, keys.collect())),
        }
    }
    seats
}

/// How courses that are open are ended.
pub fn ending(open: &[Open]) -> String {
    match open.len() {
        0 => String::new(),
        _ => format!(
            "; who is in stays until they leave, or `kill {}`",
            processes(open)
        ),
    }
}

fn processes(open: &[Open]) -> String {
    let processes: Vec<_> = open.iter().map(|open| open.process.to_string()).collect();
    processes.join(" ")
}
