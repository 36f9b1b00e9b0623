//! Blocks of a lesson laid out as lines of a width.

mod formula;
mod table;
mod wrap;

use crate::formula::Math;
use crate::lesson::model::{Block, Formula, Inline};
use crate::ui::Look;
use crate::ui::fold;
pub use formula::tall;
use ratatui::style::{Modifier, Style};
use ratatui::text::{Line, Span};
use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};
pub use wrap::{Run, wrap};

/// The widest that running text is set, in columns: longer lines are hard to find back from.
pub const MEASURE: u16 = 72;

/// How formulas on lines of their own are set.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Formulas {
    /// In two dimensions.
    Tall,
    /// Each on one line.
    Low,
}

/// Lines of at most `width` columns, a blank one between blocks.
pub fn layout(blocks: &[Block], width: u16, look: &Look) -> Vec<Line<'static>> {
    layout_with(blocks, width, Formulas::Tall, look)
}

/// The same, with formulas as they are told.
pub fn layout_with(
    blocks: &[Block],
    width: u16,
    formulas: Formulas,
    look: &Look,
) -> Vec<Line<'static>> {
    let width = usize::from(width).max(1);
    let mut lines = Vec::new();
    for block in blocks {
        let piece = set_block(block, width, formulas, look);
        if !piece.is_empty() && !lines.is_empty() {
            lines.push(Line::default());
        }
        lines.extend(piece);
    }
    lines
}

fn set_block(block: &Block, width: usize, formulas: Formulas, look: &Look) -> Vec<Line<'static>> {
    match block {
        Block::Paragraph(text) => wrap(&runs(text, look.theme.text, look), width),
        Block::List { first, items } => set_list(*first, items, width, formulas, look),
        Block::Table { align, head, rows } => table::set(align, head, rows, width, look),
        Block::Code { text, .. } => {
            let lines = text
                .lines()
                // A terminal's tab jumps; a cell cannot.
                .map(|line| vec![Run::new(&line.replace('\t', "    "), look.theme.first)]);
            lines
                .flat_map(|line| indent(wrap::hard(&line, width.saturating_sub(2)), "  "))
                .collect()
        }
        Block::Quote(blocks) => {
            let bar = look.pick("│ ", "| ");
            let inner = layout_with(blocks, narrower(width, 2), formulas, look);
            indent(inner, bar)
        }
        Block::Formula(formula) => formula::display(formula, width, formulas, look),
        // What is worked with is drawn by its screen.
        Block::Lab(_) | Block::Quiz(_) | Block::Bet(_) | Block::Number(_) | Block::Task(_) => {
            Vec::new()
        }
    }
}

fn set_list(
    first: Option<u64>,
    items: &[Vec<Block>],
    width: usize,
    formulas: Formulas,
    look: &Look,
) -> Vec<Line<'static>> {
    let mut lines = Vec::new();
    let last = first.unwrap_or(0) + items.len().saturating_sub(1) as u64;
    for (number, item) in (first.unwrap_or(0)..).zip(items) {
        let mark = match first {
            Some(_) => format!("{number:>w$}. ", w = last.to_string().len()),
            None => look.pick("• ", "* ").to_string(),
        };
        let hang = " ".repeat(mark.width());
        let body = layout_with(item, narrower(width, mark.width()), formulas, look);
        for (row, mut line) in body.into_iter().enumerate() {
            let lead = if row == 0 { mark.clone() } else { hang.clone() };
            line.spans.insert(0, Span::styled(lead, look.theme.accent));
            lines.push(line);
        }
    }
    lines
}

fn narrower(width: usize, by: usize) -> u16 {
    u16::try_from(width.saturating_sub(by)).unwrap_or(u16::MAX)
}

fn indent(lines: Vec<Line<'static>>, lead: &str) -> Vec<Line<'static>> {
    let mut lines = lines;
    for line in &mut lines {
        line.spans.insert(0, Span::raw(lead.to_string()));
    }
    lines
}

/// Running text as styled runs, folded to ASCII where the screen asks for it.
pub fn runs(text: &[Inline], style: Style, look: &Look) -> Vec<Run> {
    let mut out = Vec::new();
    collect(text, style, look, &mut out);
    out
}

fn collect(text: &[Inline], style: Style, look: &Look, out: &mut Vec<Run>) {
    for piece in text {
        match piece {
            Inline::Text(words) => out.push(Run::new(&folded(words, look), style)),
            Inline::Emphasis(inner) => {
                collect(inner, style.add_modifier(Modifier::ITALIC), look, out);
            }
            Inline::Strong(inner) => {
                collect(inner, style.add_modifier(Modifier::BOLD), look, out);
            }
            Inline::Code(code) => {
                out.push(Run::new(&folded(code, look), style.patch(look.theme.first)));
            }
            Inline::Formula(set) => {
                // A formula in a line of words stays in one piece; one in words is such a line itself.
                let text = formula::line(set, look);
                let text = if look.glyphs.ascii || look.spoken {
                    text
                } else {
                    text.replace(' ', "\u{a0}")
                };
                out.push(Run::new(&text, style.patch(formula::style(set, look))));
            }
            Inline::Break => out.push(Run::line_break()),
        }
    }
}

/// What of a text may stand in a field: every character one column wide, so that a terminal that
/// draws the rest differently does not slip.
pub fn typed(text: &str) -> impl Iterator<Item = char> {
    let mangled = char::REPLACEMENT_CHARACTER;
    let chars = text.chars();
    chars.filter(move |&c| c.width() == Some(1) && c != mangled)
}

/// Plain text broken into lines of a width.
pub fn wrap_text(text: &str, width: u16) -> Vec<String> {
    let lines = wrap(&[Run::new(text, Style::new())], usize::from(width));
    lines.iter().map(ToString::to_string).collect()
}

/// Text as this screen can show it.
pub fn folded(text: &str, look: &Look) -> String {
    if look.glyphs.ascii {
        fold::ascii(text).into_owned()
    } else {
        text.to_string()
    }
}

/// LaTeX on one line; what cannot be read is shown as it is written, in brackets.
pub fn formula(latex: &str, look: &Look) -> String {
    let formula = Formula {
        latex: latex.to_string(),
        math: Math::parse(latex).ok(),
    };
    formula::line(&formula, look)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ui::plain;

    fn rows(blocks: &[Block], width: u16, ascii: bool) -> Vec<String> {
        layout(blocks, width, &plain(ascii))
            .iter()
            .map(ToString::to_string)
            .collect()
    }

    fn text(words: &str) -> Vec<Inline> {
        vec![Inline::Text(words.into())]
    }

    #[test]
    fn lists_hang_under_their_marks() {
        let items = vec![vec![Block::Paragraph(text("one two three"))]];
        let list = Block::List { first: None, items };
        assert_eq!(rows(&[list], 9, false), ["• one two", "  three"]);
    }

    #[test]
    fn numbers_of_a_list_line_up() {
        let item = || vec![Block::Paragraph(text("x"))];
        let list = Block::List {
            first: Some(9),
            items: vec![item(), item()],
        };
        assert_eq!(rows(&[list], 20, false), [" 9. x", "10. x"]);
    }

    #[test]
    fn emphasis_glued_to_a_word_stays_with_it() {
        let blocks = [Block::Paragraph(vec![
            Inline::Text("a very".into()),
            Inline::Emphasis(text("long")),
            Inline::Text("word".into()),
        ])];
        assert_eq!(rows(&blocks, 13, false), ["a", "verylongword"]);
    }

    fn formula(latex: &str) -> Block {
        Block::Formula(Formula {
            latex: latex.into(),
            math: Math::parse(latex).ok(),
        })
    }

    #[test]
    fn a_display_formula_has_two_dimensions_and_one_line_where_height_is_short() {
        let half = [formula(r"\frac{1}{2}")];
        assert_eq!(rows(&half, 20, false), ["     1 ", "    ───", "     2 "]);
        let low = layout_with(&half, 20, Formulas::Low, &plain(true));
        assert_eq!(low[0].to_string(), "    1 / 2");
    }

    #[test]
    fn a_formula_that_cannot_be_read_shows_its_source_marked() {
        let look = &plain(false);
        let lines = layout(&[formula(r"\frac{1}")], 20, look);
        assert_eq!(lines[0].to_string(), r"    [\frac{1}]");
        assert_eq!(lines[0].spans[1].style, look.theme.bad);
    }

    #[test]
    fn ascii_lines_hold_nothing_above_0x7f() {
        let blocks = [Block::Paragraph(text("μ — “so”")), Block::Quote(vec![])];
        assert!(rows(&blocks, 30, true).iter().all(|row| row.is_ascii()));
    }

    #[test]
    fn no_width_overflows_or_panics() {
        let cell = || text("wide cell");
        let blocks = [
            Block::Paragraph(text("supercalifragilistic 漢字漢字")),
            formula(r"f(x) = \frac{1}{\sqrt{2\pi\sigma^2}} \cdot e^{-x}"),
            Block::Table {
                align: vec![],
                head: vec![cell(), cell()],
                rows: vec![vec![cell(), cell()]],
            },
        ];
        for width in 4..30 {
            for row in rows(&blocks, width, false) {
                assert!(row.width() <= usize::from(width), "{width}: {row:?}");
            }
        }
        for width in 0..4 {
            rows(&blocks, width, false);
        }
    }
}
