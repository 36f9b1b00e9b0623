//! A line in the hand: where it is taken hold of, and how it follows.

use super::pane::{Drag, Targets};
use super::scale::Scale;
use crate::stats::Line;

/// The nearest to the end that stays that a hand turns a line, as a share of the line's range.
const NEAREST: f64 = 1.0 / 12.0;

/// How a line is moved by the mouse.
pub const HELP: &str =
    "Drag the line: near an end it turns about the other end, in the middle it moves up and down.";

/// How a hand has taken hold of a line.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Grip {
    /// By its middle: it moves up and down.
    Middle,
    /// Further out: it turns about a point that stays.
    Turn {
        /// That point.
        about: [f64; 2],
        /// The least run from there to the hand; negative to the left.
        least: f64,
    },
}

impl Grip {
    /// By a third at an end of the range the line is drawn over, which turns it about the other end;
    /// or by the third between them.
    pub fn at(x: f64, (from, to): (f64, f64), line: &Line) -> Self {
        let third = (to - from) / 3.0;
        let about = |end: f64| Self::about([end, line.predict(end)], x, to - from);
        match x {
            x if x < from + third => about(to),
            x if x > to - third => about(from),
            _ => Self::Middle,
        }
    }

    /// At `x`, about a point; the range is so wide.
    pub fn about(about: [f64; 2], x: f64, range: f64) -> Self {
        let least = if x < about[0] { -NEAREST } else { NEAREST } * range;
        Self::Turn { about, least }
    }

    /// The line under the hand: `snap` puts its slope on the slope's own steps.
    pub fn follow(self, line: &Line, [x, y]: [f64; 2], snap: impl Fn(f64) -> f64) -> Line {
        match self {
            Self::Middle => Line {
                slope: line.slope,
                intercept: y - line.slope * x,
            },
            Self::Turn { about, least } => {
                let run = x - about[0];
                // Past the point that stays the line would turn over.
                let run = if least < 0.0 {
                    run.min(least)
                } else {
                    run.max(least)
                };
                let slope = snap((y - about[1]) / run);
                Line {
                    slope,
                    intercept: about[1] - slope * about[0],
                }
            }
        }
    }
}

/// The line as a hand turns or lifts it: what the controls of its slope and of its intercept are to be.
/// It is drawn over `range`; its slope has steps.
pub fn dragged(
    [slope, intercept]: [&'static str; 2],
    drag: &Drag,
    range: (f64, f64),
    steps: Scale,
) -> Targets {
    let began = Line {
        slope: drag.began(slope),
        intercept: drag.began(intercept),
    };
    let at = drag.from[0];
    let grip = match (drag.is_free(slope), drag.is_free(intercept)) {
        (false, _) => Grip::Middle,
        (true, false) => Grip::about([0.0, began.intercept], at, range.1 - range.0),
        (true, true) => Grip::at(at, range, &began),
    };
    let line = grip.follow(&began, drag.to, |slope| steps.snapped(slope));
    vec![(slope, line.slope), (intercept, line.intercept)]
}

#[cfg(test)]
mod tests {
    use super::*;

    const RANGE: (f64, f64) = (0.0, 6.0);
    const LINE: Line = Line {
        slope: 0.5,
        intercept: 1.0,
    };

    #[test]
    fn dragged_by_one_end_a_line_leaves_the_other_where_it_is() {
        for (taken, other) in [(0.5, 6.0), (5.5, 0.0)] {
            let grip = Grip::at(taken, RANGE, &LINE);
            let mut line = LINE;
            for y in [0.0, 3.0, 5.7, -2.0] {
                line = grip.follow(&line, [taken, y], |slope| slope);
                assert!((line.predict(other) - LINE.predict(other)).abs() < 1e-12);
                assert!((line.predict(taken) - y).abs() < 1e-12);
            }
        }
    }

    #[test]
    fn dragged_by_its_middle_it_moves_up_and_down() {
        let grip = Grip::at(3.1, RANGE, &LINE);
        let line = grip.follow(&LINE, [3.1, 5.0], |slope| slope);
        assert_eq!(line.slope, LINE.slope);
        assert!((line.predict(3.1) - 5.0).abs() < 1e-12);
    }

    #[test]
    fn a_hand_past_the_end_that_stays_turns_nothing_over() {
        let grip = Grip::at(5.5, RANGE, &LINE);
        let near = grip.follow(&LINE, [0.5, 3.0], |slope| slope);
        assert_eq!(grip.follow(&LINE, [-4.0, 3.0], |slope| slope), near);
    }
}
