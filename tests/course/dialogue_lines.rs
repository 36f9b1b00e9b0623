//! Lines of every kind, said to the course in memory: short forms, slips, nonsense.

use crate::common::dialogue::{open, say};
use crate::common::{ascii, course};
use handson::app::App;
use handson::progress::{Answer, Progress};
use handson::session::dialogue::Script;

#[test]
fn case_and_white_space_do_not_matter_and_controls_take_short_forms() {
    let mut script = open("04:wider");
    for line in [
        "set sigma 0.5",
        "  SET   Sigma\t0.5  ",
        "set sigma = 0.5",
        "set sigma=0.5",
        "set sigma to 0.5",
        "sigma 0.5",
        "sigma=0.5",
    ] {
        say(&mut script, "set sigma 2");
        let said = say(&mut script, line);
        assert!(said.contains("sigma is 0.50"), "{line}: {said}");
        assert!(said.contains("where it is 0.798."), "{line}: {said}");
    }
    assert!(say(&mut script, "+").contains("sigma is 0.52"));
    assert!(say(&mut script, "- sigma").contains("sigma is 0.50"));
    assert!(say(&mut script, "> sigma").contains("sigma is 0.70"));
    // A control may have the name of a key.
    let mut script = open("03:bird");
    assert!(say(&mut script, "y 3700").contains("y is 3700"));
    assert!(say(&mut script, "y 3,600").contains("y is 3600"));
    let mut script = open("05:line");
    assert!(say(&mut script, "b 1").contains("b is 1.00"));
    let mut script = open("03:who");
    let said = say(&mut script, "axes Standardized");
    assert!(
        said.contains("axes is standardized") && said.contains("Task met"),
        "{said}"
    );
}

#[test]
fn a_lab_that_shows_its_program_tells_it_and_then_what_is_new_in_it() {
    let mut script = open("09:code");
    let told = say(&mut script, "again");
    let program = "Code:\n  let mut model = Sequential::new(784)\n      .dense(128, Relu)\n";
    assert!(told.contains(program), "{told}");
    assert!(
        told.contains("\n  }, |event| println!(\"{event:?}\"))?;\n"),
        "{told}"
    );
    // The lab waits until what is asked of the program is answered.
    say(&mut script, "answer 1");
    let said = say(&mut script, "optimizer adam");
    let new = "The program has now:\n      .compile(Adam::default(), Loss::Mse);\n";
    assert!(said.contains(new) && !said.contains(".dense("), "{said}");
    let said = say(&mut script, "view keras");
    assert!(
        said.contains("Code:\n  model = keras.Sequential([\n"),
        "{said}"
    );
    let said = say(&mut script, "view one");
    assert!(!said.contains("keras.Sequential"), "{said}");
}

#[test]
fn a_line_that_means_nothing_is_one_sentence_with_the_nearest_word() {
    let mut script = open("05:down");
    for (line, holds) in [
        ("nxt", "Did you mean next?"),
        ("reste", "Did you mean reset?"),
        ("zzzzzzzz", "Say help"),
        ("set raet 1", "Did you mean rate?"),
        ("set rate", "it may be"),
        ("set rate fast", "it may be"),
        ("set rate NaN", "it may be"),
        ("set rate 0,05", "rate is 0.05"),
        ("set a 1", "moved by descent in this step"),
        ("set", "rate"),
        ("open nowhere", "contents lists them all"),
        ("open", "for example"),
        ("search", "for example"),
        ("search qqqq", "No lesson says"),
        ("contents 99", "contents lists them all"),
        ("facts nothing", "There are: "),
        ("step -3", "cannot be"),
        ("answer 2", "no question on this step"),
        ("bet 5 5", "no bet on this step"),
        ("stop", "Nothing is running"),
        ("12", "no question on this step"),
        ("enter", "not needed here"),
        ("a", "locked"),
        ("\u{1b}[A", "no meaning in a line"),
        ("\u{1b}[3~", "no meaning in a line"),
        ("nxt\u{1b}[D\u{1b}OA", "Did you mean next?"),
        ("\u{202e}\u{fffd}\u{0}", "I do not know"),
    ] {
        let said = say(&mut script, line);
        let holds = if holds == "locked" {
            "moved by descent in this step"
        } else {
            holds
        };
        let flat = said.replace('\n', " ");
        assert!(flat.contains(holds), "{line:?}: {said}");
        assert!(
            said.lines().count() <= 3 && !said.is_empty(),
            "{line:?}: {said}"
        );
        assert!(said.is_ascii(), "{said}");
    }
    assert_eq!(say(&mut script, "   "), "");
    let said = say(&mut script, &"x".repeat(100_000));
    assert!(said.contains("at most 1000 characters"), "{said}");
}

#[test]
fn going_about_by_open_contents_and_search() {
    let mut script = open("01");
    for (line, holds) in [
        ("open 04:wider", ": Wider or taller"),
        ("open height", ": Area is probability"),
        ("OPEN regression", "Lesson 5: Regression"),
        ("again", "Lesson 5: Regression"),
        ("contents", "07 Maximum likelihood and mean squared error"),
        ("contents 3", "03:6 Who decides?, not seen yet."),
        ("search bottleneck", "open and its numbers"),
        ("symbols", "the slope: by how much"),
        ("help", "To the lab of this step you can also say:"),
        ("code", "handson open regression:line --with v1,data=toy"),
        ("program", "no code to copy"),
        ("test", "test 1 of 3"),
    ] {
        let said = say(&mut script, line);
        assert!(
            said.to_lowercase().contains(&holds.to_lowercase()),
            "{line}: {said}"
        );
    }
}

#[test]
fn a_hint_that_names_keys_says_what_they_are_in_lines() {
    let mut script = open("04:mean");
    let said = say(&mut script, "hint");
    assert!(
        said.contains("for +: + mu; for -: - mu; for >: > mu; for <: < mu."),
        "{said}"
    );
    assert!(say(&mut script, "> mu").contains("mu is 0.50"));
    let mut script = open("04:samples");
    assert!(!say(&mut script, "hint").contains("Here you say"));
    let said = say(&mut script, "hint");
    assert!(said.contains("Here you say, for Space: sample."), "{said}");
}

#[test]
fn formulas_are_told_in_words_or_in_signs_as_one_says_until_one_says_otherwise() {
    let mut script = open("07:numbers");
    let flat = |said: String| said.split_whitespace().collect::<Vec<_>>().join(" ");
    let words = "minus the log of L of a, b, sigma, equals n over 2 times the log";
    let signs = "-log L(a, b, sigma) = (n/2) log(2 pi sigma^2)";
    assert!(flat(say(&mut script, "again")).contains(words));
    assert!(say(&mut script, "symbols short").contains("in signs now"));
    assert!(flat(say(&mut script, "again")).contains(signs));
    say(&mut script, "next");
    assert!(flat(say(&mut script, "back")).contains(signs));
    assert!(say(&mut script, "Symbols Spoken").contains("in words now"));
    assert!(flat(say(&mut script, "again")).contains(words));
    assert!(say(&mut script, "symbols loud").contains("symbols short or symbols spoken"));
    assert!(say(&mut script, "symbols").contains("sigma: "));
}

/// Who comes back to 04:wider after three days, and what is said first.
fn come_back() -> (Script, String) {
    const DAY: u64 = 86_400;
    let course = course();
    let place = course.find("04:wider").expect("the step exists");
    let mut progress = Progress::default();
    progress.answer(
        "welcome",
        "why-test",
        Answer::Quiz {
            marked: vec![0],
            right: false,
        },
        DAY,
    );
    progress.record_visit(DAY);
    let mut app = App::new(course.clone(), progress, ascii(), place);
    app.greet();
    Script::at(app, 4 * DAY)
}

#[test]
fn who_comes_back_after_a_day_is_asked_something_first() {
    let (mut script, first) = come_back();
    assert!(first.contains("You were here 3 days ago."), "{first}");
    assert!(
        first.contains("kept away from learning") && !first.contains("Goal: "),
        "{first}"
    );
    let said = say(&mut script, "answer 9");
    assert!(said.contains("numbers 1 to 3"), "{said}");
    let said = say(&mut script, "answer 1");
    assert!(said.contains("ight: 1. "), "{said}");
    assert!(say(&mut script, "again").contains("kept away from learning"));
    let said = say(&mut script, "next");
    assert!(
        said.contains("Step 10 of") && said.contains("Wider"),
        "{said}"
    );
    assert!(say(&mut script, "set sigma 0.38").contains("Task met: "));
}

#[test]
fn what_is_said_to_the_greeting_moves_nothing_of_the_step_that_was_not_told() {
    for line in ["+", ">", "- sigma", "<"] {
        let (mut script, _) = come_back();
        let said = say(&mut script, line);
        assert!(said.contains("Goal: "), "{line}: {said}");
        assert!(said.contains("sigma is 1.00, "), "{line}: {said}");
    }
    let (mut script, _) = come_back();
    let said = say(&mut script, "+1");
    assert!(
        said.contains("numbers 1 to 3") || said.contains("ight: 1. "),
        "{said}"
    );
    let (mut script, _) = come_back();
    let said = say(&mut script, "T");
    assert!(said.contains("Goal: "), "{said}");
}

#[test]
fn an_arrow_typed_into_a_line_is_a_step_on_or_back() {
    let mut script = open("05:down");
    assert!(say(&mut script, "\u{1b}[C").contains("Step 12 of 17"));
    assert!(say(&mut script, "\u{1b}OD\u{1b}[D").contains("Step 11 of 17"));
    assert!(say(&mut script, "\u{1b}[1;5C").contains("Step 12 of 17"));
}

#[test]
fn a_number_in_words_answers_and_one_too_coarse_is_no_answer() {
    for (place, line, holds) in [
        ("01:hello", "three", "You read a 3."),
        ("01:hello", "3?", "You read a 3."),
        ("01:hello", "answer three", "You read a 3."),
        ("01:hello", "say three", "You read a 3."),
        ("01:hello", "say", "0 to 9: say and the digit"),
        ("01:bet", "bet five three two", "You bet 5 3 2."),
        ("04:root", "ten thousand", "Right: ten thousand"),
        ("09:idea", "no labels", "Right: no labels"),
        ("09:idea", "answer none of them", "Right: none of them"),
        (
            "06:dies",
            "twenty-seven leaves",
            "Right: twenty-seven leaves",
        ),
        ("06:dies", "about 27", "Right: about 27"),
        (
            "05:gradient",
            "0,3",
            "too coarse: answer to 3 decimals, rounded. It is not counted.",
        ),
    ] {
        let said = say(&mut open(place), line).replace('\n', " ");
        assert!(said.contains(holds), "{place} {line}: {said}");
    }
}

#[test]
fn an_option_is_taken_as_it_is_meant() {
    for (line, holds) in [
        ("set axes standardised", "axes is standardized"),
        ("axes stand", "axes is standardized"),
        ("set axes to standardized units", "axes is standardized"),
        ("set the axes standardized", "axes is standardized"),
        ("set y 1", "y is fixed in this step."),
        ("set rule nearest neighbour", "rule is neighbour"),
        ("set axes crooked", "cannot be 'crooked'"),
    ] {
        let place = if line.contains("rule") {
            "03:disagree"
        } else {
            "03:who"
        };
        let said = say(&mut open(place), line);
        assert!(said.contains(holds), "{line}: {said}");
    }
}

#[test]
fn what_cannot_be_done_now_is_not_offered() {
    for place in ["05:line", "05:hand", "05:most"] {
        let told = say(&mut open(place), "again");
        let offered = told.lines().find(|line| line.contains("You can also say"));
        let offered = offered.unwrap_or_default();
        assert!(!offered.contains("step [N]"), "{place}: {told}");
        assert_eq!(
            offered.contains("solve"),
            place == "05:hand",
            "{place}: {told}"
        );
    }
    let told = say(&mut open("05:down"), "again").replace('\n', " ");
    assert!(
        told.contains("step [N], also s; run [N], also Space; solve, also f;"),
        "{told}"
    );
}

#[test]
fn a_hint_that_names_keys_says_what_is_said_for_them() {
    let mut script = open("05:hand");
    say(&mut script, "hint");
    say(&mut script, "hint");
    let said = say(&mut script, "hint").replace('\n', " ");
    assert!(said.contains("for f: solve; for r: reset"), "{said}");
    assert!(!said.contains("for a:"), "{said}");
}

#[test]
fn a_lesson_that_is_not_there_is_no_step_of_this_one() {
    for (place, line, holds) in [
        ("05:down", "open 02", "Lesson 2: "),
        ("05:down", "open lesson 14", "Lesson 14 is not there"),
        ("05:down", "open 2", "Lesson 2: "),
        ("05:down", "open step 3", "Step 3 of"),
        ("05:down", "open 4", "Lesson 4: "),
        ("05:down", "open 04", "Lesson 4: "),
        ("04:wider", "open lesson 5", "Lesson 5: "),
        ("04:wider", "open Lesson 05:3", "Step 3 of"),
    ] {
        let said = say(&mut open(place), line);
        assert!(said.contains(holds), "{place} {line}: {said}");
    }
}

#[test]
fn a_control_is_moved_several_steps_in_one_line() {
    let mut script = open("04:wider");
    say(&mut script, "set sigma 1");
    assert!(say(&mut script, "+ sigma 5").contains("sigma is 1.10"));
    assert!(say(&mut script, "-sigma 5").contains("sigma is 1.00"));
    assert!(say(&mut script, "+ sigma 0").contains("a number up to 1000"));
    assert!(say(&mut script, "A").contains("Pictures are told in words"));
}

#[test]
fn help_tells_what_the_step_has_and_no_more() {
    for place in ["05:line", "05:hand", "05:most"] {
        let help = say(&mut open(place), "help");
        for refused in ["step [N]", "run [N]"] {
            assert!(!help.contains(refused), "{place}: {help}");
        }
        let solves = help.contains("solve, on the screen");
        assert_eq!(solves, place == "05:hand", "{place}: {help}");
    }
    let help = say(&mut open("05:down"), "help");
    assert!(
        help.contains("step [N]") && help.contains("hint: "),
        "{help}"
    );
    assert!(
        !help.contains("bet 5 3 2") && !help.contains("answer 2"),
        "{help}"
    );
}

#[test]
fn no_example_names_an_option_of_a_question() {
    for place in ["01:kinds", "03:wrong", "05:begins", "09:idea"] {
        let mut script = open(place);
        for line in ["again", "answer 99"] {
            let said = say(&mut script, line);
            let names = |line: &str| {
                let end = line.split("answer ").nth(1).unwrap_or_default();
                end.starts_with(|c: char| c.is_ascii_digit()) && !line.contains("12.5")
            };
            assert!(!said.lines().any(names), "{place} {line}: {said}");
        }
    }
}

#[test]
fn a_task_that_is_met_needs_no_hint() {
    let mut script = open("04:wider");
    say(&mut script, "set sigma 0.38");
    assert!(say(&mut script, "hint").contains("The task is met, and needs no hint"));
}
