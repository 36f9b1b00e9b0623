//! A formula on one line, with brackets only where the meaning needs them.

mod row;

use super::form::Form;
use super::scripts;
use super::tree::{Grid, Node, Role};

/// The formula as a line.
pub(super) fn write(node: &Node, form: Form) -> String {
    Writer { form, tight: false }.node(node).text
}

/// Two scripts as small characters behind their base (in ASCII: with their signs), if both exist
/// as such; what is missing is empty.
pub(super) fn small(
    sub: Option<&Node>,
    sup: Option<&Node>,
    form: Form,
) -> Option<(String, String)> {
    let written = |node: Option<&Node>, small: fn(&str) -> Option<String>, sign| match node {
        None => Some(String::new()),
        Some(node) => {
            let characters = small(&Writer::tight(Form::Unicode).node(node).text);
            characters.map(|text| match form {
                Form::Unicode => text,
                Form::Ascii => Writer::tight(form).small(node, sign, small),
            })
        }
    };
    let sub = written(sub, scripts::lowered, '_')?;
    Some((sub, written(sup, scripts::raised, '^')?))
}

/// Whether a fraction can be written with a slash and without brackets.
pub(super) fn needs_no_brackets(over: &Node, under: &Node) -> bool {
    let bond = |node| Writer::tight(Form::Unicode).node(node).bond;
    bond(over) >= Bond::Product && bond(under) >= Bond::Scripted
}

/// Whether two factors would be read as one without a space between them.
pub(super) fn parted(left: &Node, right: &Node, form: Form) -> bool {
    let text = |node| Writer { form, tight: false }.node(node).text;
    row::parted(&text(left), &text(right), form)
}

/// How strongly a line holds together: what is weaker than its place asks for gets brackets.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Bond {
    /// Parts joined by signs, or a function before an argument without brackets.
    Sum,
    /// One part over another.
    Quotient,
    /// Factors side by side.
    Product,
    /// One part with scripts or a mark.
    Scripted,
    /// One thing.
    Atom,
}

/// A formula, or a part of it, on one line, and how firmly it holds together.
struct OneLine {
    text: String,
    bond: Bond,
}

impl OneLine {
    fn new(text: impl Into<String>, bond: Bond) -> Self {
        let text = text.into();
        Self { text, bond }
    }

    /// In brackets, unless it holds together at least as strongly as `least`.
    fn at_least(self, least: Bond) -> String {
        if self.bond >= least {
            return self.text;
        }
        format!("({})", self.text)
    }
}

#[derive(Clone, Copy)]
struct Writer {
    form: Form,
    /// Without room round operators: in scripts.
    tight: bool,
}

impl Writer {
    fn tight(form: Form) -> Self {
        Self { form, tight: true }
    }

    fn node(self, node: &Node) -> OneLine {
        match node {
            Node::Row(parts) => self.row(parts),
            Node::Sign(sign, _) => OneLine::new(self.form.sign(*sign), Bond::Atom),
            Node::Number(digits) | Node::Live(_, digits) => OneLine::new(digits, Bond::Atom),
            Node::Function(name) => OneLine::new(name, Bond::Atom),
            Node::Text(words) => OneLine::new(self.form.words(words), Bond::Atom),
            Node::Space => OneLine::new("", Bond::Atom),
            Node::Fraction(over, under) => self.fraction(over, under),
            Node::Root { index, of } => self.root(index.as_deref(), of),
            Node::Script { base, sub, sup, .. } => {
                self.script(base, sub.as_deref(), sup.as_deref())
            }
            Node::Accent(over, mark) => self.accent(over, *mark),
            Node::Fence { open, close, body } => {
                let side = |sign: &Option<char>| sign.map_or(String::new(), |s| self.form.sign(s));
                let body = self.node(body).text;
                let text = format!("{}{body}{}", side(open), side(close));
                let closed = open.is_some() && close.is_some();
                OneLine::new(text, if closed { Bond::Atom } else { Bond::Scripted })
            }
            Node::Bold(inner) => self.node(inner),
            Node::Brace { of, under } => {
                let name = if *under { "underbrace" } else { "overbrace" };
                OneLine::new(format!("{name}({})", self.node(of).text), Bond::Scripted)
            }
            Node::Binomial(of, chosen) => {
                let (of, chosen) = (self.node(of).text, self.node(chosen).text);
                OneLine::new(format!("binom({of}, {chosen})"), Bond::Atom)
            }
            Node::Boxed(inner) => OneLine::new(format!("[{}]", self.node(inner).text), Bond::Atom),
            Node::Tag(words) => OneLine::new(format!("({})", self.form.words(words)), Bond::Atom),
            Node::Grid(grid, rows) => self.grid(grid, rows),
        }
    }

    fn fraction(self, over: &Node, under: &Node) -> OneLine {
        let over = self.node(over).at_least(Bond::Product);
        let under = self.node(under).at_least(Bond::Scripted);
        let bar = match (self.form, self.tight) {
            (Form::Ascii, false) => " / ",
            _ => "/",
        };
        OneLine::new(format!("{over}{bar}{under}"), Bond::Quotient)
    }

    fn root(self, index: Option<&Node>, of: &Node) -> OneLine {
        let of = self.node(of);
        let index = index.map(|index| Writer::tight(self.form).node(index).text);
        let text = match (self.form, index) {
            (Form::Ascii, None) => format!("sqrt({})", of.text),
            (Form::Ascii, Some(index)) => format!("root({index}, {})", of.text),
            (Form::Unicode, None) => format!("√{}", of.at_least(Bond::Atom)),
            (Form::Unicode, Some(index)) => match scripts::raised(&index) {
                Some(small) => format!("{small}√{}", of.at_least(Bond::Atom)),
                None => format!("root({index}, {})", of.text),
            },
        };
        OneLine::new(text, Bond::Scripted)
    }

    fn script(self, base: &Node, sub: Option<&Node>, sup: Option<&Node>) -> OneLine {
        if let (Node::Sign(arrow @ ('→' | '←'), Role::Relation), None, Some(over)) =
            (base, sub, sup)
        {
            return self.labelled(*arrow, over);
        }
        if let (Form::Ascii, Node::Sign('e', _), None, Some(sup)) = (self.form, base, sub, sup)
            && divides(sup)
        {
            // Aloud, a fraction is better the argument of a function than an exponent.
            return OneLine::new(format!("exp({})", self.node(sup).text), Bond::Scripted);
        }
        let lone = matches!(base, Node::Sign(..) | Node::Function(_));
        let base = self.node(base);
        let base = match lone {
            true => base.text,
            false => base.at_least(Bond::Scripted),
        };
        let sub = sub.map_or(String::new(), |sub| self.small(sub, '_', scripts::lowered));
        let sup = sup.map_or(String::new(), |sup| self.small(sup, '^', scripts::raised));
        OneLine::new(format!("{base}{sub}{sup}"), Bond::Scripted)
    }

    /// An arrow with its word in the shaft.
    fn labelled(self, arrow: char, over: &Node) -> OneLine {
        let (dash, over) = (
            self.form.pick("─", "-"),
            Writer::tight(self.form).node(over),
        );
        let (over, head) = (over.at_least(Bond::Atom), self.form.sign(arrow));
        let text = match arrow {
            '→' if self.form == Form::Ascii => format!("-{over}{head}"),
            '→' => format!("{dash}{over}{dash}{head}"),
            _ if self.form == Form::Ascii => format!("{head}{over}-"),
            _ => format!("{head}{dash}{over}{dash}"),
        };
        OneLine::new(text, Bond::Atom)
    }

    /// A script in small characters where they all exist, else after its sign.
    fn small(self, node: &Node, sign: char, small: fn(&str) -> Option<String>) -> String {
        let line = Writer::tight(self.form).node(node);
        let text = match self.form {
            Form::Unicode => small(&line.text),
            Form::Ascii => (line.text == "'").then(|| line.text.clone()),
        };
        // Indices side by side need no brackets; `w_1,2` would be read as two things.
        let joined = sign == '_' && line.text.chars().all(char::is_alphanumeric);
        text.unwrap_or_else(|| match joined || !line.text.contains(',') {
            true if joined => format!("{sign}{}", line.text),
            true => format!("{sign}{}", line.at_least(Bond::Atom)),
            false => format!("{sign}({})", line.text),
        })
    }

    fn accent(self, over: &Node, mark: char) -> OneLine {
        let name = match mark {
            '\u{302}' => "hat",
            '\u{304}' => "bar",
            '\u{303}' => "tilde",
            '\u{307}' => "dot",
            '\u{308}' => "ddot",
            _ => "vec",
        };
        let line = self.node(over);
        let mut letters = line.text.chars();
        let whole = match (self.form, letters.next(), letters.next()) {
            (Form::Unicode, Some(letter), None) => scripts::marked(letter, mark),
            _ => None,
        };
        let short = self.form == Form::Ascii || line.text.chars().count() == 1;
        let text = match whole {
            Some(letter) => letter.to_string(),
            None if short && line.bond == Bond::Atom => format!("{}_{name}", line.text),
            None => format!("{name}({})", line.text),
        };
        OneLine::new(text, Bond::Atom)
    }

    fn grid(self, grid: &Grid, rows: &[Vec<Node>]) -> OneLine {
        let rows: Vec<String> = rows
            .iter()
            .map(|cells| match grid {
                Grid::Aligned | Grid::Gathered | Grid::Stack => self.row(cells).text,
                Grid::Matrix | Grid::Cases | Grid::Array(_) => {
                    let cells = cells.iter().map(|cell| self.node(cell).text);
                    cells.collect::<Vec<_>>().join(", ")
                }
            })
            .collect();
        match grid {
            Grid::Cases => OneLine::new(format!("{{ {} }}", rows.join("; ")), Bond::Atom),
            Grid::Stack => OneLine::new(rows.join(", "), Bond::Sum),
            _ => OneLine::new(rows.join("; "), Bond::Sum),
        }
    }
}

/// Whether a part holds a fraction that a script would squeeze.
fn divides(node: &Node) -> bool {
    match node {
        Node::Fraction(..) => true,
        Node::Row(parts) => parts.iter().any(divides),
        _ => false,
    }
}
