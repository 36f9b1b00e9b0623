//! The sum of n throws of anything: a board of pegs, a die, a coin, the learner's own bars; and the
//! bell that it comes to.

mod board;
mod chances;
mod facts;
mod throws;
mod view;

use super::model::Model;
use super::pane::Pane;
use super::scale::Scale;
use super::table::{self, Done};
use super::{BadValue, Facts, Height};
use crate::stats::normal::Normal;
use chances::Chances;
use ratatui::layout::Rect;
use throws::Throws;

type Control = table::Control<Sum>;
type Action = table::Action<Sum>;

/// What a throw may be, in the order of the control.
const WHATS: [&str; 5] = ["pegs", "die", "coin", "towers", "bars"];

/// What the picture shows of the sum, in the order of the control.
const SEES: [&str; 3] = ["nothing", "throws", "chances"];

/// The bars of the learner's own, and how high each may be.
const BARS: [&str; 4] = ["one", "two", "three", "four"];
const HIGHEST: f64 = 9.0;

/// Rows of pegs at most, and throws of anything else.
const ROWS: f64 = 12.0;
const MOST: f64 = 1000.0;

/// How many are thrown at once by a key, and at most.
const MANY: usize = 100;
const MOST_AT_ONCE: usize = 10_000;

/// The lab's state.
pub struct Sum {
    what: usize,
    n: usize,
    see: usize,
    bars: [f64; 4],
    /// What one throw may be, and what the sum of n may be.
    one: Chances,
    sum: Chances,
    /// From how many throws of the learner's own bars on the sum is near to its bell, if that is soon:
    /// of nothing else it is asked, and it takes long to work out.
    needed: Option<usize>,
    throws: Throws,
}

impl Default for Sum {
    fn default() -> Self {
        let one = Chances::of(1, &[5.0; 4]);
        let mut lab = Self {
            what: 4,
            n: 1,
            see: 2,
            bars: [5.0; 4],
            sum: one.clone(),
            one,
            needed: None,
            throws: Throws::default(),
        };
        lab.begin();
        lab
    }
}

impl Sum {
    fn is(&self, what: &str) -> bool {
        WHATS[self.what] == what
    }

    /// Whether this is seen of the sum.
    fn sees(&self, what: &str) -> bool {
        SEES[self.see] == what
    }

    /// Anew with another throw.
    fn begin(&mut self) {
        self.one = match WHATS[self.what] {
            "pegs" => Chances::of(0, &[1.0, 1.0]),
            "die" => Chances::of(1, &[1.0; 6]),
            "coin" => Chances::of(0, &[9.0, 1.0]),
            "towers" => Chances::of(1, &[1.0, 0.0, 0.0, 1.0]),
            _ => Chances::of(1, &self.bars),
        };
        self.needed = match self.is("bars") {
            true => self.one.needed(MOST as usize),
            false => None,
        };
        self.add_up();
    }

    /// Anew with another number of throws.
    fn add_up(&mut self) {
        self.sum = self.one.sum(self.n);
        self.throws.clear();
    }

    fn throw_what(&mut self, what: usize) {
        self.what = what;
        self.n = self.n.min(self.most() as usize);
        self.begin();
    }

    /// The most throws in a sum: pegs are seen one by one.
    fn most(&self) -> f64 {
        if self.is("pegs") { ROWS } else { MOST }
    }

    /// Bars of which the last one above 0 stays: a throw shows something.
    fn heights<const BAR: usize>(&self) -> Scale {
        let rest: f64 = self.bars.iter().sum::<f64>() - self.bars[BAR];
        Scale::whole(if rest > 0.0 { 0.0 } else { 1.0 }, HIGHEST)
    }

    /// The bell with the mean and the width of the sum; none where only one sum can come.
    fn bell(&self) -> Option<Normal> {
        Normal::new(self.sum.mean(), self.sum.deviation()).ok()
    }

    /// So many sums more.
    fn throw(&mut self, times: usize) {
        self.throws.throw(&self.one, self.n, times);
    }
}

/// The control of a bar.
const fn bar<const BAR: usize>(help: &'static str) -> Control {
    Control::number(
        BARS[BAR],
        help,
        Sum::heights::<BAR>,
        |lab| lab.bars[BAR],
        |lab, height| {
            lab.bars[BAR] = height;
            lab.begin();
        },
    )
    .note(|lab| match lab.is("bars") {
        true => format!("comes {:.0}%", 100.0 * lab.one.at(BAR + 1)),
        false => String::new(),
    })
}

/// How many times to throw: once, where nothing is said.
fn times(said: &str) -> Result<usize, BadValue> {
    let number = match said {
        "" => Some(1),
        said => said.parse().ok(),
    };
    let number = number.filter(|times| (1..=MOST_AT_ONCE).contains(times));
    let allowed = format!("said alone, or with a whole number from 1 to {MOST_AT_ONCE}");
    number.ok_or_else(|| BadValue::arguments("throw", said, &allowed))
}

impl Model for Sum {
    const CONTROLS: &'static [Control] = &[
        // What is thrown comes first: it decides how often it may be.
        Control::choice(
            "what",
            "What a throw is: a peg (0 or 1), a die, a coin that shows 1 once in ten, two towers (1 \
             or 4), or your own bars.",
            &WHATS,
            |lab| lab.what,
            Self::throw_what,
        ),
        Control::whole(
            "n",
            "How many throws are added up.",
            |lab| match lab.is("pegs") {
                true => Scale::whole(1.0, ROWS),
                false => Scale::one_two_five((1.0, MOST), 0),
            },
            |lab| lab.n,
            |lab, n| {
                lab.n = n;
                lab.add_up();
            },
        ),
        Control::choice(
            "see",
            "Of the sum nothing yet, what fell throw by throw, or the chances, worked out.",
            &SEES,
            |lab| lab.see,
            |lab, see| lab.see = see,
        ),
        bar::<0>("How often a throw shows 1, beside the other bars."),
        bar::<1>("How often a throw shows 2, beside the other bars."),
        bar::<2>("How often a throw shows 3, beside the other bars."),
        bar::<3>("How often a throw shows 4, beside the other bars."),
    ];

    const ACTIONS: &'static [Action] = &[
        Action::with(
            "throw",
            "[TIMES]",
            "Throw n times and add up; or do that so many times.",
            |lab, said| -> Done {
                lab.throw(times(said)?);
                Ok(())
            },
        )
        .key(' ', |lab| match lab.is("pegs") {
            true => "one ball",
            false => "throw",
        })
        .keyed_if(|lab| lab.sees("throws")),
        Action::new("many", "The same a hundred times.", |lab| {
            lab.throw(MANY);
            Ok(())
        })
        .key('f', |lab| match lab.is("pegs") {
            true => "100 balls",
            false => "100 times",
        })
        .keyed_if(|lab| lab.sees("throws")),
    ];

    const WIDTH: u16 = 54;

    const STAYS: bool = false;

    fn facts(&self, facts: &mut Facts) {
        facts::tell(self, facts);
    }

    fn panes(&self, area: Rect) -> Vec<Pane<Self>> {
        view::panes(self, area)
    }

    fn height(&self, _width: u16) -> Height {
        match self.is("pegs") {
            true => Height::new(9, self.n as u16 + 7, self.n as u16 + 22),
            false => Height::new(8, 10, 26),
        }
    }
}

#[cfg(test)]
mod tests;
