//! A window that slides over a picture, and the product that it makes at every place.
//!
//! The samples of a panel are sixteen pictures on top of each other, a line for each number of them
//! (see `panels`). A window's row is then a stretch of lines, so what a convolution gives at the places
//! of a row *is* a matrix product: of the kernel, and of lines that overlap. Nothing is copied.

use super::matmul::{Target, Terms, product};
use super::simd::Isa;
use super::vector::{LANES, Lanes, numbers_mut};
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

    /// All places: those where all taps see a number together, each of the others on its own.
    pub fn runs(&self) -> impl Iterator<Item = Range<usize>> {
        let whole = self.whole();
        let alone = |places: Range<usize>| places.map(|place| place..place + 1);
        let (before, after) = (alone(0..whole.start), alone(whole.end..self.places));
        before.chain([whole]).chain(after)
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
/// says: for each row, and for each column. Behind the pictures in `from` is a line of 1s.
pub(super) fn slide(
    isa: Isa,
    window: &Window<'_>,
    from: &[Lanes],
    to: &mut [Lanes],
    apart: (usize, usize),
) {
    let (channels, outputs) = (window.channels, window.outputs);
    let (across, taps) = (window.horizontal.size, window.horizontal.taps);
    let bias = Terms {
        a: window.bias,
        a_stride: outputs,
        b: &from[from.len() - 1..],
        across: 0,
        depth: usize::from(!window.bias.is_empty()),
        pieces: 1,
        next: (0, 0),
    };
    for row in 0..window.vertical.places {
        let down = window.vertical.at(row);
        for run in window.horizontal.runs().filter(|run| !run.is_empty()) {
            let right = window.horizontal.at(run.start);
            let seen = Terms {
                a: after(
                    window.kernel,
                    (down.tap * taps + right.tap) * channels * outputs,
                ),
                a_stride: outputs,
                b: after(from, (down.from * across + right.from) * channels),
                across: window.horizontal.step * channels,
                depth: right.taps * channels,
                pieces: down.taps,
                next: (taps * channels * outputs, across * channels),
            };
            let target = Target {
                c: numbers_mut(&mut to[row * apart.0 + run.start * apart.1..]),
                down: LANES,
                across: apart.1 * LANES,
                columns: run.len() * LANES,
            };
            product::<true>(isa, [seen, bias].into_iter(), outputs, target);
        }
    }
}

/// What begins at `start`; nothing where a window has left the picture.
fn after<T>(all: &[T], start: usize) -> &[T] {
    all.get(start..).unwrap_or(&[])
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
            let runs: Vec<usize> = slide.runs().flatten().collect();
            assert_eq!(runs, (0..places).collect::<Vec<_>>(), "{slide:?}");
        }
    }
}
