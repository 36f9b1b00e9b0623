//! Sums, limits and functions: what they run over, and what they are of.

use super::said::{One, Said};
use super::{Speaker, Weight, words};
use crate::formula::parts::{AtomClass, of as parts_of, opens};
use crate::formula::tree::{Node, Role};

impl Speaker<'_> {
    /// A sum, a limit, a function: what it runs over, then "of".
    pub(super) fn over(self, said: &mut Said, node: &Node, parts: &[One], at: usize) -> usize {
        let (base, sub, sup) = match node {
            Node::Script { base, sub, sup, .. } => (&**base, sub.as_deref(), sup.as_deref()),
            other => (other, None, None),
        };
        let follows = parts.get(at + 1..).unwrap_or_default();
        let follows = follows.iter().any(|(_, part)| *part != AtomClass::Space);
        said.factors += 1;
        if let Node::Function(name) = base {
            said.add(&self.named(name, sub, sup));
            if follows {
                said.weigh(Weight::Product);
                let best = words::best(name).is_some();
                said.add(if best { "" } else { "of" });
            }
            return self.argument(said, parts, at + 1, false);
        }
        said.weigh(Weight::Long);
        said.add(&self.part(base, false).text);
        if let Some(sub) = sub {
            said.add(&self.range(
                sub,
                matches!(base, Node::Sign('∫' | '∬' | '∮', _)) && sup.is_some(),
            ));
        }
        if let Some(sup) = sup {
            said.add(&format!("to {}", self.whole(sup).text));
        }
        if follows {
            said.add("of");
        }
        self.argument(said, parts, at + 1, true)
    }

    /// Where a sum begins: `i = 1` is "over i from 1".
    fn range(self, sub: &Node, integral: bool) -> String {
        let whole = self.whole(sub).text.replace(" is ", " ");
        match whole.split_once(" equals ") {
            Some((index, first)) => format!("over {index} from {first}"),
            None if integral => format!("from {whole}"),
            None => format!("over {whole}"),
        }
    }

    /// A function with what is written under and over its name.
    fn named(self, name: &str, sub: Option<&Node>, sup: Option<&Node>) -> String {
        let under = sub.map(|sub| self.whole(sub).text);
        if let Some(best) = words::best(name) {
            let under = under.unwrap_or_else(|| "argument".to_owned());
            return match under.contains(',') {
                true => format!("the {under} that {best}e"),
                false => format!("the {under} that {best}es"),
            };
        }
        let mut said = words::function(name);
        match (name, under) {
            (_, None) => {}
            ("log", Some(base)) => said.push_str(&format!(" to base {base}")),
            ("lim" | "lim inf" | "lim sup", Some(to)) => said.push_str(&format!(" as {to}")),
            ("min" | "max" | "inf" | "sup", Some(over)) => said.push_str(&format!(" over {over}")),
            (_, Some(sub)) => said.push_str(&format!(" sub {sub}")),
        }
        if let Some(sup) = sup {
            said.push_str(&self.power(sup, false));
        }
        said
    }

    /// What is in the brackets of a function or under a sum is told without them. Of several terms
    /// under a sum it is `large`, and said that they belong together.
    pub(super) fn argument(self, said: &mut Said, parts: &[One], at: usize, large: bool) -> usize {
        let from = at
            + parts[at..]
                .iter()
                .take_while(|(_, part)| *part == AtomClass::Space)
                .count();
        match self.bracketed(parts, from) {
            Some((inner, sup, end)) => {
                self.inner(said, &inner, sup, large);
                end
            }
            None => at,
        }
    }

    fn inner(self, said: &mut Said, inner: &[One], sup: Option<&Node>, large: bool) {
        let inner = self.row(inner);
        // What is raised or summed must be heard as one.
        if (large || sup.is_some()) && inner.weight == Weight::Long {
            said.add("the quantity");
        }
        said.add(&inner.text);
        said.closed = inner.closed || inner.weight == Weight::Long;
        if let Some(sup) = sup {
            let power = self.power(sup, false);
            said.closed = true;
            said.add(power.trim());
            said.closed = true;
        }
    }

    /// Round brackets that open here: what is in them, the power of the closing one, where they end.
    fn bracketed<'n>(
        self,
        parts: &[One<'n>],
        at: usize,
    ) -> Option<(Vec<One<'n>>, Option<&'n Node>, usize)> {
        let (first, part) = *parts.get(at)?;
        let round = |open: &Option<char>| matches!(open, Some('(' | '['));
        match (first, part) {
            (Node::Sign('(' | '[', _), AtomClass::Open) => {
                let end = closing(parts, at)?;
                let sup = match parts[end].0 {
                    Node::Script { sub: None, sup, .. } => sup.as_deref(),
                    Node::Script { .. } => return None,
                    _ => None,
                };
                Some((parts[at + 1..end].to_vec(), sup, end + 1))
            }
            (Node::Fence { open, body, .. }, _) if round(open) => {
                let body = parts_of(std::slice::from_ref(body));
                Some((body, None, at + 1))
            }
            (
                Node::Script {
                    base,
                    sub: None,
                    sup,
                    ..
                },
                _,
            ) => match &**base {
                Node::Fence { open, body, .. } if round(open) => {
                    let body = parts_of(std::slice::from_ref(body));
                    Some((body, sup.as_deref(), at + 1))
                }
                _ => None,
            },
            _ => None,
        }
    }
}

/// Where the bracket that opens at `at` is closed.
pub(super) fn closing(parts: &[One], at: usize) -> Option<usize> {
    let mut depth = 0;
    for (index, (_, part)) in parts.iter().enumerate().skip(at) {
        match part {
            AtomClass::Open => depth += 1,
            AtomClass::Close => {
                depth -= 1;
                if depth == 0 {
                    return Some(index);
                }
            }
            _ => {}
        }
    }
    None
}

/// Whether a letter is a function of the bracket behind it.
pub(super) fn is_called(node: &Node, parts: &[One], at: usize) -> bool {
    let Some((next, part)) = parts.get(at).copied() else {
        return false;
    };
    if !opens((next, part)) || !is_letter(node) {
        return false;
    }
    let inner = match (part, next) {
        (AtomClass::Open, Node::Sign('(' | '[', _)) => match closing(parts, at) {
            Some(end) => parts[at + 1..end].to_vec(),
            None => return false,
        },
        (
            _,
            Node::Fence {
                open: Some('(' | '['),
                body,
                ..
            },
        ) => parts_of(std::slice::from_ref(body)),
        _ => return false,
    };
    let several = inner.iter().any(|(node, part)| {
        matches!(part, AtomClass::Relation) || matches!(node, Node::Sign(',' | ';', _))
    });
    let single = matches!(inner.as_slice(), [(_, AtomClass::Operand)]);
    (several && !is_rate(node)) || single || is_function(node)
}

/// Letters that the field gives to numbers: a rate before a pair of numbers multiplies it.
fn is_rate(node: &Node) -> bool {
    matches!(node, Node::Sign(sign, _) if "αβγεηλ".contains(*sign))
}

fn is_letter(node: &Node) -> bool {
    match node {
        Node::Sign(sign, Role::Ordinary) => sign.is_alphabetic() || *sign == '′',
        Node::Script { base, .. } | Node::Accent(base, _) | Node::Bold(base) => is_letter(base),
        _ => false,
    }
}

/// Letters that the field gives to functions.
fn is_function(node: &Node) -> bool {
    match node {
        Node::Sign(sign, _) => "fghpqEFGHJLNPQℓσφψΦΨO′".contains(*sign),
        Node::Script { base, .. } | Node::Accent(base, _) | Node::Bold(base) => is_function(base),
        _ => false,
    }
}
