//! Numbers in one register: a line of them, or a part of one.
//!
//! A `Vector` is a whole line, which takes two registers of AVX2 and four of NEON. Where many sums stay in
//! registers at a time, that is too coarse.

#[cfg(target_arch = "x86_64")]
use super::simd::{Avx2, Avx512};
#[cfg(target_arch = "x86_64")]
use std::arch::x86_64::*;

/// As many numbers as one register holds.
pub(super) trait Part: Copy {
    type Proof: Copy;
    const WIDTH: usize;
    /// The same number in all places.
    fn splat(proof: Self::Proof, x: f32) -> Self;
    /// # Safety
    /// There must be as many numbers.
    unsafe fn load(proof: Self::Proof, from: *const f32) -> Self;
    /// # Safety
    /// There must be room for as many numbers.
    unsafe fn store(self, to: *mut f32);
    /// a b + self.
    fn add_product(self, a: Self, b: Self) -> Self;
}

impl Part for [f32; 4] {
    type Proof = ();
    const WIDTH: usize = 4;

    #[inline(always)]
    fn splat((): (), x: f32) -> Self {
        [x; 4]
    }

    #[inline(always)]
    unsafe fn load((): (), from: *const f32) -> Self {
        // SAFETY: as the caller says.
        unsafe { from.cast::<Self>().read_unaligned() }
    }

    #[inline(always)]
    unsafe fn store(self, to: *mut f32) {
        // SAFETY: as the caller says.
        unsafe { to.cast::<Self>().write_unaligned(self) }
    }

    #[inline(always)]
    fn add_product(self, a: Self, b: Self) -> Self {
        std::array::from_fn(|lane| match cfg!(target_arch = "aarch64") {
            true => a[lane].mul_add(b[lane], self[lane]),
            // Without the instruction, a fused multiply-add is a call.
            false => self[lane] + a[lane] * b[lane],
        })
    }
}

#[cfg(target_arch = "x86_64")]
impl Part for __m256 {
    type Proof = Avx2;
    const WIDTH: usize = 8;

    #[inline(always)]
    fn splat(_: Avx2, x: f32) -> Self {
        // SAFETY: the machine has the instructions, as the proof says.
        unsafe { _mm256_set1_ps(x) }
    }

    #[inline(always)]
    unsafe fn load(_: Avx2, from: *const f32) -> Self {
        // SAFETY: as the caller says; the machine has the instructions, as the proof says.
        unsafe { _mm256_loadu_ps(from) }
    }

    #[inline(always)]
    unsafe fn store(self, to: *mut f32) {
        // SAFETY: as above; none is made without a proof.
        unsafe { _mm256_storeu_ps(to, self) }
    }

    #[inline(always)]
    fn add_product(self, a: Self, b: Self) -> Self {
        // SAFETY: as above.
        unsafe { _mm256_fmadd_ps(a, b, self) }
    }
}

#[cfg(target_arch = "x86_64")]
impl Part for __m512 {
    type Proof = Avx512;
    const WIDTH: usize = 16;

    #[inline(always)]
    fn splat(_: Avx512, x: f32) -> Self {
        // SAFETY: the machine has the instructions, as the proof says.
        unsafe { _mm512_set1_ps(x) }
    }

    #[inline(always)]
    unsafe fn load(_: Avx512, from: *const f32) -> Self {
        // SAFETY: as the caller says; the machine has the instructions, as the proof says.
        unsafe { _mm512_loadu_ps(from) }
    }

    #[inline(always)]
    unsafe fn store(self, to: *mut f32) {
        // SAFETY: as above; none is made without a proof.
        unsafe { _mm512_storeu_ps(to, self) }
    }

    #[inline(always)]
    fn add_product(self, a: Self, b: Self) -> Self {
        // SAFETY: as above.
        unsafe { _mm512_fmadd_ps(a, b, self) }
    }
}
