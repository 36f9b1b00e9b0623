//! Lists the lessons, which are embedded in the program, and makes documentation tests of their
//! `rust` fences, so that no lesson shows code that does not run.

use std::fmt::Write;
use std::path::{Path, PathBuf};
use std::{env, fs};

fn main() {
    println!("cargo::rerun-if-changed=lessons");
    println!("cargo::rerun-if-changed=tests/fixtures/sample-lesson.md");
    println!("cargo::rerun-if-changed=build.rs");
    let lessons = lessons();
    write("lessons.rs", &embedded(&lessons));
    // The one that shows authors what a lesson may hold.
    let sample = PathBuf::from("tests/fixtures/sample-lesson.md");
    let mut tests = String::new();
    for (nth, file) in lessons.iter().chain([&sample]).enumerate() {
        let text = fs::read_to_string(file).unwrap_or_default();
        for (line, code) in fences(&text) {
            let place = format!("{}:{line}", file.display());
            let doc = format!("{place}\n\n```\n{code}```\n");
            // Writing to a String cannot fail.
            let _ = writeln!(tests, "#[doc = {doc:?}]\npub struct Fence{nth}At{line};");
        }
    }
    write("lesson_code.rs", &tests);
}

fn write(name: &str, code: &str) {
    let out = PathBuf::from(env::var_os("OUT_DIR").expect("cargo sets OUT_DIR"));
    fs::write(out.join(name), code).expect("the build can write to OUT_DIR");
}

/// A slice of the lessons' names and texts, as Rust.
fn embedded(lessons: &[PathBuf]) -> String {
    let mut list = "&[\n".to_owned();
    for file in lessons {
        let (name, path) = (file.file_name().unwrap_or_default(), here(file));
        let name = name.to_string_lossy();
        // Writing to a String cannot fail.
        let _ = writeln!(list, "    ({name:?}, include_str!({path:?})),");
    }
    list + "]"
}

/// Where a file is, whatever folder the code that names it is in.
fn here(file: &Path) -> PathBuf {
    let root = env::var_os("CARGO_MANIFEST_DIR").expect("cargo sets CARGO_MANIFEST_DIR");
    Path::new(&root).join(file)
}

/// All lesson files, in the order of their numbers.
fn lessons() -> Vec<PathBuf> {
    let folder = fs::read_dir("lessons").into_iter().flatten().flatten();
    let mut files: Vec<PathBuf> = folder
        .map(|entry| entry.path())
        .filter(|path| path.extension().is_some_and(|extension| extension == "md"))
        .collect();
    files.sort();
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
