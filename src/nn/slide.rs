//! A window that slides over a picture, and the product that it makes at every place.
//!
//! The samples of a panel are sixteen pictures on top of each other, a line for each number of them
//! (see `panels`). A window's row is then a stretch of lines, so at each place the kernel
//! meets them where they are: nothing is copied, as in libraries that make a matrix of all windows first.

use super::matmul::cut;
use super::simd::Isa;
#[cfg(target_arch = "x86_64")]
use super::simd::{Avx2, Avx512};
use super::vector::{LANES, Lanes, Vector};
#[cfg(target_arch = "x86_64")]
use std::arch::x86_64::{__m256, __m512};
use std::ops::Range;

/// The places of a window in one direction: at place i it sees `taps` numbers from `start` + i `step`
/// on, those of them that are within 0..`size`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Slide {
    pub places: usize,
    pub start: isize,
    pub step: usize,
    pub taps: usize,
    pub size: usize,
}

/// What a window sees: the first of its taps that does, how many do, and the first number they see.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Seen {
    pub tap: usize,
    pub taps: usize,
    pub from: usize,
}

impl Slide {
    /// What is seen at one place.
    pub fn at(&self, place: usize) -> Seen {
        let first = self.start + (place * self.step) as isize;
        let within = |at: isize| at.clamp(0, self.size as isize);
        let (from, end) = (within(first), within(first + self.taps as isize));
        Seen {
            tap: (from - first).clamp(0, self.taps as isize) as usize,
            taps: (end - from) as usize,
            from: from as usize,
        }
    }

    /// The places where all taps see a number.
    pub fn whole(&self) -> Range<usize> {
        let whole = |place: &usize| self.at(*place).taps == self.taps;
        let first = (0..self.places).find(whole).unwrap_or(self.places);
        let last = (first..self.places).rfind(whole);
        first..last.map_or(first, |last| last + 1)
    }

    /// The places where the taps from `tap` on, so many, all see a number.
    pub fn seeing(&self, tap: usize, taps: usize) -> Range<usize> {
        let start = self.start + tap as isize;
        Slide {
            start,
            taps,
            ..*self
        }
        .whole()
    }

    /// All places: the [whole](Self::whole) ones together, each of the others on its own.
    fn runs(&self, whole: &Range<usize>) -> impl Iterator<Item = Range<usize>> + use<> {
        let alone = |places: Range<usize>| places.map(|place| place..place + 1);
        let (before, after) = (alone(0..whole.start), alone(whole.end..self.places));
        before.chain([whole.clone()]).chain(after)
    }
}

/// A kernel that slides over pictures.
pub(super) struct Window<'a> {
    pub vertical: Slide,
    pub horizontal: Slide,
    /// Numbers at each place of what is seen.
    pub channels: usize,
    /// Numbers that each place gives.
    pub outputs: usize,
    /// (vertical taps, horizontal taps, channels, outputs).
    pub kernel: &'a [f32],
    /// Of each output, what is added; or nothing.
    pub bias: &'a [f32],
}

/// For each place, the sum over taps and channels of kernel and picture, of one panel. What the place in
/// row 0, column 0 gives stands at the beginning of `to`, that of others as many lines on as `apart`
/// says: for each row, and for each column.
pub(super) fn slide(
    isa: Isa,
    window: &Window<'_>,
    from: &[Lanes],
    to: &mut [Lanes],
    apart: (usize, usize),
) {
    let (channels, outputs) = (window.channels, window.outputs);
    let (across, taps) = (window.horizontal.size, window.horizontal.taps);
    let whole = window.horizontal.whole();
    for row in 0..window.vertical.places {
        let down = window.vertical.at(row);
        for places in window.horizontal.runs(&whole).filter(|run| !run.is_empty()) {
            let right = window.horizontal.at(places.start);
            let run = Run {
                places: places.len(),
                kernel: after(
                    window.kernel,
                    (down.tap * taps + right.tap) * channels * outputs,
                ),
                outputs,
                bias: window.bias,
                from: after(from, (down.from * across + right.from) * channels),
                step: window.horizontal.step * channels,
                depth: right.taps * channels,
                pieces: if right.taps > 0 { down.taps } else { 0 },
                next: (taps * channels * outputs, across * channels),
                apart: apart.1,
            };
            run.each(isa, &mut to[row * apart.0 + places.start * apart.1..]);
        }
    }
}

/// What begins at `start`; nothing where a window has left the picture.
fn after<T>(all: &[T], start: usize) -> &[T] {
    all.get(start..).unwrap_or(&[])
}

/// Places beside each other that see the same taps.
struct Run<'a> {
    places: usize,
    /// From the first tap that is seen.
    kernel: &'a [f32],
    outputs: usize,
    bias: &'a [f32],
    /// From the first line that the first place sees.
    from: &'a [Lanes],
    /// Lines from one place to the next.
    step: usize,
    /// Lines of a row of the window.
    depth: usize,
    /// Rows of the window, and how far they are from each other in the kernel and in lines.
    pieces: usize,
    next: (usize, usize),
    /// Lines from what one place gives to the next.
    apart: usize,
}

impl Run<'_> {
    /// All outputs at all places, as many outputs at once as there are registers for.
    fn each(&self, isa: Isa, to: &mut [Lanes]) {
        match isa {
            // NEON has 32 registers of four: 24 sums. SSE2 has 16.
            Isa::Portable if cfg!(target_arch = "aarch64") => {
                self.cut([6, 4, 1], |rows, at| match rows {
                    6 => self.some::<[f32; LANES], 6>((), at, to),
                    4 => self.some::<[f32; LANES], 4>((), at, to),
                    _ => self.some::<[f32; LANES], 1>((), at, to),
                });
            }
            Isa::Portable => self.cut([2, 1], |rows, at| match rows {
                2 => self.some::<[f32; LANES], 2>((), at, to),
                _ => self.some::<[f32; LANES], 1>((), at, to),
            }),
            // 16 registers of eight: twelve sums.
            // SAFETY: the proof says that the machine has the features.
            #[cfg(target_arch = "x86_64")]
            Isa::Avx2(proof) => self.cut([6, 4, 1], |rows, at| unsafe {
                match rows {
                    6 => self.avx2::<6>(proof, at, to),
                    4 => self.avx2::<4>(proof, at, to),
                    _ => self.avx2::<1>(proof, at, to),
                }
            }),
            // 32 registers of sixteen: enough that no sum waits for its own last addition.
            // SAFETY: the proof says that the machine has the features.
            #[cfg(target_arch = "x86_64")]
            Isa::Avx512(proof) => self.cut([16, 8, 4, 1], |rows, at| unsafe {
                match rows {
                    16 => self.avx512::<16>(proof, at, to),
                    8 => self.avx512::<8>(proof, at, to),
                    4 => self.avx512::<4>(proof, at, to),
                    _ => self.avx512::<1>(proof, at, to),
                }
            }),
        }
    }

    fn cut<const HEIGHTS: usize>(
        &self,
        heights: [usize; HEIGHTS],
        mut some: impl FnMut(usize, usize),
    ) {
        cut(self.outputs, 1, [1], heights, |height, _, at| {
            some(height, at.row)
        });
    }

    #[cfg(target_arch = "x86_64")]
    #[target_feature(enable = "avx2,fma")]
    #[inline(never)]
    fn avx2<const R: usize>(&self, proof: Avx2, output: usize, to: &mut [Lanes]) {
        self.some::<[__m256; 2], R>(proof, output, to);
    }

    #[cfg(target_arch = "x86_64")]
    #[target_feature(enable = "avx512f")]
    #[inline(never)]
    fn avx512<const R: usize>(&self, proof: Avx512, output: usize, to: &mut [Lanes]) {
        self.some::<__m512, R>(proof, output, to);
    }

    /// R outputs from `output` on, at all places: the sums of one stay in registers.
    #[inline(always)]
    fn some<X: Vector, const R: usize>(&self, proof: X::Proof, output: usize, to: &mut [Lanes]) {
        let Self { depth, pieces, .. } = *self;
        if pieces > 0 && depth > 0 {
            let last = (pieces - 1) * self.next.0 + (depth - 1) * self.outputs + output + R;
            assert!(last <= self.kernel.len(), "the kernel is that long");
            let last = (self.places - 1) * self.step + (pieces - 1) * self.next.1 + depth;
            assert!(last <= self.from.len(), "there are so many lines");
        }
        let mut begin = [X::splat(proof, &0.0); R];
        if !self.bias.is_empty() {
            for (r, bias) in self.bias[output..output + R].iter().enumerate() {
                begin[r] = X::splat(proof, bias);
            }
        }
        let mut first = self.from.as_ptr();
        let kernel = self.kernel.as_ptr().wrapping_add(output);
        for to in to.chunks_mut(self.apart).take(self.places) {
            let mut sums = begin;
            let (mut next_w, mut next_x) = (kernel, first);
            for _ in 0..pieces {
                let (mut w, mut x) = (next_w, next_x);
                for _ in 0..depth {
                    // SAFETY: the furthest that is read has been found to be there.
                    let line = X::load(proof, unsafe { &(*x).0 });
                    for (r, sum) in sums.iter_mut().enumerate() {
                        // SAFETY: as above.
                        let weight = X::splat(proof, unsafe { &*w.add(r) });
                        *sum = sum.add_product(weight, line);
                    }
                    (w, x) = (w.wrapping_add(self.outputs), x.wrapping_add(1));
                }
                next_w = next_w.wrapping_add(self.next.0);
                next_x = next_x.wrapping_add(self.next.1);
            }
            for (to, sum) in to[output..output + R].iter_mut().zip(sums) {
                to.0 = sum.store();
            }
            first = first.wrapping_add(self.step);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_window_sees_what_is_there_and_runs_are_all_places_in_order() {
        for (places, start, step, taps, size) in [
            (3, 0, 1, 3, 5),
            (5, -1, 1, 3, 5),
            (3, -1, 2, 3, 5),
            (4, -5, 1, 3, 2),
            (2, -1, 1, 3, 1),
            (3, 0, 2, 0, 5),
        ] {
            let slide = Slide {
                places,
                start,
                step,
                taps,
                size,
            };
            for place in 0..places {
                let at = |tap: usize| start + (place * step + tap) as isize;
                let there = |tap: &usize| (0..size as isize).contains(&at(*tap));
                let seen: Vec<_> = (0..taps).filter(there).collect();
                let found = slide.at(place);
                assert_eq!(found.taps, seen.len(), "{slide:?} {place}");
                if let Some(&first) = seen.first() {
                    assert_eq!((found.tap, found.from as isize), (first, at(first)));
                }
            }
            let runs: Vec<usize> = slide.runs(&slide.whole()).flatten().collect();
            assert_eq!(runs, (0..places).collect::<Vec<_>>(), "{slide:?}");
        }
    }
}
