//! A line through points, fitted by hand, by descent or in closed form: E(a, b) as a number, as
//! residuals, and as a landscape with the learner's trail.

mod controls;
mod data;
mod facts;
mod layout;
mod view;
mod walk;

use crate::event::{Event, Mouse, MouseKind};
use crate::labs::{BadValue, Fact, Height, Lab, Verb, choice, number};
use crate::msg::{Effect, Msg};
use crate::stats::{Form, Line, SquaredError};
use crate::ui::Look;
use crate::ui::control::Control;
use crate::ui::number::grouped;
use controls::VIEWS;
use data::Data;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use walk::{By, Walk};

/// More steps than this are not made at once, nor in one run.
const MOST_STEPS: u64 = 1_000_000;

/// Steps of a run between two reports of it.
const REPORT: u64 = 100_000;

/// A run under way.
#[derive(Clone, Copy, Default)]
struct Run {
    ticks: u64,
    steps: u64,
}

/// The lab's state.
pub struct LineFit {
    set: usize,
    standardized: bool,
    form: Form,
    data: Data,
    error: SquaredError,
    walk: Walk,
    rate: f64,
    /// Whether descent is offered; without it a hand moves the weights alone.
    descent: bool,
    /// The least E is still to be found: neither the line that has it is told or shown, nor how far
    /// another one is from it.
    covered: bool,
    squares: bool,
    view: usize,
    /// None while nothing runs.
    running: Option<Run>,
    /// The part of the picture that the mouse took hold of.
    held: Option<view::Part>,
}

impl Default for LineFit {
    /// The toy set, with the line flat on the ground.
    fn default() -> Self {
        let data = Data::toy();
        Self {
            set: 0,
            standardized: false,
            form: Form::Sum,
            error: SquaredError::new(&data.points, Form::Sum),
            data,
            walk: Walk::from(START),
            rate: 0.001,
            descent: true,
            covered: false,
            squares: false,
            view: 0,
            running: None,
            held: None,
        }
    }
}

impl LineFit {
    /// Other points: their E, and the weights back at the start.
    fn load(&mut self, set: usize, standardized: bool) -> Result<(), BadValue> {
        let unreadable = BadValue::NotNow("the table of cars cannot be read");
        let data = Data::new(set, standardized).ok_or(unreadable)?;
        self.error = SquaredError::new(&data.points, self.form);
        self.data = data;
        (self.set, self.standardized) = (set, standardized);
        self.restart();
        Ok(())
    }

    fn restart(&mut self) {
        self.walk = Walk::from(START);
        self.running = None;
    }

    /// So many descent steps, or fewer where the descent ends. Returns whether it may go on.
    fn descend(&mut self, steps: u64) -> bool {
        (0..steps).all(|_| self.walk.step(&self.error, self.rate))
    }

    fn jump(&mut self, slope: f64, intercept: f64, by: By) {
        self.running = None;
        self.walk.jump(Line { slope, intercept }, by);
    }

    /// Whether the picture shows errors alone, before anything is squared.
    fn has_plain_errors(&self) -> bool {
        !self.squares && VIEWS[self.view] == "points"
    }

    /// The size of the largest error.
    fn largest_error(&self) -> f64 {
        let line = self.walk.line();
        let errors = self
            .data
            .points
            .iter()
            .map(|p| (p[1] - line.predict(p[0])).abs());
        errors.fold(0.0, f64::max)
    }

    /// The learner's line as it is told: what is nothing beside its knob's range is a rounding error.
    fn told_line(&self) -> Line {
        let cleared = |value: f64, (low, high): (f64, f64)| {
            let zero = value.abs() < 1e-12 * (high - low);
            if zero { 0.0 } else { value }
        };
        let line = self.walk.line();
        Line {
            slope: cleared(line.slope, self.data.a.range),
            intercept: cleared(line.intercept, self.data.b.range),
        }
    }

    /// The line of least squares, if there is a single one.
    fn best(&self) -> Option<Line> {
        Line::least_squares(&self.data.points)
    }
}

const START: Line = Line {
    slope: 0.0,
    intercept: 0.0,
};

impl Lab for LineFit {
    fn park(&mut self) -> Vec<Effect> {
        self.running = None;
        Vec::new()
    }

    fn moves(&self) -> bool {
        self.running.is_some()
    }

    fn controls(&self) -> Vec<Control> {
        controls::all(self)
    }

    fn set(&mut self, name: &str, value: &str) -> Result<Vec<Effect>, BadValue> {
        let controls = self.controls();
        let line = *self.walk.line();
        match name {
            "data" => self.load(choice(&controls, name, value)?, self.standardized)?,
            "axes" => self.load(self.set, choice(&controls, name, value)? == 1)?,
            "form" => {
                let mean = choice(&controls, name, value)? == 1;
                self.form = if mean { Form::Mean } else { Form::Sum };
                self.error = SquaredError::new(&self.data.points, self.form);
                self.walk.begin();
            }
            "a" => self.jump(number(&controls, name, value)?, line.intercept, By::Hand),
            "b" => self.jump(line.slope, number(&controls, name, value)?, By::Hand),
            "rate" => {
                self.rate = number(&controls, name, value)?;
                self.walk.begin();
            }
            "descent" => {
                self.descent = choice(&controls, name, value)? == 1;
                self.running = None;
            }
            "least" => self.covered = choice(&controls, name, value)? == 0,
            "residuals" => self.squares = choice(&controls, name, value)? == 1,
            _ => self.view = choice(&controls, name, value)?,
        }
        Ok(Vec::new())
    }

    fn verbs(&self) -> Vec<Verb> {
        let (step, run) = match (self.descent, self.running) {
            (false, _) => ("", ""),
            (true, None) => ("step", "run"),
            (true, Some(_)) => ("step", "pause"),
        };
        let verb = |name, key, does, arguments, help| Verb {
            name,
            key: Some(key),
            does,
            arguments,
            help,
        };
        vec![
            verb(
                "step",
                's',
                step,
                "[N]",
                "One step of gradient descent, or N.",
            ),
            verb(
                "run",
                ' ',
                run,
                "[N]",
                "Descend until it settles or diverges, 1,000,000 steps at most; with N, so many at once.",
            ),
            verb(
                "solve",
                'f',
                if self.covered { "" } else { "closed form" },
                "",
                "Put a and b where E is least, by the formula.",
            ),
            verb("reset", 'r', "reset", "", "Back to a = 0 and b = 0."),
        ]
    }

    fn act(&mut self, verb: &str, arguments: &str) -> Result<Vec<Effect>, BadValue> {
        let known = self.verbs().into_iter().find(|known| known.name == verb);
        let known = known.ok_or_else(|| BadValue::unknown_verb(verb, &self.verbs()))?;
        let steps = match (arguments, known.arguments) {
            ("", _) => None,
            (_, "") => return Err(BadValue::arguments(verb, arguments, "said alone")),
            (count, _) => {
                let count = count.trim_end_matches("steps").trim().parse::<u64>().ok();
                let held = count.filter(|n| (1..=MOST_STEPS).contains(n));
                let allowed = "said alone, or with a number of steps up to 1000000";
                Some(held.ok_or_else(|| BadValue::arguments(verb, arguments, allowed))?)
            }
        };
        if !self.descent && ["step", "run"].contains(&verb) {
            return Err(BadValue::NotNow("here a and b are moved by hand alone"));
        }
        match (verb, steps) {
            ("step", steps) => {
                self.running = None;
                self.descend(steps.unwrap_or(1));
            }
            ("run", Some(steps)) => {
                self.running = None;
                self.descend(steps);
            }
            ("run", None) => {
                self.walk.take_up();
                self.running = match self.running {
                    Some(_) => None,
                    None => Some(Run::default()),
                };
            }
            ("solve", _) if self.covered => {
                let why = "the line with the least E is not told here: it is still to be found";
                return Err(BadValue::NotNow(why));
            }
            ("solve", _) => {
                let why = "all points lie on one x: no single line is the best";
                let best = self.best().ok_or(BadValue::NotNow(why))?;
                self.jump(best.slope, best.intercept, By::Formula);
            }
            _ => self.restart(),
        }
        Ok(Vec::new())
    }

    fn remark(&self, verb: &str) -> Option<&'static str> {
        let solved = verb == "solve";
        solved.then_some("that is the formula's answer; your own way counts again after a reset")
    }

    fn mover(&self, control: &str) -> Option<&'static str> {
        let moves = self.descent && ["a", "b"].contains(&control);
        moves.then_some("descent")
    }

    fn kept_back(&self) -> Vec<&'static str> {
        facts::kept_back(self)
    }

    fn events(&self) -> &'static [&'static str] {
        &["diverged", "given_up"]
    }

    fn progress(&self) -> Option<String> {
        let made = self.running?.steps / REPORT * REPORT;
        let (said, most) = (grouped(made), grouped(MOST_STEPS));
        (made > 0).then(|| format!("{said} steps of at most {most} are made."))
    }

    fn facts(&self) -> Vec<Fact> {
        facts::all(self)
    }

    fn update(&mut self, msg: &Msg, _area: Rect) -> Vec<Effect> {
        if let Msg::Input(Event::Tick(_)) = msg
            && let Some(Run { ticks, steps }) = self.running
        {
            // The longer it runs, the faster: the first steps are there to be seen.
            let pace = (1 + ticks / 30 * ticks / 30).min(2000);
            let more = pace.min(MOST_STEPS - steps);
            let on = self.descend(more);
            let run = Run {
                ticks: ticks + 1,
                steps: steps + more,
            };
            if on && run.steps == MOST_STEPS {
                self.walk.give_up();
            }
            self.running = (on && run.steps < MOST_STEPS).then_some(run);
        }
        Vec::new()
    }

    fn touch(&mut self, mouse: Mouse, area: Rect, free: &dyn Fn(&str) -> bool) -> Vec<Effect> {
        let at = (mouse.x, mouse.y);
        if mouse.kind == MouseKind::Press {
            self.held = view::part_at(self, area, at, free);
        }
        if let Some(part) = self.held {
            let line = view::dragged(self, area, part, at);
            let now = *self.walk.line();
            let kept = |name, to, from| if free(name) { to } else { from };
            let slope = kept("a", line.slope, now.slope);
            let intercept = kept("b", line.intercept, now.intercept);
            self.jump(slope, intercept, By::Hand);
        }
        Vec::new()
    }

    fn moved_in_picture(&self) -> Vec<&'static str> {
        vec!["a", "b"]
    }

    fn drag_help(&self) -> String {
        match VIEWS[self.view] {
            "points" => {
                "Drag the line: near an end it turns about the other end, in the middle it moves up and down."
            }
            "landscape" => "Drag your a and b over the landscape.",
            _ => "Drag the line, by an end or its middle; or your a and b over the landscape.",
        }
        .into()
    }

    fn width(&self) -> u16 {
        56
    }

    fn spreads(&self) -> bool {
        VIEWS[self.view] == "both"
    }

    fn height(&self, width: u16) -> Height {
        Height {
            least: 8,
            good: layout::GOOD,
            best: layout::best(self, width),
        }
    }

    fn view(&self, area: Rect, buf: &mut Buffer, look: &Look) {
        view::draw(self, area, buf, look);
    }
}

#[cfg(test)]
mod tests;
