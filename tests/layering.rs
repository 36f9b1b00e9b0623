//! Who may use whom: the table of the design and its deny list, held from the first day.
//!
//! Read from the source text itself: every path in every file under `src/`, with use trees
//! spread out and code that is only there for tests left out.

#[path = "layering/paths.rs"]
mod paths;
#[path = "layering/planted.rs"]
mod planted;
#[path = "layering/rules.rs"]
mod rules;
#[path = "layering/tokens.rs"]
mod tokens;

use std::fs;
use std::path::Path;

/// The longest a source file may be, its tests included.
const LONGEST: usize = 400;

/// Every Rust file under a folder of the crate: its path from there, and its text.
fn files(folder: &str) -> Vec<(String, String)> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut found = Vec::new();
    let mut folders = vec![root.join(folder)];
    while let Some(folder) = folders.pop() {
        let Ok(entries) = fs::read_dir(&folder) else {
            continue;
        };
        for entry in entries {
            let path = entry.expect("a readable entry").path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|extension| extension == "rs") {
                let text = fs::read_to_string(&path).expect("a readable source file");
                let name = path.strip_prefix(root).expect("a file of the crate");
                found.push((name.to_string_lossy().replace('\\', "/"), text));
            }
        }
    }
    found.sort();
    found
}

#[test]
fn every_module_uses_only_what_the_design_lets_it_use() {
    let files = files("src");
    assert!(!files.is_empty(), "no source was found");
    let broken = rules::broken(&files);
    assert!(broken.is_empty(), "\n{}\n", broken.join("\n"));
}

#[test]
fn no_file_is_longer_than_a_reader_can_hold_in_mind() {
    let all = ["src", "tests", "benches"].into_iter().flat_map(files);
    let long: Vec<String> = all
        .map(|(name, text)| (name, text.lines().count()))
        .filter(|(_, lines)| *lines > LONGEST)
        .map(|(name, lines)| format!("{name}:{LONGEST}: {lines} lines; split it at {LONGEST}"))
        .collect();
    assert!(long.is_empty(), "\n{}\n", long.join("\n"));
}

#[test]
fn every_test_that_the_table_of_faults_names_is_there() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let table = fs::read_to_string(root.join("tests/README.md")).expect("the table is there");
    let rows = table.lines().filter(|line| line.starts_with("| "));
    let quoted = rows.flat_map(|row| row.split('`').skip(1).step_by(2));
    let is_test = |name: &&str| {
        name.contains('_') && !name.contains(['.', '/', ' ']) && !name.starts_with('-')
    };
    let named: Vec<&str> = quoted
        .filter_map(|path| path.rsplit("::").next())
        .filter(is_test)
        .collect();
    assert!(named.len() > 60, "{named:?}");
    let all: Vec<_> = ["src", "tests"].into_iter().flat_map(files).collect();
    let is_there = |name: &str| {
        let (head, file) = (format!("fn {name}("), format!("/{name}.rs"));
        all.iter()
            .any(|(path, text)| path.ends_with(&file) || text.contains(&head))
    };
    let missing: Vec<_> = named.iter().filter(|name| !is_there(name)).collect();
    assert!(missing.is_empty(), "{missing:?}");
}
