//! Where the learner's (a, b) has been, and gradient descent from there.

use crate::stats::{Line, SquaredError};

/// Places kept of the trail; above that every second one is forgotten.
const TRAIL: usize = 400;

/// E has grown by this factor since the descent began: it will not come back.
const DIVERGED: f64 = 1e3;

/// E is as near to the least as this share of it: nothing is left to gain.
const SETTLED: f64 = 1e-9;

/// A descent that diverged, and was undone.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Divergence {
    /// E before the first step.
    pub from: f64,
    /// E when it was caught; may be infinite.
    pub to: f64,
    /// Steps between the two.
    pub steps: u64,
}

/// The weights, how they came here, and where the present descent began.
#[derive(Debug, Clone, PartialEq)]
pub struct Walk {
    line: Line,
    trail: Vec<[f64; 2]>,
    origin: Line,
    steps: u64,
    since: u64,
    divergence: Option<Divergence>,
}

impl Walk {
    /// A walk that begins at a line.
    pub fn from(line: Line) -> Self {
        Self {
            line,
            trail: vec![[line.slope, line.intercept]],
            origin: line,
            steps: 0,
            since: 0,
            divergence: None,
        }
    }

    /// The line of the weights now.
    pub fn line(&self) -> &Line {
        &self.line
    }

    /// Places (a, b) the weights have been at.
    pub fn trail(&self) -> &[[f64; 2]] {
        &self.trail
    }

    /// Descent steps made so far.
    pub fn steps(&self) -> u64 {
        self.steps
    }

    /// The descent that was undone last, if nothing was moved since.
    pub fn divergence(&self) -> Option<&Divergence> {
        self.divergence.as_ref()
    }

    /// Moves the weights by hand, or to the closed form: a descent from there is a new one.
    pub fn jump(&mut self, line: Line) {
        self.line = line;
        self.leave_mark();
        self.begin();
    }

    /// What was learned of a rate no longer holds: the next step begins a new descent.
    pub fn begin(&mut self) {
        self.origin = self.line;
        self.since = 0;
        self.divergence = None;
    }

    /// One step of gradient descent. A descent that diverges is undone: the weights go back to
    /// where it began. Returns whether it may go on.
    pub fn step(&mut self, error: &SquaredError, rate: f64) -> bool {
        if self.divergence.is_some() {
            self.begin();
        }
        self.line = error.step(&self.line, rate);
        self.steps += 1;
        self.since += 1;
        let (from, to) = (error.at(&self.origin), error.at(&self.line));
        if to.is_finite() && to <= DIVERGED * from.max(error.least()) {
            self.leave_mark();
            return to - error.least() > SETTLED * error.least();
        }
        self.leave_mark();
        self.divergence = Some(Divergence {
            from,
            to,
            steps: self.since,
        });
        self.line = self.origin;
        false
    }

    fn leave_mark(&mut self) {
        let here = [self.line.slope, self.line.intercept];
        if here.iter().all(|v| v.is_finite()) && self.trail.last() != Some(&here) {
            self.trail.push(here);
        }
        if self.trail.len() > TRAIL {
            let mut kept = false;
            self.trail.retain(|_| {
                kept = !kept;
                kept
            });
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::stats::Form;

    const POINTS: [[f64; 2]; 3] = [[1.0, 2.0], [2.0, 5.0], [3.0, 5.0]];
    const ORIGIN: Line = Line {
        slope: 0.0,
        intercept: 0.0,
    };

    fn bowl() -> SquaredError {
        SquaredError::new(&POINTS, Form::Sum)
    }

    #[test]
    fn below_the_critical_rate_descent_settles_at_the_closed_form() {
        let (error, mut walk) = (bowl(), Walk::from(ORIGIN));
        while walk.step(&error, 0.9 * error.critical_rate()) {}
        assert!(walk.divergence().is_none());
        let best = Line::least_squares(&POINTS).unwrap();
        assert!((walk.line().slope - best.slope).abs() < 1e-3);
        assert!(walk.trail().len() <= TRAIL);
    }

    #[test]
    fn a_descent_that_diverges_is_caught_and_undone() {
        let error = bowl();
        for rate in [1.1 * error.critical_rate(), 1e3, 1e300, f64::MAX] {
            let mut walk = Walk::from(ORIGIN);
            while walk.step(&error, rate) {}
            let divergence = *walk.divergence().unwrap();
            assert!(divergence.to > 1e3 * divergence.from || divergence.to.is_nan());
            assert_eq!(*walk.line(), ORIGIN);
            assert!(walk.trail().iter().flatten().all(|v| v.is_finite()));
        }
    }

    #[test]
    fn the_step_after_a_divergence_begins_anew() {
        let (error, mut walk) = (bowl(), Walk::from(ORIGIN));
        walk.step(&error, 1e9);
        assert!(walk.divergence().is_some());
        assert!(walk.step(&error, 0.5 * error.critical_rate()));
        assert!(walk.divergence().is_none());
    }
}
