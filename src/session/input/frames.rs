//! Cuts the byte stream of a terminal into whole keystrokes, reports and pastes.
//!
//! A terminal sends UTF-8 text, control bytes, and sequences whose ends are fixed by ECMA-48 5.4
//! (control sequences) and 5.6 (control strings), whatever they mean. Cutting first keeps an
//! unknown or endless answer from eating the keys behind it, or from being taken for keys.

/// A paste longer than this is cut: no field takes more.
pub(super) const LONGEST_PASTE: usize = 64 * 1024;
/// Sequences longer than this are no keys and no answers of ours.
const LONGEST_SEQUENCE: usize = 4 * 1024;

const ESC: u8 = 0x1b;
const PASTE_BEGINS: &[u8] = b"\x1b[200~";
const PASTE_ENDS: &[u8] = b"\x1b[201~";

/// One whole piece of input.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Piece {
    /// A character, a control byte or a sequence, complete.
    Sequence(Vec<u8>),
    /// Text pasted between its brackets.
    Paste(String),
}

/// What the bytes held so far are the beginning of.
#[derive(Debug, Default, Clone, Copy, PartialEq, Eq)]
enum State {
    #[default]
    Ground,
    /// A character of this many bytes.
    Utf8(usize),
    Escape,
    /// `ESC [` up to a byte from `@` to `~`.
    Control,
    /// This many bytes of any value are still to come.
    Fixed(usize),
    /// An OSC, DCS, APC, PM or SOS string, up to `ESC \` or BEL.
    String,
    Paste,
}

/// The cutter: feed it bytes, take the pieces.
#[derive(Debug, Default)]
pub(super) struct Frames {
    state: State,
    held: Vec<u8>,
}

impl Frames {
    /// Takes one byte; a piece is complete with it, or not yet.
    pub(super) fn feed(&mut self, byte: u8) -> Option<Piece> {
        let most = self.most();
        if self.held.len() == most {
            // Of what is too long only the last bytes still matter: they may be its end.
            self.held.remove(most - PASTE_ENDS.len());
        }
        self.held.push(byte);
        match self.state {
            State::Ground => self.begin(byte),
            State::Utf8(length) => self.character(byte, length),
            State::Escape => self.escape(byte),
            State::Control => self.control(byte),
            State::Fixed(_) if byte == ESC => self.begin_anew(byte),
            State::Fixed(1) => self.sequence(),
            State::Fixed(left) => self.wait(State::Fixed(left - 1)),
            State::String => self.string(byte),
            State::Paste => self.paste(),
        }
    }

    /// Nothing more came for a while: what is held is all there is.
    pub(super) fn flush(&mut self) -> Option<Piece> {
        match self.state {
            State::Escape => self.sequence(),
            State::Paste => {
                let text = self.take();
                pasted(&text[PASTE_BEGINS.len()..])
            }
            _ => {
                self.take();
                None
            }
        }
    }

    /// Whether a lone Escape waits to be told from the start of a sequence.
    pub(super) fn holds_escape(&self) -> bool {
        self.state == State::Escape
    }

    /// Whether anything is held.
    pub(super) fn holds(&self) -> bool {
        self.state != State::Ground
    }

    fn begin(&mut self, byte: u8) -> Option<Piece> {
        match byte {
            ESC => self.wait(State::Escape),
            0xc2..=0xdf => self.wait(State::Utf8(2)),
            0xe0..=0xef => self.wait(State::Utf8(3)),
            0xf0..=0xf4 => self.wait(State::Utf8(4)),
            0x80.. => {
                self.take();
                None
            }
            _ => self.sequence(),
        }
    }

    fn character(&mut self, byte: u8, length: usize) -> Option<Piece> {
        match byte {
            0x80..=0xbf if self.held.len() == length => self.sequence(),
            0x80..=0xbf => None,
            _ => self.begin_anew(byte),
        }
    }

    fn escape(&mut self, byte: u8) -> Option<Piece> {
        match byte {
            b'[' => self.wait(State::Control),
            b'O' => self.wait(State::Fixed(1)),
            b']' | b'P' | b'_' | b'^' | b'X' => self.wait(State::String),
            ESC => {
                self.held.pop();
                let first = self.sequence();
                self.held.push(ESC);
                self.state = State::Escape;
                first
            }
            0x80.. => self.begin_anew(byte),
            _ => self.sequence(),
        }
    }

    fn control(&mut self, byte: u8) -> Option<Piece> {
        match byte {
            _ if self.held == PASTE_BEGINS => self.wait(State::Paste),
            b'[' if self.held.len() == 3 => self.wait(State::Fixed(1)), // console function keys
            b'M' if self.held.len() == 3 => self.wait(State::Fixed(3)), // mouse before SGR
            b'@'..=b'~' => self.sequence(),
            b' '..=b'?' => None,
            _ => self.begin_anew(byte),
        }
    }

    fn string(&mut self, byte: u8) -> Option<Piece> {
        match self.held[..] {
            [.., ESC, b'\\'] | [.., 0x07] => self.sequence(),
            [.., ESC, _] => {
                self.take();
                self.state = State::Escape;
                self.held.push(ESC);
                self.feed(byte)
            }
            _ => None,
        }
    }

    fn paste(&mut self) -> Option<Piece> {
        if !self.held.ends_with(PASTE_ENDS) {
            return None;
        }
        let text = self.take();
        pasted(&text[PASTE_BEGINS.len()..text.len() - PASTE_ENDS.len()])
    }

    /// The most bytes held in this state.
    fn most(&self) -> usize {
        match self.state {
            State::Paste => PASTE_BEGINS.len() + LONGEST_PASTE + PASTE_ENDS.len(),
            _ => LONGEST_SEQUENCE,
        }
    }

    fn wait(&mut self, state: State) -> Option<Piece> {
        self.state = state;
        None
    }

    fn sequence(&mut self) -> Option<Piece> {
        let held = self.take();
        (held.len() < LONGEST_SEQUENCE).then_some(Piece::Sequence(held))
    }

    /// What was held came to nothing; this byte begins something new.
    fn begin_anew(&mut self, byte: u8) -> Option<Piece> {
        self.take();
        self.held.push(byte);
        self.begin(byte)
    }

    fn take(&mut self) -> Vec<u8> {
        self.state = State::Ground;
        std::mem::take(&mut self.held)
    }
}

fn pasted(text: &[u8]) -> Option<Piece> {
    let text = &text[..text.len().min(LONGEST_PASTE)];
    Some(Piece::Paste(String::from_utf8_lossy(text).into_owned()))
}
