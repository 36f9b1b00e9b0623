//! The checker itself, held to mistakes planted on purpose.

use super::rules::broken;

/// What the checker says about one file: the line and the rule of each finding.
fn said(file: &str, text: &str) -> Vec<String> {
    said_of(&[(file, text)])
}

fn said_of(files: &[(&str, &str)]) -> Vec<String> {
    let own = |(file, text): &(&str, &str)| ((*file).to_owned(), (*text).to_owned());
    broken(&files.iter().map(own).collect::<Vec<_>>())
}

#[track_caller]
fn assert_said(file: &str, text: &str, expected: &[(usize, &str)]) {
    let said = said(file, text);
    assert_eq!(said.len(), expected.len(), "{text}\n{said:#?}");
    for (said, (line, words)) in said.iter().zip(expected) {
        assert!(
            said.starts_with(&format!("{file}:{line}: ")),
            "{line} in {said}"
        );
        assert!(said.contains(words), "{words} in {said}");
    }
}

#[test]
fn a_path_to_a_module_that_may_not_be_used_is_found() {
    let rule = "`expr` may not use `stats::normal`; it may use nothing of ours";
    assert_said(
        "src/expr/eval.rs",
        "\nuse crate::stats::normal;\n",
        &[(2, rule)],
    );
    assert_said(
        "src/expr.rs",
        "fn f() {\n\n let a = crate::ui::theme::x();\n}",
        &[(3, "`ui::theme::x`")],
    );
    assert_said(
        "src/ui.rs",
        "fn f(a: &[crate::nn::Dense]) {}",
        &[(1, "`nn::Dense`")],
    );
    assert_said(
        "src/ui.rs",
        "fn f() { vec![g(crate::nn::A)] }",
        &[(1, "`nn::A`")],
    );
}

#[test]
fn use_trees_are_spread_out_each_branch_on_its_own_line() {
    let text = "use crate::{\n    stats::{self, normal},\n    ui as looks,\n    nn::*,\n};\n";
    let expected = [
        (2, "`ui` may not use `stats`"),
        (2, "`stats::normal`"),
        (4, "`nn::*`"),
    ];
    assert_said("src/ui/plot.rs", text, &expected);
}

#[test]
fn other_ways_to_the_same_module_are_found() {
    assert_said(
        "src/ui/plot/curve.rs",
        "use super::super::super::nn::Dense;",
        &[(1, "`nn::Dense`")],
    );
    assert_said(
        "src/ui.rs",
        "mod inner { use super::super::nn; }\nuse super::nn;",
        &[(1, "`nn`"), (2, "`nn`")],
    );
    assert_said("src/ui.rs", "use handson::nn;", &[(1, "`nn`")]);
    assert_said(
        "src/ui.rs",
        "macro_rules! m { () => { $crate::nn::A } }",
        &[(1, "`nn::A`")],
    );
    assert_said("src/ui.rs", "use ::nn::Dense;", &[(1, "`nn::Dense`")]);
    assert_said("src/ui.rs", "fn f() { nn::A }", &[(1, "`nn::A`")]);
    assert_said("src/nn/lib.rs", "use handson::ui;", &[(1, "`ui`")]);
    assert_said("src/nn/dense.rs", "use crate::loss::Loss;", &[]);
}

#[test]
fn a_part_of_a_module_may_be_allowed_and_no_more() {
    assert_said(
        "src/ui.rs",
        "use crate::lesson::model::Block;\nuse crate::lesson::parse;",
        &[(2, "lesson::parse")],
    );
    let text = "use crate::ui::{glyphs::Tier, theme};\nuse crate::train::{runner, spec};\nuse crate::lesson::catalog::Catalog;";
    assert_said(
        "src/session/local.rs",
        text,
        &[(1, "`ui::theme`"), (2, "`train::spec`")],
    );
}

#[test]
fn a_module_that_the_table_does_not_know_is_told() {
    assert_said(
        "src/helpers.rs",
        "use crate::nn;",
        &[(1, "`helpers` is not in the table")],
    );
    assert_said(
        "src/train.rs",
        "use crate::helpers;",
        &[(1, "may not use `helpers`")],
    );
}

#[test]
fn what_the_design_lets_be_used_passes() {
    let cases = [
        (
            "src/train/job.rs",
            "use crate::{nn::Trainer, dataset, stats};\nuse super::spec;\nuse crate::train::history;",
        ),
        (
            "src/commands/open.rs",
            "use crate::{app, session, nn};\nuse std::fs;\nuse std::time::Instant;",
        ),
        (
            "src/main.rs",
            "use handson::commands;\nfn main() { std::process::exit(1) }",
        ),
        ("src/lib.rs", "pub mod ui;\npub use ::nn;"),
        (
            "src/nn/workers.rs",
            "use std::thread;\nuse rayon::prelude::*;",
        ),
        (
            "src/labs/normal.rs",
            "use ratatui::buffer::Buffer;\nuse crate::ui::plot::{curve, scatter};",
        ),
    ];
    for (file, text) in cases {
        assert_said(file, text, &[]);
    }
}

#[test]
fn what_only_some_may_touch_is_found_elsewhere() {
    let cases = [
        ("src/stats.rs", "use ratatui::text::Line;", "drawing"),
        (
            "src/ui/theme.rs",
            "use crossterm::style::Color;",
            "the terminal",
        ),
        (
            "src/ui/theme.rs",
            "use ratatui::crossterm::event;",
            "the terminal",
        ),
        (
            "src/app.rs",
            "let p = termina::Parser::default();",
            "the terminal",
        ),
        ("src/train.rs", "use signal_hook::flag;", "signals"),
        ("src/nn/dense.rs", "use std::{io, fs};", "the file system"),
        (
            "src/lesson/parse.rs",
            "fn f() { File::open(p) }",
            "the file system",
        ),
        (
            "src/dataset/mnist.rs",
            "std::fs::read(p)",
            "the file system",
        ),
        ("src/train/job.rs", "std::thread::spawn(f)", "threads"),
        ("src/dataset/toy.rs", "use rayon::prelude::*;", "threads"),
        (
            "src/app.rs",
            "thread_local! { static A: u8 = 0; }",
            "threads",
        ),
        (
            "src/nn/trainer.rs",
            "use std::time::{Duration, Instant};",
            "the clock",
        ),
        ("src/app.rs", "use std::time;\n", ""),
        ("src/app.rs", "time::SystemTime::now()", "the clock"),
        (
            "src/session/local.rs",
            "std::process::exit(2)",
            "the end of the process",
        ),
    ];
    for (file, text, what) in cases {
        let expected: &[_] = if what.is_empty() { &[] } else { &[(1, what)] };
        assert_said(file, text, expected);
    }
}

#[test]
fn names_that_only_look_alike_pass() {
    let text = "enum Error { File { path: String }, Instant }\nfn f(a: Error) { Error::File; Self::Instant }";
    assert_said("src/nn/error.rs", text, &[]);
    assert_said("src/expr.rs", "struct File;\nlet crate_stats = 1;", &[]);
}

#[test]
fn comments_and_literals_are_no_code() {
    let text = "//! crate::ui\n/* crate::ui /* crate::ui */ crate::ui */\n/// [`crate::ui`]\nconst A: &str = \"crate::ui \\\" crate::ui\";\n\
                const B: &str = r#\"crate::ui \" crate::ui\"#;\nconst C: [char; 3] = ['\"', '\\'', '/'];\nfn f<'crate_>() {}\nuse crate::ui;";
    assert_said("src/expr.rs", text, &[(8, "`ui`")]);
}

#[test]
fn tests_may_use_what_they_like_and_what_follows_them_may_not() {
    let text = "#[cfg(test)]\nmod tests {\n    use crate::ui;\n    fn f() { use std::fs; }\n}\nuse crate::ui;";
    assert_said("src/expr.rs", text, &[(6, "`ui`")]);
    let text =
        "#[cfg(test)]\n#[allow(unused)]\nuse crate::{ui, app};\n#[cfg(not(test))]\nuse crate::ui;";
    assert_said("src/expr.rs", text, &[(5, "`ui`")]);
    let text = "struct A {\n    #[cfg(test)]\n    a: crate::ui::A,\n    b: crate::ui::B,\n}";
    assert_said("src/expr.rs", text, &[(4, "`ui::B`")]);
    assert_said("src/expr.rs", "#![cfg(test)]\nuse crate::ui;", &[]);
}

#[test]
fn a_file_that_is_a_test_module_is_left_out_and_no_other() {
    let parent = ("src/expr.rs", "mod eval;\n#[cfg(test)]\nmod tests;\n");
    let uses = "use crate::ui;";
    let files = [
        parent,
        ("src/expr/tests.rs", uses),
        ("src/expr/tests/more.rs", uses),
    ];
    assert_eq!(said_of(&files), Vec::<String>::new());
    let files = [parent, ("src/expr/eval.rs", uses)];
    assert_eq!(said_of(&files).len(), 1);
    assert_eq!(said("src/expr/tests.rs", uses).len(), 1);
}

#[test]
fn a_module_that_is_not_self_named_is_told() {
    assert_said("src/nn/mod.rs", "", &[(1, "self-named")]);
}

#[test]
fn a_key_is_named_by_the_table_of_intents_and_where_text_is_edited() {
    let text =
        "use crate::event::{Key, KeyCode};\nfn f(k: Key) -> bool { k.code == KeyCode::Esc }\n";
    let rule = "touches which key it is";
    assert_said("src/screens/contents.rs", text, &[(1, rule), (2, rule)]);
    assert_said(
        "src/screens/exercise/quiz.rs",
        text,
        &[(1, rule), (2, rule)],
    );
    for own in ["src/screens/intents/table.rs", "src/ui/field.rs"] {
        assert_said(own, text, &[]);
    }
}
