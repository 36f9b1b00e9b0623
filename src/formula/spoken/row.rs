//! Parts side by side: sums, calls, signs between, and where a voice pauses.

use super::{Phrase, Speaker, Weight, words};
use crate::formula::parts::{Part, opens};
use crate::formula::tree::{Node, Role};

type One<'n> = (&'n Node, Part);

/// What is being said.
struct Said {
    text: String,
    weight: Weight,
    /// What was said last does not run into what follows.
    closed: bool,
    /// It is a fraction: a factor behind it is told from it by "times".
    fraction: bool,
    /// The next word is a piece of the last one.
    glued: bool,
    factors: usize,
}

impl Said {
    fn add(&mut self, words: &str) {
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

    fn mark(&mut self, mark: char) {
        while self.text.ends_with([',', ' ']) {
            self.text.pop();
        }
        if !self.text.is_empty() {
            self.text.push(mark);
        }
        self.closed = false;
        self.fraction = false;
    }

    fn weigh(&mut self, weight: Weight) {
        self.weight = self.weight.max(weight);
    }
}

impl Speaker<'_> {
    pub(super) fn row(self, parts: &[One]) -> Phrase {
        if let [(node, part)] = parts
            && !matches!(part, Part::Large | Part::Function)
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
        let mut before: Option<Part> = None;
        while at < parts.len() {
            let (node, part) = parts[at];
            if part == Part::Space {
                let spaces = parts[at..]
                    .iter()
                    .take_while(|(_, part)| *part == Part::Space);
                let wide = spaces.count();
                at += wide;
                let related = before == Some(Part::Relation)
                    || parts
                        .get(at)
                        .is_some_and(|(_, part)| *part == Part::Relation);
                if wide >= 3 && at < parts.len() && !related && !said.text.ends_with([',', ';']) {
                    said.mark(';');
                    said.weigh(Weight::Long);
                }
                continue;
            }
            let ended = before.is_some_and(Part::ends_operand);
            at = match part {
                Part::Binary | Part::Relation => self.between(&mut said, parts, at, ended),
                Part::Punctuation => {
                    said.weigh(Weight::Long);
                    punctuation(&mut said, parts, at)
                }
                Part::Words => {
                    said.add(&self.part(node, true).text);
                    said.weigh(Weight::Long);
                    at + 1
                }
                Part::Function if matches!(node, Node::Function(name) if name == "mod") => {
                    said.add("mod");
                    said.weigh(Weight::Long);
                    at + 1
                }
                Part::Large | Part::Function => {
                    if ended {
                        said.add("times");
                    }
                    self.over(&mut said, node, parts, at)
                }
                Part::Open | Part::Close | Part::Operand | Part::Space => {
                    self.factor(&mut said, parts, at, before)
                }
            };
            before = Some(match part {
                Part::Open => Part::Close,
                Part::Function | Part::Large if is_call_end(parts, at) => Part::Operand,
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
            (Part::Binary, false) => Weight::Product,
            (Part::Binary, _) if matches!(node, Node::Sign('·' | '×' | '*' | '/', _)) => {
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

    /// A sum, a limit, a function: what it runs over, then "of".
    fn over(self, said: &mut Said, node: &Node, parts: &[One], at: usize) -> usize {
        let (base, sub, sup) = match node {
            Node::Script { base, sub, sup, .. } => (&**base, sub.as_deref(), sup.as_deref()),
            other => (other, None, None),
        };
        let follows = parts.get(at + 1..).unwrap_or_default();
        let follows = follows.iter().any(|(_, part)| *part != Part::Space);
        said.factors += 1;
        if let Node::Function(name) = base {
            said.add(&self.named(name, sub, sup));
            if follows {
                said.weigh(Weight::Product);
                let best = words::best(name).is_some();
                said.add(if best { "" } else { "of" });
            }
            return self.argument(said, parts, at + 1);
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
        self.argument(said, parts, at + 1)
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

    /// What is in the brackets of a function or under a sum is told without them.
    fn argument(self, said: &mut Said, parts: &[One], at: usize) -> usize {
        let from = at
            + parts[at..]
                .iter()
                .take_while(|(_, part)| *part == Part::Space)
                .count();
        match self.bracketed(parts, from) {
            Some((inner, sup, end)) => {
                self.inner(said, &inner, sup);
                end
            }
            None => at,
        }
    }

    fn inner(self, said: &mut Said, inner: &[One], sup: Option<&Node>) {
        let inner = self.row(inner);
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
            (Node::Sign('(' | '[', _), Part::Open) => {
                let end = closing(parts, at)?;
                let sup = match parts[end].0 {
                    Node::Script { sub: None, sup, .. } => sup.as_deref(),
                    Node::Script { .. } => return None,
                    _ => None,
                };
                Some((parts[at + 1..end].to_vec(), sup, end + 1))
            }
            (Node::Fence { open, body, .. }, _) if round(open) => {
                let body = crate::formula::parts::of(std::slice::from_ref(body));
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
                    let body = crate::formula::parts::of(std::slice::from_ref(body));
                    Some((body, sup.as_deref(), at + 1))
                }
                _ => None,
            },
            _ => None,
        }
    }

    /// A factor: a letter, a call, a fraction, a bracket.
    fn factor(self, said: &mut Said, parts: &[One], at: usize, before: Option<Part>) -> usize {
        let (node, part) = parts[at];
        let ended = before.is_some_and(Part::ends_operand);
        let end = match part {
            Part::Open => closing(parts, at).map_or(at + 1, |end| end + 1),
            _ => at + 1,
        };
        // The comma of 100,480.
        if let Node::Sign(mark @ (',' | '.'), Role::Ordinary) = node {
            said.text.push(*mark);
            said.glued = true;
            return end;
        }
        if part == Part::Open
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
        if part == Part::Open && end > at + 1 {
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
            let end = self.argument(said, parts, at + 1);
            said.fraction = true;
            return end;
        }
        let mut rest = parts[end..].iter().filter(|(_, part)| *part != Part::Space);
        let last = rest.next().is_none_or(|(_, part)| {
            matches!(part, Part::Relation | Part::Punctuation | Part::Words)
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

/// Where the bracket that opens at `at` is closed.
fn closing(parts: &[One], at: usize) -> Option<usize> {
    let mut depth = 0;
    for (index, (_, part)) in parts.iter().enumerate().skip(at) {
        match part {
            Part::Open => depth += 1,
            Part::Close => {
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

pub(super) fn sign_of(node: &Node) -> Option<char> {
    match node {
        Node::Sign(sign, _) => Some(*sign),
        Node::Script { base, .. } => sign_of(base),
        _ => None,
    }
}

/// Whether "times" must tell a factor from what stands before it.
fn is_apart(node: &Node, part: Part) -> bool {
    match node {
        Node::Sign('∇', _) => true,
        Node::Fraction(..) | Node::Root { .. } | Node::Fence { .. } | Node::Binomial(..) => true,
        Node::Script { base, .. } => is_apart(base, part),
        _ => part == Part::Open,
    }
}

/// What stands behind its operand: `n!`, `f′`.
fn is_postfix(node: &Node) -> bool {
    matches!(node, Node::Sign('!' | '′' | '%' | '°', _))
}

/// Whether a letter is a function of the bracket behind it.
fn is_called(node: &Node, parts: &[One], at: usize) -> bool {
    let Some((next, part)) = parts.get(at).copied() else {
        return false;
    };
    if !opens((next, part)) || !is_letter(node) {
        return false;
    }
    let inner = match (part, next) {
        (Part::Open, Node::Sign('(' | '[', _)) => match closing(parts, at) {
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
        ) => crate::formula::parts::of(std::slice::from_ref(body)),
        _ => return false,
    };
    let several = inner.iter().any(|(node, part)| {
        matches!(part, Part::Relation) || matches!(node, Node::Sign(',' | ';', _))
    });
    let single = matches!(inner.as_slice(), [(_, Part::Operand)]);
    several || single || is_function(node)
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

/// Whether a function has had its argument in brackets, so that what follows is a factor.
fn is_call_end(parts: &[One], at: usize) -> bool {
    let (node, part) = parts[at - 1];
    part == Part::Close || opens((node, part))
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
