use super::*;
use crate::nn::rows::Rows;

/// Numbers without a pattern, between -1 and 1, in rows.
fn noise(rows: usize, width: usize, seed: usize) -> Rows {
    let mut noise = Rows::default();
    noise.shape(rows, width);
    for (i, row) in noise.iter_mut().enumerate() {
        for (j, x) in row.iter_mut().enumerate() {
            let hash = (i * 7919 + j * 104_729 + seed * 1_299_709 + 17).wrapping_mul(2_654_435_761);
            *x = (hash % 65_536) as f32 / 32_768.0 - 1.0;
        }
    }
    noise
}

/// C (m, n) of a sum over pieces of the depths `ks`, in f64, and what the tiles make of it.
fn compare<const TURNED: bool>(isa: Isa, m: usize, n: usize, ks: &[usize]) {
    let pieces: Vec<(Rows, Rows, usize)> = ks
        .iter()
        .map(|&k| {
            let a = if TURNED {
                noise(k, m, k)
            } else {
                noise(m, k, k)
            };
            (a, noise(k, n, k + 1), k)
        })
        .collect();
    let terms = pieces.iter().map(|(a, b, depth)| Terms {
        a: a.numbers(),
        a_stride: a.stride() * LANES,
        b: b.lines(),
        b_stride: b.stride(),
        depth: *depth,
    });
    // Packed tightly, with a number behind that must stay.
    let mut c = vec![7.0; m * n + 1];
    let target = Target {
        c: &mut c,
        stride: n,
        columns: n,
    };
    product::<TURNED>(isa, terms, m, target);
    for i in 0..m {
        for j in 0..n {
            let mut exact = 0.0;
            for (a, b, depth) in &pieces {
                for k in 0..*depth {
                    let (row, column) = if TURNED { (k, i) } else { (i, k) };
                    let a = a.numbers()[row * a.stride() * LANES + column];
                    exact += f64::from(a) * f64::from(b.numbers()[k * b.stride() * LANES + j]);
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
                    compare::<false>(isa, m, n, ks);
                    compare::<true>(isa, m, n, ks);
                }
            }
        }
    }
}

#[test]
#[should_panic(expected = "B is that large")]
fn a_sum_that_reaches_past_its_factors_is_refused() {
    let (a, b) = (noise(4, 9, 1), noise(4, 9, 2));
    let terms = Terms {
        a: a.numbers(),
        a_stride: a.stride() * LANES,
        b: b.lines(),
        b_stride: b.stride(),
        depth: 5,
    };
    let target = Target {
        c: &mut [0.0; 36],
        stride: 9,
        columns: 9,
    };
    product::<false>(Isa::Portable, std::iter::once(terms), 4, target);
}
