use std::num::NonZeroU16;

use proptest::prelude::*;
use ratatui::Terminal;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::{Color, Modifier, Style};

use super::*;

fn rows_and_columns(size: Size) -> (NonZeroU16, NonZeroU16) {
    (
        NonZeroU16::new(size.height).unwrap(),
        NonZeroU16::new(size.width).unwrap(),
    )
}

fn screen(size: Size) -> vt100::Parser {
    let (rows, columns) = rows_and_columns(size);
    vt100::Parser::new(rows, columns, 0)
}

fn draw(terminal: &mut Terminal<Wire>, buffer: &Buffer) -> Vec<u8> {
    terminal
        .draw(|frame| frame.buffer_mut().merge(buffer))
        .unwrap();
    terminal.backend_mut().take()
}

fn color(color: Color) -> vt100::Color {
    use vt100::Color::{Default, Idx, Rgb};
    match color {
        Color::Reset => Default,
        Color::Indexed(i) => Idx(i),
        Color::Rgb(r, g, b) => Rgb(r, g, b),
        Color::DarkGray => Idx(8),
        Color::White => Idx(15),
        Color::LightBlue => Idx(12),
        Color::Red => Idx(1),
        Color::Gray => Idx(7),
        other => unreachable!("{other} is not drawn here"),
    }
}

/// Everything a learner can see of a cell must be on the screen.
fn assert_shows(screen: &vt100::Screen, buffer: &Buffer) {
    for y in 0..buffer.area.height {
        let mut x = 0;
        while x < buffer.area.width {
            let (wanted, shown) = (&buffer[(x, y)], screen.cell(y, x).unwrap());
            let at = format!("at {x},{y}: {wanted:?}");
            let blank = wanted.symbol() == " ";
            let symbol = if shown.has_contents() {
                shown.contents()
            } else {
                " "
            };
            assert_eq!(symbol, wanted.symbol(), "{at}");
            assert_eq!(shown.bgcolor(), color(wanted.bg), "{at}");
            assert_eq!(
                shown.inverse(),
                wanted.modifier.contains(Modifier::REVERSED),
                "{at}"
            );
            assert_eq!(
                shown.underline(),
                wanted.modifier.contains(Modifier::UNDERLINED),
                "{at}"
            );
            if !blank || shown.inverse() || shown.underline() {
                assert_eq!(shown.fgcolor(), color(wanted.fg), "{at}");
            }
            if !blank {
                assert_eq!(
                    shown.italic(),
                    wanted.modifier.contains(Modifier::ITALIC),
                    "{at}"
                );
            }
            // The emulator holds one intensity at a time.
            if !blank && !wanted.modifier.contains(Modifier::BOLD | Modifier::DIM) {
                assert_eq!(
                    shown.bold(),
                    wanted.modifier.contains(Modifier::BOLD),
                    "{at}"
                );
                assert_eq!(shown.dim(), wanted.modifier.contains(Modifier::DIM), "{at}");
            }
            x += wanted.symbol().cell_width().max(1);
        }
    }
}

#[derive(Debug, Clone)]
struct Label {
    x: u16,
    y: u16,
    text: String,
    style: Style,
}

fn a_color() -> impl Strategy<Value = Color> {
    prop_oneof![
        3 => Just(Color::Reset),
        2 => prop::sample::select(vec![
            Color::Red, Color::Gray, Color::DarkGray, Color::LightBlue, Color::White,
        ]),
        1 => (0..=255_u8).prop_map(Color::Indexed),
        1 => (0..3_u8, 0..3_u8).prop_map(|(r, b)| Color::Rgb(r * 100, 40, b * 100)),
    ]
}

fn a_style() -> impl Strategy<Value = Style> {
    let modifiers = prop::sample::subsequence(
        vec![
            Modifier::BOLD,
            Modifier::DIM,
            Modifier::ITALIC,
            Modifier::UNDERLINED,
            Modifier::REVERSED,
        ],
        0..3,
    );
    (a_color(), a_color(), modifiers).prop_map(|(fg, bg, modifiers)| {
        let modifier = modifiers.into_iter().collect();
        Style::new().fg(fg).bg(bg).add_modifier(modifier)
    })
}

fn a_label() -> impl Strategy<Value = Label> {
    let text = "([ -~]|  |⣿|░|─|µ|漢|字|e\u{301}){0,12}";
    (0..44_u16, 0..10_u16, text, a_style()).prop_map(|(x, y, text, style)| Label {
        x,
        y,
        text,
        style,
    })
}

/// A frame keeps most of the labels of the one before: `(where, what)` replaces one.
fn frames() -> impl Strategy<Value = Vec<(Size, Vec<(usize, Label)>)>> {
    let size = prop_oneof![
        5 => Just(Size::new(30, 6)),
        1 => (1..40_u16, 1..9_u16).prop_map(|(w, h)| Size::new(w, h)),
    ];
    let changes = prop::collection::vec((0..12_usize, a_label()), 0..6);
    prop::collection::vec((size, changes), 1..8)
}

fn compose(size: Size, labels: &[Label]) -> Buffer {
    let mut buffer = Buffer::empty(Rect::from((Position::ORIGIN, size)));
    for Label { x, y, text, style } in labels {
        let (x, y) = (x % size.width, y % size.height);
        buffer.set_string(x, y, text, *style);
    }
    seal(&mut buffer);
    buffer
}

proptest! {
    #![proptest_config(ProptestConfig {
        cases: 400,
        failure_persistence: None,
        ..ProptestConfig::default()
    })]

    #[test]
    fn the_bytes_give_exactly_the_buffer(frames in frames(), synchronized in any::<bool>()) {
        let size = frames[0].0;
        let mut wire = Wire::new(size);
        wire.synchronized = synchronized;
        let mut terminal = Terminal::new(wire).unwrap();
        let mut emulator = screen(size);
        emulator.process(b"\x1b[1;31;44mleft over\x1b[3;3H");
        terminal.backend_mut().clear().unwrap();
        let plain = Label { x: 0, y: 0, text: String::new(), style: Style::new() };
        let mut labels = vec![plain; 12];
        for (size, changes) in frames {
            terminal.backend_mut().resize(size);
            let (rows, columns) = rows_and_columns(size);
            emulator.screen_mut().set_size(rows, columns);
            for (at, label) in changes {
                labels[at] = label;
            }
            let buffer = compose(size, &labels);
            emulator.process(&draw(&mut terminal, &buffer));
            assert_shows(emulator.screen(), &buffer);
            prop_assert!(draw(&mut terminal, &buffer).is_empty(), "the same frame costs nothing");
        }
    }
}

fn spelled(before: &[&str], after: &[&str]) -> String {
    let before = Buffer::with_lines(before.iter().copied());
    let mut terminal = Terminal::new(Wire::new(before.area.as_size())).unwrap();
    draw(&mut terminal, &before);
    let bytes = draw(&mut terminal, &Buffer::with_lines(after.iter().copied()));
    String::from_utf8(bytes).unwrap().replace('\x1b', "^")
}

#[test]
fn the_cursor_takes_the_shortest_way() {
    let blank = [".........."; 3];
    assert_eq!(
        spelled(&blank, &["ab.d...h..", blank[0], blank[0]]),
        "^[Hab^[Cd^[3Ch"
    );
    assert_eq!(
        spelled(&blank, &[blank[0], "a.........", "b........."]),
        "^[2Ha\n\x08b"
    );
    assert_eq!(
        spelled(&blank, &["...a......", "....b.....", blank[0]]),
        "^[1;4Ha\nb"
    );
}

#[test]
fn a_row_that_empties_is_erased() {
    assert_eq!(spelled(&["on-a-line"], &["on       "]), "^[1;3H^[K");
    assert_eq!(
        spelled(&["on a"], &["on  "]),
        "^[1;4H ",
        "short runs are cheaper written"
    );
}

#[test]
fn nothing_that_steers_the_terminal_gets_through() {
    for hostile in ["\x1b[2J", "\x07", "\u{9b}31m", "\n", "", "\u{200b}"] {
        assert_eq!(printable(hostile), " ", "{hostile:?}");
    }
    assert_eq!(printable("e\u{301}"), "e\u{301}");
}

#[test]
fn a_wide_character_never_hangs_over_the_edge() {
    let mut wire = Wire::new(Size::new(2, 1));
    wire.draw([(1, 0, &Cell::new("漢"))].into_iter()).unwrap();
    assert_eq!(wire.take(), b"\x1b[1;2H\x1b[m ");
}
