//! The memory of a training: what `handson train` has held at most, loading included.
//!
//! `cargo bench --bench memory`.

use std::process::Command;

fn main() {
    println!("{:>10}{:>10}{:>14}", "threads", "batch", "peak, MB");
    for threads in ["1", "2", "4"] {
        for batch in ["256", "4096"] {
            let output = Command::new(env!("CARGO_BIN_EXE_handson"))
                .args(["train", "autoencoder", "--epochs", "1", "--json"])
                .args(["--threads", threads, "--batch-size", batch])
                .output()
                .expect("the program runs");
            let text = String::from_utf8_lossy(&output.stdout);
            let last = text.lines().last().unwrap_or_default();
            let total: serde_json::Value = serde_json::from_str(last).expect("a line of JSON");
            println!("{threads:>10}{batch:>10}{:>14}", total["peak_rss_mb"]);
        }
    }
}
