//! What this terminal can show: flags first, then the environment, which is handed in.

use crate::commands::cli::{BackgroundChoice, ColorChoice, Global, GlyphChoice};
use crate::ui::Look;
use crate::ui::glyphs::{Background, ColorTier, Drawing, Glyphs};
use crate::ui::theme::Theme;
use termprofile::{DetectorSettings, EnvVarSource, IsTerminal, TermProfile, TermVars};

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

/// Finds the tiers from flags, the learner's kept choice of drawing, and the environment.
pub fn tiers(global: &Global, kept: Option<&str>, env: &impl EnvVarSource) -> Tiers {
    Tiers {
        color: color(global.color, env),
        background: background(global.background, env),
        glyphs: glyphs(global.glyphs, kept, env),
    }
}

/// How everything is to look.
pub fn look(tiers: &Tiers) -> Look {
    Look {
        theme: Theme::new(tiers.color.0, tiers.background.0),
        glyphs: tiers.glyphs.0,
    }
}

fn color(choice: ColorChoice, env: &impl EnvVarSource) -> (ColorTier, &'static str) {
    let flag = "--color";
    match choice {
        ColorChoice::Truecolor => return (ColorTier::TrueColor, flag),
        ColorChoice::Ansi256 => return (ColorTier::Ansi256, flag),
        ColorChoice::Ansi16 => return (ColorTier::Ansi16, flag),
        ColorChoice::None => return (ColorTier::None, flag),
        ColorChoice::Auto => {}
    }
    // https://no-color.org: set and not empty, whatever its value.
    if env.var("NO_COLOR").is_some_and(|value| !value.is_empty()) {
        return (ColorTier::None, "NO_COLOR");
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
    (tier, "TERM and COLORTERM")
}

fn background(choice: BackgroundChoice, env: &impl EnvVarSource) -> (Background, &'static str) {
    match choice {
        BackgroundChoice::Light => return (Background::Light, "--background"),
        BackgroundChoice::Dark => return (Background::Dark, "--background"),
        BackgroundChoice::Auto => {}
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
        None => (Background::Dark, "nothing says otherwise"),
    }
}

fn glyphs(
    choice: Option<GlyphChoice>,
    kept: Option<&str>,
    env: &impl EnvVarSource,
) -> (Glyphs, &'static str) {
    let some = |drawing| Glyphs {
        drawing,
        ascii: false,
    };
    match choice {
        Some(GlyphChoice::Ramp) => return (some(Drawing::Ramp), "--glyphs"),
        Some(GlyphChoice::Blocks) => return (some(Drawing::Blocks), "--glyphs"),
        Some(GlyphChoice::Braille) => return (some(Drawing::Braille), "--glyphs"),
        Some(GlyphChoice::Ascii) => {
            return (
                Glyphs {
                    drawing: Drawing::Ramp,
                    ascii: true,
                },
                "--glyphs",
            );
        }
        None => {}
    }
    let locale = ["LC_ALL", "LC_CTYPE", "LANG"].into_iter().find_map(|name| {
        let value = env.var(name).filter(|value| !value.is_empty())?;
        let value = value.to_ascii_lowercase();
        Some((name, value.contains("utf-8") || value.contains("utf8")))
    });
    match locale {
        Some((name, true)) => match kept.and_then(|name| name.parse().ok()) {
            Some(drawing) => (some(drawing), "your choice in the course"),
            None => (some(Drawing::Ramp), name),
        },
        Some((name, false)) => (
            Glyphs {
                drawing: Drawing::Ramp,
                ascii: true,
            },
            name,
        ),
        None => (
            Glyphs {
                drawing: Drawing::Ramp,
                ascii: true,
            },
            "no locale is set",
        ),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::HashMap;

    fn found(pairs: &[(&'static str, &'static str)]) -> Tiers {
        let env: HashMap<&str, &str> = pairs.iter().copied().collect();
        tiers(&Global::default(), Some("braille"), &env)
    }

    #[test]
    fn colour_follows_the_environment() {
        let color = |pairs: &[_]| found(pairs).color.0;
        assert_eq!(
            color(&[("TERM", "xterm"), ("COLORTERM", "truecolor")]),
            ColorTier::TrueColor
        );
        assert_eq!(color(&[("TERM", "xterm-256color")]), ColorTier::Ansi256);
        assert_eq!(color(&[("TERM", "linux")]), ColorTier::Ansi16);
        assert_eq!(color(&[]), ColorTier::Ansi16);
    }

    #[test]
    fn no_color_beats_everything_but_the_flag() {
        let env: HashMap<_, _> = [
            ("NO_COLOR", "0"),
            ("COLORTERM", "truecolor"),
            ("CLICOLOR_FORCE", "1"),
        ]
        .into();
        let global = Global::default();
        assert_eq!(tiers(&global, None, &env).color.0, ColorTier::None);
        let global = Global {
            color: ColorChoice::Ansi256,
            ..global
        };
        assert_eq!(tiers(&global, None, &env).color.0, ColorTier::Ansi256);
        assert_eq!(
            found(&[("NO_COLOR", ""), ("TERM", "xterm-256color")])
                .color
                .0,
            ColorTier::Ansi256
        );
    }

    #[test]
    fn the_first_locale_variable_that_is_set_decides_the_characters() {
        let ascii = |pairs: &[_]| found(pairs).glyphs.0.ascii;
        assert!(!ascii(&[("LANG", "en_US.UTF-8")]));
        assert!(ascii(&[("LC_ALL", "C"), ("LANG", "en_US.UTF-8")]));
        assert!(!ascii(&[("LC_ALL", ""), ("LC_CTYPE", "C.utf8")]));
        assert!(ascii(&[]));
    }

    #[test]
    fn the_kept_drawing_returns_where_it_can_be_shown() {
        assert_eq!(
            found(&[("LANG", "C.UTF-8")]).glyphs.0.drawing,
            Drawing::Braille
        );
        assert_eq!(found(&[("LANG", "C")]).glyphs.0.drawing(), Drawing::Ramp);
    }

    #[test]
    fn a_light_background_is_believed() {
        assert_eq!(
            found(&[("COLORFGBG", "0;15")]).background.0,
            Background::Light
        );
        assert_eq!(
            found(&[("COLORFGBG", "15;default;0")]).background.0,
            Background::Dark
        );
    }
}
