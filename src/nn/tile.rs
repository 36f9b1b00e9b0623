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

use super::matmul::{Target, Terms};
use super::vector::{LANES, Vector};
#[cfg(target_arch = "x86_64")]
use std::arch::x86_64::{__m256, __m512};

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
    tile::<[f32; LANES], R, V, TURNED>(terms, at, target);
}

/// The same, on a machine that has AVX2 and the fused multiply-add.
#[cfg(target_arch = "x86_64")]
#[target_feature(enable = "avx2,fma")]
#[inline(never)]
pub(super) fn avx2<'a, const R: usize, const V: usize, const TURNED: bool>(
    terms: impl Iterator<Item = Terms<'a>>,
    at: Corner,
    target: &mut Target<'_>,
) {
    tile::<[__m256; 2], R, V, TURNED>(terms, at, target);
}

/// The same, on a machine that has AVX-512.
#[cfg(target_arch = "x86_64")]
#[target_feature(enable = "avx512f")]
#[inline(never)]
pub(super) fn avx512<'a, const R: usize, const V: usize, const TURNED: bool>(
    terms: impl Iterator<Item = Terms<'a>>,
    at: Corner,
    target: &mut Target<'_>,
) {
    tile::<__m512, R, V, TURNED>(terms, at, target);
}

#[inline(always)]
fn tile<'a, X: Vector, const R: usize, const V: usize, const TURNED: bool>(
    terms: impl Iterator<Item = Terms<'a>>,
    at: Corner,
    target: &mut Target<'_>,
) {
    let mut sums = [[X::splat(&0.0); V]; R];
    for Terms {
        a,
        a_stride,
        b,
        b_stride,
        depth,
    } in terms
    {
        if depth == 0 {
            continue;
        }
        let (down, right) = if TURNED { (1, a_stride) } else { (a_stride, 1) };
        let first = at.row * down;
        assert!(
            first + (R - 1) * down + (depth - 1) * right < a.len(),
            "A is that large"
        );
        assert!(
            at.line + V - 1 + (depth - 1) * b_stride < b.len(),
            "B is that large"
        );
        let (mut a, mut b) = (a[first..].as_ptr(), b[at.line..].as_ptr());
        for _ in 0..depth {
            // SAFETY: the furthest that is read of A and of B has just been found to be there.
            let row: [X; V] = std::array::from_fn(|v| X::load(unsafe { &*b.add(v) }));
            for (r, sums) in sums.iter_mut().enumerate() {
                // SAFETY: as above.
                let left = X::splat(unsafe { &*a.add(r * down) });
                for v in 0..V {
                    sums[v] = sums[v].add_product(left, row[v]);
                }
            }
            (a, b) = (a.wrapping_add(right), b.wrapping_add(b_stride));
        }
    }
    let column = at.line * LANES;
    let length = target.columns.saturating_sub(column).min(V * LANES);
    for (r, sums) in sums.into_iter().enumerate() {
        let row = &mut target.c[(at.row + r) * target.stride + column..][..length];
        let (whole, rest) = row.as_chunks_mut::<LANES>();
        for (v, sum) in sums.into_iter().enumerate() {
            match whole.get_mut(v) {
                Some(whole) => *whole = sum.store(),
                None if v == length / LANES => {
                    rest.iter_mut()
                        .zip(sum.store())
                        .for_each(|(c, sum)| *c = sum);
                }
                None => {}
            }
        }
    }
}
