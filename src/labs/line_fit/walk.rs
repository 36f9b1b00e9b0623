//! Where the learner's (a, b) has been, who moved them, and gradient descent from there.

use crate::stats::{Line, SquaredError};

/// Places kept of the trail; above that the one is forgotten at which it bends least.
const TRAIL: usize = 400;

/// E has grown by this factor since the descent began: it will not come back.
const DIVERGED: f64 = 1e3;

/// E is as near to the least as this share of it: nothing is left to gain.
const SETTLED: f64 = 1e-9;

/// What moves the weights.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum By {
    Nobody,
    Hand,
    Descent,
    Formula,
}

/// A descent that diverged, and was undone.
#[derive(Debug, Clone, PartialEq)]
pub struct Divergence {
    /// E before the first step.
    pub from: f64,
    /// E when it was caught; may be infinite.
    pub to: f64,
    /// Steps between the two.
    pub steps: u64,
    /// The places (a, b) it passed, from where it began.
    pub way: Vec<[f64; 2]>,
}

/// The weights, how they came here, and where the present descent began.
#[derive(Debug, Clone, PartialEq)]
pub struct Walk {
    line: Line,
    by: By,
    /// Line and mover when the present descent began: where one that diverges goes back to.
    origin: (Line, By),
    /// Places up to there, and steps of the descents before.
    trail: Vec<[f64; 2]>,
    before: u64,
    /// Places from there on, and steps of the present descent.
    way: Vec<[f64; 2]>,
    since: u64,
    divergence: Option<Divergence>,
    /// The present descent was given up before it settled.
    given_up: bool,
}

impl Walk {
    /// A walk that begins at a line.
    pub fn from(line: Line) -> Self {
        Self {
            line,
            by: By::Nobody,
            origin: (line, By::Nobody),
            trail: vec![place(&line)],
            before: 0,
            way: vec![place(&line)],
            since: 0,
            divergence: None,
            given_up: false,
        }
    }

    /// The line of the weights now.
    pub fn line(&self) -> &Line {
        &self.line
    }

    /// What moved the weights. Who was told the answer by the formula has it until everything
    /// begins again.
    pub fn by(&self) -> By {
        self.by
    }

    /// The places (a, b) the weights have been at: up to where the present descent began, and from
    /// there.
    pub fn trails(&self) -> [&[[f64; 2]]; 2] {
        [&self.trail, &self.way]
    }

    /// Descent steps made so far; what was undone was not made.
    pub fn steps(&self) -> u64 {
        self.before + self.since
    }

    /// The descent that was undone last, if nothing was moved since.
    pub fn divergence(&self) -> Option<&Divergence> {
        self.divergence.as_ref()
    }

    /// Ends a descent that has not settled.
    pub fn give_up(&mut self) {
        self.given_up = true;
    }

    /// What ended the descent is past: it goes on, or a new one begins.
    pub fn take_up(&mut self) {
        if self.divergence.is_some() {
            self.begin();
        }
        self.given_up = false;
    }

    /// Whether the present descent was ended before it settled, and not taken up again.
    pub fn is_given_up(&self) -> bool {
        self.given_up
    }

    /// Moves the weights by hand, or to the closed form: a descent from there is a new one.
    pub fn jump(&mut self, line: Line, by: By) {
        self.line = line;
        self.moved(by);
        leave_mark(&mut self.way, &line);
        self.begin();
    }

    /// What was learned of a rate no longer holds: the next step begins a new descent.
    pub fn begin(&mut self) {
        for at in std::mem::replace(&mut self.way, vec![place(&self.line)]) {
            push(&mut self.trail, at);
        }
        self.origin = (self.line, self.by);
        self.before += std::mem::take(&mut self.since);
        self.divergence = None;
        self.given_up = false;
    }

    /// One step of gradient descent. A descent that diverges is undone: the weights go back to
    /// where it began, and its steps and its way with them. Returns whether it may go on.
    pub fn step(&mut self, error: &SquaredError, rate: f64) -> bool {
        self.take_up();
        self.line = error.step(&self.line, rate);
        self.moved(By::Descent);
        self.since += 1;
        leave_mark(&mut self.way, &self.line);
        let (from, to) = (error.at(&self.origin.0), error.at(&self.line));
        if to.is_finite() && to <= DIVERGED * from.max(error.least()) {
            return to - error.least() > SETTLED * error.least();
        }
        (self.line, self.by) = self.origin;
        self.divergence = Some(Divergence {
            from,
            to,
            steps: std::mem::take(&mut self.since),
            way: std::mem::replace(&mut self.way, vec![place(&self.line)]),
        });
        false
    }

    fn moved(&mut self, by: By) {
        if self.by != By::Formula {
            self.by = by;
        }
    }
}

fn place(line: &Line) -> [f64; 2] {
    [line.slope, line.intercept]
}

fn leave_mark(way: &mut Vec<[f64; 2]>, line: &Line) {
    let here = place(line);
    if here.iter().all(|v| v.is_finite()) {
        push(way, here);
    }
}

/// Adds a place, unless it is the last one already.
fn push(trail: &mut Vec<[f64; 2]>, at: [f64; 2]) {
    if trail.last() != Some(&at) {
        trail.push(at);
    }
    if trail.len() > TRAIL {
        let straightest = (1..trail.len() - 1).min_by(|&a, &b| {
            let bend = |at: usize| bend([trail[at - 1], trail[at], trail[at + 1]]);
            bend(a).total_cmp(&bend(b))
        });
        straightest.map(|at| trail.remove(at));
    }
}

/// Twice the area of a triangle: what a path loses with the place in the middle, whatever the units
/// of its axes (M. Visvalingam, J. D. Whyatt, "Line generalisation by repeated elimination of
/// points", 1993).
fn bend([a, b, c]: [[f64; 2]; 3]) -> f64 {
    ((b[0] - a[0]) * (c[1] - a[1]) - (c[0] - a[0]) * (b[1] - a[1])).abs()
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
        assert!(walk.trails().iter().all(|part| part.len() <= TRAIL));
    }

    #[test]
    fn the_trail_of_a_long_descent_keeps_the_fall_it_began_with() {
        let error = bowl();
        // Far below the critical rate: a short fall, then thousands of steps along the valley.
        let mut walk = Walk::from(ORIGIN);
        let mut fall = Vec::new();
        for step in 0..20_000 {
            if step < 3 {
                fall.push([walk.line().slope, walk.line().intercept]);
            }
            if !walk.step(&error, 0.05 * error.critical_rate()) {
                break;
            }
        }
        let trail = walk.trails().concat();
        assert!(walk.steps() > 3 * TRAIL as u64, "{}", walk.steps());
        assert!(fall.iter().all(|place| trail.contains(place)), "{fall:?}");
    }

    #[test]
    fn a_descent_that_diverges_is_caught_and_undone() {
        let error = bowl();
        for rate in [1.1 * error.critical_rate(), 1e3, 1e300, f64::MAX] {
            let mut walk = Walk::from(ORIGIN);
            while walk.step(&error, rate) {}
            let divergence = walk.divergence().unwrap();
            assert!(divergence.to > 1e3 * divergence.from || divergence.to.is_nan());
            assert!(divergence.way.iter().flatten().all(|v| v.is_finite()));
            assert!(divergence.steps >= 1);
            // Line, mover, steps and trail are as if it had not been.
            let fresh = Walk::from(ORIGIN);
            assert_eq!((walk.line(), walk.by()), (fresh.line(), fresh.by()));
            assert_eq!((walk.steps(), walk.trails()), (0, fresh.trails()));
        }
    }

    #[test]
    fn what_was_made_before_a_descent_that_diverges_stays() {
        let (error, mut walk) = (bowl(), Walk::from(ORIGIN));
        let critical = error.critical_rate();
        for _ in 0..5 {
            walk.step(&error, 0.5 * critical);
        }
        walk.begin(); // as another rate does
        let before = walk.clone();
        while walk.step(&error, 2.0 * critical) {}
        assert!(walk.divergence().is_some());
        assert_eq!((walk.line(), walk.steps()), (before.line(), 5));
        assert_eq!((walk.by(), walk.trails()), (By::Descent, before.trails()));
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
