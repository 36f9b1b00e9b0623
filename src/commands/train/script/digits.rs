//! Python that reads digits, and their labels for a classifier.

use std::path::Path;

use super::quoted;
use crate::commands::train::flags::TrainArgs;
use crate::dataset::catalog::{IdxSet, Source};
use crate::train::Preset;
use crate::train::digits::CLASSES;

/// Defines `x` and `xv`, and `y` and `yv` for a classifier.
pub fn read(args: &TrainArgs, set: Option<&IdxSet>) -> String {
    let labelled = args.model == Preset::Classifier;
    let mut lines = Vec::new();
    match set.map(|set| (files(&set.train.images), files(&set.test.images))) {
        Some((Some(train), Some(test))) => {
            lines.push(format!("x = {}", bytes(train, 16)));
            lines.push(format!("xv = {}", bytes(test, 16)));
        }
        _ if labelled => {
            lines.push("(x, y), (xv, yv) = keras.datasets.mnist.load_data()".to_string());
        }
        _ => lines.push("(x, _), (xv, _) = keras.datasets.mnist.load_data()".to_string()),
    }
    let labels = set.map(|set| (files(&set.train.labels), files(&set.test.labels)));
    if let (true, Some((Some(train), Some(test)))) = (labelled, labels) {
        lines.push(format!("y = {}", bytes(train, 8)));
        lines.push(format!("yv = {}", bytes(test, 8)));
    }
    lines.push("x, xv = x.reshape(-1, 784), xv.reshape(-1, 784)".to_string());
    let names: &[&str] = if labelled { &["x", "y"] } else { &["x"] };
    for name in names {
        if let Some(n) = args.limit {
            lines.push(format!("{name} = {name}[:{n}]"));
        }
        if let Some(n) = args.holdout {
            lines.push(format!("{name}, {name}v = {name}[:-{n}], {name}[-{n}:]"));
        }
    }
    lines.push("x = x.astype(\"float32\") / 255".to_string());
    lines.push("xv = xv.astype(\"float32\") / 255".to_string());
    if labelled {
        lines.push(format!("y = keras.utils.to_categorical(y, {CLASSES})"));
        lines.push(format!("yv = keras.utils.to_categorical(yv, {CLASSES})"));
    }
    lines.join("\n") + "\n\n"
}

fn files(source: &Source) -> Option<&Path> {
    match source {
        Source::File(file) => Some(file),
        Source::Embedded(_) => None,
    }
}

/// Python that reads what follows the header of an IDX file.
fn bytes(file: &Path, header: usize) -> String {
    let open = if file.extension().is_some_and(|e| e == "gz") {
        "gzip.open"
    } else {
        "open"
    };
    let mode = if open == "open" { ", \"rb\"" } else { "" };
    let bytes = format!("{open}({}{mode}).read()", quoted(file));
    format!("np.frombuffer({bytes}, np.uint8, offset={header})")
}
