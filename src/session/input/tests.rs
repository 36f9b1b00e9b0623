use proptest::prelude::*;

use super::decoder::Decoder;
use super::frames::LONGEST_PASTE;
use crate::event::{Event, Key, KeyCode, Mouse, MouseKind};

/// All events of these bytes, and those of the waits behind them.
fn decode(bytes: &[u8]) -> Vec<Event> {
    let mut decoder = Decoder::default();
    let mut events = decoder.feed(bytes);
    events.extend(decoder.timeout());
    assert_eq!(decoder.patience(), None, "nothing is held after a timeout");
    events
}

fn keys(codes: &[KeyCode]) -> Vec<Event> {
    codes
        .iter()
        .map(|&code| Event::Key(Key::new(code)))
        .collect()
}

fn chars(text: &str) -> Vec<Event> {
    text.chars().map(|c| Event::Key(Key::char(c))).collect()
}

#[test]
fn the_keys_of_every_terminal_family_are_known() {
    use KeyCode::*;
    let spelled: [(&[u8], KeyCode); 26] = [
        (b"\x1b[A", Up),
        (b"\x1bOA", Up),
        (b"\x1b[B", Down),
        (b"\x1b[C", Right),
        (b"\x1bOD", Left),
        (b"\x1b[H", Home),
        (b"\x1b[1~", Home),
        (b"\x1b[7~", Home),
        (b"\x1bOF", End),
        (b"\x1b[4~", End),
        (b"\x1b[8~", End),
        (b"\x1b[3~", Delete),
        (b"\x1b[5~", PageUp),
        (b"\x1b[6~", PageDown),
        (b"\x1b[Z", BackTab),
        (b"\t", Tab),
        (b"\r", Enter),
        (b"\n", Enter),
        (b"\x7f", Backspace),
        (b"\x08", Backspace),
        (b"\x1b", Esc),
        (b" ", Char(' ')),
        (b"Q", Char('Q')),
        ("σ".as_bytes(), Char('σ')),
        ("漢".as_bytes(), Char('漢')),
        ("🖋".as_bytes(), Char('🖋')),
    ];
    for (bytes, code) in spelled {
        assert_eq!(decode(bytes), keys(&[code]), "{bytes:?}");
    }
}

#[test]
fn modifiers_are_kept_and_releases_dropped() {
    let ctrl_c = Event::Key(Key::ctrl('c'));
    assert_eq!(decode(b"\x03"), std::slice::from_ref(&ctrl_c));
    assert_eq!(decode(b"\x1b[99;5u"), [ctrl_c]);
    let alt_x = Key {
        alt: true,
        ..Key::char('x')
    };
    assert_eq!(decode(b"\x1bx"), [Event::Key(alt_x)]);
    let ctrl_right = Key {
        ctrl: true,
        ..Key::new(KeyCode::Right)
    };
    assert_eq!(decode(b"\x1b[1;5C"), [Event::Key(ctrl_right)]);
    assert_eq!(decode(b"\x1b[97;2u"), chars("A"));
    assert_eq!(
        decode(b"\x1b[97;1:2u"),
        chars("a"),
        "a repeat counts as a press"
    );
    assert_eq!(decode(b"\x1b[97;1:3u"), [], "a release does not");
    assert_eq!(
        decode(b"\x1b[97;9u"),
        [],
        "Super belongs to the window manager"
    );
}

#[test]
fn the_mouse_speaks_sgr() {
    let mouse = |kind, x, y| Event::Mouse(Mouse { kind, x, y });
    let bytes = b"\x1b[<0;1;1M\x1b[<32;10;5M\x1b[<0;10;5m\x1b[<64;3;4M\x1b[<65;300;200M";
    assert_eq!(
        decode(bytes),
        [
            mouse(MouseKind::Press, 0, 0),
            mouse(MouseKind::Drag, 9, 4),
            mouse(MouseKind::Release, 9, 4),
            mouse(MouseKind::WheelUp, 2, 3),
            mouse(MouseKind::WheelDown, 299, 199),
        ]
    );
    assert_eq!(
        decode(b"\x1b[<2;1;1M\x1b[<35;1;1M"),
        [],
        "right button, bare motion"
    );
    assert_eq!(
        decode(b"\x1b[M !!q"),
        [mouse(MouseKind::Press, 0, 0), chars("q").remove(0)]
    );
}

#[test]
fn a_lone_escape_is_told_from_a_sequence_by_waiting() {
    let mut decoder = Decoder::default();
    assert_eq!(decoder.feed(b"\x1b"), []);
    assert!(
        decoder
            .patience()
            .is_some_and(|wait| wait.as_millis() == 50)
    );
    assert_eq!(decoder.feed(b"[A"), keys(&[KeyCode::Up]));
    assert_eq!(decoder.patience(), None);
    assert_eq!(decoder.feed(b"\x1b"), []);
    assert_eq!(decoder.timeout(), keys(&[KeyCode::Esc]).pop());
    assert_eq!(decode(b"\x1b\x1b"), keys(&[KeyCode::Esc, KeyCode::Esc]));
    assert_eq!(decode(b"\x1b\x1b[A"), keys(&[KeyCode::Esc, KeyCode::Up]));
}

#[test]
fn answers_of_the_terminal_are_never_keys() {
    let answers: [&[u8]; 16] = [
        b"\x1b[?62;22c",
        b"\x1b[>0;276;0c",
        b"\x1b[=1c\x1b[=c",
        b"\x1b[?2026;2$y",
        b"\x1b[?2048;0$y",
        b"\x1b[12;40R",
        b"\x1b[0n",
        b"\x1b[8;24;80t",
        b"\x1b[I\x1b[O",
        b"\x1b]11;rgb:2828/2828/2828\x1b\\",
        b"\x1b]52;c;aGFuZHNvbg==\x07",
        b"\x1bP1$r0;48:2::1:2:3m\x1b\\",
        b"\x1bP>|kitty(0.32)\x1b\\",
        b"\x1b_Gi=31;OK\x1b\\\x1b_\x07",
        b"\x1b[[A\x1b[17~\x1bOP",
        b"\x1b[!p\x1b[?1;2;3 q",
    ];
    for answer in answers {
        let then_q = [answer, b"q"].concat();
        assert_eq!(
            decode(&then_q),
            chars("q"),
            "{:?}",
            String::from_utf8_lossy(answer)
        );
    }
}

#[test]
fn half_a_sequence_costs_no_later_key() {
    for half in [
        &b"\x1b["[..],
        b"\x1b[1;",
        b"\x1b]11;rgb:",
        b"\x1bP1$r",
        b"\x1bO",
        b"\xe6\xbc",
    ] {
        let mut decoder = Decoder::default();
        assert_eq!(decoder.feed(half), []);
        assert_eq!(decoder.timeout(), None);
        assert_eq!(decoder.feed(b"q"), chars("q"), "after the wait: {half:?}");
        let then_up = [half, b"\x1b[A"].concat();
        assert_eq!(
            decode(&then_up).last(),
            keys(&[KeyCode::Up]).last(),
            "{half:?}"
        );
    }
}

#[test]
fn a_paste_is_one_event() {
    let paste = |text: &str| vec![Event::Paste(text.into())];
    assert_eq!(decode(b"\x1b[200~q\rq\r\nq\x1b[201~"), paste("q\nq\nq"));
    assert_eq!(decode(b"\x1b[200~\x1b[201~"), paste(""));
    assert_eq!(
        decode(b"\x1b[200~a\x1b[Ab\xff\x1b[201~"),
        paste("a\x1b[Ab\u{fffd}")
    );
}

#[test]
fn a_paste_without_end_is_bounded_and_given_up() {
    let mut decoder = Decoder::default();
    assert_eq!(decoder.feed(b"\x1b[200~hello"), []);
    assert_eq!(decoder.timeout(), Some(Event::Paste("hello".into())));
    assert_eq!(decoder.feed(b"q"), chars("q"));

    let flood = [b"\x1b[200~".as_slice(), &[b'x'; 3 * LONGEST_PASTE]].concat();
    assert_eq!(decoder.feed(&flood), []);
    let longest = Event::Paste("x".repeat(LONGEST_PASTE));
    assert_eq!(
        decoder.feed(b"\x1b[201~q"),
        [longest.clone(), chars("q").remove(0)]
    );
    decoder.feed(&flood);
    assert_eq!(decoder.timeout(), Some(longest));
}

#[test]
fn an_endless_string_is_bounded_and_dropped() {
    let mut decoder = Decoder::default();
    assert_eq!(decoder.feed(b"\x1b]52;c;"), []);
    assert_eq!(decoder.feed(&[b'A'; 100_000]), []);
    assert_eq!(decoder.feed(b"\x1b\\q"), chars("q"));
}

fn typed() -> impl Strategy<Value = Vec<u8>> {
    let known = prop::sample::select(vec![
        &b"\x1b[A"[..],
        b"\x1b[1;5C",
        b"\x1b[<0;10;5M",
        b"\x1b[200~a paste\x1b[201~",
        "σ漢".as_bytes(),
        b"\x1bx",
        b"q",
        b"\x1b[?62;22c",
    ]);
    prop::collection::vec(known, 0..12).prop_map(|pieces| pieces.concat())
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn how_the_bytes_are_split_makes_no_difference(bytes in typed(), at in any::<prop::sample::Index>()) {
        let mut whole = Decoder::default();
        let expected = whole.feed(&bytes);
        let (first, second) = bytes.split_at(at.index(bytes.len() + 1));
        let mut split = Decoder::default();
        let mut events = split.feed(first);
        events.extend(split.feed(second));
        prop_assert_eq!(events, expected);
    }

    #[test]
    fn no_bytes_at_all_can_hang_or_break_it(
        bytes in prop::collection::vec(
            prop_oneof![any::<u8>(), prop::sample::select(b"\x1b[]P<>?;:$~Mm0129\\uR".to_vec())],
            0..200,
        )
    ) {
        let mut decoder = Decoder::default();
        decoder.feed(&bytes);
        decoder.timeout();
        prop_assert_eq!(decoder.patience(), None);
        prop_assert_eq!(decoder.feed(b"q"), chars("q"));
    }
}
