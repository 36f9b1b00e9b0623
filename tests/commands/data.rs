//! A learner's own folder of digits: what is taken as it is, and what is refused with one sentence.
//! And the networks that ship: as good as is said of them.

use std::fs;
use std::io::Write;
use std::sync::Arc;

use crate::common::sets::{idx, refusal, sound};
use flate2::{Compression, write::GzEncoder};
use handson::dataset::Mnist;
use handson::dataset::idx::{Kind, PIXELS};
use handson::dataset::mnist::test_digits;
use handson::nn::{Adamax, Bytes, Evaluation, Loss, Sequential, Trainer};
use handson::train::{autoencoder, classifier};
use ndarray::{Array2, Axis};

fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::fast());
    encoder.write_all(bytes).unwrap();
    encoder.finish().unwrap()
}

#[test]
fn the_embedded_digits_are_unpacked_once_for_all_threads() {
    let asked = std::thread::spawn(Mnist::embedded);
    let here = Mnist::embedded().unwrap();
    let there = asked.join().unwrap().unwrap();
    assert!(Arc::ptr_eq(&here.train, &there.train));
    assert!(Arc::ptr_eq(&here.test, &test_digits().unwrap()));
}

#[test]
fn a_set_of_any_size_is_read() {
    let folder = sound(3, 1);
    let set = Mnist::in_folder(folder.path()).unwrap();
    assert_eq!((set.train.len(), set.test.len()), (3, 1));
    assert_eq!(set.train.image(2)[0], (2 * PIXELS % 251) as u8);
    assert_eq!(set.train.labels(), [0, 1, 2]);
}

#[test]
fn gzipped_files_and_the_spelling_with_a_dot_are_read_too() {
    let folder = sound(3, 2);
    let plain = Mnist::in_folder(folder.path()).unwrap();
    let at = |name: &str| folder.path().join(name);
    let images = fs::read(at("train-images-idx3-ubyte")).unwrap();
    fs::write(at("train-images-idx3-ubyte.gz"), gzip(&images)).unwrap();
    fs::remove_file(at("train-images-idx3-ubyte")).unwrap();
    fs::rename(at("train-labels-idx1-ubyte"), at("train-labels.idx1-ubyte")).unwrap();
    let labels = fs::read(at("t10k-labels-idx1-ubyte")).unwrap();
    fs::write(at("t10k-labels.idx1-ubyte.gz"), gzip(&labels)).unwrap();
    fs::remove_file(at("t10k-labels-idx1-ubyte")).unwrap();
    let mixed = Mnist::in_folder(folder.path()).unwrap();
    assert_eq!((plain.train, plain.test), (mixed.train, mixed.test));
}

#[test]
fn a_full_size_set_is_read_like_any_other() {
    let folder = sound(60_000, 10_000);
    let set = Mnist::in_folder(folder.path()).unwrap();
    assert_eq!((set.train.len(), set.test.len()), (60_000, 10_000));
    assert_eq!(
        set.train.image(59_999)[783],
        ((60_000 * PIXELS - 1) % 251) as u8
    );
    assert_eq!(set.test.image(1)[0], (PIXELS % 251) as u8);
    assert_eq!(set.test.label(9_999), 9);
}

#[test]
fn a_faulty_full_size_set_is_refused_before_it_reaches_the_crate_that_would_panic() {
    let folder = sound(60_000, 10_000);
    let labels = folder.path().join("train-labels-idx1-ubyte");
    let mut bytes = fs::read(&labels).unwrap();
    bytes.pop();
    fs::write(&labels, bytes).unwrap();
    let said = refusal(folder.path());
    assert!(
        said.contains("train-labels-idx1-ubyte: truncated"),
        "{said}"
    );
    assert!(
        said.contains("says 60000 labels (60000 bytes), 59999 bytes follow"),
        "{said}"
    );
}

/// Spoils one file of a sound set; the sentence must name that file and contain `expected`.
fn refused(name: &str, content: Option<Vec<u8>>, expected: &str) {
    let folder = sound(3, 2);
    let path = folder.path().join(name);
    let raw = folder.path().join(name.trim_end_matches(".gz"));
    fs::remove_file(raw).unwrap();
    if let Some(content) = content {
        fs::write(&path, content).unwrap();
    }
    let said = refusal(folder.path());
    let file = if path.exists() { &*path } else { folder.path() };
    assert!(said.starts_with(&file.display().to_string()), "{said}");
    assert!(said.contains(expected), "{said:?} lacks {expected:?}");
    assert!(!said.contains('\n') && said.contains(": "), "{said}");
}

#[test]
fn every_fault_of_a_file_is_one_sentence_with_the_file_and_the_remedy() {
    let images = "train-images-idx3-ubyte";
    let labels = "t10k-labels-idx1-ubyte";
    let pictures = |said, held: usize| Some(idx(Kind::Images, said, &vec![0; held]));
    refused(
        images,
        None,
        "there are no pictures to learn from here: put them there as train-images-idx3-ubyte, raw \
         or as .gz; this folder holds t10k-images-idx3-ubyte, t10k-labels-idx1-ubyte, \
         train-labels-idx1-ubyte",
    );
    refused(
        images,
        pictures(3, 3 * PIXELS - 1),
        "truncated: the header says 3 pictures",
    );
    refused(
        images,
        pictures(3, 2 * PIXELS),
        "1568 bytes follow (2 pictures): download it again",
    );
    refused(
        images,
        pictures(3, 3 * PIXELS + 1),
        "too long: the header says 3 pictures",
    );
    refused(
        images,
        Some(vec![0, 0, 8]),
        "ends after 3 bytes, inside its header of 16",
    );
    refused(images, Some(vec![]), "ends after 0 bytes");
    refused(
        images,
        pictures(0, 0),
        "the header says 0 pictures: at least one is needed",
    );
    let swapped = Some(idx(Kind::Labels, 3, &[1, 2, 3]));
    refused(
        images,
        swapped,
        "2049 where pictures have 2051: this is a labels file",
    );
    let packed = Some(gzip(&idx(Kind::Images, 3, &[0; 3 * PIXELS])));
    refused(images, packed, "this is a gzip file, add .gz to its name");
    let web_page = Some(b"<html>not found</html>".to_vec());
    refused(
        images,
        web_page,
        "this is not an IDX file, download it again",
    );
    let mut wide = idx(Kind::Images, 3, &[0; 3 * 28 * 32]);
    wide[15] = 32;
    refused(
        images,
        Some(wide),
        "its pictures are 28x32, not 28x28: scale them first",
    );
    refused(
        labels,
        Some(idx(Kind::Labels, 2, &[1, 10])),
        "label 10 at position 1",
    );
    refused(
        labels,
        Some(idx(Kind::Labels, 1, &[1])),
        "1 labels for the 2 pictures of ",
    );
}

#[test]
fn every_fault_of_a_gzipped_file_is_said_as_well() {
    let images = "train-images-idx3-ubyte.gz";
    let raw = idx(Kind::Images, 3, &[7; 3 * PIXELS]);
    refused(
        images,
        Some(raw.clone()),
        "ends in .gz but this is no gzip file",
    );
    let packed = gzip(&raw);
    let cut = packed[..packed.len() - 12].to_vec();
    refused(images, Some(cut), "the compressed data is broken");
    let mut spoiled = packed.clone();
    let crc = spoiled.len() - 8;
    spoiled[crc] ^= 1;
    refused(images, Some(spoiled), "the compressed data is broken");
    refused(images, Some(gzip(&raw[..raw.len() - 1])), "truncated");
}

#[test]
fn a_folder_that_is_none_is_said() {
    let folder = tempfile::tempdir().unwrap();
    let said = refusal(&folder.path().join("nowhere"));
    assert!(said.contains("nowhere: there is no such folder"), "{said}");
    let file = folder.path().join("file");
    fs::write(&file, "").unwrap();
    let said = refusal(&file);
    assert!(said.contains("file: this is not a folder"), "{said}");
}

#[test]
fn an_idx_file_of_other_numbers_is_named_with_what_is_wanted() {
    let images = "train-images-idx3-ubyte";
    let labels = "train-labels-idx1-ubyte";
    let other = |code: u8, sizes: &[u32]| {
        let sizes = sizes.iter().flat_map(|size| size.to_be_bytes());
        let magic = [0, 0, code, sizes.clone().count() as u8 / 4];
        Some(magic.into_iter().chain(sizes).collect())
    };
    for (name, code, sizes, said) in [
        // QMNIST's labels, and what else has been met: 3074, 3073, 3331, 2050, 2052.
        (
            labels,
            0x0C,
            &[60_000, 8][..],
            "60000 x 8 32-bit integers, where labels are N unsigned bytes",
        ),
        (
            labels,
            0x0C,
            &[3],
            "3 32-bit integers, where labels are N unsigned bytes",
        ),
        (
            images,
            0x0D,
            &[3, 28, 28],
            "3 x 28 x 28 32-bit floats, where pictures are N x 28 x 28 unsigned bytes",
        ),
        (images, 0x08, &[3, 784], "3 x 784 unsigned bytes, where"),
        (
            images,
            0x08,
            &[3, 1, 28, 28],
            "3 x 1 x 28 x 28 unsigned bytes, where",
        ),
        (
            images,
            0x09,
            &[3, 28, 28],
            "3 x 28 x 28 signed bytes, where",
        ),
        (
            images,
            0x0B,
            &[3, 28, 28],
            "3 x 28 x 28 16-bit integers, where",
        ),
        (
            images,
            0x0E,
            &[3, 28, 28],
            "3 x 28 x 28 64-bit floats, where",
        ),
    ] {
        refused(name, other(code, sizes), said);
    }
    let cut = other(0x0D, &[3, 28, 28]).map(|bytes: Vec<u8>| bytes[..9].to_vec());
    refused(images, cut, "ends after 9 bytes, inside its header of 16");
    for (code, dimensions) in [(0x0A, 3), (0x08, 0), (0x08, 255)] {
        let none = Some([&[0, 0, code, dimensions][..], &[0; 16]].concat());
        refused(images, none, "this is not an IDX file");
    }
}

#[test]
fn the_classifier_that_ships_is_as_good_as_is_said_of_it() {
    let digits = test_digits().unwrap();
    let network = classifier::trained().unwrap();
    let x = Array2::from_shape_vec((digits.len(), PIXELS), digits.images().to_vec()).unwrap();
    let p = network.predict(x.mapv(|byte| f32::from(byte) / 255.0).view());
    let guess = |row: ndarray::ArrayView1<f32>| {
        let most = (0u8..).zip(row).max_by(|(_, a), (_, b)| a.total_cmp(b));
        most.unwrap().0
    };
    let guesses = p.axis_iter(Axis(0)).map(guess);
    let right = guesses
        .zip(digits.labels())
        .filter(|(guess, label)| guess == *label);
    // Said in data/README.md and in lesson 01; other instructions may tip a digit on the edge.
    let right = right.count();
    assert!((9771..=9775).contains(&right), "{right} of 10,000");
    for said in [
        include_str!("../../data/README.md"),
        include_str!("../../lessons/01-welcome.md"),
    ] {
        assert!(said.contains("9,773"), "{said}");
    }
}

#[test]
fn the_autoencoders_that_ship_are_as_good_as_is_said_of_them() {
    let digits = test_digits().unwrap();
    let x = Bytes::new(digits.images(), PIXELS).unwrap();
    let error = |model: Sequential| {
        let mut trainer = Trainer::new(model, Adamax::default(), Loss::Mse, 1).unwrap();
        let mut evaluation = Evaluation::new(digits.len());
        while !evaluation.advance(&mut trainer, &x, &x, Evaluation::CHUNK) {}
        evaluation.metrics(&trainer).loss
    };
    let said = include_str!("../../data/README.md");
    for model in [autoencoder::trained(), autoencoder::plane()] {
        let error = format!("{:.5}", error(model.unwrap()));
        assert!(said.contains(&error), "{error}");
    }
}
