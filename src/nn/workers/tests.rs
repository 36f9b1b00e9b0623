use super::*;
use std::sync::atomic::AtomicU64;

#[test]
fn every_item_is_done_once_however_many_there_are() {
    for count in [1, 2, 3, 8] {
        let mut workers = Workers::new(count);
        assert_eq!(workers.count(), count);
        for length in [0, 1, 2, 7, 100] {
            for hands in 1..=count + 1 {
                let mut items = vec![0; length];
                workers.each(hands, &mut items, |index, item| *item += index + 1);
                assert_eq!(items, (1..=length).collect::<Vec<_>>());
            }
        }
    }
}

#[test]
fn no_more_hands_work_than_are_asked_for() {
    let mut workers = Workers::new(4);
    for hands in [2, 4, 3, 1] {
        let asked: [AtomicUsize; 4] = Default::default();
        workers.run(hands, &|index| {
            asked[index].fetch_add(1, Ordering::Relaxed);
        });
        // Whoever has the job is waited for, so this is all of them.
        let asked = asked.map(AtomicUsize::into_inner);
        assert_eq!(asked[..hands].to_vec(), vec![1; hands]);
        assert_eq!(asked[hands..].iter().sum::<usize>(), 0, "{asked:?}");
    }
}

#[test]
fn stretches_of_a_vector_go_to_their_items() {
    let mut workers = Workers::new(3);
    let (mut items, mut flat) = ([1.0, 2.0, 3.0], [0.0; 7]);
    workers.each_with(3, &mut items, &mut flat, &[1, 3, 3, 6], |item, stretch| {
        stretch.fill(*item)
    });
    assert_eq!(flat, [0.0, 1.0, 1.0, 3.0, 3.0, 3.0, 0.0]);
}

#[test]
#[should_panic(expected = "cuts")]
fn stretches_that_overlap_are_refused() {
    Workers::new(2).each_with(2, &mut [0, 0], &mut [0.0; 4], &[0, 3, 2], |_, _| {});
}

#[test]
fn a_panic_of_any_worker_comes_out_and_the_team_works_on() {
    let mut workers = Workers::new(3);
    for guilty in 0..3 {
        let done = AtomicU64::new(0);
        let result = catch_unwind(AssertUnwindSafe(|| {
            workers.each(3, &mut [(), (), ()], |index, ()| {
                if index == guilty {
                    resume_unwind(Box::new(index));
                }
                done.fetch_add(1, Ordering::Relaxed);
            });
        }));
        assert_eq!(result.unwrap_err().downcast_ref::<usize>(), Some(&guilty));
        // The others were waited for: their borrows have ended.
        assert_eq!(done.into_inner(), 2);
    }
    let mut items = [0; 3];
    workers.each(3, &mut items, |_, item| *item += 1);
    assert_eq!(items, [1, 1, 1]);
}

#[test]
fn dropping_the_team_ends_its_threads() {
    let workers = Workers::new(4);
    let shared = Arc::downgrade(&workers.shared);
    drop(workers);
    assert_eq!(shared.strong_count(), 0);
}

#[test]
fn a_team_may_move_to_another_thread_between_calls() {
    let mut workers = Workers::new(2);
    let mut items = [0, 0];
    workers.each(3, &mut items, |_, item| *item += 1);
    let mut workers = thread::spawn(move || {
        workers.each(3, &mut [0, 0], |_, item| *item += 1);
        workers
    })
    .join()
    .unwrap();
    workers.each(3, &mut items, |_, item| *item += 1);
    assert_eq!(items, [2, 2]);
}
