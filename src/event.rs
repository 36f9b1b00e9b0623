//! What a learner does, in our own words: no terminal library below this line.

use std::time::Duration;

/// Anything that reaches the application from outside the process.
#[derive(Debug, Clone, PartialEq)]
pub enum Event {
    /// A key was pressed.
    Key(Key),
    /// The mouse did something on a cell.
    Mouse(Mouse),
    /// Text was pasted in one piece.
    Paste(String),
    /// A line was said to the course, where it is a dialogue of lines.
    Line(String),
    /// The screen has a new size.
    Resize {
        /// Columns.
        width: u16,
        /// Rows.
        height: u16,
    },
    /// The terminal has told what it can show.
    Terminal(Abilities),
    /// Time since the session began. The only clock below `session`.
    Tick(Duration),
    /// The session is about to end, whatever the answer: the process was asked to stop, or the
    /// terminal is gone. What must be saved is saved now.
    Quit,
}

/// What a terminal can show.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Abilities {
    /// Colours.
    pub color: ColorTier,
    /// What lies behind the text.
    pub background: Background,
    /// Nothing above 0x7F.
    pub ascii: bool,
}

/// How many colours there are.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum ColorTier {
    /// 24 bits a cell.
    TrueColor,
    /// The xterm palette.
    Ansi256,
    /// The sixteen names; the learner's own theme decides what they look like.
    Ansi16,
    /// Bold and reverse only.
    None,
}

/// What lies behind the text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Background {
    /// Light text on dark.
    Dark,
    /// Dark text on light.
    Light,
    /// Nobody has told: what is drawn can be read on either.
    Unknown,
}

impl Background {
    /// The name on the command line and in the state file.
    pub fn name(self) -> &'static str {
        match self {
            Background::Dark => "dark",
            Background::Light => "light",
            Background::Unknown => "unknown",
        }
    }

    /// The background of this name, if it is one to choose.
    pub fn named(name: &str) -> Option<Self> {
        [Background::Dark, Background::Light]
            .into_iter()
            .find(|background| background.name() == name)
    }

    /// The other one; paper, where nobody knows.
    pub fn turned(self) -> Self {
        match self {
            Background::Light => Background::Dark,
            Background::Dark | Background::Unknown => Background::Light,
        }
    }
}

/// A key with the modifiers held while it was pressed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Key {
    /// Which key.
    pub code: KeyCode,
    /// Control was held.
    pub ctrl: bool,
    /// Alt was held.
    pub alt: bool,
}

/// The keys a terminal can tell apart. Shift is part of the character.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum KeyCode {
    /// A printable character; Space is `Char(' ')`.
    Char(char),
    /// Return.
    Enter,
    /// Escape.
    Esc,
    /// Tab.
    Tab,
    /// Shift-Tab.
    BackTab,
    /// Backspace.
    Backspace,
    /// Delete.
    Delete,
    /// Cursor up.
    Up,
    /// Cursor down.
    Down,
    /// Cursor left.
    Left,
    /// Cursor right.
    Right,
    /// Home.
    Home,
    /// End.
    End,
    /// Page up.
    PageUp,
    /// Page down.
    PageDown,
}

/// A character's key as it is printed.
pub fn key_name(key: char) -> String {
    match key {
        ' ' => "Space".to_owned(),
        key => key.to_string(),
    }
}

impl Key {
    /// The key without modifiers.
    pub const fn new(code: KeyCode) -> Self {
        Self {
            code,
            ctrl: false,
            alt: false,
        }
    }

    /// A character key without modifiers.
    pub const fn char(c: char) -> Self {
        Self::new(KeyCode::Char(c))
    }

    /// Where an arrow points, to the right and down: (1, 0) of the right one.
    pub const fn arrow(self) -> Option<[isize; 2]> {
        match self.code {
            KeyCode::Left => Some([-1, 0]),
            KeyCode::Right => Some([1, 0]),
            KeyCode::Up => Some([0, -1]),
            KeyCode::Down => Some([0, 1]),
            _ => None,
        }
    }

    /// The key that an arrow or a sign of a footer stands for; a letter there may be a part of a name.
    pub const fn of_sign(sign: char) -> Option<Self> {
        Some(Self::new(match sign {
            '←' => KeyCode::Left,
            '→' => KeyCode::Right,
            '↑' => KeyCode::Up,
            '↓' => KeyCode::Down,
            '+' | '-' | '<' | '>' => KeyCode::Char(sign),
            _ => return None,
        }))
    }

    /// The character it types, whatever is held with it.
    pub const fn typed(self) -> Option<char> {
        match self.code {
            KeyCode::Char(c) => Some(c),
            _ => None,
        }
    }

    /// The digit it types.
    pub fn digit(self) -> Option<usize> {
        let digit = self.typed()?.to_digit(10)?;
        Some(digit as usize)
    }

    /// The key of the small letter, where it types a capital one.
    pub fn small(self) -> Self {
        match self.typed() {
            Some(c) => Self {
                code: KeyCode::Char(c.to_ascii_lowercase()),
                ..self
            },
            None => self,
        }
    }

    /// A character key with Control.
    pub const fn ctrl(c: char) -> Self {
        Self {
            code: KeyCode::Char(c),
            ctrl: true,
            alt: false,
        }
    }
}

/// A mouse event on a cell, counted from 0 at the top left.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Mouse {
    /// What happened.
    pub kind: MouseKind,
    /// Column.
    pub x: u16,
    /// Row.
    pub y: u16,
}

/// What the mouse did. Moving without a button is not reported.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum MouseKind {
    /// The left button went down.
    Press,
    /// It moved while held.
    Drag,
    /// It was let go.
    Release,
    /// The wheel turned away from the learner.
    WheelUp,
    /// The wheel turned towards the learner.
    WheelDown,
}
