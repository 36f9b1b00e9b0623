//! The lab's own keys, once the learner has gone in: the map's arrows shift the picture, the picture's go
//! from pixel to pixel.

use super::{DIGIT, MAP, Robustness, SIDE};
use crate::event::Key;
use crate::train::shifts::REACH;

/// What the keys of a view do, for the hint line.
pub fn of(view: usize) -> &'static [(&'static str, &'static str)] {
    match view {
        DIGIT => &[("↑↓←→", "another pixel"), ("Space", "flip it")],
        MAP => &[("↑↓←→", "shift")],
        _ => &[],
    }
}

/// A key; whether it was one of these.
pub fn press(lab: &mut Robustness, key: Key) -> bool {
    let [right, down] = match (key.arrow(), key.typed()) {
        (Some(by), _) => by,
        (None, Some(' ')) if lab.view == DIGIT => {
            let [x, y] = *lab.cursor.get_or_insert([SIDE / 2; 2]);
            lab.flip([x, y]);
            return true;
        }
        _ => return false,
    };
    match lab.view {
        DIGIT => {
            let at = lab.cursor.unwrap_or([SIDE / 2; 2]);
            let moved = |at: usize, by: isize| at.saturating_add_signed(by).min(SIDE - 1);
            lab.cursor = Some([moved(at[0], right), moved(at[1], down)]);
        }
        MAP => {
            let [x, y] = lab.treatment.disturbance.shift;
            let within = |by: isize| by.clamp(-REACH, REACH);
            lab.shift([within(x + right), within(y + down)]);
        }
        _ => return false,
    }
    true
}
