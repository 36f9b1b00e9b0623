//! How a question may come out.

use super::Asked;
use crate::screens::exercise::moment::at_length;
use std::collections::{BTreeMap, BTreeSet};

impl Asked {
    /// Whether the last answer was not right.
    pub fn is_wrong(&self) -> bool {
        !self.solved && !self.tried.is_empty()
    }

    /// Open; solved; and after each answer that is not right, or after all of them where several are
    /// marked at once.
    pub fn all_outcomes(&self) -> Vec<Self> {
        let quiz = &self.quiz;
        if quiz.asks_the_lab() {
            return self.decided_outcomes();
        }
        let all = |right: bool| -> BTreeSet<usize> {
            let options = quiz.options.iter().enumerate();
            let those = options.filter(|(_, option)| option.right == right);
            those.map(|(at, _)| at).collect()
        };
        let after = |tried: BTreeSet<usize>, solved: bool| Self {
            marked: BTreeSet::new(),
            tried,
            out: if solved { all(false) } else { BTreeSet::new() },
            solved,
            ..self.clone()
        };
        let wrong: Vec<BTreeSet<usize>> = match quiz.has_several_right() {
            true => vec![all(false)],
            false => all(false).into_iter().map(|at| [at].into()).collect(),
        };
        let wrong = wrong.into_iter().map(|tried| after(tried, false));
        let others = [after(BTreeSet::new(), false), after(all(true), true)];
        others.into_iter().chain(wrong).collect()
    }

    /// Open; and after each answer, right or wrong, with numbers in what is replied.
    fn decided_outcomes(&self) -> Vec<Self> {
        let open = Self {
            tried: BTreeSet::new(),
            out: BTreeSet::new(),
            said: BTreeMap::new(),
            solved: false,
            ..self.clone()
        };
        let after = |at: usize, solved: bool| {
            let mut after = Self {
                tried: [at].into(),
                solved,
                past: solved,
                ..open.clone()
            };
            for (place, option) in after.quiz.options.iter_mut().enumerate() {
                option.right = solved && place == at;
                let said = option.reply.as_ref().map(|reply| at_length(reply));
                after.said.extend(said.map(|said| (place, said)));
            }
            after
        };
        let options = 0..self.quiz.options.len();
        let answered = options.flat_map(|at| [after(at, true), after(at, false)]);
        [open.clone()].into_iter().chain(answered).collect()
    }
}
