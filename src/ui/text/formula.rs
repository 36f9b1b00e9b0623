//! Formulas as text: in two dimensions where there is height for them, else on one line.

use crate::formula::{Cell, Form, Math};
use crate::lesson::model::Formula;
use crate::ui::Look;
use crate::ui::text::blocks::{Formulas, indent};
use crate::ui::text::{Columns, Run, folded, wrap};
use ratatui::style::Style;
use ratatui::text::{Line, Span};

/// How far a formula on lines of its own is moved in, where there is room.
const INDENT: usize = 4;

/// A formula on lines of its own.
pub fn display(
    formula: &Formula,
    width: usize,
    formulas: Formulas,
    look: &Look,
) -> Vec<Line<'static>> {
    let tall = formula.math.as_ref().map(|math| tall(math, width, look));
    tall.filter(|lines| (formulas.least..=formulas.most).contains(&lines.len()))
        .unwrap_or_else(|| {
            let text = line(formula, look);
            let left = INDENT.min(width.saturating_sub(text.columns()));
            let run = Run::new(&text, style(formula, look));
            indent(wrap(&[run], width), &" ".repeat(left))
        })
}

/// A formula in two dimensions, its lit parts in the colour of what is chosen.
pub fn tall(math: &Math, width: usize, look: &Look) -> Vec<Line<'static>> {
    let set = math.layout(width, form(look));
    let left = INDENT.min(width.saturating_sub(set.width()));
    let rows = set.rows().map(|row| {
        let mut spans = vec![Span::raw(" ".repeat(left))];
        for part in row.chunk_by(|a, b| a.lit == b.lit) {
            let text: String = part.iter().map(|cell| cell.sign).collect();
            let lit = part.first().is_some_and(|cell: &Cell| cell.lit);
            let theme = &look.theme;
            spans.push(Span::styled(
                text,
                if lit { theme.accent } else { theme.strong },
            ));
        }
        Line::from(spans)
    });
    rows.collect()
}

/// A formula on one line, or in words; what cannot be read is shown as it is written, in brackets.
pub fn line(formula: &Formula, look: &Look) -> String {
    match (&formula.math, form(look)) {
        (Some(math), _) if look.spoken => math.spoken(),
        (Some(math), Form::Ascii) => math.ascii(),
        (Some(math), Form::Unicode) => math.unicode(),
        (None, _) => folded(&format!("[{}]", formula.latex), look),
    }
}

/// How a formula looks in running text; one that cannot be read is marked.
pub fn style(formula: &Formula, look: &Look) -> Style {
    match formula.math {
        Some(_) => look.theme.strong,
        None => look.theme.bad,
    }
}

fn form(look: &Look) -> Form {
    match look.glyphs.ascii {
        true => Form::Ascii,
        false => Form::Unicode,
    }
}
