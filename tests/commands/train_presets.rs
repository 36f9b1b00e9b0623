//! `handson train classifier` and `train regression`, as a shell sees them and against Keras.

use std::fs;
use std::process::{Command, Output, Stdio};

use serde_json::Value;

const CLASSIFIER: [&str; 6] = ["classifier", "--limit", "3000", "--epochs", "3", "--json"];

/// `handson train ARGS`, run to its end.
fn train(args: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_handson"));
    command.env("HANDSON_SLOTS", "off"); // tests side by side are no class
    let command = command.arg("train").args(args).stdin(Stdio::null());
    command.output().unwrap()
}

fn stdout(output: &Output) -> &str {
    std::str::from_utf8(&output.stdout).unwrap()
}

fn stderr(output: &Output) -> &str {
    std::str::from_utf8(&output.stderr).unwrap()
}

/// The JSON line of the last epoch.
fn last(args: &[&str]) -> Value {
    let output = train(args);
    assert!(output.status.success(), "{}", stderr(&output));
    let line = stdout(&output).lines().rev().nth(1).unwrap();
    serde_json::from_str(line).unwrap()
}

/// One number of the last epoch, seed by seed.
fn reached(metric: &str, args: &[&str]) -> Vec<f64> {
    let of_seed = |seed| {
        let args = [args, &["--seed", seed, "--json"]].concat();
        last(&args)[metric].as_f64().unwrap()
    };
    ["0", "1", "2", "3", "4"].map(of_seed).to_vec()
}

/// The same of Keras; `fixtures/keras_presets.py` says how.
fn of_keras(name: &str) -> Vec<f64> {
    let fixture: Value =
        serde_json::from_str(include_str!("../fixtures/keras_presets.json")).unwrap();
    let numbers = fixture[name].as_array().unwrap().iter();
    numbers.map(|number| number.as_f64().unwrap()).collect()
}

fn mean(numbers: &[f64]) -> f64 {
    assert_eq!(numbers.len(), 5);
    numbers.iter().sum::<f64>() / 5.0
}

fn assert_within_spread(ours: f64, keras: &[f64]) {
    let least = keras.iter().copied().fold(f64::INFINITY, f64::min);
    let most = keras.iter().copied().fold(0.0, f64::max);
    assert!(
        (least..=most).contains(&ours),
        "{ours}, Keras has {keras:?}"
    );
}

#[test]
fn the_classifier_learns_to_tell_digits_it_has_not_seen() {
    let epoch = last(&CLASSIFIER);
    assert!(epoch["val_accuracy"].as_f64() > Some(0.85), "{epoch}");
    assert!(epoch["accuracy"].as_f64() > Some(0.85), "{epoch}");
    assert!(epoch.get("val_mae").is_none());
    // The second answer is worth something, and never counts against the first.
    let [top1, top2] = ["val_accuracy", "val_top2_accuracy"].map(|name| epoch[name].as_f64());
    assert!(
        top2 > top1.map(|share| share + 0.02) && top2 < Some(1.0),
        "{epoch}"
    );
    let held = last(&[&CLASSIFIER[..], &["--holdout", "500"]].concat());
    assert!(held["val_accuracy"].as_f64() > Some(0.8), "{held}");
    assert_ne!(held["val_accuracy"], epoch["val_accuracy"]);
}

#[test]
fn the_regression_is_within_a_tenth_of_keras_over_five_seeds() {
    let ours = mean(&reached("val_mae", &["regression"]));
    let keras = mean(&of_keras("regression val_mae"));
    let off = (ours / keras - 1.0).abs();
    assert!(off < 0.1, "{ours} mpg, but Keras has {keras}");
}

/// Trains on all 60,000 digits, so it waits to be asked:
/// `cargo test --release --test commands train_presets -- --ignored`.
#[test]
#[ignore = "trains on all of MNIST, five times"]
fn the_classifier_reaches_97_5_percent_over_five_seeds() {
    let ours = mean(&reached("val_accuracy", &["classifier"]));
    let keras = mean(&of_keras("classifier val_accuracy"));
    assert!(ours >= 0.975, "{ours}, Keras has {keras}");
}

/// `cargo test --release --test commands train_presets -- --ignored`.
#[test]
#[ignore = "trains on all of MNIST, five times"]
fn the_autoencoder_ends_within_the_spread_of_keras_own_five_seeds() {
    let ours = mean(&reached("val_loss", &["autoencoder"]));
    assert_within_spread(ours, &of_keras("autoencoder val_loss"));
}

/// `cargo test --release --test commands train_presets -- --ignored`.
#[test]
#[ignore = "trains on all of MNIST, five times"]
fn the_convolutional_network_ends_within_the_spread_of_keras_own_five_seeds() {
    const LAYERS: &str = "8 conv3 relu, pool2, 16 conv3 relu, pool2, 64 relu, 10 softmax";
    let args = ["classifier", "--layers", LAYERS, "--epochs", "8"];
    let ours = mean(&reached("val_accuracy", &args));
    assert_within_spread(ours, &of_keras("cnn val_accuracy"));
}

#[test]
fn the_error_in_mpg_stands_in_both_kinds_of_lines() {
    let output = train(&["regression", "--epochs", "2", "--json"]);
    let line = stdout(&output).lines().nth(1).unwrap();
    let pairs = line.trim_matches(['{', '}']).split(',');
    let keys: Vec<&str> = pairs.map(|pair| pair.split('"').nth(1).unwrap()).collect();
    let expected =
        "event epoch loss val_loss accuracy val_accuracy val_mae seconds samples_per_second";
    assert_eq!(keys.join(" "), expected);
    assert_eq!(
        stderr(&output).trim_end(),
        "note: 14 cars are left out, their mpg or horsepower is missing"
    );
    let output = train(&["regression", "--epochs", "2"]);
    let lines: Vec<&str> = stdout(&output).lines().collect();
    let head = "9-64-64-1, 4,865 parameters, 314 samples, adam 0.001, mse, batch 32, seed 0";
    assert_eq!(lines[0], head);
    assert!(lines[2].contains("  val_mae ") && lines[2].contains(" mpg  "));
}

#[test]
fn the_mean_absolute_error_is_the_loss_where_that_is_what_is_made_small() {
    let epoch = last(&["regression", "--loss", "mae", "--epochs", "3", "--json"]);
    let [loss, mae] = ["val_loss", "val_mae"].map(|name| epoch[name].as_f64().unwrap());
    assert!((loss / mae - 1.0).abs() < 1e-5, "{epoch}");
}

#[test]
fn limit_and_holdout_choose_the_cars() {
    let args = [
        "regression",
        "--limit",
        "100",
        "--holdout",
        "20",
        "--epochs",
        "1",
    ];
    let output = train(&args);
    assert!(stdout(&output).contains(", 80 samples, "), "{output:?}");
    let one = train(&["regression", "--limit", "1", "--epochs", "1"]);
    assert!(one.status.success(), "{}", stderr(&one));
    assert!(stderr(&one).contains("a batch is all of them and not 32"));
}

#[test]
fn the_seed_gives_the_same_numbers_and_weights_go_on_where_they_were() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("w.safetensors");
    let path = file.to_str().unwrap();
    let regression = ["regression", "--epochs", "5", "--json", "--seed", "3"];
    let (first, again) = (last(&regression), last(&regression));
    assert_eq!(first["val_mae"], again["val_mae"]);
    for (model, widths) in [("classifier", [784, 10]), ("regression", [9, 1])] {
        let args = ["--limit", "300", "--epochs", "2", "--json"];
        let begin = [&[model][..], &args, &["--save", path]].concat();
        let begun = last(&begin);
        let on = last(&[&[model][..], &args, &["--init", path]].concat());
        assert!(on["loss"].as_f64() < begun["loss"].as_f64());
        let bytes = fs::read(&file).unwrap();
        let tensors = safetensors::SafeTensors::deserialize(&bytes).unwrap();
        assert_eq!(
            tensors.tensor("dense/kernel").unwrap().shape()[0],
            widths[0]
        );
        assert_eq!(tensors.tensor("dense_2/bias").unwrap().shape(), [widths[1]]);
    }
}

#[test]
fn the_keras_script_brings_labels_or_cars_along() {
    let script = |args: &[&str], lines: &[&str]| {
        let output = train(&[args, &["--keras"]].concat());
        let script = stdout(&output).to_string();
        assert_eq!(stderr(&output), "");
        for line in lines {
            assert!(script.lines().any(|l| l == *line), "{line}\n{script}");
        }
        script
    };
    script(
        &CLASSIFIER[..5], // --keras and --json are two answers to one question
        &[
            "(x, y), (xv, yv) = keras.datasets.mnist.load_data()",
            "y = y[:3000]",
            "    layers.Dense(10, \"softmax\"),",
            "model.compile(keras.optimizers.Adam(0.001), \"categorical_crossentropy\",",
            "    metrics=[\"accuracy\"])",
            "model.fit(x, y, epochs=3, batch_size=128,",
        ],
    );
    let script = script(
        &["regression"],
        &[
            "18,8,307,130,3504,12,1970,USA",
            "    layers.Dense(1),",
            "    metrics=[\"mae\"])",
            "model.fit(x, y, epochs=100, batch_size=32,",
        ],
    );
    let cars = script.lines().filter(|line| line.ends_with(",USA"));
    assert_eq!(cars.count(), 245);
}

#[test]
fn what_cannot_be_is_one_sentence_with_its_flag() {
    let cases: [(&[&str], &[&str]); 13] = [
        (
            &["clasifier"],
            &["clasifier", "did you mean \"classifier\""],
        ),
        (&["regresion"], &["did you mean \"regression\""]),
        (
            &["regression", "--data", "."],
            &["--data", "cars inside the program", "leave --data out"],
        ),
        (
            &["regression", "--layers", "8 relu, 2"],
            &["--layers", "2 units", "end with 1 unit\n"],
        ),
        (
            &["regression", "--layers", "8 relu, 1 softmax"],
            &["--layers", "\"1 linear\""],
        ),
        (
            &["regression", "--loss", "categorical_crossentropy"],
            &["--loss", "take mse or mae"],
        ),
        (
            &["regression", "--limit", "315"],
            &["--limit", "at most 314"],
        ),
        (
            &["regression", "--holdout", "314"],
            &["--holdout", "314 of 314"],
        ),
        (
            &["regression", "--batch-size", "315"],
            &["--batch-size", "at most 314"],
        ),
        (
            &["regression", "--learning-rate", "-1"],
            &["--learning-rate", "such as 0.001"],
        ),
        (
            &["classifier", "--layers", "8 relu, 10"],
            &["--layers", "\"10 softmax\", not with \"10 linear\""],
        ),
        (
            &["classifier", "--layers", "8 relu, 784 softmax"],
            &["--layers", "end with 10 units"],
        ),
        (
            &["classifier", "--epochs", "0"],
            &["--epochs", "at least 1"],
        ),
    ];
    for (args, words) in cases {
        let output = train(args);
        assert_eq!(output.status.code(), Some(2), "{args:?}");
        let said = stderr(&output);
        assert_eq!((stdout(&output), said.lines().count()), ("", 1), "{said}");
        for word in words {
            assert!(said.contains(word), "{said:?} lacks {word:?}");
        }
    }
}

#[test]
fn help_says_every_models_own_settings() {
    let output = train(&["--help"]);
    for settings in [
        "--loss mse --optimizer adamax --epochs 17 --batch-size 256",
        "--loss categorical_crossentropy --optimizer adam --epochs 10 --batch-size 128",
        "--loss mse --optimizer adam --epochs 100 --batch-size 32",
    ] {
        assert!(stdout(&output).contains(settings), "{settings}");
    }
}
