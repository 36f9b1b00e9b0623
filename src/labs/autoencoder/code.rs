//! The program that does what the lab is set to do, in Rust and in Python.

use crate::labs::autoencoder::settings::Settings;

/// With this library.
pub fn rust(settings: &Settings) -> String {
    let mut lines = vec!["let mut net = Sequential::new(784)".to_string()];
    for (nodes, activation) in settings.layers() {
        lines.push(format!("    .dense({nodes}, {})", capital(activation)));
    }
    let optimizer = match settings.optimizer() {
        "sgd" => "Sgd",
        "adam" => "Adam",
        _ => "Adamax",
    };
    let rate = crate::ui::number::short(settings.learning_rate);
    lines.push(format!(
        "    .compile({optimizer}::new({rate}), Loss::Mse);"
    ));
    lines.push("net.fit(&x, &x, Fit {".into());
    lines.push(format!(
        "    epochs: {}, batch_size: {},",
        settings.epochs, settings.batch_size
    ));
    lines.push("    shuffle: true, validation: Some((&t, &t)),".into());
    lines.push("    ..Fit::default() }, |event| show(event))?;".into());
    lines.push("let decoded = net.predict(t.view());".into());
    lines.join("\n")
}

/// With Keras.
pub fn keras(settings: &Settings) -> String {
    let mut lines = vec!["net = keras.Sequential([keras.Input((784,)),".to_string()];
    for (nodes, activation) in settings.layers() {
        lines.push(format!(
            "    layers.Dense({nodes}, activation='{activation}'),"
        ));
    }
    let optimizer = match settings.optimizer() {
        "sgd" => "SGD",
        "adam" => "Adam",
        _ => "Adamax",
    };
    let rate = crate::ui::number::short(settings.learning_rate);
    lines.push("])".into());
    lines.push(format!(
        "net.compile(keras.optimizers.{optimizer}({rate}), 'mse')"
    ));
    lines.push(format!("net.fit(x, x, epochs={},", settings.epochs));
    lines.push(format!(
        "    batch_size={}, shuffle=True,",
        settings.batch_size
    ));
    lines.push("    validation_data=(t, t))".into());
    lines.push("decoded = net.predict(t)".into());
    lines.join("\n")
}

fn capital(name: &str) -> String {
    let mut chars = name.chars();
    chars
        .next()
        .map_or(String::new(), |c| c.to_uppercase().chain(chars).collect())
}
