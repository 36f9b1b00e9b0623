//! Folders of made-up digits, for what reads them.

use std::fs;
use std::path::Path;

use handson::dataset::Mnist;
use handson::dataset::idx::{Kind, PIXELS};

/// A file in the format of MNIST.
pub fn idx(kind: Kind, count: u32, body: &[u8]) -> Vec<u8> {
    [kind.header(count), body.to_vec()].concat()
}

/// A sound set of `train` and `test` digits under the usual names.
pub fn sound(train: u32, test: u32) -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    for (which, n) in [("train", train), ("t10k", test)] {
        let pixels: Vec<u8> = (0..n as usize * PIXELS).map(|i| (i % 251) as u8).collect();
        let labels: Vec<u8> = (0..n).map(|i| (i % 10) as u8).collect();
        let write = |name: &str, bytes: Vec<u8>| fs::write(folder.path().join(name), bytes);
        write(
            &format!("{which}-images-idx3-ubyte"),
            idx(Kind::Images, n, &pixels),
        )
        .unwrap();
        write(
            &format!("{which}-labels-idx1-ubyte"),
            idx(Kind::Labels, n, &labels),
        )
        .unwrap();
    }
    folder
}

/// Why a folder is refused.
pub fn refusal(folder: &Path) -> String {
    Mnist::in_folder(folder).expect_err("a fault").to_string()
}
