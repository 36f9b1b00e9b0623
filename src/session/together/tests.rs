use super::*;
use crate::train::runner::Alone;
use std::sync::mpsc::{Receiver, channel};
use std::thread;

/// A machine with so many threads to give, that counts who takes a turn and who leaves it.
struct Machine {
    threads: usize,
    log: Arc<Mutex<Vec<String>>>,
}

impl Turnstile for Machine {
    fn ask(&mut self, wanted: usize) -> Turn {
        self.log.lock().unwrap().push(format!("ask {wanted}"));
        match self.threads {
            0 => Turn::Wait(2),
            threads => Turn::Go(threads.min(wanted)),
        }
    }

    fn leave(&mut self) {
        self.log.lock().unwrap().push("leave".into());
    }
}

fn on(threads: usize) -> (Together, Arc<Mutex<Vec<String>>>) {
    let log = Arc::default();
    let machine = Machine {
        threads,
        log: Arc::clone(&log),
    };
    (Together::new(Box::new(machine)), log)
}

#[test]
fn one_alone_has_all_threads_and_two_have_as_many_each() {
    for (threads, each) in [(1, 1), (2, 1), (3, 1), (4, 2), (7, 3)] {
        let (mut together, _) = on(threads);
        let [mut one, mut two] = [together.seat(), together.seat()];
        assert_eq!(one.ask(threads), Turn::Go(threads));
        for shares in [two.ask(threads), one.ask(threads), two.ask(threads)] {
            assert_eq!(shares, Turn::Go(each), "of {threads}");
        }
        two.leave();
        assert_eq!(one.ask(threads), Turn::Go(threads));
    }
    let mut alone = Together::new(Box::new(Alone));
    let [mut one, mut two] = [alone.seat(), alone.seat()];
    assert_eq!([one.ask(8), two.ask(8)], [Turn::Go(8), Turn::Go(4)]);
    assert_eq!(
        one.ask(8),
        Turn::Go(4),
        "without slots it is shared as well"
    );
}

#[test]
fn two_runs_take_one_turn_and_give_it_back_when_both_have_left() {
    let (mut together, log) = on(3);
    let [mut one, mut two] = [together.seat(), together.seat()];
    one.ask(3);
    two.ask(3);
    one.leave();
    assert_eq!(*log.lock().unwrap(), ["ask 3", "ask 2"], "one stays");
    drop(two);
    assert_eq!(log.lock().unwrap().last().unwrap(), "leave");
}

#[test]
fn who_waits_for_a_turn_waits_with_the_other_and_a_single_step_waits_for_nobody() {
    let (mut together, _) = on(0);
    let [mut one, mut two] = [together.seat(), together.seat()];
    assert_eq!([one.ask(2), two.ask(2)], [Turn::Wait(2); 2]);
    let mut done = false;
    one.work(&mut || done = true);
    assert!(done);
}

/// A run that does so many quanta on a thread of its own, each told with its name.
fn run(mut seat: Box<dyn Turnstile>, name: char, quanta: usize) -> Receiver<char> {
    let (sender, done) = channel();
    assert!(matches!(seat.ask(1), Turn::Go(1)));
    thread::spawn(move || {
        for _ in 0..quanta {
            seat.work(&mut || sender.send(name).unwrap());
        }
    });
    done
}

#[test]
fn on_one_thread_they_work_in_turn_and_the_one_that_is_left_works_alone() {
    let (mut together, _) = on(1);
    let (order, all) = channel();
    let mut seats: Vec<_> = (0..2).map(|_| together.seat()).collect();
    for seat in &mut seats {
        seat.ask(1);
    }
    let runs: Vec<_> = seats.into_iter().zip(['a', 'b']).zip([40, 25]).collect();
    let threads = runs.into_iter().map(|((mut seat, name), quanta)| {
        let order = order.clone();
        thread::spawn(move || {
            (0..quanta).for_each(|_| seat.work(&mut || order.send(name).unwrap()));
        })
    });
    threads
        .collect::<Vec<_>>()
        .into_iter()
        .for_each(|thread| thread.join().unwrap());
    drop(order);
    let order: String = all.iter().collect();
    assert_eq!(order, "ab".repeat(25) + &"a".repeat(15));
}

#[test]
fn a_fault_in_one_run_does_not_hold_up_the_other() {
    let (mut together, _) = on(1);
    let (mut one, two) = (together.seat(), together.seat());
    one.ask(1);
    let other = run(two, 'b', 3);
    let fault = thread::spawn(move || one.work(&mut || panic!("a page fell out")));
    assert!(fault.join().is_err());
    assert_eq!(other.iter().collect::<String>(), "bbb");
}
