//! Running text as words, without dress.

use crate::lesson::model::Inline;
use crate::ui::Look;
use crate::ui::text::{runs, wrap};
use ratatui::style::Style;

/// Running text in one line of ASCII.
pub fn words(text: &[Inline], look: &Look) -> String {
    let lines = wrap(&runs(text, Style::new(), look), usize::MAX);
    let lines: Vec<String> = lines.iter().map(ToString::to_string).collect();
    lines.join(" ").trim().to_string()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ui::plain;

    #[test]
    fn dress_is_left_out_and_arrow_keys_have_names() {
        let text = [
            Inline::Strong(vec![Inline::Text("→".into())]),
            Inline::Text(" goes on, ".into()),
            Inline::Code("↑↓".into()),
            Inline::Break,
            Inline::Emphasis(vec![Inline::Text("choose".into())]),
        ];
        assert_eq!(words(&text, &plain(true)), "Right goes on, Up Down choose");
    }
}
