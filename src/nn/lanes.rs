//! Sums of products of lines, lane by lane: the gradient of a kernel.
//!
//! What a weight of a convolution learns is a sum over all places *and* samples. Samples lie side by
//! side in a line, so two lines are multiplied as they are, and only when all places are done are the
//! sixteen sums of a weight added up to one: no line has to be transposed for it.

use super::matmul::cut;
use super::part::Part;
use super::simd::Isa;
#[cfg(target_arch = "x86_64")]
use super::simd::{Avx2, Avx512};
use super::tile::Corner;
use super::vector::{LANES, Lanes, numbers, numbers_mut, transpose};
#[cfg(target_arch = "x86_64")]
use std::arch::x86_64::*;

/// Lines at regular distances: at each place some beside each other.
#[derive(Debug, Clone, Copy)]
pub(super) struct Places<'a> {
    pub lines: &'a [Lanes],
    /// Lines from one place to the next.
    pub step: usize,
    /// Lines at each place that count.
    pub count: usize,
}

/// Adds to `sums`, a row for each line of x and a column for each of d, `across` lines from row to row,
/// the products of both at each of `places`, added up.
///
/// # Panics
/// If a slice is too short.
pub(super) fn add_products(
    isa: Isa,
    places: usize,
    x: Places<'_>,
    d: Places<'_>,
    sums: &mut [Lanes],
    across: usize,
) {
    if places == 0 {
        return;
    }
    match isa {
        Isa::Portable => cut(x.count, d.count, [2, 1], [3, 1], |r, v, at| match (r, v) {
            (3, 2) => add::<[f32; 4], 3, 2>((), places, x, d, at, sums, across),
            (_, 2) => add::<[f32; 4], 1, 2>((), places, x, d, at, sums, across),
            (3, _) => add::<[f32; 4], 3, 1>((), places, x, d, at, sums, across),
            _ => add::<[f32; 4], 1, 1>((), places, x, d, at, sums, across),
        }),
        // 16 registers of eight: twelve sums.
        // SAFETY: the proof says that the machine has the features.
        #[cfg(target_arch = "x86_64")]
        Isa::Avx2(proof) if x.count.is_multiple_of(6) => {
            cut(x.count, d.count, [2, 1], [6], |_, v, at| unsafe {
                match v {
                    2 => avx2::<6, 2>(proof, places, x, d, at, sums, across),
                    _ => avx2::<6, 1>(proof, places, x, d, at, sums, across),
                }
            });
        }
        // SAFETY: as above.
        #[cfg(target_arch = "x86_64")]
        Isa::Avx2(proof) => cut(x.count, d.count, [4, 1], [3, 1], |r, v, at| unsafe {
            match (r, v) {
                (3, 4) => avx2::<3, 4>(proof, places, x, d, at, sums, across),
                (_, 4) => avx2::<1, 4>(proof, places, x, d, at, sums, across),
                (3, _) => avx2::<3, 1>(proof, places, x, d, at, sums, across),
                _ => avx2::<1, 1>(proof, places, x, d, at, sums, across),
            }
        }),
        // 32 registers of sixteen: 24 sums.
        // SAFETY: the proof says that the machine has the features.
        #[cfg(target_arch = "x86_64")]
        Isa::Avx512(proof) => cut(x.count, d.count, [8, 4, 1], [3, 1], |r, v, at| unsafe {
            match (r, v) {
                (3, 8) => avx512::<3, 8>(proof, places, x, d, at, sums, across),
                (_, 8) => avx512::<1, 8>(proof, places, x, d, at, sums, across),
                (3, 4) => avx512::<3, 4>(proof, places, x, d, at, sums, across),
                (_, 4) => avx512::<1, 4>(proof, places, x, d, at, sums, across),
                (3, _) => avx512::<3, 1>(proof, places, x, d, at, sums, across),
                _ => avx512::<1, 1>(proof, places, x, d, at, sums, across),
            }
        }),
    }
}

#[cfg(target_arch = "x86_64")]
#[target_feature(enable = "avx2,fma")]
#[inline(never)]
fn avx2<const R: usize, const V: usize>(
    proof: Avx2,
    places: usize,
    x: Places<'_>,
    d: Places<'_>,
    at: Corner,
    sums: &mut [Lanes],
    across: usize,
) {
    add::<__m256, R, V>(proof, places, x, d, at, sums, across);
}

#[cfg(target_arch = "x86_64")]
#[target_feature(enable = "avx512f")]
#[inline(never)]
fn avx512<const R: usize, const V: usize>(
    proof: Avx512,
    places: usize,
    x: Places<'_>,
    d: Places<'_>,
    at: Corner,
    sums: &mut [Lanes],
    across: usize,
) {
    add::<__m512, R, V>(proof, places, x, d, at, sums, across);
}

/// R rows and V columns of the sums, from `at`: they stay in registers while the places pass.
#[inline(always)]
fn add<P: Part, const R: usize, const V: usize>(
    proof: P::Proof,
    places: usize,
    x: Places<'_>,
    d: Places<'_>,
    at: Corner,
    sums: &mut [Lanes],
    across: usize,
) {
    let (last_x, last_d) = (
        (places - 1) * x.step + at.row + R,
        (places - 1) * d.step + at.line + V,
    );
    assert!(last_x <= x.lines.len(), "x is that long");
    assert!(last_d <= d.lines.len(), "d is that long");
    let sums = &mut sums[at.row * across + at.line..];
    assert!((R - 1) * across + V <= sums.len(), "sums are that long");
    for part in (0..LANES).step_by(P::WIDTH) {
        let sums = numbers_mut(sums)[part..].as_mut_ptr();
        let place = |r: usize, v: usize| (r * across + v) * LANES;
        let mut left = numbers(&x.lines[at.row..])[part..].as_ptr();
        let mut right = numbers(&d.lines[at.line..])[part..].as_ptr();
        // SAFETY, of all: the furthest that is read or written has just been found to be there.
        let mut tile: [[P; V]; R] = std::array::from_fn(|r| {
            std::array::from_fn(|v| unsafe { P::load(proof, sums.add(place(r, v))) })
        });
        for _ in 0..places {
            // The shorter side waits in registers while the longer passes.
            if R < V {
                let column: [P; R] =
                    std::array::from_fn(|r| unsafe { P::load(proof, left.add(r * LANES)) });
                for v in 0..V {
                    let d = unsafe { P::load(proof, right.add(v * LANES)) };
                    for (sums, x) in tile.iter_mut().zip(column) {
                        sums[v] = sums[v].add_product(x, d);
                    }
                }
            } else {
                let row: [P; V] =
                    std::array::from_fn(|v| unsafe { P::load(proof, right.add(v * LANES)) });
                for (r, sums) in tile.iter_mut().enumerate() {
                    let x = unsafe { P::load(proof, left.add(r * LANES)) };
                    for v in 0..V {
                        sums[v] = sums[v].add_product(x, row[v]);
                    }
                }
            }
            left = left.wrapping_add(x.step * LANES);
            right = right.wrapping_add(d.step * LANES);
        }
        for (r, row) in tile.into_iter().enumerate() {
            for (v, sum) in row.into_iter().enumerate() {
                unsafe { sum.store(sums.add(place(r, v))) };
            }
        }
    }
}

/// The lanes of each line added up: as many numbers as there are lines.
pub(super) fn totals(lines: &[Lanes], out: &mut [f32]) {
    for (lines, out) in lines.chunks(LANES).zip(out.chunks_mut(LANES)) {
        let mut block = [Lanes::default(); LANES];
        block[..lines.len()].copy_from_slice(lines);
        let mut turned = [Lanes::default(); LANES];
        transpose(block.each_ref().map(|line| &line.0), &mut turned);
        let mut sum = [0.0; LANES];
        for line in turned {
            for (sum, number) in sum.iter_mut().zip(line.0) {
                *sum += number;
            }
        }
        out.copy_from_slice(&sum[..out.len()]);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn products_of_lines_are_added_up_on_every_instruction_set() {
        let line = |n: usize| Lanes(std::array::from_fn(|lane| ((n * 7 + lane * 3) % 11) as f32));
        let lines: Vec<_> = (0..120).map(line).collect();
        for isa in Isa::available() {
            for (rows, columns, places) in [(1, 1, 1), (3, 2, 4), (4, 3, 5), (7, 9, 3), (2, 8, 0)] {
                let x = Places {
                    lines: &lines[3..],
                    step: 9,
                    count: rows,
                };
                let d = Places {
                    lines: &lines[40..],
                    step: 11,
                    count: columns,
                };
                let mut sums = vec![line(5); rows * (columns + 1)];
                add_products(isa, places, x, d, &mut sums, columns + 1);
                for (row, column) in (0..rows).flat_map(|r| (0..=columns).map(move |c| (r, c))) {
                    let found = sums[row * (columns + 1) + column].0;
                    for (lane, found) in found.into_iter().enumerate() {
                        let each = (0..places).map(|place| {
                            x.lines[place * 9 + row].0[lane] * d.lines[place * 11 + column].0[lane]
                        });
                        let sum = if column < columns {
                            each.sum::<f32>()
                        } else {
                            0.0
                        };
                        assert_eq!(found, line(5).0[lane] + sum);
                    }
                }
            }
        }
    }

    #[test]
    fn totals_are_the_sums_of_lines() {
        let lines: Vec<_> = (0..19).map(|n| Lanes([n as f32; LANES])).collect();
        let mut out = vec![0.0; 19];
        totals(&lines, &mut out);
        let expected: Vec<_> = (0..19).map(|n| 16.0 * n as f32).collect();
        assert_eq!(out, expected);
    }
}
