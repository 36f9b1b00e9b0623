//! Parts side by side: how many blank columns stand between two.

use super::{Setter, Style};
use crate::formula::form::Form;
use crate::formula::layout::Layout;
use crate::formula::linear;
use crate::formula::parts::{self, AtomClass, opens};
use crate::formula::tree::Node;

/// A part that is set, and its place among the others.
pub(super) struct Piece {
    pub set: Layout,
    /// Blank columns before it.
    pub gap: usize,
    pub part: AtomClass,
    /// A sign between two operands.
    pub infix: bool,
    /// Brackets open around it.
    pub depth: usize,
}

impl Setter<'_> {
    pub(super) fn row(self, nodes: &[Node]) -> Layout {
        join(&self.pieces(nodes))
    }

    pub(super) fn pieces(self, nodes: &[Node]) -> Vec<Piece> {
        let parts = parts::of(nodes);
        let mut row = Row {
            setter: self,
            pieces: Vec::new(),
            before: None,
            owed: 0,
            spaces: 0,
            depth: 0,
        };
        for (at, part) in parts.iter().enumerate() {
            let mut rest = parts[at + 1..].iter();
            let after = rest.find(|(_, part)| *part != AtomClass::Space);
            row.add(*part, after.copied());
        }
        row.pieces
    }

    /// Whether a part is led by a fraction's bar, which must not run into another sign.
    fn barred(self, node: &Node) -> bool {
        match node {
            Node::Fraction(over, under) => !self.slashed(over, under),
            _ => false,
        }
    }
}

/// Pieces put together; the room before the first is left out.
pub(super) fn join(pieces: &[Piece]) -> Layout {
    let mut set = Layout::text("");
    for (at, piece) in pieces.iter().enumerate() {
        set.join(if at == 0 { 0 } else { piece.gap }, &piece.set);
    }
    set
}

struct Row<'a> {
    setter: Setter<'a>,
    pieces: Vec<Piece>,
    before: Option<(&'a Node, AtomClass)>,
    /// Blank columns that the last part asks for behind itself.
    owed: usize,
    /// Blank columns that the source asks for.
    spaces: usize,
    depth: usize,
}

impl<'a> Row<'a> {
    fn add(&mut self, (node, part): (&'a Node, AtomClass), after: Option<(&'a Node, AtomClass)>) {
        if part == AtomClass::Space {
            self.spaces += 1;
            return;
        }
        let mut set = self.setter.node(node);
        let ended = self.before.is_some_and(|(_, part)| part.ends_operand());
        let infix = part == AtomClass::Binary && ended;
        if part == AtomClass::Close {
            self.depth = self.depth.saturating_sub(1);
        }
        let (before, behind) = self.room((node, part), after, &set);
        let last = self.before.map(|(_, part)| part);
        let mut gap = before.max(self.owed).max(self.spaces);
        if part == AtomClass::Large && last != Some(AtomClass::Large) && set.line().starts_with(' ')
        {
            gap -= gap.min(1);
        }
        if (last, part) == (Some(AtomClass::Relation), AtomClass::Relation) {
            gap = self.spaces;
        }
        if part == AtomClass::Words {
            // Words bring their own blanks: one is enough.
            let words = set.line();
            let bare = if gap > 0 { words.trim_start() } else { &words };
            if bare.len() < words.len() {
                set = Layout::text(bare);
            }
        } else if self.ends_blank() {
            gap = 0;
        }
        self.pieces.push(Piece {
            set,
            gap,
            part,
            infix,
            depth: self.depth,
        });
        if part == AtomClass::Open {
            self.depth += 1;
        }
        (self.before, self.owed, self.spaces) = (Some((node, part)), behind, 0);
    }

    /// Blank columns before a part and behind it (TeXbook, chapter 18).
    fn room(
        &self,
        (node, part): (&Node, AtomClass),
        after: Option<(&Node, AtomClass)>,
        set: &Layout,
    ) -> (usize, usize) {
        let last = self.before.map(|(_, part)| part);
        let ended = last.is_some_and(AtomClass::ends_operand);
        let line = set.line();
        let spelled = line.starts_with(|c: char| c.is_ascii_alphabetic());
        let airy = usize::from(self.setter.style != Style::Script || spelled);
        let led = |part: Option<(&Node, _)>| part.is_some_and(|(node, _)| self.setter.barred(node));
        let ascii = self.setter.form == Form::Ascii;
        let here = self.setter.barred(node);
        let bar = usize::from(here || led(self.before));
        match part {
            AtomClass::Binary if ended => {
                if line == "/" {
                    return (bar, usize::from(led(after)));
                }
                (airy, airy)
            }
            // A minus runs into a bar.
            AtomClass::Binary => {
                let function = last == Some(AtomClass::Function);
                // Nor may it seem to belong to the first part under a brace.
                let braced = after.is_some_and(|(node, _)| is_braced(node));
                (usize::from(function), usize::from(led(after) || braced))
            }
            AtomClass::Relation => (if last.is_some() { airy } else { 0 }, airy),
            AtomClass::Punctuation => {
                let room = line != "." && after.is_some();
                (0, if room { airy } else { 0 })
            }
            AtomClass::Close => (0, 0),
            AtomClass::Open => {
                let bars = if ascii { "|" } else { "||" };
                let word = last == Some(AtomClass::Operand) && line.starts_with(bars);
                (bar.max(usize::from(word)), 0)
            }
            AtomClass::Function | AtomClass::Large => {
                let twice = last == Some(part);
                let before = ended || twice || last == Some(AtomClass::Function);
                let called = part == AtomClass::Function && after.is_some_and(opens);
                // Limits wider than their sign leave room round it.
                let wide = line.ends_with(' ');
                let behind = after.is_some() && !called && !wide;
                (usize::from(before), usize::from(behind))
            }
            AtomClass::Words | AtomClass::Space => (0, 0),
            AtomClass::Operand => {
                let parted = match self.before {
                    // Two roofs would be one.
                    Some((Node::Root { .. }, _)) => true,
                    Some((Node::Binomial(..), _)) => false,
                    Some((left, AtomClass::Operand)) => {
                        linear::parted(left, node, self.setter.form)
                    }
                    Some((_, AtomClass::Close)) => {
                        let joins = line.starts_with(char::is_alphanumeric);
                        joins && ascii
                    }
                    _ => false,
                };
                let bar = if ended { bar } else { 0 };
                (bar.max(usize::from(parted)), 0)
            }
        }
    }

    /// Whether what stands there ends with a blank of its own.
    fn ends_blank(&self) -> bool {
        let last = self.pieces.last();
        last.is_some_and(|last| last.part == AtomClass::Words && last.set.line().ends_with(' '))
    }
}

fn is_braced(node: &Node) -> bool {
    match node {
        Node::Brace { .. } => true,
        Node::Script { base, .. } => is_braced(base),
        _ => false,
    }
}
