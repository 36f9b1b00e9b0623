//! Keys by their names.

/// What an xterm sends for a key.
pub fn spelled(key: &str) -> Vec<u8> {
    let bytes: &[u8] = match key {
        "Right" => b"\x1b[C",
        "Left" => b"\x1b[D",
        "Up" => b"\x1b[A",
        "Down" => b"\x1b[B",
        "Home" => b"\x1b[H",
        "End" => b"\x1b[F",
        "PageUp" => b"\x1b[5~",
        "PageDown" => b"\x1b[6~",
        "BackTab" => b"\x1b[Z",
        "Tab" => b"\t",
        "Enter" => b"\r",
        "Esc" => b"\x1b",
        "Space" => b" ",
        "Backspace" => b"\x7f",
        "Delete" => b"\x1b[3~",
        _ => match key.strip_prefix("Ctrl-") {
            Some(letter) => return vec![letter.as_bytes()[0] & 0x1f],
            None => key.as_bytes(),
        },
    };
    bytes.to_vec()
}
