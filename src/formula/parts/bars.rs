//! Bars: `|x|` is a size, `f(x | μ)` is a condition, and LaTeX writes both with the same sign.

use super::AtomClass;
use crate::formula::tree::{Node, Role};

/// Says of each `|` what it is: bars between the same brackets are pairs, and one that is left
/// over stands for "given".
pub(super) fn pair_bars(parts: &mut [(&Node, AtomClass)]) {
    let mut levels = vec![Vec::new()];
    for at in 0..parts.len() {
        match parts[at] {
            (_, AtomClass::Open) => levels.push(Vec::new()),
            (_, AtomClass::Close) if levels.len() > 1 => {
                resolve(levels.pop().unwrap_or_default(), parts);
            }
            (node, AtomClass::Operand) if is_bar(node) => {
                if let Some(level) = levels.last_mut() {
                    level.push(at);
                }
            }
            _ => {}
        }
    }
    for level in levels {
        resolve(level, parts);
    }
}

fn resolve(bars: Vec<usize>, parts: &mut [(&Node, AtomClass)]) {
    let paired = bars.len().is_multiple_of(2);
    for (nth, at) in bars.into_iter().enumerate() {
        parts[at].1 = match (paired, nth % 2) {
            (true, 0) => AtomClass::Open,
            (true, _) => AtomClass::Close,
            (false, _) => AtomClass::Relation,
        };
    }
}

fn is_bar(node: &Node) -> bool {
    match node {
        Node::Sign('|' | '‖', Role::Ordinary) => true,
        Node::Script { base, .. } => is_bar(base),
        _ => false,
    }
}
