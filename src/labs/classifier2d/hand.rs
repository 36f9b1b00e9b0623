//! Points put and taken by the learner: by the mouse, by keys, or by a line of the lab language.

use super::{Classifier2d, view};
use crate::event::{Key, KeyCode, Mouse, MouseKind};
use crate::labs::BadValue;
use crate::labs::points::{Data, Point};
use crate::labs::table::Done;
use crate::labs::training::Change;
use crate::ui::plot::plane::Grid;
use ratatui::layout::Rect;

/// Steps of the keys across the shown part of the plane, and up: a row is twice as high as a column
/// is wide.
const STEPS: [f64; 2] = [40.0, 10.0];

/// How near a point must be to be the one that is meant, as a share of the plane.
const NEAR: f64 = 0.04;

/// The learner's hand.
#[derive(Debug, Clone, PartialEq)]
pub struct Hand {
    /// Points may be put and taken.
    pub free: bool,
    /// Where it is, for the keys.
    pub at: [f64; 2],
    /// The class of the next point.
    pub class: usize,
    /// What makes these points of those of their set, line by line; nothing while they are the same.
    pub made: Vec<String>,
    /// Updates that were made on other points than these.
    pub before: u64,
}

impl Default for Hand {
    fn default() -> Self {
        Self {
            free: false,
            at: [0.0; 2],
            class: 0,
            made: Vec::new(),
            before: 0,
        }
    }
}

/// The point nearest to a place, if it is near enough to be meant.
fn nearest(data: &Data, at: [f64; 2]) -> Option<usize> {
    let share = |axis: usize, value: f64| {
        let (low, high) = data.ranges[axis];
        (value - low) / (high - low)
    };
    let away = |point: &Point| {
        let apart = [0, 1].map(|axis| share(axis, point.at[axis]) - share(axis, at[axis]));
        apart[0].hypot(apart[1])
    };
    let all = data.train.iter().map(away).enumerate();
    let (nearest, away) = all.min_by(|a, b| a.1.total_cmp(&b.1))?;
    (away <= NEAR).then_some(nearest)
}

impl Classifier2d {
    /// `point 0.5 -0.2 a`: a point of a class, by its letter or its name.
    pub(super) fn put_said(&mut self, said: &str) -> Done {
        let refused = |lab: &Self| {
            let letters = lab
                .data
                .classes
                .iter()
                .map(|class| class.letter.to_string());
            let allowed = format!(
                "two numbers on the map and a class: {}",
                letters.collect::<Vec<_>>().join(", ")
            );
            BadValue::arguments("point", said, &allowed)
        };
        let words: Vec<&str> = said.split_whitespace().collect();
        let (at, class) = match words[..] {
            [x, y, class] => (self.place(x, y), self.class_of(class)),
            _ => (None, None),
        };
        let (at, class) = at.zip(class).ok_or_else(|| refused(self))?;
        self.put(at, class)
    }

    /// `take 0.5 -0.2`: the point there.
    pub(super) fn take_said(&mut self, said: &str) -> Done {
        let words: Vec<&str> = said.split_whitespace().collect();
        let at = match words[..] {
            [x, y] => self.place(x, y),
            _ => None,
        };
        let allowed = "two numbers on the map";
        self.take(at.ok_or_else(|| BadValue::arguments("take", said, allowed))?)
    }

    fn place(&self, x: &str, y: &str) -> Option<[f64; 2]> {
        let at = [x.parse().ok()?, y.parse().ok()?];
        let inside = |axis: usize| {
            let (low, high) = self.data.ranges[axis];
            (low..=high).contains(&at[axis])
        };
        (inside(0) && inside(1)).then_some(at)
    }

    fn class_of(&self, said: &str) -> Option<usize> {
        let mut classes = self.data.classes.iter();
        classes.position(|class| {
            class.name == said || said.eq_ignore_ascii_case(&class.letter.to_string())
        })
    }

    /// What is said to put a point.
    fn put_line(&self, [x, y]: [f64; 2], class: usize) -> String {
        format!("point {x} {y} {}", self.data.classes[class].letter)
    }

    /// Another point to learn from: the network goes on with it.
    fn put(&mut self, at: [f64; 2], class: usize) -> Done {
        if self.data.train.len() >= crate::dataset::labelled::MOST_ROWS {
            return Err(BadValue::NotNow("there is no room for more points"));
        }
        self.data.train.push(Point { at, class });
        self.hand.made.push(self.put_line(at, class));
        (self.hand.at, self.hand.class) = (at, class);
        self.points_changed();
        Ok(())
    }

    fn take(&mut self, at: [f64; 2]) -> Done {
        let nothing = BadValue::NotNow("there is no point to take here");
        let nearest = nearest(&self.data, at).ok_or(nothing)?;
        let Point { at: [x, y], class } = self.data.train.remove(nearest);
        // One that a hand has put is as if it had never been there.
        let put = self.put_line([x, y], class);
        match self.hand.made.iter().rposition(|line| *line == put) {
            Some(line) => drop(self.hand.made.remove(line)),
            None => self.hand.made.push(format!("take {x} {y}")),
        }
        self.hand.at = at;
        self.points_changed();
        Ok(())
    }

    /// The points as they were before anyone's hand.
    pub(super) fn put_back(&mut self) {
        self.renew_points();
        self.points_changed();
    }

    /// A run under way goes on with other points; what one came to its end with is of the old ones.
    fn points_changed(&mut self) {
        let over = self.run.is_over(self.settings.learning.epochs);
        self.apply(if over { Change::Network } else { Change::Fork });
        self.hand.before = self.run.steps();
    }

    /// A click puts a point, and on a point takes it.
    pub(super) fn touch(&mut self, mouse: Mouse, area: Rect) {
        let grid: Grid = view::plane(self).grid(area);
        let on_plot = grid.plot.contains((mouse.x, mouse.y).into());
        // What is drawn must be the plane with its points.
        let on_plane = self.hand.free && !self.settings.sees_units();
        if !on_plane || mouse.kind != MouseKind::Press || !on_plot {
            return;
        }
        let at = grid.value(mouse.x, mouse.y);
        let cell = Some((mouse.x, mouse.y));
        let under = self
            .data
            .train
            .iter()
            .rposition(|point| grid.cell(point.at) == cell);
        // What can be refused is refused in silence: the picture says it.
        let _ = match under {
            Some(point) => self.take(self.data.train[point].at),
            None => self.put(at, self.hand.class),
        };
    }

    /// Arrows move the hand, a letter puts a point of its class, Backspace takes the nearest.
    pub(super) fn press_inside(&mut self, key: Key) -> bool {
        let [across, up] = [0, 1].map(|axis| {
            let (low, high) = self.data.ranges[axis];
            (high - low) / STEPS[axis]
        });
        let [x, y] = self.hand.at;
        let to = match key.code {
            _ if let Some([right, down]) = key.arrow() => {
                [x + right as f64 * across, y - down as f64 * up]
            }
            KeyCode::Backspace | KeyCode::Delete => {
                let _ = self.take(self.hand.at);
                return true;
            }
            KeyCode::Char(letter) => {
                let Some(class) = self.class_of(&letter.to_string()) else {
                    return false;
                };
                let _ = self.put(self.hand.at, class);
                return true;
            }
            _ => return false,
        };
        self.hand.at = [0, 1].map(|axis| {
            let (low, high) = self.data.ranges[axis];
            to[axis].clamp(low, high)
        });
        true
    }
}
