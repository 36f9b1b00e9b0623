//! A formula as one reads it aloud.
//!
//! What stands beside each other is read from left to right; what a page shows by place is said:
//! "sub", "squared", "over". Where an ear could not tell where a part ends, its end is said too,
//! and a comma makes a voice pause there.

mod calls;
mod labels;
mod row;
mod said;
mod shapes;
mod words;

use super::form::Form;
use super::parts;
use super::tree::Node;

/// The formula in words.
pub(super) fn say(node: &Node) -> String {
    let mut letters = String::new();
    collect(node, &mut letters);
    let speaker = Speaker { letters: &letters };
    let said = speaker.whole(node).text;
    said.trim_end_matches([',', ' ']).to_owned()
}

/// How much an ear must keep together.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Weight {
    /// One thing: a letter with its hat and its index.
    Word,
    /// Several, without a sign between.
    Product,
    /// Parts with signs between.
    Long,
}

/// Words, and how they hold together.
struct Phrase {
    text: String,
    weight: Weight,
    /// What follows must not run into it: a pause does.
    closed: bool,
}

impl Phrase {
    fn new(text: impl Into<String>, weight: Weight) -> Self {
        let text = text.into();
        Self {
            text,
            weight,
            closed: false,
        }
    }

    fn word(text: impl Into<String>) -> Self {
        Self::new(text, Weight::Word)
    }

    fn closed(text: impl Into<String>) -> Self {
        Self {
            closed: true,
            ..Self::new(text, Weight::Product)
        }
    }
}

/// Who reads: it knows which letters the formula has, so that `x` and `X` sound different.
#[derive(Clone, Copy)]
struct Speaker<'a> {
    letters: &'a str,
}

impl Speaker<'_> {
    /// A part by itself, with nothing behind it.
    fn whole(self, node: &Node) -> Phrase {
        self.row(&parts::of(std::slice::from_ref(node)))
    }

    /// One part of a row; `last` where nothing follows that could be taken for a piece of it.
    fn part(self, node: &Node, last: bool) -> Phrase {
        match node {
            Node::Row(_) => self.whole(node),
            Node::Sign(sign, _) => Phrase::word(self.sign(*sign)),
            Node::Number(digits) | Node::Live(_, digits) => Phrase::word(digits),
            Node::Function(name) => Phrase::word(words::function(name)),
            Node::Text(words) => Phrase::word(words.trim()),
            Node::Space => Phrase::word(""),
            Node::Fraction(over, under) => self.fraction(over, under, last),
            Node::Root { index, of } => self.root(index.as_deref(), of, last),
            Node::Script {
                base,
                sub,
                sup,
                stacked: true,
            } if labels::is_set_over(base) => self.stacked(base, sub.as_deref(), sup.as_deref()),
            Node::Script { base, sub, sup, .. } => {
                self.script(base, sub.as_deref(), sup.as_deref())
            }
            Node::Accent(over, mark) => self.accent(over, *mark),
            // Of a word, what it says is enough.
            Node::Bold(inner) if matches!(**inner, Node::Text(_)) => self.part(inner, last),
            Node::Bold(inner) => {
                let inner = self.part(inner, last);
                match inner.weight {
                    Weight::Word => Phrase::word(format!("bold {}", inner.text)),
                    _ => inner,
                }
            }
            Node::Brace { of, under } => {
                let side = if *under { "under" } else { "over" };
                let of = self.whole(of).text;
                Phrase::closed(format!("{of}, with a brace {side} it"))
            }
            Node::Binomial(of, chosen) => {
                let (of, chosen) = (self.whole(of), self.whole(chosen));
                let text = format!("{} choose {}", of.text, chosen.text);
                Phrase::new(text, Weight::Product)
            }
            Node::Boxed(inner) => Phrase::closed(format!(
                "in a box: {}, end of the box",
                self.whole(inner).text
            )),
            Node::Tag(number) => Phrase::word(format!("formula number {number}")),
            Node::Fence { open, close, body } => {
                let body = parts::of(std::slice::from_ref(body));
                self.fence(*open, &body, *close, None, None)
            }
            Node::Grid(grid, rows) => self.grid(grid, rows),
        }
    }

    /// The name of a sign; a capital letter is told where its small one stands there too.
    fn sign(self, sign: char) -> String {
        match words::sign(sign) {
            Some(word) => word.to_owned(),
            None if sign.is_uppercase() && self.has_small(sign) => format!("capital {sign}"),
            None => Form::Ascii.sign(sign),
        }
    }

    fn has_small(self, sign: char) -> bool {
        sign.to_lowercase()
            .any(|small| self.letters.contains(small))
    }
}

/// The letters of a formula.
fn collect(node: &Node, letters: &mut String) {
    match node {
        Node::Sign(sign, _) => letters.push(*sign),
        Node::Row(parts) => parts.iter().for_each(|part| collect(part, letters)),
        Node::Fraction(one, other) | Node::Binomial(one, other) => {
            collect(one, letters);
            collect(other, letters);
        }
        Node::Root { index, of } => {
            index.iter().for_each(|index| collect(index, letters));
            collect(of, letters);
        }
        Node::Script { base, sub, sup, .. } => {
            let scripts = [sub, sup].into_iter().flatten();
            scripts.for_each(|script| collect(script, letters));
            collect(base, letters);
        }
        Node::Accent(of, _)
        | Node::Bold(of)
        | Node::Boxed(of)
        | Node::Brace { of, .. }
        | Node::Fence { body: of, .. } => collect(of, letters),
        Node::Grid(_, rows) => {
            let cells = rows.iter().flatten();
            cells.for_each(|cell| collect(cell, letters));
        }
        Node::Number(_)
        | Node::Live(..)
        | Node::Function(_)
        | Node::Text(_)
        | Node::Tag(_)
        | Node::Space => {}
    }
}
