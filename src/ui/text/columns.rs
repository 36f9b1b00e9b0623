//! How many columns a text takes where it is drawn: cluster by cluster, as ratatui puts them into
//! cells and a terminal shows them. The width of a text as a whole is another number wherever a font
//! would join two clusters, as in the Arabic lam-alef.

use ratatui::buffer::CellWidth;
use ratatui::text::Line;
use unicode_segmentation::UnicodeSegmentation;

/// Columns of what is drawn.
pub trait Columns {
    /// How many there are.
    fn columns(&self) -> usize;
}

impl Columns for str {
    fn columns(&self) -> usize {
        clusters(self).map(|(_, columns)| columns).sum()
    }
}

impl Columns for Line<'_> {
    fn columns(&self) -> usize {
        self.spans.iter().map(|span| span.content.columns()).sum()
    }
}

/// What is seen as one character each, with its columns. What is not drawn is left out: codes that
/// a terminal would obey, and what has no width and nothing to stand on.
pub fn clusters(text: &str) -> impl Iterator<Item = (&str, usize)> {
    text.graphemes(true)
        .filter(|cluster| !cluster.contains(char::is_control))
        .map(|cluster| (cluster, usize::from(cluster.cell_width())))
        .filter(|(_, columns)| *columns > 0)
}

#[cfg(test)]
mod tests {
    use super::*;
    use ratatui::buffer::Buffer;
    use ratatui::layout::Rect;
    use ratatui::style::Style;

    #[test]
    fn a_text_takes_the_columns_in_which_it_is_drawn() {
        for text in [
            "plain",
            "الأخطاء",
            "خلاصة الدرس الأول",
            "👨‍👩‍👧‍👦 family",
            "e\u{301}te\u{301}",
            "漢字",
            "ｶﾞ",
            "हिन्दी",
            "\u{301}x",
            "a\u{1b}[31mb\tc",
            "a\u{200b}b",
        ] {
            let mut buf = Buffer::empty(Rect::new(0, 0, 40, 1));
            let (end, _) = buf.set_stringn(0, 0, text, 40, Style::new());
            assert_eq!(text.columns(), usize::from(end), "{text:?}");
        }
    }
}
