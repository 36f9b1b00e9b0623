//! From the parser's events to the tree.

use std::panic::catch_unwind;

use pulldown_latex::event::{
    ArrayColumn, ColorChange, ColumnAlignment, Content, DelimiterType, Dimension, EnvironmentFlow,
    Event, Font, Grouping, RelationContent, ScriptPosition, ScriptType, StateChange, Visual,
};
use pulldown_latex::{Parser, Storage};

use super::error::FormulaError;
use super::prepare::prepared;
use super::signs;
use super::tree::{Column, Grid, Node, Role};

/// Reads LaTeX that has passed the gate.
pub(super) fn read(latex: &str) -> Result<Node, FormulaError> {
    // The gate keeps out all that is known to make the parser panic; this is the second fence, so
    // that what is not known costs one formula and not the session.
    let latex = prepared(latex);
    let node = catch_unwind(|| {
        let storage = Storage::new();
        let events = Parser::new(&latex, &storage);
        Reader { events }.rows(None).map(only_cell)
    });
    node.unwrap_or_else(|_| Err(grammar("the formula's parser gave up on it")))
}

fn grammar(message: impl Into<String>) -> FormulaError {
    FormulaError::Grammar(message.into())
}

type Cells = Vec<Vec<Node>>;

struct Reader<'a> {
    events: Parser<'a>,
}

impl<'a> Reader<'a> {
    fn next(&mut self) -> Result<Option<Event<'a>>, FormulaError> {
        self.events.next().transpose().map_err(|error| {
            // The first line says what; the rest draws where, in a way of the parser's own.
            let message = error.to_string();
            let what = message.lines().next().unwrap_or_default();
            grammar(what.trim_start_matches("parsing error: "))
        })
    }

    /// The cells up to the end of the group or of the formula.
    fn rows(&mut self, mut font: Option<Font>) -> Result<Cells, FormulaError> {
        let mut rows = Vec::new();
        let mut cells = Vec::new();
        let mut cell = Vec::new();
        let mut dress = GroupStyle::None;
        loop {
            match self.next()? {
                None | Some(Event::End) => break,
                Some(Event::StateChange(StateChange::Font(to))) => {
                    font = to;
                    if matches!(font, Some(Font::Bold | Font::BoldSymbol)) {
                        dress = GroupStyle::Bold;
                    }
                }
                Some(Event::StateChange(StateChange::Color(change))) => dress = dressed(change),
                Some(Event::EnvironmentFlow(flow)) => {
                    cells.push(one(called(std::mem::take(&mut cell))));
                    if let EnvironmentFlow::NewLine { .. } = flow {
                        rows.push(std::mem::take(&mut cells));
                    }
                }
                Some(event) => push(&mut cell, self.node(event, font)?),
            }
        }
        let cell = match font {
            Some(Font::UpRight | Font::SansSerif | Font::Monospace) => upright(cell),
            _ => called(cell),
        };
        cells.push(dress.put_on(one(cell)));
        rows.push(cells);
        Ok(rows)
    }

    /// What stands between two brackets that grow; a binomial brings its own.
    fn fence(
        &mut self,
        open: Option<char>,
        close: Option<char>,
        font: Option<Font>,
    ) -> Result<Node, FormulaError> {
        let body = only_cell(self.rows(font)?);
        if let Node::Binomial(..) = body {
            return Ok(body);
        }
        Ok(Node::Fence {
            open: open.map(signs::drawn),
            close: close.map(signs::drawn),
            body: Box::new(body),
        })
    }

    /// The element that begins with `event`.
    fn node(&mut self, event: Event<'a>, font: Option<Font>) -> Result<Node, FormulaError> {
        Ok(match event {
            Event::Content(content) => styled(leaf(content), font),
            Event::Begin(Grouping::Normal) => ordinary(only_cell(self.rows(font)?)),
            Event::Begin(Grouping::LeftRight(open, close)) => self.fence(open, close, font)?,
            Event::Begin(Grouping::Matrix { .. }) => Node::Grid(Grid::Matrix, self.rows(None)?),
            Event::Begin(Grouping::Cases { .. }) => Node::Grid(Grid::Cases, self.rows(None)?),
            Event::Begin(Grouping::Aligned) => Node::Grid(Grid::Aligned, self.rows(None)?),
            Event::Begin(Grouping::Gathered) => Node::Grid(Grid::Gathered, self.rows(None)?),
            Event::Begin(Grouping::SubArray { .. }) => Node::Grid(Grid::Stack, self.rows(None)?),
            Event::Begin(Grouping::Array(columns)) => {
                let columns = columns.iter().map(column).collect();
                Node::Grid(Grid::Array(columns), self.rows(None)?)
            }
            Event::Visual(Visual::SquareRoot) => Node::Root {
                of: self.element(font)?,
                index: None,
            },
            Event::Visual(Visual::Root) => Node::Root {
                of: self.element(font)?,
                index: Some(self.element(font)?),
            },
            // A fraction whose bar has no height.
            Event::Visual(Visual::Fraction(Some(_))) => {
                Node::Binomial(self.element(font)?, self.element(font)?)
            }
            Event::Visual(Visual::Fraction(None)) => {
                Node::Fraction(self.element(font)?, self.element(font)?)
            }
            Event::Script { ty, position } => self.script(ty, position, font)?,
            Event::Space { width, .. } => space(width),
            Event::StateChange(_) => Node::Row(Vec::new()),
            Event::Begin(_) | Event::Visual(_) | Event::EnvironmentFlow(_) | Event::End => {
                return Err(grammar("this construction is not known to formulas"));
            }
        })
    }

    /// A base and its scripts, or a base and the accent over it.
    fn script(
        &mut self,
        ty: ScriptType,
        position: ScriptPosition,
        font: Option<Font>,
    ) -> Result<Node, FormulaError> {
        let (has_sub, has_sup) = match ty {
            ScriptType::Subscript => (true, false),
            ScriptType::Superscript => (false, true),
            ScriptType::SubSuperscript => (true, true),
        };
        let base = self.element(font)?;
        let sub = has_sub.then(|| self.element(font)).transpose()?;
        let sup = has_sup.then(|| self.element(font)).transpose()?;
        if let (ScriptPosition::AboveBelow, None, Some(Node::Sign(mark, Role::Ordinary))) =
            (position, &sub, sup.as_deref())
            && let Some(mark) = combining(*mark)
        {
            return Ok(Node::Accent(base, mark));
        }
        match (&sub, &sup) {
            (Some(brace), None) if **brace == Node::Sign('⏟', Role::Ordinary) => {
                return Ok(Node::Brace {
                    of: base,
                    under: true,
                });
            }
            (None, Some(brace)) if **brace == Node::Sign('⏞', Role::Ordinary) => {
                return Ok(Node::Brace {
                    of: base,
                    under: false,
                });
            }
            _ => {}
        }
        let base = match position {
            ScriptPosition::AboveBelow => Box::new(relating(*base)),
            _ => base,
        };
        Ok(Node::Script {
            base,
            sub,
            sup,
            stacked: position != ScriptPosition::Right,
        })
    }

    /// The next element, as an argument of what came before.
    fn element(&mut self, font: Option<Font>) -> Result<Box<Node>, FormulaError> {
        match self.next()? {
            None | Some(Event::End | Event::EnvironmentFlow(_)) => {
                Err(grammar("an argument is missing"))
            }
            Some(event) => self.node(event, font).map(Box::new),
        }
    }
}

/// The style of a whole group.
enum GroupStyle {
    None,
    Bold,
    Box,
    Tag,
}

impl GroupStyle {
    fn put_on(self, node: Node) -> Node {
        match (self, node) {
            (Self::Bold, node) if !matches!(&node, Node::Row(parts) if parts.is_empty()) => {
                Node::Bold(Box::new(node))
            }
            (Self::Box, node) => Node::Boxed(Box::new(node)),
            (Self::Tag, Node::Text(words)) => Node::Tag(words),
            (_, node) => node,
        }
    }
}

fn dressed(change: ColorChange) -> GroupStyle {
    let told = |color: &str| {
        let (red, green, blue) = change.color;
        color == format!("#{red:02x}{green:02x}{blue:02x}")
    };
    if told(signs::BOXED) {
        GroupStyle::Box
    } else if told(signs::TAGGED) {
        GroupStyle::Tag
    } else {
        GroupStyle::None
    }
}

fn column(column: &ArrayColumn) -> Column {
    match column {
        ArrayColumn::Separator(_) => Column::Rule,
        ArrayColumn::Column(ColumnAlignment::Left) => Column::Left,
        ArrayColumn::Column(ColumnAlignment::Right) => Column::Right,
        ArrayColumn::Column(ColumnAlignment::Center) => Column::Centre,
    }
}

/// A blank, three for a quad: it parts what a blank would join.
fn space(width: Option<Dimension>) -> Node {
    match width.map_or(0.0, |width| width.value) {
        quads if quads >= 1.0 => one(vec![Node::Space; 3 * quads as usize]),
        some if some > 0.0 => Node::Space,
        _ => Node::Row(Vec::new()),
    }
}

fn leaf(content: Content<'_>) -> Node {
    let sign = |told, role| Node::Sign(signs::drawn(told), role);
    match content {
        Content::Text("&nbsp;") => Node::Space,
        Content::Text(words) => Node::Text(words.to_owned()),
        Content::Number(digits) => Node::Number(digits.to_owned()),
        Content::Function(name) => Node::Function(name.to_owned()),
        Content::Ordinary { content, .. } => sign(content, Role::Ordinary),
        Content::LargeOp { content, .. } => sign(content, Role::Large),
        Content::BinaryOp { content, .. } => sign(content, Role::Binary),
        Content::Relation { content, .. } => relation(content),
        Content::Punctuation(content) => sign(content, Role::Punctuation),
        Content::Delimiter { content, ty, .. } => match ty {
            DelimiterType::Open => sign(content, Role::Open),
            DelimiterType::Close => sign(content, Role::Close),
            DelimiterType::Fence => sign(content, Role::Ordinary),
        },
    }
}

fn relation(content: RelationContent) -> Node {
    let mut bytes = [0; 8];
    let told = String::from_utf8_lossy(content.encode_utf8_to_buf(&mut bytes));
    let signs = told.chars().map(signs::drawn);
    one(signs.map(|sign| Node::Sign(sign, Role::Relation)).collect())
}

/// A letter in the font that is on; only double-struck ones have characters of their own.
fn styled(node: Node, font: Option<Font>) -> Node {
    match (node, font) {
        (Node::Sign(letter, Role::Ordinary), Some(Font::DoubleStruck)) => {
            Node::Sign(signs::double_struck(letter), Role::Ordinary)
        }
        (node, _) => node,
    }
}

/// Letters set upright side by side are a word: `\mathrm{ReLU}`.
fn upright(parts: Vec<Node>) -> Vec<Node> {
    let letter = |node: &Node| match node {
        Node::Sign(letter, Role::Ordinary) if letter.is_alphabetic() => Some(letter.to_string()),
        Node::Number(digits) => Some(digits.clone()),
        _ => None,
    };
    let word: Option<String> = parts.iter().map(letter).collect();
    match word {
        Some(word) if parts.len() > 1 && word.starts_with(char::is_alphabetic) => {
            vec![Node::Text(word)]
        }
        _ => called(parts),
    }
}

/// A word right before a bracket is a function: `\mathrm{ReLU}(x)`.
fn called(mut parts: Vec<Node>) -> Vec<Node> {
    for at in 1..parts.len() {
        let (before, bracket) = parts.split_at_mut(at);
        let opens = match &bracket[0] {
            Node::Sign('(', Role::Open) => true,
            Node::Fence { open, .. } => *open == Some('('),
            _ => false,
        };
        let word = match before.last_mut() {
            Some(Node::Script { base, .. }) => Some(&mut **base),
            other => other,
        };
        if let Some(word) = word.filter(|_| opens)
            && let Node::Text(name) = word
            && name.chars().count() > 1
            && name.chars().all(char::is_alphanumeric)
        {
            *word = Node::Function(std::mem::take(name));
        }
    }
    parts
}

/// A sign alone in its braces is an ordinary one, as the comma of `100{,}480`.
fn ordinary(node: Node) -> Node {
    match node {
        Node::Sign(sign, Role::Binary | Role::Relation | Role::Punctuation) => {
            Node::Sign(sign, Role::Ordinary)
        }
        node => node,
    }
}

/// A sign with something set over it relates what it relates without: `\stackrel{d}{=}`.
fn relating(node: Node) -> Node {
    match node {
        Node::Sign(sign, Role::Ordinary) if "=<>≤≥≡≈∼→←⇒⇔:".contains(sign) => {
            Node::Sign(sign, Role::Relation)
        }
        node => node,
    }
}

/// All of a group that has no cells.
fn only_cell(rows: Cells) -> Node {
    one(rows.into_iter().flatten().collect())
}

fn one(mut parts: Vec<Node>) -> Node {
    if parts.len() == 1 {
        return parts.remove(0);
    }
    Node::Row(parts)
}

/// Adds a part to a row; `\arg\min` becomes one word, which carries its limit whole.
fn push(row: &mut Vec<Node>, mut node: Node) {
    if matches!(&node, Node::Row(parts) if parts.is_empty()) {
        return;
    }
    let word = match &mut node {
        Node::Script { base, .. } => base.as_mut(),
        other => other,
    };
    if let (Some(Node::Function(arg)), Node::Function(name)) = (row.last(), word)
        && arg == "arg"
        && (name == "min" || name == "max")
    {
        name.insert_str(0, "arg ");
        row.pop();
    }
    row.push(node);
}

/// The combining character of an accent's sign.
fn combining(mark: char) -> Option<char> {
    Some(match mark {
        '^' => '\u{302}',
        '‾' => '\u{304}',
        '~' => '\u{303}',
        '˙' => '\u{307}',
        '¨' => '\u{308}',
        '→' => '\u{20d7}',
        _ => return None,
    })
}
