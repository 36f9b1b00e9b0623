//! `handson privacy`: what is kept of a learner, where, and who can read it.

use crate::commands::cli::Global;
use crate::commands::course::store;
use crate::commands::seats::LEDGER;
use crate::commands::{Failure, print};
use std::process::ExitCode;

/// What is kept, by the names in the file, and what each is.
pub const KEPT: &[(&str, &str)] = &[
    ("version", "which form the file has"),
    ("place", "the lesson and step you are at, and since when"),
    (
        "here",
        "when you were last here, to the second of a key or a click; which key it was is not kept",
    ),
    (
        "drawing, plots, background",
        "how you chose pictures and colours to be drawn",
    ),
    (
        "told",
        "names of files beside this one that you were told of",
    ),
    ("lessons: seen", "the steps that were on your screen"),
    (
        "lessons: answers",
        "of each question, bet and task your first answer, when it was given and when it was first right, whether a task was given up or met with a hint (given_up), wrong options tried, what you answered when it was asked again on a later day, and the lab's values in the sentence that settled it (said)",
    ),
    (
        "lessons: known",
        "when you showed to know a lesson without going through it",
    ),
];

/// Prints it.
///
/// # Errors
/// A name that cannot name a learner, or standard output that cannot be written.
pub fn run(global: &Global) -> Result<ExitCode, Failure> {
    let store = store(global)?;
    let place = |path: Option<std::path::PathBuf>| {
        path.map_or("nowhere".to_owned(), |path| path.display().to_string())
    };
    let mut text = String::from(
        "What the course keeps of you is what you did in it, in files of this account on this machine. \
         It sends nothing anywhere.\n\n",
    );
    text += &format!("{}\n", place(store.file().map(Into::into)));
    for (name, what) in KEPT {
        text += &format!("  {name}: {what}\n");
    }
    text += &format!(
        "{}\n  every network you trained: weights, optimizer, loss curve and the lab's settings, at most 16\n",
        place(store.labs())
    );
    text += &format!(
        "{}\n  flags you asked to be remembered\n",
        place(store.settings())
    );
    text += &format!(
        "{}\n  only while the course is open: that you are here, at which step and since when, and how far a training is or how many \
         wait before you\n",
        place(store.here())
    );
    if let Some(folder) = store.folder() {
        text += &format!(
            "{}\n  where you come by an SSH key and a seat: the key's fingerprint, since when, and the name \
             you chose; beside it, in seats/, the process and the key of your last courses\n",
            folder.join(LEDGER).display()
        );
    }
    text += "\nNot kept: keys, what you typed and did not answer with, pictures you drew in a pad outside a \
             lab that is kept, your address, your terminal, how long you looked at a step you have left.\n\
             \nWho administers this account can read all of it. A teacher's board (handson class) shows \
             where you are and since when, whether you are here, first answers, bets and trainings; with \
             names off it shows numbers.\n\
             \nhandson reset forgets a lesson, or everything.\n";
    print(&text)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::progress::{Answer, Progress};
    use std::collections::BTreeSet;

    /// The names of every object in a document, below `answers` and `lessons` the ids left out.
    fn names(value: &serde_json::Value, found: &mut BTreeSet<String>) {
        if let Some(fields) = value.as_object() {
            for (name, inner) in fields {
                found.insert(name.clone());
                names(inner, found);
            }
        }
    }

    #[test]
    fn everything_that_the_progress_file_can_hold_is_told() {
        let mut progress = Progress::default();
        progress.visit("l", "s");
        progress.record_visit(1_700_000_000);
        progress.choose_digits("ramp");
        progress.choose_plots("blocks");
        progress.choose_background("dark");
        progress.tell("f");
        progress.know("l", 9);
        let wrong = Answer::Quiz {
            marked: vec![1],
            right: false,
        };
        progress.answer("l", "q", wrong, 5);
        progress.answer(
            "l",
            "q",
            Answer::Quiz {
                marked: vec![0],
                right: true,
            },
            6,
        );
        progress.keep_said("l", "q", [("f".to_owned(), "1".to_owned())].into());
        progress.recall("l", "q", true, 7);
        progress.give_up("l", "t", 8);
        let mut found = BTreeSet::new();
        names(&serde_json::to_value(&progress).unwrap(), &mut found);
        let told: String = KEPT
            .iter()
            .map(|(name, what)| format!("{name} {what} "))
            .collect();
        // Fields of an answer are told in words; ids of this test are no fields.
        let in_words = [
            ("first", "first answer"),
            ("when", "when it was given"),
            ("right", "first right"),
            ("again", "asked again"),
            ("tried", "options tried"),
            ("quiz", "question"),
            ("marked", "answer"),
            ("lesson", "lesson"),
            ("step", "step"),
            ("since", "since when"),
            ("task", "task"),
        ];
        for name in found
            .iter()
            .filter(|name| !["l", "q", "t", "f", "7"].contains(&name.as_str()))
        {
            let word = in_words
                .iter()
                .find(|(field, _)| field == name)
                .map_or(name.as_str(), |it| it.1);
            assert!(told.contains(word), "{name} is kept and not told");
        }
        assert!(found.len() > 15, "{found:?}");
    }
}
