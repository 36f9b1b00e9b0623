//! `handson compress` and `handson decompress`: digits as codes in a file and back, or one sentence.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

use handson::codes::codec::byte;
use handson::codes::{Bits, Codec, Ledger, Quantizer, Ranges};
use handson::dataset::idx::{Kind, PIXELS};
use handson::dataset::mnist::test_digits;
use handson::train::autoencoder;
use ndarray::Array2;
use serde_json::Value;
use tempfile::TempDir;

const SHIPPED: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/data/autoencoder.safetensors");
const PLANE: &str = concat!(
    env!("CARGO_MANIFEST_DIR"),
    "/data/autoencoder-2.safetensors"
);
const CLASSIFIER: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/data/classifier.safetensors");
const PLANE_LAYERS: &str = "128 relu, 64 relu, 2 linear, 64 relu, 128 relu, 784 sigmoid";

fn stdout(output: &Output) -> String {
    String::from_utf8(output.stdout.clone()).unwrap()
}

fn stderr(output: &Output) -> String {
    String::from_utf8(output.stderr.clone()).unwrap()
}

/// A folder with some of MNIST's test digits as IDX.
struct Folder(TempDir);

impl Folder {
    fn with(digits: usize) -> Self {
        let folder = Self(tempfile::tempdir().unwrap());
        let all = test_digits().unwrap();
        let pixels = &all.images()[..digits * PIXELS];
        let idx = [&Kind::Images.header(digits as u32), pixels].concat();
        fs::write(folder.at("digits"), idx).unwrap();
        folder
    }

    fn at(&self, name: &str) -> PathBuf {
        self.0.path().join(name)
    }

    fn run(&self, args: &[&str]) -> Output {
        let mut command = Command::new(env!("CARGO_BIN_EXE_handson"));
        command.current_dir(self.0.path()).args(args);
        command.stdin(Stdio::null()).output().unwrap()
    }

    /// What it says where all goes well.
    fn said(&self, args: &[&str]) -> String {
        let output = self.run(args);
        assert!(output.status.success(), "{args:?}: {}", stderr(&output));
        stdout(&output)
    }

    /// The one sentence of a refusal.
    fn refused(&self, args: &[&str]) -> String {
        let output = self.run(args);
        let said = stderr(&output);
        let found = (output.status.code(), stdout(&output), said.lines().count());
        assert_eq!(found, (Some(2), String::new(), 1), "{args:?}: {said}");
        said
    }

    fn len(&self, name: &str) -> u64 {
        fs::metadata(self.at(name)).unwrap().len()
    }
}

/// The pixels of an IDX file.
fn pixels(file: &Path) -> Vec<u8> {
    fs::read(file).unwrap()[16..].to_vec()
}

#[test]
fn what_comes_back_is_the_decoded_rounded_code_exactly() {
    let folder = Folder::with(70);
    let codec = Codec::of(&autoencoder::trained().unwrap()).unwrap();
    let digits = pixels(&folder.at("digits"));
    let x = digits.iter().map(|&byte| f32::from(byte) * (1.0 / 255.0));
    let x = Array2::from_shape_vec((70, PIXELS), x.collect()).unwrap();
    let codes = codec.encode(x.view());
    for bits in Bits::ALL {
        let count = bits.to_string();
        folder.said(&["compress", "digits", "-o", "codes", "--bits", &count]);
        folder.said(&["decompress", "codes", "-o", "again"]);
        let quantizer = Quantizer::new(bits, Ranges::shipped().unwrap());
        let decoded = codec.decode(quantizer.round_all(codes.view()).view());
        let expected: Vec<u8> = decoded.iter().map(|&pixel| byte(pixel)).collect();
        assert!(pixels(&folder.at("again")) == expected, "{bits} bits");
    }
}

#[test]
fn the_figures_of_the_ledger_are_the_sizes_of_the_files() {
    let folder = Folder::with(50);
    let codec = Codec::of(&autoencoder::trained().unwrap()).unwrap();
    let ledger = Ledger::new(50, &codec);
    assert_eq!(ledger.raw(), folder.len("digits") - 16);
    let mut lengths = Vec::new();
    for bits in Bits::ALL {
        let count = bits.to_string();
        let args = [
            "compress", "digits", "-o", "codes", "--bits", &count, "--json",
        ];
        let whole: Value = serde_json::from_str(&folder.said(&args)).unwrap();
        let file = folder.len("codes");
        assert_eq!(whole["file"], file);
        assert_eq!(whole["codes"], ledger.codes(bits));
        assert_eq!(whole["decoder"], ledger.decoder);
        let rest = whole["rest"].as_u64().unwrap();
        assert_eq!(ledger.codes(bits) + ledger.decoder + rest, file);
        let args = [&args[..], &["--without-decoder"]].concat();
        let apart: Value = serde_json::from_str(&folder.said(&args)).unwrap();
        assert_eq!(
            (&apart["file"], &apart["decoder"]),
            (&folder.len("codes").into(), &0.into())
        );
        let rest = apart["rest"].as_u64().unwrap();
        assert_eq!(ledger.codes(bits) + rest, folder.len("codes"));
        lengths.push(ledger.codes(bits));
    }
    assert_eq!(lengths, [6_400, 1_600, 800, 400, 200]);
}

#[test]
fn a_comparison_says_what_the_others_make_of_the_same_digits() {
    let folder = Folder::with(200);
    let args = ["compress", "digits", "-o", "codes", "--compare"];
    let said = folder.said(&args);
    for line in [
        "PNG, a file each",
        "one bit a pixel, zstd",
        "shorter than pixels from 594 digits on",
    ] {
        assert!(said.contains(line), "{said}");
    }
    let told: Value =
        serde_json::from_str(&folder.said(&[&args[..], &["--json"]].concat())).unwrap();
    folder.said(&["decompress", "codes", "-o", "again"]);
    let pairs = pixels(&folder.at("digits"))
        .into_iter()
        .zip(pixels(&folder.at("again")));
    let squares = pairs.map(|(a, b)| ((f64::from(a) - f64::from(b)) / 255.0).powi(2));
    let error = squares.sum::<f64>() / (200.0 * PIXELS as f64);
    assert!(
        (told["error"].as_f64().unwrap() - error).abs() < 1e-9,
        "{told}"
    );
    // Of other digits than all 10,000; theirs is 0.0145.
    assert!((0.010..0.018).contains(&error), "{error}");
    let zstd = told["zstd"].as_u64().unwrap();
    let (one_bit, png) = (
        told["one_bit"].as_u64().unwrap(),
        told["png"].as_u64().unwrap(),
    );
    assert!(
        one_bit < 200 * 32 && 200 * 32 < zstd && zstd < png,
        "{told}"
    );
}

#[test]
fn without_its_decoder_a_file_takes_the_weights_that_made_it_and_no_others() {
    let folder = Folder::with(5);
    let args = ["compress", "digits", "-o", "codes"];
    folder.said(&args);
    folder.said(&["decompress", "codes", "-o", "whole"]);
    folder.said(&[&args[..], &["--without-decoder"]].concat());
    for weights in [&[][..], &["--weights", SHIPPED]] {
        folder.said(&[&["decompress", "codes", "-o", "apart"], weights].concat());
        assert_eq!(pixels(&folder.at("apart")), pixels(&folder.at("whole")));
    }
    let other = ["--weights", PLANE, "--layers", PLANE_LAYERS];
    let said = folder.refused(&[&["decompress", "codes", "-o", "apart"], &other[..]].concat());
    assert!(
        said.contains("codes: it was made by other weights"),
        "{said}"
    );
    // The other way round the program has not the weights.
    let bits = ["--bits", "32", "--without-decoder"];
    folder.said(&[&args[..], &bits, &other].concat());
    let said = folder.refused(&["decompress", "codes", "-o", "apart"]);
    assert!(said.contains("--weights"), "{said}");
    folder.said(&[&["decompress", "codes", "-o", "apart"], &other[..]].concat());
}

#[test]
fn pictures_come_and_go_as_png_too() {
    let folder = Folder::with(12);
    folder.said(&["compress", "digits", "-o", "codes"]);
    folder.said(&["decompress", "codes", "-o", "pictures/"]);
    let names: Vec<String> = (0..12).map(|at| format!("pictures/{at:02}.png")).collect();
    let there = fs::read_dir(folder.at("pictures")).unwrap().count();
    assert_eq!(there, names.len());
    // What came out goes in again, in the order of the names, as the same pictures do as IDX.
    folder.said(&["decompress", "codes", "-o", "again"]);
    folder.said(&["compress", "again", "-o", "idx.codes"]);
    let args = [
        &["compress", "-o", "png.codes"],
        &names.iter().map(|name| &name[..]).collect::<Vec<_>>()[..],
    ];
    folder.said(&args.concat());
    assert_eq!(
        fs::read(folder.at("png.codes")).unwrap(),
        fs::read(folder.at("idx.codes")).unwrap()
    );
    folder.said(&["compress", &names[3], "-o", "one.codes"]);
    folder.said(&["decompress", "one.codes", "-o", "one.png"]);
    let said = folder.refused(&["decompress", "codes", "-o", "all.png"]);
    assert!(said.contains("12 pictures and a PNG has one"), "{said}");
}

#[test]
fn files_that_are_no_pictures_or_no_codes_are_one_sentence() {
    let folder = Folder::with(9);
    folder.said(&["compress", "digits", "-o", "codes"]);
    let codes = fs::read(folder.at("codes")).unwrap();
    let write = |name: &str, bytes: &[u8]| fs::write(folder.at(name), bytes).unwrap();
    let mut flipped = codes.clone();
    flipped[codes.len() - 40] ^= 4;
    write("flipped", &flipped);
    write("short", &codes[..codes.len() - 50]);
    let text =
        String::from_utf8_lossy(&codes[..2000]).replace(r#""version":"1""#, r#""version":"7""#);
    write(
        "newer",
        &[
            &codes[..8],
            &text.as_bytes()[text.find('{').unwrap()..],
            &codes[2000..],
        ]
        .concat(),
    );
    write("small.pgm", b"P5 3 2 255\n\0\0\0\0\0\0");
    write("cut", &fs::read(folder.at("digits")).unwrap()[..5000]);
    fs::create_dir(folder.at("folder")).unwrap();
    for (file, words) in [
        ("flipped", "flipped: damaged: its checksum does not fit"),
        ("short", "short: truncated: "),
        ("newer", "version \"7\""),
        ("digits", "digits: this is no file of codes"),
        ("none", "none: cannot be read"),
        ("folder", "folder is a folder"),
    ] {
        let said = folder.refused(&["decompress", file, "-o", "out"]);
        assert!(said.contains(words), "{said}");
        assert!(!folder.at("out").exists(), "{file}");
    }
    for (args, words) in [
        (
            &["small.pgm"][..],
            "small.pgm: its pictures are 2x3, not 28x28",
        ),
        (&["cut"], "cut: truncated: the header says 9 pictures"),
        (&["codes"], "magic number"),
        (&["digits", "none"], "none: cannot be read"),
        (&["folder"], "folder is a folder"),
        (
            &["digits", "--weights", CLASSIFIER],
            "handson train autoencoder --save",
        ),
        (&["digits", "--weights", PLANE], "--layers"),
        (
            &[
                "digits",
                "--weights",
                CLASSIFIER,
                "--layers",
                "128 relu, 64 relu, 10 softmax",
            ],
            "is no autoencoder: 784 numbers go in and 10 come out",
        ),
    ] {
        let said = folder.refused(&[&["compress", "-o", "out"], args].concat());
        assert!(said.contains(words), "{said}");
        assert!(!folder.at("out").exists(), "{args:?}");
    }
    let three = folder.run(&["compress", "digits", "-o", "out", "--bits", "3"]);
    assert!(
        stderr(&three).contains("32, 8, 4, 2, 1"),
        "{}",
        stderr(&three)
    );
}

#[test]
#[cfg(unix)]
fn where_the_disk_is_full_the_old_file_stays() {
    let folder = Folder::with(9);
    folder.said(&["compress", "digits", "-o", "codes"]);
    fs::write(folder.at("old"), "as it was").unwrap();
    for args in [["compress", "digits"], ["decompress", "codes"]] {
        let mut full = Command::new("sh");
        full.args(["-c", r#"trap "" XFSZ; ulimit -f 4; exec "$0" "$@""#]);
        full.arg(env!("CARGO_BIN_EXE_handson")).args(args);
        let output = full
            .args(["-o", "old"])
            .current_dir(folder.0.path())
            .output()
            .unwrap();
        let said = stderr(&output);
        assert_eq!(
            (output.status.code(), said.lines().count()),
            (Some(2), 1),
            "{said}"
        );
        assert!(said.contains("--output: cannot write old: "), "{said}");
        assert_eq!(fs::read_to_string(folder.at("old")).unwrap(), "as it was");
        let left = fs::read_dir(folder.0.path()).unwrap().count();
        assert_eq!(left, 3, "nothing is left beside it");
    }
}
