//! What was found out about a terminal, and what to do about it.

use crate::commands::terminal::{CONSOLE, GUESSED, Tiers, UNTOLD};
use crate::session::probe::Probe;
use crate::session::{Answers, Multiplexer};
use crate::ui::glyphs::{Background, ColorTier};
use std::fmt::Write;

/// The smallest screen on which everything stands side by side with its text.
const WHOLE: (u16, u16) = (80, 24);

/// A terminal as it was found.
pub(super) struct Seen {
    /// Columns and rows; none without a terminal.
    pub size: Option<(u16, u16)>,
    /// TERM, empty if it is not set.
    pub term: String,
    /// What it can show, each with its reason.
    pub tiers: Tiers,
    /// What it answered; none if it was not asked.
    pub probe: Option<Probe>,
    /// Whether the mouse acts.
    pub mouse: bool,
    /// Whether things move, and what says so.
    pub motion: (bool, &'static str),
    /// Whether a network lies between.
    pub over_ssh: bool,
    /// What else does.
    pub within: Option<Multiplexer>,
    /// Whether tmux was asked, and takes what programs copy.
    pub tmux_copies: bool,
}

impl Seen {
    /// The findings, a line each.
    pub(super) fn text(&self) -> String {
        let mut text = String::from("terminal\n");
        let mut line = |name: &str, value: &str| {
            let _ = writeln!(text, "  {name:<12} {value}"); // a String takes everything
        };
        line("size", &self.size());
        line(
            "TERM",
            if self.term.is_empty() {
                "not set"
            } else {
                &self.term
            },
        );
        line("answers", &self.answers());
        let (color, why) = self.tiers.color;
        let color = match color {
            ColorTier::TrueColor => "24 bits",
            ColorTier::Ansi256 => "256",
            ColorTier::Ansi16 => "16",
            ColorTier::None => "none",
        };
        line("colours", &found(color, why, "--color"));
        let (background, why) = self.tiers.background;
        let background = match background {
            Background::Unknown => "unknown, colours for either",
            known => known.name(),
        };
        line("background", &found(background, why, "--background"));
        let (glyphs, why) = self.tiers.glyphs;
        let characters = if glyphs.ascii {
            "ascii only".to_owned()
        } else {
            let (digits, plots) = (glyphs.digits.name(), glyphs.plots.name());
            format!("digits in {digits}, plots in {plots}")
        };
        line("characters", &found(&characters, why, "--glyphs"));
        line("whole frames", self.frames());
        line("mouse", if self.mouse { "on" } else { "off (--mouse)" });
        let (moves, why) = self.motion;
        line(
            "motion",
            &found(if moves { "on" } else { "off" }, why, "--motion"),
        );
        text
    }

    fn size(&self) -> String {
        match self.size {
            Some((w, h)) => format!("{w} columns, {h} rows"),
            None => "standard output is not a terminal: the course needs one".into(),
        }
    }

    fn answers(&self) -> String {
        let Some(probe) = self.probe else {
            return "not asked".into();
        };
        let took = probe.took.as_millis();
        match (probe.answers.complete, probe.answers == Answers::default()) {
            (true, _) => format!("all here after {took} ms"),
            (false, true) => format!("none after {took} ms: everything is guessed"),
            (false, false) => format!("not complete after {took} ms: what is missing is guessed"),
        }
    }

    fn frames(&self) -> &'static str {
        match self.probe.and_then(|probe| probe.answers.synchronized) {
            Some(true) => "yes (the terminal's answer: mode 2026)",
            Some(false) => "no (the terminal's answer): a frame may be seen half drawn",
            None => "unknown (no answer): a frame may be seen half drawn",
        }
    }

    /// What would make it better, a sentence each.
    pub(super) fn advice(&self) -> Vec<String> {
        let mut advice = Vec::new();
        let mut say = |when: bool, sentence: &str| {
            if when {
                advice.push(sentence.to_owned());
            }
        };
        let (color, from) = self.tiers.color;
        let few = from == GUESSED && color != ColorTier::TrueColor;
        let in_tmux = self.within == Some(Multiplexer::Tmux);
        let bare = self.within.is_none();
        let ascii = self.tiers.glyphs.0.ascii;
        let narrow = self.size.is_some_and(|(w, h)| w < WHOLE.0 || h < WHOLE.1);
        let late = |probe: Probe| probe.answers.complete && probe.took > probe.patience;
        say(
            self.size.is_none(),
            "over SSH ask for a terminal: `ssh -t HOST handson`",
        );
        say(
            narrow,
            "make the window at least 80x24: then text and picture stand together",
        );
        say(
            self.term == "dumb",
            "TERM=dumb cannot place text: `handson render LESSON --plain` prints a lesson instead",
        );
        say(
            few && self.over_ssh && bare,
            "if your terminal shows 24 bits of colour, let SSH say so: `SendEnv COLORTERM` in \
             ~/.ssh/config, `AcceptEnv COLORTERM` in the host's sshd_config; or --color truecolor",
        );
        say(
            few && !self.over_ssh && bare,
            "if your terminal shows 24 bits of colour, say so: `export COLORTERM=truecolor`; \
             or --color truecolor",
        );
        say(
            few && in_tmux,
            "if your terminal shows 24 bits of colour, use --color truecolor, and let tmux pass \
             them on: `set -as terminal-features ',*:RGB'` in ~/.tmux.conf; with `set -g \
             default-terminal tmux-direct` there, they are found without the flag",
        );
        say(
            in_tmux && !self.tmux_copies,
            "tmux keeps what y copies, unless ~/.tmux.conf says `set -g set-clipboard on`",
        );
        say(
            self.tiers.background.1 == UNTOLD,
            "nothing tells whether your background is light: --background light or dark, or the \
             key b in the course, gives the colours made for it",
        );
        say(
            ascii && from_locale(self.tiers.glyphs.1),
            "if your terminal shows UTF-8, say so: `export LANG=C.UTF-8`; or --glyphs ramp",
        );
        say(
            self.tiers.glyphs.1 == CONSOLE,
            "the console's usual fonts lack the course's bars and rings: if yours has them, \
             --glyphs ramp",
        );
        say(
            self.probe.and_then(|probe| probe.answers.columns) > Some(1),
            "a middle dot took two columns: set the terminal to UTF-8, \
             and ambiguous characters to one column",
        );
        say(
            !ascii && self.size.is_some(),
            "these should be a checkerboard and a full block: \u{2833}\u{28cc}\u{2833}\u{28cc} \
             \u{28ff}\u{28ff}; if not, choose a font with braille, such as DejaVu Sans Mono",
        );
        say(
            self.over_ssh,
            "on a slow link `ssh -C -t` sends about a quarter of the bytes",
        );
        say(
            self.probe.is_some_and(late) && !self.over_ssh,
            "the terminal answers slowly: --color, --background and --glyphs say what it can do",
        );
        advice
    }
}

fn found(what: &str, why: &str, flag: &str) -> String {
    if why == flag {
        format!("{what} ({flag})")
    } else {
        format!("{what} ({why}; {flag} decides otherwise)")
    }
}

fn from_locale(why: &str) -> bool {
    ["LC_ALL", "LC_CTYPE", "LANG", "no locale is set"].contains(&why)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ui::glyphs::Glyphs;
    use std::time::Duration;

    fn seen() -> Seen {
        Seen {
            size: Some((100, 30)),
            term: "xterm-256color".into(),
            tiers: Tiers {
                color: (ColorTier::Ansi256, GUESSED),
                background: (Background::Dark, "the terminal's answer"),
                glyphs: (Glyphs::BEST, "LANG"),
            },
            probe: Some(Probe {
                answers: Answers {
                    complete: true,
                    ..Answers::default()
                },
                took: Duration::from_millis(7),
                patience: Duration::from_millis(100),
            }),
            mouse: true,
            motion: (true, "nothing says otherwise"),
            over_ssh: false,
            within: None,
            tmux_copies: false,
        }
    }

    #[test]
    fn each_finding_is_said_with_its_reason_and_its_flag() {
        let text = seen().text();
        for line in [
            "256 (TERM and COLORTERM; --color decides otherwise)",
            "dark (the terminal's answer; --background decides otherwise)",
            "digits in ramp, plots in braille (LANG; --glyphs decides otherwise)",
            "all here after 7 ms",
        ] {
            assert!(text.contains(line), "{text}");
        }
    }

    #[test]
    fn a_terminal_that_says_nothing_is_not_called_slow() {
        let mut silent = seen();
        let probe = silent.probe.as_mut().expect("it was asked");
        probe.answers.complete = false;
        probe.took = Duration::from_secs(2);
        assert!(silent.text().contains("none after 2000 ms"));
        assert!(!silent.advice().iter().any(|line| line.contains("slowly")));
        let probe = silent.probe.as_mut().expect("it was asked");
        probe.answers.complete = true;
        assert!(silent.advice().iter().any(|line| line.contains("slowly")));
    }

    #[test]
    fn the_advice_fits_the_terminal() {
        let says = |seen: &Seen, what: &str| seen.advice().iter().any(|line| line.contains(what));
        let mut here = seen();
        assert!(says(&here, "braille") && !says(&here, "ssh") && !says(&here, "80x24"));
        assert!(says(&here, "COLORTERM") && !says(&here, "answers slowly"));
        here.tiers.background = (Background::Unknown, UNTOLD);
        assert!(says(&here, "key b"));
        here.size = Some((79, 24));
        assert!(says(&here, "80x24"));
        here.size = None;
        assert!(says(&here, "ssh -t") && !says(&here, "braille"));

        let mut far = seen();
        far.over_ssh = true;
        assert!(says(&far, "SendEnv COLORTERM") && says(&far, "ssh -C"));
        far.within = Some(Multiplexer::Tmux);
        assert!(says(&far, "tmux-direct") && !says(&far, "SendEnv"));
        assert!(says(&far, "set-clipboard on"));
        far.tmux_copies = true;
        far.tiers.color = (ColorTier::TrueColor, "the terminal's answer");
        assert!(!says(&far, "tmux"));
        far.tiers.glyphs.0.ascii = true;
        assert!(says(&far, "LANG=C.UTF-8") && !says(&far, "console"));
        far.tiers.glyphs.1 = CONSOLE;
        assert!(says(&far, "--glyphs ramp") && !says(&far, "LANG=C.UTF-8"));
    }
}
