//! The key that stands out in the footer: the one that does what the step asks.

use super::{Context, LessonScreen};
use crate::labs::Lab;
use crate::lesson::model::{Inline, Task};

/// What stands out.
#[derive(Debug, PartialEq, Eq)]
pub enum Lit {
    /// The key of this name.
    Key(String),
    /// The way on: all is done, or nothing is asked.
    Way,
    /// Nothing: what is to come comes by itself.
    Nothing,
}

/// Which it is.
pub fn lit(screen: &LessonScreen, context: Context) -> Lit {
    let Some(step) = screen.step(context.course) else {
        return Lit::Way;
    };
    let exercises = || {
        let blocks = 0..step.blocks.len();
        blocks.filter_map(|block| Some((block, screen.exercise(block, context)?)))
    };
    let mut open = exercises().filter(|(_, it)| !it.is_settled() && !it.is_pending());
    let mark = screen.stop().map(|stop| stop.block);
    let marked = open.clone().find(|(block, _)| Some(*block) == mark);
    let Some((_, exercise)) = marked.or_else(|| open.next()) else {
        return match exercises().any(|(_, it)| it.is_pending()) {
            true => Lit::Nothing,
            false => Lit::Way,
        };
    };
    if let Some(task) = exercise.task() {
        return Lit::Key(on_the_lab(task, screen, context));
    }
    let name = match exercise {
        _ if marked.is_some() => exercise.next_key(screen.is_typing(context)),
        _ if exercise.is_field() && screen.is_ready(context) => Some("type"),
        // The mark is elsewhere.
        _ => Some("↑↓"),
    };
    name.map_or(Lit::Way, |name| Lit::Key(name.to_owned()))
}

/// What meets a task, by the last of the lines that prove it: a verb's key, or the knobs. Where that
/// verb can do nothing yet, or no more, it is the one that comes before.
fn on_the_lab(task: &Task, screen: &LessonScreen, context: Context) -> String {
    let lines = task.solve.iter().rev();
    let mut words = lines.map(|line| line.split_whitespace().next().unwrap_or_default());
    let word = words.next().unwrap_or("set");
    let verbs = screen.lab(context.labs).map(Lab::verbs).unwrap_or_default();
    let possible = || verbs.iter().filter(|verb| !verb.does.is_empty());
    // The bar that a hint speaks of goes before the line that proves that the task can be met.
    let space = task.hints.iter().any(|hint| speaks_of(hint, "Space"));
    let by_space = possible().find(|verb| space && verb.key == Some(' '));
    let named = |word: &str| possible().find(|verb| verb.name == word);
    let before = || words.find_map(named).filter(|_| word != "set");
    let verb = by_space.or_else(|| named(word)).or_else(before);
    let is_keyed = verbs
        .iter()
        .any(|verb| verb.name == word && verb.key.is_some());
    match (verb.and_then(|verb| verb.key_name()), screen.control()) {
        (Some(key), _) => key,
        // What no key says from outside is done inside; a key that has no more to do waits for a knob.
        _ if word != "set" && !is_keyed && screen.can_go_in(context) => "Enter".to_owned(),
        // A toggle is no knob: what meets the task is another one.
        (None, Some(_)) if screen.toggle().is_none() => "+-".to_owned(),
        (None, Some(_)) => "↑↓".to_owned(),
        (None, None) => "↑↓".to_owned(),
    }
}

/// Whether a word stands in a text.
fn speaks_of(text: &[Inline], word: &str) -> bool {
    text.iter().any(|inline| match inline {
        Inline::Text(text) | Inline::Code(text) => text
            .split(|c: char| !c.is_alphanumeric())
            .any(|it| it == word),
        Inline::Emphasis(inner) | Inline::Strong(inner) => speaks_of(inner, word),
        _ => false,
    })
}
