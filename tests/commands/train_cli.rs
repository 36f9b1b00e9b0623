//! `handson train` as a shell sees it: lines, files and exit status of the real program.

use std::fs;
use std::io::{BufRead, BufReader, Read};
use std::path::Path;
use std::process::{Child, ChildStdout, Stdio};

use crate::common::train::{command, digits, lines, stderr, stdout, train};
use rustix::process::{Pid, Signal};
use serde_json::Value;

/// The same without what the clock says.
fn timeless(data: &Path, args: &[&str]) -> Vec<Value> {
    let mut lines = lines(data, args);
    for line in &mut lines {
        for name in ["seconds", "samples_per_second", "peak_rss_mb"] {
            line.as_object_mut().unwrap().remove(name);
        }
    }
    lines
}

#[test]
fn json_has_one_object_first_one_an_epoch_and_one_at_the_end() {
    let data = digits(300, 40);
    let output = train(
        data.path(),
        &["--epochs", "3", "--batch-size", "50", "--json"],
    );
    assert!(output.status.success());
    assert_eq!(stderr(&output), "");
    let mut lines: Vec<&str> = stdout(&output).lines().collect();
    let begin: Value = serde_json::from_str(lines.remove(0)).unwrap();
    assert_eq!(begin["event"], "begin");
    assert_eq!(begin["version"], env!("CARGO_PKG_VERSION"));
    assert_eq!(
        (&begin["model"], &begin["seed"]),
        (&"autoencoder".into(), &0.into())
    );
    assert_eq!(begin["samples"], 300);
    let settings = serde_json::json!({
        "layers": "8 relu, 784 sigmoid", "optimizer": "adamax", "learning_rate": 0.001,
        "loss": "mse", "l2": 0.0, "precision": "f32", "epochs": 3, "batch_size": 50, "shuffle": true,
        "threads": 1,
    });
    assert_eq!(begin["settings"], settings);
    assert_eq!(lines.len(), 4);
    assert!(
        lines[0].starts_with(r#"{"event":"epoch","epoch":1,"loss":0."#),
        "{}",
        lines[0]
    );
    let parsed: Vec<Value> = lines
        .iter()
        .map(|line| serde_json::from_str(line).unwrap())
        .collect();
    let keys = |line: &str| {
        let text = line.trim_matches(['{', '}']).split(',');
        text.map(|pair| {
            pair.split(':')
                .next()
                .unwrap()
                .trim_matches('"')
                .to_string()
        })
        .collect()
    };
    let epoch: Vec<String> = keys(lines[2]);
    let expected = "event epoch loss val_loss accuracy val_accuracy seconds samples_per_second";
    assert_eq!(epoch, expected.split(' ').collect::<Vec<_>>());
    let done: Vec<String> = keys(lines[3]);
    assert_eq!(
        done,
        ["event", "epochs", "seconds", "parameters", "peak_rss_mb"]
    );
    assert!(parsed[2]["loss"].as_f64() < parsed[0]["loss"].as_f64());
    assert!(parsed[2]["val_loss"].as_f64() < parsed[0]["val_loss"].as_f64());
    assert!(parsed[0]["accuracy"].is_null() && parsed[0]["samples_per_second"].is_u64());
    assert_eq!(parsed[3]["parameters"], 784 * 8 + 8 + 8 * 784 + 784);
    assert!(cfg!(not(target_os = "linux")) || parsed[3]["peak_rss_mb"].as_u64() > Some(1));
}

#[test]
fn a_pipe_gets_plain_lines_and_a_look_at_the_pictures_of_a_folder() {
    let data = digits(300, 40);
    let output = train(data.path(), &["--epochs", "2"]);
    let lines: Vec<&str> = stdout(&output).lines().collect();
    assert!(lines[0].starts_with("784-8-784, 13,336 parameters, 300 samples, adamax 0.001, mse"));
    assert_eq!(lines[1], "the first 4 pictures:");
    let said: Vec<&&str> = lines.iter().filter(|line| line.contains("epoch")).collect();
    assert_eq!(said.len(), 3);
    assert!(said[0].starts_with("epoch 1/2  loss 0."), "{}", said[0]);
    assert!(said[1].contains("  val_loss 0."), "{}", said[1]);
    assert!(said[2].starts_with("done: 2 epochs"), "{}", said[2]);
    assert!(!stdout(&output).contains('\x1b') && stderr(&output).is_empty());
    let turned = train(data.path(), &["--epochs", "2", "--transpose"]);
    let turned: Vec<&str> = stdout(&turned).lines().collect();
    assert_eq!(turned[..2], lines[..2]);
    assert_ne!(turned[2..6], lines[2..6]);
}

#[test]
fn what_is_not_needed_need_not_be_there() {
    let data = digits(300, 40);
    let remove = |name: &str| fs::remove_file(data.path().join(name)).unwrap();
    remove("train-labels-idx1-ubyte");
    remove("t10k-labels-idx1-ubyte");
    let output = train(data.path(), &["--epochs", "1"]);
    assert!(output.status.success(), "{}", stderr(&output));
    remove("t10k-images-idx3-ubyte");
    let output = train(data.path(), &["--epochs", "1", "--holdout", "50"]);
    assert!(output.status.success(), "{}", stderr(&output));
    assert!(stdout(&output).contains(", 250 samples, "));
    let script = train(
        data.path(),
        &["--epochs", "1", "--holdout", "50", "--keras"],
    );
    let lines: Vec<&str> = stdout(&script).lines().collect();
    assert!(
        lines.contains(&"x = x.reshape(-1, 784)") && lines.contains(&"x, xv = x[:-50], x[-50:]")
    );
    assert!(!stdout(&script).contains("t10k"));
    let output = train(data.path(), &["--epochs", "1"]);
    assert_eq!(output.status.code(), Some(2));
    assert!(stderr(&output).contains("there are no pictures to test on here"));
}

#[test]
fn an_autoencoder_has_no_accuracy_whatever_its_loss() {
    let data = digits(60, 10);
    let args = ["--epochs", "1", "--layers", "8 relu, 784 softmax"];
    let args = [&args[..], &["--loss", "categorical_crossentropy"]].concat();
    let said = train(data.path(), &args);
    assert!(
        said.status.success() && !stdout(&said).contains("accuracy"),
        "{}",
        stdout(&said)
    );
    let epoch = lines(data.path(), &args);
    let epoch = epoch.iter().find(|line| line["event"] == "epoch").unwrap();
    assert!(epoch["accuracy"].is_null() && epoch["val_accuracy"].is_null());
    let script = train(data.path(), &[&args[..], &["--keras"]].concat());
    let comment = "# The pixels of a digit do not sum to 1, and TensorFlow's gradient of this loss";
    assert!(stdout(&script).starts_with(comment), "{}", stdout(&script));
}

#[test]
fn the_script_has_a_seed_that_keras_takes_and_begins_with_the_weights_of_any_peer() {
    let data = digits(30, 4);
    let script = |args: &[&str]| {
        let output = train(data.path(), &[args, &["--keras"]].concat());
        assert!(output.status.success(), "{}", stderr(&output));
        stdout(&output).to_string()
    };
    for (seed, taken) in [
        ("0", "(0)"),
        ("4294967295", "(4294967295)"),
        ("4294967297", "(1)  #"),
    ] {
        let script = script(&["--seed", seed]);
        assert!(
            script.contains(&format!("set_random_seed{taken}")),
            "{script}"
        );
    }
    let layers = ["--layers", "5 relu, 784 sigmoid"];
    let zeros = vec![0; 4 * 784 * 5];
    let shapes: [(&str, &[usize]); 4] = [
        ("net.0.weight", &[5, 784]),
        ("net.0.bias", &[5]),
        ("net.2.weight", &[784, 5]),
        ("net.2.bias", &[784]),
    ];
    let view = |(name, shape): (&'static str, &[usize])| {
        let bytes = &zeros[..4 * shape.iter().product::<usize>()];
        let dtype = safetensors::Dtype::F32;
        let view = safetensors::tensor::TensorView::new(dtype, shape.to_vec(), bytes).unwrap();
        (name, view)
    };
    let file = data.path().join("torch.safetensors");
    fs::write(
        &file,
        safetensors::serialize(shapes.map(view), None).unwrap(),
    )
    .unwrap();
    let script = script(&[&layers[..], &["--init", file.to_str().unwrap()]].concat());
    let line = r#"model.layers[1].set_weights([weights["net.2.weight"].T, weights["net.2.bias"]])"#;
    assert!(script.lines().any(|written| written == line), "{script}");
    assert!(script.contains("\npredictions = model.predict(xv)\n"));
}

#[test]
fn the_same_seed_and_threads_give_the_same_numbers_digit_for_digit() {
    let data = digits(300, 40);
    let of = |args: &[&str]| timeless(data.path(), &[args, &["--epochs", "2"]].concat());
    let big = [
        "--layers",
        "128 relu, 32 relu, 784 sigmoid",
        "--threads",
        "2",
    ];
    for args in [&["--seed", "7"] as &[&str], &big] {
        assert_eq!(of(args), of(args));
    }
    assert_ne!(of(&["--seed", "7"]), of(&["--seed", "8"]));
    assert_ne!(
        of(&["--batch-size", "50"]),
        of(&["--batch-size", "50", "--no-shuffle"])
    );
}

#[test]
fn saved_weights_have_keras_names_and_shapes_and_go_on_where_they_were() {
    let data = digits(300, 40);
    let file = data.path().join("weights.safetensors");
    let path = file.to_str().unwrap();
    let output = train(data.path(), &["--epochs", "4", "--save", path]);
    assert!(stderr(&output).contains(&format!("saved the weights to {path}")));
    let bytes = fs::read(&file).unwrap();
    let tensors = safetensors::SafeTensors::deserialize(&bytes).unwrap();
    let shape = |name| tensors.tensor(name).unwrap().shape().to_vec();
    assert_eq!(shape("dense/kernel"), [784, 8]);
    assert_eq!(shape("dense/bias"), [8]);
    assert_eq!(shape("dense_1/kernel"), [8, 784]);
    assert_eq!(shape("dense_1/bias"), [784]);
    assert_eq!(tensors.len(), 4);
    let loss = |args: &[&str]| lines(data.path(), args)[0]["loss"].as_f64().unwrap();
    assert!(loss(&["--epochs", "1", "--init", path]) < loss(&["--epochs", "1"]));
}

#[test]
fn limit_and_holdout_choose_the_samples() {
    let data = digits(300, 40);
    let output = train(data.path(), &["--epochs", "1", "--limit", "100"]);
    assert!(stdout(&output).contains(", 100 samples, "));
    assert_eq!(stderr(&output).lines().count(), 1);
    assert!(stderr(&output).contains("there are 100 samples, so a batch is all of them"));
    // The first 100, the last 30 of them held out, is the first 70 validated with those 30.
    let held = ["--epochs", "1", "--limit", "100", "--holdout", "30"];
    let output = train(data.path(), &held);
    assert!(stdout(&output).contains(", 70 samples, "));
    let of = |args: &[&str]| timeless(data.path(), args)[0].clone();
    let (held, limited) = (of(&held), of(&["--epochs", "1", "--limit", "70"]));
    assert_eq!(held["loss"], limited["loss"]);
    assert_ne!(held["val_loss"], limited["val_loss"]);
}

#[test]
fn the_keras_script_is_printed_and_nothing_is_trained() {
    let data = digits(30, 4);
    let output = train(data.path(), &["--keras", "--limit", "20", "--epochs", "5"]);
    let script = stdout(&output);
    assert!(output.status.success() && stderr(&output).is_empty());
    for line in [
        "predictions = model.predict(xv)",
        "model = keras.Sequential([",
        "    layers.Dense(8, \"relu\"),",
        "x = x[:20]",
        "model.fit(x, x, epochs=5, batch_size=20,",
        "model.compile(keras.optimizers.Adamax(0.001), \"mse\")",
    ] {
        assert!(
            script.lines().any(|written| written == line),
            "{line} is not in\n{script}"
        );
    }
    assert!(script.contains(data.path().join("t10k-images-idx3-ubyte").to_str().unwrap()));
}

/// Begins a training that would take for ever, and waits until its first epoch is reported.
fn endless(data: &Path, args: &[&str]) -> (Child, BufReader<ChildStdout>, String) {
    let args = [args, &["--epochs", "1000000000", "--json"]].concat();
    let mut command = command(data, &args);
    let mut child = command
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let mut out = BufReader::new(child.stdout.take().unwrap());
    let [mut begin, mut first] = [String::new(), String::new()];
    out.read_line(&mut begin).unwrap();
    out.read_line(&mut first).unwrap();
    (child, out, first)
}

#[test]
fn whatever_asks_for_the_end_stops_cleanly_and_what_was_learned_is_saved() {
    let data = digits(300, 40);
    let file = data.path().join("weights.safetensors");
    for (signals, statuses) in [
        // Schedulers and login managers send two at once: the one that is heard first counts.
        (&[Signal::INT][..], &[130][..]),
        (&[Signal::TERM, Signal::TERM], &[143]),
        (&[Signal::TERM, Signal::HUP], &[143, 129]),
        (&[Signal::TERM, Signal::CONT, Signal::TERM], &[143]),
        (&[Signal::XCPU], &[152]),
        (&[Signal::USR1, Signal::USR1], &[138]),
    ] {
        let (child, mut out, first) = endless(data.path(), &["--save", file.to_str().unwrap()]);
        assert!(first.contains(r#""epoch":1,"#), "{first}");
        for signal in signals {
            rustix::process::kill_process(Pid::from_child(&child), *signal).unwrap();
        }
        let mut rest = String::new();
        out.read_to_string(&mut rest).unwrap();
        let output = child.wait_with_output().unwrap();
        let status = output.status.code().expect("it ends by itself");
        assert!(statuses.contains(&status), "{signals:?}: {status}");
        let last: Value = serde_json::from_str(rest.lines().last().unwrap()).unwrap();
        assert_eq!(last["event"], "stopped");
        assert!(last["epochs"].as_u64() >= Some(1));
        let said = stderr(&output);
        assert!(said.contains("saved the weights so far to "), "{said}");
        let bytes = fs::read(&file).unwrap();
        assert!(safetensors::SafeTensors::deserialize(&bytes).is_ok());
        fs::remove_file(&file).unwrap();
    }
}

#[test]
fn a_reader_that_goes_away_ends_it_quietly() {
    let data = digits(300, 40);
    let (child, out, _) = endless(data.path(), &[]);
    drop(out);
    let output = child.wait_with_output().unwrap();
    assert_eq!((output.status.code(), stderr(&output)), (Some(0), ""));
}

#[test]
#[cfg(unix)]
fn slots_are_read_by_every_account_whatever_the_umask_of_the_first() {
    use std::os::unix::fs::PermissionsExt;
    use std::process::Command;

    let (data, folder) = (digits(40, 10), tempfile::tempdir().unwrap());
    let slots = folder.path().join("slots");
    let mut trains = Command::new("sh");
    trains.args(["-c", "umask 077; exec \"$@\"", "sh"]);
    trains.args([env!("CARGO_BIN_EXE_handson"), "train", "autoencoder"]);
    trains.args(["--layers", "8 relu, 784 sigmoid", "--epochs", "1", "--data"]);
    trains.arg(data.path()).arg("--slots").arg(&slots);
    assert!(trains.output().unwrap().status.success());
    let files = fs::read_dir(&slots).unwrap().map(Result::unwrap);
    let modes: Vec<u32> = files
        .map(|file| file.metadata().unwrap().permissions().mode() & 0o777)
        .collect();
    assert!(!modes.is_empty());
    assert!(modes.iter().all(|mode| *mode == 0o644), "{modes:?}");
}
