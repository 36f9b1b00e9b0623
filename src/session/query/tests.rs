use super::*;

fn heard(sequences: &[&str]) -> Answers {
    let mut answers = Answers::default();
    sequences.iter().for_each(|s| answers.hear(s.as_bytes()));
    answers
}

#[test]
fn colour_is_what_became_of_24_bits() {
    let color = |pen: &str| heard(&[&format!("\x1bP1$r{pen}\x1b\\")]).color;
    for kept in [
        "0;48;2;200;50;50m",
        "48:2:200:50:50m",
        "0;48:2::200:50:50m",
        "48:2:0:200:50:50m",
    ] {
        assert_eq!(color(kept), Some(ColorTier::TrueColor), "{kept}");
    }
    assert_eq!(color("0;48;5;167m"), Some(ColorTier::Ansi256));
    assert_eq!(
        color("0m"),
        None,
        "the terminal kept nothing, and says nothing of others"
    );
    assert_eq!(heard(&["\x1bP0$r\x1b\\"]).color, None, "not understood");
}

#[test]
fn the_background_is_light_or_dark_however_it_is_spelled() {
    let background = |color: &str| heard(&[&format!("\x1b]11;{color}")]).background;
    for light in [
        "rgb:ffff/ffff/ffff\x1b\\",
        "rgb:fd/f6/e3\x07",
        "rgba:ff/ff/dd/ff\x07",
    ] {
        assert_eq!(background(light), Some(Background::Light), "{light}");
    }
    for dark in ["rgb:0000/2b2b/3636\x1b\\", "rgb:0/0/0\x07"] {
        assert_eq!(background(dark), Some(Background::Dark), "{dark}");
    }
    for odd in [
        "rgb:\x07",
        "rgb:fffff/0/0\x07",
        "#ffffff\x07",
        "rgb:1/2\x07",
        "?\x07",
    ] {
        assert_eq!(background(odd), None, "{odd}");
    }
}

#[test]
fn synchronized_output_needs_a_mode_that_can_be_set() {
    let state = |n: u8| heard(&[&format!("\x1b[?2026;{n}$y")]).synchronized;
    assert_eq!([1, 2].map(state), [Some(true); 2]);
    assert_eq!([0, 3, 4].map(state), [Some(false); 3]);
    assert_eq!(heard(&["\x1b[?2027;1$y"]).synchronized, None);
}

#[test]
fn the_width_is_where_the_cursor_went() {
    assert_eq!(heard(&["\x1b[1;2R"]).columns, Some(1));
    assert_eq!(heard(&["\x1b[12;3R"]).columns, Some(2));
    assert_eq!(
        heard(&["\x1b[1;2R", "\x1b[1;3R"]).columns,
        Some(1),
        "asked once"
    );
    assert_eq!(heard(&["\x1b[R"]).columns, None);
}

#[test]
fn an_answer_counts_whenever_it_comes() {
    let answers = heard(&["\x1b[?62;22c", "\x1b]11;rgb:f/f/f\x07"]);
    assert!(answers.complete && answers.background == Some(Background::Light));
    let mut known = answers;
    known.merge(heard(&["\x1b]11;rgb:0/0/0\x07"]));
    assert_eq!(known.background, Some(Background::Dark), "the newest one");
    known.merge(Answers::default());
    assert_eq!(known.background, Some(Background::Dark));
    assert!(
        !heard(&["\x1b[>0;276;0c"]).complete,
        "DA2 is no answer to DA1"
    );
}

#[test]
fn a_change_of_the_theme_is_heard_unasked() {
    let scheme = |n: u8| heard(&[&format!("\x1b[?997;{n}n")]).background;
    assert_eq!(scheme(1), Some(Background::Dark));
    assert_eq!(scheme(2), Some(Background::Light));
    assert_eq!(scheme(3), None);
}

#[test]
fn what_a_terminal_says_it_is_tells_what_it_cannot_say() {
    let color = |model: &str| heard(&[&format!("\x1b[>{model}c")]).color;
    for draws in [
        "85;95;0",
        "24;279;0",
        "0;136;0",
        "65;7006;1",
        "1;115;0",
        "64;0;0",
    ] {
        assert_eq!(color(draws), Some(ColorTier::TrueColor), "{draws}");
    }
    for other in ["0;276;0", "41;379;0", "84;0;0", "83;40900;0", "", "q"] {
        assert_eq!(color(other), None, "{other}");
    }
    let in_turns = |model: &str| heard(&[&format!("\x1b[>{model}c")]).in_turns;
    assert!(in_turns("65;7006;1") && in_turns("1;4000;26") && !in_turns("41;379;0"));
}

#[test]
fn a_terminal_is_asked_only_what_it_can_take() {
    let asks = |term, what: &str| question(term).contains(what);
    for simple in ["linux", "vt100", "vt220", "ansi", "eterm-color", ""] {
        assert!(!asks(simple, "\x1bP") && !asks(simple, "\x1b]") && !asks(simple, "$p"));
    }
    for multiplexer in ["screen", "screen-256color", "screen.xterm-256color"] {
        assert!(!asks(multiplexer, "\x1bP") && asks(multiplexer, "\x1b]11"));
    }
    for term in ["xterm", "xterm-256color", "tmux-256color", "alacritty"] {
        assert!(asks(term, "\x1bP$qm\x1b\\"));
    }
    for term in ["linux", "screen", "xterm"] {
        let ask = question(term);
        assert!(ask.ends_with("\x1b[c"), "the fence comes last");
        assert!(ask.contains("\r\x1b[K"), "and the row is erased");
    }
}

#[test]
fn what_is_asked_with_is_wide_wherever_our_lines_are() {
    use unicode_width::UnicodeWidthChar;
    // "Ambiguous" in Unicode's annex 11: two columns where East Asian fonts rule.
    for glyph in [TWO_BYTES, '\u{2500}', '\u{2502}', '\u{25cf}', '\u{2588}'] {
        assert_eq!((glyph.width(), glyph.width_cjk()), (Some(1), Some(2)));
    }
}

#[test]
fn far_terminals_get_more_time() {
    assert_eq!(patience(|_| false), NEAR);
    assert_eq!(patience(|name| name == "SSH_CONNECTION"), FAR);
}
