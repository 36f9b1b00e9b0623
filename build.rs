//! The lessons are embedded at build time, so cargo must know that they belong to the build; and
//! their `rust` fences become documentation tests, so that no lesson shows code that does not run.

use std::fmt::Write;
use std::path::{Path, PathBuf};
use std::{env, fs};

fn main() {
    println!("cargo::rerun-if-changed=lessons");
    println!("cargo::rerun-if-changed=tests/fixtures/sample-lesson.md");
    println!("cargo::rerun-if-changed=build.rs");
    let mut tests = String::new();
    for (nth, file) in lessons().iter().enumerate() {
        let text = fs::read_to_string(file).unwrap_or_default();
        for (line, code) in fences(&text) {
            let place = format!("{}:{line}", file.display());
            let doc = format!("{place}\n\n```\n{code}```\n");
            // Writing to a String cannot fail.
            let _ = writeln!(tests, "#[doc = {doc:?}]\npub struct Fence{nth}At{line};");
        }
    }
    let out = PathBuf::from(env::var_os("OUT_DIR").expect("cargo sets OUT_DIR"));
    fs::write(out.join("lesson_code.rs"), tests).expect("the build can write to OUT_DIR");
}

/// All lesson files, and the one that shows authors what a lesson may hold.
fn lessons() -> Vec<PathBuf> {
    let folder = fs::read_dir("lessons").into_iter().flatten().flatten();
    let mut files: Vec<PathBuf> = folder
        .map(|entry| entry.path())
        .filter(|path| path.extension().is_some_and(|extension| extension == "md"))
        .collect();
    files.sort();
    files.push(Path::new("tests/fixtures/sample-lesson.md").to_owned());
    files
}

/// The `rust` fences of a lesson, each with the line that it begins on.
fn fences(text: &str) -> Vec<(usize, String)> {
    let mut fences: Vec<(usize, String)> = Vec::new();
    let mut open = false;
    for (line, text) in text.lines().enumerate() {
        match text.trim() {
            "```rust" => {
                open = true;
                fences.push((line + 1, String::new()));
            }
            "```" => open = false,
            _ if open => {
                if let Some((_, code)) = fences.last_mut() {
                    code.push_str(text);
                    code.push('\n');
                }
            }
            _ => {}
        }
    }
    fences
}
