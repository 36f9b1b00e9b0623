//! Running text as words: no dress, keys by their names.

use crate::lesson::model::Inline;
use crate::ui::Look;
use crate::ui::text::{runs, wrap};
use ratatui::style::Style;

/// Running text in one line of ASCII.
pub fn words(text: &[Inline], look: &Look) -> String {
    let named: Vec<Inline> = text.iter().map(named).collect();
    let lines = wrap(&runs(&named, Style::new(), look), usize::MAX);
    let lines: Vec<String> = lines.iter().map(ToString::to_string).collect();
    lines.join(" ").trim().to_string()
}

/// The same with the arrow keys by their names: folded to ASCII, an arrow would be another key.
fn named(inline: &Inline) -> Inline {
    match inline {
        Inline::Text(words) => Inline::Text(keys(words)),
        Inline::Code(words) => Inline::Code(keys(words)),
        Inline::Emphasis(inner) => Inline::Emphasis(inner.iter().map(named).collect()),
        Inline::Strong(inner) => Inline::Strong(inner.iter().map(named).collect()),
        other => other.clone(),
    }
}

fn keys(words: &str) -> String {
    const NAMES: [(char, &str); 4] = [('→', "Right"), ('←', "Left"), ('↑', "Up"), ('↓', "Down")];
    let mut out = String::with_capacity(words.len());
    for c in words.chars() {
        match NAMES.iter().find(|(arrow, _)| *arrow == c) {
            // Two keys beside each other stay two words.
            Some((_, name)) => {
                if out.ends_with(|c: char| c.is_alphanumeric()) {
                    out.push(' ');
                }
                out.push_str(name);
            }
            None => out.push(c),
        }
    }
    out
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
