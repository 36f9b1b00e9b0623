use super::*;
use std::collections::HashMap;

fn found(pairs: &[(&'static str, &'static str)]) -> Tiers {
    let env: HashMap<&str, &str> = pairs.iter().copied().collect();
    let mut kept = Progress::default();
    kept.choose_digits("braille");
    kept.choose_plots("blocks");
    tiers(&Global::default(), &kept, &env, &Answers::default())
}

fn told(answers: Answers, pairs: &[(&'static str, &'static str)]) -> Tiers {
    let env: HashMap<&str, &str> = pairs.iter().copied().collect();
    tiers(&Global::default(), &Progress::default(), &env, &answers)
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
    let answers = Answers {
        color: Some(ColorTier::TrueColor),
        ..Answers::default()
    };
    let global = Global::default();
    assert_eq!(
        tiers(&global, &Progress::default(), &env, &answers).color.0,
        ColorTier::None
    );
    let global = Global {
        color: Some(ColorChoice::Ansi256),
        ..global
    };
    assert_eq!(
        tiers(&global, &Progress::default(), &env, &answers).color.0,
        ColorTier::Ansi256
    );
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
fn a_console_with_a_small_font_gets_ascii_whatever_it_answers() {
    let answers = Answers {
        columns: Some(1),
        ..Answers::default()
    };
    let env = [("TERM", "linux"), ("LANG", "C.UTF-8")];
    let tiers = told(answers, &env);
    assert_eq!((tiers.glyphs.0.ascii, tiers.glyphs.1), (true, CONSOLE));
    let global = Global {
        glyphs: Some(GlyphChoice::Blocks),
        ..Global::default()
    };
    let env: HashMap<&str, &str> = env.into();
    assert!(
        !super::tiers(&global, &Progress::default(), &env, &answers)
            .glyphs
            .0
            .ascii
    );
}

#[test]
fn the_kept_drawings_return_where_they_can_be_shown() {
    let shown = |lang| {
        let glyphs = found(&[("LANG", lang)]).glyphs.0;
        (glyphs.digits(), glyphs.plots())
    };
    assert_eq!(shown("C.UTF-8"), (Drawing::Braille, Some(Plotting::Blocks)));
    assert_eq!(shown("C"), (Drawing::Ramp, None));
}

#[test]
fn unless_a_learner_chose_digits_are_in_the_ramp_and_plots_in_the_finest_lines() {
    let glyphs = told(Answers::default(), &[("LANG", "C.UTF-8")]).glyphs.0;
    assert_eq!(glyphs, Glyphs::BEST);
    let glyphs = Glyphs {
        plots: Plotting::with(Drawing::Ramp),
        ..Glyphs::BEST
    };
    assert_eq!(glyphs, Glyphs::BEST);
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

#[test]
fn what_the_terminal_answers_beats_what_the_environment_says() {
    let env = [
        ("TERM", "xterm-256color"),
        ("COLORTERM", "truecolor"),
        ("COLORFGBG", "15;0"),
        ("LANG", "C"),
    ];
    let answers = Answers {
        color: Some(ColorTier::Ansi256),
        background: Some(Background::Light),
        columns: Some(1),
        ..Answers::default()
    };
    let tiers = told(answers, &env);
    assert_eq!(tiers.color, (ColorTier::Ansi256, ANSWER));
    assert_eq!(tiers.background, (Background::Light, ANSWER));
    assert_eq!((tiers.glyphs.0.ascii, tiers.glyphs.1), (false, ANSWER));
    assert_eq!(abilities(&tiers).color, ColorTier::Ansi256);
}

#[test]
fn flags_beat_answers() {
    let answers = Answers {
        color: Some(ColorTier::TrueColor),
        background: Some(Background::Light),
        columns: Some(2),
        ..Answers::default()
    };
    let global = Global {
        color: Some(ColorChoice::Ansi16),
        background: Some(BackgroundChoice::Dark),
        glyphs: Some(GlyphChoice::Braille),
        ..Global::default()
    };
    let tiers = tiers(
        &global,
        &Progress::default(),
        &HashMap::<&str, &str>::new(),
        &answers,
    );
    assert_eq!(tiers.color.0, ColorTier::Ansi16);
    assert_eq!(tiers.background.0, Background::Dark);
    assert_eq!(tiers.glyphs.0.digits(), Drawing::Braille);
}

#[test]
fn a_multiplexer_takes_more_than_it_can_show() {
    let ascii = |columns, pairs: &[_]| {
        let answers = Answers {
            columns: Some(columns),
            ..Answers::default()
        };
        told(answers, pairs).glyphs.0.ascii
    };
    for pair in [("TMUX", "/tmp/x"), ("STY", "1.x"), ("TERM", "screen")] {
        assert!(ascii(1, &[pair, ("LANG", "C")]));
        assert!(!ascii(1, &[pair, ("LANG", "C.UTF-8")]));
        assert!(ascii(2, &[pair, ("LANG", "C.UTF-8")]));
    }
    assert!(ascii(2, &[("LANG", "C.UTF-8")]), "wide lines, or no UTF-8");
}

#[test]
fn motion_stops_by_flag_or_by_environment() {
    let env = |value| HashMap::from([("NO_MOTION", value)]);
    assert!(motion(None, &env("")).0);
    assert!(!motion(None, &env("1")).0);
    assert!(motion(Some(OnOff::On), &env("1")).0);
    assert!(!motion(Some(OnOff::Off), &env("")).0);
}

#[test]
fn what_passes_on_nothing_of_its_surroundings_is_not_taken_for_them() {
    let color = |term| found(&[("TERM", term), ("COLORTERM", "truecolor")]).color.0;
    assert_eq!(color("eterm-color"), ColorTier::Ansi16);
    assert_eq!(color("dvtm-256color"), ColorTier::Ansi256);
    assert_eq!(color("st-256color"), ColorTier::TrueColor);
    let answers = Answers {
        color: Some(ColorTier::TrueColor),
        ..Answers::default()
    };
    let nvim = told(
        answers,
        &[("NVIM", "/tmp/nvim/0"), ("TERM", "xterm-256color")],
    );
    assert_eq!(nvim.color, (ColorTier::Ansi256, "NVIM"));
}

#[test]
fn a_console_is_one_under_screen_too() {
    for term in ["linux", "linux-16color", "screen.linux"] {
        let tiers = found(&[("TERM", term), ("LANG", "C.UTF-8")]);
        assert!(tiers.glyphs.0.ascii, "{term}");
        assert_eq!(tiers.background, (Background::Dark, CONSOLE));
    }
}

#[test]
fn a_background_nobody_tells_is_unknown_and_what_the_learner_chose_stands_above_answers() {
    let untold = found(&[("TERM", "xterm")]).background;
    assert_eq!(untold, (Background::Unknown, UNTOLD));
    let mut kept = Progress::default();
    kept.choose_background("light");
    let answers = Answers {
        background: Some(Background::Dark),
        ..Answers::default()
    };
    let env: HashMap<&str, &str> = HashMap::new();
    let background =
        |global: &Global, kept: &Progress| tiers(global, kept, &env, &answers).background.0;
    let global = Global::default();
    assert_eq!(background(&global, &kept), Background::Light);
    kept.choose_background("auto");
    assert_eq!(background(&global, &kept), Background::Dark);
    let flagged = Global {
        background: Some(BackgroundChoice::Light),
        ..global
    };
    assert_eq!(background(&flagged, &kept), Background::Light);
}

#[test]
fn a_copy_is_passed_on_by_what_is_known_to_stand_between() {
    let within = |pairs: &[(&'static str, &'static str)]| {
        multiplexer(&pairs.iter().copied().collect::<HashMap<&str, &str>>())
    };
    assert_eq!(
        within(&[("TMUX", "/tmp/x"), ("TERM", "screen")]),
        Some(Multiplexer::Tmux)
    );
    assert_eq!(
        within(&[("TERM", "tmux-256color")]),
        Some(Multiplexer::Tmux)
    );
    assert_eq!(
        within(&[("STY", "1.x"), ("TERM", "screen")]),
        Some(Multiplexer::Screen)
    );
    assert_eq!(within(&[("TERM", "screen")]), None, "either of them");
}
