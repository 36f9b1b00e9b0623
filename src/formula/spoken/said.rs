//! What is being said, word by word, and the parts that it is said of.

use super::Weight;
use crate::formula::parts::AtomClass;
use crate::formula::tree::Node;

pub(super) type One<'n> = (&'n Node, AtomClass);

/// What is being said.
pub(super) struct Said {
    pub(super) text: String,
    pub(super) weight: Weight,
    /// What was said last does not run into what follows.
    pub(super) closed: bool,
    /// It is a fraction: a factor behind it is told from it by "times".
    pub(super) fraction: bool,
    /// The next word is a piece of the last one.
    pub(super) glued: bool,
    pub(super) factors: usize,
}

impl Said {
    pub(super) fn add(&mut self, words: &str) {
        let words = words.trim();
        if words.is_empty() {
            return;
        }
        if self.closed && !words.starts_with([',', ';', '.']) && !self.text.ends_with([',', ':']) {
            self.text.push(',');
        }
        let apart = !self.glued && !words.starts_with([',', ';', '.']);
        if !self.text.is_empty() && apart {
            self.text.push(' ');
        }
        self.glued = false;
        self.text.push_str(words);
        self.closed = false;
        self.fraction = false;
    }

    pub(super) fn mark(&mut self, mark: char) {
        while self.text.ends_with([',', ' ']) {
            self.text.pop();
        }
        if !self.text.is_empty() {
            self.text.push(mark);
        }
        self.closed = false;
        self.fraction = false;
    }

    pub(super) fn weigh(&mut self, weight: Weight) {
        self.weight = self.weight.max(weight);
    }
}
