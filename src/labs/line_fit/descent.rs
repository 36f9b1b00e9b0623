//! Gradient descent and the closed form: what moves the weights besides a hand.

use super::walk::By;
use super::{Action, LineFit};
use crate::labs::BadValue;
use crate::labs::table::Done;
use crate::ui::number::grouped;

/// More steps than this are not made at once, nor in one run.
pub const MOST_STEPS: u64 = 1_000_000;

/// Steps of a run between two reports of it.
const REPORT: u64 = 100_000;

/// A run under way.
#[derive(Clone, Copy, Default)]
pub struct Run {
    ticks: u64,
    steps: u64,
}

/// What can be done.
pub const ACTIONS: &[Action] = &[
    Action::with(
        "step",
        "[N]",
        "One step of gradient descent, or N.",
        LineFit::step,
    )
    .key('s', |lab| if lab.descent { "step" } else { "" }),
    Action::with(
        "run",
        "[N]",
        "Descend until it settles or diverges, 1,000,000 steps at most; with N, so many at once.",
        LineFit::run,
    )
    .key(' ', |lab| match (lab.descent, lab.running) {
        (false, _) => "",
        (true, None) => "run",
        (true, Some(_)) => "pause",
    }),
    Action::new(
        "solve",
        "Put a and b where E is least, by the formula.",
        LineFit::solve,
    )
    .key('f', |lab| if lab.covered { "" } else { "closed form" })
    .remark("that is the formula's answer; your own way counts again after a reset"),
    Action::new("reset", "Back to a = 0 and b = 0.", |lab| {
        lab.restart();
        Ok(())
    })
    .key('r', |_| "reset")
    .moves(&["a", "b"]),
];

impl LineFit {
    /// So many descent steps, or fewer where the descent ends. Returns whether it may go on.
    fn descend(&mut self, steps: u64) -> bool {
        (0..steps).all(|_| self.walk.step(&self.error, self.rate))
    }

    /// The number of steps that is said with an action, or none.
    fn steps_said(&self, action: &str, said: &str) -> Result<Option<u64>, BadValue> {
        let allowed = "said alone, or with a number of steps up to 1000000";
        let count = said.trim_end_matches("steps").trim().parse::<u64>().ok();
        match count.filter(|count| (1..=MOST_STEPS).contains(count)) {
            None if !said.is_empty() => Err(BadValue::arguments(action, said, allowed)),
            _ if !self.descent => Err(BadValue::NotNow("here a and b are moved by hand alone")),
            count => Ok(count),
        }
    }

    fn step(&mut self, said: &str) -> Done {
        let steps = self.steps_said("step", said)?;
        self.running = None;
        self.descend(steps.unwrap_or(1));
        Ok(())
    }

    fn run(&mut self, said: &str) -> Done {
        let steps = self.steps_said("run", said)?;
        let running = self.running.take();
        if let Some(steps) = steps {
            self.descend(steps);
        } else {
            self.walk.take_up();
            self.running = running.is_none().then(Run::default);
        }
        Ok(())
    }

    fn solve(&mut self) -> Done {
        let covered = "the line with the least E is not told here: it is still to be found";
        let none = "all points lie on one x: no single line is the best";
        if self.covered {
            return Err(BadValue::NotNow(covered));
        }
        self.jump(self.best().ok_or(BadValue::NotNow(none))?, By::Formula);
        Ok(())
    }

    /// The steps of a run that are due with a tick: the longer it runs, the more.
    pub(super) fn go_on(&mut self) {
        let Some(Run { ticks, steps }) = self.running else {
            return;
        };
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

    /// How many steps of a run are made, as round numbers.
    pub(super) fn made_so_far(&self) -> Option<String> {
        let made = self.running?.steps / REPORT * REPORT;
        let (said, most) = (grouped(made), grouped(MOST_STEPS));
        (made > 0).then(|| format!("{said} steps of at most {most} are made."))
    }
}
