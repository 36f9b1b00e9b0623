//! Parts side by side: how much room stands between two, and which need brackets there.

use super::{Bond, OneLine, Writer};
use crate::formula::form::Form;
use crate::formula::parts::{self, AtomClass, opens};
use crate::formula::tree::Node;

impl Writer {
    /// The parts of a row. What a wide space parts are formulas of their own.
    pub(super) fn row(self, nodes: &[Node]) -> OneLine {
        let pieces = apart(nodes);
        if pieces.len() < 2 {
            return self.joined(nodes);
        }
        let mut text = self.joined(pieces[0]).text;
        for pair in pieces.windows(2) {
            // A sign alone between two spaces, such as an arrow, joins them; a number closes.
            let sign = pair
                .iter()
                .any(|piece| matches!(piece, [Node::Sign(..) | Node::Tag(_)]));
            let close = sign || text.ends_with([',', ';', '.']);
            text.push_str(if close { " " } else { "; " });
            text.push_str(&self.joined(pair[1]).text);
        }
        OneLine::new(text, Bond::Sum)
    }

    /// Parts with room between them.
    fn joined(self, nodes: &[Node]) -> OneLine {
        let parts = parts::of(nodes);
        if let [(node, _)] = parts[..] {
            return self.node(node);
        }
        let mut row = Row {
            line: OneLine::new("", Bond::Product),
            before: None,
            last: String::new(),
            room: false,
            depth: 0,
            factors: 0,
        };
        for (at, (node, part)) in parts.iter().enumerate() {
            let mut rest = parts[at + 1..].iter();
            let after = rest.find(|(_, part)| *part != AtomClass::Space);
            row.add(self, node, *part, after.copied());
        }
        // One bracket, call or derivative holds together by itself.
        if row.factors == 1 && row.line.bond == Bond::Product {
            row.line.bond = match (&parts[0], &parts[parts.len() - 1]) {
                ((Node::Sign(..), AtomClass::Open), (Node::Sign(..), AtomClass::Close)) => {
                    Bond::Atom
                }
                _ => Bond::Scripted,
            };
        }
        row.line
    }
}

/// The parts between wide spaces, which are rows of blanks.
fn apart(nodes: &[Node]) -> Vec<&[Node]> {
    let blank = |node: &Node| *node == Node::Space;
    let wide =
        |node: &Node| matches!(node, Node::Row(row) if row.len() >= 3 && row.iter().all(blank));
    let pieces = nodes.split(wide);
    pieces.filter(|piece| !piece.iter().all(blank)).collect()
}

struct Row {
    line: OneLine,
    /// What was added last, spaces aside, and its text.
    before: Option<AtomClass>,
    last: String,
    /// Whether the source asks for room here.
    room: bool,
    /// How many brackets are open, and how many factors stand outside of all.
    depth: usize,
    factors: usize,
}

impl Row {
    fn add(
        &mut self,
        writer: Writer,
        node: &Node,
        part: AtomClass,
        after: Option<(&Node, AtomClass)>,
    ) {
        if part == AtomClass::Space {
            self.room = true;
            return;
        }
        let mut line = writer.node(node);
        let ends_operand = self.before.is_some_and(AtomClass::ends_operand);
        let spelled = line.text.starts_with(|c: char| c.is_ascii_alphabetic());
        let room = !writer.tight || spelled;
        let (mut before, mut behind) = (self.room, false);
        match part {
            AtomClass::Binary if ends_operand => {
                let slash = line.text == "/";
                (before, behind) = (room && !slash, room && !slash);
                let weak = if slash {
                    Bond::Quotient
                } else {
                    bond_of(&line.text)
                };
                self.weaken(weak);
            }
            AtomClass::Binary => {
                before |= self.before == Some(AtomClass::Function);
                self.weaken(Bond::Product);
            }
            AtomClass::Relation => {
                (before, behind) = (room && self.before.is_some(), room);
                if self.before == Some(AtomClass::Relation) {
                    self.trim();
                    before = false;
                }
                self.weaken(Bond::Sum);
            }
            AtomClass::Punctuation => {
                // A dot ends a sentence or stands for "up to": x_1..x_n.
                let room = !writer.tight && line.text != ".";
                (before, behind) = (false, room && after.is_some());
                self.weaken(Bond::Sum);
            }
            AtomClass::Close => {
                before = false;
                self.depth = self.depth.saturating_sub(1);
            }
            AtomClass::Open => {
                let bars = writer.form.pick("||", "|");
                before |= line.text.starts_with(bars) && self.before == Some(AtomClass::Operand);
                self.count(self.before != Some(AtomClass::Function));
                self.depth += 1;
            }
            AtomClass::Function | AtomClass::Large => {
                before |= ends_operand || self.before == Some(AtomClass::Function);
                let called = part == AtomClass::Function && after.is_some_and(opens);
                behind = after.is_some() && !called;
                self.count(true);
                if !called {
                    self.weaken(Bond::Sum);
                }
            }
            AtomClass::Words | AtomClass::Space => self.count(true),
            AtomClass::Operand => {
                let called = self.before == Some(AtomClass::Function) && opens((node, part));
                self.count(!called && !is_partial(node));
                let factor = after.is_some_and(|(_, part)| part.begins_factor());
                let divides = self.before == Some(AtomClass::Binary) && self.last == "/";
                if line.bond == Bond::Quotient && (ends_operand || factor || divides) {
                    // What is tight already is not written again: nested, that would add up.
                    let inner = match writer.tight {
                        true => line.text,
                        false => Writer::tight(writer.form).node(node).text,
                    };
                    line = OneLine::new(format!("({inner})"), Bond::Atom);
                    before |= ends_operand;
                    behind = factor;
                } else if line.bond < Bond::Product {
                    self.weaken(line.bond);
                }
                before |= match self.before {
                    Some(AtomClass::Operand) => parted(&self.last, &line.text, writer.form),
                    Some(AtomClass::Close) => {
                        let joins = line.text.starts_with(char::is_alphanumeric);
                        joins && writer.form == Form::Ascii
                    }
                    _ => false,
                };
            }
        }
        if before && !self.line.text.is_empty() && !self.line.text.ends_with(' ') {
            self.line.text.push(' ');
        }
        let text = match self.line.text.ends_with(' ') {
            true => line.text.trim_start(),
            false => &line.text,
        };
        self.line.text.push_str(text);
        if behind {
            self.line.text.push(' ');
        }
        (self.before, self.last, self.room) = (Some(part), line.text, false);
    }

    /// A sign holds only what stands outside of brackets.
    fn weaken(&mut self, bond: Bond) {
        if self.depth == 0 {
            self.line.bond = self.line.bond.min(bond);
        }
    }

    fn count(&mut self, factor: bool) {
        self.factors += usize::from(factor && self.depth == 0);
    }

    fn trim(&mut self) {
        self.line.text.truncate(self.line.text.trim_end().len());
    }
}

/// Whether two factors would be read as one without a space: `2 pi`, `x^q y`.
pub(super) fn parted(last: &str, next: &str, form: Form) -> bool {
    let digits = last.chars().all(|c| c.is_ascii_digit());
    let begins = next.chars().next();
    if begins.is_some_and(|c| c.is_ascii_digit()) {
        return last.ends_with(|c: char| c.is_alphanumeric());
    }
    let named = |text: &str| text.contains('_') && text.starts_with(char::is_alphanumeric);
    if last.contains(['^', '_']) || named(next) && last.ends_with(char::is_alphanumeric) {
        return last != "d" && last != "∂";
    }
    if last == "d" && next.find(['^', '_']).unwrap_or(next.len()) == 1 {
        return false;
    }
    let short = next.len() == 1 && (digits || last.len() == 1);
    let joins = begins.is_some_and(|c| c.is_alphanumeric())
        && last.ends_with(|c: char| c.is_alphanumeric() || c == ')');
    // A word, which stands for a sign, never runs into a letter.
    let is_word =
        |text: &str| text.len() > 1 && text.chars().all(|c| c.is_ascii_lowercase() || c == ' ');
    (form == Form::Ascii || is_word(last) || is_word(next)) && joins && !short
}

/// How strongly a sign between two operands holds them.
fn bond_of(sign: &str) -> Bond {
    match sign {
        "·" | "×" | "*" | "x" => Bond::Product,
        _ => Bond::Sum,
    }
}

fn is_partial(node: &Node) -> bool {
    matches!(node, Node::Sign('∂', _))
}
