//! Parts side by side: sums, calls, signs between, and where a voice pauses.

use super::calls::{closing, is_called};
use super::said::{One, Said};
use super::{Phrase, Speaker, Weight};
use crate::formula::parts::{AtomClass, opens};
use crate::formula::tree::{Node, Role};

impl Speaker<'_> {
    pub(super) fn row(self, parts: &[One]) -> Phrase {
        if let [(node, part)] = parts
            && !matches!(part, AtomClass::Large | AtomClass::Function)
        {
            return self.part(node, true);
        }
        let mut said = Said {
            text: String::new(),
            weight: Weight::Word,
            closed: false,
            fraction: false,
            glued: false,
            factors: 0,
        };
        let mut at = 0;
        let mut before: Option<AtomClass> = None;
        while at < parts.len() {
            let (node, part) = parts[at];
            if part == AtomClass::Space {
                let spaces = parts[at..]
                    .iter()
                    .take_while(|(_, part)| *part == AtomClass::Space);
                let wide = spaces.count();
                at += wide;
                let related = before == Some(AtomClass::Relation)
                    || parts
                        .get(at)
                        .is_some_and(|(_, part)| *part == AtomClass::Relation);
                if wide >= 3 && at < parts.len() && !related && !said.text.ends_with([',', ';']) {
                    said.mark(';');
                    said.weigh(Weight::Long);
                    before = None; // another formula begins
                }
                continue;
            }
            let ended = before.is_some_and(AtomClass::ends_operand);
            at = match part {
                AtomClass::Binary | AtomClass::Relation => {
                    self.between(&mut said, parts, at, ended)
                }
                AtomClass::Punctuation => {
                    said.weigh(Weight::Long);
                    punctuation(&mut said, parts, at)
                }
                AtomClass::Words => {
                    said.add(&self.part(node, true).text);
                    said.weigh(Weight::Long);
                    at + 1
                }
                AtomClass::Function if matches!(node, Node::Function(name) if name == "mod") => {
                    said.add("mod");
                    said.weigh(Weight::Long);
                    at + 1
                }
                AtomClass::Large | AtomClass::Function => {
                    if ended && !said.text.ends_with(" of") {
                        said.add("times");
                    }
                    self.over(&mut said, node, parts, at)
                }
                AtomClass::Open | AtomClass::Close | AtomClass::Operand | AtomClass::Space => {
                    self.factor(&mut said, parts, at, before)
                }
            };
            before = Some(match part {
                AtomClass::Open => AtomClass::Close,
                AtomClass::Function | AtomClass::Large if is_call_end(parts, at) => {
                    AtomClass::Operand
                }
                part => part,
            });
        }
        if said.factors > 1 {
            said.weigh(Weight::Product);
        }
        Phrase {
            text: said.text,
            weight: said.weight,
            closed: said.closed,
        }
    }

    /// A sign between two parts, or before one.
    fn between(self, said: &mut Said, parts: &[One], at: usize, ended: bool) -> usize {
        let (node, part) = parts[at];
        said.weigh(match (part, ended) {
            (AtomClass::Binary, false) => Weight::Product,
            (AtomClass::Binary, _) if matches!(node, Node::Sign('·' | '×' | '*' | '/', _)) => {
                Weight::Product
            }
            _ => Weight::Long,
        });
        let next = parts.get(at + 1).map(|(node, _)| *node);
        let (words, length) = match (node, next) {
            (Node::Sign(':', _), Some(Node::Sign('=', _))) => ("is defined as".to_owned(), 2),
            (Node::Sign('|', _), _) => ("given".to_owned(), 1),
            (node, _) => {
                let phrase = self.part(node, false);
                said.add(&phrase.text);
                said.closed = phrase.closed;
                return at + 1;
            }
        };
        said.add(&words);
        at + length
    }

    /// A factor: a letter, a call, a fraction, a bracket.
    fn factor(self, said: &mut Said, parts: &[One], at: usize, before: Option<AtomClass>) -> usize {
        let (node, part) = parts[at];
        let ended = before.is_some_and(AtomClass::ends_operand);
        let end = match part {
            AtomClass::Open => closing(parts, at).map_or(at + 1, |end| end + 1),
            _ => at + 1,
        };
        // The comma of 100,480.
        if let Node::Sign(mark @ (',' | '.'), Role::Ordinary) = node {
            said.text.push(*mark);
            said.glued = true;
            return end;
        }
        if part == AtomClass::Open
            && end > at + 1
            && let Some((Node::Function(name), _)) = parts.get(at + 1)
            && name == "mod"
        {
            said.mark(',');
            said.add(&self.row(&parts[at + 1..end - 1]).text);
            return end;
        }
        let differential = matches!(node, Node::Sign('d', _)) && parts.get(at + 1).is_some();
        let apart = is_apart(node, part);
        if ended && differential && said.fraction {
            said.fraction = false;
        }
        let goes_on = said.text.ends_with(" of");
        if ended && !goes_on && (said.closed || said.fraction || apart) && !is_postfix(node) {
            said.add("times");
        }
        said.factors += 1;
        if part == AtomClass::Open && end > at + 1 {
            let (sub, sup) = match parts[end - 1].0 {
                Node::Script { sub, sup, .. } => (sub.as_deref(), sup.as_deref()),
                _ => (None, None),
            };
            let inner = &parts[at + 1..end - 1];
            let phrase = self.fence(sign_of(node), inner, sign_of(parts[end - 1].0), sub, sup);
            self.push(said, phrase);
            return end;
        }
        if is_called(node, parts, at + 1) {
            said.add(&self.part(node, false).text);
            said.add("of");
            said.weigh(Weight::Product);
            let end = self.argument(said, parts, at + 1, false);
            said.fraction = true;
            return end;
        }
        let mut rest = parts[end..]
            .iter()
            .filter(|(_, part)| *part != AtomClass::Space);
        let last = rest.next().is_none_or(|(_, part)| {
            matches!(
                part,
                AtomClass::Relation | AtomClass::Punctuation | AtomClass::Words
            )
        });
        let phrase = self.part(node, last);
        self.push(said, phrase);
        said.fraction = matches!(
            node,
            Node::Fraction(..) | Node::Root { .. } | Node::Binomial(..)
        );
        end
    }

    fn push(self, said: &mut Said, phrase: Phrase) {
        said.add(&phrase.text);
        said.weigh(phrase.weight);
        said.closed = phrase.closed;
    }
}

pub(super) fn sign_of(node: &Node) -> Option<char> {
    match node {
        Node::Sign(sign, _) => Some(*sign),
        Node::Script { base, .. } => sign_of(base),
        _ => None,
    }
}

/// Whether "times" must tell a factor from what stands before it.
fn is_apart(node: &Node, part: AtomClass) -> bool {
    match node {
        Node::Sign('∇', _) => true,
        Node::Fraction(..) | Node::Root { .. } | Node::Fence { .. } | Node::Binomial(..) => true,
        Node::Script { base, .. } => is_apart(base, part),
        _ => part == AtomClass::Open,
    }
}

/// What stands behind its operand: `n!`, `f′`.
fn is_postfix(node: &Node) -> bool {
    matches!(node, Node::Sign('!' | '′' | '%' | '°', _))
}

/// Whether a function has had its argument in brackets, so that what follows is a factor.
fn is_call_end(parts: &[One], at: usize) -> bool {
    let (node, part) = parts[at - 1];
    part == AtomClass::Close || opens((node, part))
}

fn punctuation(said: &mut Said, parts: &[One], at: usize) -> usize {
    let sign = |at: usize| parts.get(at).and_then(|(node, _)| sign_of(node));
    match (sign(at), sign(at + 1)) {
        // x_1..x_n
        (Some('.'), Some('.')) => {
            said.add("up to");
            at + 2
        }
        (Some(mark), _) => {
            said.mark(mark);
            at + 1
        }
        _ => at + 1,
    }
}
