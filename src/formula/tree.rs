//! The tree of a formula.

/// A part of a formula.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Node {
    /// Parts side by side.
    Row(Vec<Node>),
    /// One character, and what it does there.
    Sign(char, Role),
    /// Digits.
    Number(String),
    /// A number in the place of a symbol: the symbol, and the digits.
    Live(Box<Node>, String),
    /// An upright word that takes an argument.
    Function(String),
    /// Plain words.
    Text(String),
    /// Room between two parts.
    Space,
    /// One over the other, with a bar between.
    Fraction(Box<Node>, Box<Node>),
    /// A root, with its index if it is not the square one.
    Root {
        index: Option<Box<Node>>,
        of: Box<Node>,
    },
    /// A base with its scripts; `stacked` where a display sets them under and over it.
    Script {
        base: Box<Node>,
        sub: Option<Box<Node>>,
        sup: Option<Box<Node>>,
        stacked: bool,
    },
    /// A mark over a part: the combining character.
    Accent(Box<Node>, char),
    /// A part in bold letters: a vector, a matrix. Characters have no weight; speech tells it.
    Bold(Box<Node>),
    /// A brace under a part, or over it.
    Brace { of: Box<Node>, under: bool },
    /// How many ways there are to choose the second of the first.
    Binomial(Box<Node>, Box<Node>),
    /// A part in a frame.
    Boxed(Box<Node>),
    /// The number of a formula.
    Tag(String),
    /// Brackets that grow with what they hold.
    Fence {
        open: Option<char>,
        close: Option<char>,
        body: Box<Node>,
    },
    /// Rows of cells.
    Grid(Grid, Vec<Vec<Node>>),
}

/// What a sign does: it decides the room around it (TeXbook, chapter 18).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Role {
    Ordinary,
    Large,
    Binary,
    Relation,
    Open,
    Close,
    Punctuation,
}

/// What the rows of a grid are.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Grid {
    Matrix,
    Cases,
    /// Lines that stand over each other at their `&`.
    Aligned,
    /// Lines in the middle over each other.
    Gathered,
    /// Short lines under a sign, such as two conditions.
    Stack,
    /// Columns with a side each.
    Array(Vec<Column>),
}

/// A column of an array.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Column {
    Left,
    Centre,
    Right,
    /// A line from top to bottom, and no cells.
    Rule,
}
