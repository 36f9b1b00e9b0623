//! A grey picture in characters: the face of this course.

use crate::ui::Look;
use crate::ui::chrome::put;
use crate::ui::glyphs::Drawing;
use crate::ui::plot::braille;
use crate::ui::theme::INK_LEVELS;
use ratatui::buffer::{Buffer, Cell};
use ratatui::layout::Rect;
use ratatui::style::Color;

/// From no ink to full ink.
const RAMP: [char; INK_LEVELS] = [' ', '.', ':', '-', '=', '+', '*', '#', '%', '@'];

/// Lifts the middle greys, which the characters of the ramp render too thin.
const GAMMA: f32 = 0.8;

/// A picture of grey values from 0 (no ink) to 1, row by row.
#[derive(Clone, Copy)]
pub struct Picture<'a> {
    pixels: &'a [f32],
    side: usize,
    /// Pixels left out at each side, and at top and bottom.
    crop: (f32, f32),
}

impl<'a> Picture<'a> {
    /// A square picture of `side` x `side` pixels.
    pub fn new(pixels: &'a [f32], side: usize) -> Self {
        Self {
            pixels,
            side,
            crop: (0.0, 0.0),
        }
    }

    /// The same without so many pixels at each side, and at top and bottom.
    pub fn cropped(self, (sides, ends): (u8, u8)) -> Self {
        let crop = (f32::from(sides), f32::from(ends));
        Self { crop, ..self }
    }

    /// Mean ink over a rectangle given in shares of the picture.
    fn mean(&self, x: (f32, f32), y: (f32, f32)) -> f32 {
        let place = |share: f32, crop: f32| crop + share * (self.side as f32 - 2.0 * crop);
        let (mut ink, mut area) = (0.0, 0.0);
        for (row, high) in overlaps(place(y.0, self.crop.1), place(y.1, self.crop.1), self.side) {
            for (column, wide) in
                overlaps(place(x.0, self.crop.0), place(x.1, self.crop.0), self.side)
            {
                let value = self
                    .pixels
                    .get(row * self.side + column)
                    .copied()
                    .unwrap_or(0.0);
                ink += value * high * wide;
                area += high * wide;
            }
        }
        if area > 0.0 { ink / area } else { 0.0 }
    }
}

/// The pixels that a stretch covers, each with how much of it.
fn overlaps(from: f32, to: f32, side: usize) -> impl Iterator<Item = (usize, f32)> {
    let first = from.max(0.0).floor() as usize;
    let last = (to.ceil() as usize).min(side);
    (first..last).map(move |i| (i, to.min(i as f32 + 1.0) - from.max(i as f32)))
}

/// The character of a grey value in ASCII.
pub fn sign(value: f32) -> char {
    RAMP[level(value)]
}

/// The level of ink, 0 to 9, of a grey value.
pub fn level(value: f32) -> usize {
    let value = if value.is_finite() {
        value.clamp(0.0, 1.0)
    } else {
        0.0
    };
    (value.powf(GAMMA) * (INK_LEVELS - 1) as f32).round() as usize
}

/// Draws the picture to fill the area: 28x14 cells show a digit in its proportions.
pub fn draw(picture: &Picture, area: Rect, buf: &mut Buffer, look: &Look) {
    let (w, h) = (f32::from(area.width), f32::from(area.height));
    let part = |x: f32, y: f32, wide: f32, high: f32| {
        picture.mean((x / w, (x + wide) / w), (y / h, (y + high) / h))
    };
    ink(&part, look.glyphs.digits(), area, buf, look);
}

/// Draws grey values in a drawing: `part` is the mean of the part of a cell that starts at (x, y), in cells
/// from the upper left, and takes the given share of it.
pub(super) fn ink(
    part: &dyn Fn(f32, f32, f32, f32) -> f32,
    drawing: Drawing,
    area: Rect,
    buf: &mut Buffer,
    look: &Look,
) {
    for row in 0..area.height {
        for column in 0..area.width {
            let (x, y) = (f32::from(column), f32::from(row));
            let cell = &mut buf[(area.x + column, area.y + row)];
            let ink = level(part(x, y, 1.0, 1.0));
            match drawing {
                Drawing::Ramp => {
                    if ink > 0 {
                        cell.set_char(RAMP[ink]).set_fg(look.theme.ink(ink));
                    }
                }
                Drawing::Blocks => {
                    let upper = level(part(x, y, 1.0, 0.5));
                    let lower = level(part(x, y + 0.5, 1.0, 0.5));
                    blocks(upper, lower, cell, look);
                }
                Drawing::Braille => {
                    let dot = |i: u16, j: u16| {
                        let at = (x + f32::from(i) / 2.0, y + f32::from(j) / 4.0);
                        part(at.0, at.1, 0.5, 0.25) > threshold(2 * column + i, 4 * row + j)
                    };
                    let symbol = braille::cell(dot);
                    if symbol != braille::EMPTY {
                        cell.set_char(symbol).set_fg(look.theme.ink(ink.max(3)));
                    }
                }
            }
        }
    }
}

/// Two pixels in a cell. Without two free colours, ink is there or not.
fn blocks(upper: usize, lower: usize, cell: &mut Cell, look: &Look) {
    if look.theme.can_fill() && upper > 0 && lower > 0 && upper != lower {
        cell.set_char('▀')
            .set_fg(look.theme.ink(upper))
            .set_bg(look.theme.ink(lower));
        return;
    }
    if look.theme.can_fill() && upper > 0 && upper == lower {
        // Ink as the ground of the cell: a line over it keeps it.
        cell.set_bg(look.theme.ink(upper));
        return;
    }
    let enough = if look.theme.can_fill() {
        1
    } else {
        INK_LEVELS / 2
    };
    let (symbol, ink) = match (upper >= enough, lower >= enough) {
        (true, true) => ('█', upper.max(lower)),
        (true, false) => ('▀', upper),
        (false, true) => ('▄', lower),
        (false, false) => return,
    };
    cell.set_char(symbol).set_fg(look.theme.ink(ink));
}

/// Ordered dithering: the 4x4 matrix of B. E. Bayer (1973), scaled into 0.1 to 0.9.
fn threshold(x: u16, y: u16) -> f32 {
    const BAYER: [[u8; 4]; 4] = [[0, 8, 2, 10], [12, 4, 14, 6], [3, 11, 1, 9], [15, 7, 13, 5]];
    let rank = BAYER[usize::from(y % 4)][usize::from(x % 4)];
    0.1 + 0.8 * (f32::from(rank) + 0.5) / 16.0
}

/// Marks the corners of a picture where nothing is drawn on them: where it ends is seen then, also of an
/// empty one.
pub fn corners(area: Rect, buf: &mut Buffer, look: &Look) {
    let (left, right) = (area.left(), area.right().saturating_sub(1));
    let (top, bottom) = (area.top(), area.bottom().saturating_sub(1));
    for at in [(left, top), (right, top), (left, bottom), (right, bottom)] {
        let has_nothing = |cell: &Cell| cell.symbol() == " " && cell.bg == Color::Reset;
        let is_free = buf.cell(at).is_some_and(has_nothing);
        if is_free && !area.is_empty() {
            put(buf, at.0, at.1, look.pick("·", "."), 1, look.theme.dim);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ui::glyphs::{Background, ColorTier, Glyphs};
    use crate::ui::theme::Theme;

    fn look(drawing: Drawing, tier: ColorTier) -> Look {
        Look {
            theme: Theme::new(tier, Background::Dark),
            glyphs: Glyphs {
                digits: drawing,
                ..Glyphs::BEST
            },
            spoken: false,
            motion: false,
        }
    }

    fn rows(pixels: &[f32], side: usize, size: (u16, u16), drawing: Drawing) -> Vec<String> {
        let area = Rect::new(0, 0, size.0, size.1);
        let mut buf = Buffer::empty(area);
        draw(
            &Picture::new(pixels, side),
            area,
            &mut buf,
            &look(drawing, ColorTier::None),
        );
        let row = |y| {
            (0..size.0)
                .map(|x| buf[(x, y)].symbol().to_string())
                .collect()
        };
        (0..size.1).map(row).collect()
    }

    #[test]
    fn the_corners_of_an_empty_picture_are_seen_and_ink_on_them_stays() {
        for drawing in [Drawing::Ramp, Drawing::Blocks, Drawing::Braille] {
            for color in [ColorTier::None, ColorTier::TrueColor] {
                let look = look(drawing, color);
                let area = Rect::new(0, 0, 4, 2);
                let mut buf = Buffer::empty(area);
                let mut pixels = [0.0; 16];
                (pixels[0], pixels[4]) = (1.0, 1.0);
                draw(&Picture::new(&pixels, 4), area, &mut buf, &look);
                let inked = buf[(0, 0)].clone();
                corners(area, &mut buf, &look);
                assert_eq!(buf[(0, 0)], inked, "{drawing:?}");
                let signs = [(3, 0), (0, 1), (3, 1)].map(|at| buf[at].symbol().to_owned());
                assert_eq!(signs, ["·"; 3], "{drawing:?}");
            }
        }
    }

    #[test]
    fn a_cell_is_the_mean_of_two_pixel_rows() {
        let pixels = [
            1.0, 0.0, 1.0, 0.0, 0.0, 1.0, 0.0, 1.0, 1.0, 1.0, 0.0, 0.0, 1.0, 1.0, 0.0, 0.0,
        ];
        // Columns of the upper two rows: means 0.5, 0.5, 0.5, 0.5; 0.5^0.8 * 9 = 5.17.
        assert_eq!(rows(&pixels, 4, (4, 2), Drawing::Ramp), ["++++", "@@  "]);
    }

    #[test]
    fn blocks_show_single_pixel_rows() {
        let pixels = [1.0, 0.0, 0.0, 1.0];
        assert_eq!(rows(&pixels, 2, (2, 1), Drawing::Blocks), ["▀▄"]);
    }

    #[test]
    fn full_ink_is_full_in_every_drawing() {
        let pixels = [1.0; 16];
        assert_eq!(rows(&pixels, 4, (4, 2), Drawing::Ramp), ["@@@@"; 2]);
        assert_eq!(rows(&pixels, 4, (4, 2), Drawing::Blocks), ["████"; 2]);
        assert_eq!(rows(&pixels, 4, (2, 1), Drawing::Braille), ["⣿⣿"]);
    }

    #[test]
    fn the_ink_of_a_picture_is_kept_at_any_size() {
        let pixels: Vec<f32> = (0..784).map(|i| (i % 29) as f32 / 28.0).collect();
        let whole: f32 = pixels.iter().sum::<f32>() / 784.0;
        let picture = Picture::new(&pixels, 28);
        for (w, h) in [(28u16, 14u16), (9, 5), (14, 7), (3, 2)] {
            let cell = |x: u16, y: u16| {
                let share = |i: u16, n: u16| f32::from(i) / f32::from(n);
                picture.mean(
                    (share(x, w), share(x + 1, w)),
                    (share(y, h), share(y + 1, h)),
                )
            };
            let all = (0..h).flat_map(|y| (0..w).map(move |x| (x, y)));
            let mean = all.map(|(x, y)| cell(x, y)).sum::<f32>() / f32::from(w * h);
            assert!(
                (mean - whole).abs() < 1e-4,
                "{w}x{h}: {mean} against {whole}"
            );
        }
    }

    #[test]
    fn tint_belongs_to_the_character() {
        let pixels: Vec<f32> = (0..784).map(|i| i as f32 / 783.0).collect();
        let area = Rect::new(0, 0, 28, 14);
        let mut buf = Buffer::empty(area);
        let look = look(Drawing::Ramp, ColorTier::TrueColor);
        draw(&Picture::new(&pixels, 28), area, &mut buf, &look);
        for cell in buf.content() {
            let level = RAMP
                .iter()
                .position(|c| cell.symbol() == c.to_string())
                .unwrap_or(0);
            if level > 0 {
                assert_eq!(cell.fg, look.theme.ink(level));
            }
        }
    }

    #[test]
    fn broken_numbers_draw_nothing_and_panic_nowhere() {
        assert_eq!(rows(&[f32::NAN; 4], 2, (2, 1), Drawing::Ramp), ["  "]);
        assert_eq!(rows(&[], 2, (2, 1), Drawing::Braille), ["  "]);
    }
}
