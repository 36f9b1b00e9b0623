//! Vectors that are gone through together, number by number.
//!
//! A core takes a load for dependent on every store before it whose address ends in the same 12
//! bits, and lets it wait. So vectors that are written, and lie a multiple of 4 KB apart or a little
//! more, hold each other up: where the allocator put them so, the optimizer took a third longer.
//! Here each begins a third of those 4 KB after the one before it.

use super::vector::{LANES, Lanes, numbers, numbers_mut};

/// Lines of 4 KB.
const PAGE: usize = 64;

/// Lines by which each vector is shifted against the one before it.
const SHIFT: usize = 22;

/// N vectors of one length, of numbers. Those that are written come before any that is only read.
#[derive(Debug)]
pub(super) struct Strips<const N: usize> {
    lines: Vec<Lanes>,
    /// Lines from one vector to the next.
    stride: usize,
    length: usize,
}

impl<const N: usize> Strips<N> {
    /// All zeros.
    pub fn new(length: usize) -> Self {
        let stride = length.div_ceil(LANES).next_multiple_of(PAGE) + SHIFT;
        Self {
            lines: vec![Lanes::default(); N * stride],
            stride,
            length,
        }
    }

    /// One of them.
    ///
    /// # Panics
    /// If there are not so many.
    pub fn get(&self, index: usize) -> &[f32] {
        &numbers(&self.lines[index * self.stride..])[..self.length]
    }

    /// All strips at once, to be written.
    pub fn all_mut(&mut self) -> [&mut [f32]; N] {
        let mut strips = self.lines.chunks_exact_mut(self.stride);
        std::array::from_fn(|_| {
            let strip = strips.next().expect("there are N");
            &mut numbers_mut(strip)[..self.length]
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn vectors_are_apart_in_memory_and_in_the_last_bits_of_their_addresses() {
        for length in [0, 1, 1000, 1024, 9288] {
            let mut strips = Strips::<4>::new(length);
            for (value, strip) in (1..).zip(strips.all_mut()) {
                assert_eq!(strip, vec![0.0; length]);
                strip.fill(value as f32);
            }
            for index in 0..4 {
                assert_eq!(strips.get(index), vec![index as f32 + 1.0; length]);
            }
            let place = |index| strips.get(index).as_ptr().addr() % 4096;
            for (written, read) in [
                (0, 1),
                (1, 0),
                (0, 2),
                (2, 0),
                (1, 2),
                (2, 1),
                (1, 3),
                (2, 3),
            ] {
                // A store is out of the way 20 lines later.
                let after = (place(written) + 4096 - place(read)) % 4096;
                assert!(after >= 20 * 64, "{written} {read}: {after}");
            }
        }
    }
}
