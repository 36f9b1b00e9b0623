//! Sixteen numbers at a time.
//!
//! A [`Line`] is 16 numbers of memory, a cache line exactly: a load that straddles two costs twice.
//! A [`Vector`] is 16 numbers in registers: one of AVX-512, two of AVX2, four of NEON. Written with
//! plain arrays alone, the tile of a product ran at 40 GFLOP/s where it now runs at 170 (AVX-512), and
//! differently with every touch of the source; so the two that most machines have are spelled out,
//! and everything else is an array that the compiler sees through.

#[cfg(target_arch = "x86_64")]
use std::arch::x86_64::*;

/// Numbers in a line and in a vector.
pub(super) const LANES: usize = 16;

/// A cache line of numbers.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
#[repr(C, align(64))]
pub(super) struct Line(pub [f32; LANES]);

/// Sixteen numbers in registers.
pub(super) trait Vector: Copy {
    /// The same number in all places.
    fn splat(x: &f32) -> Self;
    /// The numbers of a line.
    fn load(line: &Line) -> Self;
    /// The numbers, for memory.
    fn store(self) -> [f32; LANES];
    /// a b + self, rounded once where the machine can.
    fn add_product(self, a: Self, b: Self) -> Self;
}

/// For any machine: the compiler makes of it what it has.
impl Vector for [f32; LANES] {
    #[inline(always)]
    fn splat(x: &f32) -> Self {
        [*x; LANES]
    }

    #[inline(always)]
    fn load(line: &Line) -> Self {
        line.0
    }

    #[inline(always)]
    fn store(self) -> [f32; LANES] {
        self
    }

    #[inline(always)]
    fn add_product(mut self, a: Self, b: Self) -> Self {
        for lane in 0..LANES {
            // Without the instruction, a fused multiply-add is a call of hundreds of ticks.
            self[lane] = if cfg!(target_arch = "aarch64") {
                a[lane].mul_add(b[lane], self[lane])
            } else {
                self[lane] + a[lane] * b[lane]
            };
        }
        self
    }
}

// SAFETY, for all of both: these are used only inside functions that have the features switched on,
// which are called only on machines that have them (see `tile`); a line is 64 aligned bytes.

#[cfg(target_arch = "x86_64")]
impl Vector for __m512 {
    #[inline(always)]
    fn splat(x: &f32) -> Self {
        // SAFETY: see above.
        unsafe { _mm512_set1_ps(*x) }
    }

    #[inline(always)]
    fn load(line: &Line) -> Self {
        // SAFETY: see above.
        unsafe { _mm512_load_ps(line.0.as_ptr()) }
    }

    #[inline(always)]
    fn store(self) -> [f32; LANES] {
        // SAFETY: 64 bytes are 64 bytes.
        unsafe { std::mem::transmute(self) }
    }

    #[inline(always)]
    fn add_product(self, a: Self, b: Self) -> Self {
        // SAFETY: see above.
        unsafe { _mm512_fmadd_ps(a, b, self) }
    }
}

#[cfg(target_arch = "x86_64")]
impl Vector for [__m256; 2] {
    #[inline(always)]
    fn splat(x: &f32) -> Self {
        // SAFETY: see above.
        unsafe { [_mm256_set1_ps(*x); 2] }
    }

    #[inline(always)]
    fn load(line: &Line) -> Self {
        let (low, high) = line.0.split_at(8);
        // SAFETY: see above.
        unsafe { [_mm256_load_ps(low.as_ptr()), _mm256_load_ps(high.as_ptr())] }
    }

    #[inline(always)]
    fn store(self) -> [f32; LANES] {
        // SAFETY: 64 bytes are 64 bytes.
        unsafe { std::mem::transmute(self) }
    }

    #[inline(always)]
    fn add_product(self, a: Self, b: Self) -> Self {
        // SAFETY: see above.
        unsafe {
            [
                _mm256_fmadd_ps(a[0], b[0], self[0]),
                _mm256_fmadd_ps(a[1], b[1], self[1]),
            ]
        }
    }
}
