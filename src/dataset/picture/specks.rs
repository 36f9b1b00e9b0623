//! Specks of dust beside the strokes of a picture.

use super::Ink;

/// What has less than this share of the ink of the largest piece is a speck.
const LEAST: f32 = 0.005;

/// Wipes off what hangs together with no stroke and is far smaller than one: a digit that is cut out and
/// centred by where its ink ends would be drawn small and moved by a single speck.
pub fn wipe(ink: &mut Ink) {
    let pieces = pieces(ink);
    let amount = |piece: &Vec<usize>| piece.iter().map(|at| ink.pixels[*at]).sum::<f32>();
    let amounts: Vec<f32> = pieces.iter().map(amount).collect();
    let most = amounts.iter().copied().fold(0.0, f32::max);
    for (piece, amount) in pieces.iter().zip(amounts) {
        if amount < LEAST * most {
            piece.iter().for_each(|at| ink.pixels[*at] = 0.0);
        }
    }
}

/// The places of the ink, those together that touch, also at a corner.
fn pieces(ink: &Ink) -> Vec<Vec<usize>> {
    let (width, height) = (ink.width, ink.height());
    let mut seen: Vec<bool> = ink.pixels.iter().map(|ink| *ink == 0.0).collect();
    let mut pieces = Vec::new();
    for start in 0..seen.len() {
        if std::mem::replace(&mut seen[start], true) {
            continue;
        }
        let mut piece = vec![start];
        let mut next = 0;
        while let Some(&at) = piece.get(next) {
            next += 1;
            let (x, y) = (at % width, at / width);
            for y in y.saturating_sub(1)..(y + 2).min(height) {
                for x in x.saturating_sub(1)..(x + 2).min(width) {
                    let beside = y * width + x;
                    if !std::mem::replace(&mut seen[beside], true) {
                        piece.push(beside);
                    }
                }
            }
        }
        pieces.push(piece);
    }
    pieces
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_speck_goes_and_the_end_of_a_stroke_that_came_off_stays() {
        // A bar of 8 x 40, a piece of 2 x 4 that came off, and a speck of one pixel.
        let width = 60;
        let mut ink = Ink {
            width,
            pixels: vec![0.0; width * 60],
        };
        let mut fill = |xs: std::ops::Range<usize>, ys: std::ops::Range<usize>| {
            for y in ys {
                xs.clone().for_each(|x| ink.pixels[y * width + x] = 1.0);
            }
        };
        fill(20..28, 10..50);
        fill(22..24, 52..56);
        fill(50..51, 3..4);
        wipe(&mut ink);
        assert_eq!(ink.pixels[3 * width + 50], 0.0);
        assert_eq!(ink.pixels.iter().sum::<f32>(), 8.0 * 40.0 + 8.0);
        let blank = vec![0.0; 9];
        let mut none = Ink {
            width: 3,
            pixels: blank.clone(),
        };
        wipe(&mut none);
        assert_eq!(none.pixels, blank);
    }
}
