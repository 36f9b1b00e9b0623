//! Parts side by side, as TeX sees them: what each does to its neighbours.

mod bars;

use super::tree::{Node, Role};

/// The class of an atom (Knuth, "The TeXbook", chapter 17): what it does to its neighbours.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum AtomClass {
    Operand,
    Words,
    Function,
    Large,
    Binary,
    Relation,
    Open,
    Close,
    Punctuation,
    Space,
}

impl AtomClass {
    /// Whether a sign after it stands between two operands, rather than before one.
    pub(super) fn ends_operand(self) -> bool {
        matches!(self, Self::Operand | Self::Words | Self::Close)
    }

    /// Whether it is a factor of what stands right before it.
    pub(super) fn begins_factor(self) -> bool {
        matches!(
            self,
            Self::Operand | Self::Function | Self::Large | Self::Open
        )
    }

    pub(super) fn of(node: &Node) -> Self {
        match node {
            Node::Sign(_, Role::Large) => Self::Large,
            Node::Sign(_, Role::Binary) => Self::Binary,
            Node::Sign(_, Role::Relation) => Self::Relation,
            Node::Sign(_, Role::Open) => Self::Open,
            Node::Sign(_, Role::Close) => Self::Close,
            Node::Sign(_, Role::Punctuation) => Self::Punctuation,
            Node::Function(_) => Self::Function,
            Node::Text(_) | Node::Tag(_) => Self::Words,
            Node::Space => Self::Space,
            Node::Script { base, stacked, .. } => match Self::of(base) {
                scripted @ (Self::Large | Self::Function | Self::Open | Self::Close) => scripted,
                // A relation with a word over it still relates.
                sign @ (Self::Relation | Self::Binary) if *stacked => sign,
                _ => Self::Operand,
            },
            Node::Bold(inner) => Self::of(inner),
            _ => Self::Operand,
        }
    }
}

/// The parts of a row, rows within it spread out, each with what it does there.
pub(super) fn of(nodes: &[Node]) -> Vec<(&Node, AtomClass)> {
    let mut parts = Vec::new();
    flatten(nodes, &mut parts);
    if parts.len() > 1 {
        bars::pair_bars(&mut parts);
    }
    parts
}

/// Whether a function's argument begins with a bracket of its own.
pub(super) fn opens((node, part): (&Node, AtomClass)) -> bool {
    part == AtomClass::Open
        || match node {
            Node::Fence { open, .. } => open.is_some(),
            Node::Script { base, .. } => opens((base, AtomClass::of(base))),
            _ => false,
        }
}

fn flatten<'a>(nodes: &'a [Node], parts: &mut Vec<(&'a Node, AtomClass)>) {
    for node in nodes {
        match node {
            Node::Row(inner) => flatten(inner, parts),
            _ => parts.push((node, AtomClass::of(node))),
        }
    }
}
