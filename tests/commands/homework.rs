//! `handson homework`: figures, a matrix and a receipt, which another run checks by training again.

use std::process::{Command, Output, Stdio};

use base64::Engine;
use base64::prelude::BASE64_URL_SAFE_NO_PAD as BASE64;
use serde_json::Value;
use sha2::{Digest, Sha256};

/// A homework that is done in a moment.
const SHORT: [&str; 9] = [
    "--limit",
    "600",
    "--epochs",
    "4",
    "--batch-size",
    "16",
    "--layers",
    "16 relu, 10 softmax",
    "--json",
];

fn homework(args: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_handson"));
    command
        .env("HANDSON_SLOTS", "off")
        .arg("homework")
        .args(args);
    command.stdin(Stdio::null()).output().unwrap()
}

fn stdout(output: &Output) -> &str {
    std::str::from_utf8(&output.stdout).unwrap()
}

fn stderr(output: &Output) -> &str {
    std::str::from_utf8(&output.stderr).unwrap()
}

fn json(output: &Output) -> Value {
    assert!(output.status.success(), "{}", stderr(output));
    serde_json::from_str(stdout(output)).unwrap()
}

/// A receipt that says something else and is whole all the same: who knows how can write one.
fn forged(receipt: &str, old: &str, new: &str) -> String {
    let [begin, text, _] = receipt.split('.').collect::<Vec<_>>()[..] else {
        panic!("{receipt}");
    };
    let json = String::from_utf8(BASE64.decode(text).unwrap()).unwrap();
    assert!(json.contains(old), "{json}");
    let body = format!("{begin}.{}", BASE64.encode(json.replace(old, new)));
    let sum: String = Sha256::digest(&body)
        .iter()
        .map(|byte| format!("{byte:02x}"))
        .collect();
    format!("{body}.{}", &sum[..16])
}

#[test]
fn a_receipt_is_checked_by_training_again_and_any_change_of_it_is_refused() {
    let done = json(&homework(&SHORT));
    let number = |name: &str| done[name].as_f64().unwrap();
    assert!(
        number("accuracy") > 0.5 && number("top2") > number("accuracy"),
        "{done}"
    );
    let confusion = done["confusion"].as_array().unwrap();
    let row = |row: &Value| -> u64 {
        row.as_array()
            .unwrap()
            .iter()
            .filter_map(Value::as_u64)
            .sum()
    };
    assert_eq!(confusion.iter().map(row).sum::<u64>(), 10_000);
    let right: u64 = (0..10)
        .filter_map(|class| confusion[class][class].as_u64())
        .sum();
    assert_eq!(right as f64 / 1e4, number("accuracy"));
    let receipt = done["receipt"].as_str().unwrap();

    // On this machine it must hold exactly, from the line and from a file.
    let again = homework(&["--verify", receipt]);
    assert!(again.status.success(), "{}", stderr(&again));
    assert!(
        stdout(&again).starts_with("the receipt holds exactly: "),
        "{}",
        stdout(&again)
    );
    let file = tempfile::NamedTempFile::new().unwrap();
    std::fs::write(file.path(), format!("the homework:\n{receipt}\n")).unwrap();
    let again = json(&homework(&[
        "--verify",
        file.path().to_str().unwrap(),
        "--json",
    ]));
    assert_eq!(
        (&again["holds"], &again["points"]),
        (&"exactly".into(), &0.0.into())
    );

    let forged = forged(receipt, "\"digits\":600", "\"digits\":70000");
    let mut changed = receipt.to_owned();
    let last = changed.pop().unwrap();
    changed.push(if last == '0' { '1' } else { '0' });
    for (bad, said) in [
        (changed.as_str(), "was changed"),
        (&receipt[..60], "this receipt was changed"),
        ("hello", "this is no receipt"),
        (&forged, "70000 digits were learned from"),
    ] {
        let output = homework(&["--verify", bad]);
        let error = stderr(&output);
        assert_eq!(
            (output.status.code(), stdout(&output)),
            (Some(2), ""),
            "{error}"
        );
        assert!(
            error.contains(said) && error.lines().count() == 1,
            "{error}"
        );
    }
}

#[test]
fn what_cannot_be_trained_is_one_sentence() {
    for (args, said) in [
        (&["--layers", "8 relu, 9 softmax"][..], "end with 10 units"),
        (&["--limit", "0"], "take 1 to 50000"),
        (&["--limit", "60000"], "take 1 to 50000"),
        (&["--optimizer", "adm"], "did you mean \"adam\""),
        (&["--verify", "x", "--seed", "3"], "cannot be used with"),
    ] {
        let output = homework(args);
        let error = stderr(&output);
        assert_eq!(output.status.code(), Some(2), "{error}");
        assert!(
            error.contains(said) && error.lines().count() == 1,
            "{error}"
        );
    }
}
