//! A look at the first pictures of a learner's own files: one sees at once that they lie on their side.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use crate::dataset::Digits;
use crate::dataset::idx::SIDE;
use crate::ui::Look;
use crate::ui::glyphs::{Background, ColorTier, Drawing, Glyphs};
use crate::ui::plot::digit::{self, Picture};
use crate::ui::theme::Theme;

/// Pictures drawn.
const FIRST: u16 = 4;
/// Columns and rows of each, and columns between two.
const SIZE: (u16, u16) = (14, 7);
const GAP: u16 = 4;

/// The first pictures in characters of ASCII, a line a row, under their labels.
pub fn first(digits: &Digits) -> String {
    let look = Look {
        theme: Theme::new(ColorTier::None, Background::Dark),
        glyphs: Glyphs {
            digits: Drawing::Ramp,
            ..Glyphs::BEST
        },
        spoken: false,
        motion: false,
    };
    let (wide, high) = SIZE;
    let mut buf = Buffer::empty(Rect::new(0, 0, FIRST * (wide + GAP), high));
    let shown = digits.len().min(usize::from(FIRST));
    for (x, i) in (0..).step_by(usize::from(wide + GAP)).zip(0..shown) {
        let ink = digits.grey(i);
        digit::draw(
            &Picture::new(&ink, SIDE),
            Rect::new(x, 0, wide, high),
            &mut buf,
            &look,
        );
    }
    let labels: Vec<String> = digits
        .labels()
        .iter()
        .take(shown)
        .map(u8::to_string)
        .collect();
    let mut text = match labels.is_empty() {
        true => format!("the first {shown} pictures:\n"),
        false => format!(
            "the first {shown} pictures, labelled {}:\n",
            labels.join(", ")
        ),
    };
    for row in buf.content.chunks(usize::from(buf.area.width)) {
        let row: String = row.iter().map(|cell| cell.symbol()).collect();
        text += row.trim_end();
        text.push('\n');
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::dataset::mnist::fashion_sample;

    #[test]
    fn the_first_pictures_stand_side_by_side_under_their_labels() {
        let sample = fashion_sample().unwrap();
        let drawn = first(&sample);
        let lines: Vec<&str> = drawn.lines().collect();
        assert_eq!(lines[0], "the first 4 pictures, labelled 0, 0, 0, 0:");
        assert_eq!(lines.len(), 1 + usize::from(SIZE.1));
        assert!(drawn.is_ascii() && lines.iter().all(|line| line.len() < 80));
        assert_ne!(first(&sample.transposed()), drawn);
    }
}
