//! A formula that is wider than its place goes on in further lines.

use super::Setter;
use super::row::{Piece, join};
use crate::formula::form::Form;
use crate::formula::layout::Layout;
use crate::formula::linear;
use crate::formula::parts::Part;
use crate::formula::tree::Node;

/// The indent where the first relation stands too far right to line up with.
const INDENT: usize = 4;

/// The formula in at most `width` columns. What cannot be broken is written on one line, and
/// that wraps.
pub(super) fn fit(setter: Setter, node: &Node, width: usize) -> Layout {
    let whole = setter.node(node);
    if whole.width() <= width {
        return whole;
    }
    if let Node::Row(parts) = node {
        let pieces = setter.pieces(parts);
        let aligned = equals_sign(&pieces);
        let indents = [aligned, Some(INDENT), Some(0)];
        let mut broken = indents.into_iter().flatten();
        if let Some(set) = broken.find_map(|indent| broken_at(&pieces, width, indent)) {
            return set;
        }
    }
    // On one line a hat may be a character that combines: it has no cell of its own.
    let combines = |sign| matches!(sign, '\u{300}'..='\u{36f}' | '\u{20d0}'..='\u{20ff}');
    let line = linear::write(node, setter.form);
    match line.contains(combines) {
        true => wrapped(&linear::write(node, Form::Ascii), width),
        false => wrapped(&line, width),
    }
}

/// The column of the first relation.
fn equals_sign(pieces: &[Piece]) -> Option<usize> {
    let at = pieces.iter().position(is_relation)?;
    Some(join(&pieces[..at]).width() + pieces[at].gap)
}

fn is_relation(piece: &Piece) -> bool {
    piece.depth == 0 && piece.part == Part::Relation
}

/// Lines that begin with a relation or with an operator, relations `indent` columns in and
/// operators a little more.
fn broken_at(pieces: &[Piece], width: usize, indent: usize) -> Option<Layout> {
    let mut lines: Vec<Layout> = Vec::new();
    let mut rest = pieces;
    let mut column = 0;
    while !rest.is_empty() {
        let room = width.checked_sub(column)?;
        let first_line = lines.is_empty();
        let ends = ends_of(rest);
        let fits = |end: &usize| ends[*end - 1] <= room;
        let end = match fits(&rest.len()) {
            true => rest.len(),
            false => {
                let breaks = (1..rest.len()).filter(|end| {
                    let piece = &rest[*end];
                    piece.depth == 0 && (piece.part == Part::Relation || piece.infix)
                });
                // The first relation of all has little before it: rather an operator after it.
                let opening = rest.iter().position(is_relation).filter(|_| first_line);
                breaks.filter(fits).max_by_key(|end| {
                    let rank = if Some(*end) == opening {
                        0
                    } else {
                        1 + usize::from(is_relation(&rest[*end]))
                    };
                    (rank, *end)
                })?
            }
        };
        let mut line = Layout::text(&" ".repeat(column));
        line.join(0, &join(&rest[..end]));
        lines.push(line);
        rest = &rest[end..];
        column = match rest.first() {
            Some(next) if is_relation(next) => indent,
            _ => indent + 2,
        };
    }
    Some(stacked(&lines))
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
