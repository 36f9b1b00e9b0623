//! The same training as a Keras script.

mod cars;
mod digits;

use std::path::Path;

use crate::commands::train::flags::TrainArgs;
use crate::commands::train::samples::Origin;
use crate::nn::weights::Converted;
use crate::nn::{Loss, Optimizer, Precision};
use crate::train::{Plan, Preset, code};

/// A Python script that trains what `plan` trains, on the same samples, from the weights of --init.
/// Needs Keras 3, and safetensors where weights are read or written.
pub fn keras(args: &TrainArgs, plan: &Plan, origin: &Origin, init: Option<&Converted>) -> String {
    let mut lines = vec!["import keras", "from keras import layers"];
    match origin {
        Origin::Mnist => {}
        Origin::Folder(_) => {
            lines.insert(0, "import gzip");
            lines.push("import numpy as np");
        }
        Origin::Cars(..) => lines.push("import numpy as np"),
    }
    if args.init.is_some() || args.save.is_some() {
        lines.push("from safetensors.numpy import load_file, save_file");
    }
    let mut script = about_the_loss(args.model, plan).to_string();
    if plan.l2() > 0.0 {
        script += "# Keras adds the squares of the weights to the losses that it prints.\n";
    }
    script += about_the_precision(plan);
    script += &lines.join("\n");
    script += &seeded(plan.seed());
    script += &match origin {
        Origin::Mnist => digits::read(args, None),
        Origin::Folder(files) => digits::read(args, Some(files)),
        Origin::Cars(cars, parts) => cars::read(cars, parts),
    };
    let (metric, targets) = match args.model {
        Preset::Autoencoder => (None, ["x", "xv"]),
        Preset::Classifier => (Some("accuracy"), ["y", "yv"]),
        Preset::Regression => (Some("mae"), ["y", "yv"]),
    };
    script += &code::keras_model(plan, metric);
    script += "model.summary()\n";
    if let (Some(file), Some(init)) = (&args.init, init) {
        script += &begun(file, init);
    }
    script += &code::keras_fit(plan, ["x", "xv"], targets);
    script += "predictions = model.predict(xv)\n";
    if let Some(file) = &args.save {
        script += &kept(file);
    }
    script
}

/// What Keras does otherwise with fewer bits.
fn about_the_precision(plan: &Plan) -> &'static str {
    match (plan.precision(), plan.optimizer()) {
        (Precision::F32, _) => "",
        (Precision::Bf16, _) => {
            "# Keras rounds what the layers give, the last one's outputs as well; handson only factors.\n"
        }
        // findings/keras-bfloat16-adam.sh
        (Precision::Bf16Weights, Optimizer::Adam(_)) => {
            "# Keras 3.15 learns nothing this way: what Adam counts with is bfloat16 as well, and 0.999 is 1.\n"
        }
        (Precision::Bf16Weights, _) => {
            "# Keras rounds sums, losses and what the optimizer remembers as well.\n"
        }
    }
}

/// What TensorFlow makes of the cross-entropy of pictures.
fn about_the_loss(model: Preset, plan: &Plan) -> &'static str {
    match (model, plan.loss()) {
        (Preset::Autoencoder, Loss::CrossEntropy) => {
            "# The pixels of a digit do not sum to 1, and TensorFlow's gradient of this loss is right\n\
             # for targets that do. With KERAS_BACKEND=jax or torch it is that of handson.\n"
        }
        _ => "",
    }
}

/// The seed, as far as Keras takes it.
fn seeded(seed: u64) -> String {
    let taken = seed % (1 << 32);
    let why = match taken == seed {
        true => String::new(),
        false => format!("  # {seed} modulo 2**32: Keras takes none above"),
    };
    format!("\n\nkeras.utils.set_random_seed({taken}){why}\n\n")
}

/// Begins with the weights of a file, under whatever names it has them.
fn begun(file: &Path, init: &Converted) -> String {
    let mut script = format!("weights = load_file({})\n", quoted(&file.display()));
    for (i, layer) in init.layers.iter().enumerate() {
        let [kernel, bias] = [&layer.kernel, &layer.bias].map(quoted);
        let turned = if layer.transposed { ".T" } else { "" };
        script += &format!(
            "model.layers[{i}].set_weights([weights[{kernel}]{turned}, weights[{bias}]])\n"
        );
    }
    script
}

/// Writes the weights as `handson train --save` does.
fn kept(file: &Path) -> String {
    let file = quoted(&file.display());
    format!(
        "trained = {{}}\n\
         for i, layer in enumerate(model.layers):\n    \
             name = f\"dense_{{i}}\" if i else \"dense\"\n    \
             trained[name + \"/kernel\"], trained[name + \"/bias\"] = layer.get_weights()\n\
         save_file(trained, {file})\n"
    )
}

/// A text as a Python string: its escapes are those of JSON.
fn quoted(text: &impl ToString) -> String {
    serde_json::Value::from(text.to_string()).to_string()
}
