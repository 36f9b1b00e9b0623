//! Numbers in the place of symbols, with the signs and brackets that numbers need.

use super::parts::AtomClass;
use super::tree::{Node, Role};

type Values = [(Node, String)];

/// The part with each symbol of `values` replaced.
pub(super) fn node(old: &Node, values: &Values) -> Node {
    if let Some((symbol, value)) = values.iter().find(|(symbol, _)| symbol == old) {
        return number(symbol, value);
    }
    let new = |old: &Node| Box::new(node(old, values));
    let maybe = |old: &Option<Box<Node>>| old.as_deref().map(new);
    match old {
        Node::Row(parts) => row(parts, values),
        Node::Fraction(over, under) => Node::Fraction(new(over), new(under)),
        Node::Root { index, of } => Node::Root {
            index: maybe(index),
            of: new(of),
        },
        Node::Script {
            base,
            sub,
            sup,
            stacked,
        } => Node::Script {
            base: Box::new(bracketed(node(base, values))),
            sub: maybe(sub),
            sup: maybe(sup),
            stacked: *stacked,
        },
        // `\hat{y}` stays a symbol: no value is written under an accent.
        Node::Accent(over, mark) => Node::Accent(over.clone(), *mark),
        Node::Fence { open, close, body } => Node::Fence {
            open: *open,
            close: *close,
            body: new(body),
        },
        Node::Bold(inner) => Node::Bold(new(inner)),
        Node::Brace { of, under } => Node::Brace {
            of: new(of),
            under: *under,
        },
        Node::Binomial(of, chosen) => Node::Binomial(new(of), new(chosen)),
        Node::Boxed(inner) => Node::Boxed(new(inner)),
        Node::Grid(grid, rows) => {
            let cells = |row: &Vec<Node>| row.iter().map(|cell| node(cell, values)).collect();
            Node::Grid(grid.clone(), rows.iter().map(cells).collect())
        }
        Node::Sign(..)
        | Node::Number(_)
        | Node::Live(..)
        | Node::Function(_)
        | Node::Text(_)
        | Node::Tag(_)
        | Node::Space => old.clone(),
    }
}

fn number(symbol: &Node, value: &str) -> Node {
    match value.strip_prefix(['-', '−']) {
        None => Node::Live(Box::new(symbol.clone()), value.to_owned()),
        Some(size) => Node::Row(vec![
            Node::Sign('−', Role::Binary),
            Node::Live(Box::new(symbol.clone()), size.to_owned()),
        ]),
    }
}

/// The size of a negative number.
fn negative(new: &Node) -> Option<&Node> {
    match new {
        Node::Row(parts) => match parts.as_slice() {
            [Node::Sign('−', Role::Binary), size @ Node::Live(..)] => Some(size),
            _ => None,
        },
        _ => None,
    }
}

/// A negative number in brackets.
fn bracketed(new: Node) -> Node {
    match negative(&new) {
        None => new,
        Some(_) => Node::Fence {
            open: Some('('),
            close: Some(')'),
            body: Box::new(new),
        },
    }
}

fn row(parts: &[Node], values: &Values) -> Node {
    let mut new: Vec<Node> = Vec::new();
    for part in parts {
        let next = node(part, values);
        let mut before = (0..new.len()).rev().filter(|at| new[*at] != Node::Space);
        let last = before.next();
        let ends_operand =
            |at: Option<usize>| at.is_some_and(|at| AtomClass::of(&new[at]).ends_operand());
        let infix = ends_operand(before.next());
        let factor = ends_operand(last);
        let sign = match last.map(|at| &new[at]) {
            Some(Node::Sign(sign, Role::Binary)) => Some(*sign),
            _ => None,
        };
        match (negative(&next), sign, last) {
            // x − (−2) is x + 2.
            (Some(size), Some('−' | '+'), Some(last)) if infix => {
                let flipped = if sign == Some('−') { '+' } else { '−' };
                let size = size.clone();
                new[last] = Node::Sign(flipped, Role::Binary);
                new.push(size);
            }
            (Some(_), sign, _) if factor || sign.is_some() => new.push(bracketed(next)),
            _ => {
                if factor && next != *part && leads_with_digits(&next) {
                    new.push(Node::Sign('·', Role::Binary));
                }
                new.push(next);
            }
        }
    }
    Node::Row(new)
}

/// Whether digits stand first, which would run into what stands before.
fn leads_with_digits(new: &Node) -> bool {
    match new {
        Node::Live(..) => true,
        Node::Script { base, .. } => leads_with_digits(base),
        _ => false,
    }
}
