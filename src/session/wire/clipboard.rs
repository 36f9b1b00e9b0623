//! Text for the learner's clipboard (OSC 52), also through a multiplexer.

use base64::Engine;
use base64::prelude::BASE64_STANDARD;

/// What stands between, and draws what it is sent anew for a terminal of its own.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Multiplexer {
    /// tmux.
    Tmux,
    /// GNU screen.
    Screen,
}

/// The longest string GNU screen passes on (its MAXSTR), less what is around it.
const SCREEN_TAKES: usize = 700;

/// Writes what puts `text` on the clipboard. tmux takes it itself under `set-clipboard on`, and
/// passes it on under `allow-passthrough`; which is set cannot be asked, so it gets both. GNU screen
/// passes on what stands in a DCS.
pub(super) fn write(text: &str, within: Option<Multiplexer>, out: &mut Vec<u8>) {
    let bare = format!("\x1b]52;c;{}\x07", BASE64_STANDARD.encode(text));
    match within {
        None => out.extend_from_slice(bare.as_bytes()),
        Some(Multiplexer::Tmux) => {
            let doubled = bare.replace('\x1b', "\x1b\x1b");
            out.extend_from_slice(format!("{bare}\x1bPtmux;{doubled}\x1b\\").as_bytes());
        }
        Some(Multiplexer::Screen) => {
            for part in bare.as_bytes().chunks(SCREEN_TAKES) {
                out.extend_from_slice(b"\x1bP");
                out.extend_from_slice(part);
                out.extend_from_slice(b"\x1b\\");
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn written(text: &str, within: Option<Multiplexer>) -> String {
        let mut out = Vec::new();
        write(text, within, &mut out);
        String::from_utf8(out).unwrap().replace('\x1b', "^")
    }

    #[test]
    fn a_copy_is_base64_and_ends_its_string() {
        assert_eq!(written("mu=0 σ=1", None), "^]52;c;bXU9MCDPgz0x\x07");
    }

    #[test]
    fn a_multiplexer_is_asked_to_pass_it_on() {
        assert_eq!(
            written("a", Some(Multiplexer::Tmux)),
            "^]52;c;YQ==\x07^Ptmux;^^]52;c;YQ==\x07^\\"
        );
        assert_eq!(
            written("a", Some(Multiplexer::Screen)),
            "^P^]52;c;YQ==\x07^\\"
        );
        let long = written(&"a".repeat(1500), Some(Multiplexer::Screen));
        assert!(long.split("^\\").all(|part| part.len() <= SCREEN_TAKES + 2));
    }
}
