//! Matrix products, the work of every layer.
//!
//! C = AB, or C = A^T B, as a sum over pieces of A and B: a layer's weights lie in the pieces in
//! which they are learned, and a batch in those in which it is passed through. C is cut into tiles
//! (see `tile`) as large as the registers allow, then into smaller ones, so that every shape is done.
//!
//! Every number of C is one sum, in one order, whatever tile it falls into and whoever computes it:
//! the same instructions give the same bits, on any number of threads.

use super::simd::Isa;
use super::terms::{Target, Terms};
use super::tile::{self, Corner};
use super::vector::LANES;

/// C = the sum over all terms of AB, or of A^T B if the terms hold A `TURNED`; `rows` of it.
///
/// # Panics
/// If a slice is too short for its shape.
pub(super) fn product<'a, const TURNED: bool>(
    isa: Isa,
    terms: impl Iterator<Item = Terms<'a>> + Clone,
    rows: usize,
    mut target: Target<'_>,
) {
    let (lines, target) = (target.columns.div_ceil(LANES), &mut target);
    match isa {
        // NEON has 32 registers of four: 24 sums. SSE2 has 16: eight sums, and room for the rest.
        Isa::Portable if cfg!(target_arch = "aarch64") => {
            cut(rows, lines, [1], [6, 4, 1], |r, _, at| match r {
                6 => tile::portable::<6, 1, TURNED>(terms.clone(), at, target),
                4 => tile::portable::<4, 1, TURNED>(terms.clone(), at, target),
                _ => tile::portable::<1, 1, TURNED>(terms.clone(), at, target),
            });
        }
        Isa::Portable => cut(rows, lines, [1], [2, 1], |r, _, at| match r {
            2 => tile::portable::<2, 1, TURNED>(terms.clone(), at, target),
            _ => tile::portable::<1, 1, TURNED>(terms.clone(), at, target),
        }),
        // 16 registers of eight: twelve sums.
        // SAFETY: the proof says that the machine has the features.
        #[cfg(target_arch = "x86_64")]
        Isa::Avx2(proof) => cut(rows, lines, [1], [6, 4, 1], |r, _, at| unsafe {
            match r {
                6 => tile::avx2::<6, 1, TURNED>(proof, terms.clone(), at, target),
                4 => tile::avx2::<4, 1, TURNED>(proof, terms.clone(), at, target),
                _ => tile::avx2::<1, 1, TURNED>(proof, terms.clone(), at, target),
            }
        }),
        // 32 registers of sixteen: 24 sums.
        // SAFETY: the proof says that the machine has the features.
        #[cfg(target_arch = "x86_64")]
        Isa::Avx512(proof) => cut(rows, lines, [2, 1], [12, 8, 4, 1], |r, v, at| unsafe {
            match (r, v) {
                (12, 2) => tile::avx512::<12, 2, TURNED>(proof, terms.clone(), at, target),
                (8, 2) => tile::avx512::<8, 2, TURNED>(proof, terms.clone(), at, target),
                (4, 2) => tile::avx512::<4, 2, TURNED>(proof, terms.clone(), at, target),
                (_, 2) => tile::avx512::<1, 2, TURNED>(proof, terms.clone(), at, target),
                (12, _) => tile::avx512::<12, 1, TURNED>(proof, terms.clone(), at, target),
                (8, _) => tile::avx512::<8, 1, TURNED>(proof, terms.clone(), at, target),
                (4, _) => tile::avx512::<4, 1, TURNED>(proof, terms.clone(), at, target),
                _ => tile::avx512::<1, 1, TURNED>(proof, terms.clone(), at, target),
            }
        }),
    }
}

/// Cuts C into tiles: as many as there can be of the first width, each as high as there can be of
/// the first height, then of the next. The lines of B that a tile has read are still in the cache
/// for the tile below.
#[inline(always)]
pub(super) fn cut<const WIDTHS: usize, const HEIGHTS: usize>(
    rows: usize,
    lines: usize,
    widths: [usize; WIDTHS],
    heights: [usize; HEIGHTS],
    mut tile: impl FnMut(usize, usize, Corner),
) {
    let mut line = 0;
    for width in widths {
        while line + width <= lines {
            let mut row = 0;
            for height in heights {
                while row + height <= rows {
                    tile(height, width, Corner { row, line });
                    row += height;
                }
            }
            line += width;
        }
    }
}

#[cfg(test)]
mod tests;
