use super::super::matmul::product;
use super::super::terms::{Target, Terms};
use super::*;

/// A number without a pattern, between -1 and 1.
fn noise(row: usize, column: usize) -> f32 {
    let hash = row * 7919 + column * 104_729 + 17;
    (hash.wrapping_mul(2_654_435_761) % 65_536) as f32 / 32_768.0 - 1.0
}

/// Samples of which four in five numbers are zero, and some all but black.
fn dark(samples: usize, width: usize) -> Panels {
    let mut panels = Panels::default();
    panels.shape(samples, width);
    panels.take(|samples, features, rows| {
        let rows = rows.chunks_exact_mut(features.len());
        for (sample, row) in samples.zip(rows) {
            for (number, feature) in row.iter_mut().zip(features.clone()) {
                let black = (sample / 3 + feature / 9) % 5 != 0 || sample % 7 == 6 && feature > 0;
                *number = if black { 0.0 } else { noise(sample, feature) };
            }
        }
    });
    panels
}

const SHAPES: [(usize, usize, usize); 6] = [
    (1, 1, 1),
    (16, 64, 70),
    (40, 130, 33),
    (64, 200, 128),
    (100, 63, 96),
    (130, 65, 16),
];

fn bits(numbers: impl IntoIterator<Item = f32>) -> Vec<u32> {
    numbers.into_iter().map(f32::to_bits).collect()
}

#[test]
fn outputs_are_those_of_the_dense_product_bit_by_bit() {
    for isa in Isa::available() {
        for (samples, width, units) in SHAPES {
            let x = dark(samples, width);
            let weights: Vec<f32> = (0..(width + 1) * units)
                .map(|at| noise(at / units, at % units))
                .collect();
            let terms = Terms {
                a: &weights,
                a_stride: units,
                b: x.lines(),
                across: x.stride(),
                depth: width + 1,
                pieces: 1,
                next: (0, 0),
            };
            let mut dense = vec![0.0; units * samples];
            let target = Target {
                c: &mut dense,
                down: samples,
                across: LANES,
                columns: samples,
            };
            product::<true>(isa, std::iter::once(terms), units, target);
            let mut z = Panels::default();
            z.shape(samples, units);
            outputs(isa, &weights, units, &x, &mut z);
            let each = (0..units).flat_map(|unit| (0..samples).map(move |sample| (sample, unit)));
            let sparse = each.map(|(sample, unit)| z.get(sample, unit));
            assert_eq!(
                bits(dense),
                bits(sparse),
                "{isa:?}: {samples} x {width} x {units}"
            );
            assert!((0..samples).all(|sample| z.get(sample, units) == 1.0));
        }
    }
}

#[test]
fn gradients_are_those_of_the_dense_product_bit_by_bit() {
    for isa in Isa::available() {
        for (samples, width, units) in SHAPES {
            let (first, size) = (width / 3, units.next_multiple_of(LANES));
            let batch = [dark(samples, width), dark(samples.div_ceil(2), width)];
            let deltas = batch.each_ref().map(|x| -> Vec<Lanes> {
                let line = |at| Lanes(std::array::from_fn(|lane| noise(at, lane)));
                (0..x.count() * size).map(line).collect()
            });
            let terms = batch.iter().zip(&deltas).map(|(x, delta)| Terms {
                a: &x.numbers()[first * LANES..],
                a_stride: LANES,
                b: delta,
                across: LANES,
                depth: LANES,
                pieces: x.count(),
                next: (x.stride() * LANES, size),
            });
            let rows = width + 1 - first;
            let mut dense = vec![0.0; rows * units];
            let target = Target {
                c: &mut dense,
                down: units,
                across: LANES,
                columns: units,
            };
            product::<false>(isa, terms, rows, target);
            let mut sparse = vec![7.0; rows * units + 1];
            let pairs = batch.iter().zip(deltas.iter().map(Vec::as_slice));
            gradient(isa, first..width + 1, units, pairs, &mut sparse);
            assert_eq!(sparse.pop(), Some(7.0));
            assert_eq!(
                bits(dense),
                bits(sparse),
                "{isa:?}: {rows} x {samples} x {units}"
            );
        }
    }
}

#[test]
#[should_panic(expected = "the lines are there")]
fn a_sum_that_reaches_past_its_terms_is_refused() {
    let terms = super::Terms {
        numbers: &[1.0; 64 * LANES],
        lines: &[Lanes::default(); 2 * 63],
        next: (0, 0),
    };
    add::<2, false>(
        Isa::Portable,
        &[1 << 63],
        terms,
        &mut [[Lanes::default(); 2]],
    );
}
