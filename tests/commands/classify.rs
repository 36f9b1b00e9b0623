//! `handson classify`: the learner's own pictures, read by the classifier that ships, or one sentence.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

use crate::common::train::{digits, stderr, stdout, train};
use handson::dataset::idx::{Kind, SIDE};
use handson::dataset::mnist::test_digits;
use serde_json::Value;
use tempfile::TempDir;

fn classify(folder: &TempDir, args: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_handson"));
    let command = command.current_dir(folder.path()).arg("classify");
    command.args(args).stdin(Stdio::null()).output().unwrap()
}

/// A file in the folder.
fn put(folder: &TempDir, name: &str, bytes: &[u8]) -> PathBuf {
    let file = folder.path().join(name);
    fs::write(&file, bytes).unwrap();
    file
}

/// A test digit as PNG: each pixel a square of `n` by `n` on a larger sheet, as `grey` makes it.
fn png(at: usize, n: usize, grey: impl Fn(u8) -> u8) -> Vec<u8> {
    let digits = test_digits().unwrap();
    let (width, margin) = (2 * SIDE * n, SIDE * n / 3);
    let ink = |x: usize, y: usize| match (x.checked_sub(margin), y.checked_sub(2 * margin)) {
        (Some(x), Some(y)) if x / n < SIDE && y / n < SIDE => {
            digits.image(at)[y / n * SIDE + x / n]
        }
        _ => 0,
    };
    let pixels = (0..width * width).map(|at| grey(ink(at % width, at / width)));
    let pixels: Vec<u8> = pixels.collect();
    let mut bytes = Vec::new();
    let side = width as u32;
    let mut encoder = png::Encoder::new(&mut bytes, side, side);
    encoder.set_color(png::ColorType::Grayscale);
    let mut writer = encoder.write_header().unwrap();
    writer.write_image_data(&pixels).unwrap();
    writer.finish().unwrap();
    bytes
}

fn lines(output: &Output) -> Vec<Value> {
    let lines = stdout(output).lines();
    lines
        .map(|line| serde_json::from_str(line).unwrap())
        .collect()
}

#[test]
fn a_picture_of_any_size_and_colour_is_read_as_the_digit_that_it_shows() {
    let folder = tempfile::tempdir().unwrap();
    // The first test digits are 7, 2, 1, 0 and 4.
    put(&folder, "seven.png", &png(0, 3, |ink| ink));
    put(&folder, "two.png", &png(1, 5, |ink| 255 - ink));
    put(&folder, "grey.png", &png(4, 1, |ink| 220 - ink / 2));
    let output = classify(&folder, &["seven.png", "two.png", "grey.png"]);
    assert!(output.status.success(), "{}", stderr(&output));
    let said: Vec<&str> = stdout(&output).lines().collect();
    for (line, (begins, ends)) in said.iter().zip([
        ("seven.png: 7, p ", "; light on dark"),
        ("two.png: 2, p ", "; dark on light"),
        ("grey.png: 4, p ", "; dark on light"),
    ]) {
        assert!(line.starts_with(begins) && line.ends_with(ends), "{line}");
        assert!(
            line.contains(", p 0.9") || line.contains(", p over 0.9999"),
            "{line}"
        );
        assert!(line.contains("; next likely ") && line.contains("; margin "));
    }
    assert_eq!(said.len(), 3);
}

#[test]
fn digits_side_by_side_are_read_from_the_left_and_rows_below_each_other_are_refused() {
    let folder = tempfile::tempdir().unwrap();
    let digits = test_digits().unwrap();
    let rows = (0..SIDE).flat_map(|y| (0..5).map(move |at| (at, y)));
    let across: Vec<u8> = rows
        .flat_map(|(at, y)| &digits.image(at)[y * SIDE..][..SIDE])
        .copied()
        .collect();
    let down: Vec<u8> = digits.images()[..3 * SIDE * SIDE].to_vec();
    let pgm = |width: usize, pixels: Vec<u8>| {
        let head = format!("P5 {width} {} 255\n", pixels.len() / width);
        [head.into_bytes(), pixels].concat()
    };
    put(&folder, "across.pgm", &pgm(5 * SIDE, across));
    put(&folder, "down.pgm", &pgm(SIDE, down));
    let lines = lines(&classify(&folder, &["--json", "across.pgm"]));
    let each = lines.iter().map(|line| {
        let number = |name: &str| line[name].as_u64().unwrap();
        (number("digit"), number("digits"), number("answer"))
    });
    let each: Vec<(u64, u64, u64)> = each.collect();
    assert_eq!(
        each,
        [(1, 5, 7), (2, 5, 2), (3, 5, 1), (4, 5, 0), (5, 5, 4)]
    );
    let output = classify(&folder, &["across.pgm", "down.pgm"]);
    assert!(stdout(&output).starts_with("across.pgm, digit 1 of 5: 7, p "));
    let refused = "down.pgm: its ink stands in several rows: cut out one row of digits";
    assert!(stderr(&output).contains(refused), "{}", stderr(&output));
    assert_eq!(output.status.code(), Some(2));
}

#[test]
fn an_idx_file_is_read_picture_by_picture_as_the_test_set_is() {
    let folder = tempfile::tempdir().unwrap();
    let digits = test_digits().unwrap();
    let pixels = &digits.images()[..400 * SIDE * SIDE];
    let file = [Kind::Images.header(400), pixels.to_vec()].concat();
    put(&folder, "some.idx", &file);
    let lines = lines(&classify(&folder, &["--json", "some.idx"]));
    assert_eq!(lines.len(), 400);
    let right = lines
        .iter()
        .zip(digits.labels())
        .filter(|(line, label)| line["answer"] == **label);
    assert!(right.count() >= 390);
    let line = &lines[17];
    assert_eq!(
        (&line["file"], &line["picture"]),
        (&"some.idx".into(), &17.into())
    );
    let p: Vec<f64> = (line["probabilities"].as_array().unwrap().iter())
        .map(|p| p.as_f64().unwrap())
        .collect();
    let at = |name: &str| line[name].as_u64().unwrap() as usize;
    let mut sorted = p.clone();
    sorted.sort_by(|a, b| b.total_cmp(a));
    assert_eq!([p[at("answer")], p[at("next")]], [sorted[0], sorted[1]]);
    let margin = line["margin"].as_f64().unwrap();
    assert!((margin * sorted[1] / sorted[0] - 1.0).abs() < 1e-6);
}

#[test]
fn what_cannot_be_read_is_a_sentence_with_the_file_and_the_rest_is_read() {
    let folder = tempfile::tempdir().unwrap();
    put(&folder, "good.png", &png(0, 1, |ink| ink));
    put(&folder, "blank.png", &png(0, 1, |_| 200));
    put(&folder, "empty.png", b"");
    put(&folder, "photo.jpg", b"\xff\xd8\xff\xe0CMYK and all");
    put(&folder, "dot.pgm", b"P5 1 1 255\n\0");
    put(&folder, "large.pgm", b"P5 20000 20000 255\n");
    fs::create_dir(folder.path().join("folder")).unwrap();
    for (name, said) in [
        ("blank.png", "one colour"),
        ("empty.png", "is empty"),
        (
            "photo.jpg",
            "JPEG file, not a picture that can be read here: save it as PNG",
        ),
        ("dot.pgm", "single pixel"),
        (
            "large.pgm",
            "20000x20000 pixels are more than the 4096x4096",
        ),
        ("folder", "is a folder"),
        ("nowhere.png", "cannot be read"),
    ] {
        let output = classify(&folder, &[name, "good.png"]);
        let error = stderr(&output);
        assert_eq!(output.status.code(), Some(2), "{error}");
        assert_eq!(error.lines().count(), 1, "{error}");
        assert!(error.contains(name) && error.contains(said), "{error}");
        assert!(stdout(&output).starts_with("good.png: 7"));
    }
}

#[test]
fn weights_of_another_network_are_refused_and_ones_own_are_used() {
    let folder = tempfile::tempdir().unwrap();
    put(&folder, "seven.png", &png(0, 1, |ink| ink));
    let data = digits(30, 7);
    let at = |name: &str| folder.path().join(name);
    let autoencoder = at("ae.safetensors");
    let path = |file: &Path| file.to_str().unwrap().to_owned();
    train(
        data.path(),
        &["--epochs", "1", "--save", &path(&autoencoder)],
    );
    let refused = |args: &[&str], words: &[&str]| {
        let output = classify(&folder, args);
        let error = stderr(&output);
        assert_eq!(
            (output.status.code(), stdout(&output)),
            (Some(2), ""),
            "{error}"
        );
        assert_eq!(error.lines().count(), 1, "{error}");
        assert!(words.iter().all(|word| error.contains(word)), "{error}");
    };
    let weights = path(&autoencoder);
    refused(
        &["seven.png", "--weights", &weights],
        &[
            "--weights",
            "ae.safetensors",
            "handson train classifier --save",
        ],
    );
    refused(
        &[
            "seven.png",
            "--weights",
            &weights,
            "--layers",
            "8 relu, 784 sigmoid",
        ],
        &["--layers", "10 softmax"],
    );
    refused(
        &["seven.png", "--weights", "no.safetensors"],
        &["no.safetensors"],
    );
    let shipped = concat!(env!("CARGO_MANIFEST_DIR"), "/data/classifier.safetensors");
    let [own, usual] = [&["seven.png", "--weights", shipped][..], &["seven.png"]]
        .map(|args| stdout(&classify(&folder, args)).to_owned());
    assert_eq!(own, usual);
}

#[test]
fn a_convolutional_network_is_trained_kept_and_read_again() {
    let folder = tempfile::tempdir().unwrap();
    put(&folder, "seven.png", &png(0, 1, |ink| ink));
    let data = digits(60, 7);
    let file = folder.path().join("cnn.safetensors");
    let layers = "4 conv3 relu, pool2, 4 conv3 same relu, pool2, 10 softmax";
    let train = |more: &[&str]| {
        let args = [&["--epochs", "1", "--layers", layers], more].concat();
        crate::common::train::model("classifier", data.path(), &args)
    };
    let output = train(&["--save", file.to_str().unwrap()]);
    assert!(output.status.success(), "{}", stderr(&output));
    // 13 x 13 places are pooled in squares of 2 x 2.
    assert!(
        stderr(&output).contains("note: layer 4 pools 13 x 13 places"),
        "{}",
        stderr(&output)
    );
    assert!(stdout(&output).starts_with("784-4conv3-pool2-4conv3-pool2-10, 1,638 parameters"));
    // From the weights that were kept on, as from those of any other network.
    let output = train(&["--init", file.to_str().unwrap()]);
    assert!(output.status.success(), "{}", stderr(&output));
    let weights = ["seven.png", "--weights", "cnn.safetensors"];
    let output = classify(&folder, &[&weights[..], &["--layers", layers]].concat());
    assert!(output.status.success(), "{}", stderr(&output));
    assert!(stdout(&output).starts_with("seven.png: "));
    let output = classify(&folder, &weights);
    let said = stderr(&output);
    assert!(
        said.contains("conv2d/kernel (3, 3, 1, 4)") && said.contains("--layers"),
        "{said}"
    );
}
