//! Claims about formulas in two dimensions.

use proptest::prelude::*;
use std::fmt::Write;
use unicode_width::UnicodeWidthChar;

use super::super::tree::{Column, Grid, Node, Role};
use super::super::{Form, Layout, Math};

/// The width of a screen of 80 columns between its margins.
const WIDTH: usize = 76;

/// Each formula of a list in all its forms.
fn gallery(list: &str) -> String {
    let mut out = String::new();
    for latex in list.lines() {
        let math = Math::parse(latex).unwrap_or_else(|error| panic!("{latex}: {error}"));
        writeln!(out, "$$ {latex} $$\n").unwrap();
        for form in [Form::Unicode, Form::Ascii] {
            for line in math.layout(WIDTH, form).lines() {
                writeln!(out, "  {}", line.trim_end()).unwrap();
            }
            out.push('\n');
        }
        let (unicode, ascii, spoken) = (math.unicode(), math.ascii(), math.spoken());
        writeln!(out, "  {unicode}\n  {ascii}\n  {spoken}\n").unwrap();
    }
    out
}

#[test]
fn formulas_of_the_slides_are_as_they_were_looked_at() {
    insta::assert_snapshot!("slides", gallery(include_str!("slides.txt")));
}

#[test]
fn formulas_of_the_lessons_are_as_they_were_looked_at() {
    insta::assert_snapshot!("lessons", gallery(include_str!("lessons.txt")));
}

#[test]
fn formulas_of_machine_learning_are_as_they_were_looked_at() {
    insta::assert_snapshot!("learning", gallery(include_str!("learning.txt")));
}

#[test]
fn formulas_of_every_shape_are_as_they_were_looked_at() {
    insta::assert_snapshot!("shapes", gallery(include_str!("shapes.txt")));
}

#[test]
fn formulas_of_papers_are_as_they_were_looked_at() {
    insta::assert_snapshot!("papers", gallery(include_str!("papers.txt")));
}

fn lines(latex: &str, width: usize) -> Vec<String> {
    let set = Math::parse(latex).unwrap().layout(width, Form::Unicode);
    let lines = set.lines().into_iter();
    lines.map(|line| line.trim_end().to_owned()).collect()
}

#[test]
fn the_bar_of_a_fraction_is_on_the_baseline() {
    let set = Math::parse(r"\frac{a}{\frac{b}{c}}")
        .unwrap()
        .layout(WIDTH, Form::Unicode);
    assert_eq!(set.lines()[set.baseline()], "─────");
    assert_eq!(lines(r"x - \frac{1}{2}", WIDTH)[1], "x − ───");
}

#[test]
fn a_wide_formula_goes_on_at_a_relation_and_then_at_an_operator() {
    assert_eq!(lines("aa = bb + cc = dd", 12), ["aa = bb + cc", "   = dd"]);
    assert_eq!(
        lines("aa = bb + cc - dd", 12),
        ["aa = bb + cc", "     − dd"]
    );
    // Never within brackets.
    assert_eq!(lines("a = f(b + c)", 10), ["a", "= f(b + c)"]);
}

#[test]
fn what_cannot_be_broken_is_written_on_one_line_that_wraps() {
    assert_eq!(lines(r"\frac{a + b}{c}", 4), ["(a +", "b)/c"]);
    assert_eq!(lines("abcdef", 4), ["abcd", "ef"]);
}

#[test]
fn what_is_nested_as_deeply_as_it_may_be_is_set_at_once() {
    for (open, close) in [
        (r"e^{\frac{1}{", "}}"),
        (r"x\frac{1}{x", "}"),
        (r"\sqrt{\frac{x}{2}", "}"),
    ] {
        let latex = format!("{}x{}", open.repeat(11), close.repeat(11));
        assert_fits(&Math::parse(&latex).unwrap(), WIDTH);
    }
    assert_fits(&Math::parse(&"x+".repeat(999)).unwrap(), WIDTH);
}

/// A formula keeps within its width in every form, in rows of one width made of narrow signs.
pub(super) fn assert_fits(math: &Math, width: usize) {
    for form in [Form::Unicode, Form::Ascii] {
        let set: Layout = math.layout(width, form);
        assert!(set.width() <= width.max(1), "{width}: {:?}", set.lines());
        assert!(set.baseline() < set.height());
        for line in set.lines() {
            assert_eq!(line.chars().count(), set.width(), "{:?}", set.lines());
            assert!(line.chars().all(|sign| sign.width() == Some(1)), "{line:?}");
            assert!(form == Form::Unicode || line.is_ascii(), "{line:?}");
        }
    }
}

fn leaf() -> impl Strategy<Value = Node> {
    let sign = |signs: &'static str, role| {
        let signs: Vec<char> = signs.chars().collect();
        prop::sample::select(signs).prop_map(move |sign| Node::Sign(sign, role))
    };
    prop_oneof![
        sign("xyσμθ′∂|", Role::Ordinary),
        sign("∑∏∫⋃", Role::Large),
        sign("+−·×/", Role::Binary),
        sign("=≤∼→:", Role::Relation),
        sign("([{⟨", Role::Open),
        sign(")]}⟩", Role::Close),
        sign(",;", Role::Punctuation),
        "[0-9]{1,3}".prop_map(Node::Number),
        prop::sample::select(vec!["log", "max", "arg min"])
            .prop_map(|name| Node::Function(name.into())),
        prop::sample::select(vec![" if ", "data"]).prop_map(|words| Node::Text(words.into())),
        Just(Node::Space),
    ]
}

fn tree() -> impl Strategy<Value = Node> {
    leaf().prop_recursive(5, 48, 4, |inner| {
        let part = || inner.clone().prop_map(Box::new);
        let maybe = || prop::option::of(inner.clone().prop_map(Box::new));
        let bracket = || {
            prop::option::of(prop::sample::select(
                "([{|‖⌊⌈⟨)]}⌋⌉⟩".chars().collect::<Vec<_>>(),
            ))
        };
        let marks = vec![
            '\u{302}', '\u{304}', '\u{303}', '\u{307}', '\u{308}', '\u{20d7}',
        ];
        let columns = vec![
            Column::Rule,
            Column::Left,
            Column::Centre,
            Column::Rule,
            Column::Right,
        ];
        let grids = vec![
            Grid::Matrix,
            Grid::Cases,
            Grid::Aligned,
            Grid::Gathered,
            Grid::Stack,
            Grid::Array(columns),
        ];
        let cells = prop::collection::vec(prop::collection::vec(inner.clone(), 0..3), 0..4);
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..5).prop_map(Node::Row),
            (part(), part()).prop_map(|(over, under)| Node::Fraction(over, under)),
            (part(), part()).prop_map(|(of, chosen)| Node::Binomial(of, chosen)),
            (part(), any::<bool>()).prop_map(|(of, under)| Node::Brace { of, under }),
            part().prop_map(Node::Boxed),
            part().prop_map(Node::Bold),
            "[0-9]{1,3}".prop_map(Node::Tag),
            (maybe(), part()).prop_map(|(index, of)| Node::Root { index, of }),
            (part(), maybe(), maybe(), any::<bool>()).prop_map(|(base, sub, sup, stacked)| {
                Node::Script {
                    base,
                    sub,
                    sup,
                    stacked,
                }
            }),
            (part(), prop::sample::select(marks)).prop_map(|(over, mark)| Node::Accent(over, mark)),
            (bracket(), part(), bracket()).prop_map(|(open, body, close)| Node::Fence {
                open,
                close,
                body
            }),
            (prop::sample::select(grids), cells).prop_map(|(grid, rows)| Node::Grid(grid, rows)),
        ]
    })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 2000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn no_tree_at_all_overflows_its_box(root in tree(), width in 0..100usize) {
        assert_fits(&Math { root, lit: Vec::new() }, width);
    }
}
