//! The real program, training on a few digits made up for the test.

use std::fs;
use std::path::Path;
use std::process::{Command, Output, Stdio};

use handson::dataset::idx::{Kind, PIXELS};
use serde_json::Value;
use tempfile::TempDir;

/// A folder of `train` and `test` digits that look a little like digits: a blob that moves.
pub fn digits(train: u32, test: u32) -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    for (which, n) in [("train", train), ("t10k", test)] {
        let pixel = |i: u32, at: usize| {
            let (x, y) = ((at % 28) as f32, (at / 28) as f32);
            let (cx, cy) = (8.0 + (i * 7 % 12) as f32, 8.0 + (i * 5 % 11) as f32);
            (255.0 * (-((x - cx).powi(2) + (y - cy).powi(2)) / 12.0).exp()) as u8
        };
        let pixels = (0..n).flat_map(|i| (0..PIXELS).map(move |at| pixel(i, at)));
        let labels = (0..n).map(|i| (i % 10) as u8);
        let write = |name: &str, kind: Kind, body: Vec<u8>| {
            let path = folder.path().join(format!("{which}-{name}"));
            fs::write(path, [kind.header(n), body].concat()).unwrap();
        };
        write("images-idx3-ubyte", Kind::Images, pixels.collect());
        write("labels-idx1-ubyte", Kind::Labels, labels.collect());
    }
    folder
}

/// `handson train autoencoder --data DATA ARGS` on one thread and with a small model, unless ARGS say
/// otherwise.
pub fn command(data: &Path, args: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_handson"));
    command.env("HANDSON_SLOTS", "off"); // tests side by side are no class
    command.args(["train", "autoencoder", "--data"]).arg(data);
    if !args.contains(&"--threads") {
        command.args(["--threads", "1"]);
    }
    if !args.contains(&"--layers") {
        command.args(["--layers", "8 relu, 784 sigmoid"]);
    }
    command.args(args).stdin(Stdio::null());
    command
}

/// Another model on such data, run to its end.
pub fn model(name: &str, data: &Path, args: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_handson"));
    command.env("HANDSON_SLOTS", "off");
    command
        .args(["train", name, "--threads", "1", "--data"])
        .arg(data);
    command.args(args).stdin(Stdio::null()).output().unwrap()
}

/// The course's autoencoder, run to its end.
pub fn train(data: &Path, args: &[&str]) -> Output {
    command(data, args).output().unwrap()
}

/// What it printed.
pub fn stdout(output: &Output) -> &str {
    std::str::from_utf8(&output.stdout).unwrap()
}

/// What it complained of.
pub fn stderr(output: &Output) -> &str {
    std::str::from_utf8(&output.stderr).unwrap()
}

/// The JSON lines of a training that went well, but the first, which says how it began.
pub fn lines(data: &Path, args: &[&str]) -> Vec<Value> {
    let output = train(data, &[args, &["--json"]].concat());
    assert!(output.status.success(), "{}", stderr(&output));
    stdout(&output)
        .lines()
        .skip(1)
        .map(|line| serde_json::from_str(line).unwrap())
        .collect()
}
