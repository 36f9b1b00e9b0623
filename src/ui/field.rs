//! One line of text that is typed into, with a cursor: every field of the program is one of these.
//! It is edited as a line of a shell is, by what a reader takes for one character.

use crate::event::{Key, KeyCode};
use crate::ui::Look;
use crate::ui::text::folded;
use ratatui::style::{Modifier, Style};
use ratatui::text::Span;
use unicode_segmentation::UnicodeSegmentation;
use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

/// A text and the cursor in it.
#[derive(Debug, Clone)]
pub struct Field {
    text: String,
    /// A byte offset, never inside a cluster.
    cursor: usize,
    /// Characters there may be.
    longest: usize,
}

/// What a key did to a field.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Edit {
    /// It means nothing in a field.
    Ignored,
    /// The text is as it was.
    Moved,
    /// The text may be another one.
    Changed,
    /// There was no room for what was typed.
    Full,
}

impl Field {
    /// An empty one for so many characters.
    pub const fn new(longest: usize) -> Self {
        Self {
            text: String::new(),
            cursor: 0,
            longest,
        }
    }

    /// What stands in it.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// Whether nothing does.
    pub fn is_empty(&self) -> bool {
        self.text.is_empty()
    }

    /// Empties it.
    pub fn clear(&mut self) {
        self.text.clear();
        self.cursor = 0;
    }

    /// Text at the cursor: what of it can be drawn, as far as there is room. Says whether there was
    /// room for all of it. The ends of lines are blanks.
    pub fn insert(&mut self, text: &str) -> bool {
        let mut room = self.longest.saturating_sub(self.text.chars().count());
        let mut all = true;
        for c in text.trim_end_matches(['\n', '\r']).chars() {
            let c = if matches!(c, '\n' | '\t') { ' ' } else { c };
            let drawn = c.width().is_some_and(|width| width > 0);
            let fits = drawn || (self.cursor > 0 && joins(c));
            if !fits || c == char::REPLACEMENT_CHARACTER {
                continue;
            }
            all &= room > 0;
            if room > 0 {
                self.text.insert(self.cursor, c);
                self.cursor += c.len_utf8();
                room -= 1;
            }
        }
        // What was inserted may have joined with what follows.
        let clusters = self.text.grapheme_indices(true);
        let mut ends = clusters.map(|(at, cluster)| at + cluster.len());
        self.cursor = match self.cursor {
            0 => 0,
            at => ends.find(|end| *end >= at).unwrap_or(self.text.len()),
        };
        all
    }

    /// Puts the cursor before the character at a byte offset, or at the end.
    pub fn point(&mut self, at: usize) {
        let mut clusters = self.text.grapheme_indices(true);
        let here = clusters.find(|(start, cluster)| at < start + cluster.len());
        self.cursor = here.map_or(self.text.len(), |(start, _)| start);
    }

    /// Puts it before the character that stands in a column of the field, which has the cursor.
    pub fn point_under(&mut self, column: usize, room: usize, look: &Look) {
        let mut end = 0;
        let cells = self.cells(room, true, look);
        let under = cells.iter().find(|(_, cell)| {
            end += cell.width();
            column < end
        });
        self.point(under.map_or(usize::MAX, |(at, _)| *at));
    }

    /// A key of a shell's line. In an empty field only text means anything.
    pub fn press(&mut self, key: Key) -> Edit {
        use KeyCode::{Backspace, Char, Delete, End, Home, Left, Right};
        if let (Char(c), false, false) = (key.code, key.ctrl, key.alt) {
            return match self.insert(c.encode_utf8(&mut [0; 4])) {
                true => Edit::Changed,
                false => Edit::Full,
            };
        }
        if self.is_empty() {
            return Edit::Ignored;
        }
        let (start, end) = (0, self.text.len());
        let word = key.ctrl || key.alt;
        match (key.code, key.ctrl) {
            (Left, _) if word => self.cursor = self.word_before(),
            (Right, _) if word => self.cursor = self.word_after(),
            (Char('b'), false) => self.cursor = self.word_before(),
            (Char('f'), false) => self.cursor = self.word_after(),
            (Left, _) | (Char('b'), true) => self.cursor = self.before(),
            (Right, _) | (Char('f'), true) => self.cursor = self.after(),
            (Home, _) | (Char('a'), true) => self.cursor = start,
            (End, _) | (Char('e'), true) => self.cursor = end,
            (Backspace, _) if word => return self.cut(self.word_before(), self.cursor),
            (Char('w'), true) => return self.cut(self.word_before(), self.cursor),
            (Char('d'), false) => return self.cut(self.cursor, self.word_after()),
            (Backspace, _) | (Char('h'), true) => return self.cut(self.before(), self.cursor),
            (Delete, _) | (Char('d'), true) => return self.cut(self.cursor, self.after()),
            (Char('u'), true) => return self.cut(start, self.cursor),
            (Char('k'), true) => return self.cut(self.cursor, end),
            _ => return Edit::Ignored,
        }
        Edit::Moved
    }

    fn cut(&mut self, from: usize, to: usize) -> Edit {
        self.text.replace_range(from..to, "");
        self.cursor = from;
        Edit::Changed
    }

    fn before(&self) -> usize {
        let mut clusters = self.text[..self.cursor].grapheme_indices(true);
        clusters.next_back().map_or(0, |(at, _)| at)
    }

    fn after(&self) -> usize {
        let mut clusters = self.text[self.cursor..].graphemes(true);
        self.cursor + clusters.next().map_or(0, str::len)
    }

    /// Where the word before the cursor begins.
    fn word_before(&self) -> usize {
        let head = self.text[..self.cursor].trim_end();
        head.rfind(char::is_whitespace).map_or(0, |at| {
            at + head[at..].chars().next().map_or(0, char::len_utf8)
        })
    }

    /// Where the word after the cursor ends.
    fn word_after(&self) -> usize {
        let tail = &self.text[self.cursor..];
        let word = tail.trim_start();
        let blank = tail.len() - word.len();
        self.cursor + blank + word.find(char::is_whitespace).unwrap_or(word.len())
    }

    /// The part of it around the cursor that `room` columns show, the cell of the cursor reversed
    /// where the field has it.
    pub fn spans(
        &self,
        room: usize,
        cursor: bool,
        style: Style,
        look: &Look,
    ) -> Vec<Span<'static>> {
        let cells = self.cells(room, cursor, look).into_iter();
        let spans = cells.map(|(at, cell)| {
            let here = cursor && at == self.cursor;
            let style = match here {
                true => style.add_modifier(Modifier::REVERSED),
                false => style,
            };
            Span::styled(cell, style)
        });
        spans.collect()
    }

    /// The characters that `room` columns show, each with its byte offset; behind the last one, the
    /// place of the cursor.
    pub fn cells(&self, room: usize, cursor: bool, look: &Look) -> Vec<(usize, String)> {
        let clusters = self.text.grapheme_indices(true);
        let mut cells: Vec<(usize, String)> = clusters
            .map(|(at, cluster)| (at, folded(cluster, look)))
            .collect();
        if cursor {
            cells.push((self.text.len(), " ".to_owned()));
        }
        let here = cells.iter().position(|(at, _)| *at == self.cursor);
        let here = here.filter(|_| cursor);
        let mut column = 0;
        let ends = cells.iter().map(|(_, cell)| {
            column += cell.width();
            column
        });
        let ends: Vec<usize> = ends.collect();
        // A quarter of the room is kept for what follows the cursor.
        let last = match here {
            Some(at) if column > room => (ends[at] + room / 4).clamp(room, column),
            _ => column.min(room),
        };
        let first = last.saturating_sub(room);
        let shown = cells.into_iter().zip(ends);
        shown
            .filter(|((_, cell), end)| *end <= last && end.saturating_sub(cell.width()) >= first)
            .map(|(cell, _)| cell)
            .collect()
    }
}

/// Whether a character without a width of its own belongs to the one before it.
fn joins(c: char) -> bool {
    c.width() == Some(0) && format!("a{c}").graphemes(true).count() == 1
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ui::plain;

    fn field(text: &str) -> Field {
        let mut field = Field::new(60);
        field.insert(text);
        field
    }

    fn press(field: &mut Field, keys: &[Key]) -> String {
        for key in keys {
            field.press(*key);
        }
        let (before, after) = field.text.split_at(field.cursor);
        format!("{before}|{after}")
    }

    #[test]
    fn it_is_edited_as_a_line_of_a_shell() {
        const LEFT: Key = Key::new(KeyCode::Left);
        const BACK: Key = Key::new(KeyCode::Backspace);
        for (keys, text) in [
            (&[LEFT, BACK][..], "one two thr|e"),
            (
                &[Key::new(KeyCode::Home), Key::new(KeyCode::Delete)],
                "|ne two three",
            ),
            (
                &[Key::ctrl('a'), Key::new(KeyCode::Right), Key::ctrl('k')],
                "o|",
            ),
            (&[Key::ctrl('w')], "one two |"),
            (&[Key::ctrl('w'), Key::ctrl('w'), Key::char('x')], "one x|"),
            (&[LEFT, LEFT, Key::ctrl('u')], "|ee"),
            (&[Key::ctrl('u'), LEFT, BACK], "|"),
            (&[LEFT, Key::ctrl('e'), Key::char('!')], "one two three!|"),
            (
                &[Key::ctrl('a'), Key::ctrl('f'), Key::ctrl('d')],
                "o|e two three",
            ),
        ] {
            assert_eq!(press(&mut field("one two three"), keys), text, "{keys:?}");
        }
    }

    #[test]
    fn the_cursor_never_stands_inside_a_character() {
        let left = Key::new(KeyCode::Left);
        // An e with its accent apart, a flag of two letters, a family of three.
        let mut typed = field("e\u{301}🇩🇪👩\u{200d}👩\u{200d}👦");
        assert_eq!(
            press(&mut typed, &[left]),
            "e\u{301}🇩🇪|👩\u{200d}👩\u{200d}👦"
        );
        assert_eq!(
            press(&mut typed, &[left, left]),
            "|e\u{301}🇩🇪👩\u{200d}👩\u{200d}👦"
        );
        let delete = Key::new(KeyCode::Delete);
        assert_eq!(press(&mut typed, &[delete]), "|🇩🇪👩\u{200d}👩\u{200d}👦");
        // What has no width of its own and nothing to stand on is left out, and so is a control.
        assert_eq!(field("\u{301}\u{1b}[2J\u{202e}a").text(), "[2Ja");
    }

    #[test]
    fn a_narrow_field_shows_what_is_around_the_cursor() {
        let shown = |field: &Field, room| -> String {
            let spans = field.spans(room, true, Style::new(), &plain(false));
            spans.iter().map(|span| span.content.as_ref()).collect()
        };
        let mut typed = field("0123456789");
        assert_eq!(shown(&typed, 11), "0123456789 ");
        assert_eq!(shown(&typed, 8), "3456789 ");
        press(&mut typed, &[Key::new(KeyCode::Home)]);
        assert_eq!(shown(&typed, 8), "01234567");
        press(&mut typed, &[Key::new(KeyCode::Right); 6]);
        assert_eq!(shown(&typed, 8), "12345678");
        for room in 0..4 {
            let spans = typed.spans(room, true, Style::new(), &plain(false));
            let cursor = spans
                .iter()
                .filter(|s| s.style.add_modifier == Modifier::REVERSED);
            assert_eq!(cursor.count(), room.min(1), "{room}");
        }
    }

    #[test]
    fn the_cursor_goes_before_the_character_that_was_pointed_at() {
        let mut typed = field("1e\u{301}🇩🇪4");
        for (at, text) in [
            (0, "|1e\u{301}🇩🇪4"),
            (2, "1|e\u{301}🇩🇪4"),
            (9, "1e\u{301}|🇩🇪4"),
            (99, "1e\u{301}🇩🇪4|"),
        ] {
            typed.point(at);
            assert_eq!(press(&mut typed, &[]), text, "{at}");
        }
        // Lines of a paste stay apart.
        assert_eq!(field("12\n\t13\r\n").text(), "12  13");
    }

    #[test]
    fn it_holds_no_more_than_it_may() {
        let mut typed = Field::new(3);
        assert!(!typed.insert("12345"), "it says that not all went in");
        assert_eq!(typed.text(), "123");
        assert_eq!(typed.press(Key::char('4')), Edit::Full);
        assert!(
            Field::new(3).insert("123\n"),
            "the end of a pasted line is no text"
        );
        typed.clear();
        assert!(typed.is_empty() && typed.press(Key::ctrl('u')) == Edit::Ignored);
    }
}
