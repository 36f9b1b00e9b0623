//! How an arrangement may come out.

use super::Arranged;
use crate::lesson::model::Slip;

impl Arranged {
    /// Whether the last answer was not right.
    pub fn is_wrong(&self) -> bool {
        !self.solved && self.tried.is_some()
    }

    /// Open; after each known mistake and any other; and solved.
    pub fn all_outcomes(&self) -> Vec<Self> {
        let arrangement = &self.arrangement;
        let after = |tried: Option<Vec<usize>>, solved: bool| Self {
            tried,
            solved,
            held: None,
            ..self.clone()
        };
        let things: Vec<usize> = (0..self.things.len()).collect();
        let slips = arrangement.wrong.iter().map(|known| {
            let mut slipped = things.clone();
            match known.slip {
                Slip::Swapped { earlier, later } => slipped.swap(earlier, later),
                Slip::Beside { place, thing } => {
                    let other = (0..slipped.len()).find(|other| *other != place);
                    slipped.swap(place, thing.or(other).unwrap_or(place));
                }
            }
            after(Some(slipped), false)
        });
        let any = things.iter().rev().copied().collect();
        let others = [
            after(None, false),
            after(Some(any), false),
            after(Some(things.clone()), true),
        ];
        others.into_iter().chain(slips).collect()
    }
}
