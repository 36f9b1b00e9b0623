//! The sample lesson and the lesson of the README pass `handson check`, and mistakes planted in them
//! are all found in one run.

use crate::common::lessons::{MARK, check, folder};
use std::fs;
use tempfile::TempDir;

const SAMPLE: &str = include_str!("../fixtures/sample-lesson.md");
const WELCOME: &str = include_str!("../../lessons/01-welcome.md");

fn sample_beside_welcome(sample: &str) -> TempDir {
    let folder = folder(WELCOME);
    fs::write(folder.path().join("02-sample.md"), sample).expect("a lesson");
    folder
}

#[test]
fn the_sample_of_what_a_lesson_may_hold_passes_word_for_word() {
    let (said, status) = check(&sample_beside_welcome(SAMPLE));
    assert_eq!(status, Some(0), "{said}");
    assert_eq!(said.matches("02-sample.md").count(), 2, "{said}");
    assert!(said.contains("none foresaw has no reply"), "{said}");
    assert!(
        said.contains("`x` stands in a formula and is nowhere explained"),
        "{said}"
    );
    let reply = "reply  = \"68.3%";
    let explained = SAMPLE
        .replacen("[symbols]\n", "[symbols]\n\"x\" = \"a value\"\n", 1)
        .replacen(
            reply,
            &format!("otherwise = \"Read the area.\"\n{reply}"),
            1,
        );
    let (said, status) = check(&sample_beside_welcome(&explained));
    assert!(
        status == Some(0) && !said.contains("02-sample.md"),
        "{said}"
    );
}

#[test]
fn ten_planted_mistakes_are_found_in_one_run_each_in_its_place() {
    let mut text = SAMPLE.to_owned();
    for (from, to) in [
        ("needs = [\"welcome\"]", "needs = [¶\"welcom\"]"),
        ("\\frac{1}", "¶\\frca{1}"),
        ("0.399 -->", "0.398 -->"),
        ("claim: round", "claim: ¶round"),
        (
            "show  = [\"mu\", \"sigma\"]",
            "show  = [\"mu\", ¶\"sgima\"]",
        ),
        ("hints =", "¶hinst ="),
        ("shuffle = true", "shuffle = ¶\"yes\""),
        ("within = 0.01", "within = ¶-0.01"),
        ("when = \"spread < 0.2\"", "when = \"spread <¶ \""),
        ("\"within-one-sigma\"", "¶\"Within one\""),
        ("```rust", "```¶rsut"),
    ] {
        assert!(text.contains(from), "{from}");
        text = text.replacen(from, to, 1);
    }
    let places: Vec<String> = text
        .match_indices(MARK)
        .map(|(at, _)| {
            let before = text[..at].replace(MARK, "");
            let last = before.rsplit('\n').next().unwrap_or_default();
            let (line, column) = (before.matches('\n').count() + 1, last.chars().count() + 1);
            format!("02-sample.md:{line}:{column}: ")
        })
        .collect();
    assert_eq!(places.len(), 10);
    let (said, status) = check(&sample_beside_welcome(&text.replace(MARK, "")));
    assert_eq!(status, Some(1));
    for place in places {
        assert!(said.contains(&place), "nothing at {place}\n{said}");
    }
}

/// The lesson in the README, as an author copies it.
fn readme_lesson() -> String {
    let readme = include_str!("../../README.md");
    let (_, lesson) = readme
        .split_once("````markdown\n")
        .expect("a lesson in the README");
    let (lesson, _) = lesson.split_once("````\n").expect("it is closed");
    lesson.to_owned()
}

#[test]
fn the_lesson_in_the_readme_holds_one_of_each_and_passes_without_a_warning() {
    let lesson = readme_lesson();
    for word in [
        "lab", "task", "quiz", "number", "order", "match", "bet", "rust", "python",
    ] {
        assert_eq!(lesson.matches(&format!("```{word}\n")).count(), 1, "{word}");
    }
    assert_eq!(lesson.matches("<!-- claim: ").count(), 1);
    let (said, status) = check(&folder(&lesson));
    assert_eq!(said, "0 errors and 0 warnings\n");
    assert_eq!(status, Some(0));
}

#[rustfmt::skip]
const PLANTED: [(&str, &str, &str); 16] = [
    ("needs = []", "needs = [¶\"welcom\"]", "no lesson has the id `welcom`"),
    ("\"\\\\sigma\" =", "¶\"\\\\sigam\" =", "symbol: `\\sigam` is not known"),
    ("3) == 0.399", "3) == 0.398", "the claim is false: left is 0.399, right is 0.398"),
    ("claim: round", "claim: ¶round", "the claim is false"),
    ("show  = [\"sigma\"]", "show  = [¶\"sgima\"]", "no control `sgima`"),
    ("\"peak > 1.2", "\"¶paek > 1.2", "there is no fact `paek`"),
    ("hints =", "¶hinst =", "unknown field `hinst`"),
    ("right = true", "right = ¶2", "must be true or false"),
    ("within = 0.01", "within = ¶\"near\"", "`within` of the number"),
    ("wrong  = [ { is", "wrong  = [ { ¶si", "unknown field `si`"),
    ("items = [\"sigma 0.3\", \"sigma 1\"", "items = [\"sigma 0.3\", ¶\"sigma 0.3\"", "`sigma 0.3` stands twice"),
    ("swapped = [1, 3]", "swapped = ¶[1, 4]", "two different numbers from 1 to 3"),
    ("{ is = 2, reply = \"A curve", "{ is = ¶1, reply = \"A curve", "pair 1 is right as it is"),
    ("right = \"how wide it is\"", "right = ¶\"where the curve is centred\"", "stands twice"),
    ("reveal = [\"sample", "reveal = [¶\"smaple", "does not understand `smaple 100 x 10`"),
    ("## The same in code {#code}", "## The same in code {#¶worth}", "`worth` stands twice"),
];

#[test]
fn mistakes_planted_in_the_lesson_of_the_readme_are_all_found_in_one_run() {
    let mut text = readme_lesson();
    for (from, to, _) in PLANTED {
        assert!(text.contains(from), "{from}");
        text = text.replacen(from, to, 1);
    }
    let (said, status) = check(&folder(&text.replace(MARK, "")));
    assert_eq!(status, Some(1), "{said}");
    let marked = PLANTED.iter().filter(|(_, to, _)| to.contains(MARK));
    assert_eq!(marked.clone().count(), 15);
    for (_, to, message) in marked {
        let at = text.find(to).expect("planted") + to.find(MARK).expect("marked");
        let before = text[..at].replace(MARK, "");
        let last = before.rsplit('\n').next().unwrap_or_default();
        let (line, column) = (before.matches('\n').count() + 1, last.chars().count() + 1);
        let place = format!("01-a.md:{line}:{column}: ");
        let found = said.split("\n\n").find(|finding| finding.contains(&place));
        let found = found.unwrap_or_else(|| panic!("nothing at {place}\n{said}"));
        assert!(found.contains(message), "{message}:\n{said}");
        // The line as it stands there, and the caret under the column.
        let whole = text.replace(MARK, "");
        let shown = whole.lines().nth(line - 1).expect("a line");
        assert!(found.contains(&format!(" {line} | {shown}\n")), "{found}");
        let caret = found
            .lines()
            .find(|line| line.ends_with('^'))
            .expect("a caret");
        assert_eq!(caret.len(), format!(" {line} | ").len() + column, "{found}");
        assert!(found.contains("fix: "), "{found}");
    }
}

/// The lesson of the README, with a lab in the hands of whoever bets.
fn bet_beside_a_lab() -> String {
    let lab = "```lab\nname  = \"normal\"\nkeep  = \"curve\"\nshow  = [\"mu\"]\n```\n\n```bet\n";
    let lesson = readme_lesson().replacen("```bet\n", lab, 1);
    let (before, lock) = lesson
        .rsplit_once("lock   = []")
        .expect("a bet that locks nothing");
    let (_, after) = lock.split_once('\n').expect("lines after it");
    format!("{before}{after}")
}

#[test]
fn a_bet_that_can_be_tried_before_it_is_made_is_warned_of_until_it_locks_what_shows_its_end() {
    let reveal = "reveal = [\"sample 100 x 10\"]";
    let with = |bet: &str| bet_beside_a_lab().replacen(reveal, bet, 1);
    let tried = "the bet can be tried before it is made";
    let (said, status) = check(&folder(&with(reveal)));
    assert!(said.contains(&format!("sample: {tried}")), "{said}");
    assert_eq!(status, Some(0));
    let (said, _) = check(&folder(&with(&format!("{reveal}\nlock = [\"sample\"]"))));
    assert_eq!(said, "0 errors and 0 warnings\n");
    let (said, status) = check(&folder(&with(&format!("{reveal}\nlock = [\"smaple\"]"))));
    let unknown = "the lab `normal` has no control or action `smaple`";
    assert!(
        said.contains(unknown) && said.contains("did you mean `sample`?"),
        "{said}"
    );
    assert_eq!(status, Some(1));
    // A few keys may show it as well: what the reveal sets is locked, but not the mean.
    let moved = with("reveal = [\"set sigma 1\", \"set mu 1\"]\nlock = [\"sigma\"]")
        .replace("spread < 0.2", "mu < 0.5")
        .replace("spread >= 0.2", "mu >= 0.5");
    let (said, _) = check(&folder(&moved));
    assert!(said.contains("` on mu") && said.contains(tried), "{said}");
}

#[test]
fn what_is_so_all_along_can_be_found_out_by_a_control_that_is_free() {
    let hidden = |lock: &str| {
        bet_beside_a_lab()
            .replacen(
                "name  = \"normal\"\nkeep  = \"curve\"\nshow  = [\"mu\"]",
                "name  = \"mle_mse\"\nshow  = [\"a\"]\nstart = { a = 0.2, curves = \"hidden\" }",
                1,
            )
            .replacen(
                "reveal = [\"sample 100 x 10\"]",
                &format!("reveal = [\"set curves shown\"]\nlock = [{lock}]"),
                1,
            )
            .replace("spread < 0.2", "minima_apart > 0.005")
            .replace("spread >= 0.2", "minima_apart <= 0.005")
    };
    let (said, _) = check(&folder(&hidden("")));
    assert!(
        said.contains("a: the bet can be tried before it is made"),
        "{said}"
    );
    let (said, _) = check(&folder(&hidden("\"a\"")));
    assert!(!said.contains("can be tried"), "{said}");
}

#[test]
fn what_comes_back_is_a_question_of_an_earlier_lesson() {
    let folder = folder(WELCOME);
    fs::write(folder.path().join("00-sample.md"), DECIDED).expect("a lesson");
    let (said, _) = check(&folder);
    assert!(
        said.contains("`welcome` comes later than this lesson"),
        "{said}"
    );
}

#[test]
fn what_decides_a_bet_is_not_in_sight_before_it_is_made() {
    let told = bet_beside_a_lab()
        .replacen(
            "reveal = [\"sample 100 x 10\"]",
            "reveal = [\"sample\"]\nlock = [\"sample\", \"mu\"]",
            1,
        )
        .replace("spread < 0.2", "peak < 1")
        .replace("spread >= 0.2", "peak >= 1");
    let (said, status) = check(&folder(&told));
    assert!(
        said.contains("what decides the bet is in sight before it is made"),
        "{said}"
    );
    assert_eq!(status, Some(0));
}

#[test]
fn text_waits_for_an_exercise_of_its_own_step() {
    let with = |text: &str| {
        readme_lesson().replacen("## What belongs", &format!("{text}\n\n## What belongs"), 1)
    };
    let (said, _) = check(&folder(&with(
        "<!-- after: within-one -->\nTwo in three, then.",
    )));
    assert_eq!(said, "0 errors and 0 warnings\n");
    for (text, message) in [
        (
            "<!-- after: within-oen -->\nTwo.",
            "this step asks nothing called `within-oen`",
        ),
        (
            "<!-- after: tall -->\nTwo.",
            "this step asks nothing called `tall`",
        ),
        ("<!-- after: within-one -->", "no text follows this"),
        (
            "<!-- aftre: within-one -->\nTwo.",
            "a comment of the kind `aftre` is not known",
        ),
        (
            "- <!-- after: within-one -->\n  Two.",
            "this stands inside of another block",
        ),
        (
            "<!-- after: within-one -->\n```lab\nname = \"normal\"\n```",
            "only text waits for an answer",
        ),
    ] {
        let (said, _) = check(&folder(&with(text)));
        assert!(said.contains(message), "{text}: {said}");
    }
}

/// What facts decide, what is counted, asked once more and explained, with a mistake in each.
const DECIDED: &str = r#"+++
id = "decided"
title = "Decided"
summary = "By facts."
minutes = 1
needs = ["welcome"]
+++

## Where you stand {#stand}

Goal: say which way E falls.

```lab
name  = "bowl"
start = { a = 1.4, b = 0.5 }
show  = ["a", "b"]
```

```why
ask  = "Why does one option hold?"
text = "The slope has one sign."
```

```quiz
id  = "which-sign"
ask = "What makes E smaller?"
[[option]]
text  = "A little more a"
right = "slope_a < 0"
reply = "The slope is {slope_a}."
[[option]]
text  = "A little less a"
right = "slope_a >= 0"
reply = "It is above 0, or 0."
```

```number
id     = "rate"
recall = "welcome:how-long"
ask    = "The sharpest bend is 4. Which rate is the limit?"
answer = "2 / 4"
given  = { lambda = 4 }
otherwise = "2 over 4."
reply  = "A half."
```

```task
id    = "few"
goal  = "E below 10 in at most two moves."
until = "E < 10 && abs(b - 0.9) < 0.01 && probes <= 2"
hints = ["Less a, more b."]
done  = "Two were enough."
solve = ["set a 0.8", "set b 0.9"]
naive = ["set b 0", "set b 0.1", "set b 0.2", "set a 0.8", "set b 0.9"]
```
"#;

#[test]
fn what_facts_decide_and_what_is_counted_is_proved_and_a_mistake_in_it_is_found() {
    let said = |text: &str| check(&sample_beside_welcome(text));
    let (clean, status) = said(DECIDED);
    assert_eq!(status, Some(0), "{clean}");
    assert!(!clean.contains("02-sample.md"), "{clean}");
    for (from, to, found) in [
        ("slope_a < 0", "slope_a > 1e9", ""),
        (
            "slope_a >= 0",
            "slope_a < 1e9 && b < 0",
            "no option is right when the step begins",
        ),
        ("slope_a < 0", "slope_a < 1e9", "are right together"),
        ("slope_a < 0", "slpe_a < 0", "slpe_a"),
        ("{slope_a}", "{slpe_a}", "slpe_a"),
        (
            "welcome:how-long",
            "welcome:how-lnog",
            "`welcome` has no question `how-lnog`",
        ),
        ("welcome:how-long", "welcome", "names no question"),
        (
            "welcome:how-long",
            "decided:which-sign",
            "asks its own question once more",
        ),
        ("lambda = 4", "l4 = 4", "no letter that can be typed"),
        (
            "otherwise = \"2 over 4.\"",
            "wrong = [ { is = \"1 + 1\", reply = \"No.\" }, { is = 2, reply = \"Nor.\" } ]",
            "is the same number as",
        ),
        ("probes <= 2", "prboes <= 2", "prboes"),
        ("probes <= 2", "probes <= 1", "do not meet the task"),
        ("probes <= 2", "probes <= 9", "this guess meets the task"),
        (
            "```quiz",
            "```why\nask = \"And?\"\ntext = \"So.\"\n```\n\n```quiz",
            "two `why`",
        ),
    ] {
        let (text, _) = said(&DECIDED.replacen(from, to, 1));
        let hit = match found {
            "" => !text.contains("02-sample.md"),
            found => text.contains(found),
        };
        assert!(hit, "{from} -> {to}: {text}");
    }
}
