//! How a bet may come out.

use super::{Settled, Staked};
use crate::lesson::judge::CHIPS;
use crate::screens::exercise::moment::{Moment, has_numbers};

impl Staked {
    /// Open; and whatever happens, with all chips on any one option.
    pub fn all_outcomes(&self) -> Vec<Self> {
        let bet = &self.bet;
        let options = 0..bet.options.len();
        let settled = |happened: usize, trusted: usize| Self {
            chips: options
                .clone()
                .map(|at| if at == trusted { CHIPS } else { 0 })
                .collect(),
            committed: true,
            unsettled: None,
            settled: Some(Settled {
                happened,
                reply: (bet.why(happened)).map(|why| Moment::at_length(why, has_numbers(why))),
            }),
            ..self.clone()
        };
        let pairs = options
            .clone()
            .flat_map(|happened| options.clone().map(move |trusted| (happened, trusted)));
        let open = Self {
            chips: vec![0; bet.options.len()],
            committed: false,
            unsettled: None,
            settled: None,
            ..self.clone()
        };
        let settled = pairs.map(|(happened, trusted)| settled(happened, trusted));
        std::iter::once(open).chain(settled).collect()
    }
}
