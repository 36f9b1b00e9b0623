//! How fast this machine multiplies and adds when nothing else holds it up: sums that stay in the
//! registers of every core. What a step reaches is told as a share of this.

use std::hint::black_box;
use std::sync::Barrier;
use std::time::Instant;

/// A loop of multiply-adds: how many operations it did.
type Loop = fn(usize) -> f64;

/// The loops this machine can run, by instruction set, the widest last.
pub fn loops() -> Vec<(&'static str, Loop)> {
    let mut loops: Vec<(&'static str, Loop)> = vec![("portable", portable)];
    #[cfg(target_arch = "x86_64")]
    {
        if is_x86_feature_detected!("avx2") && is_x86_feature_detected!("fma") {
            // SAFETY: the features are there.
            loops.push(("avx2+fma", |rounds| unsafe { avx2(rounds) }));
        }
        if is_x86_feature_detected!("avx512f") {
            // SAFETY: the feature is there.
            loops.push(("avx512f", |rounds| unsafe { avx512(rounds) }));
        }
    }
    loops
}

/// Ten vectors of sums: enough to hide the latency of an addition behind the others.
#[inline(always)]
fn sums<const LANES: usize>(rounds: usize, step: impl Fn(f32, f32, f32) -> f32) -> f64 {
    let (factor, term) = (black_box(0.999_9_f32), black_box(1e-4_f32));
    let mut sums = [[1.0_f32; LANES]; 10];
    for _ in 0..rounds {
        for sum in &mut sums {
            for lane in sum {
                *lane = step(*lane, factor, term);
            }
        }
    }
    black_box(sums);
    (2 * 10 * LANES * rounds) as f64
}

#[inline(never)]
fn portable(rounds: usize) -> f64 {
    sums::<4>(rounds, |sum, factor, term| sum * factor + term)
}

#[cfg(target_arch = "x86_64")]
#[target_feature(enable = "avx2,fma")]
#[inline(never)]
fn avx2(rounds: usize) -> f64 {
    sums::<8>(rounds, f32::mul_add)
}

#[cfg(target_arch = "x86_64")]
#[target_feature(enable = "avx512f")]
#[inline(never)]
fn avx512(rounds: usize) -> f64 {
    sums::<16>(rounds, f32::mul_add)
}

/// Work of one thread; says how many operations it was.
pub type Work = Box<dyn FnMut() -> f64 + Send>;

/// Multiply-adds of the widest instructions, for about half a millisecond.
pub fn registers() -> Work {
    let (_, run) = loops().pop().expect("every machine has one");
    Box::new(move || run(50_000))
}

/// Operations a second, in thousands of millions, of all threads together, each doing its own work:
/// once to get going, and then for the clock.
pub fn gflops(work: &mut [Work]) -> f64 {
    let start = Barrier::new(work.len());
    let each = |work: &mut Work| {
        work();
        start.wait();
        let before = Instant::now();
        work() / before.elapsed().as_secs_f64()
    };
    let total: f64 = std::thread::scope(|scope| {
        let (own, others) = work.split_first_mut().expect("there is a thread");
        let others: Vec<_> = others
            .iter_mut()
            .map(|work| scope.spawn(|| each(work)))
            .collect();
        let own = each(own);
        own + others
            .into_iter()
            .map(|other| other.join().unwrap_or(0.0))
            .sum::<f64>()
    });
    total / 1e9
}
