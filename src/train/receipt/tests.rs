use super::*;
use crate::stats::Verdict;

fn verdicts() -> Verdicts {
    let samples = [
        ([0.7f32, 0.2, 0.1], 0),
        ([0.1, 0.6, 0.3], 2),
        ([0.2, 0.3, 0.5], 2),
    ];
    Verdicts(
        samples
            .map(|(p, truth)| Verdict::of(&p, truth).unwrap())
            .to_vec(),
    )
}

fn receipt() -> Receipt {
    let preset = Preset::Classifier;
    let spec = Spec {
        seed: 7,
        epochs: 3,
        learning_rate: Some(0.002),
        threads: 1,
        ..preset.spec()
    };
    let plan = preset.check(&spec, 50_000).unwrap();
    Receipt::new(&plan, "avx2", &verdicts())
}

#[test]
fn a_receipt_says_what_was_trained_and_what_came_of_it() {
    let receipt = receipt();
    assert_eq!((receipt.accuracy, receipt.top2), (2.0 / 3.0, 1.0));
    let line = receipt.line();
    assert_eq!(Receipt::read(&format!("  {line}\n")), Ok(receipt.clone()));
    let plan = receipt.plan().unwrap();
    assert_eq!(Receipt::new(&plan, "avx2", &verdicts()), receipt);
    assert_eq!(plan.threads(), 1);
}

#[test]
fn a_receipt_is_found_in_what_was_printed_and_in_a_mail_that_broke_it_into_lines() {
    let receipt = receipt();
    let line = receipt.line();
    let folded: Vec<&str> = (0..line.len())
        .step_by(60)
        .map(|at| &line[at..line.len().min(at + 60)])
        .collect();
    for text in [
        line.clone(),
        format!("97.52 % of the test digits\n\nreceipt {line}\n\nkeep it\n"),
        format!("Here it is:\n> {}\n> Alice\n", folded.join("\r\n> ")),
        format!("see handson-homework-1.txt: {line}."),
    ] {
        assert_eq!(Receipt::find(&text), Ok(receipt.clone()), "{text}");
    }
    for (text, error) in [
        ("97.52 % of the test digits".to_owned(), NoReceipt::Other),
        (line[..line.len() - 1].to_owned(), NoReceipt::Changed),
        (format!("{line}0"), NoReceipt::Changed),
    ] {
        assert_eq!(Receipt::find(&text), Err(error), "{text}");
    }
}

#[test]
fn a_receipt_changed_by_one_character_is_refused_wherever_it_is() {
    let line = receipt().line();
    for at in 0..line.len() {
        for other in ['A', 'b', '0', '.'] {
            let mut changed: Vec<char> = line.chars().collect();
            if changed[at] == other {
                continue;
            }
            changed[at] = other;
            let changed: String = changed.into_iter().collect();
            assert!(Receipt::read(&changed).is_err(), "{at} {other}");
        }
    }
    for short in [
        &line[1..],
        &line[..line.len() - 1],
        "",
        "hello",
        "handson-homework-1.",
    ] {
        assert!(Receipt::read(short).is_err(), "{short}");
    }
}

#[test]
fn what_cannot_be_trained_is_said_by_its_setting() {
    let bad = Receipt {
        layers: "8 relu, 9 softmax".to_owned(),
        ..receipt()
    };
    assert_eq!(bad.plan().unwrap_err().setting(), "layers");
}

#[test]
fn the_same_machine_must_come_to_the_same_answers_and_another_near_them() {
    let mine = receipt();
    assert_eq!(mine.compare(&mine.clone()), Replay::Exact);
    let other = |accuracy: f64, instructions: &str| Receipt {
        accuracy,
        instructions: instructions.to_owned(),
        predictions: "other".to_owned(),
        ..mine.clone()
    };
    let off = |instructions: &str, by: f64| mine.compare(&other(mine.accuracy + by, instructions));
    assert!(matches!(off("avx2", 0.0), Replay::Off(_)));
    assert!(matches!(off("avx512", 0.003), Replay::Near(points) if (points - 0.3).abs() < 1e-9));
    assert!(matches!(off("avx512", -0.003), Replay::Near(_)));
    assert!(matches!(off("avx512", 0.0031), Replay::Off(_)));
    // Equal answers are not the same training where something else was said of it.
    let forged = Receipt {
        epochs: 4,
        ..mine.clone()
    };
    assert!(matches!(forged.compare(&mine), Replay::Off(_)));
}
