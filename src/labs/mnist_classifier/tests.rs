use super::*;
use crate::event::KeyCode;
use crate::event::{Mouse, MouseKind};
use crate::labs::hosted::Hosted;
use crate::labs::testing::{fact, number_of, screen};
use crate::labs::training::testing::checkpoint;
use crate::labs::{Lab, Value, say};
use crate::msg::{Command, TrainState};
use crate::train::EpochReport;

/// Carries out what is asked for, but trainings.
fn settle(lab: &mut Hosted<MnistClassifier>, effects: Vec<Effect>) {
    let mut waiting = effects;
    while let Some(effect) = waiting.pop() {
        if let Effect::Work(id, work) = effect {
            waiting.extend(lab.update(&Msg::Worked(id, work())));
        }
    }
}

/// A lab with its digits, after some lines.
fn after(lines: &[&str]) -> Hosted<MnistClassifier> {
    let mut lab = Hosted::new(MnistClassifier::new(0));
    let effects = lab.open();
    settle(&mut lab, effects);
    tell(&mut lab, lines);
    lab
}

fn tell(lab: &mut Hosted<MnistClassifier>, lines: &[&str]) {
    for line in lines {
        let effects = say(lab, line).unwrap_or_else(|error| panic!("{line}: {error}"));
        settle(lab, effects);
    }
}

/// A lab whose own network has the weights that ship, after so many epochs of so many seconds.
fn trained(epochs: usize, seconds: f64) -> Hosted<MnistClassifier> {
    let mut lab = after(&[]);
    let network = (*lab.data.ready().unwrap().shipped).clone();
    let report = |epoch| EpochReport {
        epoch,
        loss: 0.1,
        val_loss: Some(0.1),
        accuracy: Some(0.97),
        val_accuracy: Some(0.976),
        seconds,
        samples_per_second: 1.0,
    };
    let at = Checkpoint {
        epoch: epochs,
        epochs: 10,
        step: 391 * epochs as u64,
        epoch_reports: (1..=epochs).map(report).collect(),
        state: TrainState::Paused,
        ..checkpoint(lab.run.id(), network)
    };
    let effects = lab.restore(Arc::new(at));
    settle(&mut lab, effects);
    tell(&mut lab, &["set network yours"]);
    lab
}

#[test]
fn what_the_shipped_network_makes_of_the_test_digits_is_what_a_plain_count_gives() {
    let lab = after(&[]);
    let data = lab.data.ready().unwrap();
    let test = &data.mnist.test;
    let x = ndarray::Array2::from_shape_fn((test.len(), 784), |(row, pixel)| {
        f32::from(test.image(row)[pixel]) / 255.0
    });
    let p = data.shipped.predict(x.view());
    let (mut right, mut next, mut four_as_nine) = (0u32, 0u32, 0u32);
    for (at, p) in p.rows().into_iter().enumerate() {
        let mut order: Vec<usize> = (0..10).collect();
        order.sort_by(|&a, &b| p[b].total_cmp(&p[a]));
        let label = usize::from(test.label(at));
        right += u32::from(order[0] == label);
        next += u32::from(order[1] == label);
        four_as_nine += u32::from(label == 4 && order[0] == 9);
    }
    assert_eq!(number_of(&lab, "accuracy"), f64::from(right) / 1e4);
    assert_eq!(number_of(&lab, "errors"), 1e4 - f64::from(right));
    assert_eq!(number_of(&lab, "next_right"), f64::from(next));
    assert_eq!(number_of(&lab, "top2"), f64::from(right + next) / 1e4);
    let lab = after(&["set truth 4", "set read 9"]);
    assert_eq!(number_of(&lab, "cell"), f64::from(four_as_nine));
    assert_eq!(number_of(&lab, "count"), f64::from(four_as_nine));
    assert!(right > 9_700 && next > 0 && four_as_nine > 0);
}

/// What Keras made of the test digits: `tests/fixtures/shipped_classifier.py`.
#[derive(serde::Deserialize)]
struct Keras {
    answers: String,
    next: String,
    probabilities: Vec<Vec<f32>>,
}

#[test]
fn keras_reads_every_test_digit_alike_with_the_weights_that_ship() {
    let told = include_str!("../../../tests/fixtures/shipped_classifier.json");
    let keras: Keras = serde_json::from_str(told).unwrap();
    let lab = after(&[]);
    let read = lab.shown().unwrap();
    let answers = read.verdicts().iter().map(|verdict| verdict.answer);
    let (own, next): (String, String) = answers
        .map(|answer| (answer.class.to_string(), answer.next.to_string()))
        .unzip();
    assert_eq!((own, next), (keras.answers, keras.next));
    for (digit, theirs) in keras.probabilities.iter().enumerate() {
        for (own, theirs) in read.p(digit).iter().zip(theirs) {
            assert!(
                (own - theirs).abs() < 1e-5,
                "digit {digit}: {own} and {theirs}"
            );
        }
    }
}

#[test]
fn what_lesson_11_says_of_the_network_that_ships_is_so() {
    let lab = after(&["set view errors"]);
    let [right, next, sure] =
        ["accuracy", "next_share", "sure_share"].map(|name| number_of(&lab, name));
    assert!(right > 0.97, "over 97 of 100: {right}");
    assert!(
        (0.6..0.8).contains(&next),
        "60 to 80 % of the errors: {next}"
    );
    assert!(
        (0.25..0.42).contains(&sure),
        "about a third is sure: {sure}"
    );
}

#[test]
fn a_cell_shows_its_digits_and_no_other_the_surest_first() {
    let mut lab = after(&["set digits errors", "set truth 4", "set read 9"]);
    let mut before = 1.0;
    for nth in 1..=number_of(&lab, "count") as usize {
        tell(&mut lab, &[&format!("set nth {nth}")]);
        assert_eq!(number_of(&lab, "label"), 4.0);
        assert_eq!(number_of(&lab, "answer"), 9.0);
        let p = number_of(&lab, "p");
        assert!(p <= before, "{nth}");
        before = p;
    }
    // There is none after the last, and another cell begins at its first.
    let past = number_of(&lab, "count") as usize + 1;
    assert!(say(&mut lab, &format!("set nth {past}")).is_err());
    tell(&mut lab, &["set read any"]);
    assert_eq!(number_of(&lab, "label"), 4.0);
    // No digit is read wrongly as what it is.
    tell(&mut lab, &["set read 4"]);
    assert_eq!(number_of(&lab, "count"), 0.0);
    assert!(number_of(&lab, "digit").is_nan());
    for (width, height) in [(76, 16), (140, 40), (30, 12), (1, 1), (0, 0)] {
        screen(&lab, width, height, true);
    }
}

#[test]
fn the_hidden_score_is_neither_drawn_nor_told() {
    let lab = after(&["set score hidden", "set view matrix"]);
    for name in ["accuracy", "top2", "next_right", "next_share", "errors"] {
        let facts = lab.facts();
        let found = facts.iter().find(|fact| fact.name == name);
        assert!(found.is_some_and(|fact| !fact.shown), "{name}");
    }
    let drawn = screen(&lab, 76, 16, false).join("\n");
    assert!(!drawn.contains("within"), "{drawn}");
    let lab = after(&["set score shown"]);
    assert!(
        screen(&lab, 76, 16, false)
            .join("\n")
            .contains("% within two")
    );
}

#[test]
fn untrained_it_knows_nothing_and_says_so() {
    let lab = after(&["set network yours"]);
    assert_eq!(fact(&lab, "set"), Value::Text("held-out".into()));
    assert!(number_of(&lab, "accuracy") < 0.25);
    let cost = number_of(&lab, "mean_cost");
    assert!((cost - 10f64.ln()).abs() < 0.25, "{cost}");
    let facts = lab.facts();
    let who = facts.iter().find(|fact| fact.name == "network").unwrap();
    assert!(who.sentence.contains("untrained"), "{}", who.sentence);
    assert!(say(&mut after(&["set network yours"]), "open").is_err());
}

#[test]
fn the_test_digits_are_closed_until_they_are_opened_and_again_for_other_weights() {
    let mut lab = trained(3, 2.0);
    assert_eq!(fact(&lab, "set"), Value::Text("held-out".into()));
    assert!(number_of(&lab, "test_accuracy").is_nan());
    tell(&mut lab, &["open"]);
    assert_eq!(fact(&lab, "set"), Value::Text("test".into()));
    let opened = number_of(&lab, "test_accuracy");
    assert_eq!(opened, number_of(&after(&[]), "accuracy"));
    let refused = say(&mut lab, "open").map(drop).unwrap_err().to_string();
    assert!(refused.contains("already"), "{refused}");
    // Trained further, its figures are of held-out digits again; the one of the test digits stands.
    let at = lab.run.latest().unwrap();
    let next = Checkpoint {
        step: at.step + 1,
        ..(**at).clone()
    };
    let effects = lab.update(&Msg::Trained(Arc::new(next)));
    settle(&mut lab, effects);
    assert_eq!(fact(&lab, "set"), Value::Text("held-out".into()));
    assert_eq!(number_of(&lab, "test_accuracy"), opened);
    tell(&mut lab, &["open"]);
    assert_eq!(number_of(&lab, "opened"), 2.0);
}

#[test]
fn a_spent_budget_pauses_and_more_of_it_goes_on() {
    let mut lab = trained(3, 2.0);
    assert_eq!(number_of(&lab, "spent"), 6.0);
    tell(&mut lab, &["set budget 5"]);
    for line in ["train", "step", "train 1 epochs"] {
        let refused = say(&mut lab, line).map(drop).unwrap_err().to_string();
        assert!(refused.contains("budget is spent"), "{line}: {refused}");
        assert!(!lab.run.is_wanted());
    }
    tell(&mut lab, &["set budget 10", "train"]);
    assert!(lab.run.is_wanted());
    // The next checkpoint says that 10 s are over.
    let at = lab.run.latest().unwrap();
    let next = Checkpoint {
        epoch_reports: at.epoch_reports.iter().cycle().take(5).copied().collect(),
        state: TrainState::Running,
        ..(**at).clone()
    };
    let asked = lab.update(&Msg::Trained(Arc::new(next)));
    assert!(!lab.run.is_wanted());
    let paused = |effect: &Effect| matches!(effect, Effect::Tell(_, Command::Pause));
    assert!(asked.iter().any(paused));
    assert!(say(&mut lab, "set budget 0").is_err());
}

#[test]
fn the_network_that_ships_is_not_trained_and_yours_is_not_put_back_behind_it() {
    let mut lab = trained(3, 2.0);
    tell(&mut lab, &["set network shipped"]);
    for line in ["train", "train 2 epochs", "step", "reset"] {
        let refused = say(&mut lab, line).map(drop).unwrap_err().to_string();
        assert!(
            refused.contains("that ships is trained"),
            "{line}: {refused}"
        );
    }
    assert!(lab.run.latest().is_some_and(|at| at.epoch == 3));
    tell(&mut lab, &["set network yours", "train"]);
    assert!(lab.run.is_wanted());
    tell(&mut lab, &["set hidden none"]);
    assert!(!lab.run.is_wanted() && lab.run.latest().is_none());
    assert_eq!(number_of(&lab, "parameters"), 7850.0);
}

#[test]
fn how_often_the_test_digits_were_opened_is_known_on_another_day() {
    let mut lab = trained(3, 2.0);
    tell(&mut lab, &["open"]);
    let made = lab.made();
    let mut later = trained(3, 2.0);
    tell(
        &mut later,
        &made.iter().map(String::as_str).collect::<Vec<_>>(),
    );
    for name in ["opened", "test_accuracy"] {
        assert_eq!(number_of(&later, name), number_of(&lab, name), "{name}");
    }
    assert_eq!(fact(&later, "set"), Value::Text("held-out".into()));
    tell(&mut later, &["open"]);
    assert_eq!(number_of(&later, "opened"), 2.0);
    for line in ["opened", "opened 0 0.9", "opened 1", "opened x 0.9"] {
        assert!(say(&mut later, line).is_err(), "{line}");
    }
}

#[test]
fn every_setting_that_a_control_allows_makes_a_plan() {
    let mut lab = Hosted::new(MnistClassifier::new(0));
    for control in lab.controls() {
        for share in 0..=10 {
            let value = control.at_share(f64::from(share) / 10.0);
            assert!(
                lab.set(control.name, &value).is_ok(),
                "{} {value}",
                control.name
            );
            assert!(lab.settings.plan().is_some(), "{} {value}", control.name);
        }
    }
}

/// A seven, as a hand draws it at full size in a corner of the sheet.
const SEVEN: &str = "ink 1 1 9 1 5 12";

#[test]
fn a_drawing_in_the_corner_is_read_once_it_is_centred() {
    let lab = after(&["set view draw", SEVEN]);
    assert_eq!(number_of(&lab, "centred_answer"), 7.0);
    assert_ne!(number_of(&lab, "drawn_answer"), 7.0);
    let drawn = screen(&lab, 76, 14, false).join("\n");
    assert!(drawn.contains("centred: 7, then"), "{drawn}");
    assert!(drawn.contains("as drawn: "), "{drawn}");
    let lab = after(&["set view draw", "set centring off", SEVEN]);
    let drawn = screen(&lab, 76, 14, false).join("\n");
    assert!(!drawn.contains("  centred: 7\n"), "{drawn}");
    let blank = after(&["set view draw", SEVEN, "clear"]);
    assert!(number_of(&blank, "centred_answer").is_nan());
}

#[test]
fn arrows_and_the_mouse_choose_a_cell_and_a_digit() {
    let mut lab = after(&["set view matrix"]);
    for code in [KeyCode::Down, KeyCode::Down, KeyCode::Right, KeyCode::Up] {
        assert!(Lab::press(&mut lab, Key::new(code)).is_some());
    }
    assert_eq!(lab.chosen.cell(), Some([1, 1]));
    let (width, height) = (76, 16);
    let area = Rect::new(0, 0, width, height);
    let rows = screen(&lab, width, height, true);
    let y = rows
        .iter()
        .position(|row| row.starts_with("   4 |"))
        .unwrap();
    let x = 7 + 4 * 9 + 2;
    let press = |lab: &mut Hosted<MnistClassifier>, x: u16, y: u16| {
        let kind = MouseKind::Press;
        lab.touch(Mouse { kind, x, y }, area, &|_| true);
    };
    press(&mut lab, x, y as u16);
    assert_eq!(lab.chosen.cell(), Some([4, 9]));
    let cell = format!("[{:>2}]", number_of(&lab, "cell"));
    let row = &screen(&lab, width, height, true)[y];
    assert!(row.contains(&cell), "{row}");
    press(&mut lab, x, y as u16);
    assert_eq!(lab.chosen.cell(), None, "a second press lets it go");
    press(&mut lab, x, y as u16);
    tell(&mut lab, &["set view errors"]);
    press(&mut lab, 17, 4);
    assert_eq!(lab.chosen.nth, 1);
}

#[test]
fn four_views_stand_beside_each_other_where_there_is_room() {
    let mut lab = after(&["set truth 4", "set read 9"]);
    let drawn = screen(&lab, 138, 36, false).join("\n");
    for words in ["missed", "a 4, read as 9", "margin"] {
        assert!(drawn.contains(words), "{words}: {drawn}");
    }
    // The sheet comes with its view, and stays once something is on it.
    let sheet = "Draw a digit";
    assert!(!drawn.contains(sheet), "{drawn}");
    tell(&mut lab, &["set view draw"]);
    assert!(screen(&lab, 138, 36, false).join("\n").contains(sheet));
    tell(&mut lab, &["ink 14 5 14 22", "set view matrix"]);
    let drawn = screen(&lab, 138, 36, false).join("\n");
    assert!(drawn.contains("centred: "), "{drawn}");
}

#[test]
fn the_sheet_takes_a_stroke_beside_any_view_that_it_stands_beside() {
    let mut lab = after(&["ink 14 5 14 22", "set view matrix"]);
    let area = Rect::new(0, 0, 138, 36);
    let strokes = lab.brush.paper.strokes().len();
    for y in 0..area.height {
        let (kind, x) = (MouseKind::Press, area.width / 2 + 12);
        lab.touch(Mouse { kind, x, y }, area, &|_| true);
    }
    assert!(lab.brush.paper.strokes().len() > strokes);
}
