use super::*;
use crate::labs::BadValue;
use crate::labs::hosted::Hosted;
use crate::labs::testing::{number_of, screen};
use crate::labs::{Lab, Value, say};
use crate::train::{Job, JobId};

/// A lab whose trainings are done in line, as fast as they are asked for.
struct Played {
    lab: Hosted<Classifier2d>,
    jobs: Vec<(JobId, Job)>,
}

impl Played {
    fn new(lines: &[&str]) -> Self {
        let mut played = Self {
            lab: Hosted::new(Classifier2d::new(0)),
            jobs: Vec::new(),
        };
        lines.iter().for_each(|line| played.say(line));
        played
    }

    fn say(&mut self, line: &str) {
        let effects = say(&mut self.lab, line).unwrap_or_else(|why| panic!("{line}: {why}"));
        self.carry_out(effects);
    }

    fn carry_out(&mut self, effects: Vec<Effect>) {
        for effect in effects {
            match effect {
                Effect::Train(id, task) => {
                    self.jobs.retain(|(old, _)| !old.shares_lane(&id));
                    self.jobs
                        .push((id, Job::new(id, *task).expect("it can train")));
                }
                Effect::Tell(id, command) => {
                    let own = self.jobs.iter_mut().filter(|(own, _)| *own == id);
                    own.for_each(|(_, job)| job.tell(command).expect("it can be told"));
                }
                Effect::Work(id, work) => {
                    let more = self.lab.update(&Msg::Worked(id, work()));
                    self.carry_out(more);
                }
                other => panic!("{other:?}"),
            }
        }
    }

    /// So many quanta, or to the end.
    fn advance(&mut self, quanta: usize) {
        let mut news = Vec::new();
        for (_, job) in &mut self.jobs {
            for _ in 0..quanta {
                job.advance();
            }
            news.push(Msg::Trained(Arc::new(job.checkpoint())));
        }
        for msg in news {
            let effects = self.lab.update(&msg);
            self.carry_out(effects);
        }
    }

    fn number(&self, fact: &str) -> f64 {
        number_of(&self.lab, fact)
    }

    fn weights(&self) -> Vec<u32> {
        let net = self.lab.net();
        net.weights()
            .iter()
            .map(|weight| weight.to_bits())
            .collect()
    }
}

/// Quanta after which any run of these tests is over.
const ALL: usize = 100_000;

#[test]
fn every_setting_that_a_control_allows_makes_a_plan() {
    let mut lab = Hosted::new(Classifier2d::new(0));
    for at in 0..lab.controls().len() {
        let control = lab.controls().swap_remove(at);
        for share in 0..=6 {
            let value = control.at_share(f64::from(share) / 6.0);
            let what = format!("{} {value}", control.name);
            assert!(lab.set(control.name, &value).is_ok(), "{what}");
            assert!(lab.plan().is_some(), "{what}");
        }
    }
}

#[test]
fn a_network_without_hidden_layer_tells_penguins_apart_and_leaves_the_ring() {
    let mut penguins = Played::new(&["train 30 epochs"]);
    penguins.advance(ALL);
    assert!(penguins.number("test_accuracy") > 0.93);
    assert!(penguins.number("cost") < penguins.number("start_cost") / 2.0);
    let mut ring = Played::new(&["set set circle", "set noise 0.05", "train 30 epochs"]);
    ring.advance(ALL);
    assert!(ring.number("accuracy") < 0.8, "no line parts them");
    let bent = ["set set circle", "set layer1 8", "train 60 epochs"];
    let mut bent = Played::new(&bent);
    bent.advance(ALL);
    assert!(bent.number("accuracy") > 0.97, "hidden nodes bend it");
}

#[test]
fn the_same_seed_replays_to_the_bit_and_a_rate_moved_on_the_way_keeps_the_run() {
    let lines = ["set set xor", "set layer1 4", "train 20 epochs"];
    let mut once = Played::new(&lines);
    once.advance(ALL);
    let mut again = Played::new(&lines);
    for _ in 0..60 {
        again.advance(5);
    }
    assert_eq!(once.weights(), again.weights());

    let mut moved = Played::new(&lines);
    moved.advance(40);
    let before = moved.number("step");
    moved.say("set rate 0.1");
    moved.advance(1);
    assert!(moved.number("step") >= before, "it went on");
    moved.advance(ALL);
    assert_eq!(moved.number("epoch"), 20.0);
    assert_ne!(once.weights(), moved.weights());
}

#[test]
fn a_weight_turned_by_hand_changes_it_alone_and_the_run_goes_on_from_there() {
    let lines = [
        "set set xor",
        "set layer1 3",
        "set layer2 2",
        "set see units",
    ];
    let mut lab = Played::new(&lines);
    // Untrained; the fourth unit is the first of the second layer, its weight from the second unit.
    for line in ["set unit 4", "set weight 2"] {
        lab.say(line);
    }
    let before = lab.lab.net().clone();
    lab.say("more");
    let after = lab.lab.net().clone();
    let moved = after.kernel(1)[[1, 0]] - before.kernel(1)[[1, 0]];
    assert_eq!(moved, 0.5);
    let differ = |(a, b): &(&f32, &f32)| a != b;
    assert_eq!(
        before
            .weights()
            .iter()
            .zip(after.weights())
            .filter(differ)
            .count(),
        1
    );
    lab.say("step");
    lab.advance(1);
    let step = after.kernel(1)[[1, 0]] - lab.lab.net().kernel(1)[[1, 0]];
    assert!(step.abs() < 0.1, "it began where the hand had put it");
    // Trained; the bias of the first unit.
    for line in ["set unit 1", "set weight 3"] {
        lab.say(line);
    }
    let before = lab.lab.net().bias(0)[0];
    lab.say("less");
    assert_eq!(lab.lab.net().bias(0)[0], before - 0.5);
    assert_eq!(lab.number("unit_weight") as f32, before - 0.5);
    assert_eq!(lab.number("step"), 1.0);
    lab.say("reset");
    lab.say("set set blobs");
    let fresh = Played::new(&["set set blobs", "set layer1 3", "set layer2 2"]);
    assert_eq!(lab.weights(), fresh.weights(), "a reset forgets the hand");
}

#[test]
fn every_hidden_unit_has_a_map_where_there_is_room() {
    let lines = [
        "set layer1 3",
        "set layer2 2",
        "set see units",
        "set unit 4",
    ];
    let lab = Played::new(&lines);
    let wide = screen(&lab.lab, 140, 30, true).join("\n");
    let low = screen(&lab.lab, 76, 20, true).join("\n");
    for rows in [&wide, &low] {
        assert!(rows.contains("unit 2.1") && rows.contains('%'), "{rows}");
    }
    assert!(wide.contains(">2.1") && wide.contains(" 2.2"), "{wide}");
    assert!(!low.contains(">2.1"), "{low}");
    let none = Played::new(&["set see units"]);
    assert!(
        screen(&none.lab, 80, 20, true)
            .join("")
            .contains("no hidden unit")
    );
    let mut none = none;
    assert!(say(&mut none.lab, "more").is_err());
}

#[test]
fn weights_stay_small_under_a_penalty_and_what_it_learned_by_heart_costs_less() {
    let lines = ["set layer1 16", "set layer2 16", "set rate 0.05"];
    let ends = ["0", "0.003"].map(|l2| {
        let mut lab = Played::new(&lines);
        lab.say(&format!("set l2 {l2}"));
        lab.say("train 150 epochs");
        lab.advance(ALL);
        let squares = lab.lab.net().weights().iter().map(|w| w * w).sum::<f32>();
        (squares, lab.number("test_cost"))
    });
    assert!(ends[1].0 < ends[0].0 / 2.0, "{ends:?}");
    assert!(ends[1].1 < ends[0].1, "{ends:?}");
}

#[test]
fn a_run_that_diverges_says_why_keeps_its_weights_and_goes_on_at_a_smaller_rate() {
    // Under this penalty a step multiplies each weight by 1 - 2 * 0.1 * 100 = -19.
    let lines = [
        "set set xor",
        "set l2 0.1",
        "set optimizer sgd",
        "set rate 100",
        "train 200 epochs",
    ];
    let mut lab = Played::new(&lines);
    lab.advance(ALL);
    let state = lab.lab.run.latest().map(|at| at.state.clone());
    let Some(crate::msg::TrainState::Failed(reason)) = state else {
        panic!("it went on: {state:?}");
    };
    assert!(reason.contains("learning rate 100"), "{reason}");
    let words = screen(&lab.lab, 90, 24, false).join("\n");
    assert!(words.contains("learning rate 100"), "{words}");
    assert!(lab.number("cost").is_finite());
    let refused = say(&mut lab.lab, "train").map(drop);
    assert_eq!(refused, Err(BadValue::RunFailed(reason)));
    lab.say("set rate 0.05");
    lab.advance(0);
    lab.say("train 1 epochs");
    lab.advance(ALL);
    let state = lab.lab.run.latest().map(|at| at.state.clone());
    assert_eq!(state, Some(crate::msg::TrainState::Finished));
}

#[test]
fn the_learners_own_points_are_learned_from_and_can_be_taken_away() {
    let mut lab = Played::new(&["set set own", "set points free"]);
    let refused = say(&mut lab.lab, "train").map(drop);
    assert!(refused.unwrap_err().to_string().contains("put points"));
    lab.say("point -0.5 0 a");
    let refused = say(&mut lab.lab, "step").map(drop);
    assert!(refused.unwrap_err().to_string().contains("of one class"));
    for line in ["point 0.5 0 b", "point 0.6 0.2 B", "train 100 epochs"] {
        lab.say(line);
    }
    lab.advance(ALL);
    assert_eq!((lab.number("points"), lab.number("accuracy")), (3.0, 1.0));
    lab.say("take 0.6 0.21");
    assert_eq!(lab.number("points"), 2.0);
    for line in [
        "take 0 0.9",
        "point 0 9 a",
        "point 0 0 z",
        "point 0 0",
        "take here",
    ] {
        assert!(say(&mut lab.lab, line).is_err(), "{line}");
    }
    lab.say("clear");
    assert_eq!(lab.number("points"), 0.0);
}

#[test]
fn a_run_goes_on_with_a_point_put_on_the_way_and_waits_while_there_is_none() {
    let mut lab = Played::new(&[
        "set set own",
        "point -0.5 0 a",
        "point 0.5 0 b",
        "train 50 epochs",
    ]);
    lab.advance(20);
    let before = lab.number("step");
    lab.say("point 0.5 0.5 a");
    lab.advance(2);
    assert!(lab.number("step") >= before);
    lab.say("take 0.5 0");
    assert!(say(&mut lab.lab, "step").is_err(), "all are of one class");
    lab.say("point 0.5 0 b");
    lab.advance(ALL);
    assert_eq!(lab.number("epoch"), 50.0);
}

#[test]
fn keys_put_points_inside_and_the_mouse_does_where_points_are_free() {
    use crate::event::{KeyCode, Mouse, MouseKind};
    let area = Rect::new(0, 0, 76, 16);
    let mut lab = Hosted::new(Classifier2d::new(0));
    let before = lab.data.train.len();
    let press = |lab: &mut Hosted<Classifier2d>, x, y| {
        let kind = MouseKind::Press;
        lab.touch(Mouse { kind, x, y }, area, &|_| true);
    };
    press(&mut lab, 9, 1);
    assert!(lab.keys().is_empty() && lab.data.train.len() == before);
    assert!(lab.set("points", "free").is_ok());
    press(&mut lab, 9, 1);
    assert_eq!(lab.data.train.len(), before + 1);
    press(&mut lab, 9, 1);
    assert_eq!(
        lab.data.train.len(),
        before,
        "the same place again takes it"
    );
    for code in [KeyCode::Left, KeyCode::Up, KeyCode::Char('g')] {
        assert!(
            lab.press(Key {
                code,
                ..Key::char('g')
            })
            .is_some()
        );
    }
    assert_eq!(lab.data.train.len(), before + 1);
    assert_eq!(
        lab.data.classes[lab.data.train[before].class].name,
        "Gentoo"
    );
    assert!(
        lab.press(Key::char('t')).is_none(),
        "no class has this letter"
    );
    let take = Key {
        code: KeyCode::Backspace,
        ..Key::char('g')
    };
    assert!(lab.press(take).is_some() && lab.data.train.len() == before);
}

#[test]
fn a_map_without_colour_has_letters_on_sure_ground_ink_where_it_doubts_and_ranks() {
    let mut lab = Played::new(&["set set blobs", "train 20 epochs"]);
    lab.advance(ALL);
    for ascii in [false, true] {
        let rows = screen(&lab.lab, 76, 18, ascii).join("\n");
        for sign in ["a", "b", "c", "A", "B", "C", "1", "5", "-ln p"] {
            assert!(rows.contains(sign), "{sign} in\n{rows}");
        }
        assert!(rows.contains(if ascii { ':' } else { '░' }), "{rows}");
        assert!(!ascii || rows.is_ascii(), "{rows}");
    }
}

#[test]
fn a_file_of_ones_own_is_what_the_lab_begins_with() {
    let own = Labelled {
        axes: ["w", "h"].map(str::to_owned),
        classes: ["in", "out"].map(str::to_owned).to_vec(),
        points: (0..40)
            .map(|i| ([f64::from(i), f64::from(i * i % 7)], usize::from(i > 19)))
            .collect(),
        dropped: 0,
    };
    let mut lab = Hosted::new(Classifier2d::new(0));
    assert!(lab.bring(Brought::Points(Arc::new(own))).is_some());
    assert_eq!(number_of(&lab, "points"), 30.0);
    let facts = lab.facts();
    let first = &facts[0];
    assert!(first.sentence.contains("of I, in") && first.value == Value::Number(30.0));
}

#[test]
fn the_network_is_drawn_with_a_node_for_each_number_and_its_largest_weights_as_lines() {
    let lab = Played::new(&["set set xor", "set layer1 3", "set see network"]);
    let weights = lab.lab.net().weights().iter();
    let largest = weights.fold(0.0f32, |most, w| most.max(w.abs()));
    let low = screen(&lab.lab, 76, 20, false).join("\n");
    let wide = screen(&lab.lab, 140, 30, false).join("\n");
    for rows in [&low, &wide] {
        assert_eq!(rows.matches('●').count(), 2 + 3, "{rows}");
    }
    let half = format!("over {:.2}", largest / 2.0);
    for words in ["layer1, tanh", &half, "weight above 0"] {
        assert!(wide.contains(words), "{words}: {wide}");
    }
    assert!(!wide.contains("<0.9"), "{wide}");
    let braille = |c: &char| ('\u{2801}'..='\u{28ff}').contains(c);
    assert!(wide.chars().filter(braille).count() > 100, "{wide}");
}
