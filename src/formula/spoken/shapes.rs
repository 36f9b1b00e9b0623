//! What a page shows by place: fractions, roots, scripts, hats, brackets, rows of cells.

use super::row::sign_of;
use super::{Phrase, Speaker, Weight};
use crate::formula::form::Form;
use crate::formula::parts::{self, AtomClass};
use crate::formula::tree::{Grid, Node, Role};

type Parts<'p, 'n> = &'p [(&'n Node, AtomClass)];

impl Speaker<'_> {
    pub(super) fn fraction(self, over: &Node, under: &Node, last: bool) -> Phrase {
        if let Some(derivative) = self.derivative(over, under) {
            return derivative;
        }
        let (over, under) = (self.whole(over), self.whole(under));
        match (over.text.as_str(), under.text.as_str()) {
            ("1", "2") => return Phrase::new("one half", Weight::Product),
            ("1", "3") => return Phrase::new("one third", Weight::Product),
            ("1", "4") => return Phrase::new("one quarter", Weight::Product),
            _ => {}
        }
        let short = over.weight == Weight::Word && under.weight == Weight::Word;
        let single = |part: &Phrase| {
            part.weight < Weight::Long
                && !part.text.contains([','])
                && !part.text.contains(" times ")
        };
        let clear = last && single(&over) && single(&under);
        let pause = if over.closed { "," } else { "" };
        let text = format!("{}{pause} over {}", over.text, under.text);
        match short || clear {
            true => Phrase {
                closed: under.closed,
                ..Phrase::new(text, Weight::Product)
            },
            false => Phrase::closed(format!("the fraction {text}, end fraction")),
        }
    }

    /// `dE/da` and `∂²E/∂a²`: one part over the other, and no fraction.
    fn derivative(self, over: &Node, under: &Node) -> Option<Phrase> {
        let (kind, order, of) = differential(over)?;
        let (same, _, by) = differential(under)?;
        if kind != same || by.is_empty() {
            return None;
        }
        let order = order.map(|order| match self.whole(order).text.as_str() {
            "2" => "second ".to_owned(),
            "3" => "third ".to_owned(),
            order => format!("{order}th "),
        });
        let partial = if kind == '∂' { "partial " } else { "" };
        let by: Vec<Node> = by.iter().map(without_power).collect();
        let by = self.row(&parts::of(&by)).text;
        let order = order.unwrap_or_default();
        let of = match of {
            // What follows is what is derived.
            [] => {
                let text = format!("the {order}{partial}derivative with respect to {by} of");
                return Some(Phrase::word(text));
            }
            of => format!(" of {}", self.row(&parts::of(of)).text),
        };
        let text = format!("the {order}{partial}derivative{of} with respect to {by}");
        Some(Phrase::new(text, Weight::Product))
    }

    pub(super) fn root(self, index: Option<&Node>, of: &Node, last: bool) -> Phrase {
        let of = self.whole(of);
        let name = match index.map(|index| self.whole(index).text).as_deref() {
            None | Some("2") => "the square root".to_owned(),
            Some("3") => "the cube root".to_owned(),
            Some(index) => format!("the {index}th root"),
        };
        let text = format!("{name} of {}", of.text);
        match of.weight {
            Weight::Word => Phrase::new(text, Weight::Product),
            Weight::Product if last && !of.closed => Phrase::new(text, Weight::Product),
            _ => Phrase::closed(format!("{text}, end root")),
        }
    }

    pub(super) fn script(self, base: &Node, sub: Option<&Node>, sup: Option<&Node>) -> Phrase {
        match (base, sub, sup) {
            (Node::Fence { open, close, body }, ..) => {
                let body = parts::of(std::slice::from_ref(body));
                return self.fence(*open, &body, *close, sub, sup);
            }
            (Node::Brace { .. }, ..) => {
                let label = sub.or(sup).map(|label| self.whole(label).text);
                let text = format!(
                    "{}: {}",
                    self.part(base, true).text,
                    label.unwrap_or_default()
                );
                return Phrase::closed(text);
            }
            (Node::Sign(sign, Role::Relation), ..) => return self.labelled(*sign, sub, sup),
            (Node::Sign('∇', _), ..) => return self.gradient(sub, sup),
            (Node::Sign('ℝ' | 'ℕ' | 'ℤ' | 'ℚ' | 'ℂ', _), None, Some(sup)) => {
                // Matrices are so many rows by so many columns.
                let letter = sign_of(base).map_or(String::new(), |sign| Form::Ascii.sign(sign));
                let size = self.whole(sup).text.replace(" times ", " by ");
                return Phrase::word(format!("{letter} to the power {size}"));
            }
            _ => {}
        }
        let inner = self.part(base, false);
        let mut said = match inner.weight {
            Weight::Word => inner.text,
            _ => format!("the quantity {},", inner.text),
        };
        if let Some(sub) = sub {
            said.push_str(&self.below(sub));
        }
        if let Some(sup) = sup {
            said.push_str(&self.power(sup, is_matrix(base)));
        }
        let closed = said.ends_with(END_POWER) || said.ends_with(END_SUB);
        Phrase {
            closed,
            ..Phrase::word(said)
        }
    }

    /// The gradient, and by what; with a power it goes by the name of its sign.
    fn gradient(self, by: Option<&Node>, power: Option<&Node>) -> Phrase {
        let by = by.map(|by| format!(" with respect to {}", self.whole(by).text));
        let by = by.unwrap_or_default();
        Phrase::word(match power {
            None => format!("the gradient{by} of"),
            Some(power) => format!("nabla{}{by} of", self.power(power, false)),
        })
    }

    /// A relation with a word over it, or under it.
    /// An index: letters side by side are told one by one.
    pub(super) fn below(self, sub: &Node) -> String {
        let phrase = self.whole(sub);
        match phrase.weight {
            Weight::Long => format!(" sub {}{END_SUB}", phrase.text),
            _ => format!(" sub {}", phrase.text),
        }
    }

    /// A power, or what else is written up there.
    pub(super) fn power(self, sup: &Node, of_matrix: bool) -> String {
        if let Node::Fence { body, .. } = sup {
            return format!(" superscript {}", self.whole(body).text);
        }
        if let Some(inner) = in_brackets(sup) {
            return format!(" superscript {}", self.row(&inner).text);
        }
        let phrase = self.whole(sup);
        match phrase.text.as_str() {
            "2" => " squared".to_owned(),
            "3" => " cubed".to_owned(),
            "prime" | "prime prime" | "dagger" => format!(" {}", phrase.text),
            "times" => " star".to_owned(),
            "composed with" => " degrees".to_owned(),
            "transposed" => " transposed".to_owned(),
            "T" | "capital T" if of_matrix => " transposed".to_owned(),
            "minus 1" if of_matrix => " inverse".to_owned(),
            text if phrase.weight == Weight::Long || phrase.closed || text.contains(" over ") => {
                format!(" to the power {text}{END_POWER}")
            }
            text => format!(" to the power {text}"),
        }
    }

    pub(super) fn accent(self, over: &Node, mark: char) -> Phrase {
        let name = match mark {
            '\u{302}' => "hat",
            '\u{304}' => "bar",
            '\u{303}' => "tilde",
            '\u{307}' => "dot",
            '\u{308}' => "double dot",
            _ => "vector",
        };
        let over = self.whole(over);
        match (over.weight, name) {
            (Weight::Word, "vector") => Phrase::word(format!("vector {}", over.text)),
            (Weight::Word, _) => Phrase::word(format!("{} {name}", over.text)),
            _ => Phrase::word(format!("{} with {name}", over.text)),
        }
    }

    /// What stands in brackets, and the scripts of the closing one.
    pub(super) fn fence(
        self,
        open: Option<char>,
        body: Parts,
        close: Option<char>,
        sub: Option<&Node>,
        sup: Option<&Node>,
    ) -> Phrase {
        // Cases in their brace, as papers write them by an array.
        if let (Some('{'), None, [(Node::Grid(_, rows), _)]) = (open, close, body) {
            return self.grid(&Grid::Cases, rows);
        }
        let inner = self.row(body);
        let scripts = |matrix| {
            let sub = sub.map_or(String::new(), |sub| self.below(sub));
            sub + &sup.map_or(String::new(), |sup| self.power(sup, matrix))
        };
        let text = inner.text.as_str();
        let ended = |what: &str, end: &str| match inner.weight {
            Weight::Word => format!("{what} {text}"),
            _ => format!("{what} {text}, end {end}"),
        };
        if let (None, Some('|'), Some(from), Some(to)) = (open, close, sub, sup) {
            let (from, to) = (self.whole(from).text, self.whole(to).text);
            return Phrase::closed(format!("{text}, from {from} to {to}"));
        }
        match (open, close) {
            (Some('|'), Some('|')) => {
                Phrase::closed(ended("the absolute value of", "absolute value") + &scripts(false))
            }
            (Some('‖'), Some('‖')) => match sub.map(|sub| self.whole(sub).text) {
                Some(kind) => {
                    let said = ended(&format!("the {kind} norm of"), "norm");
                    let power = sup.map(|sup| format!(",{}", self.power(sup, false)));
                    Phrase::closed(said + &power.unwrap_or_default())
                }
                None => Phrase::closed(ended("the norm of", "norm") + &scripts(false)),
            },
            (Some('⌊'), Some('⌋')) => {
                Phrase::closed(ended("the floor of", "floor") + &scripts(false))
            }
            (Some('⌈'), Some('⌉')) => {
                Phrase::closed(ended("the ceiling of", "ceiling") + &scripts(false))
            }
            (Some('⟨'), Some('⟩')) => Phrase::closed(format!(
                "the inner product of {text}, end product{}",
                scripts(false)
            )),
            (Some('{'), Some('}')) => {
                Phrase::closed(format!("the set of {text}, end set{}", scripts(false)))
            }
            // Its own name says where a matrix ends.
            _ if matches!(body, [(Node::Grid(..) | Node::Binomial(..), _)]) => {
                Phrase::closed(format!("{text}{}", scripts(true)))
            }
            (None, Some('|')) => {
                let at = sub.map(|at| format!(", taken at {}", self.whole(at).text));
                let power = sup.map(|sup| self.power(sup, false)).unwrap_or_default();
                Phrase::closed(format!("{text}{}{power}", at.unwrap_or_default()))
            }
            _ if inner.weight == Weight::Word => Phrase {
                closed: inner.closed,
                ..Phrase::word(format!("{text}{}", scripts(true)))
            },
            _ => {
                let commas = body
                    .iter()
                    .filter(|(node, _)| matches!(node, Node::Sign(',', Role::Punctuation)));
                let what = match commas.count() {
                    0 => "quantity",
                    1 => "pair",
                    _ => "list",
                };
                match scripts(true) {
                    none if none.is_empty() => Phrase::closed(format!("the {what} {text}")),
                    scripts => Phrase::closed(format!("the {what} {text},{scripts}")),
                }
            }
        }
    }

    pub(super) fn grid(self, grid: &Grid, rows: &[Vec<Node>]) -> Phrase {
        let cell = |cell: &Node| self.whole(cell).text;
        let line = |cells: &[Node]| self.row(&parts::of(cells)).text;
        let lines: Vec<String> = match grid {
            Grid::Matrix | Grid::Array(_) => {
                let columns = rows.iter().map(Vec::len).max().unwrap_or(0);
                let lines = rows.iter().enumerate().map(|(at, row)| {
                    let cells: Vec<String> = row.iter().map(cell).collect();
                    format!("row {}: {}; ", at + 1, cells.join(", "))
                });
                let lines: String = lines.collect();
                vec![format!(
                    "a {} by {columns} matrix, {lines}end matrix",
                    rows.len()
                )]
            }
            Grid::Cases => {
                let lines = rows.iter().map(|row| {
                    let cells: Vec<String> = row.iter().map(cell).collect();
                    format!("{}; ", cells.join(", "))
                });
                let lines: String = lines.collect();
                vec![format!("by cases: {lines}end of the cases")]
            }
            Grid::Stack => {
                let lines: Vec<String> = rows.iter().map(|row| line(row)).collect();
                return Phrase::new(lines.join(" and "), Weight::Long);
            }
            Grid::Aligned | Grid::Gathered => rows.iter().map(|row| line(row)).collect(),
        };
        Phrase {
            closed: true,
            ..Phrase::new(lines.join("; "), Weight::Long)
        }
    }
}

const END_POWER: &str = ", end power";
const END_SUB: &str = ", end sub";

/// Brackets round all of a part that are written out, not grown.
fn in_brackets(node: &Node) -> Option<Vec<(&Node, AtomClass)>> {
    let parts = parts::of(std::slice::from_ref(node));
    match parts.as_slice() {
        [(_, AtomClass::Open), inner @ .., (_, AtomClass::Close)] => {
            let single = inner.iter().all(|(_, part)| *part != AtomClass::Close);
            single.then(|| inner.to_vec())
        }
        _ => None,
    }
}

/// A capital or bold letter, or what stands in brackets: its power of minus 1 is its inverse.
fn is_matrix(base: &Node) -> bool {
    match base {
        Node::Sign(sign, _) => sign.is_uppercase(),
        Node::Bold(_) | Node::Fence { .. } => true,
        Node::Script { base, .. } | Node::Accent(base, _) => is_matrix(base),
        _ => false,
    }
}

/// The `d` or `∂` a part begins with, its order, and what follows it.
fn differential(node: &Node) -> Option<(char, Option<&Node>, &[Node])> {
    let (first, rest) = match node {
        Node::Row(parts) => parts.split_first()?,
        single => (single, [].as_slice()),
    };
    match first {
        Node::Sign(kind @ ('∂' | 'd'), _) => Some((*kind, None, rest)),
        Node::Script {
            base,
            sub: None,
            sup: Some(order),
            ..
        } => match **base {
            Node::Sign(kind @ ('∂' | 'd'), _) => Some((kind, Some(order), rest)),
            _ => None,
        },
        _ => None,
    }
}

/// What is derived by, without the power that counts how often.
fn without_power(node: &Node) -> Node {
    match node {
        Node::Script {
            base, sub: None, ..
        } => (**base).clone(),
        other => other.clone(),
    }
}
