//! Seats in a class that comes by SSH keys: who gets in with which key, under which name. Pure: files,
//! terminals and clocks are `commands/seats.rs`.
//!
//! sshd asks for a key *before* its holder has proved to have it, so to be asked changes nothing. A seat is
//! taken by the command that sshd runs once the key is proved.

mod alike;
mod key;
mod ledger;
mod line;
mod rules;
#[cfg(test)]
mod tests;

pub use key::PublicKey;
pub use ledger::{LONGEST_NAME, Ledger, Refused};
pub use line::line;
pub use rules::{Enrolment, Rules};

/// What a key may do.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Entry {
    /// It has this seat.
    Seat(String),
    /// It has none, and may take one.
    Stranger,
    /// It may not come in.
    Closed,
}

/// What a key may do by the rules of the teacher and the ledger of the seats.
pub fn entry(fingerprint: &str, rules: &Rules, ledger: &Ledger) -> Entry {
    if ledger.is_revoked(fingerprint) {
        return Entry::Closed;
    }
    let seat = rules
        .seat_of(fingerprint)
        .or_else(|| ledger.seat_of(fingerprint));
    match seat {
        Some(seat) if ledger.is_revoked(seat) => Entry::Closed,
        Some(seat) => Entry::Seat(seat.to_owned()),
        // Somebody waits with a code, which is asked for as the class word is.
        None if rules.enrolment == Enrolment::Open || ledger.promises() => Entry::Stranger,
        None => Entry::Closed,
    }
}
