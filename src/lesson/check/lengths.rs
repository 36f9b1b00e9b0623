//! Options of questions: who only measures them must not find the right one.

use std::cmp::Ordering;

use crate::lesson::model::{Block, Quiz};
use crate::lesson::parse::{Parsed, plain};
use crate::lesson::source::Reports;

/// What the right option can be among the others, and how its length then compares with each.
const TELLS: [(&str, Ordering); 2] = [("longest", Ordering::Greater), ("shortest", Ordering::Less)];

/// Over a lesson the right option may be the longest, or the shortest, as often as chance makes it so,
/// rounded up.
pub(super) fn check(file: &Parsed, reports: &mut Reports<'_>) {
    let exercises = file.spots.steps.iter().flat_map(|step| &step.exercises);
    let all: Vec<(usize, Vec<usize>)> = exercises
        .filter_map(|exercise| match exercise {
            Block::Quiz(quiz) => Some((quiz.id.at, lengths(quiz)?)),
            _ => None,
        })
        .collect();
    let chance: f64 = all
        .iter()
        .map(|(_, options)| 1.0 / options.len() as f64)
        .sum();
    for (which, side) in TELLS {
        let stands_out = |options: &[usize]| match options {
            [right, others @ ..] => others.iter().all(|other| right.cmp(other) == side),
            [] => false,
        };
        let mut telling = all.iter().filter(|(_, options)| stands_out(options));
        let count = telling.clone().count();
        if count as f64 > chance.ceil()
            && let Some((at, _)) = telling.next_back()
        {
            let message = format!(
                "the right option is the {which} in {count} of {} questions",
                all.len()
            );
            let fix = "rewrite some: the length of an option should tell nothing".to_owned();
            reports.warning(*at, message, fix);
        }
    }
}

/// How long the options of a question are, the right one first; none where several are right, or
/// the lab decides.
fn lengths(quiz: &Quiz) -> Option<Vec<usize>> {
    if quiz.asks_the_lab() {
        return None;
    }
    let (right, wrong): (Vec<_>, Vec<_>) = quiz.options.iter().partition(|option| option.right);
    let [right] = right[..] else { return None };
    let options = [right].into_iter().chain(wrong);
    Some(
        options
            .map(|option| plain(&option.text).chars().count())
            .collect(),
    )
}
