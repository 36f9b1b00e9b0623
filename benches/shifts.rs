//! How long the map of shifts takes: the classifier that ships on all 10,000 test digits at 81 shifts,
//! 810,000 predictions, on two threads.
//!
//! Nothing is moved but the weights: the digits stay as they are. Every line is a turn, as the peers of
//! `benches/peers/peers.py shifts` tell theirs: the seconds, and the mean of the 81 shares that are read
//! wrongly in place of a loss. `cargo bench --bench shifts`.

use handson::dataset::mnist::test_digits;
use handson::train::classifier::trained;
use handson::train::shifts::{REACH, ShiftMap};
use std::time::Instant;

const TURNS: usize = 3;
const THREADS: usize = 2;

fn main() {
    let (model, digits) = (
        trained().expect("it ships"),
        test_digits().expect("they ship"),
    );
    for _ in 0..TURNS {
        let before = Instant::now();
        let map = ShiftMap::of(&model, &digits, digits.len(), false, THREADS);
        let map = map.expect("it is a classifier");
        let seconds = before.elapsed().as_secs_f64();
        let sides = || -REACH..=REACH;
        let shifts = sides().flat_map(|down| sides().map(move |right| [right, down]));
        let right: Vec<f64> = shifts.map(|shift| map.at(shift)).collect();
        let wrong = 1.0 - right.iter().sum::<f64>() / right.len() as f64;
        println!("{{\"seconds\":{seconds:.4},\"loss\":{wrong:.6}}}");
    }
}
