//! The table and the deny list of the design.

use super::paths::{Found, module, paths, test_modules};

/// A module of ours, and what it may use of ours.
const MAY_USE: &[(&str, &[&str])] = &[
    ("event", &[]),
    ("expr", &[]),
    ("formula", &[]),
    ("stats", &[]),
    ("nn", &[]),
    ("dataset", &[]),
    ("train", &["stats", "nn", "dataset"]),
    ("codes", &["nn", "dataset", "train"]),
    ("lesson", &["formula", "expr"]),
    ("progress", &["lesson::model"]),
    ("class", &["stats", "lesson", "progress"]),
    ("seats", &["progress"]),
    (
        "msg",
        &[
            "event",
            "train",
            "dataset",
            "progress",
            "class",
            "lesson::model",
        ],
    ),
    ("ui", &["event", "formula", "lesson::model"]),
    (
        "labs",
        &[
            "msg", "event", "expr", "formula", "stats", "nn", "dataset", "train", "codes", "ui",
        ],
    ),
    (
        "screens",
        &[
            "msg", "event", "expr", "formula", "lesson", "labs", "ui", "progress", "class",
        ],
    ),
    (
        "app",
        &[
            "screens", "msg", "event", "expr", "formula", "lesson", "labs", "ui", "progress",
        ],
    ),
    (
        "session",
        &[
            "app",
            "msg",
            "event",
            "progress",
            "class",
            "ui::glyphs",
            "train::runner",
            "lesson::catalog",
        ],
    ),
];

/// Modules that may use anything: the one place that wires.
const WIRES: &[&str] = &["commands", "main"];

/// Something that only some modules may touch.
struct Denied {
    what: &'static str,
    /// Paths that touch it, `::` before a name that is reached through its parent or bare.
    by: &'static [&'static str],
    may: &'static [&'static str],
}

const DENIED: &[Denied] = &[
    Denied {
        what: "drawing",
        by: &["ratatui"],
        may: &["ui", "labs", "screens", "app", "session", "commands"],
    },
    Denied {
        what: "the terminal and signals",
        by: &["crossterm", "termina", "signal_hook"],
        may: &["session", "commands"],
    },
    Denied {
        what: "the file system",
        by: &["std::fs", "fs::File", "File::*", "notify::*"],
        may: &[
            "dataset::catalog",
            "dataset::idx",
            "nn::weights",
            "lesson::catalog",
            "progress",
            "session",
            "commands",
        ],
    },
    Denied {
        what: "threads",
        by: &["std::thread", "rayon", "thread_local"],
        // A lock on a file is waited for a while; lessons are proved side by side; a vote that follows
        // rests from one look at a folder to the next.
        may: &[
            "nn",
            "train::runner",
            "session",
            "dataset::catalog::shared",
            "progress::file",
            "lesson::check",
            "commands::class::vote",
        ],
    },
    Denied {
        what: "the clock",
        by: &[
            "time::Instant",
            "Instant::*",
            "time::SystemTime",
            "SystemTime::*",
        ],
        // The bench's clock in `nn` is built in with the feature `laps` alone, never in the program.
        may: &["session", "train::runner", "commands", "nn::laps"],
    },
    Denied {
        what: "which key it is",
        by: &["KeyCode"],
        may: &[
            // What a key means stands in one table.
            "screens::intents",
            // What keys there are, and which bytes and words they come as.
            "event",
            "session::input",
            "session::headless",
            // Keys that edit text are no intents: they mean what they mean in every field.
            "ui::field",
            "screens::exercise::number",
            "screens::lesson::typing",
            "screens::lesson::behind",
            "screens::finder",
            // Below the screens nobody knows their table: rows that keys scroll, a lab's own keys.
            "ui::scroll",
            "labs::classifier2d::hand",
        ],
    },
    Denied {
        what: "the end of the process",
        by: &["process::exit", "process::abort"],
        may: &["commands"],
    },
];

/// Every rule that is broken: the file, the line and the rule.
pub fn broken(files: &[(String, String)]) -> Vec<String> {
    let tests: Vec<Vec<String>> = files
        .iter()
        .flat_map(|(file, text)| test_modules(file, text))
        .collect();
    let mut broken = Vec::new();
    for (file, text) in files {
        let here = module(file);
        if here.last().is_some_and(|name| name == "mod") {
            broken.push(format!(
                "{file}:1: modules are self-named: `foo.rs`, not `foo/mod.rs`"
            ));
        }
        if tests.iter().any(|test| here.starts_with(test)) {
            continue;
        }
        for path in paths(file, text) {
            let rules = [may_not_use(&here, &path), denied(&here, &path)];
            let rules = rules.into_iter().flatten();
            broken.extend(rules.map(|rule| format!("{file}:{}: {rule}", path.line)));
        }
    }
    broken.dedup();
    broken
}

fn may_not_use(here: &[String], path: &Found) -> Option<String> {
    let [first, target @ ..] = &path.segments[..] else {
        return None;
    };
    let (own, there) = (here.first()?.as_str(), target.first()?.as_str());
    if first != "crate" || own == there || own == "lib" || WIRES.contains(&own) {
        return None;
    }
    let Some((_, may)) = MAY_USE.iter().find(|(name, _)| *name == own) else {
        return Some(format!("`{own}` is not in the table of who may use whom"));
    };
    let allowed = may.iter().any(|allowed| begins_with(target, allowed));
    let may = match may {
        [] => "nothing of ours".to_owned(),
        may => may.join(", "),
    };
    (!allowed).then(|| {
        format!(
            "`{own}` may not use `{}`; it may use {may}",
            target.join("::")
        )
    })
}

fn denied(here: &[String], path: &Found) -> Option<String> {
    let denied = DENIED.iter().find(|denied| {
        let touches = denied.by.iter().any(|by| touches(&path.segments, by));
        touches && !denied.may.iter().any(|may| begins_with(here, may))
    })?;
    // `main` may do what `commands` may.
    if here == ["main"] && denied.may.contains(&"commands") {
        return None;
    }
    let (what, may) = (denied.what, denied.may.join(", "));
    Some(format!(
        "`{}` touches {what}, which only {may} may",
        path.segments.join("::")
    ))
}

/// `fs::File` is in any path through it, `File::*` in one that begins with it and goes on, and a
/// crate's name anywhere, since crates hand on other crates.
fn touches(segments: &[String], by: &str) -> bool {
    match by.strip_suffix("::*") {
        Some(name) => segments.len() > 1 && segments[0] == name,
        None => {
            let by: Vec<&str> = by.split("::").collect();
            segments.windows(by.len()).any(|part| part == by)
        }
    }
}

fn begins_with(path: &[String], module: &str) -> bool {
    let mut path = path.iter();
    module
        .split("::")
        .all(|part| path.next().is_some_and(|segment| segment == part))
}
