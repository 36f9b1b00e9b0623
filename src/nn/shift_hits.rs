//! Pictures shifted by whole pixels, at every shift at once: how many a model reads rightly.
//!
//! A shifted pixel meets the weights of the place that it comes to: so nothing is moved but where the
//! weights are read. Those that it meets at all shifts to the side lie side by side, so that a pixel, once
//! loaded, serves as many sums as there are such shifts, which stay in registers. The weights of a few
//! units stay in the first cache, and what is black, four pixels of five, is passed by. Beside a product
//! for each shift, which does that too, it takes half of the time.
//!
//! The terms of a sum keep their order: of finite numbers it comes out as if the shifted picture had been
//! read, bit by bit.

use super::hits::hits_of_sums;
use super::panels::Panels;
use super::part::Part;
use super::shard::gather;
use super::simd::Isa;
#[cfg(target_arch = "x86_64")]
use super::simd::{Avx2, Avx512};
use super::vector::{LANES, Lanes, numbers, numbers_mut, transpose};
use super::workers::Workers;
use super::{Samples, Sequential};
#[cfg(target_arch = "x86_64")]
use std::arch::x86_64::{__m256, __m512};
use std::array::from_fn;

/// Samples that are read together: what the first layer makes of them, at the shifts of one row, stays in
/// the second cache.
const CHUNK: usize = 64;

/// Shifts along one side of a map, that of nothing in their middle.
pub const SHIFTS: usize = 9;

/// How many pictures, `columns` wide, have their largest output where the largest target is, at each of
/// [`SHIFTS`] x [`SHIFTS`] shifts: rows from the furthest up to the furthest down, columns from left to
/// right. On `threads` threads, the caller's included; 0 means as many as the machine has.
///
/// # Panics
/// If the first layer is not dense, the model is not as wide as the samples and their targets, these are no
/// rows of `columns`, or there are fewer targets than inputs.
pub fn shift_hits(
    model: &Sequential,
    columns: usize,
    x: &dyn Samples,
    y: &dyn Samples,
    threads: usize,
) -> [[usize; SHIFTS]; SHIFTS] {
    // Chosen here, so that it is compiled with this crate, and as fast as the rest of it.
    hits_at::<SHIFTS>(model, columns, x, y, threads)
}

fn hits_at<const N: usize>(
    model: &Sequential,
    columns: usize,
    x: &dyn Samples,
    y: &dyn Samples,
    threads: usize,
) -> [[usize; N]; N] {
    let width = model.inputs();
    assert_eq!(N % 2, 1, "there is a shift of 0");
    assert_eq!(x.width(), width, "inputs are as wide as the model's");
    assert_eq!(
        y.width(),
        model.output_width(),
        "targets are as wide as its outputs"
    );
    assert_eq!(width % columns, 0, "pictures are whole rows");
    let isa = Isa::widest();
    let planes = Planes::<N>::new(isa, model, columns);
    let samples: Vec<u32> = (0..x.len() as u32).collect();
    let chunks = samples.chunks(CHUNK);
    let mut chunks: Vec<_> = chunks.map(|batch| (batch, [[0; N]; N])).collect();
    let mut desks = Vec::new();
    let mut workers = Workers::new(threads);
    desks.resize_with(workers.count(), Desk::default);
    workers.each_at(
        workers.count(),
        &mut chunks,
        &mut desks,
        |_, (batch, hits), desk| {
            desk.take(&planes, x, y, batch);
            for (down, hits) in hits.iter_mut().enumerate() {
                *hits = desk.hits(isa, &planes, model, down);
            }
        },
    );
    let sum = |row: usize, column: usize| chunks.iter().map(|(_, hits)| hits[row][column]).sum();
    from_fn(|row| from_fn(|column| sum(row, column)))
}

/// The first layer's weights: for every few units, as many as a register holds, a picture of them with a
/// margin of N / 2 places all around, where they are 0.
struct Planes<const N: usize> {
    columns: usize,
    /// Places from one row to the next, and in all.
    across: usize,
    places: usize,
    weights: Vec<Lanes>,
    bias: Vec<Lanes>,
}

impl<const N: usize> Planes<N> {
    fn new(isa: Isa, model: &Sequential, columns: usize) -> Self {
        let first = model.layers()[0].dense().expect("the first layer is dense");
        let (kernel, bias) = (first.kernel(model.weights()), first.bias(model.weights()));
        let (wide, margin) = (width(isa), N / 2);
        let across = columns + 2 * margin;
        let places = (first.inputs() / columns + 2 * margin) * across;
        let lines = first.units().div_ceil(LANES);
        let mut planes = Self {
            columns,
            across,
            places,
            weights: vec![Lanes::default(); lines * places],
            bias: vec![Lanes::default(); lines],
        };
        let weights = numbers_mut(&mut planes.weights);
        for ((pixel, unit), weight) in kernel.indexed_iter() {
            let (row, column) = (pixel / columns + margin, pixel % columns + margin);
            let place = unit / wide * places + row * across + column;
            weights[place * wide + unit % wide] = *weight;
        }
        let all = numbers_mut(&mut planes.bias).iter_mut().zip(bias);
        all.for_each(|(to, bias)| *to = *bias);
        planes
    }
}

/// Some samples, and room for what the layers make of them.
#[derive(Default)]
struct Desk<const N: usize> {
    target: Panels,
    ink: Ink,
    /// For each line of units and each sample, the sums at all shifts to the side.
    sums: Vec<[Lanes; N]>,
    outputs: Vec<Panels>,
}

/// What is not black in some pictures: its places among those of a plane, and its numbers.
#[derive(Default)]
struct Ink {
    places: Vec<u32>,
    numbers: Vec<f32>,
    /// The furthest of the places.
    furthest: usize,
    /// Where the pictures end.
    ends: Vec<usize>,
}

impl Ink {
    fn pictures(&self) -> impl Iterator<Item = (&[u32], &[f32])> {
        let mut start = 0;
        self.ends.iter().map(move |&end| {
            let picture = std::mem::replace(&mut start, end)..end;
            (&self.places[picture.clone()], &self.numbers[picture])
        })
    }
}

impl<const N: usize> Desk<N> {
    fn take(&mut self, planes: &Planes<N>, x: &dyn Samples, y: &dyn Samples, batch: &[u32]) {
        gather(y, batch, &mut self.target);
        let ink = &mut self.ink;
        ink.places.clear();
        ink.numbers.clear();
        ink.ends.clear();
        let mut row = vec![0.0; x.width()];
        for sample in batch {
            x.gather(&[*sample], 0..row.len(), &mut row);
            for (pixel, number) in row.iter().enumerate().filter(|(_, number)| **number != 0.0) {
                let place = pixel / planes.columns * planes.across + pixel % planes.columns;
                ink.places.push(place as u32);
                ink.numbers.push(*number);
            }
            ink.ends.push(ink.places.len());
        }
        let furthest = ink.places.iter().max();
        ink.furthest = furthest.map_or(0, |place| *place as usize);
    }

    /// The hits at all shifts to the side, and of one up or down: 0 is the furthest up.
    fn hits(
        &mut self,
        isa: Isa,
        planes: &Planes<N>,
        model: &Sequential,
        down: usize,
    ) -> [usize; N] {
        let samples = self.ink.ends.len();
        self.sums
            .resize(planes.bias.len() * samples, [Lanes::default(); N]);
        let wide = width(isa);
        for (line, sums) in self.sums.chunks_exact_mut(samples).enumerate() {
            for part in (0..LANES).step_by(wide) {
                let plane = (line * LANES + part) / wide * planes.places;
                let rows = plane + down * planes.across..plane + planes.places;
                let weights = &numbers(&planes.weights)[rows.start * wide..rows.end * wide];
                let bias = &planes.bias[line].0[part..];
                add(isa, &self.ink, weights, bias, part, sums);
            }
        }
        from_fn(|right| {
            self.outputs
                .resize_with(model.layers().len(), Panels::default);
            let z = &mut self.outputs[0];
            z.shape(samples, model.layers()[0].units());
            for (first, panel) in (0..).step_by(LANES).zip(z.iter_mut()) {
                for (line, units) in panel.chunks_mut(LANES).enumerate() {
                    let sums = &self.sums[line * samples + first..(line + 1) * samples];
                    transpose(
                        from_fn(|lane| &sums[lane.min(sums.len() - 1)][right].0),
                        units,
                    );
                }
            }
            hits_of_sums(isa, model, &mut self.outputs, &self.target)
        })
    }
}

/// Units whose sums a register holds.
fn width(isa: Isa) -> usize {
    match isa {
        Isa::Portable => <[f32; 4]>::WIDTH,
        #[cfg(target_arch = "x86_64")]
        Isa::Avx2(_) => __m256::WIDTH,
        #[cfg(target_arch = "x86_64")]
        Isa::Avx512(_) => __m512::WIDTH,
    }
}

/// The sums of a few units for all pictures, at all shifts to the side. Into the lanes from `part` on.
fn add<const N: usize>(
    isa: Isa,
    ink: &Ink,
    weights: &[f32],
    bias: &[f32],
    part: usize,
    sums: &mut [[Lanes; N]],
) {
    match isa {
        Isa::Portable => add_in::<[f32; 4], N>((), ink, weights, bias, part, sums),
        // SAFETY: the proof says that the machine has the features.
        #[cfg(target_arch = "x86_64")]
        Isa::Avx2(proof) => unsafe { avx2(proof, ink, weights, bias, part, sums) },
        // SAFETY: as above.
        #[cfg(target_arch = "x86_64")]
        Isa::Avx512(proof) => unsafe { avx512(proof, ink, weights, bias, part, sums) },
    }
}

#[cfg(target_arch = "x86_64")]
#[target_feature(enable = "avx2,fma")]
#[inline(never)]
fn avx2<const N: usize>(
    proof: Avx2,
    ink: &Ink,
    weights: &[f32],
    bias: &[f32],
    part: usize,
    sums: &mut [[Lanes; N]],
) {
    add_in::<__m256, N>(proof, ink, weights, bias, part, sums);
}

#[cfg(target_arch = "x86_64")]
#[target_feature(enable = "avx512f")]
#[inline(never)]
fn avx512<const N: usize>(
    proof: Avx512,
    ink: &Ink,
    weights: &[f32],
    bias: &[f32],
    part: usize,
    sums: &mut [[Lanes; N]],
) {
    add_in::<__m512, N>(proof, ink, weights, bias, part, sums);
}

#[inline(always)]
fn add_in<P: Part, const N: usize>(
    proof: P::Proof,
    ink: &Ink,
    weights: &[f32],
    bias: &[f32],
    part: usize,
    sums: &mut [[Lanes; N]],
) {
    assert!(
        (ink.furthest + N) * P::WIDTH <= weights.len(),
        "the weights are there"
    );
    assert!(
        part + P::WIDTH <= LANES && P::WIDTH <= bias.len(),
        "so is the bias"
    );
    for ((places, numbers), out) in ink.pictures().zip(sums) {
        let mut sums = [P::splat(proof, 0.0); N];
        for (place, number) in places.iter().zip(numbers) {
            let number = P::splat(proof, *number);
            for (right, sum) in sums.iter_mut().enumerate() {
                let at = (*place as usize + right) * P::WIDTH;
                // SAFETY: the furthest has just been found to be there.
                let weight = unsafe { P::load(proof, weights.as_ptr().add(at)) };
                *sum = sum.add_product(number, weight);
            }
        }
        for (sum, out) in sums.into_iter().zip(out) {
            // SAFETY: so has the bias, and the room for as many sums.
            unsafe {
                let bias = P::load(proof, bias.as_ptr());
                let sum = sum.add_product(P::splat(proof, 1.0), bias);
                sum.store(out.0.as_mut_ptr().add(part));
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Activation::{Relu, Softmax};
    use crate::hits;
    use ndarray::Array2;

    const SIDES: [usize; 2] = [6, 7];

    #[test]
    fn at_every_shift_it_counts_what_reading_the_shifted_pictures_counts() {
        let [rows, columns] = SIDES;
        let model = Sequential::new(rows * columns).dense(21, Relu);
        let model = model.dense(5, Softmax).initialize(4);
        let samples = CHUNK + 19;
        let ink = |sample: usize, pixel: usize| match (sample * 31 + pixel * 17) % 23 {
            of if of > 15 => of as f32 / 23.0,
            _ => 0.0,
        };
        let x = Array2::from_shape_fn((samples, rows * columns), |(i, j)| ink(i, j));
        let y = Array2::from_shape_fn((samples, 5), |(i, j)| f32::from(i % 5 == j));
        for threads in [1, 3] {
            let found = hits_at::<5>(&model, columns, &x, &y, threads);
            for (down, row) in (-2..).zip(&found) {
                for (right, found) in (-2..).zip(row) {
                    let expected = hits(&model, &shifted(&x, SIDES, [down, right]), &y, 1);
                    assert_eq!(*found, expected, "{down} down, {right} to the right");
                }
            }
        }
    }

    #[test]
    fn sums_are_those_of_the_shifted_pictures_bit_by_bit_on_every_instruction_set() {
        const REACH: isize = 1;
        let model = Sequential::new(12).dense(20, Relu).initialize(2);
        let x = Array2::from_shape_fn((3, 12), |(i, j)| ((i * 5 + j) % 4) as f32 / 3.0);
        let y = Array2::from_shape_fn((3, 20), |(i, j)| f32::from(i == j));
        let places =
            || (-REACH..=REACH).flat_map(|down| (-REACH..=REACH).map(move |right| [down, right]));
        for (isa, [down, right]) in
            Isa::available().flat_map(|isa| places().map(move |at| (isa, at)))
        {
            let planes = Planes::<3>::new(isa, &model, 4);
            let mut desk = Desk::default();
            desk.take(&planes, &x, &y, &[0, 1, 2]);
            desk.hits(isa, &planes, &model, (down + REACH) as usize);
            let shifted = shifted(&x, [3, 4], [down, right]);
            let (mut input, mut z) = (Panels::default(), Panels::default());
            gather(&shifted, &[0, 1, 2], &mut input);
            model.layers()[0].sums(isa, model.weights(), &input, &mut z);
            for (sample, unit) in (0..3).flat_map(|sample| (0..20).map(move |unit| (sample, unit)))
            {
                let sums = &desk.sums[unit / LANES * 3 + sample];
                let found = sums[(right + REACH) as usize].0[unit % LANES];
                assert_eq!(
                    found.to_bits(),
                    z.get(sample, unit).to_bits(),
                    "{isa:?} {down} {right}"
                );
            }
        }
    }

    /// Pictures of so many rows and columns, so far down and to the right.
    fn shifted(
        x: &Array2<f32>,
        [rows, columns]: [usize; 2],
        [down, right]: [isize; 2],
    ) -> Array2<f32> {
        Array2::from_shape_fn(x.dim(), |(i, j)| {
            let row = (j / columns).checked_add_signed(-down);
            let column = (j % columns).checked_add_signed(-right);
            match (row, column) {
                (Some(r), Some(c)) if r < rows && c < columns => x[[i, r * columns + c]],
                _ => 0.0,
            }
        })
    }
}
