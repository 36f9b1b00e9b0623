//! How an exercise may yet come out: room is kept for what is then said, and nothing jumps when it is.

use super::{Exercise, Hints, Row, Sight};
use crate::ui::Look;

impl Exercise {
    /// The most rows that it takes at a width with so much of its hints and of what is settled: however
    /// it comes out, or, where not all answers count, as long as none is wrong. What stands in the lab
    /// now does not change it.
    pub fn most_rows(&self, width: u16, look: &Look, shown: Hints, all: bool) -> usize {
        let sight = Sight {
            focus: None,
            typing: false,
            width,
            look,
        };
        let rows: Vec<Vec<Row>> = match self {
            Self::Quiz(quiz, asked) => {
                let outcomes = asked.outcomes(quiz).into_iter();
                let outcomes = outcomes.filter(|asked| all || !asked.is_wrong());
                let rows = outcomes.map(|asked| asked.rows(quiz, sight, shown));
                rows.collect()
            }
            Self::Bet(bet, staked) => {
                let outcomes = staked.outcomes(bet).into_iter();
                let rows = outcomes.map(|staked| staked.rows(bet, sight, shown));
                rows.collect()
            }
            Self::Number(number, typed) => {
                let outcomes = typed.outcomes(number).into_iter();
                let outcomes = outcomes.filter(|typed| all || !typed.is_wrong());
                let rows = outcomes.map(|typed| typed.rows(number, sight, shown));
                rows.collect()
            }
            Self::Task(task, watched) => {
                let outcomes = watched.outcomes(task).into_iter();
                let rows = outcomes.map(|watched| watched.rows(task, sight, shown));
                rows.collect()
            }
            Self::Arrangement(it, arranged) => {
                let outcomes = arranged.outcomes(it).into_iter();
                let outcomes = outcomes.filter(|arranged| all || !arranged.is_wrong());
                outcomes.map(|arranged| arranged.rows(it, sight)).collect()
            }
        };
        rows.iter().map(Vec::len).max().unwrap_or(0)
    }
}
