//! A sentence for whoever runs the host: sshd throws away what its AuthorizedKeysCommand says.

use std::path::Path;

/// The socket of the system's log.
const LOG: &str = "/dev/log";

/// The longest sentence that is logged, in characters.
const LONGEST: usize = 500;

/// Facility `auth`, severity `err` (RFC 3164, section 4.1.1): 4 * 8 + 3.
const PRIORITY: u32 = 35;

/// Logs a sentence, where the host has a log.
pub fn tell(sentence: &str) {
    tell_at(Path::new(LOG), sentence);
}

#[cfg(unix)]
fn tell_at(log: &Path, sentence: &str) {
    use std::os::unix::net::UnixDatagram;
    let plain = |c: char| if c.is_control() { '?' } else { c };
    let sentence: String = sentence.chars().take(LONGEST).map(plain).collect();
    let line = format!("<{PRIORITY}>handson[{}]: {sentence}", std::process::id());
    let _ = UnixDatagram::unbound().and_then(|socket| {
        socket.set_nonblocking(true)?; // a log that is full keeps nobody waiting
        socket.send_to(line.as_bytes(), log)
    });
}

#[cfg(not(unix))]
fn tell_at(_: &Path, _: &str) {}

#[cfg(all(test, unix))]
mod tests {
    use super::*;
    use std::os::unix::net::UnixDatagram;

    #[test]
    fn a_sentence_is_one_line_of_the_log_whatever_is_in_it_and_no_log_is_no_fault() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("log");
        tell_at(&path, "nobody hears it");
        let log = UnixDatagram::bind(&path).unwrap();
        tell_at(&path, "rules\n<0>\u{1b}[2J cannot be read");
        let mut bytes = [0; 1024];
        let length = log.recv(&mut bytes).unwrap();
        let line = String::from_utf8_lossy(&bytes[..length]);
        assert!(line.starts_with("<35>handson["), "{line}");
        assert!(line.ends_with("]: rules?<0>?[2J cannot be read"), "{line}");
    }
}
