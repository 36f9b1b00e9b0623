//! PNG, of any colour type and depth.

use std::io::Cursor;

use png::{ColorType, Decoder, DecodingError, Transformations};

use super::{Grey, PictureError, check_size};

/// Reads one.
pub(super) fn read(bytes: &[u8]) -> Result<Grey, PictureError> {
    let mut decoder = Decoder::new(Cursor::new(bytes));
    // Palettes become colours, and 16 bits 8.
    decoder.set_transformations(Transformations::normalize_to_color8());
    let (width, height) = decoder.read_header_info().map_err(broken)?.size();
    check_size(width, height)?;
    let mut reader = decoder.read_info().map_err(broken)?;
    let size = reader.output_buffer_size();
    let size = size.ok_or(PictureError::TooLarge { width, height })?;
    let mut samples = vec![0; size];
    let frame = reader.next_frame(&mut samples).map_err(broken)?;
    samples.truncate(frame.buffer_size());
    let pixels = match frame.color_type {
        ColorType::Grayscale => samples,
        ColorType::GrayscaleAlpha => {
            let pairs = samples.as_chunks::<2>().0;
            on_paper(pairs.iter().map(|&[grey, alpha]| (grey, alpha)))?
        }
        ColorType::Rgb => {
            let colours = samples.as_chunks::<3>().0;
            colours.iter().map(|&colour| luma(colour)).collect()
        }
        ColorType::Rgba => {
            let colours = samples.as_chunks::<4>().0;
            on_paper(
                colours
                    .iter()
                    .map(|&[r, g, b, alpha]| (luma([r, g, b]), alpha)),
            )?
        }
        ColorType::Indexed => {
            let reason = "its palette cannot be used".to_owned();
            return Err(PictureError::Broken {
                format: "PNG",
                reason,
            });
        }
    };
    Ok(Grey {
        width: frame.width as usize,
        pixels,
    })
}

fn broken(error: DecodingError) -> PictureError {
    PictureError::Broken {
        format: "PNG",
        reason: error.to_string(),
    }
}

/// How bright a colour is (ITU-R BT.601).
fn luma([r, g, b]: [u8; 3]) -> u8 {
    let [r, g, b] = [r, g, b].map(u32::from);
    ((299 * r + 587 * g + 114 * b + 500) / 1000) as u8
}

/// What is transparent lets the paper through: white, or black where all of it would be white then.
fn on_paper(pixels: impl Iterator<Item = (u8, u8)> + Clone) -> Result<Vec<u8>, PictureError> {
    if pixels.clone().all(|(_, alpha)| alpha == 0) {
        return Err(PictureError::Transparent);
    }
    let over = |paper: u32| -> Vec<u8> {
        let mixed = |(grey, alpha): (u8, u8)| {
            let (grey, alpha) = (u32::from(grey), u32::from(alpha));
            ((grey * alpha + paper * (255 - alpha) + 127) / 255) as u8
        };
        pixels.clone().map(mixed).collect()
    };
    let white = over(255);
    Ok(match white.iter().all(|&grey| grey == 255) {
        true => over(0),
        false => white,
    })
}
