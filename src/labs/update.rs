//! One update taken apart, on one car: forward to the loss, slopes backwards through two layers, and
//! the move. Every number is the trainer's own.

mod cars;
mod facts;
mod step;
mod view;

use super::model::Model;
use super::pane::Pane;
use super::scale::Scale;
use super::table;
use super::{BadValue, Facts, Height};
use cars::{Car, cars};
use ratatui::layout::Rect;
use step::{START, Step, Weights};

type Control = table::Control<Update>;
type Action = table::Action<Update>;

/// What is shown, one after the other.
const STAGES: [&str; 12] = [
    "what goes in",
    "the sums z",
    "ReLU",
    "what comes out",
    "the loss",
    "its slope in ŷ",
    "slopes of v",
    "slopes of h",
    "slopes of z",
    "slopes of w",
    "the move",
    "the loss after it",
];

/// The last of them.
const LAST: usize = STAGES.len() - 1;

/// Which number is left for the learner.
const BLANKS: [&str; 2] = ["none", "dv1"];

/// The lab's state.
pub struct Update {
    cars: Vec<Car>,
    /// The place of the car.
    car: usize,
    weights: Weights,
    /// Updates made so far.
    updates: usize,
    /// How much of the update is shown.
    stage: usize,
    blank: usize,
    /// The update of these weights on this car; none where there is no car.
    step: Option<Step>,
}

impl Default for Update {
    fn default() -> Self {
        let mut lab = Self {
            cars: cars(),
            car: 0,
            weights: START,
            updates: 0,
            stage: 0,
            blank: 0,
            step: None,
        };
        lab.work_out();
        lab
    }
}

impl Update {
    fn work_out(&mut self) {
        let car = self.cars.get(self.car);
        self.step = car.and_then(|car| {
            let [weight, year, mpg] = car.scaled;
            Step::of(&self.weights, [weight, year], mpg)
        });
    }

    /// Whether the slope of v₁ is left for the learner.
    fn blanks_v1(&self) -> bool {
        BLANKS[self.blank] == "dv1"
    }

    /// Shows what comes next; after the last of it the weights are those it moved to.
    fn next(&mut self) {
        if self.stage < LAST {
            self.stage += 1;
            return;
        }
        if let Some(step) = &self.step {
            self.weights = step.moved;
            self.updates += 1;
            self.stage = 0;
        }
    }
}

impl Model for Update {
    const CONTROLS: &'static [Control] = &[
        Control::whole(
            "car",
            "Which car the update looks at.",
            |lab| Scale::whole(1.0, lab.cars.len().max(1) as f64),
            |lab| lab.car + 1,
            |lab, car| lab.car = car - 1,
        )
        .note(|lab| {
            lab.cars
                .get(lab.car)
                .map_or(String::new(), |car| car.name.clone())
        }),
        Control::whole(
            "stage",
            "How much of the update is shown.",
            |_| Scale::whole(0.0, LAST as f64),
            |lab| lab.stage,
            |lab, stage| lab.stage = stage,
        )
        .note(|lab| STAGES[lab.stage].to_owned()),
        Control::choice(
            "blank",
            "Which number is left for you.",
            &BLANKS,
            |lab| lab.blank,
            |lab, blank| lab.blank = blank,
        ),
    ];

    const ACTIONS: &'static [Action] = &[
        Action::new(
            "next",
            "Show the next numbers; after the last ones, the next update.",
            |lab| {
                lab.next();
                Ok(())
            },
        )
        .key(' ', |lab| {
            if lab.stage < LAST {
                "next number"
            } else {
                "next update"
            }
        }),
        Action::new("another", "The same with another car.", |lab| {
            if lab.cars.is_empty() {
                return Err(BadValue::NotNow("there is no other car"));
            }
            // 89 shares no factor with 398: every car comes once before any comes again.
            lab.car = (lab.car + 89) % lab.cars.len();
            Ok(())
        })
        .key('m', |_| "another car"),
        Action::new("reset", "Back to the first weights.", |lab| {
            (lab.weights, lab.updates, lab.stage) = (START, 0, 0);
            Ok(())
        })
        .key('r', |_| "reset")
        .moves(&["stage"]),
    ];

    /// As wide as both wires with their names.
    const WIDTH: u16 = view::WIDE;

    const STAYS: bool = false;

    fn facts(&self, facts: &mut Facts) {
        facts::tell(self, facts);
    }

    fn panes(&self, area: Rect) -> Vec<Pane<Self>> {
        view::panes(area)
    }

    fn height(&self, _width: u16) -> Height {
        Height::new(view::HIGH, view::HIGH, view::HIGH)
    }

    fn refresh(&mut self) {
        self.work_out();
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::labs::hosted::Hosted;
    use crate::labs::testing::{after, number_of, screen};
    use crate::labs::{Lab, Value};

    #[test]
    fn update_after_update_the_loss_on_this_car_falls() {
        let mut lab: Hosted<Update> = after(&[]);
        let mut losses = vec![number_of(&lab, "loss")];
        for _ in 0..3 {
            for _ in 0..=LAST {
                assert!(lab.act("next", "").is_ok());
            }
            losses.push(number_of(&lab, "loss"));
        }
        assert!(losses.is_sorted_by(|one, next| one > next), "{losses:?}");
        assert_eq!(number_of(&lab, "updates"), 3.0);
    }

    #[test]
    fn a_number_is_told_when_its_stage_has_come_and_a_blank_one_never() {
        for stage in 0..=LAST {
            let lab: Hosted<Update> = after(&["set blank dv1", &format!("set stage {stage}")]);
            let told: Vec<&str> = lab.visible_facts().iter().map(|fact| fact.name).collect();
            assert_eq!(told.contains(&"loss"), stage >= 4, "{stage}");
            assert_eq!(told.contains(&"d_w1"), stage >= 9, "{stage}");
            assert!(
                !told.contains(&"d_v1") && !told.contains(&"new_v1"),
                "{stage}"
            );
        }
    }

    #[test]
    fn every_number_on_the_picture_is_a_fact() {
        let lab: Hosted<Update> = after(&["set stage 11", "set car 30"]);
        let picture = screen(&lab, view::WIDE, view::HIGH, true).join("\n");
        for fact in lab.visible_facts() {
            let Value::Number(value) = fact.value else {
                continue;
            };
            if fact.name.starts_with("d_") || fact.name.starts_with("new_v") {
                let shown = format!("{value:+.2}");
                assert!(
                    picture.contains(&shown),
                    "{}: {shown} in\n{picture}",
                    fact.name
                );
            }
        }
    }
}
