//! Which of the digits are looked at: a cell of the matrix, all errors or all digits, and one of them.

use super::read::Read;
use crate::stats::Verdict;
use crate::ui::number::grouped;

/// A class of a filter, by its place: every one first, then 0 to 9.
pub const CLASS: [&str; 11] = ["any", "0", "1", "2", "3", "4", "5", "6", "7", "8", "9"];

/// What is chosen.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Chosen {
    /// The place of the truth in [`CLASS`].
    pub truth: usize,
    /// The place of the answer there.
    pub read: usize,
    /// Only digits that are read wrongly.
    pub errors: bool,
    /// Which of them, counted from 0 and on from the first after the last.
    pub nth: usize,
}

impl Chosen {
    /// The cell of the matrix, where one is chosen: truth and answer.
    pub fn cell(&self) -> Option<[usize; 2]> {
        Some([self.truth.checked_sub(1)?, self.read.checked_sub(1)?])
    }

    /// Chooses a cell of the matrix, or none: then it is any.
    pub fn set_cell(&mut self, cell: Option<[usize; 2]>) {
        let [truth, read] = cell.map_or([0; 2], |cell| cell.map(|class| class + 1));
        *self = Self {
            truth,
            read,
            nth: 0,
            ..*self
        };
    }

    /// The same for a press on a cell: that which is chosen already is let go.
    pub fn press_cell(&mut self, cell: [usize; 2]) {
        self.set_cell((self.cell() != Some(cell)).then_some(cell));
    }

    /// Whether a digit is one of those.
    fn holds(&self, verdict: &Verdict) -> bool {
        let is = |chosen: usize, class: usize| chosen == 0 || chosen == class + 1;
        is(self.truth, verdict.truth)
            && is(self.read, verdict.answer.class)
            && !(self.errors && verdict.is_right())
    }

    /// The places of those digits: all of them in their order, some of them with the surest answer first.
    pub fn digits(&self, read: &Read) -> Vec<usize> {
        match (self.truth, self.read, self.errors) {
            (0, 0, false) => (0..read.len()).collect(),
            _ => read.all().surest_first(|verdict| self.holds(verdict)),
        }
    }

    /// Whether they are all that are read wrongly.
    pub fn are_all_errors(&self) -> bool {
        self.errors && (self.truth, self.read) == (0, 0)
    }

    /// What those digits are, in words: "the 22 fours read as 9".
    pub fn words(&self, count: usize, of: usize, set: &str) -> String {
        let are = match (self.truth.checked_sub(1), self.read.checked_sub(1)) {
            (Some(truth), Some(read)) if truth == read => format!("read rightly as {read}"),
            (Some(truth), Some(read)) => format!("a {truth}, read as {read}"),
            (Some(truth), None) => format!("a {truth}"),
            (None, Some(read)) => format!("read as {read}"),
            (None, None) => String::new(),
        };
        let wrong = match (self.errors, self.cell()) {
            (true, Some([truth, read])) if truth != read => "",
            (true, _) => " read wrongly",
            (false, _) => "",
        };
        let comma = if are.is_empty() { "" } else { ": " };
        let (count, of) = (grouped(count as u64), grouped(of as u64));
        match (self.errors, self.truth != 0 && self.truth == self.read) {
            // What is read rightly is no error.
            (true, true) => format!("{count} errors among {set} digits {are}"),
            // How many were looked at is seen of no cell.
            (true, _) if are.is_empty() => format!("{count} of {of} {set} digits{wrong}"),
            _ => format!("{count} {set} digits{wrong}{comma}{are}"),
        }
    }
}
