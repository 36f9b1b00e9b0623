//! How a question may come out.

use super::Asked;
use std::collections::BTreeSet;

impl Asked {
    /// Whether the last answer was not right.
    pub fn is_wrong(&self) -> bool {
        !self.solved && !self.tried.is_empty()
    }

    /// Open; solved; and after each answer that is not right, or after all of them where several are
    /// marked at once.
    pub fn all_outcomes(&self) -> Vec<Self> {
        let quiz = &self.quiz;
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
}
