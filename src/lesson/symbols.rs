//! Which symbols a step shows, and what they mean.

use super::model::{Block, Course, Inline, Step};

impl Course {
    /// The symbols in the formulas of a step, each with its meaning: those that its lesson
    /// introduces, then those of the lessons before it.
    pub fn symbols_on(&self, lesson: usize, step: usize) -> Vec<(&str, &str)> {
        let lessons = self.lessons.get(..=lesson).unwrap_or_default();
        let Some(step) = lessons.last().and_then(|lesson| lesson.steps.get(step)) else {
            return Vec::new();
        };
        let shown: Vec<Vec<&str>> = step.formulas().into_iter().map(tokens).collect();
        let mut found: Vec<(Vec<&str>, &str, &str)> = Vec::new();
        for (symbol, meaning) in lessons.iter().rev().flat_map(|lesson| &lesson.symbols) {
            let signs = tokens(symbol);
            let is_shown = shown.iter().any(|formula| holds(formula, &signs));
            // A letter that means something else by now has its newer meaning.
            let is_new = found.iter().all(|(other, ..)| *other != signs);
            if is_shown && is_new {
                found.push((signs, symbol, meaning));
            }
        }
        found
            .into_iter()
            .map(|(_, symbol, meaning)| (symbol, meaning))
            .collect()
    }
}

impl Step {
    /// The LaTeX of every formula that is to be seen from the beginning.
    pub fn formulas(&self) -> Vec<&str> {
        let mut found = Vec::new();
        in_text(self.goal.as_deref().unwrap_or_default(), &mut found);
        self.blocks
            .iter()
            .for_each(|block| in_block(block, &mut found));
        found
    }
}

fn in_block<'a>(block: &'a Block, found: &mut Vec<&'a str>) {
    match block {
        Block::Paragraph(text) => in_text(text, found),
        Block::List { items, .. } => items
            .iter()
            .flatten()
            .for_each(|block| in_block(block, found)),
        Block::Table { head, rows, .. } => {
            let cells = head.iter().chain(rows.iter().flatten());
            cells.for_each(|cell| in_text(cell, found));
        }
        Block::Quote(blocks) => blocks.iter().for_each(|block| in_block(block, found)),
        Block::Formula(formula) => found.push(&formula.latex),
        Block::Quiz(quiz) => {
            in_text(&quiz.ask, found);
            quiz.options
                .iter()
                .for_each(|option| in_text(&option.text, found));
        }
        Block::Bet(bet) => {
            in_text(&bet.ask, found);
            bet.options
                .iter()
                .for_each(|option| in_text(&option.text, found));
        }
        Block::Number(number) => in_text(&number.ask, found),
        Block::Task(task) => in_text(&task.goal, found),
        Block::Arrangement(arrangement) => {
            let places = arrangement.places.iter().flatten();
            let texts = places.chain(&arrangement.things);
            in_text(&arrangement.ask, found);
            texts.for_each(|text| in_text(text, found));
        }
        Block::Why(why) => {
            in_text(&why.ask, found);
            in_text(&why.text, found);
        }
        Block::Code { .. } | Block::Lab(_) | Block::After { .. } => {}
    }
}

fn in_text<'a>(text: &'a [Inline], found: &mut Vec<&'a str>) {
    for piece in text {
        match piece {
            Inline::Formula(formula) => found.push(&formula.latex),
            Inline::Emphasis(inner) | Inline::Strong(inner) | Inline::Struck(inner) => {
                in_text(inner, found);
            }
            Inline::Text(_) | Inline::Code(_) | Inline::Box { .. } | Inline::Break => {}
        }
    }
}

/// Commands whose argument is a word, and no row of letters.
const WORDS: [&str; 11] = [
    r"\text",
    r"\textbf",
    r"\textit",
    r"\textrm",
    r"\textsf",
    r"\texttt",
    r"\operatorname",
    r"\tag",
    r"\label",
    r"\begin",
    r"\end",
];

/// Commands that only move or stretch.
const SPACE: [&str; 7] = [r"\left", r"\right", r"\quad", r"\,", r"\;", r"\:", r"\!"];

/// The signs of a formula: commands, and characters that are not blank.
pub(super) fn tokens(latex: &str) -> Vec<&str> {
    places(latex).into_iter().map(|(_, token)| token).collect()
}

/// The same, each with its byte offset.
pub(super) fn places(latex: &str) -> Vec<(usize, &str)> {
    let mut tokens = Vec::new();
    let mut at = 0;
    while let Some(first) = latex[at..].chars().next() {
        let rest = &latex[at..];
        let mut length = first.len_utf8();
        if first == '\\' {
            let letters = rest[1..].find(|c: char| !c.is_ascii_alphabetic());
            let letters = letters.unwrap_or(rest.len() - 1);
            let sign = rest[1..].chars().next().map_or(0, char::len_utf8);
            length += letters.max(sign);
            if WORDS.contains(&&rest[..length]) {
                length = rest.find('}').map_or(rest.len(), |end| end + 1);
            }
            // A limit is one, wherever it is written: as in `\arg\min_w`.
            if &rest[..length] == r"\underset"
                && let Some((under, of)) = groups(latex, at + length)
            {
                let inside = |(from, to): (usize, usize)| {
                    let found = places(&latex[from..to]).into_iter();
                    found.map(move |(at, token)| (from + at, token))
                };
                tokens.extend(inside(of));
                tokens.push((under.0, "_"));
                tokens.extend(inside(under));
                at = of.1 + 1;
                continue;
            }
        }
        let token = &rest[..length];
        let drawn =
            !SPACE.contains(&token) && !matches!(first, ' ' | '\n' | '\t' | '{' | '}' | '~');
        tokens.extend(drawn.then_some((at, if token == r"\mid" { "|" } else { token })));
        at += length;
    }
    tokens
}

/// The insides of two groups in braces from a place on.
fn groups(latex: &str, at: usize) -> Option<((usize, usize), (usize, usize))> {
    let one = group(latex, at)?;
    Some((one, group(latex, one.1 + 1)?))
}

fn group(latex: &str, at: usize) -> Option<(usize, usize)> {
    let rest = latex.get(at..)?;
    let open = at
        + rest
            .find('{')
            .filter(|open| rest[..*open].trim().is_empty())?;
    let mut depth = 0;
    for (place, c) in latex[open..].char_indices() {
        match c {
            '{' => depth += 1,
            '}' if depth == 1 => return Some((open + 1, open + place)),
            '}' => depth -= 1,
            _ => {}
        }
    }
    None
}

fn holds(formula: &[&str], signs: &[&str]) -> bool {
    !signs.is_empty() && formula.windows(signs.len()).any(|part| part == signs)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lesson::catalog::Catalog;

    #[test]
    fn a_symbol_is_found_by_its_signs_and_not_inside_of_commands_and_words() {
        for (formula, symbol, is_there) in [
            (r"\frac{1}{\sqrt{2\pi\sigma^2}}", r"\sigma", true),
            (r"\frac{1}{\sqrt{2\pi\sigma^2}}", r"\sigma^2", true),
            (r"e^{-\frac{(x-\mu)^2}{2\sigma^{2}}}", r"\sigma^2", true),
            (r"\hat{y} = ax + b", r"\hat y", true),
            (r"\hat{y} = ax + b", "a", true),
            (r"\arg\min_\theta \text{a word}", "a", false),
            (
                r"f(x \mid \mu,\sigma^2) = 1",
                r"f(x | \mu, \, \sigma^2)",
                true,
            ),
            (r"\text{MSE} = E / n", r"\text{MSE}", true),
            (r"\hat w = \underset{w}{\arg\min} E(w)", r"\arg\min_w", true),
            (r"\underset{w", "w", true),
            (r"\textbf{bold}", "b", false),
            (r"\mu", r"\m", false),
            ("é\\", "é", true),
            ("x", "", false),
        ] {
            assert_eq!(
                holds(&tokens(formula), &tokens(symbol)),
                is_there,
                "{formula} {symbol}"
            );
        }
    }

    #[test]
    fn the_help_of_every_step_knows_each_greek_letter_in_its_formulas() {
        let course = Catalog::embedded().course().expect("lessons without fault");
        let mut letters = 0;
        for (at, lesson) in course.lessons.iter().enumerate() {
            for (step, shown) in lesson.steps.iter().enumerate() {
                let symbols = course.symbols_on(at, step);
                for formula in shown.formulas() {
                    for letter in [
                        r"\mu",
                        r"\sigma",
                        r"\eta",
                        r"\theta",
                        r"\lambda",
                        r"\epsilon",
                    ] {
                        let known = symbols.iter().any(|(symbol, _)| symbol.contains(letter));
                        let used = formula.contains(letter);
                        assert!(known || !used, "{}:{} {formula}", lesson.id, shown.id);
                        letters += usize::from(used);
                    }
                }
            }
        }
        assert!(letters > 20, "{letters}");
    }
}
