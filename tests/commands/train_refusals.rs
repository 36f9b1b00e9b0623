//! `handson train` refuses what cannot be: one sentence with the flag or file and the remedy, exit
//! status 2, before anything is trained.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

use crate::common;
use crate::common::train::{digits, stderr, stdout, train};

/// Runs into a fault: exit status 2, nothing on standard output, one line with every `word`.
fn refused(output: &Output, words: &[&str]) {
    assert_eq!(output.status.code(), Some(2), "{words:?}");
    let said = stderr(output);
    assert_eq!((stdout(output), said.lines().count()), ("", 1), "{said}");
    for word in words {
        assert!(said.contains(word), "{said:?} lacks {word:?}");
    }
}

#[test]
fn every_bad_setting_is_one_sentence_with_its_flag() {
    let data = digits(30, 4);
    let no_folder = data.path().join("none").join("w.safetensors");
    let cases: [(&[&str], &[&str]); 27] = [
        (&["--epochs", "0"], &["--epochs", "at least 1"]),
        (&["--batch-size", "0"], &["--batch-size", "at least 1"]),
        (
            &["--batch-size", "31"],
            &["--batch-size", "31", "30 samples", "at most 30"],
        ),
        (
            &["--learning-rate", "0"],
            &["--learning-rate", "never learn", "such as 0.001"],
        ),
        (
            &["--learning-rate", "-0.1"],
            &["--learning-rate", "-0.1", "such as 0.001"],
        ),
        (&["--l2", "-0.1"], &["--l2", "-0.1", "at least 0"]),
        (&["--precision", "fp16"], &["--precision", "fp16", "bf16"]),
        (
            &["--learning-rate", "NaN"],
            &["--learning-rate", "NaN", "such as 0.001"],
        ),
        (
            &["--optimizer", "adamix"],
            &["--optimizer", "adamix", "did you mean \"adamax\""],
        ),
        (
            &["--loss", "maee"],
            &["--loss", "maee", "did you mean \"mae\""],
        ),
        (
            &["--loss", "categorical_crossentropy"],
            &["--loss", "softmax"],
        ),
        (
            &["--layers", "8 rel, 784 sigmoid"],
            &["--layers", "did you mean \"relu\""],
        ),
        (
            &["--layers", "conv 8, 784 sigmoid"],
            &["--layers", "channels", "such as \"8 conv3 relu\""],
        ),
        (
            &["--layers", "8 conv29 relu, 784 sigmoid"],
            &["--layers", "kernel of 29 x 29, but only 28 x 28"],
        ),
        (
            &["--layers", "8 conv3, pool2, 64 relu, 8 conv3, 784 sigmoid"],
            &["--layers", "layer 4 is a convolution", "before the dense"],
        ),
        (
            &["--layers", "0 conv3 relu, 784 sigmoid"],
            &["--layers", "layer 1 has 0 channels"],
        ),
        (
            &["--layers", "8 conv3 relu, pool2"],
            &["--layers", "1352 units", "784"],
        ),
        (
            &["--layers", "8 relu, 10 softmax"],
            &["--layers", "10 units", "784"],
        ),
        (
            &["--layers", "0 relu, 784 sigmoid"],
            &["--layers", "layer 1 has 0 units"],
        ),
        (
            &["--layers", "9999999 relu, 784"],
            &["--layers", "parameters"],
        ),
        (
            &["--json", "--keras"],
            &["--json", "--keras", "cannot be used with"],
        ),
        (&["--limit", "31"], &["--limit", "31", "at most 30"]),
        (&["--limit", "0"], &["--limit", "at least 1"]),
        (
            &["--holdout", "30"],
            &["--holdout", "30 of 30", "at least 1"],
        ),
        (&["--threads", "9999"], &["--threads", "9999"]),
        (
            &["--save", no_folder.to_str().unwrap()],
            &["--save", "no folder", "make it first"],
        ),
        (
            &["--save", data.path().to_str().unwrap()],
            &["--save", "is a folder"],
        ),
    ];
    for (args, words) in cases {
        refused(&train(data.path(), args), words);
    }
}

#[test]
fn an_unknown_model_is_answered_with_the_nearest() {
    let mut command = Command::new(env!("CARGO_BIN_EXE_handson"));
    let output = command.args(["train", "autoencodr"]).output().unwrap();
    assert_eq!(output.status.code(), Some(2));
    assert!(
        stderr(&output).contains("did you mean \"autoencoder\"?"),
        "{}",
        stderr(&output)
    );
}

#[test]
fn a_faulty_folder_of_digits_is_one_sentence_with_the_file() {
    let data = digits(30, 4);
    let labels = data.path().join("train-labels-idx1-ubyte");
    let sound = fs::read(&labels).unwrap();
    let fault = |bytes: &[u8], words: &[&str]| {
        fs::write(&labels, bytes).unwrap();
        let file = labels.to_str().unwrap();
        refused(
            &common::train::model("classifier", data.path(), &[]),
            &[&["--data", file], words].concat(),
        );
    };
    fault(
        &sound[..sound.len() - 1],
        &["truncated", "download it again"],
    );
    fault(
        &[&sound[..], &[1]].concat(),
        &["too long", "download it again"],
    );
    fault(b"nonsense", &["magic number"]);
    fs::remove_file(&labels).unwrap();
    // An autoencoder reads no labels.
    let without = train(data.path(), &["--epochs", "1"]);
    assert!(without.status.success(), "{}", stderr(&without));
    let classifier = common::train::model("classifier", data.path(), &[]);
    refused(&classifier, &["--data", "no labels to learn from here"]);
    refused(
        &train(&data.path().join("none"), &[]),
        &["--data", "no such folder"],
    );
}

#[test]
fn faulty_weights_are_one_sentence_with_the_file_and_the_tensor() {
    let data = digits(30, 4);
    let file = data.path().join("w.safetensors");
    let path = file.to_str().unwrap();
    let init = |words: &[&str]| {
        refused(
            &train(data.path(), &["--init", path]),
            &[&["--init", path], words].concat(),
        );
    };
    init(&["cannot read"]);
    fs::write(&file, "not weights").unwrap();
    init(&["not a safetensors file"]);
    train(
        data.path(),
        &[
            "--epochs",
            "1",
            "--save",
            path,
            "--layers",
            "9 relu, 784 sigmoid",
        ],
    );
    init(&["dense/kernel (784, 9)", "dense/kernel (784, 8)"]);
    init(&["name the --layers that the file was made with"]);
    train(
        data.path(),
        &["--epochs", "1", "--save", path, "--layers", "784 sigmoid"],
    );
    init(&["dense"]);
    fs::write(&file, b"\x89HDF\r\n\x1a\n and more").unwrap();
    init(&["HDF5, as Keras' .h5", "save_file"]);
    train(data.path(), &["--epochs", "1", "--save", path]);
    let mut bytes = fs::read(&file).unwrap();
    let last = bytes.len() - 4;
    bytes[last..].copy_from_slice(&f32::NAN.to_le_bytes());
    fs::write(&file, bytes).unwrap();
    init(&["NaN"]);
}

#[test]
fn a_training_that_diverges_says_so_and_keeps_the_last_good_weights() {
    let data = digits(30, 4);
    let file = data.path().join("w.safetensors");
    let args = [
        "--layers",
        "784",
        "--optimizer",
        "sgd",
        "--learning-rate",
        "1e20",
        "--save",
    ];
    let output = train(
        data.path(),
        &[&args[..], &[file.to_str().unwrap()]].concat(),
    );
    assert_eq!(output.status.code(), Some(2));
    let said = stderr(&output);
    assert!(
        said.contains("learning rate") && said.contains("saved the weights so far"),
        "{said}"
    );
    let bytes = fs::read(&file).unwrap();
    let tensors = safetensors::SafeTensors::deserialize(&bytes).unwrap();
    for (_, tensor) in tensors.tensors() {
        let (numbers, _) = tensor.data().as_chunks::<4>();
        assert!(
            numbers
                .iter()
                .all(|number| f32::from_le_bytes(*number).is_finite())
        );
    }
}

/// Rights do not bind root, so root runs the program as nobody, from a place nobody may enter.
#[cfg(unix)]
#[test]
fn a_folder_without_rights_is_said_for_reading_and_for_writing() {
    use std::os::unix::fs::PermissionsExt;
    use std::os::unix::process::CommandExt;
    let allow = |path: &Path, mode| {
        fs::set_permissions(path, fs::Permissions::from_mode(mode)).unwrap();
    };
    let data = digits(30, 4);
    let place = tempfile::tempdir().unwrap();
    let program: PathBuf = place.path().join("handson");
    fs::copy(env!("CARGO_BIN_EXE_handson"), &program).unwrap();
    allow(place.path(), 0o755);
    allow(&program, 0o755);
    let run = |args: &[&str]| {
        let mut command = Command::new(&program);
        command
            .args(["train", "autoencoder", "--threads", "1"])
            .args(args);
        if rustix::process::geteuid().is_root() {
            command.uid(65534).gid(65534);
        }
        command.stdin(Stdio::null()).output().unwrap()
    };
    allow(data.path(), 0o000);
    let output = run(&["--data", data.path().to_str().unwrap()]);
    let file = place.path().join("sub").join("w.safetensors");
    fs::create_dir(place.path().join("sub")).unwrap();
    allow(&place.path().join("sub"), 0o555);
    let unwritable = run(&["--save", file.to_str().unwrap()]);
    allow(data.path(), 0o755);
    refused(
        &output,
        &[
            "--data",
            "cannot be read (permission denied)",
            "permissions",
        ],
    );
    refused(
        &unwritable,
        &["--save", "nothing can be written", "name another folder"],
    );
}
