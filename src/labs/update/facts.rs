//! What the lab says in words and numbers: each number once its stage has come.

use super::{STAGES, Update};
use crate::labs::Facts;
use crate::ui::number::many;

/// The car, what is shown, and the numbers of the update.
pub fn tell(lab: &Update, facts: &mut Facts) {
    let (Some(step), Some(car)) = (&lab.step, lab.cars.get(lab.car)) else {
        facts.text("car", "none", "There is no car.");
        return;
    };
    let [pounds, year, mpg] = car.raw;
    let said = format!(
        "The car is {}: {pounds:.0} lb, of {year:.0}, {mpg} mpg.",
        car.name
    );
    facts.text("car", &car.name, said);
    let were = if lab.updates == 1 { "was" } else { "were" };
    let said = format!("{} {were} made before.", many(lab.updates as u64, "update"));
    facts.count("updates", lab.updates, said);
    let said = format!("Shown so far: {}.", STAGES[..=lab.stage].join(", "));
    facts.count("stage", lab.stage, said);
    let mut say = |name, value: f32, from: usize, words: &str| {
        let said = format!("{words} {value:+.3}.");
        let fact = facts.number(name, f64::from(value), said);
        let blank = lab.blanks_v1() && matches!(name, "d_v1" | "new_v1");
        fact.shown_if(lab.stage >= from && !blank);
    };
    say(
        "weight",
        step.x[0],
        0,
        "The weight, standardized, goes in as",
    );
    say("year", step.x[1], 0, "The year, standardized, goes in as");
    say("target", step.y, 0, "What should come out, y, is");
    say(
        "w1",
        step.weights.w[0][0],
        0,
        "The weight w1 from the car's weight to hidden node 1 is",
    );
    say(
        "w2",
        step.weights.w[1][0],
        0,
        "The weight w2 from the year to hidden node 1 is",
    );
    say(
        "v1",
        step.weights.v[0],
        0,
        "The weight v1 from hidden node 1 to the output is",
    );
    say("z1", step.z[0], 1, "The sum of hidden node 1, z1, is");
    say(
        "h1",
        step.h[0],
        2,
        "After ReLU hidden node 1 gives h1, which is",
    );
    say("h2", step.h[1], 2, "Hidden node 2 gives h2, which is");
    say("said", step.out, 3, "What comes out is");
    say(
        "loss",
        step.loss,
        4,
        "The loss, the square of what comes out minus y, is",
    );
    say(
        "d_said",
        step.slopes.c,
        5,
        "The slope of the loss in what comes out is",
    );
    say("d_v1", step.slopes.v[0], 6, "Its slope in v1 is");
    say("d_h1", step.slope_h[0], 7, "Its slope in h1 is");
    say("d_z1", step.slopes.b[0], 8, "Its slope in z1 is");
    say("d_w1", step.slopes.w[0][0], 9, "Its slope in w1 is");
    say("new_w1", step.moved.w[0][0], 10, "The move takes w1 to");
    say("new_v1", step.moved.v[0], 10, "The move takes v1 to");
    say(
        "loss_after",
        step.loss_after,
        11,
        "Once all nine weights have moved the loss is",
    );
}
