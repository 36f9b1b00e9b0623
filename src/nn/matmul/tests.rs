use super::*;
use crate::vector::Lanes;

/// A number without a pattern, between -1 and 1.
fn noise(row: usize, column: usize, seed: usize) -> f32 {
    let hash = row * 7919 + column * 104_729 + seed * 1_299_709 + 17;
    (hash.wrapping_mul(2_654_435_761) % 65_536) as f32 / 32_768.0 - 1.0
}

/// Rows of numbers.
fn factor(rows: usize, columns: usize, seed: usize) -> Vec<f32> {
    let at = |index| noise(index / columns, index % columns, seed);
    (0..rows * columns).map(at).collect()
}

/// Stripes of numbers a line wide, with one line more behind each.
fn stripes(rows: usize, columns: usize, seed: usize) -> Vec<Lanes> {
    let across = rows + 1;
    let line = |index: usize| {
        let (stripe, row) = (index / across, index % across);
        Lanes(std::array::from_fn(|lane| {
            noise(row, stripe * LANES + lane, seed)
        }))
    };
    (0..columns.div_ceil(LANES) * across).map(line).collect()
}

/// C (m, n) of a sum over terms of the depths `ks`, each taken in `pieces` equal ones, in f64, and
/// what the tiles make of it.
fn compare<const TURNED: bool>(isa: Isa, m: usize, n: usize, ks: &[usize], pieces: usize) {
    let factors: Vec<(Vec<f32>, Vec<Lanes>, usize)> = ks
        .iter()
        .map(|&k| {
            let a = if TURNED {
                factor(k, m, k)
            } else {
                factor(m, k, k)
            };
            (a, stripes(k, n, k + 1), k)
        })
        .collect();
    let terms = factors.iter().map(|(a, b, k)| Terms {
        a,
        a_stride: if TURNED { m } else { *k },
        b,
        across: k + 1,
        depth: k / pieces,
        pieces,
        next: (k / pieces * if TURNED { m } else { 1 }, k / pieces),
    });
    // Packed tightly, with a number behind that must stay.
    let mut c = vec![7.0; m * n + 1];
    let target = Target {
        c: &mut c,
        down: n,
        across: LANES,
        columns: n,
    };
    product::<TURNED>(isa, terms, m, target);
    for i in 0..m {
        for j in 0..n {
            let mut exact = 0.0;
            for &k in ks {
                for depth in 0..k {
                    let (row, column) = if TURNED { (depth, i) } else { (i, depth) };
                    let a = f64::from(noise(row, column, k));
                    exact += a * f64::from(noise(depth, j, k + 1));
                }
            }
            let error = (f64::from(c[i * n + j]) - exact).abs();
            assert!(
                error < 1e-4,
                "{isa:?} ({m}, {ks:?}, {n}) at {i}, {j}: off by {error}"
            );
        }
    }
    assert_eq!(c[m * n], 7.0);
}

#[test]
fn every_shape_on_every_instruction_set_is_the_sum_of_its_products() {
    for isa in Isa::available() {
        for m in [1, 2, 3, 5, 6, 8, 13, 23, 33] {
            for n in [1, 2, 15, 16, 17, 33, 49, 70] {
                for ks in [&[1][..], &[9], &[16, 3], &[32, 32, 1], &[0]] {
                    compare::<false>(isa, m, n, ks, 1);
                    compare::<true>(isa, m, n, ks, 1);
                }
                compare::<false>(isa, m, n, &[32, 16], 2);
                compare::<true>(isa, m, n, &[48, 8], 4);
            }
        }
    }
}

#[test]
#[should_panic(expected = "B is that large")]
fn a_sum_that_reaches_past_its_factors_is_refused() {
    let (a, b) = (factor(4, 9, 1), stripes(3, 9, 2));
    let terms = Terms {
        a: &a,
        a_stride: 9,
        b: &b,
        across: 4,
        depth: 5,
        pieces: 1,
        next: (0, 0),
    };
    let target = Target {
        c: &mut [0.0; 36],
        down: 9,
        across: LANES,
        columns: 9,
    };
    product::<false>(Isa::Portable, std::iter::once(terms), 4, target);
}
