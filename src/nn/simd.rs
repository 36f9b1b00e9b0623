//! The widest instructions this machine has, chosen while the program runs.
//!
//! `cargo build --release` knows nothing of the machine the program will meet, so on x86-64 it may
//! use four numbers at a time and no fused multiply-add: a quarter of what most machines can do, an
//! eighth of what some can. Code that is worth it is compiled several times over, by being inlined
//! into functions with more features switched on, and one of them is picked. The code itself stays
//! plain Rust: arrays of 16 numbers, which the compiler puts into whatever registers there are.

use std::sync::OnceLock;

/// A set of instructions.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Isa {
    /// What every machine of this architecture has; NEON on aarch64.
    Portable,
    /// Eight numbers at a time, and the fused multiply-add.
    #[cfg(target_arch = "x86_64")]
    Avx2,
    /// Sixteen numbers at a time, and twice the registers.
    #[cfg(target_arch = "x86_64")]
    Avx512,
}

impl Isa {
    /// All that this machine has, the widest last.
    pub fn available() -> impl Iterator<Item = Isa> {
        let all = [
            (Isa::Portable, true),
            #[cfg(target_arch = "x86_64")]
            (
                Isa::Avx2,
                is_x86_feature_detected!("avx2") && is_x86_feature_detected!("fma"),
            ),
            #[cfg(target_arch = "x86_64")]
            (
                Isa::Avx512,
                is_x86_feature_detected!("avx512f") && is_x86_feature_detected!("fma"),
            ),
        ];
        all.into_iter()
            .filter(|(_, there)| *there)
            .map(|(isa, _)| isa)
    }

    /// The widest there is. The machine is asked once; after that it is a look at a flag.
    #[inline]
    pub fn widest() -> Isa {
        static WIDEST: OnceLock<Isa> = OnceLock::new();
        *WIDEST.get_or_init(|| Isa::available().last().unwrap_or(Isa::Portable))
    }
}

/// Runs `work`, compiled for the widest instructions: loops over numbers that are inlined into it.
#[inline]
pub(super) fn wide<T>(work: impl FnOnce() -> T) -> T {
    match Isa::widest() {
        Isa::Portable => work(),
        // SAFETY: the machine has the features.
        #[cfg(target_arch = "x86_64")]
        Isa::Avx2 => unsafe { avx2(work) },
        // SAFETY: the machine has the features.
        #[cfg(target_arch = "x86_64")]
        Isa::Avx512 => unsafe { avx512(work) },
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
