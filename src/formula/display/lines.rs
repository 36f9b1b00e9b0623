//! A formula that is wider than its place goes on in further lines.

use super::Setter;
use super::row::{Piece, join};
use crate::formula::layout::Layout;
use crate::formula::linear;
use crate::formula::parts::{self, AtomClass};
use crate::formula::tree::{Grid, Node};

/// The indent where the first relation stands too far right to line up with.
const INDENT: usize = 4;

/// The formula in at most `width` columns. What cannot be broken is written on one line, and
/// that wraps.
pub(super) fn fit(setter: Setter, node: &Node, width: usize) -> Layout {
    let whole = setter.node(node);
    if whole.width() <= width {
        return whole;
    }
    match node {
        Node::Grid(Grid::Aligned | Grid::Gathered, rows) => one_by_one(setter, rows, width),
        Node::Row(parts) => broken(setter, parts, width),
        _ => None,
    }
    .unwrap_or_else(|| on_one_line(setter, node, width))
}

/// Aligned lines, each broken for itself; one that goes on with a relation is moved in.
fn one_by_one(setter: Setter, rows: &[Vec<Node>], width: usize) -> Option<Layout> {
    let lines = rows.iter().map(|cells| {
        let row = Node::Row(cells.clone());
        let first = parts::of(cells).first().map(|(_, part)| *part);
        let indent = if first == Some(AtomClass::Relation) {
            2
        } else {
            0
        };
        let mut line = Layout::text(&" ".repeat(indent));
        line.join(
            0,
            &fit(setter, &row, width.checked_sub(indent).filter(|w| *w > 0)?).at_row(0),
        );
        Some(line)
    });
    Some(stacked(&lines.collect::<Option<Vec<_>>>()?))
}

/// The first way to break a row that fits, from the best to the last resort.
fn broken(setter: Setter, parts: &[Node], width: usize) -> Option<Layout> {
    let pieces = setter.pieces(parts);
    let aligned = equals_sign(&pieces);
    let way = |indent, opening, products| Way {
        width,
        indent,
        opening,
        products,
        dot: setter.form.sign('·') + " ",
    };
    let ways = [Products::Whole, Products::Signed, Products::Any].map(|products| {
        let lined_up = aligned.map(|column| way(column, false, products));
        let moved_in = |indent| Some(way(indent, true, products));
        [lined_up, moved_in(INDENT), moved_in(0)]
    });
    let mut ways = ways.into_iter().flatten().flatten();
    ways.find_map(|way| way.lines(&pieces))
}

/// The column of the first relation.
fn equals_sign(pieces: &[Piece]) -> Option<usize> {
    let at = pieces.iter().position(is_relation)?;
    Some(join(&pieces[..at]).width() + pieces[at].gap)
}

fn is_relation(piece: &Piece) -> bool {
    piece.depth == 0 && piece.part == AtomClass::Relation
}

/// Whether a piece stands out enough to be a factor on a line of its own.
fn is_factor(piece: &Piece) -> bool {
    matches!(piece.part, AtomClass::Function | AtomClass::Large)
        || piece.part == AtomClass::Operand && piece.set.height() > 1 && piece.gap > 0
}

/// A way to break a row.
struct Way {
    width: usize,
    /// Where lines begin that begin with a relation; the others are moved in a little more.
    indent: usize,
    /// Whether the first relation of all may begin a line: what is before it is short.
    opening: bool,
    products: Products,
    dot: String,
}

/// Which products may be broken.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Products {
    /// None: a factor alone on its line is easily taken for a term.
    Whole,
    /// Those with a sign.
    Signed,
    /// Also those without; they get their dot there.
    Any,
}

impl Way {
    fn lines(&self, pieces: &[Piece]) -> Option<Layout> {
        let mut lines: Vec<Layout> = Vec::new();
        let mut from = 0;
        let mut lead = String::new();
        while from < pieces.len() {
            let room = self.width.checked_sub(lead.chars().count())?;
            let columns = ends_of(&pieces[from..]);
            let fits = |to: &usize| columns[to - from - 1] <= room;
            let to = match fits(&pieces.len()) {
                true => pieces.len(),
                false => {
                    let ends = from + 1..pieces.len();
                    let ranked = ends.filter_map(|to| Some((self.rank(pieces, to)?, to)));
                    ranked.filter(|(_, to)| fits(to)).max()?.1
                }
            };
            let mut line = Layout::text(&lead);
            line.join(0, &join(&pieces[from..to]));
            lines.push(line);
            lead = pieces
                .get(to)
                .map_or_else(String::new, |next| self.lead(next));
            from = to;
        }
        Some(stacked(&lines))
    }

    /// How good it is to go on in a new line at a piece; none for not at all.
    fn rank(&self, pieces: &[Piece], at: usize) -> Option<usize> {
        let (before, piece) = (&pieces[at - 1], &pieces[at]);
        let opening = || !pieces[..at].iter().any(is_relation);
        match piece.part {
            _ if piece.depth > 0 => None,
            _ if begins_anew(piece) => Some(4),
            AtomClass::Relation if !opening() => Some(3),
            AtomClass::Relation => self.opening.then_some(1),
            _ if piece.infix && piece.set.line() == self.dot.trim_end() => {
                (self.products >= Products::Signed).then_some(2)
            }
            _ if piece.infix => Some(2),
            _ if before.part.ends_operand() && is_factor(piece) => {
                (self.products == Products::Any).then_some(0)
            }
            _ => None,
        }
    }

    /// What stands before the first piece of a new line.
    fn lead(&self, next: &Piece) -> String {
        let deeper = " ".repeat(self.indent + 2);
        match next.part {
            AtomClass::Relation => " ".repeat(self.indent),
            _ if next.infix => deeper,
            _ if begins_anew(next) => String::new(),
            _ => deeper + &self.dot,
        }
    }
}

/// Whether the source parts a piece from what is before it as from another formula.
fn begins_anew(piece: &Piece) -> bool {
    piece.gap >= 3
}

/// The column at which each piece ends when they stand on one line.
fn ends_of(pieces: &[Piece]) -> Vec<usize> {
    let first = pieces.first().map_or(0, |piece| piece.gap);
    let widths = pieces.iter().scan(0, |end, piece| {
        *end += piece.gap + piece.set.width();
        Some(*end - first)
    });
    widths.collect()
}

/// Lines under each other, a blank one between where one of two is tall.
fn stacked(lines: &[Layout]) -> Layout {
    let mut set: Option<Layout> = None;
    let mut above = 1;
    for line in lines {
        match &mut set {
            None => set = Some(line.clone()),
            Some(set) => {
                if above.max(line.height()) > 1 {
                    set.put_under(&Layout::text(""), 0);
                }
                set.put_under(line, 0);
            }
        }
        above = line.height();
    }
    set.unwrap_or_else(|| Layout::text(""))
}

fn on_one_line(setter: Setter, node: &Node, width: usize) -> Layout {
    wrapped(&linear::write(node, setter.form), width)
}

/// One line broken at its blanks, and where there are none, anywhere.
fn wrapped(line: &str, width: usize) -> Layout {
    let mut lines = vec![String::new()];
    let mut used = 0;
    for word in line.split(' ') {
        let letters = word.chars().count();
        let mut blank = usize::from(used > 0);
        if used + blank + letters > width && used > 0 {
            lines.push(String::new());
            (used, blank) = (0, 0);
        }
        if let (Some(line), 1) = (lines.last_mut(), blank) {
            line.push(' ');
            used += 1;
        }
        for letter in word.chars() {
            if used == width {
                lines.push(String::new());
                used = 0;
            }
            if let Some(line) = lines.last_mut() {
                line.push(letter);
                used += 1;
            }
        }
    }
    let lines: Vec<Layout> = lines.iter().map(|line| Layout::text(line)).collect();
    stacked(&lines)
}
