//! The inner loop of every product: a tile of C that stays in registers while the sum runs.
//!
//! A multiply-add takes two numbers, and a core can do two vectors of them a tick; no cache delivers
//! that. A tile of R rows and V vectors needs R + V loads for R V vectors of multiply-adds. Its sums
//! are as many as the registers hold, and enough that none waits for its own last addition. On a
//! machine with AVX-512 this reaches 0.95 of the rate of multiply-adds that need no memory at all.
//!
//! Each tile is a function of its own, never inlined: amid other code the compiler runs out of
//! registers. For the same reason its bounds are checked once, before the loop: with a check in it,
//! every sum was written to memory at every turn, which cost more than a third of the speed.

#[cfg(target_arch = "x86_64")]
use super::simd::{Avx2, Avx512};
use super::terms::{Target, Terms};
use super::vector::{LANES, Lanes, Vector, prefetch};
#[cfg(target_arch = "x86_64")]
use std::arch::x86_64::{__m256, __m512};

/// Rows of A^T that are fetched ahead: as many as a tile passes while another core's cache answers.
const AHEAD: usize = 24;

/// Where a tile begins in C: a row, and a line of its columns.
#[derive(Debug, Clone, Copy)]
pub(super) struct Corner {
    pub row: usize,
    pub line: usize,
}

/// R rows and V vectors of C, from `at`, on any machine.
#[inline(never)]
pub(super) fn portable<'a, const R: usize, const V: usize, const TURNED: bool>(
    terms: impl Iterator<Item = Terms<'a>>,
    at: Corner,
    target: &mut Target<'_>,
) {
    tile::<[f32; LANES], R, V, TURNED>((), terms, at, target);
}

/// The same, on a machine that has AVX2 and the fused multiply-add.
#[cfg(target_arch = "x86_64")]
#[target_feature(enable = "avx2,fma")]
#[inline(never)]
pub(super) fn avx2<'a, const R: usize, const V: usize, const TURNED: bool>(
    proof: Avx2,
    terms: impl Iterator<Item = Terms<'a>>,
    at: Corner,
    target: &mut Target<'_>,
) {
    tile::<[__m256; 2], R, V, TURNED>(proof, terms, at, target);
}

/// The same, on a machine that has AVX-512.
#[cfg(target_arch = "x86_64")]
#[target_feature(enable = "avx512f")]
#[inline(never)]
pub(super) fn avx512<'a, const R: usize, const V: usize, const TURNED: bool>(
    proof: Avx512,
    terms: impl Iterator<Item = Terms<'a>>,
    at: Corner,
    target: &mut Target<'_>,
) {
    tile::<__m512, R, V, TURNED>(proof, terms, at, target);
}

#[inline(always)]
fn tile<'a, X: Vector, const R: usize, const V: usize, const TURNED: bool>(
    proof: X::Proof,
    terms: impl Iterator<Item = Terms<'a>>,
    at: Corner,
    target: &mut Target<'_>,
) {
    let mut sums = [[X::splat(proof, &0.0); V]; R];
    for terms in terms {
        let Terms { a, b, across, .. } = terms;
        let Terms { depth, pieces, .. } = terms;
        if depth == 0 || pieces == 0 {
            continue;
        }
        let (down, right) = if TURNED {
            (1, terms.a_stride)
        } else {
            (terms.a_stride, 1)
        };
        let (first, stripe) = (at.row * down, at.line * across);
        let last = (pieces - 1) * terms.next.0 + (R - 1) * down + (depth - 1) * right;
        assert!(first + last < a.len(), "A is that large");
        let last = (pieces - 1) * terms.next.1 + (V - 1) * across + depth - 1;
        assert!(stripe + last < b.len(), "B is that large");
        let (a, b) = (a[first..].as_ptr(), b[stripe..].as_ptr());
        // One of the products of a column of A and a row of B that are summed up.
        let mut add = |a: *const f32, b: *const Lanes| {
            if TURNED {
                // A^T is read across its rows, where no cache foresees what comes next.
                prefetch(a.wrapping_add(AHEAD * right));
            }
            // SAFETY: the furthest that is read of A and of B has just been found to be there.
            let row: [X; V] =
                std::array::from_fn(|v| X::load(proof, unsafe { &(*b.add(v * across)).0 }));
            for (r, sums) in sums.iter_mut().enumerate() {
                // SAFETY: as above.
                let left = X::splat(proof, unsafe { &*a.add(r * down) });
                for v in 0..V {
                    sums[v] = sums[v].add_product(left, row[v]);
                }
            }
        };
        let (mut next_a, mut next_b) = (a, b);
        for _ in 0..pieces {
            let (mut a, mut b) = (next_a, next_b);
            for _ in 0..depth {
                add(a, b);
                (a, b) = (a.wrapping_add(right), b.wrapping_add(1));
            }
            next_a = next_a.wrapping_add(terms.next.0);
            next_b = next_b.wrapping_add(terms.next.1);
        }
    }
    for (r, sums) in sums.into_iter().enumerate() {
        for (v, sum) in sums.into_iter().enumerate() {
            let (row, line) = (at.row + r, at.line + v);
            let length = LANES.min(target.columns - line * LANES);
            let start = row * target.down + line * target.across;
            let c = &mut target.c[start..start + length];
            match c.as_chunks_mut::<LANES>() {
                ([whole], _) => *whole = sum.store(),
                (_, rest) => rest.copy_from_slice(&sum.store()[..length]),
            }
        }
    }
}
