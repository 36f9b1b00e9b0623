//! A legend in words: signs and what they mean, each kept in one piece.

use crate::ui::Look;
use crate::ui::chrome::put;
use crate::ui::text::folded;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;
use unicode_width::UnicodeWidthStr;

/// Columns between two entries.
const GAP: u16 = 3;

/// Words that belong together, each with its style.
pub type Entry = Vec<(String, Style)>;

/// How many rows entries take at a width.
pub fn rows(entries: &[Entry], width: u16, look: &Look) -> u16 {
    let area = Rect::new(0, 0, width, entries.len() as u16);
    draw(entries, area, &mut Buffer::empty(area), look)
}

/// Lays entries out in rows of the area; one that does not fit on a row begins the next. Returns
/// how many rows were written.
pub fn draw(entries: &[Entry], area: Rect, buf: &mut Buffer, look: &Look) -> u16 {
    let (mut x, mut row) = (0u16, 0u16);
    for entry in entries {
        let words: Vec<(String, Style)> = entry
            .iter()
            .map(|(words, style)| (folded(words, look), *style))
            .collect();
        let width: usize = words.iter().map(|(words, _)| words.width()).sum();
        let width = u16::try_from(width).unwrap_or(u16::MAX);
        if x > 0 && x.saturating_add(width) > area.width {
            (x, row) = (0, row + 1);
        }
        if row >= area.height {
            return row;
        }
        let mut at = area.x + x;
        for (words, style) in words {
            let room = area.right().saturating_sub(at);
            put(buf, at, area.y + row, &words, room, style);
            at = at.saturating_add(words.width() as u16);
        }
        x = x.saturating_add(width).saturating_add(GAP);
    }
    row + u16::from(x > 0)
}

/// Groups of entries under each other, each begun on a row of its own.
pub fn draw_groups(groups: &[&[Entry]], area: Rect, buf: &mut Buffer, look: &Look) {
    let mut rest = area;
    for group in groups {
        let rows = draw(group, rest, buf, look);
        rest.y += rows;
        rest.height -= rows;
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ui::plain;

    #[test]
    fn an_entry_is_never_torn_apart() {
        let area = Rect::new(0, 0, 12, 3);
        let mut buf = Buffer::empty(area);
        let entry = |words: &str| vec![(words.to_string(), Style::new())];
        let entries = ["one two", "three", "four"].map(entry);
        assert_eq!(draw(&entries, area, &mut buf, &plain(true)), 2);
        let row = |y| (0..12).map(|x| buf[(x, y)].symbol()).collect::<String>();
        assert_eq!([row(0), row(1)], ["one two     ", "three   four"]);
    }

    #[test]
    fn a_group_begins_a_row_and_an_empty_one_takes_none() {
        let area = Rect::new(0, 0, 12, 3);
        let mut buf = Buffer::empty(area);
        let [one, two] = ["one", "two"].map(|words| [vec![(words.to_string(), Style::new())]]);
        draw_groups(&[&one, &[], &two, &one, &two], area, &mut buf, &plain(true));
        let row = |y| (0..12).map(|x| buf[(x, y)].symbol()).collect::<String>();
        assert_eq!(
            [0, 1, 2].map(|y| row(y).trim_end().to_owned()),
            ["one", "two", "one"]
        );
    }

    #[test]
    fn what_has_no_room_is_left_out() {
        let area = Rect::new(0, 0, 4, 1);
        let mut buf = Buffer::empty(area);
        let entries = ["abcdef", "g"].map(|w| vec![(w.to_string(), Style::new())]);
        assert_eq!(draw(&entries, area, &mut buf, &plain(true)), 1);
        assert_eq!(buf[(3, 0)].symbol(), "d");
        draw(&entries, Rect::default(), &mut buf, &plain(true));
    }
}
