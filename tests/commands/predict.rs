//! `handson predict`: the outputs of a network as a file of NumPy, or one sentence.

use std::fs;
use std::path::Path;
use std::process::{Command, Output, Stdio};

use crate::common::train::{digits, model, stderr, stdout, train};

fn predict(args: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_handson"));
    let command = command.arg("predict").args(args).stdin(Stdio::null());
    command.output().unwrap()
}

/// Shape and numbers of a file in NumPy's format.
fn read(file: &Path) -> (String, Vec<f32>) {
    let bytes = fs::read(file).unwrap();
    assert_eq!(&bytes[..8], b"\x93NUMPY\x01\x00");
    let length = 10 + usize::from(u16::from_le_bytes([bytes[8], bytes[9]]));
    let head = String::from_utf8(bytes[10..length].to_vec()).unwrap();
    assert!(
        head.starts_with("{'descr': '<f4', 'fortran_order': False, 'shape': ("),
        "{head}"
    );
    let shape = head.split(['(', ')']).nth(1).unwrap().to_string();
    let numbers = bytes[length..].as_chunks::<4>().0;
    (
        shape,
        numbers.iter().map(|&n| f32::from_le_bytes(n)).collect(),
    )
}

#[test]
fn the_classifier_that_ships_reads_the_first_test_digits() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("p.npy");
    let path = file.to_str().unwrap();
    let weights = concat!(env!("CARGO_MANIFEST_DIR"), "/data/classifier.safetensors");
    let output = predict(&["--init", weights, "--limit", "5", "--save", path]);
    assert!(output.status.success(), "{}", stderr(&output));
    assert_eq!(stdout(&output), format!("wrote 5 x 10 outputs to {path}\n"));
    let (shape, p) = read(&file);
    assert_eq!((&shape[..], p.len()), ("5, 10", 50));
    let most = |row: &[f32]| (0..10).max_by(|&a, &b| row[a].total_cmp(&row[b])).unwrap();
    let read: Vec<usize> = p.chunks(10).map(most).collect();
    assert_eq!(read, [7, 2, 1, 0, 4]);
    assert!(
        p.chunks(10)
            .all(|row| (row.iter().sum::<f32>() - 1.0).abs() < 1e-5)
    );
}

#[test]
fn it_takes_the_test_pictures_of_a_folder_and_needs_nothing_else_there() {
    let data = digits(30, 7);
    let at = |name: &str| data.path().join(name);
    let (weights, file) = (at("w.safetensors"), at("p.npy"));
    let [weights, path] = [&weights, &file].map(|p| p.to_str().unwrap());
    train(data.path(), &["--epochs", "1", "--save", weights]);
    for name in [
        "train-images-idx3-ubyte",
        "train-labels-idx1-ubyte",
        "t10k-labels-idx1-ubyte",
    ] {
        fs::remove_file(at(name)).unwrap();
    }
    let args = [
        "--init",
        weights,
        "--layers",
        "8 relu, 784 sigmoid",
        "--save",
        path,
    ];
    let args = [&args[..], &["--data", data.path().to_str().unwrap()]].concat();
    let output = predict(&args);
    assert!(output.status.success(), "{}", stderr(&output));
    let (shape, p) = read(&file);
    assert_eq!((&shape[..], p.len()), ("7, 784", 7 * 784));
    let turned = predict(&[&args[..], &["--transpose"]].concat());
    assert!(turned.status.success());
    assert_ne!(read(&file).1, p);
}

#[test]
fn what_cannot_be_is_one_sentence() {
    let data = digits(30, 7);
    let at = |name: &str| data.path().join(name).to_str().unwrap().to_string();
    let (weights, file) = (at("w.safetensors"), at("p.npy"));
    model(
        "classifier",
        data.path(),
        &[
            "--epochs",
            "1",
            "--layers",
            "3 relu, 10 softmax",
            "--save",
            &weights,
        ],
    );
    let refused = |args: &[&str], words: &[&str]| {
        let output = predict(args);
        let said = stderr(&output);
        assert_eq!(
            (output.status.code(), stdout(&output)),
            (Some(2), ""),
            "{said}"
        );
        assert_eq!(said.lines().count(), 1, "{said}");
        let missing = words.iter().find(|word| !said.contains(**word));
        assert_eq!(missing, None, "{said}");
    };
    refused(
        &["--init", &weights, "--save", &file],
        &[
            "--init",
            "dense/kernel (784, 3)",
            "name its --layers, such as",
        ],
    );
    refused(
        &["--init", &weights, "--layers", "3 rel", "--save", &file],
        &["--layers", "did you mean \"relu\""],
    );
    refused(
        &[
            "--init",
            &weights,
            "--layers",
            "99999999 relu",
            "--save",
            &file,
        ],
        &["--layers", "parameters"],
    );
    refused(
        &["--init", &file, "--save", &at("none/p.npy")],
        &["--save", "no folder"],
    );
    refused(
        &["--init", &file, "--save", &file],
        &["--init", "cannot read"],
    );
    let own = [
        "--init",
        &weights,
        "--layers",
        "3 relu, 10 softmax",
        "--save",
        &file,
    ];
    refused(
        &[&own[..], &["--limit", "0"]].concat(),
        &["--limit", "at least 1"],
    );
    refused(
        &[&own[..], &["--data", &at("none")]].concat(),
        &["--data", "no such folder"],
    );
    assert!(!Path::new(&file).exists(), "a refusal writes nothing");
}
