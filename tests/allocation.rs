//! A training step allocates nothing after the first.

use handson::nn::{
    Activation::*, Adamax, Bytes, Conv2d, Loss, OneHot, Padding, Sequential, Trainer,
};
use std::alloc::{GlobalAlloc, Layout, System};
use std::sync::atomic::{AtomicUsize, Ordering::Relaxed};

/// Counts allocations, and the bytes that are held.
struct Counting;

static MADE: AtomicUsize = AtomicUsize::new(0);
static HELD: AtomicUsize = AtomicUsize::new(0);

// SAFETY: everything is handed on to the system's allocator.
unsafe impl GlobalAlloc for Counting {
    unsafe fn alloc(&self, layout: Layout) -> *mut u8 {
        MADE.fetch_add(1, Relaxed);
        HELD.fetch_add(layout.size(), Relaxed);
        // SAFETY: promised by the caller.
        unsafe { System.alloc(layout) }
    }

    unsafe fn dealloc(&self, memory: *mut u8, layout: Layout) {
        HELD.fetch_sub(layout.size(), Relaxed);
        // SAFETY: promised by the caller.
        unsafe { System.dealloc(memory, layout) }
    }
}

#[global_allocator]
static ALLOCATOR: Counting = Counting;

fn counted() -> (usize, usize) {
    (MADE.load(Relaxed), HELD.load(Relaxed))
}

/// The only test of this binary, so nothing else allocates meanwhile.
#[test]
fn a_step_after_the_first_allocates_nothing() {
    let digits = Bytes::new(vec![100u8; 784 * 300], 784).unwrap();
    let labels = OneHot::new(vec![7u8; 300], 10).unwrap();
    let batch: Vec<u32> = (0..256).collect();
    for threads in [1, 2, 4] {
        let autoencoder = Sequential::new(784).dense(64, Relu).dense(784, Sigmoid);
        let classifier = Sequential::new(784).dense(64, Relu).dense(10, Softmax);
        let mut autoencoder =
            Trainer::new(autoencoder, Adamax::default(), Loss::Mse, threads).unwrap();
        let mut classifier =
            Trainer::new(classifier, Adamax::default(), Loss::CrossEntropy, threads).unwrap();
        let pictures = Sequential::pictures(28, 28, 1)
            .conv2d(Conv2d::new(3, 3, Relu))
            .max_pool2d(2)
            .conv2d(Conv2d::new(4, 3, Relu).padding(Padding::Same))
            .dense(10, Softmax);
        let mut pictures =
            Trainer::new(pictures, Adamax::default(), Loss::CrossEntropy, threads).unwrap();
        let mut round = || {
            let before = counted();
            for length in [256, 96, 1, 256] {
                autoencoder.step(&digits, &digits, &batch[..length]);
                classifier.step(&digits, &labels, &batch[..length]);
                pictures.step(&digits, &labels, &batch[..length]);
            }
            (
                counted().0 - before.0,
                counted().1 as isize - before.1 as isize,
            )
        };
        round();
        for later in 0..2 * threads + 2 {
            assert_eq!(round(), (0, 0), "{threads} threads, round {later}");
        }
    }
}
