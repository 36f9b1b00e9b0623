//! What each construction of a lesson becomes.

use super::super::model::{Align, Block, Inline, LabDirective, Lesson, Step};
use super::parse;

const FRONT: &str = "+++\nid = \"a\"\ntitle = \"A\"\nsummary = \"An a.\"\nminutes = 3\n+++\n";

fn lesson(steps: &str) -> Lesson {
    let parsed = parse("a.md", 7, &format!("{FRONT}{steps}"));
    assert_eq!(parsed.diagnostics, []);
    parsed.lesson.unwrap()
}

fn step(blocks: &str) -> Step {
    lesson(&format!("## S {{#s}}\n\n{blocks}\n"))
        .steps
        .remove(0)
}

fn text(words: &str) -> Inline {
    Inline::Text(words.to_owned())
}

#[test]
fn front_matter_names_the_lesson_and_keeps_the_order_of_symbols() {
    let source = "+++\nid = \"n\"\ntitle = \"N\"\nsummary = \"S\"\nminutes = 12\nneeds = [\"a\", \"b\"]\n\
                  [symbols]\n\"\\\\sigma\" = \"width\"\n\"\\\\mu\" = \"mean\"\n+++\n## One {#one}\nx\n";
    let lesson = parse("n.md", 4, source).lesson.unwrap();
    assert_eq!(
        (lesson.id.as_str(), lesson.number, lesson.minutes),
        ("n", 4, 12)
    );
    assert_eq!((lesson.title.as_str(), lesson.summary.as_str()), ("N", "S"));
    assert_eq!(lesson.needs, ["a", "b"]);
    let symbols = [(r"\sigma", "width"), (r"\mu", "mean")];
    assert_eq!(
        lesson.symbols,
        symbols.map(|(s, m)| (s.to_owned(), m.to_owned()))
    );
}

#[test]
fn a_heading_begins_a_step_and_its_first_paragraph_may_be_its_goal() {
    let lesson =
        lesson("## One $x^2$ {#one}\n\nGoal: *see* it.\n\nWords.\n\n## Two {#two}\nGoal?\n");
    let [one, two] = &lesson.steps[..] else {
        panic!("{:?}", lesson.steps)
    };
    assert_eq!((one.id.as_str(), one.title.as_str()), ("one", "One x²"));
    let goal = vec![Inline::Emphasis(vec![text("see")]), text(" it.")];
    assert_eq!(one.goal, Some(goal));
    assert_eq!(one.blocks, [Block::Paragraph(vec![text("Words.")])]);
    assert_eq!(two.goal, None);
    assert_eq!(two.blocks, [Block::Paragraph(vec![text("Goal?")])]);
}

#[test]
fn a_step_shows_the_last_lab_before_it_unless_it_or_one_between_stands_alone() {
    let lab = "```lab\nname = \"normal\"\n```";
    let lesson = lesson(&format!(
        "## A {{#a}}\n{lab}\n## B {{#b}}\nx\n## C {{#c .alone}}\nx\n## D {{#d}}\nx\n## E {{#e .alone}}\n{lab}\n"
    ));
    let shown = |step| lesson.lab_for(step).map(|(at, _)| at);
    assert_eq!(
        [0, 1, 2, 3, 4].map(shown),
        [Some(0), Some(0), None, None, Some(4)]
    );
}

#[test]
fn a_heading_that_says_more_than_a_step_can_be_is_refused() {
    let parsed = parse("a.md", 7, &format!("{FRONT}## One {{#one .lonely}}\nx\n"));
    let [found] = &parsed.diagnostics[..] else {
        panic!("{:?}", parsed.diagnostics)
    };
    assert!(found.message.contains("`.lonely`"), "{found:?}");
}

#[test]
fn running_text_keeps_its_dress_and_loses_its_line_ends() {
    let step = step("a *b* **c**\n`d` e\\\nf [g](http://h) <!-- gone --> i");
    let expected = vec![
        text("a "),
        Inline::Emphasis(vec![text("b")]),
        text(" "),
        Inline::Strong(vec![text("c")]),
        text(" "),
        Inline::Code("d".to_owned()),
        text(" e"),
        Inline::Break,
        text("f g (http://h) i"),
    ];
    assert_eq!(step.blocks, [Block::Paragraph(expected)]);
}

#[test]
fn a_display_formula_breaks_its_paragraph_and_an_inline_one_does_not() {
    let step = step("so\n\n$$ \\mu $$\nthen $x^2$.");
    let [
        Block::Paragraph(so),
        Block::Formula(display),
        Block::Paragraph(then),
    ] = &step.blocks[..]
    else {
        panic!("{:?}", step.blocks)
    };
    assert_eq!(so, &[text("so")]);
    assert_eq!(display.math.as_ref().unwrap().unicode(), "μ");
    assert_eq!(then[0], text("then "));
    assert!(matches!(&then[1], Inline::Formula(formula) if formula.latex == "x^2"));
}

#[test]
fn lists_nest_and_keep_their_numbers() {
    let step = step("- a\n- b\n  1. c\n  2. d\n\n3. e\n");
    let item = |words| vec![Block::Paragraph(vec![text(words)])];
    let inner = Block::List {
        first: Some(1),
        items: vec![item("c"), item("d")],
    };
    let outer = Block::List {
        first: None,
        items: vec![item("a"), [item("b"), vec![inner]].concat()],
    };
    let numbered = Block::List {
        first: Some(3),
        items: vec![item("e")],
    };
    assert_eq!(step.blocks, [outer, numbered]);
}

#[test]
fn a_table_has_a_head_and_aligned_columns() {
    let step = step("| a | $x$ | c |\n|---|---:|:-:|\n| 1 | 2 | `3` |\n");
    let [Block::Table { align, head, rows }] = &step.blocks[..] else {
        panic!("{:?}", step.blocks)
    };
    assert_eq!(align, &[Align::Left, Align::Right, Align::Center]);
    assert_eq!((head.len(), head[0].clone()), (3, vec![text("a")]));
    let row = [
        vec![text("1")],
        vec![text("2")],
        vec![Inline::Code("3".to_owned())],
    ];
    assert_eq!(rows, &[row]);
}

#[test]
fn code_and_quotations_are_kept() {
    let step = step("> said\n\n```rust\nlet a = 1;\n\n```\n\n~~~\nplain\n~~~\n");
    let code = |language: &str, text: &str| Block::Code {
        language: language.to_owned(),
        text: text.to_owned(),
    };
    let said = Block::Quote(vec![Block::Paragraph(vec![text("said")])]);
    assert_eq!(
        step.blocks,
        [said, code("rust", "let a = 1;\n\n"), code("", "plain\n")]
    );
}

#[test]
fn a_lab_keeps_the_order_and_the_spelling_of_its_start_values() {
    let source = "```lab\nname = \"normal\" # which\nkeep = \"n\"\n\
                  start = { sigma = 1.50, mu = -0.0, kind = \"bell curve\", on = true, n = 1_000 }\n\
                  show = [\"mu\", \"sigma\"]\nlock = [\"mu\"]\nstill = true\n```\n";
    let strings = |names: &[&str]| names.iter().map(|name| (*name).into()).collect();
    let start = [
        ("sigma", "1.50"),
        ("mu", "-0.0"),
        ("kind", "bell curve"),
        ("on", "true"),
        ("n", "1_000"),
    ];
    let lab = LabDirective {
        name: "normal".into(),
        start: start
            .map(|(name, value)| (name.into(), value.into()))
            .to_vec(),
        show: Some(strings(&["mu", "sigma"])),
        lock: strings(&["mu"]),
        keep: Some("n".into()),
        still: true,
    };
    for ends in ["\n", "\r\n"] {
        let step = step(&source.replace('\n', ends));
        assert_eq!(step.blocks, [Block::Lab(lab.clone())]);
    }
}

#[test]
fn a_dollar_before_a_digit_closes_nothing_and_the_formula_after_it_is_read() {
    let step = step("A GPU hour costs $2-$3 today, a ticket $5/$10, and $x$ is **$7**.");
    let [Block::Paragraph(words)] = &step.blocks[..] else {
        panic!("{:?}", step.blocks)
    };
    let before = "A GPU hour costs $2-$3 today, a ticket $5/$10, and ";
    assert_eq!(words[0], text(before));
    assert!(matches!(&words[1], Inline::Formula(formula) if formula.latex == "x"));
    assert_eq!(words[3], Inline::Strong(vec![text("$7")]));
}

#[test]
fn a_tab_is_a_blank_in_running_text_in_code_and_in_a_table() {
    let step = step("Say epoch\tloss, or `a\tb`.\n\n| x\ty |\n|---|\n| p |");
    let [Block::Paragraph(words), Block::Table { head, .. }] = &step.blocks[..] else {
        panic!("{:?}", step.blocks)
    };
    assert_eq!(words[0], text("Say epoch loss, or "));
    assert_eq!(words[1], Inline::Code("a b".to_owned()));
    assert_eq!(head[0], [text("x y")]);
}

#[test]
fn a_note_stands_under_each_step_that_refers_to_it() {
    let lesson = lesson(
        "## One {#one}\nAdamax[^k] is a variant[^2].\n\n## Two {#two}\nSee[^K].\n\n\
         [^2]: Second.\n\n[^k]: Kingma and Ba,\n    2015.\n",
    );
    let paragraph = |words: &str| Block::Paragraph(vec![text(words)]);
    let shown = |step: &Step| {
        step.blocks
            .iter()
            .map(|block| match block {
                Block::Paragraph(words) => words
                    .iter()
                    .map(|w| match w {
                        Inline::Text(words) => words.as_str(),
                        _ => panic!("{block:?}"),
                    })
                    .collect::<String>(),
                _ => panic!("{block:?}"),
            })
            .collect::<Vec<_>>()
    };
    assert_eq!(
        shown(&lesson.steps[0]),
        [
            "Adamax[1] is a variant[2].",
            "[1] Kingma and Ba, 2015.",
            "[2] Second."
        ]
    );
    assert_eq!(lesson.steps[1].blocks[0], paragraph("See[1]."));
    assert_eq!(lesson.steps[1].blocks.len(), 2);
}

#[test]
fn struck_words_and_tasks_are_kept_and_a_single_tilde_is_a_sign() {
    let step = step("~~RMSprop~~ Adam takes ~5 or ~6~ min.\n\n- [ ] read\n- [x] try\n");
    let [Block::Paragraph(words), Block::List { items, .. }] = &step.blocks[..] else {
        panic!("{:?}", step.blocks)
    };
    assert_eq!(words[0], Inline::Struck(vec![text("RMSprop")]));
    assert_eq!(words[1..], [text(" Adam takes ~5 or ~6~ min.")]);
    let item = |done, words| [Block::Paragraph(vec![Inline::Box { done }, text(words)])];
    assert_eq!(items[0], item(false, "read"));
    assert_eq!(items[1], item(true, "try"));
    let loose = self::step("- [ ] read\n\n- [x] try\n");
    let [Block::List { items, .. }] = &loose.blocks[..] else {
        panic!("{:?}", loose.blocks)
    };
    assert_eq!(items[1], item(true, "try"));
}

#[test]
fn lines_in_a_script_without_blanks_are_joined_without_one() {
    let step = step("これは**強調**\nされた文です。\nAdam です\nto be\ncontinued");
    let [Block::Paragraph(words)] = &step.blocks[..] else {
        panic!("{:?}", step.blocks)
    };
    assert_eq!(words[2], text("された文です。 Adam です to be continued"));
}

#[test]
fn a_title_is_one_line_and_holds_no_code() {
    let front = FRONT.replace("\"A\"", "\"A\\nb\\tc\\u001bd\"");
    let parsed = parse("a.md", 1, &format!("{front}## S {{#s}}\nx\n"));
    assert_eq!(parsed.lesson.expect("a flaw alone").title, "A b c d");
}

#[test]
fn comments_leave_nothing_behind() {
    let lesson = lesson(
        "<!-- of the file -->\n## S {#s}\nwords\n<!-- claim: 1 == 1 -->\n\n<!-- two\nlines -->\n",
    );
    assert_eq!(
        lesson.steps[0].blocks,
        [Block::Paragraph(vec![text("words")])]
    );
}

#[test]
fn a_byte_order_mark_and_windows_line_ends_change_nothing() {
    let unix = format!("{FRONT}## S {{#s}}\n\nGoal: see.\n\nOne\ntwo $x$.\n");
    let windows = format!("\u{feff}{}", unix.replace('\n', "\r\n"));
    let (unix, windows) = (parse("a.md", 1, &unix), parse("a.md", 1, &windows));
    assert_eq!(windows.diagnostics, []);
    assert_eq!(unix.lesson, windows.lesson);
}
