//! What `handson check` proves: questions, bets, tasks and claims, on the real program and labs.

use crate::common::lessons::{MARK, check, folder, handson};
use std::fs;
use std::process::Command;

/// A lesson of one step.
fn lesson(body: &str) -> String {
    format!(
        "+++\nid = \"a\"\ntitle = \"A\"\nsummary = \"An a.\"\nminutes = 3\n+++\n\n\
         ## S {{#s}}\n\nGoal: g\n\n{body}\n"
    )
}

/// The text without its mark, and the mark's line and column.
fn unmarked(text: &str) -> (String, String) {
    assert_eq!(text.matches(MARK).count(), 1, "{text}");
    let before = text.split(MARK).next().unwrap_or_default();
    let last = before.rsplit('\n').next().unwrap_or_default();
    let (line, column) = (before.matches('\n').count() + 1, last.chars().count() + 1);
    (text.replace(MARK, ""), format!("{line}:{column}"))
}

/// Finds the mistake at the mark, with these words and this fix, and nothing else of its kind.
#[track_caller]
fn assert_found(text: &str, message: &str, fix: &str) {
    let (text, place) = unmarked(text);
    let (said, status) = check(&folder(&text));
    let at = format!("01-a.md:{place}: ");
    let found = said.split("\n\n").find(|finding| finding.contains(&at));
    let found =
        found.unwrap_or_else(|| panic!("nothing at {place}, where {message:?} is:\n{said}"));
    assert!(found.contains(message), "no {message:?} in\n{said}");
    let told = found.rsplit("fix: ").next().unwrap_or_default();
    assert!(told.contains(fix), "no fix {fix:?} in\n{said}");
    let warning = found.contains(&format!("{at}warning: "));
    assert_eq!(status, Some(i32::from(!warning)), "{said}");
}

const LAB: &str = "```lab\nname = \"normal\"\n```\n\n";
const QUIZ: &str = "id = \"q\"\nask = \"?\"\n[[option]]\ntext = \"a\"\nright = true\nreply = \"r\"\n\
                    [[option]]\ntext = \"b\"\nreply = \"r\"\n";
const BET: &str = "id = \"b\"\nask = \"?\"\nreveal = [\"sample 100 x 10\"]\nlock = [\"sample\"]\n\
                   [[option]]\ntext = \"a\"\nwhen = \"spread < 0.2\"\nreply = \"r\"\n\
                   [[option]]\ntext = \"b\"\nwhen = \"spread >= 0.2\"\nlost = \"l\"\n";
const NUMBER: &str = "id = \"n\"\nask = \"?\"\nanswer = \"2 * 3\"\nwithin = 0.5\n\
                      wrong = [ { is = 5, reply = \"five\" } ]\n\
                      otherwise = \"other\"\nreply = \"six\"\n";
const TASK: &str = "id = \"t\"\nwarm_up = true\ngoal = \"g\"\nuntil = \"peak > 1 && abs(mu) < 0.01\"\nhints = [\"h\"]\n\
                    done = \"At {sigma}.\"\nsolve = [\"set sigma 0.3\"]\nnaive = [\"set sigma 2\"]\n";

const ORDER: &str = "id = \"o\"\nask = \"?\"\nitems = [\"one\", \"two\", \"three\"]\nreply = \"r\"\n\
                     wrong = [ { swapped = [1, 3], reply = \"s\" } ]\n";
const MATCH: &str = "id = \"m\"\nask = \"?\"\nreply = \"r\"\n[[pair]]\nleft = \"a\"\nright = \"A\"\n\
                     wrong = [ { is = 2, reply = \"s\" }, { reply = \"t\" } ]\n\
                     [[pair]]\nleft = \"b\"\nright = \"B\"\n[[pair]]\nleft = \"c\"\nright = \"C\"\n";

/// A lesson whose one exercise has a piece of its body replaced.
fn with(word: &str, body: &str, from: &str, to: &str) -> String {
    assert!(body.contains(from), "{from} is in {body}");
    let body = body.replacen(from, to, 1);
    lesson(&format!("{LAB}```{word}\n{body}```"))
}

#[rustfmt::skip]
const IN_A_QUIZ: &[(&str, &str, &str, &str)] = &[
    ("ask =", "¶aks =", "unknown field `aks` in the quiz", "did you mean `ask`?"),
    ("right = true", "¶rihgt = true", "unknown field `rihgt` in an option", "did you mean `right`?"),
    ("right = true", "right = ¶1", "must be true or false", "replace `1`"),
    ("\"q\"", "¶\"Q 1\"", "`Q 1` cannot be an id", "small letters"),
    ("\"?\"", "'is $¶\\fraq{1}{2}$ so?'", "`\\fraq` is not known", "its source"),
    ("\"?\"", "'''¶- a list'''", "only running text", "one paragraph"),
    ("id = \"q\"", "id = ¶q", "the quiz", "TOML"),
];

#[rustfmt::skip]
const IN_A_BET: &[(&str, &str, &str, &str)] = &[
    ("[[option]]\ntext = \"b\"\nwhen = \"spread >= 0.2\"\nlost = \"l\"", "¶[[option]]\ntext = \"b\"\nwhen = \"spread >= 0.2\"", "this option of the bet has no reply", "which thought"),
    ("\"spread < 0.2\"", "\"¶spraed < 0.2\"", "there is no fact `spraed`", "did you mean `spread`?"),
    ("\"spread < 0.2\"", "\"spread <¶ \"", "it ends here", "write it as"),
    ("\"spread < 0.2\"", "\"¶spread\"", "a condition such as `a < 1` is needed", "facts"),
    ("\"sample 100 x 10\"", "¶\"smaple 100\"", "does not understand `smaple 100`", "there are sample, set"),
    ("\"sample 100 x 10\"", "¶\"sample 0 x 10\"", "does not understand", "100 x 10"),
];

#[rustfmt::skip]
const IN_A_NUMBER: &[(&str, &str, &str, &str)] = &[
    ("\"2 * 3\"", "\"2 * ¶* 3\"", "not `*`", "write it as"),
    ("\"2 * 3\"", "\"2 * ¶paek\"", "there is no fact `paek`", "did you mean `peak`?"),
    ("\"2 * 3\"", "\"¶rosw('auto-mpg')\"", "no function `rosw`", "did you mean `rows`?"),
    ("\"2 * 3\"", "¶\"1 / 0\"", "`1 / 0` is inf", "must be a number"),
    ("within = 0.5", "within = ¶-1", "0 or more", "replace `-1`"),
    ("is = 5", "¶si = 5", "unknown field `si` in a known mistake", "did you mean `is`?"),
];

#[rustfmt::skip]
const IN_A_TASK: &[(&str, &str, &str, &str)] = &[
    ("\"peak > 1 && abs(mu)", "\"peak > 1 && abs(¶mo)", "there is no fact `mo`", "did you mean `mu`?"),
    ("\"peak > 1 && abs(mu)", "\"¶height > 1 && abs(mu)", "there is no fact `height`", "there are: high, "),
    ("{sigma}", "{¶sgima}", "has no fact `sgima`", "did you mean `sigma`?"),
    ("solve = [\"set", "solve = [¶\"put", "does not understand `put sigma 0.3`", "sample, set"),
    ("sigma 0.3", "sigma 0.3\", ¶\"set sigma 99", "does not understand `set sigma 99`", "0.10 to 3.00"),
    ("solve = [\"set sigma 0.3", "solve = [¶\"set sigma 0.9", "do not meet the task: peak is 0.44", "after which"),
    ("naive = [\"set sigma 2", "naive = [¶\"set sigma 0.2", "this guess meets the task: peak is 1.99", "sharpen"),
    ("\"peak > 1 && abs(mu) < 0.01\"", "¶\"peak > 0\"", "met before anything is done", "sharpen"),
    ("[\"h\"]", "¶[3]", "a list of texts", "replace"),
];

#[rustfmt::skip]
const IN_AN_ORDER: &[(&str, &str, &str, &str)] = &[
    ("\"two\"", "¶\" one \"", "stands twice", "equal ones cannot be told apart"),
    ("items = [\"one\", \"two\", \"three\"]", "items = [\"one\", \"two\", \"three\"]\n¶itmes = []", "unknown field `itmes` in the order", "did you mean `items`?"),
    ("[\"one\", \"two\", \"three\"]", "¶[\"one\", 2, \"three\"]", "a list of texts", "replace"),
    ("[1, 3]", "¶[1, 4]", "two different numbers from 1 to 3", "replace `[1, 4]`"),
    ("[1, 3]", "¶[2, 2]", "two different numbers from 1 to 3", "replace"),
    ("[1, 3]", "¶[0, 2]", "two different numbers from 1 to 3", "replace"),
    ("[1, 3]", "¶[1]", "two different numbers from 1 to 3", "replace `[1]`") ,
    ("{ swapped = [1, 3]", "¶{ is = [1, 3]", "a known mistake has no `swapped`", "[1, 2]"),
    ("\"s\" }", "\"s\" }, { swapped = ¶[3, 1], reply = \"t\" }", "is never said", "take one of the two away"),
    ("\"o\"", "¶\"O 1\"", "`O 1` cannot be an id", "small letters"),
    ("\"two\"", "'$¶\\fraq{1}{2}$'", "`\\fraq` is not known", "its source"),
];

#[rustfmt::skip]
const IN_A_MATCH: &[(&str, &str, &str, &str)] = &[
    ("right = \"B\"", "right = ¶\"A\"", "`A` stands twice", "equal ones cannot be told apart"),
    ("left = \"c\"", "left = ¶\"b\"", "`b` stands twice", "say how the two differ"),
    ("is = 2", "is = ¶1", "pair 1 is right as it is", "from which the wrong thing comes"),
    ("is = 2", "is = ¶4", "a whole number from 1 to 3", "replace `4`"),
    ("is = 2, reply = \"s\" }", "reply = \"s\" }, { is = ¶2, reply = \"u\" }", "is never said", "take one of the two away"),
    ("right = \"C\"", "¶rihgt = \"C\"", "unknown field `rihgt` in a pair of the match", "did you mean `right`?"),
    ("reply = \"t\"", "¶rpely = \"t\"", "unknown field `rpely`", "did you mean `reply`?"),
    ("ask = \"?\"", "test = ¶1\nask = \"?\"", "must be true or false", "replace `1`"),
];

#[test]
fn a_task_that_a_few_keys_meet_by_themselves_is_warned_of() {
    let from = "warm_up = true\n";
    let (said, status) = check(&folder(&with("task", TASK, from, "")));
    let mashed = "warning: `<` on sigma 4 times: the task is met without a thought";
    assert!(said.contains(mashed) && status == Some(0), "{said}");
    for (from, to) in [
        (from, from),
        (
            "warm_up = true\ngoal = \"g\"\nuntil = \"peak > 1",
            "goal = \"g\"\nuntil = \"peak > 1.2 && peak < 1.4",
        ),
    ] {
        let (said, _) = check(&folder(&with("task", TASK, from, to)));
        assert!(!said.contains("without a thought"), "{said}");
    }
    // Two keys together, and the same where only one of them moves anything.
    let two = "peak > 0.6 && mu > 0";
    let two = TASK
        .replace(from, "")
        .replace("peak > 1 && abs(mu) < 0.01", two);
    let (said, _) = check(&folder(&lesson(&format!("{LAB}```task\n{two}```"))));
    let mashed = "`+` on mu 2 times and `<` on sigma 2 times: the task is met";
    assert!(said.contains(mashed), "{said}");
    // What counts the presses is mashed as well: two keys, each pressed twice.
    for (probes, warned) in [(4, true), (3, false)] {
        let counted = two.replace("mu > 0", &format!("mu > 0 && probes <= {probes}"));
        let (said, _) = check(&folder(&lesson(&format!("{LAB}```task\n{counted}```"))));
        assert_eq!(said.contains(mashed), warned, "{said}");
    }
    let still = LAB.replace("\n```", "\nshow = [\"mu\"]\n```");
    let (said, _) = check(&folder(&lesson(&format!("{still}```task\n{two}```"))));
    assert!(!said.contains("without a thought"), "{said}");
}

#[test]
fn a_test_of_one_thing_alone_is_warned_of() {
    let luck = "one thing alone, which luck may get right";
    let tested = NUMBER.replace("id = \"n\"", "id = \"n\"\ntest = true");
    let number = |body: &str| format!("```number\n{body}```");
    let (said, status) = check(&folder(&lesson(&number(&tested))));
    assert!(said.contains(luck) && status == Some(0), "{said}");
    let other = tested.replace("\"n\"", "\"m\"");
    let both = format!("{}\n\n{}", number(&tested), number(&other));
    let (said, _) = check(&folder(&lesson(&both)));
    assert!(!said.contains(luck), "{said}");
    let (said, _) = check(&folder(&lesson(&number(NUMBER))));
    assert!(!said.contains(luck), "{said}");
    let placed = |word: &str, body: &str| {
        let tested = body.replacen("ask =", "test = true\nask =", 1);
        format!("```{word}\n{tested}```\n\n")
    };
    let (order, both) = (placed("order", ORDER), placed("match", MATCH));
    let (said, _) = check(&folder(&lesson(&order)));
    assert!(said.contains(luck), "{said}");
    let (said, _) = check(&folder(&lesson(&(order + &both))));
    assert!(!said.contains(luck), "{said}");
    let any = TASK.replace("warm_up", "test = true\nwarm_up");
    let (said, _) = check(&folder(&lesson(&format!("{LAB}```task\n{any}```"))));
    assert!(said.contains("any key may meet shows nothing"), "{said}");
}

#[test]
fn a_task_that_trains_for_long_is_played_when_that_is_asked_for() {
    let never = with(
        "task",
        TASK,
        "solve = [\"set sigma 0.3\"]",
        "long = true\nsolve = [\"set sigma 0.9\"]",
    );
    let folder = folder(&never);
    assert_eq!(check(&folder).1, Some(0));
    let path = folder.path().display().to_string();
    let output = handson(&["check", "--long", &path]);
    let said = String::from_utf8_lossy(&output.stdout).into_owned();
    assert!(said.contains("do not meet the task"), "{said}");
    assert_eq!(output.status.code(), Some(1));
}

#[test]
fn a_number_may_be_what_the_lab_shows() {
    let (said, status) = check(&folder(&with(
        "number",
        NUMBER,
        "\"2 * 3\"",
        "\"2 * peak\"",
    )));
    assert_eq!(status, Some(0), "{said}");
}

#[test]
fn mistakes_in_a_question_a_bet_and_a_task_are_found_in_their_place() {
    for (word, body, cases) in [
        ("quiz", QUIZ, IN_A_QUIZ),
        ("bet", BET, IN_A_BET),
        ("number", NUMBER, IN_A_NUMBER),
        ("task", TASK, IN_A_TASK),
        ("order", ORDER, IN_AN_ORDER),
        ("match", MATCH, IN_A_MATCH),
    ] {
        let (said, status) = check(&folder(&with(word, body, "", "")));
        assert_eq!(status, Some(0), "{word}: {said}");
        assert!(said.contains("0 errors and 0 warnings"), "{word}: {said}");
        for (from, to, message, fix) in cases {
            assert_found(&with(word, body, from, to), message, fix);
        }
    }
}

#[rustfmt::skip]
const IN_A_STEP: &[(&str, &str, &str)] = &[
    ("<!-- claim: ¶784*128 == 100480 -->", "left is 100352, right is 100480", "correct"),
    ("<!-- claim: 2 <¶ -->", "the claim: a number, a name or `(`", "write it as"),
    ("a <!-- claim: measured(\"ae.val_loss\") > 0 &&\n  ¶speed > 1 --> b", "cannot be computed: there is no `speed`", "there are none"),
    ("<!-- claim: ¶measured(\"ae.los\") > 0 -->", "`ae.los` was not measured", ""),
    ("<!-- claim: ¶parmeters(\"784 32\") > 0 -->", "no function `parmeters`", "`parameters`"),
    ("<!-- ¶clam: 1 == 1 -->", "`clam` is not known", "`claim`"),
    ("How wide is $2¶\\sigma$?", "`\\sigma` stands in a formula and is nowhere explained", "[symbols]"),
    ("```¶quiz\nid = \"q\"\nask = \"?\"\n```", "no two options", "[[option]]"),
    ("```¶quiz\nid = \"q\"\nask = \"?\"\n[[option]]\ntext = \"a\"\nreply = \"r\"\n[[option]]\ntext = \"b\"\nreply = \"r\"\n```", "no option of the quiz is right", "right = true"),
    ("```quiz\nid = \"q\"\nask = \"?\"\n¶[[option]]\ntext = \"a\"\nright = true\n[[option]]\ntext = \"b\"\nreply = \"r\"\n```", "has no reply", "leads astray"),
    ("```¶order\nid = \"o\"\nask = \"?\"\nitems = [\"a\", \"b\"]\nreply = \"r\"\nwrong = [ { swapped = [1, 2], reply = \"s\" } ]\n```", "the order has 2 items", "3 to 9 items"),
    ("```¶order\nid = \"o\"\nask = \"?\"\nitems = [\"a\", \"b\", \"c\"]\nwrong = [ { swapped = [1, 2], reply = \"s\" } ]\n```", "the order has no reply", "reply"),
    ("```¶order\nid = \"o\"\nask = \"?\"\nitems = [\"a\", \"b\", \"c\"]\nreply = \"r\"\n```", "no mistake in the order has a reply", "swapped"),
    ("```¶order\nask = \"?\"\nitems = [\"a\", \"b\", \"c\"]\nreply = \"r\"\nwrong = [ { swapped = [1, 2], reply = \"s\" } ]\n```", "the order has no `id`", "id ="),
    ("```¶match\nid = \"m\"\nask = \"?\"\nreply = \"r\"\n[[pair]]\nleft = \"a\"\nright = \"b\"\nwrong = [ { reply = \"s\" } ]\n```", "the match has 1 pairs", "3 to 9 pairs"),
    ("```¶match\nid = \"m\"\nask = \"?\"\nreply = \"r\"\n[[pair]]\nleft = \"a\"\nright = \"b\"\n[[pair]]\nleft = \"c\"\nright = \"d\"\n[[pair]]\nleft = \"e\"\nright = \"f\"\n```", "no mistake in the match has a reply", "to a pair"),
    ("```¶task\nid = \"t\"\ngoal = \"g\"\nuntil = \"peak > 1\"\ndone = \"d\"\nsolve = [\"set sigma 0.3\"]\nnaive = [\"set sigma 2\"]\n```\n\n```lab\nname = \"normal\"\n```", "no hint", "hints"),
    ("```task\nid = ¶\"t\"\ngoal = \"g\"\nuntil = \"peak > 1\"\nhints = [\"h\"]\ndone = \"d\"\nsolve = [\"set sigma 0.3\"]\nnaive = [\"set sigma 2\"]\n```", "no lab for `t`", "put a `lab`"),
    ("```bet\nid = ¶\"b\"\nask = \"?\"\n[[option]]\ntext = \"a\"\nwhen = \"peak > 0\"\nreply = \"r\"\n[[option]]\ntext = \"b\"\nwhen = \"peak > 0.1\"\n```\n\n```lab\nname = \"normal\"\n```", "options 1 and 2 have both happened", "exactly one"),
    ("```bet\nid = ¶\"b\"\nask = \"?\"\n[[option]]\ntext = \"a\"\nwhen = \"peak > 8\"\nreply = \"r\"\n[[option]]\ntext = \"b\"\nwhen = \"peak > 9\"\n```\n\n```lab\nname = \"normal\"\n```", "none of the options has happened", "exactly one"),
    ("```¶bet\nid = \"b\"\nask = \"?\"\n[[option]]\ntext = \"a\"\nwhen = \"peak > 0\"\nreply = \"r\"\n```\n\n```lab\nname = \"normal\"\n```", "the bet has 1 options", "2 to 9"),
    ("```quiz\nid = \"q\"\nask = \"?\"\n[[option]]\ntext = \"long\"\nright = true\nreply = \"r\"\n[[option]]\ntext = \"b\"\nreply = \"r\"\n```\n\n```quiz\nid = ¶\"p\"\nask = \"?\"\n[[option]]\ntext = \"long\"\nright = true\nreply = \"r\"\n[[option]]\ntext = \"b\"\nreply = \"r\"\n```", "the longest in 2 of 2 questions", "tell nothing"),
    ("```number\nid = \"n\"\nask = \"?\"\nanswer = 1\nreply = \"r\"\n```\n\n```number\nid = ¶\"n\"\nask = \"?\"\nanswer = 1\nreply = \"r\"\n```", "`n` stands twice", "id of its own"),
];

#[test]
fn what_only_a_calculation_or_a_lab_can_tell_is_found_in_its_place() {
    for (body, message, fix) in IN_A_STEP {
        assert_found(&lesson(body), message, fix);
    }
}

#[test]
fn a_program_in_python_is_read_by_python_where_there_is_one() {
    let text = lesson("```python\nx = 1\ny = = 2\n```");
    let (said, status) = check(&folder(&text));
    let there = Command::new("python3").arg("--version").output().is_ok();
    assert_eq!(status, Some(i32::from(there)), "{said}");
    if there {
        assert!(
            said.contains("01-a.md:14:5: Python does not understand"),
            "{said}"
        );
    }
}

#[test]
fn a_step_that_is_longer_than_its_screen_is_warned_of() {
    let (said, status) = check(&folder(&lesson(&"- one more line\n".repeat(40))));
    assert!(
        said.contains("01-a.md:8:1: warning: at 80x24 this step has"),
        "{said}"
    );
    assert_eq!(status, Some(0));
}

#[test]
fn a_value_that_is_refused_hides_no_other_mistake() {
    for (from, to, refused) in [
        (
            "name = \"normal\"",
            "name = \"normal\"\nstart = { sigma = 99 }",
            "cannot start at 99",
        ),
        (
            "set sigma 0.3",
            "put sigma 0.3",
            "does not understand `put sigma 0.3`",
        ),
    ] {
        let text = with("task", TASK, "peak > 1", "paek > 1");
        let (said, status) = check(&folder(&text.replace(from, to)));
        assert!(said.contains(refused), "{said}");
        assert!(said.contains("there is no fact `paek`"), "{said}");
        assert!(said.contains("did you mean `peak`?"), "{said}");
        assert_eq!(status, Some(1));
    }
    // What is told only later is a fact all the same.
    let late = with("bet", BET, "sample 100 x 10", "smaple 100");
    let (said, _) = check(&folder(&late));
    assert!(!said.contains("no fact"), "{said}");
}

#[test]
fn a_folder_of_a_thousand_lessons_is_checked() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    for number in 1..=1000 {
        let text = lesson("Words.").replace("id = \"a\"", &format!("id = \"a{number}\""));
        fs::write(folder.path().join(format!("{number:04}-a.md")), text).expect("a lesson");
    }
    let (said, status) = check(&folder);
    assert_eq!(status, Some(0), "{said}");
    assert!(said.contains("0 errors and 0 warnings"), "{said}");
}
