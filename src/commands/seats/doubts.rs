//! What may keep a class out, or let too many in, and what sshd's log would not say.

use super::files::Files;
use crate::seats::{Ledger, Rules};
use std::process::Command;

/// What whoever runs the host should look at, a sentence each.
pub fn doubts(files: &Files, rules: &Rules, ledger: &Ledger) -> Vec<String> {
    let mut doubts = Vec::new();
    doubts.extend(of_account(files, rules));
    doubts.extend(of_writers(files, rules));
    doubts.extend(of_moved_keys(rules, ledger));
    doubts
}

/// The ledger that is looked at must be the one that sshd's command uses: that of the learners' account.
fn of_account(files: &Files, rules: &Rules) -> Option<String> {
    let account = &rules.account;
    let (state, rules) = (files.state().display(), files.rules_file().display());
    let Some(number) = number_of(account) else {
        return Some(format!(
            "{rules} is for the account `{account}`, and there is none of this name here"
        ));
    };
    (owner(files)? != number).then(|| {
        format!(
            "{state} is not `{account}`'s, the account that {rules} is for: if the learners come in as \
             `{account}`, run this as `runuser -u {account} -- handson seats list` to see their seats; \
             if as another one, write that into the file"
        )
    })
}

/// Whoever can write the rules lets in whom they want.
fn of_writers(files: &Files, rules: &Rules) -> Option<String> {
    let (mode, owner) = about(files.rules_file())?;
    let learners = number_of(&rules.account) == Some(owner);
    (mode & 0o022 != 0 || learners).then(|| {
        let file = files.rules_file().display();
        let group = &rules.account;
        format!(
            "{file} can be written by others than root: `chown root:{group} {file}; chmod 640 {file}`"
        )
    })
}

/// A key that enrolled and then came on the list has left its work with its first seat.
fn of_moved_keys(rules: &Rules, ledger: &Ledger) -> Vec<String> {
    let listed = rules.listed();
    let keys = listed.flat_map(|(id, keys)| keys.into_iter().map(move |key| (id, key)));
    let moved = keys.filter_map(|(id, key)| {
        let before = ledger.seat_of(key).filter(|before| *before != id)?;
        Some(format!(
            "{key} has the seat `{id}` by the list, and had {before} by enrolment: its work is kept there"
        ))
    });
    moved.collect()
}

#[cfg(unix)]
fn about(path: &std::path::Path) -> Option<(u32, u32)> {
    use std::os::unix::fs::MetadataExt;
    let about = std::fs::metadata(path).ok()?;
    Some((about.mode(), about.uid()))
}

#[cfg(not(unix))]
fn about(_: &std::path::Path) -> Option<(u32, u32)> {
    None
}

/// Who owns the folder of the ledger, or would make it.
#[cfg(unix)]
fn owner(files: &Files) -> Option<u32> {
    let owner = about(files.state()).map(|(_, owner)| owner);
    Some(owner.unwrap_or_else(|| rustix::process::geteuid().as_raw()))
}

#[cfg(not(unix))]
fn owner(_: &Files) -> Option<u32> {
    None
}

/// The number of an account: `id` knows those of a directory as well.
fn number_of(account: &str) -> Option<u32> {
    let told = Command::new("id")
        .args(["-u", "--", account])
        .output()
        .ok()?;
    String::from_utf8(told.stdout).ok()?.trim().parse().ok()
}
