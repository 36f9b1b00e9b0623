//! Products with a factor that is mostly zero: the first layer's, whose inputs are pictures.
//!
//! Four of five pixels of a digit are black, and a product with 0 adds nothing to a sum. So a sum
//! goes from one number that is not zero to the next, and each of them meets a few lines of the
//! other factor, which lie in the first cache. A tile (see `tile`) loads less for each
//! multiply-add, but could leave out only what is zero in all its rows; so this is for batches of
//! which at least half is zero. It takes the first layer's two products from 470 to 175
//! microseconds of a core, of a step's 1,560.
//!
//! The terms that are left keep their order, so sums of finite numbers come out as the tile's do,
//! bit by bit.

use super::nonzero::GROUP;
use super::panels::Panels;
#[cfg(target_arch = "x86_64")]
use super::simd::{Avx2, Avx512};
use super::simd::{Isa, wide};
use super::vector::{LANES, Lanes, Vector, transpose};
#[cfg(target_arch = "x86_64")]
use std::arch::x86_64::{__m256, __m512};
use std::ops::Range;

/// Sums that are computed at a time, each of V lines: what the first cache holds.
const SUMS: usize = 64;

/// Up to 64 terms, of which each sum takes some: a term is a number for each sum, and V lines.
#[derive(Debug, Clone, Copy)]
struct Terms<'a> {
    numbers: &'a [f32],
    lines: &'a [Lanes],
    /// Numbers and lines from one panel of samples to the next, if the terms are samples.
    next: (usize, usize),
}

/// z = xW, with a constant 1 behind every x; W has a row for each number of x and for the constant.
pub(super) fn outputs(isa: Isa, weights: &[f32], units: usize, x: &Panels, z: &mut Panels) {
    columns(isa, units.div_ceil(LANES), |lines, at| match lines {
        8 => outputs_of::<8>(isa, weights, units, at, x, z),
        4 => outputs_of::<4>(isa, weights, units, at, x, z),
        2 => outputs_of::<2>(isa, weights, units, at, x, z),
        _ => outputs_of::<1>(isa, weights, units, at, x, z),
    });
}

/// dL/dW = x^T dL/dz for some rows of W; the batch is x and dL/dz, transposed.
pub(super) fn gradient<'a>(
    isa: Isa,
    rows: Range<usize>,
    units: usize,
    batch: impl Iterator<Item = (&'a Panels, &'a [Lanes])> + Clone,
    gradient: &mut [f32],
) {
    columns(isa, units.div_ceil(LANES), |lines, at| {
        let (rows, batch) = (rows.clone(), batch.clone());
        match lines {
            8 => gradient_of::<8>(isa, rows, units, at, batch, gradient),
            4 => gradient_of::<4>(isa, rows, units, at, batch, gradient),
            2 => gradient_of::<2>(isa, rows, units, at, batch, gradient),
            _ => gradient_of::<1>(isa, rows, units, at, batch, gradient),
        }
    });
}

/// Cuts columns into as many lines at a time as there are registers for.
fn columns(isa: Isa, lines: usize, mut work: impl FnMut(usize, usize)) {
    let most = match isa {
        Isa::Portable if cfg!(not(target_arch = "aarch64")) => 2,
        #[cfg(target_arch = "x86_64")]
        Isa::Avx512(_) => 8,
        _ => 4,
    };
    let mut at = 0;
    while at < lines {
        let wide = if lines - at >= most { most } else { 1 };
        work(wide, at);
        at += wide;
    }
}

fn outputs_of<const V: usize>(
    isa: Isa,
    weights: &[f32],
    units: usize,
    at: usize,
    x: &Panels,
    z: &mut Panels,
) {
    let (inputs, panels) = (x.stride(), SUMS / LANES);
    let columns = at * LANES..units.min((at + V) * LANES);
    let mut packed = [[Lanes::default(); V]; GROUP];
    for first in (0..x.count()).step_by(panels) {
        let mut sums = [[Lanes::default(); V]; SUMS];
        let count = panels.min(x.count() - first);
        for (word, feature) in (0..inputs).step_by(GROUP).enumerate() {
            let features = GROUP.min(inputs - feature);
            let rows = weights[feature * units..].chunks(units);
            pack(&mut packed[..features], rows, columns.clone());
            for panel in 0..count {
                let start = ((first + panel) * x.stride() + feature) * LANES;
                let terms = Terms {
                    numbers: &x.numbers()[start..][..features * LANES],
                    lines: packed.as_flattened(),
                    next: (0, 0),
                };
                let wanted: [u64; LANES] = std::array::from_fn(|lane| {
                    x.nonzero().features((first + panel) * LANES + lane, word)
                });
                let sums = &mut sums[panel * LANES..][..LANES];
                add::<V, false>(isa, &wanted, terms, sums);
            }
        }
        let stride = z.stride();
        let targets = z.lines_mut().chunks_exact_mut(stride).skip(first);
        for (sums, target) in sums.as_chunks::<LANES>().0.iter().zip(targets.take(count)) {
            unpack(sums, &mut target[columns.clone()]);
        }
    }
}

fn gradient_of<'a, const V: usize>(
    isa: Isa,
    rows: Range<usize>,
    units: usize,
    at: usize,
    batch: impl Iterator<Item = (&'a Panels, &'a [Lanes])> + Clone,
    gradient: &mut [f32],
) {
    let size = units.next_multiple_of(LANES);
    let columns = at * LANES..units.min((at + V) * LANES);
    for (row, first) in rows.clone().zip(0..).step_by(SUMS) {
        let mut sums = [[Lanes::default(); V]; SUMS];
        let count = SUMS.min(rows.end - row);
        for (x, delta) in batch.clone() {
            for panel in (0..x.count()).step_by(GROUP / LANES) {
                let terms = Terms {
                    numbers: &x.numbers()[(panel * x.stride() + row) * LANES..],
                    lines: &delta[panel * size + at * LANES..],
                    next: (x.stride() * LANES, size),
                };
                let mut wanted = [0; SUMS];
                for (wanted, row) in wanted[..count].iter_mut().zip(row..) {
                    *wanted = x.nonzero().samples(panel, row);
                }
                add::<V, true>(isa, &wanted[..count], terms, &mut sums[..count]);
            }
        }
        let targets = gradient[first * units..].chunks_mut(units);
        for (sums, target) in sums[..count].iter().zip(targets) {
            let target = target[columns.clone()].chunks_mut(LANES);
            for (sum, target) in sums.iter().zip(target) {
                match target.as_chunks_mut::<LANES>() {
                    ([whole], _) => *whole = sum.0,
                    (_, rest) => rest.copy_from_slice(&sum.0[..rest.len()]),
                }
            }
        }
    }
}

/// Copies some columns of rows into whole lines; what is in their rest means nothing.
fn pack<'a, const V: usize>(
    packed: &mut [[Lanes; V]],
    rows: impl Iterator<Item = &'a [f32]>,
    columns: Range<usize>,
) {
    wide(
        #[inline(always)]
        || {
            for (lines, row) in packed.iter_mut().zip(rows) {
                let (whole, rest) = row[columns.clone()].as_chunks::<LANES>();
                for (line, whole) in lines.iter_mut().zip(whole) {
                    line.0 = *whole;
                }
                if let Some(line) = lines.get_mut(whole.len()) {
                    line.0[..rest.len()].copy_from_slice(rest);
                }
            }
        },
    );
}

/// Turns sixteen samples' sums into a panel's lines.
fn unpack<const V: usize>(sums: &[[Lanes; V]; LANES], panel: &mut [Lanes]) {
    for (v, lines) in panel.chunks_mut(LANES).enumerate() {
        let columns = sums.each_ref().map(|sums| &sums[v].0);
        transpose(columns, lines);
    }
}

/// Adds to every sum those of its terms whose bit is set, in their order. Terms are the samples of
/// some panels and sums are features, or the other way about.
fn add<const V: usize, const SAMPLES: bool>(
    isa: Isa,
    wanted: &[u64],
    terms: Terms<'_>,
    sums: &mut [[Lanes; V]],
) {
    match isa {
        Isa::Portable => add_in::<[f32; LANES], V, SAMPLES>((), wanted, terms, sums),
        // SAFETY: the proof says that the machine has the features.
        #[cfg(target_arch = "x86_64")]
        Isa::Avx2(proof) => unsafe { add_avx2::<V, SAMPLES>(proof, wanted, terms, sums) },
        // SAFETY: the proof says that the machine has the features.
        #[cfg(target_arch = "x86_64")]
        Isa::Avx512(proof) => unsafe { add_avx512::<V, SAMPLES>(proof, wanted, terms, sums) },
    }
}

#[cfg(target_arch = "x86_64")]
#[target_feature(enable = "avx2,fma,bmi1")]
#[inline(never)]
fn add_avx2<const V: usize, const SAMPLES: bool>(
    proof: Avx2,
    wanted: &[u64],
    terms: Terms<'_>,
    sums: &mut [[Lanes; V]],
) {
    add_in::<[__m256; 2], V, SAMPLES>(proof, wanted, terms, sums);
}

#[cfg(target_arch = "x86_64")]
#[target_feature(enable = "avx512f,fma,bmi1")]
#[inline(never)]
fn add_avx512<const V: usize, const SAMPLES: bool>(
    proof: Avx512,
    wanted: &[u64],
    terms: Terms<'_>,
    sums: &mut [[Lanes; V]],
) {
    add_in::<__m512, V, SAMPLES>(proof, wanted, terms, sums);
}

#[inline(always)]
fn add_in<X: Vector, const V: usize, const SAMPLES: bool>(
    proof: X::Proof,
    wanted: &[u64],
    terms: Terms<'_>,
    sums: &mut [[Lanes; V]],
) {
    // Where a term's number for the first sum is, and its first line.
    let place = |term: usize| {
        let (panel, lane) = (term / LANES, term % LANES);
        if SAMPLES {
            let (numbers, lines) = terms.next;
            (panel * numbers + lane, panel * lines + lane)
        } else {
            (term * LANES, term * V)
        }
    };
    let (down, across) = if SAMPLES { (LANES, LANES) } else { (1, 1) };
    let any = wanted.iter().fold(0, |any, bits| any | bits);
    let Some(last) = any.checked_ilog2() else {
        return;
    };
    // The last term is the furthest, for a panel is no narrower than its samples.
    assert!(!SAMPLES || terms.next.0.min(terms.next.1) >= LANES);
    let (number, line) = place(last as usize);
    let number = number + (sums.len() - 1) * down;
    assert!(number < terms.numbers.len(), "the numbers are there");
    let line = line + (V - 1) * across;
    assert!(line < terms.lines.len(), "the lines are there");
    let (mut numbers, lines) = (terms.numbers.as_ptr(), terms.lines.as_ptr());
    for (sums, &wanted) in sums.iter_mut().zip(wanted) {
        let mut wanted = wanted;
        let mut vectors: [X; V] = std::array::from_fn(|v| X::load(proof, &sums[v].0));
        while wanted != 0 {
            let (number, line) = place(wanted.trailing_zeros() as usize);
            // SAFETY: the furthest number and line have just been found to be there.
            let number = X::splat(proof, unsafe { &*numbers.add(number) });
            for (v, vector) in vectors.iter_mut().enumerate() {
                // SAFETY: as above.
                let line = unsafe { &*lines.add(line + v * across) };
                *vector = vector.add_product(number, X::load(proof, &line.0));
            }
            wanted &= wanted - 1;
        }
        for (sum, vector) in sums.iter_mut().zip(vectors) {
            sum.0 = vector.store();
        }
        numbers = numbers.wrapping_add(down);
    }
}

#[cfg(test)]
mod tests;
