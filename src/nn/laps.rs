//! Where the time of a step goes: a clock read between its parts.
//!
//! Built in with the feature `laps` alone, for the bench `step`; without it, every call is empty.

/// The parts of a step.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Phase {
    /// Copying samples in.
    Gather,
    /// A layer's outputs.
    Forward,
    /// The last activation, the loss and its dL/dz.
    LossAndDelta,
    /// dL/dz transposed for the gradient.
    Transpose,
    /// The error handed to the layer below.
    Backward,
    /// The gradient of a layer's weights.
    Gradient,
    /// The movement of a layer's weights.
    Update,
}

#[cfg(feature = "laps")]
pub use on::{Square, take};
#[cfg(feature = "laps")]
pub(super) use on::{begin, lap};

#[cfg(not(feature = "laps"))]
#[inline(always)]
pub(super) fn begin() {}

#[cfg(not(feature = "laps"))]
#[inline(always)]
pub(super) fn lap(_: Phase, _: usize) {}

#[cfg(feature = "laps")]
mod on {
    use super::Phase;
    use crate::matmul::product;
    use crate::simd::Isa;
    use crate::terms::{Target, Terms};
    use crate::vector::{LANES, Lanes, numbers_mut};
    use std::cell::Cell;
    use std::sync::atomic::{AtomicU64, Ordering::Relaxed};
    use std::time::Instant;

    const PHASES: usize = Phase::Update as usize + 1;
    const LAYERS: usize = 16;

    /// Nanoseconds of all workers together.
    static SPENT: [[AtomicU64; LAYERS]; PHASES] =
        [const { [const { AtomicU64::new(0) }; LAYERS] }; PHASES];

    thread_local! {
        static LAST: Cell<Option<Instant>> = const { Cell::new(None) };
    }

    /// Starts this worker's clock.
    pub(crate) fn begin() {
        LAST.set(Some(Instant::now()));
    }

    /// What has passed since the last lap was this part, of this layer.
    pub(crate) fn lap(phase: Phase, layer: usize) {
        let now = Instant::now();
        if let Some(last) = LAST.replace(Some(now)) {
            let spent = (now - last).as_nanos() as u64;
            SPENT[phase as usize][layer.min(LAYERS - 1)].fetch_add(spent, Relaxed);
        }
    }

    /// Seconds spent in a part of a layer since they were last taken, of all workers together.
    pub fn take(phase: Phase, layer: usize) -> f64 {
        SPENT[phase as usize][layer].swap(0, Relaxed) as f64 / 1e9
    }

    /// Factors that never leave a core's second cache: what the tile does with nothing in its way.
    pub struct Square {
        a: Vec<f32>,
        b: Vec<Lanes>,
        c: Vec<Lanes>,
    }

    impl Square {
        const ROWS: usize = 384;
        const DEPTH: usize = 384;
        const LINES: usize = 192 / LANES;

        /// 384 x 384 and 384 x 192.
        pub fn new() -> Self {
            Self {
                a: vec![0.5; Self::ROWS * Self::DEPTH],
                b: vec![Lanes([0.5; LANES]); Self::DEPTH * Self::LINES],
                c: vec![Lanes::default(); Self::ROWS * Self::LINES],
            }
        }

        /// Multiplies them; returns how many operations that took.
        pub fn multiply(&mut self) -> f64 {
            let terms = Terms {
                a: &self.a,
                a_stride: Self::ROWS,
                b: &self.b,
                across: Self::DEPTH,
                depth: Self::DEPTH,
                pieces: 1,
                next: (0, 0),
            };
            let target = Target {
                c: numbers_mut(&mut self.c),
                down: LANES,
                across: Self::ROWS * LANES,
                columns: Self::LINES * LANES,
            };
            product::<true>(Isa::widest(), std::iter::once(terms), Self::ROWS, target);
            (2 * Self::ROWS * Self::DEPTH * Self::LINES * LANES) as f64
        }
    }

    impl Default for Square {
        fn default() -> Self {
            Self::new()
        }
    }
}
