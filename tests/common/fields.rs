//! Steps that ask for a number: what is typed, and what stands in the field.

use super::{open, plain};
use handson::event::{Event, Key};
use handson::session::headless::Headless;

/// A new learner at a step, at 80x24 without colour.
pub fn open_at(place: &str) -> Headless {
    open(place, (80, 24), plain())
}

/// Types a text key by key, whatever its keys mean.
pub fn type_in(session: &mut Headless, text: &str) {
    text.chars()
        .for_each(|c| session.send(Event::Key(Key::char(c))));
}

/// What stands in the field.
pub fn field(session: &mut Headless) -> String {
    let rows = session.rows();
    let row = rows.iter().find(|row| row.contains("answer: "));
    let row = row.unwrap_or_else(|| panic!("no field in {rows:#?}"));
    let typed = row.split("answer: ").nth(1).unwrap_or_default();
    typed
        .split('_')
        .next()
        .unwrap_or_default()
        .trim()
        .to_owned()
}
