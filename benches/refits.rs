//! How long the lab on "how much data" takes: a line and a network of 9-64-64-1 refitted 20 times for
//! each number of cars, 1,000 updates a network, on the thread that does a lab's work.
//!
//! Every line is a turn, as `benches/peers/peers.py refits` tells its own: the seconds, and in place of a
//! loss the mean absolute error of the networks of 320 cars. `cargo bench --bench refits`.

use handson::labs::{self, Lab, Value, say};
use handson::msg::{Effect, Msg};
use std::time::Instant;

const TURNS: usize = 3;

/// Runs all work that is asked for, as a session does.
fn work(lab: &mut dyn Lab, mut effects: Vec<Effect>) {
    while let Some(effect) = effects.pop() {
        if let Effect::Work(id, work) = effect {
            effects.extend(lab.update(&Msg::Worked(id, work())));
        }
    }
}

fn main() {
    let entry = labs::find("refits").expect("the lab is there");
    for _ in 0..TURNS {
        let mut lab = (entry.make)(0);
        let before = Instant::now();
        let effects = say(lab.as_mut(), "all").expect("it can be asked for");
        work(lab.as_mut(), effects);
        let seconds = before.elapsed().as_secs_f64();
        let facts = lab.facts();
        let error = facts.iter().find(|fact| fact.name == "net_320");
        let Some(Value::Number(error)) = error.map(|fact| &fact.value) else {
            panic!("all are fitted");
        };
        println!("{{\"seconds\":{seconds:.4},\"loss\":{error:.6}}}");
    }
}
