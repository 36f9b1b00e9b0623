//! Every mistake an author can make is found at its line and column, all of a file in one run.

use std::fs;

use handson::expr::Expr;
use handson::expr::{Nothing, Scope};
use handson::lesson::catalog::Catalog;
use handson::lesson::check::{Moment, Oracle, Refused, check};
use handson::lesson::error::{Diagnostic, Severity};
use handson::lesson::model::{Lesson, Step};
use handson::lesson::parse::parse;

const FRONT: &str = r#"+++
id = "a"
title = "A"
summary = "An a."
minutes = 3
+++
"#;

/// The marker of a planted mistake: taken out, it stood where the finding must point.
const MARK: char = '¶';

/// The text without its mark, and the mark's line and column.
fn unmarked(text: &str) -> (String, (usize, usize)) {
    let before = text.split(MARK).next().unwrap_or_default();
    assert_eq!(text.matches(MARK).count(), 1, "{text}");
    let last = before.rsplit('\n').next().unwrap_or_default();
    let place = (before.matches('\n').count() + 1, last.chars().count() + 1);
    (text.replace(MARK, ""), place)
}

fn assert_found(findings: &[Diagnostic], place: (usize, usize), message: &str, fix: &str) {
    let said: Vec<String> = findings.iter().map(ToString::to_string).collect();
    let said = said.join("\n");
    let at = findings
        .iter()
        .find(|found| (found.line, found.column) == place);
    let found = at.unwrap_or_else(|| panic!("nothing at {place:?}, where {message:?} is:\n{said}"));
    assert!(found.message.contains(message), "no {message:?} in\n{said}");
    let told = found.fix.as_deref().unwrap_or_default();
    assert!(told.contains(fix), "no fix {fix:?} in\n{said}");
}

/// Each case: a file, what is said at its mark, and what the fix says. `REST` is the rest of the
/// front matter.
#[rustfmt::skip]
const IN_FRONT: &[(&str, &str, &str)] = &[
    ("¶id = \"a\"\n", "no front matter", "begin the file with `+++`"),
    ("+++\nid = \"a\"\nsummary = ¶\"\\u001b[31m\"\ntitle = \"A\"\nminutes = 1\n+++\n", "ESC, which begins a code (U+001B)", "take it out"),
    ("+++\nid = \"a\"\ntitle = \"A¶\u{7}\"\nsummary = \"S\"\nminutes = 1\n+++\n", "BEL, which rings (U+0007)", "take it out"),
    ("¶+++\nid = \"a\"\n", "never closed", "line of `+++`"),
    ("+++\nid = ¶a\nREST+++\n", "front matter", "TOML"),
    ("+++\nid = \"a\"\n¶id = \"b\"\nREST+++\n", "front matter", "TOML"),
    ("¶+++\nREST+++\n", "no `id`", "add `id"),
    ("+++\nid = ¶\"Ä b\"\nREST+++\n", "cannot be an id", "small letters"),
    ("+++\nid = ¶\" \"\nREST+++\n", "empty", "id"),
    ("+++\nid = ¶7\nREST+++\n", "a text in quotes", "replace `7`"),
    ("+++\nid = \"a\"\ntitle = \"A\"\nsummary = \"S\"\nminutes = ¶-1\n+++\n", "from 1 to 600", "`-1`"),
    ("+++\nid = \"a\"\nneeds = ¶\"b\"\nREST+++\n", "list of texts", "replace"),
    ("+++\nid = \"a\"\n¶minuets = 1\nREST+++\n", "unknown field `minuets`", "`minutes`"),
    ("+++\nid = \"a\"\nREST[symbols]\n¶\"\\\\muu\" = \"m\"\n+++\n", "`\\muu` is not known", "backslash"),
];

#[test]
fn mistakes_in_the_front_matter_are_found_in_their_place() {
    const REST: &str = "title = \"A\"\nsummary = \"S\"\nminutes = 1\n";
    for (text, message, fix) in IN_FRONT {
        let (text, place) = unmarked(&text.replace("REST", REST));
        let parsed = parse("a.md", 1, &(text + "## S {#s}\nx\n"));
        assert_found(&parsed.diagnostics, place, message, fix);
    }
}

#[rustfmt::skip]
const IN_A_STEP: &[(&str, &str, &str)] = &[
    ("¶", "no step", "## Its title"),
    ("¶Words.\n\n## S {#s}\n", "before the first step", "## Its title"),
    ("¶## A Title\n", "no id", "## A Title {#a-title}"),
    ("## S {#¶Big}\n", "cannot be an id", "small letters"),
    ("## S {#s}\n\n## T {#¶s}\n", "twice", "id of its own"),
    ("## S {#s}\n\n¶### Deeper\n", "level 3", "only `##`"),
    ("¶# Title\n\n## S {#s}\n", "level 1", "only `##`"),
    ("## S {#s}\n\n¶---\n", "cannot be shown", "use paragraphs"),
    ("## S {#s}\n\nsee ¶![a](b.png)\n", "cannot be shown", "use paragraphs"),
    ("## S {#s}\n\n¶<div>\n", "HTML cannot be shown", "Markdown"),
    ("## S {#s}\n\na ¶<b>c</b>\n", "HTML cannot be shown", "Markdown"),
    ("## S {#s}\n\n<!-- a --> ¶lost words\n", "HTML cannot be shown", "Markdown"),
    ("## S {#s}\n\n¶<!-- never\n", "never closed", "`-->`"),
    ("## S {#s}\n\n¶```rust\nlet a = 1;\n", "never closed", "backquotes"),
    ("## S {#s}\n\n```¶lba\nname = \"n\"\n```\n", "unknown block `lba`", "`lab`"),
    ("## S {#s}\n\n~~~ ¶tsak\n~~~\n", "unknown block `tsak`", "`task`"),
    ("## S {#s}\n\n~~~ ¶rsut\n~~~\n", "unknown block `rsut`", "`rust`"),
    ("## S {#s}\n\nred: ¶\u{1b}[31m and \u{9b}0m\n", "ESC, which begins a code (U+001B), and 1 more", "take it out"),
    ("## S {#s}\n\n| a |\n|---|\n| ¶\u{9d}0;title |\n", "C1, which begins a code (U+009D)", "take it out"),
    ("## S {#s}\n\n50 %¶\r99 %\n", "CR, which writes over its line (U+000D)", "take it out"),
    ("## S {#s}\n\nan escape: ¶&#27;\n", "ESC, which begins a code", "take it out"),
    ("## S {#s}\n\n```quiz\nid = \"q\"\nask = ¶\"\\u0007\"\n```\n", "BEL, which rings", "take it out"),
    ("## S {#s}\n\na note¶[^1] of nobody\n", "there is no note `[^1]`", "begins with `[^1]:`"),
    ("## S {#s}\n\n¶[^1]: alone\n", "nothing refers to the note `[^1]`", "take it out"),
    ("## S {#s}\n\nwith ¶$ x$ or\n", "begins no formula", "without blanks"),
    ("## S {#s}\n\nwith ¶$2x = 3 $ or\n", "begins no formula", "without blanks"),
    ("## S {#s}\n\nä $x^2 + ¶\\fraq{1}{2}$\n", "`\\fraq` is not known", "its source"),
    ("## S {#s}\n\n$$\nx = ¶\\left(1\n$$\n", "no other half", "its source"),
    ("## S {#s}\n\nfor \\$5\n¶$$\nx = {1\n$$\n", "begins no formula", "balance"),
    ("## S {#s}\n\n- b\n  - $a ¶% b$\n", "'%'", "its source"),
    ("## S {#s}\n\n- a\n\n  ```¶lab\n  name = \"n\"\n  ```\n", "inside of another", "margin"),
];

#[test]
fn mistakes_in_a_step_are_found_in_their_place() {
    for (text, message, fix) in IN_A_STEP {
        let (text, place) = unmarked(&format!("{FRONT}{text}"));
        assert_found(&parse("a.md", 1, &text).diagnostics, place, message, fix);
    }
}

#[rustfmt::skip]
const IN_A_LAB: &[(&str, &str, &str)] = &[
    ("¶lab\nshow = []", "no `name`", "add `name"),
    ("lab\nname = ¶7", "a text in quotes", "replace `7`"),
    ("lab\nname = \"n\"\n¶strat = {}", "unknown field `strat`", "`start`"),
    ("lab\nname = \"n\"\n  ¶kepe = \"a\"", "unknown field `kepe`", "`keep`"),
    ("lab\nname = \"n\"\nstart = { mu = ¶[1] }", "a number, a text", "one plain value"),
    ("lab\nname = \"n\"\nstart = ¶3", "a table", "replace `3`"),
    ("lab\nname = \"n\"\nshow = ¶[1, 2]", "a list of texts", "replace"),
    ("lab\nname = ¶n", "the lab", "TOML"),
];

#[test]
fn mistakes_in_a_lab_are_found_in_their_place_however_it_is_indented() {
    for (body, message, fix) in IN_A_LAB {
        for indent in ["", "  "] {
            let lines: Vec<String> = body
                .lines()
                .map(|line| format!("{indent}{line}\n"))
                .collect();
            let fenced = format!("{indent}```{}{indent}```\n", lines.concat().trim_start());
            let (text, place) = unmarked(&format!("{FRONT}## S {{#s}}\n\n{fenced}"));
            assert_found(&parse("a.md", 1, &text).diagnostics, place, message, fix);
        }
    }
}

#[test]
fn all_mistakes_of_a_file_are_found_in_one_run_in_their_order() {
    let text = "+++\nid = \"a\"\ntitel = \"A\"\nsummary = \"S\"\nminutes = 0\n+++\n\
                ## S\n$\\oops$\n```quizz\n```\n```lab\nnam = 1\nfoo = 2\n```\n<div>\n";
    let found = parse("a.md", 1, text).diagnostics;
    let lines: Vec<usize> = found.iter().map(|found| found.line).collect();
    assert_eq!(lines, [1, 3, 5, 7, 8, 9, 11, 12, 13, 15], "{found:#?}");
    assert!(found.iter().all(|found| found.file == "a.md"));
}

#[test]
fn a_formula_that_cannot_be_read_leaves_the_lesson_to_be_shown() {
    let parsed = parse("a.md", 1, &format!("{FRONT}## S {{#s}}\n$\\oops$\n"));
    assert_eq!(parsed.diagnostics[0].severity, Severity::Flaw);
    assert!(parsed.lesson.is_some());
}

/// One lab, `normal`, with the controls `mu` and `sigma`, which takes no negative value.
struct OneLab;

impl Oracle for OneLab {
    fn labs(&self) -> Vec<String> {
        vec!["normal".to_owned()]
    }

    fn controls(&self, _: &str) -> Vec<String> {
        vec!["mu".to_owned(), "sigma".to_owned()]
    }

    fn verbs(&self, _: &str) -> Vec<String> {
        Vec::new()
    }

    fn refusals(&self, _: &str, start: &[(&str, &str)]) -> Vec<Option<String>> {
        let inside = |value: &str| value.parse::<f64>().is_ok_and(|number| number >= 0.0);
        let refusal = |&(_, value): &(&str, &str)| (!inside(value)).then(|| "from 0 to 5".into());
        start.iter().map(refusal).collect()
    }

    fn functions(&self) -> &dyn Scope {
        &Nothing
    }

    fn play(
        &self,
        _: &str,
        _: &[(&str, &str)],
        _: &[&str],
        _: &mut dyn FnMut(Moment<'_>),
    ) -> Result<(), Refused> {
        Ok(())
    }

    fn mashed(
        &self,
        _: &str,
        _: &[(&str, &str)],
        _: &dyn Fn(&str) -> bool,
        _: &Expr,
    ) -> Option<String> {
        None
    }

    fn python_fault(&self, _: &str) -> Option<(usize, usize, String)> {
        None
    }

    fn hidden_rows(&self, _: &Lesson, _: usize) -> usize {
        0
    }

    fn table_widths(&self, _: &Step) -> Vec<(usize, usize)> {
        Vec::new()
    }

    fn lessons(&self) -> Vec<String> {
        vec!["inside".to_owned()]
    }

    fn facts(&self, _: &str) -> Vec<String> {
        Vec::new()
    }

    fn without_ascii(&self, text: &str) -> Vec<char> {
        text.chars().filter(|c| *c == '\u{fffd}').take(1).collect()
    }
}

fn folder(files: &[(&str, &[u8])]) -> tempfile::TempDir {
    let folder = tempfile::tempdir().expect("a temporary folder");
    for (name, bytes) in files {
        fs::write(folder.path().join(name), bytes).expect("a file in it");
    }
    folder
}

fn found(files: &[(&str, &[u8])]) -> Vec<Diagnostic> {
    let folder = folder(files);
    check(&Catalog::read(folder.path()).expect("lessons"), &OneLab)
}

#[test]
fn what_no_lab_has_is_found_in_its_place() {
    let cases = [
        (
            "lab\nname = ¶\"nromal\"",
            "no lab is called `nromal`",
            "`normal`",
        ),
        (
            "lab\nname = \"normal\"\nshow = [\"mu\", ¶\"sgima\"]",
            "no control `sgima`",
            "`sigma`",
        ),
        (
            "lab\nname = \"normal\"\nlock = [¶\"x\"]",
            "no control `x`",
            "mu, sigma",
        ),
        (
            "lab\nname = \"normal\"\nstart = { mu = 1, ¶nu = 2 }",
            "no control `nu`",
            "`mu`",
        ),
        (
            "lab\nname = \"normal\"\nstart = { mu = ¶-1 }",
            "cannot start at -1",
            "from 0 to 5",
        ),
        (
            "lab\nname = \"normal\"\n```\n\n```lab\nname = ¶\"normal\"",
            "the step has a lab already",
            "a screen shows one lab",
        ),
    ];
    for (body, message, fix) in cases {
        let (text, place) = unmarked(&format!("{FRONT}## S {{#s}}\nGoal: g\n\n```{body}\n```\n"));
        assert_found(&found(&[("01-a.md", text.as_bytes())]), place, message, fix);
    }
}

#[test]
fn a_key_that_keeps_another_lab_already_is_found_in_its_place() {
    let lab = |name: &str, keep: &str| format!("```lab\nname = \"{name}\"\nkeep = {keep}\n```\n");
    let labs = [
        lab("normal", "\"n\""),
        lab("normal", "\"n\""),
        lab("digit", "¶\"n\""),
    ];
    let (text, place) = unmarked(&format!("{FRONT}## S {{#s}}\n\n{}", labs.concat()));
    let found = found(&[("01-a.md", text.as_bytes())]);
    assert_found(
        &found,
        place,
        "`n` keeps the lab `normal` already",
        "key of its own",
    );
    assert_eq!(
        found
            .iter()
            .filter(|found| found.message.contains("keeps"))
            .count(),
        1
    );
}

#[test]
fn what_no_lesson_is_called_is_found_in_its_place() {
    let lesson = |id: &str, needs: &str| {
        let front = FRONT.replace("\"a\"", &format!("\"{id}\"\nneeds = [{needs}]"));
        front + "## S {#s}\nGoal: g\n"
    };
    let welcome = lesson("welcome", "");
    // A lesson inside the program may be needed as well.
    let (inside, names) = (lesson("a", "\"inside\""), |file: &[u8]| {
        found(&[("01-a.md", file)])
    });
    assert_eq!(names(inside.as_bytes()), []);
    for (needs, message, fix) in [
        (
            "\"welcome\", ¶\"welcom\"",
            "no lesson has the id `welcom`",
            "`welcome`",
        ),
        ("¶\"a\"", "needs itself", "take it out"),
    ] {
        let (text, place) = unmarked(&lesson("a", needs));
        let files = [
            ("01-w.md", welcome.as_bytes()),
            ("02-a.md", text.as_bytes()),
        ];
        assert_found(&found(&files), place, message, fix);
    }
}

#[test]
fn a_step_without_a_goal_is_a_warning_and_no_hindrance() {
    let text = format!("{FRONT}## S {{#s}}\nWords.\n");
    let folder = folder(&[("01-a.md", text.as_bytes())]);
    let catalog = Catalog::read(folder.path()).expect("a lesson");
    let found = check(&catalog, &OneLab);
    assert_found(&found, (7, 1), "no goal", "Goal:");
    assert_eq!(found[0].severity, Severity::Warning);
    assert!(found[0].to_string().contains(":7:1: warning: "));
    assert_eq!(catalog.course().expect("a course").lessons.len(), 1);
}

#[test]
fn what_keeps_a_file_from_being_a_lesson_is_told_with_its_name() {
    let good = format!("{FRONT}## S {{#s}}\nGoal: g\n");
    let large = vec![b' '; (1 << 20) + 1];
    let cases = [
        ("02-b.md", &b"+++\nid = \"\xe4\""[..], (2, 7), "not UTF-8"),
        ("02-b.md", &large, (1, 1), "larger than 1 MB"),
        ("1-b.md", good.as_bytes(), (1, 1), "number 1 is taken"),
        ("02-b.md", good.as_bytes(), (2, 6), "the id `a` is taken by"),
    ];
    for (name, bytes, place, message) in cases {
        let found = found(&[("01-a.md", good.as_bytes()), (name, bytes)]);
        let about: Vec<_> = found
            .into_iter()
            .filter(|found| found.file.ends_with(name))
            .collect();
        assert_found(&about, place, message, "");
    }
}
