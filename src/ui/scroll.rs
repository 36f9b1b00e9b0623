//! Which part of something long is on the screen: arithmetic only.

use crate::event::{Event, KeyCode, MouseKind};

/// Rows of one page that are on the next one too.
pub const OVERLAP: u16 = 2;

/// The rows that a page goes on, in a view of this height.
pub fn page(view: u16) -> i32 {
    i32::from(view.saturating_sub(OVERLAP).max(1))
}

/// The rows that a key or the wheel scrolls a text in a view of this height; none for what is no
/// scrolling.
pub fn rows(event: &Event, view: u16) -> Option<i32> {
    let page = page(view);
    match event {
        Event::Key(key) => match key.code {
            KeyCode::Up => Some(-1),
            KeyCode::Down => Some(1),
            KeyCode::PageUp => Some(-page),
            KeyCode::PageDown | KeyCode::Char(' ') => Some(page),
            _ => None,
        },
        Event::Mouse(mouse) => match mouse.kind {
            MouseKind::WheelUp => Some(-3),
            MouseKind::WheelDown => Some(3),
            _ => None,
        },
        _ => None,
    }
}

/// The window over content that may be longer than its view, in rows.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Scroll {
    offset: u16,
}

impl Scroll {
    /// The first row shown, for content and view of these heights.
    pub fn offset(self, content: u16, view: u16) -> u16 {
        self.offset.min(content.saturating_sub(view))
    }

    /// Whether rows lie hidden below.
    pub fn more_below(self, content: u16, view: u16) -> bool {
        self.offset(content, view) + view < content
    }

    /// Moves by rows, negative for up, and says whether anything moved.
    pub fn by(&mut self, rows: i32, content: u16, view: u16) -> bool {
        let from = self.offset(content, view);
        let last = content.saturating_sub(view);
        let to = (i32::from(from) + rows).clamp(0, i32::from(last));
        self.offset = u16::try_from(to).unwrap_or(last);
        self.offset != from
    }

    /// Moves as little as needed to show the rows `first..first + rows`.
    pub fn show(&mut self, first: u16, rows: u16, content: u16, view: u16) {
        let from = self.offset(content, view);
        let end = first.saturating_add(rows);
        self.offset = if first < from || rows >= view {
            first
        } else if end > from.saturating_add(view) {
            end - view
        } else {
            from
        };
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn never_scrolls_past_either_end() {
        let mut scroll = Scroll::default();
        assert!(!scroll.by(-1, 30, 10));
        assert!(scroll.by(100, 30, 10));
        assert_eq!(scroll.offset(30, 10), 20);
        assert!(!scroll.more_below(30, 10));
        assert!(!scroll.by(1, 30, 10));
    }

    #[test]
    fn content_that_fits_does_not_scroll() {
        let mut scroll = Scroll::default();
        assert!(!scroll.by(5, 8, 10));
        assert!(!scroll.more_below(8, 10));
        assert!(!scroll.by(5, 0, 0));
    }

    #[test]
    fn shows_a_row_with_the_least_movement() {
        let mut scroll = Scroll::default();
        scroll.show(12, 1, 30, 10);
        assert_eq!(scroll.offset(30, 10), 3);
        scroll.show(5, 1, 30, 10);
        assert_eq!(scroll.offset(30, 10), 3);
        scroll.show(1, 1, 30, 10);
        assert_eq!(scroll.offset(30, 10), 1);
    }

    #[test]
    fn a_screen_that_grows_pulls_the_window_back() {
        let mut scroll = Scroll::default();
        scroll.by(20, 30, 10);
        assert_eq!(scroll.offset(30, 25), 5);
    }
}
