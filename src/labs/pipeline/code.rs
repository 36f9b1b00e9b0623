//! The same pipeline in the words of `tf.data`.

use super::{BATCH, Pipeline};
use crate::ui::number::many;
use std::fmt::Write;

/// A script that makes it.
pub fn keras(lab: &Pipeline) -> String {
    let mut code = String::from(
        "import tensorflow as tf\n\n\
         (x, y), _ = tf.keras.datasets.mnist.load_data()\n\
         ds = tf.data.Dataset.from_tensor_slices((x, y))\n",
    );
    // Writing to a string cannot fail.
    let mut line = |words: String| {
        let _ = writeln!(code, "{words}");
    };
    if lab.cache {
        line("ds = ds.cache()".to_owned());
    }
    if lab.buffer > 1 {
        line(format!(
            "ds = ds.shuffle({})  # {}",
            lab.buffer,
            many(lab.buffer as u64, "sample")
        ));
    }
    line(format!("ds = ds.batch({BATCH})"));
    let workers = match lab.ahead.workers {
        1 => String::new(),
        n => format!(", num_parallel_calls={n}"),
    };
    line(format!(
        "ds = ds.map(lambda x, y: (tf.cast(x, tf.float32) / 255, y){workers})"
    ));
    if lab.ahead.prefetch > 0 {
        line(format!("ds = ds.prefetch({})", lab.ahead.prefetch));
    }
    code
}
