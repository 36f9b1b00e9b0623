//! Sixteen numbers at a time.
//!
//! A [`Lanes`] is 16 numbers of memory, a cache line exactly: a load that straddles two costs twice.
//! A [`Vector`] is 16 numbers in registers: one of AVX-512, two of AVX2, four of NEON. Written with
//! plain arrays alone, the tile of a product ran at 40 GFLOP/s where it now runs at 170 (AVX-512), and
//! differently with every touch of the source; so the two that most machines have are spelled out,
//! and everything else is an array that the compiler sees through.

use super::simd::Isa;
#[cfg(target_arch = "x86_64")]
use super::simd::{Avx2, Avx512};
#[cfg(target_arch = "x86_64")]
use std::arch::x86_64::*;

/// Numbers in a line and in a vector.
pub(super) const LANES: usize = 16;

/// A cache line of numbers.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
#[repr(C, align(64))]
pub(super) struct Lanes(pub [f32; LANES]);

/// Tells the cache what will soon be read. The address need not be there: nothing is read yet.
#[inline(always)]
pub(super) fn prefetch<T>(soon: *const T) {
    #[cfg(target_arch = "x86_64")]
    // SAFETY: a hint, of any address.
    unsafe {
        _mm_prefetch::<_MM_HINT_T0>(soon.cast());
    }
    #[cfg(not(target_arch = "x86_64"))]
    let _ = soon;
}

/// Lines as numbers.
pub(super) fn numbers(lines: &[Lanes]) -> &[f32] {
    // SAFETY: a line is 16 numbers and nothing else.
    unsafe { std::slice::from_raw_parts(lines.as_ptr().cast(), lines.len() * LANES) }
}

/// Lines as numbers.
pub(super) fn numbers_mut(lines: &mut [Lanes]) -> &mut [f32] {
    // SAFETY: a line is 16 numbers and nothing else.
    unsafe { std::slice::from_raw_parts_mut(lines.as_mut_ptr().cast(), lines.len() * LANES) }
}

/// Sixteen numbers in registers.
pub(super) trait Vector: Copy {
    /// Proof that the machine has the instructions. No vector is made without it, so that one is
    /// proof in turn.
    type Proof: Copy;
    /// The same number in all places.
    fn splat(proof: Self::Proof, x: &f32) -> Self;
    /// The numbers of a line, or as many of any place.
    fn load(proof: Self::Proof, line: &[f32; LANES]) -> Self;
    /// The numbers, for memory.
    fn store(self) -> [f32; LANES];
    /// a b + self, rounded once where the machine can.
    fn add_product(self, a: Self, b: Self) -> Self;
    /// The numbers of both in turn: those of their first halves, and of their second.
    fn interleave(self, other: Self) -> [Self; 2];
    /// A bit for each place whose number is not zero.
    fn nonzero(self) -> u16;
}

/// For any machine: the compiler makes of it what it has.
impl Vector for [f32; LANES] {
    type Proof = ();

    #[inline(always)]
    fn splat((): (), x: &f32) -> Self {
        [*x; LANES]
    }

    #[inline(always)]
    fn load((): (), line: &[f32; LANES]) -> Self {
        *line
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

    #[inline(always)]
    fn interleave(self, other: Self) -> [Self; 2] {
        let half = |start: usize| {
            std::array::from_fn(|lane| {
                let from = if lane % 2 == 0 { &self } else { &other };
                from[start + lane / 2]
            })
        };
        [half(0), half(LANES / 2)]
    }

    #[inline(always)]
    fn nonzero(self) -> u16 {
        (0..LANES).fold(0, |bits, lane| bits | u16::from(self[lane] != 0.0) << lane)
    }
}

// All of both are inlined into functions that have the features switched on, where each is one
// instruction. SAFETY, for all: the machine has the instructions, as the proof says or the vector.

#[cfg(target_arch = "x86_64")]
impl Vector for __m512 {
    type Proof = Avx512;

    #[inline(always)]
    fn splat(_: Avx512, x: &f32) -> Self {
        // SAFETY: see above.
        unsafe { _mm512_set1_ps(*x) }
    }

    #[inline(always)]
    fn load(_: Avx512, line: &[f32; LANES]) -> Self {
        // SAFETY: see above.
        unsafe { _mm512_loadu_ps(line.as_ptr()) }
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

    #[inline(always)]
    fn interleave(self, other: Self) -> [Self; 2] {
        // SAFETY: see above.
        unsafe {
            let low = _mm512_setr_epi32(0, 16, 1, 17, 2, 18, 3, 19, 4, 20, 5, 21, 6, 22, 7, 23);
            let high = _mm512_add_epi32(low, _mm512_set1_epi32(8));
            [
                _mm512_permutex2var_ps(self, low, other),
                _mm512_permutex2var_ps(self, high, other),
            ]
        }
    }

    #[inline(always)]
    fn nonzero(self) -> u16 {
        // SAFETY: see above.
        unsafe { _mm512_cmp_ps_mask::<_CMP_NEQ_UQ>(self, _mm512_setzero_ps()) }
    }
}

#[cfg(target_arch = "x86_64")]
impl Vector for [__m256; 2] {
    type Proof = Avx2;

    #[inline(always)]
    fn splat(_: Avx2, x: &f32) -> Self {
        // SAFETY: see above.
        unsafe { [_mm256_set1_ps(*x); 2] }
    }

    #[inline(always)]
    fn load(_: Avx2, line: &[f32; LANES]) -> Self {
        let (low, high) = line.split_at(LANES / 2);
        // SAFETY: see above.
        unsafe { [low, high].map(|half| _mm256_loadu_ps(half.as_ptr())) }
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

    #[inline(always)]
    fn interleave(self, other: Self) -> [Self; 2] {
        let mut halves = [self; 2];
        // No closure: the compiler may leave one as a function of its own, which has not the features, so
        // that each of these instructions becomes a call.
        for half in 0..2 {
            let (a, b) = (self[half], other[half]);
            // SAFETY: see above.
            halves[half] = unsafe {
                // Each of these works within 128 bits.
                let (low, high) = (_mm256_unpacklo_ps(a, b), _mm256_unpackhi_ps(a, b));
                [
                    _mm256_permute2f128_ps::<0x20>(low, high),
                    _mm256_permute2f128_ps::<0x31>(low, high),
                ]
            };
        }
        halves
    }

    #[inline(always)]
    fn nonzero(self) -> u16 {
        // SAFETY: see above.
        let [low, high] = self.map(|half| unsafe {
            _mm256_movemask_ps(_mm256_cmp_ps::<_CMP_NEQ_UQ>(half, _mm256_setzero_ps()))
        });
        (low | high << 8) as u16
    }
}

/// Transposes a block of sixteen by sixteen, in registers: 64 shuffles, where number by number it
/// would be 512 loads and stores. Of its lines, `to` takes as many as it has.
pub(super) fn transpose(from: [&[f32; LANES]; LANES], to: &mut [Lanes]) {
    let Some(to) = to.first_chunk_mut() else {
        let mut block = [Lanes::default(); LANES];
        transpose(from, &mut block);
        return to.copy_from_slice(&block[..to.len()]);
    };
    match Isa::widest() {
        Isa::Portable => turn_in::<[f32; LANES]>((), from, to),
        // SAFETY: the proof says that the machine has the features.
        #[cfg(target_arch = "x86_64")]
        Isa::Avx2(proof) => unsafe { turn_avx2(proof, from, to) },
        // SAFETY: the proof says that the machine has the features.
        #[cfg(target_arch = "x86_64")]
        Isa::Avx512(proof) => unsafe { turn_avx512(proof, from, to) },
    }
}

#[cfg(target_arch = "x86_64")]
#[target_feature(enable = "avx2,fma")]
fn turn_avx2(proof: Avx2, from: [&[f32; LANES]; LANES], to: &mut [Lanes; LANES]) {
    turn_in::<[__m256; 2]>(proof, from, to);
}

#[cfg(target_arch = "x86_64")]
#[target_feature(enable = "avx512f")]
fn turn_avx512(proof: Avx512, from: [&[f32; LANES]; LANES], to: &mut [Lanes; LANES]) {
    turn_in::<__m512>(proof, from, to);
}

/// Four times over, the first half of the lines is shuffled into the second like a pack of cards:
/// that moves each bit of a number's row to its column's, and back.
#[inline(always)]
fn turn_in<X: Vector>(proof: X::Proof, from: [&[f32; LANES]; LANES], to: &mut [Lanes; LANES]) {
    let mut lines = [X::splat(proof, &0.0); LANES];
    for line in 0..LANES {
        lines[line] = X::load(proof, from[line]);
    }
    for _ in 0..4 {
        let before = lines;
        for line in 0..LANES / 2 {
            let pair = before[line].interleave(before[line + LANES / 2]);
            (lines[2 * line], lines[2 * line + 1]) = (pair[0], pair[1]);
        }
    }
    for (to, line) in to.iter_mut().zip(lines) {
        to.0 = line.store();
    }
}
