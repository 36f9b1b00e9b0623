//! What a screen costs a link: bytes a frame, and bytes a second as a session over SSH paces them.
//!
//! `cargo bench --bench wire`.

use std::sync::Arc;

use handson::app::App;
use handson::event::{Event, Mouse, MouseKind};
use handson::lesson::catalog::Catalog;
use handson::progress::Progress;
use handson::session::headless::Headless;
use handson::ui::Look;
use handson::ui::glyphs::{Background, ColorTier, Glyphs};
use handson::ui::theme::Theme;

const SIZES: [(u16, u16); 3] = [(80, 24), (100, 30), (140, 45)];
const TIERS: [(&str, ColorTier); 4] = [
    ("none", ColorTier::None),
    ("16", ColorTier::Ansi16),
    ("256", ColorTier::Ansi256),
    ("truecolor", ColorTier::TrueColor),
];
/// Frames of training that are counted; steps between two of them, as two cores do in a twelfth
/// of a second.
const FRAMES: usize = 60;
const STEPS: usize = 40;
/// What a session over SSH paces by.
const FRAMES_A_SECOND: f64 = 12.0;
const BYTES_A_SECOND: f64 = 8_000.0;

fn main() {
    println!(
        "{:>8} {:>10} {:>7} {:>7} {:>9} {:>7} {:>7} {:>7} {:>7} {:>7}",
        "size", "colours", "first", "idle", "training", "most", "B/s", "fps", "page", "drag"
    );
    for (width, height) in SIZES {
        for (name, tier) in TIERS {
            let mut session = open("09:train", (width, height), tier);
            let first = session.bytes().len();
            let idle = session.bytes().len();
            let frames = training(&mut session);
            let mean = frames.iter().sum::<usize>() as f64 / frames.len() as f64;
            // Each frame waits until the one before is paid for.
            let gaps = frames
                .iter()
                .map(|&bytes| (bytes as f64 / BYTES_A_SECOND).max(1.0 / FRAMES_A_SECOND));
            let seconds: f64 = gaps.sum();
            println!(
                "{:>8} {name:>10} {first:>7} {idle:>7} {mean:>9.0} {:>7} {:>7.0} {:>7.1} {:>7} {:>7.0}",
                format!("{width}x{height}"),
                frames.iter().max().copied().unwrap_or(0),
                mean * frames.len() as f64 / seconds,
                frames.len() as f64 / seconds,
                page_turn((width, height), tier),
                dragged_knob((width, height), tier),
            );
        }
    }
}

fn open(place: &str, (width, height): (u16, u16), tier: ColorTier) -> Headless {
    let course = Catalog::embedded().course().expect("the lessons are sound");
    let at = course.find(place).expect("the step exists");
    let glyphs = Glyphs::BEST;
    let theme = Theme::new(tier, Background::Dark);
    let look = Look {
        theme,
        glyphs,
        motion: true,
        spoken: false,
    };
    let app = App::new(Arc::new(course), Progress::default(), look, at);
    Headless::new(app, width, height).quanta(STEPS)
}

/// The bytes of each frame while the autoencoder learns.
fn training(session: &mut Headless) -> Vec<usize> {
    session.play("Space tick").expect("a script");
    session.bytes();
    let frame = |_| {
        session.tick();
        session.bytes().len()
    };
    (0..FRAMES).map(frame).collect()
}

fn page_turn(size: (u16, u16), tier: ColorTier) -> usize {
    let mut session = open("04:mean", size, tier);
    session.bytes();
    session.play("Right").expect("a script");
    session.bytes().len()
}

/// The mean frame while the mean of a curve is dragged across its track.
fn dragged_knob(size: (u16, u16), tier: ColorTier) -> f64 {
    let mut session = open("04:mean", size, tier);
    let rows = session.rows();
    let found = rows.iter().enumerate().find_map(|(y, row)| {
        let at = row.find(" mu ")?;
        Some((row[..at].chars().count() as u16, y as u16))
    });
    let (x, y) = found.expect("the control is on the screen");
    session.bytes();
    let mut mouse = |kind, x| {
        session.send(Event::Mouse(Mouse { kind, x, y }));
        session.bytes().len()
    };
    let track = x + 18..x + 28;
    mouse(MouseKind::Press, track.start);
    let frames: Vec<usize> = track.map(|x| mouse(MouseKind::Drag, x)).collect();
    frames.iter().sum::<usize>() as f64 / frames.len() as f64
}
