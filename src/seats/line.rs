//! What sshd is told of a key: a line of `authorized_keys`.

use std::path::Path;

use thiserror::Error;

use super::{Entry, PublicKey};

/// A path that cannot stand in the line.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[error("`{0}` cannot stand in a line for sshd: use a path of letters, digits and / . _ -")]
pub struct BadPath(pub String);

/// The line for a key: what it opens is the course and nothing else. Nothing is told of a key that may not
/// come in.
///
/// # Errors
/// A path that a shell or sshd might read as something else.
pub fn line(
    key: &PublicKey,
    entry: &Entry,
    program: &Path,
    state: &Path,
    rules: &Path,
) -> Result<Option<String>, BadPath> {
    let learner = match entry {
        Entry::Seat(seat) => format!(" --learner {seat}"),
        Entry::Stranger => String::new(),
        Entry::Closed => return Ok(None),
    };
    let [program, state, rules] = [plain(program)?, plain(state)?, plain(rules)?];
    let (fingerprint, words) = (key.fingerprint(), key.words());
    Ok(Some(format!(
        "restrict,pty,command=\"{program} --state {state}{learner} seats --rules {rules} enter \
         {fingerprint}\" {words}"
    )))
}

/// A path that is the same word to sshd and to every shell.
fn plain(path: &Path) -> Result<&str, BadPath> {
    let bad = || BadPath(path.display().to_string());
    let text = path.to_str().ok_or_else(bad)?;
    let sign = |c: char| c.is_ascii_alphanumeric() || "/._-".contains(c);
    match text.starts_with('/') && text.chars().all(sign) {
        true => Ok(text),
        false => Err(bad()),
    }
}
