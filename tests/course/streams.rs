//! Whatever a terminal sends, in whatever pieces, the course stands and the terminal is whole.
//!
//! A stream is a lesson or a lab, a size, and some dozens of events: keys, mouse, pastes, sizes,
//! time, noise, as bytes that are cut anywhere. Its number is its seed. `HANDSON_STREAMS=10000
//! cargo test --test course streams` runs as many, `HANDSON_STREAMS=1234..1235` this one alone.

use std::num::NonZeroU16;
use std::ops::Range;
use std::sync::Arc;
use std::sync::mpsc::channel;
use std::thread;
use std::time::Duration;

use crate::common::{at_step, course, lab_course, look, steps};
use handson::event::{Abilities, Background, ColorTier, Event};
use handson::lesson::model::Course;
use handson::session::Decoder;
use handson::session::headless::Headless;
use handson::ui::glyphs::Drawing;
use ndarray_rand::rand::seq::IndexedRandom;
use ndarray_rand::rand::{Rng, SeedableRng};
use rand_chacha::ChaCha8Rng;

/// Events of a stream at the most.
const LENGTH: usize = 60;
/// A stream that takes longer hangs.
const DEADLINE: Duration = Duration::from_secs(120);

const SIZES: [(u16, u16); 10] = [
    (80, 24),
    (100, 30),
    (140, 45),
    (40, 12),
    (20, 60),
    (13, 5),
    (2, 2),
    (1, 1),
    (0, 0),
    (u16::MAX, 3),
];

/// What keys send, on one terminal or another, and what no key sends.
const SEQUENCES: [&[u8]; 40] = [
    b"\x1b[A",
    b"\x1b[B",
    b"\x1b[C",
    b"\x1b[D",
    b"\x1bOA",
    b"\x1bOB",
    b"\x1bOC",
    b"\x1bOD",
    b"\x1b[H",
    b"\x1b[F",
    b"\x1b[5~",
    b"\x1b[6~",
    b"\x1b[3~",
    b"\x1b[Z",
    b"\t",
    b"\r",
    b"\x1b",
    b"\x7f",
    b"\x08",
    b" ",
    b" ",
    b"+",
    b"-",
    b">",
    b"<",
    b"c",
    b"?",
    b"/",
    b"g",
    b"T",
    b"a",
    b"\x1b[1;5C",
    b"\x1bx",
    b"\xc3\xa9",
    b"\x1b[?62;22c",
    b"\x1b]11;rgb:0/0/0\x07",
    b"\x1bP1$r0m\x1b\\",
    b"\x1b[I",
    b"\x1b[99999;99999R",
    b"\xff\xfe",
];

/// The bytes of one thing that happens at the terminal.
fn bytes(rng: &mut ChaCha8Rng) -> Vec<u8> {
    match rng.random_range(0..20) {
        0..11 => SEQUENCES.choose(rng).expect("some").to_vec(),
        11..13 => vec![rng.random_range(b' '..=b'~')],
        13..17 => {
            let button = [0, 0, 32, 35, 64, 65, 2].choose(rng).expect("some");
            let (x, y) = (rng.random_range(0..160), rng.random_range(0..50));
            let end = ['M', 'm'].choose(rng).expect("some");
            format!("\x1b[<{button};{x};{y}{end}").into_bytes()
        }
        17 => {
            let text = "q\rq\u{1f40c}\x1b[A\t".repeat(rng.random_range(0..20));
            let end: &[u8] = if rng.random_bool(0.8) {
                b"\x1b[201~"
            } else {
                b""
            };
            [b"\x1b[200~", text.as_bytes(), end].concat()
        }
        _ => (0..rng.random_range(1..12)).map(|_| rng.random()).collect(),
    }
}

/// What comes with the next read, if it is cut somewhere.
fn events(rng: &mut ChaCha8Rng, decoder: &mut Decoder) -> Vec<Event> {
    let bytes = bytes(rng);
    let (now, later) = bytes.split_at(rng.random_range(0..=bytes.len()));
    let mut events = decoder.feed(now);
    if rng.random_bool(0.2) {
        events.extend(decoder.timeout());
    }
    events.extend(decoder.feed(later));
    if rng.random_bool(0.3) {
        events.extend(decoder.timeout());
    }
    events
}

/// A terminal that shows what the session has written to it.
struct Emulator(vt100::Parser);

impl Emulator {
    fn new() -> Self {
        Self(vt100::Parser::new(NonZeroU16::MIN, NonZeroU16::MIN, 0))
    }

    /// Every frame gives exactly the buffer; no mode is touched but the cursor.
    fn assert_whole(&mut self, session: &mut Headless, seed: u64) {
        let bytes = session.bytes();
        let area = session.buffer().area;
        let (Some(rows), Some(columns)) =
            (NonZeroU16::new(area.height), NonZeroU16::new(area.width))
        else {
            return;
        };
        if self.0.screen().size() != (rows, columns) {
            *self = Self(vt100::Parser::new(rows, columns, 0)); // and all of it is painted anew
        }
        self.0.process(&bytes);
        let screen = self.0.screen();
        assert!(
            !screen.alternate_screen() && !screen.bracketed_paste(),
            "stream {seed}"
        );
        let shown = screen
            .rows(0, columns.get())
            .map(|row| row.trim_end().to_owned());
        let shown: Vec<String> = shown.collect();
        assert_eq!(shown, session.rows(), "stream {seed}");
    }
}

/// Every lab by itself and every step of every lesson.
fn places() -> Vec<(Arc<Course>, (usize, usize))> {
    let courses = [lab_course(), course()];
    let places = courses.iter().flat_map(|course| {
        let steps = steps(course).into_iter();
        steps.map(|at| (course.clone(), at))
    });
    places.collect()
}

/// The places take turns, by the seed.
fn start(seed: u64, rng: &mut ChaCha8Rng) -> Headless {
    let places = places();
    let (course, at) = places[seed as usize % places.len()].clone();
    let look = look(
        color(rng),
        *Drawing::ALL.choose(rng).expect("some"),
        rng.random_bool(0.2),
    );
    at_step(course, at, *SIZES.choose(rng).expect("some"), look)
}

fn color(rng: &mut ChaCha8Rng) -> ColorTier {
    use ColorTier::{Ansi16, Ansi256, None, TrueColor};
    *[TrueColor, Ansi256, Ansi16, None]
        .choose(rng)
        .expect("some")
}

fn run(seed: u64) {
    let mut rng = ChaCha8Rng::seed_from_u64(seed);
    let mut session = start(seed, &mut rng);
    let mut decoder = Decoder::default();
    let mut emulator = Emulator::new();
    for _ in 0..rng.random_range(1..=LENGTH) {
        match rng.random_range(0..40) {
            0..2 => {
                let (width, height) = *SIZES.choose(&mut rng).expect("some");
                session.send(Event::Resize { width, height });
            }
            2..4 => session.tick(),
            4 => session.send(Event::Tick(Duration::from_millis(
                rng.random_range(0..1 << 40),
            ))),
            5 => session.send(Event::Terminal(Abilities {
                color: color(&mut rng),
                background: Background::Light,
                ascii: rng.random_bool(0.5),
            })),
            _ => events(&mut rng, &mut decoder)
                .into_iter()
                .for_each(|event| session.send(event)),
        }
        if session.ended() {
            break;
        }
        if rng.random_bool(0.3) {
            emulator.assert_whole(&mut session, seed);
        }
    }
    emulator.assert_whole(&mut session, seed);
    session.send(Event::Quit);
    assert!(
        session.ended() && session.saved().is_some(),
        "stream {seed}"
    );
}

/// The streams asked for: a count, or a range of seeds; where nobody asks, one from every place.
fn asked_for() -> Range<u64> {
    let Ok(text) = std::env::var("HANDSON_STREAMS") else {
        return 0..places().len() as u64;
    };
    let range = match text.split_once("..") {
        Some((from, to)) => from.parse().ok().zip(to.parse().ok()),
        None => text.parse().ok().map(|count| (0, count)),
    };
    let (from, to) = range.expect("HANDSON_STREAMS is a count such as 10000, or 1234..1235");
    from..to
}

#[test]
fn no_stream_of_events_makes_it_fall_hang_or_spoil_the_terminal() {
    let (done, finished) = channel();
    let hands = thread::available_parallelism().map_or(1, usize::from);
    let workers: Vec<_> = (0..hands)
        .map(|hand| {
            let done = done.clone();
            thread::spawn(move || {
                for seed in asked_for().skip(hand).step_by(hands) {
                    run(seed);
                    if done.send(seed).is_err() {
                        return;
                    }
                }
            })
        })
        .collect();
    drop(done);
    let mut last = None;
    loop {
        match finished.recv_timeout(DEADLINE) {
            Ok(seed) => last = last.max(Some(seed)),
            Err(std::sync::mpsc::RecvTimeoutError::Disconnected) => break,
            Err(_) => panic!("a stream near {last:?} hangs"),
        }
    }
    let fallen = workers.into_iter().filter_map(|worker| worker.join().err());
    assert_eq!(fallen.count(), 0, "a stream near {last:?} falls");
}
