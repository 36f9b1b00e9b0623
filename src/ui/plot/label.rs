//! Words beside data, never over them.

use crate::ui::chrome::put;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::{Color, Style};
use unicode_width::UnicodeWidthStr;

/// Words, and the cell where they begin.
pub type Place = (u16, u16, String);

/// Writes at the first of the places where every cell of the plot is free, one on either side
/// included. Returns whether there was one.
pub fn draw(
    places: impl IntoIterator<Item = Place>,
    plot: Rect,
    style: Style,
    buf: &mut Buffer,
) -> bool {
    let found = places.into_iter().find(|place| fits(place, plot, buf));
    if let Some((x, y, words)) = &found {
        put(buf, *x, *y, words, u16::MAX, style);
    }
    found.is_some()
}

/// The places of the same words in a row of the plot, from a column on and to the right.
pub fn rightwards(
    words: &str,
    from: u16,
    y: u16,
    plot: Rect,
) -> impl Iterator<Item = Place> + use<> {
    let words = words.to_owned();
    (from.max(plot.left())..plot.right()).map(move |x| (x, y, words.clone()))
}

/// The places of words in a row of the plot that end before a column, from there to the left.
pub fn leftwards(words: &str, end: u16, y: u16, plot: Rect) -> impl Iterator<Item = Place> + use<> {
    let words = words.to_owned();
    let last = end.min(plot.right()).saturating_sub(words.width() as u16);
    (plot.left()..=last)
        .rev()
        .map(move |x| (x, y, words.clone()))
}

/// The places right of a column in the first gap of its row: nothing else stands between.
pub fn right_of(words: &str, column: u16, y: u16, plot: Rect, buf: &Buffer) -> [Place; 2] {
    let gap = (column + 1..plot.right()).find(|x| is_free(buf, (*x, y)));
    let x = gap.unwrap_or(plot.right());
    [x, x + 1].map(|x| (x, y, words.to_owned()))
}

/// The same left of a column.
pub fn left_of(words: &str, column: u16, y: u16, plot: Rect, buf: &Buffer) -> [Place; 2] {
    let gap = (plot.left()..column).rev().find(|x| is_free(buf, (*x, y)));
    let end = gap.map_or(0, |x| x + 1);
    let wide = words.width() as u16;
    [end, end.saturating_sub(1)].map(|end| (end.saturating_sub(wide), y, words.to_owned()))
}

fn fits((x, y, words): &Place, plot: Rect, buf: &Buffer) -> bool {
    let wide = words.width() as u16;
    let place = Rect::new(*x, *y, wide, 1);
    // At the edge of the plot there is nothing to keep clear of.
    let left = x.saturating_sub(1);
    let clear = Rect {
        x: left,
        width: x.saturating_add(wide).saturating_add(1) - left,
        ..place
    };
    plot.intersection(place) == place
        && clear
            .intersection(plot)
            .positions()
            .all(|at| is_free(buf, at.into()))
}

fn is_free(buf: &Buffer, at: (u16, u16)) -> bool {
    buf.cell(at)
        .is_some_and(|cell| cell.symbol() == " " && cell.bg == Color::Reset)
}

#[cfg(test)]
mod tests {
    use super::*;

    const PLOT: Rect = Rect {
        x: 1,
        y: 0,
        width: 12,
        height: 2,
    };

    /// A plot with data in one cell of its first row, and words put as far left as they may be.
    fn row(data: u16, words: &str, plot: Rect) -> String {
        let mut buf = Buffer::empty(Rect::new(0, 0, 14, 2));
        buf[(data, 0)].set_char('#');
        draw(rightwards(words, 0, 0, plot), plot, Style::new(), &mut buf);
        (0..14).map(|x| buf[(x, 0)].symbol()).collect()
    }

    #[test]
    fn words_keep_a_cell_away_from_data_and_stay_in_the_plot() {
        assert_eq!(row(0, "peak", PLOT), "#peak         ");
        assert_eq!(row(3, "peak", PLOT), "   # peak     ");
        assert_eq!(row(6, "peak", PLOT), " peak #       ");
        assert_eq!(row(6, "peaked", PLOT), "      #       ");
    }

    #[test]
    fn beside_a_column_words_stand_in_the_first_gap_or_nowhere() {
        let mut buf = Buffer::empty(Rect::new(0, 0, 14, 2));
        for x in [2, 3, 8] {
            buf[(x, 0)].set_char('#');
        }
        let right = right_of("abc", 2, 0, PLOT, &buf);
        assert_eq!(right.map(|(x, ..)| x), [4, 5]);
        assert!(draw(
            right_of("ab", 2, 0, PLOT, &buf),
            PLOT,
            Style::new(),
            &mut buf.clone()
        ));
        assert!(!draw(
            right_of("abc", 2, 0, PLOT, &buf),
            PLOT,
            Style::new(),
            &mut buf.clone()
        ));
        assert!(draw(
            left_of("ab", 8, 0, PLOT, &buf),
            PLOT,
            Style::new(),
            &mut buf.clone()
        ));
        assert!(!draw(
            left_of("abc", 8, 0, PLOT, &buf),
            PLOT,
            Style::new(),
            &mut buf
        ));
    }

    #[test]
    fn what_finds_no_room_is_not_written_and_says_so() {
        let mut buf = Buffer::empty(Rect::new(0, 0, 14, 2));
        let put =
            |words, buf: &mut Buffer| draw(leftwards(words, 20, 1, PLOT), PLOT, Style::new(), buf);
        assert!(!put("twelve and more", &mut buf));
        assert!(put("at the end", &mut buf));
        assert_eq!(buf[(12, 1)].symbol(), "d");
        assert!(!put("no", &mut buf), "it is taken");
    }
}
