//! How often the costly parts of a page were worked out, on the thread of the test that asks.

use std::cell::Cell;

/// What is counted.
#[derive(Clone, Copy)]
pub enum Of {
    /// Whole pages.
    Pages,
    /// The controls of a step.
    Controls,
    /// Texts broken into lines, their formulas set.
    Texts,
}

thread_local! {
    static COUNTS: Cell<[usize; 3]> = const { Cell::new([0; 3]) };
}

/// One more.
pub fn add(of: Of) {
    let mut counts = COUNTS.get();
    counts[of as usize] += 1;
    COUNTS.set(counts);
}

/// Pages, controls and texts since the last call.
pub fn take() -> [usize; 3] {
    COUNTS.take()
}
