//! The program that does what a plan does: as one writes it with this crate, and with Keras.

use crate::nn::{Activation, Optimizer};
use crate::train::Plan;

/// The training in Rust, of `x` against itself with `xv` to validate.
pub fn rust(plan: &Plan) -> String {
    let mut code = format!("let mut model = Sequential::new({})\n", plan.inputs());
    for (units, activation) in plan.layers() {
        code += &format!("    .dense({units}, {activation:?})\n");
    }
    let optimizer = match plan.optimizer() {
        Optimizer::Sgd(sgd) => constructed("Sgd", sgd.learning_rate, 0.01),
        Optimizer::Adam(adam) => constructed("Adam", adam.learning_rate, 0.001),
        Optimizer::Adamax(adamax) => constructed("Adamax", adamax.learning_rate, 0.001),
    };
    code += &format!("    .compile({optimizer}, Loss::{:?});\n", plan.loss());
    code += "model.fit(&x, &x, Fit {\n";
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
    code += "    validation: Some((&xv, &xv)), ..Fit::default()\n";
    code += "}, |event| println!(\"{event:?}\"))?;\n";
    code
}

fn constructed(name: &str, rate: f32, default: f32) -> String {
    if rate == default {
        format!("{name}::default()")
    } else {
        format!("{name}::new({rate:?})")
    }
}

/// The model and its training in Python, of `x` against itself with `xv` to validate.
pub fn keras(plan: &Plan) -> String {
    keras_model(plan, None) + &keras_fit(plan, ["x", "xv"])
}

/// The first half of [`keras`]: the model, compiled with a metric or none.
pub fn keras_model(plan: &Plan, metric: Option<&str>) -> String {
    let mut code = String::from("model = keras.Sequential([\n");
    code += &format!("    keras.Input(({},)),\n", plan.inputs());
    let l2 = match plan.l2() {
        0.0 => String::new(),
        l2 => format!(", kernel_regularizer=keras.regularizers.L2({l2:?})"),
    };
    for (units, activation) in plan.layers() {
        code += &match activation {
            Activation::Linear => format!("    layers.Dense({units}{l2}),\n"),
            other => format!("    layers.Dense({units}, \"{other}\"{l2}),\n"),
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

/// The second half of [`keras`]: the training against these targets, and those to validate with.
pub fn keras_fit(plan: &Plan, [y, yv]: [&str; 2]) -> String {
    let (epochs, batch_size) = (plan.epochs(), plan.batch_size());
    let shuffle = if plan.shuffle() { "True" } else { "False" };
    format!(
        "model.fit(x, {y}, epochs={epochs}, batch_size={batch_size},\n    \
         shuffle={shuffle}, validation_data=(xv, {yv}))\n"
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
";
        assert_eq!(rust(&plan), expected);
        // The lab has room for twelve.
        assert_eq!(
            [expected.lines().count(), keras(&plan).lines().count()],
            [12; 2]
        );
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
        let rust = rust(&plan);
        assert!(rust.contains(".dense(2, Linear)"));
        assert!(rust.contains("Sgd::new(0.5)"));
        assert!(rust.contains("batch_size: 100, shuffle: false"));
        assert!(rust.contains("    l2: 0.001,\n"));
        let keras = keras(&plan);
        assert!(
            keras.contains(
                "    layers.Dense(2, kernel_regularizer=keras.regularizers.L2(0.001)),\n"
            )
        );
        assert!(keras.contains("keras.optimizers.SGD(0.5)"));
        assert!(keras.contains("batch_size=100,\n    shuffle=False"));
    }
}
