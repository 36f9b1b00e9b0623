//! The keys of a step, of what it asks and of what lies over it, one row for each thing a learner can
//! mean: how the key is pressed, what the footer and the help say of it, and how the same is said in a
//! line. What a key does is read from here by `lesson/keys.rs`, `app/keys.rs`, the exercises and the
//! lists; the help, the footers and the words of the line dialogue read the rest. Keys that edit text
//! are no intents: `tests/layering` lists the files that may name a key themselves, and why.

mod table;

use crate::event::{Key, KeyCode};
use crate::ui::chrome::Hint;
pub use table::ROWS;

/// What a key can mean.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Intent {
    /// The next step.
    Next,
    /// The step before.
    Previous,
    /// The mark to the next stop, or down.
    Down,
    /// The mark to the stop before, or up.
    Up,
    /// The mark to the next block.
    NextBlock,
    /// The mark to the block before.
    PreviousBlock,
    /// A page up.
    PageUp,
    /// A page down, and at the end on.
    PageDown,
    /// The chosen control one step on.
    More,
    /// One step back.
    Less,
    /// Ten steps on.
    MuchMore,
    /// Ten steps back.
    MuchLess,
    /// The toggle with the mark, else what the lab does on Space.
    Space,
    /// Into a lab that has keys of its own.
    GoIn,
    /// Out of it.
    ComeOut,
    /// Another way of drawing.
    Drawing,
    /// Another background.
    Background,
    /// The set-up of the lab as a command.
    CopySetUp,
    /// The program that runs.
    CopyProgram,
    /// The contents.
    Contents,
    /// Search in all lessons.
    Search,
    /// Go to a place by its name.
    Seek,
    /// Draw everything anew.
    Redraw,
    /// The help.
    Help,
    /// Leave the course.
    Leave,
    /// A hint for the task.
    Hint,
    /// What the step explains to who asks.
    Why,
    /// The lesson's last task.
    TestOut,
    /// Marks an option of a question.
    Mark,
    /// Takes a thing up, or puts it down.
    TakeUp,
    /// Puts the thing in the hand back.
    PutBack,
    /// Answers a question: with what is marked, was typed, or stands there.
    Answer,
    /// Places chips.
    PlaceChips,
    /// Commits a bet.
    Commit,
    /// Opens what has the mark.
    Open,
    /// To the first of a list.
    First,
    /// To its last.
    Last,
    /// Back to what lies below.
    Back,
    /// Names, or numbers in their place.
    Names,
    /// What the hand on the mouse does.
    Mouse,
}

/// Where a row holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Place {
    /// On every step.
    Step,
    /// On a step with a lab that has keys of its own.
    Lab,
    /// On a step with a task.
    Task,
    /// On an option of a question.
    Quiz,
    /// In the field of a number.
    Number,
    /// On a thing to be put in its place.
    Arrangement,
    /// On an option of a bet.
    Bet,
    /// In the contents.
    Contents,
    /// Where a place is looked for.
    Finder,
    /// On the page after a lesson.
    Summary,
    /// In the help.
    Help,
    /// Over a text that was copied.
    Copied,
    /// On the board of a class.
    Board,
}

/// What the help says of a row.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Told {
    /// The keys as they are printed, and a sentence.
    As(&'static str, &'static str),
    /// The entry of this row speaks of it too.
    With(Intent),
    /// Nothing: it is no key of a step, and stands in the footer where it is one.
    Nothing,
}

/// How the same is said to the course in lines.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Spoken {
    /// This word of the [vocabulary](crate::screens::plain::vocabulary) does it; so do its keys.
    Word(&'static str),
    /// The key itself is said, as in `+ sigma`.
    Key,
    /// It is not: why.
    Never(&'static str),
}

/// One thing that can be meant.
#[derive(Debug, Clone, Copy)]
pub struct Row {
    /// What is meant.
    pub intent: Intent,
    /// Where.
    pub place: Place,
    /// The keys that mean it; none where what is pressed is any of many, a mouse or a terminal's.
    pub keys: &'static [KeyCode],
    /// The key as the footer prints it, and what it does; empty where the footer is silent.
    pub hint: (&'static str, &'static str),
    /// What the help says.
    pub told: Told,
    /// How it is said in a line.
    pub spoken: Spoken,
}

/// What a key means on a step, but for what the field with the mark makes of it.
pub fn on_step(key: Key) -> Option<Intent> {
    meant(key, Place::is_on_step)
}

/// What a key means in a place by a row of its own.
pub fn on(place: Place, key: Key) -> Option<Intent> {
    meant(key, |other| other == place)
}

fn meant(key: Key, holds: impl Fn(Place) -> bool) -> Option<Intent> {
    let mut rows = ROWS.iter().filter(|row| holds(row.place));
    rows.find(|row| row.keys.contains(&key.code))
        .map(|row| row.intent)
}

/// The key that means it, on a step.
pub fn key_of(intent: Intent) -> Option<Key> {
    row(intent)?.key()
}

/// The footer's words for an intent.
pub fn hint(intent: Intent) -> Hint {
    hint_to(intent, row(intent).map_or("", |row| row.hint.1))
}

/// The footer's key for an intent that does something else than usual here.
pub fn hint_to(intent: Intent, does: &str) -> Hint {
    let row = row(intent);
    let key = row.and_then(Row::key);
    Hint::new(row.map_or("", |row| row.hint.0), does, key)
}

/// The footer's words for an intent by a place's own row.
pub fn hint_on(place: Place, intent: Intent) -> Hint {
    let row = row_on(place, intent);
    let (name, does) = row.map_or(("", ""), |row| row.hint);
    Hint::new(name, does, row.and_then(Row::key))
}

/// What an exercise says of a key: its name, what it does, and the key.
pub type Offer = (&'static str, &'static str, Key);

/// What an exercise says of a key of its own.
pub fn offer(place: Place, intent: Intent) -> Option<Offer> {
    let row = row_on(place, intent)?;
    Some((row.hint.0, row.hint.1, row.key()?))
}

/// The key that means it in a place by a row of its own.
pub fn key_on(place: Place, intent: Intent) -> Option<Key> {
    row_on(place, intent)?.key()
}

fn row_on(place: Place, intent: Intent) -> Option<&'static Row> {
    let mut rows = ROWS.iter().filter(|row| row.place == place);
    rows.find(|row| row.intent == intent)
}

/// The entries of the help for a place, in the order of the table: keys and sentence.
pub fn told(place: Place) -> impl Iterator<Item = (&'static str, &'static str)> {
    let rows = ROWS.iter().filter(move |row| row.place == place);
    rows.filter_map(|row| match row.told {
        Told::As(keys, sentence) => Some((keys, sentence)),
        Told::With(_) | Told::Nothing => None,
    })
}

/// A sentence in which a key stands as `{next}`, by the word that does the same in a line: with the
/// keys as the footer prints them, or with those words.
pub fn named_in(sentence: &str, lines: bool) -> String {
    let mut said = sentence.to_owned();
    for row in ROWS.iter().filter(|row| row.place.is_on_step()) {
        if let Spoken::Word(word) = row.spoken {
            let name = if lines { word } else { row.hint.0 };
            said = said.replace(&format!("{{{word}}}"), name);
        }
    }
    // Out of a field that would take the key for a letter; lines have none.
    said.replace("{escape}", if lines { "" } else { "Esc, then " })
}

/// The word of a dialogue of lines that does what a key does, where the key is said instead.
pub fn word_for(said: &str) -> Option<&'static str> {
    said_as_key(said).find_map(|row| match row.spoken {
        Spoken::Word(word) => Some(word),
        _ => None,
    })
}

/// Whether what is said names a key, or another thing of the screen, that lines have no need of.
pub fn is_needless(said: &str) -> bool {
    let printed = |row: &&Row| matches!(row.told, Told::As(name, _) if row.keys.is_empty() && name.eq_ignore_ascii_case(said));
    let mut rows = said_as_key(said).chain(ROWS.iter().filter(printed));
    rows.any(|row| matches!(row.spoken, Spoken::Never(_)))
}

fn said_as_key(said: &str) -> impl Iterator<Item = &'static Row> {
    let rows = ROWS.iter().filter(|row| row.place.is_on_step());
    rows.filter(move |row| row.keys.iter().any(|key| is_named(*key, said)))
}

/// Whether a key is called so.
fn is_named(key: KeyCode, said: &str) -> bool {
    let names: &[&str] = match key {
        KeyCode::Char(' ') => &["space"],
        KeyCode::Char(c) => return said.chars().eq([c]),
        KeyCode::Right => &["right", "→"],
        KeyCode::Left => &["left", "←"],
        KeyCode::Up => &["up", "↑"],
        KeyCode::Down => &["down", "↓"],
        KeyCode::Tab => &["tab"],
        KeyCode::BackTab => &["shift-tab"],
        KeyCode::PageUp => &["pageup"],
        KeyCode::PageDown => &["pagedown"],
        KeyCode::Enter => &["enter"],
        KeyCode::Esc => &["esc"],
        _ => &[],
    };
    names.contains(&said)
}

fn row(intent: Intent) -> Option<&'static Row> {
    ROWS.iter().find(|row| row.intent == intent)
}

impl Row {
    /// The first of its keys.
    fn key(&self) -> Option<Key> {
        self.keys.first().copied().map(Key::new)
    }
}

impl Place {
    /// Whether its keys work wherever the mark is on a step.
    pub fn is_on_step(self) -> bool {
        matches!(self, Self::Step | Self::Lab | Self::Task)
    }
}

#[cfg(test)]
mod tests;
