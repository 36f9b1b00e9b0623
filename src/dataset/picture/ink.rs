//! Which of a picture's greys are ink: what differs from the paper, and that is what its edge shows.

use super::{Grey, PictureError, specks};
use std::ops::Range;

/// What a digit is written on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Paper {
    /// Dark ink on light paper.
    Light,
    /// Light ink on dark paper.
    Dark,
}

impl Paper {
    /// As it is said: "dark on light".
    pub fn words(self) -> &'static str {
        match self {
            Self::Light => "dark on light",
            Self::Dark => "light on dark",
        }
    }
}

/// Ink, from 0 to 1.
#[derive(Debug, Clone, PartialEq)]
pub struct Ink {
    /// Pixels of a row.
    pub width: usize,
    /// As many as there are pixels.
    pub pixels: Vec<f32>,
}

impl Ink {
    /// How many rows it has.
    pub(super) fn height(&self) -> usize {
        self.pixels.len() / self.width.max(1)
    }

    /// A row of it.
    pub(super) fn row(&self, y: usize) -> &[f32] {
        &self.pixels[y * self.width..][..self.width]
    }

    /// A column of it.
    pub(super) fn column(&self, x: usize) -> impl Iterator<Item = f32> {
        self.pixels.iter().skip(x).step_by(self.width).copied()
    }

    /// Some columns of it alone.
    pub(super) fn cut(&self, columns: Range<usize>) -> Self {
        let rows = (0..self.height()).flat_map(|y| &self.row(y)[columns.clone()]);
        Self {
            width: columns.len(),
            pixels: rows.copied().collect(),
        }
    }

    /// The ink on a picture, and what it was taken to be written on. The paper is the grey in the
    /// middle of those along the edge; what differs from it by four times as much as most of
    /// the edge does is paper too (twice, where the ink is faint), and so are specks.
    ///
    /// # Errors
    /// Where there is no ink.
    pub fn of(picture: &Grey) -> Result<(Self, Paper), PictureError> {
        let (least, most) = match picture.pixels[..] {
            [] | [_] => return Err(PictureError::OnePixel),
            [first, ..] => {
                let ends = |(a, b): (u8, u8), &grey: &u8| (grey.min(a), grey.max(b));
                picture.pixels.iter().fold((first, first), ends)
            }
        };
        if least == most {
            return Err(PictureError::OneColour);
        }
        let mut edge = edge(picture);
        let paper = share(&mut edge, 0.5);
        let mut off: Vec<u8> = edge.iter().map(|grey| grey.abs_diff(paper)).collect();
        let most_off = share(&mut off, 0.9);
        let on = match paper - least >= most - paper {
            true => Paper::Light,
            false => Paper::Dark,
        };
        let inked = |&grey: &u8| match on {
            Paper::Light => paper.saturating_sub(grey),
            Paper::Dark => grey.saturating_sub(paper),
        };
        let full = picture.pixels.iter().map(inked).max().unwrap_or(0);
        // Of normal noise 4 times as much is six standard deviations and more: not one of a million pixels.
        // A digit that touches the edge is no grain of the paper.
        let grains = [(4, full / 4), (2, full / 2)];
        let grains = grains.map(|(times, most)| (most_off.saturating_mul(times), most));
        let grain = grains.into_iter().find(|(grain, most)| grain < most);
        let grain = grain.map_or(0, |(grain, _)| grain);
        let share = |ink: u8| match ink > grain {
            true => f32::from(ink) / f32::from(full),
            false => 0.0,
        };
        let pixels = picture.pixels.iter().map(inked).map(share).collect();
        let width = picture.width;
        let mut ink = Self { width, pixels };
        specks::wipe(&mut ink);
        Ok((ink, on))
    }
}

/// The greys along the edge.
fn edge(picture: &Grey) -> Vec<u8> {
    let (width, height) = (picture.width, picture.height());
    let pixels = picture.pixels.iter().enumerate();
    let at_edge = pixels.filter(|(at, _)| {
        let (x, y) = (at % width, at / width);
        x == 0 || y == 0 || x == width - 1 || y == height - 1
    });
    at_edge.map(|(_, &grey)| grey).collect()
}

/// The value below which this share of all lies.
fn share(values: &mut [u8], share: f64) -> u8 {
    values.sort_unstable();
    let at = (share * (values.len().saturating_sub(1)) as f64).round() as usize;
    values.get(at).copied().unwrap_or(0)
}
