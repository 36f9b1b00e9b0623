//! The text of a step: paragraphs, lists, tables row by row, formulas as they are spoken.

use super::{lines as wrapped, words};
use crate::lesson::model::{Block, Inline};
use crate::ui::Look;

/// A program line by line, as it stands.
pub fn code(text: &str) -> Vec<String> {
    let lines = text.lines().map(|line| line.replace('\t', "    "));
    let lines = lines.map(|line| format!("  {line}"));
    std::iter::once("Code:".to_string()).chain(lines).collect()
}

/// A block as lines of at most `width` columns.
pub fn write(block: &Block, width: u16, look: &Look) -> Vec<String> {
    match block {
        Block::Paragraph(text) => wrapped(&words(text, look), width),
        Block::List { first, items } => list(*first, items, width, look),
        Block::Table { head, rows, .. } => table(head, rows, width, look),
        Block::Code { text, .. } => code(text),
        Block::Quote(inner) => {
            let mut lines = vec!["Quotation:".to_string()];
            lines.extend(inner.iter().flat_map(|block| write(block, width, look)));
            lines
        }
        Block::Formula(formula) => {
            let spoken = words(&[Inline::Formula(formula.clone())], look);
            wrapped(&format!("Formula: {spoken}"), width)
        }
        // What is worked with has words of its own, and what waits for that is told after it.
        Block::Lab(_)
        | Block::Quiz(_)
        | Block::Bet(_)
        | Block::Number(_)
        | Block::Task(_)
        | Block::Arrangement(_)
        | Block::Why(_)
        | Block::After { .. } => Vec::new(),
    }
}

fn list(first: Option<u64>, items: &[Vec<Block>], width: u16, look: &Look) -> Vec<String> {
    let mut lines = Vec::new();
    for (number, item) in (first.unwrap_or(0)..).zip(items) {
        let mark = match first {
            Some(_) => format!("{number}. "),
            None => "- ".to_string(),
        };
        let narrower = width.saturating_sub(mark.len() as u16);
        let body = item.iter().flat_map(|block| write(block, narrower, look));
        for (at, line) in body.enumerate() {
            let lead = if at == 0 { mark.as_str() } else { "  " };
            lines.push(format!("{lead}{line}"));
        }
    }
    lines
}

/// Each row on its own, every cell after the name of its column: no column must be counted.
fn table(head: &[Vec<Inline>], rows: &[Vec<Vec<Inline>>], width: u16, look: &Look) -> Vec<String> {
    let names: Vec<String> = head.iter().map(|cell| words(cell, look)).collect();
    let mut lines = vec![match rows.len() {
        1 => "A table of one row:".to_string(),
        n => format!("A table of {n} rows:"),
    }];
    for row in rows {
        let cells = row.iter().map(|cell| words(cell, look)).zip(&names);
        let said: Vec<String> = cells
            .filter(|(cell, _)| !cell.is_empty())
            .map(|(cell, name)| match name.is_empty() {
                true => cell,
                false => format!("{name} {cell}"),
            })
            .collect();
        lines.extend(wrapped(&format!("{}.", said.join(", ")), width));
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::formula::Math;
    use crate::lesson::model::Formula;
    use crate::ui::plain;

    fn text(words: &str) -> Vec<Inline> {
        vec![Inline::Text(words.into())]
    }

    #[test]
    fn a_table_is_read_row_by_row_with_the_names_of_its_columns() {
        let table = Block::Table {
            align: vec![],
            head: vec![text("layer"), text("nodes")],
            rows: vec![
                vec![text("encoder"), text("128")],
                vec![text(""), text("64")],
            ],
        };
        assert_eq!(
            write(&table, 72, &plain(true)),
            [
                "A table of 2 rows:",
                "layer encoder, nodes 128.",
                "nodes 64."
            ]
        );
    }

    #[test]
    fn a_formula_is_told_on_one_line_in_signs_or_in_words() {
        let latex = r"\frac{1}{\sqrt{2\pi\sigma^2}}";
        let formula = Block::Formula(Formula {
            latex: latex.into(),
            math: Math::parse(latex).ok(),
        });
        let said = write(&formula, 72, &plain(true));
        assert_eq!(said, ["Formula: 1 / sqrt(2 pi sigma^2)"]);
        let aloud = Look {
            spoken: true,
            ..plain(true)
        };
        let words = "Formula: 1 over the square root of 2 pi sigma squared";
        assert_eq!(write(&formula, 72, &aloud), [words]);
    }
}
