//! Text of a lesson as lines of a width: blocks, running text, formulas, tables.

mod blocks;
mod columns;
mod formula;
mod script;
mod table;
mod wrap;

use crate::formula::Math;
use crate::lesson::model::{Formula, Inline};
use crate::ui::Look;
use crate::ui::fold;
pub use blocks::{Formulas, layout, table_widths};
pub use columns::{Columns, clusters};
pub use formula::{line as formula_line, tall};
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::{Modifier, Style};
use ratatui::text::Line;
pub use wrap::{Run, wrap};

/// The widest that running text is set, in columns: longer lines are hard to find back from.
pub const MEASURE: u16 = 72;

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
                let style = style.add_modifier(Modifier::BOLD);
                match key_names(piece).filter(|_| look.glyphs.ascii) {
                    Some(keys) => out.push(Run::new(&keys, style)),
                    None => collect(inner, style, look, out),
                }
            }
            Inline::Struck(inner) => {
                // Where a line through words cannot be relied on, the author's own marks stay.
                let mark = |out: &mut Vec<Run>| out.push(Run::new(look.pick("", "~~"), style));
                mark(out);
                collect(inner, style.add_modifier(Modifier::CROSSED_OUT), look, out);
                mark(out);
            }
            Inline::Code(code) => {
                let keys = key_names(piece).filter(|_| look.glyphs.ascii);
                let code = keys.unwrap_or_else(|| folded(code, look));
                out.push(Run::new(&code, style.patch(look.theme.first)));
            }
            Inline::Box { done } => {
                let sign = match done {
                    true => look.pick("■", "[x]"),
                    false => look.pick("□", "[ ]"),
                };
                out.push(Run::new(&format!("{sign} "), look.theme.accent));
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

/// The names of the keys, where bold or code is arrow keys and nothing else: elsewhere an arrow is
/// a sign of the text.
pub fn key_names(piece: &Inline) -> Option<String> {
    match piece {
        Inline::Code(text) => fold::keys(text),
        Inline::Strong(inner) => match &inner[..] {
            [Inline::Text(text)] => fold::keys(text),
            _ => None,
        },
        _ => None,
    }
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

/// A key as it is printed on it; where an arrow would be another key, its name.
pub fn key(text: &str, look: &Look) -> String {
    let name = fold::keys(text).filter(|_| look.glyphs.ascii);
    name.unwrap_or_else(|| folded(text, look))
}

/// Draws a line, each span where the one before it ends on the screen: a `Line` as a widget goes by
/// the widths of whole texts, and would lay them over each other.
pub fn draw(line: &Line, area: Rect, buf: &mut Buffer) {
    let area = area.intersection(buf.area);
    if !area.is_empty() {
        buf.set_line(area.x, area.y, line, area.width);
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
    use crate::lesson::model::Block;
    use crate::ui::plain;
    use ratatui::text::Span;

    fn rows(blocks: &[Block], width: u16, ascii: bool) -> Vec<String> {
        layout(blocks, width, Formulas::TALL, &plain(ascii))
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
        let low = layout(&half, 20, Formulas::LOW, &plain(true));
        assert_eq!(low[0].to_string(), "    1 / 2");
    }

    #[test]
    fn a_formula_that_cannot_be_read_shows_its_source_marked() {
        let look = &plain(false);
        let lines = layout(&[formula(r"\frac{1}")], 20, Formulas::TALL, look);
        assert_eq!(lines[0].to_string(), r"    [\frac{1}]");
        assert_eq!(lines[0].spans[1].style, look.theme.bad);
    }

    #[test]
    fn running_text_is_set_to_a_measure_and_a_table_to_the_room_there_is() {
        let long = "word ".repeat(40);
        let table = Block::Table {
            align: vec![],
            head: vec![text(&"head ".repeat(12)), text(&"more ".repeat(12))],
            rows: vec![],
        };
        let widest = |blocks: &[Block]| rows(blocks, 120, false).iter().map(|r| r.columns()).max();
        assert!(widest(&[Block::Paragraph(text(&long))]) <= Some(usize::from(MEASURE)));
        assert!(widest(&[table]) > Some(99));
    }

    #[test]
    fn struck_words_boxes_and_keys_are_drawn_or_spelled() {
        let item = |done, words: &str| {
            vec![Block::Paragraph(vec![
                Inline::Box { done },
                Inline::Struck(text(words)),
                Inline::Code("→".into()),
                Inline::Strong(text("↑↓")),
                Inline::Text(" 1→2".into()),
            ])]
        };
        let items = vec![item(false, "a"), item(true, "b")];
        let list = [Block::List { first: None, items }];
        let shown = rows(&list, 30, false);
        assert_eq!(shown, ["□ a→↑↓ 1→2", "■ b→↑↓ 1→2"]);
        let lines = layout(&list, 30, Formulas::TALL, &plain(false));
        let struck = |span: &Span| span.style.add_modifier.contains(Modifier::CROSSED_OUT);
        assert!(lines[0].spans.iter().any(struck));
        assert_eq!(rows(&list, 30, true)[1], "[x] ~~b~~RightUp Down 1->2");
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
                assert!(row.columns() <= usize::from(width), "{width}: {row:?}");
            }
        }
        for width in 0..4 {
            rows(&blocks, width, false);
        }
    }
}
