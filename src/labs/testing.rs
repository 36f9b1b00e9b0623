//! What the tests of several labs ask.

use super::hosted::Hosted;
use super::model::Model;
use super::{Lab, Value, say};
pub use crate::labs::training::testing::checkpoint;
pub use crate::labs::work::worked;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use std::ops::Deref;

impl<M: Model> Deref for Hosted<M> {
    type Target = M;

    fn deref(&self) -> &M {
        &self.model
    }
}

/// A new lab after some lines of the lab language.
pub fn after<M: Model + Default>(lines: &[&str]) -> Hosted<M> {
    let mut lab = Hosted::default();
    for line in lines {
        assert!(say(&mut lab, line).is_ok(), "{line}");
    }
    lab
}

/// A lab on the screen, its data there, after some lines of the lab language.
pub fn opened<M: Model>(model: M, lines: &[&str]) -> Hosted<M> {
    let mut lab = Hosted::new(model);
    worked(lab.open(), &mut |msg| lab.update(msg));
    for line in lines {
        assert!(say(&mut lab, line).is_ok(), "{line}");
    }
    lab
}

/// The value of a fact.
pub fn fact(lab: &dyn Lab, name: &str) -> Value {
    let facts = lab.facts();
    let found = facts.into_iter().find(|fact| fact.name == name);
    found.unwrap_or_else(|| panic!("no fact {name}")).value
}

/// The value of a fact that is a number.
pub fn number_of(lab: &dyn Lab, name: &str) -> f64 {
    match fact(lab, name) {
        Value::Number(x) => x,
        Value::Text(text) => panic!("{name} is {text}"),
    }
}

/// The rows of a lab's picture, without colour.
pub fn screen(lab: &dyn Lab, width: u16, height: u16, ascii: bool) -> Vec<String> {
    let area = Rect::new(0, 0, width, height);
    let mut buf = Buffer::empty(area);
    lab.view(area, &mut buf, &crate::ui::plain(ascii));
    let row = |y| (0..width).map(|x| buf[(x, y)].symbol()).collect::<String>();
    (0..height).map(row).collect()
}
