//! The same training as a Keras script.

mod cars;
mod digits;

use std::path::Path;

use crate::commands::train::flags::TrainArgs;
use crate::commands::train::samples::Origin;
use crate::train::{Plan, Preset, code};

/// A Python script that trains what `plan` trains, on the same samples. Needs Keras 3, and
/// safetensors where weights are read or written.
pub fn keras(args: &TrainArgs, plan: &Plan, origin: &Origin) -> String {
    let weights = args.init.is_some() || args.save.is_some();
    let mut lines = vec!["import keras", "from keras import layers"];
    match origin {
        Origin::Mnist => {}
        Origin::Folder(_) => {
            lines.insert(0, "import gzip");
            lines.push("import numpy as np");
        }
        Origin::Cars(..) => lines.push("import numpy as np"),
    }
    if weights {
        lines.push("from safetensors.numpy import load_file, save_file");
    }
    let mut script = lines.join("\n");
    script += &format!("\n\nkeras.utils.set_random_seed({})\n\n", plan.seed());
    script += &match origin {
        Origin::Mnist => digits::read(args, None),
        Origin::Folder(set) => digits::read(args, Some(set)),
        Origin::Cars(cars, parts) => cars::read(cars, parts),
    };
    let (metric, targets) = match args.model {
        Preset::Autoencoder => (None, ["x", "xv"]),
        Preset::Classifier => (Some("accuracy"), ["y", "yv"]),
        Preset::Regression => (Some("mae"), ["y", "yv"]),
    };
    script += &code::keras_model(plan, metric);
    script += "model.summary()\n";
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
    script += &code::keras_fit(plan, targets);
    if let Some(file) = &args.save {
        script += "trained = {}\n";
        script += "for name, layer in zip(names, model.layers):\n";
        script +=
            "    trained[name + \"/kernel\"], trained[name + \"/bias\"] = layer.get_weights()\n";
        script += &format!("save_file(trained, {})\n", quoted(file));
    }
    script
}

/// A path as a Python string: its escapes are those of JSON.
fn quoted(file: &Path) -> String {
    serde_json::Value::from(file.display().to_string()).to_string()
}
