//! Threads that wait for the next piece of a step.
//!
//! A step has two pieces of a millisecond each, so handing one out must cost microseconds, and
//! allocate nothing. The threads live as long as the trainer. Between pieces they look for work for
//! a short while, then sleep: a paused trainer costs nothing.

use std::any::Any;
use std::cell::UnsafeCell;
use std::panic::{AssertUnwindSafe, catch_unwind, resume_unwind};
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread::{self, JoinHandle, Thread};

/// Looks in a row before a waiting thread lets others go first: some microseconds.
const LOOKS: usize = 100;

/// Looks, each after letting others go first, before it goes to sleep: about a millisecond if there
/// are no others. Long enough that nobody sleeps while a step lasts: a thread that is woken may find
/// itself queued behind the one that woke it, on the same core, and every step took twice as long.
const PATIENCE: usize = 2_000;

/// Threads this process may use: the machine's, or fewer if a container says so.
pub fn available_threads() -> usize {
    thread::available_parallelism().map_or(1, usize::from)
}

type Job<'a> = dyn Fn(usize) + Sync + 'a;

/// A piece of work that is being handed out, and who waits for its end.
struct Call {
    job: *const Job<'static>,
    owner: Thread,
}

/// A counter on a cache line of its own: others' counting does not disturb.
#[derive(Default)]
#[repr(align(64))]
struct Counter(AtomicUsize);

#[derive(Default)]
struct Shared {
    /// For every worker, counts its calls; one that sees its own move does the call once.
    turns: Vec<Counter>,
    /// Workers that have not finished the present call.
    busy: AtomicUsize,
    call: UnsafeCell<Option<Call>>,
    /// For every worker, the next item of its stretch.
    next: Vec<Counter>,
    stop: AtomicBool,
    panic: Mutex<Option<Box<dyn Any + Send>>>,
}

// SAFETY: `call` is written by the owner only while no worker is busy, and read by workers only
// while they are: `turns` and `busy` order the two. The job it points to is `Sync`.
unsafe impl Sync for Shared {}
// SAFETY: as above; the pointer is used only while the call that made it waits.
unsafe impl Send for Shared {}

/// The calling thread and its helpers.
pub(super) struct Workers {
    shared: Arc<Shared>,
    helpers: Vec<JoinHandle<()>>,
}

impl Workers {
    /// Makes `count` workers, of which the caller is one; 0 means as many as the machine has cores for. If
    /// the system refuses threads, tries half as many; one always works.
    pub fn new(count: usize) -> Self {
        let mut wanted = match count {
            0 => available_threads(),
            count => count,
        };
        let counters = || {
            std::iter::repeat_with(Counter::default)
                .take(wanted)
                .collect()
        };
        let shared = Shared {
            turns: counters(),
            next: counters(),
            ..Shared::default()
        };
        let mut workers = Self {
            shared: Arc::new(shared),
            helpers: Vec::new(),
        };
        while workers.count() < wanted {
            let (shared, index) = (Arc::clone(&workers.shared), workers.count());
            let helper = thread::Builder::new().name(format!("nn-{index}"));
            match helper.spawn(move || shared.help(index)) {
                Ok(handle) => workers.helpers.push(handle),
                Err(_) => wanted = (wanted / 2).max(1),
            }
        }
        if workers.count() > wanted {
            // Refused half-way: the surplus of a smaller team would only wait.
            drop(workers);
            return Self::new(wanted);
        }
        workers
    }

    /// How many there are, the caller included.
    pub fn count(&self) -> usize {
        self.helpers.len() + 1
    }

    /// Runs `f` on every item, on up to `hands` workers, the caller among them; returns when all are
    /// done. The others are not woken.
    ///
    /// Each worker begins with a stretch of the items of its own, the same at every call, so that
    /// what it needs is in its cache; then it takes what others have not come to yet.
    ///
    /// # Panics
    /// If `f` panics, on whichever worker.
    pub fn each<T: Send>(
        &mut self,
        hands: usize,
        items: &mut [T],
        f: impl Fn(usize, &mut T) + Sync,
    ) {
        let mut nothing = vec![(); self.count()];
        self.each_at(hands, items, &mut nothing, |index, item, ()| f(index, item));
    }

    /// As [`each`](Self::each), with something that is the worker's own.
    ///
    /// # Panics
    /// If there are fewer `desks` than workers.
    pub fn each_at<T: Send, D: Send>(
        &mut self,
        hands: usize,
        items: &mut [T],
        desks: &mut [D],
        f: impl Fn(usize, &mut T, &mut D) + Sync,
    ) {
        assert!(desks.len() >= self.count(), "each worker has a desk");
        let hands = hands.min(self.count()).min(items.len());
        if hands <= 1 {
            let each = items.iter_mut().enumerate();
            return each.for_each(|(index, item)| f(index, item, &mut desks[0]));
        }
        let (shared, count) = (Arc::clone(&self.shared), items.len());
        let stretch = |hand: usize| count * hand / hands..count * (hand + 1) / hands;
        for (hand, next) in shared.next[..hands].iter().enumerate() {
            next.0.store(stretch(hand).start, Ordering::Relaxed);
        }
        let (items, desks) = (Pointer(items.as_mut_ptr()), Pointer(desks.as_mut_ptr()));
        self.run(hands, &|worker| {
            // SAFETY: there are as many desks as workers, each runs the job once, and the desks are
            // borrowed until `run` has returned.
            let desk = unsafe { &mut *desks.at(worker) };
            for hand in (0..hands).map(|turn| (worker + turn) % hands) {
                loop {
                    let index = shared.next[hand].0.fetch_add(1, Ordering::Relaxed);
                    if index >= stretch(hand).end {
                        break;
                    }
                    // SAFETY: each index is taken once a call, so no two workers have the same item;
                    // and the items are borrowed until `run` has returned.
                    f(index, unsafe { &mut *items.at(index) }, desk);
                }
            }
        });
    }

    /// As [`each`](Self::each), with the stretch `cuts[i]..cuts[i + 1]` of `flat` beside item i.
    pub fn each_with<T: Send>(
        &mut self,
        hands: usize,
        items: &mut [T],
        flat: &mut [f32],
        cuts: &[usize],
        f: impl Fn(&mut T, &mut [f32]) + Sync,
    ) {
        assert!(
            cuts.is_sorted() && cuts.len() == items.len() + 1 && cuts[items.len()] <= flat.len()
        );
        let flat = Pointer(flat.as_mut_ptr());
        self.each(hands, items, |index, item| {
            let (start, end) = (cuts[index], cuts[index + 1]);
            // SAFETY: the cuts ascend and end within `flat`, so the stretches are in it and no two
            // overlap; each index is run once.
            f(item, unsafe {
                std::slice::from_raw_parts_mut(flat.at(start), end - start)
            });
        });
    }

    /// Runs the job once on each of the first `hands` workers, of which there must be as many.
    fn run(&mut self, hands: usize, job: &Job<'_>) {
        // SAFETY: only the lifetime is forgotten; this function does not return, nor unwind, before
        // every worker is done with the job.
        let job = unsafe { std::mem::transmute::<*const Job<'_>, *const Job<'static>>(job) };
        let (shared, helpers) = (&*self.shared, &self.helpers[..hands - 1]);
        // SAFETY: no worker is busy, so none reads.
        unsafe {
            *shared.call.get() = Some(Call {
                job,
                owner: thread::current(),
            })
        };
        shared.busy.store(helpers.len(), Ordering::Relaxed);
        for (turn, helper) in shared.turns[1..].iter().zip(helpers) {
            turn.0.fetch_add(1, Ordering::Release);
            helper.thread().unpark();
        }
        // SAFETY: the job is borrowed by this very call.
        let own = catch_unwind(AssertUnwindSafe(|| unsafe { (*job)(0) }));
        wait(|| shared.busy.load(Ordering::Acquire) == 0);
        let theirs = shared
            .panic
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .take();
        if let Some(panic) = own.err().or(theirs) {
            resume_unwind(panic);
        }
    }
}

impl Drop for Workers {
    fn drop(&mut self) {
        self.shared.stop.store(true, Ordering::Relaxed);
        for turn in &self.shared.turns {
            turn.0.fetch_add(1, Ordering::Release);
        }
        for helper in self.helpers.drain(..) {
            helper.thread().unpark();
            // It ends without a panic: those of a job are caught and kept.
            let _ = helper.join();
        }
    }
}

impl Shared {
    /// The life of a helper.
    fn help(&self, index: usize) {
        let (turn, mut seen) = (&self.turns[index].0, 0);
        loop {
            wait(|| turn.load(Ordering::Acquire) != seen);
            seen = turn.load(Ordering::Acquire);
            if self.stop.load(Ordering::Relaxed) {
                return;
            }
            // SAFETY: the owner wrote the call before it moved the turn, and leaves it alone until
            // this helper has counted itself out of `busy`.
            let Some(call) = (unsafe { &*self.call.get() }) else {
                continue;
            };
            // SAFETY: the owner waits, so the job it borrows is alive.
            let done = catch_unwind(AssertUnwindSafe(|| unsafe { (*call.job)(index) }));
            if let Err(panic) = done {
                *self.panic.lock().unwrap_or_else(PoisonError::into_inner) = Some(panic);
            }
            let owner = call.owner.clone();
            if self.busy.fetch_sub(1, Ordering::Release) == 1 {
                owner.unpark();
            }
        }
    }
}

/// Looks for a while, then sleeps until someone unparks this thread and it is done.
fn wait(done: impl Fn() -> bool) {
    for look in 0..LOOKS + PATIENCE {
        if done() {
            return;
        }
        if look < LOOKS {
            std::hint::spin_loop();
        } else {
            thread::yield_now();
        }
    }
    while !done() {
        thread::park();
    }
}

/// A pointer that may go to another thread; what makes that sound is said where it is used.
struct Pointer<T>(*mut T);

// SAFETY: see `Pointer`.
unsafe impl<T: Send> Sync for Pointer<T> {}

impl<T> Pointer<T> {
    /// # Safety
    /// As for [`pointer::add`].
    unsafe fn at(&self, index: usize) -> *mut T {
        // SAFETY: promised by the caller.
        unsafe { self.0.add(index) }
    }
}

#[cfg(test)]
mod tests;
