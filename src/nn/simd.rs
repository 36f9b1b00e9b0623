//! The widest instructions this machine has, chosen while the program runs.
//!
//! `cargo build --release` knows nothing of the machine the program will meet, so on x86-64 it may
//! use four numbers at a time and no fused multiply-add: a quarter of what most machines can do, an
//! eighth of what some can. Code that is worth it is compiled several times over, by being inlined
//! into functions with more features switched on, and one of them is picked. The code itself stays
//! plain Rust: arrays of 16 numbers, which the compiler puts into whatever registers there are.
//!
//! Running such a function on a machine without its instructions is undefined behaviour, so each
//! takes a proof, [`Avx2`] or [`Avx512`], which is made only here, after asking the machine.

use std::sync::OnceLock;

/// Proof that the machine has AVX2, the fused multiply-add (FMA) and BMI1.
#[cfg(target_arch = "x86_64")]
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Avx2(());

/// Proof that the machine has AVX-512 F, the fused multiply-add (FMA) and BMI1.
#[cfg(target_arch = "x86_64")]
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Avx512(());

#[cfg(target_arch = "x86_64")]
impl Avx2 {
    fn detect() -> Option<Self> {
        let found = is_x86_feature_detected!("avx2")
            && is_x86_feature_detected!("fma")
            && is_x86_feature_detected!("bmi1");
        found.then_some(Self(()))
    }
}

#[cfg(target_arch = "x86_64")]
impl Avx512 {
    fn detect() -> Option<Self> {
        let found = is_x86_feature_detected!("avx512f")
            && is_x86_feature_detected!("fma")
            && is_x86_feature_detected!("bmi1");
        found.then_some(Self(()))
    }
}

/// A set of instructions, and the proof that the machine has it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Isa {
    /// What every machine of this architecture has; NEON on aarch64.
    Portable,
    /// Eight numbers at a time, and the fused multiply-add.
    #[cfg(target_arch = "x86_64")]
    Avx2(Avx2),
    /// Sixteen numbers at a time, and twice the registers.
    #[cfg(target_arch = "x86_64")]
    Avx512(Avx512),
}

impl Isa {
    /// All that this machine has, the widest last.
    pub fn available() -> impl Iterator<Item = Isa> {
        let all = [
            Some(Isa::Portable),
            #[cfg(target_arch = "x86_64")]
            Avx2::detect().map(Isa::Avx2),
            #[cfg(target_arch = "x86_64")]
            Avx512::detect().map(Isa::Avx512),
        ];
        all.into_iter().flatten()
    }

    /// The widest there is. The machine is asked once; after that it is a look at a flag.
    #[inline]
    pub fn widest() -> Isa {
        static WIDEST: OnceLock<Isa> = OnceLock::new();
        *WIDEST.get_or_init(|| Isa::available().last().unwrap_or(Isa::Portable))
    }
}

/// The name of the instructions that this machine computes with: the same training on another machine
/// of the same name gives the same bits.
pub fn instruction_set() -> &'static str {
    match Isa::widest() {
        Isa::Portable => std::env::consts::ARCH,
        #[cfg(target_arch = "x86_64")]
        Isa::Avx2(_) => "avx2",
        #[cfg(target_arch = "x86_64")]
        Isa::Avx512(_) => "avx512",
    }
}

/// Runs `work`, compiled for the widest instructions: loops over numbers that are inlined into it.
#[inline]
pub(super) fn wide<T>(work: impl FnOnce() -> T) -> T {
    match Isa::widest() {
        Isa::Portable => work(),
        // SAFETY: the proof says that the machine has the features.
        #[cfg(target_arch = "x86_64")]
        Isa::Avx2(Avx2(())) => unsafe { avx2(work) },
        // SAFETY: the proof says that the machine has the features.
        #[cfg(target_arch = "x86_64")]
        Isa::Avx512(Avx512(())) => unsafe { avx512(work) },
    }
}

#[cfg(target_arch = "x86_64")]
#[target_feature(enable = "avx2,fma")]
fn avx2<T>(work: impl FnOnce() -> T) -> T {
    work()
}

#[cfg(target_arch = "x86_64")]
#[target_feature(enable = "avx512f,fma")]
fn avx512<T>(work: impl FnOnce() -> T) -> T {
    work()
}
