//! The lab's own keys, once the learner has gone in: the arrows move the window, or go from number to
//! number of the kernel.

use super::{OneKernel, SCORE};
use crate::event::Key;

/// What they do, for the hint line.
pub fn of(view: usize) -> &'static [(&'static str, &'static str)] {
    match view {
        SCORE => &[("↑↓←→", "another number"), ("+-", "change it")],
        _ => &[("↑↓←→", "move the window")],
    }
}

/// A key; whether it was one of these.
pub fn press(lab: &mut OneKernel, key: Key) -> bool {
    let [right, down] = match (key.arrow(), key.typed()) {
        (Some(by), _) => by,
        (None, Some(sign @ ('+' | '=' | '-'))) if lab.view == SCORE => {
            let by = if sign == '-' { -1.0 } else { 1.0 };
            let value = lab.weights()[lab.cell] + by;
            lab.write(value.clamp(-9.0, 9.0));
            return true;
        }
        _ => return false,
    };
    if lab.view == SCORE {
        let moved = |at: usize, by: isize| at.saturating_add_signed(by).min(2);
        lab.cell = 3 * moved(lab.cell / 3, down) + moved(lab.cell % 3, right);
    } else {
        lab.step([down, right]);
    }
    true
}
