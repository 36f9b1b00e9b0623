//! The same training as a Keras script.

use std::path::Path;

use crate::commands::train::flags::TrainArgs;
use crate::dataset::catalog::{IdxSet, Source};
use crate::train::{Plan, code};

/// A Python script that trains what `plan` trains, on the same samples. Needs Keras 3, and
/// safetensors where weights are read or written.
pub fn keras(args: &TrainArgs, plan: &Plan, set: Option<&IdxSet>) -> String {
    let weights = args.init.is_some() || args.save.is_some();
    let mut lines = vec![
        "import keras".to_string(),
        "from keras import layers".to_string(),
    ];
    if set.is_some() {
        lines.insert(0, "import gzip".to_string());
        lines.push("import numpy as np".to_string());
    }
    if weights {
        lines.push("from safetensors.numpy import load_file, save_file".to_string());
    }
    lines.push(format!("\nkeras.utils.set_random_seed({})\n", plan.seed()));
    match set.map(|set| (&set.train.images, &set.test.images)) {
        Some((Source::File(train), Source::File(test))) => {
            lines.push(format!("x = {}", read(train)));
            lines.push(format!("xv = {}", read(test)));
        }
        _ => lines.push("(x, _), (xv, _) = keras.datasets.mnist.load_data()".to_string()),
    }
    lines.push("x, xv = x.reshape(-1, 784), xv.reshape(-1, 784)".to_string());
    if let Some(n) = args.limit {
        lines.push(format!("x = x[:{n}]"));
    }
    if let Some(n) = args.holdout {
        lines.push(format!("x, xv = x[:-{n}], x[-{n}:]"));
    }
    lines.push("x = x.astype(\"float32\") / 255".to_string());
    lines.push("xv = xv.astype(\"float32\") / 255\n".to_string());
    let mut script = lines.join("\n") + "\n" + &code::keras_model(plan) + "model.summary()\n";
    if weights {
        script +=
            "names = [\"dense\" + (f\"_{i}\" if i else \"\") for i in range(len(model.layers))]\n";
    }
    if let Some(file) = &args.init {
        script += &format!("weights = load_file({})\n", quoted(file));
        script += "for name, layer in zip(names, model.layers):\n";
        script +=
            "    layer.set_weights([weights[name + \"/kernel\"], weights[name + \"/bias\"]])\n";
    }
    script += &code::keras_fit(plan);
    if let Some(file) = &args.save {
        script += "trained = {}\n";
        script += "for name, layer in zip(names, model.layers):\n";
        script +=
            "    trained[name + \"/kernel\"], trained[name + \"/bias\"] = layer.get_weights()\n";
        script += &format!("save_file(trained, {})\n", quoted(file));
    }
    script
}

/// Python that reads the pixels of an IDX file.
fn read(file: &Path) -> String {
    let open = if file.extension().is_some_and(|e| e == "gz") {
        "gzip.open"
    } else {
        "open"
    };
    let mode = if open == "open" { ", \"rb\"" } else { "" };
    let bytes = format!("{open}({}{mode}).read()", quoted(file));
    format!("np.frombuffer({bytes}, np.uint8, offset=16)")
}

/// A path as a Python string: its escapes are those of JSON.
fn quoted(file: &Path) -> String {
    serde_json::Value::from(file.display().to_string()).to_string()
}
