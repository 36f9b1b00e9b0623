//! The program that does what a plan does: as one writes it with this crate, and with Keras.

use crate::nn::{Activation, Conv2d, Optimizer, Padding, Precision, Shape};
use crate::train::Plan;
use crate::train::layers::{self, LayerSpec};
use crate::train::noise::Noise;

/// The training in Rust, of `x` against itself with `xv` to validate, and what comes back of `xv`; with
/// noise on what goes in, where there is some.
pub fn rust(plan: &Plan, noise: Option<Noise>) -> String {
    let mut code = String::new();
    let [x, xv] = inputs(noise);
    if let Some(noise) = noise {
        for (seed, (noisy, clean)) in [(x, "x"), (xv, "xv")].into_iter().enumerate() {
            let source = format!("Source::new(Noise::{noise:?}, {seed})");
            code += &format!("let {noisy} = Noisy::new({clean}.clone(), {source});\n");
        }
    }
    code += &match layers::input(plan.inputs(), plan.layers()) {
        Shape::Row(inputs) => format!("let mut model = Sequential::new({inputs})\n"),
        Shape::Picture {
            height,
            width,
            channels,
        } => {
            format!("let mut model = Sequential::pictures({height}, {width}, {channels})\n")
        }
    };
    for layer in plan.layers() {
        code += &match layer {
            LayerSpec::Dense(units, activation) => format!("    .dense({units}, {activation:?})\n"),
            LayerSpec::Conv2d(conv) => format!("    .conv2d({})\n", convolution(conv)),
            LayerSpec::MaxPool2d(size) => format!("    .max_pool2d({size})\n"),
        };
    }
    let optimizer = match plan.optimizer() {
        Optimizer::Sgd(sgd) => constructed("Sgd", sgd.learning_rate, 0.01),
        Optimizer::Adam(adam) => constructed("Adam", adam.learning_rate, 0.001),
        Optimizer::Adamax(adamax) => constructed("Adamax", adamax.learning_rate, 0.001),
    };
    code += &format!("    .compile({optimizer}, Loss::{:?});\n", plan.loss());
    code += &format!("model.fit(&{x}, &x, Fit {{\n");
    code += &format!(
        "    epochs: {}, batch_size: {}, shuffle: {}, seed: {},\n",
        plan.epochs(),
        plan.batch_size(),
        plan.shuffle(),
        plan.seed()
    );
    if plan.l2() > 0.0 {
        code += &format!("    l2: {:?},\n", plan.l2());
    }
    if plan.precision() != Precision::F32 {
        code += &format!("    precision: Precision::{:?},\n", plan.precision());
    }
    code += &format!("    validation: Some((&{xv}, &xv)), ..Fit::default()\n");
    code += "}, |event| println!(\"{event:?}\"))?;\n";
    code += "let back = model.predict(xv.view());\n";
    code
}

fn convolution(conv: &Conv2d) -> String {
    let (filters, size, f) = (conv.filters(), conv.size(), conv.activation());
    let mut code = format!("Conv2d::new({filters}, {size}, {f:?})");
    if conv.strides() != 1 {
        code += &format!(".stride({})", conv.strides());
    }
    if conv.rim() == Padding::Same {
        code += ".padding(Padding::Same)";
    }
    code
}

/// What goes in, by its names: to learn from, and to validate with.
fn inputs(noise: Option<Noise>) -> [&'static str; 2] {
    match noise {
        Some(_) => ["xn", "xvn"],
        None => ["x", "xv"],
    }
}

fn constructed(name: &str, rate: f32, default: f32) -> String {
    if rate == default {
        format!("{name}::default()")
    } else {
        format!("{name}::new({rate:?})")
    }
}

/// The same in Python.
pub fn keras(plan: &Plan, noise: Option<Noise>) -> String {
    let [x, xv] = inputs(noise);
    let mut code = noise.map_or(String::new(), noisy);
    code += &keras_model(plan, None);
    code += &keras_fit(plan, [x, xv], ["x", "xv"]);
    code += "back = model.predict(xv)\n";
    code
}

/// The noise in Python, on rows of 784 greys from 0 to 1.
fn noisy(noise: Noise) -> String {
    let body = match noise {
        Noise::Gaussian(sigma) => {
            format!("    return np.clip(v + np.random.normal(0, {sigma:?}, v.shape), 0, 1)\n")
        }
        Noise::SaltAndPepper(share) => format!(
            "    hit, ink = np.random.rand(2, *v.shape)\n    \
             return np.where(hit < {share:?}, ink < 0.5, v)\n"
        ),
        Noise::Blot(radius) => format!(
            "    at = np.random.uniform(6, 22, (2, len(v), 1, 1))\n    \
             far = np.hypot(*(np.indices((28, 28))[:, None] + 0.5 - at))\n    \
             return np.maximum(v, np.clip({:?} - far, 0, 1).reshape(v.shape))\n",
            radius + 0.5
        ),
    };
    format!("def noisy(v):\n{body}xn, xvn = noisy(x), noisy(xv)\n")
}

/// What Keras computes with, where that is not float32.
fn policy(precision: Precision) -> String {
    let policy = match precision {
        Precision::F32 => return String::new(),
        Precision::Bf16 => "mixed_bfloat16",
        Precision::Bf16Weights => "bfloat16",
    };
    format!("keras.config.set_dtype_policy({policy:?})\n")
}

/// The first half of [`keras`]: the model, compiled with a metric or none.
pub fn keras_model(plan: &Plan, metric: Option<&str>) -> String {
    let mut code = policy(plan.precision());
    code += "model = keras.Sequential([\n";
    code += &format!("    keras.Input(({},)),\n", plan.inputs());
    let l2 = match plan.l2() {
        0.0 => String::new(),
        l2 => format!(", kernel_regularizer=keras.regularizers.L2({l2:?})"),
    };
    let mut is_picture = false;
    if let Shape::Picture {
        height,
        width,
        channels,
    } = layers::input(plan.inputs(), plan.layers())
    {
        code += &format!("    layers.Reshape(({height}, {width}, {channels})),\n");
        is_picture = true;
    }
    for layer in plan.layers() {
        code += &match layer {
            LayerSpec::Dense(units, activation) => {
                let activation = match activation {
                    Activation::Linear => String::new(),
                    other => format!(", \"{other}\""),
                };
                let flat = if is_picture {
                    "    layers.Flatten(),\n"
                } else {
                    ""
                };
                is_picture = false;
                format!("{flat}    layers.Dense({units}{activation}{l2}),\n")
            }
            LayerSpec::Conv2d(conv) => format!("    layers.Conv2D({}{l2}),\n", keras_conv(conv)),
            LayerSpec::MaxPool2d(size) => format!("    layers.MaxPooling2D({size}),\n"),
        };
    }
    let optimizer = match plan.optimizer() {
        Optimizer::Sgd(_) => "SGD",
        Optimizer::Adam(_) => "Adam",
        Optimizer::Adamax(_) => "Adamax",
    };
    let rate = plan.optimizer().learning_rate();
    code += "])\n";
    let metrics = metric.map_or_else(String::new, |m| format!(",\n    metrics=[\"{m}\"]"));
    code += &format!(
        "model.compile(keras.optimizers.{optimizer}({rate:?}), \"{}\"{metrics})\n",
        plan.loss()
    );
    code
}

fn keras_conv(conv: &Conv2d) -> String {
    let mut code = format!("{}, {}", conv.filters(), conv.size());
    if conv.strides() != 1 {
        code += &format!(", strides={}", conv.strides());
    }
    if conv.rim() == Padding::Same {
        code += ", padding=\"same\"";
    }
    if conv.activation() != Activation::Linear {
        code += &format!(", activation=\"{}\"", conv.activation());
    }
    code
}

/// The second half: the training on these inputs against these targets, each with those to validate with.
pub fn keras_fit(plan: &Plan, [x, xv]: [&str; 2], [y, yv]: [&str; 2]) -> String {
    let (epochs, batch_size) = (plan.epochs(), plan.batch_size());
    let shuffle = if plan.shuffle() { "True" } else { "False" };
    format!(
        "model.fit({x}, {y}, epochs={epochs}, batch_size={batch_size},\n    \
         shuffle={shuffle}, validation_data=({xv}, {yv}))\n"
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::train::Spec;

    #[test]
    fn the_rust_code_of_the_default_is_the_example_of_nn() {
        let plan = Spec::default().check(60_000, 784, 784).unwrap();
        let expected = "\
let mut model = Sequential::new(784)
    .dense(128, Relu)
    .dense(64, Relu)
    .dense(32, Relu)
    .dense(64, Relu)
    .dense(128, Relu)
    .dense(784, Sigmoid)
    .compile(Adamax::default(), Loss::Mse);
model.fit(&x, &x, Fit {
    epochs: 17, batch_size: 256, shuffle: true, seed: 0,
    validation: Some((&xv, &xv)), ..Fit::default()
}, |event| println!(\"{event:?}\"))?;
let back = model.predict(xv.view());
";
        assert_eq!(rust(&plan, None), expected);
        // The lab has room for thirteen.
        assert_eq!(
            [expected.lines().count(), keras(&plan, None).lines().count()],
            [13; 2]
        );
    }

    #[test]
    fn both_say_convolutions() {
        let spec = Spec {
            layers: "8 conv3 relu, pool2, 4 conv2 same stride2, 64 relu, 10 softmax".to_string(),
            loss: "categorical_crossentropy".to_string(),
            l2: 0.001,
            ..Spec::default()
        };
        let plan = spec.check(100, 784, 10).unwrap();
        let expected = "\
let mut model = Sequential::pictures(28, 28, 1)
    .conv2d(Conv2d::new(8, 3, Relu))
    .max_pool2d(2)
    .conv2d(Conv2d::new(4, 2, Linear).stride(2).padding(Padding::Same))
    .dense(64, Relu)
";
        assert!(
            rust(&plan, None).starts_with(expected),
            "{}",
            rust(&plan, None)
        );
        let expected = "\
    keras.Input((784,)),
    layers.Reshape((28, 28, 1)),
    layers.Conv2D(8, 3, activation=\"relu\", kernel_regularizer=keras.regularizers.L2(0.001)),
    layers.MaxPooling2D(2),
    layers.Conv2D(4, 2, strides=2, padding=\"same\", kernel_regularizer=keras.regularizers.L2(0.001)),
    layers.Flatten(),
    layers.Dense(64, \"relu\", kernel_regularizer=keras.regularizers.L2(0.001)),
";
        assert!(
            keras(&plan, None).contains(expected),
            "{}",
            keras(&plan, None)
        );
    }

    #[test]
    fn both_say_how_many_bits_there_are() {
        for (precision, rust_has, keras_has) in [
            ("f32", None, None),
            (
                "bf16",
                Some("Precision::Bf16,"),
                Some("(\"mixed_bfloat16\")"),
            ),
            (
                "bf16-weights",
                Some("Precision::Bf16Weights,"),
                Some("(\"bfloat16\")"),
            ),
        ] {
            let spec = Spec {
                precision: precision.to_string(),
                ..Spec::default()
            };
            let plan = spec.check(60_000, 784, 784).unwrap();
            let (rust, keras) = (rust(&plan, None), keras(&plan, None));
            assert_eq!(rust.contains("precision"), rust_has.is_some());
            assert_eq!(keras.contains("dtype"), keras_has.is_some());
            assert!(rust_has.is_none_or(|it| rust.contains(it)), "{rust}");
            assert!(keras_has.is_none_or(|it| keras.contains(it)), "{keras}");
        }
    }

    #[test]
    fn both_say_what_was_changed() {
        let spec = Spec {
            layers: "2, 784 sigmoid".to_string(),
            optimizer: "sgd".to_string(),
            learning_rate: Some(0.5),
            l2: 0.001,
            shuffle: false,
            ..Spec::default()
        };
        let plan = spec.check(100, 784, 784).unwrap();
        let rust = rust(&plan, None);
        assert!(rust.contains(".dense(2, Linear)"));
        assert!(rust.contains("Sgd::new(0.5)"));
        assert!(rust.contains("batch_size: 100, shuffle: false"));
        assert!(rust.contains("    l2: 0.001,\n"));
        let keras = keras(&plan, None);
        assert!(
            keras.contains(
                "    layers.Dense(2, kernel_regularizer=keras.regularizers.L2(0.001)),\n"
            )
        );
        assert!(keras.contains("keras.optimizers.SGD(0.5)"));
        assert!(keras.contains("batch_size=100,\n    shuffle=False"));
    }

    #[test]
    fn noise_is_laid_on_what_goes_in_and_the_target_stays_clean() {
        let plan = Spec::default().check(60_000, 784, 784).unwrap();
        let rust = rust(&plan, Some(Noise::Gaussian(0.3)));
        let first = "let xn = Noisy::new(x.clone(), Source::new(Noise::Gaussian(0.3), 0));\n";
        assert!(rust.starts_with(first), "{rust}");
        assert!(rust.contains("model.fit(&xn, &x, Fit {"));
        assert!(rust.contains("validation: Some((&xvn, &xv))"));
        let keras = keras(&plan, Some(Noise::SaltAndPepper(0.2)));
        assert!(keras.contains("hit < 0.2"));
        assert!(keras.contains("model.fit(xn, x, "));
        assert!(keras.contains("validation_data=(xvn, xv)"));
    }
}
