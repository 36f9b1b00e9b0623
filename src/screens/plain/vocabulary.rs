//! What can be said to the course in lines, whatever the step.

use crate::screens::intents;

/// A command, its other names, and what it does.
pub struct Word {
    /// Its name.
    pub name: &'static str,
    /// Other names. Keys of the screen are said as well: [`intents`] has those.
    pub also: &'static [&'static str],
    /// What goes with it, or nothing.
    pub with: &'static str,
    /// What it does.
    pub does: &'static str,
}

const fn word(
    name: &'static str,
    also: &'static [&'static str],
    with: &'static str,
    does: &'static str,
) -> Word {
    Word {
        name,
        also,
        with,
        does,
    }
}

/// All of them, in the order in which help tells them.
pub const WORDS: [Word; 20] = [
    word("next", &["continue"], "", "goes to the next step"),
    word("back", &["previous", "prev"], "", "goes to the step before"),
    word("again", &["repeat"], "", "says this step once more"),
    word(
        "answer",
        &["ans"],
        "2",
        "answers a question, with the number of an option or a number; with numbers in their order; with pairs such as a2 b1",
    ),
    word(
        "bet",
        &["chips"],
        "5 3 2",
        "spreads ten chips over what may happen",
    ),
    word("hint", &["hints"], "", "gives a hint to the task"),
    word("why", &[], "", "explains what the step offers to explain"),
    word(
        "set",
        &["move"],
        "NAME VALUE",
        "moves a control; + NAME and - NAME move it one step, > NAME and < NAME ten, + NAME 5 five",
    ),
    word("controls", &["control"], "", "says what can be moved here"),
    word(
        "facts",
        &["fact", "look"],
        "",
        "says everything the picture shows; with a name, that with its exact number",
    ),
    word("stop", &["pause"], "", "ends what is running"),
    word(
        "symbols",
        &["symbol"],
        "",
        "says what the letters in the formulas mean; symbols short tells formulas in signs, symbols spoken in words",
    ),
    word(
        "open",
        &["go", "goto"],
        "04",
        "goes to a lesson, or to a step of it, such as 04:wider",
    ),
    word(
        "contents",
        &["lessons"],
        "",
        "lists the lessons; with a lesson, its steps",
    ),
    word("search", &["find"], "WORD", "finds words in all lessons"),
    word(
        "test",
        &[],
        "",
        "goes to the task that shows that this lesson is known",
    ),
    word(
        "code",
        &[],
        "",
        "says the command that sets this lab up as it is",
    ),
    word(
        "program",
        &[],
        "",
        "says the program that is running, if there is one",
    ),
    word("help", &["commands"], "", "says this"),
    word(
        "quit",
        &["exit", "leave", "bye"],
        "",
        "leaves; your place is kept",
    ),
];

/// The command of a name, in lower case.
pub fn command(said: &str) -> Option<&'static str> {
    let mut words = WORDS.iter();
    let word = words.find(|word| word.name == said || word.also.contains(&said));
    word.map(|word| word.name)
        .or_else(|| intents::word_for(said))
}

/// Whether a word names a command itself: where it only may be said for one, a lab's verb comes first.
pub fn is_first_name(said: &str) -> bool {
    WORDS.iter().any(|word| word.name == said) || intents::word_for(said).is_some()
}

/// How a verb of a lab is said: where it has the name of a command, `lab` goes before it.
pub fn spoken(verb: &str) -> String {
    match is_first_name(verb) {
        true => format!("lab {verb}"),
        false => verb.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_two_commands_share_a_name() {
        let mut names: Vec<&str> = Vec::new();
        for word in &WORDS {
            names.push(word.name);
            names.extend(word.also);
        }
        assert!(names.iter().all(|name| intents::word_for(name).is_none()));
        let all = names.len();
        names.sort_unstable();
        names.dedup();
        assert_eq!(names.len(), all);
    }
}
