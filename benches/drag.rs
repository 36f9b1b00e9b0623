//! What a hand feels: from a move of the mouse or a key to the bytes of the repaint, at 140 x 45 in
//! truecolour, in the labs of the lessons on classification, regression and likelihood.
//!
//! Everything between the two is in it: the lab, the judging of tasks, drawing, and what changed as
//! bytes. An event that changes nothing on the screen is not counted. `cargo bench --bench drag`.

#[path = "common/jobs.rs"]
mod jobs;
#[path = "../tests/common/mod.rs"]
mod screen;

use handson::app::App;
use handson::event::{Event, Key, KeyCode, Mouse, MouseKind};
use handson::progress::Progress;
use handson::session::headless::Headless;
use handson::ui::glyphs::{ColorTier, Drawing};
use jobs::quantile;
use std::ops::Range;
use std::time::Instant;

const SIZE: (u16, u16) = (140, 45);

/// What a repaint may take, in milliseconds: a frame of a screen that shows 60 a second.
const FRAME: f64 = 16.0;

/// A lab, the step it is seen at, and what is set beyond what the step sets.
const SCENES: [(&str, &str, &str); 13] = [
    ("penguins", "03:disagree", ""),
    ("penguins", "03:disagree", "rule=neighbour"),
    ("normal", "04:two-sigma", ""),
    ("line_fit", "05:hand", ""),
    ("line_fit", "05:diverge", ""),
    ("line_fit", "05:cars", ""),
    ("likelihood", "06:climb", "n=60"),
    ("likelihood", "06:dies", "n=200"),
    ("likelihood", "06:surface", "n=200"),
    ("likelihood", "06:line", "n=200"),
    ("mle_mse", "07:lever", ""),
    ("mle_mse", "07:lever", "view=both"),
    ("derivation", "07:derivation", "line=8"),
];

fn main() {
    println!(
        "{:<12}{:<16}{:<16}{:<9}{:>6}{:>8}{:>8}{:>8}  ms",
        "lab", "step", "with", "gesture", "n", "p50", "p99", "max"
    );
    let mut worst = 0.0_f64;
    for (lab, step, code) in SCENES {
        let mut hand = Hand::at(step, code);
        let gestures = [
            ("picture", hand.over_the_picture()),
            ("knob", hand.along_the_knobs()),
            ("key", hand.with_keys()),
        ];
        for (gesture, times) in gestures {
            if times.is_empty() {
                continue; // nothing of this kind can be moved here
            }
            let [p50, p99, max] = [0.5, 0.99, 1.0].map(|p| quantile(&times, p));
            worst = worst.max(p99);
            println!(
                "{lab:<12}{step:<16}{code:<16}{gesture:<9}{:>6}{p50:>8.2}{p99:>8.2}{max:>8.2}",
                times.len()
            );
        }
    }
    println!(
        "the worst p99 is {:.2} of the {FRAME} ms of a frame",
        worst / FRAME
    );
}

/// A learner at a step.
struct Hand {
    session: Headless,
}

impl Hand {
    fn at(step: &str, code: &str) -> Self {
        let course = screen::course();
        let at = course.find(step).expect("the step exists");
        let look = screen::look(ColorTier::TrueColor, Drawing::Ramp, false);
        let mut app = App::new(course, Progress::default(), look, at);
        app.set_up(code).expect("the lab takes it");
        let mut session = Headless::new(app, SIZE.0, SIZE.1);
        session.bytes();
        Self { session }
    }

    /// Milliseconds from an event to the bytes of its repaint; none where nothing was repainted.
    fn time(&mut self, event: Event) -> Option<f64> {
        let before = Instant::now();
        self.session.send(event);
        let bytes = self.session.bytes();
        let time = before.elapsed().as_secs_f64() * 1e3;
        (!bytes.is_empty()).then_some(time)
    }

    fn mouse(&mut self, kind: MouseKind, (x, y): (u16, u16)) -> Option<f64> {
        self.time(Event::Mouse(Mouse { kind, x, y }))
    }

    fn key(&mut self, code: KeyCode) -> Option<f64> {
        let (ctrl, alt) = (false, false);
        self.time(Event::Key(Key { code, ctrl, alt }))
    }

    /// Takes hold at the first place and goes through all others.
    fn drag(&mut self, path: &[(u16, u16)]) -> Vec<f64> {
        self.mouse(MouseKind::Press, path[0]);
        let times = path
            .iter()
            .filter_map(|&at| self.mouse(MouseKind::Drag, at));
        let times = times.collect();
        self.mouse(MouseKind::Release, path[path.len() - 1]);
        times
    }

    /// Where the knobs are: the row of each, and the columns of its track.
    fn knobs(&mut self) -> Vec<(u16, Range<u16>)> {
        let rows = self.session.rows();
        let knob = |(y, row): (usize, &String)| {
            let (before, rest) = row.split_once(" − ")?;
            let (track, _) = rest.split_once(" +")?;
            let from = before.chars().count() + 3;
            let to = from + track.chars().count();
            track
                .contains('━')
                .then_some((y as u16, from as u16..to as u16))
        };
        rows.iter().enumerate().filter_map(knob).collect()
    }

    /// Back and forth over the upper right, where the picture stands beside the text.
    fn over_the_picture(&mut self) -> Vec<f64> {
        let bottom = self.knobs().first().map_or(SIZE.1, |knob| knob.0) - 5;
        let mut times = Vec::new();
        for start in [66, 74, 84, 100, 120] {
            let sweep = |step: u16| {
                let across = step % 128;
                let x = 66 + if across < 64 { across } else { 127 - across };
                (x, 5 + step * 7 % (bottom - 5))
            };
            let path: Vec<_> = [(start, bottom / 2)]
                .into_iter()
                .chain((0..128).map(sweep))
                .collect();
            times.extend(self.drag(&path));
        }
        times
    }

    fn along_the_knobs(&mut self) -> Vec<f64> {
        let mut times = Vec::new();
        for (y, track) in self.knobs() {
            let path: Vec<_> = track.clone().chain(track.rev()).map(|x| (x, y)).collect();
            for _ in 0..4 {
                times.extend(self.drag(&path));
            }
        }
        times
    }

    /// Steps of every control, one and ten at a time.
    fn with_keys(&mut self) -> Vec<f64> {
        let mut times = Vec::new();
        for _ in 0..12 {
            for key in "++++>>++--<<<<--++".chars() {
                times.extend(self.key(KeyCode::Char(key)));
            }
            self.key(KeyCode::Down);
        }
        times
    }
}
