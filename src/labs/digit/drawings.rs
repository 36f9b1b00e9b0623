//! One digit in every way this terminal may draw it, so that the eye decides which is best.

use crate::ui::Look;
use crate::ui::chrome::put;
use crate::ui::glyphs::{ColorTier, Drawing};
use crate::ui::plot::digit::{self, Picture};
use crate::ui::text::wrap_text;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

/// Columns and rows of the large digit.
pub const LARGE: (u16, u16) = (28, 14);

/// Columns and rows of a small one, without the free edge of every digit.
const SMALL: (u16, u16) = (10, 5);

/// Pixels of that edge, on each side.
const EDGE: u8 = 4;

/// Columns between the large digit and the small ones, and between two of those.
pub const GAP: u16 = 4;
const BETWEEN: u16 = 2;

/// Columns of a line of small digits with what is written over and under them.
pub const LINE: u16 = 44;

/// Rows of it.
const LINE_ROWS: u16 = SMALL.1 + 2;

/// Columns and rows of the small ones under each other, each with its flag beside it.
const COLUMN: (u16, u16) = (SMALL.0 + 1 + 16, 5 * LINE_ROWS - 1);

/// What is said beside the only drawing of ASCII.
const ALONE: &str = "Here are no others: --glyphs ascii draws with letters and plain signs alone. \
                     Start without it to see them.";

/// Another way for a digit to look: what it is, the flag that starts with it, and the look itself.
struct Way {
    what: &'static str,
    flag: &'static str,
    look: Look,
}

/// Rows of a digit that stands alone in so much room: all its pixels where they find it.
pub fn alone(width: u16, height: u16) -> u16 {
    match width >= 4 * LARGE.1 && height >= 2 * LARGE.1 {
        true => 2 * LARGE.1,
        false => height.clamp(LARGE.1 / 2, LARGE.1),
    }
}

/// The drawing in force alone, in the middle.
pub fn draw_one(picture: &Picture, area: Rect, buf: &mut Buffer, look: &Look) {
    let height = alone(area.width, area.height);
    let width = 2 * height;
    let x = area.x + area.width.saturating_sub(width) / 2;
    let place = Rect {
        x,
        y: area.y,
        width,
        height,
    };
    if area.intersection(place) == place {
        digit::draw(picture, place, buf, look);
    }
}

/// Rows of all drawings at a width.
pub fn all(width: u16) -> u16 {
    match width >= 4 * LARGE.1 - GAP + COLUMN.0 {
        true => COLUMN.1,
        false => LARGE.1 + 2,
    }
}

/// The drawing in force, large where there is room; the other ones small, and under them the same
/// in the other numbers of colours.
pub fn draw_all(picture: &Picture, area: Rect, buf: &mut Buffer, look: &Look) {
    let roomy = area.height >= COLUMN.1 && all(area.width) == COLUMN.1;
    let high = match roomy {
        true => 2 * LARGE.1,
        false => area.height.saturating_sub(1).clamp(LARGE.1 / 2, LARGE.1),
    };
    let large = Rect {
        width: 2 * high,
        height: high,
        ..area
    };
    if area.intersection(large) != large {
        return;
    }
    digit::draw(picture, large, buf, look);
    if large.bottom() < area.bottom() {
        let flag = match look.glyphs.ascii {
            true => "--glyphs ascii",
            false => as_drawing(look.glyphs.digits()).1,
        };
        let caption = format!("now: {flag}");
        let style = look.theme.accent;
        let x = area.x + large.width.saturating_sub(caption.len() as u16) / 2;
        put(buf, x, large.bottom(), &caption, area.width, style);
    }
    let small = picture.cropped((EDGE, EDGE));
    let mut line = Rect {
        x: large.right() + GAP,
        width: area.width.saturating_sub(large.width + GAP),
        height: LINE_ROWS,
        ..area
    };
    if look.glyphs.ascii {
        let lines = wrap_text(ALONE, line.width);
        for (words, y) in lines.iter().zip(area.y..area.bottom()) {
            put(buf, line.x, y, words, line.width, look.theme.dim);
        }
        return;
    }
    if roomy {
        // The edge of the large one is free.
        line.x = large.right() - GAP;
        return draw_column(&small, line, buf, look);
    }
    let blank = u16::from(area.height > 2 * LINE_ROWS);
    for ways in [other_drawings(look), other_colours(look)] {
        if line.bottom() <= area.bottom() {
            draw_line(&small, &ways, line, buf, look);
        }
        line.y += LINE_ROWS + blank;
    }
}

/// All other ways under each other: over each what it is, beside it its flag.
fn draw_column(picture: &Picture, mut line: Rect, buf: &mut Buffer, look: &Look) {
    for way in other_drawings(look).iter().chain(&other_colours(look)) {
        put(buf, line.x, line.y, way.what, COLUMN.0, look.theme.text);
        let place = Rect {
            y: line.y + 1,
            width: SMALL.0,
            height: SMALL.1,
            ..line
        };
        digit::draw(picture, place, buf, &way.look);
        let (x, y) = (place.right() + 1, place.y + SMALL.1 / 2);
        put(buf, x, y, way.flag, COLUMN.0, look.theme.dim);
        line.y += LINE_ROWS;
    }
}

/// What a drawing is made of, and the flag that starts with it.
fn as_drawing(drawing: Drawing) -> (&'static str, &'static str) {
    match drawing {
        Drawing::Ramp => ("characters", "--glyphs ramp"),
        Drawing::Blocks => ("two pixels a cell", "--glyphs blocks"),
        Drawing::Braille => ("eight dots a cell", "--glyphs braille"),
    }
}

fn other_drawings(look: &Look) -> Vec<Way> {
    let others = Drawing::ALL.into_iter();
    let others = others.filter(|&other| other != look.glyphs.digits());
    let way = |drawing| {
        let (what, flag) = as_drawing(drawing);
        let mut look = look.clone();
        look.glyphs.digits = drawing;
        Way { what, flag, look }
    };
    others.map(way).collect()
}

/// None for who asked for no colours: they see none.
fn other_colours(look: &Look) -> Vec<Way> {
    let here = look.theme.tier();
    if here == ColorTier::None {
        return Vec::new();
    }
    let tiers = [
        (ColorTier::TrueColor, "all colours", "--color truecolor"),
        (ColorTier::Ansi256, "256 colours", "--color 256"),
        (ColorTier::Ansi16, "16 colours", "--color 16"),
        (ColorTier::None, "no colour", "--color none"),
    ];
    let others = tiers.into_iter().filter(|(tier, ..)| *tier != here);
    let way = |(tier, what, flag)| {
        let mut look = look.clone();
        look.theme = look.theme.in_tier(tier);
        Way { what, flag, look }
    };
    others.map(way).collect()
}

/// Small digits beside each other, as far as there is room: over each what it is, under it its flag.
fn draw_line(picture: &Picture, ways: &[Way], line: Rect, buf: &mut Buffer, look: &Look) {
    let mut x = line.x;
    for way in ways {
        let wide = way.what.len().max(way.flag.len()) as u16;
        let wide = wide.max(SMALL.0);
        if x + wide > line.right() {
            return;
        }
        put(buf, x, line.y, way.what, wide, look.theme.text);
        let place = Rect {
            x,
            y: line.y + 1,
            width: SMALL.0,
            height: SMALL.1,
        };
        digit::draw(picture, place, buf, &way.look);
        put(buf, x, place.bottom(), way.flag, wide, look.theme.dim);
        x += wide + BETWEEN;
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ui::glyphs::Background;
    use crate::ui::plain;
    use crate::ui::theme::Theme;

    fn rows((width, height): (u16, u16), look: &Look) -> Vec<String> {
        let area = Rect::new(0, 0, width, height);
        let mut buf = Buffer::empty(area);
        draw_all(&Picture::new(&[0.0; 784], 28), area, &mut buf, look);
        let row = |y| (0..width).map(|x| buf[(x, y)].symbol()).collect::<String>();
        (0..height).map(row).collect()
    }

    #[test]
    fn every_flag_is_clear_of_the_next_heading_and_that_of_now_under_the_digit() {
        let mut look = plain(false);
        look.theme = Theme::new(ColorTier::TrueColor, Background::Dark);
        for size in [(79, 38), (97, 40)] {
            let rows = rows(size, &look);
            let flags = rows.iter().filter(|row| row.contains("--")).count();
            assert_eq!(flags, 6, "five others, and now: {rows:#?}");
            for pair in rows.windows(2) {
                let written = |row: &String| row.chars().skip(52).any(|sign| sign != ' ');
                assert!(!(written(&pair[0]) && written(&pair[1])), "{pair:?}");
            }
            let now = rows.iter().find_map(|row| row.find("now:"));
            assert!(now.is_some_and(|at| at > 10), "{now:?}");
        }
    }

    #[test]
    fn in_ascii_it_is_said_why_nothing_stands_beside_it() {
        for size in [(76, 12), (76, 16), (79, 38)] {
            let text = rows(size, &plain(true)).join(" ");
            assert!(text.contains("Here are no others"), "{text}");
        }
    }
}
