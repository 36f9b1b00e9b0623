//! Running text as words, without dress.

use crate::formula::signs_in_words;
use crate::lesson::model::Inline;
use crate::ui::Look;
use crate::ui::text::{formula_line, key_names};

/// Running text in one line. Letters stay as they are; keys go by their names, since as arrows they
/// would be signs of the text.
pub fn words(text: &[Inline], look: &Look) -> String {
    let said = said(text, look);
    let words = said
        .split([' ', '\t', '\n'])
        .filter(|word| !word.is_empty());
    words.collect::<Vec<_>>().join(" ")
}

/// What is said to an answer: a calculation in its text too is told in words where formulas are.
pub fn replied(text: &[Inline], look: &Look) -> String {
    let text = words(text, look);
    match look.spoken {
        true => signs_in_words(&text),
        false => text,
    }
}

fn said(text: &[Inline], look: &Look) -> String {
    let piece = |piece: &Inline| match piece {
        Inline::Text(words) => words.clone(),
        Inline::Code(code) => key_names(piece).unwrap_or_else(|| code.clone()),
        Inline::Strong(inner) => key_names(piece).unwrap_or_else(|| said(inner, look)),
        Inline::Emphasis(inner) => said(inner, look),
        Inline::Struck(inner) => format!("(struck out: {})", said(inner, look)),
        Inline::Box { done: true } => "done: ".to_owned(),
        Inline::Box { done: false } => "to do: ".to_owned(),
        Inline::Formula(formula) => formula_line(formula, look),
        Inline::Break => " ".to_owned(),
    };
    text.iter().map(piece).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ui::plain;

    fn text(words: &str) -> Inline {
        Inline::Text(words.into())
    }

    #[test]
    fn dress_is_left_out_and_arrow_keys_have_names() {
        let said = [
            Inline::Strong(vec![text("→")]),
            text(" goes on, "),
            Inline::Code("↑↓".into()),
            Inline::Break,
            Inline::Emphasis(vec![text("choose")]),
        ];
        assert_eq!(words(&said, &plain(true)), "Right goes on, Up Down choose");
    }

    #[test]
    fn letters_and_arrows_of_the_text_stay() {
        let said = [
            text("La señal: 784 → 32, "),
            Inline::Strong(vec![text("Größe →")]),
        ];
        assert_eq!(words(&said, &plain(true)), "La señal: 784 → 32, Größe →");
    }

    #[test]
    fn struck_words_and_boxes_are_said() {
        let said = [
            Inline::Box { done: false },
            text("use "),
            Inline::Struck(vec![text("RMSprop")]),
        ];
        assert_eq!(
            words(&said, &plain(true)),
            "to do: use (struck out: RMSprop)"
        );
    }
}
