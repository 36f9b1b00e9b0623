//! Python that reads digits, and their labels for a classifier.

use super::quoted;
use crate::commands::train::flags::TrainArgs;
use crate::commands::train::samples::Files;
use crate::dataset::catalog::Source;
use crate::train::Preset;
use crate::train::digits::CLASSES;

/// Defines `x` and `xv`, and `y` and `yv` for a classifier.
pub fn read(args: &TrainArgs, files: Option<&Files>) -> String {
    let labelled = args.model == Preset::Classifier;
    let mut lines = Vec::new();
    let mut names = Vec::new();
    match files {
        Some(Files { train, test }) => {
            for (pair, [x, y]) in [(Some(train), ["x", "y"]), (test.as_ref(), ["xv", "yv"])] {
                let Some(pair) = pair else { continue };
                lines.extend(bytes(x, &pair.images, 16));
                lines.extend(pair.labels.as_ref().and_then(|file| bytes(y, file, 8)));
                names.push(x);
            }
        }
        None => {
            let (y, yv) = if labelled { ("y", "yv") } else { ("_", "_") };
            let load = "keras.datasets.mnist.load_data()";
            lines.push(format!("(x, {y}), (xv, {yv}) = {load}"));
            names.extend(["x", "xv"]);
        }
    }
    let shape = match args.transpose {
        true => ".reshape(-1, 28, 28).transpose(0, 2, 1).reshape(-1, 784)",
        false => ".reshape(-1, 784)",
    };
    let shaped: Vec<String> = names.iter().map(|x| format!("{x}{shape}")).collect();
    lines.push(format!("{} = {}", names.join(", "), shaped.join(", ")));
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
        format!("gzip.open({})", quoted(&file.display()))
    } else {
        format!("open({}, \"rb\")", quoted(&file.display()))
    };
    let bytes = format!("np.frombuffer({open}.read(), np.uint8, offset={header})");
    Some(format!("{name} = {bytes}"))
}
