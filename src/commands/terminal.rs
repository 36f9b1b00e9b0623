//! What this terminal can show: by flags first, then by its own answers, then by the environment;
//! answers and environment are handed in.

use crate::commands::cli::{BackgroundChoice, ColorChoice, Global, GlyphChoice, OnOff};
use crate::event::Abilities;
use crate::progress::Progress;
use crate::session::{Answers, Multiplexer};
use crate::ui::Look;
use crate::ui::glyphs::{Background, ColorTier, Drawing, Glyphs, Plotting};
use crate::ui::theme::Theme;
use termprofile::{DetectorSettings, EnvVarSource, IsTerminal, TermProfile, TermVars};

/// What a tier was concluded from, if the learner pressed its key.
const CHOSEN: &str = "your choice in the course";

/// What a tier was concluded from, if from the terminal itself.
const ANSWER: &str = "the terminal's answer";

/// What the characters were concluded from on Linux's own console.
pub const CONSOLE: &str = "TERM=linux, a console whose font is small";

/// What the colours were concluded from, where nobody was asked.
pub const GUESSED: &str = "TERM and COLORTERM";

/// What a background was concluded from that nobody has told.
pub const UNTOLD: &str = "nothing says";

/// The tiers of a terminal, each with what it was concluded from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Tiers {
    /// Colours.
    pub color: (ColorTier, &'static str),
    /// What lies behind the text.
    pub background: (Background, &'static str),
    /// Characters.
    pub glyphs: (Glyphs, &'static str),
}

/// Whether we draw on a terminal is not asked here: `session` refuses anything else.
struct Assumed;

impl IsTerminal for Assumed {
    fn is_terminal(&self) -> bool {
        true
    }
}

/// Finds the tiers from flags, what the terminal has answered, the learner's kept choices of
/// drawings, and the environment.
pub fn tiers(
    global: &Global,
    kept: &Progress,
    env: &impl EnvVarSource,
    answers: &Answers,
) -> Tiers {
    Tiers {
        color: color(global.color.unwrap_or_default(), env, answers),
        background: background(global.background.unwrap_or_default(), kept, env, answers),
        glyphs: glyphs(global.glyphs, kept, env, answers),
    }
}

/// The same for the course, which chooses its drawings itself.
pub fn abilities(tiers: &Tiers) -> Abilities {
    Abilities {
        color: tiers.color.0,
        background: tiers.background.0,
        ascii: tiers.glyphs.0.ascii,
    }
}

/// Whether things may move by themselves, and what says so.
pub fn motion(choice: Option<OnOff>, env: &impl EnvVarSource) -> (bool, &'static str) {
    match choice {
        Some(choice) => (choice == OnOff::On, "--motion"),
        None if is_set(env, "NO_MOTION") => (false, "NO_MOTION"),
        None => (true, "nothing says otherwise"),
    }
}

/// Set and not empty, whatever its value: as https://no-color.org has it.
fn is_set(env: &impl EnvVarSource, name: &str) -> bool {
    env.var(name).is_some_and(|value| !value.is_empty())
}

/// Whether tmux or screen stands between: it draws what it is sent anew, for a terminal of its own.
pub fn is_multiplexed(env: &impl EnvVarSource) -> bool {
    let term = env.var("TERM").unwrap_or_default();
    is_set(env, "TMUX")
        || is_set(env, "STY")
        || ["screen", "tmux"].iter().any(|name| term.starts_with(name))
}

/// What must be asked to pass a copy on. TERM alone tells tmux from screen only by tmux's own names.
pub fn multiplexer(env: &impl EnvVarSource) -> Option<Multiplexer> {
    let term = env.var("TERM").unwrap_or_default();
    match () {
        () if is_set(env, "TMUX") || term.starts_with("tmux") => Some(Multiplexer::Tmux),
        () if is_set(env, "STY") => Some(Multiplexer::Screen),
        () => None,
    }
}

/// Linux's own console, also under GNU screen.
fn is_console(env: &impl EnvVarSource) -> bool {
    let term = env.var("TERM").unwrap_or_default();
    term.strip_prefix("screen.")
        .unwrap_or(&term)
        .starts_with("linux")
}

/// How everything is to look. Nothing moves by itself.
pub fn look(tiers: &Tiers) -> Look {
    Look {
        theme: Theme::new(tiers.color.0, tiers.background.0),
        glyphs: tiers.glyphs.0,
        spoken: false,
        motion: false,
    }
}

fn color(
    choice: ColorChoice,
    env: &impl EnvVarSource,
    answers: &Answers,
) -> (ColorTier, &'static str) {
    let flag = "--color";
    match choice {
        ColorChoice::Truecolor => return (ColorTier::TrueColor, flag),
        ColorChoice::Ansi256 => return (ColorTier::Ansi256, flag),
        ColorChoice::Ansi16 => return (ColorTier::Ansi16, flag),
        ColorChoice::None => return (ColorTier::None, flag),
        ColorChoice::Auto => {}
    }
    if is_set(env, "NO_COLOR") {
        return (ColorTier::None, "NO_COLOR");
    }
    if is_set(env, "NVIM") {
        // Its terminal repeats 24 bits when it is asked, and draws none without `termguicolors`.
        return (ColorTier::Ansi256, "NVIM");
    }
    if let Some(tier) = answers.color {
        return (tier, ANSWER);
    }
    // Terminals inside others, which keep COLORTERM as it was outside.
    let term = env.var("TERM").unwrap_or_default();
    if ["eterm", "dvtm"].iter().any(|name| term.starts_with(name)) {
        let tier = match term.contains("256color") {
            true => ColorTier::Ansi256,
            false => ColorTier::Ansi16,
        };
        return (tier, "TERM");
    }
    if term == "st" || term.starts_with("st-") {
        return (ColorTier::TrueColor, "TERM"); // it answers none of this, and has always drawn them
    }
    let settings = DetectorSettings::new().enable_tmux_info(false);
    let vars = TermVars::from_source(env, &Assumed, settings);
    let tier = match TermProfile::detect_with_vars(vars) {
        TermProfile::TrueColor => ColorTier::TrueColor,
        TermProfile::Ansi256 => ColorTier::Ansi256,
        TermProfile::Ansi16 => ColorTier::Ansi16,
        // A real terminal with an unknown or unset TERM: the sixteen names are safe anywhere.
        TermProfile::NoTty | TermProfile::NoColor => ColorTier::Ansi16,
    };
    (tier, GUESSED)
}

fn background(
    choice: BackgroundChoice,
    kept: &Progress,
    env: &impl EnvVarSource,
    answers: &Answers,
) -> (Background, &'static str) {
    match choice {
        BackgroundChoice::Light => return (Background::Light, "--background"),
        BackgroundChoice::Dark => return (Background::Dark, "--background"),
        BackgroundChoice::Auto => {}
    }
    if let Some(background) = kept.background().and_then(Background::named) {
        return (background, CHOSEN);
    }
    if let Some(background) = answers.background {
        return (background, ANSWER);
    }
    // rxvt and others: "foreground;background", where 7 and 9 to 15 are light.
    let value = env.var("COLORFGBG").unwrap_or_default();
    match value
        .rsplit(';')
        .next()
        .and_then(|last| last.parse::<u8>().ok())
    {
        Some(7 | 9..=15) => (Background::Light, "COLORFGBG"),
        Some(_) => (Background::Dark, "COLORFGBG"),
        None if is_console(env) => (Background::Dark, CONSOLE),
        None => (Background::Unknown, UNTOLD),
    }
}

fn glyphs(
    choice: Option<GlyphChoice>,
    kept: &Progress,
    env: &impl EnvVarSource,
    answers: &Answers,
) -> (Glyphs, &'static str) {
    let flag = match choice {
        Some(GlyphChoice::Ramp) => Some((Drawing::Ramp, false)),
        Some(GlyphChoice::Blocks) => Some((Drawing::Blocks, false)),
        Some(GlyphChoice::Braille) => Some((Drawing::Braille, false)),
        Some(GlyphChoice::Ascii) => Some((Drawing::Ramp, true)),
        None => None,
    };
    if let Some((digits, ascii)) = flag {
        let plots = Plotting::with(digits);
        let glyphs = Glyphs {
            digits,
            plots,
            ascii,
        };
        return (glyphs, "--glyphs");
    }
    let digits = kept.digits().and_then(|name| name.parse().ok());
    let plots = kept.plots().and_then(|name| name.parse().ok());
    let (ascii, why) = ascii(env, answers);
    let chosen = digits.is_some() || plots.is_some();
    let why = match chosen && !ascii {
        true => CHOSEN,
        false => why,
    };
    let glyphs = Glyphs {
        digits: digits.unwrap_or(Glyphs::BEST.digits),
        plots: plots.unwrap_or(Glyphs::BEST.plots),
        ascii,
    };
    (glyphs, why)
}

/// Whether nothing above 0x7F can be shown.
fn ascii(env: &impl EnvVarSource, answers: &Answers) -> (bool, &'static str) {
    if is_console(env) {
        // It takes UTF-8, and counts a column for a bar or a ring that none of its fonts has.
        return (true, CONSOLE);
    }
    match answers.columns {
        // What tmux and screen take need not be what they can show: there the locale has a say.
        Some(1) if !is_multiplexed(env) => return (false, ANSWER),
        Some(0 | 1) | None => {}
        // Each byte for itself, or a font in which our lines are two columns wide.
        Some(_) => return (true, ANSWER),
    }
    for name in ["LC_ALL", "LC_CTYPE", "LANG"] {
        if let Some(value) = env.var(name).filter(|value| !value.is_empty()) {
            let value = value.to_ascii_lowercase();
            return (!value.contains("utf-8") && !value.contains("utf8"), name);
        }
    }
    (true, "no locale is set")
}

#[cfg(test)]
mod tests;
