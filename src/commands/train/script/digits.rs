//! Python that reads digits, and their labels for a classifier.

use super::quoted;
use crate::commands::train::flags::TrainArgs;
use crate::dataset::catalog::{IdxSet, Source};
use crate::train::Preset;
use crate::train::digits::CLASSES;

/// Defines `x` and `xv`, and `y` and `yv` for a classifier.
pub fn read(args: &TrainArgs, set: Option<&IdxSet>) -> String {
    let labelled = args.model == Preset::Classifier;
    let mut lines = Vec::new();
    match set {
        Some(IdxSet { train, test }) => {
            lines.extend(bytes("x", &train.images, 16));
            lines.extend(bytes("xv", &test.images, 16));
            if labelled {
                lines.extend(bytes("y", &train.labels, 8));
                lines.extend(bytes("yv", &test.labels, 8));
            }
        }
        None => {
            let (y, yv) = if labelled { ("y", "yv") } else { ("_", "_") };
            let load = "keras.datasets.mnist.load_data()";
            lines.push(format!("(x, {y}), (xv, {yv}) = {load}"));
        }
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

/// Python that reads what follows the header of an IDX file; there is none for embedded ones.
fn bytes(name: &str, source: &Source, header: usize) -> Option<String> {
    let Source::File(file) = source else {
        return None;
    };
    let open = if file.extension().is_some_and(|e| e == "gz") {
        format!("gzip.open({})", quoted(file))
    } else {
        format!("open({}, \"rb\")", quoted(file))
    };
    let bytes = format!("np.frombuffer({open}.read(), np.uint8, offset={header})");
    Some(format!("{name} = {bytes}"))
}
